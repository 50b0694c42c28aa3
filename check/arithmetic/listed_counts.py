"""A-30 for lists right behind a count: 9家企业（元件厂6家、钣金厂4家）, 设备60台：洗药机7台、润药机6台."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from check.arithmetic.parts import GENERIC, TRAIT
from check.case import Agreed, Answer, Case
from check.numerals import COUNT, HAN, read_count
from check.show import show_plain
from check.sought import Sought
from model.finding import Severity
from model.submission import Passage

_UNITS = r"台套|台[（(]套[）)]|台/套|台|套|家|个|条|人|名|项|件|座|辆|面|起|户|处"
#: The count, its thing, and what opens the list: a bracket, a colon, 其中, 分别为.
HEAD = Sought(
    rf"(?<![\d.,第{HAN}])(?P<whole>{COUNT})(?P<unit>{_UNITS})(?P<noun>[\u4e00-\u9fffA-Za-z]{{0,14}})"
    r"(?P<open>[（(]|[:：]|[，,]?(?:分别为|分别是|由|包括)[:：]?)(?:其中|包括|即|分别为|分别是|含)?[:：]?"
)
ITEM = re.compile(
    rf"(?:(?P<name>[^\d，,。；;、（）()]{{1,18}}?)(?:为|各)?(?P<n>{COUNT})(?P<unit>{_UNITS})"
    rf"|(?P<n2>{COUNT})(?P<unit2>{_UNITS})(?P<name2>[^\d，,。；;、（）()]{{1,18}}))(?:[（(][^（）()]{{0,16}}[）)])?"
)
AND = re.compile(r"[、，,]|以及|和|及|与")
OPEN = re.compile(r"等|其他|其余|若干")
#: One thing may be several of these at once, or each counts another.
NESTED = re.compile(r"其中|含|在册|在岗|不计|除|高级|中级|博士|硕士|持证|新增|原有|每|各|另|涉及|覆盖|累计")


def find_lists_differ(case: Case, judged: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """W: the numbers of a list that follows its whole at once do not make it up; a list with 等 may be short.

    `judged`: (place, whole) looked at before.
    """
    for passage in case.prose_with(HEAD):
        for head in HEAD.finditer(passage.text):
            whole = read_count(head["whole"])
            if whole is not None and (passage.place.path, whole) not in judged:
                yield from judge_list(case, passage, head, whole)


#: 加工中心12台、磨床5台，合计19台: the sum told behind its list.
SUMMED = Sought(rf"[，,、](?:总数)?(?:合计|共计|总计|总共)(?:共|有|为|达)?(?P<whole>{COUNT})(?P<unit>{_UNITS})")


def find_lists_summed(case: Case, judged: Set[tuple[str, Decimal]]) -> Iterator[Answer]:
    """W: the items of one sentence, each with a name of its own, do not make the sum that ends their list."""
    for passage in case.prose_with(SUMMED):
        for hit in SUMMED.finditer(passage.text):
            whole, unit = read_count(hit["whole"]), plain_unit(hit["unit"])
            listed = re.split(r"[。；;：:\n]", passage.text[: hit.start()])[-1]
            told = [ITEM.fullmatch(re.sub(r"[（(][^（）()]*[）)]", "", one).strip()) for one in AND.split(listed)]
            items = [(one["name"] or one["name2"], read_count(one["n"] or one["n2"])) for one in told if one]
            alike = all(one and plain_unit(one["unit"] or one["unit2"]) == unit for one in told)
            names = [name for name, _ in items]
            traits = sum(TRAIT.search(name) is not None for name in names) > 1
            if whole is None or len(items) < 2 or not alike or traits or len(set(names)) < len(names):
                continue
            if NESTED.search(listed) or OPEN.search(listed) or (passage.place.path, whole) in judged:
                continue
            counts = [n for _, n in items if n is not None]
            total = sum(counts, Decimal(0))
            if counts and counts[0] >= whole:
                continue  # 全部设备60台，加工中心9台、磨床14台，合计23台
            if len(counts) < len(items) or total == whole or case.reference.lexicons.is_plan(listed):
                yield Agreed()
                continue
            said = f"{listed.strip()}{hit[0]}"
            formula = "＋".join(show_plain(n) for n in counts)
            yield case.finding(
                f"“{said}”，所列各项{formula}＝{show_plain(total)}，与总数{show_plain(whole)}不一致，请核实。",
                passage.place.quoting(said),
                severity=Severity.W,
                about=(f"{passage.place.path}“{said[:20]}”",),
                expected=show_plain(whole),
                found=show_plain(total),
            )


def judge_list(case: Case, passage: Passage, head: re.Match[str], whole: Decimal) -> Iterator[Answer]:
    text, unit = passage.text, plain_unit(head["unit"])
    bracket = head["open"] in "（("
    items, end = read_items(text, head.end(), unit)
    tail = text[end : end + 12]
    total = sum((n for _, n in items), Decimal(0))
    said = text[head.start() : end]
    some = head[0].endswith(("其中", "其中：", "其中:", "包括"))  # the parts that are named, not all
    names = [name for name, _ in items]
    traits = sum(not TRAIT.sub("", GENERIC.sub("", name)) for name in names)
    if (
        len(items) < 2
        or NESTED.search(said.replace("其中", "", 1) if some else said)
        or traits
        or len(set(names)) < len(names)
    ):
        return
    if bracket and not tail.startswith(("）", ")", "等")):
        return
    is_open = some or OPEN.search(tail[:4]) is not None or OPEN.search("".join(names)) is not None
    if not bracket and not re.match(r"[，,。；;\n]|等|$", tail):
        return
    lead = re.split(r"[。；;，,\n]", text[: head.start()])[-1]
    if total == whole or (is_open and total < whole) or case.reference.lexicons.is_plan(lead + said):
        yield Agreed()
        return
    formula = "＋".join(show_plain(n) for _, n in items)
    yield case.finding(
        f"“{said}”，所列各项{formula}＝{show_plain(total)}，与总数{show_plain(whole)}不一致，请核实。",
        passage.place.quoting(said),
        severity=Severity.W,
        about=(f"{passage.place.path}“{said[:20]}”",),
        expected=show_plain(whole),
        found=show_plain(total),
    )


def read_items(text: str, at: int, unit: str) -> tuple[list[tuple[str, Decimal]], int]:
    """(name, number) of the items of one unit from `at` on, and where the list ends."""
    items, end = list[tuple[str, Decimal]](), at
    while item := ITEM.match(text, at):
        if plain_unit(item["unit"] or item["unit2"]) != unit:
            break
        number = read_count(item["n"] or item["n2"])
        if number is None:
            break
        items.append((item["name"] or item["name2"], number))
        end = item.end()
        joint = AND.match(text, end)
        if joint is None:
            break
        at = joint.end()
    return items, end


def plain_unit(printed: str) -> str:
    """台（套）, 台套 and 套 count the same things as 台 does; so do 名 and 人."""
    return {"名": "人"}.get(printed, "台" if printed[0] in "台套" else printed)
