"""Stamp: the date that a camera printed over a photograph, in a band at its foot or head → ISO, or ""."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ingest.scan import engine
from ingest.scan.engine import Gray, PixelBox

if TYPE_CHECKING:
    from PIL.Image import Image

#: The bands of the picture in which cameras print, as shares of its height, and the side text is looked for on.
_BANDS = ((0.8, 1.0), (0.0, 0.16))
_SIDE = 960
#: A date is so many times as long as high; of more lines there is a text, not a stamp.
_LONG, MOST = 2.5, 6
#: Letters that are surely read.
_SURE = 0.6
_DATE = re.compile(
    r"(?<!\d)(?P<y>20[012]\d)\s*[-./:年]\s*(?P<m>0?[1-9]|1[0-2])\s*[-./:月]\s*"
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?:(?!\d)日?|(?=[012]\d:\d\d))"
)


def read_stamp(picture: Image) -> str:
    """The date (2022-03-14) that stands over a photograph. Raises NoEngine."""
    return read_gray(np.asarray(picture.convert("L"), np.uint8))


def read_gray(gray: Gray) -> str:
    """The same of a picture in grey, or of a part of a scanned page."""
    for first, last in _BANDS:
        band = gray[round(first * gray.shape[0]) : round(last * gray.shape[0])]
        if min(band.shape) < 12:
            continue
        boxes = [box for box in engine.find_text(band, _SIDE)[0] if _is_line(box)]
        if not 0 < len(boxes) <= MOST:
            continue
        for strip in engine.read_strips([_cut(band, box) for box in boxes]):
            if (hit := _DATE.search(strip.text)) and min(strip.sure, default=0.0) >= 0 and _surely(strip, hit):
                return f"{hit['y']}-{int(hit['m']):02d}-{int(hit['d']):02d}"
    return ""


def _surely(strip: engine.Strip, hit: re.Match[str]) -> bool:
    sure = strip.sure[hit.start() : hit.end()]
    return not sure or sum(sure) / len(sure) >= _SURE


def _is_line(box: PixelBox) -> bool:
    return box[2] - box[0] >= _LONG * (box[3] - box[1])


def _cut(band: Gray, box: PixelBox) -> Gray:
    x0, y0, x1, y1 = box
    margin = max(2, (y1 - y0) // 6)
    return band[max(0, y0 - margin) : y1 + margin, max(0, x0 - margin) : x1 + margin]
