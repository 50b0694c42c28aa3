"""The page of rules: docs/rules.md is what the data say, and the screen finds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.reference import load_reference
from ui.rules_page import group_rules, write_catalogue

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def _rules_page() -> None:
    from ui.screens import rules

    rules.show()


def test_the_page_is_current() -> None:
    """`make docs` writes it anew."""
    assert write_catalogue(load_reference()) == PAGE.read_text(encoding="utf-8")


def test_every_rule_stands_in_one_family() -> None:
    rules = load_reference().rules
    groups = dict(group_rules(rules))
    assert sorted(r.id for group in groups.values() for r in group) == sorted(r.id for r in rules)
    assert "其他" not in groups


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(_rules_page, default_timeout=60).run()


def test_the_screen_lists_and_finds_rules(page: AppTest) -> None:
    assert not page.exception
    assert len(page.dataframe[0].value) == len(load_reference().rules)
    page.text_input(key="rule_search").set_value("数控化率 GS-03").run()
    assert {"ELIG-B-05", "ELIG-B-06"} <= set(page.dataframe[0].value["编号"])
    page.text_input(key="rule_search").set_value("没有这样的词").run()
    assert "没有符合条件" in page.info[0].value


def test_one_hit_is_told_in_full(page: AppTest) -> None:
    page.text_input(key="rule_search").set_value("ELIG-B-04").run()
    assert "ELIG-B-04" in set(page.dataframe[0].value["编号"])
    page.text_input(key="rule_search").set_value("软硬件投资达1000万元").run()
    assert "代表产线投资" in page.markdown[0].value
    page.selectbox[0].set_value("shandong-draft").run()
    assert not page.exception
