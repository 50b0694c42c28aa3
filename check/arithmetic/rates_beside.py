"""A-06 in the prose: a rate with its two counts beside it: 84.6%（39台中33台）, 96人，使用工具者87人，普及率90.6%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.grade import grade
from check.numerals import tenths_of
from check.once import find_in_spans, find_within, spans_with
from check.show import show_plain
from model.amount import Amount, Interval, fits_count
from model.finding import Severity
from model.place import Place
from model.submission import Passage

#: More things than this and every rate with one decimal can be hit.
MANY = 500
_UNIT = r"(?:台套|台[（(]套[）)]|台|套|个|项|条|人|家|名|件|种|类|道|次|批|户)"
_COUNT = r"(?<![\d.])(?P<{0}>\d[\d,]{{0,6}})(?![\d.%])"
NUMERALS = "一二三四五六七八九"
_SHARE = rf"(?P<share>\d{{1,3}}(?:\.\d+)?\s*%|[{NUMERALS}]成[{NUMERALS}半]?(?!套|品|本|员|立|为|功|都|以上|多))"
#: 对1,000件样品…正确962件，准确率98.7%: k of N and the rate that the sentence states.
RATE = re.compile(
    r"(?<![\d.])(?P<whole>\d[\d,]{0,8})(?P<unit>[张件个批次台套只支块片份单项例条])[^。；;\n\d%]{0,24}?"
    r"(?P<word>合格|正确|准确|成功|达标|通过|检出|识别|命中|及时|准时|一次)[^。；;\n\d%]{0,8}?(?P<part>\d[\d,]{0,8})(?P=unit)"
    r"[^。；;\n\d%]{0,12}?(?P<name>[\u4e00-\u9fff]{0,6}率)(?:达到?|为|是|约)?\s*" + _SHARE
)
#: 关键工序数控化率81.3%（75台关键工序设备中61台为数控设备）, 普及率78.9%（19个岗位中15个应用）.
BRACKETED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,12}}(?:率|比例|占比))(?:达到?|为|是|约)?\s*{_SHARE}[（(]"
    r"(?:即)?[^（）()\d]{0,8}(?P<whole>\d[\d,]*)(?P<unit>[\u4e00-\u9fff])[^（）()\d]{0,20}?(?:中|里)[，,]?(?:的|有|已有|已)?[^（）()\d]{0,8}?"
    r"(?P<part>\d[\d,]*)(?P=unit)?[^（）()\d]{0,24}[)）]"
)
#: The rate first, its counts in brackets or behind 按: 70%（按20个节点中14个统计）.
BEHIND = re.compile(
    rf"{_SHARE}[^。；;，,（()）\d%]{{0,14}}(?P<joint>[（(，,])(?P<lead>[^（）()。；;，,\d%]{{0,10}}){_COUNT.format('whole')}\s*{_UNIT}[^（）()。；;，,\d%]{{0,16}}?(?:中|里)"
    rf"(?:有|的)?[^（）()。；;，,\d%]{{0,4}}?{_COUNT.format('part')}\s*{_UNIT}"
)
#: The counts first: 研发人员96人，使用工具者87人，普及率90.6%; 64台中58台联网，联网率90.6%.
BEFORE = re.compile(
    rf"{_COUNT.format('whole')}\s*{_UNIT}[^。；;()（）\d%]{{0,16}}?(?:[，,]|中)[^。；;，,()（）\d%]{{0,14}}?{_COUNT.format('part')}\s*{_UNIT}"
    r"[^。；;，,()（）\d%]{0,8}[，,][^。；;，,()（）\d%]{0,16}?(?:率|占比|比例|占)(?:达到?|为|是|约|[:：])?\s*" + _SHARE
)
#: 关键设备共86台，关键设备联网率97.2%: the whole alone, of which no count gives the rate.
ALONE = re.compile(
    rf"(?P<thing>[\u4e00-\u9fff]{{0,6}}?(?:设备|装备|机床|机组|工序|岗位|员工|人员|仪表|产线|车间|系统|环节))(?:总数|数量|总量)?(?:共有?|共计|合计|为|有|现有|拥有)?{_COUNT.format('whole')}\s*{_UNIT}"
    rf"(?:[（(]套[）)])?[，,；;](?:其中)?(?:(?P=thing)|其)(?P<name>[\u4e00-\u9fff]{{0,6}}率)(?:达到?|为|是|[:：])?\s*{_SHARE}(?![^。；;，,\d]{{0,4}}(?:以上|左右))"
)
#: 19道关键工序，由数控机床完成的比例为71.5%: the number before the things, a share of them behind the comma.
AHEAD = re.compile(
    rf"{_COUNT.format('whole')}\s*{_UNIT}(?P<thing>[\u4e00-\u9fff]{{0,6}}?(?:设备|装备|机床|机组|工序|岗位|仪表|产线|车间|环节))(?:中|里|当中)?[，,；;](?:其中|其)?"
    rf"(?P<name>[^，,。；;\d%]{{0,16}}?(?:率|比例|占比|比重))(?:达到?|为|是|[:：])?\s*{_SHARE}(?![^。；;，,\d]{{0,4}}(?:以上|左右))"
)
#: 关键设备27台，联网率91.5%; 16家核心供应商，线上协同率92.3%: a rate that counts the very things named right before it.
OWN_RATE = re.compile(
    rf"(?P<ahead>[^。；;，,、\d]{{0,16}}){_COUNT.format('whole')}\s*{_UNIT}(?:[（(]套[）)])?(?P<behind>[^。；;，,、\d%]{{0,10}})[，,；;](?:其中)?"
    rf"(?P<name>(?:线上|系统|平台|设备|全部|已|关键)*(?:数控化|联网|入网|接入|上云|自动化|智能化|数字化|协同|对接|持证(?:上岗)?|参训)率)"
    rf"(?:已|目前|现|均|约)*(?:达到?|为|是|[:：])?\s*{_SHARE}(?![^。；;，,\d]{{0,4}}(?:以上|左右))"
)
_NAMED = re.compile(
    r"(?:设备|装备|机床|机组|机器人|机械臂|工序|岗位|人员|员工|职工|工人|仪表|产线|生产线|车间|环节|供应商|企业|工位|装置|炉|窑|泵)$"
)
LEAST = 5
#: A part of the things or others of them, none that all of them are counted among.
_SOME = re.compile(
    r"其中|新增|增加|新购|购[置入进]|引进|更[新换]|改造|淘汰|首批|另|其余|每|各|平均|先后|累计|联网|接入|上云|数控|持证|参加|培训|计划|拟|原|行业|同行|同类|国内|全[国省市]"
)
#: 在32台关键设备上加装, 新购关键设备23台: a clause on some of the things, which no rate of all of them is counted on.
_ON_SOME = re.compile(
    r"新增|新购|新[添上置]|购[置入进买]|引进|首批|先行|选[取择定]|试点|改造了?(?=[\d关])"
    r"|^\s*(?:又|再|并|还|先|已)?(?:在(?![用役线册岗网建])|为(?!主)|对|给|向|于|针对|围绕)(?!.*(?:全部|所有|共\d|共有|[中里内]$))"
)
#: By what the share is reached, and what it is a share of: the things themselves where nothing else is named.
_BY_WHAT = re.compile(
    r"(?:由|用|采用|使用|应用|配备?|实现|采取)[^的，,]{1,10}?(?=完成|承担|执行|加工|控制|的|比例|占比|比重)"
)
_OF_THEM = re.compile(
    r"数控|联网|自动|普及|覆盖|接入|采集|监测|完成|承担|执行|的(?:比例|占比|比重)|^(?:比例|占比|比重)"
)
_THING = re.compile(
    r"设备|装备|机床|机组|工序|岗位|仪表|产线|车间|环节|人员|员工|产品|订单|供应商|场景|物料|能源|系统|工具|软件"
)
#: 对38名班组长开展测评，合格率为86.2%; 抽检64件，合格率97.3%: people and samples, of whom a whole number passed.
TESTED = re.compile(
    r"(?:(?<![\d.])(?P<whole>\d{1,3})\s*(?:名|人|位)(?![次均])|(?:抽[检查测样取]|复[检测核]|送检|试[装制验]|检验|检测|盲测|考核|验收|测评)(?:了|共|的)?[^。；;，,\d%]{0,6}(?P<sample>\d{1,3})\s*(?:件|台|套|批|份|根|只|支|块|个|例)(?![次月]))"
    r"(?P<mid>[^。；;\d%]{0,36}?)(?P<name>(?:合格|通过|及格|达标|优秀|持证(?:上岗)?|取证|参训|参与|到岗|满意|准确|正确|一次合格|检出|命中)率)"
    r"(?:达到?|为|是|[:：])?\s*(?P<share>\d{1,3}(?:\.\d+)?\s*%)(?![^。；;，,\d]{0,4}(?:以上|左右))"
)
#: The rate is of another thing than those who were counted.
_EXAMINED = re.compile(r"考核|测评|考试|培训|认证|鉴定|测试|竞赛|比武|持证|取证|参训|到岗|及格|满意")
_OF_ELSE = re.compile(r"产品|成品|批次|设备|订单|焊缝|工件|一次交检|从|由|提高|提升|上升|下降|供应商|客户|其中|近\d|另")
#: Words without which ALONE, RATE, the brackets, and the other two find nothing.
COUNTED_RATE = re.compile(rf"\d\s*{_UNIT}[^%]*?率[^%]*?(?:\d\s*%|成)")
COUNTED_SHARE = re.compile(rf"\d\s*{_UNIT}[^%]*?(?:率|比例|占比|比重)[^%]*?(?:\d\s*%|成)")
GOOD = re.compile(
    r"(?:合格|正确|准确|成功|达标|通过|检出|识别|命中|及时|准时|一次)[^。；;\n\d%]{0,8}\d[^%]*率[^%]*(?:%|成)"
)
BRACKET = re.compile(r"(?:%|成[一二三四五六七八九半]?)[（(]")
COUNTED = re.compile(rf"\d\s*{_UNIT}[^%]*?\d\s*{_UNIT}")
#: What makes the numbers those of several things or times.
_ELSE = re.compile(
    r"占有率|份额|提高|提升|增长|下降|降低|减少|增加|新增|原|前|同比|计划|另|分别|合格|次品|不良|占(?:公司|全)"
)
#: 33台已联网，余4台为备件，联网率89.2%: what is left over is no part that the rate tells, but makes up the whole.
_LEFT_OVER = re.compile(
    r"(?:其余|剩余|余下|剩下|尚余|尚有|还有|剩|余)(?:的|有|为|仅|约|共|下)*(?:未[\u4e00-\u9fff]{0,6})?$"
)
#: Ends before a change, not a level: 产出率提高1.9%，50个回路中46个投用.
_RISE = re.compile(r"(?:提高|提升|增长|上升|增加|下降|降低|减少|缩短|节约|节省)(?:了|约|近|超过?|达)*\s*$")


def find_rates_beside(case: Case, judged: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """W where part over whole, told in the same sentence, is not the rate: the counts may be of another day.

    `judged`: (place, rate) looked at before. Of two patterns that read the same words the first speaks.
    """
    for passage in case.prose():
        read: list[tuple[int, int]] = []
        counted = spans_with(passage.text, COUNTED)
        for pattern in (RATE, BRACKETED, BEHIND, BEFORE):
            for hit in find_rates(pattern, passage.text, counted):
                if any(start < hit.end() and hit.start() < end for start, end in read):
                    continue
                risen = _RISE.search(passage.text[: hit.start()])
                loose = pattern in (BEHIND, BEFORE) and (_ELSE.search(hit[0]) or risen)
                whole, part = (Decimal(hit[name].replace(",", "")) for name in ("whole", "part"))
                apart = pattern is BEHIND and is_of_another(hit, passage.text)
                if loose or apart or not 0 < part < whole or case.reference.lexicons.is_plan(hit[0]):
                    continue
                read.append(hit.span())
                if (passage.place.path, read_share(hit["share"]).value) not in judged:
                    yield judge_rate(case, passage, hit, part, whole)


#: Words that lead over to the counts of the rate before them.
_LEADS = re.compile(r"[按即以在其共中由约为系全部总计合统筛选抽查验]+")


#: 16道工序中9道已数控化，工序数控化率56.3%: the counts have a rate of their own behind them.
_OWN_BEHIND = re.compile(r"[^。；;\d]{0,24}(?:率|占比?|比例)[^。；;\d]{0,6}\d[\d.]*\s*%")


def is_of_another(hit: re.Match[str], text: str) -> bool:
    """无故障天数占比96.3%，控制回路52个中投用49个: behind a comma other things are counted than the rate is of."""
    if hit["joint"] not in "，,":
        return False
    lead = _LEADS.sub("", hit["lead"])
    behind = re.sub("[中里].*$", "", text[hit.end("whole") + 1 : hit.start("part")])  # 16道关键工序中9道
    counted = lead or behind.strip()
    before = re.split(r"[。；;，,\n]", text[: hit.start()])[-1]
    pairs = {counted[i : i + 2] for i in range(len(counted) - 1)}
    if not pairs or any(pair in before for pair in pairs):
        return False
    return bool(lead or _THING.search(before) or _OWN_BEHIND.match(text, hit.end()))


def find_rates_alone(case: Case, judged: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """W where no count of the things gives the rate told behind their number (GRIM)."""
    for passage in case.prose():
        ahead = (hit for hit in find_within(AHEAD, passage.text, COUNTED_SHARE) if is_of_things(hit))
        own = (hit for hit in find_within(OWN_RATE, passage.text, COUNTED_RATE) if is_of_all(hit))
        told = set[str]()
        for hit in (*find_within(ALONE, passage.text, COUNTED_RATE), *ahead, *own):
            whole = int(hit["whole"].replace(",", ""))
            heard = hit.re is OWN_RATE and (passage.place.path, read_share(hit["share"]).value) in judged
            if heard or hit["share"] in told or tells_of_some(passage.text, *hit.span("whole")):
                continue
            told.add(hit["share"])
            if case.reference.lexicons.is_plan(hit[0]) or whole > MANY:
                yield Agreed()
            else:
                yield judge_count(case, passage.place, hit, whole)


def tells_of_some(text: str, start: int, end: int) -> bool:
    """Whether the clause around a count speaks of what was done to some of the things, or of new ones."""
    ahead, behind = re.split("[，,。；;\n]", text[:start])[-1], re.split("[，,。；;\n]", text[end:], maxsplit=1)[0]
    return _ON_SOME.search(ahead + text[start:end] + behind) is not None


def is_of_things(hit: re.Match[str]) -> bool:
    """Whether the share behind the comma is one of the things counted, not of others named there."""
    name = _BY_WHAT.sub("", hit["name"])
    return _OF_THEM.search(hit["name"]) is not None and all(one in hit["thing"] for one in _THING.findall(name))


def is_of_all(hit: re.Match[str]) -> bool:
    """Whether the things before the rate are all that it counts, and are named on one side of their number."""
    named = [side for side in ("ahead", "behind") if _NAMED.search(hit[side])]
    enough = int(hit["whole"].replace(",", "")) >= LEAST
    return bool(named) and enough and not _SOME.search(hit["ahead"] + hit["behind"])


def find_tested(case: Case) -> Iterator[Answer]:
    """W where no count of the people or samples told right before gives the rate (GRIM)."""
    for passage in case.prose():
        for hit in find_within(TESTED, passage.text, TESTED_RATE):
            whole = int(hit["whole"] or hit["sample"])
            people = hit["whole"] is not None
            mid = hit["mid"]
            if (
                (people and (_OF_ELSE.search(mid) or not _EXAMINED.search(mid + hit["name"])))
                or re.search(r"[从由]|提[高升]|原|计划", mid)
                or whole < 5
            ):
                continue
            if case.reference.lexicons.is_plan(hit[0]):
                yield Agreed()
            else:
                yield judge_count(case, passage.place, hit, whole, "人" if people else "件")


def judge_count(case: Case, place: Place, hit: re.Match[str], whole: int, unit: str = "个") -> Answer:
    """W where no whole number of so many things is the share that the match states (`share`); else agreed."""
    stated = read_share(hit["share"])
    if fits_count(stated.value, stated.step, whole):
        return Agreed()
    few = int(stated.value * whole / 100)
    right = "或".join(f"{show_plain(round(Decimal(k * 100) / whole, 1))}%（{k}/{whole}）" for k in (few, few + 1))
    return case.finding(
        f"“{hit[0].strip()}”，{whole}{unit}中没有相应的整数（邻近的为{right}），请核实。",
        place.quoting(hit[0]),
        severity=Severity.W,
        about=(f"{place.path}“{hit[0]}”",),
        expected=right,
        found=hit["share"],
    )


TESTED_RATE = re.compile(r"\d\s*[\u4e00-\u9fff][^%]*?率[^%]{0,4}\d[\d.]*\s*%")


def find_rates(pattern: re.Pattern[str], text: str, counted: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Where the pattern matches; only what has its words is read with care. `counted`: the sentences with counts."""
    if pattern is BRACKETED:  # its brackets may hold a semicolon
        return BRACKETED.finditer(text) if BRACKET.search(text) else iter(())
    return find_within(RATE, text, GOOD) if pattern is RATE else find_in_spans(pattern, text, counted)


