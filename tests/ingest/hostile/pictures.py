"""Picture bombs: few bytes, very many pixels (S9). Each takes a size (1 small, 2 middle, 3 large)."""

from __future__ import annotations

import struct
import zlib

_SIDES = (10_000, 20_000, 50_000)


def png(width: int, height: int, bits: int = 8) -> bytes:
    """A grey PNG of one colour, made row by row."""
    row = b"\0" * (1 + (width * bits + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def png_bomb(size: int) -> bytes:
    return png(_SIDES[size - 1], _SIDES[size - 1])


def one_bit_png(size: int) -> bytes:
    return png(_SIDES[size - 1], _SIDES[size - 1], 1)


def tiff_bomb(size: int) -> bytes:
    """A TIFF whose header announces the pixels and holds none of them."""
    side = _SIDES[size - 1]
    tags = [(256, 4, side), (257, 4, side), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 200), (277, 3, 1)]
    tags += [(278, 4, side), (279, 4, 64)]
    ifd = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in tags) + b"\0" * 4
    return b"II*\0" + struct.pack("<I", 8) + ifd.ljust(192, b"\0") + b"\0" * 64


ALL = (png_bomb, one_bit_png, tiff_bomb)
