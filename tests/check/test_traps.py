"""The test vectors and the classic traps of the catalogue of cross-checks: every one is asked of the rule it is about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from build_submission import build_archive, build_submission, reference

from check import check_submission
from check.subsidy.netting import most_award
from model.finding import Outcome, Severity, State
from model.reference import Reference

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "traps.yml").read_text("utf-8"))
VECTORS: dict[str, Any] = DATA["vectors"]
CLASSES = ["微型企业", "小型企业", "中型企业", "大型企业"]


@cache
def only(rule_id: str) -> Reference:
    """The reference with the one rule and the rules whose rows it borrows, unranked: what it says for itself."""
    rule = reference().rule(rule_id)
    assert rule is not None
    borrowed = tuple(r for r in reference().rules if r.id in rule.params.get("as", ()))
    return replace(reference(), rules=(replace(rule, outranked_by=()), *borrowed))


def one(rule_id: str, given: dict[str, Any]) -> Outcome:
    outcomes = check_submission(build_submission(given), only(rule_id))
    return next(outcome for outcome in outcomes if outcome.rule == rule_id)


def test_all_fourteen_traps_are_here() -> None:
    assert {case["trap"] for case in DATA["traps"]} == set(range(1, 15))


@pytest.mark.parametrize("case", [pytest.param(c, id=f"{c['trap']}: {c['name']}") for c in DATA["traps"]])
def test_trap(case: dict[str, Any]) -> None:
    """Silent where the trap is innocent; where it is an error the rule says so, with the named tags."""
    fields = {**case.get("fields", {}), **{f"scenes[{n + 1}].name": "智能仓储" for n in range(case.get("scenes", 0))}}
    given = {"form": case.get("form", "GS-02"), "fields": fields, "passages": case.get("passages", {})}
    if "told" in case:
        given["told"] = {"scheme_text": case["told"]}
    outcome = one(case["rule"], given)
    grave = [f.severity.value for f in outcome.findings if f.severity is not Severity.I]
    if case.get("any"):  # what another rule tells too is folded under it
        assert outcome.findings
    else:
        assert grave == case.get("said", []), [f.message for f in outcome.findings]
    tags = {tag for finding in outcome.findings for tag in finding.tags}
    assert set(case.get("tags", [])) <= tags
    assert case.get("state", outcome.state) == outcome.state
    assert outcome.state is not State.CRASHED


@pytest.mark.parametrize("code", VECTORS["uscc_valid"])
def test_real_credit_codes(code: str) -> None:
    assert {rule: one(rule, {"fields": {"uscc": code}}).findings for rule in ("I-01", "I-02")} == {
        "I-01": (),
        "I-02": (),
    }


@pytest.mark.parametrize("vector", VECTORS["uscc_invalid"], ids=lambda v: v["why"])
def test_credit_codes_that_cannot_be(vector: dict[str, Any]) -> None:
    found = [f for rule in ("I-01", "I-02") for f in one(rule, {"fields": {"uscc": vector["code"]}}).findings]
    assert [f.severity for f in found] == [Severity.E]


@pytest.mark.parametrize("code", VECTORS["org_valid"])
def test_real_organisation_codes(code: str) -> None:
    outcome = one("I-05", {"form": "GS-03", "fields": {"org_code": code}})
    assert (outcome.state, outcome.findings) == (State.CLEAN, ())


@pytest.mark.parametrize("vector", VECTORS["size"], ids=lambda v: f"{v['X']}人{v['Y']}万元")
@pytest.mark.parametrize("told", CLASSES)
def test_size_of_the_company(vector: dict[str, Any], told: str) -> None:
    """下划一档: the class of the lower of the two figures; two steps off it is an error (near a bound one may be right)."""
    given = {
        "fields": {"size_class": told, "main_revenue[2024]": str(vector["Y"]), "declare_date": "2025-09-03"},
        "passages": {"profile": f"公司现有员工{vector['X']}人。"},
    }
    outcome = one("SIZE-01", given)
    assert outcome.state in (State.FOUND, State.CLEAN)
    steps = abs(CLASSES.index(told) - CLASSES.index(f"{vector['cls']}企业"))
    assert steps != 0 or outcome.state is State.CLEAN
    assert steps < 2 or outcome.state is State.FOUND


@pytest.mark.parametrize("vector", VECTORS["cmmm"], ids=lambda v: f"{v['score']}={v['level']}")
def test_score_and_level(vector: dict[str, Any]) -> None:
    fields = {"rows[1].self_score": vector["score"], "rows[1].self_level": f"{'一二三四五'[vector['level'] - 1]}级"}
    assert (one("CMMM-02", {"form": "GS-01", "fields": fields}).state is State.CLEAN) == vector["ok"]


@pytest.mark.parametrize("vector", VECTORS["days"], ids=lambda v: str(v["days"]))
def test_working_days(vector: dict[str, Any]) -> None:
    fields = {
        "line_output_prev": str(vector["output_wan"]),
        "staff_after": str(vector["staff"]),
        "percap_after": {"value": str(vector["percap"]), "kind": "money_yuan"},
    }
    outcome = one("A-07", {"form": "GS-03", "fields": fields})
    assert (outcome.state is State.CLEAN) == vector["ok"]
    assert all("10倍" in finding.message for finding in outcome.findings)


@pytest.mark.parametrize("vector", VECTORS["change"], ids=lambda v: f"{v['before']}→{v['after']}")
def test_changes(vector: dict[str, Any]) -> None:
    """Every right form of the vector passes; the value of the wrong base is the base trap."""
    before, after = (str(vector[end]) for end in ("before", "after"))
    unit = "%" if "rel" in vector else "" if before.endswith("月") else "件"
    verb, up = ("减少到", "减少") if vector["kind"] == "reduction" else ("提高到", "提高")
    head = (
        f"产品合格率由{before}{unit}{verb}{after}{unit}"
        if "rel" in vector
        else f"在制品由{before}{unit}{verb}{after}{unit}"
    )
    right = [f"{vector[key]}%" for key in ("value", "rel") if key in vector]
    right += [f"{vector[key]}个百分点" for key in ("pp",) if key in vector]
    for value in right:
        given = {"told": {"scheme_text": f"{head}，{up}{value}。"}}
        assert one("A-14", given).findings == (), value
    if "base_swap" in vector:
        outcome = one("A-15", {"told": {"scheme_text": f"{head}，{up}{vector['base_swap']}%。"}})
        assert [f.tags for f in outcome.findings] == [("base_swap",)]
    if "defect_reduction" in vector:
        fields = {"kpi.G08": str(vector["defect_reduction"])}
        assert one("A-11", {"fields": fields, "told": {"scheme_text": f"{head}。"}}).state is State.CLEAN


@pytest.mark.parametrize("vector", VECTORS["subsidy"], ids=lambda v: f"{v['carrier']}{v['T_prev']}")
def test_netting_of_awards(vector: dict[str, Any]) -> None:
    """Awards received for scenes, for 基础级 and in all; what is over is of the older titles."""
    scenes, basic, total = (vector[key] for key in ("S_prev", "B_prev", "T_prev"))
    rows = [("优秀场景", scenes), ("基础级", basic), ("智能工厂", total - scenes - basic)]
    archive = build_archive([{"carrier": c, "amount": a, "granted": "2022-12"} for c, a in rows if a])
    carrier = "优秀场景" if vector["carrier"] == "场景" else vector["carrier"]
    netting = most_award(reference().law, carrier, archive.awards if archive else ())
    assert netting is not None
    assert netting.most == Decimal(vector["max"])


def test_the_stop_words_of_the_catalogue_are_all_known() -> None:
    lexicons = reference().lexicons
    assert set(VECTORS["stop_hedges"]) <= set(lexicons.stop_hedges)
    assert set(VECTORS["stop_numerals"]) <= set(lexicons.stop_numerals)
