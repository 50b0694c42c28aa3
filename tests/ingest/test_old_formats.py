"""The same book in every format that a Word program writes says the same; content decides, not the suffix."""

from __future__ import annotations

import base64
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from ingest import read
from ingest.package import STRICT, STRICT_TO_TRANSITIONAL, TRANSITIONAL
from model.document import Document, Picture, Status
from tests.conftest import SAMPLES
from tests.ingest.docx_file import cell, par, row, run, table, write_docx

BOOKS = sorted(SAMPLES.rglob("*申报书*.docx"))
BOOK = next(path for path in BOOKS if "祁连" in path.parent.name)


def document(path: Path, name: str = "") -> Document:
    reading = read(path, name or path.name)
    assert reading.document is not None, (path.name, reading.status, reading.error)
    return reading.document


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said(found: Document) -> tuple[list[str], list[list[tuple[str, int, int]]]]:
    """Paragraphs, and each table row by row: text, and how many rows and columns of cells each cell meets.

    Grid lines that no cell edge needs (converters drop or add them) do not count.
    """
    tables = []
    for each in found.tables:
        lefts = sorted({c.col for c in each.cells} | {c.col + c.colspan for c in each.cells})
        at = {col: n for n, col in enumerate(lefts)}
        tables.append([(squash(c.text), c.rowspan, at[c.col + c.colspan] - at[c.col]) for c in each.cells])
    return [squash(block.text) for block in found.blocks], tables


def converted(source: Path, folder: Path, target: str, suffix: str = "") -> Path:
    """`source` as LibreOffice saves it in another format, in a profile of its own."""
    command = [
        "soffice",
        f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        target,
    ]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    made = folder / f"{source.stem}.{suffix or target.partition(':')[0]}"
    assert made.is_file(), target
    return made


def to_strict(source: Path, target: Path) -> Path:
    """A transitional .docx with the names of ISO/IEC 29500 Strict in every part."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part.endswith((".xml", ".rels")):
                for strict, transitional in STRICT_TO_TRANSITIONAL:
                    data = data.replace(TRANSITIONAL + transitional, STRICT[:-1] + strict)
            new.writestr(part, data)
    return target


def to_flat(source: Path, target: Path) -> Path:
    """A .docx as one XML file, as Word's “Word XML 文档” has it."""
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    root = etree.Element(f"{{{space}}}package", nsmap={"pkg": space})
    with zipfile.ZipFile(source) as package:
        for name in package.namelist():
            if name == "[Content_Types].xml":
                continue
            part = etree.SubElement(root, f"{{{space}}}part", {f"{{{space}}}name": f"/{name}"})
            if name.endswith((".xml", ".rels")):
                etree.SubElement(part, f"{{{space}}}xmlData").append(etree.fromstring(package.read(name)))
            else:
                held = etree.SubElement(part, f"{{{space}}}binaryData")
                held.text = base64.b64encode(package.read(name)).decode()
    head = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n'
    target.write_bytes(head + etree.tostring(root))
    return target


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.parent.name)
def test_strict_book_reads_like_the_transitional_one(tmp_path: Path, book: Path) -> None:
    if read(book, book.name).document is None:
        pytest.skip("this sample is broken on purpose")
    strict = to_strict(book, tmp_path / "strict.docx")
    assert STRICT in zipfile.ZipFile(strict).read("word/document.xml")
    expected, found = document(book, "书.docx"), document(strict, "书.docx")
    assert (found.nodes, found.properties, found.notes) == (expected.nodes, expected.properties, expected.notes)


def test_flat_book_reads_like_the_packed_one(tmp_path: Path) -> None:
    expected = document(BOOK, "书.doc")
    found = document(to_flat(BOOK, tmp_path / "flat"), "书.doc")
    assert found.nodes == expected.nodes
    assert any(isinstance(node, Picture) for node in found.nodes)
    assert found.properties == expected.properties


@pytest.mark.office
@pytest.mark.parametrize("target", ["doc", "rtf", "odt", "fodt", "html"])
def test_same_book_in_old_formats(tmp_path: Path, target: str) -> None:
    """Equal paragraphs and equal cells, merged alike. LibreOffice's own .fodt is no format that is handed in: refused."""
    made = converted(BOOK, tmp_path, target)
    name = "书.doc" if made.suffix == ".html" else made.name
    if target == "fodt":
        assert read(made, made.name).status is Status.UNSUPPORTED_TYPE
        return
    expected, found = document(BOOK), document(made, "书.docx" if target == "doc" else name)
    assert any("后缀是 .docx" in note for note in found.notes) == (target == "doc")
    assert said(found)[0] == said(expected)[0]
    for one, other in zip(said(found)[1], said(expected)[1], strict=True):
        assert Counter(one) == Counter(other)
        assert [text for text, _, _ in one] == [text for text, _, _ in other]
    assert [b.level for b in found.blocks] == [b.level for b in expected.blocks] or target not in ("doc", "odt")
    if target in ("doc", "odt", "rtf"):
        assert found.properties["creator"] == expected.properties["creator"]
        assert "LibreOffice" not in found.properties.get("application", "")


