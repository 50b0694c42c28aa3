"""Fonts that draw another digit than their text layer says, and the many honest ones that look odd."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from ingest import read
from ingest.pdf.code_maps import read_cmap
from model.document import Document, TraceKind

HEAD = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "


def said(**pairs: str) -> bytes:
    """A ToUnicode stream; `x33="8"`: code 0x33 says 8."""
    lines = b" ".join(f"<{code[1:]}> <{ord(text):04x}>".encode() for code, text in pairs.items())
    return HEAD + b"%d beginbfchar " % len(pairs) + lines + b" endbfchar endcmap"


HONEST = said(**{f"x{code:02x}": chr(code) for code in range(0x20, 0x7F)})


def page(path: Path, fonts: list[dict[str, object]], content: bytes, rotate: int = 0) -> Document:
    """A page whose fonts /F0, /F1 … are the given dictionaries; `unicode` is the ToUnicode stream of one."""
    with Pdf.new() as pdf:
        made = Dictionary()
        for number, keys in enumerate(fonts):
            stream = keys.pop("unicode", None)
            font = Dictionary({"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica})
            for key, value in keys.items():
                font[f"/{key}"] = value
            if isinstance(stream, bytes):
                font.ToUnicode = Stream(pdf, stream)
            made[f"/F{number}"] = pdf.make_indirect(font)
        sheet = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Resources=Dictionary(Font=made))
        sheet.Contents, sheet.Rotate = Stream(pdf, content), rotate
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
        pdf.save(path)
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def line(words: str, y: int = 700, font: str = "F0") -> bytes:
    return f"BT /{font} 12 Tf 72 {y} Td ({words}) Tj ET\n".encode("latin-1")


def disguised(document: Document) -> list[tuple[str, str]]:
    return [(t.text, t.shown) for t in document.traces if t.kind is TraceKind.DISGUISED]


LIE = HONEST.replace(b"<33> <0033>", b"<33> <0038>")  # what is drawn as 3 says 8


@pytest.mark.parametrize("rotate", [0, 90])
def test_lying_font_is_told_with_both_values_and_place(tmp_path: Path, rotate: int) -> None:
    found = page(tmp_path / "a.pdf", [{"unicode": LIE}], line("Revenue 3,200 total") + line("Profit 61", 600), rotate)
    assert disguised(found) == [("8,200", "3,200")]
    assert found.notes == ("第 1 页的文字层为“8,200”，而页面所绘为“3,200”，请对照原件核实。",)
    place = found.traces[0].place
    assert place is not None
    assert place.page == 1
    assert place.box is not None
    if not rotate:
        assert place.box == pytest.approx((123.8, 133, 153, 144), abs=2)
        assert found.blocks[0].text == "Revenue 8,200 total"


def test_true_and_lying_code_side_by_side(tmp_path: Path) -> None:
    """Two codes say 8, one of them draws 3: only the word with that one is told."""
    found = page(tmp_path / "a.pdf", [{"unicode": LIE}], line("A 880") + line("B 38", 650))
    assert disguised(found) == [("88", "38")]


def test_second_dictionary_of_the_same_font_lies(tmp_path: Path) -> None:
    found = page(tmp_path / "a.pdf", [{"unicode": HONEST}, {"unicode": LIE}], line("A 3") + line("B 3", 650, "F1"))
    assert disguised(found) == [("8", "3")]


def test_range_that_counts_off_by_one(tmp_path: Path) -> None:
    shifted = HEAD + b"1 beginbfrange <30> <38> <0031> endbfrange endcmap"
    assert disguised(page(tmp_path / "a.pdf", [{"unicode": shifted}], line("230"))) == [("341", "230")]


def test_unused_lie_is_no_matter(tmp_path: Path) -> None:
    assert disguised(page(tmp_path / "a.pdf", [{"unicode": LIE}], line("Revenue 1,245"))) == []


def names(*glyphs: str) -> Dictionary:
    moved = Array([0x41, *(Name("/" + glyph) for glyph in glyphs)])
    return Dictionary(Type=Name.Encoding, Differences=moved)


INNOCENT: dict[str, dict[str, object]] = {
    "plain": {},
    "every digit of a map": {"unicode": HONEST},
    "subset with codes of its own": {
        "Encoding": names("three", "eight", "zero"),
        "unicode": said(x41="3", x42="8", x43="0"),
    },
    "subset without a map": {"Encoding": names("three", "eight", "zero")},
    "full-width forms": {"Encoding": names("three", "eight"), "unicode": said(x41="３", x42="８")},
    "slanted serif": {"BaseFont": Name("/Times-Italic"), "unicode": HONEST},
    "typewriter": {"BaseFont": Name("/Courier-Bold"), "unicode": HONEST},
    "pictures that say digits": {"BaseFont": Name.ZapfDingbats, "unicode": HONEST},
    "letters that look like digits": {"unicode": HONEST},
    "ligature": {"Encoding": names("fi", "fl"), "unicode": HEAD + b"1 beginbfchar <41> <00660069> endbfchar endcmap"},
}


@pytest.mark.parametrize("font", INNOCENT.values(), ids=INNOCENT.keys())
def test_honest_fonts_are_silent(tmp_path: Path, font: dict[str, object]) -> None:
    content = line("0123456789 IlOSBZ ABC") + line("2,480.50", 650)
    assert disguised(page(tmp_path / "a.pdf", [dict(font)], content)) == []


def test_damaged_map_is_no_lie(tmp_path: Path) -> None:
    broken = b"begincmap 1 beginbfrange <30> <39> [<0030> <00 endbfrange 2 beginbfchar <3> <> <> <0031> endbfchar"
    assert disguised(page(tmp_path / "a.pdf", [{"unicode": broken}], line("0123"))) == []


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"beginbfchar <0011><0030> <0012> <FF18> <0013> <4E00> endbfchar", {"0011": "0", "0012": "８"}),
        (b"beginbfrange <0010> <0012> <0038> endbfrange", {"0010": "8", "0011": "9"}),
        (b"beginbfrange <10> <12> [<0035> <4e00> <0034>] <20> <20> <0037> endbfrange",
         {"10": "5", "12": "4", "20": "7"}),
        (b"beginbfrange <0001> <ffff> <0000> endbfrange", {f"{0x31 + k:04x}": str(k) for k in range(10)}),
    ],
)  # fmt: skip
def test_maps_of_digits(stream: bytes, expected: dict[str, str]) -> None:
    assert read_cmap(stream, digits=True) == expected


def span(words: str, instead: str) -> bytes:
    return b"/Span <</ActualText (%s)>> BDC\n" % instead.encode() + line(words) + b"EMC\n"


def test_a_text_that_replaces_what_is_drawn(tmp_path: Path) -> None:
    """Told where its digits are others; an honest one, a ligature and a hyphen are how such texts are meant."""
    fonts: list[dict[str, object]] = [{"unicode": HONEST}]
    assert disguised(page(tmp_path / "a.pdf", fonts, span("4,170", "9,170"))) == [("9,170", "4,170")]
    honest = span("4,170", "4,170") + b"1 0 0 1 0 -40 cm\n" + span("off-", "off")
    assert disguised(page(tmp_path / "b.pdf", [{"unicode": HONEST}], honest)) == []


@pytest.mark.parametrize(
    ("font", "drawn"),
    [({"BaseFont": Name("/ABCDEF+SimSun")}, "4,170"), ({"unicode": HONEST}, "A,BCD"), ({"unicode": HONEST}, "x")],
)
def test_a_text_that_helps_where_the_letters_do_not_tell(tmp_path: Path, font: dict[str, object], drawn: str) -> None:
    """A font that does not say what its codes are, and signs that are no digits, are why such texts are written."""
    assert disguised(page(tmp_path / "a.pdf", [font], span(drawn, "9,170"))) == []
