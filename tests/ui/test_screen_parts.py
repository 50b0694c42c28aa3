"""The plain functions behind the screens: cards, evidence, escaping, page pictures, export, uploads, server."""

from __future__ import annotations

import ast
import io
import json
import socket
import time
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from build_books import EVIL, evil_document, good_review, make_pdf, pdf_document, sheet_document, word_document

from model.document import Doubt, Page
from model.errors import BadData, CannotRead
from model.finding import Outcome, State
from model.place import Place
from model.review import Decision, Verdict, fingerprint
from ui import page_image as page_images
from ui import session, uploads
from ui.cards import build_cards, flatten, next_open, step_from
from ui.evidence import find_node, show_node, show_page, tell_doubts
from ui.export_xlsx import COLUMNS, findings_workbook
from ui.page_image import PageImage, page_image
from ui.plain import md
from ui.serve import find_port, serve_command
from ui.words import STATUSES, name_place

SHA = dict.fromkeys(("申报书.pdf", "附件.docx", "财务.xlsx", "evil.docx"), "a" * 64)
UI = Path(__file__).parents[2] / "ui"


def test_cards_run_from_grave_to_light_with_folded_ones_under_their_root() -> None:
    cards = build_cards(good_review(SHA), {})
    assert [card.rule for card in cards] == ["A-15", "A-03", "A-31", "E-02", "F-09"]
    assert [card.rule for card in flatten(cards)] == ["A-15", "A-03", "A-04", "A-31", "E-02", "F-09"]


def test_folded_finding_without_its_root_stands_alone() -> None:
    review = good_review(SHA)
    review = replace(review, outcomes=tuple(o for o in review.outcomes if o.rule != "A-03"))
    assert "A-04" in [card.rule for card in build_cards(review, {})]


def test_next_open_skips_decided_and_folded_ones_and_goes_around() -> None:
    review = good_review(SHA)
    marks = [card.fingerprint for card in build_cards(review, {})]
    decided = {mark: Decision(mark, Verdict.CONFIRMED, "", "甲", "t") for mark in marks[1:]}
    cards = build_cards(review, decided)
    assert next_open(cards, marks[4]) == marks[0]
    assert next_open(build_cards(review, {}), marks[1]) == marks[2]
    assert next_open(build_cards(review, decided | {marks[0]: decided[marks[1]]}), None) is None
    assert step_from(cards, marks[0], -1) == marks[0]
    assert step_from([], None, 1) is None


def test_batch_findings_appear_with_the_books_whose_papers_they_show() -> None:
    finding = good_review(SHA).outcomes[0].findings[0]
    other = replace(finding, evidence=(Place("丙公司/申报书.pdf", "p1"),), found="1")
    shared = replace(finding, evidence=(*other.evidence, *finding.evidence), found="2")
    outcome = Outcome("C-01", State.FOUND, finding.severity, (other, shared), submissions=("甲公司", "丙公司"))
    extra = [card for card in build_cards(good_review(SHA), {}, [outcome]) if card.batch]
    assert [card.fingerprint for card in extra] == [fingerprint("C-01", shared)]


def test_word_evidence_is_the_table_with_all_evidence_of_the_finding_marked() -> None:
    places = good_review(SHA).outcomes[3].findings[0].evidence
    view = show_node(word_document(), places, 0)
    assert view["kind"] == "grid"
    marked = {cell["text"]: cell["marks"] for row in view["rows"] for cell in row if cell["marks"]}
    assert marked == {"58": [0], "12": [1], "35": [2]}
    assert [cell["colspan"] for cell in view["rows"][4]] == [2, 1, 1]


def test_paragraph_evidence_comes_with_its_neighbours_and_the_quote() -> None:
    places = good_review(SHA).outcomes[4].findings[0].evidence
    view = show_node(word_document(), places, 0)
    (line,) = [line for line in view["lines"] if line["here"]]
    assert line["quotes"] == ["由 2.0% 降低至 1.5%，降低 50%"]
    assert len(view["lines"]) == 6


