"""SIZE-01, SIZE-04: the ticked class is not that of staff and revenue (统计上大中小微型企业划分办法, 2017)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from check.case import Answer, Case, NotChecked
from check.numerals import HAN, whole_of
from check.once import sentence_ahead
from check.registry import rule
from check.show import WAN, show_field
from check.sought import Sought
from check.spelling import fold_text
from check.telling import tell_texts
from model.amount import Interval
from model.finding import Cause, Severity
from model.place import Place
from model.regime import Term
from model.submission import Field

CLASSES = ("微型企业", "小型企业", "中型企业", "大型企业")
#: 现有职工412人, 从业人员共1,050人: the whole company's staff, not that of a shop or of the R&D team.
STAFF = Sought(
    r"(?:现有|共有|拥有|公司)?(?:在册|在岗|在职)?(?:职工|员工|从业人员|在岗人员|用工)(?:总数|人数|总人数|总量)?(?:合计|共计|总计)?(?:为|约|近|超过|共|达|[:：])?\s*"
    rf"(\d[\d,]*|[{HAN}]{{1,3}}百[{HAN}]{{0,5}})\s*(余|多)?(?:人|名)"
)
#: 从业人数 | 486人 of the table of basic facts.
STAFF_LABEL = re.compile(
    r"(?:企业|公司|单位|全厂|全公司|在册|在岗|年末|期末|现有|全部)*(?:从业|职工|员工|在岗|在职|在册)(?:人员|职工|员工)?(?:总数|总?人数|人数合计|总量|规模|数)?(?:\((?:人|[^()]{0,8}(?:年[末底]|期末|在册|在岗)[^()]{0,4})\))?"
)
STAFF_CELL = re.compile(r"(\d[\d,]*)(?:人|名)?(?:[（(].*)?")
NARROW = re.compile(
    r"车间|产线|生产线|技术|研发|检验|检测|操作|班组|新增|减少|节约|节省|压减|精简|招聘|培训|其中|集团|下属|子公司"
)


@dataclass(frozen=True, slots=True)
class SizeClass:
    """The computed class; `low` and `high` are the classes that the figures allow (equal when sure)."""

    low: int
    high: int
    staff: Place
    staff_text: str
    revenue: Field

    @property
    def name(self) -> str:
        return CLASSES[self.low] if self.low == self.high else f"{CLASSES[self.low]}或{CLASSES[self.high]}"


@rule("SIZE-01")
def find_class_differs(case: Case) -> Iterator[Answer]:
    """E when the ticked class cannot be, W when only 营业收入 (which the form does not ask) or the staff could tell."""
    ticked = case.field("size_class") or told_class(case) or case.need("size_class")
    told = case.field("size_class") is None
    if ticked.value not in CLASSES or len(ticked.ticked) > 1:
        raise NotChecked(f"企业类型“{ticked.value}”不是四类之一，无法核对。", Cause.AMBIGUOUS)
    computed = compute_class(case)
    said = f"{'书中称' if told else '企业类型勾选'}“{ticked.text if told else ticked.value}”"
    if computed is None and (few := find_too_few(case, ticked)):
        spot, text, most = few
        yield case.finding(
            f"{said}，“{text}”，按统计划分办法从业人员所限最多为{most}，请核实。",
            ticked,
            spot,
            severity=Severity.W if told else Severity.E,
            about=("size_class",),
            expected=f"{most}以下",
            found=ticked.value,
        )
        return
    if computed is None:
        raise NotChecked("书中没有写明从业人员人数，或没有主营业务收入，无法按规模推算企业类型。", Cause.NOTHING)
    place = CLASSES.index(ticked.value)
    if computed.low <= place <= computed.high:
        yield case.agree(
            f"企业类型{ticked.value}，按{computed.staff_text}、{case.say(computed.revenue)}推算为{computed.name}",
            ticked,
        )
        return
    yield case.finding(
        f"{said}，“{computed.staff_text}”，{case.say(computed.revenue)}，"
        f"按统计划分办法（两项下限同时满足，否则下划一档）推算为{computed.name}，请核实。",
        ticked,
        computed.staff,
        computed.revenue,
        severity=Severity.E if not told and (abs(place - computed.low) > 1 or place > computed.high) else Severity.W,
        about=("size_class",),
        expected=computed.name,
        found=ticked.value,
    )


#: 属中型企业, 按统计划分为大型工业企业; 国内大型企业 is praise.
CLASS_TOLD = Sought(
    r"(?:企业|公司|单位|工厂|我厂|本厂)[（(](?:属于?|划型为?|统计划型为?)?(?=[大中小微]型)(?P<size_>大型|中型|小型|微型)(?:企业)?[）)]"
    r"|(?:企业|单位)(?:类型|规模|划型)(?:为|是|[:：]|属于?)(?=[大中小微]型)(?P<_size>大型|中型|小型|微型)(?:企业)?(?=[，,。；;）)、]|$)"
    r"|(?:属于?|划为|划分为|划型为|认定为|列为|为|是)(?:国家|统计上的?)?(?P<size>大型|中型|小型|微型)(?:工业)?企业(?=[，,。；;）)、]|$)"
)


def told_class(case: Case) -> Field | None:
    """What the prose says of the applicant's class, as a field of its own, where no cell gives it."""
    for text in tell_texts(case) if case.field("size_class") is None else ():
        for hit in CLASS_TOLD.finditer(text.text):
            before = sentence_ahead(text.text, hit.start())
            if not re.search(r"客户|供应商|子公司|集团(?!公司)|行业|产业链|面向|服务|配套|原|曾", before):
                size = hit["size"] or hit["size_"] or hit["_size"]
                return Field("size_class", f"{size}企业", hit[0], text.place.quoting(hit[0]))
    return None


