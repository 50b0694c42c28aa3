"""Archives of every build: read, or refused in one closed state; nothing lands outside its folder."""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from pathlib import Path

import pytest

from ingest import archive as archive_module
from ingest.archive_names import decode_name
from ingest.batch import Bundle, find_submissions, is_junk
from model.document import Reading, Status
from tests.ingest.hostile import archives
from tests.ingest.hostile.archives import encrypted_seven_zip, rar4, rar5, seven_zip, zip_raw, zipped

UTF8_FLAG = 0x800


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "scratch"


def found(path: Path, scratch: Path) -> Bundle:
    (bundle,) = find_submissions([path], scratch)
    return bundle


def names(path: Path, scratch: Path) -> list[str]:
    return [source.name for source in found(path, scratch).files]


def refusals(path: Path, scratch: Path) -> set[Status]:
    bundles = find_submissions([path], scratch)
    return {reading.status for bundle in bundles for reading in bundle.refused}


def test_seven_zip(tmp_path: Path, scratch: Path) -> None:
    path = seven_zip(tmp_path / "材料.7z", {"申报书.pdf": b"%PDF-1", "附件/执照.pdf": b"%PDF-2"})
    bundles = find_submissions([path], scratch)
    files = {source.name: source.path.read_bytes() for bundle in bundles for source in bundle.files}
    assert files == {"材料.7z/申报书.pdf": b"%PDF-1", "材料.7z/附件/执照.pdf": b"%PDF-2"}


@pytest.mark.parametrize(
    "data",
    [
        rar5({"申报书.pdf": b"%PDF-1", "执照.pdf": b"%PDF-2"}),
        rar4({"申报书.pdf".encode(): b"%PDF-1", "执照.pdf".encode(): b"%PDF-2"}, flags=0x200),
        rar4({"申报书.pdf".encode("gbk"): b"%PDF-1", "执照.pdf".encode("gbk"): b"%PDF-2"}),
    ],
    ids=["rar5", "rar4-unicode", "rar4-gbk"],
)
def test_rar(tmp_path: Path, scratch: Path, data: bytes) -> None:
    (tmp_path / "a.rar").write_bytes(data)
    bundle = found(tmp_path / "a.rar", scratch)
    assert {s.name: s.path.read_bytes() for s in bundle.files} == {
        "a.rar/申报书.pdf": b"%PDF-1",
        "a.rar/执照.pdf": b"%PDF-2",
    }


def test_suffix_of_an_archive_may_lie(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "a.zip").write_bytes(rar5({"书.pdf": b"%PDF-1"}))
    assert names(tmp_path / "a.zip", scratch) == ["a.zip/书.pdf"]


def test_archives_inside_archives(tmp_path: Path, scratch: Path) -> None:
    inner = rar5({"执照.pdf": b"%PDF-"})
    (tmp_path / "甲.zip").write_bytes(zipped({"书.pdf": b"%PDF-", "附件.rar": inner}))
    assert names(tmp_path / "甲.zip", scratch) == ["甲.zip/书.pdf", "甲.zip/附件.rar/执照.pdf"]


