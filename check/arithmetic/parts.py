"""Which numbers of a sentence are the parts of a whole that it states: machines by kind, money by use or source."""

from __future__ import annotations

import re
from itertools import pairwise

from check.arithmetic.sentences import Sentence
from model.amount import Hedge
from model.submission import Claim

WHOLE = re.compile(r"共|总|累计|合计|全部|拥有|现有|全厂|全公司|在册|在岗|职工|员工|投资额")
PART = re.compile(
    r"其中|包括|分别|(?<=[（(，,])含(?!税)|(?<=[\u4e00-\u9fff])(?:中|里|里面|当中)[,，]|分为|分成|划分为?|分布于?|分装|分属|分设|分配|构成|[:：](?=[^，,、。]{1,14}\d)"
)
#: A list within a list.
INNER = re.compile(r"[，,](?:包)?含(?!税)")
#: 416块，其中…: nothing between the count and the list but the thing.
AT_ONCE = re.compile(r"(?:台套|台[(（]套[)）]|[\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z]{0,8}[，,（(]?")
WHOLE_MONEY = re.compile(rf"{WHOLE.pattern}|建设投资|实际|完成投资|项目投资|工程投资|投资完成")
#: 286人中，生产人员178人: what stands before it is the whole, whatever it is called.
OUT_OF = re.compile(r"[中里][,，]|里面|当中|分[为成]|划分|分布|分装|分属|分设|分配|[:：]")
#: Behind these words stands what a sum of money is made of.
FUNDS = re.compile(r"其中|包括|分别|来源(?:为|是|于|[：:])|资金(?:来源|筹措|由|通过)|构成|来自")
SPENT = re.compile(r"投资|投入|费用|花费|花了|用了|斥资|耗资|造价|经费")
#: 费用一共386.50万元：服务器128.00万元，…: a colon right behind the sum opens the whole list.
LISTED = re.compile(r"(?:人民币)?(?:[（(][^（()）]{0,12}[)）])?[:：](?=[^，,、。：:]{1,18}\d)")
#: Properties that one machine may have together: 其中数控162台、联网165台.
TRAIT = re.compile(r"联网|接入|数控化?|自动化?|智能化?|采集|在线|数字化?|国产|进口|关键|高端|新增|改造")
#: What every machine is called; behind a property alone it says nothing of what the machine does.
GENERIC = re.compile(
    r"其中|包括|分别|以及|共有?|各类|各种|主要|生产|设备|装备|机床|机器(?!人)|装置|仪器|产线|的|有|为|达到?|近|约|全部|均|已|实现|其|[\d,.]+|台套?|套|[、，,和及与()（）]"
)
#: 数控机床38台 beside kilns and robots is a kind of its own; beside 加工中心 it may hold them.
TOOLS = re.compile(r"(?<!关键)(?<!主要)机床")
TOOL = re.compile(r"床|加工中心|数控|[车铣磨镗钻刨锯]削?|金切|金加工")
#: 冲剪折设备34台 names machines; 实现联网33台 tells how they are.
MACHINE = re.compile(
    r"(?:设备|装备|床|装置|仪器|机|炉|釜|车|泵|机组|机器人|机械手|线|单元|中心|站|塔|罐|臂|器)(?:各|共|为|有)?\d"
)
#: 关键设备中数控56台: another whole behind the list.
QUALIFIED = re.compile(r"(?:设备|装备|机床|人员|员工|上述|以上)(?:当中|里面|之?中|里)")
#: The rest beside those with a property.
COMPLEMENT = re.compile(
    r"普通|传统|常规|手动|人工|机械式|单机|半自动|非[数自联智国进关]|未[联接数]|其[他它余]|一般|原有"
)
MONEY_PART = re.compile(
    r"投资|投入|资金|贷款|借款|自筹|自有|补助|补贴|拨款|融资|费|购置|设备|装备|软件|硬件|土建|工程|建设|安装|材料|集成|开发|调试|实施|咨询|网络|平台|系统"
)
OTHER_MONEY = re.compile(r"收入|销售|产值|利润|利税|税|节约|节省|成本|效益|增收|每年|年均|单台|单套|最高|平均|比|较")
#: A clause with a deed of its own is no member of the list before it: 其中发明3项，实验室能开展18项检验.
DEED = re.compile(
    r"(?:可|能|能够|可以)(?:独立)?(?:完成|开展|检测|检验|承担|生产|提供)|承担|参与|主持|牵头|起草|制定|荣获|获评|建有|设有|配有|拥有"
)
#: 其中合并口径530人: the same thing counted in a wider or narrower scope is no part of it.
SCOPE = re.compile(r"口径|合并(?:报表|范围)|(?:全|整个)(?:集团|公司|工厂|企业|厂)|含(?:子公司|分公司|外包|劳务|派遣)")
#: Things of their own beside the whole: 典型场景10个，其中应用人工智能的4个，部署模型11个.
OTHER_THING = re.compile(r"模型|系统|平台|算法|软件|标准|专利|论文|著作权|课题|方案")

