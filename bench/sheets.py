"""Pages drawn operator by operator in the ways of many printers, each with the cells that it truly shows.

`bench.producers.draw` writes them: the same bytes on every run. LibreOffice's own prints come from `bench.prints`.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from tests.ingest.pdf_file import A4, bar, frame, lattice, picture, stroke, text

_WORDS = (
    "公司建成数字化车间并上线制造执行系统 关键工序数控化率达到百分之九十 设备联网率提升至 生产效率提高 产品不良率下降 "
    "通过视觉检测替代人工目检 能耗数据实时采集 采用二维码实现批次追溯 仓储物流由立体库与输送线完成 订单交付周期缩短 "
    "工艺参数在线优化 备件库存周转加快 与供应商协同计划 现场看板滚动更新 由集团统一部署云平台 网络安全等级保护二级"
).split()
_NAMES = "货币资金 应收账款 预付款项 存货 流动资产合计 固定资产 在建工程 无形资产 资产总计 短期借款 应付账款".split()
_HEADS = "序号 指标名称 单位 2022年 2023年 2024年 备注 责任部门 完成时间 说明 佐证材料".split()


@dataclass(slots=True)
class Sheet:
    """One file: content streams and, page by page, the texts of the cells of its tables, blanks left out.

    `font`: `subset` (embedded, with ToUnicode), `named` (neither), `type3` (drawn glyphs). `in_form`: each page is one
    form XObject.
    """

    name: str
    pages: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    size: tuple[float, float] = A4
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    font: str = "subset"
    in_form: bool = False


def phrase(dice: random.Random, least: int, most: int) -> str:
    """Prose of least..most characters."""
    out = ""
    while len(out) < least:
        out += dice.choice(_WORDS) + dice.choice(("，", "，", "；", "92.5%，", "（MES）", "1,250万元，"))
    return out[: dice.randint(least, most)]


def prose(dice: random.Random, top: float = 72.0, bottom: float = 770.0, height: float = 842.0) -> str:
    """Running text of 12 points, 36 characters a line, a heading now and then."""
    out, y = "", top
    while y < bottom:
        if dice.random() < 0.08:
            out += text(72, y, f"{dice.randint(1, 9)}.{dice.randint(1, 9)} {phrase(dice, 8, 14)}", 14, height)
        else:
            out += text(72 + 24 * (dice.random() < 0.2), y, phrase(dice, 34, 35), 12, height)
        y += 20
    return out


def _bars(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Word: a thin box along each side of each cell, a small square in each corner."""
    out = ""
    for y in ys:
        out += "".join(bar(a + 0.48, y, b, y + 0.48) for a, b in itertools.pairwise(xs))
        out += "".join(bar(x, y, x + 0.48, y + 0.48) for x in xs)
    return out + "".join(bar(x, a + 0.48, x + 0.48, b) for x in xs for a, b in itertools.pairwise(ys))


def _sides(xs: Sequence[float], ys: Sequence[float]) -> str:
    """WPS: four thin boxes for each cell, so that inner borders are drawn twice."""
    out = ""
    for (a, b), (c, d) in itertools.product(itertools.pairwise(xs), itertools.pairwise(ys)):
        out += bar(a, c, b, c + 0.48) + bar(a, d - 0.48, b, d) + bar(a, c, a + 0.48, d) + bar(b - 0.48, c, b, d)
    return out


