"""Layout of a page that was read by recognition: as of a text page, with signs mended that only whole cells show."""

from __future__ import annotations

from ingest.pdf.layout import Layout, lay_out
from ingest.pdf.shapes import RawPage
from ingest.scan.doubts import TOGETHER, run_together
from ingest.scan.letters import normalise


def lay_out_scan(raw: RawPage) -> Layout:
    """Lines and tables of the page; a dash recognised by itself (8 一 10月) finds its neighbours only here."""
    layout = lay_out(raw)
    for line in layout.lines:
        line.text = normalise(line.text)
    for part in layout.parts:
        for cell in part.cells:
            cell.text = normalise(cell.text)
    if raw.scan is not None:
        raw.scan.doubts += [(box, TOGETHER) for box in run_together(layout)]
    return layout
