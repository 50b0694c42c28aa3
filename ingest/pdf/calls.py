"""pdfium functions for the calls that are made once a character or once an object.

The bindings of pypdfium2 convert every argument by its declared type; that costs more than pdfium's own work. Here the
same functions go without declared types: whole numbers pass as C ints, pointers as arguments made ready once by
`pointer`, and results land in buffers that are read in one piece. Nothing else may be passed: ctypes would not notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ctypes import PYFUNCTYPE, c_void_p, cast, sizeof
from typing import Any, NewType

import numpy as np
import pypdfium2.raw as c

#: Characters or objects that are asked in one go.
CHUNK = 1024


#: A pointer as ctypes hands it over; it must be given a Handle, never the address, which it would cut to 32 bits.
Handle = NewType("Handle", object)
#: An address as a Handle; handing over a `c_void_p` instead would take half as long again.
pointer: Callable[[int], Handle] = c_void_p.from_param  # type: ignore[assignment]


def fast(function: Any, result: Any = None, *arguments: Any) -> Any:
    """The same C function without declared arguments, or with simpler ones: an address as it is, a size of any length.

    The GIL stays held (the calls are shorter than a switch).
    """
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


def handle_of(typed: Any) -> Handle:
    """A typed pointer of the bindings as a Handle."""
    return pointer(cast(typed, c_void_p).value or 0)


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
            [pointer(start + step * (width * i + j)) for i in range(CHUNK)] for j in range(1 if whole else width)
        ]


assert sizeof(c.FS_RECTF) == 16  # left, top, right, bottom as floats
assert sizeof(c.FS_MATRIX) == 24
