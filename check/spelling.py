"""Spelling: texts and names compared as a reader would, without width, blanks and bracket styles."""

from __future__ import annotations

import re
import unicodedata

from check.once import TEXTS, kept

DASHES = str.maketrans(dict.fromkeys("—–−－‐‑―", "-"))


@kept(4 * TEXTS)
def fold_text(text: str) -> str:
    """Half width, without blanks, dashes alike; case kept."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(DASHES)


def fold_company(name: str) -> str:
    """A company name without seal hints and former names: 甘肃A有限公司（盖章） = 甘肃A有限公司（原甘肃B公司）."""
    return re.sub(r"\((?:盖章|公章|签章|加盖公章|原[^()]*|曾用名[^()]*)\)", "", fold_text(name))


def remove_hint(text: str, hint: str) -> str:
    """The text without one printed hint, however its blanks and line breaks fell."""
    pattern = r"\s*".join(re.escape(char) for char in re.sub(r"\s+", "", hint))
    return re.sub(pattern, "", text, count=1) if pattern else text
