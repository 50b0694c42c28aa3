"""Zips looked at before they are trusted: `check_directory(path)` without unpacking, `check_overlap(archive)`.

Guards in code what zipfile learnt late: overlapping entries (CVE-2024-0450, Python 3.11.8) and a zip64 record that
does not stand where its locator says (CVE-2025-8291, Python 3.11.14). The record layouts are of APPNOTE.TXT 4.3.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from ingest import limits
from model.errors import CannotRead

#: What zipfile raises on damaged archives. CannotRead is none of them.
BAD_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, NotImplementedError, RuntimeError,
    struct.error, KeyError, OSError,
)  # fmt: skip
_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def check_directory(path: Path, name: str, most: int = limits.MAX_DIRECTORY) -> None:
    """Raises CannotRead(limit_exceeded | corrupt) for a central directory that is too large or lies about its place.

    zipfile reads the whole directory into memory before anything can be asked of it.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - 65557))
        tail = stream.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < 22:
            raise CannotRead(name, "压缩包没有目录，不完整或已损坏")
        end = size - len(tail) + at
        length, start = struct.unpack_from("<II", tail, at + 12)
        if end >= 20:
            stream.seek(end - 20)
            locator = stream.read(20)
            if locator[:4] == _LOCATOR:
                place = struct.unpack_from("<Q", locator, 8)[0]
                stream.seek(max(0, min(place, size)))
                record = stream.read(56)
                if len(record) < 56 or record[:4] != _END64 or place + 56 > end - 20:
                    raise CannotRead(name, "压缩包的 ZIP64 记录与实际位置不符，已拒绝")
                wide_length, wide_start = struct.unpack_from("<QQ", record, 40)
                for narrow, wide in ((length, wide_length), (start, wide_start)):
                    if narrow not in (0xFFFFFFFF, wide):
                        raise CannotRead(name, "压缩包的两份目录记录互相矛盾，已拒绝")
                length, start = wide_length, wide_start
    if length > most:
        raise CannotRead(name, f"压缩包目录达 {length // limits.MB} MB，超过上限", "limit_exceeded")
    if length + start > end:
        raise CannotRead(name, "压缩包目录超出文件末尾，不完整或已损坏")


def check_overlap(archive: zipfile.ZipFile, name: str) -> None:
    """Raises CannotRead(limit_exceeded) when two entries share bytes (the overlapping-entry bomb)."""
    end = -1
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise CannotRead(name, "压缩包条目互相重叠，疑为压缩炸弹", "limit_exceeded")
        end = entry.header_offset + 30 + entry.compress_size


def read_entry(archive: zipfile.ZipFile, entry: str, most: int) -> bytes:
    """The first `most` bytes of an entry, b"" when it is damaged."""
    try:
        with archive.open(entry) as stream:
            return stream.read(most)
    except BAD_ZIP:
        return b""


def unflag_names(path: Path, target: Path) -> None:
    """Copies a zip, taking the UTF-8 flag from entries whose names are not UTF-8 (zipfile refuses the whole archive).

    Some Chinese packers set the flag on GBK names. Raises struct.error or BadZipFile on damage.
    """
    data = bytearray(path.read_bytes())
    end = data.rfind(_END)
    count, _, start = struct.unpack_from("<HII", data, end + 10)
    at = start
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02":
            raise zipfile.BadZipFile("central directory")
        lengths = struct.unpack_from("<HHH", data, at + 28)
        local = struct.unpack_from("<I", data, at + 42)[0]
        try:
            data[at + 46 : at + 46 + lengths[0]].decode("utf-8")
        except UnicodeDecodeError:
            for flags in (at + 8, local + 6):
                struct.pack_into("<H", data, flags, struct.unpack_from("<H", data, flags)[0] & ~0x800)
        at += 46 + sum(lengths)
    target.write_bytes(data)
