"""LEN-*: a text longer than the form prints. One row of data for each field."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.label import bare_key
from check.registry import rule
from check.spelling import remove_hint
from model.finding import Severity
from model.submission import Field
from model.text import count_words


@rule(*(f"LEN-{n:02}" for n in range(1, 15)))
def find_too_long(case: Case) -> Iterator[Answer]:
    """At most `slack` over the limit is W, more is E; printed hints do not count.

    左右 (a limit with `least`) is never graver than W, and may be missed on either side.
    """
    limit, table, _, column = int(case.param("limit")), *str(case.param("field")).rpartition(".")
    fields = case.submission.like(f"{table}[", f".{column}") if table else case.submission.like(column)
    texts = [field for field in fields if table or field.key == column]
    spec = case.spec(case.param("field"))
    optional = spec is not None and spec.required == "O"
    if not texts and optional and any(bare_key(blank.key) == spec.key for blank in case.submission.blanks if spec):
        return  # a 选填 column known to be empty holds no word too many
    if not texts:
        raise case.lack(case.param("field"))
    for field in texts:
        count = count_words(own_text(case, field))
        least = int(case.rule.params.get("least", 0))
        if least <= count <= limit:
            yield Agreed()
            continue
        if least:
            yield case.finding(
                f"“{case.label(field.key)}”共{count}字，要求{case.param('about')}字左右，应调整，请核实。",
                field,
                expected=f"{least}至{limit}字",
                found=f"{count}字",
            )
            continue
        named = case.field(f"{field.key.rpartition('.')[0]}.name") if table else None
        which = f"（{named.value}）" if named else ""
        slight = count <= limit * (1 + float(case.param("slack")))
        yield case.finding(
            f"“{case.label(field.key)}”{which}共{count}字，限{limit}字，超出{count - limit}字，应删减，请核实。",
            field,
            severity=Severity.W if slight else Severity.E,
            expected=f"不超过{limit}字",
            found=f"{count}字",
        )


def own_text(case: Case, field: Field) -> str:
    """What the applicant wrote, without the printed hints that stayed in the cell."""
    spec, text = case.spec(field.key), field.text or field.value
    for hint in (*field.residue, *(spec.hints if spec else ())):
        text = remove_hint(text, hint)
    return text
