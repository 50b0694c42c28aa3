"""Scanned pages of a PDF → layouts by recognition, page by page; a page that fails is left out, the others are read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from ingest import limits
from ingest.pdf.layout import Layout


def recognise(path: Path, layouts: Sequence[Layout], pages: Sequence[int]) -> tuple[dict[int, list[Layout]], str]:
    """(index from 0 → the page as read from its picture, or the two that lie side by side; why some could not be read).

    A page that carries hidden text is read with it as long as samples of the picture say the same.
    """
    from ingest.scan.engine import NoEngine, ready

    try:
        ready()
    except NoEngine as error:
        return {}, f"文字识别不可用：{error}"
    from pypdfium2 import PdfiumError

    from ingest.scan.layout import lay_out_scan
    from ingest.scan.page import read_pages
    from ingest.scan.render import open_pdf, render

    found: dict[int, list[Layout]] = {}
    failed: list[str] = []
    until = time.monotonic() + limits.scan_seconds(path.stat().st_size)
    try:
        with open_pdf(path) as document:
            for index in sorted(pages):
                if time.monotonic() > until:
                    failed.append("文字识别用时已达上限")
                    break
                layer = layouts[index].raw.chars if layouts[index].raw.hidden else []
                try:
                    raws = read_pages(render(document, index), index + 1, layer)
                except (PdfiumError, NoEngine, ValueError, IndexError, ArithmeticError, RuntimeError) as error:
                    failed.append(f"第 {index + 1} 页识别失败：{type(error).__name__}")
                    continue
                if not any(raw.chars or raw.images or (raw.scan and raw.scan.unread) for raw in raws):
                    raws[0].images = layouts[index].raw.images
                found[index] = [lay_out_scan(raw) for raw in raws]
    except PdfiumError:
        failed.append("PDFium 打不开此文件，不能取得页面图像")
    return found, "；".join(dict.fromkeys(failed))
