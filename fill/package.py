"""What every written file needs: text that XML can hold, and an archive whose bytes depend on nothing but the table."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

#: Controls, lone surrogates, non-characters, and signs that turn the direction of writing; tab and newline stay.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=</dcterms:)")
_LONGEST = 32000  # an Excel cell holds 32767 characters

AUTHOR = "明鉴"
WHEN = datetime(2025, 8, 6)  # 甘工信发〔2025〕152号, the measure that prescribes the table
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def clean(text: str) -> str:
    """The text with □ for every character that a document may not hold."""
    return _ILLEGAL.sub("□", text.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST]


def freeze(data: bytes) -> bytes:
    """The same zip with fixed times, and fixed dates in its core properties."""
    out = io.BytesIO()
    stamp = WHEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, content)
    return out.getvalue()
