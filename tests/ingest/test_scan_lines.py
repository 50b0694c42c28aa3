"""Lines of running text on scans: which way up they stand, and which make one paragraph."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.pdf.lines import Line
from ingest.pdf.paragraphs import Column, to_paragraphs
from ingest.scan import engine
from tests.ingest.test_scan_parts import sheet, written

LINES = (
    "试压区全封闭，员工由45人减至28人，合格率由96.8%提高到98.5%，单台能耗下降10.4%，两年内没有工伤",
    "任务是建成机加、装配、试压一体的柔性产线，并完成MES、SCADA、WMS、PDM与ERP的集成，2024年3月投产",
    "智能制造工程师资格。2022年首次自评估为一级，经三年建设，2025年7月在公共服务平台复评得2.36分",
    "元；人数由45人减至28人；装配单元每班由5人减少至2人，减少60%；不良率由3.2%降到1.5%，下降1.7个",
)


@pytest.mark.parametrize("size", [24, 29, 36])
def test_long_lines_are_not_taken_for_lines_on_their_head(size: int) -> None:
    image, draw = sheet(54 * size, 100 * len(LINES))
    for i, line in enumerate(LINES):
        written(draw, 20, 30 + 100 * i, line, size)
    gray = np.asarray(image.convert("L"))
    strips = [gray[30 + 100 * i : 30 + 100 * i + round(1.5 * size)] for i in range(len(LINES))]
    assert engine.upside_down(strips) < 0.2
    assert engine.upside_down([np.ascontiguousarray(strip[::-1, ::-1]) for strip in strips]) > 0.8


def row(text: str, base: float, x0: float = 70.0, size: float = 12.1) -> Line:
    wide = 12.1 * len(text)
    return Line(text, x0, base - size, x0 + wide, base, base, size, 12.1, x0 + wide)


@pytest.mark.parametrize(
    ("step", "sizes", "paragraphs"),
    [
        (21.0, (12.1, 14.4, 12.1), 1),  # brackets make the middle line's ink taller
        (27.0, (12.1, 14.4, 12.1), 3),  # a heading between two paragraphs stands apart
        (21.0, (12.1, 16.5, 12.1), 3),
    ],
)
def test_lines_of_one_paragraph_differ_in_the_height_of_their_ink(
    step: float, sizes: tuple[float, float, float], paragraphs: int
) -> None:
    full = "研发设计工具普及率按岗位统计（八个岗位中六个使用）工艺变更全程可以追"
    rows = [row(full, 100 + step * n, size=size) for n, size in enumerate(sizes)]
    column = Column(70.0, 70.0 + 12.1 * len(full), 21.0)
    assert len(to_paragraphs(rows, column)) == paragraphs


@pytest.mark.parametrize(("ends", "paragraphs"), [("先后建成九套系统，分别是", 1), ("先后建成九套系统。", 2)])
def test_a_row_of_latin_names_that_does_not_fit_is_set_on_the_next_line(ends: str, paragraphs: int) -> None:
    """LibreOffice does not part MES、ERP、LIMS at its pauses; a sentence that has ended needs no such reason."""
    names = row("MES、ERP、LIMS、WMS、PLM、SCADA", 121)
    above = row(ends, 100)
    column = Column(70.0, above.x1 + 12.1 * 12, 21.0)
    names.first = 12.1 * 1.65
    assert len(to_paragraphs([above, names], column)) == paragraphs
