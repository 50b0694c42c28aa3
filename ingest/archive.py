"""Archives: a zip, 7z or RAR of submissions unpacked into a scratch folder, names kept apart from paths on disk."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest import limits
from ingest.archive_names import clean_name, decode_name, entry_name
from ingest.sniff import Kind, content_of, sha256_of
from ingest.zips import BAD_ZIP, check_directory, check_overlap, unflag_names
from model.document import Reading, Status
from model.errors import CannotRead

_ENCRYPTED_FLAG = 0x1
_CHUNK = 1024 * 1024
#: Why an archive too deep in others is left closed.
TOO_DEEP = f"压缩包嵌套超过 {limits.MAX_ARCHIVE_DEPTH} 层，未再解压"
_DAMAGED = "压缩包已损坏，无法打开"
_PASSWORD = "压缩包设有密码，请提供无密码的版本"


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
    """Unpacks an archive and the archives in it (at most limits.MAX_ARCHIVE_DEPTH deep).

    Files get generated names in `scratch`, so no entry can choose where it lands. Bounds hold for the whole nest.
    A refused entry or archive becomes a Reading; nothing is raised for bad archives.
    """
    out = Unpacked()
    _Unpacking(out, scratch, is_junk).open(archive, name, "", 1)
    return out.members


def unpack_plainly(
    archive: Path, name: str, scratch: Path, is_junk: Callable[[str], bool]
) -> list[tuple[str, str, str | Reading]]:
    """`unpack` for a worker: paths as text, because only nouns come back from there."""
    members = unpack(archive, name, scratch, is_junk)
    return [(m.name, m.stands_at, m.content if isinstance(m.content, Reading) else str(m.content)) for m in members]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One file of an archive: its display path, and its bytes piece by piece (iterating may raise CannotRead)."""

    name: str
    size: int
    is_link: bool
    read: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class _Unpacking:
    """One run over a nest of archives."""

    out: Unpacked
    scratch: Path
    is_junk: Callable[[str], bool]

    def open(self, archive: Path, name: str, stands_at: str, depth: int) -> None:
        pieces = None
        try:
            if depth > limits.MAX_ARCHIVE_DEPTH:
                raise CannotRead(name, TOO_DEEP, Status.LIMIT_EXCEEDED)
            packed = archive.stat().st_size or 1
            is_zip = content_of(archive) in (Kind.ZIP, Kind.BROKEN_ZIP)
            pieces = self._zip_pieces(archive, name) if is_zip else _library_pieces(archive, name)
            before = self.out.total
            for count, piece in enumerate(pieces, 1):
                if count + len(self.out.members) > limits.MAX_ARCHIVE_ENTRIES:
                    why = f"压缩包内文件数超过上限 {limits.MAX_ARCHIVE_ENTRIES} 个，已停止解压"
                    raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
                if piece.name and not self.is_junk(piece.name):
                    self._take(piece, f"{name}/{piece.name}", stands_at or piece.name, depth)
                self._check_ratio(name, self.out.total - before, packed)
        except CannotRead as error:
            self._refuse(name, stands_at, Status(error.status), error.why, sha256_of(archive))
        except BAD_ZIP as error:
            self._refuse(name, stands_at, *_reason(error, _DAMAGED), sha256_of(archive))
        finally:
            if pieces is not None:
                pieces.close()  # type: ignore[attr-defined]

    def _zip_pieces(self, archive: Path, name: str) -> Iterator[_Piece]:
        check_directory(archive, name)
        try:
            opened = zipfile.ZipFile(archive)
        except UnicodeDecodeError:  # names that are flagged as UTF-8 and are not
            repaired = self._new_file(name)
            unflag_names(archive, repaired)
            opened = zipfile.ZipFile(repaired)
        with opened:
            _check_zip(opened, name, self.out)
            for entry in opened.infolist():
                if not entry.is_dir():
                    yield _zip_piece(opened, entry)

    def _take(self, piece: _Piece, name: str, stands_at: str, depth: int) -> None:
        if piece.is_link:
            return self._refuse(name, stands_at, Status.UNSUPPORTED_TYPE, "压缩包内的链接或特殊文件，未读取")
        target = self._new_file(name)
        try:
            self._write(piece, target, name)
        except CannotRead as error:
            target.unlink(missing_ok=True)
            return self._refuse(name, stands_at, Status(error.status), error.why)
        except BAD_ZIP as error:
            target.unlink(missing_ok=True)
            return self._refuse(name, stands_at, *_reason(error, "压缩包内的文件已损坏"))
        if content_of(target) in (Kind.ZIP, Kind.ARCHIVE):
            self.open(target, name, stands_at, depth + 1)
        else:
            self.out.members.append(Member(name, stands_at, target))
        return None

    def _write(self, piece: _Piece, target: Path, name: str) -> None:
        """Counts what really comes out; what an archive declares is never trusted."""
        if piece.size > limits.MAX_FILE:
            raise _too_large(name, piece.size)
        written = 0
        with target.open("wb") as sink:
            for data in piece.read():
                written += len(data)
                self.out.total += len(data)
                if written > limits.MAX_FILE:
                    raise _too_large(name, written)
                if self.out.total > limits.MAX_ARCHIVE:
                    why = f"压缩包解压后超过上限 {limits.MAX_ARCHIVE // limits.GB} GB，已停止解压"
                    raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
                sink.write(data)

    def _check_ratio(self, name: str, unpacked: int, packed: int) -> None:
        if unpacked > limits.RATIO_FROM and unpacked / packed > limits.MAX_RATIO:
            why = f"压缩比达 {unpacked // packed} 倍，远超正常文件，已停止解压；请核实内容，重新压缩或不压缩后提交"
            raise CannotRead(name, why, Status.LIMIT_EXCEEDED)

    def _new_file(self, name: str) -> Path:
        handle, path = tempfile.mkstemp(_suffix(name), "", self.scratch)
        os.close(handle)
        return Path(path)

    def _refuse(self, name: str, stands_at: str, status: Status, why: str, sha256: str = "") -> None:
        error = why if why.endswith("。") else why + "。"
        self.out.members.append(Member(name, stands_at, Reading(name, sha256, status, error=error)))


