"""Archives made by hand: RAR 4 and 5 without compression, 7z with a cipher, zip bombs of every build (S1, S3)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

Bomb = Callable[[int], bytes]
_END = struct.Struct("<4sHHHHIIH")


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_raw(entries: list[tuple[bytes, bytes, int]]) -> bytes:
    """A stored zip whose names are bytes: (name, data, flags)."""
    out, directory = bytearray(), bytearray()
    for name, data, flags in entries:
        crc, at = zlib.crc32(data), len(out)
        shared = struct.pack("<HHHHHIIIHH", 20, flags, 0, 0, 0x5000, crc, len(data), len(data), len(name), 0)
        out += b"PK\x03\x04" + shared + name + data
        directory += b"PK\x01\x02\x14\0" + shared + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
    return bytes(out + directory) + _END.pack(
        b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), len(out), 0
    )


def _rar4_block(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def rar4(files: Mapping[bytes, bytes], flags: int = 0) -> bytes:
    """A RAR 4 archive; names as bytes (without the Unicode flag: in the code page of the packer)."""
    out = b"Rar!\x1a\x07\0" + _rar4_block(0x73, 0, b"\0" * 6)
    for name, data in files.items():
        sizes = struct.pack("<IIBIIBBHI", len(data), len(data), 2, zlib.crc32(data), 0x5000, 20, 0x30, len(name), 0x20)
        out += _rar4_block(0x74, 0x8000 | flags, sizes + name) + data
    return out + _rar4_block(0x7B, 0x4000, b"")


def _vint(number: int) -> bytes:
    out = b""
    while number >= 0x80:
        out, number = out + bytes([number & 0x7F | 0x80]), number >> 7
    return out + bytes([number])


def _rar5_block(body: bytes) -> bytes:
    head = _vint(len(body)) + body
    return struct.pack("<I", zlib.crc32(head)) + head


def rar5(files: Mapping[str, bytes]) -> bytes:
    out = b"Rar!\x1a\x07\x01\0" + _rar5_block(_vint(1) + _vint(0) + _vint(0))
    for name, data in files.items():
        raw = name.encode()
        body = _vint(2) + _vint(2) + _vint(len(data)) + _vint(4) + _vint(len(data)) + _vint(0o100644)
        body += struct.pack("<I", zlib.crc32(data)) + _vint(0) + _vint(1) + _vint(len(raw)) + raw
        out += _rar5_block(body) + data
    return out + _rar5_block(_vint(5) + _vint(0) + _vint(0))


def seven_zip(path: Path, files: Mapping[str, bytes], store: bool = False) -> Path:
    """A 7z archive written by libarchive."""
    import libarchive

    options = "compression=store" if store else ""
    with libarchive.file_writer(str(path), "7zip", options=options) as archive:
        for name, data in files.items():
            archive.add_file_from_memory(name, len(data), data)
    return path


def encrypted_seven_zip(path: Path) -> Path:
    """A 7z archive whose one folder names the AES coder (06F10701): no key, no content."""
    data = bytearray(seven_zip(path, {"a.txt": b"secret text"}, store=True).read_bytes())
    offset, size = struct.unpack_from("<QQ", data, 12)
    head = bytes(data[32 + offset : 32 + offset + size])
    plain, cipher = b"\x07\x0b\x01\0\x01\x01\0", b"\x07\x0b\x01\0\x01\x24\x06\xf1\x07\x01\x02\x13\0"
    assert plain in head
    head = head.replace(plain, cipher, 1)
    start = struct.pack("<QQI", offset, len(head), zlib.crc32(head))
    new = data[:8] + struct.pack("<I", zlib.crc32(start)) + start + data[32 : 32 + offset] + head
    path.write_bytes(new)
    return path


def flat_bomb(size: int) -> bytes:
    return zipped({f"{n}.bin": b"0" * (30 * 2**20) for n in range(size)})


def nested_bomb(size: int) -> bytes:
    data = zipped({"a.bin": b"0" * (25 * 2**20)})
    for _ in range(1 + size % 2):
        data = zipped({f"{n}.zip": data for n in range(10 * size)})
    return data


def overlapping_bomb(size: int) -> bytes:
    """Many directory entries that share one block of data (the build of D. Fifield's zbsm)."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(b"0" * 2**20) + kernel.flush()
    crc, name = zlib.crc32(b"0" * 2**20), b"a"
    shared = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x5000, crc, len(data), 2**20, len(name), 0)
    local = b"PK\x03\x04" + shared + name + data
    entry = b"PK\x01\x02\x14\0" + shared + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    count = 100 * size
    directory = entry * count
    return local + directory + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(local), 0)


def lying_sizes(size: int) -> bytes:
    """The directory says 10 bytes an entry; what is packed is 30 MB."""
    data = bytearray(flat_bomb(size))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def many_entries(size: int) -> bytes:
    return zip_raw([(b"%d.pdf" % n, b"", 0) for n in range((10_001, 30_000, 60_000)[size - 1])])


def quine(size: int) -> bytes:
    """A zip in a zip in a zip …, as deep as a self-containing one would unfold in the time it is given."""
    data = zipped({"end.pdf": b"%PDF-1.4"}, zipfile.ZIP_STORED)
    for _ in range(10 * size):
        data = zipped({"again.zip": data}, zipfile.ZIP_STORED)
    return data


def huge_directory(size: int) -> bytes:
    """An end record that announces a directory larger than any real one."""
    return b"PK\x03\x04" + b"\0" * (17 * 2**20) + _END.pack(b"PK\x05\x06", 0, 0, 9, 9, 17 * 2**20, 4, 0)


def wrong_zip64(size: int) -> bytes:
    """A zip64 locator that points beside its record (CVE-2025-8291)."""
    body = zipped({"a.pdf": b"%PDF-1.4"})
    at = body.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 50, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at + 7 * size, 1)
    return body[:at] + record + locator + body[at:]


BOMBS = (
    flat_bomb, nested_bomb, overlapping_bomb, lying_sizes, many_entries, quine, huge_directory, wrong_zip64,
)  # fmt: skip
