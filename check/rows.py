"""Rows: a rule on books asked of every row of an office's table, as if the row were a book of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from check.case import Agreed, Answer, Case, Logic, NotApplicable, NotChecked, Skipped
from model.finding import Finding
from model.submission import Claim, Submission

ROWS = "rows"
#: The day on which the table was filled in; it holds for every row.
WRITTEN = "fill_date"


def ask_rows(case: Case, logic: Logic) -> Iterator[Answer]:
    """What the rule says of the lines around the table and of each row; messages name the row.

    Raises NotChecked where it could be asked of no row at all, with the first reason.
    """
    heard, reasons = False, list[NotChecked]()
    unfit: NotApplicable | None = None
    for n in (0, *case.rows(ROWS)):
        one = replace(case, submission=single_out(case.submission, n), row=n)
        try:
            for answer in logic(one):
                heard = True
                yield name_row(answer, n)
            heard |= n > 0  # a rule that ends in silence has looked
        except NotChecked as why:
            if n:
                reasons.append(NotChecked(f"第{n}行：{why}", why.cause, why.sure))
        except NotApplicable as why:
            unfit = why if n else unfit
    if not heard:
        raise (*reasons, unfit or NotChecked("表内各行未填写或未读到，无法核对。"))[0]
    for reason in reasons:
        yield Skipped(str(reason), reason.cause, reason.sure)


def single_out(submission: Submission, row: int) -> Submission:
    """The submission with the cells of this row alone, under the keys of a book, and the table's date; row 0: all but
    the rows."""
    prefix = f"{ROWS}[{row}]."
    if not row:
        fields = tuple(f for f in submission.fields if not f.key.startswith(ROWS))
        blanks = tuple(b for b in submission.blanks if not b.key.startswith(ROWS))
        inside = {p.place.path for p in submission.passages if p.key.startswith(ROWS)}
        return replace(
            submission,
            fields=fields,
            blanks=blanks,
            passages=tuple(p for p in submission.passages if p.place.path not in inside),
            claims=tuple(c for c in submission.claims if c.place.path not in inside),
            changes=tuple(c for c in submission.changes if c.place.path not in inside),
        )
    passages = tuple(
        replace(p, key=p.key.removeprefix(prefix)) for p in submission.passages if p.key.startswith(prefix)
    )
    cells = {passage.place.path: passage.key for passage in passages}
    return replace(
        submission,
        fields=tuple(
            replace(f, key=f.key.removeprefix(prefix))
            for f in submission.fields
            if f.key.startswith(prefix) or f.key == WRITTEN
        ),
        blanks=tuple(replace(b, key=b.key.removeprefix(prefix)) for b in submission.blanks if b.key.startswith(prefix)),
        passages=passages,
        claims=tuple(own(c, cells) for c in submission.claims if c.place.path in cells),
        changes=tuple(c for c in submission.changes if c.place.path in cells),
        scenes=(),
        copies=(),
    )


def own(claim: Claim, cells: Mapping[str, str]) -> Claim:
    """A number of 企业简介 that names nothing else is the company's."""
    return replace(claim, scope=claim.scope or "company") if cells[claim.place.path] == "company_brief" else claim


def name_row(answer: Answer, row: int) -> Answer:
    """The answer as said of this row of the whole table."""
    if not row:
        return answer
    match answer:
        case Finding():
            about = tuple(f"{ROWS}[{row}].{key}" for key in answer.about)
            return replace(answer, message=f"第{row}行{answer.message}", about=about)
        case Skipped():
            return replace(answer, reason=f"第{row}行：{answer.reason}")
        case Agreed():
            return replace(answer, text=f"第{row}行{answer.text}") if answer.text else answer
