"""When a photograph was taken: the camera's note in the picture, in a Word file or by itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from ingest import read
from ingest.pictures import taken_of
from model.document import Status


def photo(tag: int | None, said: str = "2024:05:06 07:08:09", size: tuple[int, int] = (40, 30)) -> bytes:
    exif = Image.Exif()
    if tag in (0x9003, 0x9004):
        exif.get_ifd(0x8769)[tag] = said
    elif tag:
        exif[tag] = said
    out = io.BytesIO()
    Image.new("RGB", size, "grey").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("tag", "said", "taken"),
    [
        (0x9003, "2024:05:06 07:08:09", "2024-05-06T07:08:09"),
        (0x9004, "2024:05:06 07:08:09", "2024-05-06T07:08:09"),
        (0x0132, "2024:05:06 07:08:09", ""),  # the last editing
        (0x9003, "0000:00:00 00:00:00", ""),
        (0x9003, "gestern", ""),
        (None, "", ""),
    ],
)
def test_the_cameras_note(tag: int | None, said: str, taken: str) -> None:
    assert taken_of(photo(tag, said)) == taken


def test_damaged_pictures_say_nothing() -> None:
    assert taken_of(b"") == ""
    assert taken_of(photo(0x9003)[:60]) == ""


def test_a_photograph_without_a_word_still_says_when(tmp_path: Path) -> None:
    """Its document is empty but for the camera's note; without the note there is nothing to read."""
    path = tmp_path / "车间.jpg"
    path.write_bytes(photo(0x9003, size=(900, 600)))
    reading = read(path, path.name)
    assert reading.document is not None
    assert [trace.date for trace in reading.document.traces] == ["2024-05-06T07:08:09"]
    path.write_bytes(photo(None, size=(900, 600)))
    assert read(path, path.name).status is Status.EMPTY
