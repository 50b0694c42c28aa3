"""P-22: the machines that 附表2 lists with their numbers are more than the automatic machines stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.arithmetic.announced import find_announced
from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotChecked
from check.evidence import Evidence
from check.exact import exact_counts
from check.papers.books_differ import pairs_of_books
from check.prose.equipment_table import find_table_over_stated, is_none
from check.prose.machines_counted import QUANTITY, find_machines_miscounted
from check.prose.machines_listed import find_listed_over_stated
from check.registry import batch_rule, rule
from check.show import show_plain
from check.sought import Sought
from check.telling import find_sentences
from model.amount import Amount
from model.finding import Cause
from model.submission import Claim, Field

CELLS = (".name", ".remark", ".model")
#: 压力机（带显示屏）: what is fitted to a machine does not make it an instrument.
WITH_IT = re.compile(r"[(（](?:自?带|含|配|内置|集成|附)[^()（）]*[)）]")


@rule("P-22")
def find_list_over_stated(case: Case) -> Iterator[Answer]:
    """Within a book: the list against the automatic machines of line, scene or company that the text states, and each
    machine of the list against its number in the prose."""
    counted = [
        *find_table_over_stated(case),
        *find_listed_over_stated(case, whole_told(case)),
        *find_machines_miscounted(case),
    ]
    counted += find_announced(case, machines=True)
    yield from counted
    if counted and not quantities(case):
        return
    listed = need_list(case)
    told = exact_counts(case, "equip_auto")
    if not told and (whole := whole_told(case)):
        largest = max(whole, key=lambda c: c.amount.value)
        yield judge(case, listed, largest.amount, largest, f"正文称“{largest.text}”")
        return
    if not told:
        if counted:
            return
        raise NotChecked("正文没有写明自动化、智能化设备台数，附表2无从对照。", Cause.NOTHING)
    largest = max(told, key=lambda c: c.amount.value)
    yield judge(case, listed, largest.amount, largest, f"正文称“{largest.text}”")


def whole_told(case: Case) -> list[Claim]:
    """关键设备共22台: all the machines that a book without automatic ones tells of; [] where it tells but a part."""
    told = exact_counts(case, prefix="equip_")
    whole = any(c.concept == "equip_total" and ALL.search(c.text) for c in told)
    return told if whole or any(True for _ in find_sentences(case, WITHIN)) else []


#: 清单所列设备均在关键设备之内: the list is of machines counted among these.
WITHIN = Sought(
    r"(?:附表|清单|所列|本场景|用到|上述|采用)[^，,。；;]{0,16}(?:设备|装备)[^，,。；;]{0,6}"
    r"(?:(?:没有?|未|不)(?:超出|超过|多于)|(?:均|都|全部|皆)(?:属于?|在|含在|包含在|包括在|计入))[^，,。；;]{0,10}(?:\d+台|关键设备)"
)


ALL = re.compile(
    r"(?:全线|整线|整条线)[^，,。；;\d]{0,6}(?:设备|装备)\d|(?:设备|装备)[^，,。；;\d]{0,6}(?:共|总|合计)|(?:共|全部|拥有|现有|合计)[^，,。；;\d]{0,8}(?:设备|装备)|(?:共|总)[^，,。；;\d]{0,4}\d+台[^，,。；;]{0,3}(?:设备|装备)"
)


@batch_rule("P-22")
def find_list_over_line(batch: BatchCase) -> Iterator[Answer]:
    """Across books of one company: the list of the scene's book against 自动化、智能化设备 of the line's."""
    looked = False
    for pair in [p for other in (False, True) for p in pairs_of_books(batch, other)]:
        for scene, line in (pair, pair[::-1]):
            stated = line.field("equip_auto")
            listed = quantities(scene)
            if listed and stated and stated.amount:
                looked = True
                yield judge(line, listed, stated.amount, stated, line.say(stated))
    if not looked:
        raise NotChecked("本批次没有同一企业列明台数的附表2与产线自动化设备台数，未核对。")


def need_list(case: Case) -> list[tuple[int, Field]]:
    listed = quantities(case)
    if not listed:
        raise NotChecked(
            "附表2和设备清单都没有写明可与所称台数对照的设备台数，未核对（附表2列的多是种类）。", Cause.NOTHING
        )
    return listed


def quantities(case: Case) -> list[tuple[int, Field]]:
    """(machines, the cell that says so) of each row; instruments that are no machines (`not_machines`) do not count,
    unless the book says that all of the list do."""
    found = []
    others = re.compile("|".join(case.param("not_machines")))
    every = any(True for _ in find_sentences(case, WITHIN))
    for name in case.submission.like("t2[", ".name"):
        if ".equipment[" not in name.key or (not every and is_none(others, WITH_IT.sub("", name.value))):
            continue
        row = name.key.removesuffix(".name")
        cells = [f for end in CELLS if (f := case.field(row + end))]
        spot = next(((int(m[1]), f) for f in cells if (m := QUANTITY.search(f.value))), None)
        if spot:
            found.append(spot)
    return found


def judge(case: Case, listed: list[tuple[int, Field]], most: Amount, spot: Evidence, said: str) -> Answer:
    total = sum(number for number, _ in listed)
    if Decimal(total) <= most.interval.high:
        return Agreed()
    parts = "＋".join(str(number) for number, _ in listed)
    return case.finding(
        f"附表2所列设备{parts}＝{total}台套，多于{said}，请核实（{show_plain(most.value)}台是否只指部分设备）。",
        *(field for _, field in listed),
        spot,
        expected=f"不多于{show_plain(most.value)}台套",
        found=f"{total}台套",
    )
