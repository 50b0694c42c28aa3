"""serve: starts the web application in a process of its own, bound to this computer only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HOST = "127.0.0.1"
FIRST_PORT = 8501
STARTUP_SECONDS = 60

#: As in `.streamlit/config.toml`, but independent of the current folder and of a person's own Streamlit settings.
SETTINGS: dict[str, str | list[str]] = {
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": HOST,
    "server.headless": "true",
    "server.address": HOST,
    "server.allowedHosts": [HOST, "localhost"],
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.maxUploadSize": "500",
    "server.disconnectedSessionTTL": "1800",
    "server.enableXsrfProtection": "true",
    "server.enableCORS": "true",
    "server.enableStaticServing": "false",
    "server.showEmailPrompt": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "theme.base": "light",
    "theme.primaryColor": "#1d4ed8",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f4f6fa",
    "theme.textColor": "#1e293b",
    "theme.borderColor": "#dbe2ec",
    "theme.baseRadius": "6px",
    "theme.baseFontSize": "14",
    "theme.font": "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Source Han Sans SC',sans-serif",
}


def serve(workspace: Path, port: int | None = None, app: Path | None = None) -> int:
    """Runs until stopped by Ctrl+C; gives the exit code. A busy port is replaced by the next free one."""
    chosen = find_port(port or FIRST_PORT)
    if port is not None and chosen != port:
        print(f"端口 {port} 已被占用，改用 {chosen}。")
    command = serve_command(app or Path(__file__).with_name("app.py"), workspace, chosen)
    root = str(Path(__file__).resolve().parents[1])
    environment = dict(os.environ, MINGJIAN_WORKSPACE=str(workspace.absolute()))
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    signal.signal(signal.SIGTERM, _interrupt)  # whoever stops us stops the server, too
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        if not _wait_until_healthy(server, chosen):
            print("网页服务没有启动，请查看上面的错误信息。", file=sys.stderr)
            return server.returncode or 1
        print(f"明鉴已启动：http://{HOST}:{chosen}（工作区 {workspace}；按 Ctrl+C 停止）", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        print("\n明鉴已停止。")
        return 0
    finally:
        _stop(server)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def serve_command(app: Path, workspace: Path, port: int) -> list[str]:
    """The command line. `-P` keeps the current folder off the path: nothing there may be imported by chance."""
    flags = []
    for key, value in SETTINGS.items():  # a list is a flag given several times
        for each in [value] if isinstance(value, str) else value:
            flags += [f"--{key}", each]
    run = [sys.executable, "-P", "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    return [*run, *flags, "--", str(workspace.absolute())]


def find_port(first: int) -> int:
    """The first free port from `first` on. Raises OSError when none of 100 is free."""
    for port in range(first, first + 100):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # a port of a server just stopped is free; on Windows this would share a live one
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {first} on")


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy must not be asked for loopback
    deadline = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with direct.open(f"http://{HOST}:{port}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
