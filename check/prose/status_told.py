"""X-05 in the prose: registered capital, kind of owner, size class told otherwise than cells and licence say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.numerals import worth_and_step
from check.paper_name import name_paper
from check.show import show_plain
from check.sought import Sought
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Field, Passage

#: The clause speaks of somebody else, or of what was.
OTHERS = re.compile(
    r"原|前身|曾|改制|重组|混改|成立(?:时|之初|初期)|最初|当时|增资|增加|增至|变更|子公司|分公司|母公司|股东|集团|旗下|投资设立|供应商|客户"
    r"|合作|联合|提供商|用户|协会|委员会|研究院|中心|对标|同行|其中"
)
CAPITAL = Sought(
    r"注册资(?:本|金)(?:总额|金额)?(?:为|是|共|计|达到?|[:：])?(?:人民币)?\s*(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<u>亿|万)元"
)
OWNER = Sought(
    r"(?:(?:公司|企业|我司|我厂|本单位)(?:目前|现|性质)?(?:是|为|系|属于?|由)|(?<=[，,。])(?:现|目前)?(?:是|系)(?:一家)?)(?!了)(?:(?!多家|各家|各大|众多|若干|部分|几家)[^，,。；;（(]){0,16}?"
    r"(?P<told>国有控股|国有独资|国有全资|地方国企|国有企业|中央企业|央企|民营企业|民营科技企业|民营控股|私营企业|中外合资|外商独资|外资企业)"
    r"(?!改|转|合作|配套|客户|供应|服务|提供|供货|的(?:供应|配套|合作))"
)
KINDS = {
    "国有": "国",
    "地方国企": "国",
    "中央": "国",
    "央企": "国",
    "民营": "民",
    "私营": "民",
    "中外": "外",
    "外": "外",
}
CELLS = {"中央企业": "国", "地方国企": "国", "民营企业": "民", "三资企业": "外"}
#: What the licence's type says of the owner; 非自然人 and plain 有限责任公司 say nothing.
LICENCE = (
    (r"国有(?:独资|控股|全资)", "国"),
    (r"(?<!非)自然人(?:独资|投资或控股|控股)", "民"),
    (r"中外|外商|外国", "外"),
)
SIZE = Sought(
    r"(?:公司|企业|我司|我厂|本单位)(?:目前|现|规模)?(?:(?:按|依|根据|依据)[^，,。；;]{2,20}?)?(?:是|为|系|属于?|划为|归为|认定为)(?:一家)?[^，,。；;（(]{0,12}?(?<![大中])"
    r"(?P<told>大型|中型|小型|微型)(?:工业|制造业?|民营|国有|股份制|科技型?|骨干|重点|加工|生产|现代化){0,2}企业(?=[，,。；;、）)]|之一|$)"
)


def find_status_told(case: Case) -> Iterator[Answer]:
    """W each: the sentence may speak of another time."""
    for passage in case.prose_with(CAPITAL, OWNER, SIZE):
        yield from capital_told(case, passage)
        yield from owner_told(case, passage)
        yield from size_told(case, passage)
    yield from owner_registered(case)


def capital_told(case: Case, passage: Passage) -> Iterator[Answer]:
    """Against the one licence: 注册资本3,000万元 / 26000000元."""
    registered = [(p, f) for p, f in facts(case, "licence.capital") if p.kind == "licence" and is_number(f.value)]
    if len(registered) != 1:
        return
    paper, right = registered[0]
    for match in CAPITAL.finditer(passage.text):
        if OTHERS.search(clause_of(passage.text, match)):
            continue
        told, step = worth_and_step(match["n"], match["u"])
        if abs(told - Decimal(right.value)) <= step / 2:
            yield Agreed()
        else:
            shown = show_plain(Decimal(right.value) / 10**4)
            yield differs(case, passage, match[0], right, f"{name_paper(case, paper, right)}载注册资本{shown}万元")


def owner_told(case: Case, passage: Passage) -> Iterator[Answer]:
    matches = list(OWNER.finditer(passage.text))
    known = owners(case) if matches else []
    for match in matches:
        clause = clause_of(passage.text, match).replace(match["told"], "")
        kind = next(kind for word, kind in KINDS.items() if match["told"].startswith(word))
        if not known or OTHERS.search(clause):
            continue
        if any(kind == right for right, _, _ in known):
            yield Agreed()
        else:
            _, field, said = known[0]
            yield differs(case, passage, match[0], field, said)


def owners(case: Case) -> list[tuple[str, Field, str]]:
    """(kind, where, what it says) of the cell and of the licence."""
    found = []
    cell = case.field("ownership")
    if cell is not None and cell.value in CELLS:
        found.append((CELLS[cell.value], cell, case.say(cell)))
    for paper, fact in facts(case, "licence.type"):
        kind = next((kind for words, kind in LICENCE if re.search(words, fold_text(fact.value))), "")
        if kind and paper.kind == "licence":
            found.append((kind, fact, f"{name_paper(case, paper, fact)}载类型“{fact.value}”"))
    return found


def owner_registered(case: Case) -> Iterator[Answer]:
    """The ticked kind against the licence's type, where that tells the kind."""
    known = owners(case)
    if len({field.key for _, field, _ in known}) < 2:
        return
    (kind, cell, said), (other, fact, told) = known[0], known[1]
    if kind == other or "外" in (kind, other):  # a joint venture may be held by either
        yield Agreed()
    else:
        yield case.finding(
            f"{said}，{told}，两处不一致，请核实。",
            cell,
            fact,
            severity=Severity.W,
            about=(cell.key,),
            expected=fact.value,
            found=cell.value,
        )


def size_told(case: Case, passage: Passage) -> Iterator[Answer]:
    cell = case.field("size_class")
    if cell is None or len(cell.ticked) > 1:
        return
    for match in SIZE.finditer(passage.text):
        if OTHERS.search(clause_of(passage.text, match)):
            continue
        if cell.value.startswith(match["told"]):
            yield Agreed()
        else:
            yield differs(case, passage, match[0], cell, case.say(cell))


def clause_of(text: str, match: re.Match[str]) -> str:
    """The clause in which the match stands, from the stop before to the stop behind."""
    head = re.split(r"[。；;，,\n]", text[: match.start()])[-1]
    return head + match[0] + re.split(r"[。；;，,\n]", text[match.end() :])[0]


def is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text) is not None


def differs(case: Case, passage: Passage, words: str, right: Field, said: str) -> Answer:
    return case.finding(
        f"正文“{words}”，{said}，两处不一致，请核实。",
        passage.place.quoting(words),
        right,
        severity=Severity.W,
        about=(right.key, passage.key),
        expected=right.value,
        found=words,
    )
