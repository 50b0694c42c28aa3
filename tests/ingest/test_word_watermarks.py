"""Watermarks of Word files, as Word and WPS write them into headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read
from model.document import Document, TraceKind
from tests.ingest.docx_file import SPACES, par, write_docx

WORDART = (
    '<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject357" type="#_x0000_t136" style="rotation:315">'
    '<v:textpath style="font-family:&quot;宋体&quot;" string="仅供申报使用"/></v:shape></w:pict></w:r></w:p>'
)
PICTURE = (
    '<w:p><w:r><w:pict><v:shape id="WordPictureWatermark12" type="#_x0000_t75">'
    '<v:imagedata r:id="rId1" title="底图"/></v:shape></w:pict></w:r></w:p>'
)
DRAWN = (
    '<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="3" name="水印 3"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
    "<w:txbxContent><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing></w:r></w:p>"
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/ground.png"/>'
    "</Relationships>"
)


def document(path: Path, *headers: str) -> Document:
    parts: dict[str, str | bytes] = {
        f"word/header{n}.xml": f"<w:hdr {SPACES}>{header}</w:hdr>" for n, header in enumerate(headers, 1)
    }
    parts |= {"word/_rels/header1.xml.rels": RELS, "word/media/ground.png": b"bytes"}
    reading = read(write_docx(path, par("正文"), parts=parts), path.name)
    assert reading.document is not None, reading.error
    return reading.document


@pytest.mark.parametrize(
    ("header", "text", "has_bytes"),
    [(WORDART, "仅供申报使用", False), (PICTURE, "", True), (DRAWN, "内部资料", False)],
    ids=["wordart", "picture", "drawn by WPS"],
)
def test_watermark_of_a_header(tmp_path: Path, header: str, text: str, has_bytes: bool) -> None:
    found = document(tmp_path / "a.docx", header)
    (mark,) = [trace for trace in found.traces if trace.kind is TraceKind.WATERMARK]
    assert (mark.text, bool(mark.sha256)) == (text, has_bytes)
    assert mark.place is not None
    assert mark.place.path == "header1"
    assert [block.text for block in found.blocks] == ["正文"]


def test_the_same_in_three_headers_is_one(tmp_path: Path) -> None:
    assert len(document(tmp_path / "a.docx", WORDART, WORDART, WORDART).traces) == 1


@pytest.mark.parametrize("header", [par("甘肃甲公司"), PICTURE.replace("WordPictureWatermark12", "图片 1"), "<broken"])
def test_plain_and_broken_headers_have_none(tmp_path: Path, header: str) -> None:
    found = document(tmp_path / "a.docx", header)
    assert [trace for trace in found.traces if trace.kind is TraceKind.WATERMARK] == []


def test_words_of_heads_are_margins_told_once(tmp_path: Path) -> None:
    found = document(tmp_path / "a.docx", par("机密★3年  甲公司"), par("机密★3年  甲公司"), par("第 3 页 共 9 页"))
    (mark,) = found.traces
    assert (mark.kind, mark.text, mark.place and mark.place.path) == (TraceKind.MARGIN, "机密★3年  甲公司", "header1")
    assert [block.text for block in found.blocks] == ["正文"]