def test_sheet_evidence_is_the_rows_around() -> None:
    view = show_node(sheet_document(), (Place("财务.xlsx", "t1/r81c3"),), 0)
    assert (view["first"], view["above"], view["below"], len(view["rows"])) == (69, 68, 27, 25)
    assert view["letters"] == ["A", "B", "C", "D"]
    assert view["title"] == "资产负债表"


def test_path_that_leads_nowhere_falls_back_to_what_holds_it() -> None:
    found = find_node(word_document(), "t1/r99c9/para1")
    assert found is not None
    assert found[0].place.path == "t1"
    assert find_node(word_document(), "para99") is None
    assert show_node(word_document(), (Place("x", ""),), 0)["kind"] == "none"


def test_page_boxes_are_per_cent_of_the_page_and_only_of_this_page(tmp_path: Path) -> None:
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"jpeg")
    places = (
        Place("a.pdf", "p1", 1, (59.5, 84.2, 119.0, 168.4)),
        Place("a.pdf", "p2", 2, (0, 0, 1, 1)),
        Place("b.pdf", "p1", 1, (0, 0, 1, 1)),
        Place("a.pdf", "p1", 1, (-9.0, float("nan"), 9999.0, float("inf"))),
    )
    view = show_page(PageImage(picture, 595, 842), places, 0, 1, pdf_document())
    assert [box["i"] for box in view["boxes"]] == [0, 3]
    assert [view["boxes"][0][side] for side in ("left", "top", "width", "height")] == [10.0, 10.0, 10.0, 10.0]
    assert view["boxes"][1]["left"] == 0
    assert view["boxes"][1]["width"] == 100
    json.dumps(view, allow_nan=False)


def test_doubted_spots_of_a_scan_are_marked_and_told(tmp_path: Path) -> None:
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"jpeg")
    faint, sealed = "字迹不清，请核对原图", "印章压住文字，请核对原图"
    doubts = (Doubt((59.5, 84.2, 119.0, 168.4), faint), Doubt((0, 700, 9, 710), faint), Doubt((0, 400, 9, 410), sealed))
    scan = replace(pdf_document(), pages=(Page(1, 595.0, 842.0, source="ocr", doubts=doubts), Page(2, 595.0, 842.0)))
    view = show_page(PageImage(picture, 595, 842), (Place("a.pdf", "p1", 1),), 0, 1, scan)
    assert [view["doubts"][0][side] for side in ("left", "top", "width", "height")] == [10.0, 10.0, 10.0, 10.0]
    assert [spot["why"] for spot in view["doubts"]] == [f"存疑：{why}" for why in (faint, faint, sealed)]
    assert tell_doubts(scan, 1) == (
        "本页识别存疑 3 处，图上以橙色点线标出：字迹不清，请核对原图（上部 1 处、下部 1 处）；印章压住文字，请核对原图（中部 1 处）。"
    )
    assert (tell_doubts(scan, 2), tell_doubts(None, 1)) == ("", "")


def test_evidence_is_data_that_keeps_hostile_text_as_it_is() -> None:
    view = show_node(evil_document(), (Place("x", "t1/r1c1", text=EVIL),), 0)
    assert view["rows"][0][0]["text"] == EVIL


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲_公司*", "甲\\_公司\\*"),
        ("<b>$x$", "\\<b\\>\\$x\\$"),
        ("a\n\nb", "a b"),
        ("www.x.cn", "www\u2060\\.x\\.cn"),
        ("http://x", "http\u2060\\:\\/\\/x"),
        ("a@b.cn", "a\u2060\\@\u2060b\\.cn"),
    ],
)
def test_markdown_is_escaped(text: str, shown: str) -> None:
    assert md(text) == shown


def test_long_text_is_cut() -> None:
    assert len(md("字" * 900, 60)) == 60


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("p3/t1/r4c2", "第 3 页 · 表 1 · 第 4 行第 2 列"),
        ("t1/r4c2", "表 1 · 第 4 行第 2 列"),
        ("para57", "第 57 段"),
        ("", "位置不明"),
        ("odd", "odd"),
    ],
)
def test_places_are_named_in_chinese(path: str, words: str) -> None:
    assert name_place(Place("f", path)) == words


