"""Hostile Word and Excel files. Each function takes a size (1 small, 2 middle, 3 large) and gives the bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.ingest.docx_file import CONTENT_TYPES, DOCUMENT_RELS, PACKAGE_RELS, document_xml, par, table

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def docx(body: str, parts: dict[str, str | bytes] | None = None, links: str = "") -> bytes:
    """A .docx; `links` are more relationships of the document."""
    rels = DOCUMENT_RELS.replace("</Relationships>", links + "</Relationships>")
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELS,
        "word/_rels/document.xml.rels": rels,
        "word/document.xml": document_xml(body),
    }
    return zipped(content | (parts or {}))


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def xlsx(sheet: str, head: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{package}content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="r" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    })  # fmt: skip


def endless_span(size: int) -> bytes:
    span = (5_000, 10**6, 5 * 10**7)[size - 1]
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{par("x")}</w:tc>'
    return docx(table(f"<w:tr>{cell * 20}</w:tr>") + par("text"))


def endless_before(size: int) -> bytes:
    span = (5_000, 10**6, 2**31)[size - 1]
    before = f'<w:trPr><w:gridBefore w:val="{span}"/><w:gridAfter w:val="{span}"/></w:trPr>'
    return docx(table(f"<w:tr>{before}<w:tc>{par('x')}</w:tc></w:tr>"))


def many_paragraphs(size: int) -> bytes:
    return docx("<w:p><w:r><w:t>段</w:t></w:r></w:p>" * (20_000, 200_000, 1_000_000)[size - 1])


def huge_text(size: int) -> bytes:
    return docx(f"<w:p><w:r><w:t>{'x' * ((11, 40, 200)[size - 1] * 2**20)}</w:t></w:r></w:p>")


def deep_xml(size: int) -> bytes:
    depth = (300, 5_000, 50_000)[size - 1]
    return docx("<w:sdt><w:sdtContent>" * depth + par("x") + "</w:sdtContent></w:sdt>" * depth)


def deep_tables(size: int) -> bytes:
    depth = (15, 40, 60)[size - 1]
    inner = par("x")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{par('y')}</w:tc></w:tr></w:tbl>"
    return docx(inner + par("text"))


def wide_nesting(size: int) -> bytes:
    """Two tables in each cell, again and again: 2^n tables."""
    inner = par("x")
    for _ in range((6, 10, 14)[size - 1]):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return docx(inner + par("text"))


def billion_laughs(size: int) -> bytes:
    body = document_xml("x").split("?>", 1)[1].replace(">x<", f">&l{3 * size};<")
    return docx("", {"word/document.xml": BILLION + body})


def billion_laughs_in_types(size: int) -> bytes:
    return docx(par("x"), {"[Content_Types].xml": BILLION + "<Types>&l9;</Types>"})


def billion_laughs_in_properties(size: int) -> bytes:
    return docx(par("x"), {"docProps/core.xml": BILLION + "<a>&l9;</a>"})


def outer_entity(size: int) -> bytes:
    return docx("", {"word/document.xml": XXE + document_xml("x").split("?>", 1)[1].replace(">x<", ">&e;<")})


def outer_relations(size: int, address: str = "http://127.0.0.1:9") -> bytes:
    """Pictures, a template, an OLE link and a sub-document that live elsewhere."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("image", "attachedTemplate", "oleObject", "subDocument", "frame")
    links = "".join(
        f'<Relationship Id="e{n}" Type="{rel}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    body = par('<w:r><w:drawing><a:blip r:link="e0" r:embed="e0"/></w:drawing></w:r>') + par("text")
    return docx(body, links=links)


def climbing_part(size: int) -> bytes:
    climb = "../" * 4 * size
    links = f'<Relationship Id="up" Type="image" Target="{climb}etc/passwd"/>'
    body = par('<w:r><w:drawing><a:blip r:embed="up"/></w:drawing></w:r>') + par("text")
    return docx(body, {f"{climb}escaped.xml": "<a/>", f"word/media/{climb}x.png": b"x"}, links)


def many_parts(size: int) -> bytes:
    return docx(par("x"), {f"word/x{n}.xml": "<a/>" for n in range((5_001, 20_000, 100_000)[size - 1])})


def quadratic_attributes(size: int) -> bytes:
    many = "".join(f' w:a{n}="x"' for n in range((1_000, 20_000, 100_000)[size - 1]))
    return docx(f"<w:p{many}><w:r><w:t>text</w:t></w:r></w:p>")


def circular_styles(size: int) -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = par("x", properties='<w:pStyle w:val="A"/>') * 1000 * size
    return docx(body, {"word/styles.xml": f'<w:styles xmlns:w="{space}">{style}</w:styles>'})


def nested_chunks(size: int) -> bytes:
    """A document that pastes in a document that pastes in …"""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inner = docx(par("innermost"))
    for _ in range((2, 5, 12)[size - 1]):
        link = f'<Relationship Id="c" Type="{rel}/aFChunk" Target="afchunk1.docx"/>'
        inner = docx(par("outer") + '<w:altChunk r:id="c"/>' * 2, {"word/afchunk1.docx": inner}, link)
    return inner


def picture_bomb(size: int) -> bytes:
    from tests.ingest.hostile.pictures import png

    side = (5_000, 15_000, 30_000)[size - 1]
    body = par('<w:r><w:drawing><a:blip r:embed="img1"/></w:drawing></w:r>') + par("text")
    return docx(body, {"word/media/image1.png": png(side, side)})


def lying_part_size(size: int) -> bytes:
    """A part that unpacks to more than its directory entry says."""
    data = bytearray(docx(par("x" * 100_000 * size)))
    at = data.rfind(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 100)
        at = data.rfind(b"PK\x01\x02", 0, at)
    return bytes(data)


def far_cell(size: int) -> bytes:
    ref, row = (("ZZ9999", 9999), ("XFD99999", 99999), ("XFD1048576", 1048576))[size - 1]
    return xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{ref}"><v>1</v></c></row>')


def sheet_laughs(size: int) -> bytes:
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', BILLION)


def html_span(size: int) -> bytes:
    span = (5_000, 10**6, 10**9)[size - 1]
    return f"<html><table><tr><td colspan={span} rowspan={span}>x</td></tr></table></html>".encode() * (10 * size)


def rtf_depth(size: int) -> bytes:
    return b"{\\rtf1 " + b"{\\b " * (1_000, 50_000, 500_000)[size - 1] + b"text"


def rtf_picture(size: int) -> bytes:
    return b"{\\rtf1\\ansi text {\\pict\\pngblip\\picw99999999\\pich99999999 " + b"00" * 10 ** (4 + size) + b"}}"


def zlib_part(size: int) -> bytes:
    """A part of blanks at the highest ratio."""
    packer, piece = zlib.compressobj(9, zlib.DEFLATED, -15), b" " * 2**20
    amount = (30, 200, 1024)[size - 1]
    data = b"".join(packer.compress(piece) for _ in range(amount)) + packer.flush()
    base = docx(par("x"), {"word/bomb.bin": b"@@"})
    out = io.BytesIO(base)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as package:
        package.writestr("word/blob.bin", data)
    raw = bytearray(out.getvalue())
    at, local = raw.rfind(b"PK\x01\x02"), raw.rfind(b"PK\x03\x04")
    struct.pack_into("<H", raw, at + 10, 8)
    struct.pack_into("<I", raw, at + 24, amount * 2**20)
    struct.pack_into("<H", raw, local + 8, 8)
    return bytes(raw)


WORD = (
    endless_span, endless_before, many_paragraphs, huge_text, deep_xml, deep_tables, wide_nesting, billion_laughs,
    billion_laughs_in_types, billion_laughs_in_properties, outer_entity, outer_relations, climbing_part, many_parts,
    quadratic_attributes, circular_styles, nested_chunks, picture_bomb, lying_part_size, zlib_part,
)  # fmt: skip
SHEETS = (far_cell, sheet_laughs)
OLD = (html_span, rtf_depth, rtf_picture)
