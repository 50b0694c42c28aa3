"""FMT-21: a value that the printed list does not offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from check.applicant_rows import told_choices
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.fmt.columns_moved import find_columns_moved
from check.fmt.required_blank import NOTHING
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause, Severity
from model.form import FieldSpec
from model.submission import Field

#: fuzz.ratio from which a scanned word may be a misread choice: 地万国企 / 地方国企.
MISREAD = 70


#: The form of the self-assessments, which a book may have bound in.
SUMMARY = "GS-01"
#: The row of an office's table that stands beside the book: gs_07.rows[2].attribute.
TABLE_CELL = re.compile(r"((?:gs|fj)_\d+)\.rows\[(\d+)\]\.(\w+)")


@rule("FMT-21")
def find_value_unlisted(case: Case) -> Iterator[Answer]:
    seen = False
    for key in case.param("fields"):
        field, spec = case.field(key), case.spec(key)
        if field is None or spec is None or not spec.choices:
            continue
        seen = True
        allowed = {fold_text(choice) for choice in spec.choices}
        allowed |= {fold_text(word) for word, _ in spec.synonyms}
        values = [fold_text(value) for value in (field.ticked or (field.value,))]
        printed = fold_text(field.text)
        reworded = not any(fold_text(choice) in printed or printed in fold_text(choice) for choice in spec.choices)
        if all(value in allowed for value in values) and not (reworded and key in case.param("worded")):
            yield Agreed()
        elif all(value in allowed for value in values):
            yield case.finding(
                f"“{case.label(key)}”填“{field.text}”，表内所列选项为{'、'.join(spec.choices)}，是否即“{field.value}”，请核实。",
                field,
                severity=Severity.W,
                expected=field.value,
                found=field.text,
            )
        elif field.place.page in case.scanned and any(
            fuzz.ratio(fold_text(choice), value) >= MISREAD for choice in spec.choices for value in values
        ):
            yield Skipped(f"“{case.label(key)}”在扫描件上识别为“{field.value}”，看不清，未核对。", Cause.UNREADABLE)
        else:
            listed = "、".join(spec.choices)
            yield case.finding(
                f"“{case.label(key)}”填“{field.value}”，不在表内所列选项（{listed}）之中，请核实。",
                field,
                expected=listed,
                found=field.value,
            )
    for field, row, spec in find_rows_unlisted(case):
        seen = True
        listed = "、".join(spec.choices)
        yield case.finding(
            f"《{field.place.file}》第{row}行“{spec.label}”填“{field.value}”，不在所列选项（{listed}）之中，请核实。",
            field,
            expected=listed,
            found=field.value,
        )
    sectors = {fold_text(one.sector): one.sector for one in case.reference.sectors.values()}
    for field in case.submission.like("gs_01.rows["):
        if field.key.endswith(".sector4"):
            seen = True
            if fold_text(field.value) in sectors:
                yield Agreed()
                continue
            listed = "、".join(sorted(set(sectors.values())))
            yield case.finding(
                f"《{field.place.file}》所属行业填“{field.value}”，不在四类（{listed}）之中，请核实。",
                field,
                expected=listed,
                found=field.value,
            )
    for spec, told in told_choices(case, SUMMARY):
        key = spec.key.rpartition(".")[2]
        if key not in case.param("in_summaries"):
            continue
        seen = True
        if is_listed([spec, case.spec(key)], told.text):
            yield Agreed()
            continue
        listed = "、".join(spec.choices)
        yield case.finding(
            f"《{told.file}》自评估汇总表“{spec.label}”填“{told.text}”，不在所列选项（{listed}）之中，请核实。",
            told.place,
            severity=Severity.W if case.is_scanned(told.place) else None,
            about=(f"{spec.key}.told",),
            expected=listed,
            found=told.text,
        )
    for moved in find_columns_moved(case):
        seen = True
        yield moved
    if not seen:
        raise NotChecked("所列选择项均未填写或未读到，无法核对。")


def is_listed(specs: Iterable[FieldSpec | None], text: str) -> bool:
    """Whether an answer of a table bound in names one of the choices, be it with words around it: 原材料（化工）."""
    said = fold_text(text)
    words = (word for one in specs if one for word in (*one.choices, *(other for other, _ in one.synonyms)))
    named = any((word := fold_text(one)) in said or (len(said) > 1 and said in word) for one in words)
    return named or NOTHING.fullmatch(said) is not None


def find_rows_unlisted(case: Case) -> Iterator[tuple[Field, str, FieldSpec]]:
    """Cells of the office tables beside the book whose column offers a list that has no such value."""
    for field in case.submission.fields:
        cell = TABLE_CELL.fullmatch(field.key)
        if cell is None or cell[3] not in case.param("in_tables") or field.place.page in case.scanned:
            continue
        form = case.reference.form(cell[1].upper().replace("_", "-"))
        spec = next((s for p in form.parts for s in p.fields if s.key == f"rows.{cell[3]}"), None) if form else None
        if spec is None or not spec.choices:
            continue
        allowed = {fold_text(word) for word in (*spec.choices, *(word for word, _ in spec.synonyms))}
        if not any(fold_text(value) in allowed for value in (field.ticked or (field.value,))):
            yield field, cell[2], spec
