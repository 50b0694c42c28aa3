"""Tables of the form that moved: years headed one off, a column of indicators one row down; two wrong cells are not."""

from __future__ import annotations

import re
from dataclasses import replace

from build_submission import build_submission, clean_book, reference

from check import check_submission
from model.finding import Finding, Severity
from model.place import Place
from model.submission import Submission

TABLE = re.compile(r"(total_assets|debt_ratio|main_revenue|profit_margin)\[(\d{4})\]")
LEFT = [f"kpi.G{n:02d}" for n in range(1, 14, 2)]


def standing(submission: Submission) -> list[tuple[str, Finding]]:
    found = [(o.rule, f) for o in check_submission(submission, reference()) for f in o.findings]
    return [(rule, f) for rule, f in found if f.severity is not Severity.I]


def in_a_column(fields: dict[str, str]) -> Submission:
    """The clean book whose indicators stand below one another, with these figures in place of its own."""
    built = build_submission({"from": "clean", "fields": fields})
    rows = {key: Place("申报书.docx", f"t1/r{at}c6", text=key) for at, key in enumerate(LEFT, 27)}
    return replace(built, fields=tuple(replace(f, place=rows.get(f.key, f.place)) for f in built.fields))


def test_the_years_over_the_table_are_one_off() -> None:
    clean = {key: str(value) for key, value in clean_book()["fields"].items()}
    table = {key: value for key, value in clean.items() if TABLE.fullmatch(key)}
    moved = {TABLE.sub(lambda m: f"{m[1]}[{int(m[2]) - 1}]", key): value for key, value in table.items()}
    heads = {key: str(int(value) - 1) for key, value in clean.items() if re.fullmatch(r"year_\d", key)}
    gone = [key for key in table if key not in moved]
    found = standing(build_submission({"from": "clean", "fields": {**moved, **heads}, "drop": gone}))
    assert [rule for rule, _ in found] == ["FMT-10"]
    assert "年份表头为2022、2023、2024" in found[0][1].message


def test_indicators_one_row_down() -> None:
    values = [str(clean_book()["fields"][key]) for key in LEFT]
    found = standing(in_a_column(dict(zip(LEFT[1:], values, strict=False)) | {LEFT[0]: "4.0"}))
    assert len(found) == 1
    assert "整体下移了一行" in found[0][1].message


def test_two_wrong_indicators_are_two_cells() -> None:
    found = standing(in_a_column({"kpi.G03": "29.5", "kpi.G09": "34.8"}))
    assert found
    assert not any("移了一行" in f.message for _, f in found)


def test_a_clean_column_of_indicators() -> None:
    assert not standing(in_a_column({}))


def told(text: str) -> list[str]:
    """The rules that stand over what the clean book says of itself in these words, too."""
    return [rule for rule, _ in standing(build_submission({"from": "clean", "told": {"t1[1].effect": text}}))]


def test_one_wrong_word_or_number_in_a_sentence_is_told_by_one_rule() -> None:
    people = told("公司现有职工412人，其中研发人员530人。")
    assert "A-36" in people
    assert "A-30" not in people
    assert told("设备综合利用率由76.0%提高到84.0%，提升8.0%。") == ["A-13"]


def test_parts_that_exceed_their_sum_without_researchers_stand() -> None:
    assert "A-30" in told("车间现有职工86人，其中管理人员31人、操作工90人。")
    assert "A-13" not in told("设备综合利用率由76.0%提高到84.0%，提升8个百分点。")
