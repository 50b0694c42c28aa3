"""Pictures: their size in pixels, from the header alone, and a hash of how they look."""

from __future__ import annotations

import io
import warnings

#: Pictures above this are not decoded for their likeness, below that they show nothing (logos, bullets, lines).
_MOST_PIXELS, _LEAST_SIDE = 25_000_000, 32


def pixels_of(data: bytes) -> tuple[int, int]:
    """(width, height), or (0, 0) when the header cannot be read or announces a decompression bomb."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as picture:
                return picture.size
    except Exception:  # noqa: BLE001  Pillow raises many kinds on damaged headers; the size is a nicety
        return (0, 0)


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
