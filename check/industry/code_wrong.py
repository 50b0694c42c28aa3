"""IND-01, IND-02: an industry code that does not exist, has another name, or does not descend from the one above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.industry.told_industry import told_industry
from check.industry.written import CODED, written_industry
from check.once import Same, kept
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause, Finding, Severity
from model.submission import Field

#: fuzz.ratio from which two industry names are the same one, shortened or misspelt.
ALIKE = 60


@rule("IND-01")
def find_code_wrong(case: Case) -> Iterator[Answer]:
    seen = False
    yield from find_text_wrong(case)
    for key in case.param("fields"):
        field = case.field(key)
        if field is None:
            continue
        seen = True
        code, name = split_industry(field)
        if not code:
            yield Skipped(f"“{case.label(key)}”填“{field.value}”，没有行业代码，未核对。", Cause.AMBIGUOUS)
            continue
        industry = case.reference.industries.get(code)
        if industry is None:
            yield case.finding(
                f"“{case.label(key)}”填“{field.value}”，GB/T 4754-2017中没有代码{code}，应填现行代码，请核实。",
                field,
                expected="GB/T 4754-2017所列代码",
                found=code,
            )
        elif name and (not same_name(name, industry.name) or is_another(case, name, code)):
            yield case.finding(
                f"“{case.label(key)}”填“{field.value}”，GB/T 4754-2017中{code}为“{industry.name}”，"
                "代码与名称不一致，请核实。",
                field,
                expected=f"{code}{industry.name}",
                found=field.value,
            )
        else:
            yield Agreed()
    if not seen and case.field("industry_text") is None and told_industry(case) is None:
        raise NotChecked("行业未填写或未读到，无法核对。")


def find_text_wrong(case: Case) -> Iterator[Answer]:
    """The codes with names of a cell that takes the whole industry in one (制造业-38电气…-382输配电…)."""
    own = written_industry(case)
    prose = told_industry(case)
    told = own is None and not any(case.field(key) for key in case.param("fields"))
    if not told and prose is not None:
        yield from (one for one in weigh_coded(case, prose, True) if isinstance(one, Finding))
    field = prose if told else own
    if field is not None:
        yield from weigh_coded(case, field, told)


def weigh_coded(case: Case, field: Field, told: bool) -> Iterator[Answer]:
    """Each code of the text against its name; `told`: it stands in the prose."""
    coded = list(CODED.finditer(fold_text(field.text or field.value)))
    if not coded:
        yield Skipped(f"“{case.label('industry_text')}”填“{field.value}”，没有行业代码，未核对。", Cause.AMBIGUOUS)
    for hit in coded:
        industry = case.reference.industries.get(hit["code"])
        wrong = industry is not None and is_another(case, hit["name"], hit["code"])
        if industry is not None and same_name(hit["name"], industry.name) and not wrong:
            yield Agreed()
            continue
        right = f"{hit['code']}为“{industry.name}”，代码与名称不一致" if industry else f"没有代码{hit['code']}"
        yield case.finding(
            f"{'书中称' if told else say_label(case)}“{hit[0]}”，GB/T 4754-2017中{right}，请核实。",
            field,
            severity=Severity.W if told else None,
            expected=f"{hit['code']}{industry.name}" if industry else "GB/T 4754-2017所列代码",
            found=hit[0],
        )


@rule("IND-02")
def find_hierarchy_broken(case: Case) -> Iterator[Answer]:
    if whole := written_industry(case):
        yield from find_steps_broken(case, whole)
        return
    if case.spec("industry_major") is None and (told := told_industry(case)):
        yield from find_steps_broken(case, told, told=True)
        return
    section = case.field("industry_section")
    major, mid = case.need("industry_major"), case.field("industry_mid")
    if mid is None and section is None:
        mid = case.need("industry_mid")
    high, low = split_industry(major)[0], split_industry(mid)[0] if mid else ""
    if not high or (mid and not low):
        raise NotChecked("行业大类或中类没有代码，无法核对层级。", Cause.AMBIGUOUS)
    if mid and not low.startswith(high[:2]):
        yield case.finding(
            f"行业大类填“{major.value}”，行业中类填“{mid.value}”，中类代码前两位应为大类代码，两者不一致，请核实。",
            major,
            mid,
            expected=high[:2],
            found=low[:2],
        )
    small = case.field("industry_small")
    last = split_industry(small)[0] if small else ""
    if small and mid and len(low) == 3 and len(last) == 4 and low.startswith(high[:2]) and not last.startswith(low):
        yield case.finding(
            f"行业中类填“{mid.value}”，行业小类填“{small.value}”，小类代码前三位应为中类代码，两者不一致，请核实。",
            mid,
            small,
            expected=low,
            found=last[:3],
        )
    industry = case.reference.industries.get(high[:2])
    if section is None or industry is None:
        return
    letter, name = split_section(section)
    official = case.reference.industries.get(industry.section)
    if letter and letter != industry.section:
        wrong = True
    else:
        wrong = bool(not letter and name and official and not same_name(name, official.name))
    if wrong:
        right = f"{industry.section}{official.name if official else ''}"
        yield case.finding(
            f"行业门类填“{section.value}”，行业大类“{major.value}”属于门类“{right}”，两者不一致，请核实。",
            section,
            major,
            expected=right,
            found=section.value,
        )


def say_label(case: Case) -> str:
    return f"“{case.label('industry_text')}”填"


def find_steps_broken(case: Case, field: Field, told: bool = False) -> Iterator[Answer]:
    """One cell names 门类, 大类, 中类 (and 小类) one behind the other, with codes or by their names alone."""
    steps = steps_of(case, field.text or field.value)
    apart = section_apart(case, field, steps, told)
    if apart:
        yield apart
    if len(steps) < 2 and apart:
        return
    if len(steps) < 2:
        raise NotChecked(f"“{case.label(field.key)}”填“{field.value}”，没有可核对的行业层级。", Cause.AMBIGUOUS)
    for (high, above), (low, below) in pairwise(steps):
        if len(high) >= len(low) or low.startswith(high):
            yield Agreed()
            continue
        right = case.reference.industries.get(low[: len(high)])
        yield case.finding(
            f"{'书中称' if told else say_label(case)}“{field.value}”，其中“{below}”（{low}）不属于“{above}”（{high}）"
            f"{f'，而属于{right.code}{right.name}' if right else ''}，请核实。",
            field,
            severity=Severity.W if told else None,
            expected=high,
            found=low,
        )


def section_apart(case: Case, field: Field, steps: list[tuple[str, str]], told: bool) -> Finding | None:
    """The name of a 门类 ahead of the first 大类 that is not of it: 采矿业-非金属矿物制品业."""
    industries = case.reference.industries
    sections = {fold_text(one.name): code for code, one in industries.items() if one.level == "门类"}
    head = re.split(r"[-—–/>→|,，;；\s]+", fold_text(field.text or field.value))[0]
    letter = sections.get(re.sub(r"^[A-T](?![A-Za-z])", "", head), "")
    own = industries.get(steps[0][0][:2]) if steps else None
    if not letter or own is None or own.section == letter:
        return None
    right = industries.get(own.section)
    return case.finding(
        f"{'书中称' if told else say_label(case)}“{field.value}”，其中“{steps[0][1]}”不属于“{head}”"
        f"{f'，而属于{right.code}{right.name}' if right else ''}，请核实。",
        field,
        severity=Severity.W if told else None,
        expected=right.name if right else own.section,
        found=head,
    )


@kept(4)
def _by_name(key: Same) -> dict[str, str]:
    return {fold_text(one.name): code for code, one in key.parts[0].items() if code.isdigit()}


def steps_of(case: Case, text: str) -> list[tuple[str, str]]:
    """(code, piece) of every printed level that is known, 门类 left out."""
    industries = case.reference.industries
    by_name = _by_name(Same(industries))
    found = list[tuple[str, str]]()
    for piece in re.split(r"[-—–/>→|,，;；\s]+", fold_text(text)):
        code = re.search(r"(?<!\d)[A-T]?(\d{2,4})(?!\d)", piece)
        known = code[1] if code else by_name.get(piece, "")
        if known and known in industries:
            found.append((known, piece))
    return found


def split_industry(field: Field) -> tuple[str, str]:
    """301-水泥、石灰和石膏制造 or C301水泥… → (code, name); either may be empty."""
    said = fold_text(field.text or field.value)
    match = re.search(r"(?<!\d)(\d{2,4})(?!\d)", said)
    name = re.sub(r"[A-T]?\d{2,4}|[()\-:、,/]|行业(?:门|大|中|小)类|代码|名称|\+", "", said)
    return (match[1] if match else ""), name


def split_section(field: Field) -> tuple[str, str]:
    """C制造业 or C-制造业 or 制造业 → (letter, name)."""
    said = fold_text(field.value)
    match = re.match(r"([A-T])(?![A-Za-z])", said)
    name = re.sub(r"^[A-T]|[()\-:]|[A-T]$", "", said)
    return (match[1] if match else ""), name


def is_another(case: Case, printed: str, code: str) -> bool:
    """Whether the printed name is, letter by letter, that of another code of the same level (1515-白酒制造)."""
    said = fold_text(printed).removesuffix("业")
    industries = case.reference.industries
    own = industries.get(code)
    if own is None or fold_text(own.name).removesuffix("业") == said:
        return False
    return any(
        len(other) == len(code) and fold_text(one.name).removesuffix("业") == said
        for other, one in industries.items()
        if other != code
    )


def same_name(printed: str, official: str) -> bool:
    a, b = (re.sub(r"[、,和及业的]", "", fold_text(name)) for name in (printed, official))
    return bool(a) and (a in b or b in a or fuzz.ratio(a, b) >= ALIKE)
