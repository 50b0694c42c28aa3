"""ELIG-B-03, B-05, B-06, A-03, A-05, A-06, E-04, L-04: a ratio that the book states lies under what the law asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from check.case import Answer, Case, NotApplicable, NotChecked, previous_year
from check.due_place import find_anywhere, find_due
from check.elig.shares_counted import find_counted
from check.registry import rule
from check.show import show_plain, show_stated
from check.stated import Stated, find_stated
from check.telling import find_word, tell_texts
from model.amount import Amount, Hedge, Interval, Source
from model.document import Cell
from model.finding import Cause, Severity
from model.submission import Grid

#: A figure of a part, or of another year, beside the one of the whole.
PARTLY = re.compile(r"20\d{2}年|车间|产线|工段|其中|分厂|由|从|原|前|一期|二期|行业|平均|对标|不低于|以上|要求|目标")


@rule("ELIG-B-03", "ELIG-B-05", "ELIG-B-06", "ELIG-A-03", "ELIG-A-05", "ELIG-E-04", "ELIG-L-04")
def find_ratio_low(case: Case) -> Iterator[Answer]:
    """B when every stated figure is surely too low, W when it may be, W (not evidenced) when none is stated."""
    yield from compare_ratio(case)


@rule("ELIG-A-06")
def find_lifecycle_low(case: Case) -> Iterator[Answer]:
    """W without a 制造执行系统; the share of the lifecycle has no measuring rule: a low or missing one is W."""
    texts = list(tell_texts(case))
    if not texts:
        raise NotChecked("相关正文未填写或未读到，无法核对。")
    law = case.law("lifecycle")
    place = find_word(texts, case.param("system"), case.reference.lexicons)
    if place is not None:
        yield case.agree(f"已建立制造执行系统（“{place.text}”）", place)
    elif case.unread:
        raise NotChecked(case.unread, Cause.UNREADABLE)
    else:
        yield case.finding(
            f"正文未见制造执行系统（MES），{law.source}要求建立制造执行系统，请核实。",
            *(find_due(case, case.rule.params.get("where", ())) or find_anywhere(case, texts)),
            tags=("not_evidenced",),
            about=(),
            expected="制造执行系统（MES）",
        )
    yield from compare_ratio(case, worst=Severity.W)


def compare_ratio(case: Case, worst: Severity = Severity.B) -> Iterator[Answer]:
    """Against the law's term `term`; the figure nearest to being enough is the one that counts."""
    carriers = case.rule.params.get("carriers")
    if carriers and case.carrier not in carriers:
        raise NotApplicable(f"本规则适用于{'、'.join(carriers)}，本材料为{case.carrier}。")
    term, name = case.law(case.param("term")), case.param("name")
    least = Decimal(str(term.value))
    stated = find_stated(case, case.param("names"))
    stated += find_counted(case)
    stated += find_tabled(case)
    stated += [
        Stated(f.amount, f.place, f.text)
        for k in case.rule.params.get("fields", ())
        if (f := case.field(k)) and f.amount
    ]
    if not stated:
        texts = list(tell_texts(case))
        if case.unread or not texts:
            raise NotChecked(
                case.unread or "相关正文未填写或未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
            )
        if case.rule.params.get("silent_ok"):
            raise NotChecked(f"书中没有写明{name}，{case.rule.params['silent_ok']}。", Cause.UNSURE)
        aimed = find_stated(case, case.param("names"), aimed=True)
        if aimed and is_short((most := max(aimed, key=lambda one: one.amount.claimed.high)).amount, least):
            yield case.finding(
                f"正文只写有{name}的目标{show_stated(most.amount)}，低于{term.source}要求的{least}%，请核实。",
                *(one.place for one in aimed),
                severity=Severity.W,
                about=(case.param("term"), *case.rule.params.get("cause", ())),
                expected=f"≥{least}%",
                found=f"{show_plain(most.amount.value)}%",
            )
            return
        yield case.finding(
            f"正文没有写明{name}，{term.source}要求不低于{least}%，请核实。",
            *(find_due(case, case.rule.params.get("where", ())) or find_anywhere(case, texts)),
            severity=Severity.W,
            tags=("not_evidenced",),
            about=(),
            expected=f"≥{least}%",
        )
        return
    best = max(stated, key=lambda one: one.amount.claimed.high)
    if is_enough(best.amount, least):
        less = next(
            (one for one in stated if is_short(one.amount, least) and not PARTLY.search(one.head + one.text)), None
        )
        if less is None:
            yield case.agree(f"{name}{show_stated(best.amount)}", best.place)
            return
        yield case.finding(
            f"正文称{name}为{show_stated(less.amount)}，低于{term.source}要求的{least}%，另一处称{show_stated(best.amount)}，请核实。",
            less.place,
            best.place,
            severity=Severity.W,
            about=(case.param("term"), *case.rule.params.get("cause", ())),
            expected=f"≥{least}%",
            found=f"{show_plain(less.amount.value)}%",
        )
        return
    sure = is_short(best.amount, least)
    if is_of_part(case, best):
        worst = Severity.W
    low = "低于" if sure else "不能确定是否达到"
    yield case.finding(
        f"正文称{name}为{show_stated(best.amount)}，{low}{term.source}要求的{least}%，请核实。",
        *(one.place for one in stated),
        severity=max(worst, Severity.B if sure else Severity.W, key=lambda s: s.rank),
        about=(case.param("term"), *case.rule.params.get("cause", ())),
        expected=f"≥{least}%",
        found=f"{show_plain(best.amount.value)}%",
    )


