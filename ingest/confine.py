"""Confine: what a worker process gives up before it meets a foreign file. `confine(bounds)` → what really holds.

Linux has everything; macOS has the limits but no network namespace; Windows has none of it (the time limit holds
everywhere, because the coordinator keeps it). Nothing falls back silently: `mingjian doctor` shows the answer.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class Confinement:
    """Which walls stand around a worker."""

    limits: bool
    session: bool
    network: bool


def confine(memory: int, output: int, files: int) -> Confinement:
    """Bounds memory (bytes), size of written files (bytes) and open files; no core files, no network, no new rights.

    The process becomes leader of a session of its own, so that all its children can be found and ended.
    """
    _silence()
    session = False
    if hasattr(os, "setsid"):
        with contextlib.suppress(PermissionError):  # already leads its own
            os.setsid()
        session = os.getsid(0) == os.getpid()
    network = _leave_network()
    _control(_PR_SET_PDEATHSIG, signal.SIGKILL)  # a coordinator that is killed takes its workers along
    _control(_PR_SET_CHILD_SUBREAPER, 1)
    _control(_PR_SET_NO_NEW_PRIVS, 1)
    return Confinement(_limit(memory, output, files), session, network)


def limit_cpu(seconds: float) -> None:
    """From now on this process may compute `seconds` more: a second wall, should the coordinator be gone."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(usage.ru_utime + usage.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def end_session(leader: int) -> int:
    """Kills every process of the session that `leader` leads or led, but not the caller; how many were killed."""
    killed = 0
    for _ in range(20):  # a process that keeps forking is chased until nobody is left
        members = [pid for pid in _members(leader) if pid != os.getpid()]
        if not members:
            break
        for pid in members:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        _reap()
    return killed


def _members(session: int) -> list[int]:
    """Living processes of a session (zombies left out). Without /proc the process group stands for the session."""
    proc = Path("/proc")
    if not (proc / "self" / "stat").exists():
        if hasattr(os, "killpg") and session != os.getpid():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(session, signal.SIGKILL)
        return []
    found = []
    for entry in proc.iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_bytes().rpartition(b")")[2].split()
            except OSError:  # ended meanwhile
                continue
            if len(fields) > 3 and int(fields[3]) == session and fields[0] not in (b"Z", b"X"):
                found.append(int(entry.name))
    return found


def _reap() -> None:
    """Takes in the ended children that fell to this process; a coordinator leaves its own children alone."""
    if os.getsid(0) != os.getpid():
        return
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _silence() -> None:
    """Nobody reads what a library prints, and a gigabyte of warnings must not fill a terminal or a log."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(sink, stream)
    os.close(sink)


def _limit(memory: int, output: int, files: int) -> bool:
    try:
        import resource
    except ImportError:
        return False
    bounds = {"RLIMIT_AS": memory, "RLIMIT_FSIZE": output, "RLIMIT_NOFILE": files, "RLIMIT_CORE": 0}
    for name, bound in bounds.items():
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS
            return False
    return True


def _leave_network() -> bool:
    """A network namespace of its own holds no interface but a dead loopback."""
    if sys.platform != "linux":
        return False
    libc, uid, gid = ctypes.CDLL(None), os.getuid(), os.getgid()
    if libc.unshare(_CLONE_NEWNET) == 0:
        return True
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with contextlib.suppress(OSError):  # without a map files still open; only the name of the user is lost
            Path(f"/proc/self/{name}").write_text(text)
    return True


def _control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
