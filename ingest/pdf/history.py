"""History: what a PDF file tells of its own making: producer, dates, fonts, signatures, former revisions."""

from __future__ import annotations

import re
from ctypes import byref, c_int, create_string_buffer
from typing import Any

import pypdfium2.raw as c

_META = {"Title": "title", "Author": "creator", "Subject": "subject", "Keywords": "keywords", "Creator": "application",
         "Producer": "producer", "CreationDate": "created", "ModDate": "modified"}  # fmt: skip
#: The same facts in the XMP packet; where they stand there, as element or attribute.
_XMP = {"pdf:Producer": "producer", "xmp:CreatorTool": "application", "xmp:CreateDate": "created",
        "xmp:ModifyDate": "modified"}  # fmt: skip
_PACKET = re.compile(rb"<x:xmpmeta\b.{0,200000}?</x:xmpmeta>", re.DOTALL)
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_MOST_TEXT = 20_000


def read_properties(document: Any, data: bytes) -> dict[str, str]:
    """producer, creator (the person), application, created, modified …; `revisions` is how often the file was saved.

    `conflicts` names the facts on which the Info dictionary and the XMP packet disagree: a tool rewrote only one.
    `changed` is there when the second half of the file's ID differs from the first: the file was changed after it was
    made. All values are as the file states them.
    """
    found = {"pages": str(c.FPDF_GetPageCount(document))}
    found |= {key: text for tag, key in _META.items() if (text := _meta(document, tag))}
    version = c_int()
    if c.FPDF_GetFileVersion(document, byref(version)):
        found["version"] = f"{version.value // 10}.{version.value % 10}"
    found["revisions"] = str(len(ends_of(data)))
    if conflicts := [key for key, said in _read_xmp(data).items() if key in found and not _agree(found[key], said)]:
        found["conflicts"] = " ".join(conflicts)
    first, last = _file_id(document, 0), _file_id(document, 1)
    if first:
        found["id"] = first
    if first and last and first != last:
        found["changed"] = last
    if (signatures := c.FPDF_GetSignatureCount(document)) > 0:
        found["signatures"] = str(signatures)
    return found


def ends_of(data: bytes) -> list[int]:
    """Where each revision of the file ends; the first part of a linearized file is none of its own."""
    ends = [match.end() for match in _END.finditer(data, max(0, data.find(b"startxref")))]
    if b"/Linearized" in data[:1024] and len(ends) > 1:
        ends = ends[1:]
    return ends


def _meta(document: Any, tag: str) -> str:
    size = c.FPDF_GetMetaText(document, tag.encode(), None, 0)
    if not 2 < size <= _MOST_TEXT:
        return ""
    buffer = create_string_buffer(size)
    c.FPDF_GetMetaText(document, tag.encode(), buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip("\0 ")


def _read_xmp(data: bytes) -> dict[str, str]:
    """The last XMP packet, read by pattern: no XML parser touches it, so no entity of it is ever followed."""
    packets = _PACKET.findall(data) if b"<x:xmpmeta" in data else []
    if not packets:
        return {}
    text = packets[-1].decode("utf-8", "replace")
    found = {}
    for tag, key in _XMP.items():
        match = re.search(rf'<{tag}(?:\s[^>]*)?>([^<]*)</{tag}>|\b{tag}="([^"]*)"', text)
        if match:
            found[key] = (match[1] or match[2] or "").strip()
    return {key: said for key, said in found.items() if said}


def _agree(info: str, xmp: str) -> bool:
    """Dates agree in year, month and minute (zones may shift day and hour); other texts must be equal."""
    one, other = re.sub(r"\D", "", info), re.sub(r"\D", "", xmp)
    if info.startswith("D:") and len(one) >= 12 and len(other) >= 12:
        return one[:6] == other[:6] and one[10:12] == other[10:12]
    return info.strip() == re.sub(r"&amp;", "&", xmp)


def _file_id(document: Any, which: int) -> str:
    size = c.FPDF_GetFileIdentifier(document, which, None, 0)
    if not 1 < size <= 256:
        return ""
    buffer = create_string_buffer(size)
    c.FPDF_GetFileIdentifier(document, which, buffer, size)
    return buffer.raw[: size - 1].hex()


def to_iso(date: str) -> str:
    """`D:20240601083000+08'00'` → `2024-06-01T08:30:00`; anything else stays as it is."""
    match = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", date)
    return "{}-{}-{}T{}:{}:{}".format(*match.groups()) if match else date
