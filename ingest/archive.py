"""Archives: a zip of submissions unpacked into a scratch folder, names kept apart from paths on disk."""

from __future__ import annotations

import lzma
import os
import re
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest import limits
from ingest.package import check_overlap
from ingest.sniff import Kind, content_of, sha256_of
from model.document import Reading, Status
from model.errors import CannotRead

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive: its display path (`批次.zip/甲公司/申报书.docx`) and its bytes, or why there are none.

    `stands_at` is its path within the archive; for what came out of an inner archive, the path of that archive.
    """

    name: str
    stands_at: str
    content: Path | Reading


@dataclass(slots=True)
class Unpacked:
    """Members so far, and how many bytes they take."""

    members: list[Member] = field(default_factory=list)
    total: int = 0


def unpack(archive: Path, name: str, scratch: Path, is_junk: Callable[[str], bool]) -> list[Member]:
    """Unpacks a zip and the zips in it (at most limits.MAX_ARCHIVE_DEPTH deep).

    Files get generated names in `scratch`, so no entry can choose where it lands. Bounds hold for the whole nest.
    A refused entry or archive becomes a Reading; nothing is raised for bad archives.
    """
    out = Unpacked()
    _Unpacking(out, scratch, is_junk).open(archive, name, "", 1)
    return out.members


@dataclass(frozen=True, slots=True)
class _Unpacking:
    """One run over a nest of archives."""

    out: Unpacked
    scratch: Path
    is_junk: Callable[[str], bool]

    def open(self, archive: Path, name: str, stands_at: str, depth: int) -> None:
        try:
            if depth > limits.MAX_ARCHIVE_DEPTH:
                why = f"压缩包嵌套超过 {limits.MAX_ARCHIVE_DEPTH} 层，未再解压。"
                raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
            with zipfile.ZipFile(archive) as opened:
                _check(opened, name, self.out)
                for entry in opened.infolist():
                    inner = entry_name(entry)
                    if inner and not entry.is_dir() and not self.is_junk(inner):
                        self._take(opened, entry, f"{name}/{inner}", stands_at or inner, depth)
        except CannotRead as error:
            self._refuse(name, stands_at, Status(error.status), error.why, sha256_of(archive))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, struct.error, OSError) as error:
            why = f"压缩包已损坏，无法打开（{error}）。"
            self._refuse(name, stands_at, Status.CORRUPT, why, sha256_of(archive))

    def _take(self, opened: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, stands_at: str, depth: int) -> None:
        if stat.S_ISLNK(entry.external_attr >> 16):
            return self._refuse(name, stands_at, Status.UNSUPPORTED_TYPE, "压缩包内的符号链接，未读取。")
        if entry.file_size > limits.MAX_FILE:
            why = f"文件有 {entry.file_size // limits.MB} MB，超过上限 {limits.MAX_FILE // limits.MB} MB。"
            return self._refuse(name, stands_at, Status.LIMIT_EXCEEDED, why)
        target = self._new_file(name)
        try:
            _copy(opened, entry, target)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError) as error:
            target.unlink(missing_ok=True)
            if entry.flag_bits & _ENCRYPTED_FLAG:
                why = "压缩包内的文件设有密码，请提供无密码的版本。"
                return self._refuse(name, stands_at, Status.NEEDS_PASSWORD, why)
            return self._refuse(name, stands_at, Status.CORRUPT, f"压缩包内的文件已损坏（{error}）。")
        self.out.total += entry.file_size
        if content_of(target) is Kind.ZIP:
            self.open(target, name, stands_at, depth + 1)
        else:
            self.out.members.append(Member(name, stands_at, target))

    def _new_file(self, name: str) -> Path:
        handle, path = tempfile.mkstemp(_suffix(name), "", self.scratch)
        os.close(handle)
        return Path(path)

    def _refuse(self, name: str, stands_at: str, status: Status, why: str, sha256: str = "") -> None:
        self.out.members.append(Member(name, stands_at, Reading(name, sha256, status, error=why)))


def _check(opened: zipfile.ZipFile, name: str, out: Unpacked) -> None:
    """Bounds on the directory, before anything is unpacked."""
    entries = opened.infolist()
    if len(entries) + len(out.members) > limits.MAX_ARCHIVE_ENTRIES:
        why = f"压缩包内文件数超过上限 {limits.MAX_ARCHIVE_ENTRIES} 个，已拒绝。"
        raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
    files = [entry for entry in entries if not entry.is_dir()]
    if files and all(entry.flag_bits & _ENCRYPTED_FLAG for entry in files):
        raise CannotRead(name, "压缩包设有密码，请提供无密码的版本。", Status.NEEDS_PASSWORD)
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries) or 1
    if out.total + unpacked > limits.MAX_ARCHIVE:
        raise CannotRead(
            name, f"压缩包解压后超过上限 {limits.MAX_ARCHIVE // limits.GB} GB，已拒绝。", Status.LIMIT_EXCEEDED
        )
    if unpacked > limits.RATIO_FROM and unpacked / packed > limits.MAX_RATIO:
        raise CannotRead(name, f"压缩比达 {unpacked // packed} 倍，疑为压缩炸弹，已拒绝。", Status.LIMIT_EXCEEDED)
    check_overlap(opened, name)


def _copy(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Writes one entry; zipfile itself stops at the declared size and checks the CRC."""
    with opened.open(entry) as source, target.open("wb") as sink:
        while piece := source.read(_CHUNK):
            sink.write(piece)


def entry_name(entry: zipfile.ZipInfo) -> str:
    """Display path of an entry, decoded by what the entry says of itself (never by the whole archive).

    UTF-8 when flagged; else Info-ZIP's Unicode path field; else UTF-8 when the bytes are that, GB18030 otherwise
    (Windows in Chinese writes GBK and sets no flag). `..`, drives and control characters are taken out.
    """
    text = entry.orig_filename
    if not entry.flag_bits & _UTF8_FLAG:
        raw = _raw_name(text)
        text = _unicode_path(entry.extra, raw) or _decode(raw) or text
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    steps = [step.strip() for step in re.split(r"[/\\]+", re.sub(r"^[A-Za-z]:", "", text))]
    return "/".join(step for step in steps if step not in ("", ".", ".."))


def _raw_name(text: str) -> bytes:
    try:
        return text.encode("cp437")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


def _decode(raw: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Info-ZIP extra field 0x7075: version, CRC of the raw name, UTF-8 name (APPNOTE.TXT 4.6.9)."""
    while len(extra) >= 4:
        tag, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if tag == 0x7075 and len(body) > 5 and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            try:
                return body[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
