"""Which submissions lie under a path (contract.md, PATH rules of `review`)."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest import limits
from ingest.archive import unpack
from ingest.batch import Bundle, find_submissions
from model.document import Reading, Status
from model.errors import BadData
from tests.ingest.docx_file import write_docx


def tree(root: Path, *files: str) -> Path:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"%PDF-1.4 " + name.encode())
    return root


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def gbk_zip(names: list[str]) -> bytes:
    """A zip as Windows in Chinese writes it: GBK names without the UTF-8 flag."""
    data = zipped({f"{i}".rjust(len(name.encode("gbk")), "_"): b"%PDF-" for i, name in enumerate(names)})
    for i, name in enumerate(names):
        data = data.replace(f"{i}".rjust(len(name.encode("gbk")), "_").encode(), name.encode("gbk"))
    return data


def shape(bundles: list[Bundle]) -> dict[str, list[str]]:
    return {bundle.name: [source.name for source in bundle.files] for bundle in bundles}


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "scratch"


def test_one_file(tmp_path: Path, scratch: Path) -> None:
    tree(tmp_path, "申报书.pdf")
    assert shape(find_submissions([tmp_path / "申报书.pdf"], scratch)) == {"申报书.pdf": ["申报书.pdf"]}


def test_folder_of_files_is_one_submission(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "甲公司", "申报书.pdf", "附件10.pdf", "附件2.pdf")
    assert shape(find_submissions([root], scratch)) == {"甲公司": ["申报书.pdf", "附件2.pdf", "附件10.pdf"]}


def test_sub_folders_are_submissions(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "乙/申报书.pdf", "甲/申报书.pdf", "甲/附件/执照.pdf")
    assert shape(find_submissions([root], scratch)) == {
        "乙": ["乙/申报书.pdf"],
        "甲": ["甲/申报书.pdf", "甲/附件/执照.pdf"],
    }


def test_loose_files_beside_folders_stand_alone(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "甲/申报书.pdf", "丙.pdf", "丁.docx")
    assert shape(find_submissions([root], scratch)) == {
        "丁.docx": ["丁.docx"],
        "丙.pdf": ["丙.pdf"],
        "甲": ["甲/申报书.pdf"],
    }


def test_folders_of_annexes_belong_to_the_book_beside_them(tmp_path: Path) -> None:
    tree(tmp_path / "甲公司", "申报书.pdf", "附件/营业执照.pdf", "3.专利证书/清单.pdf")
    (bundle,) = find_submissions([tmp_path / "甲公司"], tmp_path / "scratch")
    assert [source.name for source in bundle.files] == ["3.专利证书/清单.pdf", "申报书.pdf", "附件/营业执照.pdf"]


def test_a_wrapper_is_opened_in_an_archive_only(tmp_path: Path, scratch: Path) -> None:
    """Zipping a folder of submissions wraps it; on disk the direct sub-folders are the submissions (contract.md)."""
    root = tree(tmp_path / "批次", "2025年申报/甲/申报书.pdf", "2025年申报/乙/申报书.pdf")
    assert set(shape(find_submissions([root], scratch))) == {"2025年申报"}
    archive = tmp_path / "批次.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("2025年申报/甲/申报书.pdf", "2025年申报/乙/申报书.pdf"):
            packed.writestr(name, b"%PDF-1.4")
    assert set(shape(find_submissions([archive], scratch))) == {"甲", "乙"}


def test_single_sub_folder_with_files_is_a_submission(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "甲/申报书.pdf", "甲/附件/执照.pdf")
    assert set(shape(find_submissions([root], scratch))) == {"甲"}


def test_junk_is_left_out(tmp_path: Path, scratch: Path) -> None:
    junk = (
        "~$申报书.docx",
        ".DS_Store",
        "Thumbs.db",
        "__MACOSX/._a.pdf",
        ".git/x.pdf",
        "desktop.ini",
        ".~lock.a.docx#",
    )
    root = tree(tmp_path / "甲", "申报书.pdf", *junk)
    assert shape(find_submissions([root], scratch)) == {"甲": ["申报书.pdf"]}


def test_empty_folders_are_reported(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "甲/申报书.pdf")
    (root / "空").mkdir()
    assert shape(find_submissions([root], scratch)) == {"甲": ["甲/申报书.pdf"], "空": []}
    (tmp_path / "全空").mkdir()
    assert shape(find_submissions([tmp_path / "全空"], scratch)) == {"全空": []}


def test_missing_path(tmp_path: Path, scratch: Path) -> None:
    with pytest.raises(BadData, match="不存在"):
        find_submissions([tmp_path / "没有"], scratch)


def test_equal_names_are_told_apart(tmp_path: Path, scratch: Path) -> None:
    paths = [tree(tmp_path / side / "甲", "书.pdf") for side in ("a", "b")]
    assert [bundle.name for bundle in find_submissions(paths, scratch)] == ["甲", "甲（2）"]


def test_zip_is_read_like_a_folder(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "批次.zip"
    path.write_bytes(zipped({"批次/甲/书.pdf": b"%PDF-a", "批次/乙/书.pdf": b"%PDF-b", "__MACOSX/._x": b"x"}))
    bundles = find_submissions([path], scratch)
    assert shape(bundles) == {"乙": ["批次.zip/批次/乙/书.pdf"], "甲": ["批次.zip/批次/甲/书.pdf"]}
    assert bundles[1].files[0].path.read_bytes() == b"%PDF-a"


def test_zip_of_files_is_one_submission(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "甲.zip"
    path.write_bytes(zipped({"书.pdf": b"%PDF-a", "执照.pdf": b"%PDF-b"}))
    assert shape(find_submissions([path], scratch)) == {"甲.zip": ["甲.zip/书.pdf", "甲.zip/执照.pdf"]}


def test_folder_of_zips_is_a_batch(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "占位/x.pdf").parent / "只有压缩包"
    root.mkdir()
    for name in ("甲.zip", "乙.zip"):
        (root / name).write_bytes(zipped({"材料/书.pdf": b"%PDF-", "材料/执照.pdf": b"%PDF-"}))
    assert shape(find_submissions([root], scratch)) == {
        "乙.zip": ["乙.zip/材料/书.pdf", "乙.zip/材料/执照.pdf"],
        "甲.zip": ["甲.zip/材料/书.pdf", "甲.zip/材料/执照.pdf"],
    }


def test_zip_inside_a_submission_belongs_to_it(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "甲/书.pdf", "乙/书.pdf")
    (root / "甲" / "附件.zip").write_bytes(zipped({"执照.pdf": b"%PDF-"}))
    assert shape(find_submissions([root], scratch))["甲"] == ["甲/书.pdf", "甲/附件.zip/执照.pdf"]


def test_word_file_is_no_archive(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "甲").mkdir()
    write_docx(tmp_path / "甲" / "书.docx", "文")
    assert shape(find_submissions([tmp_path / "甲"], scratch)) == {"甲": ["书.docx"]}


def test_names_in_gbk_utf8_and_flagged(tmp_path: Path, scratch: Path) -> None:
    """Decided entry by entry (reliability.md §0.11)."""
    names = ["申报书（附件）.pdf", "营业执照.pdf"]
    (tmp_path / "a.zip").write_bytes(gbk_zip(names))
    assert [s.name for s in find_submissions([tmp_path / "a.zip"], scratch)[0].files] == [
        "a.zip/申报书（附件）.pdf",
        "a.zip/营业执照.pdf",
    ]
    (tmp_path / "b.zip").write_bytes(zipped({"申报书.pdf": b"%PDF-"}))
    assert find_submissions([tmp_path / "b.zip"], scratch)[0].files[0].name == "b.zip/申报书.pdf"


HOSTILE = [
    "../../逃逸.pdf",
    "/etc/绝对.pdf",
    "C:\\盘符.pdf",
    "..\\..\\反斜.pdf",
    "a/../../b.pdf",
    "CON.pdf",
    "\u202e反向.pdf",
]


def test_hostile_names_stay_inside(tmp_path: Path, scratch: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(dict.fromkeys(HOSTILE, b"%PDF-")))
    before = set(tmp_path.rglob("*"))
    files = [source for bundle in find_submissions([path], scratch) for source in bundle.files]
    new = set(tmp_path.rglob("*")) - before
    assert all(p.is_relative_to(scratch) for p in new)
    assert len(files) == len(HOSTILE)
    assert all(".." not in s.name and "\\" not in s.name and "\u202e" not in s.name for s in files)
    assert all(s.path.resolve().is_relative_to(scratch.resolve()) for s in files)


def test_symlink_entry_is_refused(tmp_path: Path, scratch: Path) -> None:
    link = zipfile.ZipInfo("链接.pdf")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("书.pdf", "%PDF-")
    bundles = find_submissions([tmp_path / "a.zip"], scratch)
    assert [r.status for r in bundles[0].refused] == [Status.UNSUPPORTED_TYPE]
    assert [s.name for s in bundles[0].files] == ["a.zip/书.pdf"]


def test_encrypted_zip_is_refused(tmp_path: Path, scratch: Path) -> None:
    data = bytearray(zipped({"书.pdf": b"%PDF-1"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "密.zip").write_bytes(bytes(data))
    (bundle,) = find_submissions([tmp_path / "密.zip"], scratch)
    assert (bundle.name, bundle.files) == ("密.zip", ())
    assert [(r.file, r.status) for r in bundle.refused] == [("密.zip", Status.NEEDS_PASSWORD)]
    assert len(bundle.refused[0].sha256) == 64


def test_bombs_are_refused_without_unpacking(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "弹.zip").write_bytes(zipped({"a.bin": b"0" * (30 * limits.MB)}))
    (bundle,) = find_submissions([tmp_path / "弹.zip"], scratch)
    assert [r.status for r in bundle.refused] == [Status.LIMIT_EXCEEDED]
    assert sum(p.stat().st_size for p in scratch.rglob("*") if p.is_file()) == 0


def test_nested_zips_end(tmp_path: Path, scratch: Path) -> None:
    data = zipped({"书.pdf": b"%PDF-"})
    for depth in range(5):
        data = zipped({f"{depth}.zip": data, f"{depth}.pdf": b"%PDF-"})
    (tmp_path / "a.zip").write_bytes(data)
    (bundle,) = find_submissions([tmp_path / "a.zip"], scratch)
    assert [r.status for r in bundle.refused] == [Status.LIMIT_EXCEEDED]
    assert [s.name for s in bundle.files] == ["a.zip/4.pdf", "a.zip/4.zip/3.pdf", "a.zip/4.zip/3.zip/2.pdf"]


def test_names_that_turn_round_are_shown_plainly(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "甲", "书\u202efdp.pdf")
    for path in (root, root / "书\u202efdp.pdf"):
        (bundle,) = find_submissions([path], scratch)
        assert [source.name for source in bundle.files] == ["书fdp.pdf"]
        assert bundle.files[0].path.is_file()


def test_a_heap_of_archives_too_deep_is_one_line(tmp_path: Path, scratch: Path) -> None:
    data = zipped({"书.pdf": b"%PDF-"})
    for depth in range(3):
        data = zipped({f"{depth}-{number}.zip": data + bytes([number]) for number in range(3)})
    (tmp_path / "a.zip").write_bytes(data)
    (bundle,) = find_submissions([tmp_path / "a.zip"], scratch)
    assert [(r.file, r.error) for r in bundle.refused] == [
        ("a.zip/2-0.zip/1-0.zip/0-0.zip", "压缩包嵌套超过 3 层，未再解压（同样情形共 27 个）。")
    ]


def test_what_is_no_file_is_named_and_not_entered(tmp_path: Path, scratch: Path) -> None:
    """A linked folder, a link to nothing and a pipe: their folder is not called empty."""
    outside = tree(tmp_path / "外", "书.pdf")
    root = tree(tmp_path / "批", "甲/书.pdf")
    (root / "乙").mkdir()
    (root / "乙" / "材料").symlink_to(outside)
    (root / "丙").symlink_to(outside)
    (root / "丁").mkdir()
    os.mkfifo(root / "丁" / "书.pdf")
    (root / "甲" / "旧.pdf").symlink_to(tmp_path / "无.pdf")
    bundles = {bundle.name: bundle for bundle in find_submissions([root], scratch)}
    assert bundles.keys() == {"甲", "乙", "丙", "丁"}
    assert [source.name for bundle in bundles.values() for source in bundle.files] == ["甲/书.pdf"]
    told = {r.file: r.error for bundle in bundles.values() for r in bundle.refused}
    assert told.keys() == {"乙/材料", "丙", "丁/书.pdf", "甲/旧.pdf"}
    assert "链接" in told["乙/材料"]
    assert told["丙"] == told["乙/材料"]
    assert "管道" in told["丁/书.pdf"]
    assert "所指的文件不存在" in told["甲/旧.pdf"]


def test_damaged_archive_is_named(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "甲", "书.pdf")
    (root / "坏.zip").write_bytes(zipped({"a.pdf": b"%PDF-" * 100})[:80])
    (bundle,) = find_submissions([root], scratch)
    assert [(r.file, r.status) for r in bundle.refused] == [("坏.zip", Status.CORRUPT)]
    assert [s.name for s in bundle.files] == ["书.pdf"]


def test_too_many_entries(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ARCHIVE_ENTRIES", 3)
    (tmp_path / "a.zip").write_bytes(zipped({f"{i}.pdf": b"%PDF-" for i in range(4)}))
    scratch.mkdir()
    (refused,) = unpack(tmp_path / "a.zip", "a.zip", scratch, lambda name: False)
    assert isinstance(refused.content, Reading)
    assert refused.content.status is Status.LIMIT_EXCEEDED


def test_zip_beside_files_belongs_to_their_submission(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "甲", "书.pdf")
    (root / "附件.zip").write_bytes(zipped({"证/执照.pdf": b"%PDF-"}))
    assert shape(find_submissions([root], scratch)) == {"甲": ["书.pdf", "附件.zip/证/执照.pdf"]}


def test_zip_beside_folders_is_a_submission_of_its_own(tmp_path: Path, scratch: Path) -> None:
    root = tree(tmp_path / "批次", "甲/书.pdf")
    (root / "乙.zip").write_bytes(zipped({"证/执照.pdf": b"%PDF-", "书.pdf": b"%PDF-"}))
    assert shape(find_submissions([root], scratch)) == {
        "乙.zip": ["乙.zip/书.pdf", "乙.zip/证/执照.pdf"],
        "甲": ["甲/书.pdf"],
    }
