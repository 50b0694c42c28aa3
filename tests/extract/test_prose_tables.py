"""Tables that the applicant draws in a chapter: each figure a claim with its cell as place."""

from __future__ import annotations

from dataclasses import replace

import pytest

import corpora
from extract.claims import ClaimReader
from extract.claims.tables import ProseTable, tells_figures
from extract.numbers import NumberReader
from extract.prose_cells import tell_cells
from tests.extract.grids import table_of

LEXICONS = corpora.load().lexicons
READER = ClaimReader(LEXICONS, NumberReader(LEXICONS), 2025)

YEARS = [
    ["序号", "指标", "单位", "2022年", "2023年", "2025年（预计）"],
    ["1", "营业收入", "万元", "9,120.50", "9880.00", "12000"],
    ["2", "职工人数", "人", "310", "325", "330"],
    ["3", "说明", "", "见附件", "—", ""],
]
STATES = [
    ["指标名称", "改造前", "改造后", "提升幅度（%）"],
    ["1.操作人员（人）", "37", "23", "37.8"],
    ["设备数控化率（%）", "61", "88", "27"],
    ["工位甲", "3", "2", ""],
]
ACROSS = [
    ["年度", "营业收入（万元）", "利润总额"],
    ["2022年", "9120.5", "613.2"],
    ["2023年", "9880", "702.4"],
    ["2025年（预计）", "12000", "900"],
]


def told(rows: list[list[str]], caption: str = "") -> list[tuple[str, str, str, str, str]]:
    claims, _ = READER.read_tables([ProseTable("c1", table_of(rows, 1), caption)])
    return [
        (c.concept, c.period, c.scope, f"{c.amount.value.normalize():f}{c.amount.unit}", c.place.path) for c in claims
    ]


def test_years_across() -> None:
    """Plans and words are left out; the unit comes from its column."""
    assert told(YEARS) == [
        ("revenue", "2022", "", "91205000元", "t1/r2c4"),
        ("revenue", "2023", "", "98800000元", "t1/r2c5"),
        ("staff", "2022", "", "310人", "t1/r3c4"),
        ("staff", "2023", "", "325人", "t1/r3c5"),
    ]


@pytest.mark.parametrize(
    ("caption", "scope"),
    [
        ("建成2个数字化车间，信息系统运行稳定。经营情况如下：", ""),
        ("车间级、产线级规划逐年滚动编制", ""),
        ("二号车间近三年指标", "workshop"),
    ],
)
def test_the_last_words_above_a_table_say_whose_it_is(caption: str, scope: str) -> None:
    """A level of planning, or a story told before, is none of its captions."""
    assert {row[2] for row in told(YEARS, caption)} == {scope}


def test_beside_a_balance_sheets_rows_the_sales_are_the_companys() -> None:
    rows = [["年度", "2022年", "2023年"], ["资产总额（万元）", "5100", "5420"], ["销售收入（万元）", "6010", "6544"]]
    assert {row[2] for row in told(rows)} == {"company"}


def test_years_down_the_second_column() -> None:
    """Each year once; rows of several things in one year are no series."""
    rows = [["阶段", "年份", "销售收入（亿元）"], ["起步", "2011", "0.42"], ["扩产", "2016", "1.05"]]
    assert [row[:4] for row in told(rows)] == [
        ("sales", "2011", "", "42000000元"),
        ("sales", "2016", "", "105000000元"),
    ]
    assert told([["产品", "年份", "销售收入（亿元）"], ["甲", "2016", "0.42"], ["乙", "2016", "1.05"]]) == []


def test_before_and_after() -> None:
    """The caption says whose figures they are; a quantity that is not known gives nothing."""
    found = told(STATES, "一号产线改造前后对比")
    assert [row[:4] for row in found] == [
        ("operators", "before", "line", "37人"),
        ("operators", "after", "line", "23人"),
        ("kpi.G01", "before", "line", "61%"),
        ("kpi.G01", "after", "line", "88%"),
    ]


@pytest.mark.parametrize(
    ("was", "now"), [("前", "后"), ("原值", "现值"), ("基准值（2021年）", "实际值（2023年）"), ("人工方式", "系统方式")]
)
def test_states_told_only_by_each_other(was: str, now: str) -> None:
    """Where both head columns they are the two states; alone neither is."""
    rows = [
        ["指标", was, now, "结果"],
        ["换模时间（分钟）", "52", "39", "缩短25%"],
        ["备件库存（件）", "410", "328", "减少20%"],
    ]
    _, changes = READER.read_tables([ProseTable("c1", table_of(rows, 1))])
    assert [(str(c.before.value), str(c.after.value)) for c in changes] == [("52", "39"), ("410", "328")]
    alone = [[rows[0][0], was, "备注"], *([row[0], row[1], ""] for row in rows[1:])]
    assert not READER.read_tables([ProseTable("c1", table_of(alone, 1))])[1]


