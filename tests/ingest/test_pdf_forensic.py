"""What a PDF holds beside its printed text: form values, remarks, unseen text, former revisions, its own history."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from ingest import read
from ingest.pdf.pdfium import Pdfium
from ingest.pdf.unseen import find_traces
from model.document import Document, Picture, Status, TraceKind
from tests.ingest.pdf_file import bar, lattice, picture, text, write_pdf


def document(path: Path) -> Document:
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def annotated(path: Path, *annotations: dict[str, Any], parent: str = "") -> Document:
    """A one-page file with annotations; with `parent` each widget is a kid of a field that holds this value."""
    write_pdf(path, [text(72, 100, "企业名称：") + text(72, 140, "正文")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page, fields = pdf.pages[0], []
        page.obj.Annots = pdf.make_indirect(Array([]))
        for keys in annotations:
            item = pdf.make_indirect(Dictionary(Type=Name.Annot, **keys))
            if item.Subtype == Name.Widget:
                if parent:
                    field = pdf.make_indirect(
                        Dictionary(FT=Name.Tx, T=String("f"), V=String(parent), Kids=Array([item]))
                    )
                    item.Parent = field
                    fields.append(field)
                else:
                    fields.append(item)
            page.obj.Annots.append(item)
        if fields:
            pdf.Root.AcroForm = Dictionary(Fields=Array(fields), DA=String("/Helv 0 Tf 0 g"))
        pdf.save(path)
    return document(path)


BOX = Array([140, 728, 400, 746])  # beside the label at 100 points from the top


def test_value_of_a_field_without_picture_is_read(tmp_path: Path) -> None:
    """Fillers that leave drawing to the viewer (NeedAppearances) store the value alone."""
    widget = {"Subtype": Name.Widget, "Rect": BOX, "FT": Name.Tx, "T": String("a"), "V": String("甘肃甲公司")}
    assert document_text(annotated(tmp_path / "a.pdf", widget)) == ["企业名称： 甘肃甲公司", "正文"]


def test_value_held_by_the_parent_field_is_read(tmp_path: Path) -> None:
    found = annotated(tmp_path / "a.pdf", {"Subtype": Name.Widget, "Rect": BOX}, parent="甲公司")
    assert document_text(found)[0] == "企业名称： 甲公司"


@pytest.mark.parametrize(("state", "mark"), [("Yes", "☑"), ("Off", "□")])
def test_tick_box_without_picture(tmp_path: Path, state: str, mark: str) -> None:
    widget = {"Subtype": Name.Widget, "Rect": Array([140, 728, 152, 740]), "FT": Name.Btn, "T": String("a"),
              "V": Name("/" + state), "AS": Name("/" + state)}  # fmt: skip
    assert document_text(annotated(tmp_path / "a.pdf", widget))[0] == f"企业名称： {mark}"


def test_typed_remark_is_text_and_trace(tmp_path: Path) -> None:
    note = {"Subtype": Name.FreeText, "Rect": BOX, "Contents": String("已更正为乙公司"), "T": String("张三"),
            "M": String("D:20240601083000+08'00'")}  # fmt: skip
    found = annotated(tmp_path / "a.pdf", note)
    assert document_text(found)[0] == "企业名称： 已更正为乙公司"
    (trace,) = found.traces
    assert (trace.kind, trace.text, trace.author, trace.date) == (
        TraceKind.COMMENT, "已更正为乙公司", "张三", "2024-06-01T08:30:00",
    )  # fmt: skip
    assert trace.place is not None
    assert trace.place.page == 1


def test_bubble_note_is_a_trace_only(tmp_path: Path) -> None:
    found = annotated(tmp_path / "a.pdf", {"Subtype": Name.Text, "Rect": BOX, "Contents": String("请核对")})
    assert document_text(found)[0] == "企业名称："
    assert [trace.text for trace in found.traces] == ["请核对"]


def document_text(found: Document) -> list[str]:
    return [block.text for block in found.blocks]


def test_invisible_and_white_text_are_traces(tmp_path: Path) -> None:
    body = text(72, 100, "看得见的一行") + text(72, 140, "隐形关键词").replace("BT", "BT 3 Tr") + "0 Tr "
    body += "1 g " + text(72, 180, "白色关键词") + "0 g "
    found = document(write_pdf(tmp_path / "a.pdf", [body]))
    assert [(t.kind, t.text) for t in found.traces] == [
        (TraceKind.HIDDEN, "隐形关键词"), (TraceKind.PALE, "白色关键词"),
    ]  # fmt: skip
    assert found.traces[1].place is not None
    assert found.traces[1].place.box == pytest.approx((72, 180, 124.5, 190.5), abs=3)


def test_white_text_on_a_dark_field_is_no_trace(tmp_path: Path) -> None:
    body = "0.1 0.2 0.5 rg 60 640 400 40 re f 1 g " + text(72, 170, "白字蓝底的表头") + "0 g " + text(72, 300, "正文")
    assert document(write_pdf(tmp_path / "a.pdf", [body])).traces == ()


def test_layer_of_a_scan_is_no_hidden_text(tmp_path: Path) -> None:
    body = picture(0, 0, 595, 842) + text(72, 100, "识别得到的文字层").replace("BT", "BT 3 Tr")
    pdf = Pdfium(write_pdf(tmp_path / "a.pdf", [body]), "a.pdf")
    page = pdf.page(0)
    assert (page.hidden, find_traces(page, "a.pdf"), len(page.chars)) == (True, [], 8)
    pdf.close()


def append_revision(path: Path, old: bytes, new: bytes) -> None:
    """Saves the first page's content once more at the end of the file, the way editors do."""
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
        content, size = pdf.pages[0].Contents.read_bytes().replace(old, new), pdf.trailer.Size
        root = pdf.trailer.Root.objgen[0]
    at = len(data)
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    piece = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    tail = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start, at + len(piece))
    path.write_bytes(data + piece + table + tail)


