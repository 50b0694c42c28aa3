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
