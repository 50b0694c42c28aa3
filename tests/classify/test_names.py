from __future__ import annotations

import pytest

from classify import resolve
from model.guide import Guide


def test_every_official_name_and_alias_means_its_scenario(guide: Guide) -> None:
    for scenario in guide.scenarios:
        assert (resolve(scenario.name, guide).scenario, resolve(scenario.name, guide).how) == (scenario, "exact")


def test_every_former_name_means_its_scenarios_and_keeps_its_source(guide: Guide) -> None:
    assert len(guide.former) >= 250
    for former in guide.former:
        found = resolve(former.name, guide)
        assert (tuple(s.no for s in found.candidates), found.how, found.former) == (former.nos, "alias", former)
        assert (found.scenario is None) == (len(former.nos) > 1)
        assert former.source


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
        ("智能排产", 9, "alias"),
        ("数字化基础设施", 2, "alias"),
        ("产品虚拟化验证", 5, "alias"),
        ("智能在线检测", 24, "alias"),
        ("智能在线检测（2023年版）", 24, "alias"),
        ("设备故障诊断及预测", 28, "near"),
        ("碳资产全生命周期管里", 17, "near"),
        ("基于AI的设备故障诊断与预测平台", 28, "near"),
    ],
)
def test_spellings_slips_and_former_names_are_understood(guide: Guide, name: str, no: int, how: str) -> None:
    found = resolve(name, guide)
    assert (found.scenario and found.scenario.no, found.how) == (no, how)


@pytest.mark.parametrize("name", ["", "  ", "食堂管理", "质量", "智能制造", "5G工厂", "生产作业", "示例"])
def test_a_name_like_none_of_the_forty_is_unknown(guide: Guide, name: str) -> None:
    found = resolve(name, guide)
    assert (found.scenario, found.candidates, found.how) == (None, (), "unknown")


@pytest.mark.parametrize(
    ("name", "numbers", "how"),
    [
        ("数字化设计", [4, 6], "alias"),
        ("设备智能运维", [27, 28, 29], "alias"),
        ("设备智能运维场景", [27, 28, 29], "alias"),
        ("供应链协同", [37, 38, 39], "alias"),
    ],
)
def test_a_name_of_several_scenarios_is_not_guessed(guide: Guide, name: str, numbers: list[int], how: str) -> None:
    found = resolve(name, guide)
    assert (found.scenario, [s.no for s in found.candidates], found.how) == (None, numbers, how)


def test_every_link_has_a_dimension(guide: Guide) -> None:
    dimensions = [guide.dimension(link) for link in guide.links]
    assert dimensions == [
        "工厂建设",
        "研发设计",
        "研发设计",
        "生产管理",
        "生产作业",
        "运营管理",
        "运营管理",
        "运营管理",
    ]
    assert guide.dimension("食堂") == ""
