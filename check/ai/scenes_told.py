"""A-29: how many scenes with AI, and AI models, the prose counts, against the book's own list and the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.ai.ai_words import tally_ticks
from check.case import Agreed, Answer, Case
from check.evidence import Evidence
from check.once import sentence_ahead
from check.show import show_plain
from model.amount import fits_count
from model.finding import Severity
from model.submission import Field, Passage

_USES = r"(?:应用|采用|使用|运用|融合|引入|用到)了?(?:人工智能|AI|大模型)"
#: In 12个场景中采用大模型的场景5个 and 12个场景中采用大模型的比例为41.7% the first number is the whole.
_NO_WHOLE = r"(?![^。；;，,\d]{0,6}(?:场景[^。；;，,\d]{0,6}\d|比例|占比|比重|占\d))"
#: 其中6个场景应用了人工智能技术; 应用人工智能技术的场景共6个.
USING = re.compile(
    rf"(?<![\d.,])(?P<a>\d{{1,2}})[个项](?:典型|智能制造|智能)*场景[^。；;，,\d]{{0,6}}{_USES}{_NO_WHOLE}"
    rf"|{_USES}(?:等?技术)?的?(?:典型|智能制造|智能)*场景(?:数量|总数)?(?:共|共有|共计|合计|为|有|达到|达|是)*(?P<b>\d{{1,2}})[个项]"
    rf"|场景[中里里面]{{0,2}}[，,]?(?:其中)?(?:目前)?(?:已经?)?有?(?P<c>\d{{1,2}})[个项](?:场景)?(?:已|均)?{_USES}"
)
#: A cell of a table, whose rows were all read.
CELL = re.compile(r"(?:^|/)t\d+/r")


#: 部署人工智能模型7个.
MODELS = re.compile(
    r"(?:人工智能|AI|算法)模型(?:共|共计|数量为?|达到?|总数为?)?(?P<a>\d{1,3})[个套]|(?P<b>\d{1,3})[个套](?:人工智能|AI)模型"
)
#: A part of them.
PART = re.compile(r"新增|其中(?=[^，,]{0,4}模型)|每|单个|二期|大模型")


def find_scenes_told(case: Case, ratio: Field | None, scenes: int) -> Iterator[Answer]:
    """E against the free book's own column; else W against the indicator's share of the scenes listed."""
    free = case.form is not None and case.form.free
    if free:
        yield from total_told(case)
    tally = tally_ticks(case) if free else None
    share = ratio.amount if ratio and ratio.amount and scenes else None
    right = round(share.value * scenes / 100) if share and fits_count(share.value, share.step, scenes) else None
    for passage, words, told in numbers_told(case, USING):
        if tally:
            how = f"正文称“{words}”，{tally.how}为{tally.using}个"
            yield compare(case, passage, words, told, Decimal(tally.using), how, *tally.evidence)
        elif ratio and right is not None:
            how = f"正文“{words}”，{case.say(ratio)}，{scenes}个场景的相应个数为{right}"
            yield compare(case, passage, words, told, Decimal(right), how, ratio, severity=Severity.W)


def find_models_told(case: Case, models: Field | None) -> Iterator[Answer]:
    """W: models told in the prose against the indicator."""
    for passage, words, told in numbers_told(case, MODELS) if models and models.amount else ():
        if models and models.amount and not PART.search(clause_before(passage.text, words)):
            how = f"正文“{words}”，{case.say(models)}"
            yield compare(case, passage, words, told, models.amount.value, how, models, severity=Severity.W)


def numbers_told(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, str, Decimal]]:
    """(passage, words, number) of what is told as there, not planned."""
    for passage in case.prose():
        for hit in pattern.finditer(passage.text):
            near = sentence_ahead(passage.text, hit.start()) + hit[0]
            if not case.reference.lexicons.is_plan(near):
                yield passage, hit[0], Decimal(next(filter(None, hit.groups())))


def clause_before(text: str, words: str) -> str:
    return re.split(r"[。；;，,\n]", text[: text.find(words)])[-1] + words


def compare(
    case: Case,
    passage: Passage,
    words: str,
    told: Decimal,
    right: Decimal,
    said: str,
    *evidence: Evidence,
    severity: Severity | None = None,
) -> Answer:
    if told == right:
        return Agreed()
    return case.finding(
        f"{said}，不一致，请核实。",
        passage.place.quoting(words),
        *evidence,
        severity=severity,
        about=(f"{passage.place.path}“{words}”",),
        expected=f"{show_plain(right)}个",
        found=f"{show_plain(told)}个",
    )


def total_told(case: Case) -> Iterator[Answer]:
    """典型场景16个 where the table of scenes has 14 rows."""
    told, rows = case.field("scene_total"), case.rows("scenes")
    names = [name for n in rows if (name := case.field(f"scenes[{n}].name"))]
    ticks = {n: tick for n in rows if (tick := case.field(f"scenes[{n}].ai")) and CELL.search(tick.place.path)}
    short = [n for n in rows if n not in ticks and case.submission.blank(f"scenes[{n}].ai") is None]
    if told and told.amount and told.amount.value == len(rows) == len(names) and len(ticks) > 1 and short:
        missing = "、".join(f"“{name.value}”" for n in short if (name := case.field(f"scenes[{n}].name")))
        yield case.finding(
            f"书中称典型场景{told.value}个，而场景表只列出{len(ticks)}个，未列{missing}，请核实。",
            told,
            *ticks.values(),
            severity=Severity.W,
            about=("scene_total",),
            expected=f"{told.value}个",
            found=f"{len(ticks)}个",
        )
        return
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
