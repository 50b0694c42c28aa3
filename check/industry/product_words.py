"""IND-04: words for products: whether one is told of, and those in the names of line and works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from check.case import Answer, Case
from check.sought import Sought
from check.telling import Text, tell_texts
from model.submission import Field

#: Makers of equipment, packaging and services name the trades they work for.
FOR_OTHERS = re.compile(
    r"装备|设备|机械|系统|仪器|仪表|模具|包装|配件|备件|服务|检测|工程|专用|供应|客户|企业|厂家|收入"
    r"|[礼彩纸酒]盒|盒(?=[、和及,，]|$)|箱(?=[、和及,，;；。]|$)|纸袋|包材|标签|瓶盖|吊牌|印刷|印品|薄膜|托盘"
)


#: 电池级硫酸镍, 电池箔坯料, 汽车用板, 锅炉管, 轴承钢: the word tells what the product is for.
PURPOSE = r"(?!级|用|专用|箔|壳|外壳|包装|配套|行业|级别|领域|(?:无缝|焊)?[管板钢]|硅钢|[油漆布纸料])"
#: 破碎机锤头, 球磨机衬板, 汽车轮毂: what is made is a part of the machine; the rest of the noun.
_PART = re.compile(
    r"(?:用|专用|配套)?[\u4e00-\u9fff]{0,4}?(?:[头板件壳体轴套片轮毂盘座环衬棒球齿辊筒刀架垫圈瓦篦带膜材]|配件|备件)(?=[^\u4e00-\u9fff]|[和及与等的]|$)"
)
#: What ends with one of these is a machine that has parts.
_MACHINE = re.compile(r"[机车器泵炉阀船艇床窑磨]$")
#: The cells that name what is made; a word of fewer characters (轴承) stands in names of other things.
CELLS = ("line_product", "line_name", "factory_name", "project_name", "company_name")
LEAST = 3
#: Trades that share goods: chemicals, minerals, metals and their materials; machines and their parts.
KIN = (frozenset((*map(str, range(25, 33)), "39")), frozenset(map(str, range(33, 41))))
#: So often the book has the word, the name itself counted.
TOLD = 3


def names(word: str, said: str) -> bool:
    """Whether a product of this name is told of, not one made for it."""
    if word not in said:
        return False
    hits = re.finditer(re.escape(word) + PURPOSE, said)
    return any(not (_MACHINE.search(word) and _PART.match(said, hit.end())) for hit in hits)


def is_far(own: str, other: str) -> bool:
    """Whether goods of the one trade are hardly made by the other: 风电叶片 and 硫酸镍 belong to several."""
    return own != other and not any(own in kin and other in kin for kin in KIN)


#: 工业机器人4台, 空压机振动监测, 采用数控机床: machines that every works has are no goods of its own.
_USED = r"(?:配置|配备|采用|安装|装有|购置|购入|引进|增设|新增|新购|部署|使用|更换|改造|由|对|用)[^，,。；;、]{0,12}?"
_RUNS = (
    r"(?:[^，,。；;、\d]{0,6}\d+\s*[台套]|[^，,。；;、]{0,4}?(?:联网|运行|监测|监控|状态|振动|检修|维护|保养|故障|能耗|变频|远程|上下料"
    r"|数采|采集|台账|点检|润滑|温度|电流|压力|寿命|备件|自动))"
)


def is_made(word: str, said: str) -> bool:
    """Whether the word stands somewhere where it is no machine in use. Of machines only: flour is never in use."""
    if not _MACHINE.search(word) and not word.endswith(("机器人", "轴承", "阀门", "电机", "传感器", "齿轮")):
        return word in said
    used = re.compile(rf"{_USED}{re.escape(word)}|{re.escape(word)}{_RUNS}")
    return word in used.sub("", said) if word in said else False


def find_named_odd(case: Case, trade: tuple[Field, str]) -> Iterator[Answer]:
    """W where line, works or product are named for a product of another 大类 and no word of its own stands anywhere."""
    words: dict[str, list[str]] = {str(major): list(these) for major, these in case.param("words").items()}
    mids: dict[str, list[str]] = {str(mid): list(these) for mid, these in case.param("mids").items()}
    own = mids.get(trade[1][:3]) or words.get(trade[1][:2], [])
    cells = [field for key in CELLS if (field := case.field(key))]
    if not own or not cells:
        return
    said = "\n".join((*(one.text for one in tell_texts(case)), *(one.value for one in cells if one.key != CELLS[-1])))
    said = said.replace(trade[0].text, "").replace(trade[0].value, "")
    if any(is_made(word, said) for word in own):
        return
    for cell in cells:
        for word in (one for major, these in words.items() if is_far(trade[1][:2], major) for one in these):
            told = len(word) >= LEAST and names(word, cell.value) and said.count(word) >= TOLD
            if not told or FOR_OTHERS.search(cell.value.replace(word, "", 1)):
                continue
            yield case.finding(
                f"行业填“{trade[0].value}”，“{case.label(cell.key)}”填“{cell.value}”，“{word}”多见于其他行业，"
                "未见本行业的产品，请核实。",
                trade[0],
                cell,
                about=(trade[0].key,),
                expected=trade[0].value,
                found=word,
            )
            return


#: 特种电缆生产企业, 年产各类电缆, 以输送带为拳头产品, 专注于水泥熟料的生产: what the company says that it makes.
MADE = Sought(
    r"(?:主打|主产|专营|专做|专产|主攻|专注于?|专业从事|从事|深耕|生产的|专业生产|主要生产|主要从事)(?P<a>[^。；;，,\n]{2,30})"
    r"|年产(?:各类|各型|各种)?(?P<b>[^\d。；;，,]{2,14}?)(?=\d|达|约)"
    r"|(?P<c>[^。；;，,\d]{2,20}?)(?:专业)?(?:生产|制造)(?:企业|厂家|厂商|商(?=[，,。；;])|基地)"
    r"|以(?P<d>[^。；;，,]{2,24}?)为(?:主导|拳头|主打|核心|龙头|主要|当家)产品"
    r"|以(?P<f>[^。；;，,]{2,24}?)(?:的)?为主(?:的|要?业|营业务|打|$|[，,。；;])"
    r"|产品(?:系列|主要|全部|全都|均|都)*(?:涵盖|覆盖|包括|有|以|为|是)(?P<e>[^。；;\n]{2,40})"
)
#: Trades besides that share goods: food, drink and tobacco with medicine of plants; textiles; wood; paper and print.
NEAR = (
    frozenset(("13", "14", "15", "16", "24", "26", "27")),
    frozenset(("17", "18", "19", "24", "28", "29")),
    frozenset(("20", "21", "22", "23", "24", "29")),
    frozenset(("06", "07", "08", "09", "10", *map(str, range(25, 34)), "38", "39")),
)


def find_told_odd(case: Case, trade: tuple[Field, str]) -> Iterator[Answer]:
    """W where the prose says in words of its own that another trade's goods are made, again and again, and no word of
    the book's own trade stands anywhere."""
    words: dict[str, list[str]] = {str(major): list(these) for major, these in case.param("words").items()}
    mids: dict[str, list[str]] = {str(mid): list(these) for mid, these in case.param("mids").items()}
    major = trade[1][:2]
    own = [*mids.get(trade[1][:3], []), *words.get(major, [])]
    looked = list(tell_texts(case, case.param("look_in")))
    texts = [one for one in looked if MADE.may_be_in(one.text)]
    if not own or not looked:
        return
    said = "\n".join(one.text for one in tell_texts(case)).replace(trade[0].text, "").replace(trade[0].value, "")
    if any(is_made(word, said) for word in own):
        return
    far = [
        (other, word)
        for other, these in words.items()
        if is_far(major, other) and not any(major in kin and other in kin for kin in NEAR)
        for word in these
        if said.count(word) >= TOLD
    ]
    # trades that share goods share none of these: nobody but a maker of fertiliser makes 复混肥
    far += [
        (mid, word)
        for mid in case.param("plain_mids")
        if mid[:2] != major
        for word in mids[mid]
        if len(word) >= LEAST and sum(said.count(one) for one in mids[mid]) >= TOLD
    ]
    told = find_told_often(far, texts) if far else iter(())
    for text, quote, word in islice(chain(told, find_once_odd(major, words, looked)), 1):
        yield case.finding(
            f"行业填“{trade[0].value}”，正文称“{quote}”，“{word}”多见于其他行业，未见本行业的产品，请核实。",
            trade[0],
            text.place.quoting(quote),
            about=(trade[0].key,),
            expected=trade[0].value,
            found=word,
        )


