"""What a field is called in a sentence: the printed label without its hints, with its year or row."""

from __future__ import annotations

import re

#: Lines of statements, the title and remarks beside tables, which no form prints.
STATEMENT_LINES = {
    "title": "申报书标题",
    "remark": "表格前后的说明",
    "bs.total_assets": "资产总计",
    "bs.total_liabilities": "负债合计",
    "bs.equity": "所有者权益合计",
    "is.revenue": "营业收入",
    "is.main_revenue": "主营业务收入",
    "is.total_profit": "利润总额",
    "is.net_profit": "净利润",
    "is.op_profit": "营业利润",
    "is.op_cost": "营业成本",
    "is.rd": "研发费用",
    "is.tax": "所得税费用",
}
#: How the rows of a repeated part are named.
ROWS = {"t1": "附表1第{}行", "t2": "附表2第{}个实例", "scenes": "第{}个典型场景的", "rows": "第{}行"}
#: What the form prints behind a label: its unit, its limit, where to look.
HINT = re.compile(r"[（(](?:万元|元|%|％|家|[^（）()]*(?:字以内|选填|附表1|包括供应商|盖章)[^（）()]*)[）)]")


def bare_key(key: str) -> str:
    """t1[2].effect → t1.effect"""
    return re.sub(r"\[\d*\]", "", key)


def name_key(label: str | None, key: str) -> str:
    """资产负债率（2024年）, 附表1第2行已实施成效; `label` as printed, None where no form has this key."""
    if year := re.fullmatch(r"year_(\d+)", key):
        return f"表头第{year[1]}个年度"
    bare = bare_key(key)
    name = HINT.sub("", STATEMENT_LINES.get(bare) or label or bare).strip("*")
    index = re.search(r"\[(\d+)\]", key)
    if index is None:
        return name
    if len(index[1]) == 4:
        return f"{name}（{index[1]}年）"
    table = ROWS.get(bare.split(".")[0], "第{}项")
    return f"{table.format(index[1])}{name}"
