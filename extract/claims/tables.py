"""Tables inside the prose (近三年指标, 改造前后对比) → claims and changes whose place is the cell.

Each figure is read as the sentence that row and column say of it (“2023年营业收入为12345万元”), by the same reader as
the prose. Columns of plans, and figures whose quantity or period is not told, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from model.amount import Amount
from model.document import Cell, Table
from model.submission import Change, Claim, Passage
from model.text import half_width, squash
from model.wording import FALL_NAMED, RISE_NAMED

if TYPE_CHECKING:
    from extract.claims import ClaimReader

_YEAR = re.compile(r"(20\d{2})年?(?:度|末|底|实际|实绩|数|值)?(?:\(.{1,8}\))?")
_WHEN = (
    (re.compile(r"(?:改造|建设|实施|应用|投用|上线|项目)?(?:之)?前(?:水平|指标|数据|数值|情况|值)?"), "改造前"),
    (re.compile(r"(?:改造|建设|实施|应用|投用|上线|项目)(?:之)?后(?:水平|指标|数据|数值|情况|值)?"), "改造后"),
)
#: 2024年8月 beside 2025年8月: one month, compared with itself.
_MONTH = re.compile(r"(20\d{2})(?:年|[.\-/])(\d{1,2})月?(?:份)?(?:实际|实绩|数|值)?")
_PLAN = re.compile(r"目标|计划|预期|预计|规划|达产|预测|设计")
_CHANGE = re.compile(rf"{RISE_NAMED}|{FALL_NAMED}|变化|改善|幅度|成效|对比|效果|效益|说明|备注|结果|变动")
#: 说明, 效果: columns of words, of which only those count that name the row's own change (用工压减40%，转岗到仓库).
_WORDS_HEAD = re.compile(r"效果|效益|说明|备注|结果")
_TOLD = re.compile(
    rf"(?P<of>[^\d，,。；;、（(]{{0,8}}?)(?:{RISE_NAMED}|{FALL_NAMED}|[降减升增缩])[了约近]*"
    r"(?P<rate>\d+(?:\.\d+)?(?:%|个?百分点))(?P<rest>[，,。；;（(].*)?",
    re.DOTALL,
)
_OTHER_BASE = re.compile(r"同比|环比|相比|[较比](?!例|重)|行业|目标|计划|预计|其中|累计")
_RISE, _FALL = re.compile(rf"{RISE_NAMED}|↑|^\+"), re.compile(rf"{FALL_NAMED}|↓|^-")
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
_LABEL_HEAD = re.compile(
    r"(?:[一二三四]级)?(?:指标|项目|名称|内容|类别|参数|考核指标|关键指标|主要指标|经济指标)(?:名称|项)?|年份|年度|时间|阶段"
)
_UNIT_IN = re.compile(r"[(\[](?:单位[:：]?)?([^()\[\]\d]{1,8})[)\]]$")
_VALUE = re.compile(
    r"[-+]?\d[\d,]*(?:\.\d+)?(?P<unit>%|[^\d\s()%.,，。；;、~～\-—/]{1,5}(?:/[^\d\s()%.,，。；;、]{1,4})?)?"
)
_SCOPES = (("车间", "workshop"), ("产线", "line"), ("生产线", "line"), ("工序", "process"), ("场景", "scene"))
_SPAN_IN = re.compile(
    r"(?P<year>20\d{2})(?:年|[.\-/](?=\d))?(?:(?P<month>\d{1,2})月?)?"
    r"(?:[-—–~～至到](?:(?P<until>20\d{2})[年.\-/]?)?(?:(?P<last>\d{1,2})月?)?)?"
)
#: 项目（万元） over the names of the rows: the unit of the sums among them.
_MONEY_UNITS = ("亿元", "万元", "千元", "元")
_CAPTION_UNIT = re.compile(r"单位[:：]\s*(?:人民币)?(亿元|万元|千元|元|%)")


@dataclass(frozen=True, slots=True)
class ProseTable:
    """A table that stands in the chapter `key`; `caption`: the paragraph above it."""

    key: str
    table: Table
    caption: str = ""


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure with the words that name it: quantity, time (2023年, 改造前, 改造后) and unit; `since`: the last
    year or month that the head of a state gives for it (改造后（2024年））, "" where it gives none."""

    label: str
    when: str
    value: str
    unit: str
    cell: Cell
    since: str = ""


def read_table(reader: ClaimReader, told: ProseTable) -> tuple[list[Claim], list[Change]]:
    """The claims and changes of one table, row by row."""
    lines = [line for line in told.table.lines() if any(squash(cell.text) for cell in line)]
    claims: list[Claim] = []
    changes: list[Change] = []
    scope = next((name for word, name in _SCOPES if word in told.caption), "")
    for figures, change in _rows(lines, told.caption):
        read = [(figure, _claim(reader, told.key, figure, scope)) for figure in figures]
        claims += [claim for _, claim in read if claim]
        ends = {figure.when: (figure, claim) for figure, claim in read}
        printed = change and re.search(r"\d%" if _WORDS_HEAD.search(change[1]) else r"\d", half_width(change[0].text))
        changes += _change(reader, told.key, ends, *change) if change and printed else _ends_alone(reader, ends)
    return claims, changes


