"""Tables inside the prose (近三年指标, 改造前后对比) → claims and changes whose place is the cell.

Each figure is read as the sentence that row and column say of it (“2023年营业收入为12345万元”), by the same reader as
the prose. Columns of plans, and figures whose quantity or period is not told, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.claims.plain_tables import is_plain, read_plain
from extract.claims.table_ends import end_of
from extract.claims.table_heads import (
    PEOPLE,
    PLAN,
    has_balance,
    scope_of,
    sides_of,
    since_of,
    split_unit,
    twin_heads,
    unit_column,
    value_in,
    when_of,
)
from model.amount import Amount
from model.document import Cell, Table
from model.submission import Change, Claim, Passage
from model.text import half_width, squash
from model.wording import FALL_NAMED, RISE_NAMED

if TYPE_CHECKING:
    from extract.claims import ClaimReader

_CHANGE = re.compile(rf"{RISE_NAMED}|{FALL_NAMED}|变化|改善|幅度|成效|对比|效果|效益|说明|备注|结果|变动|增减|改进")
#: 说明, 效果: columns of words, of which only those count that name the row's own change (用工压减40%，转岗到仓库).
_WORDS_HEAD = re.compile(r"效果|效益|说明|备注|结果")
_TOLD = re.compile(
    rf"(?P<of>[^\d，,。；;、（(]{{0,8}}?)(?:{RISE_NAMED}|{FALL_NAMED}|[降减升增缩])[了约近]*"
    r"(?P<rate>\d+(?:\.\d+)?(?:%|个?百分点))(?P<rest>[，,。；;（(].*)?",
    re.DOTALL,
)
#: 用工减少40% in the row of a post: the same persons.
_STAFF = re.compile(r"(?:用工|人员|人数|人工|定员|人力|岗位|员工|操作工|工人)(?:人数|数量?|总量)?")
_POSTS = re.compile(r"岗|人员|人数|人工|用工|定员|班组|员工|操作工|工人|值守|值班")
#: 减少32人，33.3%; -11天（-21.2%）: the difference before the percentage.
_DIFFERENCE = re.compile(
    rf"(?P<verb>{RISE_NAMED}|{FALL_NAMED}|[减降升增缩][了约]?|[-+↑↓])?[了约]?\d[\d,]*(?:\.\d+)?[^\d\s%()（），,、/;；点]{{0,6}}"
    rf"[，,、/;；(（](?:即|约)?(?P<more>{RISE_NAMED}|{FALL_NAMED}|[-+↑↓]|[降减升增])?(?P<rate>\d+(?:\.\d+)?%)[)）]?"
)
#: 不良率下降52.4% in the row of a pass rate: another quantity, which follows from the row's own.
_OF_OTHER = re.compile(rf"(?P<of>[^\d，,。；;、（(]{{2,8}}率)(?:{FALL_NAMED})[了约近]*\d+(?:\.\d+)?%")
_OTHER_BASE = re.compile(r"同比|环比|相比|[较比](?!例|重)|行业|目标|计划|预计|其中|累计")
_RISE, _FALL = re.compile(rf"{RISE_NAMED}|↑|^\+"), re.compile(rf"{FALL_NAMED}|↓|^-")
#: The corner of a table of one quantity only, year by year.
_YEARS = re.compile(r"年度|年份|会计年度|时间|期间|阶段")
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
    year or month that the head of a state gives for it (改造后（2024年））; `side`: the state that it is of, which may
    stand behind a year (2021年（改造前）); `lead`: of what each figure is (每班). Each is "" where nothing says it."""

    label: str
    when: str
    value: str
    unit: str
    cell: Cell
    since: str = ""
    side: str = ""
    lead: str = ""


def read_table(reader: ClaimReader, told: ProseTable) -> tuple[list[Claim], list[Change]]:
    """The claims and changes of one table, row by row."""
    lines = [line for line in told.table.lines() if any(squash(cell.text) for cell in line)]
    claims: list[Claim] = []
    changes: list[Change] = []
    scope = scope_of(told.caption) or ("company" if has_balance(lines) else "")
    for figures, change in _rows(lines, told.caption):
        read = [(figure, _claim(reader, told.key, figure, scope)) for figure in figures]
        claims += [claim for _, claim in read if claim]
        ends = {figure.side: figure for figure in figures}
        printed = change and re.search(r"\d%" if _WORDS_HEAD.search(change[1]) else r"\d", half_width(change[0].text))
        changes += _change(reader, ends, *change) if change and printed else _ends_alone(reader, ends)
        claims += _other_change(reader, told.key, ends, change[0]) if change else []
    for sentence, cell in read_plain(told.table, told.caption):
        place = replace(cell.place, text=cell.text.strip())
        read_so, _ = reader.read([Passage(told.key, sentence + "。", place)])
        if len(read_so) == 1 and read_so[0].concept:
            one = read_so[0]
            claims.append(replace(one, text=sentence, place=place, scope=one.scope or scope, parts=()))
    return claims, changes


