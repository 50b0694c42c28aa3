"""Old formats as a Document: `read_legacy(path, name, kind)`: .doc/.wps, RTF, ODT, Word/Excel 2003 XML, Flat OPC."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ingest.office import convert_one
from ingest.sniff import Kind
from model.document import Document

_SUMMARY = {
    "author": "creator", "last_saved_by": "lastModifiedBy", "create_time": "created", "last_saved_time": "modified",
    "revision_number": "revision", "title": "title", "subject": "subject", "company": "company", "manager": "manager",
    "creating_application": "application", "template": "template", "last_printed": "lastPrinted",
}  # fmt: skip
#: What LibreOffice writes of itself into every file that it converts.
_CONVERTERS = ("application", "appVersion", "editingMinutes", "template", "rsids", "pages", "styles", "fonts")


def read_legacy(path: Path, name: str, kind: Kind) -> Document:
    """Converts, then reads. Raises CannotRead: needs_libreoffice and whatever the reader of the new format raises."""
    with tempfile.TemporaryDirectory(prefix="legacy-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        if kind in (Kind.FLAT_DOCX, Kind.WORD_XML):
            from ingest.word import read_word
            from ingest.word.flat import unflatten
            from ingest.word.word2003 import modernise

            (unflatten if kind is Kind.FLAT_DOCX else modernise)(path, name, folder / "packed.docx")
            return read_word(folder / "packed.docx", name)
        converted = convert_one(path, kind, name, folder)
        if kind is Kind.EXCEL_XML:
            from ingest.sheet import read_sheet

            document = read_sheet(converted, name, is_package=True)
        else:
            from ingest.word import read_word

            document = read_word(converted, name)
    properties = {key: text for key, text in document.properties.items() if key not in _CONVERTERS}
    if kind is Kind.DOC:
        own, macros = _read_summary(path)
        properties = {"pages": properties["pages"]} | own if "pages" in properties else own
        if macros:
            document = replace(document, notes=(*document.notes, "含宏代码，从未执行。"))
    note = f"{kind}已由 LibreOffice 转换后读取。"
    return replace(document, properties=properties | {"converted": kind.name.lower()}, notes=(*document.notes, note))


def _read_summary(path: Path) -> tuple[dict[str, str], bool]:
    """Properties of a compound file by [MS-OLEPS], and whether it holds macros."""
    import olefile

    found: dict[str, str] = {}
    try:
        with olefile.OleFileIO(path) as ole:
            macros = any(entry and entry[0].lower() in ("macros", "_vba_project_cur") for entry in ole.listdir())
            about = ole.get_metadata()
            code = getattr(about, "codepage", None) or 936
            for attribute, key in _SUMMARY.items():
                value = getattr(about, attribute, None)
                if isinstance(value, bytes):
                    value = _decode(value, code)
                if isinstance(value, datetime):
                    value = value.isoformat(timespec="seconds")
                if value not in (None, ""):
                    found[key] = str(value).strip("\0 ")
            if isinstance(seconds := about.total_edit_time, int | float) and seconds:
                found["editingMinutes"] = str(int(seconds // 60))
    except Exception:  # noqa: BLE001  olefile raises many kinds on damaged streams; the text was read all the same
        return found, False
    return {key: text for key, text in found.items() if text}, macros


def _decode(raw: bytes, code: int) -> str:
    for encoding in ("utf-8", f"cp{code}", "gb18030"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")
