"""Place: where something stands in a file, the same for every format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

#: x0, top, x1, bottom in points from the top left corner of the page.
Box = tuple[float, float, float, float]
_PICTURE = re.compile(r".*?pic\d+(?=/)")


@dataclass(frozen=True, slots=True)
class Place:
    """A spot that a reader can be shown.

    `path` reads alike in every format: `p3/t1/r4c2` (PDF: page, table of the page, row, column),
    `t1/r4c2` (Word, Excel), `para57`, `p3/para5`. Counting starts at 1. `page` and `box` are None
    where the format has no pages. `text` is the quoted text, `sentence` the printed one round it where it is a piece of
    prose ("" else). What was recognised on a picture within the file has the
    path of the picture in front (`para57/pic1/t1/r4c2`); in files without pages its box is in pixels of the picture.
    """

    file: str
    path: str
    page: int | None = None
    box: Box | None = None
    text: str = ""
    sentence: str = ""

    @property
    def picture(self) -> str:
        """The path of the picture on which this was recognised (`para57/pic1`); "" for what the file itself says."""
        found = _PICTURE.match(self.path)
        return found[0] if found else ""

    @property
    def sheet(self) -> tuple[int | None, str]:
        """The page, or the picture on it, that the words stand on: boxes of one sheet can be compared."""
        return self.page, self.picture

    def quoting(self, text: str) -> Place:
        """The same spot, quoting another piece of its text."""
        return replace(self, text=text, sentence="")
