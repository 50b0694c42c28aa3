"""Word 2003 XML (“Word.Document” in one XML file) as a package: `modernise(path, name, target)`.

Its elements are those of WordprocessingML under another namespace, but for a handful. Own code, because LibreOffice's
filter drops vertical merges and symbols. Source: Office 2003 XML Reference Schemas, WordprocessingML.
"""

from __future__ import annotations

import base64
import binascii
import zipfile
from pathlib import Path

from lxml import etree

from ingest import limits
from ingest.package import parse_xml
from ingest.word.names import Element, R, W
from model.errors import CannotRead

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_WX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
_REVISIONS = {"Word.Insertion": "ins", "Word.Deletion": "del"}
_DEEPEST = 200
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = {"Title": "title", "Author": "creator", "LastAuthor": "lastModifiedBy", "Revision": "revision",
         "Created": "created", "LastSaved": "modified", "LastPrinted": "lastPrinted"}  # fmt: skip
_APP = {"Company": "Company", "Manager": "Manager", "TotalTime": "TotalTime", "Template": "Template", "Pages": "Pages"}


def modernise(path: Path, name: str, target: Path) -> None:
    """Writes the .docx that says the same to `target`. Raises CannotRead: corrupt, limit_exceeded."""
    if path.stat().st_size > limits.MAX_PART:
        raise CannotRead(name, f"XML 文件超过上限 {limits.MAX_PART // limits.MB} MB", "limit_exceeded")
    root = parse_xml(path.read_bytes(), path.name, name)
    body = root.find(_OLD + "body")
    if body is None:
        raise CannotRead(name, "Word 2003 XML 文档没有正文，已损坏")
    pictures = _pictures(root, name)
    parts: dict[str, bytes] = {"[Content_Types].xml": b"<Types/>"}
    document = etree.Element(W + "document", nsmap={"w": W[1:-1], "r": R[1:-1]})
    document.append(_renew(body, pictures, 0))
    parts["word/document.xml"] = etree.tostring(document)
    styles = root.find(_OLD + "styles")
    if styles is not None:
        parts["word/styles.xml"] = etree.tostring(_renew(styles, pictures, 0))
    links = "".join(
        f'<Relationship Id="{key}" Type="{_REL}/image" Target="media/{key}"/>' for key, _ in pictures.values()
    )
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELS}">{links}</Relationships>'.encode()
    parts |= {f"word/media/{key}": data for key, data in pictures.values()}
    parts |= _properties(root)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for part, data in parts.items():
            package.writestr(part, data)


def _pictures(root: Element, name: str) -> dict[str, tuple[str, bytes]]:
    """wordml:// address → (key, bytes)."""
    found: dict[str, tuple[str, bytes]] = {}
    for held in root.iter(_OLD + "binData"):
        try:
            data = base64.b64decode("".join((held.text or "").split()))
        except (binascii.Error, ValueError) as error:
            raise CannotRead(name, f"内嵌图片已损坏（{error}）") from error
        found.setdefault(held.get(_OLD + "name") or "", (f"image{len(found) + 1}", data))
    return found


def _renew(old: Element, pictures: dict[str, tuple[str, bytes]], depth: int) -> Element:
    """A copy under today's names; wrappers that only hint at the layout are dropped, their content stays."""
    tag = str(old.tag)
    if tag.startswith(_OLD):
        local = tag[len(_OLD) :]
        tag = W + _RENAMED.get(local, local)
    if tag == _AML + "annotation":
        tag = W + _REVISIONS.get(old.get(_OLD + "type") or "", "customXml")
    new = etree.Element(tag)
    for key, text in old.attrib.items():
        if str(key).startswith(_AML) and str(key)[len(_AML) :] in ("author", "createdate"):
            key = W + {"author": "author", "createdate": "date"}[str(key)[len(_AML) :]]
        new.set(W + str(key)[len(_OLD) :] if str(key).startswith(_OLD) else key, text)
    if tag == _VML + "imagedata" and (old.get("src") or "") in pictures:
        new.set(R + "id", pictures[old.get("src") or ""][0])
    new.text = old.text
    _fill(new, old, pictures, depth)
    return new


def _fill(new: Element, old: Element, pictures: dict[str, tuple[str, bytes]], depth: int) -> None:
    if depth > _DEEPEST:
        return
    for child in old:
        if not isinstance(child.tag, str) or child.tag == _OLD + "binData":
            continue
        if child.tag.startswith(_WX) or child.tag == _AML + "content":
            _fill(new, child, pictures, depth + 1)
        elif child.tag == _OLD + "listPr":
            continue
        else:
            new.append(_renew(child, pictures, depth + 1))
            if child.tag == _OLD + "pPr" and (mark := child.find(f"{_OLD}listPr/{_WX}t")) is not None:
                run = etree.SubElement(new, W + "r")  # the number as it was printed stands in a hint
                etree.SubElement(run, W + "t").text = mark.get(_WX + "val") or ""


def _properties(root: Element) -> dict[str, bytes]:
    about = root.find(_OFFICE + "DocumentProperties")
    if about is None:
        return {}
    parts = {}
    for part, names in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
        made = etree.Element("properties")
        for child in about:
            local = str(child.tag).rpartition("}")[2]
            if local in names:
                etree.SubElement(made, names[local]).text = child.text
        parts[part] = etree.tostring(made)
    return parts