def test_every_status_has_words_and_unreadable_ones_say_what_to_do() -> None:
    from model.document import Status

    assert set(STATUSES) == set(Status)
    assert all(STATUSES[status][1] for status in Status if not status.readable)


def test_page_picture_is_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pdf(tmp_path / "a.pdf")
    image = page_image(tmp_path / "a.pdf", "a" * 64, 2, tmp_path)
    assert (round(image.width), round(image.height)) == (595, 842)
    assert image.path.read_bytes()[:2] == b"\xff\xd8"
    monkeypatch.setattr(page_images, "_render", lambda *args: pytest.fail("rendered again"))
    assert page_image(tmp_path / "a.pdf", "a" * 64, 2, tmp_path) == image


@pytest.mark.parametrize("page", [3, 0])
def test_page_that_is_not_there_is_an_error_in_words(tmp_path: Path, page: int) -> None:
    make_pdf(tmp_path / "a.pdf")
    with pytest.raises(CannotRead, match="无法生成"):
        page_image(tmp_path / "a.pdf", "a" * 64, page, tmp_path)
    assert not [f for f in (tmp_path / "pages").rglob("*") if f.is_file()]


def test_broken_file_kills_only_the_child(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(CannotRead):
        page_image(tmp_path / "a.pdf", "a" * 64, 1, tmp_path)


def test_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_pdf(tmp_path / "a.pdf")
    monkeypatch.setattr(page_images, "PATIENCE", 0.01)
    with pytest.raises(CannotRead, match="超时"):
        page_image(tmp_path / "a.pdf", "a" * 64, 1, tmp_path)


PAYLOADS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "＝1",
    "#N/A",
    "TRUE",
    "12345",
    "a\x0bb\x00",
    "\ud800",
    "x" * 40_000,
)


def test_export_holds_texts_only() -> None:
    """No cell is a formula, an error or a number; what XML forbids is replaced, what Excel cannot hold is cut."""
    review = good_review(SHA)
    finding = review.outcomes[0].findings[0]
    found = tuple(replace(finding, message=payload, found=str(n)) for n, payload in enumerate(PAYLOADS))
    review = replace(review, outcomes=(replace(review.outcomes[0], findings=found),))
    mark = fingerprint("A-15", found[0])
    decisions = {mark: Decision(mark, Verdict.DISMISSED, "=HYPERLINK(1)", "甲", "2026-11-21T00:00:00+00:00")}
    data = findings_workbook([review], lambda _: decisions, lambda rule: f"={rule}")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [title for title, _ in COLUMNS]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    messages = [row[4].value for row in sheet.iter_rows(min_row=2)]
    assert messages[:3] == list(PAYLOADS[:3])
    assert messages[9] == "a\ufffdb\ufffd"
    assert len(str(messages[11])) == 32_767
    assert sheet["L2"].value == "=HYPERLINK(1)"


def test_export_says_that_it_could_not_be_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk takes no audit row: what is only read is exported all the same, with the reason on a sheet."""

    class Full:
        def note(self, *_: object) -> None:
            raise BadData("工作区", "磁盘空间不足")

    monkeypatch.setattr(session, "store", Full)
    remark = session.note_export("某批", {"books": "1"})
    data = findings_workbook([good_review(SHA)], lambda _: {}, str, (), remark)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["说明"]
    assert sheet["A2"].value == "本次导出未能记入审计记录：工作区：磁盘空间不足"


class FakeUpload:
    def __init__(self, name: str, data: bytes = b"x") -> None:
        self.name, self.data = name, data

    def getbuffer(self) -> memoryview:
        return memoryview(self.data)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\win\\a.docx", "C_/win/a.docx"),
        ("/abs/b.pdf", "abs/b.pdf"),
        ("con.docx", "_con.docx"),
        ("甲\u202e公司/申报书 .pdf.", "甲_公司/申报书 .pdf"),
        ("..", "未命名"),
        ("a\x00b", "a_b"),
    ],
)
def test_upload_names_cannot_lead_elsewhere(name: str, kept: str) -> None:
    assert uploads.safe_path(name).as_posix() == kept


def _child(folder: Path, body: str) -> Path:
    """A stand-in for the reviewing process; its arguments are workspace, batch and upload folder."""
    script = folder / "child.py"
    script.write_text("import json, sys, pathlib\nworkspace, batch, folder = sys.argv[1:]\n" + body, encoding="utf-8")
    return script


def test_uploads_are_on_the_disk_before_the_review_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "jobs", {})
    folder = uploads.keep_uploads([FakeUpload("甲.docx"), FakeUpload("甲.docx", b"y")], tmp_path, True, "甲")
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir()) == [
        ("甲.docx", b"x"),
        ("甲_2.docx", b"y"),
    ]
    assert uploads.unfinished(tmp_path) == [folder]
    body = """
