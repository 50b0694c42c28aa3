"""Sentences in the cells of tables that an applicant draws: 备注, 建设内容, 企业简介 under labels of his own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from model.document import Table
from model.place import Place
from model.text import half_width, squash

#: A cell says something where it has a pause or a stop, or is longer than any name.
_SHORTEST, _LONGEST_NAME = 12, 24
_PAUSE = re.compile(r"[,，。;；:：]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def tell_cells(tables: Iterable[Table], taken: Collection[str] = ()) -> Iterator[tuple[str, Place]]:
    """(text, place) of every cell that holds a sentence, in reading order; `taken` are the paths of cells that were
    read as fields."""
    for table in tables:
        for cell in table.cells:
            if cell.place.path not in taken and says_something(cell.text):
                yield cell.text, cell.place


def says_something(text: str) -> bool:
    """Whether a text is more than a label, a name or a figure."""
    flat = squash(half_width(text))
    han = len(_HAN.findall(flat))
    return han >= _SHORTEST and (han > _LONGEST_NAME or _PAUSE.search(flat) is not None)
