"""X-05: the applicant's own declaration of an earlier year prints another credit code than the book and its licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import company_code
from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.papers.sheets import is_own, papers_declared
from check.spelling import fold_text
from model.finding import Severity

#: 统一社会信用代码 | 9162…: said of the applicant, in the line of its label.
CODE = re.compile(r"(?:信用代码|机构代码)[^0-9A-Za-z]{0,8}([0-9A-HJ-NPQRTUWXY]{18})(?![0-9A-Za-z])")


def find_earlier_code(case: Case) -> Iterator[Answer]:
    """E where the licence bears the book's code out, else W: a company keeps its code as long as it lives."""
    own = company_code(case)
    codes = (f for key in ("uscc", "org_code") if (f := case.field(key)))
    field = next((f for f in codes if fold_text(f.value).upper() == own), None)
    if field is None or not own:
        return
    borne_out = any(fold_text(fact.value).upper() == own for _, fact in facts(case, "licence.uscc"))
    told = set[str]()
    for sheet in papers_declared(case):
        for line in sheet.lines if is_own(case, sheet) else ():
            for hit in CODE.finditer(fold_text(line.text).upper()):
                if hit[1] == own:
                    yield Agreed()
                elif hit[1] not in told:
                    told.add(hit[1])
                    place = line.place.quoting(hit[1])
                    yield case.finding(
                        f"{case.say(field)}，《{sheet.title[:30]}》载“{hit[1]}”，两处不一致，请核实。",
                        field,
                        place,
                        severity=None if borne_out and not case.is_scanned(place) else Severity.W,
                        about=(field.key, hit[1]),
                        expected=own,
                        found=hit[1],
                    )
