"""What a Word file holds and does not print is kept, each with its place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image, ImageDraw

from ingest import read
from model.document import Document, Picture, TraceKind
from tests.ingest.docx_file import DOCUMENT_RELS, SPACES, cell, par, row, run, table, write_docx

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BY = 'w:author="张三" w:date="2025-03-01T09:00:00Z"'


def document(path: Path) -> Document:
    reading = read(path, "书.docx")
    assert reading.document is not None, reading.error
    return reading.document


def links(*more: str) -> dict[str, str | bytes]:
    return {
        "word/_rels/document.xml.rels": DOCUMENT_RELS.replace("</Relationships>", "".join(more) + "</Relationships>")
    }


def link(key: str, kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{target}"{outside}/>'


def found(doc: Document) -> list[tuple[str, str, str]]:
    return [(str(t.kind), t.text, t.place.path if t.place else "") for t in doc.traces]


def white(text: str, properties: str = "") -> str:
    return run(text, f'<w:color w:val="FFFFFF"/>{properties}')


def test_revisions_with_author_and_place(tmp_path: Path) -> None:
    gone = f"<w:del {BY}><w:r><w:delText>一千</w:delText></w:r></w:del>"
    new = f"<w:ins {BY}>{run('一万')}</w:ins>"
    doc = document(
        write_docx(
            tmp_path / "a",
            par("产值", gone, new, "元"),
            table(row(cell(par(new))), row("乙", properties=f"<w:del {BY}/>")),
        )
    )
    assert [b.text for b in doc.blocks] == ["产值一万元"]
    assert found(doc) == [
        ("deleted", "一千", "para1"), ("inserted", "一万", "para1"), ("deleted", "乙", "t1"), ("inserted", "一万", "t1/r1c1"),
    ]  # fmt: skip
    assert {(t.author, t.date) for t in doc.traces} == {("张三", "2025-03-01T09:00:00Z")}
    assert doc.traces[0].place is not None
    assert doc.traces[0].place.text == "一千"


def test_moved_text_is_read_once(tmp_path: Path) -> None:
    away, here = f"<w:moveFrom {BY}>{run('段')}</w:moveFrom>", f"<w:moveTo {BY}>{run('段')}</w:moveTo>"
    doc = document(write_docx(tmp_path / "a", par(away, "甲"), par("乙", here)))
    assert [b.text for b in doc.blocks] == ["甲", "乙段"]
    assert [kind for kind, _, _ in found(doc)] == ["deleted", "inserted"]


def test_comments(tmp_path: Path) -> None:
    comments = (
        f'<w:comments {SPACES}><w:comment w:id="7" {BY}>{par("这里改成 30%")}{par("急")}</w:comment>'
        f'<w:comment w:id="8">{par("无处")}</w:comment></w:comments>'
    )
    body = table(row(cell(par("正文", '<w:r><w:commentReference w:id="7"/></w:r>'))))
    doc = document(write_docx(tmp_path / "a", body, parts={"word/comments.xml": comments}))
    assert found(doc) == [("comment", "这里改成 30%\n急", "t1/r1c1"), ("comment", "无处", "")]
    assert doc.traces[0].author == "张三"


def test_hidden_and_white_text(tmp_path: Path) -> None:
    """White letters on a coloured ground are a heading, not a secret."""
    dark = '<w:shd w:val="clear" w:fill="1F4E79"/>'
    head = f"<w:tc><w:tcPr>{dark}</w:tcPr>{par(white('表头'))}</w:tc>"
    doc = document(
        write_docx(
            tmp_path / "a",
            par("甲", run("藏", "<w:vanish/>"), white("白")),
            par(white("题"), properties=dark),
            par(white("字", dark), white("亮", '<w:highlight w:val="blue"/>'), run("微", '<w:sz w:val="2"/>')),
            table(f"<w:tr>{head}</w:tr>"),
        )
    )
    assert found(doc) == [("hidden", "藏", "para1"), ("pale", "白", "para1"), ("pale", "微", "para3")]


def test_letters_white_by_style_in_the_colour_of_their_ground_or_too_small(tmp_path: Path) -> None:
    """A style may bring the colour; letters as dark as their ground are as unseen as white ones on paper."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Q"/><w:basedOn w:val="P"/></w:style>'
    )
    grey, own = '<w:shd w:val="clear" w:fill="404040"/>', '<w:color w:val="414141"/>'
    styled, black = '<w:pPr><w:pStyle w:val="Q"/></w:pPr>', run("黑", '<w:color w:val="000000"/>')
    doc = document(
        write_docx(
            tmp_path / "a",
            f"<w:p>{styled}{run('承自样式')}{black}{run('带底', grey)}</w:p>",
            par(run("同色", own + grey), run("看得见", '<w:color w:val="FFFF00"/>' + grey)),
            par(run("小字", '<w:sz w:val="3"/>'), run("脚注", '<w:sz w:val="12"/>')),
            styles=styles,
        )
    )
    assert found(doc) == [("pale", "承自样式", "para1"), ("pale", "同色", "para2"), ("pale", "小字", "para3")]


