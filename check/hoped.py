"""Whether a sentence on what is saved speaks of what is yet to come: 改造后每年可节约… tells what the works do save."""

from __future__ import annotations

import re

from check.case import Case

MAY_SAVE = re.compile(r"可(?:以|实现)?(?=(?:直接|累计|合计|共)?(?:节|减|降|省|压|少))")


def is_hoped(case: Case, text: str) -> bool:
    return case.reference.lexicons.is_plan(MAY_SAVE.sub("", text))
