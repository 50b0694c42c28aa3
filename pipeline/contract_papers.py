"""The contract's JSON (`mingjian/1`) of papers: documents and places as plain data. Add, never rename."""

from __future__ import annotations

from typing import Any

from model.document import Block, Document, Picture, Reading, Table, Trace
from model.place import Place

SCHEMA = "mingjian/1"


def place_json(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "path": place.path,
        "page": place.page,
        "box": [round(x, 2) for x in place.box] if place.box else None,
        "text": place.sentence or place.text,
    }


def reading_json(reading: Reading) -> dict[str, Any]:
    """The whole of `parse --json`: one document's text, tables with cells and places, metadata."""
    document = reading.document
    return {
        "schema": SCHEMA,
        "file": reading.file,
        "sha256": reading.sha256,
        "status": str(reading.status),
        "error": reading.error,
        "document": document_json(document) if document else None,
    }


def document_json(document: Document) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = []
    for node in document.nodes:
        match node:
            case Picture():
                nodes.append(picture_json(node))
            case Block() | Table():
                nodes.append(text_json(node))
    return {
        "format": document.format,
        "pages": [
            {
                "number": p.number,
                "width": p.width,
                "height": p.height,
                "has_text": p.has_text,
                "source": p.source,
                "confidence": p.confidence,
                "seals": [[round(side, 1) for side in box] for box in p.seals],
                "doubts": [{"box": [round(side, 1) for side in d.box], "why": d.why} for d in p.doubts],
            }
            for p in document.pages
        ],
        "text": "\n".join(block.text for block in document.blocks),
        "nodes": nodes,
        "properties": document.properties,
        "notes": list(document.notes),
        "traces": [trace_json(trace) for trace in document.traces],
    }


def picture_json(picture: Picture) -> dict[str, Any]:
    """`nodes` are what recognition read on the picture of a paper, `unread` why it read nothing there."""
    return {
        "type": "picture",
        "sha256": picture.sha256,
        "likeness": picture.likeness,
        "width": picture.width,
        "height": picture.height,
        "part": picture.part,
        "confidence": picture.confidence,
        "unread": picture.unread or None,
        "nodes": [text_json(node) for node in picture.content],
        "place": place_json(picture.place),
    }


def text_json(node: Block | Table) -> dict[str, Any]:
    if isinstance(node, Table):
        return table_json(node)
    return {"type": "block", "text": node.text, "level": node.level, "place": place_json(node.place)}


def trace_json(trace: Trace) -> dict[str, Any]:
    """What the printed page does not show; `shown` is what a disguised text draws."""
    return {
        "kind": str(trace.kind),
        "text": trace.text,
        "place": place_json(trace.place) if trace.place else None,
        "author": trace.author,
        "date": trace.date,
        "sha256": trace.sha256,
        "shown": trace.shown,
    }


def table_json(table: Table) -> dict[str, Any]:
    return {
        "type": "table",
        "rows": table.rows,
        "cols": table.cols,
        "seams": list(table.seams),
        "place": place_json(table.place),
        "cells": [
            {
                "row": cell.row,
                "col": cell.col,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "text": cell.text,
                "place": place_json(cell.place),
            }
            for cell in table.cells
        ],
    }
