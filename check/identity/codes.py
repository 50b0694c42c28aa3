"""Check digits: GB 32100-2015 (统一社会信用代码) and GB 11714-1997 (组织机构代码).

Written out here rather than taken from stdnum because the messages name the digit that would be right.
"""

from __future__ import annotations

import re

USCC_FORM = re.compile(r"[159Y][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
ORG_FORM = re.compile(r"[0-9A-Z]{8}[0-9X]")
CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
#: What the eye takes for a letter that a code never holds (and for digits, the other way round).
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "S": "5", "Z": "2", "V": "U"})


def fold_code(text: str) -> str:
    """Half width, upper case, without blanks and hyphens."""
    return re.sub(r"[\s\-—]", "", text).upper()


def uscc_digit(code: str) -> str:
    """The 18th character that the first 17 ask for: c18 = 31 - Σ v(ci)·3^(i-1) mod 31, 31 → 0."""
    total = sum(CHARSET.index(char) * pow(3, i, 31) for i, char in enumerate(code[:17]))
    return CHARSET[(31 - total % 31) % 31]


def org_digit(code: str) -> str:
    """The ninth character that the first eight ask for: C9 = 11 - Σ Ci·Wi mod 11; 10 → X, 11 → 0."""
    total = sum(int(char, 36) * weight for char, weight in zip(code[:8], ORG_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def is_uscc(code: str) -> bool:
    return USCC_FORM.fullmatch(code) is not None and uscc_digit(code) == code[17]


def repair_uscc(code: str) -> str | None:
    """The valid code that the eye may have misread (O for 0, I for 1, S for 5, Z for 2), or None."""
    repaired = code.translate(LOOKALIKES)
    return repaired if repaired != code and is_uscc(repaired) else None
