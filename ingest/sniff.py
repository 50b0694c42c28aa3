"""What a file really is, by its bytes: `content_of(path)`; what its name claims: `claim_of(name)`."""

from __future__ import annotations

import hashlib
import re
import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath

from ingest.zips import BAD_ZIP, check_directory, read_entry
from model.errors import CannotRead

HEAD = 4096


class Kind(StrEnum):
    """A kind of content; the value is how it is called in messages."""

    EMPTY = "空文件"
    PDF = "PDF"
    DOCX = "Word 文档（.docx）"
    XLSX = "Excel 工作簿（.xlsx）"
    XLS = "Excel 工作簿（.xls）"
    DOC = "旧版 Word/WPS 文档（.doc/.wps）"
    RTF = "RTF 文档"
    ODT = "OpenDocument 文档"
    FLAT_DOCX = "单一 XML 形式的 Word 文档"
    WORD_XML = "Word 2003 XML 文档"
    EXCEL_XML = "Excel 2003 XML 工作簿"
    ENCRYPTED = "加密的 Office 文件"
    IMAGE = "图片"
    PPT = "演示文稿"
    OFD = "OFD 版式文件"
    ZIP = "ZIP 压缩包"
    ARCHIVE = "RAR/7z 压缩包"
    HTML = "网页（HTML）"
    MHT = "单一文件网页（MHT）"
    XML = "XML 文件"
    TEXT = "纯文本"
    CSV = "CSV 表格"
    PROGRAM = "可执行程序"
    OLE = "未知的 OLE 复合文件"
    BROKEN_ZIP = "不完整的 ZIP/Office 文件"
    UNKNOWN = "无法识别的内容"


_WORD = frozenset({Kind.DOCX, Kind.DOC, Kind.RTF, Kind.ODT, Kind.FLAT_DOCX, Kind.WORD_XML, Kind.HTML, Kind.MHT})
_SHEET = frozenset({Kind.XLSX, Kind.XLS, Kind.EXCEL_XML, Kind.HTML, Kind.MHT, Kind.TEXT})
#: Claim of a suffix → contents that office programs open under it: a .doc may be a .docx, a web page or RTF inside,
#: an .xls that some accounting system wrote is often a web page or text.
FAMILIES: dict[Kind, frozenset[Kind]] = {
    **dict.fromkeys((Kind.DOCX, Kind.DOC, Kind.RTF, Kind.ODT), _WORD),
    **dict.fromkeys((Kind.XLSX, Kind.XLS), _SHEET),
    Kind.CSV: frozenset({Kind.TEXT, Kind.HTML, Kind.XML}),
    Kind.ZIP: frozenset({Kind.ARCHIVE}),
    Kind.ARCHIVE: frozenset({Kind.ZIP}),
    Kind.HTML: frozenset({Kind.XML, Kind.TEXT, Kind.MHT}),
    Kind.XML: frozenset({Kind.HTML, Kind.TEXT, Kind.FLAT_DOCX, Kind.WORD_XML, Kind.EXCEL_XML}),
    Kind.TEXT: frozenset({Kind.HTML, Kind.XML}),
}
SUFFIXES: dict[str, Kind] = {
    ".pdf": Kind.PDF, ".docx": Kind.DOCX, ".docm": Kind.DOCX, ".dotx": Kind.DOCX, ".dotm": Kind.DOCX, ".doc": Kind.DOC,
    ".dot": Kind.DOC, ".wps": Kind.DOC, ".wpt": Kind.DOC, ".rtf": Kind.RTF, ".odt": Kind.ODT, ".ott": Kind.ODT,
    ".xlsx": Kind.XLSX, ".xlsm": Kind.XLSX, ".xltx": Kind.XLSX, ".xls": Kind.XLS, ".et": Kind.XLS, ".ett": Kind.XLS,
    ".xlsb": Kind.XLSX, ".ods": Kind.XLSX, ".png": Kind.IMAGE, ".jpg": Kind.IMAGE, ".jpeg": Kind.IMAGE,
    ".tif": Kind.IMAGE, ".tiff": Kind.IMAGE, ".bmp": Kind.IMAGE, ".gif": Kind.IMAGE, ".webp": Kind.IMAGE,
    ".ppt": Kind.PPT, ".pptx": Kind.PPT, ".ofd": Kind.OFD, ".zip": Kind.ZIP, ".rar": Kind.ARCHIVE, ".7z": Kind.ARCHIVE,
    ".htm": Kind.HTML, ".html": Kind.HTML, ".mht": Kind.HTML, ".xml": Kind.XML, ".txt": Kind.TEXT, ".csv": Kind.CSV,
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind.RTF), (b"\x89PNG\r\n\x1a\n", Kind.IMAGE), (b"\xff\xd8\xff", Kind.IMAGE), (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE), (b"GIF8", Kind.IMAGE), (b"BM", Kind.IMAGE), (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE), (b"MZ", Kind.PROGRAM), (b"\x7fELF", Kind.PROGRAM),
)  # fmt: skip
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def sha256_of(path: Path) -> str:
    """SHA-256 of the bytes as hex; "" when the file cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def claim_of(name: str) -> Kind | None:
    """The kind that the suffix of a file name claims, None for suffixes that say nothing."""
    return SUFFIXES.get(PurePosixPath(name).suffix.lower())


def agree(claim: Kind | None, content: Kind) -> bool:
    """Whether a suffix may stand over this content."""
    return claim is None or claim is content or content is Kind.ENCRYPTED or content in FAMILIES.get(claim, ())


def is_archive(path: Path) -> bool:
    """Whether a file is to be unpacked: a zip that is no document, RAR, 7z. Reads signature and zip directory only.

    A damaged .zip, .rar or .7z counts, so that it is named as refused. OSError passes through.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith(_ZIP_MAGIC):
        kind = _zip_content(path)
        return kind is Kind.ZIP or (kind is Kind.BROKEN_ZIP and claim_of(path.name) in (Kind.ZIP, Kind.ARCHIVE))
    return _by_magic(head) is Kind.ARCHIVE


