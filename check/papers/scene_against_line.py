"""X-02: what a scene tells of its line (crew, pass rate, efficiency) contradicts the line's own before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from check.batch import BatchCase
from check.case import Agreed, Answer, Case, NotChecked
from check.grade import grade
from check.nearest import find_reading, other_end
from check.papers.books_differ import pairs_of_books
from check.papers.sheets import sheets
from check.prose.staff_differs import is_crew
from check.registry import batch_rule, rule
from check.show import show_stated
from check.spelling import fold_text
from model.amount import Amount
from model.finding import Cause, Severity
from model.submission import Change, Field
from model.wording import CREW_PART

#: The pass rate of the product, not of one process or one inspection.
PASS = re.compile(r"(?<![度分力寸观装数标作料])(?:产品|成品|综合|整线|产线)?合格率")
LINE_ENDS = ("staff_before", "staff_after", "pass_before", "pass_after")
_CREW = re.compile(rf"{CREW_PART}|岗位|工位")
#: 板材线定员: the last words of its name before 线.
_SHORT_NAME = re.compile(r"(?:^|[^\u4e00-\u9fff]|[本该此使将])([\u4e00-\u9fff]{2,6}?)(?:智能化?)?(?:生产|产)?线")
#: So many letters of its name make the line.
LONG = 3
PART = re.compile(r"工序|工位|一次|首检|初检|单件|焊|涂|装配|来料|单台|局部|试")


@dataclass(frozen=True, slots=True)
class Told:
    """A change that a scene tells, with the cells of the line to hold it against; `named`: it names the line."""

    change: Change
    before: Field
    after: Field
    named: bool = False


@rule("X-02")
def find_scene_against_own_line(case: Case) -> Iterator[Answer]:
    """Within a book on a line (GS-03): the descriptions of its scenes against 建设完成前、后."""
    scenes = {p.place.path for p in case.prose("scenes[", "c3")}
    told = [t for t in told_of(case, case) if t.change.place.path in scenes]
    listed = list(find_sheet_lines(case))
    yield from listed
    if not told and not listed:
        raise NotChecked("场景描述没有写明可与产线前后数对照的人数或合格率，未核对。", Cause.NOTHING)
    for item in told:
        yield judge(case, item, sure=item.named or names_line(case, case))


def find_sheet_lines(case: Case) -> Iterator[Answer]:
    """W: another form of the applicant beside the book lists the same line's crew or pass rate otherwise."""
    own = case.field("line_name")
    name = fold_text(own.value) if own else ""
    for sheet in sheets(case):
        line = sheet.field("line_name")
        if line and name and fold_text(line.value) not in name and name not in fold_text(line.value):
            continue
        if not (line and name) and not has_same_end(sheet, case):
            continue
        misses = list[tuple[Field, Field]]()
        for key in LINE_ENDS:
            told, cell = sheet.field(key) or named_otherwise(sheet, case, key), case.field(key)
            if told and cell and told.amount and cell.amount:
                if miss_of(told.amount, cell.amount):
                    misses.append((told, cell))
                else:
                    yield Agreed()
        if misses:
            said = "、".join(case.say(cell) for _, cell in misses)
            shown = "、".join(f"“{told.text}”" for told, _ in misses)
            yield case.finding(
                f"{said}，《{sheet.submission.name}》中同一产线依次为{shown}，两处不一致，请核实是否同一口径。",
                *(field for pair in misses for field in pair[::-1]),
                severity=Severity.W,
                about=tuple(cell.key for _, cell in misses),
                expected=misses[0][1].value,
                found=misses[0][0].text,
            )


def named_otherwise(sheet: Case, case: Case, key: str) -> Field | None:
    """The cell of a row like 壳体一次合格率, where its other end is that of the line: the row is the line's then."""
    kind, _, end = key.partition("_")
    other = "before" if end == "after" else "after"
    told, cell = sheet.field(f"part_{kind}_{other}"), case.field(f"{kind}_{other}")
    same = told and cell and told.amount and cell.amount and told.amount.value == cell.amount.value
    return sheet.field(f"part_{key}") if same else None


def has_same_end(sheet: Case, case: Case) -> bool:
    """Whether a paper that names no line tells one end of a change as the book does: 96人 before, in both."""
    pairs = ((sheet.field(key), case.field(key)) for key in LINE_ENDS)
    return any(a.amount.value == b.amount.value for a, b in pairs if a and b and a.amount and b.amount)


