"""What a PDF page holds, in points from the top left of the page as displayed, whichever library read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from model.place import Box

#: a b c d e f: (x, y) → (a·x + c·y + e, b·x + d·y + f), as in PDF (ISO 32000 §8.3.3).
Matrix = tuple[float, float, float, float, float, float]


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


@dataclass(slots=True)
class Image:
    """A picture on the page; `sha256` of its stored bytes."""

    box: Box
    sha256: str = ""
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class Rules:
    """Level and upright lines."""

    across: list[Edge] = field(default_factory=list)
    down: list[Edge] = field(default_factory=list)


@dataclass(slots=True)
class RawPage:
    """Everything on one page before it is understood. `garbled` counts characters without a Unicode value.

    `pale` are white lines, `shades` boxes filled with a colour.
    """

    number: int
    width: float
    height: float
    chars: Sequence[Char] = ()
    across: list[Edge] = field(default_factory=list)
    down: list[Edge] = field(default_factory=list)
    pale: Rules = field(default_factory=Rules)
    shades: list[Box] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    garbled: int = 0
    objects: int = 0
    notes: list[str] = field(default_factory=list)


#: A filled rectangle thinner than this is a ruled line (Word and WPS print borders so).
THIN = 3.0


def show_pale(page: RawPage) -> None:
    """Counts white lines as rules where they part shaded cells (Word's dark table styles have white borders)."""

    def on_shade(x: float, y: float) -> bool:
        return any(
            x0 - THIN <= x <= x1 + THIN and top - THIN <= y <= bottom + THIN for x0, top, x1, bottom in page.shades
        )

    page.across += [edge for edge in page.pale.across if on_shade((edge.start + edge.end) / 2, edge.at)]
    page.down += [edge for edge in page.pale.down if on_shade(edge.at, (edge.start + edge.end) / 2)]


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
