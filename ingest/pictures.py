"""Pictures: their size in pixels, from the header alone, and a hash of how they look."""

from __future__ import annotations

import io
import warnings
from datetime import datetime

#: Pictures above this are not decoded for their likeness, below that they show nothing (logos, bullets, lines).
_MOST_PIXELS, _LEAST_SIDE = 25_000_000, 32
#: Exif tags: the directory, DateTimeOriginal, DateTimeDigitized (the plain DateTime is that of the last editing).
_EXIF, _ORIGINAL, _DIGITIZED = 0x8769, 0x9003, 0x9004


def pixels_of(data: bytes) -> tuple[int, int]:
    """(width, height) by the header, (0, 0) when it cannot be read; nothing is decoded, so no size is too large."""
    from PIL import Image

    bound, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except Exception:  # noqa: BLE001  Pillow raises many kinds on damaged headers; the size is a nicety
        return (0, 0)
    finally:
        Image.MAX_IMAGE_PIXELS = bound


def taken_of(data: bytes) -> str:
    """When the camera says that it took the picture (ISO, its own time), or "" where the picture does not say it."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as picture:
                notes = picture.getexif().get_ifd(_EXIF)
        said = str(notes.get(_ORIGINAL) or notes.get(_DIGITIZED) or "")
        return datetime.strptime(said.strip(" \0")[:19], "%Y:%m:%d %H:%M:%S").isoformat()
    except Exception:  # noqa: BLE001  Pillow raises many kinds on damaged notes; most pictures have none
        return ""


def likeness_of(data: bytes, width: int, height: int) -> str:
    """Perceptual hash (imagehash.phash, 64 bits as 16 hex digits) of a picture; "" where it cannot be made.

    Equal pictures in other sizes and compressions differ in a few bits only.
    """
    if min(width, height) < _LEAST_SIDE or width * height > _MOST_PIXELS:
        return ""
    import imagehash
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as picture:
                picture.draft("L", (256, 256))  # JPEG decodes straight to a small grey picture
                return str(imagehash.phash(picture.convert("L")))
    except Exception:  # noqa: BLE001  Pillow raises many kinds on damaged data; there is no likeness then
        return ""
