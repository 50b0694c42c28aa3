"""Sheets beside one another: whose columns stand under each other's heads, and what recognition alone cannot tell."""

from __future__ import annotations

import pytest

import corpora
from extract.statements import StatementReader, mark_turned
from model.document import Status, Table
from model.submission import Paper, Trust
from tests.extract.grids import document, grid

READER = StatementReader(corpora.load().statements)
NAMES = ("货币资金", "存货", "固定资产", "资产总计", "负债合计", "所有者权益合计")
#: Closing figures by year, in yuan.
YEARS = {
    2021: (310, 420, 970, 1700, 600, 1100),
    2022: (350, 440, 1010, 1800, 650, 1150),
    2023: (372, 455, 1173, 2000, 710, 1290),
    2024: (401, 499, 1300, 2200, 750, 1450),
}
SLIPPED = (
    "项目 | 期末余额\n货币资金 | \n流动资产合计 | 1100\n固定资产 | 6000\n非流动资产合计 | 3300\n资产总计 | 4000\n短期借款 | 10000\n"
    "流动负债合计 | 900\n长期借款 | 2000\n非流动负债合计 | 700\n负债合计 | 1000\n实收资本 | 3000\n所有者权益合计 | 5500\n"
    "负债和所有者权益总计 | 7000"
)


def sheet(year: int, left: int, right: int, number: int, page: int | None = None) -> list[str | Table]:
    rows = "\n".join(f"{name} | {a}.00 | {b}.00" for name, a, b in zip(NAMES, YEARS[left], YEARS[right], strict=True))
    return ["资产负债表", f"{year}年12月31日 单位：元", grid(f"项目 | 期末余额 | 年初余额\n{rows}", number, page=page)]


def trusts(*sheets: tuple[int, int, int], page: int | None = None) -> list[Trust]:
    nodes = [node for number, one in enumerate(sheets, 1) for node in sheet(*one, number, page)]
    paper = Paper("报表.docx", "0" * 64, "statements", Status.OK, statements=READER.read(document(*nodes)))
    return [s.trust for s in mark_turned([paper])[0].statements]


@pytest.mark.parametrize(
    ("sheets", "turned"),
    [
        (((2022, 2022, 2021), (2023, 2023, 2022), (2024, 2023, 2024)), {4, 5}),
        (((2022, 2022, 2021), (2023, 2022, 2023), (2024, 2024, 2023)), {2, 3}),
        (((2022, 2021, 2022), (2023, 2023, 2022)), {0, 1}),
        (((2022, 2022, 2021), (2023, 2023, 2022), (2024, 2024, 2023)), set()),
        (((2023, 2023, 2022), (2024, 2023, 2022)), set()),  # the same sheet twice, headed as two years
        (((2023, 2023, 2022), (2024, 2024, 2021)), set()),  # a restated opening
    ],
)
def test_the_columns_of_one_sheet_changed_over(sheets: tuple[tuple[int, int, int], ...], turned: set[int]) -> None:
    want = [Trust.TURNED if at in turned else Trust.OK for at in range(2 * len(sheets))]
    assert trusts(*sheets) == want


def test_columns_that_a_pages_layout_may_have_changed_over_are_left() -> None:
    assert trusts((2022, 2022, 2021), (2023, 2022, 2023), page=1) == [Trust.OK] * 4


@pytest.mark.parametrize(("scanned", "trust"), [(False, Trust.SLIPPED), (True, Trust.UNSURE)])
def test_what_recognition_may_have_lost_is_not_held_against_the_sheet(scanned: bool, trust: Trust) -> None:
    paper = document("资产负债表", "2024年12月31日 单位：元", grid(SLIPPED, 1))
    assert [s.trust for s in READER.read(paper, scanned)] == [trust]
