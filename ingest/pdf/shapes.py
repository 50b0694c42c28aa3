"""What a PDF page holds, in points from the top left of the page as displayed, whichever library read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from model.document import TraceKind
from model.place import Box

Columns = np.ndarray[Any, np.dtype[np.float64]]
#: a b c d e f: (x, y) → (a·x + c·y + e, b·x + d·y + f), as in PDF (ISO 32000 §8.3.3).
Matrix = tuple[float, float, float, float, float, float]


#: How points of a straightened page come back to the page as displayed: a matrix, or for photographs and curled sheets
#: a function of an array of points, shape (n, 2).
Back = Matrix | Callable[[np.ndarray[Any, np.dtype[np.float64]]], np.ndarray[Any, np.dtype[np.float64]]]


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point carried through a matrix."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def compose(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class Char(NamedTuple):
    """One character. x0..x1 is its advance width, `base` its baseline, `size` about one em."""

    base: float
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str


class Edge(NamedTuple):
    """A ruled line: `at` is its y (horizontal) or x (vertical), running from `start` to `end`."""

    at: float
    start: float
    end: float


class Edges:
    """Ruled lines of one direction as columns; they come one by one or by the hundred."""

    __slots__ = ("_loose", "_parts")

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self._loose, self._parts = list(edges), list[Columns]()

    def append(self, edge: Edge) -> None:
        self._loose.append(edge)

    def add(self, at: Columns, start: Columns, end: Columns) -> None:
        """Takes many lines; three columns of equal length."""
        if len(at):
            self._parts.append(np.stack([at, start, end]))

    def columns(self) -> Columns:
        """at, start and end of all lines: an array of shape (3, lines)."""
        if len(self._parts) == 1 and not self._loose:
            return self._parts[0]
        loose = np.array(self._loose, np.float64).reshape(len(self._loose), 3).T
        return np.concatenate([loose, *self._parts], axis=1)

    def __len__(self) -> int:
        return len(self._loose) + sum(len(part[0]) for part in self._parts)


@dataclass(slots=True)
class Image:
    """A picture on the page; `sha256` of its stored bytes.

    A picture on a page that was read by recognition has `words`, each line with its box, how sure they are, and the
    day that a camera printed over it (`stamp`).
    """

    box: Box
    sha256: str = ""
    width: int = 0
    height: int = 0
    words: Sequence[tuple[str, Box]] = ()
    confidence: float = 1.0
    stamp: str = ""


@dataclass(slots=True)
class Rules:
    """Level and upright lines."""

    across: Edges = field(default_factory=Edges)
    down: Edges = field(default_factory=Edges)


@dataclass(slots=True)
class Scan:
    """How a page was read by recognition: how sure (0..1), where seals stand (as displayed), the way of points
    of the straightened page to the page as displayed, and doubted spots of the straightened page, each with the reason.
    `unread`: why hardly anything of the page was read, `lost`: why a part of it was not ("" where all was).
    """

    confidence: float
    seals: list[Box]
    back: Back
    doubts: list[tuple[Box, str]] = field(default_factory=list)
    unread: str = ""
    lost: str = ""


@dataclass(slots=True)
class RawPage:
    """Everything on one page before it is understood. `garbled` counts characters without a Unicode value.

    `pale` are white lines, `shades` boxes filled with a colour. `hidden`: the text lies unseen over or under a picture
    of the page, as in a “searchable scan”; otherwise `unseen` are text boxes that do not show. `words` counts text
    objects, `remarks` are annotations of a reader. `scan` is set on pages that were read from their picture.
    `suspect`: an object gives cause to look for watermarks; `watermarks` are their words and boxes. `fills` are broad
    filled paths of the objects just read (which object, box), `late` the boxes of those that come after some text;
    `covered` are words that something drawn later hides, each with what is seen in their place (no longer in `chars`).
    """

    number: int
    width: float
    height: float
    chars: Sequence[Char] = ()
    across: Edges = field(default_factory=Edges)
    down: Edges = field(default_factory=Edges)
    pale: Rules = field(default_factory=Rules)
    shades: list[Box] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    garbled: int = 0
    objects: int = 0
    notes: list[str] = field(default_factory=list)
    hidden: bool = False
    words: int = 0
    unseen: list[tuple[TraceKind, Box]] = field(default_factory=list)
    remarks: list[Any] = field(default_factory=list)
    scan: Scan | None = None
    suspect: bool = False
    watermarks: list[tuple[str, Box]] = field(default_factory=list)
    fills: list[tuple[Any, Columns]] = field(default_factory=list)
    late: list[Columns] = field(default_factory=list)
    covered: list[tuple[Sequence[Char], Sequence[Char]]] = field(default_factory=list)

    def forget(self) -> None:
        """Lets go of characters and lines once the page is laid out; the text layer of a scan is needed later."""
        if not self.hidden:
            self.chars = ()
        self.across, self.down, self.pale, self.shades = Edges(), Edges(), Rules(), []
        self.fills, self.late = [], []


#: A filled rectangle thinner than this is a ruled line (Word and WPS print borders so).
THIN = 3.0


def show_pale(page: RawPage) -> None:
    """Counts white lines as rules where they part shaded cells (Word's dark table styles have white borders)."""
    if not page.shades or not (page.pale.across or page.pale.down):
        return
    x0, top, x1, bottom = np.array(page.shades, np.float64).T[:, :, None]
    for pale, rules, is_level in ((page.pale.across, page.across, True), (page.pale.down, page.down, False)):
        at, start, end = columns = pale.columns()
        x, y = ((start + end) / 2, at) if is_level else (at, (start + end) / 2)
        shaded = (x0 - THIN <= x) & (x <= x1 + THIN) & (top - THIN <= y) & (y <= bottom + THIN)
        rules.add(*columns[:, shaded.any(axis=0)])


def add_edge(page: RawPage | Rules, x0: float, top: float, x1: float, bottom: float) -> None:
    """Takes a box as a ruled line when it is thin; a small square counts both ways (corners of Word borders)."""
    if bottom - top <= THIN:
        page.across.append(Edge((top + bottom) / 2, x0, x1))
    if x1 - x0 <= THIN:
        page.down.append(Edge((x0 + x1) / 2, top, bottom))


#: Kangxi and CJK-supplement radicals that some ToUnicode tables give instead of the ideograph, and ligatures.
def _odd_to_plain() -> dict[int, str]:
    import unicodedata

    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in (0x2E9F, 0x2EF3)}
    return table | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


ODD_TO_PLAIN = _odd_to_plain()
#: pdfium's stand-ins for a hyphen at the end of a line (engines.md: “TRAP pdfium”).
HYPHENS = (0x02, 0xFFFE)


def char_text(code: int) -> str:
    """The character as text: "" for control characters, "-" for pdfium's hyphen marks."""
    if code in HYPHENS or code == 0xAD:
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\t" if code == 9 else ""
    return ODD_TO_PLAIN.get(code) or chr(code)


def is_garbage(code: int) -> bool:
    """No Unicode value known: NUL, U+FFFD, or private use outside the symbol-font range."""
    return code in (0, 0xFFFD) or 0xE000 <= code < 0xF000 or 0xF100 <= code < 0xF900 or code >= 0xF0000