def content_of(path: Path) -> Kind:
    """The kind of a file's content. OSError passes through."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        return Kind.EMPTY
    if head.startswith(_ZIP_MAGIC):
        return _zip_content(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_content(path)
    if (kind := _by_magic(head)) is not None:
        return kind
    if b"%PDF-" in head[:1024]:  # junk in front is allowed (ISO 32000 annex H); last, as a zip may hold a plain PDF
        return Kind.PDF
    return _text_content(head)


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.IMAGE
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _zip_content(path: Path) -> Kind:
    try:
        check_directory(path, path.name)
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
            mimetype = read_entry(archive, names["mimetype"], 200) if "mimetype" in names else b""
            manifest = names.get("meta-inf/manifest.xml") if b"opendocument" in mimetype else None
            if manifest and b"encryption-data" in read_entry(archive, manifest, 1 << 20):
                return Kind.ENCRYPTED
    except CannotRead as error:
        return Kind.BROKEN_ZIP if error.status == "corrupt" else Kind.ZIP  # too much: refused when it is opened
    except UnicodeDecodeError:  # a name that is not the UTF-8 it claims to be; no office program writes that
        return Kind.ZIP
    except BAD_ZIP:
        return Kind.BROKEN_ZIP
    if "[content_types].xml" in names:
        for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX), ("ppt/", Kind.PPT)):
            if any(name.startswith(folder) for name in names):
                return kind
    if b"opendocument.text" in mimetype:
        return Kind.ODT
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.XLSX  # calamine reads .ods as well
    if b"opendocument" in mimetype:
        return Kind.PPT
    return Kind.OFD if "ofd.xml" in names else Kind.ZIP


def _ole_content(path: Path) -> Kind:
    import olefile

    try:
        with olefile.OleFileIO(path) as ole:
            streams = {"/".join(entry).lower() for entry in ole.listdir()}
            if "encryptedpackage" in streams:
                return Kind.ENCRYPTED
            if "worddocument" in streams:
                fib = ole.openstream("WordDocument").read(12)
                return Kind.ENCRYPTED if len(fib) == 12 and fib[11] & 0x01 else Kind.DOC
            if streams & {"workbook", "book"}:
                return Kind.XLS
            return Kind.PPT if "powerpoint document" in streams else Kind.OLE
    except Exception:  # noqa: BLE001  olefile raises plain IOError, IndexError, struct.error … on damaged files
        return Kind.OLE


def _text_content(head: bytes) -> Kind:
    bom = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"mime-version:") or re.match(rb"(?:[\w-]+:[^\n]*\n)*mime-version:", start):
        return Kind.MHT
    if start.startswith((b"<?xml", b"<pkg:", b"<w:worddocument", b"<workbook")):
        for mark, kind in (
            (b"schemas.microsoft.com/office/2006/xmlpackage", Kind.FLAT_DOCX),
            (b"schemas.microsoft.com/office/word/2003/wordml", Kind.WORD_XML),
            (b"urn:schemas-microsoft-com:office:spreadsheet", Kind.EXCEL_XML),
        ):
            if mark in start:
                return kind
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<table")) or b"<html" in start:
        return Kind.HTML
    if start.startswith(b"<?xml"):
        return Kind.XML
    if bom or not any(byte < 9 or 13 < byte < 27 for byte in head):
        return Kind.TEXT
    return Kind.UNKNOWN
