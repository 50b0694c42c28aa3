"""Run as a process of its own: one page of a PDF (or a picture) becomes a JPEG. A hostile file can only kill this.

python -I render_page.py SOURCE PAGE TARGET   → prints {"width": points, "height": points}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

DOTS_PER_POINT = 150 / 72
MOST_PIXELS = 12_000_000
MOST_SOURCE_PIXELS = 60_000_000
MEMORY = 2 << 30
SECONDS = 20


def main(source: Path, number: int, target: Path) -> None:
    """Writes the JPEG and prints the size of the page in points."""
    _limit()
    with source.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    picture, width, height = _pdf_page(source, number) if is_pdf else _picture(source, number)
    picture.convert("RGB").save(target, "JPEG", quality=82, optimize=True)
    print(json.dumps({"width": width, "height": height}))


def _pdf_page(source: Path, number: int) -> tuple[Any, float, float]:
    import pypdfium2

    page = pypdfium2.PdfDocument(source)[number - 1]
    width, height = page.get_size()
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale).to_pil(), width, height


def _picture(source: Path, number: int) -> tuple[Any, float, float]:
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
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