def _too_large(name: str, size: int) -> CannotRead:
    why = f"文件有 {size // limits.MB} MB，超过上限 {limits.MAX_FILE // limits.MB} MB"
    return CannotRead(name, why, Status.LIMIT_EXCEEDED)


def _reason(error: Exception, said: str) -> tuple[Status, str]:
    """What an error while unpacking means: a full disk is no damage of the archive, and a password no damage either."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Status.INTERNAL_ERROR, "临时磁盘空间不足，压缩包未能解开；请清理磁盘后重试"
    if "encrypted" in str(error) or "password" in str(error):
        return Status.NEEDS_PASSWORD, _PASSWORD
    return Status.CORRUPT, f"{said}（{error}）"


def _check_zip(opened: zipfile.ZipFile, name: str, out: Unpacked) -> None:
    """Bounds on the directory, before anything is unpacked."""
    entries = opened.infolist()
    if len(entries) + len(out.members) > limits.MAX_ARCHIVE_ENTRIES:
        why = f"压缩包内文件数超过上限 {limits.MAX_ARCHIVE_ENTRIES} 个，已拒绝"
        raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
    files = [entry for entry in entries if not entry.is_dir()]
    if files and all(entry.flag_bits & _ENCRYPTED_FLAG for entry in files):
        raise CannotRead(name, _PASSWORD, Status.NEEDS_PASSWORD)
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries) or 1
    if out.total + unpacked > limits.MAX_ARCHIVE:
        why = f"压缩包解压后超过上限 {limits.MAX_ARCHIVE // limits.GB} GB，已拒绝"
        raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
    if unpacked > limits.RATIO_FROM and unpacked / packed > limits.MAX_RATIO:
        why = f"压缩比达 {unpacked // packed} 倍，远超正常文件，未解压；请核实内容，重新压缩或不压缩后提交"
        raise CannotRead(name, why, Status.LIMIT_EXCEEDED)
    check_overlap(opened, name)


def _zip_piece(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> _Piece:
    def read() -> Iterator[bytes]:
        with opened.open(entry) as source:
            while data := source.read(_CHUNK):
                yield data

    return _Piece(entry_name(entry), entry.file_size, stat.S_ISLNK(entry.external_attr >> 16), read)


def _library_pieces(archive: Path, name: str) -> Iterator[_Piece]:
    """Files of a 7z or RAR (4 and 5) archive by the system's libarchive. Raises CannotRead."""
    import locale

    try:
        import libarchive
        from libarchive.exception import ArchiveError
    except Exception as error:
        why = "打开 RAR/7z 需要系统组件 libarchive（Debian：apt-get install libarchive13），本机未安装；或改用 ZIP"
        raise CannotRead(name, why, Status.UNSUPPORTED_TYPE) from error
    if not locale.setlocale(locale.LC_CTYPE).upper().endswith(("UTF-8", "UTF8")):
        try:
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")  # else names that are not ASCII come out empty
        except locale.Error:
            locale.setlocale(locale.LC_CTYPE, "")
    with archive.open("rb") as stream:
        head = stream.read(8)
    is_locked = libarchive.ffi.libarchive.archive_entry_is_data_encrypted  # the binding has no word for it
    is_locked.argtypes, is_locked.restype = [ctypes.c_void_p], ctypes.c_int
    form = "7zip" if head.startswith(b"7z") else "rar5" if head == b"Rar!\x1a\x07\x01\0" else "rar"
    try:
        with libarchive.file_reader(str(archive), format_name=form, filter_name="none") as opened:
            for entry in opened:
                if entry.isdir:
                    continue
                raw = entry.pathname
                called = clean_name(decode_name(raw) if isinstance(raw, bytes) else raw or "未命名")
                odd = entry.issym or entry.islnk or not entry.isreg
                locked = is_locked(entry._entry_p) > 0
                yield _Piece(called, entry.size or 0, odd, _library_reader(entry, called, locked))
    except ArchiveError as error:
        raise _library_error(error, name) from error


def _library_reader(entry: object, name: str, locked: bool) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        from libarchive.exception import ArchiveError

        if locked:
            raise CannotRead(name, "压缩包内的文件设有密码，请提供无密码的版本", Status.NEEDS_PASSWORD)
        try:
            yield from entry.get_blocks(_CHUNK)  # type: ignore[attr-defined]
        except ArchiveError as error:
            raise _library_error(error, name) from error

    return read


def _library_error(error: Exception, name: str) -> CannotRead:
    text = str(getattr(error, "msg", error))
    if re.search("encrypt|passphrase|password|crypto", text, re.IGNORECASE):
        return CannotRead(name, _PASSWORD, Status.NEEDS_PASSWORD)
    return CannotRead(name, f"{_DAMAGED}（{text}）")


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def remove(folder: Path) -> None:
    """Removes what a worker left half unpacked."""
    shutil.rmtree(folder, ignore_errors=True)
