"""A-38: one quantity told twice with different numbers: of the company, in the same words, or with one end alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.arithmetic.capacity_listed import find_listed_capacity
from check.arithmetic.capacity_twice import find_capacities_differ
from check.arithmetic.change_elsewhere import find_level_told_elsewhere
from check.arithmetic.connected_twice import find_connected_twice
from check.arithmetic.counted_beside import find_counted_beside
from check.arithmetic.counted_twice import find_counted_twice, find_subset_over_all
from check.arithmetic.ends_alike import find_one_end_alike
from check.arithmetic.fewer_now import find_fewer_now
from check.arithmetic.handled_twice import find_handled_differ, find_of_so_many
from check.arithmetic.machine_rows import find_machine_rows
from check.arithmetic.place_machines import find_place_machines
from check.arithmetic.sentences import OWN
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.dated import is_row, is_year_printed
from check.nearest import find_reading
from check.once import sentence_ahead
from check.registry import rule
from check.spelling import fold_company
from model.amount import Hedge
from model.finding import Cause, Severity
from model.submission import Claim
from model.text import half_width

#: The company as it was once.
FIRST_DAYS = re.compile(r"之初|初期|最初|起步|创立|创办|成立时|建厂时|原有|当时|前身")


#: Staff is counted in several ways, each with its own number.
COUNTED = ("在册", "在岗", "参保", "社保", "派遣", "正式", "合同制", "临时", "季节", "外聘", "固定")
MONTH = re.compile(r"\d{4}-\d{2}")
THERE = re.compile(r"现有|全部|全体|全员|在册|在岗|全公司")
#: Words around a number that say nothing of what is counted.
QUIET = re.compile(
    r"[\s,，。;；:：、（）()]|合计|共计|总计|累计|大约|约|近|共|达到|达|为|是|有|已|可|的|了|实现|超过|超|左右|以上"
)
#: So many signs of words alike make the same quantity.
LEAST_WORDS = 8


@rule("A-38")
def find_repeated_number(case: Case) -> Iterator[Answer]:
    looked = False
    finders = (
        find_company_told_twice, find_same_words, find_one_end_alike, find_counted_twice, find_capacities_differ,
        find_listed_capacity,
        find_level_told_elsewhere, find_subset_over_all, find_place_machines, find_counted_beside, find_machine_rows,
        find_connected_twice, find_handled_differ, find_of_so_many, find_fewer_now,
    )  # fmt: skip
    for find in finders:
        for answer in find(case):
            looked = True
            yield answer
    if not looked:
        raise NotChecked("没有同一指标在两处写明的数，未核对。", Cause.NOTHING)


#: Who owns the company is not who works there, and some who work there are not all.
OWNERS = re.compile(
    r"自然人|股东|出资|持股会|发起人|合伙人|安置|吸纳|招收|接纳|录用|帮扶|脱贫|残疾|退役|退伍|返聘|农民工|毕业生|户籍"
    r"|^其中|[男女](?:职工|员工|工(?!作)|性)|旺季|淡季|高峰|来自|担任|从事[^，,。；;]{2,12}的|(?:取得|获得|持有)[^，,。；;]{2,16}的"
)


#: Money of several years, or of one on the average.
SPAN = re.compile(
    r"多(?:实现|收|创|增)|新增|增收|额外|年均|月均|季均|平均|逐年|历年|各年|连年|[近前][二两三四五2-5]年|(?<![\d第])[二两三四五2-5]个?年(?!级|期)|累计|合计"
)


#: 画图的员工中6人会用, 工艺员里3人: some out of those who are named.
AMONG = re.compile(r"(?:[人员工师手者]|队伍|班子)(?:里面?|里头|中间?|当中|之中|其中)(?:有|仅|只|约|共|已)*\d")


def find_company_told_twice(case: Case) -> Iterator[Answer]:
    """Money of one year and staff without a year, told of the company."""
    told: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        known = claim.concept in case.param("concepts") and claim.scope in OWN and not claim.relation
        known = known and not is_of_other_firm(case, claim, beside)
        known = known and not FIRST_DAYS.search(claim.text) and not OWNERS.search(claim.text)
        known = known and not ("profit" in claim.concept and is_adjusted(claim, beside))
        known = known and not AMONG.search(claim.text) and not (claim.amount.unit == "元" and SPAN.search(claim.text))
        heads = claim.concept == "staff" or (claim.concept == "staff_rd" and is_whole_rd(claim))
        dated = claim.period.isdigit() or (heads and (claim.period == "" or is_day_told(claim)))
        known = known and (heads or claim.concept != "staff_rd")
        ends = any(change.target for change in beside.changes_of(claim))  # 由6.13亿元降到5.78亿元
        known = (
            known
            and (not ends or is_day_told(claim))
            and claim.amount.comparable
            and claim.amount.hedge is not Hedge.PEAK
        )
        if known and dated and is_present(claim):
            told[claim.concept, claim.period, claim.amount.unit].append(claim)
    join_staff(case, told)
    for (concept, _, _), found in told.items():
        values = {c.text: {o.amount.value for o in found if o.text == c.text} for c in found}
        claims = [c for c in found if len(values[c.text]) == 1]  # two numbers in one clause: two years
        claims = [c for c in claims if not any(stand_in_row(beside, c, other) for other in found)]
        if len({c.place.path + c.text for c in claims}) > 1:
            sure = all(is_year_printed(c, beside.texts.get(c.place.path, "")) for c in claims)
            yield compare(case, claims, Severity.W if concept in LOOSE or not sure else Severity.E)


#: Counted in several ways, or called by a name that more than one line of the statement answers to.
LOOSE = ("staff", "staff_rd", "profit_any")


def stand_in_row(beside: Beside, one: Claim, other: Claim) -> bool:
    """A row of numbers is one of several years, lines or products, whatever year was heard before it."""
    alike = one is not other and one.place.path == other.place.path and one.amount.value != other.amount.value
    return alike and is_row(one, other, beside.texts.get(one.place.path, ""))


#: 扣除非经常性损益的净利润: a profit of its own, in these words or in those that a clause before has.
ADJUSTED = re.compile(r"非经常性?损益|扣非")


def is_adjusted(claim: Claim, beside: Beside) -> bool:
    return ADJUSTED.search(ahead_of(claim, beside) + claim.text) is not None


def ahead_of(claim: Claim, beside: Beside) -> str:
    """What stands before the claim in its sentence."""
    text = half_width(beside.texts.get(claim.place.path, ""))
    return sentence_ahead(text, max(0, text.find(claim.text)))


#: A firm by its name.
FIRM = re.compile(r"[\u4e00-\u9fff]{4,20}?(?:有限公司|股份公司|有限责任公司)")


def is_of_other_firm(case: Case, claim: Claim, beside: Beside) -> bool:
    """关联企业某某有限公司2024年收入2.6亿元: the firm named last ahead of the number is not the applicant."""
    named = FIRM.findall(ahead_of(claim, beside) + claim.text)
    own = case.field("company_name") or case.field("applicant")
    return bool(named and own) and fold_company(own.value if own else "") not in fold_company(named[-1])


def are_of_two_firms(claims: list[Claim], beside: Beside) -> bool:
    """甲有限公司…已出资600万元, 乙有限公司…已出资900万元: each sentence names the firm that it is about."""
    firms = [frozenset(FIRM.findall(ahead_of(claim, beside))) for claim in claims]
    return all(firms) and len(set(firms)) > 1


#: A centre's, a part's or a project's researchers are not the company's.
SOME_RD = re.compile(
    r"中心|院|所|部(?!分)|科(?!研)|室|团队|专职|兼职|新增|新招|硕士|博士|本科|以上学历|项目|高级|骨干|核心|引进|培养|全时"
)


def is_whole_rd(claim: Claim) -> bool:
    return SOME_RD.search(claim.text) is None


def is_day_told(claim: Claim) -> bool:
    """职工由205人增至2025年8月末的248人: an end of a change that has a month of its own is told of that month."""
    return claim.concept == "staff" and MONTH.fullmatch(claim.period) is not None and "月" in claim.text


def join_staff(case: Case, told: dict[tuple[str, str, str], list[Claim]]) -> None:
    """现有职工 and 2024年末职工 of the year before the declaration: a few came or went, no more than a twentieth."""
    last = previous_year(case)
    now, then = told.get(("staff", "", "人"), []), told.get(("staff", str(last), "人"), [])
    for claim in now[:1] if then else ():
        first = then[0].amount
        gap = first.claimed.gap(claim.amount.claimed)
        if gap * 20 > first.value and is_counted_alike(then[0].text, claim.text):
            told["staff", f"{last}及目前", "人"] = [then[0], claim]


def find_same_words(case: Case) -> Iterator[Answer]:
    """W: two clauses in the same words but for the number; not of two scenes, each of which has its own."""
    told: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    beside = Beside.of(case.submission)
    for claim in case.submission.claims:
        words = words_around(claim)
        unnamed = words.startswith("占")  # 占年度采购总额的31%: of what, the clause before tells
        if len(words) < LEAST_WORDS or unnamed or claim.planned or not claim.amount.comparable:
            continue
        covered = claim.concept in case.param("concepts") and claim.scope in OWN
        if not covered and not any(change.target for change in beside.changes_of(claim)):
            told[words, claim.amount.unit, claim.period, claim.relation, claim.scope].append(claim)
    for claims in told.values():
        paths = {c.place.path for c in claims}
        each = len({c.amount.value for c in claims}) > TWICE or are_forms(paths)
        if len(paths) > 1 and not each and not beside.are_rows(paths) and not are_of_two_firms(claims, beside):
            yield compare(case, claims, Severity.W)


#: The same words with more numbers than these are a label, and each thing has its own.
TWICE = 2
CELL = re.compile(r"(?P<table>.*t\d+)/(?P<cell>r\d+c\d+)$")


def are_forms(paths: set[str]) -> bool:
    """Whether all stand in one cell of several tables alike: of each scene its investment."""
    cells = [CELL.match(path) for path in paths]
    return len({cell and cell["cell"] for cell in cells}) == 1 and all(cells) and len(paths) > 1


def compare(case: Case, claims: list[Claim], severity: Severity) -> Answer:
    """The first against the first that differs."""
    first = claims[0]
    alike = (c for c in claims[1:] if is_counted_alike(first.text, c.text))
    other = next((c for c in alike if not (fits_bound(c, first) or fits_bound(first, c) or meet(c, first))), None)
    if other is None:
        return Agreed()
    reading = find_reading(other.amount, first.amount)
    return case.finding(
        f"“{first.text}”与“{other.text}”所述为同一指标，两处不一致{reading.said if reading else ''}，请核实。",
        first,
        other,
        severity=severity,
        tags=(reading.tag,) if reading else (),
        expected=first.text,
        found=other.text,
    )


def meet(one: Claim, other: Claim) -> bool:
    return one.amount.claimed.meets(other.amount.claimed)


def fits_bound(bound: Claim, exact: Claim) -> bool:
    """从业人员不足300人 is a round threshold (of a size, of the law), which 168人 keeps."""
    limit, digits = bound.amount.value, bound.amount.value.normalize().as_tuple().digits
    if len(digits) > 1 or exact.amount.hedge is not Hedge.NONE:
        return False
    match bound.amount.hedge:
        case Hedge.BELOW | Hedge.AT_MOST:
            return exact.amount.value <= limit
        case Hedge.OVER | Hedge.AT_LEAST:
            return exact.amount.value >= limit
        case _:
            return False


def is_present(claim: Claim) -> bool:
    """No plan; in a chapter of plans, staff that is there already (培训覆盖全部462名员工)."""
    chapter = claim.planned and not any(part.role == "plan" for part in claim.parts)
    return not claim.planned or (chapter and claim.concept == "staff" and THERE.search(claim.text) is not None)


def is_counted_alike(one: str, other: str) -> bool:
    """Whether both count the same staff: 在岗 and 在册 do not, a word beside none may."""
    kinds = [{word for word in COUNTED if word in text} for text in (one, other)]
    return kinds[0] == kinds[1] or (not all(kinds) and not any(kind & set(COUNTED[2:]) for kind in kinds))


def words_around(claim: Claim) -> str:
    """The clause without its number and the words that say nothing."""
    number = next((part.text for part in claim.parts if part.role == "number"), None)
    return QUIET.sub("", claim.text.replace(number, "", 1)) if number else ""
