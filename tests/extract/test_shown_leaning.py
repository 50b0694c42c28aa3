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


def test_the_name_of_a_gauge_stands_below_its_number() -> None:
    found = _shown(
        ("回火炉总览", (180, 10, 300, 40)),
        ("83.9%", (60, 120, 140, 150)),
        ("91.7%", (340, 120, 420, 150)),
        ("设备开动率", (50, 220, 150, 244)),
        ("装炉合格率", (330, 220, 430, 244)),
    )
    assert found == ["回火炉总览", "设备开动率83.9%", "装炉合格率91.7%"]


def test_a_number_between_two_names_stays_with_the_upper_one() -> None:
    found = _shown(
        ("设备开动率", (50, 100, 150, 124)), ("83.9%", (60, 130, 140, 160)), ("装炉合格率", (50, 190, 150, 214))
    )
    assert found == ["设备开动率83.9%", "装炉合格率"]
