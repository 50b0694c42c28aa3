"""A-38 for the machines of a table: a sentence that lists them with the table's numbers, all but one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.show import show_plain
from check.sought import Sought
from check.telling import tell_sentences
from model.document import Cell
from model.finding import Severity
from model.submission import Grid

#: 机器人41台, AGV 26台: a thing right before its number.
ITEM = Sought(r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,12}?)\s*(?P<n>\d{1,4})\s*(?:台套|台|套|辆)(?![\d/])")
#: Words before the name of a thing in a list.
LEAD = re.compile(r"^.*(?:配置|配备|购置|拥有|现有|建有|装有|设有|采用|部署|投入|包括|其中|共有|以及|和|及|与|有|含)")
#: What counts some of them, or others: 新增AGV 26台, 一期配置…, 由18台增至26台.
SOME = re.compile(r"新增|增至|增加|其中|[一二三四]期|另|备用|原有|淘汰|停用|拟|计划|将|改造前|建设前|行业|同行|外协|租")
NAME, NUMBER = (
    re.compile(r"装备|设备|名称|种类|类别"),
    re.compile(r"^(?:数量|台数|台套数?|配置数量)(?:[（(][^（）()]*[)）])?$"),
)
#: Names that any machine has.
GENERIC, LEAST = re.compile(r"^.{0,4}(?:设备|装备|装置|系统|仪器|产线|生产线)$"), 2
COUNT = re.compile(r"\s*(\d{1,4})\s*(?:台套|台[（(]套[)）]|台|套|辆)?\s*")


def find_machine_rows(case: Case) -> Iterator[Answer]:
    """W: of the machines that a sentence lists, one or more have the table's number and one has another."""
    tables = [rows for grid in case.submission.grids if grid.own and (rows := rows_of(grid))]
    for text, sentence in tell_sentences(case, ITEM) if tables else ():
        if SOME.search(sentence) or case.reference.lexicons.is_plan(sentence):
            continue
        listed = [(LEAD.sub("", hit["name"]), hit) for hit in ITEM.finditer(sentence)]
        for rows in tables:
            pairs = [(hit, row) for name, hit in listed if (row := row_of(name, rows))]
            odd = [(hit, row) for hit, row in pairs if Decimal(hit["n"]) != row[1]]
            if len(pairs) == len(odd) or len({row[0].place.path for _, row in pairs}) != len(pairs):
                continue  # none alike: the table may be of something else
            if not odd:
                yield Agreed()
            elif len(odd) == 1:
                hit, (cell, count) = odd[0]
                yield case.finding(
                    f"正文“{hit[0]}”，表中“{cell.text.strip()}”数量为{show_plain(count)}，同句其他装备与表内一致，请核实。",
                    text.place.quoting(hit[0]),
                    cell.place.quoting(cell.text.strip()),
                    severity=Severity.W,
                    about=(f"{cell.place.path}“{hit[0]}”",),
                    expected=f"{show_plain(count)}",
                    found=hit[0],
                )


def rows_of(grid: Grid) -> Mapping[str, tuple[Cell, Decimal]]:
    """The machines of a table by name, with the cell of the name; those that stand in several rows left out."""
    heads = [re.sub(r"\s", "", cell.text) for cell in grid.rows[0]] if grid.rows else []
    at = next((n for n, head in enumerate(heads) if NUMBER.match(head)), None)
    names = [n for n, head in enumerate(heads) if NAME.search(head) and n != at]
    if at is None or not names:
        return {}
    column = next((n for n in names if "名称" in heads[n]), names[-1])
    body = [row for row in grid.rows[1:] if len(row) == len(heads)]
    found = [(row[column].text.strip(), row[column], hit) for row in body if (hit := COUNT.fullmatch(row[at].text))]
    often = Counter(name for name, *_ in found)
    return {name: (cell, Decimal(hit[1])) for name, cell, hit in found if often[name] == 1 and len(name) > 1}


def row_of(name: str, rows: Mapping[str, tuple[Cell, Decimal]]) -> tuple[Cell, Decimal] | None:
    """The only row of that name, or whose name ends so (机器人 of 工业机器人)."""
    if name in rows:
        return rows[name]
    if len(name) < LEAST or GENERIC.search(name):
        return None
    alike = [one for one in rows if re.search(rf"(?<![/、与和及]){re.escape(name)}$", one)]
    return rows[alike[0]] if len(alike) == 1 else None
