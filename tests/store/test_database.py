"""The database is built by migrations, survives a kill, and serves many writers."""

from __future__ import annotations

import io
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from build_nouns import make_decision, make_finding, make_review
from sqlalchemy import create_engine, inspect

from model.errors import BadData
from model.review import Decision, Verdict, fingerprint
from store import Store
from store.database import migration_config
from store.migrations import HEAD
from store.tables import Base

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def test_migrations_build_exactly_the_models(tmp_path: Path) -> None:
    """Tables, columns, indexes and unique keys after the migrations equal those of `store.tables`."""
    Store(tmp_path).close()
    assert ScriptDirectory.from_config(migration_config()).get_heads() == [HEAD]
    built, wanted = create_engine(f"sqlite:///{tmp_path}/mingjian.sqlite3"), create_engine("sqlite://")
    Base.metadata.create_all(wanted)
    left, right = inspect(built), inspect(wanted)
    assert set(left.get_table_names()) - {"alembic_version"} == set(right.get_table_names())
    for table in right.get_table_names():
        for facts in ("get_columns", "get_indexes", "get_unique_constraints", "get_foreign_keys", "get_pk_constraint"):
            assert str(getattr(left, facts)(table)) == str(getattr(right, facts)(table)), (table, facts)
    built.dispose()
    wanted.dispose()


def test_a_workspace_of_the_first_shape_keeps_its_decisions(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/mingjian.sqlite3")
    with engine.begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    raw = sqlite3.connect(tmp_path / "mingjian.sqlite3")
    raw.execute("INSERT INTO decision VALUES ('id-1', 'f', 'confirmed', '', '甲', 't')")
    raw.commit()
    raw.close()
    with Store(tmp_path) as store:
        assert store.decisions("id-1") == {"f": Decision("f", Verdict.CONFIRMED, "", "甲", "t")}


def test_migrations_also_speak_postgresql() -> None:
    """The statements for PostgreSQL can be written (they were not run: no server here)."""
    out = io.StringIO()
    config = migration_config()
    config.set_main_option("dialect", "postgresql")
    config.output_buffer = out
    command.upgrade(config, "head", sql=True)
    assert "CREATE TABLE review" in out.getvalue()
    assert "audit_append_only" in out.getvalue()


def test_workspace_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    Store(tmp_path).close()
    raw = sqlite3.connect(tmp_path / "mingjian.sqlite3")
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    with pytest.raises(BadData, match="更新版本"):
        Store(tmp_path)


def test_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "mingjian.sqlite3").write_bytes(b"hello " * 1000)
    with pytest.raises(BadData, match="不是数据库"):
        Store(tmp_path)


def test_a_damaged_database_is_refused_in_words(tmp_path: Path) -> None:
    """Half of the file is gone, as after a copy that was cut off."""
    file = tmp_path / "mingjian.sqlite3"
    with Store(tmp_path) as store:
        for number in range(20):
            store.save_review("批", make_review(f"甲{number}", str(number), "e", make_finding()))
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(BadData, match="已损坏"), Store(tmp_path) as store:
        store.reviews()


def test_a_full_disk_is_said_and_what_was_saved_stays(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.save_review("批", make_review("甲", "1", "e", make_finding()))
        with store._reader.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # no page more than there are
        with pytest.raises(BadData, match="磁盘空间已满"):
            store.note("export", "批", "某人", {"long": "字" * 100_000})
        assert [row.name for row in store.queue("批")] == ["甲"]


def test_a_read_only_workspace_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite wants to put files beside the database, where there is no place for them."""
    finding = make_finding()
    with Store(tmp_path) as store:
        store.save_review("批", make_review("甲", "1", "e", finding))
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with Store(tmp_path) as store:
        assert [row.name for row in store.queue("批")] == ["甲"]
        with pytest.raises(BadData, match="只读"):
            store.decide("1", make_decision(finding))
    assert not list(tmp_path.glob("*-shm"))


def test_workspace_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "ws").write_text("x")
    with pytest.raises(BadData, match="无法使用"):
        Store(tmp_path / "ws")


def test_many_may_open_an_empty_workspace_at_once(tmp_path: Path) -> None:
    """Eight threads and four processes: one builds the tables, the others wait."""
    code = f"from pathlib import Path; from store import Store; Store(Path({str(tmp_path)!r})).batches()"
    others = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(4)]
    errors: list[Exception] = []

    def open_it() -> None:
        try:
            with Store(tmp_path) as store:
                store.batches()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [other.wait(60) for other in others] == [0, 0, 0, 0]
    assert errors == []


WRITER = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from build_nouns import make_decision, make_finding, make_review
from store import Store
with Store(Path({workspace!r})) as store:
    for n in range({count}):
        name = f"{writer}-{{n}}"
        finding = make_finding(found=name)
        store.save_review("批", make_review(name, name, "e1", finding))
        store.decide(name, make_decision(finding))
        print(name, flush=True)
"""


def _start_writer(workspace: Path, writer: str, count: int) -> subprocess.Popen[str]:
    paths = [str(ROOT), str(HERE)]
    code = WRITER.format(paths=paths, workspace=str(workspace), writer=writer, count=count)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_concurrent_writers_lose_nothing(tmp_path: Path) -> None:
    writers = [_start_writer(tmp_path, f"w{n}", 20) for n in range(4)]
    said = {line for writer in writers for line in writer.communicate(timeout=120)[0].split()}
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    with Store(tmp_path) as store:
        rows = store.queue("批")
        assert {row.name for row in rows} == said
        assert len(said) == 80
        assert all(row.decided == 1 for row in rows)
        assert store.broken_audit() is None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_kill_loses_no_acknowledged_write(tmp_path: Path) -> None:
    """kill -9 in mid-write, six times: the database is sound and everything said to be saved is there."""
    said: set[str] = set()
    for round_ in range(6):
        writer = _start_writer(tmp_path, f"r{round_}", 10_000)
        assert writer.stdout is not None
        for _ in range(5 + round_):
            said.add(writer.stdout.readline().strip())
        writer.send_signal(signal.SIGKILL)
        said.update(writer.stdout.read().split())
        writer.stdout.close()
        writer.wait()
    raw = sqlite3.connect(tmp_path / "mingjian.sqlite3")
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (
        raw.execute("SELECT count(*) FROM history").fetchone() == raw.execute("SELECT count(*) FROM audit").fetchone()
    )
    raw.close()
    with Store(tmp_path) as store:
        assert said <= {row.name for row in store.queue("批") if row.decided}
        assert store.broken_audit() is None


def test_reading_goes_on_while_another_writes(tmp_path: Path) -> None:
    """WAL: a reader is not blocked by an open write transaction."""
    finding = make_finding()
    with Store(tmp_path) as store:
        store.save_review("批", make_review("甲", "1", "e", finding))
        raw = sqlite3.connect(tmp_path / "mingjian.sqlite3", isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        assert len(store.queue("批")) == 1
        raw.execute("ROLLBACK")
        raw.close()
        store.decide("1", make_decision(finding))
        assert set(store.decisions("1")) == {fingerprint("A-15", finding)}
