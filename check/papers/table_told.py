"""X-03 in the words of the recommendation table: heads, machines and the founding told otherwise than by the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from check.case import Agreed, Answer, Case
from check.dates import read_days
from check.prose.identity_told import FOUNDED, OTHERS
from check.prose.machines_counted import listed
from check.spelling import fold_text
from check.telling import tell_texts
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Field

#: The columns that a clerk fills with sentences out of the book.
TOLD = ("company_brief", "project_brief", "nc_robots", "secure_equipment", "domestic_equipment")
#: 在册职工412人, 数控57台, AGV 9台: a thing and how many of it there are.
COUNT = re.compile(
    r"(?P<noun>[\u4e00-\u9fffA-Za-z]{2,10}?)\s*(?:总数|共计|共有|合计|共|为|有|达|约|近)?\s*(?P<n>\d[\d,]*)(?![\d.,万亿年月%])\s*"
    r"(?P<unit>名|人|台[（(/]?套[）)]?|台|套|条|家)"
)
#: 57台数控机床: the thing behind its number.
BEHIND = re.compile(
    r"(?<![\d.])(?<!\d,)(?P<n>\d[\d,]*)(?P<unit>名|人|台[（(/]?套[）)]?|台|套|条|家)(?P<noun>[\u4e00-\u9fffA-Za-z]{2,8})"
)
#: A change, a part, what is yet to come.
OTHER = re.compile(r"减|降|缩|提|增|由|至|计划|拟|将|其中|新增")
HEADS = re.compile(r"职工|员工|从业人员|在册|在岗|用工")
#: So many letters of the thing's name stand in the book's sentence on it.
TAIL = 2


def find_table_told(case: Case, row: str) -> Iterator[Answer]:
    """W, one for a cell: a count that the book nowhere has, beside one that it has of the same thing."""
    for column in TOLD:
        cell = case.field(f"{row}.{column}")
        if cell is None:
            continue
        yield from founded_told(case, cell)
        yield from ends_told(case, cell)
        for hit in (*COUNT.finditer(cell.value), *BEHIND.finditer(cell.value)):
            clause = re.split(r"[，,。；;、]", cell.value[: hit.start()])[-1] + hit[0]
            if OTHER.search(clause):
                continue
            unit, number = unit_of(hit["unit"]), Decimal(hit["n"].replace(",", ""))
            others = rivals(case, hit["noun"], unit)
            if not others or any(value == number for value, _ in others) or is_told(case, number, unit):
                continue
            value, spot = others[0]
            said = f"{spot.value}{value}台（套）" if isinstance(spot, Field) else spot.text
            yield case.finding(
                f"汇总表称“{hit[0].strip()}”，申报书为“{said}”，两处不一致，请核实。",
                cell,
                spot,
                severity=Severity.W,
                about=(cell.key, hit["noun"]),
                expected=said,
                found=hit[0].strip(),
            )
            break


def unit_of(printed: str) -> str:
    return {"名": "人", "套": "台"}.get(printed[:1], printed[:1])


def is_told(case: Case, number: Decimal, unit: str) -> bool:
    """Whether the book has this number of anything in the unit."""
    return any(
        unit_of(c.amount.unit) == unit and c.amount.value == number for c in case.submission.claims if c.amount.unit
    )


@cache
def beside_number(noun: str, unit: str) -> re.Pattern[str]:
    """The thing with its number before or behind it: 64台（套）关键设备, 国产PLC替换32套."""
    word, kind = re.escape(noun), {"台": "[台套]", "人": "[名人]"}.get(unit, re.escape(unit))
    return re.compile(
        rf"(?<![\d.])(?<!\d,)(?P<n>\d[\d,]*){kind}(?:[（(]?套[）)]?)?的?{word}"
        rf"|{word}(?:总数|数量|共计|合计|共有|共|有|为|达|替换|更换|配置|配备|部署|安装|投用|约)*\s*(?P<n2>\d[\d,]*){kind}"
    )


def rivals(case: Case, noun: str, unit: str) -> list[tuple[Decimal, Claim | Field | Place]]:
    """What the book says of the thing: exact numbers of the present, and the pieces that 附表2 lists."""
    tail = noun[-TAIL:]
    found: list[tuple[Decimal, Claim | Field | Place]] = []
    for claim in case.submission.claims:
        same = (
            claim.amount.unit and unit_of(claim.amount.unit) == unit and claim.amount.count and claim.amount.comparable
        )
        if not same or claim.relation or claim.planned or claim.period in ("before", "cumulative"):
            continue
        heads = HEADS.search(noun) is not None
        if (heads and claim.concept == "staff") or (not heads and names_it(claim, tail)):
            found.append((claim.amount.value, claim))
    for text in tell_texts(case) if len(noun) > TAIL and not HEADS.search(noun) and not found else ():
        if text.key.startswith("gs_"):
            continue
        for hit in beside_number(noun, unit).finditer(text.text):
            value = Decimal((hit["n"] or hit["n2"]).replace(",", ""))
            found.append((value, text.place.quoting(hit[0])))
    for name, (total, cells) in listed(case).items():
        if unit == "台" and name.endswith(noun):
            found.append((Decimal(total), cells[0][1]))
    return found


def names_it(claim: Claim, tail: str) -> bool:
    """Whether the thing stands right beside the number: 57台数控, 数控57台."""
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    before, _, after = claim.text.partition(number) if number else (claim.text, "", "")
    return before.rstrip("共有为约达 ").endswith(tail) or tail in after[:8]


#: 换产由95分钟缩至28分钟: both ends of a change.
ENDS = re.compile(
    r"(?:由|从)\s*(?P<a>\d[\d,.]*)(?P<u>分钟|小时|工作日|工时|秒|天|月|万元|元|吨|千克|公斤|人|名|台|次|%)[^，,。；;、\d]{0,5}(?:至|到|为)(?:了)?\s*(?P<b>\d[\d,.]*)(?P=u)"
)


def ends_told(case: Case, cell: Field) -> Iterator[Answer]:
    """The end of a change whose beginning the book tells with another end."""
    for hit in ENDS.finditer(cell.value):
        first, last = (Decimal(hit[end].replace(",", "").rstrip(".")) for end in "ab")
        unit = hit["u"].strip()
        same = [
            c
            for c in case.submission.changes
            if c.before.unit in (unit, "") and c.before.value == first and c.target and not c.planned
        ]
        if not same or any(c.after.value == last for c in same):
            continue
        change = same[0]
        yield case.finding(
            f"汇总表称“{hit[0]}”，申报书为“{change.text}”，两处不一致，请核实。",
            cell,
            change,
            severity=Severity.W,
            about=(cell.key, f"{first}{unit}"),
            expected=change.text,
            found=hit[0],
        )


def founded_told(case: Case, cell: Field) -> Iterator[Answer]:
    field = case.field("founded_date")
    right = read_days(field.value) if field else None
    for hit in FOUNDED.finditer(cell.value) if field and right else ():
        before = re.split(r"[。；;，,\n]", cell.value[: hit.start()])[-1]
        year, month = hit["y"] or hit["y2"], hit["m"] or hit["m2"]
        told = read_days(f"{year}-{int(month):02d}" if month else year)
        if field is None or right is None or told is None or OTHERS.search(fold_text(before)):
            continue
        if told.first <= right.last and right.first <= told.last:
            yield Agreed()
            continue
        yield case.finding(
            f"汇总表称“{hit[0]}”，申报书{case.say(field)}，两处不一致，请核实。",
            cell,
            field,
            severity=Severity.W,
            about=(cell.key, field.key),
            expected=field.value,
            found=hit[0],
        )
