"""Render: pages of a PDF, or frames of a picture file, as pixels of a fit size for recognition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from ingest import limits
from ingest.pdf.shapes import Matrix
from ingest.scan.back import Step
from ingest.scan.photo import find_sheet, flatten
from model.errors import CannotRead

DPI = 200
#: Longer side in inches of pages whose stated size is believed: A5 to A3. Scanner apps print a pixel as a point.
_SHORTEST, _LONGEST, _A4 = 7.5, 17.0, 11.69


@dataclass(frozen=True, slots=True)
class Pixels:
    """`rgb` of shape (height, width, 3), taken to be `dpi` dots an inch; the page is `width` by `height` points.

    `shown`: the steps from pixels to points of the page as displayed; none: the picture is the whole page.
    """

    rgb: NDArray[Any]
    dpi: float
    width: float
    height: float
    shown: tuple[Step, ...] = ()

    def as_displayed(self) -> tuple[Step, ...]:
        """The steps from pixels to points of the page as displayed."""
        return self.shown or (_scale(self.rgb.shape[1], self.rgb.shape[0], self.width, self.height),)

    def part(self, start: int, end: int) -> Pixels:
        """The columns from `start` to `end` as a page of its own."""
        share = (end - start) / self.rgb.shape[1]
        shown = ((1.0, 0.0, 0.0, 1.0, float(start), 0.0), *self.as_displayed())
        return Pixels(np.ascontiguousarray(self.rgb[:, start:end]), self.dpi, self.width * share, self.height, shown)


def _scale(wide: int, high: int, width: float, height: float) -> Matrix:
    return (width / wide, 0.0, 0.0, height / high, 0.0, 0.0)


def _density(longer: float, believed: bool = True) -> float:
    """Pixels a point for a page whose longer side is so many points, so that its text gets the size that 200 dpi give.

    A page of impossible size is taken to be an A4 sheet.
    """
    inches = longer / 72
    if not believed or not _SHORTEST <= inches <= _LONGEST:
        return DPI * _A4 / max(longer, 1.0)
    return DPI / 72


@contextmanager
def open_pdf(path: Path) -> Iterator[Any]:
    """The document as pypdfium2 opens it; CannotRead is left to the reader, which opened it before."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        yield document
    finally:
        document.close()


def render(document: Any, index: int) -> Pixels:
    """Page `index` (from 0) as displayed, annotations and stamps with it. Raises pypdfium2.PdfiumError."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = _density(max(width, height))
        scale = min(scale, (limits.MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        rgb = _drawn(page, scale)
        if (corners := find_sheet(rgb)) is not None:
            sides = [float(np.linalg.norm(corners[i] - corners[i - 1])) for i in range(4)]
            most = (limits.MAX_PIXELS / (rgb.shape[0] * rgb.shape[1])) ** 0.5
            finer = min(DPI * _A4 / max(sides), most)
            if finer > 1.05:
                rgb, corners = _drawn(page, scale * finer), corners * finer
            return _cut_out(rgb, corners, width, height)
    finally:
        page.close()
    believed = _SHORTEST <= max(width, height) / 72 <= _LONGEST
    dpi = scale * 72 if believed else max(rgb.shape[:2]) / _A4
    return Pixels(rgb, dpi, width, height)


def _drawn(page: Any, scale: float) -> NDArray[Any]:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    rgb: NDArray[Any] = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    bitmap.close()
    if rgb.ndim != 3 or rgb.shape[2] != 3:
        rgb = np.repeat(rgb.reshape(rgb.shape[0], rgb.shape[1], -1)[:, :, :1], 3, axis=2)
    return rgb


def _cut_out(photo: NDArray[Any], corners: NDArray[np.float64], width: float, height: float) -> Pixels:
    """The sheet at the corners, as if it had been scanned."""
    flat = flatten(corners, DPI, _A4)
    return Pixels(flat.take(photo), DPI, width, height, (flat, _scale(photo.shape[1], photo.shape[0], width, height)))


def frames(path: Path | IO[bytes], name: str) -> Iterator[Pixels]:
    """The frames of a picture file, upright as its EXIF says, in points as its stated dots per inch say.

    Raises CannotRead: corrupt, limit_exceeded.
    """
    import warnings

    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                count = getattr(picture, "n_frames", 1) if picture.format in ("TIFF", "MPO") else 1
                if count > limits.MAX_FRAMES:
                    raise CannotRead(name, f"图片有 {count} 页，超过上限 {limits.MAX_FRAMES} 页", "limit_exceeded")
                for number in range(1 if picture.format == "MPO" else count):
                    picture.seek(number)
                    wide, high = picture.size
                    if wide * high > limits.MAX_SOURCE_PIXELS:
                        why = f"图片为 {wide}×{high} 像素，超过上限 {limits.MAX_SOURCE_PIXELS // 1_000_000} 百万像素"
                        raise CannotRead(name, why, "limit_exceeded")
                    yield to_pixels(ImageOps.exif_transpose(picture), picture.info.get("dpi"))
    except CannotRead:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError) as error:
        raise CannotRead(name, "图片已损坏或不完整，无法打开") from error
    except Image.DecompressionBombError as error:
        raise CannotRead(name, "图片像素过多，超过上限", "limit_exceeded") from error


def to_pixels(picture: Any, stated: Any = None) -> Pixels:
    """A PIL picture in the size that recognition wants; `stated`: its dots per inch where it tells them."""
    from PIL import Image

    wide, high = picture.size
    dots = [float(side or 0) for side in stated[:2]] if isinstance(stated, tuple) and len(stated) > 1 else [0.0, 0.0]
    inches = max(wide / dots[0], high / dots[1]) if min(dots) > 0 else 0.0
    is_scan = min(dots) > 75 and _SHORTEST / 2 <= inches <= _LONGEST
    if not is_scan:
        dots = [max(96.0, max(wide, high) / _A4)] * 2  # a photo or a screenshot: no more than a sheet of A4
    width, height = wide / dots[0] * 72, high / dots[1] * 72
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture.convert("RGBA"))
    if picture.mode.startswith(("I", "F")):
        levels = np.asarray(picture, np.float64)  # 16 bits and more a pixel
        picture = Image.fromarray((levels * (255 / max(1.0, float(levels.max())))).astype(np.uint8))
    size = max(1, round(wide * DPI / dots[0])), max(1, round(high * DPI / dots[1]))
    kind = Image.Resampling.LANCZOS if size[0] < wide else Image.Resampling.BICUBIC
    if picture.mode != "1":
        picture = picture.convert("RGB")
        if (corners := find_sheet(np.asarray(picture, np.uint8))) is not None:
            return _cut_out(np.asarray(picture, np.uint8), corners, width, height)
    small = (
        picture.convert("L").resize(size, kind).convert("RGB") if picture.mode == "1" else picture.resize(size, kind)
    )
    return Pixels(np.asarray(small, np.uint8), DPI, width, height)
