"""Pictures: their size in pixels, from the header alone; nothing is decoded."""

from __future__ import annotations

import io
import warnings


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
