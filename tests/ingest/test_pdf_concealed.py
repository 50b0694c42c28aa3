"""Text of a PDF that no reader of the page sees: tiny, beyond the edge, under a picture or a filled box."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from ingest import read
from model.document import Document, TraceKind
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


def fill(x0: float, top: float, x1: float, bottom: float, color: str = "1 1 1 rg", then: str = "f") -> str:
    """A filled box; `color` as the file sets it, `then` its painting operator."""
    return f"q {color} 0 G {x0} {842 - bottom} {x1 - x0} {bottom - top} re {then} Q\n"


INCOME = text(72, 300, "主营收入12345.67万元")
NUMBER = (110, 297, 158, 314)  # the box that holds just the number
WHITE = fill(*NUMBER)
ROUND = "q 1 1 1 rg 110 528 m 110 546 l 120 548 150 548 158 546 c 158 528 l h f Q\n"


def document_of(path: Path, contents: list[str], rotate: int = 0) -> Document:
    """The document of these pages; /M blends like a marker pen, /T is see-through, /Fm1 draws WHITE."""
    write_pdf(path, contents, rotate=rotate)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = Stream(pdf, WHITE.encode())
        form.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=pikepdf.Array([0, 0, 595, 842]))
        resources = pdf.pages[0].Resources
        resources.ExtGState = Dictionary(M=Dictionary(BM=Name.Multiply), T=Dictionary(ca=0.3))
        resources.XObject.Fm1 = pdf.make_indirect(form)
        pdf.save(path)
    document = read(path, path.name).document
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("content", "hidden", "shown"),
    [
        (INCOME + WHITE, "12345.67", ""),
        (INCOME + WHITE + text(*NUMBER[:2], "98765.43"), "12345.67", "98765.43"),
        (INCOME + WHITE + text(114, 300, "12845.67"), "12345.67", "12845.67"),
        (INCOME + fill(*NUMBER, "0.9 0.95 1 rg") + text(114, 300, "9.9"), "12345.67", "9.9"),
        (INCOME + fill(*NUMBER, then="B"), "12345.67", ""),
        (INCOME + ROUND, "12345.67", ""),
        (INCOME + fill(*NUMBER, "0 g"), "12345.67", ""),
        (INCOME + "q 0.5 0 0 0.5 0 0 cm 1 1 1 rg 220 1056 96 34 re f Q\n", "12345.67", ""),
        (INCOME + "/Fm1 Do\n", "12345.67", ""),
        (INCOME + fill(113, 297, 120, 314) + text(114, 300, "9"), "1", "9"),
        (INCOME + fill(60, 290, 200, 320), "主营收入12345.67万元", ""),
    ],
    ids=["nothing over it", "another number over it", "the same digits but one", "coloured", "framed", "rounded",
         "black", "scaled", "in a form", "one digit", "a whole line"],
)  # fmt: skip
def test_a_box_drawn_over_a_number_is_told(tmp_path: Path, content: str, hidden: str, shown: str) -> None:
    """The hidden number is a trace with its place; what is read is what shows."""
    document = document_of(tmp_path / "a.pdf", [BODY + content])
    found = [(t.text, t.shown) for t in document.traces if t.kind is TraceKind.COVERED]
    assert found == ([(hidden, shown)] if hidden else [])
    read_text = "".join(block.text for block in document.blocks)
    assert ("12345.67" in read_text) == (not hidden)
    assert shown in read_text


def test_the_place_of_a_covered_number_is_that_of_its_digits(tmp_path: Path) -> None:
    (trace,) = document_of(tmp_path / "a.pdf", [BODY + INCOME + WHITE]).traces
    assert trace.place is not None
    assert trace.place.box is not None
    assert trace.place.box == pytest.approx((114, 299, 156, 312), abs=3)


def test_a_covered_number_on_a_turned_page(tmp_path: Path) -> None:
    (trace,) = document_of(tmp_path / "a.pdf", [BODY + INCOME + WHITE], rotate=90).traces
    assert (trace.kind, trace.text.replace("\n", "")) == (TraceKind.COVERED, "12345.67")


@pytest.mark.parametrize(
    "content",
    [
        WHITE + INCOME,
        INCOME + fill(60, 316, 300, 340, "0.8 g") + text(72, 320, "净利润"),
        "".join(fill(60, y, 300, y + 18, "0.8 g") + text(72, y + 3, f"第{y}行数据") for y in range(300, 480, 18)),
        INCOME + "q /M gs 1 1 0 rg 110 528 52 17 re f Q\n",
        INCOME + "q /T gs 1 1 1 rg 110 528 52 17 re f Q\n",
        INCOME + "q 0 0 5 5 re W n 1 1 1 rg 110 528 52 17 re f Q\n",
        INCOME + fill(*NUMBER, then="S"),
        INCOME + fill(60, 295, 200, 303),
        INCOME + WHITE + text(114, 300, "12345.67"),
        text(72, 300, "□是") + fill(73, 301, 82, 310, "0 g"),
    ],
    ids=["ground before the text", "the next row", "rows in turn", "marker pen", "see-through", "clipped away", "frame",
         "only the upper half", "drawn anew", "tick"],
)  # fmt: skip
def test_grounds_marks_and_frames_hide_nothing(tmp_path: Path, content: str) -> None:
    document = document_of(tmp_path / "a.pdf", [BODY + text(72, 600, "本项目总投资三百二十六万元") + content])
    assert document.traces == ()
    if "12345" in bytes.fromhex("".join(re.findall(r"<(\w+)> Tj", content))).decode("utf-16-be"):
        assert "12345.67" in "".join(block.text for block in document.blocks)


def test_heads_replaced_on_every_page_are_not_told(tmp_path: Path) -> None:
    """Files put together from others get new heads and numbers of pages."""
    pages = [
        BODY + text(72, 40, "旧的页眉文字") + text(290, 800, f"第{n}页") + fill(60, 30, 300, 56)
        + fill(280, 790, 330, 815) + text(72, 40, "新的页眉") + INCOME
        for n in range(1, 5)
    ]  # fmt: skip
    document = document_of(tmp_path / "a.pdf", pages)
    assert [trace for trace in document.traces if trace.kind is not TraceKind.MARGIN] == []
    assert "旧的页眉" not in "".join(block.text for block in document.blocks)


def test_a_form_field_over_its_hint_is_not_told(tmp_path: Path) -> None:
    """The white ground of a filled field hides what is printed there by design."""
    write_pdf(tmp_path / "a.pdf", [BODY + text(114, 300, "请填写金额")])
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        look = Stream(pdf, b"1 1 1 rg 0 0 100 20 re f BT /F1 10 Tf 2 5 Td <0031> Tj ET")
        look.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=pikepdf.Array([0, 0, 100, 20]),
                                      Resources=pdf.pages[0].Resources)  # fmt: skip
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("a"), F=4,
                           Rect=pikepdf.Array([110, 526, 210, 546]), AP=Dictionary(N=pdf.make_indirect(look)))  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots)
        pdf.save(tmp_path / "a.pdf")
    document = read(tmp_path / "a.pdf", "a.pdf").document
    assert document is not None
    assert [trace for trace in document.traces if trace.kind is TraceKind.COVERED] == []
