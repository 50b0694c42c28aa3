"""附件6 row by row: what 企业简介 and 申报项目简介 tell against the other cells of the row (P-01, A-37 …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.dates import add_months, read_days
from check.elig_s.scene_name import find_scenario
from check.numerals import worth_of
from check.registry import row_rule
from check.sought import Sought
from check.tables.row_names import find_county_of_another
from model.finding import Cause, Severity
from model.submission import Field
from model.text import half_width

_MONEY = r"(?P<n>\d+(?:\.\d+)?)(?P<unit>亿|万)元"
_LOOSE = r"(?:达到?|为|约|近|超过?|突破|实现|完成|共|合计|[:：])*"
INVESTED = Sought(rf"(?<!总)(?<!计划)(?<!土建)投资(?:额)?{_LOOSE}{_MONEY}")
CIVIL = Sought(r"土建|厂房|基建|征地|总投资|固定资产|含建筑|流动资金")
PERIOD = re.compile(r"(20\d{2})年(\d{1,2})月?(?:至|到|-|—|–|~|～)+(?:(20\d{2})年)?(\d{1,2})月")
MACHINES = re.compile(
    r"(?:^|[,;，；。、])(?:现有|共有|拥有|共|全部|生产|主要|现|主机)*(?:设备|装备)(?:总数|共|合计|[:：])?(\d{1,5})台"
)
PARTS = Sought(
    r"(?P<what>(?:数控|联网|自动化)(?:设备|装备|机床)?|(?:工业|码垛|搬运|焊接)?机器人)(?:共|为)?(?P<n>\d{1,5})台"
)
_UNIT = r"(?P<unit>[万亿]?(?:吨|平方米|立方米|台套|台|套|件|米|只|支|箱|瓶|千克|公里|辆|块|张|颗|片))"
MADE = Sought(
    rf"(?:(?<![设预])年产(?!能|值)|产量)(?P<what>[\u4e00-\u9fffA-Za-z]{{0,8}}?){_LOOSE}(?P<n>\d+(?:\.\d+)?){_UNIT}"
)
ABILITY = re.compile(rf"(?P<n>\d+(?:\.\d+)?){_UNIT}")
COUNTY = Sought(
    r"(?:位于|坐落于|地处|设在)(?:甘肃省?|福建省?)?(?:[\u4e00-\u9fff]{2,4}[市州])?(?P<name>[\u4e00-\u9fff]{2,4}?[县区])"
)


@row_rule("A-37")
def find_row_investment(case: Case) -> Iterator[Answer]:
    """W: works of the last three years cost more than 近三年软硬件投资; those with buildings may."""
    cell, day = case.need("invest_3y"), fill_day(case)
    if cell.amount is None:
        raise NotChecked("近三年软硬件投资不是一个数，未核对。", Cause.AMBIGUOUS)
    for field, text in told(case):
        hit = INVESTED.search(text)
        if hit is None or CIVIL.search(text):
            continue
        span = PERIOD.search(text)
        early = span and date(int(span[1]), month(span[2]), 1) < add_months(day, -42)
        value = worth_of(hit["n"], hit["unit"])
        if early or value <= cell.amount.claimed.high:
            yield Agreed()
        else:
            yield differ(case, field, hit[0], cell, "，建设投资大于近三年软硬件投资")


@row_rule("DATE-02")
def find_row_reversed(case: Case) -> Iterator[Answer]:
    """E: 2024年10月至2022年5月建成."""
    for field, text in told(case):
        for hit in PERIOD.finditer(text):
            if (int(hit[1]), month(hit[2])) <= (int(hit[3] or hit[1]), month(hit[4])):
                yield Agreed()
            else:
                yield case.finding(f"“{case.label(field.key)}”中“{hit[0]}”开始晚于结束，请核实。", field, found=hit[0])


@row_rule("APP-09")
def find_row_unfinished(case: Case) -> Iterator[Answer]:
    """W: told to be finished after the day of the table; works not finished belong into 附件7."""
    day = fill_day(case)
    for field, text in told(case):
        for hit in PERIOD.finditer(text):
            year, last = int(hit[3] or hit[1]), month(hit[4])
            if (year, last) > (day.year, day.month) and (int(hit[1]), month(hit[2])) <= (year, last):
                yield case.finding(
                    f"“{case.label(field.key)}”称“{hit[0]}”，晚于填表日期{day:%Y-%m-%d}，未建成的应填附件7，请核实。",
                    field,
                    expected=f"不晚于{day:%Y-%m}",
                    found=hit[0],
                )
            else:
                yield Agreed()


@row_rule("A-30")
def find_row_machines(case: Case) -> Iterator[Answer]:
    """E: 设备92台套，数控设备117台."""
    cell = case.need("nc_robots")
    text = fold(cell)
    whole = MACHINES.search(text)
    if whole is None:
        raise NotChecked("没有写明设备总数，未核对。", Cause.NOTHING)
    for part in PARTS.finditer(text):
        if int(part["n"]) <= int(whole[1]):
            yield Agreed()
        else:
            yield case.finding(
                f"“{case.label(cell.key)}”填“{part[0]}”，多于设备总数{whole[1]}台，请核实。",
                cell,
                expected=f"不多于{whole[1]}台",
                found=part[0],
            )


@row_rule("A-33")
def find_row_volume(case: Case) -> Iterator[Answer]:
    """W: a tenth more is made than the row's single capacity of this unit allows."""
    cell = case.need("products_capacity")
    able = list(ABILITY.finditer(fold(cell)))
    if len(able) != 1:
        raise NotChecked("主要产品及产能不是一个数，未核对。", Cause.AMBIGUOUS)
    for field, text in told(case):
        for hit in MADE.finditer(text):
            if hit["unit"] != able[0]["unit"] or Decimal(hit["n"]) <= Decimal(able[0]["n"]) * Decimal("1.1"):
                yield Agreed()
            else:
                yield differ(case, field, hit[0], cell, "，大于产能一成以上")


