"""I-01, I-02, I-03: the credit code has not the form, the check digit or the category of an enterprise's code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.identity.codes import USCC_FORM, fold_code, repair_uscc, uscc_digit
from check.registry import rule
from check.spelling import fold_company
from model.finding import Cause, Severity
from model.submission import Field


@rule("I-01")
def find_uscc_form(case: Case) -> Iterator[Answer]:
    field, code = need_uscc(case)
    if USCC_FORM.fullmatch(code):
        return
    if right := repair_uscc(code):
        yield case.finding(
            f"“{case.label(field.key)}”填“{code}”，含代码不使用的字母，是否应为“{right}”，请核实。",
            field,
            severity=Severity.W,
            tags=("lookalike",),
            expected=right,
            found=code,
        )
        return
    why = (
        f"共{len(code)}位，应为18位"
        if len(code) != 18
        else "不符合编码规则（不使用I、O、S、V、Z，前8位为登记部门、类别和行政区划）"
    )
    yield case.finding(
        f"“{case.label(field.key)}”填“{code}”，{why}，请核实。", field, expected="18位、符合GB 32100-2015", found=code
    )


@rule("I-02")
def find_uscc_digit(case: Case) -> Iterator[Answer]:
    field, code = need_uscc(case)
    need_form(code)
    yield from compare_digit(case, field, f"填“{code}”，按GB 32100-2015由前17位", code, uscc_digit(code))


@rule("I-03")
def find_uscc_category(case: Case) -> Iterator[Answer]:
    field, code = need_uscc(case)
    need_form(code)
    sound, name = uscc_digit(code) == code[-1], case.field("company_name") or case.field("applicant")
    for category, kind in case.param("named").items():
        if name and sound and code[:2] != category and re.search(kind["name"], fold_company(name.value)):
            yield case.finding(
                f"“{case.label(field.key)}”前两位为“{code[:2]}”，而单位名称为“{name.value}”，{kind['called']}的代码应以"
                f"{category}开头，请核实登记类别。",
                field,
                name,
                expected=category,
                found=code[:2],
            )
            return
    if code[:2] not in case.param("usual"):
        called = case.param("called").get(code[:2], "")
        yield case.finding(
            f"“{case.label(field.key)}”前两位为“{code[:2]}”{f'（{called}）' if called else ''}，企业代码应以"
            f"{'、'.join(case.param('usual'))}开头，请核实登记类别和是否属申报范围。",
            field,
            expected="、".join(case.param("usual")),
            found=code[:2],
        )


def compare_digit(case: Case, field: Field, said: str, code: str, right: str) -> Iterator[Answer]:
    """A finding when the last character of a code is not the one that the others ask for."""
    if right != code[-1]:
        yield case.finding(
            f"“{case.label(field.key)}”{said}推算末位（校验码）应为“{right}”，现为“{code[-1]}”，不一致，请核实。",
            field,
            expected=right,
            found=code[-1],
        )


def need_uscc(case: Case) -> tuple[Field, str]:
    """The credit code of the book: its own field, or 18 characters in the field for the organisation code."""
    field = case.field("uscc")
    if field is None:
        other = case.field("org_code")
        if other is None or len(fold_code(other.value)) < 15:
            raise case.lack("uscc", "org_code", name="统一社会信用代码")
        field = other
    return field, fold_code(field.value)


def need_form(code: str) -> None:
    if not USCC_FORM.fullmatch(code):
        raise NotChecked(f"统一社会信用代码“{code}”形式不符，无法继续核对，见I-01。", Cause.DEPENDS)
