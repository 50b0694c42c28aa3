"""X-06, X-07 over a batch: two scene books of one company claim the same effect, or list the same equipment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import BatchCase
from check.beside import Beside
from check.case import Agreed, Answer, Case, NotChecked
from check.papers.books_differ import pairs_of_books
from check.papers.gather_books import COUNT, Clash, gather_clashes, name_books
from check.registry import batch_rule
from check.show import show_field, show_stated
from check.spelling import fold_text
from check.years.claim_copied import vector
from model.amount import Hedge
from model.submission import Claim, Field

#: So many of the indicators that are all alike are named: their cells are bare numbers.
NAMED = 3


def scene_pairs(batch: BatchCase) -> list[tuple[Case, Case]]:
    """Two books of one company and one year on different scenes; NotChecked where there are none."""
    found = []
    for one, two in pairs_of_books(batch, other_years=False):
        a, b = one.field("scene_name"), two.field("scene_name")
        if a and b and fold_text(a.value) != fold_text(b.value):
            found.append((one, two))
    if not found:
        raise NotChecked("本批次没有同一企业同年的两份场景申报书，未核对。")
    return found


@batch_rule("X-06")
def find_books_with_one_effect(batch: BatchCase) -> Iterator[Answer]:
    """All indicators equal, or a yearly saving told to the last digit in both books: W."""
    clashes = list[Clash]()
    for one, two in scene_pairs(batch):
        a, b = vector(one), vector(two)
        least = batch.rule.params["least_kpis"]
        same = next(((x, y) for x in savings(one) for y in savings(two) if x.amount == y.amount), ())
        shown: list[Field] = []
        if len(a) >= least and a.keys() == b.keys() and all(a[k].amount == b[k].amount for k in a):
            tail = (
                f"是{COUNT}个场景，{len(a)}项成效指标完全相同"
                f"（{'、'.join(f'{one.label(a[key].key)}{show_field(a[key])}' for key in list(a)[:NAMED])}等）"
                f"{f'，又都写明节约{show_stated(same[0].amount)}' if same else ''}，"
                "请核实是否同一成效重复填报（同一产线的两个场景也应分别测算）。"
            )
            shown = [f for key in list(a)[:4] for f in (a[key], b[key])]
        elif same:
            tail = f"都写明节约{show_stated(same[0].amount)}，请核实是否同一节约重复计算。"
        else:
            yield Agreed()
            continue
        clashes.append(alike(one, two, tail, *shown, *same))
    yield from gather_clashes(clashes)


def alike(one: Case, two: Case, tail: str, *evidence: Field | Claim) -> Clash:
    """Two books that say the same; `tail` with COUNT for the number of books."""
    message = f"{name_books((one, two))}{tail.replace(COUNT, '两')}"
    return Clash((one, two), tail, one.finding(message, *evidence), tail=tail)


#: 每年减少报废与索赔损失约186万元: a saving, whatever was saved. 挽回, 避免 and 少花 need no number to start from.
LESS = re.compile(r"(?:节约|节省|减少|降低|节支|少支出|增效|创效)[^，,。；;\d]{0,16}$")
SPARED = re.compile(
    r"(?:挽回|避免|减损|止损|少[花付用损]|省[下去掉出]|降本|压[降减缩]|创造?(?:经济)?(?:效益|收益)|年化(?:收益|效益))[^，,。；;\d]{0,16}$"
)
#: What the last name of a list must be for the verb ahead to hold for it: 降低成本、投资213万元 saves nothing.
SPENT = re.compile(r"费|成本|支出|开支|损失|人工")
YEARLY = ("元", "元/年")


def is_saving(claim: Claim, text: str = "") -> bool:
    """`text`: of its passage. Of 每年节约蒸汽、纱线和返修费用96.4万元 the claim has but the last name."""
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    ahead = re.split("[，,。；;\n]", text.partition(claim.text)[0])[-1] if claim.text in text else ""
    own = claim.text.partition(number)[0] if number else ""
    head = re.sub(r"[约近超逾]$", "", ahead + own) if own else ""
    change, last = claim.relation == "change", "、" in ahead and SPENT.search(own) is not None
    less = LESS.search(head) is not None and (change or last)
    less |= change and claim.direction < 0 and claim.amount.unit in YEARLY
    return claim.concept == "saving" or less or SPARED.search(head) is not None


def savings(case: Case) -> list[Claim]:
    """Savings told exactly, with three and more significant digits."""
    texts = Beside.of(case.submission).texts
    money = [c for c in case.submission.claims if c.amount.unit in YEARLY and not c.planned]
    told = [c for c in money if is_saving(c, texts.get(c.place.path, ""))]
    exact = [c for c in told if c.amount.hedge in (Hedge.NONE, Hedge.ABOUT)]
    return [c for c in exact if len(c.amount.value.normalize().as_tuple().digits) >= 3]


@batch_rule("X-07")
def find_books_with_one_machine(batch: BatchCase) -> Iterator[Answer]:
    """Name, model and supplier equal in the 附表2 of both books: I (lines share machines)."""
    clashes = list[Clash]()
    for one, two in scene_pairs(batch):
        first, second = machines(one), machines(two)
        same = first.keys() & second.keys()
        if not same:
            yield Agreed()
        for key in sorted(same):
            tail = f"的附表2都列有“{first[key].value}”（{key[1]}，{key[2]}），请核实是否同一设备重复填报。"
            clashes.append(alike(one, two, tail, first[key], second[key]))
    yield from gather_clashes(clashes)


def machines(case: Case) -> dict[tuple[str, ...], Field]:
    """Rows of 附表2 with model and supplier, by name, model and supplier."""
    found = {}
    for name in case.submission.like("t2[", ".name"):
        row = name.key.removesuffix(".name")
        parts = [f for end in ("model", "vendor") if (f := case.field(f"{row}.{end}"))]
        if ".equipment[" in name.key and len(parts) == 2:
            found[fold_text(name.value), *(fold_text(f.value) for f in parts)] = name
    return found
