"""Made-up scene books for the tests of the tables: companies, numbers and places are invented."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from corpora import load
from model.amount import Amount, Source
from model.document import Status
from model.place import Place
from model.reference import Reference
from model.review import Review
from model.submission import Field, Paper, Passage, Submission

FILE = "申报书.docx"
REFERENCE: Reference = load()
SCENE = {
    "applicant": "兰州甲乙机械有限公司",
    "cover_scene_name": "在线智能检测",
    "company_name": "兰州甲乙机械有限公司",
    "build_address": "甘肃省兰州市永登县中堡工业园区8号",
    "declare_date": ("2025-09-03", "2025年9月3日"),
    "founded_date": ("2006-04-12", "2006年4月12日"),
    "year_3": ("2024", "2024年"),
    "industry_major": "35专用设备制造业",
    "industry_mid": "351采矿、冶金、建筑专用设备制造",
    "total_assets[2024]": "26348.17",
    "main_revenue[2023]": "10345.60",
    "main_revenue[2024]": "12345.67",
    "cmmm_self_level": ("3级", "□5级 □4级 ☑3级 □2级 □1级"),
    "link_name": "生产作业",
    "scene_name": "在线智能检测",
    "build_period": ("2023-03/2024-10", "2023年3月—2024年10月"),
    "build_investment": "1286.50",
    "kpi.G01": "89.1",
    "kpi.G02": "93.5",
    "profile": "公司主营矿山机械制造,主要产品为磨辊、辊套和衬板,年产磨辊1200套。公司是高新技术企业。"
    "计划2027年年产达到9999套。",
    "scheme_text": "(一)改造前没有仓储管理系统。\n检测工位通过工业以太网接入车间网络,与企业资源计划系统打通。"
    "全线关键设备46台,其中数控设备41台,已联网43台。",
    "t1[1].scene": "在线智能检测",
    "t1[1].effect": "单件检测时间由42分钟缩短到25分钟,缩短40.5%;质量损失率下降43.8%。预计2026年成本再降低77%。",
    "t2[1].instance_name": "磨辊缺陷在线检测",
    "t2[1].equipment[1].type": "高档数控机床与工业机器人",
    "t2[1].equipment[1].name": "堆焊机器人",
    "t2[1].equipment[1].vendor": "西安丙丁机器人有限公司",
    "t2[1].equipment[1].remark": "3台",
    "t2[1].equipment[2].name": "测厚仪",
    "t2[1].equipment[2].vendor": "西门子（中国）有限公司",
    "t2[1].software[1].name": "制造执行系统",
    "t2[1].software[1].vendor": "自建",
}
_WAN = ("total_assets", "main_revenue", "build_investment")
_LONG = ("profile", "scheme_text", "t1[1].effect", "t1[2].effect")


def make_field(key: str, value: str, text: str = "") -> Field:
    """A field as the reader of forms gives it; money carries its amount in 元."""
    place = Place(FILE, f"t1/{key}", text=text or value)
    amount, unit = None, None
    if key.startswith(_WAN):
        amount, unit = _amount(value, Decimal(10000), "元"), "万元"
    elif key.startswith("is."):
        amount, unit = _amount(value, Decimal(1), "元"), "元"
    elif key.startswith("kpi."):
        amount, unit = _amount(value, Decimal(1), "%"), "%"
    return Field(key, value, text or value, place, unit=unit, amount=amount)


def make_review(
    changes: Mapping[str, str | tuple[str, str] | None] | None = None,
    *,
    name: str = "甲乙机械",
    identity: str = "id-1",
    form: str | None = "GS-02",
    base: Mapping[str, str | tuple[str, str]] = SCENE,
) -> Review:
    """A review of the scene book `base` with some fields changed, or taken out (None)."""
    filled = {key: value for key, value in {**base, **(changes or {})}.items() if value is not None}
    fields = tuple(make_field(k, *(v if isinstance(v, tuple) else (v,))) for k, v in filled.items())
    passages = tuple(Passage(f.key, f.text, f.place) for f in fields if f.key in _LONG)
    papers = (Paper(FILE, "a" * 64, form or "other", Status.OK),)
    return Review(Submission(name, identity, form, papers, fields, passages=passages), (), "gansu-2025", "2025", "e")


def _amount(value: str, factor: Decimal, unit: str) -> Amount:
    number = Decimal(value.replace(",", ""))
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return Amount(number * factor, unit, step * factor, Source.CELL)
