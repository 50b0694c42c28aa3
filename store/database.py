"""The database of a workspace: opened, brought to the newest shape, with engines for reading and for writing."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from model.errors import BadData
from store.migrations import HEAD

#: Seconds that a writer waits for another writer before it gives up.
PATIENCE = 30

#: Alembic's `op` and `context` are global: one migration at a time within a process.
_migrating = threading.Lock()


def open_database(workspace: Path, url: str | None = None) -> tuple[Engine, Engine]:
    """(reader, writer) on one pool. A writer's transaction starts with BEGIN IMMEDIATE on SQLite.

    Raises BadData when a newer version of the program made the workspace, or when the file is no database.
    """
    address = make_url(url) if url else make_url("sqlite:///").set(database=str(workspace / "mingjian.sqlite3"))
    lite = address.get_backend_name() == "sqlite"
    engine = create_engine(address, connect_args={"timeout": PATIENCE} if lite else {}, pool_pre_ping=not lite)
    if lite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    writer = engine.execution_options(mingjian_write=True)
    try:
        _migrate(writer, str(address.database))
    except BaseException:
        engine.dispose()
        raise
    return engine, writer


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL is transactional too
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    deadline = time.monotonic() + PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:  # the switch to WAL does not wait for other openers by itself
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A read transaction that upgrades later fails with SQLITE_BUSY at once, whatever the time-out: lock at the start.
    write = connection.get_execution_options().get("mingjian_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _migrate(writer: Engine, file: str) -> None:
    try:
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
    except Exception as error:
        if isinstance(getattr(error, "orig", None), sqlite3.DatabaseError) and "not a database" in str(error):
            raise BadData(file, "工作区的数据库文件已损坏或不是数据库，请用备份恢复。") from error
        raise


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