def test_letters_dark_by_their_own_style_or_lit_by_a_marker_are_seen(tmp_path: Path) -> None:
    """The style of the letters goes before that of their paragraph; a marker lies over the ground."""
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr><w:color w:val="{color}"/></w:rPr></w:style>'
        for kind, name, color in (("paragraph", "P", "FFFFFF"), ("character", "C", "1F4E79"))
    )
    black = '<w:color w:val="000000"/><w:highlight w:val="yellow"/><w:shd w:val="clear" w:fill="000000"/>'
    own = run("深色", '<w:rStyle w:val="C"/>')
    dark = f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{own}</w:p>'
    doc = document(write_docx(tmp_path / "a", dark, par(run("标黄", black)), styles=styles))
    assert found(doc) == []


def test_white_words_of_a_running_head(tmp_path: Path) -> None:
    """Not where a band is drawn there or a table's style may colour it; a head in grey is a head."""
    coloured = table(row(cell(par(white("表中页眉"))))).replace(
        "<w:tblPr>", '<w:tblPr><w:tblStyle w:val="GridTable4"/>', 1
    )
    heads = {
        "word/header1.xml": f"<w:hdr {SPACES}>{par(white('此件免检'), '某某公司')}</w:hdr>",
        "word/header2.xml": f"<w:hdr {SPACES}>{par('<w:r><w:pict/></w:r>', white('白底蓝带'))}</w:hdr>",
        "word/header3.xml": f"<w:hdr {SPACES}>{coloured}</w:hdr>",
    }
    doc = document(write_docx(tmp_path / "a", par("甲"), parts=dict(heads)))
    assert [t.text for t in doc.traces if t.kind is TraceKind.PALE] == ["此件免检"]


def test_a_row_inserted_as_a_whole(tmp_path: Path) -> None:
    """Told once, be its words marked, too, or not."""
    marked = row(cell(par(f"<w:ins {BY}>{run('丙')}</w:ins>")), properties=f"<w:ins {BY}/>")
    doc = document(write_docx(tmp_path / "a", table(row("甲"), row("乙", properties=f"<w:ins {BY}/>"), marked)))
    assert [(kind, text) for kind, text, _ in found(doc)] == [("inserted", "乙"), ("inserted", "丙")]


def test_covered_cells_and_hidden_rows(tmp_path: Path) -> None:
    body = table(
        row(cell("甲", merge="restart"), "1"),
        row(cell("压着", merge=""), "2"),
        row("藏行", "3", properties="<w:hidden/>"),
    )
    doc = document(write_docx(tmp_path / "a", body))
    assert found(doc) == [("hidden", "藏行\t3", "t1"), ("covered", "压着", "t1/r1c1")]


