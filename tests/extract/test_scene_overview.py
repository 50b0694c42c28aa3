"""The list of a free book's scenes and the cards that tell of the same are one list; other scenes stay apart."""

from __future__ import annotations

from extract.free.scene_heads import Head, Told
from extract.free.scene_overview import unite_tables
from model.place import Place


def rows(table: str, *names: str, text: str = "", instance: str = "") -> list[Told]:
    places = [(name, Place("书.docx", f"{table}/r{n}c1", text=name)) for n, name in enumerate(names, 2)]
    return [
        Told(Head(name, instance=instance), place, 9, 0, [(text + name, place)] if text else [])
        for name, place in places
    ]


LISTED = ("智能仓储", "精准配送", "在线智能检测")


def test_a_list_and_a_table_of_the_same_scenes_are_one_list() -> None:
    told = unite_tables(rows("t1", *LISTED) + rows("t2", *reversed(LISTED), text="建设"))
    assert [(one.head.name, one.prose[0][0]) for one in told] == [(name, f"建设{name}") for name in LISTED]


def test_tables_of_different_scenes_stay_apart() -> None:
    assert len(unite_tables(rows("t1", *LISTED) + rows("t2", "智能仓储", "人机协同作业", "柔性产线配置"))) == 6


def test_other_instances_of_the_same_scenes_stay_apart() -> None:
    told = rows("t1", *LISTED, instance="一分厂") + rows("t2", *LISTED, instance="二分厂")
    assert len(unite_tables(told)) == 6


def test_a_scene_named_twice_in_one_table_stays_twice() -> None:
    assert len(unite_tables(rows("t1", *LISTED, *LISTED))) == 6
