"""Where a scan lost the line between a value and the next label both are read; a cell that is one stays whole."""

from __future__ import annotations

import pytest

import corpora
from extract.labels import LabelBook
from extract.merged import part_labels
from model.form import FieldSpec
from tests.extract.grids import grid

GS_03 = next(form for form in corpora.load().forms if form.id == "GS-03")
BOOK = LabelBook(spec for part in GS_03.parts for spec in part.fields if isinstance(spec, FieldSpec))


def rows(text: str) -> list[list[str]]:
    return [[cell.text.replace("\n", "") for cell in line] for line in part_labels(grid(text), BOOK).lines()]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (
            "产线名称 | 锂盐干燥线 智能化改造完成\\n投资（万元） | < | < | 1315.40",
            "锂盐干燥线 智能化改造完成投资（万元）",
        ),
        ("建设开始时间 | 2022年5月 建设完成时间 | < | < | 2023年12月", "2022年5月 建设完成时间"),
        ("全部设备台套（产线）数 | 64 其中工业机器人\\n数量 | < | < | 9", "64 其中工业机器人数量"),
        (
            "生产产品及产量 | 碳酸锂， 上年度产出\\n年产2万吨 （万元） | < | < | 8714.20",
            "碳酸锂，年产2万吨 上年度产出（万元）",
        ),
    ],
)
def test_value_and_next_label_are_told_apart(drawn: str, read: str) -> None:
    value, label = read.split(" ")
    assert rows(drawn)[0][1:3] == [value, label]


@pytest.mark.parametrize(
    "drawn",
    [
        "产线名称 | 锂盐干燥线 二号 | < | < | 智能化改造完成投资（万元） | 1315.40",
        "产线名称 | 锂盐干燥线 建设完成时间 | 1315.40",
        "本表由 产线名称 | 锂盐干燥线 建设完成时间 | < | 2023年",
        "建设开始时间 | （3） 建设完成时间 | < | 2023年12月",
        "产线名称 | 锂盐干燥线 建设完成时间 | < |  ",
        "产线名称 | 锂盐干燥线 建设完成时间：2023年 | < | 12月",
        "产线名称 | 锂盐干燥线 建设完成时间 | < | 2023年12月\n甲 | ^ | < | 乙",
    ],
)
def test_other_cells_stay_whole(drawn: str) -> None:
    assert rows(drawn) == [[cell.text.replace("\n", "") for cell in line] for line in grid(drawn).lines()]
