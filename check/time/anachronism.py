"""T-07: a sentence dated before the thing it names existed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from model.finding import Cause

YEAR = re.compile(r"(?<![\d.—\-–~至])(20\d{2})\s*年(?!版|度版|修订|代|[—\-–~至到]\s*20)")
#: GB/T 39116-2020, T/CAMS 182-2024: the year of a standard.
STANDARD = re.compile(r"(?:GB(?:/T)?|[A-Z]{1,2}/[A-Z]{2,6}|ISO|IEC)\s*[\d.]+\s*[-—–:：]\s*(20\d{2})")
#: 依据甘工信发〔2025〕152号: what one acts by was there before.
DOCUMENT = re.compile(
    r"(?:依据|根据|按照?|遵照|对照|落实|参照)[^，,。；;]{0,24}?([\u4e00-\u9fff]{2,8}[〔\[［(（](20\d{2})[〕\]］)）]\s*\d+\s*号)"
)
#: The sentence goes on with the time of the one before it.
THEN = re.compile(
    r"\s*(?:(?:立项|启动|建设|筹建|规划|论证|设计|实施)(?:之初|初期|时|之时|伊始|阶段|期间)|当时|当年|同年|彼时|其时|那时)"
)
#: The sentence looks back from today, or forward: 2020年起…，现按2025年版…
LATER = re.compile(
    r"现(?:按|已|行|在)|目前|如今|今年|此后|后来|至今|以来|随后|之后|计划|将|拟|修订|升级为|更新|(?:发布|出台|印发|施行|颁布)[后以时]"
)
#: The year and the act are told as one: 2021年立项之初，项目组即对照…; what comes later in the sentence is its sequel.
TIED = re.compile(
    r"20\d{2}\s*年(?:\d{1,2}月)?[^，,。；;]{0,10}(?:之初|初期|之时|伊始|阶段|期间|之际|时|当年|当时)(?:[，,]|$)|(?:当时|当年|那时|彼时)[^，,]{0,6}(?:就|即|便|已)"
)


#: The act that cannot rest on what came later.
BEGUN = re.compile(r"立项|可研|启动|开工|筹建|动工|论证|规划|编制")

#: What one does with a guideline when the book is written: sorting what was built before by the names it gives.
SORTED = re.compile(
    r"归纳|归类|归并|归入|归为|归集|梳理|对应|分类|划分|命名|更名|口径|名称|表述|"
    r"(?:本次|此次|本轮|这次)(?:申报|填报|编制)|申报时|填报时|(?:编写|填写|撰写)本"
)
#: 2023年，公司按…归类: the sorting itself is dated.
DATED = re.compile(r"(?:^|[，,])\s*(?:早在)?20\d{2}\s*年(?:\d{1,2}月)?(?:[，,]|公司|我们|项目组|企业|即|就)")


@rule("T-07")
def find_anachronism(case: Case) -> Iterator[Answer]:
    """One year alone in the sentence (立项之初, 当时: in the one before), and a term or standard younger than it."""
    looked = False
    for passage in case.prose():
        before: set[int] = set()
        told = ""
        for sentence in re.split(r"(?<=[。；;\n])", passage.text) if "20" in passage.text else ():
            years = {int(year) for year in YEAR.findall(sentence)}
            if not years and (then := THEN.match(sentence)):
                years = act_of(told, then[0]) or before
            told = sentence if YEAR.search(sentence) else told
            before = {int(year) for year in YEAR.findall(sentence)} or before
            if not years:
                continue
            terms = list(terms_of(case, sentence))
            year = years.pop() if len(years) == 1 else begun_in(sentence, terms) or year_of_clause(sentence, terms)
            if year is None:
                continue
            named = "|".join(re.escape(term) for term, _ in terms) or "(?!)"  # 大规模设备更新 says nothing of later
            later = LATER.search(re.sub(named, "", sentence))
            if later and not any(is_of_that_time(sentence, term) for term, _ in terms):
                continue
            looked = True
            for term, born in terms:
                if born <= year or (later and not is_of_that_time(sentence, term)) or is_sorted_now(sentence, term):
                    continue
                yield case.finding(
                    f"“{sentence.strip()[:60]}”写的是{year}年，其中“{term}”{born}年才有，请核实时间。",
                    passage.place.quoting(sentence.strip()),
                    expected=f"不早于{born}年",
                    found=f"{year}年",
                )
                break
            else:
                yield Agreed()
    if not looked:
        raise NotChecked("正文没有单独注明年份的叙述，未核对。", Cause.NOTHING)


def is_sorted_now(sentence: str, term: str) -> bool:
    """按指引(2025年版)归纳，建设始于2023年: what was built then is told today under the names of the guideline."""
    spot = sentence.find(term)
    head = sentence[:spot]
    clause = re.split(r"[，,。；;]", head)[-1] + re.split(r"[，,。；;]", sentence[spot + len(term) :])[0]
    if not SORTED.search(clause.replace(term, "")) and not re.search(r"(?:本次|此次|本轮|这次)申报|申报时", sentence):
        return False
    return not (TIED.search(sentence) or DATED.search(head) or THEN.match(sentence) or BEGUN.search(head))


def act_of(told: str, then: str) -> set[int]:
    """2021年5月立项，2023年投产。立项之初…: the one year that the sentence before gives to the act named again."""
    act = re.match(r"\s*(立项|启动|建设|筹建|规划|论证|设计|实施)", then)
    if not act:
        return set()
    clauses = [clause for clause in re.split(r"[，,；;。]", told) if act[1] in clause]
    years = {int(year) for clause in clauses for year in YEAR.findall(clause)}
    return years if len(years) == 1 else set()


def begun_in(sentence: str, terms: list[tuple[str, int]]) -> int | None:
    """2021年5月立项，立项报告即以…为依据，2024年12月投产: the year of the act right before the term."""
    if not terms:
        return None
    head = sentence[: sentence.find(terms[0][0])]
    hits = list(YEAR.finditer(head))
    if not hits or len(re.split(r"[，,]", head[hits[-1].end() :])) > 2:
        return None
    return int(hits[-1][1]) if BEGUN.search(head[hits[-1].end() :]) else None


def year_of_clause(sentence: str, terms: list[tuple[str, int]]) -> int | None:
    """2019年依据GB/T 39116-2020开展评估，2021年设立…: the one year of the clause, before the term, of several told."""
    if not terms:
        return None
    spot = sentence.find(terms[0][0])
    head = re.split(r"[，,]", sentence[:spot])[-1]
    clause = head + re.split(r"[，,。；;]", sentence[spot:])[0]
    told = set(YEAR.findall(clause))
    return int(told.pop()) if len(told) == 1 and YEAR.search(head) else None


def is_of_that_time(sentence: str, term: str) -> bool:
    """Whether the clause with the term is tied to the year: nothing up to its end looks ahead or back."""
    spot = sentence.find(term)
    clause = re.split(r"[，,。；;]", sentence[spot + len(term) :])[0]
    said = sentence[: spot + len(term)] + clause
    own = re.split(r"[，,]", sentence[:spot])[-1]
    return not LATER.search(said) and bool(TIED.search(said) or YEAR.search(own) or THEN.match(sentence))


def terms_of(case: Case, sentence: str) -> Iterator[tuple[str, int]]:
    """(term as printed, the year it came into being)."""
    for pattern, year in case.param("terms").items():
        if match := re.search(pattern, sentence):
            yield match[0], int(year)
    for match in STANDARD.finditer(sentence):
        yield match[0], int(match[1])
    for match in DOCUMENT.finditer(sentence):
        yield match[1], int(match[2])