#: Steps of one ladder: nobody stands on two of them (本科 means the highest degree; 本科以上 takes in those above).
LADDERS = (re.compile(r"博士|硕士|研究生|本科|大专|专科|中专|高中"), re.compile(r"正高|副高|高级|中级|初级|助理"))

#: Kinds that stand beside each other: what names another kind than the whole does is counted beside it, not in it.
BESIDE = tuple(
    re.compile(one)
    for one in (
        r"(?:国际|国家|行业|地方|团体|企业)(?=[\u4e00-\u9fff、和及与或]*标准)",
        r"[国省市县](?=家?级)",
        r"发明|实用新型|外观设计",
        r"(?:研发|技术|生产|管理|营?销售?|质检|后勤|行政)(?=[\u4e00-\u9fff、和及与]*(?:人员|员工|工人|团队|岗位))",
        r"(?:数控|联网|智能|自动)(?=化?[\u4e00-\u9fff]{0,4}[设装]备|机床)|(?:普通|常规|传统|手动|非[数联智自])(?=[\u4e00-\u9fff]{0,6}(?:[设装]备|机床))",
        r"(?:授权|受理|在审|申请中?)(?=[\u4e00-\u9fff]{0,6}专利)",
    )
)


def parts_of_count(sentence: Sentence) -> tuple[Claim, list[Claim]] | None:
    """(the whole, its parts): exact counts of one unit, the whole before 其中 and the parts behind it."""
    counts = [c for c in sentence.claims if c.amount.count and c.amount.hedge is Hedge.NONE and not c.relation]
    places = [number_at(sentence.text, c) for c in counts]
    spot = next((m for m in PART.finditer(sentence.text) if any(at < m.start() for at in places)), None)
    if spot is None:
        return None
    before = [c for c, at in zip(counts, places, strict=True) if at < spot.start()]
    behind = [c for c, at in zip(counts, places, strict=True) if at >= spot.end() - 1]
    if not before or not behind or not (WHOLE.search(before[-1].text) or OUT_OF.match(spot[0])):
        number = next((part.text for part in before[-1].parts if part.role == "number"), "") if before else ""
        gap = sentence.text[number_at(sentence.text, before[-1]) + len(number) : spot.start()] if before else ""
        told = all(c.text in sentence.text for c in (*before[-1:], *behind))
        if not behind or spot[0] not in ("其中", "分别") or not number or not told or not AT_ONCE.fullmatch(gap):
            return None
    whole = before[-1]
    parts = [c for c in behind if c.amount.unit == whole.amount.unit and c.period == whole.period]
    parts = [c for c in parts if not SCOPE.search(re.split(r"[，,；;、]", c.text)[-1])]
    if not in_brackets(sentence.text, spot.end()):  # 电表238块（含带谐波分析的62块）: a part of the part
        parts = [c for c in parts if not in_brackets(sentence.text, number_at(sentence.text, c))]
    parts = without_deeds(sentence.text, without_inner(sentence.text, parts))
    parts = without_kinds_beside(sentence.text[: number_at(sentence.text, whole)], parts)
    if not parts:
        return None
    listed = in_one_list(sentence.text, parts)
    apart = [c for c in parts if c not in listed]
    if OUT_OF.match(spot[0]) or (len(listed) > 1 and apart and (QUALIFIED.search(apart[0].text) or is_trait(apart[0]))):
        parts = listed
    things = set(OTHER_THING.findall(whole.text)) | ({"专利", "软件", "著作权"} if "知识产权" in whole.text else set())
    people = whole.amount.unit == "人"  # 软件开发4人 are people
    parts = [c for c in parts if people or not set(OTHER_THING.findall(c.text)) - things]
    return (whole, parts) if len(parts) >= 1 else None


def is_trait(part: Claim) -> bool:
    """Whether it tells how the machines are (联网160台, 自动化设备43台) and nothing of what they do."""
    words = re.split(r"[，,；;、]|其中|包括|分别", part.text)[-1]
    return TRAIT.search(words) is not None and not TRAIT.sub("", GENERIC.sub("", TRAIT.sub("", words)))


def are_opposed(parts: list[Claim]) -> bool:
    """进口设备120台、国产设备85台: no machine is both."""
    told = [re.split(r"[，,；;、]|其中|包括|分别", part.text)[-1] for part in parts]
    return len(told) == 2 and any(
        (one in told[0]) != (one in told[1]) and (other in told[0]) != (other in told[1])
        for one, other in OPPOSED
        if one in "".join(told) and other in "".join(told)
    )


#: Of these a thing is the one or the other.
OPPOSED = (("国产", "进口"), ("新增", "原有"), ("新购", "原有"), ("数控", "普通"), ("男", "女"))


def is_open_to_overlap(parts: list[Claim]) -> bool:
    """机器人17台，自动化设备43台: a robot is automatic too; 数控30台、普通35台 leave nothing out."""
    return any(is_trait(p) for p in parts) and not any(COMPLEMENT.search(p.text) for p in parts)


