"""Hostile structure ends in one closed state within its budget, and the sound file after it is read (R5, S4, S5, S9)."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest import office, read
from ingest.isolate import Limits, read_isolated
from model.document import Status
from tests.ingest.docx_file import write_docx
from tests.ingest.hostile import offices, pdfs, pictures
from tests.ingest.test_isolate import is_running

Made = Callable[[int], bytes]

BOUNDS = Limits(seconds_base=20, seconds_per_page=0, memory=2 * 2**30)
#: What may come out of each. `crash` and `oom` are fair ends of a bomb; internal_error and timeout never are.
REFUSED = {Status.LIMIT_EXCEEDED, Status.CORRUPT}
STOPPED = {Status.LIMIT_EXCEEDED, Status.CORRUPT, Status.CRASH, Status.OOM}
READ = {Status.OK, Status.OK_PARTIAL, Status.OK_OCR, Status.EMPTY, Status.NEEDS_OCR}
EXPECTED: dict[str, set[Status]] = {
    "many_pages": {Status.LIMIT_EXCEEDED},
    "circular_form": {Status.LIMIT_EXCEEDED},
    "actions": {Status.OK},
    "dense_grid": {Status.OK},
    "endless_span": {Status.OK},
    "huge_text": REFUSED,
    "deep_xml": REFUSED,
    "billion_laughs": REFUSED,
    "billion_laughs_in_types": REFUSED,
    "billion_laughs_in_properties": REFUSED,
    "outer_entity": REFUSED,
    "outer_relations": {Status.OK},
    "climbing_part": {Status.OK},
    "many_parts": {Status.LIMIT_EXCEEDED},
    "circular_styles": {Status.OK},
    "lying_part_size": REFUSED,
    "zlib_part": {Status.LIMIT_EXCEEDED},
    "far_cell": {Status.LIMIT_EXCEEDED},
    "sheet_laughs": REFUSED,
}
FAMILIES: tuple[tuple[tuple[Made, ...], str], ...] = (
    (pdfs.ALL, ".pdf"), (offices.WORD, ".docx"), (offices.SHEETS, ".xlsx"), (offices.OLD, ".doc"),
    (pictures.ALL, ".png"),
)  # fmt: skip


@pytest.mark.parametrize(("makers", "suffix"), FAMILIES, ids=[suffix for _, suffix in FAMILIES])
def test_each_ends_and_its_neighbour_is_read(tmp_path: Path, makers: tuple[Made, ...], suffix: str) -> None:
    """Every generator in its small size; the middle and large ones run in `make soak`."""
    good = write_docx(tmp_path / "good.docx", "好文件")
    jobs = []
    for make in makers:
        path = tmp_path / f"{make.__name__}{suffix}"
        path.write_bytes(make(1))
        jobs += [(make.__name__, path, path.name), (f"after {make.__name__}", good, "good.docx")]
    ends = {key: (reading.status, reading.error) for key, reading in read_isolated(jobs, 2, BOUNDS)}
    assert len(ends) == 2 * len(makers)
    for make in makers:
        status, error = ends[make.__name__]
        assert status in EXPECTED.get(make.__name__, READ | STOPPED), (make.__name__, status, error)
        assert ends[f"after {make.__name__}"][0] is Status.OK, make.__name__


@pytest.fixture
def canary() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what was asked of it."""
    heard: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller:
                heard.append(caller.recv(200))

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", heard
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def calling_odt(path: Path, address: str) -> Path:
    """An .odt whose picture lives at an address and whose section is a file of this machine."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    picture = (
        '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image '
        f'xlink:href="{address}/picture.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
    )
    section = (
        '<text:section text:name="S"><text:section-source xlink:href="file:///etc/passwd" xlink:type="simple" '
        'text:filter-name="Text"/><text:p>section</text:p></text:section>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2"><office:body><office:text><text:p>text{picture}</text:p>{section}</office:text>'
        "</office:body></office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{part}" m:media-type="{kind}"/>'
        for part, kind in (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}">{entries}</m:manifest>')
    return path


def calling_files(folder: Path, address: str) -> list[Path]:
    """Files that ask for pictures, templates, frames and text elsewhere."""
    page = f'<html><body>text<img src="{address}/a.png"><iframe src="{address}/f"></iframe></body></html>'
    rtf = (
        rf'{{\rtf1\ansi text {{\field{{\*\fldinst INCLUDEPICTURE "{address}/p.png" \\d}}{{\fldrslt x}}}}'
        rf'{{\*\template {address}/t.dot}}{{\field{{\*\fldinst INCLUDETEXT "/etc/passwd"}}{{\fldrslt y}}}}}}'
    )
    (folder / "a.doc").write_text(page)
    (folder / "b.rtf").write_text(rtf)
    (folder / "c.docx").write_bytes(offices.outer_relations(1, address))
    (folder / "d.pdf").write_bytes(pdfs.actions(1).replace(b"http://127.0.0.1:9/", address.encode()[:19]))
    return [
        folder / "a.doc",
        folder / "b.rtf",
        folder / "c.docx",
        folder / "d.pdf",
        calling_odt(folder / "e.odt", address),
    ]


@pytest.mark.office
def test_nothing_outside_is_asked_for(tmp_path: Path, canary: tuple[str, list[bytes]]) -> None:
    """In this process, where the network is there: it is LibreOffice's settings that must keep it in."""
    address, heard = canary
    for path in calling_files(tmp_path, address):
        reading = read(path, path.name)
        assert reading.document is not None, (path.name, reading.error)
        assert "root:" not in "".join(block.text for block in reading.document.blocks)
    assert heard == []


