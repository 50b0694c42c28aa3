"""ELIG-B-04, B-09, B-10: the representative line is too small, not networked, or not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import Days, read_days, read_period
from check.elig.civil_works import CIVIL, find_less_left, is_left_out, is_split, stands_beside
from check.elig.machines_drawn import find_drawn_unconnected
from check.elig.shares_counted import count_pair
from check.elig.unfinished_told import find_letter_unfinished
from check.elig_s.not_in_production import tell_unfinished
from check.numerals import COUNT, whole_of, worth_of
from check.registry import rule
from check.show import WAN, show_field
from check.sought import Sought
from check.stated import PERCENT, value_of
from check.telling import OUTSIDE, find_sentences, tell_texts, texts_with
from model.finding import Cause, Finding, Severity
from model.submission import Field
from model.wording import FORMERLY

#: The main machines are not all on the network: 主要数控设备联网率92%, 尚有4台加工中心未接入网络.
MAIN = Sought(
    r"(?:主要|关键|大型|全部)?(?:数控(?:设备|机床|装备|离心机|机)|加工中心|数控[\u4e00-\u9fff]{1,5}机|主要(?:生产)?(?:设备|装备))"
)
#: 主要数控设备32台，其中28台已联网.
SOME_OF = re.compile(
    rf"(?:主要数控(?:设备|机床|装备)|大型(?:数控)?(?:加工中心|机床|设备)|加工中心|数控(?:机床|设备))(?:共|共有|合计|有|计)?(?P<n>{COUNT})台(?:[（(]套[）)])?(?:里|中)?[，,、（(]?(?:其中)?[^。；;，,\d]{{0,6}}?(?:(?P<k>{COUNT})台(?:[（(]套[）)])?(?:已|均已|实现|完成)*(?:了)?(?:联网|入网|接入)"
    rf"|(?:联网|入网|接入)(?:网络|系统|平台)?的?(?:为|有|是|仅|只有|仅有|仅为)*(?P<k_>{COUNT})台)"
)
UNCONNECTED = Sought(
    r"(?:未|没有|尚不能|不能|无法)(?:能|全部|完全|实现)?(?:联网|入网|接入)|(?:处于|属于|还是|仍是|成为?|存在)[^，,。；;]{0,6}孤岛|(?:仍|还|尚)(?:为|是|在)?(?:单机|离线)(?:运行|状态)|(?:大部分|多数|部分)(?:已)?(?:联网|入网|接入)"
)
CONNECTED = Sought(
    r"联网(?:率|比例|比重)(?:仅|只|现|已)?(?:为|有|达到?|是)?(?:约|近)?(?=\d|[一二三四五六七八九]成|百分之)"
)
#: 主要数控设备50台，上了网的43台: counts of the machines and of those on the network.
MACHINES = Sought(
    r"(?:主要|关键|大型)(?:数控)?(?:设备|机床|装备|机台)|数控(?:设备|机床|装备|机台)|(?:大型)?加工中心|数控[\u4e00-\u9fff]{1,5}机"
)
LINKED = Sought(r"联网|连网|联上|连上|接入|接上|入网|上(?:了)?网|并网|挂网|接网|在线采集|通讯")
#: The law asks for the main machines: others may stay off, and so may those of former times.
SPARED = re.compile(rf"备用|手持|辅助|非数控|{FORMERLY}|原|此前|过去|曾|非主要|目标|任务|计划|要求|力争|%以上")
#: 未联网的2台为手动清理机，不属数控设备; 没有接入的是老式台秤，本身不是数控设备.
NOT_MAIN = re.compile(
    r"(?:不属于?|不是|并非|非|不算|不在|未列入|不列入|不计入|不纳入|未纳入)[^。；;，,]{0,6}(?:主要)?"
    r"(?:数控(?:设备|机床|装备)?|加工中心|主要(?:生产)?(?:设备|装备))(?:之列|范围|范畴|名单|口径|清单)?"
)
#: 主要数控设备已全部联网, 大型数控压机全部接入, 加工中心100%联网.
ALL_LINKED = Sought(
    r"(?:(?:主要|关键|大型)(?:生产|工序)?(?:的)?(?:数控|自动化|智能化)?(?:设备|装备|机床|机组)|(?:主要|关键|大型|重点)?(?:数控(?:设备|装备|机床|机台|[\u4e00-\u9fff]{1,5}[机炉线窑床])|加工中心))"
    r"[^。；;，,\d]{0,10}(?:\d+\s*[台套](?:[（(][台套][)）]|[台套])?(?:[（(][^（()）]{2,40}[)）])?)?(?:全部|均已?|已?全数|100%|百分之百|全覆盖)[^。；;，,\d]{0,6}(?:联网|接入|入网|互联|上网|在网)"
    r"|(?:联网|接入|入网)[^。；;，,\d]{0,4}(?:已)?覆盖(?:了)?(?:全部|所有)(?:主要|关键|大型)?数控(?:设备|装备|机床|机台)"
)
#: 另有2台备用打码机按需接入; 未联网的两台为手动辅机: what the few are that stay off the network.
OFF_NETWORK = Sought(r"联网|接入|入网|离线|上网|连网|在网|通[讯信]|单机")
SPARE = re.compile(
    r"备用|备机|备件|后备|冷备|辅助|辅机|手持|手动|手工|人工|老旧|停用|闲置|非数控|单机|移动式|便携|临时|待报废|租[用赁]|检修用|试验用|化验|实验室|叉车|行车|葫芦"
)


def is_spare_told(case: Case, missing: int) -> Agreed | None:
    """Where the book says of as many machines as are off the network that they are spare, by hand or the like."""
    count = re.compile(rf"(?P<n>{COUNT})\s*(?:台|套|条)")
    for text, sentence in find_sentences(case, OFF_NETWORK):
        for clause in re.split(r"[，,]", sentence):
            named = any(whole_of(m["n"].replace(",", "")) == missing for m in count.finditer(clause))
            if named and SPARE.search(sentence, max(sentence.find(clause), 0)):
                return Agreed(f"“{sentence[:60]}”", (text.place.quoting(sentence[:60]),))
    return None


@rule("ELIG-B-04")
def find_line_too_small(case: Case) -> Iterator[Answer]:
    """B when the investment is surely under the law's, W when only without the civil works told in the prose."""
    term = case.law("line_investment")
    field = case.need("line_investment")
    if field.amount is None:
        raise NotChecked(f"“{case.label(field.key)}”读不出数值，无法核对。", Cause.AMBIGUOUS)
    least = Decimal(str(term.value)) * WAN
    if field.amount.claimed.high < least:
        yield case.finding(
            f"{case.say(field)}，{term.source}要求软硬件投资不低于{term.value}万元（不含土建），请核实。",
            field,
            expected=f"≥{term.value}万元",
            found=show_field(field),
        )
        return
    for text in texts_with(case, CIVIL):
        for hit in CIVIL.finditer(text.text):
            civil = worth_of(hit["n"] or hit["n_"], hit["unit"] or hit["unit_"])
            if is_left_out(text.text, hit) or stands_beside(text.text, hit, field.amount.value, civil):
                continue
            if civil < field.amount.value and field.amount.value - civil < least:
                yield case.finding(
                    f"{case.say(field)}，正文称“{hit[0]}”，扣除土建后为{(field.amount.value - civil) / WAN:f}万元，"
                    f"不足{term.value}万元，请核实投资中是否含土建。",
                    field,
                    text.place.quoting(hit[0]),
                    severity=Severity.B if is_split(text.text, hit, field.amount.value - civil) else Severity.W,
                    about=(field.key,),
                    expected=f"≥{term.value}万元（不含土建）",
                    found=f"{(field.amount.value - civil) / WAN:f}万元",
                )
                return
    yield from find_less_left(case, field, least)
    yield case.agree(case.say(field), field)


