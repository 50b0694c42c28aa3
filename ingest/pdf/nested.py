"""Nested forms: how often drawing one form of a PDF draws others. Forms that call forms that call forms grow by powers,
and one that contains itself has no end; pdfium follows them until memory is gone, so they are counted before it looks.
"""

from __future__ import annotations

import re
import zlib
from itertools import islice

_FORM = re.compile(rb"/Form\b")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_CALLED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
#: Only so many forms are looked at, and so much of the dictionary before and behind the word and of what is drawn.
_MOST_FORMS, _WINDOW, _MOST_BYTES = 2_000, 4_096, 2_000_000
#: So deep pdfium follows forms within forms.
_DEEPEST = 40

Calls = dict[int, list[int]]
"""Number of a form → the forms that it draws, each as often as it does."""


def count_drawn(data: bytes, most: int) -> int:
    """How many forms are drawn, at most, by drawing one form of the file; counting ends beyond `most`.

    Sees what stands in the file as it is: forms are never packed in object streams. Resources that stand apart from
    their form, and contents that are encrypted or packed in rare ways, are not followed.
    """
    calls = _read_calls(data)
    drawn = dict.fromkeys(calls, 1)
    for _ in range(_DEEPEST if any(calls.values()) else 0):
        deeper = {form: 1 + sum(drawn.get(inner, 0) for inner in inners) for form, inners in calls.items()}
        if deeper == drawn or max(deeper.values()) > most:
            return max(deeper.values())
        drawn = deeper
    return max(drawn.values(), default=0)


def _read_calls(data: bytes) -> Calls:
    heads: dict[int, tuple[dict[bytes, int], int]] = {}
    for word in islice(_FORM.finditer(data), _MOST_FORMS):
        at = word.start()
        if not data[max(0, at - 16) : at].rstrip().endswith(b"/Subtype"):
            continue
        begin, stream = data.rfind(b"obj", max(0, at - _WINDOW), at), data.find(b"stream", at, at + _WINDOW)
        named = _NUMBER.search(data, max(0, begin - 20), begin) if begin >= 0 else None
        if named and stream >= 0:
            found = _CALLED.findall(data, begin, stream)
            heads[int(named[1])] = {name: int(other) for name, other in found}, stream
    calls: Calls = {}
    for form, (called, stream) in heads.items():
        inner = {name: other for name, other in called.items() if other in heads}
        names = _DRAW.findall(_contents(data, stream)) if inner else []
        calls[form] = [inner[name] for name in names if name in inner]
    return calls


def _contents(data: bytes, stream: int) -> bytes:
    """What a stream says, unpacked where it is packed as nearly all are; `stream` is where the word stands."""
    start = stream + len(b"stream")
    start += 2 if data[start : start + 2] == b"\r\n" else 1
    raw = data[start : max(start, data.find(b"endstream", start))]
    try:
        return zlib.decompressobj().decompress(raw, _MOST_BYTES)
    except zlib.error:
        return raw[:_MOST_BYTES]