#: The text, what it says of its goods, and their word.
Told = tuple[Text, str, str]


def find_told_often(far: Sequence[tuple[str, str]], texts: Sequence[Text]) -> Iterator[Told]:
    """Where the book says of such goods that they are its own."""
    for text in texts:
        for hit in MADE.finditer(text.text):
            head = next(one for one in hit.groups() if one)
            word = next((word for _, word in far if names(word, head)), None)
            if (
                word is None
                or (FOR_OTHERS.search(head.replace(word, "", 1)) and not _MACHINE.search(word))
                or OTHERS.search(text.text[: hit.start()][-12:])
            ):
                continue
            yield text, hit[0], word


#: 专业生产电力电缆、架空导线: the company says what it makes, in words that need not be said again and again.
SURELY = Sought(
    r"(?:专业|专门|主要|重点|公司|企业|我厂|本厂)(?:从事)?(?:生产(?:和|与|及|、|并)?(?:经营|销售|加工)?|产销)"
    r"(?P<g>(?!线|车间|设备|工艺|工序|流程|过程|原料|材料|能力|所需|所用|基地|厂|任务|计划|管理|部门|用|中的|中[，,])[^。；;，,\n]{2,30})"
    r"|(?:专做|专产|专营|主产|主打|主营|产销)(?P<h>[^。；;，,\n]{2,30})"
    r"|(?:专业|主要|专门)?从事(?P<i>[^。；;，,\n]{2,24}?)(?:的)?(?:研发|研制|设计|开发|生产|制造|加工)"
)
#: What ends a noun: 控制电缆和光伏电缆, 耐火砖的; in 电缆保护管 and 汽车密封条 the noun goes on.
_ENDS = r"(?=[^\u4e00-\u9fff]|[和及与等的]|$)"
#: Bought, used or carried; or where the goods are for.
_NO_GOODS = re.compile(r"原料|所用|使用|采用|领域|行业|场景|市场|配套|零|部件|附件|运输|贸易|租赁|维修|回收|生产线")


def find_once_odd(major: str, words: dict[str, list[str]], texts: Sequence[Text]) -> Iterator[Told]:
    """Where the company says in so many words that it makes a thing of a far trade, the noun ending with it."""
    for text in texts:
        for hit in SURELY.finditer(text.text) if SURELY.may_be_in(text.text) else ():
            head = next((one for one in hit.groups() if one), "")
            if OTHERS.search(text.text[: hit.start()][-12:]) or _NO_GOODS.search(head):
                continue
            for other, these in words.items():
                if not is_far(major, other) or any(major in kin and other in kin for kin in NEAR):
                    continue
                word = next((one for one in these if re.search(re.escape(one) + _ENDS, head)), None)
                if word and not FOR_OTHERS.search(head.replace(word, "", 1)):
                    yield text, hit[0], word


#: Whose goods they are, where they are not the applicant's.
OTHERS = re.compile(
    r"客户|供应商|下游|上游|集团|母公司|子公司|股东|服务于|面向|供给|销往|园区|当地|全省|全市|全县|为$|供$"
)
