"""FMT-25: two copies of the same book (Word and stamped PDF), or book and online print, do not say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case, NotApplicable
from check.fmt.online_differs import find_online_differs
from check.fmt.print_rows import find_rows_differ
from check.registry import rule
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Copy, Field

_MARKS = re.compile(r"[^\w.%]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Fields named in one sentence, and differences told in full.
_NAMED = 6
_SHOWN = 8
#: What a book is of; names and texts less alike than this (in percent) are different ones.
_NAMES = ("scene_name", "line_name", "project_name", "factory_name")
_SAME_NAME = 60
#: Characters beyond which a value is prose.
_LONG = 60


@rule("FMT-25")
def find_copies_differ(case: Case) -> Iterator[Answer]:
    online = [*find_online_differs(case), *find_rows_differ(case)]
    yield from online
    copies = [copy for copy in case.submission.copies if not is_another_book(case, copy)]
    if not copies and not online:
        raise NotApplicable("材料中只有一份申报书，也没有线上填报的导出页，无须对照。")
    for copy in copies:
        findings = [*_differing(case, copy), *_one_sided(case, copy)]
        yield from findings or [Agreed()]


def is_another_book(case: Case, copy: Copy) -> bool:
    """Whether the other paper declares another scene, line or works: its name is another, and so is all its prose."""
    named = [(f, t) for t in copy.fields if t.key.removeprefix("cover_") in _NAMES and (f := case.field(t.key))]
    if not named or any(fuzz.ratio(fold_text(a.value), fold_text(b.value)) > _SAME_NAME for a, b in named):
        return False
    texts = [(f, twin) for twin in copy.fields if (f := case.field(twin.key)) and _is_long(f) and _is_long(twin)]
    return not any(fuzz.ratio(fold_text(a.value), fold_text(b.value)) > _SAME_NAME for a, b in texts)


def _differing(case: Case, copy: Copy) -> Iterator[Answer]:
    """The fields that both copies fill, but not alike: all in one finding, graded by the gravest."""
    pairs: list[tuple[Field, Field, Severity]] = []
    for twin in copy.fields:
        field = case.field(twin.key)
        if field is None or _base(twin.key) in case.param("ignore"):
            continue
        severity = compare_values(field, twin, case.param("prose_alike"))
        if severity is None:
            continue
        pairs.append((field, twin, severity))
    if not pairs:
        return
    pairs.sort(key=lambda pair: pair[2].rank)
    shown = pairs[:_SHOWN]
    more = f"等{len(pairs)}处" if len(pairs) > _SHOWN else ""
    first, other = pairs[0][0].place.file, pairs[0][1].place.file
    yield case.finding(
        f"《{first}》与《{other}》有{len(pairs)}处不同：{'；'.join(_said(case, *pair[:2]) for pair in shown)}{more}，"
        "请核实以哪一份为准。",
        *(side for field, twin, _ in pairs for side in (field, twin)),
        severity=pairs[0][2],
        expected="；".join(_value(field) for field, _, _ in shown),
        found="；".join(_value(twin) for _, twin, _ in shown),
    )


def _said(case: Case, field: Field, twin: Field) -> str:
    if _is_long(field):
        return f"“{case.label(field.key)}”文字不同"
    return f"“{case.label(field.key)}”一份填“{field.value}”，一份填“{twin.value}”"


def _is_long(field: Field) -> bool:
    return field.kind == "longtext" or len(field.value) > _LONG


def _value(field: Field) -> str:
    return "（文字）" if _is_long(field) else field.value


def _one_sided(case: Case, copy: Copy) -> Iterator[Answer]:
    """Fields that only one of the copies fills: all in one finding."""
    filled = {twin.key: twin for twin in copy.fields}
    blank = {blank.key for blank in case.submission.blanks}
    only_copy = [twin for key, twin in filled.items() if key in blank and case.field(key) is None]
    only_copy = [twin for twin in only_copy if _base(twin.key) not in case.param("ignore")]
    if only_copy:
        names = "、".join(case.label(twin.key) for twin in only_copy[:_NAMED])
        more = "等" if len(only_copy) > _NAMED else ""
        yield case.finding(
            f"{names}{more}{len(only_copy)}项只在《{copy.file}》中填写，另一份为空，请核实。",
            *only_copy[:_NAMED],
            severity=Severity.W,
        )


def compare_values(field: Field, twin: Field, prose_alike: float) -> Severity | None:
    """None when alike; prose gives W where its numbers differ or it was rewritten; all else E."""
    if field.amount is not None and twin.amount is not None:
        return None if field.amount.value == twin.amount.value else Severity.E
    a, b = fold_text(field.value), fold_text(twin.value)
    if _MARKS.sub("", a) == _MARKS.sub("", b):
        return None
    if field.kind in ("date", "month", "date_range"):
        ends = zip(a.split("/"), b.split("/"), strict=False)
        return None if all(x.startswith(y) or y.startswith(x) for x, y in ends) else Severity.E
    if field.kind == "longtext" or len(a) > _LONG:
        same_numbers = sorted(_NUMBER.findall(a)) == sorted(_NUMBER.findall(b))
        return None if same_numbers and fuzz.ratio(a, b) >= prose_alike else Severity.W
    return Severity.E


def _base(key: str) -> str:
    return re.sub(r"\[\d+\]", "", key)
