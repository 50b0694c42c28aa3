"""P-11: the prose calls the applicant by a name that is not the one of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, Evidence, NotChecked
from check.registry import rule
from check.spelling import fold_company
from model.finding import Cause, Severity

END = r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司)"
#: The profile's first words name the applicant: XX有限公司成立于…, XX公司是一家….
FIRST = re.compile(
    rf"^\s*((?!我|本|该)[\u4e00-\u9fff（）()]{{3,28}}?{END})(?:[（(][^）)]{{1,30}}[）)])?[，,]?\s*(?:成立|始建|创建|创立|注册|坐落|位于|是|为)"
)
COMPANY = re.compile(END)
#: Relatives and former names are told beside these words.
RELATED = re.compile(
    r"原|曾用|前身|更名|改制|子公司|母公司|控股|参股|集团|股东|关联|兄弟|分公司|销售公司|旗下|下属|隶属|全资|投资设立|合资"
)


@rule("P-11")
def find_name_differs(case: Case) -> Iterator[Answer]:
    """E where the profile begins with another company; W for a name that misses the applicant's by a letter or two."""
    name = case.need("company_name")
    own = fold_company(name.value)
    if len(own) < 6:
        raise NotChecked(f"企业名称“{name.value}”不完整，未与正文对照。", Cause.AMBIGUOUS)
    for passage in case.prose():
        spots: list[Evidence] = [name]
        first = FIRST.match(passage.text) if passage.key == "profile" else None
        if (
            first
            and differs(own, fold_company(first[1]))
            and not RELATED.search(first[0] + passage.text[first.end() :][:20])
        ):
            yield case.finding(
                f"企业简介开头称“{first[1]}”，表内企业名称为“{name.value}”，两处应一致，请核实。",
                passage.place.quoting(first[1]),
                *spots,
                about=("profile", name.key),
                expected=name.value,
                found=first[1],
            )
            continue
        wrong = near_names(passage.text, own)
        for told in wrong:
            yield case.finding(
                f"正文称“{told}”，表内企业名称为“{name.value}”，疑有错字，请核实。",
                passage.place.quoting(told),
                *spots,
                severity=Severity.W,
                tags=("typo",),
                about=(passage.key, name.key),
                expected=name.value,
                found=told,
            )
        if not wrong:
            yield Agreed()


def differs(own: str, told: str) -> bool:
    """Whether two full names are not the same company: 甘肃祁连装备 and 甘肃祁连装备有限公司 are."""
    short, other = COMPANY.sub("", own), COMPANY.sub("", told)
    return own != told and short not in told and other not in own


def near_names(text: str, own: str) -> list[str]:
    """Company names of the text that miss the own name by one or two letters."""
    found = []
    for match in COMPANY.finditer(text):
        head = text[: match.end()]
        start, end = text.rfind("。", 0, match.start()) + 1, text.find("。", match.end())
        if RELATED.search(text[start : end if end > 0 else None]) or head.endswith(own):
            continue
        windows = [head[-size:] for size in range(max(6, len(own) - 2), len(own) + 3) if len(head) >= size]
        best = min(windows, key=lambda w: Levenshtein.distance(w, own), default="")
        distance = Levenshtein.distance(best, own) if best else len(own)
        if 0 < distance <= (2 if len(own) >= 10 else 1) and best[:2] == own[:2] and own not in head[-len(own) - 4 :]:
            found.append(best)
    return list(dict.fromkeys(found))