def _dashes(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Borders chopped into strokes of 3 points with gaps of 2."""
    out = ""
    for y in ys:
        out += "".join(stroke(x, y, min(x + 3, xs[-1]), y) for x in _steps(xs[0], xs[-1], 5))
    for x in xs:
        out += "".join(stroke(x, y, x, min(y + 3, ys[-1])) for y in _steps(ys[0], ys[-1], 5))
    return out


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + step * i for i in range(int((end - start) / step))]


def _clipped(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Each cell's box drawn too large and cut to the cell by a clip, as some PDF printers do."""
    out = ""
    for (a, b), (c, d) in itertools.product(itertools.pairwise(xs), itertools.pairwise(ys)):
        clip = f"q {a - 0.5:.2f} {842 - d - 0.5:.2f} {b - a + 1:.2f} {d - c + 1:.2f} re W n\n"
        out += clip + frame(a, c, b, d) + "Q\n"
    return out


def _open(xs: Sequence[float], ys: Sequence[float]) -> str:
    """No left and right border."""
    return "".join(stroke(xs[0], y, xs[-1], y) for y in ys) + "".join(stroke(x, ys[0], x, ys[-1]) for x in xs[1:-1])


STYLES: dict[str, Callable[[Sequence[float], Sequence[float]], str]] = {
    "stroke": lambda xs, ys: lattice(xs, ys, "stroke"),
    "bars": _bars,
    "sides": _sides,
    "frames": lambda xs, ys: lattice(xs, ys, "frame"),
    "double": lambda xs, ys: lattice(xs, ys, "double"),
    "dashes": _dashes,
    "clipped": _clipped,
    "open": _open,
}


def fill(
    dice: random.Random, xs: Sequence[float], ys: Sequence[float], size: float, height: float, page: int
) -> tuple[str, list[str]]:
    """A text in each cell, wrapped where the cell is narrow; returns operators and the cell texts."""
    out, cells = "", []
    for i, (top, bottom) in enumerate(itertools.pairwise(ys)):
        for j, (left, right) in enumerate(itertools.pairwise(xs)):
            room = max(1, int((right - left - 10.8) / size))
            lines = max(1, int((bottom - top - 4) / (1.3 * size)))
            if i == 0:
                words = _HEADS[j % len(_HEADS)] + str(page)  # a head that repeats would be dropped
            elif j == 0:
                words = str(i)
            elif j > 2 and dice.random() < 0.6:
                words = f"{dice.randint(1, 99999) / 100:,.2f}"
            else:
                words = phrase(dice, 1, max(2, room * lines - 1))
            words = words[: room * lines]
            rows = [words[k : k + room] for k in range(0, len(words), room)]
            start = top + (bottom - top - 1.3 * size * len(rows)) / 2
            out += "".join(text(left + 5.4, start + 1.3 * size * k, row, size, height) for k, row in enumerate(rows))
            cells.append(words)
    return out, cells


def ruled(name: str, style: str, pages: int, seed: int, columns: int = 6, rows: int = 22, tables: int = 1) -> Sheet:
    """Pages full of ruled tables of one style."""
    dice, sheet = random.Random(seed), Sheet(name)
    for page in range(pages):
        body, cells = "", list[str]()
        high = 700.0 / tables
        for k in range(tables):
            cuts = sorted(dice.uniform(0.8, 1.2) for _ in range(columns))
            xs = [60.0]
            for cut in dice.sample(cuts, len(cuts)):
                xs.append(round(xs[-1] + 475 * cut / sum(cuts), 2))
            top, count = 70 + high * k, max(2, rows // tables)
            ys = [round(top + (high - 30) * i / count, 2) for i in range(count + 1)]
            operators, texts = fill(dice, xs, ys, 9, 842, page)
            body += STYLES[style](xs, ys) + operators
            cells += texts
        sheet.pages.append(body)
        sheet.cells.append(cells)
    return sheet


def landscape(name: str, pages: int, seed: int, turned: bool) -> Sheet:
    """附表1: eleven columns on a landscape page, written upright or on a page turned by /Rotate."""
    dice = random.Random(seed)
    sheet = Sheet(name, size=A4 if turned else (A4[1], A4[0]), rotate=90 if turned else 0)
    xs = [40.0 + 69 * i for i in range(12)]
    ys = [70.0, 100.0, *(100.0 + 75 * i for i in range(1, 6))]
    for page in range(pages):
        operators, texts = fill(dice, xs, ys, 9, A4[0], page)
        lines = "".join(stroke(xs[0], y, xs[-1], y, A4[0]) for y in ys)
        body = lines + "".join(stroke(x, ys[0], x, ys[-1], A4[0]) for x in xs) + operators
        sheet.pages.append(f"q 0 1 -1 0 595 0 cm {body} Q" if turned else body)
        sheet.cells.append(texts)
    return sheet


def balance(name: str, pages: int, seed: int, rules: str, sides: int = 2) -> Sheet:
    """Statements: name, note, two years, once or side by side; `rules`: full, level or none."""
    dice, sheet = random.Random(seed), Sheet(name)
    wide = 480 / sides
    shares = (0.0, 0.34, 0.50, 0.75, 1.0)
    xs = [60 + wide * k + wide * share for k in range(sides) for share in shares[:-1]] + [540.0]
    ys = [110.0 + 22 * i for i in range(26)]
    for _ in range(pages):
        body, cells = text(250, 60, "资产负债表", 16), list[str]()
        body += text(60, 90, "编制单位：甲公司", 9) + text(480, 90, "单位：元", 9)
        if rules == "full":
            body += lattice(xs, ys, "stroke")
        elif rules == "level":
            body += "".join(stroke(xs[0], y, xs[-1], y) for y in (ys[0], ys[1], ys[-1]))
        for i, (top, _) in enumerate(itertools.pairwise(ys)):
            for k in range(sides):
                row = ["项目", "附注", "期末余额", "期初余额"]
                if i:
                    row = [dice.choice(_NAMES), f"七、{dice.randint(1, 60)}" if dice.random() < 0.4 else ""]
                    most = 10**10 if sides == 1 else 10**9
                    row += [f"{dice.randint(10**6, most) / 100:,.2f}" if dice.random() < 0.9 else "-" for _ in "ab"]
                for j, words in enumerate(row):
                    left, right = xs[4 * k + j], xs[4 * k + j + 1]
                    start = right - 4 - 4 * len(words) if i and j > 1 else left + 4
                    body += text(start, top + 6, words, 8) if words else ""
                cells += [words for words in row if words]
        sheet.pages.append(body)
        sheet.cells.append(cells)
    return sheet


def letters(name: str, pages: int, seed: int) -> Sheet:
    """Running text, each character placed by itself, as some Chinese office suites write it."""
    dice, sheet = random.Random(seed), Sheet(name)
    for _ in range(pages):
        body = ""
        for y in range(72, 770, 24):
            words = phrase(dice, 30, 34)
            body += "".join(text(72 + 13 * k, y, letter, 12) for k, letter in enumerate(words))
        sheet.pages.append(body)
        sheet.cells.append([])
    return sheet


def plain(name: str, pages: int, seed: int) -> Sheet:
    """Running text alone."""
    dice = random.Random(seed)
    return Sheet(name, [prose(dice) for _ in range(pages)], [[] for _ in range(pages)])


def pictures(name: str, pages: int, seed: int) -> Sheet:
    """Half a page of text under pictures of the workshop."""
    dice, sheet = random.Random(seed), Sheet(name)
    for _ in range(pages):
        sheet.pages.append(picture(72, 72, 290, 230) + picture(300, 72, 520, 230) + prose(dice, 400))
        sheet.cells.append([])
    return sheet


def table_sheets() -> list[Sheet]:
    """Files of nothing but tables. Dashes are few: pdfplumber is so slow on them that they would make the ratio."""
    styles = [ruled(f"ruled-{style}", style, 3 if style == "dashes" else 10, i) for i, style in enumerate(STYLES, 1)]
    return [
        *styles,
        ruled("ruled-many", "bars", 8, 31, columns=4, rows=24, tables=4),
        replace(ruled("ruled-type3", "stroke", 6, 32), font="type3"),
        replace(ruled("ruled-form", "bars", 6, 33), in_form=True),
        replace(ruled("ruled-named", "frames", 6, 34), font="named"),
        landscape("landscape", 8, 41, turned=False),
        landscape("landscape-turned", 8, 42, turned=True),
        balance("balance-full", 8, 51, "full"),
        balance("profit-full", 4, 52, "full", sides=1),
    ]


def prose_sheets() -> list[Sheet]:
    """Files of running text."""
    return [
        plain("prose", 40, 61), letters("letters", 12, 62), pictures("pictures", 12, 63),
        replace(plain("prose-type3", 8, 64), font="type3"), replace(plain("prose-form", 8, 65), in_form=True),
        replace(plain("prose-named", 8, 66), font="named"),
    ]  # fmt: skip


def bare_sheets() -> list[Sheet]:
    """Statements whose columns are shown by level rules or by alignment alone."""
    return [
        balance("balance-level", 6, 71, "level"), balance("profit-level", 6, 72, "level", sides=1),
        balance("balance-bare", 6, 73, "none"), balance("profit-bare", 6, 74, "none", sides=1),
    ]  # fmt: skip
