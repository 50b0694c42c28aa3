"""Document: what a file says, in reading order, each node with its place. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from model.place import Box, Place


class Status(StrEnum):
    """How reading ended: a closed list (contract.md). All but the first three count as unreadable."""

    OK = "ok"
    OK_PARTIAL = "ok_partial"
    OK_OCR = "ok_ocr"
    NEEDS_PASSWORD = "needs_password"
    UNSUPPORTED_TYPE = "unsupported_type"
    TYPE_MISMATCH = "type_mismatch"
    EMPTY = "empty"
    CORRUPT = "corrupt"
    LIMIT_EXCEEDED = "limit_exceeded"
    TIMEOUT = "timeout"
    CRASH = "crash"
    OOM = "oom"
    NEEDS_OCR = "needs_ocr"
    NEEDS_LIBREOFFICE = "needs_libreoffice"
    INTERNAL_ERROR = "internal_error"

    @property
    def readable(self) -> bool:
        return self in (Status.OK, Status.OK_PARTIAL, Status.OK_OCR)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph outside tables. `level` is its outline level (1..9) where the file says so, else 0.

    Tick boxes of every kind (typed, symbol font, content control, form field) read as ☑ or □.
    """

    text: str
    place: Place
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `row` and `col` count from 0 and point at its top left grid position.

    Paragraphs inside the cell are joined by a newline.
    """

    row: int
    col: int
    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. Covered positions of merged cells hold no cell of their own.

    `seams` are the row indexes at which the table was cut by a page break (the first row after the cut);
    whether such a row continues the one above is for the reader of the form to say.
    """

    cells: tuple[Cell, ...]
    rows: int
    cols: int
    place: Place
    seams: tuple[int, ...] = ()

    def lines(self) -> Iterator[list[Cell]]:
        """Row by row, every cell that covers the row, left to right; merged cells recur in each row they span."""
        grid: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                grid[row].append(cell)
        for line in grid:
            yield sorted(line, key=lambda cell: cell.col)

    def turned(self) -> Table:
        """Rows as columns; the places stay what they are."""
        cells = (replace(c, row=c.col, col=c.row, rowspan=c.colspan, colspan=c.rowspan) for c in self.cells)
        in_order = tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))
        return replace(self, cells=in_order, rows=self.cols, cols=self.rows, seams=())


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside the document; `sha256` of its bytes, size in pixels where known.

    `likeness` is a perceptual hash (64 bits as hex, "" where it could not be made): pictures that look alike differ in
    few bits although their bytes differ. `part` is the part of a Word file that holds it (`word/media/image3.png`).
    `content` is what a picture of a paper says (a licence pasted into a book), read by recognition and as sure as
    `confidence` (0..1); of equal pictures the first carries it. `unread` says (Chinese) why a picture that may be a
    paper was not read. `stamp` is the day (ISO) that the camera printed over a photograph.
    """

    place: Place
    sha256: str = ""
    width: int = 0
    height: int = 0
    likeness: str = ""
    part: str = ""
    content: tuple[Block | Table, ...] = ()
    confidence: float = 1.0
    unread: str = ""
    stamp: str = ""


Node = Block | Table | Picture


@dataclass(frozen=True, slots=True)
class Doubt:
    """A spot of a recognised page that may have been read wrongly: its box as displayed, and why (Chinese)."""

    box: Box
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paged format: number from 1, size in points, whether its text could be read.

    `source` is `text` or `ocr`; `confidence` (0..1) how sure recognition was; `seals` where red seals stand on a page
    that was read from its picture, `doubts` the spots of it that are less sure than the page. `lost`: why a page was
    not read from its picture, or a part of it where it has text (something lies over it, it is smeared or cut).
    """

    number: int
    width: float
    height: float
    has_text: bool = True
    source: str = "text"
    confidence: float = 1.0
    seals: tuple[Box, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lost: str = ""


class TraceKind(StrEnum):
    """What a Trace tells of; the value is its key in JSON."""

    INSERTED = "inserted"
    DELETED = "deleted"
    COMMENT = "comment"
    HIDDEN = "hidden"
    PALE = "pale"
    COVERED = "covered"
    EMBEDDED = "embedded"
    EXTERNAL = "external"
    MACRO = "macro"
    EARLIER = "earlier"
    DISGUISED = "disguised"
    WATERMARK = "watermark"
    TAKEN = "taken"
    MARGIN = "margin"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Trace:
    """Something a file holds that its printed page does not show: a deleted word, a comment, white text, an attachment.

    `text` is what it says (for embedded files their name, for external targets the address); `author` and `date` (ISO)
    where the file tells them; `sha256` of embedded bytes. `place` is None for what belongs to the whole file.
    PALE: white or nearly white text on a white ground. EARLIER: a value in a former revision of the file.
    DISGUISED: the text layer says `text` where the page draws `shown`. COVERED: words under something drawn over
    them, `shown` is what is seen in their place ("" for nothing). WATERMARK: words laid over or under the page,
    which are no part of its text ("" for a picture of them). TAKEN: when a photograph was taken, as the camera noted it
    in the picture or printed over it (`date` ISO, in the camera's time; `text` the same, `shown` the caption beside
    it). MARGIN: a running head or foot, once for each text; page numbers are none. COVER: a line of the cover that
    reads like a mark of secrecy; it is printed.
    """

    kind: TraceKind
    text: str
    place: Place | None = None
    author: str = ""
    date: str = ""
    sha256: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `format` is `docx`, `pdf`, `xlsx` or `picture`; `nodes` stand in reading order.

    `traces` are what the page does not show, for forensic questions. `notes` are Chinese sentences on what was left
    out or is odd (hidden text, macros, cut tables).
    """

    file: str
    format: str
    nodes: tuple[Node, ...]
    pages: tuple[Page, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(node for node in self.nodes if isinstance(node, Table))

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(node for node in self.nodes if isinstance(node, Block))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(node for node in self.nodes if isinstance(node, Picture))

    @property
    def unfolded(self) -> tuple[Node, ...]:
        """The nodes, behind each picture what was recognised on it."""
        nodes: list[Node] = []
        for node in self.nodes:
            nodes += (node, *node.content) if isinstance(node, Picture) else (node,)
        return tuple(nodes)

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """Numbers of the pages whose text could not be read, or not all of it."""
        return tuple(page.number for page in self.pages if not page.has_text or page.lost)

    @property
    def ocr_pages(self) -> tuple[int, ...]:
        """Numbers of the pages that were read from their picture."""
        return tuple(page.number for page in self.pages if page.has_text and page.source == "ocr")


def mostly_unread(pages: int, unread: Sequence[int]) -> bool:
    """Whether half of a file's pages and more could not be read, or not whole: what it is may not be known."""
    return pages > 0 and 2 * len(unread) >= pages


@dataclass(frozen=True, slots=True)
class Reading:
    """The end of reading one file: a document, or the reason why there is none.

    `file` is the path relative to its batch; a file inside an archive is `archive.zip/inner/path`.
    """

    file: str
    sha256: str
    status: Status
    document: Document | None = None
    error: str | None = None
