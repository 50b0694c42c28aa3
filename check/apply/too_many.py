"""APP-01, APP-02, ELIG-C-12, APP-07, QUOTA-01, QUOTA-02 over a batch: too many books, carriers or recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from check.apply.history import need_history
from check.batch import BatchCase, company_name
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, Skipped
from check.lookup import carrier_of
from check.registry import batch_rule
from check.rows import single_out
from check.spelling import fold_text
from model.finding import Cause, Finding, Severity
from model.place import Place
from model.submission import Field
from model.text import squash

BOOKS = ("GS-02", "GS-03", "GS-04")
TABLE = "GS-06"
LISTS = {"卓越级": ("GS-13", "FJ-03"), "领航级": ("FJ-05",)}


@batch_rule("APP-01")
def find_too_many_scenes(batch: BatchCase) -> Iterator[Answer]:
    """B for more scene books of one applicant in one year than the law lets; two versions of one book count once."""
    term = batch.reference.law.term("scenes_a_year", "优秀场景")
    if term is None or term.value is None:
        raise NotApplicable("本评审口径没有场景数量的规定。")
    for cases in batch.by_company("GS-02").values():
        years: dict[str, list[Case]] = {}
        for case in apart(cases):
            years.setdefault(case.day[:4], []).append(case)
        for year, books in years.items():
            if len(books) <= int(term.value):
                yield Agreed()
                continue
            yield books[0].finding(
                f"“{shown_name(books[0])}”{f'{year}年' if year else ''}申报优秀场景{len(books)}个"
                f"（{'、'.join(scene_of(c) for c in books)}），"
                f"{term.source}规定不超过{term.value}个，请核实。",
                *(anchor(c, "scene_name", "company_name") for c in books),
                about=(),
                expected=f"≤{term.value}个",
                found=f"{len(books)}个",
            )


@batch_rule("ELIG-C-12")
def find_several_carriers(batch: BatchCase) -> Iterator[Answer]:
    yield from several_carriers(batch)


@batch_rule("APP-02")
def find_several_first(batch: BatchCase) -> Iterator[Answer]:
    """As ELIG-C-12 for those that the archive does not know: one cause, so a remark that names it."""
    if batch.archive is None:
        raise NotChecked("未导入历年认定与奖励档案，不能判断是否首次申报；同批多种载体见ELIG-C-12。", Cause.OUTSIDE)
    yield from several_carriers(batch, first=True)


def several_carriers(batch: BatchCase, first: bool = False) -> Iterator[Answer]:
    """Companies with books of more than one carrier of the law's free choice."""
    term = batch.reference.law.term("first_choice")
    if term is None:
        raise NotApplicable("本评审口径没有任选一种载体的规定。")
    for cases in by_books_and_rows(batch).values():
        if first and need_history(cases[0]):
            continue
        if len({id(case.submission.papers) for case in cases if case.row}) == 1 and all(case.row for case in cases):
            continue  # rows of one table: told with the table
        last = max(case.day[:4] for case in cases)  # a book of an earlier year lies beside as an annex
        now = [case for case in cases if case.day[:4] in ("", last)]
        carriers = {carrier: case for case in now for carrier in carriers_of(case) if carrier in term.value}
        if len(carriers) < 2:
            yield Agreed()
            continue
        yield one_finding(
            cases[0],
            f"“{shown_name(cases[0])}”在同一批中申报{'、'.join(carriers)}，{term.source}规定首次申报从{'、'.join(term.value)}中任选一个，请核实。",
            [anchor(case, "company_name", "applicant") for case in carriers.values()],
            Severity.I if first else None,
            f"1种{'（见ELIG-C-12）' if first else ''}",
            "、".join(carriers),
        )


def by_books_and_rows(batch: BatchCase) -> dict[str, list[Case]]:
    """Books and rows of 附件6 of one applicant together; a row is a case of its own, with `applicant` its company."""
    found = batch.by_company(*BOOKS)
    names = {company_name(case): key for key, cases in found.items() for case in cases}
    for table in batch.cases(TABLE):
        for n in table.rows("rows"):
            cell = table.field(f"rows[{n}].name_project")
            if cell is None:
                continue
            said = first_company(cell.value)
            known = next((key for name, key in names.items() if name and squash(cell.value).startswith(name)), None)
            alone = single_out(table.submission, n)
            own = (*alone.fields, replace(cell, key="applicant", value=said))
            row = replace(table, submission=replace(alone, fields=own), row=n)
            found.setdefault(known or squash(said), []).append(row)
    return found


def first_company(text: str) -> str:
    """The company at the head of 企业名称及项目名称: up to the line's end, a blank or the end of its legal name."""
    head = re.split(r"[\n\s；;、/]", text.strip())[0]
    match = re.match(
        r".{2,}?(?:有限责任公司|股份有限公司|有限公司|集团公司|总公司|公司|集团|厂)(?:[（(][^（()）]*[)）])?", head
    )
    return match[0] if match else head


