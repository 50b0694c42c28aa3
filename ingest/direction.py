"""Direction marks: unseen signs that turn text round on the screen are taken out of what was read, and told."""

from __future__ import annotations

from dataclasses import replace

from model.document import Block, Document, Node, Picture, Table, Trace
from model.place import Place
from model.text import find_turns, without_turns


def without_direction(document: Document) -> Document:
    """The document as it is written, without signs that set the direction of writing; a note says how many there were.

    They have no use in Chinese, stand within names and numbers where no one sees them, and hide these from comparison.
    """
    count = sum(find_turns(text) for text in _texts(document))
    if not count:
        return document
    note = f"文中有 {count} 个不可见的方向控制符（会使文字在屏幕上倒序显示），读取时已去除，请对照原件核实。"
    return replace(
        document,
        nodes=tuple(_plain(node) for node in document.nodes),
        traces=tuple(_plain_trace(trace) for trace in document.traces),
        notes=(*document.notes, note),
    )


def _texts(document: Document) -> list[str]:
    found = [text for trace in document.traces for text in (trace.text, trace.shown, trace.author)]
    for node in document.unfolded:
        if isinstance(node, Table):
            found += [cell.text for cell in node.cells]
        elif isinstance(node, Block):
            found.append(node.text)
    return found


def _plain(node: Node) -> Node:
    return (
        replace(node, content=tuple(map(_plain_words, node.content)))
        if isinstance(node, Picture)
        else _plain_words(node)
    )


def _plain_words(node: Block | Table) -> Block | Table:
    if isinstance(node, Table):
        cells = (replace(cell, text=without_turns(cell.text), place=_plain_place(cell.place)) for cell in node.cells)
        return replace(node, cells=tuple(cells), place=_plain_place(node.place))
    return replace(node, text=without_turns(node.text), place=_plain_place(node.place))


def _plain_trace(trace: Trace) -> Trace:
    return replace(
        trace,
        text=without_turns(trace.text),
        shown=without_turns(trace.shown),
        author=without_turns(trace.author),
        place=_plain_place(trace.place) if trace.place else None,
    )


def _plain_place(place: Place) -> Place:
    return replace(place, text=without_turns(place.text))
