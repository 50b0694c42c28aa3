"""Statements whose columns are shown by alignment alone, and what must not be taken for one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ingest import read
from model.document import Document
from tests.ingest.pdf_file import frame, stroke, text, write_pdf

ROWS = [
    ("货币资金", "七、1", "1,250,000.00", "980,500.35"), ("应收账款", "七、4", "86,420.10", "-"),
    ("存货", "", "(12,345.00)", "7,000.00"), ("流动资产合计", "", "1,348,765.10", "987,500.35"),
    ("固定资产", "七、12", "560,000.00", "610,230.77"),
]  # fmt: skip
HEAD = ("项目", "附注", "期末余额", "期初余额")
EDGES = [72.0, 220.0, 270.0, 400.0, 530.0]


def row(cells: tuple[str, ...], top: float, edges: list[float], numbers: int = 2) -> str:
    """Texts at the left of their columns, the last `numbers` ones at the right."""
    out = ""
    for j, words in enumerate(cells):
        width = sum(10.5 if char > "\u2e7f" else 5.25 for char in words)
        left = edges[j + 1] - 4 - width if j >= len(cells) - numbers else edges[j] + 4
        out += text(left, top, words) if words else ""
    return out


def document(path: Path) -> Document:
    reading = read(path, path.name)
    assert reading.document is not None, reading.error
    return reading.document


def grid(found: Document) -> list[list[str]]:
    (table,) = found.tables
    return [[cell.text for cell in line] for line in table.lines()]


@pytest.mark.parametrize("ruled", [False, True])
def test_statement_without_upright_rules_is_a_table(tmp_path: Path, ruled: bool) -> None:
    body = text(240, 120, "资产负债表", 16) + text(72, 150, "编制单位：甲公司") + text(480, 150, "单位：元")
    body += row(HEAD, 175, EDGES, 0) + "".join(row(cells, 195 + 18 * i, EDGES) for i, cells in enumerate(ROWS))
    if ruled:
        body += stroke(72, 172, 530, 172) + stroke(72, 191, 530, 191) + stroke(72, 285, 530, 285)
    body += text(72, 330, "法定代表人：张三　　主管会计：李四")
    found = document(write_pdf(tmp_path / "a.pdf", [body]))
    assert grid(found) == [list(HEAD), *map(list, ROWS)]
    assert [b.text for b in found.blocks][:2] == ["资产负债表", "编制单位：甲公司 单位：元"]
    cell = found.tables[0].cells[6]
    assert (cell.text, cell.place.path) == ("1,250,000.00", "p1/t1/r2c3")


def test_headings_of_groups_stay_in_the_table(tmp_path: Path) -> None:
    rows: list[tuple[str, ...]] = [HEAD, ("流动资产：",), *ROWS[:4], ("非流动资产：",), ROWS[4], ROWS[0]]
    body = "".join(row(cells, 100 + 18 * i, EDGES, 2 if len(cells) > 1 and i else 0) for i, cells in enumerate(rows))
    lines = grid(document(write_pdf(tmp_path / "a.pdf", [body])))
    assert [line[0] for line in lines] == [cells[0] for cells in rows]
    assert lines[6] == ["非流动资产：", "", "", ""]


def test_a_name_goes_on_where_it_closes_its_bracket(tmp_path: Path) -> None:
    names = (
        "营业收入",
        "营业成本",
        "销售费用",
        "投资收益（损失",
        "以“－”号填列）",
        "信用减值损失（损失",
        "以“－”号填列）",
        "营业外收入",
    )
    tops = (120, 134, 148, 162, 180, 194, 212, 226)  # the lines of a name stand farther apart than rows do
    rows = [(name, "", "1,250.00", "980.35") if "填列" not in name else (name,) for name in names]
    body = row(HEAD, 100, EDGES, 0) + "".join(
        row(cells, top, EDGES, 2 if len(cells) > 1 else 0) for cells, top in zip(rows, tops, strict=True)
    )
    lines = grid(document(write_pdf(tmp_path / "a.pdf", [body])))
    whole = ["投资收益（损失以“－”号填列）", "信用减值损失（损失以“－”号填列）", "营业外收入"]
    assert [line[0] for line in lines[1:]] == [*names[:3], *whole]


def test_two_sides_of_a_balance_sheet(tmp_path: Path) -> None:
    edges = [40.0, 110.0, 170.0, 235.0, 300.0, 370.0, 430.0, 495.0]
    body = ""
    for i, (name, _, now, before) in enumerate(ROWS):
        body += row((name, now, before), 100 + 18 * i, [40.0, 120.0, 200.0, 280.0])
        body += row(("短期借款"[: 2 + i % 3], before, now), 100 + 18 * i, [300.0, 380.0, 460.0, 540.0])
    assert len(edges) == 8
    lines = grid(document(write_pdf(tmp_path / "a.pdf", [body])))
    assert lines[0] == ["货币资金", "1,250,000.00", "980,500.35", "短期", "980,500.35", "1,250,000.00"]
    assert len(lines) == 5


@pytest.mark.parametrize(
    "rows",
    [
        [f"第{n}章　概述与目标 ........ {n}　{n}" for n in range(1, 8)],  # contents
        ["2023年产值1,250万元，同比增长12.5%，利润80万元，员工300人。" * 2] * 8,  # prose
        ["联系人：张三　　电话：0931-1234567", "地址：甘肃省", "邮编：730000　　传真：0931-7654321"],
        ["1　2　3　4　5", "6　7　8　9　10", "11　12　13　14　15", "16　17　18　19　20"],  # numbers without names
    ],
)
def test_what_is_no_statement_stays_text(tmp_path: Path, rows: list[str]) -> None:
    body = "".join(text(72, 100 + 18 * i, words[:42]) for i, words in enumerate(rows))
    assert document(write_pdf(tmp_path / "a.pdf", [body])).tables == ()


def test_numbers_that_do_not_stand_in_line_are_no_table(tmp_path: Path) -> None:
    dice = random.Random(7)
    body = ""
    for i in range(8):
        spots = [72.0, dice.uniform(150, 220), dice.uniform(260, 400)]
        body += "".join(text(x, 100 + 18 * i, words) for x, words in zip(spots, ("设备", "1,200", "35.5"), strict=True))
    assert document(write_pdf(tmp_path / "a.pdf", [body])).tables == ()


def test_frame_round_a_table_is_no_cell(tmp_path: Path) -> None:
    """An outer box with a rule under the head: the columns are still those that alignment shows."""
    body = row(HEAD, 175, EDGES, 0) + "".join(row(cells, 195 + 18 * i, EDGES) for i, cells in enumerate(ROWS))
    body += frame(68, 170, 532, 290) + stroke(68, 190, 532, 190)
    assert grid(document(write_pdf(tmp_path / "a.pdf", [body]))) == [list(HEAD), *map(list, ROWS)]


def test_figures_that_a_cell_cut_are_whole(tmp_path: Path) -> None:
    """1,250,000. over 00: the lines of one row stand closer than rows do."""
    body = row(HEAD, 175, EDGES, 0)
    for i, (name, note, now, before) in enumerate(ROWS):
        top = 195 + 34 * i
        cut = now[:-2] if now.endswith("0") else now
        body += row((name, note, cut, before), top, EDGES)
        body += row(("", "", now[len(cut) :], ""), top + 13, EDGES) if cut != now else ""
    assert [line[2] for line in grid(document(write_pdf(tmp_path / "a.pdf", [body])))][1:] == [r[2] for r in ROWS]


def test_rows_left_on_the_next_page_belong_to_the_table(tmp_path: Path) -> None:
    """Two rows are too few to show columns; they stand in those of the page before."""
    first = row(HEAD, 700, EDGES, 0) + "".join(row(cells, 715 + 16 * i, EDGES) for i, cells in enumerate(ROWS))
    second = "".join(row(cells, 80 + 16 * i, EDGES) for i, cells in enumerate(ROWS[:2]))
    lines = grid(document(write_pdf(tmp_path / "a.pdf", [first, second])))
    assert lines == [list(HEAD), *map(list, ROWS), *map(list, ROWS[:2])]
