"""LibreOffice as a converter of old formats: `convert(paths, folder)` → a .docx or .xlsx for each.

Own profile, macros off, links never updated, every proxy a dead end, a process group of its own that is killed whole
when its time is up. The caller's limits on memory and the missing network (`ingest/confine.py`) hold for it, too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ingest import limits
from ingest.sniff import Kind
from model.document import Status
from model.errors import CannotRead

NEEDED = "需要 LibreOffice 转换，本机未安装；请安装 LibreOffice，或另存为 .docx/.xlsx/PDF 后重新提交"
_WORD, _SHEET = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
#: Kind → (suffix by which LibreOffice knows it, target, its import filter where it must not guess).
_ROUTES: dict[Kind, tuple[str, str, str]] = {
    Kind.DOC: (".doc", _WORD, ""),  # Word 6, 95 and 97 have filters of their own: it may choose among them
    Kind.RTF: (".rtf", _WORD, "Rich Text Format"),
    Kind.ODT: (".odt", _WORD, "writer8"),
    Kind.EXCEL_XML: (".xml", _SHEET, "MS Excel 2003 XML"),
}
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)


def find_soffice() -> Path | None:
    """The LibreOffice program: the variable MINGJIAN_SOFFICE, else the search path, else the usual places."""
    named = os.environ.get("MINGJIAN_SOFFICE")
    if named is not None:
        return Path(named) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((Path(place) for place in _USUAL_PLACES if Path(place).is_file()), None)


def convert(sources: Mapping[Path, Kind], folder: Path, seconds: float = limits.OFFICE_SECONDS) -> dict[Path, Path]:
    """Converts files (of one target) in one run of LibreOffice; sources that it could not convert are missing.

    `folder` is a scratch folder that the caller removes. Raises CannotRead: needs_libreoffice, timeout, crash.
    """
    soffice = find_soffice()
    first = next(iter(sources))
    if soffice is None:
        raise CannotRead(first.name, f"{sources[first]}{NEEDED}", Status.NEEDS_LIBREOFFICE)
    profile, into, out = folder / "profile", folder / "in", folder / "out"
    for each in (profile / "user", into, out):
        each.mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    _, target, route = _ROUTES[sources[first]]
    copies: dict[Path, Path] = {}
    for number, (source, kind) in enumerate(sources.items()):
        copies[source] = into / f"{number}{_ROUTES[kind][0]}"
        shutil.copyfile(source, copies[source])
    command = [str(soffice), f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--nodefault", "--nologo", *([f"--infilter={route}"] if route else [])]
    command += ["--convert-to", target, "--outdir", str(out), *map(str, copies.values())]
    _run(command, folder, seconds, first.name)
    made = {source: out / f"{copy.stem}.{target.partition(':')[0]}" for source, copy in copies.items()}
    return {source: file for source, file in made.items() if file.is_file() and file.stat().st_size}


def convert_one(path: Path, kind: Kind, name: str, folder: Path) -> Path:
    """One file converted. Raises CannotRead, also corrupt when LibreOffice cannot make anything of it."""
    made = convert({path: kind}, folder).get(path)
    if made is None:
        raise CannotRead(name, f"{kind}打不开，LibreOffice 无法转换，文件可能已损坏")
    return made


def _run(command: list[str], home: Path, seconds: float, name: str) -> None:
    keep = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    env = keep | {"HOME": str(home), "TMPDIR": str(home), "TEMP": str(home), "LC_ALL": "C.UTF-8"}
    env["SAL_USE_VCLPLUGIN"] = "svp"  # no display
    group = {"process_group": 0} if sys.platform != "win32" else {}
    running = subprocess.Popen(  # noqa: S603  our own command line, no shell, file names of our own
        command, env=env, cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        **group,  # type: ignore[call-overload]
    )  # fmt: skip
    try:
        code = running.wait(seconds)
    except subprocess.TimeoutExpired:
        raise CannotRead(name, f"LibreOffice 转换超过 {seconds:.0f} 秒仍未完成，已停止", Status.TIMEOUT) from None
    finally:
        _end(running)
    if code < 0 or code > 127:
        raise CannotRead(name, f"LibreOffice 转换时崩溃（退出码 {code}），文件可能已损坏", Status.CRASH)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends what is left of the program and its children."""
    if sys.platform == "win32":
        running.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