@pytest.mark.office
def test_the_canary_sings(tmp_path: Path, canary: tuple[str, list[bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our settings LibreOffice does call: the test above can fail."""
    address, heard = canary
    monkeypatch.setattr(office, "_SETTINGS", ())
    read(calling_odt(tmp_path / "e.odt", address), "e.odt")
    assert heard


@pytest.mark.office
def test_workers_have_no_network(
    tmp_path: Path, canary: tuple[str, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second wall: a worker is alone even where LibreOffice would call (needs namespaces, as CI has)."""
    from ingest.pool import Workers
    from ingest.worker import walls

    address, heard = canary
    with Workers(1, BOUNDS) as pool:
        if not pool.call(walls, (), 20)[2]:
            pytest.skip("this system gives no network namespaces; doctor says so")
        assert pool.call(_call_out, (address,), 20) == "refused"
    assert heard == []


def _call_out(address: str) -> str:
    host, _, port = address.removeprefix("http://").partition(":")
    try:
        socket.create_connection((host, int(port)), timeout=3).close()
    except OSError:
        return "refused"
    return "connected"


@pytest.mark.office
def test_a_hanging_converter_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in LibreOffice's place that starts a child and hangs: timeout, nothing left running."""
    fake = tmp_path / "soffice"
    fake.write_text(f"#!/bin/sh\nsleep 600 & echo $! > {tmp_path}/child\nsleep 600\n")
    fake.chmod(0o755)
    monkeypatch.setenv("MINGJIAN_SOFFICE", str(fake))
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 text}")
    good = write_docx(tmp_path / "good.docx", "好文件")
    bounds = Limits(seconds_base=3, seconds_per_page=0)
    jobs = [(1, tmp_path / "a.rtf", "a.rtf"), (2, good, "good.docx")]
    ends = {key: reading.status for key, reading in read_isolated(jobs, 1, bounds)}
    assert ends == {1: Status.TIMEOUT, 2: Status.OK}
    assert not is_running(int((tmp_path / "child").read_text()))
    monkeypatch.setattr(office.limits, "OFFICE_SECONDS", 1)
    with pytest.raises(office.CannotRead, match="1 秒"):
        office.convert({tmp_path / "a.rtf": office.Kind.RTF}, tmp_path / "scratch", 1)


@pytest.mark.office
def test_a_crashing_converter_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nkill -SEGV $$\n")
    fake.chmod(0o755)
    monkeypatch.setenv("MINGJIAN_SOFFICE", str(fake))
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 text}")
    assert read(tmp_path / "a.rtf", "a.rtf").status is Status.CRASH
