"""A province that does not follow Gansu: what its file sets is judged, by its numbers and its articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from build_submission import APART, build_archive, build_submission, reference

from check import check_batch, check_submission, tabulate_eligibility
from corpora import ROOT, load
from corpora.called import read_terms
from model.eligibility import Verdict
from model.errors import BadData
from model.finding import Outcome, Severity, State
from model.reference import Reference

SCENE = {
    "fields": {
        "company_name": "青海乙泵业有限公司",
        "build_period": "2026-05/2027-10",
        "declare_date": "2028-05-26",
        "scene_name": "在线智能检测",
    }
}


def standing_alone(folder: Path, **change: object) -> str:
    """The path of the same law without any other below it, changed so."""
    path = folder / "alone.yml"
    sheet = {**yaml.safe_load(APART.read_text("utf-8")), **change}
    sheet.pop("based_on", None)
    path.write_text(yaml.safe_dump(sheet, allow_unicode=True), "utf-8")
    return str(path)


@pytest.fixture(params=["national", "alone"])
def law(request: pytest.FixtureRequest, tmp_path: Path) -> Reference:
    return reference("made-up-apart") if request.param == "national" else load(standing_alone(tmp_path))


def answers(law: Reference, awards: list[dict[str, object]] | None = None) -> dict[str, Outcome]:
    return {o.rule: o for o in check_submission(build_submission(SCENE), law, build_archive(awards))}


def test_a_term_that_the_file_sets_is_asked_for(law: Reference) -> None:
    """Nine months are asked, seven are there; the day of the province is over; the rules it does not set stay away."""
    told = answers(law)
    found = {rule: [(f.severity, f.message) for f in told[rule].findings] for rule in ("ELIG-S-05", "DL-05")}
    assert [severity for severity, _ in found["ELIG-S-05"]] == [Severity.B]
    assert "9个月" in found["ELIG-S-05"][0][1]
    assert "2028-05-20" in found["DL-05"][0][1]
    assert told["ELIG-S-06"].state is told["ELIG-C-12"].state is told["SUB-03"].state is State.NOT_APPLICABLE


def test_awards_and_bans_are_held_against_its_own_numbers(law: Reference) -> None:
    awards: list[dict[str, object]] = [
        {"company": "青海乙泵业有限公司", "carrier": "优秀场景", "granted": "2026-12", "amount": 25},
        {
            "company": "青海乙泵业有限公司",
            "carrier": "优秀场景",
            "granted": "2026-12",
            "amount": 20,
            "state": "取消",
            "state_date": "2025-06-01",
            "cause": "第十一条",
        },
    ]
    told = answers(law, awards)
    assert [f.expected for f in told["SUB-01"].findings] == ["≤20万元"]
    assert [f.expected for f in told["SUB-08"].findings] == ["≤5万元"]
    banned = told["ELIG-C-10"].findings
    assert ["至2029-06-01" in f.message for f in banned] == [True]


def test_its_quota_of_scenes_is_held_against_the_batch(law: Reference) -> None:
    books = [build_submission({"id": name, "name": name, **SCENE}) for name in ("甲", "乙")]
    outcome = next(o for o in check_batch(books, law) if o.rule == "QUOTA-05")
    assert [(f.severity, f.expected, f.found) for f in outcome.findings] == [(Severity.B, "≤1个", "2个")]


def test_its_rows_are_all_in_the_table(law: Reference) -> None:
    """One is judged; the other, of a rule on books of another kind, says why it was not."""
    submission = build_submission(SCENE)
    rows = {row.rule: row for row in tabulate_eligibility(submission, check_submission(submission, law), law)}
    assert rows["ELIG-S-05"].verdict is Verdict.NOT_MET
    assert rows["ELIG-B-04"].verdict is Verdict.NOT_EVIDENCED
    assert rows["ELIG-B-04"].stated.startswith("未核对：本规则适用于GS-03")


def test_a_rule_is_cited_by_the_law_that_calls_for_it(law: Reference) -> None:
    rule = law.rule("ELIG-S-05")
    assert rule
    assert (rule.title, rule.checks) == ("试运行满期", "运行不少于9个月")
    assert {(c.document, c.article) for c in rule.citations} == {("临海省智能工厂培育办法（2028年，虚构）", "第三条")}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            {"terms": [{"key": "runing_months", "value": 9, "document": "L1", "article": "1"}]},
            "是否应为“running_months”",
        ),
        ({"terms": [{"key": "ban_years", "value": "四年", "document": "L1", "article": "1"}]}, "应为一个数"),
        ({"terms": [{"key": "deadline.province", "value": "5月底", "document": "L1", "article": "1"}]}, "应为一个日期"),
        (
            {"terms": [{"key": "quota", "carrier": "优秀场", "value": 1, "document": "L1", "article": "1"}]},
            "“优秀场”不在",
        ),
        (
            {
                "conditions": [
                    {
                        "rule": "ELIG-S-5",
                        "title": "稳",
                        "required": "稳",
                        "document": "L1",
                        "article": "1",
                        "quote": "稳",
                    }
                ]
            },
            "是否应为“ELIG-S-05”",
        ),
    ],
)
def test_what_nobody_would_ask_for_is_refused(change: dict[str, object], why: str, tmp_path: Path) -> None:
    with pytest.raises(BadData) as error:
        load(standing_alone(tmp_path, **change))
    assert why in str(error.value)


def test_every_term_that_a_check_asks_for_may_be_set_and_calls_rules_that_exist() -> None:
    kinds, ids = read_terms(), {rule.id for rule in reference().rules}
    code = "".join(path.read_text("utf-8") for path in (ROOT.parent / "check").rglob("*.py"))
    asked = set(re.findall(r'(?:\.law|\.written|\.term|value_of)\((?:law, )?"([\w.]+)"', code))
    asked |= {str(rule.params["term"]) for rule in reference().rules if isinstance(rule.params.get("term"), str)}
    assert asked
    assert asked <= kinds.keys()
    assert {rule for kind in kinds.values() for rule in (*kind.rules, *kind.unless, *kind.only)} <= ids
