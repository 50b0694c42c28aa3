"""Document text inside Streamlit's Markdown, shown letter for letter: no formatting, pictures or links."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_BARE_LINK = re.compile(r"(?i)(https?|ftp|www|mailto)(?=[:.])")
_AT = re.compile(r"(?<=\w)@(?=\w)")


def md(text: str, limit: int = 500) -> str:
    """The text on one line with every character escaped that Markdown could take for its own.

    Backslashes do not stop the finder of bare addresses (it works on the finished text): a zero-width joiner does.
    """
    line = " ".join(text.split())
    if len(line) > limit:
        line = line[: limit - 1] + "…"
    line = _BARE_LINK.sub(lambda found: found[0] + "\u2060", line)
    line = _AT.sub("\u2060@\u2060", line)
    return _SPECIAL.sub(r"\\\1", line)