print("not JSON")
print(json.dumps({"step": "读取 甲.docx", "done": 1, "total": 2}), flush=True)
pathlib.Path(folder).with_suffix(".done").write_text(batch)
"""
    job = uploads.start_review(folder, tmp_path, _child(tmp_path, body))
    _wait(job)
    assert (job.error, job.step, job.done, job.total) == (None, "读取 甲.docx", 1, 2)
    assert folder.with_suffix(".done").read_text().startswith("上传 ")
    monkeypatch.setattr(uploads, "jobs", {})
    assert uploads.unfinished(tmp_path) == []


def test_files_of_one_company_make_one_submission(tmp_path: Path) -> None:
    folder = uploads.keep_uploads([FakeUpload("申报书.docx"), FakeUpload("附件.pdf")], tmp_path, False, "甲公司")
    assert [path.name for path in folder.iterdir()] == ["甲公司"]
    assert {path.name for path in (folder / "甲公司").iterdir()} == {"附件.pdf", "申报书.docx"}


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("raise RuntimeError", uploads.INTERRUPTED),
        ("print(json.dumps({'error': '读不了。'})); sys.exit(1)", "读不了。"),
    ],
)
def test_failed_review_keeps_the_upload(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, error: str) -> None:
    monkeypatch.setattr(uploads, "jobs", {})
    folder = uploads.keep_uploads([FakeUpload("甲.docx")], tmp_path, True, "甲")
    job = uploads.start_review(folder, tmp_path, _child(tmp_path, body))
    _wait(job)
    assert job.error == error
    monkeypatch.setattr(uploads, "jobs", {})
    assert uploads.unfinished(tmp_path) == [folder]


def _wait(job: uploads.Job) -> None:
    deadline = time.monotonic() + 10
    while not job.ended and time.monotonic() < deadline:
        time.sleep(0.01)
    assert job.ended


def test_server_listens_on_this_computer_only_and_sends_nothing_home(tmp_path: Path) -> None:
    command = " ".join(serve_command(UI / "app.py", tmp_path, 8601))
    for flag in ("--server.address 127.0.0.1", "--browser.gatherUsageStats false", "--client.showErrorDetails none"):
        assert flag in command


def test_busy_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert find_port(port) > port


def test_config_file_and_flags_agree() -> None:
    """`.streamlit/config.toml` (for a source tree) says what `serve` passes as flags."""
    import tomllib

    from ui.serve import SETTINGS

    config = tomllib.loads((UI.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for section, options in config.items():
        for key, value in options.items():
            said = value if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)
            assert SETTINGS[f"{section}.{key}"] == said, key


def test_no_screen_writes_html() -> None:
    """Neither unsafe_allow_html nor st.html nor innerHTML occurs anywhere under ui/."""
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword):
                assert node.arg not in ("unsafe_allow_html", "unsafe_allow_javascript"), path
            if isinstance(node, ast.Attribute):
                assert not (node.attr in ("html", "iframe") and ast.unparse(node.value) == "st"), path
    for path in UI.rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "fetch(", "eval("):
            assert word not in source, (path, word)