@rule("ELIG-B-09")
def find_not_networked(case: Case) -> Iterator[Answer]:
    """E when more are networked than there are; W when not all are (the form counts more than the law asks).

    Nothing where the book says that the main machines are, or that the others are spare ones.
    """
    yield from list(find_main_unconnected(case)) or find_drawn_unconnected(case)
    total, net = case.need("equip_auto"), case.need("equip_net")
    if total.amount is None or net.amount is None:
        raise NotChecked("自动化设备台数或联网数读不出数值，无法核对。", Cause.AMBIGUOUS)
    if net.amount.value > total.amount.value:
        yield case.finding(
            f"{case.say(net)}，多于{case.say(total)}，请核实。",
            net,
            total,
            severity=Severity.E,
            expected=f"≤{total.value}",
            found=net.value,
        )
    elif net.amount.value < total.amount.value and (
        said := linked_told(case) or is_spare_told(case, int(total.amount.value - net.amount.value))
    ):
        yield said
    elif net.amount.value < total.amount.value:
        yield case.finding(
            f"{case.say(total)}，{case.say(net)}，未全部联网，应核实未联网的是否主要数控设备，请核实。",
            net,
            total,
            expected=total.value,
            found=net.value,
        )
    else:
        yield case.agree(f"{net.value}/{total.value}", net, total)


def linked_told(case: Case) -> Agreed | None:
    """Where the book says that the main machines are all networked, or what kind those are that are not."""
    for text in tell_texts(case):
        if hit := ALL_LINKED.search(text.text):
            return Agreed(f"“{hit[0]}”", (text.place.quoting(hit[0]),))
    return None


