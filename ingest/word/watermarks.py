"""Watermarks of a Word file: WordArt and pictures that its headers lay behind every page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from ingest.package import Package
from ingest.word.names import Element, R, V, W
from model.document import Trace, TraceKind
from model.errors import CannotRead
from model.place import Place

_HEADER = re.compile(r"word/header\d*\.xml", re.IGNORECASE)
#: How Word and WPS name the shape of a watermark, and the element that holds bent words.
_SIGN = re.compile(b"watermark|textpath|" + "水印".encode(), re.IGNORECASE)
_NAMED = re.compile("watermark|水印", re.IGNORECASE)
_MOST = 100


def find_watermarks(package: Package) -> Iterator[Trace]:
    """One trace for each watermark of a header; `text` is "" for a picture, whose bytes have a `sha256`."""
    seen: set[tuple[str, str]] = set()
    for part in package.names:
        if not _HEADER.fullmatch(part) or len(seen) >= _MOST:
            continue
        try:
            if not _SIGN.search(package.read(part)):
                continue
            root = package.xml(part)
        except CannotRead:
            continue  # a header is no part of what is read; the body says what is damaged
        place = Place(package.name, part.rpartition("/")[2].partition(".")[0].lower())
        for text, sha256 in _marks(package, part, root):
            if (text, sha256) not in seen:
                seen.add((text, sha256))
                yield Trace(TraceKind.WATERMARK, text, place.quoting(text), sha256=sha256)


def _marks(package: Package, part: str, root: Element) -> Iterator[tuple[str, str]]:
    for bent in root.iter(V + "textpath"):
        if text := (bent.get("string") or "").strip():
            yield text, ""
    for shape in root.iter(V + "shape", "{*}anchor", "{*}inline"):
        names = " ".join(str(one.get(key) or "") for one in shape.iter("{*}docPr", V + "shape") for key in
                         ("id", "name", "descr"))  # fmt: skip
        if not _NAMED.search(names):
            continue
        if text := "".join(mark.text or "" for mark in shape.iter(W + "t")).strip():
            yield text, ""
        for picture in (*shape.iter(V + "imagedata"), *shape.iter("{*}blip")):
            target = package.relations(part).get(picture.get(R + "id") or picture.get(R + "embed") or "")
            if target is not None and target in package:
                yield "", hashlib.sha256(package.read(target)).hexdigest()
