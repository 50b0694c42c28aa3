"""Hostile PDFs from raw objects. Each function takes a size (1 small, 2 middle, 3 large) and gives the bytes."""

from __future__ import annotations

import zlib

CATALOG, PAGES, PAGE = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", ""
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: dict[int, bytes | str], trailer: str = "") -> bytes:
    """A PDF of numbered objects with a sound cross-reference table."""
    out, at = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n" % number + (body.encode("latin-1") if isinstance(body, str) else body) + b"\nendobj\n"
    start, most = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % most
    for number in range(1, most):
        out += b"%010d 00000 %s \n" % (at.get(number, 0), b"n" if number in at else b"f")
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (most, trailer.encode(), start)
    return bytes(out)


def stream(data: bytes, more: str = "", packed: int = 0) -> bytes:
    """A stream object; `packed` times through Flate."""
    for _ in range(packed):
        data = zlib.compress(data, 9)
    filters = f"/Filter[{'/FlateDecode' * packed}]" if packed else ""
    return f"<</Length {len(data)}{filters}{more}>>stream\n".encode() + data + b"\nendstream"


def page(content: bytes, resources: str = "/Font<</F 5 0 R>>", box: str = "0 0 595 842", **more: bytes | str) -> bytes:
    """A PDF of one page; `more` adds objects by number (`o6=…`)."""
    objects: dict[int, bytes | str] = {
        1: CATALOG,
        2: PAGES,
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{resources}>>>>",
        4: content,
        5: FONT,
    }
    return pdf(objects | {int(key[1:]): body for key, body in more.items()})


