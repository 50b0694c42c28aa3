"""P-20: the prose counts more standards than the paper on standards does, or dates one of them otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.numerals import whole_of
from check.sought import Sought
from check.spelling import fold_text
from model.finding import Severity
from model.place import Place
from model.submission import Field

GRADES = ("国家", "行业", "地方", "团体", "企业")
_N = r"(?P<{0}>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})"
COUNT = Sought(
    rf"(?P<grade>{'|'.join(GRADES)})标准(?:共|合计|达|的)?{_N.format('a')}\s*[项个部]|{_N.format('b')}\s*[项个部](?P<after>{'|'.join(GRADES)})标准"
)
MADE = Sought(r"主持|参与|牵头|参加|起草|编制|制定|制修订|修订|发布")
#: What is yet to come, what others made, and the company's own rules.
ELSE = re.compile(r"计划|拟|将|目标|力争|争取|在研|申请|立项|协会|执行|采用|遵循|符合|依据|按照|供应商|客户|集团|合作")
TITLE = re.compile(r"《(?P<name>[^》]{4,40})》[^《。；;]{0,24}?(?P<year>20\d{2})年")
EXCERPT = Sought(r"节选|部分|主要|代表性|等标准|相关的?(?:有|为)|其中")


def find_standards_differ(case: Case) -> Iterator[Answer]:
    """W against the one paper on standards that gives counts; an excerpt proves nothing."""
    papers = list(facts(case, "standards.text"))
    if not papers:
        return
    fact = papers[0][1]
    text = fold_text("；".join(one.text or one.value for _, one in papers))
    have = {grade: number for grade, number, _ in counts(text)}
    dated = {hit["name"]: hit["year"] for hit in TITLE.finditer(text)}
    for passage in case.prose():
        for sentence in re.split(r"[。；;\n]", passage.text):
            if not MADE.search(sentence) or ELSE.search(sentence):
                continue
            if have and not EXCERPT.search(text):
                for grade, number, words in counts(fold_text(sentence)):
                    if grade == "企业" or number <= have.get(grade, 0):
                        yield Agreed()
                        continue
                    yield differs(case, passage.place.quoting(words), fact, words, f"{grade}标准{have.get(grade, 0)}项")
            for hit in TITLE.finditer(sentence):
                right = dated.get(hit["name"])
                if right is not None and right != hit["year"]:
                    yield differs(case, passage.place.quoting(hit[0]), fact, hit[0], f"该标准为{right}年")


def counts(text: str) -> Iterator[tuple[str, int, str]]:
    """(grade, number, words) of each count."""
    for hit in COUNT.finditer(text):
        said = hit["a"] or hit["b"]
        yield hit["grade"] or hit["after"], whole_of(said), hit[0]


def differs(case: Case, place: Place, fact: Field, words: str, right: str) -> Answer:
    return case.finding(
        f"正文“{words}”，《{fact.place.file}》所载{right}，两处不一致，请核实（未列入的请注明）。",
        place,
        fact,
        severity=Severity.W,
        tags=("standards",),
        about=(fact.key,),
        expected=right,
        found=words,
    )
