"""Package: an Office file (zip of XML parts) opened with care: bounds first, then parts, never a DOCTYPE."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import TracebackType

from lxml import etree

from ingest import limits
from ingest.zips import BAD_ZIP, check_directory, check_overlap
from model.errors import CannotRead

#: Strict OOXML (ISO/IEC 29500 Strict) names its elements differently; Word writes it as “Strict Open XML 文档”.
STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_TO_TRANSITIONAL = (
    (b"/wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"/spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"/drawingml/main", b"drawingml/2006/main"),
    (b"/drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"/drawingml/picture", b"drawingml/2006/picture"),
    (b"/officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"/officeDocument/math", b"officeDocument/2006/math"),
    (b"/officeDocument/relationships", b"officeDocument/2006/relationships"),
)
TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_HEAD = 4096


def check_zip(archive: zipfile.ZipFile, name: str) -> None:
    """Refuses a zip bomb by its directory alone, before unpacking. Raises CannotRead(limit_exceeded | corrupt).

    Overlapping entries are looked for here because zipfile does so only from Python 3.11.8 on (CVE-2024-0450).
    """
    entries = archive.infolist()
    if len(entries) > limits.MAX_PARTS:
        raise _too_much(name, f"内含 {len(entries)} 个部件，超过上限 {limits.MAX_PARTS} 个")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > limits.MAX_PACKAGE:
        raise _too_much(name, f"解压后达 {unpacked // limits.MB} MB，超过上限 {limits.MAX_PACKAGE // limits.MB} MB")
    if unpacked > limits.RATIO_FROM and unpacked / packed > limits.MAX_RATIO:
        raise _too_much(name, f"压缩比达 {unpacked // packed} 倍，疑为压缩炸弹")
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if largest > limits.MAX_PART:
        raise _too_much(name, f"单个 XML 部件达 {largest // limits.MB} MB，超过上限 {limits.MAX_PART // limits.MB} MB")
    check_overlap(archive, name)


def _too_much(name: str, why: str) -> CannotRead:
    return CannotRead(name, why, "limit_exceeded")


class Package:
    """The parts of one Office file. Use as a context manager; every error is a CannotRead."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            check_directory(path, name)
            self._zip = zipfile.ZipFile(path)
        except BAD_ZIP as error:
            raise CannotRead(name, f"文件已损坏或不完整，无法作为 Office 文件打开（{error}）") from error
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in self._zip.infolist()}
        self._lower = {part.lower(): part for part in self._entries}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def check(self) -> None:
        """Bounds of the zip, and no DOCTYPE at the head of any XML part (ECMA-376 part 2 §8.1.1.4 forbids it)."""
        check_zip(self._zip, self.name)
        for part in self._entries:
            if part.endswith((".xml", ".rels")):
                self._refuse_doctype(self.read(part, _HEAD))

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._lower

    def read(self, part: str, most: int = -1) -> bytes:
        """Bytes of a part (or its first `most`); part names compare without case. CannotRead when damaged or absent."""
        try:
            with self._zip.open(self._entries[self._lower[part.lower()]]) as stream:
                return stream.read(most)
        except KeyError as error:
            raise CannotRead(self.name, f"文件缺少部件 {part}，已损坏") from error
        except BAD_ZIP as error:
            if "encrypted" in str(error):  # RuntimeError of zipfile: "File … is encrypted, password required"
                raise CannotRead(self.name, "文件已加密，请提供无密码的版本", "needs_password") from error
            raise CannotRead(self.name, f"部件 {part} 已损坏（{error}）") from error

    def xml(self, part: str) -> etree._Element:
        """Root element of an XML part, strict namespaces turned into the transitional ones."""
        return self.parse(self.read(part), part)

    def parse(self, data: bytes, part: str) -> etree._Element:
        return parse_xml(data, part, self.name)

    def _refuse_doctype(self, head: bytes) -> None:
        refuse_doctype(head, self.name)

    def relations(self, part: str) -> dict[str, str]:
        """Relationship id → part name, for inner targets only (external links are never followed)."""
        folder, _, base = part.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        if rels not in self:
            return {}
        found: dict[str, str] = {}
        for rel in self.xml(rels):
            target, key = rel.get("Target"), rel.get("Id")
            if target and key and rel.get("TargetMode") != "External":
                found[key] = _resolve(folder, target)
        return found


def parse_xml(data: bytes, part: str, name: str) -> etree._Element:
    """Root of an XML part of the file `name`, strict namespaces turned transitional. Raises CannotRead.

    No DOCTYPE, no entities, no network; lxml's own bounds on depth and size stay on.
    """
    refuse_doctype(data[:_HEAD], name)
    if STRICT in data:
        for strict, transitional in STRICT_TO_TRANSITIONAL:
            data = data.replace(STRICT[:-1] + strict, TRANSITIONAL + transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if any(word in str(error) for word in ("huge", "depth", "limit", "too long", "Excessive")):
            raise _too_much(name, f"部件 {part} 的 XML 过深或过大") from error
        raise CannotRead(name, f"部件 {part} 的 XML 已损坏（{error}）") from error
    except ValueError as error:  # an encoding that does not exist
        raise CannotRead(name, f"部件 {part} 的 XML 已损坏（{error}）") from error
    if root.getroottree().docinfo.internalDTD is not None:
        refuse_doctype(b"<!DOCTYPE", name)
    return root


def refuse_doctype(head: bytes, name: str) -> None:
    if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
        raise CannotRead(
            name,
            "XML 部件含有 DOCTYPE 声明，Office 软件保存的文件不会有，为安全起见未读取；请用 Word 或 WPS 另存后重新提交",
        )


def _resolve(folder: str, target: str) -> str:
    parts = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(part for part in parts if part)
