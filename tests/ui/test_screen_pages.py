"""The two screens, driven without a browser: what they show, and that decisions reach the store."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from build_books import BATCH, EVIL
from streamlit.testing.v1 import AppTest

from model.review import Verdict
from store import Store

APP = str(Path(__file__).parents[2] / "ui" / "app.py")
WAIT = 60
SCENE_COLUMNS = ("申报环节", "申报场景", "判定", "内容最像的场景", "依据", "申报场景未见的要素")


def _queue() -> AppTest:
    return AppTest.from_file(APP, default_timeout=WAIT).run()


def _book_page() -> None:
    from ui.screens import book

    book.show()


def _open(submission: str, batch: str = BATCH) -> AppTest:
    at = AppTest.from_function(_book_page, default_timeout=WAIT)
    at.query_params["id"] = submission
    at.query_params["batch"] = batch
    return at.run()


def _texts(at: AppTest) -> str:
    return "\n".join(
        str(element.value) for kind in ("markdown", "header", "caption", "info") for element in at.get(kind)
    )


def _decisions(workspace: Path, submission: str = "id-jia") -> dict[str, Any]:
    with Store(workspace) as store:
        return {d.verdict.value: d for d in store.decisions(submission).values()}


@pytest.mark.usefixtures("workspace")
def test_empty_workspace_explains_how_to_review() -> None:
    at = _queue()
    assert not at.exception
    assert at.header[0].value == "还没有审查过的材料"
    assert at.code[0].value.startswith("mingjian review 文件夹")
    assert at.get("file_uploader")


def test_a_damaged_workspace_is_a_sentence_on_every_page(filled: Path) -> None:
    file = filled / "mingjian.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    at = _queue()
    assert not at.exception
    assert "已损坏" in at.error[0].value
    assert "doctor" in at.error[0].value


@pytest.mark.usefixtures("filled")
def test_a_decision_that_cannot_be_saved_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when 确认成立 is pressed: it is said, and nothing looks decided."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    at = _open("id-jia")
    monkeypatch.setattr(Store, "decide", fail)
    at.button(key="confirm").click().run()
    assert not at.exception
    assert "磁盘空间已满" in at.error[0].value
    assert "已定 **0 " in _texts(at)


@pytest.mark.usefixtures("filled")
def test_queue_sums_up_and_names_what_could_not_be_read() -> None:
    at = _queue()
    assert not at.exception
    assert "**3** 件　读不出 **2** 件" in _texts(at)
    unread, books, *_ = (table.value for table in at.dataframe)
    assert list(unread["文件"]) == ["旧合同.doc", EVIL]
    assert unread["原因"][0] == "旧版 Word 文件，本机没有 LibreOffice，读不出。"
    assert "LibreOffice" in unread["怎么办"][0]
    assert list(books["申报单位"]) == ["甘肃陇原精密制造有限公司", EVIL, "酒泉乙能源装备有限公司"]
    assert list(books["硬伤"]) == [1, 0, 0]


@pytest.mark.usefixtures("filled")
def test_queue_is_searched_and_filtered() -> None:
    at = _queue()
    at.text_input[0].set_value("酒泉").run()
    assert list(at.dataframe[1].value["提交名称"]) == ["乙公司"]
    at.text_input[0].set_value("没有这样的单位").run()
    assert "没有符合条件的申报书" in at.info[0].value


@pytest.mark.usefixtures("filled")
def test_selecting_a_row_opens_the_book() -> None:
    at = _queue()
    at.session_state["queue_1"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    at.run()
    assert not at.exception
    assert at.header[0].value == "酒泉乙能源装备有限公司"


@pytest.mark.usefixtures("filled")
def test_book_shows_what_was_found_and_what_was_not_checked() -> None:
    at = _open("id-jia")
    assert not at.exception
    assert at.header[0].value == "甘肃陇原精密制造有限公司"
    assert "已定 **0 / 5**" in _texts(at)
    labels = [expander.label for expander in at.expander]
    assert labels == [
        "未能检查 1 条 · 须另行核对 0 条 · 无须处理 0 条",
        "已通过 2 条 · 不适用 1 条",
        "读出的字段 2 项 · 空白 1 项",
        "场景判定 1 个",
    ]
    tables = {tuple(table.value.columns): table.value for table in at.dataframe}
    assert tables[("类别", "原因", "范围", "规则")]["原因"][0] == "没有利润表，无法核对净利润。"
    assert tables[SCENE_COLUMNS]["内容最像的场景"][0].startswith("人机协同作业 93%")


def test_confirming_is_stored_and_the_next_open_finding_is_selected(filled: Path) -> None:
    at = _open("id-jia")
    first = at.session_state["selected"]
    at.button(key="confirm").click().run()
    assert _decisions(filled)["confirmed"].fingerprint == first
    assert at.session_state["selected"] != first
    assert "已定 **1 / 5**" in _texts(at)


def test_dismissing_asks_for_a_reason_and_stores_it(filled: Path) -> None:
    at = _open("id-jia")
    at.button(key="dismiss").click().run()
    _click(at, "确定不成立")
    assert at.warning[0].value == "请先选择不成立的理由。"
    assert _decisions(filled) == {}
    at.selectbox[0].set_value("其他")
    _click(at, "确定不成立")
    assert at.warning[0].value == "选“其他”时请写明理由。"
    at.selectbox[0].set_value("已另附材料")
    at.text_input[0].set_value("见附件三")
    _click(at, "确定不成立")
    assert _decisions(filled)["dismissed"].reason == "已另附材料：见附件三"
    assert at.session_state["panel"] is None


def test_asking_starts_from_the_rules_question(filled: Path) -> None:
    at = _open("id-jia")
    at.button(key="ask").click().run()
    assert at.text_area[0].value == "请说明资产负债率的计算口径。"
    at.text_area[0].set_value("请附计算过程。")
    _click(at, "确定")
    assert _decisions(filled)["ask"].reason == "请附计算过程。"


def test_undo_opens_the_finding_again(filled: Path) -> None:
    at = _open("id-jia")
    assert at.button(key="undo").disabled
    first = at.session_state["selected"]
    at.button(key="confirm").click().run()
    at.button(key="up").click().run()
    assert at.session_state["selected"] == first
    at.button(key="undo").click().run()
    assert _decisions(filled) == {}
    with Store(filled) as store:
        assert [step.verdict for step in store.history("id-jia")] == [Verdict.CONFIRMED, None]


@pytest.mark.usefixtures("filled")
def test_up_and_down_stay_within_the_list() -> None:
    at = _open("id-jia")
    first = at.session_state["selected"]
    at.button(key="up").click().run()
    assert at.session_state["selected"] == first
    for _ in range(10):
        at.button(key="down").click().run()
    last = at.session_state["selected"]
    at.button(key="down").click().run()
    assert at.session_state["selected"] == last != first


@pytest.mark.usefixtures("filled")
def test_unknown_book_leads_back_to_the_queue() -> None:
    at = _open("no-such-book")
    assert not at.exception
    assert "没有选中申报书" in at.info[0].value


def _hand_in_again(workspace: Path) -> None:
    """The book of 甲公司 with other bytes; the finding of A-03 is mended."""
    with Store(workspace) as store:
        review = store.review("id-jia")
        assert review is not None
        kept = tuple(o for o in review.outcomes if o.rule not in ("A-03", "A-04"))
        store.save_review(BATCH, replace(review, submission=replace(review.submission, id="id-jia-2"), outcomes=kept))


def test_a_book_handed_in_again_keeps_its_decisions_and_tells_what_is_gone(filled: Path) -> None:
    at = _open("id-jia")
    for _ in range(3):
        at.button(key="confirm").click().run()
    _hand_in_again(filled)
    at = _open("id-jia-2")
    assert not at.exception
    assert "已定 **2 / 4**" in _texts(at)
    (told,) = [expander for expander in at.expander if expander.label.startswith("上一版")]
    assert told.label == "上一版有 1 条决定不再对应：本版没有相同的问题"
    table = told.dataframe[0].value
    assert table["上一版的问题"][0].startswith("A-03 主营业务收入 15345.67 万元大于")
    at.button(key="up").click().run()
    assert "沿用上一版的决定：确认成立（" in _texts(at)
    at.button(key="undo").click().run()
    assert "已定 **1 / 4**" in _texts(at)
    assert len(_decisions(filled, "id-jia")) == 1


def test_the_old_address_leads_to_the_newer_version(filled: Path) -> None:
    at = _queue()
    at.session_state["queue_1"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    at.button(key="confirm").click().run()
    _hand_in_again(filled)
    at.run()
    assert not at.exception
    assert "已由新提交的一版替换" in at.info[0].value
    _click(at, "打开新的一版")
    assert at.header[0].value == "甘肃陇原精密制造有限公司"
    assert "已定 **1 / 4**" in _texts(at)


@pytest.mark.usefixtures("filled")
def test_hostile_texts_are_escaped_in_markdown() -> None:
    """Every Markdown element that carries document text holds it escaped; none allows HTML."""
    at = _open("id-evil")
    assert not at.exception
    for kind in ("markdown", "header", "caption"):
        for element in at.get(kind):
            assert "<img" not in str(element.value).replace("\\<", "")
            assert "](" not in str(element.value)
            assert not getattr(element, "allow_html", False)


def _click(at: AppTest, label: str) -> None:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
