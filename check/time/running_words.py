"""The ways to say how long something has been running: 已稳定运行18个月, 上线至今近三年, 经26个月的稳定运行."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.sought import Sought

#: 18个月, 两年半, 一年零七个月: how long.
_LONG = (
    r"\s*(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})\s*(?:多|余|来)?\s*"
    r"(?P<unit>个半月|个多?月|月|天|年半|年(?:[零又加]?(?P<odd>\d{1,2}|[一二两三四五六七八九十]{1,2})个(?:半|多)?月)?)"
    r"(?!\d|度|内|前|份)(?:有余|以上|多)?"
)
_ABOUT = r"(?:近|约|超过|满|达到?|逾)"
RUNNING = Sought(
    r"(?:稳定|连续|正常|安全|平稳|累计)?(?<!试)(?:运行|投用|投运|应用|使用|运转)(?:(?:以来|至今|到现在)[，,]?)?"
    rf"(?:已|了|已经|(?:时间|(?<=运行)期)[:：为]?)?{_ABOUT}?" + _LONG
)

#: What begins: the day on which it did, or since when.
_START = r"(?:投产|投运|投用|[上入]线|验收|建成|竣工|启用|投入使用)"
#: 投产后不间断运转，截至目前已有十四个月; 正式启用已14个月; 运行良好，至今已有14个月: told behind the day it began.
SINCE = re.compile(
    rf"(?:{_START}(?:以来|之后|以后|后|至今|之?日起(?:算)?|之日算起)[^。；;\n\d]{{0,20}}?(?:已有|已经|已满|已达|已|近|满|超过|逾|整整)+"
    rf"|已(?:竣工|建成|正式)*(?:投产|上线|启用){_ABOUT}?|{_START}(?:投产|投用|投运|使用|运行)?(?:已有|已经|已满|已达|已|整整)+{_ABOUT}?"
    r"|(?:运行|运转|使用)(?:良好|稳定|正常|平稳|可靠|顺畅)?[，,]?(?:至今|迄今|截至目前|到目前)(?:已有|已经|已满|已达|已)"
    rf"{_ABOUT}?)" + _LONG
)
#: 系统上线两年多: without 已, where no plan or promise has 多.
BARE = re.compile(rf"(?:投产|投运|投用|上线|启用){_LONG}(?<=多)(?!后|之后|以后)")

#: 经过14个月的稳定运行, 已连续14个月无故障运行: told ahead of the running. A trial that ended in the acceptance is
#: none, nor what it costs, and the records of it.
DURING = re.compile(
    rf"(?:经过?|历经|已经?连续)(?:了)?{_ABOUT}?{_LONG}(?:来|以来)?的?(?:连续|稳定|平稳|正常|无故障|实际|安全|现场|不间断|持续)*"
    r"(?:运行|运转)(?!费|成本|数据|记录|维护|维修|经验|周期|计划|管理|情况|参数|日志|曲线)"
    r"(?![^。；;\n]{0,16}(?:验收|转入|转正|移交|交付|正式))"
)

#: 排产系统已跑了两年半, 网关服役已19个月: said of software and what runs it alone, for a press may have served longer.
_STEADY = r"(?:已经?|连续|稳定|平稳|正常|安全|累计|持续|一直)"
WORKED = Sought(
    r"(?:系统|平台|模块|软件|网关|看板|大屏|智能体|模型|算法|MES|WMS|APS|SCADA)"
    rf"(?![^，,。；;\d]{{0,8}}(?:年均|退役|试跑))[^，,。；;\d]{{0,6}}?(?<!试)"
    rf"(?:{_STEADY}+(?:跑|服役|在岗|上岗)(?:了|满)*|(?:跑|服役|在岗|上岗)(?:了|已有|已经|已满|已达|已)+){_ABOUT}?"
    + _LONG
    + "(?!后|之后|以后|才)"
)

#: 自2023年4月运行以来，前后三年半没有停过机: the time told ahead of what did not happen in it.
UNBROKEN = re.compile(
    r"(?:运行|投用|投运|上线|使用)[^。；;\n\d]{0,20}?(?<![第\d])"
    + _LONG
    + r"(?:来|间|里|内)?[，,]?(?:一直|从|都|均)*(?:没有?|未|无|零)(?:发生|出现|有)?(?:过)?"
    + r"[^，,。；;]{0,6}?(?:掉|停|断|中断|宕|故障|死机)"
)


def find_running(text: str) -> Iterator[re.Match[str]]:
    """Every time told (n, unit, odd), once."""
    told = set[int]()
    yield from RUNNING.finditer(text)
    for way in (SINCE, UNBROKEN, BARE, DURING, WORKED):
        for match in way.finditer(text):
            of_another = way in (SINCE, BARE) and text.startswith("的", match.end())  # 上线已两年的旧报表停用
            if not of_another and not RUNNING.search(match[0]) and match.start("n") not in told:
                told.add(match.start("n"))
                yield match