def tells_figures(table: Table) -> bool:
    """Whether years or states (改造前, 改造后) head columns or rows of a table, or each row names its one figure."""
    lines = [line for line in table.lines() if any(squash(cell.text) for cell in line)]
    if is_plain(table):
        return True
    above = any(when_of(cell.text) for line in lines[:2] for cell in line) or any(map(twin_heads, lines[:2]))
    return above or sum(bool(line and when_of(line[0].text)) for line in lines) >= 2


def _rows(lines: Sequence[list[Cell]], caption: str) -> Iterator[tuple[list[_Figure], tuple[Cell, str] | None]]:
    """Figures row by row with the cell that tells the change, and its head."""
    if (down := _years_down(lines)) is not None:
        yield from _across(lines, caption, down)
        return
    at = next((i for i, line in enumerate(lines[:3]) if any(when_of(c.text) for c in line) or twin_heads(line)), None)
    if at is None or len(lines) < at + 2:
        return
    head = lines[at]
    whens = {c.col: when_of(c.text) for c in head if when_of(c.text) and not PLAN.search(c.text)}
    whens = whens if len(whens) > 1 else twin_heads(head) or whens
    if not whens or min(whens) == 0 or any(when_of(line[0].text) for line in lines[at + 1 :] if line):
        yield from _across(lines, caption)
        return
    change = next((c for c in head if c.col not in whens and _CHANGE.search(c.text) and c.col > min(whens)), None)
    first = min(whens)
    units = unit_column(head, lines[at + 1 :], first)
    sides = twin_heads(head) or sides_of(head, change)
    dated = {c.col: since_of(c.text) for c in head}
    corner = next((u for c in head if c.col < first and (u := _unit_of_head(head, c)) in _MONEY_UNITS), "")
    for line in lines[at + 1 :]:
        names = [c for c in line if c.col < first and c.col != units and not re.fullmatch(r"[\d.、]*", squash(c.text))]
        if not names:
            continue
        label, unit = split_unit(names[-1].text)
        own = next((squash(c.text) for c in line if c.col == units), "") if units is not None else ""
        figures, leads = [], set[str]()
        for cell in line:
            when, side = whens.get(cell.col, ""), sides.get(cell.col, "")
            if not (when or side) or cell.colspan > 1 or not (match := value_in(cell.text)):
                continue
            printed = match["unit"] or unit or own or _unit_of_head(head, cell) or corner or _unit_of_caption(caption)
            leads.add(lead := re.sub(r"[现原]有?|实[测际]", "", match["lead"]))
            since = dated[cell.col] if when == "改造后" else ""
            figures.append(_Figure(label, when, match["value"], printed, cell, since, side, lead))
        told = next((c for c in line if change is not None and c.col == change.col), None)
        figures = figures if len(leads) < 2 else []  # 每班 beside 每天
        yield figures, (told, squash(change.text)) if told is not None and change is not None else None


def _years_down(lines: Sequence[list[Cell]]) -> int | None:
    """The column behind the first with a year in each row, each once, under a head that is none: 阶段, 年份, 收入."""
    head, body = lines[0], [line for line in lines[1:] if len(line) == len(lines[0])]
    for at, over in enumerate(head[1:], 1):
        years = [when_of(line[at].text) for line in body if squash(line[at].text)]
        if len(years) >= 2 and all(years) and len(set(years)) == len(years) and not any(when_of(c.text) for c in head):
            return over.col
    return None


def _across(lines: Sequence[list[Cell]], caption: str, column: int = 0) -> Iterator[tuple[list[_Figure], None]]:
    """Years or states down (in that column), quantities across."""
    heads = [line for line in lines[:2] if not any(map(_is_value, line))]
    head = next(
        (line for line in heads if len(line) > 2 or (len(line) == 2 and _YEARS.fullmatch(squash(line[0].text)))), None
    )
    if head is None:
        return
    for line in lines[lines.index(head) + 1 :]:
        first = next((cell for cell in line if cell.col == column), None)
        when = when_of(first.text) if first else ""
        if first is None or not when or PLAN.search(first.text):
            continue
        figures = []
        for cell in (cell for cell in line if cell is not first):
            over = next((h for h in head if h.col == cell.col and h.colspan == 1), None)
            match = value_in(cell.text)
            if over is None or match is None or PLAN.search(over.text):
                continue
            label, unit = split_unit(over.text)
            printed = match["unit"] or unit or _unit_of_caption(caption)
            figures.append(_Figure(label, when, match["value"], printed, cell, lead=match["lead"]))
        yield figures, None


def _is_value(cell: Cell) -> bool:
    return bool(value_in(cell.text)) and not when_of(cell.text)


def _unit_of_head(head: Sequence[Cell], cell: Cell) -> str:
    over = next((h for h in head if h.col == cell.col), None)
    unit = split_unit(over.text)[1] if over else ""
    if over and not unit and PEOPLE.search(over.text) and not PLAN.search(over.text):
        return "人"
    return "" if PLAN.search(unit) else unit


def _unit_of_caption(caption: str) -> str:
    match = _CAPTION_UNIT.search(half_width(caption))
    return match[1] if match else ""


