"""On a picture that leans, rows of names run into one another: a number keeps the name that begins where it does."""

from __future__ import annotations

from extract.shown import read_shown
from model.document import Block, Document, Picture
from model.place import Place

Line = tuple[str, tuple[float, float, float, float]]


def _shown(*lines: Line) -> list[str]:
    content = tuple(
        Block(text, Place("书.docx", f"para3/pic1/para{n}", box=box)) for n, (text, box) in enumerate(lines, 1)
    )
    picture = Picture(Place("书.docx", "para3"), content=content)
    return [one.text for one in read_shown(Document("书.docx", "docx", (picture,))) if one.key == "shown"]


def test_first_word_above() -> None:
    found = _shown(("能源利用效率 班产 92吨", (60, 80, 900, 230)), ("71.4%", (58, 160, 190, 240)))
    assert "能源利用效率71.4%" in found


def test_number_further_right_has_no_name() -> None:
    found = _shown(("能源利用效率 班产 92吨", (60, 80, 900, 230)), ("71.4%", (400, 160, 530, 240)))
    assert not any("71.4%" in one and "能源" in one for one in found)
