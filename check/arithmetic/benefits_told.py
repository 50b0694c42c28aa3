"""A-23 outside 附件7: what a project is to add, in the prose and in tables of expected benefits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.drawn import Entry, flat, records_of
from check.arithmetic.projects_told import NUMBER, SAY, Sum, of_entry, read_sum, texts_of
from check.case import Agreed, Answer, Case
from check.evidence import legible
from check.show import show_plain
from model.place import Place
from model.text import half_width

#: 年新增产值5,200万元、销售收入8,060万元、利润640万元: what stands behind 新增 is all new.
_NEW = re.compile(r"新增|增加|增收|达产|投产后")
_ADDED = "(?:新增加?|增加)?(?:的)?"  # quoted with the sum, for what was there is another sum
_BENEFIT = {
    "output": re.compile(rf"{_ADDED}(?:工业)?(?:总产值|产值){SAY}{NUMBER}"),
    "sales": re.compile(rf"{_ADDED}(?:(?:销售|营业|主营业务|产品)?收入|营收|销售额|销售){SAY}{NUMBER}"),
    "profit": re.compile(rf"{_ADDED}(?:利润总额|净利润|利润|利税){SAY}{NUMBER}"),
}
_UNLIKE = re.compile(
    r"占|(?<!相)比|(?<!合)(?<!共)同(?!步|时)|(?:19|20)\d{2}年(?!前)|原(?![料材辅])|由(?!此|其)|从(?!而)|(?<!甚)至|累计|现有|目前|上年|近三年"
)


def find_benefits_told(case: Case) -> Iterator[Answer]:
    """A-23: what a project is to add: profit ≤ sales, sales in the common share of the output."""
    for sales, other, is_output, again in pairs_once(case):
        if not is_output:
            if other.value > sales.value:
                yield case.finding(f"“{other.text}”大于“{sales.text}”，请核实。", other.place, sales.place, *again)
            else:
                yield Agreed()
            continue
        low, high = (Decimal(str(end)) for end in case.param("sales_of_output"))
        share = sales.value / other.value
        if low <= share <= high:
            yield Agreed()
            continue
        times = f"{show_plain(round(share, 2))}倍"
        yield case.finding(
            f"“{sales.text}”为“{other.text}”的{times}，不在常见的{low}～{high}倍之内，请核实。",
            sales.place,
            other.place,
            *again,
            found=times,
        )


def pairs_once(case: Case) -> Iterator[tuple[Sum, Sum, bool, list[Place]]]:
    """(sales, profit or output, whether it is output, where else the two are told): the same two sums of a text, a
    table and a filing beside the book are one telling, and those of a row of 附件7 are asked there."""
    told = dict[tuple[str, Decimal, Decimal], list[tuple[Sum, Sum]]]()
    for found in (*benefits_in_text(case), *benefits_in_grids(case)):
        sales = found["sales"]
        for kind in ("profit", "output"):
            if kind in found:
                told.setdefault((kind, sales.value, found[kind].value), []).append((sales, found[kind]))
    asked = set(pairs_of_rows(case))
    for key, some in told.items():
        if key not in asked:
            (sales, other), *more = some
            yield sales, other, key[0] == "output", [one.place for pair in more for one in pair]


def pairs_of_rows(case: Case) -> Iterator[tuple[str, Decimal, Decimal]]:
    for row in case.rows("rows"):
        sales, *others = (case.field(f"rows[{row}].new_{kind}") for kind in ("sales", "profit", "output"))
        for kind, other in zip(("profit", "output"), others, strict=True):
            if sales and other and legible(sales) and legible(other) and sales.amount and other.amount:
                yield kind, sales.amount.value, other.amount.value


def benefits_in_text(case: Case) -> Iterator[dict[str, Sum]]:
    for sentence, place in texts_of(case):
        start = _NEW.search(sentence)
        if start is None:
            continue
        found = {kind: list(pattern.finditer(sentence, start.start())) for kind, pattern in _BENEFIT.items()}
        if len(found["sales"]) == 1 and all(len(hits) <= 1 for hits in found.values()):
            last = max(hit.end() for hits in found.values() for hit in hits)
            one = {kind: read_sum(hits[0], place) for kind, hits in found.items() if hits}
            if (
                len(one) > 1
                and all(s.value > 0 for s in one.values())
                and not _UNLIKE.search(sentence[start.start() : last])
            ):
                yield one
    yield from benefits_apart(case)


def benefits_apart(case: Case) -> Iterator[dict[str, Sum]]:
    """New sales of one sentence and new profit of the next, where a paragraph tells each once."""
    for passage in case.prose():
        if "新增" not in passage.text or "利润" not in passage.text or "。" not in passage.text:
            continue
        text = half_width(passage.text)
        told = [s for s in re.split("[。；;\n]", text) if _NEW.search(s) and re.search(r"\d|[百千万]万", s)]
        hits = [(n, kind, hit) for n, s in enumerate(told) for kind, p in _BENEFIT.items() for hit in p.finditer(s)]
        kinds = {kind: [(n, hit) for n, of, hit in hits if of == kind] for kind in ("sales", "profit")}
        if any(len(found) != 1 for found in kinds.values()):
            continue
        (first, sales), (second, profit) = kinds["sales"][0], kinds["profit"][0]
        if abs(first - second) != 1 or any(_UNLIKE.search(told[n]) for n in (first, second)):
            continue
        yield {"sales": read_sum(sales, passage.place), "profit": read_sum(profit, passage.place)}


#: Words over or in front of the labels of a table of benefits: all that stands under them is to come.
_EXPECTED = re.compile(
    r"新增|增加(?!值)|增收|增量|达产|投产后|建成后|(?:预期|预计|预测|测算|目标)[^，,。；;]{0,6}(?:效益|收益|成果|贡献)|(?:效益|收益)(?:的)?(?:预测|测算|预期|目标|估算)"
)
_LEAD = re.compile(
    r"^(?:其中|预计|预期|预测|测算|目标|达产|投产|建成|完成|实施|项目|企业|公司|全部|之?后|当?年度?|每年|年均|平均|均|可|能|将|实现|带来|形成|增加|新增|增收|增量|直接|间接|的)+"
)
_KINDS = {
    "output": r"(?:工业)?(?:总产值|产值|产出)",
    "sales": r"(?:产品)?(?:(?:销售|营业|主营业务|主营)?收入|营收|销售额|销售)",
    "profit": r"(?:利润(?:总额)?|(?:净|税后|税前|营业)利润|利税(?:总额)?)",
}
_TAIL = re.compile(r"(?:总?额|增[加长量]额?|增量)$")


def benefits_in_grids(case: Case) -> Iterator[dict[str, Sum]]:
    """The whole table, and each row under its heads; labels with 新增, or all that stand under a word of what is to
    come."""
    told = set[frozenset[Sum]]()
    for grid in case.submission.grids:
        under = _EXPECTED.search(flat(grid.caption + "".join(c.text for c in grid.rows[0]))) is not None
        for record in records_of(grid):
            found = benefits_of([(label, entry) for label, entry in record if entry.unit == "元"], under)
            key = frozenset(found.values())
            if "sales" in found and len(found) > 1 and key not in told:
                told.add(key)
                yield found


def benefits_of(money: list[tuple[str, Entry]], under: bool) -> dict[str, Sum]:
    found = dict[str, Sum]()
    for label, entry in money:
        if not under and not re.search("新增|增加|增量", label):
            continue
        name = _LEAD.sub("", label)
        kind = next(
            (k for k, p in _KINDS.items() if re.fullmatch(p, name) or re.fullmatch(p, _TAIL.sub("", name))), None
        )
        if kind and entry.value > 0:
            found.setdefault(kind, of_entry(label, entry))
    return found
