"""Segments: a document → the book's own nodes and the papers bound in with it, each a document of its own.

Applicants put licence, statements and certificates behind the book in one file, or several of them into one file of
annexes. Headings (附件2 企业财务报表), the papers' own titles and pages that are a whole paper tell where each begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.amid import AmidReader
from extract.annexes import BookSigns, Head, HeadReader, without_next
from extract.contents import without_contents
from extract.licence import AttachmentReader
from extract.pasted import PastedReader, open_pictures, pictures_in_place
from extract.promise import ENTRY, from_promise
from extract.statements import StatementReader, find_unit_lines
from model.document import Block, Document, Node, Picture, Table
from model.form import Form
from model.place import Place
from model.reference import PaperKind
from model.submission import InnerPaper
from model.text import half_width, squash

_STATEMENTS = ("statements", "audit_report")
#: What stands under 四、相关附件 before the first paper: their list.
LIST = Head("", "")
#: Lines of a statement in one table that make it one although no heading says so.
_LEAST_LINES = 8
#: Nodes below a title that show whether it is what it says.
_WINDOW = 30
#: A page with more characters is no licence or certificate by itself.
_PAGE = 2500
#: An icon or the print of a seal is smaller; numbers of pages are no words.
_PRINT, _NUMBERS = 100, 4
#: A page, or a picture on it.
Sheet = tuple[int | None, str]
_NOTHING = re.compile(r"[(]?(?:无|略|暂无|没有|不适用|/|-|—|另附|另册|另见.{0,10}|见.{0,20}|详见.{0,20})[)]?[。.]?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A paper within a file: the contract's kind, its heading as printed, and its nodes as a document."""

    kind: str
    title: str
    document: Document

    @property
    def place(self) -> Place:
        """Of its first words; a picture that says what it is leads to the words on it."""
        nodes = self.document.nodes
        return nodes[1].place if isinstance(nodes[0], Picture) and len(nodes) > 1 else nodes[0].place

    @property
    def size(self) -> int:
        """Characters of text."""
        return _length(self.document.nodes)

    @property
    def inner(self) -> InnerPaper:
        """The noun that goes on: kind, title, place, pages, and its pictures where nothing is written beside them."""
        pages = sorted({node.place.page for node in self.document.nodes if node.place.page is not None})
        return InnerPaper(self.kind, self.title or self.place.text[:40], self.place, tuple(pages), self._mute)

    @property
    def _mute(self) -> int:
        pictures = [node for node in self.document.nodes if isinstance(node, Picture)]
        if any(one.content or one.unread for one in pictures):
            return 0
        beside = self.size - _length(self.document.nodes[:1])
        large = sum(min(one.width or _PRINT, one.height or _PRINT) >= _PRINT for one in pictures)
        return large if beside <= _NUMBERS else 0


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a paper begins; `head` None: where the book goes on."""

    index: int
    head: Head | None


class Splitter:
    """Finds the papers in documents by the words of one reference."""

    def __init__(self, statements: StatementReader, attachments: AttachmentReader, papers: Sequence[PaperKind]) -> None:
        self._statements = statements
        self._attachments = attachments
        self._heads = HeadReader(papers)
        self._amid = AmidReader(statements, self._heads)
        self._pasted = PastedReader(statements, attachments, self._heads)

    def split_book(self, document: Document, form: Form) -> tuple[Document, tuple[Segment, ...]]:
        """The book without its annexes and their list, and the annexes that have a content."""
        document = replace(document, nodes=tuple(pictures_in_place(without_contents(document.nodes))))
        signs = BookSigns(document, form)
        cuts = list(self._cuts(document, signs, "book"))
        segments: list[Segment] = []
        listed = False
        own = self._take_pasted(document.nodes[: cuts[0].index] if cuts else document.nodes, document, segments)
        for cut, following in pairwise([*cuts, Cut(len(document.nodes), None)]):
            nodes = document.nodes[cut.index : following.index]
            if cut.head is None or (not listed and not self._has_content(nodes, cut.head.title)):
                bare = cut.head is not None and self._heads.is_bare(cut.head)
                own += self._take_pasted(nodes[bare:], document, segments)
            elif cut.head is LIST:
                own += from_promise(self._take_pasted(nodes, document, segments))
            elif self._has_content(nodes, cut.head.title):
                self._drop_list(own)
                segments += self._annex(cut.head, _captioned(document, cut, nodes))
            listed = cut.head is not None and (listed or cut.head is LIST)
        return replace(document, nodes=tuple(own)), tuple(segments)

    def split_papers(self, document: Document, kind: str) -> tuple[Segment, ...]:
        """The papers in a file that is no book, where there are several kinds; () for a file that is one paper."""
        document = replace(document, nodes=tuple(pictures_in_place(document.nodes)))
        cuts = list(self._cuts(document, None, kind))
        if not cuts:
            return ()
        if cuts[0].index:
            cuts.insert(0, Cut(0, Head("", "")))
        segments = []
        for cut, following in pairwise([*cuts, Cut(len(document.nodes), None)]):
            nodes = document.nodes[cut.index : following.index]
            if cut.head and self._has_content(nodes, cut.head.title):
                segments.append(self._segment(cut.head, _captioned(document, cut, nodes)))
        return tuple(segments) if len({s.kind for s in segments} - {"other"}) > 1 else ()

    def _drop_list(self, nodes: list[Node]) -> None:
        """Takes a list of annexes (two entries or more) off the end of the book's nodes."""
        listed, keep = 0, len(nodes)
        for at in range(len(nodes) - 1, -1, -1):
            node = nodes[at]
            if not isinstance(node, Block) or not ENTRY.fullmatch(node.text.strip()):
                break
            if self._heads.is_listed(node.text):
                listed, keep = listed + 1, at
        if listed > 1:
            del nodes[keep:]

    def _take_pasted(self, nodes: Sequence[Node], document: Document, into: list[Segment]) -> list[Node]:
        """The nodes without pictures of papers, which become segments."""
        rest: list[Node] = []
        for kind, run in self._pasted.runs(document, nodes):
            if kind:
                into.append(Segment(kind, "", open_pictures(replace(document, nodes=tuple(run)))))
            else:
                rest += run
        return rest

    def _annex(self, head: Head, document: Document) -> Iterator[Segment]:
        """The paper under a heading with what its pictures say; a picture that is another paper is one of its own."""
        if not any(picture.content for picture in document.pictures):
            yield self._segment(head, document)
            return
        runs = list(self._pasted.runs(document, document.nodes))
        kinds = {kind for kind, _ in runs if kind}
        if not head.kind and len(kinds) == 1:
            head = replace(head, kind=kinds.pop())
        own: list[Node] = []
        others: list[Segment] = []
        for kind, run in runs:
            opened = open_pictures(replace(document, nodes=tuple(run)))
            if kind and kind != head.kind:
                others.append(Segment(kind, "", opened))
            else:
                own += opened.nodes
        if self._has_content(own, head.title):
            yield self._segment(head, replace(document, nodes=tuple(own)))
        yield from others

    def _segment(self, head: Head, document: Document) -> Segment:
        kind = head.kind
        if not kind:
            sheets = self._statements.count_lines(document) >= _LEAST_LINES
            kind = self._attachments.kind(document) or ("statements" if sheets else "")
        return Segment(kind or "other", head.title, document)

    def _cuts(self, document: Document, signs: BookSigns | None, kind: str) -> Iterator[Cut]:
        """Where papers begin and where the book goes on, in order. `kind` is what the whole file is taken for."""
        nodes = document.nodes
        here: Head | None = None if signs else Head(kind, "")  # None: in the book
        back: tuple[Sheet, Head | None] | None = None  # page or picture of a card, and what it stands in
        zone = inset = False  # inset: statements amid a chapter, behind which the chapter goes on
        cards = self._cards(document, signs)
        begins = signs.begins if signs else -1
        for index, node in enumerate(nodes):
            if signs and index <= begins:
                signs.see(node)
                continue
            if signs and here and (signs.goes_on(node) or (inset and self._amid.ends(nodes, index))):
                here, zone, back, inset = None, False, None, False
                yield Cut(index, None)
            if signs and not here:
                signs.see(node)
                if signs.opens_annexes(node):
                    zone, here = True, LIST
                    yield Cut(index, here)
                    continue
            head = cards.get(node.place.path)
            if head and here and here.title and here.kind == head.kind and not back:
                head = None  # the heading above it announced it
            elif head:
                back = (node.place.sheet, back[1] if back else here)
            else:
                head = self._head(nodes, index, zone, here.kind if here else "book", signs)
                if head is None and back and node.place.sheet != back[0]:
                    here, back = back[1], None
                    yield Cut(index, here)
                elif head:
                    back = None
            if head and not (here and head == here and node.place.path in cards):
                inset = bool(signs and here is None and not zone and self._amid.is_inset(nodes, index, head, signs))
                zone = zone or node.place.path not in cards
                here = head
                over = nodes[index - 1] if index > begins + 1 else None
                above = over and (
                    self._heads.leads(head, over) or (self._heads.is_caption(head) and isinstance(over, Picture))
                )
                yield Cut(index - bool(above), head)

    def _head(
        self, nodes: Sequence[Node], index: int, zone: bool, current: str, signs: BookSigns | None
    ) -> Head | None:
        """The paper that begins at this node, or None."""
        node = nodes[index]
        if isinstance(node, Table):
            if current in _STATEMENTS or (signs and node.place.path in signs.tables):
                return None
            lone = Document(node.place.file, "", (node,))
            if self._statements.count_lines(lone) >= _LEAST_LINES:
                return Head("statements", "")
            framed = self._heads.title(node) if zone else None
            return framed if framed and framed.kind in self._attachments.kinds(lone) else None
        if not isinstance(node, Block):
            return None
        if head := self._heads.annex(nodes, index):
            return head
        if current != "book" and (head := self._heads.summary(nodes, index)):
            return head
        if zone and current != "audit_report" and (head := self._heads.item(nodes, index)):
            return None if head.kind == current else head
        if current not in _STATEMENTS and self._statements.announces(nodes[index : index + 6]):
            return Head("statements", node.text.strip())
        head = self._heads.title(node)
        if head and head.kind != current and current != "audit_report":
            window = Document(node.place.file, "", tuple(nodes[index : index + _WINDOW]))
            return head if head.kind in self._attachments.kinds(window) else None
        return None

    def _has_content(self, nodes: Sequence[Node], title: str) -> bool:
        """Whether something stands under the heading: a table, a picture, more than 无 or the rest of a list."""
        if any(not isinstance(node, Block) for node in nodes):
            return True
        blocks = [node for node in nodes if isinstance(node, Block)]
        lines = [squash(half_width(line)) for node in blocks for line in node.text.splitlines()]
        head = squash(half_width(title))
        below = [line for at, line in enumerate(lines) if line and not (at < 2 and line.rstrip(";。") in head)]
        below = [line for line in without_next(head, below) if not self._heads.is_listed(line)]
        return bool(below) and not _NOTHING.fullmatch("".join(below))

    def _cards(self, document: Document, signs: BookSigns | None) -> dict[str, Head]:
        """By the path of its first node: pages and pictures that are a licence or certificate and nothing else."""
        pages: dict[Sheet, list[Node]] = {}
        for node in document.nodes:
            pages.setdefault(node.place.sheet, []).append(node)
        found: dict[str, Head] = {}
        if len(pages) < 2:
            return found
        pages.pop((None, ""), None)
        for nodes in pages.values():
            if signs and any(node.place.path in signs.tables for node in nodes):
                continue
            page = Document(document.file, document.format, tuple(nodes))
            if _length(nodes) <= _PAGE and not self._has_heads(nodes) and (kind := self._attachments.card(page)):
                found[nodes[0].place.path] = Head(kind, "")
        return found

    def _has_heads(self, nodes: Sequence[Node]) -> bool:
        """Whether headings or statements divide the page: they tell its papers."""
        heads = any(self._heads.annex(nodes, i) for i in range(len(nodes)))
        return heads or any(self._statements.announces(nodes[i : i + 6]) for i in range(len(nodes)))


def _captioned(document: Document, cut: Cut, nodes: Sequence[Node]) -> Document:
    """The nodes of a paper; figures that begin with a table have the line above that says their unit, which is left
    in the book as well."""
    if cut.head and cut.head.kind == "statements" and isinstance(nodes[0], Table):
        nodes = (*find_unit_lines(document.nodes, cut.index), *nodes)
    return replace(document, nodes=tuple(nodes))


def _length(nodes: Sequence[Node]) -> int:
    blocks = sum(len(node.text) for node in nodes if isinstance(node, Block))
    return blocks + sum(len(cell.text) for node in nodes if isinstance(node, Table) for cell in node.cells)
