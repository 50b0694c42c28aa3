"""What the text of a Word paragraph is: ticks, revisions, hidden text, text boxes, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read
from model.document import Document, Picture
from tests.ingest.docx_file import SPACES, cell, par, row, run, table, write_docx


def document(path: Path) -> Document:
    reading = read(path, "书.docx")
    assert reading.document is not None, reading.error
    return reading.document


def texts(path: Path) -> list[str]:
    return [block.text for block in document(path).blocks]


def sym(code: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def control(state: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒' if state == '1' else '☐')}</w:sdtContent></w:sdt>"
    )


def form_box(inner: str) -> str:
    data = f"<w:ffData><w:checkBox>{inner}</w:checkBox></w:ffData>"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


FONT = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (sym("F0FE"), "☑"),
        (sym("F0FD"), "☑"),
        (sym("F0A8"), "□"),
        (sym("F06F"), "□"),
        (sym("F071"), "□"),
        (sym("00FE"), "☑"),
        (sym("F052", "Wingdings 2"), "☑"),
        (sym("F053", "Wingdings 2"), "☑"),
        (sym("F054", "Wingdings 2"), "☑"),
        (sym("F0A3", "Wingdings 2"), "□"),
        (sym("F0FC"), "✓"),
        (sym("F050", "Wingdings 2"), "✓"),
        (run("\uf0fe"), "☑"),
        (run("\uf0a8"), "□"),
        (run("\uf052"), "☑"),
        (run("þ", FONT.format("Wingdings")), "☑"),
        (run("R", FONT.format("Wingdings 2")), "☑"),
        (run("£", FONT.format("Wingdings 2")), "□"),
        (run("£"), "£"),
        (run("☒"), "☑"),
        (run("☐"), "□"),
        (run("√"), "√"),
        (control("1"), "☑"),
        (control("0"), "□"),
        (form_box("<w:checked/>"), "☑"),
        (form_box('<w:checked w:val="0"/>'), "□"),
        (form_box('<w:default w:val="1"/>'), "☑"),
        (form_box('<w:default w:val="0"/>'), "□"),
    ],
)
def test_every_kind_of_tick_box_reads_alike(tmp_path: Path, runs: str, expected: str) -> None:
    """Symbol fonts, private-use characters, content controls, form fields and typed boxes all give ☑ or □."""
    path = write_docx(tmp_path / "a.docx", par(runs, "民营企业"))
    assert texts(path) == [expected + "民营企业"]


def test_encircled_tick_reads_as_ticked_box(tmp_path: Path) -> None:
    """带圈字符: a field that lays √ over □ has no text of its own."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(□,√) </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(write_docx(tmp_path / "a.docx", par(field, "是"))) == ["☑是"]


def test_revisions_are_accepted(tmp_path: Path) -> None:
    body = par(
        "投资",
        f"<w:ins>{run('1200')}</w:ins>",
        "<w:del><w:r><w:delText>900</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('万元')}</w:moveTo>",
    )
    doc = document(write_docx(tmp_path / "a.docx", body))
    assert [block.text for block in doc.blocks] == ["投资1200万元"]
    assert any("修订" in note for note in doc.notes)


def test_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    body = (par("前半", properties="<w:rPr><w:del/></w:rPr>"), par("后半"))
    assert texts(write_docx(tmp_path / "a.docx", *body)) == ["前半后半"]


def test_hidden_text_is_dropped_and_said_so(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = par(
        "可见", run("隐藏", "<w:vanish/>"), run("样式隐藏", '<w:rStyle w:val="H"/>'), run("在", '<w:vanish w:val="0"/>')
    )
    doc = document(write_docx(tmp_path / "a.docx", body, styles=styles))
    assert [block.text for block in doc.blocks] == ["可见在"]
    assert any("隐藏文字" in note for note in doc.notes)


def test_blanks_breaks_and_hyphens_stay(tmp_path: Path) -> None:
    runs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    assert texts(write_docx(tmp_path / "a.docx", par(runs, page_break))) == ["a\tb\nc-d"]


def test_text_box_is_read_once_where_it_is_anchored(tmp_path: Path) -> None:
    """Word writes a text box twice: DrawingML for itself, VML as fallback."""
    inner = f"<w:txbxContent>{par('框内文字')}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(write_docx(tmp_path / "a.docx", "前", par("锚", box), "后")) == ["前", "锚", "框内文字", "后"]
    in_cell = write_docx(tmp_path / "b.docx", table(row(cell(par("格", box)))))
    assert document(in_cell).tables[0].cells[0].text == "格\n框内文字"


def test_controls_links_and_smart_tags_are_read_through(tmp_path: Path) -> None:
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{par('块')}</w:sdtContent></w:sdt>"
    line = par(
        f"<w:sdt><w:sdtContent>{run('行')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{run('链')}</w:hyperlink>",
        f"<w:smartTag>{run('签')}</w:smartTag>",
        f"<w:fldSimple>{run('域')}</w:fldSimple>",
    )
    assert texts(write_docx(tmp_path / "a.docx", block, line)) == ["块", "行链签域"]


def test_unfilled_prompt_is_no_answer(tmp_path: Path) -> None:
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
    )
    assert texts(write_docx(tmp_path / "a.docx", par("名称：", prompt))) == ["名称："]


