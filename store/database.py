"""The database of a workspace: opened, brought to the newest shape, with engines for reading and for writing."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from model.errors import BadData
from store.migrations import HEAD

#: Seconds that a writer waits for another writer before it gives up.
PATIENCE = 30

_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

#: What befalls a database file (primary result codes of SQLite); everything else is a bug.
_TROUBLES = {
    sqlite3.SQLITE_NOTADB: "工作区的数据库文件已损坏或不是数据库，请用备份恢复。",
    sqlite3.SQLITE_CORRUPT: "工作区的数据库文件已损坏，请用备份恢复。",
    sqlite3.SQLITE_FULL: "工作区所在的磁盘空间已满，请腾出空间后再试；此前保存的内容未被改动。",
    sqlite3.SQLITE_IOERR: "读写工作区的数据库时磁盘出错（可能已满），请检查磁盘后再试；此前保存的内容未被改动。",
    sqlite3.SQLITE_READONLY: "工作区是只读的，不能保存；请检查磁盘和文件夹的权限。",
    sqlite3.SQLITE_CANTOPEN: "工作区的数据库打不开或建不了，请检查文件夹的权限、磁盘是否只读或已满。",
    sqlite3.SQLITE_PERM: "没有访问工作区数据库的权限，请检查文件夹的权限。",
    **dict.fromkeys(_HELD, "工作区的数据库正被其他程序占用，请稍后再试。"),
}

#: Alembic's `op` and `context` are global: one migration at a time within a process.
_migrating = threading.Lock()


def open_database(workspace: Path, url: str | None = None) -> tuple[Engine, Engine]:
    """(reader, writer) on one pool. A writer's transaction starts with BEGIN IMMEDIATE on SQLite.

    Raises BadData when a newer version of the program made the workspace, and then and later when the disk or the
    file fails (full, read-only, damaged).
    """
    address = make_url(url) if url else make_url("sqlite:///").set(database=str(workspace / "mingjian.sqlite3"))
    lite = address.get_backend_name() == "sqlite"
    file = str(address.database)
    fixed = lite and _only_read(Path(file))
    if fixed:
        uri = f"file:{quote(str(Path(file).absolute()))}"
        address = address.set(database=uri, query={"mode": "ro", "immutable": "1", "uri": "true"})
    engine = create_engine(address, connect_args={"timeout": PATIENCE} if lite else {}, pool_pre_ping=not lite)
    if lite:
        event.listen(engine, "handle_error", lambda context: _say_trouble(context.original_exception, file))
        event.listen(engine, "connect", _say_begin_ourselves if fixed else _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    writer = engine.execution_options(mingjian_write=True)
    try:
        _migrate(writer, file)
    except BaseException:
        engine.dispose()
        raise
    return engine, writer


def _only_read(file: Path) -> bool:
    """Whether the database is at rest in a folder that takes no files: SQLite needs one beside it, unless told so."""
    at_rest = file.is_file() and not file.with_name(file.name + "-wal").exists()
    return at_rest and not os.access(file.parent, os.W_OK)


def _say_trouble(error: BaseException | None, file: str) -> None:
    """Raises BadData for what befell the file, in place of SQLAlchemy's error."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and (said := _TROUBLES.get(code & 0xFF)):
        raise BadData(file, said) from error


def _say_begin_ourselves(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # so that DDL is transactional too


def _prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    _say_begin_ourselves(connection, record)
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    deadline = time.monotonic() + PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:  # the switch to WAL does not wait for other openers by itself
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _HELD or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A read transaction that upgrades later fails with SQLITE_BUSY at once, whatever the time-out: lock at the start.
    write = connection.get_execution_options().get("mingjian_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _migrate(writer: Engine, file: str) -> None:
    if _revision(writer) == HEAD:
        return
    with _migrating, writer.begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        present = _revision_on(connection)
        if present is not None and present not in known:
            raise BadData(file, "工作区由更新版本的明鉴建立，请升级程序后再打开。")
        command.upgrade(config, "head")


def migration_config() -> Config:
    """Alembic's configuration for the migrations inside this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _revision(engine: Engine) -> str | None:
    with engine.connect().execution_options(mingjian_write=False) as connection:
        return _revision_on(connection)


def _revision_on(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
