"""A-30, A-31: parts of a stated whole, and shares that should make up 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, chain, combinations

from check.arithmetic.announced import find_announced
from check.arithmetic.columns_summed import find_footings_broken
from check.arithmetic.funds_told import find_funds_differ, find_money_parts
from check.arithmetic.listed_counts import find_lists_differ, find_lists_summed
from check.arithmetic.parts import (
    LISTED,
    TRAIT,
    are_opposed,
    is_disjoint,
    is_ladder,
    is_open_to_overlap,
    number_at,
    parts_of_count,
    parts_of_money,
)
from check.arithmetic.sentences import Sentence, sentences
from check.arithmetic.shares_listed import find_facing_shares, find_shares_drawn, find_shares_listed
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.show import WAN, show_plain
from model.amount import Hedge
from model.finding import Cause, Severity
from model.submission import Claim

#: Sources of funds are told in full.
SOURCES = re.compile(r"来源(?:分别)?(?:为|是|于|包括|[：:])|资金(?:来源|筹措|构成|由|通过|均?来自)")
#: A list that says it is complete.
CLOSED = re.compile(
    r"分别为|包括.{0,12}(?:两|二|三|四|五)(?:类|种|部分)|由.{0,20}(?:组成|构成)"
    r"|分[为成](?:[两二三四五六]个?(?:组|类|部分|片|块|批|档|工段|班|区))|(?:分布|分装|分设|配置|分配|安装)[在于到](?:[两二三四五六]个?(?:车间|工段|厂区|区域|工序|班组))"
)
#: 数量最多的三类分别为, 前五大客户分别为: the biggest of more than these.
LEADING = re.compile(r"最[\u4e00-\u9fff]{1,3}的|前[二三四五六七八九十\d]|居前|主要(?:有|是|为|包括|集中)|集中在|TOP")
#: 技术人员60人，高级职称25人: the second is a part of the first, not its neighbour.
NESTED = re.compile(
    r"高级|中级|博士|硕士|本科|大专|学历|职称|技师|工程师|党员|女|青年|持证|其中[^，,、；]*其中|技术[^。]*\d[^。]*研发|研发[^。]*\d[^。]*技术"
)
#: 客户结构为：种业企业65%，粮食企业25%，其他客户15%.
STRUCTURE = re.compile(
    r"(?:结构|构成|分布|来源|占比|组成)(?:情况)?(?:大致|大体|主要)?(?:为|是|如下|[:：])[^。；;]{0,24}?\d"
)
SHARE = re.compile(r"占|比重|比例|份额")
STAKE = re.compile(r"持股|股权|股份|控股|参股|出资比例|出资占")
#: 收入七成来自油田、四成来自外部: two shares of one whole, told in one breath.
ORIGIN = re.compile(r"来自|来源于|销往|卖到|流向|供给")
NEXT = re.compile(r"[约近另其余]{0,2}(?:\d|[一二三四五六七八九]成)")
#: Stakes that the company holds in others, or one firm through another.
HOLDING = re.compile(r"子公司|持有[^，,。；]{2,20}(?:公司|厂)|间接|穿透|合计持|共持|变更|转让|由[^，,。；]{0,12}%")
#: Several things may be true of one: 多选, each share against another whole.
OVERLAP = re.compile(r"率|覆盖|使用|采用|实现|完成|提升|提高|增长|下降|降低|同比|市场占有|以上学历")


@rule("A-30")
def find_parts_over_whole(case: Case) -> Iterator[Answer]:
    """Parts of the same unit behind 其中: more than the whole is E; less is W only where the list is closed."""
    looked, told, odd = False, set[tuple[str, Decimal]](), set[tuple[str, Decimal]]()
    for sentence in sentences(case):
        for found in (parts_of_money(sentence), parts_of_count(sentence)):
            if found is not None:
                looked = True
                told.add((found[0].place.path, found[0].amount.value))
                answer = judge_parts(case, sentence, *found)
                if not isinstance(answer, Agreed):
                    odd.add((found[0].place.path, found[0].amount.value))
                yield answer
    beside = (
        find_funds_differ(case, told),
        find_money_parts(case, odd),
        find_lists_differ(case, told),
        find_lists_summed(case, told),
    )
    for answer in (*chain.from_iterable(beside), *find_footings_broken(case), *find_announced(case, machines=False)):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有“共有……其中……”一类的分项数字，未核对。", Cause.NOTHING)


def judge_parts(case: Case, sentence: Sentence, whole: Claim, parts: list[Claim]) -> Answer:
    money = whole.amount.unit == "元"
    unit = "万元" if money else whole.amount.unit
    total, most = sum((p.amount.value for p in parts), Decimal(0)), whole.amount.value
    slack = sum((p.amount.u for p in parts), whole.amount.u)
    single = next((p for p in parts if p.amount.value > most + slack), None)
    traits = sum(TRAIT.search(p.text) is not None for p in parts) > 1 and not is_disjoint(parts)
    nested = not money and not is_ladder(parts) and (NESTED.search(sentence.text) is not None or traits)
    apart = len(parts) > 2 and is_disjoint(parts)
    nested = nested or (not money and single is None and not apart and is_open_to_overlap(parts))
    nested = nested and not are_opposed(parts)
    nested = nested or (money and is_equipment_of_fixed(parts))
    listed = sentence.text[: number_at(sentence.text, parts[-1])]  # what follows the list says nothing of it
    nested = nested or listed.count("其中") > 1 or re.search(r"其中.*包括|包括.*其中", listed) is not None
    at = number_at(sentence.text, whole)
    first_at = number_at(sentence.text, parts[0])
    best = LEADING.search(sentence.text, at, first_at) is not None if at < first_at else False
    closed = any(
        found.start() > at and not best for found in CLOSED.finditer(sentence.text)
    ) or (  # 由四段组成，全部设备72台: of segments; 由三部门13人组成: of departments
        money and (SOURCES.search(sentence.text) or is_listed_out(sentence, whole, parts))
    )
    first = list(accumulate(p.amount.value for p in parts))
    cut = single is None and any(one == most for one in first[1:-1])  # 专业技术人员67人 are among them
    if single is None and (nested or cut or total <= most + slack) and not (closed and total < most - slack):
        return Agreed()
    short = single is None and total < most
    shown = [plain(p.amount.value, money) for p in ([single] if single else parts)]
    said = "＋".join(shown)
    return case.finding(
        f"“{whole.text}”，所列各部分{said}{'' if single else f'＝{plain(total, money)}'}{unit}，"
        f"{'少于' if short else '多于'}总数{plain(most, money)}{unit}，请核实。",
        whole,
        *parts,
        severity=Severity.W if short else None,
        expected=f"{plain(most, money)}{unit}",
        found=f"{plain(single.amount.value if single else total, money)}{unit}",
    )


#: Machines, buildings and their mounting are what fixed assets are made of.
FIXED = re.compile(r"固定资产|建设投资")
BOUGHT = re.compile(r"设备|软件|硬件|土建|厂房|安装|工程(?!建设其)|装备|购置")


def is_equipment_of_fixed(parts: list[Claim]) -> bool:
    """其中固定资产投资5260万元，设备购置费3900万元: the second is a part of the first."""
    fixed = [p for p in parts if FIXED.search(p.text)]
    return bool(fixed) and any(BOUGHT.search(p.text) for p in parts if p not in fixed)


def is_listed_out(sentence: Sentence, whole: Claim, parts: list[Claim]) -> bool:
    """Whether a colon behind the sum opens a list that the sentence ends with: nothing else was spent."""
    at = sentence.text.find(whole.text) + len(whole.text.rstrip(":："))
    last = sentence.text.find(parts[-1].text) + len(parts[-1].text)
    return LISTED.match(sentence.text, at) is not None and not sentence.text[last:].strip("。；;，,）) ")


def plain(value: Decimal, money: bool) -> str:
    return show_plain(value / WAN if money else value)


@rule("A-31")
def find_shares_over_hundred(case: Case) -> Iterator[Answer]:
    """Three and more shares listed in one sentence: over 101 E; under 99 W where the list says it is complete."""
    looked, told = False, set[str]()
    for sentence in sentences(case):
        shares = [c for c in sentence.claims if is_share(c)]
        if len(shares) < 3 and STRUCTURE.search(sentence.text):
            shares = [c for c in sentence.claims if not c.relation and c.amount.unit == "%" and not c.operands]
        stakes = stakes_of(sentence) if len(shares) < 3 else []
        shares = stakes or shares
        if sum(TRAIT.search(c.text) is not None for c in shares) > 1:
            continue  # 数控占58%、联网占77%: one machine may be both
        of_two = any(a.unit != "%" for c in shares for a in c.operands)  # a share of two counts
        if (
            (len(shares) < 3 and not stakes)
            or OVERLAP.search(sentence.text)
            or of_two
            or of_two_wholes(shares)
            or has_inner(sentence.text, shares)
        ):
            continue
        looked = True
        told.add(sentence.text.strip())
        total = sum((c.amount.value for c in shares), Decimal(0))
        slack = max(Decimal(1), sum((c.amount.step / 2 for c in shares), Decimal(0)))
        over = total > 100 + slack
        under = total < 100 - slack and CLOSED.search(sentence.text)
        if not over and not under:
            yield Agreed()
            continue
        said = "＋".join(f"{show_plain(c.amount.value)}%" for c in shares)
        yield case.finding(
            f"“{sentence.text.strip()[:50]}”所列占比{said}＝{show_plain(total)}%，应为100%，请核实。",
            *shares,
            severity=None if over else Severity.W,
            expected="100%",
            found=f"{show_plain(total)}%",
        )
    for answer in (
        *find_footings_broken(case),
        *find_shares_listed(case, told),
        *find_shares_drawn(case),
        *find_facing_shares(case, told),
    ):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有三项以上的占比列举，未核对。", Cause.NOTHING)


def stakes_of(sentence: Sentence) -> list[Claim]:
    """甲持股70%、乙持股38%: two stakes in one company are enough to be too much."""
    owned = [
        c for c in sentence.claims if c.amount.unit == "%" and STAKE.search(c.text) and c.relation in ("", "share")
    ] or origins_of(sentence)
    return owned if len(owned) > 1 and not HOLDING.search(sentence.text) else []


def origins_of(sentence: Sentence) -> list[Claim]:
    told = [c for c in sentence.claims if c.amount.unit == "%" and ORIGIN.search(c.text) and not c.relation]
    rest = all(NEXT.match(c.text) and c.amount.hedge is Hedge.NONE for c in told[1:])
    return told if rest and all(c.period == told[0].period for c in told) else []


def has_inner(text: str, shares: list[Claim]) -> bool:
    """一线工人占60%，其中女工占25%: what 其中 names behind a share is a part of a part."""
    first, last = (text.find(c.text) for c in (shares[0], shares[-1]))
    return "其中" in text[first + len(shares[0].text) : last + len(shares[-1].text)]


#: What a share is of: 占公司总产能的27%.
WHOLE = re.compile(r"占(?!比)(?:到|了|据)?(?P<whole>[\u4e00-\u9fff]{3,12}?)的?(?:约|近|比例|比重|份额|为)*\d")


def of_two_wholes(shares: list[Claim]) -> bool:
    """占全厂用电量的46%、占本车间成本的71%: wholes whose names have no two signs alike are not one."""
    wholes = [hit["whole"] for claim in shares if (hit := WHOLE.search(claim.text))]
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in wholes]
    return any(not one & other for one, other in combinations(pairs, 2))


def is_share(claim: Claim) -> bool:
    plain = claim.amount.unit == "%" and claim.amount.hedge is Hedge.NONE
    return plain and (claim.relation == "share" or SHARE.search(claim.text) is not None)