def test_field_result_counts_and_instruction_does_not(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2025年")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert texts(write_docx(tmp_path / "a.docx", par("日期", field, note))) == ["日期2025年"]


def test_broken_field_does_not_swallow_the_rest(tmp_path: Path) -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>'
    assert texts(write_docx(tmp_path / "a.docx", par("一", broken), par("二"))) == ["一", "二"]


def level(ilvl: int, kind: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0a8", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')
    + level(1, "bullet", "\uf06c", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>')
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(text: str, ilvl: int, num: int = 1) -> str:
    return par(text, properties=f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>')


def test_computed_numbers_are_printed(tmp_path: Path) -> None:
    """Chapter numbers that Word computes stand in front, each list level counting on its own."""
    body = [
        numbered("概况", 0), numbered("主体", 1), numbered("场景", 1), numbered("执照；", 2), numbered("报表；", 2),
        numbered("计划", 0), numbered("提升", 1), numbered("细则", 3), numbered("续五", 2, 2), numbered("选项", 0, 3),
        numbered("圆点", 1, 3), par("无号", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]  # fmt: skip
    assert texts(write_docx(tmp_path / "a.docx", *body, numbering=NUMBERING)) == [
        "一、概况", "（一）主体", "（二）场景", "1.执照；", "2.报表；",
        "二、计划", "（一）提升", "2.1细则", "5.续五", "□选项",
        "圆点", "无号",
    ]  # fmt: skip


def test_numbers_and_levels_come_from_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="标题 2"/></w:style>'
    )
    body = [
        par("甲", properties='<w:pStyle w:val="H1"/>'),
        par("乙", properties='<w:pStyle w:val="own"/>'),
        par("丙", properties='<w:pStyle w:val="b2"/>'),
        par("丁", properties='<w:outlineLvl w:val="2"/>'),
        par("戊", properties='<w:pStyle w:val="b2"/><w:outlineLvl w:val="9"/>'),
    ]
    blocks = document(write_docx(tmp_path / "a.docx", *body, styles=styles, numbering=NUMBERING)).blocks
    assert [(b.text, b.level) for b in blocks] == [("一、甲", 1), ("二、乙", 1), ("丙", 2), ("丁", 3), ("戊", 0)]


def test_numbers_in_table_cells_need_no_text(tmp_path: Path) -> None:
    """A 序号 column filled by automatic numbering has empty paragraphs that print numbers."""
    rows = [row(cell(numbered("", 2)), cell("机床")) for _ in range(2)]
    cells = document(write_docx(tmp_path / "a.docx", table(*rows), numbering=NUMBERING)).tables[0].cells
    assert [c.text for c in cells] == ["1.", "机床", "2.", "机床"]


def test_places_count_body_paragraphs(tmp_path: Path) -> None:
    doc = document(write_docx(tmp_path / "a.docx", "一", par(), table(row("格")), "三"))
    assert [block.place.path for block in doc.blocks] == ["para1", "para3"]
    assert doc.tables[0].cells[0].place.path == "t1/r1c1"
    assert (doc.blocks[1].place.file, doc.blocks[1].place.page, doc.blocks[1].place.text) == ("书.docx", None, "三")


def test_picture_is_hashed_where_it_stands(tmp_path: Path) -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="img1"/></w:drawing></w:r>'
    path = write_docx(tmp_path / "a.docx", "文", par(drawing), parts={"word/media/image1.png": b"not really a png"})
    pictures = [node for node in document(path).nodes if isinstance(node, Picture)]
    assert [p.place.path for p in pictures] == ["para2"]
    assert pictures[0].sha256.startswith("cf") or len(pictures[0].sha256) == 64


def test_properties(tmp_path: Path) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d"><dc:creator>王工</dc:creator>'
        "<cp:lastModifiedBy>李工</cp:lastModifiedBy><cp:revision>7</cp:revision></cp:coreProperties>"
    )
    app = '<Properties xmlns="urn:a"><Application>WPS Office</Application><Company>甲公司</Company></Properties>'
    settings = f'<w:settings {SPACES}><w:rsids><w:rsidRoot w:val="00A1"/><w:rsid w:val="00B2"/></w:rsids></w:settings>'
    parts: dict[str, str | bytes] = {
        "docProps/core.xml": core, "docProps/app.xml": app, "word/settings.xml": settings,
    }  # fmt: skip
    assert document(write_docx(tmp_path / "a.docx", "文", parts=parts)).properties == {
        "creator": "王工", "lastModifiedBy": "李工", "revision": "7", "application": "WPS Office",
        "company": "甲公司", "rsids": "00A1 00B2",
    }  # fmt: skip


def test_signs_that_turn_the_text_round_are_taken_out_and_told(tmp_path: Path) -> None:
    """In a paragraph and a cell; a book without them has no such note."""
    body = par(run("平凉\u202e泾河\u2066阀门有限公司")) + table(row(cell(par(run("甲\u2067乙")))))
    read_in = document(write_docx(tmp_path / "a", body))
    assert [block.text for block in read_in.blocks] == ["平凉泾河阀门有限公司"]
    assert [(c.text, c.place.text) for t in read_in.tables for c in t.cells] == [("甲乙", "甲乙")]
    assert [note for note in read_in.notes if "3 个不可见的方向控制符" in note]
    plain = document(write_docx(tmp_path / "b", par(run("平凉泾河阀门有限公司"))))
    assert not [note for note in plain.notes if "方向控制符" in note]
