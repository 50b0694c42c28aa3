from __future__ import annotations

import pytest

from classify import resolve
from model.guide import Guide


def test_every_official_name_and_alias_means_its_scenario(guide: Guide) -> None:
    for scenario in guide.scenarios:
        assert (resolve(scenario.name, guide).scenario, resolve(scenario.name, guide).how) == (scenario, "exact")
        for alias in scenario.aliases:
            assert (resolve(alias, guide).scenario, resolve(alias, guide).how) == (scenario, "alias")


@pytest.mark.parametrize(
    ("name", "no", "how"),
    [
        ("在线 智能检测", 24, "exact"),
        ("（在线智能检测）", 24, "exact"),
        ("“在线智能检测”场景", 24, "exact"),
        ("１２、仓储智能管理", 12, "exact"),
        ("生产作业—在线智能检测", 24, "exact"),
        ("在线智能检测（焊缝）", 24, "exact"),
        ("人机协同制造", 23, "alias"),
        ("智能仓储", 12, "alias"),
        ("设备运行监测", 27, "near"),
        ("污染在线监控", 18, "near"),
        ("基于机器视觉的在线智能检测系统", 24, "near"),
        ("智能排产", 9, "near"),
    ],
)
def test_spellings_slips_and_former_names_are_understood(guide: Guide, name: str, no: int, how: str) -> None:
    found = resolve(name, guide)
    assert (found.scenario and found.scenario.no, found.how) == (no, how)


@pytest.mark.parametrize("name", ["", "  ", "食堂管理", "质量", "智能制造", "5G工厂", "生产作业", "示例"])
def test_a_name_like_none_of_the_forty_is_unknown(guide: Guide, name: str) -> None:
    found = resolve(name, guide)
    assert (found.scenario, found.candidates, found.how) == (None, (), "unknown")


def test_a_part_of_several_names_is_not_guessed(guide: Guide) -> None:
    found = resolve("数字化设计", guide)
    assert (found.scenario, [s.no for s in found.candidates], found.how) == (None, [1, 4, 6], "near")
