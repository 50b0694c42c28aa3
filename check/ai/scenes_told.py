"""A-29: how many scenes the prose of a free book counts, with and without AI, against its own list and its share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.ai.ai_words import Tally, tally_ticks
from check.case import Agreed, Answer, Case
from check.show import show_plain
from model.submission import Passage

_USES = r"(?:应用|采用|使用|运用|融合|引入|用到)了?(?:人工智能|AI|大模型)"
#: 其中6个场景应用了人工智能技术; 应用人工智能技术的场景共6个.
USING = re.compile(
    rf"(?<![\d.,])(?P<a>\d{{1,2}})[个项](?:典型|智能制造|智能)*场景[^。；;，,\d]{{0,6}}{_USES}"
    rf"|{_USES}(?:等?技术)?的?(?:典型|智能制造|智能)*场景(?:数量|总数)?(?:共|共有|共计|合计|为|有|达到|达|是)*(?P<b>\d{{1,2}})[个项]"
)
#: A cell of a table, whose rows were all read.
CELL = re.compile(r"(?:^|/)t\d+/r")


def find_scenes_told(case: Case) -> Iterator[Answer]:
    """E against the book's own column; W against its share or the rows of its table of scenes."""
    if case.form is None or not case.form.free:
        return
    yield from total_told(case)
    tally = tally_ticks(case)
    for passage in case.prose():
        for hit in USING.finditer(passage.text):
            near = re.split(r"[。；;\n]", passage.text[: hit.start()])[-1] + hit[0]
            if not case.reference.lexicons.is_plan(near):
                yield judge_using(case, passage, hit[0], Decimal(hit["a"] or hit["b"]), tally)


def judge_using(case: Case, passage: Passage, words: str, told: Decimal, tally: Tally | None) -> Answer:
    if tally and tally.sure and told != tally.using:
        return case.finding(
            f"正文称“{words}”，{tally.how}为{tally.using}个，不一致，请核实。",
            passage.place.quoting(words),
            *tally.evidence,
            about=(f"{passage.place.path}“{words}”",),
            expected=f"{tally.using}个",
            found=f"{show_plain(told)}个",
        )
    return Agreed()


def total_told(case: Case) -> Iterator[Answer]:
    """典型场景16个 where the table of scenes has 14 rows."""
    told, rows = case.field("scene_total"), case.rows("scenes")
    names = [name for n in rows if (name := case.field(f"scenes[{n}].name"))]
    listed = len(names) > 1 and all(CELL.search(name.place.path) for name in names)
    if told is None or told.amount is None or not listed or len(names) != len(rows):
        return
    if told.amount.value == len(rows):
        yield Agreed()
        return
    yield case.finding(
        f"书中称典型场景{told.value}个，而场景表列出{len(rows)}个，不一致，请核实。",
        told,
        *names,
        about=("scene_total",),
        expected=f"{len(rows)}个",
        found=f"{told.value}个",
    )