def find_main_unconnected(case: Case) -> Iterator[Answer]:
    """W for the first sentence that leaves main NC machines off the network."""
    for text in tell_texts(case):
        for sentence in re.split(r"[。；;\n]", text.text):
            main, some = MAIN.search(sentence), SOME_OF.search(sentence)
            if (not main and not some) or OUTSIDE.search(sentence):
                continue
            share = CONNECTED.search(sentence)
            part = PERCENT.match(sentence, share.end()) if share else None
            low = UNCONNECTED.search(sentence) or (part and value_of(part) < 100)
            few = some is not None and 0 < whole_of(some["k"] or some["k_"]) < whole_of(some["n"])
            if not few and ALL_LINKED.search(sentence):
                continue
            few = few or bool(main and count_pair(sentence, MACHINES, LINKED))
            if not few and (not (main and low) or SPARED.search(sentence) or NOT_MAIN.search(sentence)):
                continue
            said = sentence.strip()[:60]
            yield case.finding(
                f"正文称“{said}”，主要数控设备应全部联网，请核实。",
                text.place.quoting(said),
                severity=Severity.W,
                tags=("told",),
                about=(f"{text.place.path}“{said}”",),
                expected="主要数控设备全部联网",
                found=said,
            )
            return


@rule("ELIG-B-10")
def find_line_unfinished(case: Case) -> Iterator[Answer]:
    """B when the line surely ends after the declaration; W without any output of last year, or told as unfinished."""
    if told := told_unfinished(case, "代表产线应已建成投产", "已建成投产"):
        yield told
    else:
        yield from find_letter_unfinished(case, ("line_name",), "代表产线应已建成投产")
    if late := late_end(case, "代表产线应已建成投产"):
        yield late
        return
    end, day, _ = need_line_end(case)
    output = case.field("line_output_prev")
    if (
        output is not None
        and output.amount is not None
        and output.amount.value <= 0
        and read(end).last.year < day.last.year
    ):
        yield case.finding(
            f"{case.say(output)}，产线{shown_end(end)}建成，上年度应有产出，请核实是否投产。",
            output,
            end,
            severity=Severity.W,
            expected="＞0",
            found=output.value,
        )
    elif output is None and case.spec("line_output_prev") is not None:
        yield Skipped("“上年度产出”未填写或未读到，未能核对是否投产。")
    elif output is not None and output.amount is not None and output.amount.value <= 0 and (same := after_before(case)):
        yield case.finding(
            f"{case.say(output)}，产线{shown_end(end)}才建成，而{case.say(same[0])}，与“{case.label(same[1].key)}”相同，"
            "不是建成后的数据，请核实投产时间。",
            output,
            end,
            *same,
            severity=Severity.W,
            about=(output.key,),
            expected="建成投产后的数据",
            found=output.value,
        )
    else:
        yield case.agree(f"{shown_end(end)}建成", end)


#: A year's figures after the works, and those of last year.
AFTER = (("sales_after", "sales_prev"), ("profit_after", "profit_prev"), ("tax_after", "tax_prev"))


def after_before(case: Case) -> tuple[Field, Field] | None:
    """The figure after the works that is last year's, though the line made nothing last year."""
    pairs = ((case.field(after), case.field(prev)) for after, prev in AFTER)
    same = (
        (after, prev)
        for after, prev in pairs
        if after and prev and after.amount and prev.amount and after.amount.value == prev.amount.value > 0
    )
    return next(same, None)


def told_unfinished(case: Case, wanted: str, expected: str) -> Finding | None:
    """W on the first words by which the book says that the line is not at work yet, as ELIG-B-10 reads them."""
    known = case.reference.rule("ELIG-B-10")
    asking = replace(case, rule=known) if known else case
    for text in tell_texts(case, asking.param("look_in")):
        if word := tell_unfinished(asking, text.text):
            return case.finding(
                f"正文称“{word}”，{wanted}，请核实。",
                text.place.quoting(word),
                severity=Severity.W,
                tags=("told",),
                about=(f"{text.place.path}“{word}”",),
                expected=expected,
                found=word,
            )
    return None


def late_end(case: Case, wanted: str) -> Finding | None:
    """Where the end of the line is surely after the declaration; `wanted`: what is asked for (Chinese)."""
    end, day, declared = need_line_end(case)
    if not read(end).surely_after(day):
        return None
    return case.finding(
        f"{case.label(end.key)}为{shown_end(end)}，晚于申报日期{declared.value}，{wanted}，请核实。",
        end,
        declared,
        about=(end.key,),
        expected=f"不晚于{declared.value}",
        found=shown_end(end),
    )


def need_line_end(case: Case) -> tuple[Field, Days, Field]:
    """The end of the line (GS-03) and the day of declaration."""
    end, declared = case.need("line_end"), case.need("declare_date")
    day = read_days(declared.value)
    if day is None or read_days(end.value.split("/")[-1]) is None:
        raise NotChecked(
            f"“{case.label(end.key)}”（{end.value}）或申报日期（{declared.value}）无法解析，无法核对。", Cause.AMBIGUOUS
        )
    return end, day, declared


def read(field: Field) -> Days:
    """The end as days; known to be readable."""
    days = read_period(field.value)[1] if "/" in field.value else read_days(field.value)
    if days is None:
        raise NotChecked(f"日期“{field.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return days


def shown_end(field: Field) -> str:
    return field.value.split("/")[-1]