def test_without_the_system_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, as the worker would not see the patch."""
    monkeypatch.setitem(sys.modules, "libarchive", None)
    (tmp_path / "a.rar").write_bytes(rar5({"书.pdf": b"%PDF-"}))
    (tmp_path / "s").mkdir()
    (member,) = archive_module.unpack(tmp_path / "a.rar", "a.rar", tmp_path / "s", is_junk)
    assert isinstance(member.content, Reading)
    assert member.content.status is Status.UNSUPPORTED_TYPE
    assert "libarchive" in (member.content.error or "")


@pytest.mark.parametrize("cut", [10, 40, 90])
def test_damaged_archives(tmp_path: Path, scratch: Path, cut: int) -> None:
    """Cut anywhere: named as corrupt, never an internal error."""
    whole = seven_zip(tmp_path / "w.7z", {f"{n}.pdf": b"%PDF-" * 99 for n in range(5)}).read_bytes()
    for name, data in (("a.7z", whole), ("b.rar", rar5({"书.pdf": b"%PDF-" * 99}))):
        (tmp_path / name).write_bytes(data[: len(data) * cut // 100])
        assert refusals(tmp_path / name, scratch) == {Status.CORRUPT}


def test_passwords(tmp_path: Path, scratch: Path) -> None:
    assert refusals(encrypted_seven_zip(tmp_path / "密.7z"), scratch) == {Status.NEEDS_PASSWORD}
    (tmp_path / "密.rar").write_bytes(rar4({b"a.pdf": b"%PDF-"}, flags=0x4))
    assert refusals(tmp_path / "密.rar", scratch) == {Status.NEEDS_PASSWORD}
    (tmp_path / "半.zip").write_bytes(zip_raw([(b"a.pdf", b"%PDF-", 0), (b"b.pdf", b"%PDF-" * 9, 1)]))
    bundle = found(tmp_path / "半.zip", scratch)
    assert [source.name for source in bundle.files] == ["半.zip/a.pdf"]
    assert [(r.file, r.status) for r in bundle.refused] == [("半.zip/b.pdf", Status.NEEDS_PASSWORD)]


BOMB_STATES = {
    "flat_bomb": Status.LIMIT_EXCEEDED,
    "nested_bomb": Status.LIMIT_EXCEEDED,
    "overlapping_bomb": Status.LIMIT_EXCEEDED,
    "lying_sizes": Status.CORRUPT,
    "many_entries": Status.LIMIT_EXCEEDED,
    "quine": Status.LIMIT_EXCEEDED,
    "huge_directory": Status.LIMIT_EXCEEDED,
    "wrong_zip64": Status.CORRUPT,
}


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("bomb", archives.BOMBS, ids=lambda bomb: bomb.__name__)
def test_zip_bombs(tmp_path: Path, scratch: Path, bomb: archives.Bomb, size: int) -> None:
    """24 archives (S1): refused, at most 64 MB on disk and 200 MB in this process; the sound one beside is read."""
    (tmp_path / "批").mkdir()
    (tmp_path / "批" / "弹.zip").write_bytes(bomb(size))
    (tmp_path / "批" / "好.zip").write_bytes(zipped({"书.pdf": b"%PDF-"}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bundles = {bundle.name: bundle for bundle in find_submissions([tmp_path / "批"], scratch)}
    bad, good = bundles["弹.zip"], bundles["好.zip"]
    assert {reading.status for reading in bad.refused} == {BOMB_STATES[bomb.__name__]}
    assert [source.name for source in good.files] == ["好.zip/书.pdf"]
    assert sum(p.stat().st_size for p in scratch.rglob("*") if p.is_file()) < 64 * 2**20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 2**10


def test_library_bomb(tmp_path: Path, scratch: Path) -> None:
    """What a 7z declares is not trusted: it is stopped while it unpacks."""
    path = seven_zip(tmp_path / "弹.7z", {f"{n}.bin": b"0" * (30 * 2**20) for n in range(3)})
    assert refusals(path, scratch) == {Status.LIMIT_EXCEEDED}
    assert sum(p.stat().st_size for p in scratch.rglob("*") if p.is_file()) < 64 * 2**20


STEMS = (
    "申报书（附件）",
    "营业执照",
    "2024年度审计报告",
    "智能工厂建设方案",
    "知识产权证明材料",
    "财务报表",
    "甘肃省推荐函",
)
BIG5_STEMS = ("申報書", "營業執照", "審計報告", "智慧工廠建設方案", "證明材料", "財務報表")


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
@pytest.mark.parametrize("stem", STEMS)
def test_names_of_every_encoding(stem: str, encoding: str) -> None:
    assert decode_name(f"甲/{stem}.pdf".encode(encoding)) == f"甲/{stem}.pdf"


@pytest.mark.parametrize("stem", BIG5_STEMS)
def test_names_in_big5(stem: str) -> None:
    assert decode_name(f"{stem}.pdf".encode("big5")) == f"{stem}.pdf"


def test_names_are_decided_entry_by_entry(tmp_path: Path, scratch: Path) -> None:
    """One archive with GBK, flagged UTF-8, bare UTF-8, Big5, and GBK that claims to be UTF-8."""
    (tmp_path / "a.zip").write_bytes(
        zip_raw(
            [
                ("一申报书.pdf".encode("gbk"), b"%PDF-1", 0),
                ("二执照.pdf".encode(), b"%PDF-2", UTF8_FLAG),
                ("三报表.pdf".encode(), b"%PDF-3", 0),
                ("四審計報告.pdf".encode("big5"), b"%PDF-4", 0),
                ("五承诺书.pdf".encode("gbk"), b"%PDF-5", UTF8_FLAG),
            ]
        )
    )
    assert set(names(tmp_path / "a.zip", scratch)) == {
        f"a.zip/{name}.pdf" for name in ("一申报书", "二执照", "三报表", "四審計報告", "五承诺书")
    }


HOSTILE_NAMES = [
    f"{prefix}{stem}"
    for prefix in ("../", "../../../../", "/", "/etc/", "C:\\", "C:", "\\\\host\\share\\", "..\\..\\", "a/../../", "./")
    for stem in ("x.pdf", "CON.pdf", "a\u202efdp.exe", "x.pdf.", "x .pdf", "n" * 300 + ".pdf")
]


def test_hostile_names_land_inside(tmp_path: Path, scratch: Path) -> None:
    """60 names (S2) in zip, RAR and 7z: nothing outside the folder, names on disk are ours, names shown are harmless."""
    assert len(HOSTILE_NAMES) == 60
    entries = [(name.encode(), b"%PDF-", UTF8_FLAG) for name in HOSTILE_NAMES]
    (tmp_path / "a.zip").write_bytes(zip_raw(entries))
    (tmp_path / "b.rar").write_bytes(rar5(dict.fromkeys(HOSTILE_NAMES, b"%PDF-")))
    before = {p for p in tmp_path.rglob("*") if scratch not in p.parents}
    for archive in ("a.zip", "b.rar"):
        bundles = find_submissions([tmp_path / archive], scratch)
        shown = [source for bundle in bundles for source in bundle.files]
        assert len(shown) == 60
        assert all(".." not in s.name.split("/") and "\\" not in s.name and "\u202e" not in s.name for s in shown)
        assert all(s.path.resolve().is_relative_to(scratch.resolve()) and len(s.path.name) < 30 for s in shown)
    after = {p for p in tmp_path.rglob("*") if scratch not in p.parents and p != scratch}
    assert after == before


def test_links_are_refused(tmp_path: Path, scratch: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("链接.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    assert refusals(tmp_path / "a.zip", scratch) == {Status.UNSUPPORTED_TYPE}