def _zeros(amount: int, turns: int) -> bytes:
    """`amount` blanks through Flate `turns` times, made piece by piece."""
    packer, piece = zlib.compressobj(9), b" " * 2**20
    data = b"".join(packer.compress(piece) for _ in range(amount // 2**20)) + packer.flush()
    for _ in range(turns - 1):
        data = zlib.compress(data, 9)
    return f"<</Length {len(data)}/Filter[{'/FlateDecode' * turns}]>>stream\n".encode() + data + b"\nendstream"


def flate_bomb(size: int) -> bytes:
    return page(_zeros((64, 512, 2048)[size - 1] * 2**20, 1))


def double_flate_bomb(size: int) -> bytes:
    return page(_zeros((64, 1024, 4096)[size - 1] * 2**20, 2))


def form_fan_out(size: int) -> bytes:
    """Ten forms, each drawing the next ten times: 10^n drawings."""
    depth = (4, 7, 10)[size - 1]
    forms: dict[str, bytes | str] = {}
    for level in range(depth):
        inner = "/X Do " * 10 if level + 1 < depth else "BT /F 9 Tf (x) Tj ET 0 0 1 1 re f"
        nested = f"/Resources<</XObject<</X {7 + level} 0 R>>/Font<</F 5 0 R>>>>"
        forms[f"o{6 + level}"] = stream(inner.encode(), f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{nested}")
    return page(stream(b"/X Do"), "/XObject<</X 6 0 R>>", **forms)


def many_chars(size: int) -> bytes:
    text = b"BT /F 9 Tf 9 9 Td (" + b"ab" * (100_000, 500_000, 2_500_000)[size - 1] + b") Tj ET"
    return page(stream(text, packed=1))


def many_rectangles(size: int) -> bytes:
    count = (25_000, 100_000, 400_000)[size - 1]
    return page(stream(b"".join(b"%d %d 5 5 re S\n" % (n % 500, n // 500) for n in range(count)), packed=1))


def many_in_one_path(size: int) -> bytes:
    """One path of very many rectangles: one object, all the work."""
    count = (25_000, 100_000, 400_000)[size - 1]
    return page(stream(b"".join(b"%d %d 5 5 re\n" % (n % 500, n // 500) for n in range(count)) + b"S", packed=1))


def many_pages(size: int) -> bytes:
    count = (3_500, 20_000, 100_000)[size - 1]
    objects: dict[int, bytes | str] = {1: CATALOG}
    objects[2] = f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{n} 0 R' for n in range(3, 3 + count))}]>>"
    objects |= dict.fromkeys(range(3, 3 + count), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    return pdf(objects)


def many_saves(size: int) -> bytes:
    return page(stream(b"q " * (50_000, 500_000, 5_000_000)[size - 1], packed=1))


def many_objects(size: int) -> bytes:
    count = (20_000, 200_000, 1_000_000)[size - 1]
    return page(stream(b""), **{f"o{n}": "null" for n in range(6, count)})


def deep_arrays(size: int) -> bytes:
    depth = (1_000, 50_000, 200_000)[size - 1]
    return page(stream(b""), o6="[" * depth + "]" * depth, o7=f"<</A {'<</A ' * depth}1{'>>' * depth}>>")


def deep_operands(size: int) -> bytes:
    depth = (1_000, 50_000, 200_000)[size - 1]
    return page(stream(b"[" * depth + b"]" * depth + b" TJ"))


def circular_form(size: int) -> bytes:
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return page(stream(b"/X Do"), "/XObject<</X 6 0 R>>", o6=stream(b"/X Do " * 10**size, form))


def circular_pages(size: int) -> bytes:
    return pdf({1: CATALOG, 2: "<</Type/Pages/Kids[3 0 R]/Count 9>>", 3: "<</Type/Pages/Kids[2 0 R]/Count 9>>"})


def circular_prev(size: int) -> bytes:
    data = page(stream(b"BT /F 9 Tf (x) Tj ET"))
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start)


def lying_count(size: int) -> bytes:
    kids = PAGES.replace("Count 1", f"Count {(5000, 10**6, 2 * 10**9)[size - 1]}")
    body = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf({1: CATALOG, 2: kids, 3: body, 4: stream(b"")})


def huge_box(size: int) -> bytes:
    box = f"0 0 {(14_400, 10**6, 14_400_000)[size - 1]} {(14_400, 10**6, 14_400_000)[size - 1]}"
    return page(stream(b"BT /F 9 Tf 9 9 Td (x) Tj ET"), box=box)


def one_bit_image(size: int) -> bytes:
    side = (5_000, 20_000, 50_000)[size - 1]
    row = b"\0" * ((side + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    about = f"/Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 1/ColorSpace/DeviceGray"
    image = f"<</Length {len(data)}/Filter/FlateDecode{about}>>stream\n".encode() + data + b"\nendstream"
    return page(stream(b"595 0 0 842 0 0 cm /I Do"), "/XObject<</I 6 0 R>>", o6=image)


def lying_image(size: int) -> bytes:
    """A picture that announces far more pixels than it has."""
    side = (10_000, 100_000, 2**31 - 1)[size - 1]
    about = f"/Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace/DeviceRGB"
    image = stream(b"\0" * 999, about, packed=1)
    return page(stream(b"595 0 0 842 0 0 cm /I Do"), "/XObject<</I 6 0 R>>", o6=image)


def actions(size: int) -> bytes:
    """Scripts, programs and addresses that open with the document; the address is the canary's where it is given."""
    objects: dict[int, bytes | str] = {
        1: "<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 7 0 R>>>>",
        2: PAGES,
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        4: stream(b"BT /F 9 Tf 9 99 Td (text) Tj ET"),
        5: FONT,
        6: "<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\);)>>",
        7: "<</S/Launch/F(/bin/sh)>>",
    }
    return pdf(objects)


def dense_grid(size: int) -> bytes:
    """A ruled grid near to a real large table: it must be read."""
    rows, cols = ((30, 20), (100, 130), (300, 300))[size - 1]
    lines = [b"%d 10 m %d 800 l S" % (10 + c * 4, 10 + c * 4) for c in range(cols + 1)]
    lines += [b"10 %d m 560 %d l S" % (10 + r * 2, 10 + r * 2) for r in range(rows + 1)]
    return page(stream(b"\n".join(lines) + b" BT /F 1 Tf 11 11 Td (x) Tj ET"))


def object_stream_bomb(size: int) -> bytes:
    """An object stream (compressed objects) that unpacks to hundreds of megabytes."""
    data = zlib.compress(b"6 0 " + b" " * ((16, 128, 512)[size - 1] * 2**20), 9)
    about = f"<</Type/ObjStm/N 1/First 4/Length {len(data)}/Filter/FlateDecode>>stream\n".encode()
    return page(stream(b"BT /F 9 Tf (x) Tj ET"), o7=about + data + b"\nendstream")


def endless_font(size: int) -> bytes:
    """A character map with ranges over everything."""
    ranges = b"".join(b"<0000> <FFFF> <%04X>\n" % n for n in range(10 ** (size + 1)))
    cmap = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 100 beginbfrange\n" + ranges + b"endbfrange"
    font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>"
    child = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>"
    content = stream(b"BT /G 9 Tf 9 99 Td <00410042> Tj ET")
    return page(content, "/Font<</G 6 0 R>>", o6=font, o7=stream(cmap, packed=1), o8=child)


ALL = (
    flate_bomb, double_flate_bomb, form_fan_out, many_chars, many_rectangles, many_in_one_path, many_pages, many_saves,
    many_objects, deep_arrays, deep_operands, circular_form, circular_pages, circular_prev, lying_count, huge_box,
    one_bit_image, lying_image, actions, dense_grid, object_stream_bomb, endless_font,
)  # fmt: skip