def _claim(reader: ClaimReader, key: str, figure: _Figure, scope: str) -> Claim | None:
    """The claim that the words round the cell make; None where they name no quantity that is known."""
    if not 2 <= len(figure.label) <= 24 or re.search(r"[,，。;；]", figure.label):
        return None
    sentence = f"{figure.when}{figure.label}为{figure.lead}{figure.value}{figure.unit}"
    place = replace(figure.cell.place, text=figure.cell.text.strip())
    claims, _ = reader.read([Passage(key, sentence + "。", place)])
    if len(claims) != 1 or not claims[0].concept or claims[0].relation or not claims[0].period:
        return None
    claim = claims[0]
    return replace(claim, text=sentence, place=place, scope=claim.scope or scope, since=figure.since, parts=())


def _change(reader: ClaimReader, figures: dict[str, _Figure], cell: Cell, head: str) -> Iterator[Change]:
    """Before and after with the percentage in the column of changes."""
    before, after = figures.get("改造前"), figures.get("改造后")
    said = squash(cell.text)
    if told := _told(said, before.label if before else ""):
        said = told
    elif _WORDS_HEAD.search(head):
        return
    amount = _percent(reader, said, head)
    if before is None or after is None:
        return
    rates = "%" if amount and amount.unit == "百分点" else ""  # 96.85, 98.60, 提高1.75个百分点: both are percentages
    before, after = (replace(one, unit=one.unit or rates) for one in (before, after))
    a, b = (end_of(reader.amount, one.value, one.unit) for one in (before, after))
    if a is None or b is None or a.unit != b.unit:
        return
    label, place = before.label, replace(cell.place, text=cell.text.strip())
    ends = f"{label}由{before.value}{before.unit}变为{after.value}{after.unit}"
    if amount is None:
        if _OF_OTHER.fullmatch(said):
            yield Change(ends, label, a, b, place, None, 0, True, False)
        return
    # the head (提升幅度) is the same for what rises and what falls
    spoken = said.endswith("%") and (_RISE.search(said) or _FALL.search(said))  # 提高了13.3% is said, not printed
    if a.unit == "%" and amount.unit == "%" and abs(b.value - a.value) == amount.value and not spoken:
        return  # of rates many tables give the points as 提升幅度（%）
    direction = -1 if _FALL.search(said) else 1 if _RISE.search(said) else 0
    spoken_of = "" if _WORDS_HEAD.search(head) else split_unit(head)[0]
    shown = said if said.endswith(("%", "点")) else f"{said}%"
    yield Change(f"{ends}，{spoken_of}{shown}", label, a, b, place, amount, direction, True, False)


def _ends_alone(reader: ClaimReader, figures: dict[str, _Figure]) -> Iterator[Change]:
    """Before and after of a row that prints no percentage."""
    before, after = figures.get("改造前"), figures.get("改造后")
    a, b = (end_of(reader.amount, one.value, one.unit) if one else None for one in (before, after))
    if before is None or after is None or a is None or b is None:
        return
    if not a.unit or a.unit != b.unit or a.value == b.value:
        return
    text = f"{before.label}由{before.value}{before.unit}变为{after.value}{after.unit}"
    place = replace(after.cell.place, text=after.cell.text.strip())
    yield Change(text, before.label, a, b, place, None, 1 if b.value > a.value else -1, True, False)


def _other_change(reader: ClaimReader, key: str, figures: dict[str, _Figure], cell: Cell) -> list[Claim]:
    """不良率下降52.4% in the row of a pass rate, as a claim of its own beside the two ends of the row."""
    said = squash(cell.text)
    if len(figures) < 2 or not _OF_OTHER.fullmatch(said):
        return []
    place = replace(cell.place, text=cell.text.strip())
    claims, _ = reader.read([Passage(key, f"{said}。", place)])
    return [replace(claim, text=said, place=place) for claim in claims]


def _told(said: str, label: str) -> str:
    """压减40% of 用工压减40%，转岗到仓库 where the words before the verb stand in the name of the row, the percentage
    beside the difference (减少3人，25%); else ""."""
    if both := _DIFFERENCE.fullmatch(said):
        return f"{both['more'] or both['verb'] or ''}{both['rate']}"
    match = _TOLD.fullmatch(said)
    of = match["of"] if match else ""
    own = (
        match is not None
        and (set(of) <= set(label) or (_STAFF.fullmatch(of) and _POSTS.search(label)))
        and not _OTHER_BASE.search(match["rest"] or "")
    )
    return said[match.end("of") : match.end("rate")] if match and own else ""


def _percent(reader: ClaimReader, text: str, head: str) -> Amount | None:
    flat = re.sub(rf"^(?:{RISE_NAMED}|{FALL_NAMED}|约|了|[↑↓+])*", "", squash(text)).lstrip("-")
    if re.fullmatch(r"\d+(?:\.\d+)?", flat) and "%" in head:
        flat += "%"
    return reader.amount(flat) if re.fullmatch(r"\d+(?:\.\d+)?(?:%|百分点|个百分点)", flat) else None
