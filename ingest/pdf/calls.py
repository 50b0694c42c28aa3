"""pdfium functions for the calls that are made once a character or once an object.

The bindings of pypdfium2 convert every argument by its declared type; that costs more than pdfium's own work. Here the
same functions go without declared types: whole numbers pass as C ints, pointers as ready-made `c_void_p` objects, and
results land in buffers that are read in one piece. Nothing else may be passed: ctypes would not notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import PYFUNCTYPE, c_void_p, cast, sizeof
from typing import Any

import numpy as np
import pypdfium2.raw as c

#: Characters or objects that are asked in one go.
CHUNK = 1024


class Handle(c_void_p):
    """A pointer that pdfium gave; a class of its own stays an object where `c_void_p` would become an int."""


def fast(function: Any, result: Any = None) -> Any:
    """The same C function without declared arguments; the GIL stays held (the calls are shorter than a switch)."""
    return PYFUNCTYPE(result)(cast(function, c_void_p).value or 0)


def handle_of(pointer: Any) -> Handle:
    """A typed pointer of the bindings as a Handle."""
    return Handle(cast(pointer, c_void_p).value)


def ask(function: Any, *arguments: Iterable[Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """What the function returns for each item; pointers among the arguments say where it writes its results."""
    return np.fromiter(map(function, *arguments), np.int64)


class Slots:
    """A buffer of CHUNK records of `width` numbers. `columns[j][i]` is a ready pointer to number j of record i."""

    def __init__(self, width: int, kind: type[np.number[Any]], *, whole: bool = False) -> None:
        self.values = np.zeros((CHUNK, width), kind)
        start, step = self.values.ctypes.data, self.values.itemsize
        #: `whole`: one pointer a record, for functions that fill a struct.
        self.columns = [
            [c_void_p(start + step * (width * i + j)) for i in range(CHUNK)] for j in range(1 if whole else width)
        ]


assert sizeof(c.FS_RECTF) == 16  # left, top, right, bottom as floats
assert sizeof(c.FS_MATRIX) == 24
