"""doctor: is this machine fit for the work? `examine(workspace)` → one Check for each thing that matters."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import corpora
from ingest.isolate import read_isolated
from ingest.office import find_soffice
from ingest.pool import Workers
from ingest.worker import Failure, walls
from model.document import Status

_GB = 1024**3


class Health(StrEnum):
    """GOOD; POOR: works with less (said what is missing); BAD: must be mended."""

    GOOD = "good"
    POOR = "poor"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do about it. All texts Chinese."""

    name: str
    health: Health
    said: str
    advice: str = ""


def examine(workspace: Path) -> list[Check]:
    """All checks. Nothing is changed; the workspace need not exist."""
    return [
        check_python(platform.python_version(), corpora.floors().python),
        *check_packages(),
        _libreoffice(),
        _libarchive(),
        _fonts(),
        _ocr(),
        *_walls(),
        *_room(workspace),
        check_database(workspace),
    ]


def check_python(version: str, floors: dict[str, str]) -> Check:
    """An old Python is a warning: its zip holes are guarded in our own code (ingest/zips.py)."""
    floor = floors.get(".".join(version.split(".")[:2]))
    if floor is None or is_at_least(version, floor):
        return Check("Python", Health.GOOD, version)
    advice = f"请升级到 {floor} 或更新：旧版 zipfile、tarfile 有已知漏洞（zip 的已在程序内防护）"
    return Check("Python", Health.POOR, f"{version}，低于安全版本 {floor}", advice)


def check_packages() -> Iterator[Check]:
    """One check for all packages at or above their floor, and one for each below."""
    good = 0
    for floor in corpora.floors().packages:
        try:
            version = metadata.version(floor.package)
        except metadata.PackageNotFoundError:
            continue
        if is_at_least(version, floor.version):
            good += 1
        else:
            said = f"{version}，低于安全版本 {floor.version}（{floor.why}）"
            advice = f"pip install '{floor.package}>={floor.version}'，或按 requirements.lock 重新安装"
            yield Check(f"组件 {floor.package}", Health.BAD, said, advice)
    yield Check("组件版本", Health.GOOD, f"{good} 个组件不低于安全版本")


def is_at_least(version: str, floor: str) -> bool:
    """Compares release numbers; what follows them (rc1, post1) does not count."""

    def numbers(text: str) -> list[int]:
        return [int(part) for part in re.match(r"\d+(?:\.\d+)*", text)[0].split(".")]  # type: ignore[index]

    one, other = numbers(version), numbers(floor)
    length = max(len(one), len(other))
    return one + [0] * (length - len(one)) >= other + [0] * (length - len(other))


def _libreoffice() -> Check:
    soffice = find_soffice()
    advice = (
        "旧版 .doc/.wps、RTF、ODT 将标为“需要 LibreOffice”；Debian：apt-get install libreoffice-writer libreoffice-calc"
    )
    if soffice is None:
        return Check("LibreOffice", Health.POOR, "未安装", advice)
    said = _ask([str(soffice), "--version"])
    if not said:
        return Check("LibreOffice", Health.POOR, f"{soffice} 无法运行", advice)
    return Check("LibreOffice", Health.GOOD, " ".join(said.split()[:2]))


def _libarchive() -> Check:
    try:
        import libarchive

        number = libarchive.ffi.version_number()
    except Exception:  # noqa: BLE001  without the system library its binding fails in several ways
        return Check("libarchive", Health.POOR, "未安装", "RAR/7z 压缩包打不开；Debian：apt-get install libarchive13")
    return Check("libarchive", Health.GOOD, f"{number // 10**6}.{number // 1000 % 1000}.{number % 1000}")


def _fonts() -> Check:
    advice = "没有嵌入字体的 PDF 页面图会缺字；Debian：apt-get install fonts-noto-cjk"
    if shutil.which("fc-list") is None:
        return Check("中文字体", Health.GOOD if os.name == "nt" else Health.POOR, "未能查询（没有 fontconfig）", advice)
    found = [line for line in _ask(["fc-list", ":lang=zh", "family"]).splitlines() if line.strip()]
    return Check("中文字体", Health.GOOD if found else Health.POOR, f"{len(found)} 种", "" if found else advice)


