from __future__ import annotations

import pytest

from classify import SceneModel, judge_scene
from model.guide import Guide
from model.place import Place

PLACE = Place("申报书.docx", "t3/r2c3")
WAREHOUSE = (
    "公司建成自动化立体仓库，货位一万两千个，由仓储管理系统按物料周转率分配货位，堆垛机自动出入库，"
    "盘点机器人夜间自动盘点，账实相符率由百分之九十一提高到百分之九十九，库存资金占用下降两成。"
)
CANTEEN = "职工食堂改用一卡通消费系统，员工刷脸就餐，补贴自动到账，月底与承包商结算，宿舍门禁和班车也可使用同一张卡。"
VAGUE = "公司高度重视，成立领导小组，制定三年规划，明确责任分工，强化保障措施，扎实推进各项工作取得积极成效。"


@pytest.mark.parametrize(
    ("declared", "text", "verdict"),
    [
        ("仓储智能管理", WAREHOUSE, "agrees"),
        ("仓储 智能管理", WAREHOUSE, "agrees"),
        ("智能仓储", WAREHOUSE, "renamed"),
        ("仓储智能管里", WAREHOUSE, "renamed"),
        ("先进过程控制", WAREHOUSE, "differs"),
        ("人机协同制造", WAREHOUSE, "differs"),
        ("智慧工厂样板", WAREHOUSE, "differs"),
        ("仓储智能管理", "", "unclear"),
        ("先进过程控制", "自动化立体仓库", "unclear"),
        ("先进过程控制", CANTEEN, "unclear"),
        ("先进过程控制", VAGUE, "unclear"),
        ("", WAREHOUSE, "unclear"),
        ("员工食堂管理", CANTEEN, "none"),
    ],
)
def test_verdict(model: SceneModel, guide: Guide, declared: str, text: str, verdict: str) -> None:
    scene = judge_scene("生产管理", declared, text, PLACE, model, guide)
    assert scene.verdict == verdict
    assert (scene.declared_link, scene.declared_scene, scene.text, scene.place) == ("生产管理", declared, text, PLACE)
    assert len(scene.candidates) == 3


def test_the_official_definition_agrees_with_its_name_and_differs_from_every_other(
    model: SceneModel, guide: Guide
) -> None:
    for scenario in guide.scenarios:
        other = guide.numbered(scenario.no % 40 + 1)
        assert judge_scene("", scenario.name, scenario.text, PLACE, model, guide).verdict == "agrees"
        assert judge_scene("", other.name, scenario.text, PLACE, model, guide).verdict in ("differs", "unclear")


def test_marks_are_words_of_the_text_for_the_elements_of_its_candidates(model: SceneModel, guide: Guide) -> None:
    scene = judge_scene("生产管理", "先进过程控制", WAREHOUSE, PLACE, model, guide, row=2)
    assert all(WAREHOUSE[m.start : m.end] == m.phrase for m in scene.marks)
    assert {m.no for m in scene.marks} <= {c.no for c in scene.candidates} | {22}
    mine = {(m.element, m.phrase) for m in scene.marks if m.no == 12}
    assert {("部署", "自动化立体仓库"), ("部署", "堆垛机"), ("面向", "货位"), ("面向", "盘点")} <= mine
    assert any(element == "效果" for element, _ in mine)
    assert (scene.missing, scene.meant, scene.row) == (("面向", "针对", "技术"), (22,), 2)


def test_a_name_of_several_scenarios_is_decided_by_the_text(model: SceneModel, guide: Guide) -> None:
    text = "在风机和减速机轴承座上加装振动传感器，由频谱特征判断磨损程度，提前两周预警，去年避免非计划停机四次。"
    scene = judge_scene("生产作业", "设备智能运维", text, PLACE, model, guide)
    assert (scene.meant, scene.verdict, scene.candidates[0].no, scene.missing) == ((27, 28, 29), "renamed", 28, ())


def test_cues_stand_in_one_clause_and_latin_words_stand_alone(model: SceneModel) -> None:
    def words(text: str) -> set[tuple[str, int]]:
        return {(hit.word, hit.no) for hit in model.weights.cues.find(text)}

    assert ("节约标煤", 16) in words("全年节约标煤两千吨")
    assert ("吨~电耗", 16) in words("吨钢综合电耗下降")
    assert ("吨~电耗", 16) not in words("产量百万吨，电耗下降")
    assert ("aps", 9) in words("上线APS系统")
    assert ("aps", 9) not in words("CAPSULE")
