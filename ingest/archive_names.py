"""Names inside archives: `entry_name(entry)`, decoded by what the entry itself says, never by the whole archive."""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib

_UTF8_FLAG = 0x800


def entry_name(entry: zipfile.ZipInfo) -> str:
    """Display path of a zip entry.

    UTF-8 when flagged; else Info-ZIP's Unicode path field; else what the bytes are (`decode_name`). `..`, drives and
    control characters are taken out.
    """
    text = entry.orig_filename
    if not entry.flag_bits & _UTF8_FLAG:
        raw = _raw_name(text)
        text = _unicode_path(entry.extra, raw) or decode_name(raw)
    return clean_name(text)


def clean_name(text: str) -> str:
    """A path without `..`, drives, empty steps and characters that are not seen."""
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    steps = [step.strip() for step in re.split(r"[/\\]+", re.sub(r"^[A-Za-z]:", "", text))]
    return "/".join(step for step in steps if step not in ("", ".", ".."))


def decode_name(raw: bytes) -> str:
    """UTF-8 when the bytes are that; else GB18030 (Windows in Chinese writes GBK and sets no flag) or Big5.

    GBK and Big5 share most byte pairs; the reading with more everyday characters wins, GBK where they are equal.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    readings = {"gb18030": _plainness(raw, "gb18030"), "big5": _plainness(raw, "big5")}
    best = max(readings, key=lambda encoding: readings[encoding])
    return raw.decode(best, "replace")


def _plainness(raw: bytes, encoding: str) -> float:
    """Share of the double bytes that are everyday characters (first level of GB 2312 or of Big5), -1 for nonsense."""
    try:
        chars = [char.encode(encoding) for char in raw.decode(encoding) if ord(char) > 0x7F]
    except UnicodeDecodeError:
        return -1
    if encoding == "big5":
        plain = [pair for pair in chars if 0xA4 <= pair[0] <= 0xC6 or pair[0] == 0xA1]
    else:
        rows = {0xA1, 0xA3, *range(0xB0, 0xD8)}  # punctuation, full-width letters, level 1
        plain = [pair for pair in chars if len(pair) == 2 and pair[1] >= 0xA1 and pair[0] in rows]
    return len(plain) / len(chars) if chars else 0


def _raw_name(text: str) -> bytes:
    try:
        return text.encode("cp437")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Info-ZIP extra field 0x7075: version, CRC of the raw name, UTF-8 name (APPNOTE.TXT 4.6.9)."""
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if tag == 0x7075 and len(body) > 5 and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            try:
                return body[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None
