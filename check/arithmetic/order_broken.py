"""A-05, A-12, A-20, A-24: a part is larger than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.fixed_told import find_order_in_block
from check.arithmetic.indicators_drawn import find_premium_drawn
from check.arithmetic.machines_drawn import find_machines_drawn
from check.arithmetic.machines_told import find_machines_told, find_some_over_all
from check.arithmetic.per_head_told import find_premium_over_pass
from check.arithmetic.projects_drawn import find_order_drawn, find_order_told
from check.arithmetic.scenes_summed import find_scenes_over_project
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.evidence import legible
from check.exact import is_level
from check.lookup import FREE_BOOKS
from check.nearest import find_reading
from check.numerals import worth_of
from check.registry import rule
from check.show import WAN, show_amount, show_field, show_plain
from check.sought import Sought
from check.tables.rows_alike import find_told_equipment
from check.telling import texts_with
from model.amount import Amount, Hedge
from model.finding import Finding, Severity
from model.submission import Claim, Field


@rule("A-05", "A-12", "A-20")
def find_order_broken(case: Case) -> Iterator[Answer]:
    """`pairs`: [smaller, larger, severity]; {n} stands for every repeated row."""
    looked, odd = False, False
    for small_key, large_key, severity in case.param("pairs"):
        for small, large in fields_of(case, small_key, large_key):
            if small.amount is None or large.amount is None or not (legible(small) and legible(large)):
                continue
            looked = True
            if small.amount.claimed.low <= large.amount.claimed.high:
                yield Agreed()
                continue
            odd = True
            yield case.finding(
                f"{case.say(small)}，大于{case.say(large)}，前者应不大于后者，请核实。",
                small,
                large,
                severity=Severity(severity),
                expected=f"不大于{show_field(large)}",
                found=show_field(small),
            )
    told = {
        "A-20": (find_told_equipment, find_told_part, find_order_told, find_order_drawn, find_order_in_block),
        "A-12": (find_told_order, find_premium_over_pass, find_premium_drawn),
        "A-05": (find_machines_told, find_some_over_all, find_machines_drawn),
    }.get(case.rule.id, ())
    seen = set[tuple[str | None, str | None] | None]()
    for answer in (answer for find in (() if odd and case.rule.id == "A-05" else told) for answer in find(case)):
        looked = True
        key = (answer.expected, answer.found) if isinstance(answer, Finding) else None
        if key is None or key not in seen:
            yield answer
        seen.add(key)
    if not looked:
        pairs = [[key.replace("[{n}]", "") for key in pair[:2]] for pair in case.param("pairs")]
        known = any(all(map(case.spec, pair)) for pair in pairs)
        if case.form and case.submission.form not in FREE_BOOKS and not known:
            raise NotApplicable(f"《{case.form.title}》没有本规则所比较的栏目，不适用。")
        raise NotChecked("需要比较大小的两项没有都填写数值，无法核对。")


_MONEY = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}_unit>亿|万)元"
#: 固定资产投资3125万元（含设备购置及安装3248万元）: what is told as a part of the money before it.
WHOLE_AND_PART = Sought(
    r"(?P<what>(?:固定资产|建设|项目|软硬件|设备)?(?:总)?投(?:资|入)(?:总?额)?)[^。；;，,\d（）()]{0,6}"
    + _MONEY.format("whole")
    + r"[，,]?\s*[（(]?\s*(?:其中|含|包括|包含|内含|当中)[^。；;，,\d（）()]{0,16}?"
    r"(?:设备|装备|软件|硬件|土建|工程)[^。；;，,\d（）()]{0,10}" + _MONEY.format("part")
)
#: The part is a target's, or money told beside it.
NOT_WITHIN = re.compile(r"不含|不包括|除外|另")


def find_told_part(case: Case) -> Iterator[Answer]:
    """W: a part of the investment that the sentence tells is more than the whole it belongs to."""
    for text in texts_with(case, WHOLE_AND_PART):
        for hit in WHOLE_AND_PART.finditer(text.text):
            if NOT_WITHIN.search(hit[0]):
                continue
            whole, part = (worth_of(hit[name], hit[f"{name}_unit"]) for name in ("whole", "part"))
            if part <= whole:
                yield Agreed()
                continue
            yield case.finding(
                f"正文称“{hit[0].strip('（(')}”，其中一部分大于“{hit['what']}”整体，请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{text.place.path}“{hit[0]}”",),
                expected=f"不大于{hit['whole']}{hit['whole_unit']}元",
                found=f"{hit['part']}{hit['part_unit']}元",
            )


#: Of those that passed, not of all that was made.
OF_PASSED = re.compile(r"合格品(?:中|里)|其中|为基数|入库品")


#: 抽检合格率, 成品终检合格率: of the product itself, under a name of the house.
PASS_NAMED = re.compile(
    r"(?:同期|同年|当年|全年|产品|成品|出厂|终检|最终|检验|交检|送检|抽检|抽查|抽样|监督|市场|综合|总体?|批次|批|入库|的)*合格率"
    r"(?:达到?|为|是|有|约|仅|只|[:：])*\d"
)


def passes(claim: Claim, small: Claim) -> bool:
    """A pass rate of the same scope; 抽检 before its name makes it no other process."""
    if claim.concept == "pass" and claim.scope == small.scope:
        return True
    return claim.concept in ("pass", "") and PASS_NAMED.match(claim.text) is not None


def find_told_order(case: Case) -> Iterator[Answer]:
    """W: 合格率99.1%，优级品率99.7% of one time and scope in one place of the prose."""
    beside = Beside.of(case.submission)
    for small in beside.claims_of(["premium"]):
        level = small.amount.unit == "%" and is_level(small)
        here = beside.claims.get(small.place.path, ())
        alike = [c for c in here if c.period == small.period and passes(c, small)]
        passed = [c for c in alike if is_level(c)]
        if not level or not passed or OF_PASSED.search(beside.texts.get(small.place.path, "")):
            continue
        if any(small.amount.value <= most_of(c) for c in passed):
            yield Agreed()
            continue
        yield case.finding(
            f"正文“{small.text}”，大于“{passed[0].text}”，前者应不大于后者，请核实。",
            small,
            passed[0],
            severity=Severity.W,
            expected=f"不大于{show_plain(passed[0].amount.value)}%",
            found=small.text,
        )


def most_of(claim: Claim) -> Decimal:
    """合格率达到97.6% tells what it came to."""
    return claim.amount.value if claim.amount.hedge_word == "达到" else claim.amount.claimed.high


def fields_of(case: Case, small: str, large: str) -> Iterator[tuple[Field, Field]]:
    rows = case.rows("rows") if "{n}" in small else [0]
    for row in rows:
        first, second = (case.field(key.replace("{n}", str(row))) for key in (small, large))
        if first and second:
            yield first, second


@rule("A-24")
def find_scene_over_project(case: Case) -> Iterator[Answer]:
    """One scene over the company's assets: E. The scenes together over the project: W."""
    limit = case.field("project_investment")
    assets = case.series("total_assets")
    scenes = [*investments_of(case)]
    drawn = [*find_scenes_over_project(case)]
    yield from drawn
    if drawn and not (scenes and assets):
        return
    if not scenes:
        raise case.lack("build_investment", name="建设投资")
    if not (limit or assets):
        raise case.lack("project_investment", "total_assets", name="项目投资或资产总额")
    largest = max(
        (f for f in assets.values() if f.amount), key=lambda f: f.amount.value if f.amount else 0, default=None
    )
    for said, scene, amount in scenes:
        if largest and largest.amount and amount.claimed.low > largest.amount.claimed.high:
            reading = find_reading(amount, limit.amount) if limit and limit.amount else None
            yield case.finding(
                f"{said}，大于{case.say(largest)}{reading.said if reading else ''}，请核实单位。",
                scene,
                largest,
                tags=(reading.tag,) if reading else (),
                expected=f"不大于{show_field(largest)}",
                found=show_amount(amount.value, "元"),
            )
        else:
            yield Agreed()
    if limit and limit.amount and not any(isinstance(answer, Finding) for answer in drawn):
        least = sum(amount.interval.low for _, _, amount in scenes)
        if least > limit.amount.claimed.high:
            shown = show_plain(round(sum(amount.value for _, _, amount in scenes) / WAN, 2))
            yield case.finding(
                f"各场景建设投资合计{shown}万元，大于{case.say(limit)}，请核实。",
                limit,
                *(scene for _, scene, _ in scenes),
                severity=Severity.W,
                expected=f"不大于{show_field(limit)}",
                found=f"{shown}万元",
            )


def investments_of(case: Case) -> Iterator[tuple[str, Field | Claim, Amount]]:
    """(words, evidence, amount) of each scene's investment: a cell of its own, or the one sum its description tells."""
    for field in case.submission.fields:
        if field.key.endswith("build_investment") and field.amount:
            yield case.say(field), field, field.amount
    for field in case.submission.like("scenes[", "].desc"):
        told = [
            claim
            for claim in case.submission.claims
            if claim.place.file == field.place.file
            and claim.place.path == field.place.path
            and claim.concept == "build_investment"
            and claim.amount.hedge is Hedge.NONE
            and not (claim.planned or claim.relation or claim.period)
        ]
        if len(told) == 1:
            yield f"“{told[0].text}”", told[0], told[0].amount