def test_embedded_and_outer(tmp_path: Path) -> None:
    parts = links(
        link("o", "package", "embeddings/a.bin"),
        link("x", "attachedTemplate", "http://example.invalid/t.dotm", "External"),
        link("h", "hyperlink", "http://example.invalid/page", "External"),
    )
    doc = document(write_docx(tmp_path / "a", "文", parts=parts | {"word/embeddings/a.bin": b"bytes"}))
    assert found(doc) == [
        ("embedded", "word/embeddings/a.bin", ""),
        ("external", "attachedTemplate → http://example.invalid/t.dotm", ""),
    ]
    assert len(doc.traces[0].sha256) == 64
    assert any("嵌入对象" in note for note in doc.notes)


def embedded_book() -> bytes:
    book = Workbook()
    book.active.append(["资产总计", 12345.67])
    book.create_sheet("底稿").append(["不显示", 1])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_embedded_workbook_is_read_where_it_stands(tmp_path: Path) -> None:
    """The sheet that the page shows; drafts on other sheets are not part of the page."""
    ole = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="o"/></w:object></w:r>'
    parts = links(link("o", "package", "embeddings/b.xlsx")) | {"word/embeddings/b.xlsx": embedded_book()}
    doc = document(write_docx(tmp_path / "a", table(row("前")), par(ole), table(row("后")), parts=parts))
    assert [[c.text for c in t.cells] for t in doc.tables] == [["前"], ["资产总计", "12345.67"], ["后"]]
    assert [t.place.path for t in doc.tables] == ["t1", "t2", "t3"]
    assert doc.tables[1].cells[1].place.path == "t2/r1c2"
    assert "1 个嵌入的 Excel 表已按其显示的工作表读取。" in doc.notes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("afchunk1.htm", "<html><body><p>插入</p></body></html>".encode()),
        ("afchunk1.txt", "插入".encode("gbk")),
        ("afchunk1.docx", None),
        ("afchunk1.mht", b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><p>\xe6\x8f\x92\xe5\x85\xa5</p></html>"),
    ],
)  # fmt: skip
def test_pasted_in_documents_stand_in_their_place(tmp_path: Path, name: str, data: bytes | None) -> None:
    inner = data if data is not None else write_docx(tmp_path / "inner", "插入").read_bytes()
    parts = links(link("c", "aFChunk", name)) | {f"word/{name}": inner}
    doc = document(write_docx(tmp_path / "a", "前", '<w:altChunk r:id="c"/>', "后", parts=parts))
    assert [(b.text, b.place.path) for b in doc.blocks] == [("前", "para1"), ("插入", "para2"), ("后", "para3")]


def test_pasted_in_document_that_is_lost_makes_the_reading_partial(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a", "前", '<w:altChunk r:id="none"/>')
    assert str(read(path, "书.docx").status) == "ok_partial"


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:id="0">{par("—")}</w:footnote>'
        f'<w:footnote w:id="2">{par("按合并口径。")}</w:footnote></w:footnotes>'
    )
    body = table(row(cell(par("营业收入", '<w:r><w:footnoteReference w:id="2"/></w:r>'))))
    doc = document(write_docx(tmp_path / "a", body, "尾", parts={"word/footnotes.xml": notes}))
    assert [(b.text, b.place.path) for b in doc.blocks] == [("尾", "para1"), ("按合并口径。", "footnote1")]


