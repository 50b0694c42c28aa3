"""A TrueType font cut down to some characters and embedded as Word and WPS do: Type0, Identity-H, with ToUnicode."""

from __future__ import annotations

import struct
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

#: Debian's fonts-wqy-zenhei and fonts-arphic-uming, the ones that the samples are printed with.
FILES = ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "/usr/share/fonts/truetype/arphic/uming.ttc")


class Subset:
    """Glyphs of `characters` of the first font file found; `codes` gives each character's two-byte code."""

    def __init__(self, characters: str) -> None:
        data = Path(next(name for name in FILES if Path(name).exists())).read_bytes()
        self.tables = _tables(data)
        self.codes: dict[str, int] = {}
        glyphs = [0]
        cmap = _cmap(self.tables["cmap"])
        for char in sorted(set(characters)):
            if ord(char) in cmap:
                self.codes[char] = len(glyphs)
                glyphs.append(cmap[ord(char)])
        self.per_em = struct.unpack(">H", self.tables["head"][18:20])[0]
        self.file, self.widths = self._cut(glyphs)

    def _cut(self, glyphs: list[int]) -> tuple[bytes, list[int]]:
        t = self.tables
        is_long = struct.unpack(">h", t["head"][50:52])[0]
        count = struct.unpack(">H", t["maxp"][4:6])[0]
        loca = struct.unpack(f">{count + 1}{'I' if is_long else 'H'}", t["loca"][: (count + 1) * (4 if is_long else 2)])
        offsets = loca if is_long else [2 * at for at in loca]
        most = struct.unpack(">H", t["hhea"][34:36])[0]
        outlines, metrics, places, widths = b"", b"", [0], []
        for glyph in glyphs:
            outline = t["glyf"][offsets[glyph] : offsets[glyph + 1]]
            outline = b"" if outline[:2] == b"\xff\xff" else outline  # composites would need their parts
            outlines += outline + b"\0" * (-len(outline) % 4)
            places.append(len(outlines))
            width = struct.unpack(">H", t["hmtx"][4 * min(glyph, most - 1) :][:2])[0]
            widths.append(width)
            metrics += struct.pack(">Hh", width, 0)
        head = t["head"][:50] + struct.pack(">h", 1) + t["head"][52:]
        new = {
            "glyf": outlines, "head": head, "hhea": t["hhea"][:34] + struct.pack(">H", len(glyphs)), "hmtx": metrics,
            "loca": struct.pack(f">{len(places)}I", *places),
            "maxp": t["maxp"][:4] + struct.pack(">H", len(glyphs)) + t["maxp"][6:],
        }  # fmt: skip
        header, body, at = struct.pack(">IHHHH", 0x10000, len(new), 64, 2, 32), b"", 12 + 16 * len(new)
        for tag, part in sorted(new.items()):
            header += tag.encode() + struct.pack(">III", 0, at + len(body), len(part))
            body += part + b"\0" * (-len(part) % 4)
        return header + body, widths

    def hex(self, words: str) -> str:
        """Characters as the operand of Tj; what the font lacks becomes glyph 0."""
        return "".join(f"{self.codes.get(char, 0):04x}" for char in words)

    def width(self, words: str) -> float:
        """Width in ems."""
        return sum(self.widths[self.codes.get(char, 0)] for char in words) / self.per_em

    def embed(self, pdf: Pdf, mapped: bool = True) -> Dictionary:
        """The font as a PDF object; `mapped`: with a ToUnicode table."""
        ems = [round(1000 * width / self.per_em) for width in self.widths]
        file = Stream(pdf, self.file)
        file.Length1 = len(self.file)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Subset"), Flags=4, FontBBox=Array([0, -200, 1000, 900]),
            ItalicAngle=0, Ascent=860, Descent=-140, CapHeight=700, StemV=80, FontFile2=pdf.make_indirect(file),
        )  # fmt: skip
        info = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Subset"), CIDSystemInfo=info,
            FontDescriptor=pdf.make_indirect(descriptor), DW=1000, W=Array([0, Array(ems)]), CIDToGIDMap=Name.Identity,
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Subset"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
        )  # fmt: skip
        if mapped:
            pairs = [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in self.codes.items()]
            blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
            body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
            text = (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
                f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
            )
            font.ToUnicode = pdf.make_indirect(Stream(pdf, text.encode()))
        return font


def _tables(data: bytes) -> dict[str, bytes]:
    start = struct.unpack(">I", data[12:16])[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack(">H", data[start + 4 : start + 6])[0]
    found = {}
    for i in range(count):
        tag, _, at, size = struct.unpack(">4sIII", data[start + 12 + 16 * i :][:16])
        found[tag.decode()] = data[at : at + size]
    return found


def _cmap(data: bytes) -> dict[int, int]:
    """The Unicode BMP table (format 4) or the full one (format 12)."""
    best: dict[int, int] = {}
    for i in range(struct.unpack(">H", data[2:4])[0]):
        at = struct.unpack(">I", data[8 + 8 * i : 12 + 8 * i])[0]
        table = data[at:]
        kind = struct.unpack(">H", table[:2])[0]
        if kind == 12:
            for k in range(struct.unpack(">I", table[12:16])[0]):
                first, last, glyph = struct.unpack(">III", table[16 + 12 * k : 28 + 12 * k])
                best.update({code: glyph + code - first for code in range(first, last + 1)})
        elif kind == 4:
            n = struct.unpack(">H", table[6:8])[0] // 2
            ends = struct.unpack(f">{n}H", table[14 : 14 + 2 * n])
            rest = table[16 + 2 * n :]
            starts = struct.unpack(f">{n}H", rest[: 2 * n])
            deltas = struct.unpack(f">{n}h", rest[2 * n : 4 * n])
            ranges = struct.unpack(f">{n}H", rest[4 * n : 6 * n])
            for k in range(n):
                for code in range(starts[k], min(ends[k], 0xFFFE) + 1):
                    if ranges[k] == 0:
                        glyph = (code + deltas[k]) & 0xFFFF
                    else:
                        spot = 4 * n + 2 * k + ranges[k] + 2 * (code - starts[k])
                        glyph = struct.unpack(">H", rest[spot : spot + 2])[0]
                        glyph = (glyph + deltas[k]) & 0xFFFF if glyph else 0
                    if glyph:
                        best[code] = glyph
    return best
