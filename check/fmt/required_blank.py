"""FMT-03: fields that the form wants filled are empty. All blanks in one finding, the merely wanted ones in another;
W for those whose labels a form typed anew leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, Skipped
from check.dates import read_days
from check.explain import may_be_unread
from check.fold import EXCUSE
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause, Severity
from model.submission import Blank

#: What people write where there is nothing to say: an answer, though not a value.
NOTHING = re.compile(r"[/\\—\-]+|无|不适用|暂无|未涉及|不涉及")
#: Longer texts, and those with marks of a form to fill, are what the form prints.
SHORT = 12
HINT = re.compile(r"[□_＿:：（(]|以内|填写|年.*月|\*{2}|xx|XX")
UNCOUNTED_KINDS = ("signature", "file", "picture")


@rule("FMT-03")
def find_required_blank(case: Case) -> Iterator[Answer]:
    unread = case.unread
    must, should, bare = list[Blank](), list[Blank](), list[Blank]()
    skipped, chapters, glimpsed = False, chapters_of_another(case), list[Blank]()
    for blank in case.submission.blanks:
        spec = case.spec(blank.key)
        if (
            spec is None
            or spec.required == "O"
            or spec.kind in UNCOUNTED_KINDS
            or blank.key.startswith(tuple(case.param("left_to_others")))
        ):
            continue
        if is_before_founding(case, blank.key) or is_unnamed(case, blank.key):
            continue
        if may_be_unread(case, blank):
            skipped = True
            continue
        if blank.seen:
            glimpsed.append(blank)
            continue
        nothing = NOTHING.fullmatch(fold_text(blank.text)) is not None
        if blank.key in chapters:
            bare.append(blank)
        elif spec.required == "R" and not nothing and spec.key not in case.param("lenient"):
            must.append(blank)
        elif spec.required == "R" or not nothing:
            should.append(blank)
    if skipped and unread:
        yield Skipped(unread, Cause.UNREADABLE)
    if glimpsed:
        yield Skipped(say_glimpsed(case, glimpsed), Cause.UNSURE)
    if lacking := [blank for blank in (*must, *should) if blank.lacking]:
        rows = [blank for blank in must if blank.lacking]
        must, should = ([blank for blank in kept if not blank.lacking] for kept in (must, should))
        yield case.finding(
            f"申报书未按现行表格填写，表内缺少{len(lacking)}个栏目：{name_all(case, lacking)}，"
            "应按现行表格补填，请核实。",
            *lacking,
            severity=Severity.W if rows else Severity.I,
            tags=(EXCUSE,) if is_seen(case, lacking) else (),
            found="",
            expected="已填写",
        )
    if must:
        must += bare
        seen = is_seen(case, must)
        yield case.finding(
            f"必填项{len(must)}处为空：{name_all(case, must)}，应补填，请核实。",
            *must,
            severity=Severity.W if seen else None,
            tags=("ocr", EXCUSE) if seen else (),
            found="",
            expected="已填写",
        )
    if should:
        yield case.finding(
            f"应填项{len(should)}处为空：{name_all(case, should)}，如不适用请注明，请核实。",
            *should,
            severity=Severity.I if is_choice(case, should) else Severity.W,
            tags=(EXCUSE,) if is_seen(case, should) else (),
            found="",
            expected="已填写或注明不适用",
        )


def say_glimpsed(case: Case, blanks: list[Blank]) -> str:
    """What was not read, with the words that stand in the book: they may be the answer."""
    told = "；".join(f"{case.label(b.key) or b.label}（“{b.seen.text.strip()[:30]}”）" for b in blanks if b.seen)
    return f"{told}：书中有此字样并有内容，未能读作该项，请查看原件。"


def chapters_of_another(case: Case) -> frozenset[str]:
    """The chapters of which the rule on chapters speaks where nothing else is missing: they are told once."""
    other = case.reference.rule(str(case.param("chapters_rule")))
    if other is None or case.form is None or case.form.id not in other.forms:
        return frozenset()
    parts = (part for part in case.form.parts if part.layout == "chapters")
    return frozenset(spec.key for part in parts for spec in part.fields if spec.required == "R")


def is_seen(case: Case, blanks: list[Blank]) -> bool:
    """Whether all stand on pictures of pages: what those do not give may be there. A person looks first."""
    return all(case.is_scanned(b.place) or (not b.printed and bool(case.scanned)) for b in blanks)


def is_choice(case: Case, blanks: list[Blank]) -> bool:
    """Whether all are indicators that the form prints without a star, and most of such indicators are filled: the
    applicant fills those that the scene has."""
    prefix = str(case.param("indicators"))
    specs = [case.spec(blank.key) for blank in blanks]
    plain = all(spec is not None and spec.required == "S" and spec.key.startswith(prefix) for spec in specs)
    return plain and len(blanks) <= len(case.submission.like(prefix)) // 3


def is_unnamed(case: Case, key: str) -> bool:
    """The name of an accident that is ticked: FMT-20 asks for it."""
    accident = case.field("accident_3y")
    return key == "accident_name" and accident is not None and accident.value == "是" and len(accident.ticked) <= 1


def name_all(case: Case, blanks: list[Blank]) -> str:
    """The printed names, each once, with what was typed in place of an answer (见附表)."""
    return "、".join(
        dict.fromkeys(
            (case.label(blank.key) or blank.label) + (f"（填“{typed}”）" if (typed := typed_in(blank)) else "")
            for blank in blanks
        )
    )


def typed_in(blank: Blank) -> str:
    """A short text that is no value; not the form's own hint."""
    said = fold_text(blank.text).strip()
    return said if re.search(r"[\u4e00-\u9fff]", said) and len(said) <= SHORT and not HINT.search(said) else ""


def is_before_founding(case: Case, key: str) -> bool:
    """A column of a year in which the company did not exist yet may stay empty."""
    year, founded = re.search(r"\[(\d{4})\]$", key), case.field("founded_date")
    days = read_days(founded.value) if founded else None
    return bool(year and days and int(year[1]) < days.first.year)
