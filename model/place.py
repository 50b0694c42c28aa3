"""Place: where something stands in a file, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass, replace

#: x0, top, x1, bottom in points from the top left corner of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot that a reader can be shown.

    `path` reads alike in every format: `p3/t1/r4c2` (PDF: page, table of the page, row, column),
    `t1/r4c2` (Word, Excel), `para57`, `p3/para5`. Counting starts at 1. `page` and `box` are None
    where the format has no pages. `text` is the quoted text.
    """

    file: str
    path: str
    page: int | None = None
    box: Box | None = None
    text: str = ""

    def quoting(self, text: str) -> Place:
        """The same spot, quoting another piece of its text."""
        return replace(self, text=text)
