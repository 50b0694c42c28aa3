"""I-08: one credit code under two names, or one name with two codes, in a batch and in the archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from check.batch import BatchCase, company_code
from check.case import Agreed, Answer, Case, NotChecked
from check.registry import batch_rule
from check.spelling import fold_company, fold_text
from model.archive import Award
from model.finding import Severity
from model.submission import Field

FORMER = re.compile(r"更名|原名|曾用名|[(（]原|前身|改制|变更(?:为|名称)")


@batch_rule("I-08")
def find_code_shared(batch: BatchCase) -> Iterator[Answer]:
    """E; I where a renaming explains it: the book tells of one, or the archive knows the code under an older name."""
    cases = [case for case in batch.cases() if company_code(case) and case.field("company_name")]
    looked = False
    for one, two in combinations(cases, 2):
        if one.submission.id == two.submission.id:
            continue
        looked = True
        yield compare(one, two)
    for case in cases:
        for award in batch.archive.awards if batch.archive else ():
            if answer := compare_award(case, award):
                looked = True
                yield answer
    if not looked:
        raise NotChecked("本批次没有两份可比的企业名称和信用代码，也没有档案可以对照，未核对。")


def compare(one: Case, two: Case) -> Answer:
    """Two books of the batch."""
    (a, x), (b, y) = identity(one), identity(two)
    same_code = company_code(one) == company_code(two)
    same_name = fold_company(a.value) == fold_company(b.value)
    if same_code is same_name:
        return Agreed()
    pair = f"“{one.submission.name}”与“{two.submission.name}”"
    if same_name:
        return two.finding(
            f"{pair}的企业名称同为“{b.value}”，信用代码为{x.value}和{y.value}，请核实。", a, x, b, y, about=(y.key,)
        )
    renamed = tells_renaming(one, b.value) or tells_renaming(two, a.value)
    ask = "请核实（是否更名）" if renamed else "请核实"
    return two.finding(
        f"{pair}的信用代码同为{y.value}，企业名称为“{a.value}”和“{b.value}”，{ask}。",
        a,
        x,
        b,
        y,
        severity=Severity.I if renamed else None,
        about=(b.key,),
    )


def compare_award(case: Case, award: Award) -> Answer | None:
    """A book and a row of the archive; None where they are two companies or the row has no code of 18 characters."""
    name, code = identity(case)
    filed = fold_text(award.uscc).upper()
    same_name = fold_company(award.company) == fold_company(name.value)
    if len(filed) != 18 or not (same_name or filed == company_code(case)):
        return None
    if same_name and filed == company_code(case):
        return Agreed()
    if same_name:
        return case.finding(
            f"“{name.value}”填信用代码{code.value}，档案中同名企业的代码为{award.uscc}，请核实。",
            code,
            award.place,
            about=(code.key,),
            expected=award.uscc,
            found=code.value,
        )
    return case.finding(
        f"信用代码{code.value}在档案中的企业名称为“{award.company}”，本次填“{name.value}”，请核实（是否更名）。",
        name,
        award.place,
        severity=Severity.I,
        about=(name.key,),
        expected=award.company,
        found=name.value,
    )


def identity(case: Case) -> tuple[Field, Field]:
    """The cells of name and code."""
    name = case.need("company_name")
    code = next(f for key in ("uscc", "org_code") if (f := case.field(key)) and len(fold_text(f.value)) == 18)
    return name, code


def tells_renaming(case: Case, other: str) -> bool:
    """Whether the book names the other company beside a word of renaming."""
    bare = fold_company(other)
    texts = [passage.text for passage in case.prose()] + [case.need("company_name").text]
    return any(bare in fold_text(text) and FORMER.search(text) for text in texts)
