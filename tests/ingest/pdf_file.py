"""Small PDFs written operator by operator, so that borders, rotation and tricks of real printers can be rebuilt.

The font is Adobe's predefined STSong-Light (not embedded, UniGB-UCS2-H): Chinese text in a file of 2 KB.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image as PicturePIL

A4 = (595.0, 842.0)


def text(x: float, top: float, words: str, size: float = 10.5, height: float = 842.0) -> str:
    """Text with its top left at (x, top), measured from the top of the page."""
    y = height - top - 0.88 * size
    return f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def bar(x0: float, top: float, x1: float, bottom: float, height: float = 842.0) -> str:
    """A filled black box: the way Word prints a border."""
    return f"0 g {x0:.2f} {height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re f\n"


def stroke(x0: float, top: float, x1: float, bottom: float, height: float = 842.0) -> str:
    """A stroked line: the way LibreOffice prints a border."""
    return f"0 G 0.5 w {x0:.2f} {height - top:.2f} m {x1:.2f} {height - bottom:.2f} l S\n"


def frame(x0: float, top: float, x1: float, bottom: float, height: float = 842.0) -> str:
    """A stroked box: one a cell, as some printers do."""
    return f"0 G 0.5 w {x0:.2f} {height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re S\n"


def lattice(xs: Sequence[float], ys: Sequence[float], style: str = "bar") -> str:
    """All borders of a plain grid in one style: bar, stroke, frame or double."""
    if style == "frame":
        return "".join(frame(a, c, b, d) for a, b in zip(xs, xs[1:]) for c, d in zip(ys, ys[1:]))  # noqa: B905, RUF007
    if style == "stroke":
        across = "".join(stroke(xs[0], y, xs[-1], y) for y in ys)
        return across + "".join(stroke(x, ys[0], x, ys[-1]) for x in xs)
    shifts = (-0.75, 0.75) if style == "double" else (0.0,)
    out = ""
    for shift in shifts:
        out += "".join(bar(xs[0] - 0.24, y + shift - 0.24, xs[-1] + 0.24, y + shift + 0.24) for y in ys)
        out += "".join(bar(x + shift - 0.24, ys[0] - 0.24, x + shift + 0.24, ys[-1] + 0.24) for x in xs)
    return out


def picture(x0: float, top: float, x1: float, bottom: float, height: float = 842.0, name: str = "Im1") -> str:
    """The picture /Im1 (or one of `photos`: P0, P1 …) stretched over a box."""
    return f"q {x1 - x0:.2f} 0 0 {bottom - top:.2f} {x0:.2f} {height - bottom:.2f} cm /{name} Do Q\n"


def write_pdf(
    path: Path,
    pages: Sequence[str],
    size: tuple[float, float] = A4,
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    encryption: pikepdf.Encryption | None = None,
    mapped: bool = True,
    photos: Sequence[bytes] = (),
) -> Path:
    """Writes one page for each content stream. `mapped` False: a font whose codes have no Unicode values; `photos` are
    JPEG files."""
    pdf = Pdf.new()
    image = Stream(pdf, bytes(range(0, 240, 5)) * 4)
    image.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
    )
    font = pdf.make_indirect(_font(pdf, mapped))  # one object for all pages, as every printer has it
    resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im1=pdf.make_indirect(image)))
    for at, data in enumerate(photos):
        with PicturePIL.open(BytesIO(data)) as opened:
            wide, high = opened.size
        photo = Stream(pdf, data)
        photo.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=wide, Height=high, ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        resources.XObject[f"/P{at}"] = pdf.make_indirect(photo)
    for content in pages:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Resources=resources,
            Contents=pdf.make_indirect(Stream(pdf, content.encode("latin-1"))),
        )
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = Array(list(crop))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.docinfo["/Producer"] = "test"
    pdf.save(path, **({"encryption": encryption} if encryption else {}))
    return path


def _font(pdf: Pdf, mapped: bool) -> Dictionary:
    info = Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1" if mapped else "Identity"), Supplement=2
    )
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=6,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=info,
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
        W=Array([1, 95, 500]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name("/UniGB-UCS2-H" if mapped else "/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )
