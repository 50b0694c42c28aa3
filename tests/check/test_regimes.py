"""Regimes: each is a YAML; a province and a year that do not exist work by data alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from build_submission import MADE_UP, build_submission, reference

from check import check_submission, tabulate_eligibility
from corpora import load, regimes
from model.eligibility import Verdict
from model.errors import BadData
from model.finding import Outcome, Severity, State

BASIC = {
    "form": "GS-03",
    "fields": {"company_name": "云山甲有限公司", "line_investment": "860", "declare_date": "2027-03-01"},
    "passages": {"c3.1": "数字化研发设计工具普及率为73%。"},
}


def answers(regime: str, given: dict[str, object]) -> dict[str, Outcome]:
    return {o.rule: o for o in check_submission(build_submission(given), reference(regime))}


@pytest.mark.parametrize("regime", regimes())
def test_every_regime_answers_every_rule(regime: str) -> None:
    """On a clean book nothing grave is found and nothing breaks, whatever the law."""
    outcomes = check_submission(build_submission({"from": "clean"}), load(regime))
    assert len(outcomes) == len(reference().rules)
    assert [o for o in outcomes if o.state is State.CRASHED] == []
    assert [f.message for o in outcomes for f in o.findings if f.severity in (Severity.B, Severity.E)] == []


@pytest.mark.parametrize("regime", regimes())
def test_every_condition_is_answered_by_a_rule_that_exists(regime: str) -> None:
    """A row of the eligibility table names a rule, and cites; AI-01 and AI-02 come with the scene classifier."""
    law, ids = load(regime).law, {rule.id for rule in reference().rules} | {"AI-01", "AI-02"}
    assert {condition.rule for condition in law.conditions} <= ids
    assert all(c.document and c.article and c.quote for c in law.conditions)
    assert all(t.document and t.article for t in law.terms)


def test_a_made_up_province_is_a_file() -> None:
    """Another threshold, its own province's name on the finding, everything else inherited."""
    here, there = answers("gansu-2025", BASIC), answers("made-up", BASIC)
    assert (here["ELIG-B-04"].state, there["ELIG-B-04"].state) == (State.FOUND, State.CLEAN)
    assert there["ELIG-B-03"].shown[0].text == "数字化研发设计工具普及率73%"
    assert here["ELIG-S-05"].state is there["ELIG-S-05"].state is State.NOT_APPLICABLE


@pytest.mark.parametrize(("day", "state"), [("2027-03-01", State.CLEAN), ("2027-07-01", State.FOUND)])
def test_a_value_of_the_law_holds_from_its_day_on(day: str, state: State) -> None:
    """72 % until the end of May, 75 % from June: 73 % passes before and fails after."""
    given = {**BASIC, "fields": {**BASIC["fields"], "declare_date": day}}  # type: ignore[dict-item]
    assert answers("made-up", given)["ELIG-B-03"].state is state


def test_under_a_draft_nothing_weighs() -> None:
    """Shandong's draft: every finding is a remark marked 参考, yet the table still says what would not be met."""
    given = {
        "form": "GS-12",
        "fields": {"cmmm_self_level": "2级", "uscc": "91620121675913060W", "debt_ratio[2024]": "150"},
    }
    law = reference("shandong-draft")
    submission = build_submission(given)
    outcomes = check_submission(submission, law)
    found = [f for o in outcomes for f in o.findings]
    assert found
    assert {f.severity for f in found} == {Severity.I}
    assert all("参考" in f.tags for f in found)
    rows = {row.rule: row for row in tabulate_eligibility(submission, outcomes, law)}
    assert rows["ELIG-E-02"].verdict is Verdict.NOT_MET


def test_the_table_tells_met_not_met_and_not_evidenced() -> None:
    """Each row: what is asked, what the book says and where, the article quoted; silence is never met."""
    given = {
        "form": "GS-03",
        "fields": {"cmmm_self_level": "2级", "line_investment": "860", "scenes[1].name": "在线智能检测"},
        "passages": {"c3.1": "关键工序数控化率66%。"},
    }
    submission = build_submission(given)
    rows = {r.rule: r for r in tabulate_eligibility(submission, check_submission(submission, reference()), reference())}
    verdicts = {rule: rows[rule].verdict for rule in ("ELIG-B-01", "ELIG-B-04", "ELIG-B-06", "ELIG-B-03", "ELIG-B-11")}
    assert verdicts == {
        "ELIG-B-01": Verdict.MET,
        "ELIG-B-04": Verdict.NOT_MET,
        "ELIG-B-06": Verdict.MET,
        "ELIG-B-03": Verdict.NOT_EVIDENCED,
        "ELIG-B-11": Verdict.NOT_EVIDENCED,
    }
    assert rows["ELIG-B-06"].stated == "关键工序数控化率66%"
    assert rows["ELIG-B-06"].places[0].text == "关键工序数控化率66%"
    assert rows["ELIG-B-04"].citation.quote == "软硬件投资达1000万元"


def test_an_unread_book_has_no_condition_met() -> None:
    submission = build_submission({"status": "needs_ocr"})
    rows = tabulate_eligibility(submission, check_submission(submission, reference()), reference())
    assert {row.verdict for row in rows} == {Verdict.NOT_EVIDENCED}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"color": "red"}, "未定义的键：color"),
        ({"terms": [{"key": "x", "value": 1, "document": "Y1"}]}, "article"),
        ({"terms": [{"key": "x", "value": 1, "document": "Y1", "article": "1", "carriers": ["基础级"]}]}, "carrier"),
        (
            {
                "conditions": [
                    {
                        "rule": "COV-01",
                        "carriers": ["超级"],
                        "title": "",
                        "required": "",
                        "document": "",
                        "article": "",
                        "quote": "",
                    }
                ]
            },
            "超级",
        ),
        ({"based_on": ["mars-2030"]}, "没有这个评审口径"),
    ],
)
def test_a_faulty_regime_is_refused_with_its_reason(change: dict[str, object], why: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text(
        yaml.safe_dump({**yaml.safe_load(MADE_UP.read_text("utf-8")), **change}, allow_unicode=True), "utf-8"
    )
    with pytest.raises(BadData) as error:
        load(str(path))
    assert why in str(error.value)


def test_regimes_based_on_one_another_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ring.yml"
    path.write_text(yaml.safe_dump({"name": "ring", "based_on": [str(path)]}), "utf-8")
    with pytest.raises(BadData, match="成了环"):
        load(str(path))
