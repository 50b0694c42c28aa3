"""Statements printed without upright rules: the sheets of `statement_sheets` as pages, operator by operator.

Looks as audit firms, ledgers and typists print them: no rules, level rules, a rule under the head, 三线表, grey bands,
rules over totals alone, an outer frame, a ruled head; names and figures over two lines, pages with and without a head.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from tests.extract.statement_sheets import CENT, UNITS, Company, Line, Rows, Sheets, make_sheets, show
from tests.ingest.pdf_file import frame, stroke, text, write_pdf

RULES = ("none", "across", "head", "three", "money", "bands")
HELD_RULES = ("none", "across", "three", "bands", "frame", "boxed head", "middle", "dotted")


@dataclass(frozen=True, slots=True)
class Look:
    """How a paper is printed. `figures` in a wrapped row stand at its top, middle or bottom; `narrow`: figures are cut."""

    rules: str
    size: float
    pitch: float
    gap: float
    cap: float
    figures: str
    narrow: bool
    align: str
    again: str
    indent: bool


def draw_look(rnd: random.Random, held_out: bool) -> Look:
    """A look; some only for the held-out part."""
    return Look(
        rnd.choice(HELD_RULES if held_out else RULES),
        rnd.choice((7.0, 8.5, 9.5) if held_out else (7.5, 9.0, 10.5)),
        rnd.choice((1.35, 1.75, 2.4) if held_out else (1.5, 1.8, 2.1)),
        rnd.choice((0.8, 2.0, 5.0) if held_out else (1.0, 1.5, 3.0)),
        rnd.choice((12.0, 16.0, 26.0) if held_out else (13.0, 18.0, 30.0)),
        rnd.choice(("top", "middle", "bottom")),
        rnd.random() < (0.12 if held_out else 0.1),
        rnd.choice(("right", "right", "right", "center") if held_out else ("right",)),
        rnd.choice(("head", "none", "title")),
        rnd.random() < 0.6,
    )


def make_papers(seed: int, held_out: bool = False) -> Sheets:
    """`make_sheets` with a cash flow statement, and now and then group and parent side by side in four columns."""
    rnd = random.Random(seed + (70_000 if held_out else 30_000))
    sheets = make_sheets(seed, held_out)
    if rnd.random() < 0.3:
        return _four_columns(rnd, held_out)
    if rnd.random() < 0.6:
        _add_cash(sheets, rnd)
    return sheets


def cash_lines(company: Company) -> list[Line]:
    """A cash flow statement of which every sum holds."""
    d = company.draw
    lines: list[Line] = []
    nets: list[Decimal] = []
    for word, key, number in (("经营", "operating", "一"), ("投资", "investing", "二"), ("筹资", "financing", "三")):
        into, out = d(0.2, 1), d(0.2, 1)
        first = "销售商品、提供劳务收到的现金" if key == "operating" else f"收到其他与{word}活动有关的现金"
        lines += [
            (f"{number}、{word}活动产生的现金流量：", "", None),
            (first, "cf.sales" if key == "operating" else f"cf.{key}_other_in", into),
            (f"{word}活动现金流入小计", f"cf.{key}_in", into),
            (f"支付其他与{word}活动有关的现金", f"cf.{key}_other_out", out),
            (f"{word}活动现金流出小计", f"cf.{key}_out", out),
            (f"{word}活动产生的现金流量净额", f"cf.{key}", into - out),
        ]
        nets.append(into - out)
    change, opening = sum(nets, Decimal(0)), d(0.5, 1)
    lines += [
        ("四、汇率变动对现金及现金等价物的影响", "cf.exchange", None),
        ("五、现金及现金等价物净增加额", "cf.change", change),
        ("加：期初现金及现金等价物余额", "cf.opening", opening),
        ("六、期末现金及现金等价物余额", "cf.closing", opening + change),
    ]
    return lines


def _add_cash(sheets: Sheets, rnd: random.Random) -> None:
    (_, scope, year), _ = max(sheets.truth.items(), key=lambda item: item[0][2])
    size, unit = Decimal(10) ** rnd.randint(7, 9), rnd.choice(("元", "万元"))
    both = [cash_lines(Company(rnd, CENT * UNITS[unit], size, False)) for _ in range(2)]
    rows: Rows = [["项目", f"{year}年度", f"{year - 1}年度"]]
    look = rnd.choice(("comma", "brackets", "minus"))
    for (name, key, v), (_, _, w) in zip(*both, strict=True):
        rows.append([name, show(v, UNITS[unit], rnd, look), show(w, UNITS[unit], rnd, look)])
        for at, value in ((year, v), (year - 1, w)):
            if key and value is not None:
                sheets.truth.setdefault(("cash", scope, at), {})[key] = value
    title = {"consolidated": "合并", "parent": "母公司", "": ""}[scope]
    sheets.nodes += [f"{title}现金流量表", f"编制单位：甘肃河湟机械有限公司    {year}年度    单位：{unit}", rows]


def _four_columns(rnd: random.Random, held_out: bool) -> Sheets:
    """Group and parent in one table."""
    year, unit = rnd.randint(2019, 2025), rnd.choice(("元", "万元", "千元"))
    size, look = Decimal(10) ** rnd.randint(8, 10), rnd.choice(("comma", "brackets", "wide"))
    style, seed = rnd.choice(("listed", "2019")), rnd.random()
    sheets = Sheets("审计报告.pdf")
    order = rnd.choice(("owner", "year"))
    owners = ("合并", "母公司") if not held_out else rnd.choice((("合并", "公司"), ("本集团", "本公司")))
    columns = [("consolidated", 0), ("parent", 0), ("consolidated", 1), ("parent", 1)]
    columns = sorted(columns, reverse=False) if order == "owner" else columns
    note = rnd.random() < 0.5
    for kind, title in (("balance", "资产负债表"), ("income", "利润表"), ("cash", "现金流量表")):
        told: dict[tuple[str, int], dict[str, tuple[str, Decimal | None]]] = {}
        names: list[str] = []
        for scope, ago in columns:
            company = Company(
                random.Random(f"{seed}{scope}{ago}{kind}"), CENT * UNITS[unit], size, scope == "consolidated"
            )
            words = random.Random(seed)
            company.rnd.choice = words.choice  # type: ignore[method-assign]
            if kind == "balance":
                left, right = company.balance(style)
                lines = [*left, *right]
            else:
                lines = company.income(style) if kind == "income" else cash_lines(company)
            told[scope, ago] = {name: (key, value) for name, key, value in lines}
            names = names if len(names) >= len(lines) else [name for name, _, _ in lines]
        for (scope, ago), lines_told in told.items():
            for name, (key, value) in lines_told.items():
                if key and value is not None and name in names:
                    sheets.truth.setdefault((kind, scope, year - ago), {}).setdefault(key, value)
        when = (lambda ago: f"{year - ago}年12月31日") if kind == "balance" else (lambda ago: f"{year - ago}年度")
        who = {"consolidated": owners[0], "parent": owners[1]}
        head = [f"{when(ago)}\n{who[scope]}" for scope, ago in columns]
        rows: Rows = [["项目", *(["附注"] if note else []), *head]]
        for number, name in enumerate(names):
            cells = [told[c].get(name, ("", None)) for c in columns]
            mark = [f"五、{number}" if any(key for key, _ in cells) else ""] if note else []
            rows.append([name, *mark, *(show(v, UNITS[unit], rnd, look) if key else "" for key, v in cells)])
        sheets.nodes += [
            f"合并及{owners[1]}{title}",
            f"编制单位：甘肃河湟机械有限公司    {when(0)}    单位：{unit}",
            rows,
        ]
    return sheets


def width_of(words: str, size: float) -> float:
    return sum(size if char > "\u2e7f" or char in "—－“”‘’…" else size / 2 for char in words)


def wrap(words: str, room: float, size: float) -> list[str]:
    """The lines of a cell: printed line breaks kept, the rest cut where the room ends."""
    lines: list[str] = []
    for part in words.split("\n"):
        line = ""
        for char in part:
            if line and width_of(line + char, size) > room:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


class Press:
    """Prints on page after page."""

    def __init__(self, look: Look, wide: bool, head: str) -> None:
        self.look, self.pages, self.body, self.head = look, list[str](), "", head
        self.size = (842.0, 595.0) if wide else (595.0, 842.0)
        self.y = 0.0
        self.turn()

    def turn(self) -> None:
        """A new page with its running head and foot."""
        if self.body:
            self.pages.append(self.body)
        self.body, self.y = "", 90.0
        number = len(self.pages) + 1
        self.put(60, 48, self.head, 8)
        self.put(self.size[0] / 2 - 10, self.size[1] - 45, f"- {number} -", 8)

    def put(self, x: float, top: float, words: str, size: float) -> None:
        if words:
            self.body += text(x, top, words, size, self.size[1])

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.body += stroke(x0, top, x1, bottom, self.size[1])

    def shade(self, x0: float, top: float, x1: float, bottom: float) -> None:
        height = self.size[1]
        self.body += f"0.9 g {x0:.2f} {height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re f 0 g\n"

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.body += frame(x0, top, x1, bottom, self.size[1])

    def paragraph(self, words: str) -> None:
        """A heading in the middle; who, when and unit spread over the line."""
        size, parts = self.look.size + 1, words.split("    ")
        if self.y > self.size[1] - 160:
            self.turn()
        if len(parts) == 1:
            wide = width_of(words, size)
            self.put(
                (self.size[0] - wide) / 2 if not words.startswith("单位") else self.size[0] - 60 - wide,
                self.y,
                words,
                size,
            )
        else:
            spots = [60.0, (self.size[0] - width_of(parts[1], size)) / 2, self.size[0] - 60 - width_of(parts[-1], size)]
            for x, part in zip(spots, parts, strict=False):
                self.put(x, self.y, part, size)
        self.y += 2.0 * size


def _is_caption(row: Sequence[str]) -> bool:
    return any("单位" in cell for cell in row) or (sum(bool(cell) for cell in row) == 1 and "表" in row[0])


def print_pages(sheets: Sheets, path: Path, seed: int, held_out: bool = False) -> Look:
    """Writes the sheets to a PDF and returns the look they were given."""
    rnd = random.Random(seed + (90_000 if held_out else 50_000))
    look = draw_look(rnd, held_out)
    most = max(len(row) for node in sheets.nodes if not isinstance(node, str) for row in node)
    if most > 5:
        look = replace(look, size=min(look.size, 8.5), gap=min(look.gap, 1.5), cap=min(look.cap, 18.0))
    press = Press(look, most > 5, rnd.choice(("", "甘肃河湟机械有限公司", "甘肃河湟机械有限公司 财务报表")))
    title, nodes = "", _whole_tables(sheets.nodes)
    for at, node in enumerate(nodes):
        if isinstance(node, str):
            if at and not isinstance(nodes[at - 1], str):
                press.paragraph("法定代表人：    主管会计工作负责人：    会计机构负责人：")
                press.turn()
            title = node if "表" in node and "：" not in node else title
            press.paragraph(node)
            continue
        rows = list(node)
        if at and not isinstance(nodes[at - 1], str) and _is_caption(rows[0]):
            press.turn()
        while rows and _is_caption(rows[0]):
            told = [cell for cell in rows.pop(0) if cell]
            press.paragraph("    ".join(told))
            title = told[0] if len(told) == 1 else title
        print_table(press, rows, title)
    press.paragraph("法定代表人：    主管会计工作负责人：    会计机构负责人：")
    press.turn()
    write_pdf(path, press.pages, press.size)
    return look


def _whole_tables(nodes: Sequence[str | Rows]) -> list[str | Rows]:
    """Tables that follow at once are one: pages cut it where they end."""
    whole: list[str | Rows] = []
    for node in nodes:
        last = whole[-1] if whole else ""
        same = not isinstance(node, str) and not isinstance(last, str) and len(last[-1]) == len(node[-1])
        if same and not _is_caption(node[0]):
            head = next(row for row in last if not _is_caption(row))
            whole[-1] = [*last, *(node[1:] if node[0] == head else node)]
        else:
            whole.append(node)
    return whole


def print_table(press: Press, rows: Rows, title: str) -> None:
    """One table; pages turn where it is too long."""
    look, count = press.look, max(map(len, rows))
    names = [_holds_names(rows, c) for c in range(count)]
    size, room = look.size, press.size[0] - 120
    while True:
        natural = [max(width_of(part, size) for row in rows for part in row[c].split("\n")) for c in range(count)]
        widths = [min(w, look.cap * size) if n else w for w, n in zip(natural, names, strict=True)]
        if look.narrow:
            widths = [w if n or w < 9 * size / 2 else 0.72 * w for w, n in zip(widths, names, strict=True)]
        spare = room - sum(widths) - look.gap * size * (count - 1)
        if spare >= 0 or size < 5.5:
            break
        size -= 0.5
    gap = look.gap * size + max(0.0, spare) / max(1, count - 1) * (0.9 if look.gap > 1.2 else 0.3)
    xs = [60.0]
    for w in widths[:-1]:
        xs.append(xs[-1] + w + gap)
    right = xs[-1] + widths[-1]
    pitch = look.pitch * size
    head = rows[0]
    top = press.y
    _begin(press, look, xs, widths, right, head, size, pitch)
    for number, row in enumerate(rows[1:]):
        cells = [wrap(cell, w + 0.1, size) for cell, w in zip(row, widths, strict=False)]
        tall = max(map(len, cells))
        high = pitch + (tall - 1) * 1.2 * size
        if press.y + high > press.size[1] - 70:
            _end(press, look, top, right, xs)
            press.turn()
            top = press.y
            if look.again == "title" and title:
                press.paragraph(f"{title}（续）")
            top = press.y
            if look.again != "none":
                _begin(press, look, xs, widths, right, head, size, pitch)
        if look.rules == "bands" and number % 2:
            press.shade(58, press.y, right + 2, press.y + high)
        _row(press, look, xs, widths, cells, names, size, tall, high)
        total = any(word in row[0] for word in ("合计", "总计", "净利润", "净额"))
        if look.rules == "money" and total:
            for x, w, name in zip(xs, widths, names, strict=True):
                if not name:
                    press.rule(x, press.y + 1, x + w, press.y + 1)
                    press.rule(x, press.y + high - 1, x + w, press.y + high - 1)
        press.y += high
        if look.rules in ("across", "dotted"):
            step = right - 58 if look.rules == "across" else 3.0
            x = 58.0
            while x < right:
                press.rule(x, press.y, min(right + 2, x + step * (1 if look.rules == "across" else 0.5)), press.y)
                x += step
    _end(press, look, top, right, xs)
    press.y += 12


def _holds_names(rows: Rows, column: int) -> bool:
    texts = [row[column] for row in rows[1:] if column < len(row)]
    return sum(len(t.strip()) > 3 and not any(c.isdigit() for c in t) for t in texts) > len(texts) / 3


def _begin(
    press: Press, look: Look, xs: Sequence[float], widths: Sequence[float], right: float, head: Sequence[str],
    size: float, pitch: float,
) -> None:  # fmt: skip
    cells = [wrap(cell, w + 0.1, size) for cell, w in zip(head, widths, strict=False)]
    tall = max(map(len, cells))
    high = pitch + (tall - 1) * 1.2 * size
    if look.rules in ("across", "three", "dotted"):
        press.rule(58, press.y, right + 2, press.y)
    if look.rules == "boxed head":
        edges = [58.0, *((x + w + y) / 2 for x, w, y in zip(xs, widths, xs[1:], strict=False)), right + 2]
        for a, b in pairwise(edges):
            press.box(a, press.y, b, press.y + high)
    _row(press, look, xs, widths, cells, [True] * len(xs), size, tall, high, middle=True)
    press.y += high
    if look.rules in ("across", "three", "head", "frame", "middle"):
        press.rule(58, press.y, right + 2, press.y)


def _end(press: Press, look: Look, top: float, right: float, xs: Sequence[float]) -> None:
    if look.rules in ("three",):
        press.rule(58, press.y, right + 2, press.y)
    if look.rules in ("frame", "middle"):
        press.box(58, top, right + 2, press.y)
    if look.rules == "middle" and len(xs) in (6, 8):
        x = xs[len(xs) // 2] - 3
        press.rule(x, top, x, press.y)


def _row(
    press: Press, look: Look, xs: Sequence[float], widths: Sequence[float], cells: Sequence[list[str]],
    names: Sequence[bool], size: float, tall: int, high: float, middle: bool = False,
) -> None:  # fmt: skip
    pad = (high - tall * 1.2 * size) / 2
    for x, w, lines, name in zip(xs, widths, cells, names, strict=False):
        spare = tall - len(lines)
        down = 0.0 if name and not middle else {"top": 0.0, "middle": spare / 2, "bottom": float(spare)}[look.figures]
        down = spare / 2 if middle else down
        for i, line in enumerate(lines):
            wide = width_of(line, size)
            if middle:
                left = x + max(0.0, (w - wide) / 2)
            elif name:
                left = x
                line = line if look.indent else line.lstrip()
            else:
                left = x + (w - wide) / (2 if look.align == "center" else 1)
            press.put(left, press.y + pad + (down + i) * 1.2 * size, line, size)