def carriers_of(case: Case) -> tuple[str, ...]:
    """What a book, or a row of 附件6 (one box ticked), applies for."""
    kind = case.field("apply_type") if case.row else None
    if kind is None:
        return (case.carrier,)
    return tuple(carrier_of(one) for one in (kind.ticked or (kind.value,))) if len(kind.ticked) < 2 else ()


@batch_rule("APP-07")
def find_scene_twice(batch: BatchCase) -> Iterator[Answer]:
    """W for the same scene twice in a batch, unless the instances name different lines."""
    for cases in batch.by_company("GS-02").values():
        seen: dict[str, Case] = {}
        for case in {c.submission.id: c for c in cases}.values():
            scene = fold_text(scene_of(case)).removesuffix("场景")
            other = seen.setdefault(scene, case)
            if not scene or other is case or lines(case) & lines(other) != lines(case) | lines(other):
                yield Agreed()
                continue
            yield case.finding(
                f"“{shown_name(case)}”的两份申报书均申报场景“{scene_of(case)}”，请核实是否同一产线的同一场景。",
                anchor(other, "scene_name", "company_name"),
                anchor(case, "scene_name", "company_name"),
                about=(),
                expected="不同的场景或产线",
                found=scene_of(case),
            )


@batch_rule("QUOTA-01", "QUOTA-02")
def find_over_quota(batch: BatchCase) -> Iterator[Answer]:
    """B when a recommendation list (or the batch's own books) of the carrier is longer than the quota."""
    carrier = str(batch.rule.params["carrier"])
    books: list[Case] = []
    for case in batch.cases():
        if case.submission.form in LISTS[carrier]:
            yield from compare_quota(
                batch, carrier, list(rows_of(case)), f"《{case.form.title if case.form else '推荐表'}》"
            )
        elif case.carrier == carrier:
            books.append(case)
    if books:
        spots = [anchor(case, "company_name", "applicant") for case in books]
        yield from compare_quota(batch, carrier, spots, "本批")
    elif not any(case.submission.form in LISTS[carrier] for case in batch.cases()):
        raise NotApplicable(f"本批没有{carrier}的申报书或推荐汇总表。")


def compare_quota(batch: BatchCase, carrier: str, spots: list[Field | Place], where: str) -> Iterator[Answer]:
    term = batch.reference.law.term("quota", carrier)
    steps = batch.reference.law.term("quota_steps", carrier)
    most = max((int(step[1]) for step in steps.value), default=0) if steps and steps.value else 0
    if (term is None or term.value is None) and 0 < most < len(spots):
        yield one_finding(
            next(batch.cases()),
            f"{where}推荐{carrier}{len(spots)}个，各档推荐数量最多为{most}个，应压减，请核实。",
            spots,
            None,
            f"≤{most}个",
            f"{len(spots)}个",
        )
    elif term is None or term.value is None:
        note = term.note if term else "本评审口径没有推荐数量"
        yield Skipped(f"{where}{carrier}{len(spots)}个；{note}，请人工核对推荐数量。", Cause.OUTSIDE)
    elif len(spots) <= int(term.value):
        yield Agreed(f"{where}{carrier}{len(spots)}个，限{term.value}个")
    else:
        case = next(batch.cases())
        yield one_finding(
            case,
            f"{where}推荐{carrier}{len(spots)}个，限{term.value}个（{term.note or term.source}），应压减，请核实。",
            spots,
            None,
            f"≤{term.value}个",
            f"{len(spots)}个",
        )


def apart(cases: list[Case]) -> list[Case]:
    """One case for each scene: books of the same scene on the same lines are versions of one another (see APP-07)."""
    found: dict[tuple[str, frozenset[str]], Case] = {}
    for case in cases:
        scene = fold_text(scene_of(case)).removesuffix("场景") or case.submission.id
        found.setdefault((scene, frozenset(lines(case))), case)
    return list(found.values())


def one_finding(
    case: Case, message: str, spots: list[Field | Place], severity: Severity | None, expected: str, found: str
) -> Finding:
    return case.finding(message, *spots, severity=severity, about=(), expected=expected, found=found)


def rows_of(case: Case) -> Iterator[Field]:
    """One cell for each filled row of a list."""
    for n in case.rows("rows"):
        field = next(iter(case.submission.like(f"rows[{n}].")), None)
        if field is not None:
            yield field


def anchor(case: Case, *keys: str) -> Field | Place:
    """What is shown of a book: the first of these fields, any field, or the file itself."""
    field = next((f for key in keys if (f := case.field(key))), None) or next(iter(case.submission.fields), None)
    return field or Place(case.submission.papers[0].file, "para1")


def shown_name(case: Case) -> str:
    field = case.field("company_name") or case.field("applicant")
    return field.value if field else case.submission.name


def scene_of(case: Case) -> str:
    field = case.field("scene_name")
    return field.value if field else ""


def lines(case: Case) -> set[str]:
    return {fold_text(f.value) for f in case.submission.like("t2[", "].instance_name")}
