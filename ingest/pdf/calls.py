"""pdfium functions for the calls that are made once a character or once an object.

The bindings of pypdfium2 convert every argument by its declared type; that costs more than pdfium's own work. Here the
same functions go without declared types: whole numbers pass as C ints, pointers as ready-made `c_void_p` objects, and
results land in buffers that are read in one piece. Nothing else may be passed: ctypes would not notice.
"""

from __future__ import annotations

from ctypes import PYFUNCTYPE, c_void_p, cast, sizeof
from typing import Any

import numpy as np
import pypdfium2.raw as c

#: Characters whose boxes are fetched in one go.
CHUNK = 4096


class Handle(c_void_p):
    """A pointer that pdfium gave; a class of its own stays an object where `c_void_p` would become an int."""


def fast(function: Any, result: Any = None) -> Any:
    """The same C function without declared arguments; the GIL stays held (the calls are shorter than a switch)."""
    return PYFUNCTYPE(result)(cast(function, c_void_p).value)


def handle_of(pointer: Any) -> Handle:
    """A typed pointer of the bindings as a Handle."""
    return Handle(cast(pointer, c_void_p).value)


class Slots:
    """A buffer of `count` records of `width` numbers, and a ready pointer to each record (or to each number in it)."""

    def __init__(self, count: int, width: int, kind: type[np.floating[Any]] | type[np.unsignedinteger[Any]]) -> None:
        self.values = np.zeros((count, width), kind)
        start, step = self.values.ctypes.data, self.values.itemsize
        self.pointers = [c_void_p(start + step * width * i) for i in range(count)]
        self.columns = [[c_void_p(start + step * (width * i + j)) for i in range(count)] for j in range(width)]


assert sizeof(c.FS_RECTF) == 16  # left, top, right, bottom as floats: one record of BOXES
BOXES = Slots(CHUNK, 4, np.float32)
POINTS = Slots(CHUNK, 2, np.float64)