@pytest.mark.parametrize("label", ["定型周期（月）", "罐次（缸次）", "返修单数"])
def test_ends_whose_unit_is_unknown(label: str) -> None:
    """A unit that no list has, or none, loses no row."""
    rows = [["指标", "改造前", "改造后", "效果"], [label, "26", "20", "下降23.1%"], ["其他", "—", "—", ""]]
    _, changes = READER.read_tables([ProseTable("c1", table_of(rows, 1))])
    assert [str(amount.value) for c in changes for amount in (c.before, c.after)] == ["26", "20"]


def test_changes_stand_beside_them() -> None:
    """提升幅度 heads what falls as well: no direction follows. Points of a rate are no change in percent."""
    _, changes = READER.read_tables([ProseTable("c1", table_of(STATES, 1))])
    shown = [(c.subject, str(c.before.value), str(c.after.value), str(c.claim and c.claim.value)) for c in changes]
    assert shown == [("操作人员", "37", "23", "37.8")]
    assert changes[0].direction == 0
    assert changes[0].place.path == "t1/r2c4"


def test_years_down() -> None:
    assert [row[:4] for row in told(ACROSS, "历年情况（单位：万元）")] == [
        ("revenue", "2022", "", "91205000元"),
        ("profit_total", "2022", "", "6132000元"),
        ("revenue", "2023", "", "98800000元"),
        ("profit_total", "2023", "", "7024000元"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["设备名称", "型号", "数量"], ["加工中心", "VMC850", "12"]],
        [["姓名", "职务", "电话"], ["张三", "经理", "0931-1234567"]],
        [["序号", "内容", "进度安排"], ["1", "建设车间", "2025年完成"]],
    ],
)
def test_other_tables_tell_no_figures(rows: list[list[str]]) -> None:
    table = table_of(rows, 1)
    assert not tells_figures(table)
    assert READER.read_tables([ProseTable("c1", table)]) == ((), ())


def test_head_dates_the_state_after_the_works() -> None:
    """实施后（2024年1—8月）: the last month is kept as the date behind `after`."""
    rows = [["指标", "实施前", "实施后（2024年1—8月）"], ["产品合格率（%）", "96.2", "98.4"]]
    claims, _ = READER.read_tables([ProseTable("c1", table_of(rows, 1))])
    assert [(claim.period, claim.since) for claim in claims] == [("before", ""), ("after", "2024-08")]


@pytest.mark.parametrize("corner", ["项目（万元）", "指标（单位：万元）"])
def test_the_head_of_the_names_gives_the_unit_of_the_sums(corner: str) -> None:
    """Rows with a unit of their own keep it; what is no money stays unread."""
    rows = [[corner, "2023年", "2024年"], ["营业收入", "9880.5", "10020"], ["资产负债率（%）", "45.3", "43.9"]]
    assert told(rows) == [
        ("revenue", "2023", "company", "98805000元", "t1/r2c2"),
        ("revenue", "2024", "company", "100200000元", "t1/r2c3"),
        ("debt_ratio", "2023", "company", "45.3%", "t1/r3c2"),
        ("debt_ratio", "2024", "company", "43.9%", "t1/r3c3"),
    ]


def test_change_in_a_column_of_words() -> None:
    """The row's own rise or fall is heard before what else the cell says; other quantities and bases are not."""
    rows = [
        ["项目", "改造前", "改造后", "备注"],
        ["包装岗位定员（人）", "15", "6", "定员压减70%，其余转岗到发货"],
        ["换版调试用时（小时/百批）", "52", "39", "缩短130%"],
        ["日产量（件）", "120", "150", "能耗下降12%"],
        ["一次交检合格率", "95.1%", "98.2%", "提高1.4%，较行业平均"],
        ["盘点用时（小时）", "8", "2", "按班组统计"],
    ]
    _, changes = READER.read_tables([ProseTable("c1", table_of(rows, 1), "")])
    assert [(c.text, c.direction) for c in changes] == [
        ("包装岗位定员由15人变为6人，压减70%", -1),
        ("换版调试用时由52小时/百批变为39小时/百批，缩短130%", -1),
        ("盘点用时由8小时变为2小时", -1),
    ]


