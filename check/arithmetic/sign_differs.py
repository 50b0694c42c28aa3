"""A-17: the word says up, the numbers say down; or a minus sign stands in a field that already says 下降."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.change import read_change, split_text
from check.arithmetic.sign_elsewhere import BETTER, LOWER, find_sign_elsewhere
from check.arithmetic.sign_negative import find_negative_growth
from check.beside import Beside
from check.case import Agreed, Answer, Case, Skipped
from check.prose.kpi_told import SIGN, is_whole, names_of
from check.registry import rule
from check.show import show_field, show_percent, show_stated
from model.finding import Cause, Severity
from model.submission import Change
from model.text import half_width
from model.wording import RISE

#: What is better the smaller it is, told as a length.
FINER = re.compile(r"精度|公差|误差|偏差|粗糙度|跳动|间隙|分辨")
TIMES = ("天", "小时", "分钟", "秒")
LENGTHS = ("微米", "毫米", "厘米", "米", "秒", "毫秒", "克", "毫克", "千克", "摄氏度")


@rule("A-17")
def find_sign_differs(case: Case) -> Iterator[Answer]:
    yield from (
        *find_minus_signs(case),
        *find_told_against_ends(case),
        *find_clause_against_ends(case),
        *find_kpi_against_ends(case),
        *find_sign_elsewhere(case),
        *find_negative_growth(case),
    )
    for change in case.submission.changes:
        if not change.target or change.direction == 0 or change.planned:
            continue
        before, after = change.before, change.after
        if before.unit != after.unit or not (before.comparable and after.comparable):
            yield Skipped(f"“{change.text}”前后两数不可比，未核对。", Cause.INCOMPARABLE)
            continue
        same_way = (after.value > before.value) == (change.direction > 0)
        if before.interval.meets(after.interval) or same_way or is_fall_with_minus(change):
            yield Agreed()
            continue
        word, fact = ("上升", "下降") if change.direction > 0 else ("下降", "上升")
        finer = FINER.search(change.subject or change.text) and before.unit in LENGTHS
        if finer and change.direction > 0 and BETTER.search(change.text):
            yield Agreed()  # 定位精度由5微米提高到2微米
            continue
        loose = change.direction > 0 and BETTER.search(change.text) is not None
        if loose and before.unit in TIMES and "率" in re.split("[，,]", change.text)[0]:
            yield Agreed()  # 周转率提升25%，由60天变为48天
            continue
        yield case.finding(
            f"“{change.text}”的文字表示{word}，而{show_stated(before)}变为{show_stated(after)}是{fact}，两者不一致，请核实。",
            change,
            severity=Severity.W if loose else Severity.E,
            expected=fact,
            found=word,
        )


def is_fall_with_minus(change: Change) -> bool:
    """由546件变为420件，增长率为-23.1%: the percentage alone is called growth, and its minus says which way it went."""
    if change.claim is None or change.claim.value >= 0 or change.direction < 0:
        return False
    head, between = split_text(change.text, change.after, change.claim)
    told = head if between else head.rpartition(",")[0]  # 2.60亿元 is not printed as the number that it is
    return re.search(RISE, told) is None


#: Words that say nothing of what is better: 缩短, 延长, 降低, 增加; not 提升 and 优化.
PLAIN_RISE = re.compile(r"延长|拉长|增加|增长|上升|升高|增多|扩大|上涨")
PLAIN_FALL = re.compile(r"缩短|减少|降低|下降|缩减|压缩|下滑|减员|精简")


#: 交付周期缩短，由18天变为22天: the clause before the two ends says which way they go, with or without by how much.
CLAUSE = re.compile(
    r"(?:^|[。；;，,\n])(?P<of>[^。；;，,\n\d]{2,14}?)(?:明显|显著|大幅|有所|进一步|持续|得到|实现|有效|均|也)*"
    rf"(?:(?P<up>{PLAIN_RISE.pattern}|(?<=率)(?:提升|提高))|(?P<down>{PLAIN_FALL.pattern}))(?:明显|显著|了)?(?:\d+(?:\.\d+)?%)?"
    r"[，,：:]$"
)
#: 单耗由8.6吨变为9.4吨，节水率9.3%: the rate behind the two ends has the direction in its name. 能耗降幅8.2% is of
#: another quantity, as is 减少率12%的是人工成本.
BEHIND = re.compile(
    r"[，,](?:综合|平均|年均?|同比|总体?|整体|合计|累计|相应|折合|折算|实际|实现|即|其|对应|相当于|的)*"
    r"(?:(?P<down>节(?P<saved>[水电能汽气油煤])率?|降幅|(?:降低|下降|减少|缩短|降(?P<cost>本))(?:率|幅度))"
    r"|(?P<up>增幅|(?:增长|增加|增产)(?:率|幅度)))(?:约|达到?|为)*(?=\d)(?!\d+(?:\.\d+)?%的)"
)


#: 吨纸汽耗由2.9吨变为3.2吨，蒸汽单耗下降9%: the clause behind names the quantity once more, in its own words.
AGAIN = re.compile(
    r"[，,](?P<noun>[\u4e00-\u9fff]{3,9}?)(?:明显|显著|大幅|有所|也|则|相应|共|累计)*"
    rf"(?:(?P<up>{PLAIN_RISE.pattern})|(?P<down>{PLAIN_FALL.pattern}))(?:了|约|达到?|近)*(?=\d)"
)
#: What is measured of a thing; words in one row say the same.
MEASURED = {
    "耗": re.compile(r"(?:单耗|消耗量?|耗用量?|耗量|用量|耗)$"),
    "时": re.compile(r"(?:时间|周期|用时|时长|工时|耗时)$"),
    "人": re.compile(r"(?:人数|用工|定员|人员)$"),
    "率": re.compile(r"率$"),
}
#: The consumption of a unit falls while that of the whole rises.
OF_ONE = re.compile(r"单|吨|每|人均|件|台|千克|公斤|平方|立方")


def is_same_measure(noun: str, subject: str) -> bool:
    for ends in MEASURED.values():
        own, other = ends.search(noun), ends.search(subject)
        if own and other:
            thing = re.sub(r"^(?:单位|产品|综合|平均)+", "", noun[: own.start()])
            short = len(thing) == 1 and thing in "水电汽气油煤能"  # 吨钢水耗 · 单位水耗
            of_one = not OF_ONE.search(noun) or bool(OF_ONE.search(subject))
            return (len(thing) > 1 or short) and thing in subject and of_one
    return False


def said_beside(text: str, change: Change) -> re.Match[str] | None:
    """The words that say which way the ends go: in the clause ahead of them, or in the name of the rate behind them."""
    at = text.find(change.text)
    if at > 0 and change.text.startswith(("由", "从", "自")) and (ahead := CLAUSE.search(text[:at])):
        return ahead
    behind = BEHIND.match(text, at + len(change.text)) if at >= 0 else None
    again = AGAIN.match(text, at + len(change.text)) if at >= 0 and behind is None else None
    if again:
        return again if is_same_measure(again["noun"], change.subject) else None
    if behind and behind["cost"] and not re.search("成本|费用|单价", change.text):
        return None
    of = behind["saved"] or "" if behind else ""
    return behind if not of or of in change.text or (of == "能" and "耗" in change.text) else None


def find_clause_against_ends(case: Case) -> Iterator[Answer]:
    """W: of ends told without a verb of their own."""
    beside = Beside.of(case.submission)
    for change in case.submission.changes:
        if change.direction or not change.target or change.planned or change.claim:
            continue
        text = half_width(beside.texts.get(change.place.path, ""))
        said = said_beside(text, change)
        before, after = change.before, change.after
        alike = before.unit == after.unit and before.comparable and after.comparable
        if said is None or not alike or before.interval.meets(after.interval):
            continue
        named = said.groupdict().get("of", "")
        if named and change.subject and not (change.text.startswith(change.subject) and change.subject[-2:] in named):
            continue  # 用工减少，由人均产值41万元变为52万元: of another quantity
        if BETTER.fullmatch(said["up"] or "") and (
            before.unit not in ("%", "次") or LOWER.search(named + change.text)  # 周转率提升，由60天变为48天
        ):
            continue
        if (after.value > before.value) == (said["up"] is not None):
            yield Agreed()
            continue
        fact = "上升" if after.value > before.value else "下降"
        told = said[0].strip("。；;，,\n")
        quote = f"{told}，{change.text}" if said.end() <= text.find(change.text) else f"{change.text}，{told}"
        yield case.finding(
            f"“{quote}”的文字与数值方向相反（{show_stated(before)}变为{show_stated(after)}是{fact}），请核实。",
            change,
            severity=Severity.W,
            expected=fact,
            found=said["up"] or said["down"],
        )


def find_told_against_ends(case: Case) -> Iterator[Answer]:
    """W: 由31天缩短到22天，延长29.0%: the percentage behind the two ends goes the other way."""
    for claim in case.submission.claims:
        if claim.relation != "change" or len(claim.operands) != 2 or claim.amount.unit not in ("%", "百分点"):
            continue
        if claim.amount.value < 0:
            continue  # the minus has a reader of its own
        before, after = claim.operands
        word = PLAIN_RISE if claim.direction > 0 else PLAIN_FALL
        other = PLAIN_FALL if claim.direction > 0 else PLAIN_RISE
        known = before.unit == after.unit and before.comparable and after.comparable and not claim.planned
        if not known or not word.match(claim.text) or other.search(claim.text) or before.interval.meets(after.interval):
            continue
        if (after.value > before.value) == (claim.direction > 0):
            yield Agreed()
            continue
        fact = "上升" if after.value > before.value else "下降"
        yield case.finding(
            f"“{claim.text}”，而{show_stated(before)}变为{show_stated(after)}是{fact}，两者不一致，请核实。",
            claim,
            severity=Severity.W,
            expected=fact,
            found=claim.text,
        )


def find_kpi_against_ends(case: Case) -> Iterator[Answer]:
    """W: the indicator of a rise has the percentage by which the prose or its tables tell a fall, or the reverse."""
    for kpi in case.reference.kpis:
        field = case.field(f"kpi.{kpi.code}")
        if kpi.kind not in SIGN or field is None or field.amount is None or field.amount.value <= 0:
            continue
        names = {one for name in names_of(case, kpi) if len(one := name.removesuffix("率").removesuffix("次数")) > 2}
        for change in case.submission.changes:
            noun = change.subject.removesuffix("率").removesuffix("次数")
            readings = read_change(change) if noun.endswith(tuple(names)) and is_whole(case, change) else None
            if readings is None or not change.target or change.planned or readings.falls == (SIGN[kpi.kind] < 0):
                continue
            if field.amount.interval.meets(readings.right):
                fact = "下降" if readings.falls else "上升"
                yield case.finding(
                    f"{case.say(field)}，而正文“{change.text}”是{fact}，方向相反，请核实。",
                    field,
                    change,
                    severity=Severity.W,
                    about=(field.key,),
                    expected=f"{fact}{show_percent(readings.nominal)}",
                    found=show_field(field),
                )
                break


def find_minus_signs(case: Case) -> Iterator[Answer]:
    for kpi in case.reference.kpis:
        field = case.field(f"kpi.{kpi.code}")
        if kpi.kind != "reduction" or field is None or field.amount is None:
            continue
        if field.amount.value >= 0:
            yield Agreed()
            continue
        yield case.finding(
            f"“{case.label(field.key)}”填{show_field(field)}，该指标本身即表示下降幅度，应填正数；如确为上升请说明，请核实。",
            field,
            severity=Severity.W,
            expected="正数",
            found=show_field(field),
        )
