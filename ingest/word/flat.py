"""Flat OPC (a whole .docx as one XML file, as Word saves “Word XML 文档”): `unflatten(path, name, target)`."""

from __future__ import annotations

import base64
import binascii
import zipfile
from pathlib import Path

from lxml import etree

from ingest import limits
from ingest.package import parse_xml
from model.errors import CannotRead

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def unflatten(path: Path, name: str, target: Path) -> None:
    """Writes the package that a flat file spells out to `target`. Raises CannotRead: corrupt, limit_exceeded."""
    if path.stat().st_size > limits.MAX_PART:
        raise CannotRead(name, f"XML 文件超过上限 {limits.MAX_PART // limits.MB} MB", "limit_exceeded")
    root = parse_xml(path.read_bytes(), path.name, name)
    parts = root.findall(_PKG + "part")
    if len(parts) > limits.MAX_PARTS:
        raise CannotRead(name, f"内含 {len(parts)} 个部件，超过上限 {limits.MAX_PARTS} 个", "limit_exceeded")
    types = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for part in parts:
            called = (part.get(_PKG + "name") or "").lstrip("/")
            tree, binary = part.find(_PKG + "xmlData"), part.find(_PKG + "binaryData")
            if not called:
                continue
            if tree is not None and len(tree):
                package.writestr(called, etree.tostring(tree[0], encoding="UTF-8", xml_declaration=True))
            elif binary is not None:
                try:
                    package.writestr(called, base64.b64decode("".join((binary.text or "").split())))
                except (binascii.Error, ValueError) as error:
                    raise CannotRead(name, f"部件 {called} 已损坏（{error}）") from error
            types.append(called)
        package.writestr("[Content_Types].xml", "<Types/>")
    if not types:
        raise CannotRead(name, "XML 文件中没有任何部件，已损坏")
