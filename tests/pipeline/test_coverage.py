from __future__ import annotations

import corpora
from model.place import Place
from model.submission import Candidate, Field, Scene, Submission
from pipeline.coverage import cover, decide
from pipeline.scenes import SceneJudge

GUIDE = corpora.load().guide
PLACE = Place("申报书.docx", "t1/r2c2")


def scene(meant: tuple[int, ...], verdict: str = "agrees", *candidates: int) -> Scene:
    ranked = tuple(Candidate(no, GUIDE.numbered(no).name, 0.3) for no in candidates)
    return Scene("", "", verdict, ranked, PLACE, meant=meant)


def test_a_scene_counts_for_what_it_is() -> None:
    """By its name; by its text where that evidently differs or the name may mean several."""
    assert decide(scene((24,))) == 24
    assert decide(scene((22,), "differs", 12, 13)) == 12
    assert decide(scene((27, 28, 29), "renamed", 34, 28)) == 28
    assert decide(scene((), "none", 12)) is None


def test_links_and_dimensions_are_counted() -> None:
    covered = cover([scene((24,)), scene((4,)), scene((6,)), scene((), "none", 12)], GUIDE)
    assert dict(covered.dimensions) == {"工厂建设": 0, "研发设计": 2, "生产作业": 1, "生产管理": 0, "运营管理": 0}
    assert [link for link, count in covered.links if count] == ["产品研发", "工艺设计", "生产作业"]
    assert covered.undecided == 1


def test_the_listed_scenes_of_a_factory_book_are_judged() -> None:
    told = "产线末端装有八台高速相机，对瓶口裂纹和标签偏斜拍照判定，不合格品由气动推杆剔除，漏检率降到万分之二。"
    fields = tuple(
        Field(key, value, value, PLACE)
        for key, value in (
            ("scenes[1].name", "智能在线检测"),
            ("scenes[1].desc", told),
            ("scenes[2].name", "仓储智能管理"),
        )
    )
    judged = SceneJudge(GUIDE).scenes(Submission("甲", "id", "GS-03", (), fields))
    assert [(s.declared_scene, s.verdict, s.row) for s in judged] == [
        ("智能在线检测", "renamed", 1),
        ("仓储智能管理", "unclear", 2),
    ]


ENERGY = (
    "在空压站、冷冻机房和锅炉房加装电、水、蒸汽表计，能源管控平台按峰谷电价和负荷预测安排开停机，单位产品能耗下降一成。"
)
SHELVES = "建成立体仓库，仓储管理系统分配货位，堆垛机自动出入库，盘点机器人夜间盘点，账实相符。"


def row(application: str, solution: str) -> Scene:
    told = {"link": "生产管理", "scene": "仓储智能管理", "application": application, "solution": solution}
    fields = tuple(Field(f"t1[1].{key}", text, text, PLACE) for key, text in told.items())
    (scene,) = SceneJudge(GUIDE).scenes(Submission("甲", "1", "GS-02", (), fields))
    return scene


def test_a_description_of_another_scene_is_seen_beside_cells_of_the_declared_one() -> None:
    """The cell 应用描述 decides where the cells together leave it open; all words of the row stay its text."""
    scene = row(ENERGY, SHELVES)
    assert (scene.verdict, scene.candidates[0].name) == ("differs", "能源智能管控")
    assert SHELVES in scene.text
    assert row(SHELVES, SHELVES).verdict == "agrees"
