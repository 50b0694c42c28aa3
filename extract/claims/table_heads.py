"""Heads of tables inside the prose: the year, the state (改造前, 改造后), the span of time that a column is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.document import Cell
from model.text import squash

_YEAR = re.compile(r"(20\d{2})年?(?:度|末|底|实际|实绩|数|值)?(?:\(.{1,8}\))?")
_WORKS = (
    r"(?:智能化|数字化|自动化|技术|产线|车间|系统|项目|工程|场景|设备)*"
    r"(?:改造|建设|实施|应用|投用|上线|项目|投产|技改|升级|优化|改善|运行|启用|部署|改|建成|试点|完工|验收)"
)
_VALUES = r"(?:平均)?(?:水平|指标|数据|数值|情况|状况|均值|平均|值)?[A-Da-d①②③④]?"
_WHEN = (
    (re.compile(rf"(?:{_WORKS})?(?:之|以)?前{_VALUES}"), "改造前"),
    (re.compile(rf"{_WORKS}(?:之|以)?后{_VALUES}"), "改造后"),
)
#: 原 beside 现, 基准值 beside 实际值: of the two states only where one of each heads a column.
_WAS = re.compile(
    rf"(?:前|原来?|原先|原有|以前|之前|此前|过去|基期|基线|基准|基数|起始|起点|初始|期初|旧线|老线|(?:传统|人工|手工)(?:方式|模式|做法)){_VALUES}"
)
_IS = re.compile(
    rf"(?:后|现在?|现有|现状|目前|当前|如今|达到|实际|实绩|报告期|期末|新线|(?:智能化?|数字化|系统|自动化)(?:方式|模式|做法)){_VALUES}"
)
#: 2021年改造前, 改造后2024年: a date that stands with the state.
_DATED = re.compile(r"^20\d{2}年?(?:\d{1,2}月)?[,，·]?|[,，·]?20\d{2}年?$")
#: 2024年8月 beside 2025年8月: one month, compared with itself.
_MONTH = re.compile(r"(20\d{2})(?:年|[.\-/])(\d{1,2})月?(?:份)?(?:实际|实绩|数|值)?")
PLAN = re.compile(r"目标|计划|预期|预计|规划|达产|预测|设计")
_SPAN_IN = re.compile(
    r"(?P<year>20\d{2})(?:年|[.\-/](?=\d))?(?:(?P<month>\d{1,2})月?)?"
    r"(?:[-—–~～至到](?:(?P<until>20\d{2})[年.\-/]?)?(?:(?P<last>\d{1,2})月?)?)?"
)
_BALANCE = re.compile(r"(?:年末|期末|企业|公司)?(?:资产总[额计]|总资产|负债总[额计]|总负债|资产负债率|净资产)")
UNIT_HEAD = re.compile(r"(?:计量)?单位")
#: The unit behind a number in a cell.
UNIT_BEHIND = r"(?P<unit>%|[^\d\s()%.,，。；;、~～\-—/]{1,5}(?:/[^\d\s()%.,，。；;、]{1,4})?)?"
#: What a head or a label says of its unit: 能耗（吨）, 合格率/%.
_UNIT_IN = re.compile(
    r"[(\[](?:单位[:：]?)?([^()\[\]\d]{1,8})[)\]]$|(?<=[\u4e00-\u9fff)]{2})/(%|[千百]?[万亿]?元|天|小时|分钟)$"
)
#: A cell that holds nothing but a unit: 台/人, 千瓦时, ％.
_UNIT_ALONE = re.compile(
    r"(?:%|百分点|[千百]?[万亿]?元|人次?|名|台|套|件|次|个|项|批|班|吨|千克|kg|t|度|千瓦时|kWh|米|毫米|微米|mm|m|天|日|小时|h|分钟|min"
    r"|秒|s|月|年|倍|℃|dB|MPa|标?立方米|m3)(?:/[^\d\s]{1,5})?"
)
#: A caption, or the sentence that leads to a table, is no longer than this.
_CAPTION = 60
_SCOPES = (("车间", "workshop"), ("产线", "line"), ("生产线", "line"), ("工序", "process"), ("场景", "scene"))


def when_of(text: str) -> str:
    """2023年, 改造前, 改造后, or ""."""
    flat = squash(text)
    return f"{match[1]}年" if (match := _YEAR.fullmatch(flat)) else state_of(flat)


def state_of(text: str) -> str:
    """改造前 or 改造后 of 改造前（2022年）, 2022年改造前; else ""."""
    flat = _DATED.sub("", re.sub(r"\(.*\)$", "", squash(text)))
    return next((name for pattern, name in _WHEN if pattern.fullmatch(flat)), "")


def sides_of(head: Sequence[Cell], change: Cell | None) -> dict[int, str]:
    """Which columns are before and after: by their heads, by what stands in brackets behind a year (2021年（改造前）),
    else the two dates before the column of changes in their order."""
    named = {c.col: state_of(c.text) or state_of(re.sub(r"^.*\((.*)\)$", r"\1", squash(c.text))) for c in head}
    sides = {col: side for col, side in named.items() if side}
    if sides or change is None:
        return sides
    dates = [(since_of(c.text), c.col) for c in head if c.col < change.col and _SPAN_IN.match(squash(c.text))]
    if len(dates) != 2 or any(PLAN.search(c.text) for c in head if c.col < change.col):
        return {}
    return dict(zip((col for _, col in sorted(dates)), ("改造前", "改造后"), strict=True))


def since_of(text: str) -> str:
    """实施后（2024年1—8月） → 2024-08, 改造后（2024年） → 2024; "" where the head gives no date."""
    match = _SPAN_IN.search(squash(text))
    if match is None:
        return ""
    year, month = match["until"] or match["year"], match["last"] or match["month"]
    return f"{year}-{int(month):02d}" if month else year


def twin_heads(line: Sequence[Cell]) -> dict[int, str]:
    """The two columns that are before and after the works only by standing together; {} for other heads."""
    if found := twin_months(line):
        return found
    if found := named_twins(line):
        return found
    told = [(re.sub(r"\(.*\)$", "", squash(cell.text)), cell.col) for cell in line]
    was, now = ([col for text, col in told if words.fullmatch(text)] for words in (_WAS, _IS))
    return {was[0]: "改造前", now[0]: "改造后"} if len(was) == len(now) == 1 and 0 < was[0] < now[0] else {}


#: 改造前人数, 建设后用工（人）: the state with the quantity that all rows tell.
_NAMED = re.compile(rf"(?:{_WORKS})?(?:之|以)?(?P<side>[前后])(?:的)?(?P<what>[\u4e00-\u9fff]{{2,6}})")
#: Quantities that count people.
PEOPLE = re.compile(r"人数|人员|用工|定员|员工")


def named_twins(line: Sequence[Cell]) -> dict[int, str]:
    """The two columns 改造前人数 and 改造后人数, of one quantity; {} for other heads."""
    told = [(hit["side"], hit["what"], cell.col) for cell in line
            if (hit := _NAMED.fullmatch(re.sub(r"\(.*\)$", "", squash(cell.text))))]  # fmt: skip
    if len(told) != 2 or {side for side, _, _ in told} != {"前", "后"} or told[0][1] != told[1][1]:
        return {}
    return {col: f"改造{side}" for side, _, col in told} if min(col for _, _, col in told) > 0 else {}


def twin_months(line: Sequence[Cell]) -> dict[int, str]:
    """The two columns headed by the same month of two years, the earlier as before the works; {} for other heads."""
    dated = [(hit[1], int(hit[2]), cell.col) for cell in line if (hit := _MONTH.fullmatch(squash(cell.text)))]
    if len(dated) != 2 or dated[0][1] != dated[1][1] or dated[0][0] == dated[1][0]:
        return {}
    (_, _, before), (_, _, after) = sorted(dated)
    return {before: "改造前", after: "改造后"}


def scope_of(caption: str) -> str:
    """What the last sentence above the table speaks of; 车间级规划 names a level, and a long one tells a story."""
    last = re.split(r"[。！!;；\n]", caption.strip().rstrip("。;；"))[-1]
    if len(last) > _CAPTION:
        last = re.split(r"[,，]", last)[-1]
    return next((name for word, name in _SCOPES if re.search(rf"{word}(?!级)", last)), "")


def has_balance(lines: Sequence[list[Cell]]) -> bool:
    """Whether rows or columns are a balance sheet's: only a company has one, so that its sales are the company's."""
    heads = [squash(cell.text) for cell in [*(line[0] for line in lines if line), *(lines[0] if lines else ())]]
    return any(_BALANCE.match(head) for head in heads)


def split_unit(text: str) -> tuple[str, str]:
    """(words of a label or a head without its number and its unit, the unit in brackets): 1.能耗（吨）."""
    flat = re.sub(r"^(?:[(]?\d{1,2}[)、.]|[一二三四五六七八九十]{1,2}、|其中[:：])", "", squash(text))
    match = _UNIT_IN.search(flat)
    return (flat[: match.start()], (match[1] or match[2]).strip()) if match else (flat, "")


def unit_column(head: Sequence[Cell], body: Sequence[Sequence[Cell]], first: int) -> int | None:
    """The column of units left of the figures' `first`: by its head, else because nothing but units stands in it."""
    if (named := next((cell.col for cell in head if UNIT_HEAD.fullmatch(squash(cell.text))), None)) is not None:
        return named
    for over in (cell.col for cell in head if 0 < cell.col < first):
        units = [squash(cell.text) for line in body for cell in line if cell.col == over]
        if len(units) > 1 and all(_UNIT_ALONE.fullmatch(unit) for unit in units if unit) and any(units):
            return over
    return None


#: 每班12人, 平均6.4天: what a figure is of, alike in all cells of its row.
_VALUE = re.compile(
    r"(?P<lead>(?:每[班日天周月年次批件台炉釜锅人吨]|单[班次件台]|日均|月均|年均|人均|平均|实测|实际|现有?|原有?)*)(?P<value>[-+]?\d[\d,]*(?:\.\d+)?)"
    + UNIT_BEHIND
)
_NEGATIVE = re.compile(r"^(?:(?:[−–—﹣]|负的?|[△▲](?!.*%))(\d.*)|\((\d[\d,]*\.\d+)\)$)")


def value_in(text: str) -> re.Match[str] | None:
    """−320.50, (320.50), 负320.50, ▲320.50 are negative; (3) is a number of a list, and ▲15% a rise."""
    return _VALUE.fullmatch(_NEGATIVE.sub(r"-\1\2", squash(text)))
