"""Batch: paths given by a person → the submissions in them: `find_submissions(paths, scratch)`.

contract.md: each PATH is one file, or a folder/zip: its direct sub-folders are submissions; a folder/zip holding
files directly is itself one submission; loose files beside sub-folders are one submission each.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.archive import TOO_DEEP, Member, remove, unpack_plainly
from ingest.isolate import DEFAULT
from ingest.pool import Workers
from ingest.sniff import is_archive, sha256_of
from ingest.worker import Failure
from model.document import Reading, Status
from model.errors import BadData
from model.text import without_turns

#: What stands in a folder and is not read.
_LINKED = "此处是指向其他文件夹的链接，程序不进入链接；请把其中的文件放到本文件夹后重试。"
_DANGLING = "此处是链接，所指的文件不存在，未读取。"
_SPECIAL = "不是普通文件（如管道、设备），未读取。"
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: `name` as shown to people (relative to the PATH given), `path` where its bytes are."""

    name: str
    path: Path


#: Folders that hold a part of one applicant's papers, never an applicant.
_ANNEXES = re.compile(
    r"^[\d（()）.、\-_\s]*(?:附件|附表|附录|附图|证明|佐证|支撑|相关|其他|其它|财务|报表|审计|资质|证书|证照|执照|知识产权|专利|软著|标准|图片|照片"
    r"|影像|视频|扫描|盖章|电子版|原件|材料|合同|发票|自评|attachments?|annex(?:es)?|images?|photos?|pdf|word|scans?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One submission: its files, and the readings of what could not even be unpacked. Both may be empty."""

    name: str
    files: tuple[Source, ...]
    refused: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file (or refused file) under a PATH, `steps` its path from there."""

    steps: tuple[str, ...]
    source: Source | Reading


def find_submissions(paths: Sequence[Path], scratch: Path) -> list[Bundle]:
    """The submissions under `paths`, in the order given, sorted by name within each; archives go to `scratch`.

    Archives are unpacked in a confined process. Raises BadData for a path that does not exist or cannot be listed, and
    when `scratch` is full.
    """
    bundles: list[Bundle] = []
    with Workers(1) as workers:
        for path in paths:
            if not path.exists():
                raise BadData(str(path), "路径不存在，请核对后重试。")
            search = _Search(scratch, workers)
            try:
                bundles += search.of_folder(path) if path.is_dir() else search.of_file(path)
            except OSError as error:
                raise BadData(str(path), f"无法打开（{error.strerror or error}），请检查权限与磁盘空间。") from error
    return _named_apart(bundles)


def is_junk(name: str) -> bool:
    """Lock files (~$…, .~lock), hidden files, and what macOS and Windows leave behind."""
    return any(
        step.startswith((".", "~$", "~WRL")) or step.lower() in _JUNK_NAMES for step in PurePosixPath(name).parts
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks under one PATH; archives are unpacked into `scratch` by `workers`."""

    scratch: Path
    workers: Workers

    def of_file(self, path: Path) -> list[Bundle]:
        if not _is_archive(path):
            return [Bundle(_whole(path.name), (Source(_whole(path.name), path),))]
        return _split(path.name, self._entries_of_archive(path, path.name, ()), set())

    def of_folder(self, folder: Path) -> list[Bundle]:
        """A folder of nothing but archives is a batch, too: each archive is a submission, a single one is the batch."""
        visible = [path for path in sorted(folder.iterdir()) if not is_junk(path.name)]
        if visible and all(path.is_file() and _is_archive(path) for path in visible):
            if len(visible) == 1:
                return self.of_file(visible[0])
            archives = [(path, self._entries_of_archive(path, path.name, ())) for path in visible]
            return _sorted(_bundle(path.name, entries) for path, entries in archives)
        entries: list[_Entry] = []
        for path in _walk(folder):
            steps = path.relative_to(folder).parts
            name = "/".join(steps)
            if path.is_dir():
                entries.append(_Entry((*steps, path.name), _not_read(name, _LINKED)))
            elif not path.is_file():
                entries.append(_Entry(steps, _not_read(name, _DANGLING if path.is_symlink() else _SPECIAL)))
            elif _is_archive(path):
                entries += self._entries_of_archive(path, name, steps)
            else:
                entries.append(_Entry(steps, Source(name, path)))
        folders = {path.name for path in visible if path.is_dir()}
        return _split(folder.resolve().name, entries, folders, unwrap=False)

    def _entries_of_archive(self, path: Path, name: str, steps: tuple[str, ...]) -> list[_Entry]:
        """Files of an archive. An archive given as PATH is a tree; one inside a tree stands there as one file."""
        entries = []
        for member in self._unpack(path, name):
            found = member.content
            source = Source(member.name, found) if isinstance(found, Path) else found
            entries.append(_Entry(steps or PurePosixPath(member.stands_at).parts, source))
        return entries

    def _unpack(self, path: Path, name: str) -> list[Member]:
        """The members of an archive; where unpacking it went wrong, one refused member that says so."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        target = Path(tempfile.mkdtemp(prefix="unpacked-", dir=self.scratch))
        found = self.workers.call(unpack_plainly, (path.absolute(), name, target, is_junk), DEFAULT.seconds(path))
        if isinstance(found, Failure):
            remove(target)
            return [Member(name, "", Reading(name, sha256_of(path), found.status, error=found.why))]
        return [Member(a, b, c if isinstance(c, Reading) else Path(c)) for a, b, c in found]


def _walk(folder: Path) -> Iterable[Path]:
    """What is below a folder and no folder itself; linked folders are not entered, so that no circle can arise."""
    for path in sorted(folder.iterdir()):
        if is_junk(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _not_read(name: str, why: str) -> Reading:
    return Reading(_whole(name), "", Status.UNSUPPORTED_TYPE, error=why)


def _is_archive(path: Path) -> bool:
    """By content; a .docx is a zip, too, but no archive. A file that cannot be opened is named when it is read."""
    try:
        return is_archive(path)
    except OSError:
        return False


def _split(name: str, entries: list[_Entry], folders: set[str], unwrap: bool = True) -> list[Bundle]:
    """Applies the contract's rule to the tree under one PATH; `folders` are its direct sub-folders on disk.

    Files beside nothing but folders of annexes (附件/, 3.证书/) are one applicant's: the folder is the submission.
    """
    folders = folders | {entry.steps[0] for entry in entries if len(entry.steps) > 1}
    loose = [entry for entry in entries if len(entry.steps) < 2]
    if not folders or (loose and all(_ANNEXES.match(folder) and "公司" not in folder for folder in folders)):
        return [_bundle(name, entries)]
    if unwrap and len(folders) == 1 and not loose and entries and all(len(entry.steps) > 2 for entry in entries):
        # One wrapper around sub-folders, as zipping a folder of submissions makes it.
        return _split(next(iter(folders)), [replace(entry, steps=entry.steps[1:]) for entry in entries], set())
    bundles = [_bundle(inner, [e for e in entries if len(e.steps) > 1 and e.steps[0] == inner]) for inner in folders]
    for spot in dict.fromkeys(entry.steps for entry in loose):
        bundles.append(_bundle(spot[0] if spot else name, [entry for entry in loose if entry.steps == spot]))
    return _sorted(bundles)


def _bundle(name: str, entries: Iterable[_Entry]) -> Bundle:
    files, refused = list[Source](), list[Reading]()
    for entry in entries:
        if isinstance(entry.source, Source):
            files.append(entry.source)
        else:
            refused.append(entry.source)
    files = [replace(source, name=_whole(source.name)) for source in files]
    files.sort(key=lambda source: _natural(source.name))
    refused.sort(key=lambda reading: _natural(reading.file))
    return Bundle(_whole(name), tuple(files), tuple(_told_once(refused)))


def _told_once(refused: Sequence[Reading]) -> Iterator[Reading]:
    """Archives too deep in others come in heaps: the first is told, with their count."""
    deep = [reading for reading in refused if reading.error == f"{TOO_DEEP}。"]
    for reading in refused:
        if reading not in deep or len(deep) == 1:
            yield reading
        elif reading is deep[0]:
            yield replace(reading, error=f"{TOO_DEEP}（同样情形共 {len(deep)} 个）。")


def _whole(name: str) -> str:
    """A name that is not UTF-8 on disk, made printable; without signs that turn it round on the screen."""
    return without_turns(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _sorted(bundles: Iterable[Bundle]) -> list[Bundle]:
    return sorted(bundles, key=lambda bundle: _natural(bundle.name))


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """附件2 before 附件10."""
    return tuple((0, int(p[:18]), "") if p.isdecimal() else (1, 0, p) for p in re.findall(r"\d+|\D+", name))


def _named_apart(bundles: list[Bundle]) -> list[Bundle]:
    """Equal names of different paths told apart by a number, because reports name submissions."""
    taken: set[str] = set()
    named = []
    for bundle in bundles:
        name, count = bundle.name, 1
        while name in taken:
            count += 1
            name = f"{bundle.name}（{count}）"
        taken.add(name)
        named.append(replace(bundle, name=name))
    return named
