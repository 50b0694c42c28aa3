"""Text of a PDF that no reader of the page sees: tiny, beyond the edge, under a picture."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from ingest import read
from model.document import TraceKind
from tests.ingest.pdf_file import picture, text, write_pdf

BODY = text(72, 100, "企业名称：甘肃甲机械有限公司") + text(72, 130, "主营产品：数控机床与自动化产线")


def traces(path: Path, content: str, mask: bool = False) -> list[tuple[TraceKind, str]]:
    write_pdf(path, [content])
    if mask:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            soft = Stream(pdf, bytes(64))
            soft.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8,
                                          ColorSpace=Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
            pdf.pages[0].Resources.XObject.Im1.SMask = pdf.make_indirect(soft)
            pdf.save(path)
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return [(trace.kind, trace.text) for trace in reading.document.traces]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (BODY + text(72, 200, "关键词堆砌", 0.8), [(TraceKind.HIDDEN, "关键词堆砌")]),
        (BODY + text(620, 200, "页外文字"), [(TraceKind.HIDDEN, "页外文字")]),
        (BODY + text(72, -40, "页外文字"), [(TraceKind.HIDDEN, "页外文字")]),
        (BODY + text(100, 300, "旧数据1200万元") + picture(72, 280, 300, 400),
         [(TraceKind.COVERED, "旧数据1200万元")]),
    ],
    ids=["tiny", "right of the page", "above the page", "under a picture"],
)  # fmt: skip
def test_concealed_text_is_told(tmp_path: Path, content: str, expected: list[tuple[TraceKind, str]]) -> None:
    assert traces(tmp_path / "a.pdf", content) == expected


@pytest.mark.parametrize(
    ("content", "mask"),
    [
        (BODY + text(72, 200, "注：小字说明", 5), False),
        (BODY + picture(72, 280, 300, 400) + text(100, 300, "图1 产线照片"), False),
        (BODY + text(100, 300, "（盖章）") + picture(72, 280, 300, 400), True),
        (BODY + picture(0, 0, 595, 842), False),
        (BODY + text(590, 200, "边缘"), False),
    ],
    ids=["small print", "caption on a picture", "seal with a see-through ground", "text layer under a scan", "edge"],
)
def test_plain_text_is_not(tmp_path: Path, content: str, mask: bool) -> None:
    assert traces(tmp_path / "a.pdf", content, mask) == []