def tells_figures(table: Table) -> bool:
    """Whether years or states (改造前, 改造后) head the columns or rows of a table."""
    lines = [line for line in table.lines() if any(squash(cell.text) for cell in line)]
    above = any(_when(cell.text) for line in lines[:2] for cell in line) or any(map(_twin_months, lines[:2]))
    return above or sum(bool(line and _when(line[0].text)) for line in lines) >= 2


def _rows(lines: Sequence[list[Cell]], caption: str) -> Iterator[tuple[list[_Figure], tuple[Cell, str] | None]]:
    """Figures row by row with the cell that tells the change, and its head."""
    at = next((i for i, line in enumerate(lines[:3]) if any(_when(c.text) for c in line) or _twin_months(line)), None)
    if at is None or len(lines) < at + 2:
        return
    head = lines[at]
    whens = {c.col: _when(c.text) for c in head if _when(c.text) and not _PLAN.search(c.text)} or _twin_months(head)
    if not whens or min(whens) == 0 or any(_when(line[0].text) for line in lines[at + 1 :] if line):
        yield from _across(lines, caption)
        return
    units = next((cell.col for cell in head if _UNIT_HEAD.fullmatch(squash(cell.text))), None)
    change = next((c for c in head if c.col not in whens and _CHANGE.search(c.text) and c.col > min(whens)), None)
    first = min(whens)
    dated = {c.col: _since(c.text) for c in head}
    corner = next((u for c in head if c.col < first and (u := _unit_of_head(head, c)) in _MONEY_UNITS), "")
    for line in lines[at + 1 :]:
        names = [c for c in line if c.col < first and c.col != units and not re.fullmatch(r"[\d.、]*", squash(c.text))]
        if not names:
            continue
        label, unit = _label(names[-1].text)
        own = next((squash(c.text) for c in line if c.col == units), "") if units is not None else ""
        figures = []
        for cell in line:
            when = whens.get(cell.col, "")
            if not when or cell.colspan > 1 or not (match := _VALUE.fullmatch(squash(cell.text))):
                continue
            printed = match["unit"] or unit or own or _unit_of_head(head, cell) or corner or _unit_of_caption(caption)
            value = squash(cell.text).removesuffix(match["unit"] or "")
            figures.append(_Figure(label, when, value, printed, cell, dated[cell.col] if when == "改造后" else ""))
        told = next((c for c in line if change is not None and c.col == change.col), None)
        yield figures, (told, squash(change.text)) if told is not None and change is not None else None


def _across(lines: Sequence[list[Cell]], caption: str) -> Iterator[tuple[list[_Figure], None]]:
    """Years or states down, quantities across."""
    head = next((line for line in lines[:2] if len(line) > 2 and not any(map(_is_value, line))), None)
    if head is None:
        return
    for line in lines[lines.index(head) + 1 :]:
        when = _when(line[0].text) if line else ""
        if not when or _PLAN.search(line[0].text):
            continue
        figures = []
        for cell in line[1:]:
            over = next((h for h in head if h.col == cell.col and h.colspan == 1), None)
            match = _VALUE.fullmatch(squash(cell.text))
            if over is None or match is None or _PLAN.search(over.text):
                continue
            label, unit = _label(over.text)
            printed = match["unit"] or unit or _unit_of_caption(caption)
            figures.append(_Figure(label, when, squash(cell.text).removesuffix(match["unit"] or ""), printed, cell))
        yield figures, None


def _is_value(cell: Cell) -> bool:
    return bool(_VALUE.fullmatch(squash(cell.text))) and not _when(cell.text)


def _when(text: str) -> str:
    """2023年, 改造前, 改造后, or ""."""
    flat = squash(text)
    if match := _YEAR.fullmatch(flat):
        return f"{match[1]}年"
    return next((name for pattern, name in _WHEN if pattern.fullmatch(re.sub(r"\(.*\)$", "", flat))), "")


def _twin_months(line: Sequence[Cell]) -> dict[int, str]:
    """The two columns headed by the same month of two years, the earlier as before the works; {} for other heads."""
    dated = [(hit[1], int(hit[2]), cell.col) for cell in line if (hit := _MONTH.fullmatch(squash(cell.text)))]
    if len(dated) != 2 or dated[0][1] != dated[1][1] or dated[0][0] == dated[1][0]:
        return {}
    (_, _, before), (_, _, after) = sorted(dated)
    return {before: "改造前", after: "改造后"}


def _since(text: str) -> str:
    """实施后（2024年1—8月） → 2024-08, 改造后（2024年） → 2024; "" where the head gives no date."""
    match = _SPAN_IN.search(squash(text))
    if match is None:
        return ""
    year, month = match["until"] or match["year"], match["last"] or match["month"]
    return f"{year}-{int(month):02d}" if month else year


