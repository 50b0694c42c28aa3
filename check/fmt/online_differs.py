"""FMT-25: what the platform printed of the same application (线上填报导出) against the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, Skipped
from check.finance.columns import facts
from check.paper_name import name_paper
from model.finding import Cause
from model.submission import Field

_SUM = re.compile(r"(?P<n>\d[\d,，]*(?:\.\d+)?)\s*(?:万元|个)?")
_FORMS = {
    "investment": _SUM,
    "main_revenue": _SUM,
    "scene_total": _SUM,
    "uscc": re.compile(r"[0-9A-Z]{18}"),
    "period": re.compile(r"\d{4}-\d{2}(?:-\d{2})?/\d{4}-\d{2}(?:-\d{2})?"),
}


def find_online_differs(case: Case) -> Iterator[Answer]:
    """`online`: fact of the print → fields of the book, in one unit; a series agrees where one of its years does."""
    for suffix, keys in case.param("online").items():
        fields = [f for key in keys for f in (case.field(key), *case.series(key).values()) if f is not None]
        for paper, fact in facts(case, suffix):
            if not fields:
                continue
            if not _FORMS[suffix.rpartition(".")[2]].fullmatch(fact.value.strip()):
                # A print without rules, whose columns run together.
                why = f"《{paper.file}》此栏读作“{fact.value}”，不能确定所填的值，请查看原件。"
                yield Skipped(why, Cause.AMBIGUOUS)
                continue
            if any(_same(fact, field) for field in fields):
                yield Agreed()
                continue
            field = fields[-1]
            yield case.finding(
                f"{case.say(field)}，{name_paper(case, paper, fact)}载“{fact.value}”，"
                "书面材料须与线上填报一致，请核实。",
                field,
                fact,
                about=(field.key,),
                expected=fact.value,
                found=field.value,
            )


def _number(field: Field) -> Decimal | None:
    hit = _SUM.fullmatch(field.value.strip())
    return Decimal(re.sub("[,，]", "", hit["n"])) if hit else None


def _same(fact: Field, field: Field) -> bool:
    """Whether both are one value; a number may be printed with fewer decimals."""
    one, other = _number(fact), _number(field)
    if one is None or other is None:
        return re.sub(r"\W", "", fact.value.upper()) == re.sub(r"\W", "", field.value.upper())
    places = min(-int(v.as_tuple().exponent) for v in (one, other))
    return round(one, places) == round(other, places)
