"""L-08 in the prose: machines told with what all of them cost, far too little or too much for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.sentences import sentences
from check.case import Agreed, Answer, Case
from check.show import WAN, show_plain
from model.amount import Hedge
from model.finding import Severity
from model.submission import Claim

MACHINE = re.compile(
    r"设备|装备|机(?!柜|房|构|制|会|台)|炉|烘箱|窑|釜|塔|泵|机床|单元|产线|生产线|机组|机器人|机械手|输送|堆垛|立库|[立卧]车|数控(?!刀|系统|软件|化|程序)|镗(?!刀|杆)|[车铣磨钻刨冲]床|压机|反应器|AGV|RGV"
)
#: Small things may cost a few hundred yuan, and software no machine.
SMALL = re.compile(
    r"传感|探头|终端|扫码|标签|手持|电表|水表|仪表|网关|交换机|平板(?=电脑|终端|\d|[，,、]|$)|手机|摄像|相机|打印|电脑|计算机|服务器|阀|模块|软件|系统|客户端|周转箱|托盘|灯|按钮|料盒|电机|风机|对讲"
)
SPENT = re.compile(r"(?:采购|购置|购买|改造|投资|投入|花费|花了|开支|耗资|斥资|造价|价款|总价|费用|支出)")
#: 新增检测设备40台，总价…: machines bought are counted so, too.
ADDED = re.compile(r"新增|新购|增购|增加|增配|添置|加装|新装")
#: The price of one, a part of the costs, or what is saved.
OTHER = re.compile(
    r"每台|每套|单台|单套|台均|节约|节省|降低|减少|每年|年均|运维|维护|维修费用由|保养|租|产值|收入|其中|补贴|补助|另|首期|预付|定金|第二台"
)


def find_machines_odd(case: Case) -> Iterator[Answer]:
    """Rule's severity where one sentence tells one number of machines and one sum that all of them cost."""
    low, high = (Decimal(str(end)) for end in case.param("wan_per_machine"))
    for sentence in sentences(case):
        counts = [c for c in sentence.claims if c.amount.unit in ("台", "套") and c.amount.count]
        money = [c for c in sentence.claims if c.amount.unit == "元"]
        if len(counts) != 1 or len(money) != 1 or not is_sum(money[0], sentence.text):
            continue
        many, spent = counts[0], money[0]
        added = many.relation == "change" and ADDED.search(many.text)
        if many.amount.hedge is not Hedge.NONE or (many.relation and not added) or many.amount.value < 2:
            continue
        first = sentence.text[: sentence.text.find(many.text) + len(many.text) + 8]
        if not MACHINE.search(first) or SMALL.search(sentence.text) or OTHER.search(sentence.text):
            continue
        each = spent.amount.value / WAN / many.amount.value
        if low <= each <= high:
            yield Agreed()
            continue
        yield case.finding(
            f"“{many.text}”，“{spent.text}”，平均每台（套）{show_plain(round(each, 2))}万元，"
            f"不在常见的{show_plain(low)}～{show_plain(high)}万元之内，请核实。",
            many,
            spent,
            severity=Severity.I,
            found=f"{show_plain(round(each, 2))}万元/台",
        )


def is_sum(claim: Claim, text: str) -> bool:
    level = claim.relation == "" and not claim.planned and claim.amount.value > 0
    return level and SPENT.search(claim.text) is not None and re.search(r"合计|共|总|全部|一并|都", text) is not None