def test_what_each_figure_is_of_stands_in_its_cell() -> None:
    """每班 in both cells: the ends of one change; 每班 beside 每天 are none. A share of hands speaks of the post."""
    head = ["工位", "改造前", "改造后", "说明"]
    _, changes = READER.read_tables(
        [ProseTable("c1", table_of([head, ["上料值守", "每班12人", "每班5人", "人员减少58%，调往包装"]], 1))]
    )
    assert [(one.before.value, one.after.value, one.claim and one.claim.value) for one in changes] == [(12, 5, 58)]
    for apart in (["上料值守", "每班12人", "每天5人", "人员减少58%"], ["能耗", "每班12度", "每班5度", "人员减少58%"]):
        _, changes = READER.read_tables([ProseTable("c1", table_of([head, apart], 1))])
        assert not any(one.claim for one in changes)


def test_the_same_month_of_two_years_stands_for_before_and_after() -> None:
    """A remark behind it takes nothing away; months that follow one another are no comparison."""
    rows = [["项目", "2023年6月", "2024年6月", "口径"], ["换模时间（分钟）", "52", "31", "抽查9个班"]]
    _, changes = READER.read_tables([ProseTable("c1", table_of(rows, 1))])
    assert [(c.text, c.direction) for c in changes] == [("换模时间由52分钟变为31分钟", -1)]
    rows[0][2] = "2023年7月"
    assert not tells_figures(table_of(rows, 1))


def changes_of(rows: list[list[str]]) -> list[tuple[str, str, str, str]]:
    _, changes = READER.read_tables([ProseTable("c1", table_of(rows, 1))])
    return [(c.subject, str(c.before.value), str(c.after.value), str(c.claim and c.claim.value)) for c in changes]


def test_states_behind_years_are_ends_of_a_change() -> None:
    rows = [
        ["项目", "2020年（技改前）", "2023年（技改后）", "变化"],
        ["换模时间（分钟）", "60", "45", "缩短25.0%"],
        ["包装班组（人）", "20", "15", "减少5人，25.0%"],
        ["每班产量（箱）", "400", "500", "+100（+25.0%）"],
    ]
    assert changes_of(rows) == [
        ("换模时间", "60", "45", "25.0"),
        ("包装班组", "20", "15", "25.0"),
        ("每班产量", "400", "500", "25.0"),
    ]
    claims, _ = READER.read_tables(
        [ProseTable("c1", table_of([rows[0], ["营业收入（万元）", "900", "990", "增长10%"]], 1))]
    )
    assert [c.period for c in claims] == ["2020", "2023"]  # of the year, as printed


def test_two_dates_before_the_change_are_its_ends() -> None:
    rows = [["指标", "2021年", "2024年3月—2025年2月", "增减"], ["停机时间（小时）", "80", "60", "减少25%"]]
    assert changes_of(rows) == [("停机时间", "80", "60", "25")]
    three = [["指标", "2022年", "2023年", "2024年", "增长"], ["换型次数（次）", "80", "60", "50", "17%"]]
    assert changes_of(three) == []  # of which year is not said


def test_fall_of_bad_ones_in_the_row_of_the_good() -> None:
    rows = [
        ["指标", "实施前（2021年）", "实施后（2024年）", "变化"],
        ["一次合格率（%）", "96.0", "98.0", "不良率下降50.0%"],
    ]
    assert changes_of(rows) == [("一次合格率", "96.0", "98.0", "None")]
    claims, _ = READER.read_tables([ProseTable("c1", table_of(rows, 1))])
    assert [c.text for c in claims if c.relation == "change"] == ["不良率下降50.0%"]


