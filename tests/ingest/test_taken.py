"""When a photograph was taken: the camera's note in the picture, in a Word file or by itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ingest.pictures import taken_of


def photo(tag: int | None, said: str = "2024:05:06 07:08:09") -> bytes:
    exif = Image.Exif()
    if tag in (0x9003, 0x9004):
        exif.get_ifd(0x8769)[tag] = said
    elif tag:
        exif[tag] = said
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "grey").save(out, "JPEG", exif=exif)
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
