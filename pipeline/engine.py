"""Where files are read: local worker processes (isolated, with limits), or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, as_completed
from pathlib import Path

from ingest import read
from ingest.batch import Source
from ingest.isolate import read_isolated
from ingest.sniff import sha256_of
from model.document import Reading, Status
from model.errors import BadData


def read_files(sources: Sequence[Source], workers: int | None, engine: str) -> Iterator[tuple[int, Reading]]:
    """(position, reading) in order of completion; every source ends in exactly one reading.

    `engine`: `local` or `dask://HOST:PORT` (needs the extra `cluster`). Raises BadData for any other.
    """
    if engine == "local":
        yield from read_isolated([(n, s.path, s.name) for n, s in enumerate(sources)], workers=workers)
        return
    executor = _cluster(engine)
    with executor:
        futures = {executor.submit(_read_bytes, s.path.read_bytes(), s.name): n for n, s in enumerate(sources)}
        for future in as_completed(futures):
            source = sources[futures[future]]
            if error := future.exception():
                lost = Reading(source.name, sha256_of(source.path), Status.CRASH, None, f"集群未能读取（{error}）。")
                yield futures[future], lost
            else:
                yield futures[future], future.result()


def _cluster(engine: str) -> Executor:
    scheme, _, address = engine.partition("://")
    if scheme != "dask" or ":" not in address:
        raise BadData(engine, "引擎只能是 local 或 dask://主机:端口")
    try:
        from distributed import Client
    except ImportError as error:
        raise BadData(engine, "未安装 Dask（distributed）；请先在本环境安装它，再用此引擎") from error
    try:
        executor: Executor = Client(f"tcp://{address}", timeout="10s").get_executor()
    except OSError as error:
        raise BadData(engine, "连不上 Dask 调度器") from error
    return executor


def _read_bytes(data: bytes, name: str) -> Reading:
    """Reads a file's bytes on a machine that does not share our disk."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / ("file" + Path(name).suffix)
        path.write_bytes(data)
        return read(path, name)
