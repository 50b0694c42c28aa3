"""The two briefs: never over 100 字, and every number of theirs stands in a source."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_books import REFERENCE, make_review

from fill import MISSING, FilledCell, fill_table
from fill.wording import leading, shorten_list, tidy
from model.text import count_words

_WORDS = st.sampled_from(
    ["公司", "主营", "业务", "主要产品为", "年产", "，", ",", "；", ";", "。", "、", "12", "3,400", "5.6", "%", "万元", "预计", "提升", "由",
     "到", "缩短", "（", "）", "\n", " ", "MES", "由42分钟缩短到25分钟", "磨辊", "高新技术企业", "从事", "的", "集", "于一体", "１２３", "将达到", "一是"]
)  # fmt: skip
_TEXT = st.lists(_WORDS, max_size=60).map("".join)
_NAME = st.text(st.sampled_from("甘肃兰州机械有限公司ABC 12（）=，。"), min_size=1, max_size=130)


def briefs(changes: dict[str, str | tuple[str, str] | None]) -> tuple[FilledCell, FilledCell]:
    cells = fill_table("GS-06", [make_review(changes)], REFERENCE).rows[0].cells
    return cells[6], cells[7]


def digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", tidy(text)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=_NAME, profile=_TEXT, effect=_TEXT, scene=_NAME, period=_TEXT, founded=_TEXT)
def test_briefs_are_short_and_extractive(
    name: str, profile: str, effect: str, scene: str, period: str, founded: str
) -> None:
    """At most 100 字, and each run of digits stands in the quoted words of a source."""
    changes: dict[str, str | tuple[str, str] | None] = {
        "company_name": name, "profile": profile or None, "t1[1].effect": effect or None, "scene_name": scene,
        "build_period": ("2023-03/2024-10", period or "x"), "founded_date": ("2006", founded or "x"),
    }  # fmt: skip
    for cell in briefs(changes):
        assert count_words(cell.text) <= 100
        quoted = set().union(*(digits(place.text) for place in cell.sources)) if cell.sources else set()
        assert digits(cell.text) <= quoted
        assert cell.text == MISSING or cell.text.endswith("。")


def test_planned_results_keep_their_word() -> None:
    """预计 governs its whole sentence, which is taken whole or not at all."""
    _, project = briefs({"t1[1].effect": "预计达产后：效率提升30%；成本降低20%。"})
    assert "预计达产后：效率提升30%；成本降低20%" in project.text
    _, none = briefs({"t1[1].effect": "预计达产后" + "工艺指标持续优化，" * 9 + "效率提升30%。"})
    assert "30%" not in none.text


def test_a_result_said_to_be_planned_afterwards_is_not_cut_off() -> None:
    """以上均为预计值 holds for all of the text."""
    _, project = briefs({"t1[1].effect": "效率提升30%；成本降低20%。以上均为预计值。"})
    assert "30%" not in project.text or "预计值" in project.text


def test_unfinished_work_is_not_called_finished() -> None:
    """A period that ends after the declaration is a 建设期, not 建成."""
    _, project = briefs({"build_period": ("2024-03/2025-12", "2024年3月—2025年12月")})
    assert "建设期2024年3月—2025年12月" in project.text
    assert "建成" not in project.text


@pytest.mark.parametrize(
    "profile", ["公司正在申报高新技术企业。", "公司不是高新技术企业。", "公司计划2026年成为高新技术企业。"]
)
def test_a_title_not_held_is_not_given(profile: str) -> None:
    """Only titles that the profile claims as held."""
    assert "高新技术企业" not in briefs({"profile": profile})[0].text


def test_effects_are_dropped_before_the_rest() -> None:
    """A long scene leaves no room for results."""
    _, project = briefs({"scene_name": "智" * 70, "t1[1].scene": None, "t2[1].instance_name": None})
    assert project.text.startswith("围绕生产作业环节，投资1286.50万元建设智")
    assert "42分钟" not in project.text


def test_cuts_fall_between_words() -> None:
    """A comma inside a number is no place to cut."""
    assert list(leading("产量1,234吨，提升5%", 20)) == ["产量1,234吨，提升5%", "产量1,234吨"]
    assert shorten_list("主要产品为甲产品、乙产品、丙产品", 11) == "主要产品为甲产品"