#: One workshop or stage of several; 各车间 and 主要车间 are all of them.
_ONE_PART = re.compile(
    r"(?<![各全有要产])(?:车间|工段)|分厂|厂区|基地|子公司|分公司|[一二三四五\d]期|[一二三四五\d]号(?:产线|线|车间)"
)
_TOLD_YEAR = re.compile(r"(20\d{2})年")


def is_of_part(case: Case, stated: Stated) -> bool:
    """Whether the words before the ratio name a part of the works, or a year before the last: neither is the state."""
    years = [int(year) for year in _TOLD_YEAR.findall(stated.head)]
    last = previous_year(case)
    return _ONE_PART.search(stated.head) is not None or bool(years and last and max(years) < last)


#: Columns and rows of a table that are not the applicant's state as declared.
_NOT_OWN = re.compile(
    r"省内|国内|国际|行业|同类|同行|标杆|平均|先进|要求|标准|目标|计划|预期|门槛|对标|基准|细则|条件|之?前(?:$|[（(])|改造前|建设前|实施前|20(?:1\d|2[0-2])年|变化|增幅|提升|口径|说明|依据"
)
_SHARE_CELL = re.compile(r"\s*(?:约|达到?)?(\d{1,3}(?:\.\d+)?)\s*(?P<unit>[%％])?(?=\s*(?:$|[（(,，;；]))")


#: A column that only numbers the rows, and one of years; a head that gives the unit of what stands below.
_SERIAL = re.compile(r"\s*(?:序号|编号|No\.?|#)\s*", re.IGNORECASE)
#: A table of one year tells of now where that lies no more years before the declaration.
OLD = 2
_YEAR_CELL = re.compile(r"\s*(20\d{2})\s*年?[度末底]?\s*")


def find_tabled(case: Case) -> list[Stated]:
    """What a table gives in the row of the ratio (生产装备数控化率 | 74.2%（46/62） | 省内52%), or under its head for
    the latest year."""
    names = re.compile(rf"(?:{'|'.join(case.param('names'))})")
    tabled = list[Stated]()
    since = int(case.day[:4] if case.day[:4].isdecimal() else 0) - OLD
    for grid in case.submission.grids:
        heads = grid.rows[0] if grid.own and len(grid.rows) > 1 else ()
        tabled += find_footed(grid, case.param("name"), names) if heads else []
        tabled += find_kinds(grid, case.rule.params.get("kinds", {})) if heads else []
        first = 1 if heads and len(heads) > 2 and _SERIAL.fullmatch(heads[0].text) else 0
        for row in grid.rows[1:] if heads else ():
            label = row[first].text if len(row) == len(heads) else ""
            if not names.search(label + "为") or _NOT_OWN.search(label):
                continue
            unit = next((cell.text for cell in row[first + 1 :] if cell.text.strip() in ("%", "％")), "")  # of its own
            own = [
                (hit[1] if (hit := _YEAR_CELL.fullmatch(head.text)) else "", one)
                for head, cell in zip(heads[first + 1 :], row[first + 1 :], strict=True)
                if (one := read_share(cell, label + head.text + unit)) and not _NOT_OWN.search(head.text)
            ]
            tabled += [max(own, key=lambda one: one[0])[1]] if own else []  # of columns of years the latest
        tabled += (find_last_year(grid, names, since) or find_under(grid, names)) if heads else []
    return tabled


def find_last_year(grid: Grid, names: re.Pattern[str], since: int) -> list[Stated]:
    """年度 | 生产装备数控化率 with a row for each year, or for one not before `since`: the figure of the latest."""
    heads = grid.rows[0]
    dated = [(hit[1], row) for row in grid.rows[1:] if row and (hit := _YEAR_CELL.fullmatch(row[0].text))]
    whole = [row for row in grid.rows[1:] if len(row) == len(heads)]
    if not dated or len(dated) != len(whole):
        return []
    year, last = max(dated, key=lambda one: one[0])
    if len(dated) == 1 and int(year) < since:
        return []
    shares = (
        read_share(cell, head.text)
        for head, cell in zip(heads[1:], last[1:], strict=True)
        if names.search(head.text + "为") and not _NOT_OWN.search(head.text)
    )
    return [one for one in shares if one]


