"""Run as a process of its own: one page of a PDF (or a picture) becomes a JPEG. A hostile file can only kill this.

python -I render_page.py SOURCE PAGE TARGET [PART]   → prints {"width": points, "height": points}

PART: a picture within an Office file, by its name in the zip; its size is in pixels.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import IO, Any

DOTS_PER_POINT = 150 / 72
MOST_PIXELS = 12_000_000
MOST_SOURCE_PIXELS = 60_000_000
MOST_PART = 64 << 20
MEMORY = 2 << 30
SECONDS = 20


def main(source: Path, number: int, target: Path, part: str = "") -> None:
    """Writes the JPEG and prints the size of the page in points."""
    _limit()
    if part:
        with zipfile.ZipFile(source) as package, package.open(part) as stream:
            data = stream.read(MOST_PART + 1)
        if len(data) > MOST_PART:
            raise ValueError("picture too large")
        _write(*_picture(io.BytesIO(data), 1), target)
        return
    with source.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    _write(*(_pdf_page(source, number) if is_pdf else _picture(source, number)), target)


def _write(picture: Any, width: float, height: float, target: Path) -> None:
    picture.convert("RGB").save(target, "JPEG", quality=82, optimize=True)
    print(json.dumps({"width": width, "height": height}))


def _pdf_page(source: Path, number: int) -> tuple[Any, float, float]:
    import pypdfium2

    page = pypdfium2.PdfDocument(source)[number - 1]
    width, height = page.get_size()
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale).to_pil(), width, height


def _picture(source: Path | IO[bytes], number: int) -> tuple[Any, float, float]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_SOURCE_PIXELS
    with Image.open(source) as opened:
        if opened.width * opened.height > MOST_SOURCE_PIXELS:
            raise ValueError("picture too large")
        if getattr(opened, "n_frames", 1) >= number > 1 and opened.format == "TIFF":
            opened.seek(number - 1)
        picture = ImageOps.exif_transpose(opened)
        width, height = picture.size
        picture.thumbnail((2400, 3400))
        return picture.copy(), width, height


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's time-out remains
        return
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 64 << 20),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:5])
