"""L-03: a figure far from those of the peers: applicants of the same 大类 for the same carrier."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from check.batch import BatchCase, company_code, company_name
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.registry import batch_rule
from check.show import show_field, show_plain
from check.spelling import fold_text
from model.finding import Cause
from model.submission import Field

NORMAL = Decimal("0.6745")


@batch_rule("L-03")
def find_peer_outlier(batch: BatchCase) -> Iterator[Answer]:
    """Robust z = 0.6745·(x − median) ÷ MAD over at least `fewest` companies, one figure each; beyond `limit` W."""
    groups: dict[tuple[str, str], dict[str, Case]] = {}
    for case in batch.cases():
        major = major_of(case)
        company = company_code(case) or company_name(case)
        if major and company and case.carrier:
            groups.setdefault((major, case.carrier), {}).setdefault(company, case)
    fewest, most, limit = int(batch.rule.params["fewest"]), 0, Decimal(str(batch.rule.params["limit"]))
    for (_, carrier), peers in groups.items():
        most = max(most, len(peers))
        if len(peers) < fewest:
            continue
        for key in batch.rule.params["keys"]:
            told = [(case, field) for case in peers.values() if (field := last_of(case, key))]
            if len(told) >= fewest:
                yield from judge(told, carrier, limit)
    if most < fewest:
        raise NotChecked(
            f"样本不足：同一大类、同一载体的申报企业最多{most}家，不足{fewest}家，未与同行比较。", Cause.MISSING
        )


def judge(told: list[tuple[Case, Field]], carrier: str, limit: Decimal) -> Iterator[Answer]:
    """Each company against all; peers that are (nearly) all equal give no scale."""
    values = [value_of(field) for _, field in told]
    middle = median(values)
    spread = median(abs(value - middle) for value in values)
    label = told[0][0].label(told[0][1].key)
    if spread == 0:
        yield Skipped(f"“{label}”各企业数值多数相同，未与同行比较。", Cause.INCOMPARABLE)
        return
    for case, field in told:
        value = value_of(field)
        z = NORMAL * (value - middle) / spread
        if abs(z) <= limit:
            yield Agreed()
            continue
        below = sum(other < value for other in values)
        share = round(Decimal(100 * below) / max(1, len(values) - 1))
        major = case.need("industry_major").value
        yield case.finding(
            f"“{case.submission.name}”{case.label(field.key)}填{show_field(field)}，同为“{major}”申报{carrier}的{len(values)}家企业"
            f"中位数为{show_plain(round(middle, 2))}，高于其中{show_plain(Decimal(share))}%的企业，"
            f"偏离较大（稳健z值{show_plain(round(z, 1))}），请核实。",
            field,
            found=show_plain(round(z, 2)),
        )


def last_of(case: Case, key: str) -> Field | None:
    """The field, or that of its last year, where it carries a number."""
    series = case.series(key)
    field = series[max(series)] if series else case.field(key)
    return field if field and field.amount is not None else None


def value_of(field: Field) -> Decimal:
    return field.amount.value if field.amount else Decimal(0)


def major_of(case: Case) -> str:
    """The two digits of the 大类, "" unknown."""
    field = case.field("industry_major")
    digits = fold_text(field.value)[:2] if field else ""
    return digits if digits.isdecimal() and len(digits) == 2 else ""