@batch_rule("X-02")
def find_scene_against_line(batch: BatchCase) -> Iterator[Answer]:
    """Across books of one company: the scene's book against the line's. Not said to be the same line: one step softer.

    The scene may be one process of the line, so only the whole crew and the product's pass rate are compared, and the
    efficiency of the form (生产效率提升) with the rise of output per person-day.
    """
    looked = False
    for pair in [p for other in (False, True) for p in pairs_of_books(batch, other)]:
        for scene, line in (pair, pair[::-1]):
            if scene.submission.form != "GS-02" or line.submission.form != "GS-03":
                continue
            sure = names_line(scene, line)
            for item in told_of(scene, line):
                looked = True
                yield judge(line, item, sure)
            if answer := efficiency(scene, line, sure):
                looked = True
                yield answer
    if not looked:
        raise NotChecked("本批次没有同一企业的场景申报书与产线申报书，或两者没有可对照的数，未核对。")


def told_of(scene: Case, line: Case) -> list[Told]:
    """Changes of the scene's text on the crew or the pass rate, with the cells of the line where both are filled."""
    found, own = [], line.field("line_name")
    name = re.sub(r"(?:智能化?)?(?:生产线|产线)$", "", fold_text(own.value)) if own else ""
    name = name if len(name) >= LONG else ""
    for change in scene.submission.changes:
        told = f"{change.subject}，{change.text}"
        keys, named = None, bool(name) and names_it(name, fold_text(told))
        if is_crew(change) or (named and is_heads(change)):
            keys = ("staff_before", "staff_after")
        elif change.before.unit == "%" and is_pass(told, name if named else "") and not change.planned:
            keys = ("pass_before", "pass_after")
        if keys is None:
            continue
        before, after = (line.field(key) for key in keys)
        if before and after and before.amount and after.amount:
            found.append(Told(change, before, after, named))
    return found


def is_pass(told: str, name: str) -> bool:
    """The pass rate of the product; the name of the line (涂装二线) makes no process of it."""
    return PASS.search(told) is not None and PART.search(fold_text(told).replace(name, "")) is None


def names_it(name: str, told: str) -> bool:
    """Whether the words name the line, in full or by the end of its name: 板材线 for 蒸压加气混凝土板材生产线."""
    return name in told or any(name.endswith(end) for end in _SHORT_NAME.findall(told))


def is_heads(change: Change) -> bool:
    """A whole crew of what the sentence names: 磨超装一线操作人员由130人减少到70人."""
    return change.before.unit == "人" and change.target and not change.planned and not _CREW.search(change.text)


def names_line(scene: Case, line: Case) -> bool:
    """Whether the scene's text names the line of the other book."""
    name = line.field("line_name")
    if name is None or len(fold_text(name.value)) < 4:
        return False
    return any(fold_text(name.value) in fold_text(p.text) for p in scene.prose())


def judge(case: Case, item: Told, sure: bool) -> Answer:
    ends = ((item.change.before, item.before), (item.change.after, item.after))
    misses = [(m, stated, cell) for stated, cell in ends if (m := miss_of(stated, cell.amount))]
    if not misses:
        return Agreed()
    severity, stated, cell = misses[0]
    other = item.after if cell is item.before else item.before
    reading = find_reading(stated, cell.amount, other_end(f"“{case.label(other.key)}”", other)) if cell.amount else None
    if not sure:
        severity = severity.softer()
    return case.finding(
        f"场景描述“{item.change.text}”中的{show_stated(stated)}，产线{case.say(cell)}"
        f"{reading.said if reading else ''}，请核实是否同一产线、同一口径。",
        item.change,
        item.before,
        item.after,
        severity=severity,
        tags=(reading.tag,) if reading else (),
        about=(cell.key,),
        expected=cell.value,
        found=show_stated(stated),
    )


def miss_of(stated: Amount, right: Amount | None) -> Severity | None:
    if right is None or not stated.comparable:
        return None
    miss = grade(right.interval, stated, Severity.W)
    return miss.severity if miss else None


def efficiency(scene: Case, line: Case, sure: bool) -> Answer | None:
    """生产效率提升 beside 每人每天产出 before and after: contradictory only where one rises and the other falls."""
    kpi, before, after = scene.field("kpi.G03"), line.field("percap_before"), line.field("percap_after")
    if not (kpi and kpi.amount and before and before.amount and after and after.amount):
        return None
    falls = after.amount.interval.high < before.amount.interval.low
    if not falls or kpi.amount.interval.low <= 0:
        return Agreed()
    return line.finding(
        f"场景{scene.say(kpi)}，而产线{line.say(before)}、{line.say(after)}，每人每天产出反而下降，请核实是否同一产线。",
        kpi,
        before,
        after,
        severity=Severity.W if sure else Severity.I,
        expected=before.value,
        found=after.value,
    )
