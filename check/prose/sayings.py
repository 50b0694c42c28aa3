"""P-17, P-19: a plan told as an effect; superlatives without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.prose.standing_differs import find_standings_differ
from check.registry import rule
from check.show import show_stated
from check.sought import sought
from model.finding import Severity
from model.submission import Claim, Passage

PLAN = re.compile(
    r"(?<![说证注声表阐写指])明年|(?<![造设施产用线级成行投建运入工新术化之署换])后年|(?<![年以历近一素])来年|下一年|下年度|预计|预期|力争|争取|届时|未来|达产后|计划|将|目标|拟|有望|可望"
)
#: 预计产出9500万元（目标值）: nobody takes it for a result.
LABELLED = re.compile(r"[（(](?:为|系|属|是)?(?:规划|计划|预期|预计)?(?:目标|计划|规划|预期|预计|预测)(?:值|数)?[)）]")
#: 比预计目标高出4个百分点, 超过原计划的12%: what came of it, held against the plan.
COMPARED = re.compile(
    r"(?:比|较|超过|超出|超|高[于出]|优于|低于|好于|对照|对比|完成了?|达到了?)(?:原|既定|立项|年初|项目|建设|合同|当初|时|的|了)*"
    r"(?:预计|预期|计划|设定|设计|规划|目标)+(?:的|值|指标)*"
)
#: A paragraph of a free book that says by its first words what was achieved.
HEADED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*|[—–-]{1,2}\s*)?(?:已?(?:实施|取得|实现|应用|建设)(?:的)?(?:成效|效果|成果)|成效)[：:]"
)
#: A heading by itself of what was achieved, and any other line that is too short and bare to be a sentence.
HEADING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}(?:\.\d{1,2})*[)）、.．]?\s*)?(?:场景|项目|工厂|产线)?"
    r"(?:已(?:实施|取得|实现|达到)的?(?:主要)?|取得的?(?:主要)?|实施|应用)(?:成效|效果|成果|效益)(?:情况)?\s*[:：]?\s*"
)
LINE = re.compile(r"[^，,。；;！？]{1,24}")
#: So many paragraphs below such a heading are looked at.
BELOW = 4
SENTENCE = re.compile(r"[^。；！？\n]+")


@rule("P-17")
def find_plan_as_effect(case: Case) -> Iterator[Answer]:
    """W for a plan in the cell of effects. Beside real results 可 (which may also say what is done) is only I."""
    cells = [p for p in case.prose() if p.key.endswith(tuple(case.param("cells"))) or HEADED.match(p.text)]
    cells += [p for p in below_headings(case) if p not in cells]
    if not cells:
        raise case.lack("t1.effect", "benefit_overview", name="已实施成效")
    for passage in cells:
        here = [c for c in case.submission.claims if c.place.path == passage.place.path]
        plans = [c for c in here if c.planned and not LABELLED.search(c.text) and not is_held_against(c)]
        real = [c for c in here if not c.planned and c.amount.comparable]
        done = [c for c in case.submission.changes if c.place.path == passage.place.path and not c.planned]
        if not plans:
            yield Agreed()
            continue
        said = "、".join(dict.fromkeys(f"“{c.text}”（{show_stated(c.amount)}）" for c in plans[:3]))
        yield case.finding(
            f"“{name_of(case, passage)}”中{said}为计划或预期，不是已实现的成效，请核实。",
            *plans,
            severity=Severity.I if (real or done) and not any(is_plain_plan(c) for c in plans) else None,
            about=(passage.key,),
        )


def is_held_against(claim: Claim) -> bool:
    """Whether the only word of planning is that of the plan with which the result is compared."""
    return COMPARED.search(claim.text) is not None and PLAN.search(COMPARED.sub("", claim.text)) is None


def below_headings(case: Case) -> Iterator[Passage]:
    """The paragraphs of a free book right below a heading that says that it was achieved, up to the next heading."""
    left = 0
    for passage in case.prose() if case.form is not None and case.form.free else ():
        if LINE.fullmatch(passage.text.strip()):
            left = BELOW if HEADING.fullmatch(passage.text) else 0
        elif left:
            left -= 1
            yield passage


def name_of(case: Case, passage: Passage) -> str:
    headed = HEADED.match(passage.text)
    if headed is None and case.form is not None and case.form.free:
        return "已实施成效"
    return re.sub(r"^[\s—–-]+|[：:]$", "", headed[0]) if headed else case.label(passage.key)


def is_plain_plan(claim: Claim) -> bool:
    """预计, 力争, 达产后, 将于 say that it is yet to come; 可节约 may also be said of what is done."""
    words = [part.text for part in claim.parts if part.role == "plan"]
    return PLAN.search(claim.text) is not None or any(not word.startswith("可") for word in words)


def beside(sentence: str, end: int) -> str:
    """The sentence without later clauses that tell numbers of their own: their source is theirs."""
    own, *later = re.split(r"[，,]", sentence[end:])
    return (
        sentence[:end]
        + own
        + "，".join(one for one in later if not re.search(r"\d", re.sub(r"20\d{2}年?度?", "", one)))
    )


@rule("P-19")
def find_superlative(case: Case) -> Iterator[Answer]:
    """I: 首家, 唯一, 第一, 市场占有率N% in a sentence that names no source; W: two that differ on one product."""
    yield from find_standings_differ(case)
    boast, source = sought("|".join(case.param("boasts"))), re.compile("|".join(case.param("sources")))
    for passage in case.prose_with(boast):
        for sentence in SENTENCE.findall(passage.text):
            found = boast.search(sentence)
            if found is None or source.search(beside(sentence, found.end())):
                continue
            yield case.finding(
                f"正文称“{found[0]}”，句中未写明依据或来源，请核实。",
                passage.place.quoting(found[0]),
                about=(passage.key,),
                found=found[0],
            )
    if next(case.prose(), None) is None:
        raise NotChecked("没有读到正文，未核对。")