def test_a_merged_cell_is_told_once() -> None:
    table = table_of([["阶段", "内容"], ["一期", "车间内布置温湿度测点，数据进入看板。"], ["二期", ""]], 1)
    merged = [replace(cell, rowspan=2) if (cell.row, cell.col) == (1, 1) else cell for cell in table.cells]
    cells = tuple(cell for cell in merged if (cell.row, cell.col) != (2, 1))
    assert [text for text, _ in tell_cells([replace(table, cells=cells)])] == ["车间内布置温湿度测点，数据进入看板。"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ["序号", "成效指标", "单位", "数值", "备注"],
                ["1", "关键工序数控化率", "%", "88.4", ""],
                ["2", "产品不良率下降", "%", "31.5", "年均"],
            ],
            [("nc_ratio_key_process", "88.4"), ("kpi.G08", "31.5")],
        ),
        (
            [["指标", "变化"], ["单位产值综合能耗", "下降6.4%"], ["生产效率", "提高18.2%"]],
            [("value_energy", "6.4"), ("kpi.G03", "18.2")],
        ),
        ([["项目", "提升（%）"], ["生产效率", "21.7"], ["库存周转率", "15"]], [("kpi.G03", "21.7"), ("kpi.G12", "15")]),
        (
            [["核心运行指标", "实绩", "备注"], ["关键工序数控化率", "93.5%", "年末"], ["生产效率提升", "17.4%", ""]],
            [("nc_ratio_key_process", "93.5"), ("kpi.G03", "17.4")],
        ),
        ([["指标", "目标值"], ["关键工序数控化率", "95%"], ["生产效率提升", "30%"]], []),
        ([["指标", "本厂", "行业平均"], ["关键工序数控化率", "88%"], ["合格率", "97%"]], []),
    ],
)
def test_each_row_of_a_table_without_years_is_the_sentence_it_says(
    rows: list[list[str]], expected: list[tuple[str, str]]
) -> None:
    """指标 | 单位 | 数值 and 指标 | 变化 tell one figure a row; columns of goals and of others tell none of the firm's."""
    claims, _ = READER.read_tables([ProseTable("c1", table_of(rows, 1), "")])
    assert [(c.concept, str(c.amount.value)) for c in claims] == expected


def test_a_remark_that_names_its_figure_is_a_sentence() -> None:
    rows = [
        ["设备", "台数", "备注"],
        ["注塑机", "8", "关键设备联网率8/9=88.9%"],
        ["机械手", "6", "同比提高12%"],
        ["合计", "14", "较上年增加3%"],
        ["其他", "1", "2023年为3台"],
    ]
    assert [text for text, _ in tell_cells([table_of(rows, 1)])] == ["关键设备联网率8/9=88.9%"]
    assert not list(tell_cells([table_of([["设备", "型号"], ["注塑机", "关键设备联网率88.9%"]], 1)]))


def test_losses_in_a_row_of_years() -> None:
    """The sign of a formula, the brackets of accountants and a word; (3) numbers an entry."""
    row = ["1", "利润总额", "万元", "(864.30)", "\u2212120.5"]
    assert told([["序号", "指标", "单位", "2022年", "2023年"], row, ["2", "净利润", "万元", "(3)", "负98.2"]]) == [
        ("profit_total", "2022", "", "-8643000元", "t1/r2c4"),
        ("profit_total", "2023", "", "-1205000元", "t1/r2c5"),
        ("net_profit", "2023", "", "-982000元", "t1/r3c5"),
    ]


def test_a_mark_before_a_share_is_a_rise() -> None:
    """▲35.2% in a column of years says how much more; ▲864.30 is a loss."""
    row = ["利润总额", "万元", "▲864.30", "120.50"]
    rate = ["资产负债率", "%", "▲35.2%", "31.1%"]
    found = told([["指标", "单位", "2022年", "2023年"], row, rate])
    assert [amount for *_, amount, place in found if place == "t1/r2c3"] == ["-8643000元"]
    assert not [amount for *_, amount, _ in found if amount.startswith("-35.2")]


@pytest.mark.parametrize(
    "rows",
    [
        [["指标", "计量", "实施前", "实施后", "变化"], ["一次交检合格率", "%", "91.40", "95.15", "提高3.75个百分点"], ["换型用时", "分钟", "46", "31", "缩短32.6%"]],
        [["指标", "实施前", "实施后", "变化"], ["一次交检合格率/%", "91.40", "95.15", "提高3.75个百分点"]],
        [["指标", "实施前", "实施后", "变化"], ["一次交检合格率", "91.40", "95.15", "提高3.75个百分点"]],
    ],
)  # fmt: skip
def test_ends_of_a_change_in_points_are_percentages(rows: list[list[str]]) -> None:
    """By a column of units under any head, by the label's own unit, or by the points themselves."""
    _, changes = READER.read_tables([ProseTable("c1", table_of(rows, 1), "")])
    change = changes[0]
    assert (change.before.unit, change.after.unit, change.claim.unit if change.claim else "") == ("%", "%", "百分点")
    assert change.subject == "一次交检合格率"
