"""L-04, L-08, L-09: quantities that do not go together, measured against wide common ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import Entry, pairs_of
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked, previous_year
from check.exact import is_exact, only_one
from check.plausible.machine_cost import find_machines_odd
from check.plausible.unit_revenue import find_unit_revenue
from check.registry import rule
from check.show import WAN, show_field, show_plain
from check.size.class_differs import STAFF, STAFF_LABEL
from check.sought import Sought
from check.spelling import fold_text
from model.amount import Amount
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Claim, Field

TEN = Decimal(10)


@rule("L-04")
def find_revenue_per_head(case: Case) -> Iterator[Answer]:
    """Revenue of the last year by the staff that the prose states; of a part of the company in one sentence."""
    parts = list(find_unit_revenue(case))
    yield from parts
    revenue = last_of(case, "main_revenue") or last_of(case, "sales_prev") or last_of(case, "is.revenue")
    year = year_in(revenue) or str(previous_year(case) or "")
    heads = [c for c in case.submission.claims if is_staff(c) and c.period[:4] in ("", year, "after")]
    if revenue and revenue.amount and not heads and (drawn := staff_drawn(case)):
        yield from judge_per_head(case, revenue, *drawn)
        return
    if parts and (revenue is None or revenue.amount is None or not heads):
        return
    if revenue is None or revenue.amount is None or not heads:
        raise NotChecked("正文未写明职工人数，或没有收入数，未核对人均收入。", Cause.NOTHING)
    yield from judge_per_head(case, revenue, *heads)


def staff_drawn(case: Case) -> tuple[Entry, ...]:
    """The staff that a table of the book names, where it names one number."""
    told = [e for g in case.submission.grids if g.own for label, e in pairs_of(g) if STAFF_LABEL.fullmatch(label)]
    told = [entry for entry in told if entry.unit in ("", "人", "名") and entry.value >= TEN] or list(
        staff_within(case)
    )
    return tuple(told[:1]) if len({entry.value for entry in told}) == 1 else ()


#: What may stand before 从业人员318人 in a cell with other answers: its date, 现有.
DATED = re.compile(r"(?:截至|20\d\d年?|\d{1,2}月|\d{1,2}日|年?末|年?底|现|共|有|本?公司|企业|全厂|:)*")
#: A cell with more characters tells a story.
ANSWER = 60


def staff_within(case: Case) -> Iterator[Entry]:
    """中型企业（2024年末从业人员318人）: the staff in a cell that answers something else."""
    for grid in case.submission.grids:
        for cell in {c.place.path: c for row in grid.rows if grid.own for c in row if "人" in c.text}.values():
            text = fold_text(cell.text) if len(cell.text) <= ANSWER else ""
            for hit in STAFF.finditer(text):
                lead = re.split(r"[,，。;；、(（\n]", text[: hit.start()])[-1]
                number = Decimal(hit[1].replace(",", ""))
                if number >= TEN and DATED.fullmatch(lead):
                    yield Entry(number, Decimal(1), "人", cell)


def year_in(field: Field | None) -> str:
    return (re.findall(r"\[(\d{4})\]", field.key) or [""])[0] if field else ""


def judge_per_head(case: Case, revenue: Field, *heads: Claim | Entry) -> Iterator[Answer]:
    if revenue.amount is None:
        return
    low, high = (Decimal(str(end)) for end in case.param("wan_per_head"))
    sizes = sorted(heads, key=worth)
    per_head = [revenue.amount.value / WAN / worth(one) for one in sizes]
    if any(low <= value <= high for value in per_head):
        yield Agreed()
        return
    staff = sizes[-1]
    said = f"职工{show_plain(staff.value)}人" if isinstance(staff, Entry) else staff.text
    yield case.finding(
        f"{case.say(revenue)}，正文称“{said}”，人均收入约{show_plain(round(per_head[-1], 1))}万元，"
        f"不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
        revenue,
        staff.place if isinstance(staff, Entry) else staff,
        found=f"{show_plain(round(per_head[-1], 1))}万元/人",
    )


def worth(heads: Claim | Entry) -> Decimal:
    return heads.value if isinstance(heads, Entry) else heads.amount.value


#: Owners, those whom something is done for or who have won something, and the number of the first days.
NO_STAFF = re.compile(
    r"自然人|股东|出资|持股会|发起人|培训|招聘|新增|其中|[中里](?:有|的)|(?:取|获)得|获评|获[颁授]|通过|参加|参训|参与|办理|选送|受益|^为"
    r"|(?:建厂|成立|创业|创办|起步|建立|投产)(?:之初|初期|时|伊始|当年)|最初|起初|当年|当时"
)


def is_staff(claim: Claim) -> bool:
    """The whole company's staff, not a team of five."""
    stated = claim.concept == "staff" and not claim.relation and claim.amount.unit in ("人", "")
    return (
        stated
        and claim.scope in ("", "company")
        and not claim.planned
        and claim.amount.value >= TEN
        and not NO_STAFF.search(claim.text)
    )