def _ocr() -> Check:
    advice = "扫描件将标为“需要文字识别”；请按 requirements.lock 重新安装"
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None or find_spec("onnxruntime") is None:
        return Check("文字识别", Health.POOR, "rapidocr 或 onnxruntime 未安装", advice)
    models = list((Path(spec.origin).parent / "models").glob("*.onnx"))
    return Check(
        "文字识别", Health.GOOD if models else Health.POOR, f"{len(models)} 个离线模型", "" if models else advice
    )


def _walls() -> Iterator[Check]:
    """Asks a real worker what holds around it."""
    with Workers(1) as workers:
        found = workers.call(walls, (), 60)
    if isinstance(found, Failure):
        yield Check("隔离进程", Health.BAD, found.why, "请检查内存与系统对进程的限制")
        return
    limited, session, alone = found
    yield _trial_reading()
    yield _wall("内存限制", limited, "读取进程的内存、文件大小有上限", "此系统不支持，超大文件可能耗尽内存")
    yield _wall("子进程清理", session, "读取进程的子进程随之结束", "此系统不支持")
    yield _wall("读取时断网", alone, "读取进程没有网络", "此系统不允许网络命名空间；靠设置不访问外部，隔离减弱")


def _trial_reading() -> Check:
    """Whether a reading comes back whole from a worker: without it every file of a batch would be unread."""
    with tempfile.TemporaryDirectory() as folder:
        (path := Path(folder, "试读.docx")).touch()
        ((_, reading),) = read_isolated([("", path, path.name)], 1)
    if reading.status is Status.EMPTY:
        return Check("隔离进程", Health.GOOD, "每个文件在单独的进程中读取，超时即止")
    return Check("隔离进程", Health.BAD, f"试读空文件得到“{reading.status}”：{reading.error}", "所有文件都将读不出")


def _wall(name: str, holds: bool, good: str, poor: str) -> Check:
    return Check(name, Health.GOOD, good) if holds else Check(name, Health.POOR, poor)


def _room(workspace: Path) -> Iterator[Check]:
    there = next(each for each in (workspace, *workspace.absolute().parents) if each.exists())
    for name, folder, need in (("工作区磁盘", there, 5), ("临时磁盘", Path(tempfile.gettempdir()), 4)):
        free = shutil.disk_usage(folder).free / _GB
        health = Health.GOOD if free >= need else Health.POOR if free >= 1 else Health.BAD
        yield Check(
            name, health, f"空闲 {free:.1f} GB", "" if health is Health.GOOD else f"建议不少于 {need} GB：{folder}"
        )
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GB
    except (AttributeError, ValueError, OSError):
        return
    advice = "" if memory >= 4 else "建议不少于 4 GB；或用 --workers 1"
    yield Check("内存", Health.GOOD if memory >= 4 else Health.POOR, f"{memory:.1f} GB", advice)


def check_database(workspace: Path) -> Check:
    """SQLite's own integrity check, on a connection that cannot write."""
    file = workspace / "mingjian.sqlite3"
    if os.environ.get("MINGJIAN_DATABASE_URL"):
        return Check("数据库", Health.GOOD, "在外部数据库服务器上，由其自行检查")
    if not file.is_file():
        return Check("数据库", Health.GOOD, f"工作区 {workspace} 尚未建立")
    advice = "请用备份恢复工作区"
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            said += [f"外键 {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")][:5]
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return Check("数据库", Health.BAD, f"{file} 已损坏或打不开", advice)
    if said != ["ok"]:
        return Check("数据库", Health.BAD, f"{file}：{'；'.join(said)}", advice)
    return Check("数据库", Health.GOOD, "完整")


def _ask(command: list[str]) -> str:
    """What a program prints, "" when it fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=30, check=True)  # noqa: S603  our own words
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
