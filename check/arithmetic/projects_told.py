"""A-19, A-21, A-22, A-23 outside 附件7: a project's sums in the prose, in drawn tables, in a filing beside the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from check.arithmetic.columns_summed import FUNDS, WITHIN, down
from check.arithmetic.drawn import Entry, as_read, pairs_of, records_of
from check.case import Agreed, Answer, Case
from check.evidence import Evidence
from check.lookup import written_in
from check.numerals import read_count, worth_and_step
from check.once import BOOKS, Same, kept
from check.papers_told import papers_told
from check.show import WAN, show_plain
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.submission import Grid
from model.text import half_width

ONE_PERCENT, FIVE_PERCENT = Decimal("0.01"), Decimal("0.05")
NUMBER = (
    r"(?P<n>\d[\d,]*(?:\.\d+)?|(?:[二两三四五六七八九十]|一(?=[百千亿]))[一二两三四五六七八九十百千零]{0,8})"
    r"(?P<u>亿|万)元?"
)
SAY = r"(?:总?额)?(?:[(（]含[^()（）]{0,12}[)）])?(?:分别)?(?:为|是|约|共|计|达到?|则|有|[:：])*"
#: The kinds of sums, as labels of a table and as words before a number.
KINDS = {
    "total": r"(?:[一二三四]期|首期|本期)?(?:本|该|整个|智能工厂|工厂|车间|场景)?"
    r"(?:项目|计划|建设|工程|估算|概算|备案|改造|产线|完成)*"
    r"(?:总投资|投资[总合][额计])(?:额|及构成)?"
    r"|(?:项目|工厂)投资(?:额)?|总概算|概算总额",
    "fixed": r"(?:其中|项目)?(?:(?:固定资产|建设)投资(?:额)?|固投|固定资产(?:购建)?(?:部分)?(?!投资))(?:小计|合计)?",
    "working": r"(?:项目|配套)?(?:铺底)?(?:流动|周转|营运)资金(?:投资|部分)?(?:小计|合计)?",
    "interest": r"建设期(?:贷款)?利息|(?:基本)?预备费|土地(?:费用|购置费|款)?|其他(?:费用|投资)?",
}
#: Words for what is not this project's sum.
OTHER = re.compile(r"集团|行业|全省|上年|累计|历年|十四五|人均|单台|平均")
#: 已完成投资（含设备定金）.
NOTE = re.compile(r"[(（][^()（）]*[)）]$")
PHASE = re.compile(r"[一二三四]期|首期")


def is_of_other(sentence: str, at: int) -> bool:
    """Whether the sentence speaks of more than the one project whose total ends at `at`: 总投资…，其中一期….

    二期总投资1270万元，其中… speaks of the second phase alone.
    """
    phases = {hit[0] for hit in PHASE.finditer(sentence)}
    alone = not phases or (len(phases) == 1 and PHASE.search(sentence[at:]) is None)
    return OTHER.search(sentence) is not None or not alone


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money as told: its words, worth and how finely it is printed."""

    text: str
    value: Decimal
    step: Decimal
    place: Place


def read_sum(hit: re.Match[str], place: Place) -> Sum:
    """In digits, or in Chinese numerals (七千二百万元), which are as fine as their last word."""
    if hit["n"][0].isdigit():
        return Sum(hit[0], *worth_and_step(hit["n"], hit["u"]), place.quoting(hit[0]))
    value, one = read_count(hit["n"]) or Decimal(0), worth_and_step("1", hit["u"])[1]
    return Sum(hit[0], value * one, one, place.quoting(hit[0]))


def of_entry(label: str, entry: Entry) -> Sum:
    return Sum(f"{label}{entry.cell.text.strip()}", entry.value, entry.step, entry.place)


def texts_of(case: Case) -> tuple[tuple[str, Place], ...]:
    """Every sentence with money, of the prose and of the cells and lines of tables and papers, each once."""
    beside = Same(*(told for _, told in papers_told(case)))
    return _texts(Same(case.submission.passages), Same(case.submission.grids), beside)