def _label(text: str) -> tuple[str, str]:
    """(quantity without numbering and unit, unit in brackets)."""
    flat = re.sub(r"^(?:[(]?\d{1,2}[)、.]|[一二三四五六七八九十]{1,2}、|其中[:：])", "", squash(text))
    match = _UNIT_IN.search(flat)
    return (flat[: match.start()], match[1].strip()) if match else (flat, "")


def _unit_of_head(head: Sequence[Cell], cell: Cell) -> str:
    over = next((h for h in head if h.col == cell.col), None)
    match = _UNIT_IN.search(squash(over.text)) if over else None
    return match[1] if match and not _PLAN.search(match[1]) else ""


def _unit_of_caption(caption: str) -> str:
    match = _CAPTION_UNIT.search(half_width(caption))
    return match[1] if match else ""


def _claim(reader: ClaimReader, key: str, figure: _Figure, scope: str) -> Claim | None:
    """The claim that the words round the cell make; None where they name no quantity that is known."""
    if not 2 <= len(figure.label) <= 24 or re.search(r"[,，。;；]", figure.label):
        return None
    sentence = f"{figure.when}{figure.label}为{figure.value}{figure.unit}"
    place = replace(figure.cell.place, text=figure.cell.text.strip())
    claims, _ = reader.read([Passage(key, sentence + "。", place)])
    if len(claims) != 1 or not claims[0].concept or claims[0].relation or not claims[0].period:
        return None
    claim = claims[0]
    return replace(claim, text=sentence, place=place, scope=claim.scope or scope, since=figure.since, parts=())


def _change(
    reader: ClaimReader, key: str, read: dict[str, tuple[_Figure, Claim | None]], cell: Cell, head: str
) -> Iterator[Change]:
    """Before and after with the percentage in the column of changes."""
    before, after = read.get("改造前"), read.get("改造后")
    said = squash(cell.text)
    if told := _told(said, before[0].label if before else ""):
        said = told
    elif _WORDS_HEAD.search(head):
        return
    amount = _percent(reader, said, head)
    if before is None or after is None or amount is None:
        return
    a, b = (_end(reader, f) for f, _ in (before, after))
    if a is None or b is None or a.unit != b.unit:
        return
    # the head (提升幅度) is the same for what rises and what falls
    spoken = said.endswith("%") and (_RISE.search(said) or _FALL.search(said))  # 提高了13.3% is said, not printed
    if a.unit == "%" and amount.unit == "%" and abs(b.value - a.value) == amount.value and not spoken:
        return  # of rates many tables give the points as 提升幅度（%）
    direction = -1 if _FALL.search(said) else 1 if _RISE.search(said) else 0
    label = before[0].label
    spoken_of = "" if _WORDS_HEAD.search(head) else _label(head)[0]
    shown = said if said.endswith(("%", "点")) else f"{said}%"
    text = f"{label}由{before[0].value}{before[0].unit}变为{after[0].value}{after[0].unit}，{spoken_of}{shown}"
    place = replace(cell.place, text=cell.text.strip())
    yield Change(text, label, a, b, place, amount, direction, True, False)


def _ends_alone(reader: ClaimReader, read: dict[str, tuple[_Figure, Claim | None]]) -> Iterator[Change]:
    """Before and after of a row that prints no percentage."""
    before, after = read.get("改造前"), read.get("改造后")
    a, b = (_end(reader, one[0]) if one else None for one in (before, after))
    if (
        before is None
        or after is None
        or a is None
        or b is None
        or not a.unit
        or a.unit != b.unit
        or a.value == b.value
    ):
        return
    (first, _), (last, _) = before, after
    text = f"{first.label}由{first.value}{first.unit}变为{last.value}{last.unit}"
    place = replace(last.cell.place, text=last.cell.text.strip())
    yield Change(text, first.label, a, b, place, None, 1 if b.value > a.value else -1, True, False)


def _end(reader: ClaimReader, figure: _Figure) -> Amount | None:
    """One end of a change; of 小时/百件, a unit that is not known, what stands above the stroke."""
    whole = reader.amount(f"{figure.value}{figure.unit}")
    return whole or reader.amount(f"{figure.value}{figure.unit.split('/')[0]}")


def _told(said: str, label: str) -> str:
    """压减40% of 用工压减40%，转岗到仓库 where the words before the verb stand in the name of the row; else ""."""
    match = _TOLD.fullmatch(said)
    own = match is not None and set(match["of"]) <= set(label) and not _OTHER_BASE.search(match["rest"] or "")
    return said[match.end("of") : match.end("rate")] if match and own else ""


def _percent(reader: ClaimReader, text: str, head: str) -> Amount | None:
    flat = re.sub(rf"^(?:{RISE_NAMED}|{FALL_NAMED}|约|了|[↑↓+])*", "", squash(text)).lstrip("-")
    if re.fullmatch(r"\d+(?:\.\d+)?", flat) and "%" in head:
        flat += "%"
    return reader.amount(flat) if re.fullmatch(r"\d+(?:\.\d+)?(?:%|百分点|个百分点)", flat) else None
