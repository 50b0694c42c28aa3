"""Pasted: pictures of papers in a document (a licence, a page of a statement) → which paper each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.annexes import HeadReader
from extract.licence import AttachmentReader
from extract.statements import StatementReader
from model.document import Block, Document, Node, Picture

#: Lines of a statement on a picture that make it one although no title says so, and on the one that goes on with it.
_LEAST_LINES, _GOES_ON = 8, 3
#: Lines at the top of a picture among which the title of the paper stands.
_TOP = 3


class PastedReader:
    """Knows papers on pictures by the words of one reference."""

    def __init__(self, statements: StatementReader, attachments: AttachmentReader, heads: HeadReader) -> None:
        self._statements = statements
        self._attachments = attachments
        self._heads = heads

    def runs(self, document: Document, nodes: Sequence[Node]) -> Iterator[tuple[str, list[Node]]]:
        """(kind of paper, its pictures) and ("", other nodes) in order; pages of one statement are one paper."""
        kind, run = "", list[Node]()
        for node in nodes:
            found = self._kind(document, node, kind)
            if run and (found != kind or (found and found != "statements")):
                yield kind, run
                run = []
            kind = found
            run.append(node)
        if run:
            yield kind, run

    def _kind(self, document: Document, node: Node, before: str) -> str:
        """The paper on a picture, or ""; `before` is that of the node above it."""
        if not isinstance(node, Picture) or not node.content:
            return ""
        content = replace(document, nodes=node.content)
        lines = self._statements.count_lines(content)
        if found := self._attachments.card(content):
            return found
        if (
            lines >= _LEAST_LINES
            or self._statements.is_titled(content)
            or (before == "statements" and lines >= _GOES_ON)
        ):
            return "statements"
        if found := self._attachments.kind(content):
            return found
        titles = (self._heads.title(block) for block in node.content[:_TOP] if isinstance(block, Block))
        return next((title.kind for title in titles if title), "")


def open_pictures(document: Document) -> Document:
    """The document with what its pictures say among its nodes, for files that are no typed book."""
    return replace(document, nodes=document.unfolded)


def pictures_in_place(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes with pictures of a page where they stand on it; readers of pages give them at the page's end."""
    pictures: dict[int, list[Picture]] = {}
    for node in nodes:
        if isinstance(node, Picture) and node.place.page is not None and node.place.box:
            pictures.setdefault(node.place.page, []).append(node)
    if not pictures:
        yield from nodes
        return
    page: int | None = None
    for node in nodes:
        if node.place.page != page:
            yield from pictures.pop(page, ()) if page is not None else ()
            page = node.place.page
        waiting = pictures.get(page, []) if page is not None else []
        if isinstance(node, Picture) and node.place.page is not None and node.place.box:
            continue
        top = node.place.box[1] if node.place.box else 0.0
        while waiting and waiting[0].place.box and waiting[0].place.box[1] < top:
            yield waiting.pop(0)
        yield node
    for rest in pictures.values():
        yield from rest
