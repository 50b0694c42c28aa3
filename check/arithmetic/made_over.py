"""A-33 in words and tables alike: what a text says can be made in a year, and what was made, of one thing and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.price_told import UNITS
from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.show import show_plain
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.text import half_width

_N = rf"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<m>万|亿)?(?P<u>{UNITS})(?![\u4e00-\u9fff]?/?(?:日|天|班|小时|时|月|人))"
#: 铭牌能力每年700台, 核定产能砖2.5亿块/年, 设计规模为年产…
_ABLE = Sought(
    rf"(?:产能|(?:铭牌|设计|核定|额定|生产|加工|处理|备案|环评|许可)(?:年)?(?:生产|加工|处理)?(?:能力|规模|产能|产量)|(?:铭牌|能力|核定|设计)(?=为?每年|\d|为?年产)|许可年产)"
    rf"(?:[(（][^()（）\d]{{0,10}}[)）])?(?P<gap>[^，,。；;\d率利增]{{0,12}}){_N}"
)
#: 压制入库9,300万块, 出成品910台, 产量3.1万吨, 实产, 产水泥86万吨.
_MADE = Sought(
    rf"(?<![计划设能目可拟])(?P<verb>(?:实际|全年|当年|本年|年度|总|合格|成品|产品)*产量|(?:轧制|冶炼|熔炼|加工|灌装|屠宰|压榨|装配|组装|浇铸|烧成|入炉|破碎|处理|酿造|包装|投料|生产|完工|检验|交检)*(?:入库|下线|产出|交库)"
    rf"|实际(?:生产|完成|加工|处理|产出)|(?:实|共|只|仅|却|已)(?:产|出|做|完成|生产|加工)(?:了|成品|出)?|出(?:成)?品|出(?:了)?(?=\d)|(?:20\d\d年|全年|当年|去年|上年|年内)(?:度)?(?:公司|该车间|[该全本]线|[该本]产线)?(?:共|实际|累计)*(?:生产|产出|加工|处理|完成|产)(?!能|值|线))"
    rf"(?:了|为|达到?|有|是|约|超过?|共|各类)*(?P<gap>[^，,。；;\d率能增]{{0,10}}){_N}"
)
#: Plans, growth, spans that are no year, and whole trades.
_APART = re.compile(
    r"计划|预计|目标|拟|将(?!近)|力争|达产|累计|以来|[日班月时](?:产|处理|加工|生产|屠宰|压榨|灌装)|每[日天班月小]|新增产|扩建|在建|单[班机台]|人均|全国|全省|行业|集团|客户|利用率|由[^，,。]{1,12}[到至]|提高|增长到|超负荷|加班|外协|委托加工|代工"
    r"|(?:同类|同行业?|周边|其[他它])(?:企业|工?厂|厂家|公司)|(?:业内|业界|同行|全球|世界|国内)(?:当年|去年|上年|全年|20\d\d年)?(?:度)?(?:的)?(?:总|合计|共|年)*(?:产量|生产|产出)"
)
#: What lifts the output over the plate: more shifts, work of others.
_SHIFT = re.compile(r"单班|两班|三班|双班|倒班|加班|外协|代工|委托加工|技改|扩能|挖潜")
#: What could be made ahead of the works, or by each of several machines.
_FORMER = re.compile(
    r"原|改造前|建设前|实施前|技改前|升级前|旧线|每台|各|同类|国内|国外|先进水平|扩|新增|达到\S{0,6}水平"
)
#: Another line, and what may stand between the line's name and its capacity: 配套的包装机设计能力 is a machine's.
_OTHER_LINE = re.compile(r"(?<![在一主无有上下条])线(?![上下性缆索圈束材体路边])")
_BETWEEN = re.compile(
    r"(?:[，,、:：的已现于在共年总]|现有|目前|当前|综合|最大|全部|全年|实际|具[备有]|拥有|形成|达到?|建成后|投[产用]后|改造后|20\d\d年(?:\d{1,2}月)?|建成|投[产用])*"
)
#: 公司2024年全线生产, 全厂连同该产线, 该产线投产后公司2024年生产: the company's words beside the line's.
ALL_LINES = re.compile(
    r"全公司|全厂|全集团|公司(?:合计|总计|共|总)|各(?:条)?(?:产线|生产线)|(?:公司|企业|我[司厂])(?=[^，,]{0,30}全线)"
)
_OF_LINE = re.compile(r"[本该]线|(?<!全)产线|生产线")
_FIRM = re.compile(r"全公司|全厂|公司|企业|我[司厂]|集团")
_LABEL = re.compile(r"(?:核定|设计|备案|批复|铭牌|额定|主要产品)?(?:年)?(?:生产|加工)?(?:产能|能力|规模)(?:及?规模)?")
_OWN = re.compile(
    r"[^\u4e00-\u9fff]|年产|产能|能力|公司|实际|生产|主要|产品|成品|合格|全年|以及?|和|及|各类|其他|为|达|约|共|的"
)


@dataclass(frozen=True, slots=True)
class Many:
    """So much of a thing, as printed."""

    text: str
    thing: str
    value: Decimal
    unit: str
    place: Place


def find_made_over(case: Case) -> Iterator[Answer]:
    """W: within one clause group what was made passes what can be made by more than a tenth; and so for the cell of
    the capacity and what the profile says is made of the same thing."""
    for passage in case.prose():
        if not _ABLE.may_be_in(passage.text) or not re.search("[产能铭]", passage.text):
            continue
        for part in re.split("[。；;\\n]", half_width(passage.text)):
            able = [many(hit, passage.place) for hit in _ABLE.finditer(part)]
            rest = part
            for one in able:
                rest = rest.replace(one.text, "，" * len(one.text))
            made = [many(hit, passage.place) for hit in _MADE.finditer(rest)]
            plain = len(able) == 1 and len(made) == 1 and not _APART.search(part)
            if plain and not _is_all_beside_line(part, made[0], able[0]):
                yield from judge(case, made[0], able[0])
    yield from find_over_cell(case)
    yield from find_over_product(case)


def find_over_product(case: Case) -> Iterator[Answer]:
    """The form's cell of the line's product and output, and the capacity that it, the line's overview or the one
    sentence of the book tells that names the line."""
    cells = [f for key in ("line_product", "line_overview") if (f := case.field(key))]
    texts = [(half_width(f.text or f.value), f.place) for f in cells]
    if not texts or cells[0].key != "line_product" or any(_SHIFT.search(text) for text, _ in texts):
        return
    able = [many(hit, place) for text, place in texts for hit in _ABLE.finditer(text) if not _planned(text, hit)]
    text, place = texts[0]
    for one in able:
        text = text.replace(one.text, "，" * len(one.text))
    made = [many(hit, place) for hit in _MADE.finditer(text) if not _planned(text, hit)]
    able = able or list(told_of_line(case, _ABLE))
    made = made or list(told_of_line(case, _MADE))
    if len({(m.value, m.unit) for m in made}) == 1 and len({(a.value, a.unit) for a in able}) == 1:
        yield from judge(case, made[0], able[0])


def told_of_line(case: Case, pattern: Sought) -> Iterator[Many]:
    """What sentences say right behind the name of the form's one line; nothing of a paragraph that tells of more
    shifts, or of another line that 该产线 may be."""
    name = case.field("line_name")
    own = "|".join((*((re.escape(half_width(name.value)),) if name else ()), "[本该]产线", "代表产线", "全线"))
    for passage in case.prose():
        text = half_width(passage.text)
        if not pattern.may_be_in(text) or _SHIFT.search(text) or _OTHER_LINE.search(re.sub(own, "", text)):
            continue
        for part in re.split("[。；;\n]", text):
            for hit in pattern.finditer(part) if not _APART.search(part) and not _FORMER.search(part) else ():
                named = [one.end() for one in re.finditer(own, part[: hit.end()])]
                firm = named and (ALL_LINES.search(part[: hit.end()]) or _FIRM.search(part[named[-1] : hit.end()]))
                if named and not firm and _BETWEEN.fullmatch(part[named[-1] : max(hit.start(), named[-1])]):
                    yield many(hit, passage.place)


def _is_all_beside_line(part: str, made: Many, able: Many) -> bool:
    """该产线设计产能…，全公司生产…: each said of another; 全厂三条产线设计能力…，实际生产… is all of the company."""
    first, last = sorted((part.find(one.text), one.text) for one in (made, able))
    cut = first[0] + len(first[1])
    told = (part[:cut], part[cut : last[0] + len(last[1])])
    firm, line = ([is_of(one) for one in told] for is_of in (is_of_firm, _OF_LINE.search))
    return any(firm[n] and line[1 - n] and not _FIRM.search(told[1 - n]) for n in (0, 1))


def is_of_firm(text: str) -> bool:
    """公司2024年生产, 全厂产量: said of the whole firm and of no line of it."""
    return _FIRM.search(text) is not None and _OF_LINE.search(text) is None


def _planned(text: str, hit: re.Match[str]) -> bool:
    around = re.split("[，,。；;\\n]", text[: hit.start()])[-1] + hit[0]
    return _APART.search(around) is not None or ALL_LINES.search(around) is not None or "公司" in hit[0]


def find_over_cell(case: Case) -> Iterator[Answer]:
    """核定产能 | 水泥80万吨/年；骨料50万吨/年 against 年产水泥96万吨 of the text."""
    cells = [
        (cells[n + 1].text, cells[n + 1].place)
        for grid in case.submission.grids
        if grid.own
        for row in grid.rows
        if len(cells := list(dict.fromkeys(row))) > 1
        for n in range(len(cells) - 1)
        if _LABEL.fullmatch(half_width(cells[n].text).strip())
    ]
    pattern = re.compile(rf"(?:^|[，,、；;。])(?P<gap>[^，,、；;。\d]{{0,12}}?){_N}(?=/年|/a|[，,、；;。（(]|$)")
    listed = [many(hit, place) for text, place in cells for hit in pattern.finditer(half_width(text))]
    told = re.compile(
        rf"(?:年产|产量|副产|实产|20\d\d年(?:度)?(?:共|实际)?(?:生产|产))(?P<gap>[^，,。；;、\d能]{{1,10}}?)(?:为|达到?|约)*{_N}"
    )
    for passage in case.prose() if listed else ():
        for part in re.split("[。；;\\n]", half_width(passage.text)):
            hits = list(told.finditer(part)) if "产" in part and not _APART.search(part) else []
            for one in (many(hit, passage.place) for hit in hits):
                same = [a for a in listed if a.unit == one.unit and a.thing and one.thing.startswith(a.thing)]
                if len(same) == 1 and "能力" not in part and "产能" not in part:
                    yield from judge(case, one, same[0])


def many(hit: re.Match[str], place: Place) -> Many:
    thing = _OWN.sub("", hit["gap"] or "")
    return Many(hit[0].strip("，,、；; "), thing, worth_of(hit["n"], hit["m"]), hit["u"], place.quoting(hit[0]))


def judge(case: Case, made: Many, able: Many) -> Iterator[Answer]:
    if made.unit != able.unit or (
        made.thing and able.thing and made.thing[0] != able.thing[0] and made.thing != able.thing
    ):
        return
    if made.value <= able.value * Decimal("1.1"):
        yield Agreed()
        return
    times = show_plain(round(made.value / able.value, 2)) if able.value else "—"
    yield case.finding(
        f"“{made.text}”，为“{able.text}”的{times}倍，超过一成以上，请核实（是否超负荷或产能口径不同）。",
        made.place,
        able.place,
        severity=Severity.W,
        about=(f"{made.place.path}“{made.text}”",),
        expected=f"不大于{show_plain(able.value)}{able.unit}的1.1倍",
        found=made.text,
    )