def without_inner(text: str, parts: list[Claim]) -> list[Claim]:
    """其中自动化设备58台，含挤出主机6台、…: what 含 lists behind a part are parts of that part."""
    places = [number_at(text, part) for part in parts]
    inner = next((m.start() for m in INNER.finditer(text) if places and places[0] < m.start()), len(text))
    return [part for part, at in zip(parts, places, strict=True) if at < inner]


def without_deeds(text: str, parts: list[Claim]) -> list[Claim]:
    """The list up to the first clause behind it that tells another deed."""
    pairs = pairwise([number_at(text, part) for part in parts])
    ends = (n for n, (last, at) in enumerate(pairs, 1) if DEED.search(re.split(r"[，,；;]", text[last:at])[-1]))
    return parts[: next(ends, len(parts))]


def without_kinds_beside(head: str, parts: list[Claim]) -> list[Claim]:
    """国家、行业标准11项，其中牵头3项，企业标准42项: a kind that the whole does not name ends the list behind it."""
    named = re.split(r"[，,；;。]", head)[-1]
    for n, part in enumerate(parts[1:], 1):
        words = re.split(r"[，,；;]|其中|包括|分别", part.text)[-1]
        for family in BESIDE:
            own, other = set(family.findall(named)), set(family.findall(words))
            if own and other and not own & other:
                return parts[:n]
    return parts


def in_one_list(text: str, parts: list[Claim]) -> list[Claim]:
    """钣金112台、装配138台，其中…: what a comma parts from members joined by 、 is no member."""
    kept, by_comma = parts[:1], False
    for last, part in pairwise(parts):
        comma = re.search(r"[，,]", text[number_at(text, last) : number_at(text, part)]) is not None
        if len(kept) > 1 and comma and not by_comma:
            break
        by_comma = comma
        kept.append(part)
    return kept


def number_at(text: str, claim: Claim) -> int:
    """Where the claim's number stands in the sentence; its clause may go on behind it."""
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    return text.find(claim.text) + max(claim.text.find(number), 0)


def parts_of_money(sentence: Sentence) -> tuple[Claim, list[Claim]] | None:
    """(the sum, its parts): 总投资…，其中固定资产…、流动资金…; 资金来源为贷款…、自筹…. What stands in brackets is a
    part of a part."""
    plain = sentence.text
    money = [c for c in sentence.claims if c.amount.unit == "元" and c.amount.hedge is Hedge.NONE and not c.relation]
    for whole in money:
        end = plain.find(whole.text) + len(whole.text)
        spot = FUNDS.search(plain, end)
        colon = LISTED.match(plain, end - len(whole.text) + len(whole.text.rstrip(":：")))
        spot = colon or spot
        if not SPENT.search(whole.text + whole.subject) or not WHOLE_MONEY.search(whole.text) or spot is None:
            continue
        if re.search(r"[。；;]", plain[end : spot.start()]):
            continue
        parts: list[Claim] = []
        for claim in money[money.index(whole) + 1 :]:
            at = plain.find(claim.text)
            if at < 0 or at + len(claim.text) < spot.start() or in_brackets(plain, at):
                continue
            listed: object = colon and plain[:at].rstrip()[-1:] in ":：，,、"
            listed = (
                listed or re.search(r"[、和及与]$|^$|其中$|包括$", plain[:at].rstrip()[-2:]) or PART.match(claim.text)
            )
            if OTHER_MONEY.search(claim.text) or WHOLE.search(claim.text):
                break
            if not (listed or MONEY_PART.search(claim.text)):
                break
            parts.append(claim)
            if sum(p.amount.value for p in parts) == whole.amount.value:
                break  # a second breakdown of the same sum may follow: by use, then by source
        if len(parts) >= 2 or any(p.amount.value > whole.amount.value + whole.amount.u for p in parts):
            return whole, parts
    return None


def in_brackets(text: str, at: int) -> bool:
    head = text[:at]
    return len(re.findall(r"[（(]", head)) > len(re.findall(r"[)）]", head))


def is_ladder(parts: list[Claim]) -> bool:
    """博士3人、硕士15人、本科26人: each part is another step of one ladder, so they add up."""
    told = [re.split(r"[，,；;、]|其中|包括|分别", part.text)[-1] for part in parts]
    if any("以上" in words or "以下" in words for words in told):
        return False
    steps = [[ladder.findall(words) for words in told] for ladder in LADDERS]
    return any(all(len(one) == 1 for one in each) and len({one[0] for one in each}) == len(each) > 1 for each in steps)


def is_disjoint(parts: list[Claim]) -> bool:
    """Whether each part says what its machines do (冲剪折, 装配, 检测试验), not only how they are (数控, 联网)."""
    kinds, told = [], [re.split(r"[，,；;、]|其中|包括|分别", part.text)[-1] for part in parts]
    for words in told:
        if not MACHINE.search(words):
            return False
        tools = TOOLS.search(words) and sum(TOOL.search(one) is not None for one in told) == 1
        kinds.append("机床" if tools else GENERIC.sub("", TRAIT.sub("", words)))
    return all(len(kind) >= 2 for kind in kinds) and len(set(kinds)) == len(kinds)