def find_too_few(case: Case, ticked: Field) -> tuple[Place, str, str] | None:
    """The staff and the highest class it lets, where the class said is above it whatever the revenue."""
    staff, bounds = find_staff(case), case.written("size_bounds")
    if staff is None or bounds is None:
        return None
    most = rank(staff[2].high, bounds.value["staff"])
    return (staff[0], staff[1], CLASSES[most]) if CLASSES.index(ticked.value) > most else None


@rule("SIZE-04")
def find_scale_missing(case: Case) -> Iterator[Answer]:
    """I where the revenue lies under 规上 and the carrier asks for it: ELIG-C-02 says so, this one folds under it."""
    term, field, enough = weigh_revenue(case)
    if enough:
        yield case.agree(case.say(field), field)
        return
    ticked = case.field("size_class")
    said = f"，企业类型为“{ticked.value}”" if ticked else ""
    yield case.finding(
        f"{case.say(field)}{said}，低于规上标准{term.value['revenue']}万元，见ELIG-C-02，请核实。",
        field,
        severity=Severity.I,
        expected=f"≥{term.value['revenue']}万元",
        found=show_field(field),
    )


def weigh_revenue(case: Case) -> tuple[Term, Field, bool]:
    """The term on 规上, the revenue of last year, and whether it can be as much; NotChecked without a revenue."""
    term, field = case.law("above_scale"), latest_revenue(case)
    if field is None or field.amount is None:
        raise NotChecked("上年主营业务收入未填写或未读到，无法核对。")
    return term, field, field.amount.claimed.high >= Decimal(str(term.value["revenue"])) * WAN


def latest_revenue(case: Case) -> Field | None:
    """主营业务收入 of the last year; in GS-03 the sales of last year."""
    series = case.series("main_revenue")
    if series:
        return list(series.values())[-1]
    sheets = case.series("is.main_revenue") or case.series("is.revenue")
    return case.field("sales_prev") or case.field("main_revenue") or next(reversed(sheets.values()), None)


def compute_class(case: Case) -> SizeClass | None:
    """The class from staff (told in prose) and revenue; None when either is missing.

    营业收入 is at least the 主营业务收入 of the form: a revenue within a tenth under a bound may reach it.
    """
    revenue, told = latest_revenue(case), find_staff(case)
    bounds = case.written("size_bounds")
    if revenue is None or revenue.amount is None or told is None or bounds is None:
        return None
    place, text, people = told
    claimed = revenue.amount.claimed
    money = Interval(claimed.low / WAN, claimed.high * Decimal("1.1") / WAN)
    low = min(rank(people.low, bounds.value["staff"]), rank(money.low, bounds.value["revenue"]))
    high = min(rank(people.high, bounds.value["staff"]), rank(money.high, bounds.value["revenue"]))
    return SizeClass(low, high, place, text, revenue)


def find_staff(case: Case) -> tuple[Place, str, Interval] | None:
    """The staff of the whole company: the band of 附件1, or what the profile (or another chapter) tells."""
    if (band := case.field("staff_band")) and (ends := re.findall(r"\d+", fold_text(band.value))):
        top = Decimal(ends[1]) if len(ends) > 1 else Decimal("1e7")
        bottom = Decimal(ends[0])
        if len(ends) == 1 and re.search(r"以下|<|不足", band.value):
            bottom, top = Decimal(0), bottom - 1
        return band.place, f"企业规模{band.value}", Interval(bottom, top)
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(row):
                hit = (
                    STAFF_CELL.fullmatch(fold_text(cell.text)) if STAFF_LABEL.fullmatch(fold_text(label.text)) else None
                )
                if hit:
                    number = Decimal(hit[1].replace(",", ""))
                    return cell.place, f"{label.text.strip()}{cell.text.strip()}", Interval(number, number)
    texts = sorted(tell_texts(case), key=lambda text: text.key != "profile")
    for text in texts:
        for hit in STAFF.finditer(text.text):
            start = max(text.text.rfind(stop, 0, hit.start()) for stop in "，,。；;、（(\n") + 1
            if NARROW.search(text.text[start : hit.start()]):
                continue
            number = Decimal(whole_of(hit[1]))
            if not number:
                continue
            loose = bool(hit[2]) or any(word in hit[0] for word in ("约", "近", "超过"))
            slack = number / 10 if loose else Decimal(0)
            return text.place.quoting(hit[0]), hit[0], Interval(number - slack, number + slack)
    return None


def rank(value: Decimal, bounds: list[int]) -> int:
    """3 大型 … 0 微型; a bound itself belongs to the higher class."""
    return sum(value >= bound for bound in bounds)