@kept(BOOKS)
def _texts(passages: Same, grids: Same, beside: Same) -> tuple[tuple[str, Place], ...]:
    told = dict[str, Place]()
    cells = ((c.text, c.place) for grid in grids.parts[0] for row in grid.rows for c in row)
    lines = ((one.text, one.place) for told in beside.parts for one in told)
    for text, place in (*((p.text, p.place) for p in written_in(passages)), *cells, *lines):
        if "亿元" not in text and "万元" not in text:
            continue
        for sentence in re.split(r"[。！？\n]", half_width(text)):
            if "亿元" in sentence or "万元" in sentence:
                told.setdefault(sentence, place)
    return tuple(told.items())


def money_of(grid: Grid) -> list[tuple[str, Entry]]:
    return [(label, entry) for label, entry in pairs_of(grid) if entry.unit == "元"]


def sums_named(record: list[tuple[str, Entry]], kinds: Mapping[str, str]) -> dict[str, list[Sum]]:
    """The sums of money of a record, by the patterns that their labels fit; a note in brackets is none of the label."""
    money = [(label, NOTE.sub("", label), entry) for label, entry in record if entry.unit == "元"]
    return {
        kind: [
            of_entry(label, entry)
            for label, bare, entry in money
            if re.fullmatch(pattern, label) or re.fullmatch(pattern, bare)
        ]
        for kind, pattern in kinds.items()
    }


#: 两项合计3,480万元: the whole told behind its parts.
ADDED = Sought(
    rf"(?:(?:两|二|三|各|以上|上述)[项者]?|合起来|加起来)?(?:合计|共计|总计|加总|总盘子|一共)(?:投资|投入)?{SAY}{NUMBER}"
)
#: 总投资6,480万元，其中固定资产投资5,260万元，铺底流动资金640万元.
PARTS = {kind: Sought(f"(?:{KINDS[kind]}){SAY}{NUMBER}") for kind in ("total", "fixed", "working", "interest")}


def find_parts_told(case: Case) -> Iterator[Answer]:
    """A-19: total = fixed + working capital, with or without interest, land and reserve."""
    seen = set[tuple[Decimal, ...]]()
    for total, fixed, working, rest in (
        *parts_in_text(texts_of(case)),
        *parts_in_grids(case),
        *parts_in_text(spans_of(case)),
    ):
        key = (total.value, fixed.value, working.value)
        if key in seen:
            continue
        seen.add(key)
        plain = fixed.value + working.value
        fair = [plain + sum((r.value for r in rest[:n]), Decimal(0)) for n in range(len(rest) + 1)]
        if any(abs(one - total.value) <= max(total.step, fixed.step, working.step) for one in fair):
            yield Agreed()
            continue
        short = 0 < total.value - fair[-1] <= total.value * FIVE_PERCENT
        right = f"{show_plain(fair[-1] / WAN)}万元"
        said = "＋".join(show_plain(one.value / WAN) for one in (fixed, working, *rest))
        yield case.finding(
            f"“{total.text}”，所列各项{said}＝{right}，不一致，请核实。",
            *(one.place for one in (total, fixed, working, *rest)),
            severity=as_read(case, Severity.W if short else Severity.E, total.place),
            about=(f"{total.place.path}“{total.text}”", f"{total.place.path}合计"),
            expected=right,
            found=f"{show_plain(total.value / WAN)}万元",
        )


Parts = tuple[Sum, Sum, Sum, list[Sum]]


def spans_of(case: Case) -> Iterator[tuple[str, Place]]:
    """What tells of working capital and of more than one sentence: a paragraph, a row, the lines of a paper."""
    for passage in case.prose():
        if "流动资金" in passage.text:
            yield half_width(passage.text), passage.place
    for grid in case.submission.grids:
        told = [("：".join(c.text for c in row), row[-1].place) for row in grid.rows if row]
        if not grid.own and all(len(row) == 1 for row in grid.rows):
            told = [("，".join(text for text, _ in told), grid.place)]
        yield from ((half_width(text), place) for text, place in told if "流动资金" in text)


