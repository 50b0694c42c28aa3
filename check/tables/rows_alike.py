"""Rows of an office's table that are one applicant's twice, or share a number that only one project can have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.apply.too_many import first_company
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.lookup import carrier_of
from check.numerals import worth_of
from check.registry import rule
from check.spelling import fold_company, fold_text
from model.finding import Severity
from model.submission import Field

#: Cells that say that there is no number yet.
_NONE = re.compile(r"^(?:无|/|-|—|待批|办理中|不涉及|免于?.*|正在.*|.{0,3})$")


@rule("ELIG-C-12")
def find_row_carriers(case: Case) -> Iterator[Answer]:
    """附件6 lists one applicant under more than one carrier of the free choice: B; W where no remark says 首次."""
    if case.submission.form != "GS-06":
        raise NotApplicable("本规则就整批材料核对，结果见批次核对。")
    term = case.law("first_choice")
    held: dict[str, dict[str, tuple[Field, Field]]] = defaultdict(dict)
    for n in case.rows("rows"):
        name, kind = case.field(f"rows[{n}].name_project"), case.field(f"rows[{n}].apply_type")
        if name and kind and len(kind.ticked) < 2 and carrier_of(kind.value) in term.value:
            held[fold_company(first_company(name.value))].setdefault(carrier_of(kind.value), (name, kind))
    if not held:
        raise NotChecked("表内各行未填写或未读到，无法核对。")
    for kinds in held.values():
        if len(kinds) < 2:
            yield Agreed()
            continue
        cells = [cell for pair in kinds.values() for cell in pair]
        company = first_company(cells[0].value)
        yield case.finding(
            f"“{company}”在同一表中申报{'、'.join(kinds)}，{term.source}规定首次申报从{'、'.join(term.value)}中任选一个，"
            "请核实是否首次申报。",
            *cells,
            about=tuple(cell.key for cell in cells),
            expected="1种",
            found="、".join(kinds),
        )


def find_rows_twice(case: Case) -> Iterator[Answer]:
    """E: one applicant with one project (in 附件6 of one kind) stands in two rows."""
    seen: dict[tuple[str, ...], list[Field]] = defaultdict(list)
    for n in case.rows("rows"):
        keys = ("company_name", "name_project", "project_name", "apply_type")
        named = [cell for key in keys if (cell := case.field(f"rows[{n}].{key}"))]
        if named and named[0].key.endswith(keys[:2]):
            seen[tuple(fold_text(cell.value) for cell in named)].append(named[0])
    for fields in seen.values():
        if len(fields) > 1:
            rows = "、".join(f"第{re.findall(r'[0-9]+', f.key)[0]}行" for f in fields)
            yield case.finding(
                f"{rows}均为“{fields[0].value.replace(chr(10), ' ')}”，同一单位同一项目不应重复推荐，请核实。",
                *fields,
                about=tuple(f.key for f in fields),
                expected="1行",
                found=f"{len(fields)}行",
            )


_TOLD = re.compile(
    r"(?P<what>(?:设备|装备)(?:(?:与|和|及|、)(?:技术|软件))?)(?:投入|投资)(?:资金)?(?:为|约|共)?"
    r"(?P<n>\d+(?:\.\d+)?)(?P<unit>亿|万)元"
)


def find_told_equipment(case: Case) -> Iterator[Answer]:
    """W: 主要建设内容 tells another spending on equipment than 其中：设备投资; with technique it may be more."""
    for n in case.rows("rows"):
        content, cell, fixed = (
            case.field(f"rows[{n}].{key}") for key in ("content", "equipment_investment", "fixed_investment")
        )
        hit = _TOLD.search(re.sub(r"[\s,]", "", content.value)) if content else None
        if content is None or cell is None or cell.amount is None or hit is None:
            continue
        value = worth_of(hit["n"], hit["unit"])
        slack = max(cell.amount.step, cell.amount.value / 100)
        most = fixed.amount.value if fixed and fixed.amount else cell.amount.value
        more_fits = len(hit["what"]) > len("设备") and value <= most
        if abs(value - cell.amount.value) <= slack or (value > cell.amount.value and more_fits):
            yield Agreed()
            continue
        yield case.finding(
            f"第{n}行主要建设内容称“{hit[0]}”，与{case.say(cell)}不一致，请核实。",
            content,
            cell,
            severity=Severity.W,
            about=(cell.key,),
            expected=cell.value,
            found=hit[0],
        )


def find_numbers_shared(case: Case) -> Iterator[Answer]:
    """W: the filing or assessment number of one project stands with another one."""
    for key in ("filing_no", "eia_no"):
        seen: dict[str, list[Field]] = defaultdict(list)
        for n in case.rows("rows"):
            cell = case.field(f"rows[{n}].{key}")
            if cell and not _NONE.match(fold_text(cell.value)):
                seen[fold_text(cell.value)].append(cell)
        for same in seen.values():
            if len(same) > 1:
                rows = "、".join(f"第{re.findall(r'[0-9]+', f.key)[0]}行" for f in same)
                yield case.finding(
                    f"{rows}的“{case.label(same[0].key)}”均为“{same[0].value}”，一个文号应对应一个项目，请核实。",
                    *same,
                    severity=Severity.W,
                    about=tuple(f.key for f in same),
                    found=same[0].value,
                )
