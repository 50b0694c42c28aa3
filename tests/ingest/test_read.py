"""Every file ends in exactly one status with a sentence; nothing is raised."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

import ingest
from ingest import limits, read
from model.document import Reading, Status
from tests.ingest.docx_file import cell, document_xml, par, row, table, write_docx
from tests.ingest.pdf_file import text, write_pdf


def made(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def ends(path: Path, name: str, status: Status) -> Reading:
    reading = read(path, name)
    assert reading.status is status, reading.error
    assert (reading.document is None) == (not status.readable)
    assert (reading.error is None) == status.readable
    assert reading.file == name
    return reading


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "white").save(out, "PNG")
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """The smallest compound file that holds streams of these names (directory entries only, [MS-CFB])."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[76:512] = struct.pack("<I", 0xFFFFFFFF) * 109
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + struct.pack("<I", 0xFFFFFFFF) * 126
    entries = bytearray()
    for i, name in enumerate(["Root Entry", *streams]):
        raw = name.encode("utf-16-le").ljust(64, b"\0")
        kind, child = (5, 1) if i == 0 else (2, 0xFFFFFFFF)
        right = i + 1 if 0 < i < len(streams) else 0xFFFFFFFF
        entry = raw + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, 0xFFFFFFFF, right, child)
        entries += entry.ljust(116, b"\0") + struct.pack("<III", 0xFFFFFFFE, 0, 0)
    entries += b"\0" * (-len(entries) % 512)
    struct.pack_into("<I", header, 76, 0)
    header[48:52] = struct.pack("<I", 1)
    return bytes(header) + fat + bytes(entries)


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [
        (b"", "空.docx", Status.EMPTY),
        (b"", "空.pdf", Status.EMPTY),
        (png(), "照片.png", Status.EMPTY),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "照片.jpg", Status.CORRUPT),
        (b"II*\0" + b"\0" * 50, "扫描.tiff", Status.CORRUPT),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "照片.png", Status.CORRUPT),
        (ole("EncryptedPackage", "EncryptionInfo"), "密.docx", Status.NEEDS_PASSWORD),
        (ole("EncryptedPackage", "EncryptionInfo"), "密.xlsx", Status.NEEDS_PASSWORD),
        (b"<!DOCTYPE html><html><body>x</body></html>", "网页.pdf", Status.TYPE_MISMATCH),
        (png(), "图.docx", Status.TYPE_MISMATCH),
        (png(), "图.pdf", Status.TYPE_MISMATCH),
        ("纯文本".encode(), "文本.docx", Status.TYPE_MISMATCH),
        ("甲,乙".encode(), "表.pdf", Status.TYPE_MISMATCH),
        ("甲,乙".encode(), "表.png", Status.TYPE_MISMATCH),
        (rb"{\rtf1 hello}", "表.xlsx", Status.TYPE_MISMATCH),
        (ole("WordDocument"), "表.pdf", Status.TYPE_MISMATCH),
        (b"MZ\x90\0" + b"\0" * 100, "程序.docx", Status.TYPE_MISMATCH),
        (b"MZ\x90\0" + b"\0" * 100, "程序.exe", Status.UNSUPPORTED_TYPE),
        (b"<html></html>", "网页.html", Status.UNSUPPORTED_TYPE),
        ("纯文本".encode(), "说明.txt", Status.UNSUPPORTED_TYPE),
        (b"Rar!\x1a\x07\0" + b"\0" * 50, "材料.rar", Status.UNSUPPORTED_TYPE),
        (b"\0\x01\x02\x03" * 100, "坏.pdf", Status.CORRUPT),
        (b"%PDF-1.7\n" + b"garbage " * 50, "坏.pdf", Status.CORRUPT),
        (b"PK\x03\x04" + b"\0" * 60, "坏.docx", Status.CORRUPT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "坏.doc", Status.CORRUPT),
    ],
)
def test_status_of_bytes(tmp_path: Path, data: bytes, name: str, status: Status) -> None:
    reading = ends(made(tmp_path / "file", data), name, status)
    assert (reading.error or "").endswith("。")
    assert len(reading.sha256) == 64


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (ole("WordDocument"), "旧.doc"),
        (ole("WordDocument"), "旧.wps"),
        (ole("WordDocument"), "旧.docx"),
        (rb"{\rtf1 hello}", "旧.rtf"),
        (rb"{\rtf1 hello}", "旧.doc"),
    ],
)
def test_old_formats_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.setenv("MINGJIAN_SOFFICE", str(tmp_path / "not-there"))
    reading = ends(made(tmp_path / "file", data), name, Status.NEEDS_LIBREOFFICE)
    assert "LibreOffice" in (reading.error or "")


