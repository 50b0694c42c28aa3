"""Edits put into a parsed document, and into the bytes of the Word file it was read from."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from lxml import etree

from model.document import Block, Cell, Document, Table
from pipeline.selftest.changes import Edit, Unfit

Node = TypeVar("Node", Block, Cell)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def edit_document(document: Document, edits: Sequence[Edit]) -> Document:
    """A copy of the parsed document with the edits in it. Raises Unfit when a text does not stand at its place."""
    nodes, missed = list(document.nodes), {id(edit): edit for edit in edits}

    def change(node: Node) -> Node:
        for edit in edits:
            if edit.place.path == node.place.path and id(edit) in missed:
                text = _replace(node.text, edit)
                if text is not None:
                    del missed[id(edit)]
                    node = replace(node, text=text, place=node.place.quoting(text))
        return node

    for at, node in enumerate(nodes):
        if isinstance(node, Block):
            nodes[at] = change(node)
        elif isinstance(node, Table):
            nodes[at] = replace(node, cells=tuple(change(cell) for cell in node.cells))
    if missed:
        raise Unfit
    return replace(document, nodes=tuple(nodes))


def edit_word(path: Path, document: Document, edits: Sequence[Edit], out: Path) -> None:
    """Writes a copy of the .docx with the edits in its cells and paragraphs.

    A node is found again by its words and by how many nodes before it say the same. Raises Unfit when it is not.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("word/document.xml"), parser)
            for edit in edits:
                _edit_element(_find(root, document, edit), edit)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
                for item in archive.infolist():
                    changed = item.filename == "word/document.xml"
                    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                    copy.writestr(item.filename, data if changed else archive.read(item))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise Unfit from error


def _replace(text: str, edit: Edit) -> str | None:
    if edit.old in text:
        return text.replace(edit.old, edit.new, 1)
    loose = re.search(r"\s*".join(re.escape(char) for char in re.sub(r"\s", "", edit.old)), text)
    return text[: loose.start()] + edit.new + text[loose.end() :] if loose else None


def _find(root: etree._Element, document: Document, edit: Edit) -> etree._Element:
    is_cell = "/r" in edit.place.path or edit.place.path.startswith("t")
    texts = list(_cells(document)) if is_cell else [(b.place.path, b.text) for b in document.blocks]
    ours = next((text for path, text in texts if path == edit.place.path), None)
    if ours is None:
        raise Unfit
    before = [path for path, text in texts if _bare(text) == _bare(ours)].index(edit.place.path)
    tag = f"{W}tc" if is_cell else f"{W}p"
    same = [element for element in root.iter(tag) if _bare(_text(element)) == _bare(ours)]
    if not is_cell:
        same = [element for element in same if next(element.iterancestors(f"{W}tc"), None) is None]
    if len(same) <= before:
        raise Unfit
    return same[before]


def _cells(document: Document) -> Iterator[tuple[str, str]]:
    for table in document.tables:
        for cell in table.cells:
            yield cell.place.path, cell.text


def _edit_element(element: etree._Element, edit: Edit) -> None:
    """The new words go into the first run of the first paragraph that is touched; its other runs become empty."""
    for paragraph in [element] if element.tag == f"{W}p" else element.iter(f"{W}p"):
        text = _text(paragraph)
        changed = _replace(text, edit)
        if changed is None:
            continue
        runs = list(paragraph.iter(f"{W}t"))
        runs[0].text = changed
        for run in runs[1:]:
            run.text = ""
        return
    raise Unfit  # the words run over several paragraphs


def _text(element: etree._Element) -> str:
    return "".join(run.text or "" for run in element.iter(f"{W}t"))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
