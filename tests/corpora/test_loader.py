"""The strict loader: reference data is complete, and a slip in a file is an error that names the file."""

from __future__ import annotations

import pytest

import corpora
from corpora import build
from model.errors import BadData
from model.reference import Unit
from model.rule import Rule


def test_the_default_regime_loads_whole() -> None:
    """40 scenarios in 8 links, the scene book, the rules, the lists."""
    reference = corpora.load()
    assert (len(reference.guide.scenarios), len(reference.guide.links)) == (40, 8)
    assert [s.no for s in reference.guide.scenarios] == list(range(1, 41))
    assert (reference.forms[0].id, len(reference.kpis), len(reference.regions) > 3000) == ("GS-02", 40, True)
    assert len({rule.id for rule in reference.rules}) == len(reference.rules) >= 55


def test_every_scenario_name_and_alias_is_unique() -> None:
    """An alias that named two scenarios would decide by order."""
    names = [n for s in corpora.load().guide.scenarios for n in (s.name, *s.aliases)]
    assert len(names) == len(set(names))


def test_a_rule_names_only_quantities_that_the_lexicon_has() -> None:
    """What no word is read as would stand in a rule for nothing."""
    reference = corpora.load()
    known = tuple(concept.code for concept in reference.lexicons.concepts)
    named = {(rule.id, one) for rule in reference.rules for one in rule.params.get("concepts", ())}
    assert {(rule, one) for rule, one in named if one not in known and one != "kpi."} == set()


def test_an_unknown_key_names_the_file() -> None:
    with pytest.raises(BadData, match=r"units\.yml 元"):
        build(Unit, {"base": "元", "words": {"元": "1"}, "colour": "red"}, "units.yml 元")


def test_an_unknown_key_deep_inside_is_found_too() -> None:
    row = {"id": "X-1", "title": "t", "checks": "c", "severity": "E", "question": "q",
           "citations": [{"document": "d", "article": "a", "quote": "q", "page": 3}]}  # fmt: skip
    with pytest.raises(BadData, match="page"):
        build(Rule, row, "x.yml X-1")


def test_a_wrong_type_is_an_error() -> None:
    with pytest.raises(BadData, match="不符合要求"):
        build(Unit, {"base": "元", "words": {"元": "many"}}, "units.yml")


def test_an_unknown_regime_lists_the_known_ones() -> None:
    with pytest.raises(BadData, match="gansu-2025"):
        corpora.load("mars-2025")


def test_training_texts_are_labelled_and_distinct() -> None:
    rows = list(corpora.scene_texts())
    assert {row["no"] for row in rows} == set(range(41))
    assert len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("clause", "plan"),
    [
        ("预计2026年提升30%", True), ("计划2026年推广到二车间", True), ("到2027年节能10%", True), ("拟投资500万元", True),
        ("将达到95%", True), ("目标为95%", True), ("排产计划员由5人减少至2人", False), ("生产计划达成率提升12%", False),
        ("企业资源计划与虚拟仿真模拟已上线", False), ("路径规划时间缩短40%", False), ("将原来5人减为2人", False),
    ],
)  # fmt: skip
def test_words_of_the_future_are_not_words_that_look_like_them(clause: str, plan: bool) -> None:
    """P-17: a plan is never compared with a result."""
    assert corpora.load().lexicons.is_plan(clause) is plan
