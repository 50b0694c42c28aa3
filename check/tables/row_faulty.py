"""FMT-13, FMT-14, FMT-27, APP-06, QUOTA-03, DATE-06, REG-08: faults in the rows of the office's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import read_period
from check.elig.maturity_low import read_level
from check.fmt.required_blank import NOTHING
from check.registry import rule
from check.spelling import fold_text
from check.stated import Stated, find_stated
from check.tables.columns_strange import find_columns_strange
from check.tables.rows_alike import find_rows_twice
from model.amount import Interval
from model.finding import Cause, Severity
from model.form import FieldSpec
from model.submission import Blank, Field

#: The column that only numbers the rows.
NUMBERING = "rows.seq"
#: One row of a table may be read from so many lines of it, where cells are cut.
MOST_LINES = 4


@rule("FMT-13")
def find_cell_blank(case: Case) -> Iterator[Answer]:
    """All blank cells of used rows in one finding; 乡村振兴 and the like may be 无, and so may any other."""
    rows = need_rows(case)
    blanks: list[Blank] = []
    for n in rows:
        blanks += [
            b
            for b in case.submission.blanks
            if b.key.startswith(f"rows[{n}].")
            and not b.key.endswith(tuple(case.param("may_be_blank")))
            and not NOTHING.fullmatch(fold_text(b.text))
        ]
    yield from (strange := list(find_columns_strange(case)))
    gone = find_columns_gone(case)
    if gone:
        names = "、".join(f"“{spec.label}”" for spec in gone)
        yield case.finding(
            f"表头没有{names}栏（或已改名），该表不得变更、删减列，请核实。",
            *case.submission.like("rows[1].company_name"),
            severity=Severity.W if is_turned(case) else None,
            about=tuple(f"rows.{spec.key}" for spec in gone),
            expected="与印发的表头一致",
            found="",
        )
    if not blanks:
        if not gone and not strange:
            yield Agreed()
        return
    names = "、".join(f"第{re.findall(r'[0-9]+', b.key)[0]}行“{b.label}”" for b in blanks[:12])
    yield case.finding(
        f"{len(blanks)}格为空：{names}{'等' if len(blanks) > 12 else ''}，该表不得空项，不适用的应填“无”，请核实。",
        *blanks,
        expected="已填写或填“无”",
        found="",
    )


def find_columns_gone(case: Case) -> list[FieldSpec]:
    """Columns of the printed table that no row has; none where the header itself was hardly read."""
    if case.form is None or case.unread:
        return []
    told = [one.key for one in case.submission.fields] + [one.key for one in case.submission.blanks]
    seen = {re.sub(r"\[\d+\]", "", key) for key in told if key.startswith("rows[")}
    printed = [spec for part in case.form.parts if part.repeat == "rows" for spec in part.fields]
    gone = [spec for spec in printed if spec.key not in seen and spec.required != "O"]
    if len(need_rows(case)) == 1 and (is_turned(case) or all(spec.key == NUMBERING for spec in gone)):
        gone = [spec for spec in gone if spec.key != NUMBERING]  # a sheet of one project has nothing to number
    scanned = any(case.is_scanned(one.place) for one in case.submission.like("rows["))
    return gone if not scanned and len(gone) * 4 <= len(printed) else []


def is_turned(case: Case) -> bool:
    """Whether the columns are set as lines: an applicant's sheet for one project, not the office's table."""
    lines = {hit[0] for one in case.submission.like("rows[1].") if (hit := re.search(r"r\d+(?=c)", one.place.path))}
    return len(need_rows(case)) == 1 and len(lines) > MOST_LINES


@rule("FMT-14")
def find_certification_filled(case: Case) -> Iterator[Answer]:
    for n in need_rows(case):
        kind, filled = case.field(f"rows[{n}].apply_type"), case.field(f"rows[{n}].cmmm_certified")
        if kind is None:
            continue
        if "场景" in kind.value and filled is not None and not NOTHING.fullmatch(fold_text(filled.value)):
            yield case.finding(
                f"第{n}行申报类型为“{kind.value}”，“是否完成CMMM认证”填“{filled.value}”，申报场景的此项勿填，请核实。",
                filled,
                kind,
                about=(filled.key,),
                expected="空",
                found=filled.value,
            )
        else:
            yield Agreed()


@rule("FMT-27")
def find_sample_row(case: Case) -> Iterator[Answer]:
    """The printed sample, cells left blank, and levels in digits (I: the meaning is clear)."""
    rows = need_rows(case)
    yield from find_gaps(case, rows)
    for sample in case.submission.like("rows_sample["):
        yield case.finding(
            f"表内留有模板样例行“{sample.text}”，应删去，请核实。", sample, expected="本地企业", found=sample.value
        )
    for n in rows:
        name, level = case.field(f"rows[{n}].company_name"), case.field(f"rows[{n}].self_level")
        if name is not None and any(word in name.value for word in case.param("sample")):
            yield case.finding(
                f"第{n}行“{name.value}”是模板样例，应删去，请核实。", name, expected="本地企业", found=name.value
            )
        elif level is not None and not re.fullmatch(r"[一二三四五]级", re.sub(r"[-\"'.,]", "", fold_text(level.value))):
            told = read_level(level.value)
            yield case.finding(
                f"第{n}行自评等级填“{level.value}”，应写一级至五级，请核实。",
                level,
                severity=Severity.I if told else Severity.W,
                expected="一级至五级",
                found=level.value,
            )
        else:
            yield Agreed()


def find_gaps(case: Case, rows: list[int]) -> Iterator[Answer]:
    """W: one finding for all blank cells of the used rows; nothing where a page or the row was hardly read."""
    blanks = [
        blank
        for blank in case.submission.blanks
        if (cell := re.match(r"rows\[(\d+)\]\.", blank.key))
        and int(cell[1]) in rows
        and blank.printed
        and not case.is_scanned(blank.place)
        and not NOTHING.fullmatch(fold_text(blank.text))
        and not blank.key.endswith(tuple(case.param("may_be_blank")))
    ]
    if case.unread or not 0 < len(blanks) <= int(case.param("most_blank")) * len(rows):
        return
    names = "、".join(f"第{re.findall(r'[0-9]+', b.key)[0]}行“{b.label}”" for b in blanks[:12])
    yield case.finding(
        f"{len(blanks)}格为空：{names}{'等' if len(blanks) > 12 else ''}，应补填，请核实。",
        *blanks,
        severity=Severity.W,
        expected="已填写",
        found="",
    )


@rule("APP-06", "QUOTA-03")
def find_order_broken(case: Case) -> Iterator[Answer]:
    """The numbers are 1 … n, each once; in 附件6 each kind may be numbered for itself (a second 1 says so)."""
    whole, kinds = list[Field](), dict[str, list[Field]]()
    yield from find_rows_twice(case)
    for n in need_rows(case):
        number, kind = case.field(f"rows[{n}].seq"), case.field(f"rows[{n}].apply_type")
        if number is None:
            yield Skipped(f"第{n}行没有读到序号。")
            continue
        whole.append(number)
        kinds.setdefault(kind.value if kind else "", []).append(number)
    firsts = [fields for fields in kinds.values() if any(ordinal(f) == 1 for f in fields)]
    for name, fields in kinds.items() if len(firsts) > 1 else (("", whole),):
        if not fields:
            continue
        values = [ordinal(f) for f in fields]
        if sorted(values) == list(range(1, len(values) + 1)):
            yield Agreed(f"{name}序号1至{len(values)}", (fields[0].place,))
            continue
        twice = sorted({v for v in values if values.count(v) > 1 and v})
        gone = [v for v in range(1, max(values) + 1) if v not in values]
        faults = [f"{told}{'、'.join(map(str, these))}" for told, these in (("重复", twice), ("缺少", gone)) if these]
        faulty = [f for f, v in zip(fields, values, strict=True) if v in twice or not v] or fields
        said = "、".join(f.value for f in fields)
        whose = f"“{name}”" if name else ""
        yield case.finding(
            f"{whose}序号为{said}，应为1至{len(values)}不缺不重"
            f"{'（' + '，'.join(faults) + '）' if faults else ''}，请核实推荐次序。",
            *faulty,
            about=("rows.seq",),
            expected=f"1至{len(values)}",
            found=said,
        )


def ordinal(field: Field) -> int:
    """3, 03, 3. → 3; what is no number → 0."""
    match = re.match(r"0*(\d{1,4})(?!\d)", fold_text(field.value))
    return int(match[1]) if match else 0


@rule("DATE-06")
def find_period_short(case: Case) -> Iterator[Answer]:
    """E when money is planned after the end, or was spent before the start of the printed period."""
    years = case.law("under_construction").value
    for n in need_rows(case):
        period = case.field(f"rows[{n}].period")
        start, end = read_period(period.value) if period else (None, None)
        if period is None or start is None or end is None:
            yield Skipped(f"第{n}行项目建设期未填写或无法解析，未核对。", Cause.AMBIGUOUS)
            continue
        plan, done = case.field(f"rows[{n}].plan_2026"), case.field(f"rows[{n}].done_to_2025_08")
        if plan is not None and plan.amount and plan.amount.value > 0 and end.last.year < int(years["next"]):
            yield case.finding(
                f"第{n}行{years['next']}年计划投资{plan.value}万元，项目建设期为{shown(period)}，建设期应到{years['next']}年，请核实。",
                plan,
                period,
                about=(period.key,),
                expected=f"止于{years['next']}年或以后",
                found=shown(period),
            )
        spent = re.search(r"\d+(?:\.\d+)?", done.value) if done else None
        if done and spent and Decimal(spent[0]) > 0 and start.first.isoformat()[:7] > years["done"]:
            yield case.finding(
                f"第{n}行截至{years['done']}已完成投资（“{done.value[:30]}”），项目建设期为{shown(period)}，应已开工，请核实。",
                done,
                period,
                about=(period.key,),
                expected=f"始于{years['done']}或以前",
                found=shown(period),
            )
        yield Agreed()


@rule("REG-08")
def find_rate_wrong(case: Case) -> Iterator[Answer]:
    """普及率 = 规上 with level two or more / all 规上: as stated with both numbers, or as counted from 附件1."""
    rates = find_stated(case, case.param("names"))
    reached, total = case.field("reached"), case.field("total")
    if reached is None or total is None or not reached.amount or not total.amount or total.amount.value <= 0:
        raise NotChecked("没有读到达到二级的规上企业数和规上企业总数，无法重算普及率。")
    if not rates:
        raise NotChecked("没有读到智能工厂普及率，无法核对。")
    exact = reached.amount.value * 100 / total.amount.value
    for rate in rates:
        if rate.amount.claimed.meets(Interval(exact, exact)):
            yield Agreed(f"{reached.value}/{total.value}={rate.amount.value}%", (rate.place,))
        else:
            yield say_rate(case, rate, reached, total, exact)


def say_rate(case: Case, rate: Stated, reached: Field, total: Field, exact: Decimal) -> Answer:
    return case.finding(
        f"“{rate.place.text}”，按{reached.value}/{total.value}重算为{round(exact, 2)}%，不一致，请核实。",
        rate.place,
        reached,
        total,
        about=("rate",),
        expected=f"{round(exact, 2)}%",
        found=f"{rate.amount.value}%",
    )


def need_rows(case: Case) -> list[int]:
    rows = case.rows("rows")
    if not rows:
        raise NotChecked("表内各行未填写或未读到，无法核对。")
    return rows


def shown(period: Field) -> str:
    return period.value.replace("/", "至")
