"""Whether a sum of investment is told of works with a name of their own: 包装工段总投入310万元 of a larger project."""

from __future__ import annotations

import re

from check.beside import Beside
from check.case import Case
from check.spelling import fold_text
from model.submission import Claim, Field

#: The words right before 总投资 in its clause.
_HEAD = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9]{2,20}?)(?:的)?(?:实际|已|共|累计|计划|合计|完成|软硬件|设备|固定资产|建设|改造)*(?:总?投资|总?投入)"
)
#: What names no works of their own.
_PLAIN = re.compile(
    r"项目|工程|场景|产线|生产线|工厂|车间|改造|建设|智能化?|数字化?|自动化|实际|完成|累计|软件|硬件|应用|技术|技改|升级|全部|整个|整体"
    r"|固定资产|设备|公司|企业|我们?|本|该|此|这|的|一|个|共|已|总|代表|示范|制造|生产|年|月|至|从|为|在|以|按|对|并|截|止|目前|现|约|近|与|和|及|[0-9]"
)
_NAMES = ("project_name", "factory_name", "line_name", "scene_name", "company_name", "applicant", "cover_scene_name")
#: Parts of a factory that are works of their own.
_PART = re.compile(
    r"MES|ERP|WMS|PLM|PDM|APS|SCADA|QMS|控制|模块|机器人|检测|单元|立库|仓库|平台|系统|工段|工序|实验室|中心|机房|站|房|[一二三四]期|[\u4e00-\u9fff]线"
)
#: 二期改造已备案，总投资…: another phase, named ahead in the sentence.
LATER = re.compile(r"[二三四]期")
#: 能源管控场景投资860万元: one scene by its name; 各场景, 典型场景 are all of them.
SCENE_COST = (
    r"(?P<scene>[\u4e00-\u9fffA-Za-z]{2,16}?)(?<![各个部有等型述优应用])(?<!智能制造)(?:典型)?场景(?:实例|项目|改造)?(?:的)?"
    r"(?:建设|应用|实施|软硬件|实际|完成|已)*(?:投资|投入)"
)
NAMED_SCENE = re.compile(SCENE_COST)
#: 截至8月 tells how far it has come; 截至2024年末 is the day of the balance sheet.
SO_FAR = re.compile(r"截至|截止")
#: All of it by then.
ALL_DONE = re.compile(r"总|全部|合计")


def is_of_other_works(case: Case, claim: Claim) -> bool:
    """True where the clause names a unit, a line, a store that neither project nor line nor company is called by."""
    head = _HEAD.search(re.split(r"[，。；,;：:、]", claim.text)[-1] if "," not in claim.text else claim.text)
    named = head[1] if head else ""
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    ahead = re.split(r"[。；;\n]", text[: text.find(claim.text)])[-1] if claim.text in text else ""
    if LATER.search(ahead):
        return True
    if _PART.search(named) is None:
        return False
    own = fold_text("".join(f.value for key in _NAMES if (f := case.field(key))))
    rest = _PLAIN.sub("", named)
    return len(rest) >= 2 and not any(rest[i : i + 2] in own for i in range(len(rest) - 1))


def is_so_far(case: Case, claim: Claim, wholes: list[Field]) -> bool:
    """截至2023年底，项目累计完成投资5200万元 of 6120万元, when the works still went on: how far it had come by then."""
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    ahead = re.split(r"[。；;\n]", text[: text.find(claim.text)])[-1] if claim.text in text else ""
    if not SO_FAR.search(ahead) or "完成" not in claim.text or ALL_DONE.search(claim.text):
        return False
    period, days = case.field("build_period"), re.findall(r"20\d{2}", ahead)
    over = period is not None and bool(days) and period.value.partition("/")[2][:4] < days[-1]
    return not over and bool(wholes) and all(f.amount and claim.amount.value < f.amount.value for f in wholes)