@pytest.mark.office
def test_there_and_back_again(tmp_path: Path) -> None:
    """.docx → .odt → .docx by LibreOffice: another writer's WordprocessingML, the same cells."""
    (tmp_path / "back").mkdir()
    back = converted(converted(BOOK, tmp_path, "odt"), tmp_path / "back", "docx:MS Word 2007 XML")
    assert said(document(back)) == said(document(BOOK))


@pytest.mark.office
def test_ticks_survive_old_formats(tmp_path: Path) -> None:
    """Content control, form field, Wingdings symbols and typed boxes, after a turn through .doc and .rtf."""
    control = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    )
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/><w:checkBox><w:sizeAuto/><w:checked/></w:checkBox>'
        '</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    sym = '<w:r><w:sym w:font="{0}" w:char="{1}"/></w:r>'
    lines = [
        par(control, "甲 ", "□", "乙"),
        par(sym.format("Wingdings", "F0FE"), "甲 ", sym.format("Wingdings", "F0A8"), "乙"),
        par(sym.format("Wingdings 2", "F052"), "甲 ", sym.format("Wingdings 2", "F0A3"), "乙"),
        par("☑", "甲 ", "□", "乙"),
        par(box, "甲 □乙"),
    ]
    source = write_docx(tmp_path / "ticks.docx", *lines)
    expected = ["☑甲 □乙"] * 5
    assert [block.text for block in document(source).blocks] == expected
    for target, kept in (("doc", 5), ("odt", 5), ("rtf", 4)):  # LibreOffice writes form fields to RTF without state
        found = document(converted(source, tmp_path, target))
        assert [block.text for block in found.blocks][:kept] == expected[:kept], target
    field = r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres%s\fftypetxt0{\*\ffname c}\ffdefres0}}}{\fldrslt }}"
    (tmp_path / "word.rtf").write_text(rf"{{\rtf1\ansi {field % 1} A {field % 0} B\par}}")
    assert [block.text for block in document(tmp_path / "word.rtf").blocks] == ["☑ A □ B"]


