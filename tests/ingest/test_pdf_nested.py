"""Forms that draw forms are counted before pdfium follows them."""

from __future__ import annotations

import zlib

import pytest

from ingest.pdf.nested import count_drawn
from tests.ingest.hostile.pdfs import circular_form, form_fan_out

_MOST = 500_000


def form(number: int, calls: dict[str, int], content: bytes, packing: str = "") -> bytes:
    named = " ".join(f"/{name} {called} 0 R" for name, called in calls.items())
    head = (
        f"{number} 0 obj\n<</Type /XObject /Subtype /Form /FormType 1 /Resources <</XObject <<{named}>> >>{packing} >>"
    )
    return head.encode() + b"\nstream\n" + content + b"\nendstream\nendobj\n"


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_form_within_itself_is_beyond_any_bound(size: int) -> None:
    assert count_drawn(circular_form(size), _MOST) > _MOST


def test_fan_out_is_counted() -> None:
    assert count_drawn(form_fan_out(1), _MOST) == 1_111


def test_one_call_of_itself_is_harmless() -> None:
    assert count_drawn(form(7, {"X": 7}, b"/X Do"), _MOST) <= 41


def test_each_draw_counts_packed_or_not() -> None:
    inner = form(8, {}, b"0 0 9 9 re f")
    content = b"/A Do q /A Do Q /B Do"  # B is no form of this file
    assert count_drawn(form(7, {"A": 8, "B": 9}, content) + inner, _MOST) == 3
    packed = form(7, {"A": 8}, zlib.compress(content), " /Filter /FlateDecode")
    assert count_drawn(packed + inner, _MOST) == 3


def test_a_file_without_forms_has_none() -> None:
    assert count_drawn(b"%PDF-1.7 /FormType 1 /Subtype /Image", _MOST) == 0
