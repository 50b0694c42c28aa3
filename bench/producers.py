"""Drawn sheets as files of several producers: how the font is embedded, and whether pages are form XObjects."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bench.fonts import Subset
from bench.sheets import Sheet
from tests.ingest.pdf_file import write_pdf

#: What `tests.ingest.pdf_file.text` writes: the size of the font, and the words in UTF-16.
_SHOWN = re.compile(r"/F1 (\S+) Tf (.*?)<([0-9a-f]+)> Tj")
_CODES = 256


def draw(sheet: Sheet, folder: Path) -> Path:
    """Writes one file."""
    path = folder / f"{sheet.name}.pdf"
    write_pdf(path, sheet.pages, size=sheet.size, rotate=sheet.rotate, crop=sheet.crop)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if sheet.font == "subset":
            _embed(pdf, _words(sheet))
        elif sheet.font == "type3":
            _embed_drawn(pdf, _words(sheet))
        if sheet.in_form:
            _wrap(pdf)
        pdf.save(path, static_id=True)
    return path


def _words(sheet: Sheet) -> str:
    return "".join(_decode(match[3]) for page in sheet.pages for match in _SHOWN.finditer(page))


def _decode(words: str) -> str:
    return bytes.fromhex(words).decode("utf-16-be")


def _embed(pdf: Pdf, characters: str) -> None:
    """The characters as a subset of a TrueType font."""
    subset = Subset(characters)
    font = pdf.make_indirect(subset.embed(pdf))
    for page in pdf.pages:
        page.Resources.Font.F1 = font
        content = page.Contents.read_bytes().decode("latin-1")
        content = _SHOWN.sub(lambda m: f"/F1 {m[1]} Tf {m[2]}<{subset.hex(_decode(m[3]))}> Tj", content)
        page.Contents.write(content.encode("latin-1"))


def _embed_drawn(pdf: Pdf, characters: str) -> None:
    """The characters as Type3 fonts of up to 256 glyphs, each a small drawing, with ToUnicode."""
    letters = sorted(set(characters))
    codes = {letter: divmod(i, _CODES) for i, letter in enumerate(letters)}
    blocks = [letters[i : i + _CODES] for i in range(0, len(letters), _CODES)]
    fonts = {f"/D{i}": pdf.make_indirect(_drawn_font(pdf, block)) for i, block in enumerate(blocks)}

    def shown(match: re.Match[str]) -> str:
        runs = groupby((codes[letter] for letter in _decode(match[3])), key=lambda code: code[0])
        return match[2] + " ".join(
            f"/D{number} {match[1]} Tf <{''.join(f'{code:02x}' for _, code in run)}> Tj" for number, run in runs
        )

    for page in pdf.pages:
        page.Resources.Font = Dictionary(fonts)
        page.Contents.write(_SHOWN.sub(shown, page.Contents.read_bytes().decode("latin-1")).encode("latin-1"))


def _drawn_font(pdf: Pdf, letters: list[str]) -> Dictionary:
    widths = [1000 if letter > "\u2e7f" else 500 for letter in letters]
    glyphs = [
        pdf.make_indirect(Stream(pdf, f"{width} 0 0 -120 {width} 880 d1 60 0 {width - 120} 40 re f".encode()))
        for width in widths
    ]
    pairs = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters)]
    rows = "\n".join(
        f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar"
        for some in (pairs[i : i + 100] for i in range(0, len(pairs), 100))
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{rows}\nendcmap end end"
    )
    names = [Name(f"/g{code}") for code in range(len(letters))]
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, -120, 1000, 880]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=0, LastChar=len(letters) - 1, Widths=Array(widths),
        CharProcs=Dictionary({str(name): glyph for name, glyph in zip(names, glyphs, strict=True)}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, *names])), Resources=Dictionary(),
        ToUnicode=pdf.make_indirect(Stream(pdf, cmap.encode())),
    )  # fmt: skip


def _wrap(pdf: Pdf) -> None:
    """Each page becomes a form XObject, drawn at half its size and enlarged again, as some imposers do."""
    for page in pdf.pages:
        form = Stream(pdf, b"0.5 0 0 0.5 0 0 cm\n" + page.Contents.read_bytes())
        form.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=page.MediaBox, Matrix=Array([1, 0, 0, 1, 0, 0]),
            Resources=page.Resources,
        )  # fmt: skip
        page.Contents = pdf.make_indirect(Stream(pdf, b"q 2 0 0 2 0 0 cm /Fm0 Do Q"))
        page.Resources = Dictionary(XObject=Dictionary(Fm0=pdf.make_indirect(form)))
