"""P-20: so many patents told, and behind them their numbers: 实用新型专利5件——ZL2023…、ZL2022…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.numerals import whole_of
from check.sought import Sought
from model.finding import Severity
from model.submission import Passage

COUNT = r"(?P<n>\d{1,3}|[两二三四五六七八九十]{1,3})[项件个]"
TOLD = Sought(
    rf"(?P<what>专利|实用新型|外观设计|软件著作权|软著|著作权|登记)(?:证书|授权)?(?:共|合计|计)?{COUNT}"
    r"[^。；;\d两二三四五六七八九十]{0,10}?(?:[—–-]{1,2}|[:：]|[（(]|分别为|分别是|号为|编号为?|证号为?)(?P<rest>[^。；;\n]{8,600})"
)
CODE = re.compile(
    r"ZL\s?(?:19|20)\d{2}\s?\d\s?\d{7}(?:[.．]\s?[\dXx])?|(?:19|20)\d{2}[1238]\d{8}|(?:19|20)\d{2}SR\d{6,7}"
)
OPEN = re.compile(r"等|其中|部分|代表|主要|如|例如|另|略|受理|节选")


def find_codes_miscounted(case: Case) -> Iterator[Answer]:
    """W where every item of the list is a number and there are more or fewer of them than told."""
    lists = [one for paper in case.submission.papers for one in paper.passages if one.key == "annex_list"]
    seen = set[str]()
    for passage in (*case.prose(), *lists):
        for hit in TOLD.finditer(passage.text):
            codes = list(dict.fromkeys(re.sub(r"\s", "", code) for code in CODE.findall(hit["rest"])))
            told = whole_of(hit["n"])
            if len(codes) < 2 or hit[0] in seen or OPEN.search(hit[0]) or not is_whole(hit["rest"], len(codes)):
                continue
            seen.add(hit[0])
            yield judge(case, passage, hit, told, len(codes))


def is_whole(rest: str, codes: int) -> bool:
    """Whether no item of the list goes without a number."""
    items = [one for one in re.split(r"[、,，]", rest.strip("）) ")) if one.strip()]
    return len(items) == codes


def judge(case: Case, passage: Passage, hit: re.Match[str], told: int, codes: int) -> Answer:
    if codes == told or not told:
        return Agreed()
    return case.finding(
        f"“{hit[0][:30]}…”，所称为{told}项，其后列出{codes}个编号，请核实。",
        passage.place.quoting(hit[0]),
        severity=Severity.W,
        about=(f"{passage.place.path}“{hit[0][:20]}”",),
        expected=f"{codes}项",
        found=f"{told}项",
    )