@row_rule("I-12")
def find_row_county(case: Case) -> Iterator[Answer]:
    """W: 位于景泰县 beside 所在市县 白银市会宁县."""
    cell = case.need("city_county")
    yield from find_county_of_another(case)
    place = fold(cell)
    for field, text in told(case):
        hit = COUNTY.search(text)
        if (
            hit is None
            or not re.search(r"[县区]$", place)
            or re.search(r"园区|开发区|工业区|高新区|新区$", hit["name"])
        ):
            continue
        if hit["name"][:2] in place:
            yield Agreed()
        else:
            yield differ(case, field, hit[0], cell, severity=Severity.W)


@row_rule("ELIG-S-01")
def find_row_unlisted(case: Case) -> Iterator[Answer]:
    """W: a row for 优秀应用场景 names none of the guide's scenes."""
    name, _ = case.need("name_project"), case.need("apply_type")
    if case.carrier != "优秀场景":
        raise NotApplicable("本行不是优秀应用场景。")
    brief, guide = case.field("project_brief"), case.reference.guide
    text = fold(name)
    known = {one for s in guide.scenarios for one in (s.name, *s.aliases)} | {former.name for former in guide.former}
    last = re.split(r"[\n\s]", name.value.strip())[-1]
    named = brief is not None and any(s.name in brief.value for s in guide.scenarios)
    if named or any(half_width(one) in text for one in known) or find_scenario(guide, last):
        yield Agreed()
        return
    yield case.finding(
        f"申报优秀应用场景，“{name.value.replace(chr(10), ' ')}”中未见参考指引所列40个场景的名称，请核实。",
        name,
        severity=Severity.W,
        expected="参考指引所列场景名称",
        found=last,
    )


def told(case: Case) -> Iterator[tuple[Field, str]]:
    """The two introductions of the row."""
    for key in ("company_brief", "project_brief"):
        if field := case.field(key):
            yield field, fold(field)


def fold(field: Field) -> str:
    return re.sub(r"[\s,](?=\d)|(?<=\d)[\s,](?=\d{3})|\s", "", half_width(field.value))


def month(text: str) -> int:
    return min(12, max(1, int(text)))


def fill_day(case: Case) -> date:
    """The day on the table; NotChecked without one."""
    field = case.field("fill_date")
    day = read_days(field.value) if field else None
    if day is None:
        raise NotChecked("表上没有填写日期，未核对。")
    return day.first


def differ(
    case: Case, field: Field, words: str, cell: Field, why: str = "", severity: Severity | None = None
) -> Answer:
    return case.finding(
        f"“{case.label(field.key)}”称“{words}”，与{case.say(cell)}不一致{why}，请核实。",
        field,
        cell,
        severity=severity,
        expected=cell.value,
        found=words,
    )
