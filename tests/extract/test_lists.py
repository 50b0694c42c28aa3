"""The clerk's output tables are read back: what `fill` wrote comes home record by record, in Word and Excel."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpora
from extract import extract_submission
from extract.text import fold
from fill import fill_table, write
from model.document import Document, Reading, Status
from model.submission import Submission
from pipeline import BatchResult
from pipeline.documents import read_one
from tests.extract.grids import document, grid

REFERENCE = corpora.load()


def read(made: Document) -> Submission:
    return extract_submission("表", [Reading(made.file, "0" * 64, Status.OK, made)], REFERENCE)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_filled_gs_06_comes_back(sample_batch: BatchResult, tmp_path: Path, suffix: str) -> None:
    """Every filled cell of the recommendation table is a field of its row; 待补 is no value."""
    path = tmp_path / f"推荐表.{suffix}"
    table = fill_table("GS-06", [r for r in sample_batch.reviews if r.submission.form], REFERENCE)
    write(table, path)
    found = extract_submission("表", [read_one(path)], REFERENCE)
    keys = [column.key for column in table.layout.columns]
    got = {f.key: f.value for f in found.fields}
    wrong = {}
    for number, row in enumerate(table.rows, 1):
        for key, cell in zip(keys, row.cells, strict=True):
            value = got.get(f"rows[{number}].{key}", "")
            if key in ("apply_type", "production_mode", "invest_3y", "main_revenue_prev"):
                continue
            if value != ("" if cell.text == "待补" else fold(cell.text)):
                wrong[number, key] = (value, cell.text)
    assert (found.form, len(table.rows) > 5, wrong) == ("GS-06", True, {})
    assert got["rows[1].apply_type"] in ("先进级智能工厂", "基础级智能工厂", "优秀应用场景")


def test_three_header_rows() -> None:
    """GS-07: leaves stand in the second and third header row; numbers keep their unit."""
    text = (
        "序号 | 企业名称 | 项目名称 | 资金构成 | < | < | 截至2025年8月完成投资额及形象进度描述 | 项目\\n是否\\n在园\\n区\n"
        " |  |  | 总投资 | 固定资产投资 | 资金来源 |  | \n |  |  |  |  | 银行贷款 |  | \n"
        "1 | 甘肃甲公司 | 甲项目 | 1,200 | 900.5 | 300 | 600万元，土建完成 | 是\n2 |  |  |  |  |  |  | "
    )
    found = read(document("基础级智能工厂在建项目汇总表", "单位：万元", grid(text)))
    got = {f.key: f.value for f in found.fields if f.key.startswith("rows")}
    assert got == {
        "rows[1].seq": "1", "rows[1].company_name": "甘肃甲公司", "rows[1].project_name": "甲项目", "rows[1].total_investment": "1200",
        "rows[1].fixed_investment": "900.5", "rows[1].fund_loan": "300", "rows[1].done_to_2025_08": "600万元,土建完成",
        "rows[1].in_park": "是"}  # fmt: skip


@pytest.mark.parametrize("joint", ["{}/{}", "{}—{}", "{}（{}）", "{}\\n{}"])
def test_a_head_with_its_group_in_one_cell(joint: str) -> None:
    """A sheet whose merged heads were filled into the cells below; 生态效益/… stays one column."""
    leaves = [("资金构成", "总投资"), ("资金构成", "铺底流动资金"), ("资金来源", "自筹")]
    heads = " | ".join(joint.format(*pair) for pair in leaves)
    text = (
        f"序号 | 企业名称 | 项目名称 | {heads} | 新增利润 | 预计生态效益/乡村振兴工作成效\n"
        "1 | 甘肃甲公司 | 甲项目 | 1,200 | 210 | 700 | 95 | 无"
    )
    got = {f.key: f.value for f in read(document("基础级智能工厂在建项目汇总表", grid(text))).fields}
    told = [got.get(f"rows[1].{key}") for key in ("total_investment", "working_capital", "fund_self", "eco_effect")]
    assert told[:3] == ["1200", "210", "700"]
    assert told[3] in ("无", None)


GS_01 = "序号 | 评估企业名称 | 省 | 市 | 区 | 联系方式 | 提交时间 | 自评得分 | 自评等级 | 企业规模 | 主营业务收入（万） | 所属行业1 | 企业性质2 | 企业类型3 | 行业大类4\n"


def test_the_printed_sample_row_is_no_record_and_the_frame_is_read() -> None:
    """GS-01: XXX in several cells marks the sample; unit, contact and date stand in lines around the table."""
    sample = "1 | 天水样例公司 | 甘肃省 | 天水市 | 秦州区 | XXX | XXX | 3.38 | 三级 | 20-299人 | XXX | 原材料 | 中央\\n\\n企业 | 小型\\n\\n企业 | 30-非金属矿物制品业\n"
    own = "2 | 甘肃甲公司 | 甘肃省 | 兰州市 | 永登县 | 13900000000 | 2025.8.1 | 2.71 | 二级 | 20-299人 | 12,345.67 | 装备制造 | 民营企业 | 中型企业 | 35-专用设备制造业"
    head, foot = (
        "填写单位（企业）（盖章）：甘肃甲公司          2025年8月3日",
        "联系人：王甲            联系电话：0931-2222222",
    )
    found = read(document("智能制造能力成熟度自评估汇总表", head, grid(GS_01 + sample + own), foot))
    got = {f.key: f.value for f in found.fields}
    assert (got["rows[1].company_name"], got["rows[1].self_score"], got["rows[1].ownership"]) == (
        "甘肃甲公司",
        "2.71",
        "民营企业",
    )
    assert (got["filler"], got["fill_date"], got["contact"], got["contact_phone"]) == (
        "甘肃甲公司",
        "2025-08-03",
        "王甲",
        "0931-2222222",
    )
    assert "rows[2].company_name" not in got


def test_a_blank_output_table_has_no_records() -> None:
    """Nothing is invented."""
    found = read(document("卓越级智能工厂项目推荐汇总表", "推荐单位（盖章）：", grid(
        "序号 | 申报单位名称 | 卓越级智能工厂项目名称 | 涉及典型场景实例（罗列） | 联系人 | 联系方式（手机号）\n1 |  |  |  |  | \n2 |  |  |  |  | ")))  # fmt: skip
    assert (found.form, [f.key for f in found.fields if f.key != "title"]) == ("GS-13", [])


def test_a_record_cut_by_a_page_is_one_record() -> None:
    """The cells that were too high for the page go on, the name among them; the others are complete."""
    table = grid(
        "序号 | 申报单位名称 | 卓越级智能工厂项目名称 | 涉及典型场景实例（罗列） | 联系人 | 联系方式（手机号）\n"
        "1 | 兰州甲有限公司 | 高端阀门 | 车间智能排产、 | 王建 | 13900000001\n"
        " |  | 智能工厂 | 精准配送 |  | \n"
        "2 | 白银乙有限公司 | 铜箔智能工厂 | 数字孪生工厂 | 李强 | 13900000002",
        seams=(2,),
    )
    got = {f.key: f.value for f in read(document("卓越级智能工厂项目推荐汇总表", "推荐单位（盖章）：", table)).fields}
    names = [got.get(f"rows[{number}].project_name") for number in (1, 2, 3)]
    assert names == ["高端阀门智能工厂", "铜箔智能工厂", None]


HEAD_7 = (
    "序号 | 企业名称 | 项目名称 | 资金构成 | < | < | < | 企业属性 | 项目是否在园区\n"
    " |  |  |  |  | 资金来源 | < |  | \n |  |  | 总投资 | 固定资产投资 | 自筹 | 其他 |  | \n"
)


def rows_of(found: Submission, column: str) -> list[str]:
    return [f.value for f in found.like("rows[", f"].{column}")]


def test_an_answer_that_is_also_a_label_makes_no_head() -> None:
    """其他 is a column of GS-07 and an answer of another: rows with it are records, each under the right column."""
    body = "1 | 甲公司 | 甲项目 | 1200 | 900 | 1200 | 0 | 其他 | 是\n2 | 乙公司 | 乙项目 | 800 | 700 | 500 | 300 | 其他 | 否\n"
    found = read(
        document("基础级智能工厂在建项目汇总表", grid(HEAD_7 + body + "合计 |  |  | 2000 | 1600 | 1700 | 300 |  | "))
    )
    assert rows_of(found, "company_name") == ["甲公司", "乙公司"]
    assert (rows_of(found, "fund_other"), rows_of(found, "attribute")) == (["0", "300"], ["其他", "其他"])


def test_a_head_printed_again_and_a_record_cut_by_the_page() -> None:
    """The head on the second page is no record; what follows the cut without a number belongs to the record before."""
    first = "1 | 甲公司 | 甲项目 | 1200 | 900 | 1200 | 0 | 其他 | 是\n"
    second = " |  | （二期） |  |  |  |  |  | \n2 | 乙公司 | 乙项目 | 800 | 700 | 500 | 300 | 省属 | 否"
    seam = len((HEAD_7 + first).splitlines())
    cut = read(document("基础级智能工厂在建项目汇总表", grid(HEAD_7 + first + second, seams=(seam,))))
    assert rows_of(cut, "project_name") == ["甲项目（二期）".replace("（", "(").replace("）", ")"), "乙项目"]
    again = read(document("基础级智能工厂在建项目汇总表", grid(HEAD_7 + first + HEAD_7 + second.splitlines()[1])))
    assert rows_of(again, "company_name") == ["甲公司", "乙公司"]


def test_a_table_on_its_side_and_a_unit_in_the_head() -> None:
    """Labels down the first column, one record a column; 元 in the head is not 万元."""
    side = read(document("卓越级智能工厂项目推荐汇总表", grid(
        "序号 | 1 | 2\n申报单位名称 | 甲公司 | 乙公司\n卓越级智能工厂项目名称 | 甲厂 | 乙厂\n联系人 | 王甲 | 李乙\n联系方式（手机号） | 13900000001 | 13900000002")))  # fmt: skip
    assert (rows_of(side, "company_name"), rows_of(side, "contact")) == (["甲公司", "乙公司"], ["王甲", "李乙"])
    head = "序号 | 评估企业名称 | 自评得分 | 自评等级 | 主营业务收入（元）\n1 | 甲公司 | 2.05 | 二级 | 123456700"
    assert rows_of(read(document("智能制造能力成熟度自评估汇总表", grid(head))), "main_revenue") == ["12345.67"]


def test_a_sample_beside_records_is_kept_apart() -> None:
    """GS-01: the sample is no record, but it is seen where records stand below it."""
    sample = "1 | 天水样例公司 | XXX | 三级 | XXX\n"
    head = "序号 | 评估企业名称 | 自评得分 | 自评等级 | 主营业务收入（万）\n"
    found = read(
        document("智能制造能力成熟度自评估汇总表", grid(head + sample + "2 | 甲公司 | 2.05 | 二级 | 12345.67"))
    )
    assert (rows_of(found, "company_name"), [f.value for f in found.like("rows_sample[")]) == (
        ["甲公司"],
        ["天水样例公司"],
    )
    assert not read(document("智能制造能力成熟度自评估汇总表", grid(head + sample))).like("rows_sample[")


def test_sentences_around_the_table_are_remarks() -> None:
    """Each paragraph on its own, its lines joined; title, recommender and date are none."""
    table = grid(
        "序号 | 申报单位名称 | 卓越级智能工厂项目名称 | 涉及典型场景实例（罗列） | 联系人 | 联系方式（手机号）\n"
        "1 | 福建甲有限公司 | 甲智能工厂 | 生产作业—在线智能检测—焊缝检测 | 王一 | 13893106427"
    )
    made = document("卓越级智能工厂项目推荐汇总表", "推荐单位（盖章）：福建省某市工业和信息化局", table,
                    "说明：序号1企业为在闽\n中央企业所属子公司。", "备注：无", "2025年7月14日")  # fmt: skip
    found = extract_submission("表", [Reading(made.file, "0" * 64, Status.OK, made)], corpora.load("fujian-2025"))
    assert found.form == "FJ-03"
    assert [f.value for f in found.like("remarks[", "]")] == ["说明:序号1企业为在闽中央企业所属子公司。", "备注:无"]