def test_lying_suffix_names_both_kinds(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a", [text(72, 100, "文")])
    reading = ends(pdf, "申报书.docx", Status.TYPE_MISMATCH)
    assert ".docx" in (reading.error or "")
    assert "PDF" in (reading.error or "")
    ends(write_docx(tmp_path / "b", "文"), "申报书.pdf", Status.TYPE_MISMATCH)
    ends(write_docx(tmp_path / "b", "文"), "表.xlsx", Status.TYPE_MISMATCH)


def test_new_word_file_with_old_suffix_is_read_with_a_note(tmp_path: Path) -> None:
    reading = ends(write_docx(tmp_path / "a", "文"), "申报书.doc", Status.OK)
    assert reading.document is not None
    assert any(".doc" in note for note in reading.document.notes)
    assert ends(write_docx(tmp_path / "a", "文"), "无后缀", Status.OK).document is not None


def test_sound_files_are_ok(tmp_path: Path) -> None:
    reading = ends(write_docx(tmp_path / "a", "文"), "a.docx", Status.OK)
    assert reading.document is not None
    assert (reading.document.format, reading.document.notes) == ("docx", ())


def test_truncated_files(tmp_path: Path) -> None:
    data = write_docx(tmp_path / "a", *["段落" * 50] * 20).read_bytes()
    ends(made(tmp_path / "b", data[: len(data) // 2]), "a.docx", Status.CORRUPT)
    book = Workbook()
    book.active["A1"] = "文"
    book.save(tmp_path / "x")
    data = (tmp_path / "x").read_bytes()
    ends(made(tmp_path / "y", data[: len(data) // 2]), "a.xlsx", Status.CORRUPT)


def test_broken_xml_and_missing_parts(tmp_path: Path) -> None:
    ends(write_docx(tmp_path / "a", parts={"word/document.xml": "<w:document"}), "a.docx", Status.CORRUPT)
    ends(write_docx(tmp_path / "a", parts={"word/document.xml": "<a/>"}), "a.docx", Status.CORRUPT)
    with zipfile.ZipFile(tmp_path / "b", "w") as package:
        package.writestr("[Content_Types].xml", "<a/>")
        package.writestr("word/other.xml", "<a/>")
    ends(tmp_path / "b", "a.docx", Status.CORRUPT)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "docProps/core.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_doctype_is_refused(tmp_path: Path, part: str, encoding: str) -> None:
    """External entities and entity bombs need a DOCTYPE; OOXML forbids it in every part."""
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    reading = ends(write_docx(tmp_path / "a", "文", parts={part: xml.encode(encoding)}), "a.docx", Status.CORRUPT)
    assert "DOCTYPE" in (reading.error or "")


def test_doctype_behind_a_long_comment_is_refused(tmp_path: Path) -> None:
    xml = f"<!--{'x' * 9000}--><!DOCTYPE a [<!ENTITY e 'x'>]>" + document_xml("文").split("?>", 1)[1]
    ends(write_docx(tmp_path / "a", parts={"word/document.xml": xml}), "a.docx", Status.CORRUPT)


def test_zip_bombs_are_refused_before_unpacking(tmp_path: Path) -> None:
    ends(write_docx(tmp_path / "a", parts={"word/bomb.xml": b"0" * (65 * limits.MB)}), "a.docx", Status.LIMIT_EXCEEDED)
    ends(write_docx(tmp_path / "a", parts={"word/b.bin": b"0" * (21 * limits.MB)}), "a.docx", Status.LIMIT_EXCEEDED)
    many: dict[str, str | bytes] = {f"x/{i}": b"" for i in range(limits.MAX_PARTS)}
    ends(write_docx(tmp_path / "a", "文", parts=many), "a.docx", Status.LIMIT_EXCEEDED)


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    """CVE-2024-0450: many directory entries pointing at one block of data."""
    data = bytearray(write_docx(tmp_path / "a", "文", parts={"word/x.xml": "x" * 3000}).read_bytes())
    first = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, first + 42, 0)
    ends(made(tmp_path / "b", bytes(data)), "a.docx", Status.LIMIT_EXCEEDED)


def test_deep_xml_and_huge_text_do_not_pass(tmp_path: Path) -> None:
    deep = document_xml("<w:sdt>" * 3000 + "</w:sdt>" * 3000)
    assert read(write_docx(tmp_path / "a", parts={"word/document.xml": deep}), "a.docx").status in (
        Status.CORRUPT,
        Status.LIMIT_EXCEEDED,
    )


def test_word_file_without_text(tmp_path: Path) -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="img1"/></w:drawing></w:r>'
    scan = write_docx(tmp_path / "a", par(drawing), parts={"word/media/image1.png": png()})
    ends(scan, "a.docx", Status.NEEDS_OCR)
    ends(write_docx(tmp_path / "b", par(), table(row(cell()))), "b.docx", Status.EMPTY)


def test_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    ends(write_docx(tmp_path / "a", "文"), "a.docx", Status.LIMIT_EXCEEDED)


def test_missing_file(tmp_path: Path) -> None:
    assert read(tmp_path / "nichts.pdf", "nichts.pdf").status is Status.CORRUPT


@pytest.mark.parametrize(
    ("error", "status"),
    [(MemoryError(), Status.OOM), (RecursionError(), Status.LIMIT_EXCEEDED), (KeyError("x"), Status.INTERNAL_ERROR)],
)
def test_errors_inside_become_statuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: Status
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(ingest, "_read_kind", fail)
    ends(write_docx(tmp_path / "a", "文"), "a.docx", status)


def test_random_damage_never_raises(tmp_path: Path) -> None:
    """200 mutants of a PDF and a Word file: each ends in a status, none in internal_error."""
    rng = random.Random(1)
    sources = [
        write_docx(tmp_path / "a", "文", table(row("甲", "乙"))).read_bytes(),
        write_pdf(tmp_path / "b", [text(72, 100, "文字")]).read_bytes(),
    ]
    for number in range(200):
        data = bytearray(sources[number % 2])
        for _ in range(rng.randint(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        reading = read(made(tmp_path / "m", bytes(data)), "m.docx" if number % 2 == 0 else "m.pdf")
        assert reading.status is not Status.INTERNAL_ERROR, reading.error
