"""D-01, D-04, D-05 in tables as drawn: last digits of readings, one value and one fraction in unrelated rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import flat, heads_of
from check.case import Agreed, Answer, Case
from check.digits.chance import find_chance
from check.papers_told import papers_told
from model.finding import Severity
from model.place import Place
from model.submission import Grid

#: Columns of what is counted, chosen, told by a rule or paid in round sums: their last digits are no readings.
NO_READING = re.compile(
    r"序号|编号|编码|代码|代号|型号|规格|批号|批次号|图号|标准|设定|设计值|额定|限值|上限|下限|公差|日期|时间|时刻|年|月|班|"
    r"数量|台数|人数|金额|单价|价格|费用|合计|总计|累计|目标|计划|电话|邮编|身份"
)
STATEMENT = re.compile(r"资产|负债|利润|收入|现金|科目|权益|税|折旧|工资")
NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,4})?")
FRACTION = Decimal("0.3")


def find_reading_digits(case: Case) -> Iterator[Answer]:
    """I: the readings of a table end in one digit far more often than chance has it. Readings kept in steps of five or
    ten are rounded and prove nothing."""
    least = case.param("least")
    for title, readings in tables_of_readings(case):
        if len(readings) < least:
            continue
        counts = Counter(text[-1] for text, _ in readings)
        digit, often = counts.most_common(1)[0]
        rounded = counts["0"] + counts["5"] > len(readings) * FRACTION
        chance = find_chance([counts.get(str(one), 0) for one in range(10)])
        if rounded or often < len(readings) * FRACTION or chance >= case.param("p"):
            yield Agreed()
            continue
        said = "、".join(f"{one}（{n}次）" for one, n in counts.most_common(3))
        yield case.finding(
            f"“{title}”{len(readings)}个读数的末位数字分布不均，多为{said}，可作抽查线索，请核实。",
            *[place for text, place in readings if text[-1] == digit][:6],
            about=(),
        )


def tables_of_readings(case: Case) -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """(title, readings) of the book's tables and of the papers'."""
    for grid in case.submission.grids:
        if grid.own and not STATEMENT.search(flat(grid.caption)):
            rows = [[(flat(c.text), c.place) for c in row] for row in grid.rows]
            yield grid.caption.strip() or "表内", readings_of(rows)
    for paper, told in papers_told(case):
        if paper.statements or STATEMENT.search(paper.file):
            continue
        lines = [[(flat(text), one.place) for text in one.text.split("\t")] for one in told if one.key == "paper.row"]
        yield paper.file, readings_of(lines)


def readings_of(rows: list[list[tuple[str, Place]]]) -> list[tuple[str, Place]]:
    """The numbers with two and more digits under the heads of a table, of columns that hold little else."""
    found: list[tuple[str, Place]] = []
    first = next((n for n, row in enumerate(rows) if n and any(NUMBER.fullmatch(text) for text, _ in row)), 0)
    heads = head_words(rows[:first])
    body = [row for row in rows[first:] if len(row) == len(heads)]
    for column, head in enumerate(heads if len(heads) > 1 else ()):
        cells = [row[column] for row in body]
        read = [cell for cell in cells if NUMBER.fullmatch(cell[0]) and len(cell[0].strip("-0.").replace(".", "")) > 1]
        steps = {text.partition(".")[2] == "" for text, _ in read}
        various = len({text for text, _ in read}) * 4 > len(read)
        if head and not NO_READING.search(head) and len(read) * 5 >= len(cells) * 4 and various and len(steps) == 1:
            found += [(text, place.quoting(text)) for text, place in read]
    return found


def head_words(above: list[list[tuple[str, Place]]]) -> list[str]:
    """The heads right above the numbers, of a group of columns with the words over it; a title over all is no head."""
    if not above:
        return []
    heads = [text for text, _ in above[-1]]
    over = above[-2] if len(above) > 1 and len(above[-2]) == len(heads) and not all(heads) else []
    return [head or (over[n][0] if over else "") for n, head in enumerate(heads)]


PERCENT = re.compile(r"(?<![\d.])(?P<n>\d{1,3}(?:\.\d+)?)(?P<unit>%|个?百分点)")
#: Shares of small counts that come by themselves.
COMMON = {
    "33.3",
    "66.7",
    "16.7",
    "83.3",
    "12.5",
    "37.5",
    "62.5",
    "87.5",
    "14.3",
    "28.6",
    "42.9",
    "57.1",
    "71.4",
    "85.7",
}
#: Rates set by law or by contract, and rows of years.
SET = re.compile(r"税|利率|折旧|合计|目标|计划|标准|权重|占比|比例|合格|联网|覆盖|达标")


#: 273.6, 1,204.55: four digits at least, no small count, no round sum.
FRACTION_OF_FOUR = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}|\d{3,}\.\d{1,2}|\d{2}\.\d{2}")
#: Sums that are rightly told twice: the whole and its one source, the sales of two statements.
NO_THING = re.compile(
    rf"{STATEMENT.pattern}|投资|资金|自筹|到位|决算|预算|合同|付款|销售|产值|营收|单价|价格|税|计划|目标|标准|合计|小计|总计|累计|其中"
)


def find_value_drawn_again(case: Case, least: int) -> Iterator[Answer]:
    """W: one percentage in four and more rows of different things in one column (three where it has four digits); any
    other number with a fraction in three rows, each in a unit of its own."""
    for grid in case.submission.grids:
        if not grid.own or SET.search(flat(grid.caption)) or not heads_of(grid.rows):
            continue
        for head in heads_of(grid.rows)[1:]:
            if SET.search(flat(head.text)):
                continue
            same: dict[str, dict[str, Place]] = defaultdict(dict)
            for row in grid.rows[1:]:
                cell = next((c for c in row if c.col == head.col), None)
                hit = PERCENT.findall(flat(cell.text)) if cell else []
                if cell and not hit and FRACTION_OF_FOUR.fullmatch(flat(cell.text)):
                    hit = [(flat(cell.text), "")]
                label = flat("".join(c.text for c in row if c.col < head.col and not re.search(r"\d", c.text)))
                if cell and len(hit) == 1 and label and not (SET if hit[0][1] else NO_THING).search(label):
                    same["".join(hit[0])].setdefault(label, cell.place.quoting(cell.text.strip()))
            for value, spots in same.items():
                digits = len(re.sub(r"\D", "", value).strip("0"))
                if (
                    value.rstrip("%个百分点") in COMMON
                    or digits < 3
                    or len(spots) < (least if digits > 3 else least + 1)
                ):
                    continue
                names = "、".join(list(spots)[:6])
                yield case.finding(
                    f"表中{names}都填{value}，互不相关的项目数值相同，请核实。",
                    *spots.values(),
                    severity=Severity.W,
                    about=(f"{grid.place.path}“{value}”",),
                )


#: 6.4, 37.8: too short to prove anything but where so many unlike quantities, each in its own unit, have it.
TENTH = re.compile(r"\d{1,2}\.[1-46-9]")
IN_BRACKETS = re.compile(r"[(（]([^()（）\d]{1,8})[)）]$")


def find_tenth_drawn_again(case: Case, least: int) -> Iterator[Answer]:
    """W: one such number in `least` and more rows of a column, each of another unit."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own and not SET.search(flat(grid.caption)) else []
        units = next((h.col for h in heads if flat(h.text) in ("单位", "计量单位")), None)
        for head in heads[1:]:
            same: dict[str, dict[str, Place]] = defaultdict(dict)
            for row in grid.rows[1:]:
                cell = next((c for c in row if c.col == head.col), None)
                label = flat(row[0].text) if row else ""
                beside = next((flat(c.text) for c in row if c.col == units), "")
                unit = beside or ((hit := IN_BRACKETS.search(label)) and hit[1]) or ""
                if cell and unit and TENTH.fullmatch(flat(cell.text)) and not NO_THING.search(label):
                    same[flat(cell.text)].setdefault(unit, cell.place.quoting(cell.text.strip()))
            for value, spots in same.items():
                if len(spots) >= least:
                    yield case.finding(
                        f"表中{len(spots)}项单位不同的数值都填{value}，互不相关的项目数值相同，请核实。",
                        *spots.values(),
                        severity=Severity.W,
                        about=(f"{grid.place.path}“{value}”",),
                    )


