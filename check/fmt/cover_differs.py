"""FMT-02: the cover names another applicant or scene than the table inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from check.case import Agreed, Answer, Case, Skipped
from check.dates import read_days
from check.elig_s.scene_name import fold_scene
from check.fmt.place_differs import find_places_differ
from check.registry import rule
from check.spelling import fold_company, fold_text
from model.finding import Cause, Severity
from model.submission import Field

#: Words that the names of all factories and projects share.
GENERIC = re.compile(
    r"先进级|卓越级|基础级|领航级|智能|工厂|数字化|智慧|车间|项目|建设|改造|升级|协同|制造|生产|产线|生产线|示范|公司|有限|股份|甘肃|年产|基地|集成|全流程|一体化|新型|高端|绿色"
)


@rule("FMT-02")
def find_cover_differs(case: Case) -> Iterator[Answer]:
    for cover_key, table_key in case.param("pairs"):
        if case.form and not (case.spec(cover_key) and case.spec(table_key)):
            continue  # not on this form
        cover, table = case.field(cover_key), case.field(table_key)
        if cover is None or table is None:
            missing = cover_key if cover is None else table_key
            yield Skipped(f"“{case.label(missing)}”未填写或未读到，封面与表内未能对照。")
            continue
        if cover.place.path == table.place.path and (inner := named_alike(table)):
            table = inner
        severity = compare_names(cover.value, table.value, company=table_key == "company_name")
        if severity is None:
            yield Agreed()
            continue
        if case.is_scanned(cover.place) and is_misread(cover.value, table.value):
            yield Skipped(
                f"封面“{cover.value}”由图像识别，与表内“{table.value}”之差可能是识别所致，未作不一致。", Cause.UNSURE
            )
            continue
        if table_key == "company_name" and is_cut(cover.value, table.value):
            yield Skipped(
                f"封面“{cover.value}”止于表内“{table.value}”的词中，可能是换行后的字未读到，未作不一致。", Cause.UNSURE
            )
            continue
        yield case.finding(
            f"封面“{case.label(cover_key)}”为“{cover.value}”，表内“{case.label(table_key)}”为“{table.value}”，"
            "两处应当一致，请核实。",
            cover,
            table,
            severity=severity,
            expected=table.value,
            found=cover.value,
        )
    yield from find_factory_of_another(case)
    yield from find_places_differ(case)
    yield from find_days_differ(case)


def named_alike(company: Field) -> Field | None:
    """The name that stands elsewhere in a book without a form, whose cover told the company's: of the same root
    (玉门昌马电缆有限公司, 玉门昌马线缆有限公司), as a supplier's or an owner's would not be."""
    roots = pairs_of(GENERIC.sub(" ", fold_text(company.value)))
    other = next((r for r in company.rivals if len(pairs_of(GENERIC.sub(" ", fold_text(r.value))) & roots) > 1), None)
    return replace(company, value=other.value, text=other.value, place=other.place, rivals=()) if other else None


def find_factory_of_another(case: Case) -> Iterator[Answer]:
    """W where the factory of the cover and the project inside make nothing of the same name (先进级)."""
    cover, project = case.field("factory_name"), case.field("project_name")
    if cover is None or project is None:
        return
    one, two = (GENERIC.sub(" ", fold_text(field.value)) for field in (cover, project))
    company = case.field("company_name")
    own = pairs_of(fold_text(company.value)) if company else set[str]()  # 甲乙精细化工智能工厂 names the company alone
    alike = pairs_of(one) & pairs_of(two) or len(set(one) & set(two) - {" "}) > 1  # 绝缘电线, 电力电缆及线材
    if len(one.strip()) < 2 or len(two.strip()) < 2 or alike or pairs_of(one) <= own:
        yield Agreed()
        return
    yield case.finding(
        f"封面“{case.label(cover.key)}”为“{cover.value}”，表内“{case.label(project.key)}”为“{project.value}”，"
        "所指产品或工厂似不相同，请核实。",
        cover,
        project,
        severity=Severity.W,
        expected=project.value,
        found=cover.value,
    )


def pairs_of(name: str) -> set[str]:
    """Neighbouring signs of a name; a company's letters may stand in any order."""
    return {name[i : i + 2] for i in range(len(name) - 1) if " " not in name[i : i + 2]}


def find_days_differ(case: Case) -> Iterator[Answer]:
    """W where the commitment is dated more than `apart` days from the cover."""
    cover, signed = case.field("declare_date"), case.field("truth_date")
    one, two = (read_days(field.value) if field else None for field in (cover, signed))
    if cover is None or signed is None or one is None or two is None:
        return
    if max((one.first - two.last).days, (two.first - one.last).days) <= int(case.param("apart")):
        yield Agreed()
        return
    yield case.finding(
        f"封面申报日期为{cover.value}，真实性承诺日期为{signed.value}，两处相差较大，请核实。",
        cover,
        signed,
        severity=Severity.W,
        about=(cover.key, signed.key),
        expected=cover.value,
        found=signed.value,
    )


#: What every name of a company ends in.
LEGAL = re.compile(r"(?:有限责任公司|股份有限公司|有限公司)$")


#: Signs that no name has but as specks, strokes of a seal or a letter cut in half.
STRAY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")


def is_misread(cover: str, table: str) -> bool:
    """Whether a recognised name, over which seals are set, differs in stray signs alone, lacks one sign of the one
    inside, or has another in its legal form, where no firm is called so (有民责任公司)."""
    a, b = (STRAY.sub("", fold_company(name)) for name in (cover, table))
    extra = (at for at, sign in enumerate(a) if sign.isascii())
    if a == b or any(a[:at] + a[at + 1 :] == b for at in extra):
        return True
    end = LEGAL.search(b)
    if end is not None and len(a) < len(b) and a[:2] == b[:2] and not re.search(r"(?:公司|厂|集团|院|社|中心|所)", a):
        return True  # the end of the name was hardly read, so nor may be what stands before it
    if len(a) < len(b) <= len(a) + 1:
        return any(b[:at] + b[at + 1 :] == a for at in range(len(b)))
    form = LEGAL.search(b)
    wrong = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y] if len(a) == len(b) else []
    return form is not None and len(wrong) == 1 and wrong[0] >= form.start() and not LEGAL.search(a)


#: Where a line of the cover ends within the last word of a name: 有限责|任公司, 分公|司.
CUT = re.compile(r"(?:(?:有限|股份|责任|集团|分|总|子)(?:有限)?(?:责任?)?公?|厂?分|有)$")


def is_cut(cover: str, table: str) -> bool:
    """Whether the name on the cover stops where no name ends and the one inside goes on with the same word."""
    a, b = fold_company(cover), fold_company(table)
    return len(a) >= 4 and b.startswith(a) and len(b) - len(a) <= 5 and b.endswith("公司") and bool(CUT.search(a))


def compare_names(cover: str, table: str, company: bool) -> Severity | None:
    """None when alike; W when one holds the other or only 责任 differs; else E."""
    a, b = (fold_company(cover), fold_company(table)) if company else (fold_text(cover), fold_text(table))
    if not company:
        a, b = fold_scene(cover), fold_scene(table)
    if a == b:
        return None
    if company:
        return (
            Severity.W if a.replace("有限责任公司", "有限公司") == b.replace("有限责任公司", "有限公司") else Severity.E
        )
    return Severity.W if a in b or b in a else Severity.E