def find_under(grid: Grid, names: re.Pattern[str]) -> list[Stated]:
    """研发工具普及率 | 数控化率 with one row of figures below: each under its own head."""
    heads, *rows = grid.rows
    if len(rows) != 1 or len(rows[0]) != len(heads) or any(_NOT_OWN.search(cell.text) for cell in rows[0]):
        return []
    shares = (
        read_share(cell, head.text)
        for head, cell in zip(heads, rows[0], strict=True)
        if names.search(head.text + "为") and not _NOT_OWN.search(head.text)
    )
    return [one for one in shares if one]


def read_share(cell: Cell, told: str) -> Stated | None:
    """The percentage of a cell, its sign there or in what is `told` at the head of its row and column."""
    hit = _SHARE_CELL.match(cell.text)
    if hit is None or not (hit["unit"] or "%" in told or "％" in told):
        return None
    value = Decimal(hit[1])
    digits = -int(value.as_tuple().exponent)
    amount = Amount(value, "%", Decimal(1).scaleb(-digits), Source.CELL, decimals=digits)
    return Stated(amount, cell.place, cell.text)


#: The row of all of them, and a column headed by the ratio's last word alone (数控化率), named by the caption.
_ALL_ROWS = re.compile(r"(?:合计|总计|共计|总体|整体|全厂|全线|全部|综合)(?:[(（][^()（）]*[)）])?")
_RATIO_HEAD = re.compile(r"(?:数控化?|普及|覆盖|智能化)?(?:率|比例|比率|占比|比重)(?:[(（][%％][)）])?")


def find_footed(grid: Grid, name: str, names: re.Pattern[str]) -> list[Stated]:
    """关键工序 | 设备 | 数控 | 数控化率 … 合计 | 47 | 28 | 59.6%: the ratio in the row of the total."""
    heads = [re.sub(r"\s", "", cell.text) for cell in grid.rows[0]]
    if _NOT_OWN.search(grid.caption):
        return []
    named = names.search(grid.caption + "为") or name in grid.caption
    at = [
        i
        for i, head in enumerate(heads)
        if i and (names.search(head + "为") or (named and _RATIO_HEAD.fullmatch(head)))
    ]
    at = [i for i in at if not _NOT_OWN.search(heads[i])]
    footed = list[Stated]()
    for row in grid.rows[1:] if len(at) == 1 else ():
        cell = row[at[0]] if len(row) == len(heads) else None
        if cell is None or not _ALL_ROWS.fullmatch(re.sub(r"\s", "", row[0].text)):
            continue
        if one := read_share(cell, heads[at[0]]):
            footed.append(replace(one, text=f"{row[0].text}{cell.text}"))
    return footed


def find_kinds(grid: Grid, asked: Mapping[str, str]) -> list[Stated]:
    """类别 | 场景数 | 占比 with a row for each kind: the share of the kind asked for, in a table `of` it."""
    heads = [re.sub(r"\s", "", cell.text) for cell in grid.rows[0]]
    if not asked or not re.search(asked["of"], grid.caption + "".join(heads)) or _NOT_OWN.search(grid.caption):
        return []
    at = [i for i, head in enumerate(heads) if i and _RATIO_HEAD.fullmatch(head)]
    rows = [row for row in grid.rows[1:] if len(row) == len(heads)]
    named = [row for row in rows if re.fullmatch(asked["row"], re.sub(r"\s", "", row[0].text))]
    if len(at) != 1 or len(named) != 1:
        return []
    return [one] if (one := read_share(named[0][at[0]], heads[at[0]])) else []


def is_short(amount: Amount, least: Decimal) -> bool:
    """Whether the figure lies under `least` however it was rounded or cut: 五成 is under 60%."""
    high = amount.claimed.high
    if amount.hedge is Hedge.BELOW and amount.value <= least:  # 不到六成
        return True
    return high < least or (high == least and amount.value < least and amount.hedge in (Hedge.NONE, Hedge.BELOW))


def is_enough(amount: Amount, least: Decimal) -> bool:
    """Whether the figure as printed says at least `least`: 70%, 70%以上, 超过70%, and 69.95% printed as 70.0%."""
    if amount.hedge is Hedge.BELOW:
        return amount.value > least
    if amount.hedge in (Hedge.OVER, Hedge.AT_LEAST, Hedge.NONE) or amount.interval.low >= least:
        return amount.value >= least
    return amount.interval.meets(Interval(least, least)) and amount.value >= least
