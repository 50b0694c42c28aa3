"""One file → one Reading: `read(path, name)`. Never raises for a bad file; every file ends in exactly one Status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest import limits
from ingest.direction import without_direction
from ingest.sniff import Kind, agree, claim_of, content_of, sha256_of
from model.document import Document, Picture, Reading, Status
from model.errors import CannotRead

__all__ = ["read"]

_SENTENCES: dict[Kind, tuple[Status, str]] = {
    Kind.EMPTY: (Status.EMPTY, "文件是空的（0 字节）"),
    Kind.ENCRYPTED: (Status.NEEDS_PASSWORD, "文件设有打开密码，请提供无密码的版本"),
    Kind.OFD: (Status.UNSUPPORTED_TYPE, "暂不能读取 OFD 版式文件；请另存为 PDF"),
    Kind.ZIP: (Status.UNSUPPORTED_TYPE, "这是压缩包而不是文档；请作为一批材料打开"),
    Kind.ARCHIVE: (Status.UNSUPPORTED_TYPE, "这是压缩包而不是文档；请作为一批材料打开"),
    Kind.BROKEN_ZIP: (Status.CORRUPT, "文件不完整或已损坏（压缩结构缺失），请重新提交"),
    Kind.OLE: (Status.CORRUPT, "文件是损坏的或无法识别的旧版 Office 文件"),
    Kind.UNKNOWN: (Status.UNSUPPORTED_TYPE, "无法识别的文件内容"),
}


def read(path: Path, name: str) -> Reading:
    """Reads one file whatever it is. `name`: its path relative to the batch, as shown to people.

    The kind is decided by content. A suffix that claims another kind of document gives type_mismatch; within one
    family (.doc that is a .docx inside) the file is read and a note says so.
    """
    sha256 = ""
    try:
        sha256 = sha256_of(path)
        document = _read_document(path, name)
    except CannotRead as error:
        return Reading(name, sha256, Status(error.status), error=_sentence(error.why))
    except MemoryError:
        return Reading(name, sha256, Status.OOM, error="读取此文件所需内存超过上限。")
    except RecursionError:
        return Reading(name, sha256, Status.LIMIT_EXCEEDED, error="文件结构嵌套过深，已停止读取。")
    except OSError as error:
        return Reading(name, sha256, Status.CORRUPT, error=f"文件无法打开（{error.strerror or error}）。")
    except Exception as error:  # noqa: BLE001  the one door through which nothing may pass
        return Reading(name, sha256, Status.INTERNAL_ERROR, error=f"程序内部错误（{type(error).__name__}：{error}）。")
    whole = Status.OK_OCR if document.ocr_pages or not _is_typed(document) else Status.OK
    partial = document.unread_pages or any(note.endswith(limits.LOST) for note in document.notes)
    return Reading(name, sha256, Status.OK_PARTIAL if partial else whole, document)


def _is_typed(document: Document) -> bool:
    """Whether any of its words are typed; a Word file may hold nothing but pictures of papers."""
    return any(not isinstance(node, Picture) for node in document.nodes)


def _sentence(why: str) -> str:
    return why if why.endswith(("。", "！")) else why + "。"


def _read_document(path: Path, name: str) -> Document:
    if (size := path.stat().st_size) > limits.MAX_FILE:
        why = f"文件有 {size // limits.MB} MB，超过上限 {limits.MAX_FILE // limits.MB} MB"
        raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
    content, claim = content_of(path), claim_of(name)
    suffix = PurePosixPath(name).suffix
    if content not in (Kind.EMPTY, Kind.BROKEN_ZIP, Kind.UNKNOWN, Kind.OLE) and not agree(claim, content):
        raise CannotRead(name, f"后缀是 {suffix}，内容却是{content}，两者不符，请核实后重新提交", Status.TYPE_MISMATCH)
    document = without_direction(_read_kind(content, path, name, claim))
    if claim is not content and (claim, content) != (Kind.CSV, Kind.TEXT):
        said = f"后缀是 {suffix}" if suffix else "文件没有后缀"
        document = replace(document, notes=(*document.notes, f"{said}，内容是{content}，已按内容读取。"))
    return document


def _read_kind(content: Kind, path: Path, name: str, claim: Kind | None) -> Document:
    """Readers are imported when needed, so that a worker which meets only Word files never loads pdfium."""
    if content is Kind.DOCX:
        from ingest.word import read_word

        return read_word(path, name)
    if content is Kind.PDF:
        from ingest.pdf import read_pdf
        from ingest.pdf.disguise import with_disguised
        from ingest.pdf.likeness import with_likeness
        from ingest.pdf.pasted import with_pasted

        return with_disguised(with_pasted(with_likeness(read_pdf(path, name), path), path), path)
    if content in (Kind.XLSX, Kind.XLS):
        from ingest.sheet import read_sheet

        return read_sheet(path, name, is_package=content is Kind.XLSX)
    if content is Kind.IMAGE:
        from ingest.scan.document import read_picture

        return read_picture(path, name)
    if content in (Kind.DOC, Kind.RTF, Kind.ODT, Kind.WORD_XML, Kind.EXCEL_XML, Kind.FLAT_DOCX):
        from ingest.legacy import read_legacy

        return read_legacy(path, name, content)
    if content in (Kind.HTML, Kind.MHT) and claim in (Kind.DOCX, Kind.DOC, Kind.RTF, Kind.ODT, Kind.XLSX, Kind.XLS):
        from ingest.web import read_web

        return read_web(path.read_bytes(), name, "xlsx" if claim in (Kind.XLSX, Kind.XLS) else "docx")
    if content is Kind.TEXT and claim in (Kind.CSV, Kind.XLSX, Kind.XLS):
        from ingest.text_table import read_text_table

        return read_text_table(path, name)
    if content is Kind.UNKNOWN and claim not in (None, Kind.TEXT, Kind.CSV, Kind.ZIP, Kind.ARCHIVE):
        raise CannotRead(name, f"内容不是有效的{claim}，文件已损坏", Status.CORRUPT)
    status, why = _SENTENCES.get(content, (Status.UNSUPPORTED_TYPE, f"不支持的文件类型：{content}"))
    raise CannotRead(name, why, status)
