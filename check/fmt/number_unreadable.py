"""FMT-11: a numeric cell holds something else than one definite number in the printed unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, Skipped
from check.evidence import SURE
from check.registry import rule
from check.spelling import fold_text
from model.amount import Hedge
from model.form import FieldSpec
from model.submission import Field

NUMERIC = ("money_wan", "money_yuan", "percent", "int")


#: A cell of a table, and a label that prints its unit: 总投资（万元）：….
CELL, UNIT_PRINTED = re.compile(r"/r\d+c\d+$"), re.compile(r"[（(](?:人民币|单位[:：])?(?:万元|亿元|元)[)）]\s*[:：]")

#: 大概三千多万: words that recognition makes of no digits.
IN_WORDS = re.compile(r"^\D*(?:大概|大约|估计|左右|上下|[百千万亿][多余]|若干|待定|未定|详见|面议|保密)\D*$")


def is_asked(case: Case, field: Field, spec: FieldSpec) -> bool:
    """Whether the place asks for a number of its own. No form is printed for a free book: there a cell on money does,
    or a line whose label prints the unit; a sentence may well say 约1.2亿元, an indicator ≥95%."""
    if case.form is None or not case.form.free:
        return True
    printed = CELL.search(field.place.path) or UNIT_PRINTED.search(fold_text(field.place.text))
    return spec.kind.startswith("money") and printed is not None


@rule("FMT-11")
def find_number_unreadable(case: Case) -> Iterator[Answer]:
    for field in case.submission.fields:
        spec = case.spec(field.key)
        if spec is None or spec.kind not in NUMERIC or not is_asked(case, field, spec):
            continue
        unit = field.unit or {"money_wan": "万元", "percent": "%"}.get(spec.kind, "")
        asked = f"应按表头单位{unit}填写一个确定的数" if unit else "应填写一个确定的数"
        scanned = field.confidence < SURE and field.place.page in case.scanned
        if field.amount is None and scanned and not IN_WORDS.match(field.text.strip()):
            yield Skipped(f"“{case.label(field.key)}”在扫描件上识别为“{field.text.strip()}”，读不出数值，未核对。")
        elif field.amount is None and case.form is not None and case.form.free:
            yield Skipped(f"“{case.label(field.key)}”填“{field.text.strip()}”，读不出单一数值，未核对。")
        elif field.amount is None:
            why = field.problem.rstrip("。") if field.problem else "读不出数值"
            yield case.finding(
                f"“{case.label(field.key)}”填“{field.text.strip()}”，{why}，{asked}，请核实。",
                field,
                expected=asked,
                found=field.text.strip(),
            )
        elif field.amount.hedge is not Hedge.NONE:
            yield case.finding(
                f"“{case.label(field.key)}”填“{field.text.strip()}”，不是确定的数，{asked}，请核实。",
                field,
                tags=("hedged",),
                expected=asked,
                found=field.text.strip(),
            )