def parts_in_text(told: Iterable[tuple[str, Place]]) -> Iterator[Parts]:
    for sentence, place in told:
        found = {kind: list(pattern.finditer(sentence)) for kind, pattern in PARTS.items()}
        if found["fixed"] and found["working"] and not found["total"]:
            found["total"] = list(ADDED.finditer(sentence))
        if any(len(found[kind]) != 1 for kind in ("total", "fixed", "working")):
            continue
        if is_of_other(sentence, found["total"][0].end()):
            continue
        total, fixed, working = (read_sum(found[kind][0], place) for kind in ("total", "fixed", "working"))
        yield total, fixed, working, [read_sum(hit, place) for hit in found["interest"]]


def parts_in_grids(case: Case) -> Iterator[Parts]:
    kinds = {kind: KINDS[kind] for kind in ("total", "fixed", "working", "interest")}
    for found in (sums_named(record, kinds) for grid in case.submission.grids for record in records_of(grid)):
        if all(len(found[kind]) == 1 for kind in ("total", "fixed", "working")):
            yield found["total"][0], found["fixed"][0], found["working"][0], found["interest"]


_CELLS = ("project_investment", "line_investment", "build_investment", "total_investment")


def find_funds_told(case: Case) -> Iterator[Answer]:
    """A-21: rows of sources without a total row of their own, against the project's investment."""
    for grid in case.submission.grids:
        rows = [(label, e) for label, e in money_of(grid) if FUNDS.search(label) and not WITHIN.match(label)]
        others = [(label, e) for label, e in money_of(grid) if not FUNDS.search(label)]
        added = any(foot.rule == case.rule.id for foot in down(grid))  # its total row is asked of
        if len(rows) < 2 or len({label for label, _ in rows}) < len(rows) or added:
            continue
        whole = [of_entry(label, e) for label, e in others if re.fullmatch(KINDS["total"], label)]
        spent = [e.value for label, e in others if not WITHIN.match(label) and not re.fullmatch(KINDS["total"], label)]
        # besides what pays for it the table may tell what it is spent on, down to the last part
        named = len(whole) == 1 and (len(spent) <= 2 or abs(sum(spent) - whole[0].value) <= whole[0].step)
        if not named and others:
            continue
        total = sum((e.value for _, e in rows), Decimal(0))
        evidence: Evidence
        if named:
            worth, said, evidence = whole[0].value, f"“{whole[0].text}”", whole[0].place
        else:
            cell = next((f for key in _CELLS if (f := case.field(key)) and f.amount), None)
            if cell is None or cell.amount is None:
                continue
            worth, said, evidence = cell.amount.value, case.say(cell), cell
        if abs(total - worth) <= worth * ONE_PERCENT:
            yield Agreed()
            continue
        parts = "＋".join(show_plain(e.value / WAN) for _, e in rows)
        yield case.finding(
            f"表中资金来源{parts}＝{show_plain(total / WAN)}万元，与{said}不一致，请核实。",
            evidence,
            *(e.place for _, e in rows),
            severity=as_read(case, Severity.E if named else Severity.W, grid.place),
            about=(f"{grid.place.path}资金来源",),
            expected=f"{show_plain(worth / WAN)}万元",
            found=f"{show_plain(total / WAN)}万元",
        )


