"""Reviewed submissions → official tables: `fill_table` takes the nouns, `write` prints .docx or .xlsx."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from fill.excel import print_excel
from fill.gs_06 import fill_gs_06
from fill.table import MISSING, FilledCell, FilledRow, FilledTable, Mode
from fill.word import print_word
from model.errors import BadData
from model.reference import Reference
from model.review import Review
from model.whole_file import write_whole

_TABLES: dict[str, Callable[[Sequence[Review], Reference], FilledTable]] = {"GS-06": fill_gs_06}
_PRINTERS: dict[str, Callable[[FilledTable], bytes]] = {".docx": print_word, ".xlsx": print_excel}

#: Ids of the tables that can be filled.
FORMS = tuple(_TABLES)


def fill_table(form: str, reviews: Sequence[Review], reference: Reference) -> FilledTable:
    """The official table `form` over these reviews; BadData for a form that is not in `FORMS`."""
    form = re.sub(r"^([A-Z]+)(\d+)$", r"\1-\2", form)  # GS06, as it is often typed
    if form not in _TABLES:
        raise BadData(form, f"本版本尚不能填写这张表；可填：{'、'.join(FORMS)}")
    return _TABLES[form](reviews, reference)


def write(table: FilledTable, out: Path) -> None:
    """Writes .docx or .xlsx by suffix; equal tables give equal bytes.

    Raises BadData for another suffix or a place that cannot be written to.
    """
    printer = _PRINTERS.get(out.suffix.lower())
    if printer is None:
        raise BadData(str(out), f"只能写成{'、'.join(_PRINTERS)}文件")
    write_whole(out, printer(table))


__all__ = ["FORMS", "MISSING", "FilledCell", "FilledRow", "FilledTable", "Mode", "fill_table", "write"]