def judge_rate(case: Case, passage: Passage, hit: re.Match[str], part: Decimal, whole: Decimal) -> Answer:
    stated, pairs = read_share(hit["share"]), [(part, whole)]
    if hit.re is BEFORE and _LEFT_OVER.search(passage.text[: hit.start("part")]):
        part, whole = whole, part + whole
        pairs.insert(0, (part, whole))
    shares = [few / many * 100 for few, many in pairs]
    if any(grade(Interval(one, one), stated, points=True) is None for x in shares for one in (x, 100 - x)):
        return Agreed()
    exact = shares[0]
    right = f"{show_plain(round(exact, 1))}%"
    return case.finding(
        f"正文“{hit[0]}”，按{show_plain(part)}÷{show_plain(whole)}应为{right}，不一致，请核实。",
        passage.place.quoting(hit[0]),
        severity=Severity.W,
        about=(f"{passage.place.path}“{hit[0]}”",),
        expected=right,
        found=f"{show_plain(stated.value)}%",
    )


def read_share(said: str) -> Amount:
    """88.2 or 88.2%; 九成 is good to a tenth, 九成六 and 九成半 to a hundredth."""
    if "成" not in said:
        value = Decimal(said.rstrip("%％ "))
        return Amount(value, "%", Decimal(1).scaleb(int(value.as_tuple().exponent)))
    tens, _, ones = said.partition("成")
    return Amount(tenths_of(tens, ones), "%", Decimal(1 if ones else 10))
