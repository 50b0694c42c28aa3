"""What each code of a PDF font says: ToUnicode streams and encodings as plain dicts, read within bounds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

MOST_BYTES = 2_000_000
_MOST_CODES = 70_000
_MOST_FONTS = 100
_DEEPEST_FORM = 4
_MOST_RESOURCES = 5_000
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([0-9A-Fa-f\s<>]*)\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_DIGIT = re.compile(rb"\s*(?:003[0-9]|[Ff]{2}1[0-9])\s*")
#: Encodings in which digits are where ASCII has them; without any a subset counts its glyphs as it likes.
_BASES = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
_NAMES = {name: str(digit) for digit, name in enumerate(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeMap:
    """A font dictionary and what its codes say; a code is its bytes as hex (`0013`, `38`)."""

    font: Any
    says: dict[str, str]
    pages: list[int]


def read_code_maps(pdf: Any) -> list[CodeMap]:
    """The fonts of all pages, of forms drawn on them, too; `pages` count from 0. Type 3 fonts have no outlines."""
    found: dict[Any, CodeMap] = {}
    seen: dict[Any, dict[Any, Any]] = {}
    for index, page in enumerate(pdf.pages):
        for key, font in _fonts_of(page.obj, seen, 0).items():
            if key in found:
                if found[key].pages[-1] != index:
                    found[key].pages.append(index)
            elif len(found) < _MOST_FONTS and isinstance(font, pikepdf.Dictionary):
                says = {} if font.get("/Subtype") == "/Type3" else read_says(font, digits=True)
                found[key] = CodeMap(font, says, [index])
    return [one for one in found.values() if one.says]


def _fonts_of(owner: Any, seen: dict[Any, dict[Any, Any]], depth: int) -> dict[Any, Any]:
    """The fonts of a page or form and of the forms drawn on it; `seen` keeps what pages share, and ends circles."""
    resources = owner.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return {}
    own = resources.objgen if resources.objgen != (0, 0) else owner.objgen
    if own in seen or len(seen) > _MOST_RESOURCES:
        return seen.get(own, {})
    seen[own] = found = {
        font.objgen if font.objgen != (0, 0) else (own, key): font for key, font in _items(resources.get("/Font"))
    }
    for _, form in _items(resources.get("/XObject")) if depth < _DEEPEST_FORM else ():
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            found.update(_fonts_of(form, seen, depth + 1))
    return found


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, pikepdf.Dictionary):
        yield from value.items()


def read_says(font: Any, digits: bool = False) -> dict[str, str]:
    """Code → text, or only the codes that say one of the digits.

    For a simple font what its encoding says comes first, as readers have it.
    """
    says: dict[str, str] = {}
    if font.get("/Subtype") != "/Type0":
        encoding = font.get("/Encoding")
        base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
        if base in _BASES:
            says = {f"{code:02x}": chr(code) for code in range(0x30, 0x3A)}
        says |= _differences(encoding)
    stream = font.get("/ToUnicode")
    if isinstance(stream, pikepdf.Stream):
        says |= read_cmap(bytes_of(stream), digits)
    return says


def _differences(encoding: Any) -> dict[str, str]:
    """Digits that an encoding moves; a code that gets any other name says nothing that is judged here."""
    changes = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    says, code = {}, 0
    for item in changes if isinstance(changes, pikepdf.Array) else ():
        if isinstance(item, int):
            code = int(item)
        elif isinstance(item, pikepdf.Name):
            if 0 <= code < 256:
                says[f"{code:02x}"] = _NAMES.get(str(item)[1:], "")
            code += 1
    return says


def bytes_of(stream: Any) -> bytes:
    """The stream unpacked, at most so much; b"" where it is packed in another way than all producers do."""
    raw = bytes(stream.read_raw_bytes())[:MOST_BYTES]
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    if packing is None:
        return raw
    if packing != "/FlateDecode":
        return b""
    try:
        return zlib.decompressobj().decompress(raw, MOST_BYTES)
    except zlib.error:
        return b""


def read_cmap(data: bytes, digits: bool) -> dict[str, str]:
    """A ToUnicode stream (ISO 32000 §9.10.3): code as hex → text. `digits`: only the codes that say one digit."""
    says: dict[str, str] = {}
    for block in _BLOCK.finditer(data):
        if block[1] == b"bfchar":
            for code, out in _PAIR.findall(block[2]):
                if not digits or _DIGIT.fullmatch(out):
                    says[_plain(code)] = _text(out)
        else:
            for low, high, out, many in _RANGE.findall(block[2]):
                says.update(_spread(_plain(low), _plain(high), out, _HEX.findall(many), digits))
        if len(says) > _MOST_CODES:
            break
    return says


def _spread(low: str, high: str, out: bytes, many: list[bytes], digits: bool) -> dict[str, str]:
    """One line of bfrange: from `low` to `high`, counting on from `out` or taking `many` one by one."""
    first, count = int(low, 16), min(int(high, 16) - int(low, 16) + 1, _MOST_CODES)
    if many:
        pairs = [(k, one) for k, one in enumerate(many[:count]) if not digits or _DIGIT.fullmatch(one)]
        return {f"{first + k:0{len(low)}x}": _text(one) for k, one in pairs}
    start = _text(out)
    if not start or (digits and len(start) > 1):
        return {}
    last, spread = ord(start[-1]), range(max(count, 0))
    if digits:
        spread = range(max(0, 0x30 - last), min(count, 0x3A - last)) if last < 0x3A else range(
            max(0, 0xFF10 - last), min(count, 0xFF1A - last))  # fmt: skip
    return {f"{first + k:0{len(low)}x}": start[:-1] + chr(min(last + k, 0x10FFFF)) for k in spread}


def _plain(code: bytes) -> str:
    return b"".join(code.split()).decode().lower()


def _text(digits: bytes) -> str:
    """UTF-16 as hex → text; "" where it is none."""
    plain = b"".join(digits.split())
    return bytes.fromhex(plain.decode()).decode("utf-16-be", "ignore") if len(plain) % 4 == 0 else ""