_DONE = re.compile(
    rf"(?:(?:截[至止]|到)[^，,。；;]{{2,12}}?(?:[底末日止前]|月份?)[，,]?(?:项目|公司)?(?:已|累计|实际)*|(?:已|累计|实际)(?:累计)?)"
    rf"(?:完成|到位|投入|支付|支出|拨付|用去|花去)(?:了)?(?:固定资产|项目|建设)?(?:投资|资金)?(?:额)?(?:约|共)?{NUMBER}"
)
_PLANNED = re.compile(
    r"(?:四季度|(?:9|九)月?(?:份)?[-—–~～至到]+(?:12|十二)月(?:份|底|末)?|年内|剩余|余下|其余|202[5-9]年|明年|后续|下一年度?)[^，,。；;\d]{0,8}?"
    r"(?:(?:计划|拟|预计|还|将|安排|再|继续|需)*(?:完成|投入|投资|追加|安排|支付|支出|拨付|投|用)|计划|安排|预计|拟)(?:完成)?(?:投资|资金)?(?:约)?"
    + NUMBER
)
#: Nothing is left to do after these steps: 2026年12月竣工, 即告完成.
_ENDS = re.compile(
    r"(?:竣工|完工|建成|投产|收官|交付|结束|收尾)|(?:即|便|就|全部|全面|告|宣告)(?:可|能|告)*(?:完成|完毕|到位)"
)
_WHOLE = re.compile(rf"(?:{KINDS['total']}|计划投资){SAY}{NUMBER}")
_PROGRESS = Sought(r"(?:完成|到位|投入|支付|支出|拨付|用去|花去)")


#: 其中2022年完成1,800万元、2023年完成2,600万元: what was spent of it year by year.
_YEARLY = re.compile(
    rf"(?P<year>20\d{{2}})年度?(?:已|实际|计划|预计|拟)*(?:完成|投入|投资|安排|支付)+(?:投资|资金)?(?:额)?(?:约)?{NUMBER}"
)


def find_progress_told(case: Case) -> Iterator[Answer]:
    """A-22: what is done and what is planned of one investment, in one sentence, is more than the whole: that of the
    sentence, else the form's own where the sentence speaks of the project."""
    cell = next((f for key in _CELLS if (f := case.field(key)) and f.amount), None)
    for sentence, place in texts_of(case):
        whole = list(_WHOLE.finditer(sentence))
        if len(whole) > 1:  # 总投资8000万元，…2026年计划投资1800万元: the latter is a step
            later = [hit.span() for hit in _PLANNED.finditer(sentence)]
            whole = [one for one in whole if not any(a <= one.start() < b for a, b in later)]
        if len(whole) > 1 or not _PROGRESS.search(sentence):
            continue
        rest = sentence[whole[0].end() if whole else 0 :]
        done, planned = list(_DONE.finditer(rest)), list(_PLANNED.finditer(rest))
        yearly = list(_YEARLY.finditer(rest))
        if whole and len(yearly) > 1 and len({hit["year"] for hit in yearly}) == len(yearly):
            done, planned = yearly[:1], yearly[1:]
        of_cell = not whole and cell is not None and planned and "项目" in sentence
        if len(done) != 1 or is_of_other(sentence.replace("累计", "　　"), whole[0].end() if whole else 0):
            continue
        if whole and not planned and sentence[: whole[0].start()].endswith("原"):
            continue  # 原计划投资1200万元，实际完成1350万元: more was spent than was meant
        if whole:
            total = read_sum(whole[0], place)
        elif of_cell and cell is not None and cell.amount is not None:
            total = Sum(case.say(cell), cell.amount.value, cell.amount.step, cell.place)
        else:
            continue
        steps = [read_sum(hit, place) for hit in (*done, *planned)]
        worth = sum((one.value for one in steps), Decimal(0))
        ends = whole and not yearly and len(steps) > 2 and _ENDS.search(sentence)
        short = ends and worth < total.value * (1 - ONE_PERCENT)
        if worth <= total.value * (1 + ONE_PERCENT) and not short:
            yield Agreed()
            continue
        right, said = f"{show_plain(worth / WAN)}万元", "＋".join(show_plain(s.value / WAN) for s in steps)
        head = f"“{total.text}”" if whole else total.text
        yield case.finding(
            f"{head}，已完成和计划投资{said}＝{right}，{'小' if short else '大'}于总投资，请核实。",
            total.place,
            *(one.place for one in steps),
            severity=as_read(case, Severity.E if whole and planned and not short else Severity.W, place),
            about=(f"{place.path}“{total.text}”",),
            expected=f"{'' if short else '不大于'}{show_plain(total.value / WAN)}万元",
            found=right,
        )
