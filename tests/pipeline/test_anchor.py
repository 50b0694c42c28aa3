"""Quotes over a page break are led back to the cells that hold them, and told as printed."""

from __future__ import annotations

import pytest

from model.document import Block, Cell, Document, Table
from model.finding import Finding, Outcome, Severity, State
from model.place import Place
from pipeline.anchor import anchor_outcomes
from tests.pipeline.places import text_at

FILE = "申报书.pdf"
UPPER, LOWER, LAST = "建设四段产线，上线深化设计、制造", "执行和仓储系统。\n构件一件一码", "，人均月产量提高。"


def at(path: str, text: str = "") -> Place:
    return Place(FILE, path, int(path[1]), None, text)


def cell(row: int, col: int, path: str, text: str) -> Cell:
    return Cell(row, col, text, at(path))


TABLE = Table(
    (
        cell(0, 0, "p1/t1/r1c1", "项目"), cell(0, 1, "p1/t1/r1c2", UPPER),
        cell(1, 0, "p2/t1/r1c1", "简述"), cell(1, 1, "p2/t1/r1c2", LOWER),
        cell(2, 0, "p3/t1/r1c1", ""), cell(2, 1, "p3/t1/r1c2", LAST),
    ), 3, 2, at("p1/t1"), (1, 2),
)  # fmt: skip
LONG = "，".join(f"第{n}条线全年共有1,20{n}名工人分三班看护各自的设备" for n in range(6))
PROSE = f"项目去年建成。投用后，合格率由1,200件中的九成升到1,190件；返工少了。{LONG}。"
DOCUMENT = Document(FILE, "pdf", (TABLE, Block("另一段", at("p3/para1")), Block(PROSE, at("p3/para2"))), ())


def anchor(place: Place) -> tuple[Place, ...]:
    finding = Finding(Severity.W, "一句话，请核实。", (place,))
    outcome = Outcome("A-14", State.FOUND, Severity.W, (finding,))
    return anchor_outcomes([outcome], {FILE: DOCUMENT})[0].findings[0].evidence


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        ("深化设计", [("p1/t1/r1c2", "深化设计")]),
        ("构件 一件一码", [("p2/t1/r1c2", "构件一件一码")]),
        ("人均月产量", [("p3/t1/r1c2", "人均月产量")]),
        ("制造执行", [("p1/t1/r1c2", "制造"), ("p2/t1/r1c2", "执行")]),
        ("一码，人均", [("p2/t1/r1c2", "一码"), ("p3/t1/r1c2", "，人均")]),
        (UPPER + LOWER + LAST, [("p1/t1/r1c2", UPPER), ("p2/t1/r1c2", LOWER), ("p3/t1/r1c2", LAST)]),
        ("产线,上线", [("p1/t1/r1c2", "产线，上线")]),
        ("系统。构件", [("p2/t1/r1c2", "系统。\n构件")]),
        ("码,人均", [("p2/t1/r1c2", "码"), ("p3/t1/r1c2", "，人均")]),
        ("没有这句话", [("p1/t1/r1c2", "没有这句话")]),
    ],
)
def test_a_quote_is_told_where_it_stands(quote: str, wanted: list[tuple[str, str]]) -> None:
    """In one cell: there. Over the break: its pieces in their cells. Nowhere: left for the test of evidence to see."""
    found = anchor(at("p1/t1/r1c2", quote))
    assert [(place.path, place.text) for place in found] == wanted
    assert all(text_at(DOCUMENT, place) for place in found) == (quote != "没有这句话")


def test_a_row_below_that_was_not_cut_is_another_row() -> None:
    """Without a seam nothing is joined."""
    whole = Table(TABLE.cells, 3, 2, TABLE.place)
    finding = Finding(Severity.W, "一句话，请核实。", (at("p1/t1/r1c2", "制造执行"),))
    outcome = Outcome("A-14", State.FOUND, Severity.W, (finding,))
    document = Document(FILE, "pdf", (whole,), ())
    assert anchor_outcomes([outcome], {FILE: document})[0].findings[0].evidence == finding.evidence


def test_a_quote_that_goes_on_into_the_next_paragraph_shows_what_stands_in_its_own() -> None:
    found = anchor(at("p3/para1", "另一段\n### 下一节"))
    assert [(place.path, place.text) for place in found] == [("p3/para1", "另一段")]


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("合格率由1,200件", "投用后，合格率由1,200件中的九成升到1,190件"),
        ("去年建成。投用", "项目去年建成。投用后，合格率由1,200件中的九成升到1,190件"),
        ("1,203名", "第3条线全年共有1,203名工人分三班看护各自的设备"),
        (PROSE, ""),
        ("工人", ""),
        ("200件", ""),
    ],
)
def test_a_piece_of_prose_is_shown_in_its_sentence(quote: str, sentence: str) -> None:
    """A long sentence is shown by the clause; a comma within a number ends none; what is whole needs none, and
    what stands there twice or within a number is not known to be of one sentence."""
    assert [(place.text, place.sentence) for place in anchor(at("p3/para2", quote))] == [(quote, sentence)]
