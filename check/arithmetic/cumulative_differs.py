"""A-35: a sum over three years is not the sum of the years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.columns_summed import YEAR, find_drawn_years_differ, find_footings_broken
from check.arithmetic.drawn import flat, heads_of, label_of, read_entry
from check.arithmetic.sentences import OWN
from check.arithmetic.years_behind import find_years_behind
from check.arithmetic.years_summed import find_sum_of_years_beside, find_sum_of_years_differs
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.evidence import spot
from check.grade import grade, softest
from check.nearest import Reading, find_reading
from check.once import sentence_ahead
from check.papers.bound_in import is_earlier
from check.registry import rule
from check.show import WAN, show_amount, show_plain, show_range
from model.amount import Amount, Interval, Source
from model.finding import Cause, Finding, Severity
from model.submission import Claim, Field


@rule("A-35")
def find_cumulative_differs(case: Case) -> Iterator[Answer]:
    """Three years together, told in prose, against the sum of the cells or lines, or of the years told beside it."""
    looked, told = False, set[str]()
    heard = set[tuple[str | None, str | None]]()
    for answer in (
        *find_sum_of_years_differs(case),
        *find_years_behind(case),
        *find_sum_of_years_beside(case),
        *find_footings_broken(case),
        *find_drawn_years_differ(case),
    ):
        looked = True
        if isinstance(answer, Finding):
            if (answer.expected, answer.found) in heard:
                continue  # the same sum and the same years, heard in another way
            heard.add((answer.expected, answer.found))
            told.update(answer.about)
        yield answer
    for claim in case.submission.claims:
        base = case.param("concepts").get(claim.concept or sold(claim))
        plain = (
            (claim.scope in OWN or OWN_PRODUCTS.search(claim.text) is not None)
            and claim.amount.unit == "元"
            and not claim.planned
            and not claim.relation
        )
        if (
            EACH_YEAR.search(claim.text)
            or base is None
            or not plain
            or EARLIER.search(claim.text)
            or is_sum_beside(case, claim)
        ):
            continue
        series = case.series(base) or case.series(case.param("lines").get(base, "")) or years_below(case, claim)
        series = dict(sorted(series.items())[-3:])
        summed = claim.period in ("cumulative", "recent3") or SUMMED.search(claim.text) is not None
        if len(series) < 3 or not (summed and spans_three(case, claim, list(series))):
            continue
        looked = True
        expected = None
        for field in series.values():
            if field.amount:
                expected = field.amount.interval if expected is None else expected + field.amount.interval
        if expected is None:
            continue
        if spot(claim) in told:
            continue  # what the sentence itself lists is the nearer truth
        miss = grade(expected, claim.amount)
        if miss is None or (
            base in case.param("loose") and not is_of_table(claim, series) and fits_loosely(case, claim, expected, base)
        ):
            yield Agreed()
            continue
        unsaid = claim.period != "cumulative" and SUMMED.search(claim.text) is None  # 近三年收入1.2亿元: a sum?
        right = show_range(expected, "元", claim.amount.step)
        exact = Amount(expected.middle, "元", expected.high - expected.low)
        reading = find_reading(claim.amount, exact, sums_of_years(series))
        formula = "＋".join(show_plain(f.amount.value / WAN) for f in series.values() if f.amount)
        yield case.finding(
            f"“{claim.text}”，表内三年合计{formula}＝{right}，不一致{reading.said if reading else ''}，请核实。",
            claim,
            *series.values(),
            severity=softest(miss.severity, Severity.W) if base in case.param("loose") or unsaid else miss.severity,
            tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
            expected=right,
            found=show_amount(claim.amount.value, "元"),
        )
    if not looked:
        raise NotChecked("正文没有写明三年累计数，未核对。", Cause.NOTHING)


def years_below(case: Case, claim: Claim) -> dict[int, Field]:
    """The column of research behind a column of years in the one table of the book that has both (年度 | 研发费用)."""
    if claim.concept != "rd_spend":
        return {}
    found = []
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own and not is_earlier(grid) else []
        over = [head for head in heads[1:] if RESEARCH.fullmatch(label_of(head))]
        rows = [(hit, row) for row in grid.rows[1:] if row and (hit := YEAR.fullmatch(flat(row[0].text)))]
        if len(over) != 1 or len(rows) < YEARS:
            continue
        read = {int(hit[1]): read_entry(c, over[0].text) for hit, row in rows for c in row if c.col == over[0].col}
        found.append({year: one for year, one in sorted(read.items()) if one is not None and one.unit == "元"})
    if len(found) != 1:
        return {}
    return {
        year: Field(
            f"rd_spend[{year}]",
            show_plain(one.value / WAN),
            one.cell.text.strip(),
            one.place,
            "money_wan",
            "万元",
            amount=Amount(one.value, "元", one.step, Source.CELL),
        )
        for year, one in found[0].items()
    }


def is_of_table(claim: Claim, series: dict[int, Field]) -> bool:
    """Whether the sum stands in the very table of the years and says that it is theirs (即2022—2024年之和)."""
    table = claim.place.path.rpartition("/r")[0]
    beside = table and all(field.place.path.startswith(f"{table}/") for field in series.values())
    return bool(beside) and re.search(r"之和|相加|加总|合计|各年|上列|上述", claim.text) is not None


RESEARCH = re.compile(r"研究?(?:与试验)?(?:开?发)(?:费用?|投入|支出|经费)(?:总额|合计)?")


def is_sum_beside(case: Case, claim: Claim) -> bool:
    """Whether the three years stand beside it and make it up: what is summed is that, and no line of the table."""
    beside = (c for c in case.submission.claims if c.place.path == claim.place.path and c is not claim)
    years = {c.period: c.amount for c in beside if c.period.isdigit() and c.amount.unit == "元" and not c.relation}
    if len(years) != YEARS:
        return False
    return (
        grade(sum((a.interval for a in years.values()), start=Interval(Decimal(0), Decimal(0))), claim.amount) is None
    )


YEARS = 3
#: 2022—2024年三年利润合计1.26亿元: a sum, not the values of the span's years.
SUMMED = re.compile(
    r"累计|合计|总计|共计|总和|之和|(?:一|总)?共(?:实现|缴|上缴|纳|交|创|完成|投入|投了|盈利|赚|贡献)|加起来|加总|三年下来"
)
#: What each of the years came to is no sum of them.
EACH_YEAR = re.compile(r"[年月季]均|平均|每年|各年|均[在超达为保]|(?:保持|稳定|维持)在|逐年|依次|分别|最高|最低")
#: Where its sentence says the years are those of the statement's line, no other definition is meant.
SAME_LINE = re.compile(
    r"(?:见|详见|取自|来自|源自|摘自|引自|同|依|按|据)[^。；;\d]{0,10}[“\"「]?(?:研发费用|利润表|财务报表)[^。；;]{0,6}(?:栏|行|列|项|科目|数|一致|$)"
    r"|(?:与|和)[^。；;]{0,8}(?:研发费用|利润表|财务报表)[^。；;]{0,6}(?:一致|相同|同口径|相符)"
)
#: 近五年, 成立以来, 十四五以来 reach further back than the table.
EARLIER = re.compile(r"(?:[四五六七八九十]|(?<!\d)[4-9])年|(?<!\d年)(?<!\d年度)以来|历年|十[二三四]五")
#: The span's words before the noun are no product: 2022—2024三年主营业务收入合计.
OWN_PRODUCTS = re.compile(r"年(?:来|间|的)?(?:公司|企业)?主营业务收入")
SOLD = re.compile(r"(?:实现|完成)(?:产品)?销售(?:额)?[\d约近超共达]")


def sold(claim: Claim) -> str:
    """累计实现销售8.52亿元: sales without a noun of their own."""
    return "sales" if SOLD.search(claim.text) else ""


def fits_loosely(case: Case, claim: Claim, expected: Interval, base: str) -> bool:
    """Whether a sum may be another definition of the lines (研发费用 and what the tax rules count): within a fifth,
    where the book does not tell a year's value that is the line's, nor refers to the line."""
    own = {"rd_spend"} if base == "is.rd" else set()
    if any(
        SAME_LINE.search(said[len(claim.text) :])
        for passage in case.prose()
        if passage.place.path == claim.place.path
        for said in re.findall(re.escape(claim.text) + "[^。；;]*", passage.text)
    ):
        return False
    lines = case.series(base).values()
    for other in case.submission.claims:
        plain = other.concept in own and other.period.isdigit() and not other.relation and not other.planned
        if plain and any(f.amount and grade(f.amount.interval, other.amount) is None for f in lines):
            return False
    return Decimal("0.8") <= claim.amount.value / expected.middle <= Decimal("1.25")


def sums_of_years(series: dict[int, Field]) -> Iterator[Reading]:
    """One year, or two years following one another, taken for three."""
    found = [(year, f.amount) for year, f in series.items() if f.amount]
    for size in (2, 1):
        for at in range(len(found) - size + 1):
            run = found[at : at + size]
            total = sum((a.interval for _, a in run[1:]), start=run[0][1].interval)
            name = f"{run[0][0]}年" if size == 1 else f"{run[0][0]}、{run[-1][0]}两年之和"
            told = "＋".join(show_plain(a.value / WAN) for _, a in run)
            yield Reading("other_year", f"与{name}相符", f"{told}＝{show_plain(total.middle / WAN)}万元", total)


def spans_three(case: Case, claim: Claim, years: list[int]) -> bool:
    """近三年累计…; the span may stand at the head of the sentence: 2022—2024年，利润总额累计6.2亿元."""
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    ahead = sentence_ahead(text, max(text.find(claim.text), 0))
    first, last = str(years[0]), str(years[-1])
    others = set(re.findall(r"20\d\d", ahead + claim.text)) - {str(year) for year in years}
    begins = re.search(r"20\d\d年?以来", claim.text) is not None
    ahead = "" if claim.period.isdigit() or EARLIER.search(ahead) or others or begins else ahead
    three = re.search("(?<![第十])(?<!未来)三年", claim.text) or re.search("近三年|过去三年|三年来", ahead)
    return three is not None or any(first in said and last in said for said in (claim.text, ahead))
