"""Papers on pictures within a book are papers: kinds, facts and statements, and what rules make of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import corpora
from check import check_submission
from extract import extract_submission
from ingest import read
from model.document import Block, Document, Picture, Reading, Status, Table
from model.finding import Outcome, Severity
from model.place import Place
from model.submission import Submission
from tests import pasted_papers as papers
from tests.extract.grids import grid

REFERENCE = corpora.load()
BOOK = Path(corpora.__file__).parent / "samples" / "batch" / "张掖丹霞种业装备有限公司" / "基础级智能工厂申报书.docx"
LICENCE = ("营业执照", "统一社会信用代码：91620100MA71AB1238", "名称：甘肃甲有限公司", "法定代表人：康向东", "成立日期：2012年07月18日")  # fmt: skip
PATENT = ("发明专利证书", "发明名称：甲方法", "专利号：ZL 2021 1 0234567.8", "专利权人：甘肃甲有限公司", "授权公告日：2023年3月13日")  # fmt: skip
SCREEN = ("设备综合效率", "产量", "今日报警", "在线设备数", "车间温度", "能耗趋势")
BALANCE = ("资产总计 | 100.00 | 80.00", "负债合计 | 30.00 | 20.00", "所有者权益合计 | 70.00 | 60.00", "流动资产合计 | 40.00 | 30.00",
           "非流动资产合计 | 60.00 | 50.00", "流动负债合计 | 20.00 | 15.00", "非流动负债合计 | 10.00 | 5.00", "存货 | 10.00 | 9.00")  # fmt: skip


@cache
def book() -> Document:
    reading = read(BOOK, "申报书.docx")
    assert reading.document
    return reading.document


def on_picture(file: str, path: str, *parts: str | Table, unread: str = "") -> Picture:
    """A picture at a path with lines and tables recognised on it."""
    content: list[Block | Table] = []
    for at, part in enumerate(parts, 1):
        if isinstance(part, str):
            box = (40.0, 60.0 * at, 40.0 + 22 * len(part), 60.0 * at + 24)
            content.append(Block(part, Place(file, f"{path}/pic1/para{at}", None, box, part)))
        else:
            cells = tuple(
                cell.__class__(
                    c.row, c.col, c.text, Place(file, f"{path}/pic1/t1/r{c.row + 1}c{c.col + 1}", text=c.text)
                )
                for cell in part.cells
                for c in (cell,)
            )
            content.append(Table(cells, part.rows, part.cols, Place(file, f"{path}/pic1/t1")))
    return Picture(Place(file, path), path, 1200, 900, content=tuple(content), confidence=0.99, unread=unread)


def extract(*nodes: Block | Picture) -> Submission:
    """The book with these behind it."""
    whole = Document(book().file, "docx", (*book().nodes, *nodes))
    return extract_submission("件", [Reading(whole.file, "0" * 64, Status.OK, whole)], REFERENCE)


def line(number: int, words: str) -> Block:
    return Block(words, Place(book().file, f"para{number}", text=words))


def answer(found: Submission, rule: str) -> Outcome:
    return next(outcome for outcome in check_submission(found, REFERENCE) if outcome.rule == rule)


def test_a_licence_and_certificates_in_the_middle_of_the_book_are_papers() -> None:
    """Without a heading of theirs; a screenshot between them is none, and prose and fields stay as they were."""
    file = book().file
    found = extract(
        on_picture(file, "para900", *LICENCE),
        on_picture(file, "para901", *SCREEN),
        on_picture(file, "para902", *PATENT),
    )
    plain = extract()
    assert [(one.kind, one.place.path) for one in found.papers[0].inner] == [
        ("licence", "para900/pic1/para1"), ("certificate", "para902/pic1/para1"),
    ]  # fmt: skip
    facts = {fact.key: fact.value for fact in found.papers[0].facts}
    assert facts["licence.uscc"] == "91620100MA71AB1238"
    assert facts["patent.number"] == "ZL202110234567.8"
    assert [p.text for p in found.passages] == [p.text for p in plain.passages]
    assert [(f.key, f.value) for f in found.fields] == [(f.key, f.value) for f in plain.fields]


def test_pictures_under_a_heading_belong_to_it() -> None:
    """Two patents under one heading are numbered; a licence that strayed there is a paper of its own."""
    file = book().file
    other = tuple(text.replace("甲方法", "乙装置").replace("0234567", "0765432") for text in PATENT)
    found = extract(
        line(900, "附件1 专利证书"), on_picture(file, "para901", *PATENT), on_picture(file, "para902", *other),
        on_picture(file, "para903", *LICENCE),
    )  # fmt: skip
    assert [one.kind for one in found.papers[0].inner] == ["certificate", "licence"]
    facts = {fact.key: fact.value for fact in found.papers[0].facts}
    assert (facts["patent.name"], facts["patent[2].name"]) == ("甲方法", "乙装置")


def test_a_statement_over_two_pictures_is_one() -> None:
    """The second page has no title; its lines belong to the same columns, and digits are those of a scan."""
    file = book().file
    head = "项目 | 期末余额 | 年初余额\n"
    first = on_picture(
        file, "para901", "资产负债表", "2024年12月31日 单位：万元", grid(head + "\n".join(BALANCE[:5]), 1)
    )
    second = on_picture(file, "para902", grid(head + "\n".join(BALANCE[5:]), 1))
    found = extract(first, second)
    assert [one.kind for one in found.papers[0].inner] == ["statements"]
    sheet = found.papers[0].statements[0]
    assert (sheet.year, sheet.unit, len(sheet.lines)) == (2024, "万元", 8)
    assert all(one.confidence < 1 for one in sheet.lines)


def test_a_code_that_differs_on_a_picture_is_at_most_doubtful() -> None:
    """I-13: the licence on the picture has another code than the book; a person looks at the picture first."""
    said = answer(extract(on_picture(book().file, "para900", *LICENCE)), "I-13")
    (code,) = (finding for finding in said.findings if "91620100MA71AB1238" in finding.message)
    assert (code.severity, "ocr" in code.tags) == (Severity.W, True)
    assert any(place.picture == "para900/pic1" for place in code.evidence)


def test_a_paper_that_may_be_on_an_unread_picture_is_not_missing() -> None:
    """FMT-06: with all annexes on pictures that were read nothing is missing; with unread ones it is not checked."""
    unread = on_picture(book().file, "para901", unread="文字识别用时已达上限。")
    said = answer(extract(line(900, "附件1 专利证书"), on_picture(book().file, "para900", *PATENT),
                          line(902, "附件2 采购合同"), line(903, "合同编号：A-1，供方为乙公司。"), unread), "FMT-06")  # fmt: skip
    assert not [finding for finding in said.findings if finding.severity is not Severity.I]
    assert "未能识别" in (said.reason or "")


@pytest.mark.parametrize(
    ("seed", "how"), [(1, {"angle": 1.1}), (2, {"dark": 0.75, "bed": 70, "side": 900}), (3, {"angle": -1.6})]
)
def test_a_worn_licence_in_a_file_of_annexes_gives_its_facts(tmp_path: Path, seed: int, how: dict[str, float]) -> None:
    """From drawn picture to facts, through recognition; the file is no book and holds two papers."""
    licence = papers.jpeg(papers.worn(papers.draw_licence(seed), seed, **how))  # type: ignore[arg-type]
    path = papers.write_book(
        tmp_path / "附件.docx", ["附件1 营业执照", licence, "附件2 专利证书", papers.jpeg(papers.draw_patent())]
    )
    found = extract_submission("件", [read(path, path.name)], REFERENCE)
    facts = {fact.key: fact.value for fact in found.papers[0].facts}
    assert [one.kind for one in found.papers[0].inner] == ["licence", "certificate"]
    assert facts["licence.uscc"] == papers.USCC
    assert facts["licence.company_name"] == papers.COMPANY
    assert facts["licence.founded_date"] == "2013-04-22"
    assert facts["licence.capital"] == "30000000"
    assert facts["patent.name"] == "一种轴承套圈的自动检测装置"
    assert facts["patent.date"] == "2022-01-14"


def test_a_filing_handed_in_as_a_picture_is_no_screen():
    lines = ("甘肃省投资项目备案证", "项目代码：2403-620100-04-02-100001", "项目单位：甘肃甲有限公司",
             "项目名称：甘肃甲有限公司制砖生产线技术改造项目", "建设规模及内容：新增机械手9台", "总投资：1760万元")  # fmt: skip
    nodes = tuple(Block(text, Place("备案.png", f"p1/para{n}", text=text)) for n, text in enumerate(lines, 1))
    reading = Reading("备案.png", "0" * 64, Status.OK, document=Document("备案.png", "picture", nodes))
    declared = Reading("申报书.docx", "1" * 64, Status.OK, document=book())
    paper = extract_submission("甲", (declared, reading), REFERENCE).papers[1]
    assert paper.facts
    assert not paper.claims
    assert {p.key for p in paper.passages} == {"letter", "paper"}