DECIMAL = re.compile(r"(?P<n>-?\d{1,3}(?:,\d{3})*\.(?P<part>\d{1,4}))(?:%|[^\d\s]{0,6})")


#: One decimal alike is no chance behind so many rows of other things, and so large a part of all that have one.
TENTHS, MOST_OF = 6, Decimal("0.6")


def find_fraction_drawn_again(case: Case, least: int) -> Iterator[Answer]:
    """I: four and more rows of a column, each of another quantity, with the same two decimals; six with the same one,
    which most have. Of a column that has one too few, rows of the book's other tables count."""
    grids = [grid for grid in case.submission.grids if grid.own]
    for grid in grids:
        yield from _fractions(case, grid, least, [one for one in grids if one is not grid])


#: Of a short column so many decimals alike are no chance; of a long one they may be.
SHORT = 8


def _elsewhere(grids: list[Grid], part: str, known: set[str]) -> dict[str, tuple[str, Place]]:
    """The labelled numbers of tables in two columns that end in these two decimals: {label: (number, place)}."""
    found = dict[str, tuple[str, Place]]()
    for label, cell in ((flat(row[0].text), row[1]) for grid in grids for row in grid.rows if len(row) == 2):
        hit = DECIMAL.fullmatch(flat(cell.text))
        if hit and hit["part"] == part and hit["n"] not in known and label and not STATEMENT.search(label):
            found.setdefault(label, (hit["n"], cell.place.quoting(cell.text.strip())))
    return found


def _fractions(case: Case, grid: Grid, least: int, others: list[Grid]) -> Iterator[Answer]:
    width = max((len(row) for row in grid.rows), default=0)
    for column in range(1, width):
        same: dict[str, dict[str, tuple[str, Place]]] = defaultdict(dict)
        for row in grid.rows:
            if column >= len(row) or row[column] in row[:column]:
                continue
            hit, label = DECIMAL.fullmatch(flat(row[column].text)), flat(row[0].text)
            if hit and hit["part"].rstrip("0") not in ("", "5", "25", "75") and not STATEMENT.search(label):
                if len(hit["part"]) == 1 and (hit["n"] in COMMON or not label or NUMBER.match(label)):
                    continue
                same[hit["part"]].setdefault(label, (hit["n"], row[column].place.quoting(row[column].text.strip())))
        tenths = len({label for part, spots in same.items() if len(part) == 1 for label in spots})
        for part, spots in same.items():
            values = {value for value, _ in spots.values()}
            if len(part) == 2 and len(values) == least - 1 and sum(map(len, same.values())) <= SHORT:
                spots = _elsewhere(others, part, values) | spots
            most = len(part) > 1 or (len(spots) >= TENTHS and len(spots) >= tenths * MOST_OF)
            if not most or len(spots) < least or len({value for value, _ in spots.values()}) < least:
                continue
            said = "、".join(f"{label}{value}" for label, (value, _) in list(spots.items())[:6])
            yield case.finding(
                f"表中{said}的小数部分都是.{part}，请核实。", *(place for _, place in spots.values()), about=()
            )
