"""L-10: a yearly saving is a large part of the cost it is taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.columns_beside import find_drawn_saving
from check.arithmetic.sentences import sentences
from check.case import Agreed, Answer, Case, NotChecked
from check.hoped import is_hoped
from check.numerals import worth_of
from check.plausible.bills_told import find_bill_told
from check.registry import rule
from check.show import show_percent
from check.sought import Sought
from check.telling import Text, texts_with
from model.finding import Cause


@rule("L-10")
def find_saving_over_cost(case: Case) -> Iterator[Answer]:
    """Saving and cost base told in one sentence; over `most` percent of the base: W."""
    looked, heard = False, list[tuple[str, str]]()
    for sentence in sentences(case):
        savings = [c for c in sentence.claims if c.concept == "saving" and c.amount.unit == "元"]
        bases = [c for c in sentence.claims if c.concept in case.param("bases") and not c.relation]
        bases = [c for c in bases if c.amount.unit == "元" and c.amount.value > 0 and c.period != "after"]
        if len(savings) != 1 or len(bases) != 1:
            continue
        looked = True
        heard.append((savings[0].place.path, savings[0].text))
        share = savings[0].amount.value / bases[0].amount.value * 100
        if share <= case.param("most"):
            yield Agreed()
            continue
        yield case.finding(
            f"“{savings[0].text}”，为“{bases[0].text}”的{show_percent(share)}，超过常见的{case.param('most')}%，请核实。",
            savings[0],
            bases[0],
            found=show_percent(share),
        )
    for text, base, saving in named_costs(case):
        if any(text.place.path == path and saving["n"] in told for path, told in heard):
            continue
        looked = True
        said = saving[0].lstrip("，,。；;")
        share = money(saving) / money(base) * 100
        most = 100 if MAY_VANISH.search(saving["what"]) else case.param("most_of_one")
        if share <= most:
            yield Agreed()
            continue
        over = (
            "大于所述基数“{}”，节约额不应大于其所取自的费用"
            if share > 100
            else f"为所述基数“{{}}”的{show_percent(share)}，超过常见的{most}%"
        )
        yield case.finding(
            f"“{said}”，{over.format(base[0])}，请核实。",
            text.place.quoting(said),
            text.place.quoting(base[0]),
            about=(f"{text.place.path}“{said}”",),
            expected=f"不大于{base['n']}{base['u']}" if share > 100 else f"不大于{most}%",
            found=f"{saving['n']}{saving['u']}",
        )
    if not looked:
        for answer in find_bill_told(case, case.param("most_of_one")):
            looked = True
            yield answer
    for answer in find_drawn_saving(case, case.param("most_of_one")):
        looked = True
        yield answer
    if not looked:
        raise NotChecked("正文没有同时写明节约额和成本基数，未核对。", Cause.NOTHING)


COST = (
    r"用?电|电力|能源|能耗|燃气|天然气|蒸汽|用水|水|煤|燃料|人工|人力|用工|工资|薪酬|运维|维修|维护|检修|物流|运输|仓储|"
    r"质量损失|废品|返工|采购|原料|材料|制造|生产|运营|管理|检测|检验|质检|探伤|化验|包装"
)
#: These may vanish altogether.
MAY_VANISH = re.compile(r"质量损失|废品|返工")
BASE = re.compile(
    rf"(?:年|每年|全年|原|改造前|年度|此前|(?P<lead>{COST})[^，,。；;\d节降减省]{{0,4}}(?=改造前|建设前|实施前|原来|每年|年))[^，,。；;\d节降减省]{{0,8}}?(?:(?P<what>{COST})[^，,。；;\d]{{0,4}}?)?(?:费用?|成本|支出|开支|损失|总额)"
    r"(?:[（(][^（）()\d]{1,30}[)）])?[^，,。；;\d]{0,6}?(?P<n>[\d,.]+)(?P<u>亿元|万元|元)"
)
#: 能源费用（汽、电）一年合计约1120万元: the year behind the cost's name.
BASE_BEHIND = re.compile(
    rf"(?P<lead>)(?P<what>{COST})[^，,。；;\d节降减省少压增]{{0,4}}?(?:费用?|成本|支出|开支)(?:[（(][^（）()\d]{{1,30}}[)）])?"
    r"[^，,。；;\d节降减省少压增]{0,4}?(?:一年|每年|全年|年均|年度?)[^，,。；;\d节降减省少压增]{0,6}?(?P<n>[\d,.]+)(?P<u>亿元|万元|元)"
)
LESS = "节约|节省|降低|减少|下降|压降|压减|削减|少支出|少支付|少花|省下"
SAVING = Sought(
    rf"(?:{LESS}|节支)了?[^，,。；;\d]{{0,6}}?(?P<what>{COST})[^，,。；;\d]{{0,6}}?(?P<n>[\d,.]+)(?P<u>亿元|万元|元)"
)
#: 错峰使天然气费用每年节约240万元: the cost before the verb.
SAVED = Sought(
    rf"(?P<what>{COST})[^，,。；;\d]{{0,4}}?(?:费用?|成本|支出|开支|损失)[^，,。；;\d]{{0,6}}?(?:每年|全年|年均|年|一年)(?:可|共|约|已|能)*"
    rf"(?:{LESS})了?[^，,。；;\d]{{0,3}}?(?P<n>[\d,.]+)(?P<u>亿元|万元|元)"
)
#: 该项成本每年节约210万元, 上线后每年压减210万元: on the cost told before it, which it does not name again.
THEREOF = Sought(
    r"[，,。；;][^，,。；;\d]{0,12}?(?:(?P<that>(?:该|此|这|上述|前述|以上)(?:一?项|部分|类|笔|几项|三项|两项)?(?:成本|费用|支出|开支)|其中)[^，,。；;\d]{0,6}?)?(?P<what>)"
    rf"(?:每年|全年|年均|年|一年)(?:可|共|约|已|能|就|即|合计|直接)*(?:{LESS})了?(?:资金|费用|成本|支出|开支)?[^，,。；;\d]{{0,3}}?(?P<n>[\d,.]+)(?P<u>亿元|万元|元)"
)
#: 节约蒸汽费46万元（该工段2022年全年蒸汽费121万元）: the base right behind the saving.
BEHIND = re.compile(r"[，,]?[（(，,][^（）()，,。；;%\d]{0,12}(?:20\d{2}年?)?[^（）()，,。；;\d%]{0,6}")
ALIKE = {
    "用电": "电",
    "电力": "电",
    "用水": "水",
    "人力": "人工",
    "质检": "检验",
    "用工": "人工",
    "工资": "人工",
    "薪酬": "人工",
}


def named_costs(case: Case) -> Iterator[tuple[Text, re.Match[str], re.Match[str]]]:
    """A yearly cost and the saving on the same kind of cost, in one sentence: 年用电费用860万元，节约电费1240万元."""
    for text in texts_with(case, SAVING, SAVED, THEREOF):
        savings = [hit for pattern in (SAVING, SAVED) for hit in pattern.finditer(text.text)]
        thereof = [hit for hit in THEREOF.finditer(text.text) if not any(hit.end() == s.end() for s in savings)]
        known = {hit.end() for hit in (*savings, *thereof)}
        hits = {hit.end(): hit for kind in (BASE_BEHIND, BASE) for hit in kind.finditer(text.text)} if known else {}
        bases = [hits[end] for end in sorted(hits) if money(hits[end]) > 0 and end not in known]
        for base in bases:
            kind = kind_of(base["what"] or base["lead"])
            same = [hit for hit in savings if kind_of(hit["what"]) == kind]
            same = same or [hit for hit in thereof if is_thereof(text.text[base.end() : hit.start()], hit)]
            if len(same) != 1 or [kind_of(b["what"] or b["lead"]) for b in bases].count(kind) != 1:
                continue
            between = text.text[base.end() : same[0].end()]
            apart = len(re.findall(r"[。！？\n]", between)) > 1 or re.search(r"累计|三年|以来", between)
            sentence = re.split(r"[。！？\n]", text.text[: same[0].end()])[-1]
            before = base.end() <= same[0].start() and not apart
            behind = BEHIND.fullmatch(text.text[same[0].end() : base.start()]) is not None
            if (before or behind) and not is_hoped(case, sentence):
                yield text, base, same[0]


def is_thereof(between: str, saving: re.Match[str]) -> bool:
    """Whether nothing but the words of a clause without a figure stands between the cost and its saving; and that the
    saving follows at once, where it does not say whose it is."""
    return re.search(r"\d", between) is None and len(between) <= (24 if saving["that"] else 0)


def kind_of(what: str | None) -> str:
    return ALIKE.get(what or "", what or "")


def money(hit: re.Match[str]) -> Decimal:
    number = hit["n"].replace(",", "").strip(".")
    return worth_of(number, hit["u"]) if number.count(".") <= 1 and number else Decimal(0)
