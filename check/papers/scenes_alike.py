"""X-06 within a book of many scenes: two of them tell the same effect, number for number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from check.arithmetic.drawn import flat
from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.once import sentence_around
from check.papers.books_alike import YEARLY, is_saving
from check.papers.shared import is_shared
from check.show import show_stated
from check.spelling import fold_text
from model.amount import Hedge
from model.document import Cell
from model.submission import Claim, Field

#: So many digits are no chance.
LEAST_DIGITS = 3
#: The value, the unit, and the end it came from where the text tells both.
Effect = tuple[Decimal, str, Decimal | None]


def find_scenes_alike(case: Case) -> Iterator[Answer]:
    """W: two and more effects that are all one of the scenes has, or one saving of money to the last digit."""
    scenes = [
        (field, found) for field in case.submission.like("scenes[", "].desc") if (found := effects_of(case, field))
    ]
    told = set[frozenset[Effect]]()
    for (one, first), (two, second) in combinations(scenes, 2):
        same = {key: claim for key, claim in first.items() if key in second}
        exact = {key for key in same if digits(key[0]) >= LEAST_DIGITS}
        money = {key for key in exact if key[1] in YEARLY and is_saving(same[key])}
        all_alike = len(same) >= max(2, min(len(first), len(second))) and exact
        if fold_text(one.value) == fold_text(two.value) or not (all_alike or money):
            yield Agreed()
            continue
        if (known := frozenset(same)) in told:
            continue
        told.add(known)
        said = "、".join(show_stated(claim.amount) for claim in list(same.values())[:4])
        yield case.finding(
            f"{name_of(case, one)}与{name_of(case, two)}所述成效数字相同（{said}），请核实是否同一成效重复填报。",
            *(claim for key in list(same)[:3] for claim in (first[key], second[key])),
            found=said,
        )


#: What says that an effect is told once for several scenes; of a change the works as a whole are no such word.
JOINT = re.compile(
    r"共同|上述|同一|合计|共计|分摊|协同|配合|叠加|(?:与|和|同|连同)[^，,。；;]{0,10}(?:场景|实例)|[两多各几]个?(?:场景|实例)"
)


def find_change_claimed_twice(case: Case) -> Iterator[Answer]:
    """W: 停机由480小时降到282小时，下降41.3% in one scene and 停机下降41.3% in another: the same part of one thing."""
    told = dict[tuple[str, Decimal], tuple[Field, Claim]]()
    scenes = case.submission.like("scenes[", "].desc")
    changes = [
        c for c in case.submission.claims
        if c.concept and c.relation == "change" and c.amount.unit == "%" and not c.planned
        and c.amount.hedge is Hedge.NONE and digits(c.amount.value) >= LEAST_DIGITS
    ]  # fmt: skip
    for field in scenes if changes else ():
        text = fold_text(field.value)
        for claim in changes:
            at = text.find(fold_text(claim.text))
            if claim.place.path != field.place.path or at < 0 or JOINT.search(sentence_around(text, at, at + 1)):
                continue
            key = (claim.concept, claim.amount.value)
            first, other = told.setdefault(key, (field, claim))
            if first.key == field.key or fold_text(first.value) == text:
                continue
            yield case.finding(
                f"{name_of(case, first)}的“{other.text}”与{name_of(case, field)}的“{claim.text}”为同一成效，"
                "请核实是否重复填报。",
                other,
                claim,
                found=show_stated(claim.amount),
            )


#: The head of a column that tells what came of each scene.
EFFECT_HEAD = re.compile(
    r"(?:主要|实施|应用|建设|取得的?|量化|关键)*(?:成效|效果|效益|绩效|改善)(?:指标|情况|数据|描述)?"
)
SCENE_HEAD = re.compile(r"场景|实例")
NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def find_rows_alike(case: Case) -> Iterator[Answer]:
    """W: two rows of a table of scenes with the same words and numbers in the column of effects."""
    for grid in case.submission.grids:
        heads = [(cell.col, flat(cell.text)) for cell in grid.rows[0]] if grid.own and grid.rows else []
        names = [col for col, head in heads if SCENE_HEAD.search(head) and not EFFECT_HEAD.fullmatch(head)]
        effect = next((col for col, head in heads if EFFECT_HEAD.fullmatch(head)), None)
        seen: dict[str, tuple[str, Cell]] = {}
        if not names or effect is None:
            continue
        for row in grid.rows[1:]:
            cells = {cell.col: cell for cell in row}
            name, cell = cells.get(names[-1]), cells.get(effect)
            if name is None or cell is None or is_shared(cell.text):
                continue
            numbers = NUMBERS.findall(cell.text)
            if len(numbers) < 2 or max(len(re.sub(r"\D", "", one)) for one in numbers) < LEAST_DIGITS:
                continue
            first, spot = seen.setdefault(flat(cell.text), (flat(name.text), cell))
            if spot.place.path == cell.place.path or first == flat(name.text):
                yield Agreed()
                continue
            yield case.finding(
                f"表中场景“{first}”与“{flat(name.text)}”所列成效相同（{flat(cell.text)[:40]}），请核实是否同一成效重复填报。",
                spot.place,
                cell.place,
                about=(cell.place.path,),
                found=flat(cell.text)[:40],
            )


def effects_of(case: Case, field: Field) -> dict[Effect, Claim]:
    """What the description of a scene says has become less or more, told exactly."""
    found = dict[Effect, Claim]()
    beside = Beside.of(case.submission)
    text = fold_text(field.value)
    order = {(p.place.file, p.place.path): at for at, p in enumerate(case.submission.passages)}
    start = order.get((field.place.file, field.place.path), 0)
    for claim in case.submission.claims:
        exact = claim.amount.hedge in (Hedge.NONE, Hedge.ABOUT) and claim.amount.unit
        if not exact or claim.place.file != field.place.file or fold_text(claim.text) not in text:
            continue
        at = text.find(fold_text(claim.text))
        if is_shared(sentence_around(text, at, at + len(claim.text))):
            continue
        change = next((c for c in beside.changes_of(claim) if c.target and c.after.value == claim.amount.value), None)
        if change is None and claim.relation != "change" and not is_saving(claim):
            continue
        key = (claim.amount.value, claim.amount.unit, change.before.value if change else None)
        if key not in found or order.get((found[key].place.file, found[key].place.path), start) < start:
            found[key] = claim  # the same words of a scene before this are that scene's
    return found


def digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def name_of(case: Case, field: Field) -> str:
    row = field.key.removesuffix(".desc")
    name = case.field(f"{row}.instance") or case.field(f"{row}.name")
    return f"场景“{name.value}”" if name else f"场景{row[7:-1]}"
