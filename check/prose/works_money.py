"""P-04: what a company says it spent for the factory it declares (为此累计完成总投资…) against 项目投资."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.exact import is_level
from check.grade import grade
from check.show import show_field, show_stated
from model.amount import Hedge
from model.finding import Severity
from model.submission import Claim

MONEY = ("investment", "build_investment")
#: For what: this factory, this project; 为此 only where it is all of the investment.
FACTORY = r"(?:[该本此这][个座一]?)?(?:智能工厂|数字化工厂|智慧工厂|(?<=[该本此])工厂|(?<=[该本此])项目)"
FOR_IT = re.compile(
    rf"(?:为了?|围绕|用于|投入到?|推进|实施|开展)(?:建设|实施|打造|推进|建成)?{FACTORY}|(?:建成|实施|建设|打造)了?{FACTORY}"
    rf"|(?:智能工厂|本项目|该项目|工厂建设)(?:的)?(?:建设|改造)?(?:实际|累计|合计|共|总)*(?:总投[资入]|投[资入]总额)"
)
THEREFORE = re.compile(r"为此[^。；;]{0,30}?(?:总投[资入]|投资总额)")
ALL = re.compile(r"总投[资入]|投[资入]总额|(?:共|累计|合计|先后|总计)[^，,\d]{0,4}(?:完成|投入|投资)")
PART = re.compile(
    r"其中|土建|厂房|一期|二期|三期|首期|计划|拟|将|预计|每年|年均|近[三两]年|20\d{2}年|研发|设备|软件|硬件|系统|平台|"
    r"培训|节能|环保|贷款|自筹|补助|资金支持|场景|产线|车间|成立以来|建厂以来|固定资产|技改|新增|追加|另"
)

#: Years of which those of the works are but a part.
SINCE = re.compile(
    r"以来|[\d一二三四五六七八九十]年[来间]|多年|近[\d一二两三四五]年|20\d{2}年?[-—–~～至到、]|十[二三四]五"
)


def find_works_money(case: Case) -> Iterator[Answer]:
    """W: nothing but the company or the factory is named as who spent it, and the sentence says for what."""
    cell = case.field("project_investment")
    if cell is None or cell.amount is None:
        return
    texts = Beside.of(case.submission).texts
    told = [c for c in case.submission.claims if is_all(c, texts.get(c.place.path, ""))]
    if any(grade(cell.amount.interval, c.amount) is None for c in told):
        yield Agreed()
        return
    for claim in told[:1]:
        yield case.finding(
            f"正文“{claim.text}”中的{show_stated(claim.amount)}，与表内“{case.label(cell.key)}”填{show_field(cell)}不一致，"
            f"请核实。",
            claim,
            cell,
            severity=Severity.W,
            tags=("scope_unknown",),
            expected=show_field(cell),
            found=show_stated(claim.amount),
            cures=[case.cure_by(cell, claim.amount)],
        )


def is_all(claim: Claim, text: str) -> bool:
    money = claim.concept in MONEY and claim.amount.unit == "元" and claim.amount.hedge is Hedge.NONE
    if not money or not is_level(claim) or claim.scope not in ("company", "workshop", "factory"):
        return False
    at = text.find(claim.text)
    ahead = re.split("[。；;\n]", text[: max(at, 0)])[-1]

    named = FOR_IT.search(ahead + claim.text) or THEREFORE.search(re.sub("为此(?:项|次)?", "为此", ahead) + claim.text)
    whole = ALL.search(claim.text) is not None
    return bool(named and whole and not PART.search(claim.text) and not SINCE.search(ahead + claim.text))
