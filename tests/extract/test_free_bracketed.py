"""Free books: scenes headed by the applicant's own name of each, link and scene in brackets behind it."""

from __future__ import annotations

import pytest

from tests.extract.test_free_books import names, submit


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("场景1 阀体铸件探伤站（生产作业—在线智能检测）", "场景2 机加排程台（生产管理—车间智能排产）"),
        ("场景一：阀体铸件探伤站（在线智能检测）", "场景二：机加排程台（车间智能排产）"),
        ("1. 阀体铸件探伤站【生产作业/在线智能检测】", "2. 机加排程台【生产管理/车间智能排产】"),
        (
            "场景1：阀体铸件探伤站（环节：生产作业，场景：在线智能检测）",
            "场景2：机加排程台（环节：生产管理，场景：车间智能排产）",
        ),
    ],
)
def test_the_scene_stands_in_brackets(first: str, second: str) -> None:
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况",
        first, "探伤站四个机位拍摄阀体内腔，比对图谱后分拣，漏检率由1.9%降到0.4%。",
        second, "排程台按交期和模具求解日计划，插单二十分钟内重排，换型次数由八次减到五次。",
    )  # fmt: skip
    assert names(found) == ["在线智能检测", "车间智能排产"]
    assert [f.value for f in found.like("scenes[", "].instance")] == ["阀体铸件探伤站", "机加排程台"]
    assert [f.value[:3] for f in found.like("scenes[", "].desc")] == ["探伤站", "排程台"]


def test_a_sentence_with_such_brackets_heads_no_scene() -> None:
    found = submit(
        "卓越级智能工厂申报书", "三、场景建设情况",
        "场景1 阀体铸件探伤站（生产作业—在线智能检测）", "探伤站四个机位拍摄阀体内腔，漏检率由1.9%降到0.4%。",
        "该站每班的结果传给机加班组的排程软件（车间智能排产），由其安排返修件的加工顺序和交付时间。",
        "场景2 能源看台（生产管理—能源智能管控）", "分项计量电耗，按班次核算，单位能耗下降6.2%。",
        "场景3 毛坯立库（生产管理—仓储智能管理）", "毛坯按炉号入位，先进先出，盘点由四小时减到半小时。",
    )  # fmt: skip
    assert names(found) == ["在线智能检测", "能源智能管控", "仓储智能管理"]