#: The whole works, not a line or a step of them.
ALL_WORKS = re.compile(r"全厂|全公司|公司|企业|工厂|总体|整体|综合")


@rule("L-08")
def find_investment_per_machine(case: Case) -> Iterator[Answer]:
    told = list(find_machines_odd(case))
    yield from told
    if told and not (case.field("line_investment") and case.field("equip_total")):
        return
    money, machines = case.need("line_investment"), case.need("equip_total")
    if money.amount is None or machines.amount is None or machines.amount.value <= 0:
        raise NotChecked("投资或设备台套数不是一个数，无法计算单台投资。", Cause.AMBIGUOUS)
    low, high = (Decimal(str(end)) for end in case.param("wan_per_machine"))
    each = money.amount.value / WAN / machines.amount.value
    if low <= each <= high:
        yield Agreed()
        return
    yield case.finding(
        f"{case.say(money)}，{case.say(machines)}，平均每台套{show_plain(round(each, 2))}万元，"
        f"不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
        money,
        machines,
    )


@rule("L-09")
def find_threshold_hugging(case: Case) -> Iterator[Answer]:
    """Values that only just pass a limit of eligibility: I, three or more W."""
    close: list[tuple[str, Field | Claim | Place, Decimal]] = []
    looked = False
    for key, limits in case.param("limits").items():
        for field in (f for f in case.submission.fields if f.key == key or f.key.startswith(f"{key}[")):
            if field.amount is None:
                continue
            looked = True
            value = field.amount.value / (WAN if field.amount.unit == "元" else 1)
            for limit in (Decimal(str(end)) for end in limits):
                if limit <= value <= limit * Decimal("1.01"):
                    close.append((f"“{case.label(field.key)}”{show_field(field)}", field, limit))
    for said, spot, value, limit in told_ratios(case):
        looked = True
        if limit <= value <= limit * Decimal("1.01"):
            close.append((said, spot, limit))
    if not looked:
        raise NotChecked("没有与申报门槛对应的数值，未核对。", Cause.NOTHING)
    if not close:
        yield Agreed()
        return
    listed = "、".join(f"{said}（门槛{show_plain(limit)}）" for said, _, limit in close)
    yield case.finding(
        f"{listed}，刚好达到门槛，请核实原始记录。",
        *(spot for _, spot, _ in close),
        severity=Severity.W if len(close) >= 3 else Severity.I,
    )


#: What the law asks of each ratio that the prose tells, and how the prose calls the one without a concept.
ASKED = {"rd_tool_ratio": "rd_tools", "nc_ratio_all": "equipment_nc", "nc_ratio_key_process": "process_nc"}
LIFECYCLE = Sought(
    r"产品(?:全)?生命周期[^。；;%]{0,40}?(?:占|比例|占比|比重|率)[^。；;\d%]{0,6}(?P<n>\d{1,3}(?:\.\d+)?)%"
)


def told_ratios(case: Case) -> Iterator[tuple[str, Claim | Place, Decimal, Decimal]]:
    """(words, place, value, limit) of the ratios of eligibility that the prose states, each once."""
    for concept, asked in ASKED.items():
        term = case.written(asked)
        levels = Beside.of(case.submission).claims_of((concept,))
        told = only_one([c for c in levels if c.amount.unit == "%" and is_exact(c)])
        if term is not None and term.value is not None and told:
            yield f"“{told.text.strip('(（')}”", told, told.amount.value, Decimal(str(term.value))
    term = case.written("lifecycle")
    for passage in case.prose() if term is not None and term.value is not None else ():
        for hit in LIFECYCLE.finditer(passage.text):
            if term is not None:
                yield f"“{hit[0]}”", passage.place.quoting(hit[0]), Decimal(hit["n"]), Decimal(str(term.value))


def last_of(case: Case, base: str) -> Field | None:
    """The field itself, or the one of the last year."""
    series = case.series(base)
    return series[max(series)] if series else case.field(base)


def amount_of(field: Field) -> Amount:
    if field.amount is None:
        raise NotChecked(f"“{field.value}”不是一个数，未核对。", Cause.AMBIGUOUS)
    return field.amount
