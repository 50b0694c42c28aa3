"""Marks: what a paragraph holds and does not print (revisions, comments, hidden and pale text), and files inside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest import limits
from ingest.package import Package
from ingest.word.names import Element, W, value
from model.document import Trace, TraceKind
from model.errors import CannotRead
from model.place import Place

_PALE = 0xF0
#: So little do letters and ground differ that nothing is seen of them; and half points of a size that nobody reads.
_ALIKE, _TINY = 6, 4
_QUIET_LINKS = ("/hyperlink",)


@dataclass(frozen=True, slots=True)
class Mark:
    """A Trace that has no place yet. For a comment `text` is its id until the walk looks it up."""

    kind: TraceKind
    text: str
    author: str = ""
    date: str = ""

    def at(self, place: Place | None) -> Trace:
        return Trace(self.kind, self.text, place, self.author, self.date)


def revision_of(element: Element) -> Mark | None:
    """The mark of w:ins, w:moveTo, w:del or w:moveFrom, None where it holds no text."""
    tag = str(element.tag).rpartition("}")[2]
    text = "".join(part.text or "" for part in element.iter(W + "t", W + "delText"))
    kind = TraceKind.INSERTED if tag in ("ins", "moveTo") else TraceKind.DELETED
    if not text.strip():
        return None
    return Mark(kind, text, element.get(W + "author") or "", element.get(W + "date") or "")


def is_pale(properties: Element | None, styled: bool = False) -> bool:
    """White or nearly white letters without a ground of their own; where no colour is told, those of the style."""
    if is_shaded(properties) or (value(properties, "highlight") or "none") not in ("none", "white"):
        return False
    own = pale_color(properties)
    return styled if own is None else own


def pale_color(properties: Element | None) -> bool | None:
    """Whether the colour told is white or nearly so; None where none is told."""
    color = value(properties, "color")
    if color is None:
        return None
    return bool(re.fullmatch("[0-9A-Fa-f]{6}", color)) and min(_shades(color)) >= _PALE


def is_drowned(properties: Element | None, ground: Element | None) -> bool:
    """Letters in the very colour of the ground that is told for them, of their own or of their paragraph, and that
    nobody lit up with a marker."""
    if (value(properties, "highlight") or "none") != "none":
        return False
    shading = next(
        (s for s in (p.find(W + "shd") for p in (properties, ground) if p is not None) if s is not None), None
    )
    fill, color = (shading.get(W + "fill") or "" if shading is not None else ""), value(properties, "color") or ""
    if not all(re.fullmatch("[0-9A-Fa-f]{6}", one) for one in (fill, color)):
        return False
    return all(abs(one - other) <= _ALIKE for one, other in zip(_shades(fill), _shades(color), strict=True))


def _shades(color: str) -> tuple[int, ...]:
    return tuple(int(color[i : i + 2], 16) for i in (0, 2, 4))


def is_tiny(properties: Element | None) -> bool:
    """Letters of at most two points (w:sz counts half points): there, and not to be read."""
    size = value(properties, "sz") or ""
    return size.isdecimal() and int(size) <= _TINY


def is_shaded(properties: Element | None) -> bool:
    """Whether a run, paragraph or cell has a ground that is not white."""
    ground = properties.find(W + "shd") if properties is not None else None
    if ground is None:
        return False
    fill, pattern = (ground.get(W + "fill") or "auto").lower(), ground.get(W + "val") or "clear"
    themed = any(str(key).endswith("}themeFill") for key in ground.attrib)
    return themed or fill not in ("auto", "ffffff", "") or pattern not in ("clear", "nil")


def may_be_coloured(table: Element) -> bool:
    """Whether the style of a table may bring a ground for its cells: any but those of plain grids."""
    return (value(table, "tblPr/tblStyle") or "TableGrid") not in ("TableGrid", "TableNormal", "a3")


def read_comments(package: Package, folder: str) -> dict[str, Mark]:
    """Comment id → its mark, author and date."""
    part = f"{folder}/comments.xml".lstrip("/")
    if part not in package:
        return {}
    try:
        root = package.xml(part)
    except CannotRead:
        return {}
    found = {}
    for comment in root.iterfind(W + "comment"):
        text = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iter(W + "p"))
        mark = Mark(TraceKind.COMMENT, text, comment.get(W + "author") or "", comment.get(W + "date") or "")
        found[comment.get(W + "id") or ""] = mark
    return found


def file_traces(package: Package) -> Iterator[Trace]:
    """Embedded files with the hash of their bytes, macros, and addresses outside that the file would load."""
    count = 0
    for part in package.names:
        low = part.lower()
        macro = low.endswith("vbaproject.bin")
        if not macro and "/embeddings/" not in low and "/activex/" not in low:
            continue
        count += 1
        if count > limits.MAX_EMBEDDED:
            break
        try:
            sha256 = hashlib.sha256(package.read(part)).hexdigest()
        except CannotRead:
            sha256 = ""
        yield Trace(TraceKind.MACRO if macro else TraceKind.EMBEDDED, part, sha256=sha256)
    yield from _external(package)


def _external(package: Package) -> Iterator[Trace]:
    seen: set[str] = set()
    for part in package.names:
        if not part.lower().endswith(".rels"):
            continue
        try:
            links: Iterable[Element] = package.xml(part)
        except CannotRead:
            continue
        for link in links:
            kind, target = link.get("Type") or "", link.get("Target") or ""
            if link.get("TargetMode") != "External" or kind.endswith(_QUIET_LINKS):
                continue
            text = f"{kind.rpartition('/')[2]} → {target}"
            if text not in seen and len(seen) < limits.MAX_EMBEDDED:
                seen.add(text)
                yield Trace(TraceKind.EXTERNAL, text)
