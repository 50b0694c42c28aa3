"""Package floors hold here and in the locks; `mingjian doctor` says how the machine is."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from importlib import metadata
from pathlib import Path

import pytest

import corpora
from model.reference import Floor
from pipeline import doctor
from pipeline.doctor import Check, Health, check_database, check_packages, check_python, is_at_least
from ui.cli import main

ROOT = Path(__file__).parent.parent.parent
FLOORS = corpora.floors()


def locked(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s\\;]+)", (ROOT / file).read_text(), re.MULTILINE))


@pytest.mark.parametrize("floor", FLOORS.packages, ids=lambda floor: floor.package)
def test_floors_hold(floor: Floor) -> None:
    """No lock and no environment below a known hole (reliability.md §3)."""
    for file in ("requirements.lock", "requirements-dev.lock"):
        version = locked(file).get(floor.package.replace("_", "-"))
        assert version is None or is_at_least(version, floor.version), (file, floor)
    try:
        installed = metadata.version(floor.package)
    except metadata.PackageNotFoundError:
        return
    assert is_at_least(installed, floor.version), (installed, floor)


def test_what_meets_foreign_files_is_locked() -> None:
    needed = {"pdfminer-six", "pdfplumber", "lxml", "pillow", "python-docx", "openpyxl", "pypdfium2", "streamlit"}
    assert needed <= locked("requirements.lock").keys()
    assert needed <= {floor.package.replace(".", "-") for floor in FLOORS.packages}


@pytest.mark.parametrize(
    ("version", "floor", "holds"),
    [("3.11.7", "3.11.14", False), ("3.11.14", "3.11.14", True), ("20260107", "20251230", True), ("6.1", "6.1.0", True),
     ("13.0.0rc1", "13.0.0", True), ("5.15.2", "5.2", True), ("0.0.9", "0.0.27", False)],
)  # fmt: skip
def test_versions_compare_by_number(version: str, floor: str, holds: bool) -> None:
    assert is_at_least(version, floor) is holds


def test_old_python_is_a_warning() -> None:
    check = check_python("3.11.7", FLOORS.python)
    assert (check.health, "3.11.14" in check.said) == (Health.POOR, True)
    assert check_python("3.14.0", FLOORS.python).health is Health.GOOD


def test_an_old_package_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    known = metadata.version
    monkeypatch.setattr(doctor.metadata, "version", lambda name: "6.0.0" if name == "lxml" else known(name))
    bad = [check for check in check_packages() if check.health is Health.BAD]
    assert [check.name for check in bad] == ["组件 lxml"]
    assert "6.1.0" in bad[0].said


def test_damaged_database_is_found(tmp_path: Path) -> None:
    assert check_database(tmp_path).health is Health.GOOD
    file = tmp_path / "mingjian.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE a (b TEXT)")
    connection.executemany("INSERT INTO a VALUES (?)", [("x" * 500,)] * 200)
    connection.commit()
    connection.close()
    assert check_database(tmp_path) == Check("数据库", Health.GOOD, "完整")
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    file.write_bytes(data)
    assert check_database(tmp_path).health is Health.BAD
    file.write_bytes(b"no database at all" * 99)
    assert check_database(tmp_path).health is Health.BAD


def test_doctor_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGJIAN_SOFFICE", str(tmp_path / "none"))
    monkeypatch.setitem(sys.modules, "libarchive", None)
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--workspace", str(tmp_path), "--json", str(tmp_path / "d.json")])
    assert ended.value.code == 0
    found = {check["name"]: check for check in json.loads((tmp_path / "d.json").read_text())["checks"]}
    assert found["LibreOffice"]["health"] == found["libarchive"]["health"] == "poor"
    assert "libreoffice-writer" in found["LibreOffice"]["advice"]
    assert {
        "Python",
        "组件版本",
        "中文字体",
        "文字识别",
        "隔离进程",
        "内存限制",
        "工作区磁盘",
        "数据库",
    } <= found.keys()
    assert "本机检查" in capsys.readouterr().out
    (tmp_path / "mingjian.sqlite3").write_bytes(b"broken" * 999)
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "--workspace", str(tmp_path)])
    assert ended.value.code == 3
