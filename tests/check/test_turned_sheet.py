"""FMT-13 on a sheet of one project: its columns are lines, so what it lacks is a doubt; in the office's table it is E."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build_submission import build_submission, reference

from check import check_submission
from model.finding import Severity

LACKING = ("rows.new_output", "rows.new_sales")


@pytest.mark.parametrize(("path", "severity"), [("t1/r{n}c2", Severity.W), ("t1/r2c{n}", Severity.E)])
def test_a_sheet_of_one_project_is_no_table_of_the_office(path: str, severity: Severity) -> None:
    form = next(one for one in reference().forms if one.id == "GS-07")
    keys = [s.key for part in form.parts if part.repeat == "rows" for s in part.fields if s.key not in LACKING]
    book = build_submission({"form": "GS-07", "fields": {key.replace("rows.", "rows[1]."): "甲" for key in keys}})
    fields = [replace(f, place=replace(f.place, path=path.format(n=n))) for n, f in enumerate(book.fields, 2)]
    outcome = next(o for o in check_submission(replace(book, fields=tuple(fields)), reference()) if o.rule == "FMT-13")
    assert [(f.severity, "新增产值" in f.message) for f in outcome.findings] == [(severity, True)]
