"""What the law and the batch add to the screens: conditions, the award, batch findings, the ledger, the choice of law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from pipeline import BatchResult, review_paths
from tests.conftest import SAMPLES
from ui import uploads
from ui.review_upload import main, read_options

APP = str(Path(__file__).parents[2] / "ui" / "app.py")
COMPANY = "甘肃祁连水泥装备有限公司"


def _book_page() -> None:
    from ui.screens import book

    book.show()


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[BatchResult, Path]:
    """Three copies of one scene book in a batch, with an archive that reduces the award."""
    folder = tmp_path_factory.mktemp("law")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业名称", "载体", "项目名称", "认定日期", "奖励金额（万元）"])
    sheet.append([COMPANY, "优秀场景", "质量精准追溯", "2023-12", 80])
    book.save(folder / "档案.xlsx")
    for n in range(3):
        target = folder / "批次" / f"申报{n}"
        target.mkdir(parents=True)
        source = next((SAMPLES / COMPANY).glob("*.docx"))
        (target / source.name).write_bytes(source.read_bytes())
        (target / "说明.txt").write_text(f"第{n}份", encoding="utf-8")
    return review_paths([folder / "批次"], folder / "w", batch="批次", workers=2, archive=folder / "档案.xlsx"), folder


@pytest.fixture
def workspace(judged: tuple[BatchResult, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINGJIAN_WORKSPACE", str(judged[1] / "w"))
    st.cache_resource.clear()
    return judged[1] / "w"


@pytest.mark.usefixtures("workspace")
def test_the_book_shows_conditions_award_and_ledger(judged: tuple[BatchResult, Path]) -> None:
    """Each condition with verdict, requirement, what the book says, place and article."""
    at = AppTest.from_function(_book_page, default_timeout=60)
    at.query_params["id"] = judged[0].reviews[0].submission.id
    at.query_params["batch"] = "批次"
    at.run()
    assert not at.exception
    labels = [expander.label for expander in at.expander]
    assert labels[0].startswith("申报条件 ")
    assert "奖励测算" in labels
    tables = {tuple(table.value.columns): table.value for table in at.dataframe}
    conditions = tables[("判断", "条件", "要求", "书中所述", "位置", "依据", "规则")].set_index("规则")
    assert conditions.loc["ELIG-S-08", "判断"] == "满足"
    assert "第十二条" in conditions.loc["ELIG-S-05", "依据"]
    assert "最高20万元" in "".join(text.value for text in at.text)
    gaps = [table.value for table in at.dataframe if "原因" in table.value.columns]
    assert [tab.label for tab in at.tabs] == ["须看原件或请企业补充", "须另行核对", "无须处理"]
    assert "书中无此类内容" not in set(gaps[0]["类别"])
    assert set(gaps[2]["类别"]) <= {"书中无此类内容", "口径不可比", "受其他问题影响"}


@pytest.mark.usefixtures("workspace")
def test_the_queue_shows_batch_findings_and_the_ledger() -> None:
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception
    tables = {tuple(table.value.columns): table.value for table in at.dataframe}
    assert any("APP\\-07" in text.value for text in at.markdown)
    ledger = tables[("怎么办", "类别", "原因", "件数", "规则")]
    assert ledger["件数"].max() == 3
    assert list(dict.fromkeys(ledger["怎么办"])) == ["须看原件或请企业补充", "须另行核对", "无须处理"]


def test_an_upload_is_judged_by_the_chosen_law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The choice lies beside the upload, so that a review cut off goes on under the same law."""

    class File:
        name = "档案.xlsx"

        def getbuffer(self) -> memoryview:
            return memoryview(b"no workbook")

    folder = tmp_path / "uploads" / "1"
    folder.mkdir(parents=True)
    uploads.keep_options(folder, "fujian-2025", None)
    assert read_options(folder) == {"regime": "fujian-2025"}
    assert main(tmp_path / "w", "批", folder) == 0
    uploads.keep_options(folder, "fujian-2025", File())
    assert main(tmp_path / "w", "批", folder) == 1
    assert "archive.xlsx" in json.loads(capsys.readouterr().out.splitlines()[-1])["error"]
    assert read_options(tmp_path / "uploads" / "2") == {}
