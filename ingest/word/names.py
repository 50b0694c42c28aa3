"""Qualified names of WordprocessingML (ECMA-376 part 1 §17) and its extensions that the walk meets."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  the prefix that every Office file gives it
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

ALTERNATE = MC + "AlternateContent"
#: Wrappers whose content is read as if they were not there; w:ins and w:moveTo are accepted revisions.
TRANSPARENT = frozenset(
    W + tag for tag in ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")
)
INSERTED = frozenset({W + "ins", W + "moveTo"})
#: Rejected by accepting all revisions.
DELETED = frozenset({W + "del", W + "moveFrom"})


def on(parent: Element | None, tag: str) -> bool:
    """A toggle property (ECMA-376 §17.17.4): present and not switched off."""
    child = parent.find(W + tag) if parent is not None else None
    return child is not None and (child.get(W + "val") or "1").lower() not in ("0", "false", "off")


def value(parent: Element | None, path: str) -> str | None:
    """w:val of the child at `path` (tags of the main namespace, joined by /), or None."""
    if parent is None:
        return None
    child = parent.find("/".join(W + step for step in path.split("/")))
    return child.get(W + "val") if child is not None else None


def number(text: str | None, default: int = 0) -> int:
    """An integer attribute; `default` where it is absent or not a number."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def chosen(alternate: Element) -> Element | None:
    """The one branch of mc:AlternateContent that is read: the first Choice with content, else the Fallback."""
    branches = [*alternate.findall(MC + "Choice"), *alternate.findall(MC + "Fallback")]
    return next((branch for branch in branches if len(branch)), None)


def blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs, tables and pasted-in documents directly below, through controls, revisions, alternate content."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None and not is_placeholder(child):
                yield from blocks(content)
        elif child.tag in TRANSPARENT:
            yield from blocks(child)
        elif child.tag == ALTERNATE and (branch := chosen(child)) is not None:
            yield from blocks(branch)


def children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and accepted revisions."""
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from children(content, tag)
        elif child.tag in TRANSPARENT:
            yield from children(child, tag)
        elif child.tag == ALTERNATE and (branch := chosen(child)) is not None:
            yield from children(branch, tag)


def is_placeholder(sdt: Element) -> bool:
    """Whether a content control shows its prompt (单击此处输入文字) because nobody has filled it."""
    return on(sdt.find(W + "sdtPr"), "showingPlcHdr")
