"""QUOTA-05: more scenes, 基础级 or 先进级 recommended than the province's notice of the year lets, where it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from check.apply.too_many import anchor, compare_quota
from check.batch import BatchCase
from check.case import Answer, Case, NotApplicable, NotChecked
from check.lookup import carrier_of
from check.registry import batch_rule, rule
from model.finding import Cause, Finding, Severity
from model.place import Place
from model.reference import Reference
from model.submission import Field

#: The carriers that the province gives by itself, and the list in which they are recommended.
OWN, TABLE = ("优秀场景", "基础级", "先进级"), "GS-06"


@rule("QUOTA-05")
def find_notice_unread(case: Case) -> Iterator[Answer]:
    """A person looks up the notice unless the regime tells its numbers: then the batch is held against them."""
    if told_quotas(case.reference):
        raise NotApplicable("本规则就整批材料核对，结果见批次核对。")
    raise NotChecked(f"需人工核对：{case.rule.look_at}", Cause.MANUAL)


@batch_rule("QUOTA-05")
def find_over_notice(batch: BatchCase) -> Iterator[Answer]:
    """B for more rows of 附件6, or more books, of a carrier than its quota."""
    quotas = told_quotas(batch.reference)
    if not quotas:
        raise NotApplicable("本评审口径没有写明年度通知的推荐数量。")
    for carrier in quotas:
        for table in batch.cases(TABLE):
            title = f"《{table.form.title if table.form else '推荐表'}》"
            if rows := list(rows_of(table, carrier)):
                yield from hold(batch, carrier, rows, title)
        books = {case.submission.id: case for case in batch.cases() if case.carrier == carrier}
        if books:
            yield from hold(
                batch, carrier, [anchor(one, "company_name", "applicant") for one in books.values()], "本批"
            )


def hold(batch: BatchCase, carrier: str, spots: list[Field | Place], where: str) -> Iterator[Answer]:
    for answer in compare_quota(batch, carrier, spots, where):
        yield replace(answer, severity=Severity.B) if isinstance(answer, Finding) else answer


def told_quotas(reference: Reference) -> list[str]:
    """The carriers of the province's own for which the regime tells a number."""
    return [name for name in OWN if (term := reference.law.term("quota", name)) and term.value is not None]


def rows_of(table: Case, carrier: str) -> Iterator[Field | Place]:
    """One cell for each filled row of the list whose 申报类型 is this carrier."""
    for n in table.rows("rows"):
        kind = table.field(f"rows[{n}].apply_type")
        if kind and len(kind.ticked) < 2 and carrier_of((*kind.ticked, kind.value)[0]) == carrier:
            yield table.field(f"rows[{n}].name_project") or kind
