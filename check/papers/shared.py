"""One effect that is told once for several scenes, or of all of the works (X-06)."""

from __future__ import annotations

import re

#: 两个实例合计年节约, 按各半分摊, 与仓储场景合计, 全厂: no scene claims it as its own.
_SHARED = re.compile(
    r"合并|[两二三四五六各]个?(?:实例|场景|项|处|者|条)|分摊|各半|共同|含实例|已计入|整体|全[厂部]|全(?:车间|场景|公司|企业)|"
    r"(?:工厂|公司|企业)(?:总体|合计|共|全年)|(?:场景|实例)\s*[\d一二三四五六]|共享|同一|上述|如前|[与和同及连][^，,。；;\d]{0,10}(?:场景|实例)"
)
_ADDED = re.compile(r"合计|共计|总计")
#: 节约质量损失及复检费用合计, 节省人工、材料共计; 降本62万元、减员节支40万元，合计: what is added are kinds of money.
_KINDS = re.compile(
    r"(?:费用?|成本|损失|开支|支出|人工|材料|能源|能耗|电|水|气|返工|返修|报废|工时|库存|资金|物料|检验|复检|维修|运输|仓储|质量|管理|加工|停机|索赔)"
    r"(?:[、及和与加]|以及)[^，,。；;\d]{0,14}(?:合计|共计|总计)|(?:合计|共计|总计)[^，,。；;\d]{0,14}(?:[、及和与加]|以及)"
    r"|\d(?:亿|万)?元[^。；;]{0,30}(?:合计|共计|总计)"
)


def is_shared(sentence: str) -> bool:
    """Whether the words about an effect say that it is not this scene's alone."""
    added = _ADDED.search(sentence) is not None and not _KINDS.search(sentence)
    return added or _SHARED.search(sentence) is not None