def test_value_of_a_former_revision_is_a_trace(tmp_path: Path) -> None:
    def hexed(words: str) -> bytes:
        return words.encode("utf-16-be").hex().encode()

    path = write_pdf(tmp_path / "a.pdf", [text(72, 100, "营业收入 1200") + text(72, 140, "净利润 80")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert document(path).properties["revisions"] == "1"
    append_revision(path, hexed("1200"), hexed("9800"))
    found = document(path)
    assert [b.text for b in found.blocks] == ["营业收入 9800", "净利润 80"]
    assert found.properties["revisions"] == "2"
    assert [(t.kind, t.text, t.place.page if t.place else 0) for t in found.traces] == [
        (TraceKind.EARLIER, "营业收入 1200", 1)
    ]


def test_info_and_xmp_that_disagree_are_named(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [text(72, 100, "文")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["pdf:Producer"] = "Acrobat Distiller"
            xmp["xmp:CreateDate"] = "2024-06-01T00:30:15+00:00"
        pdf.docinfo["/CreationDate"] = "D:20240601083000+08'00'"
        pdf.docinfo["/Producer"] = "WPS"
        pdf.save(path, compress_streams=False)
    properties = document(path).properties
    assert (properties["producer"], properties["conflicts"]) == ("WPS", "producer")


def test_fonts_and_application(tmp_path: Path) -> None:
    assert document(write_pdf(tmp_path / "a.pdf", [text(72, 100, "文")])).properties["fonts"] == "STSong-Light"


def test_glyphs_without_unicode_among_others_are_told(tmp_path: Path) -> None:
    """pdfium returns the number of the glyph in place of a character; it must not pass for text."""
    path = write_pdf(tmp_path / "a.pdf", [text(72, 100, "可以读出的正文一行内容完整无缺") + bar(0, 0, 1, 1)])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        other = write_pdf(tmp_path / "b.pdf", [text(72, 140, "乱")], mapped=False)
        with Pdf.open(other) as second:
            pdf.pages[0].obj.Resources.Font.F2 = pdf.copy_foreign(
                second.make_indirect(second.pages[0].obj.Resources.Font.F1)
            )
        content = pdf.pages[0].Contents.read_bytes() + text(72, 140, "Ab").replace("/F1", "/F2").encode()
        pdf.pages[0].Contents.write(content)
        pdf.save(path)
    reading = read(path, "a.pdf")
    assert reading.status is Status.OK_PARTIAL
    assert reading.document is not None
    assert [b.text for b in reading.document.blocks] == ["可以读出的正文一行内容完整无缺", "\ufffd\ufffd"]


def test_table_filled_by_form_fields(tmp_path: Path) -> None:
    """A blank official form with fields over its cells: the values belong to the cells."""
    path = write_pdf(
        tmp_path / "a.pdf", [lattice([72, 200, 400], [100, 130, 160]) + text(77, 106, "名称") + text(77, 136, "年份")]
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        fields = [
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([202, 842 - top - 28, 398, 842 - top - 2]),
                           FT=Name.Tx, T=String(words), V=String(words))
            )
            for top, words in ((100, "甲公司"), (130, "2024"))
        ]  # fmt: skip
        pdf.pages[0].obj.Annots = Array(fields)
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), NeedAppearances=True)
        pdf.save(path)
    assert [c.text for c in document(path).tables[0].cells] == ["名称", "甲公司", "年份", "2024"]


def test_pictures_carry_a_likeness(tmp_path: Path) -> None:
    """The same picture, as raw pixels and as JPEG: other bytes, nearly the same likeness."""
    noise = Image.effect_noise((120, 90), 80).resize((240, 180)).convert("RGB")
    jpeg = io.BytesIO()
    noise.save(jpeg, "JPEG", quality=70)
    hashes, digests = [], []
    for data, keys in ((noise.tobytes(), {}), (jpeg.getvalue(), {"Filter": Name.DCTDecode})):
        path = write_pdf(
            tmp_path / "a.pdf", [text(72, 100, "现场照片如下，摄于生产车间内部") + picture(72, 200, 372, 425)]
        )
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            stream = pikepdf.Stream(pdf, data)
            stream.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=240, Height=180,
                                            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, **keys)  # fmt: skip
            pdf.pages[0].obj.Resources.XObject.Im1 = pdf.make_indirect(stream)
            pdf.save(path)
        (found,) = [node for node in document(path).nodes if isinstance(node, Picture)]
        hashes.append(int(found.likeness, 16))
        digests.append(found.sha256)
    assert digests[0] != digests[1]
    assert (hashes[0] ^ hashes[1]).bit_count() <= 6
