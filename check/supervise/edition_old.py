"""REG-06: the book stands on an edition of a guide or standard that a newer one replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.telling import tell_texts

#: A sentence that tells how it was, or that the new edition replaced the old.
PAST = re.compile(r"历史(?!数据|记录|批次|曲线|趋势|工单|样本)|沿革|曾|当时|更新为|修订|替代|代替|废止|此前|原依据")


@rule("REG-06")
def find_edition_old(case: Case) -> Iterator[Answer]:
    """I for each old edition that the prose names; `old`: pattern → the edition in force."""
    texts = list(tell_texts(case))
    if not texts:
        raise NotChecked("正文未填写或未读到，无法核对所引版本。")
    for pattern, now in case.param("old").items():
        for text in texts:
            hit = re.search(pattern, text.text)
            if hit is None or PAST.search(text.text[max(0, hit.start() - 20) : hit.end() + 20]):
                continue
            yield case.finding(
                f"正文引用“{hit[0]}”，现行为{now}，请核实。",
                text.place.quoting(hit[0]),
                about=(text.key,),
                expected=str(now),
                found=hit[0],
            )
            break
    yield Agreed()
