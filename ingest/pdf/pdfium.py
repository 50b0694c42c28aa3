"""RawPage by pdfium: characters with their boxes, ruled lines, pictures. The fast way (engines.md §1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as c

from ingest import limits
from ingest.pdf.annotations import read_annotations, spread
from ingest.pdf.characters import no_codes, read_chars
from ingest.pdf.history import read_properties
from ingest.pdf.nested import count_drawn
from ingest.pdf.objects import read_objects
from ingest.pdf.painted_over import take_covered
from ingest.pdf.revisions import read_earlier
from ingest.pdf.shapes import Matrix, RawPage, show_pale
from ingest.pdf.unseen import is_layer
from ingest.pdf.watermarks import take_watermarks
from model.document import Trace
from model.errors import CannotRead

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
#: One form may draw so many others: 1.1 million took pdfium 9 seconds and 2 GB, and pages stop at 20,000 objects.
_MOST_DRAWN = 500_000
#: Pages that are read in one go (numpy then works on longer columns), and the characters and objects that end a sheaf.
_SHEAF, _SHEAF_CHARS, _SHEAF_OBJECTS = 16, 30_000, 20_000


@dataclass(slots=True)
class _Open:
    """A page that pdfium holds open; `text` may be None, `laid_over` are its annotations."""

    raw: RawPage
    handle: Any
    text: Any
    turn: Matrix
    laid_over: list[Any]
    chars: int

    def close(self) -> None:
        if self.text:
            c.FPDFText_ClosePage(self.text)
        c.FPDF_ClosePage(self.handle)


class Pdfium:
    """An open PDF. Not thread-safe (pdfium is not): one process, one document at a time."""

    def __init__(self, path: Path, name: str) -> None:
        self.name, self.notes = name, list[str]()
        self._data = path.read_bytes()  # pdfium opens by ANSI path on Windows; bytes work everywhere
        if count_drawn(self._data, _MOST_DRAWN) > _MOST_DRAWN:
            raise CannotRead(name, "PDF 的图形对象层层嵌套，展开后超过上限", "limit_exceeded")
        self._doc = c.FPDF_LoadMemDocument64(self._data, len(self._data), None)
        if not self._doc:
            error = c.FPDF_GetLastError()
            if error in (_PASSWORD, _SECURITY):
                raise CannotRead(name, "PDF 设有打开密码，请提供无密码的版本", "needs_password")
            raise CannotRead(name, "PDF 已损坏，无法打开")
        self.page_count: int = c.FPDF_GetPageCount(self._doc)
        if c.FPDF_GetSecurityHandlerRevision(self._doc) >= 0:
            self.notes.append("PDF 设有权限限制（无打开密码），已正常读取。")
        self._seen = no_codes()
        self._fonts: set[str] = set()
        self._held: list[_Open] = []
        self._form = None
        if c.FPDF_GetFormType(self._doc) != 0:  # no scripts run: this build of pdfium has no JavaScript
            self._callbacks = c.FPDF_FORMFILLINFO(version=2)
            self._form = c.FPDFDOC_InitFormFillEnvironment(self._doc, byref(self._callbacks))

    def close(self) -> None:
        for page in self._held:
            page.close()
        if self._form:
            c.FPDFDOC_ExitFormFillEnvironment(self._form)
        c.FPDF_CloseDocument(self._doc)
        self._data = b""

    def properties(self) -> dict[str, str]:
        """What the file tells of its making; `fonts` are those of the pages read so far."""
        found = read_properties(self._doc, self._data)
        if self._fonts:
            found["fonts"] = "; ".join(sorted(self._fonts))
        return found

    def earlier(self) -> list[Trace]:
        """What former revisions of the file say that it no longer says."""
        return read_earlier(self._data, self.name)

    def sheaves(self) -> Iterator[list[RawPage]]:
        """All pages in order, some at a time; an empty list where pdfium cannot load one."""
        sheaf = list[_Open]()
        for index in range(self.page_count):
            page = self._open(index)
            if sheaf and (page is None or page.turn != sheaf[0].turn or _is_full(sheaf)):
                yield self._read(sheaf)
                sheaf = []
            if page is None:
                yield []
            else:
                sheaf.append(page)
        if sheaf:
            yield self._read(sheaf)

    def page(self, index: int) -> RawPage:
        """Page `index` (from 0). Raises CannotRead when pdfium cannot load it."""
        page = self._open(index)
        if page is None:
            raise CannotRead(self.name, f"第 {index + 1} 页已损坏")
        self._read([page])
        return page.raw

    def _open(self, index: int) -> _Open | None:
        handle = c.FPDF_LoadPage(self._doc, index)
        if not handle:
            return None
        turn = _turn(handle)
        laid_over = read_annotations(handle, turn, self._form) if c.FPDFPage_GetAnnotCount(handle) > 0 else []
        if any(item.is_printed for item in laid_over) and c.FPDFPage_Flatten(handle, c.FLAT_NORMALDISPLAY) == 1:
            c.FPDF_ClosePage(handle)  # 1: what lay over the page became its content
            handle = c.FPDF_LoadPage(self._doc, index)
        raw = RawPage(index + 1, c.FPDF_GetPageWidthF(handle), c.FPDF_GetPageHeightF(handle))
        raw.objects = c.FPDFPage_CountObjects(handle)
        raw.remarks = [item for item in laid_over if item.is_remark and item.text]
        text = c.FPDFText_LoadPage(handle)
        page = _Open(raw, handle, text, turn, laid_over, c.FPDFText_CountChars(text) if text else 0)
        self._held.append(page)
        return page

    def _read(self, sheaf: Sequence[_Open]) -> list[RawPage]:
        """What stands on open pages that are displayed by one matrix; closes them."""
        turn, worded = sheaf[0].turn, [page for page in sheaf if page.chars > 0]
        read_chars([page.text for page in worded], [page.raw for page in worded], turn, self._seen)
        for page in sheaf:
            raw = page.raw
            self._read_drawn(page.handle, raw, turn)
            if (raw.late or raw.images) and not raw.hidden and len(raw.chars):
                take_covered(page.handle, raw, turn, [item.box for item in page.laid_over if item.is_field])
            if values := [char for item in page.laid_over if item.value for char in spread(item)]:
                raw.chars = [*raw.chars, *values]
            page.close()
            self._held.remove(page)
        return [page.raw for page in sheaf]

    def _read_drawn(self, handle: Any, page: RawPage, turn: Matrix) -> None:
        """Lines, pictures and what is known of the text objects of a page, whose characters are read."""
        if page.objects > limits.MAX_OBJECTS:
            page.notes.append(f"第 {page.number} 页有 {page.objects} 个图形对象，超过上限，未查找表格{limits.LOST}")
            return
        self._fonts |= read_objects(handle, page, turn)
        if page.suspect:
            take_watermarks(handle, page, turn)
        show_pale(page)
        page.hidden = is_layer(page)


def _is_full(sheaf: Sequence[_Open]) -> bool:
    chars, objects = sum(page.chars for page in sheaf), sum(page.raw.objects for page in sheaf)
    return len(sheaf) == _SHEAF or chars > _SHEAF_CHARS or objects > _SHEAF_OBJECTS


def _turn(handle: Any) -> Matrix:
    """Coordinates as displayed: crop box taken off, /Rotate applied, y downwards."""
    box = c.FS_RECTF()
    c.FPDF_GetPageBoundingBox(handle, byref(box))
    match c.FPDFPage_GetRotation(handle):
        case 1:
            return (0, 1, 1, 0, -box.bottom, -box.left)
        case 2:
            return (-1, 0, 0, 1, box.right, -box.bottom)
        case 3:
            return (0, -1, -1, 0, box.top, box.right)
    return (1, 0, 0, -1, -box.left, box.top)