def package_with(source: Path, target: Path, kind: str, parts: dict[str, bytes]) -> Path:
    """A copy whose main part has another content type, with more parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"wordprocessingml.document.main", kind.encode()))
        for part, data in parts.items():
            new.writestr(part, data)
    return target


@pytest.mark.parametrize("name", ["书.docm", "书.docx", "书.dotx", "书.dotm", "书.doc", "书.wps"])
def test_macros_and_templates(tmp_path: Path, name: str) -> None:
    """A .docm renamed .docx is told by what it holds; its macros are named and never run."""
    plain = write_docx(tmp_path / "a.docx", "正文")
    path = package_with(plain, tmp_path / "b", "ms-word.document.macroEnabled.main", {"word/vbaProject.bin": b"x"})
    found = document(path, name)
    assert [block.text for block in found.blocks] == ["正文"]
    assert "含宏代码，从未执行。" in found.notes
    assert [(str(trace.kind), trace.text) for trace in found.traces] == [("macro", "word/vbaProject.bin")]


PAGE = (
    "<html><head><meta charset={0}><style>p{{color:red}}</style></head><body><h1>一、概况</h1><p>第一\n段<br>第二行</p>"
    "<table><tr><td rowspan=2>组</td><td colspan=2>甲&nbsp;乙</td></tr><tr><td><p>1</p><p>2</p></td><td>☒是</td></tr>"
    "</table><div>尾<table><tr><td>内</td></tr></table></div><script>alert(1)</script></body></html>"
)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "big5"])
@pytest.mark.parametrize("name", ["网页.doc", "网页.docx", "网页.wps", "报表.xls"])
def test_web_pages_under_office_names(tmp_path: Path, name: str, charset: str) -> None:
    page = (
        PAGE
        if charset != "big5"
        else PAGE.replace("组", "組").replace("内", "內").replace("尾", "尾").replace("况", "況")
    )
    page = page.replace("☒是", "是") if charset != "utf-8" else page
    (tmp_path / "a").write_bytes(page.format(charset).encode(charset))
    found = document(tmp_path / "a", name)
    assert [b.text.replace("況", "况") for b in found.blocks] == ["一、概况", "第一段\n第二行", "尾"]
    assert [b.level for b in found.blocks] == [1, 0, 0]
    first, second = found.tables
    tick = "☑是" if charset == "utf-8" else "是"
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text.replace("組", "组")) for c in first.cells] == [
        (0, 0, 2, 1, "组"), (0, 1, 1, 2, "甲 乙"), (1, 1, 1, 1, "1\n2"), (1, 2, 1, 1, tick),
    ]  # fmt: skip
    assert [c.text.replace("內", "内") for c in second.cells] == ["内"]
    assert found.format == ("xlsx" if name.endswith(".xls") else "docx")
    assert any("网页" in note for note in found.notes)


def test_web_archives(tmp_path: Path) -> None:
    body = base64.encodebytes(PAGE.format("utf-8").encode()).decode()
    (tmp_path / "a").write_text(
        "From: <Saved by a word processor>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n--B--\n"
    )
    assert document(tmp_path / "a", "网页.doc").blocks[0].text == "一、概况"


@pytest.mark.parametrize("name", ["网页.pdf", "网页.png", "网页.zip"])
def test_web_pages_under_other_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_text(PAGE.format("utf-8"))
    assert read(tmp_path / "a", name).status is Status.TYPE_MISMATCH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("name", ["表.csv", "表.xls"])
def test_tables_in_plain_text(tmp_path: Path, name: str, mark: str, encoding: str) -> None:
    rows = [
        ["项目", "2024年", "2023年"],
        ["营业收入", "12345.67", "11,000.00" if mark != "," else '"11,000.00"'],
        ["净利润"],
    ]
    (tmp_path / "a").write_bytes("\r\n".join(mark.join(line) for line in rows).encode(encoding))
    (found,) = document(tmp_path / "a", name).tables
    assert (found.rows, found.cols) == (3, 3)
    assert [c.text for c in found.cells] == [
        "项目",
        "2024年",
        "2023年",
        "营业收入",
        "12345.67",
        "11,000.00",
        "净利润",
        "",
        "",
    ]


@pytest.mark.office
@pytest.mark.parametrize("target", ["xls", "ods"])
def test_same_statement_in_old_formats(tmp_path: Path, target: str) -> None:
    source = next(SAMPLES.rglob("*报表*.xlsx"))
    made = converted(source, tmp_path, target)
    found = document(made)

    def cells(each: Document) -> list[list[str]]:
        return [[squash(c.text) for c in t.cells if c.text] for t in each.tables]

    assert cells(found) == cells(document(source))


def test_encrypted_opendocument(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
        package.writestr("content.xml", b"\x93\x01secret")
    assert read(tmp_path / "a.odt", "a.odt").status is Status.NEEDS_PASSWORD


def test_minimal_package(tmp_path: Path) -> None:
    """What converters write that know only the body: no styles, no properties, no relationships but the first."""
    path = write_docx(tmp_path / "a.docx", "段", table(row(cell("甲"), cell("乙"))))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for part in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            new.writestr(part, old.read(part))
    assert document(tmp_path / "b.docx").nodes == document(path, "b.docx").nodes


def test_word_2003_xml(tmp_path: Path) -> None:
    """Merged cells, symbols, printed numbers, revisions, pictures and properties of the old single-file XML."""
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"x" * 50).decode()
    space = "http://schemas.microsoft.com/office/word/2003/"
    (tmp_path / "a").write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="{space}wordml" xmlns:wx="{space}auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"
 xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml">
<o:DocumentProperties><o:Author>甲</o:Author><o:LastAuthor>乙</o:LastAuthor><o:TotalTime>12</o:TotalTime></o:DocumentProperties>
<w:body><wx:sect><wx:sub-section><w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr>
</w:pPr><w:r><w:t>概况</w:t></w:r></w:p></wx:sub-section>
<w:p><aml:annotation aml:id="1" w:type="Word.Deletion" aml:author="丙" aml:createdate="2024-05-01T00:00:00Z"><aml:content>
<w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation><aml:annotation aml:id="2" w:type="Word.Insertion" aml:author="丙">
<aml:content><w:r><w:t>新</w:t></w:r></aml:content></aml:annotation></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>组</w:t></w:r></w:p></w:tc>
<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:pict><w:binData w:name="wordml://1.png">{picture}</w:binData><v:shape><v:imagedata src="wordml://1.png"/></v:shape>
</w:pict></w:r></w:p></wx:sect></w:body></w:wordDocument>""",
        encoding="utf-8",
    )
    found = document(tmp_path / "a", "旧.doc")
    assert [block.text for block in found.blocks] == ["一、概况", "新"]
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.tables[0].cells] == [
        (0, 0, 2, 1, "组"), (0, 1, 1, 2, "甲"), (1, 1, 1, 1, "乙"), (1, 2, 1, 1, "☑"),
    ]  # fmt: skip
    assert [(str(t.kind), t.text, t.author, t.date) for t in found.traces] == [
        ("deleted", "旧", "丙", "2024-05-01T00:00:00Z"), ("inserted", "新", "丙", ""),
    ]  # fmt: skip
    assert sum(isinstance(node, Picture) for node in found.nodes) == 1
    assert {"creator": "甲", "lastModifiedBy": "乙", "editingMinutes": "12"}.items() <= found.properties.items()


@pytest.mark.office
def test_excel_2003_xml(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    (tmp_path / "a").write_text(
        f'''<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">
<Worksheet ss:Name="资产负债表"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">项目</Data></Cell>
<Cell><Data ss:Type="String">期末</Data></Cell></Row><Row><Cell ss:Index="2"><Data ss:Type="String">资产总计</Data></Cell>
<Cell><Data ss:Type="Number">12345.67</Data></Cell></Row></Table></Worksheet></Workbook>'''
    )
    (found,) = document(tmp_path / "a", "表.xls").tables
    assert [(c.row, c.col, c.colspan, c.text) for c in found.cells if c.text] == [
        (0, 0, 2, "项目"), (0, 2, 1, "期末"), (1, 1, 1, "资产总计"), (1, 2, 1, "12345.67"),
    ]  # fmt: skip
