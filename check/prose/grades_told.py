"""X-05 in the prose: the grade of network security (等保) told twice, or otherwise than its paper says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.paper_name import name_paper
from check.sought import Sought
from check.telling import Text, texts_with
from model.finding import Severity

GRADE = Sought(
    r"(?:等(?:级)?保(?:护)?(?:\s*2\.0)?|网络安全(?:等级)?)[^。；;，,\d一二三四]{0,8}第?(?P<a>[一二三四2-4])\s*级"
    r"|(?P<b>[一二三四2-4])\s*级(?:网络安全)?等(?:级)?保(?:护)?"
)
DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
#: One system among several, another time, a plan, another's.
APART = re.compile(
    r"工控|办公|官网|门户|平台|MES|ERP|云|数据中心|分别|其中|另|原|曾|此前|计划|拟|将|目标|争取|力争|升级|提升|提高|下一步|供应商|客户|参照|对标|要求|20(?:1\d|2[0-3])年"
)


def find_grades_told(case: Case) -> Iterator[Answer]:
    """W each; sentences that name one system or another time are not compared."""
    told = list(grades(case))
    papers = [(p, f) for p, f in facts(case, "security.grade") if f.value[:1] in "1234一二三四"]
    for paper, fact in papers:
        right = DIGITS.get(fact.value[:1], fact.value[:1])
        wrong = next((one for one in told if one[0] != right), None)
        if wrong is None or any(one[0] == right for one in told):
            yield Agreed()
            continue
        yield case.finding(
            f"正文称“{wrong[2]}”，{name_paper(case, paper, fact)}为等级保护{right}级，两处不一致，请核实。",
            wrong[1].place.quoting(wrong[2]),
            fact,
            severity=Severity.W,
            about=("security", wrong[1].key),
            expected=f"{right}级",
            found=wrong[2],
        )
    if len({grade for grade, _, _ in told}) > 1 and not papers:
        one = told[0]
        other = next(item for item in told if item[0] != one[0])
        yield case.finding(
            f"正文一处称“{one[2]}”，另一处称“{other[2]}”，网络安全等级保护的级别前后不一，请核实。",
            one[1].place.quoting(one[2]),
            other[1].place.quoting(other[2]),
            severity=Severity.W,
            about=("security", other[1].key),
            expected=one[2],
            found=other[2],
        )


def grades(case: Case) -> Iterator[tuple[str, Text, str]]:
    """(grade, where, words) of each sentence on the company's own network as it is."""
    for text in texts_with(case, GRADE):
        for clause in re.split(r"[。；;，,\n]", text.text):
            hit = GRADE.search(clause) if "级" in clause else None
            if hit and not APART.search(clause):
                said = hit["a"] or hit["b"]
                yield DIGITS.get(said, said), text, hit[0]