def drawn(size: int, form: str, mark: bool = False) -> bytes:
    picture = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(picture)
    for n in range(9):
        pen.ellipse((40 * n, 25 * n, 40 * n + 60 + 9 * n, 25 * n + 80), fill=(20 * n, 90, 250 - 25 * n))
    if mark:
        pen.rectangle((0, 0, 399, 140), fill="black")
    out = io.BytesIO()
    picture.resize((size, size * 3 // 4)).save(out, form)
    return out.getvalue()


def test_pictures_that_look_alike(tmp_path: Path) -> None:
    """The same photo scaled and recompressed has other bytes and nearly the same likeness; another photo has not."""

    def likeness(data: bytes) -> tuple[str, int]:
        drawing = '<w:r><w:drawing><a:blip r:embed="img1"/></w:drawing></w:r>'
        doc = document(write_docx(tmp_path / "a", par("文", drawing), parts={"word/media/image1.png": data}))
        (picture,) = [node for node in doc.nodes if isinstance(node, Picture)]
        return picture.sha256, int(picture.likeness, 16)

    (one, look), (two, same), (_, other) = (
        likeness(drawn(400, "PNG")), likeness(drawn(200, "JPEG")), likeness(drawn(400, "PNG", mark=True)),
    )  # fmt: skip
    assert one != two
    assert (look ^ same).bit_count() <= 6
    assert (look ^ other).bit_count() >= 12


def test_properties_of_word_and_wps(tmp_path: Path) -> None:
    core = "<c><creator>甲</creator><lastModifiedBy>乙</lastModifiedBy><revision>9</revision><keywords>k</keywords></c>"
    app = "<p><Company>某公司</Company><TotalTime>77</TotalTime><Template>Normal.dotm</Template><Application>WPS Office</Application></p>"
    custom = '<p><property name="ICV"><x>ABC_13</x></property><property name="KSOProductBuildVer"><x>2052-12.1.0</x></property></p>'
    settings = f'<w:settings {SPACES}><w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="00B2"/></w:rsids></w:settings>'
    parts: dict[str, str | bytes] = {
        "docProps/core.xml": core, "docProps/app.xml": app, "docProps/custom.xml": custom, "word/settings.xml": settings,
    }  # fmt: skip
    body = [par(run("文", '<w:rFonts w:eastAsia="仿宋"/>'), properties='<w:pStyle w:val="1"/>')] * 2
    said = document(write_docx(tmp_path / "a", *body, parts=parts)).properties
    assert said == {
        "creator": "甲", "lastModifiedBy": "乙", "revision": "9", "keywords": "k", "company": "某公司",
        "editingMinutes": "77", "template": "Normal.dotm", "application": "WPS Office", "custom.ICV": "ABC_13",
        "custom.KSOProductBuildVer": "2052-12.1.0", "rsids": "00A1 00B2", "styles": "1 2", "fonts": "仿宋 2",
    }  # fmt: skip


def test_unfilled_cell_control_is_empty(tmp_path: Path) -> None:
    held = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell('单击此处输入文字')}</w:sdtContent></w:sdt>"
    )
    doc = document(write_docx(tmp_path / "a", table(row("姓名", held))))
    assert [c.text for c in doc.tables[0].cells] == ["姓名", ""]


def test_grid_after(tmp_path: Path) -> None:
    body = table(row("甲", "乙", "丙"), row("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))
    (grid,) = document(write_docx(tmp_path / "a", body)).tables
    assert (grid.cols, [(c.row, c.col, c.text) for c in grid.cells][-1]) == (3, (1, 1, "丁"))


def test_kinds_are_a_closed_list() -> None:
    assert [str(kind) for kind in TraceKind] == [
        "inserted", "deleted", "comment", "hidden", "pale", "covered", "embedded", "external", "macro", "earlier",
        "disguised", "watermark", "taken", "margin", "cover",
    ]  # fmt: skip


def test_white_words_in_text_boxes_and_styles_with_a_ground_are_seen(tmp_path: Path) -> None:
    """Of a box nobody can tell what lies behind it; a style brings its ground along."""
    inner = "<w:txbxContent>" + par(white("数据采集层")) + "</w:txbxContent>"
    boxed = f"<w:r><w:pict><v:rect><v:textbox>{inner}</v:textbox></v:rect></w:pict></w:r>"
    band = '<w:p><w:pPr><w:pStyle w:val="Band"/></w:pPr>' + white("一、企业情况") + "</w:p>"
    styles = (
        '<w:style w:type="paragraph" w:styleId="Band"><w:name w:val="Band"/>'
        '<w:pPr><w:shd w:val="clear" w:fill="002060"/></w:pPr></w:style>'
    )
    doc = document(write_docx(tmp_path / "a", par(boxed), band, par(white("看不见")), styles=styles))
    assert [(t.kind, t.text) for t in doc.traces] == [("pale", "看不见")]
