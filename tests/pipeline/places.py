"""Whether the text that an evidence quotes stands where the evidence points."""

from __future__ import annotations

import re

from model.document import Block, Document, Table
from model.place import Place


def text_at(document: Document, place: Place) -> bool:
    """True when the node of the path exists and holds the quoted words (blanks and width aside)."""
    for node in document.unfolded:
        if isinstance(node, Table):
            if node.place.path == place.path:
                return True
            if any(cell.place.path == place.path and _holds(cell.text, place.text) for cell in node.cells):
                return True
            if any(cell.place.path == place.path and not cell.text for cell in node.cells):
                return any(_holds(cell.text, place.text) for cell in node.cells)  # an empty cell quotes its label
        elif isinstance(node, Block) and node.place.path == place.path and _holds(node.text, place.text):
            return True
    for trace in document.traces:
        if trace.place and trace.place.path == place.path and _holds(trace.text, place.text):
            return True
    _, _, name = place.path.partition("properties/")
    return bool(name) and _holds(document.properties.get(name, ""), place.text)


def _holds(whole: str, part: str) -> bool:
    return _flat(part) in _flat(whole)


def _flat(text: str) -> str:
    half = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return re.sub(r"\s+", "", text.translate(half))
