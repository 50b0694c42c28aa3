"""Whose number it is: the subject of the clause, until another is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

import corpora
from extract.claims import ClaimReader
from extract.numbers import NumberReader
from model.place import Place
from model.submission import Claim, Passage

LEXICONS = corpora.load().lexicons
READER = ClaimReader(LEXICONS, NumberReader(LEXICONS), 2025, "甘肃祁连水泥装备有限公司")
NOT_OURS = ("group", "other", "industry", "national")


def read(text: str) -> list[Claim]:
    return [c for c in READER.read([Passage("scheme_text", text, Place("书.docx", "para1"))])[0] if c.concept]


@pytest.mark.parametrize(
    "told",
    [
        "控股股东兰州重型机械集团有限公司2024年营业收入56.2亿元",
        "公司股东陇能投资股份有限公司净资产15亿元，资产总额38亿元，现有职工8600人",
        "所在园区企业总资产超过120亿元",
        "项目所在的中堡工业园2024年工业总产值43亿元，职工1.2万人",
        "同行业上市公司2024年营业收入均超过30亿元",
        "供应商黄河智测科技有限公司2024年营业收入5200万元，研发人员62人",
        "服务客户年产水泥2.3亿吨，客户总资产超过800亿元",
        "参股公司陇西铜材有限公司2022年亏损58万元、2023年盈利4万元",
        "系统集成商西安云擎信息技术有限公司2024年营业收入2.1亿元，员工320人",
        "2024年，公司最大的客户海螺水泥实现营业收入910亿元",
        "协作企业（恒力铸造有限公司）占地面积86亩，年产能1.5万吨",
        "永登耐磨材料公司是本公司的全资子公司，2024年营业收入1.2亿元，资产总额6500万元",
        "合资公司由我公司与法国某企业共同设立，2024年主营业务收入8800万元",
        "公司主要股东为陇原工业投资公司，该公司2024年资产总额620亿元、职工3100人",
        "天水长城电气有限公司2024年主营业务收入7.4亿元，职工905人",
        "上述两家公司2024年合计营业收入2.2亿元，职工160人",
        "公司先后为年营业收入超过80亿元的大型客户提供备件",
        "同期建设的原料库扩建工程总投资780万元，不计入本项目总投资",
        "本次统计不含燃气锅炉改造工程，该工程投资620万元",
    ],
)
@pytest.mark.parametrize("before", ["", "公司近年来同比增长8.5%，"])
def test_another_subjects_numbers_are_not_the_companys(told: str, before: str) -> None:
    scopes = {claim.scope for claim in read(before + told) if claim.amount.value != Decimal("8.5")}
    assert scopes
    assert scopes <= {*NOT_OURS}


@pytest.mark.parametrize(
    "told",
    [
        "公司为陇原建投集团全资子公司，2024年实现主营业务收入3.5亿元",
        "公司下属三个车间，2024年主营业务收入3.5亿元",
        "作为行业龙头企业，2024年主营业务收入3.5亿元",
        "公司（控股股东为陇原建投集团）2024年主营业务收入3.5亿元",
        "与西安秦智机器人公司合作后，我公司主营业务收入达到3.5亿元",
        "控股股东陇原建投集团2024年营业收入56亿元，公司2024年主营业务收入3.5亿元",
        "公司是海螺水泥的核心供应商，2024年主营业务收入3.5亿元",
        "在陇原建投集团支持下，2024年实现主营业务收入3.5亿元",
        "甘肃祁连水泥装备有限公司2024年主营业务收入3.5亿元",
        "祁连装备有限公司2024年主营业务收入3.5亿元",
        "甘肃祁连水泥装配有限公司2024年主营业务收入3.5亿元",
        "控股股东陇原建投集团2024年营业收入56亿元。车间完成改造。设备运行平稳。该公司2024年主营业务收入3.5亿元",
        "公司供应商管理实现线上化，2024年主营业务收入3.5亿元",
        "公司产品畅销全国，2024年主营业务收入3.5亿元",
        "公司客户遍布二十个省，2024年主营业务收入3.5亿元",
        "公司无子公司，2024年主营业务收入3.5亿元",
        "客户覆盖率提升，公司服务客户超过300家，2024年主营业务收入3.5亿元",
        "控股股东未占用资金，2024年主营业务收入3.5亿元",
    ],
)
def test_a_party_that_is_only_named_does_not_take_the_companys_number(told: str) -> None:
    (claim,) = [claim for claim in read(told) if claim.amount.value == Decimal("3.5E8")]
    assert claim.concept == "main_revenue"
    assert claim.scope not in NOT_OURS
