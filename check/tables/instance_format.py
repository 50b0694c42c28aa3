"""FMT-15: a line of 涉及典型场景实例 is not 环节名—场景名—实例名, or the scene is not of that link."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case, NotApplicable, Skipped
from check.elig_s.scene_name import find_scenario, fold_link, fold_scene
from check.lookup import FREE_BOOKS
from check.registry import rule
from check.spelling import fold_text
from check.tables.row_faulty import need_rows
from model.finding import Cause, Finding
from model.guide import Guide
from model.submission import Field

DASH = re.compile(r"\s*[—–―－\-]{1,2}\s*")
NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳])[）).、．]|^[①-⑳]")
INNER = r"\s*(?:[（(]?\d{1,2}[）).、．]|[①-⑳])\s*"
#: fuzz.ratio from which a scanned word may be a misread name of a scene.
MISREAD = 60
CHINESE = re.compile(r"[\u4e00-\u9fffA-Za-z、与及]{3,}")
#: A line of an instance is no sentence.
LONGEST = 60
STOP = re.compile(r"[，,。；;]")
#: 生产作业（环节名）: the explanation of the printed example, left in.
EXPLAINED = re.compile(r"[（(](?:环节名|场景名|实例名)[）)]")


@rule("FMT-15")
def find_instance_malformed(case: Case) -> Iterator[Answer]:
    if case.submission.form in FREE_BOOKS:
        told = [answer for field in told_lines(case) for answer in judge_line(case, 0, field, field.value)]
        if not told:
            raise NotApplicable("书中没有按“环节名—场景名—实例名”写的实例。")
        yield from told
        return
    for n in need_rows(case):
        field = case.field(f"rows[{n}].instances")
        if field is None:
            continue
        for line in split_lines(field.text or field.value, case.reference.guide.links):
            if field.place.page in case.scanned:
                yield from judge_scanned(case, n, field, line)
            else:
                yield from judge_line(case, n, field, line)


def told_lines(case: Case) -> Iterator[Field]:
    """Lines of the book that are written so: a link, the name of a scene and a third piece."""
    guide = case.reference.guide
    cells = ((cell.text, cell.place) for grid in case.submission.grids if grid.own for row in grid.rows for cell in row)
    seen = set[str]()
    for text, place in (*((passage.text, passage.place) for passage in case.prose()), *cells):
        if place.page in case.scanned or not DASH.search(text):
            continue
        for line in split_lines(text, guide.links):
            parts = instance_parts(line)
            if len(parts) < 3 or len(line) > LONGEST or line in seen:
                continue
            link, scene = fold_link(parts[0]), find_scenario(guide, parts[1])
            if link in guide.links and scene is not None and scene.exact and not STOP.search(line):
                seen.add(line)
                yield Field(f"{place.path}“{line}”", line, line, place)


def split_lines(text: str, links: Collection[str]) -> list[str]:
    """One line for each instance; where they are numbered, a line without a number is the rest of the one before.

    A number right before a link begins an instance also where the line's end was not read: …评价5.工厂建设—….
    """
    begins = re.compile(rf"(?<=[^\s\d(（])(?={INNER}(?:{'|'.join(links)})(?:环节)?(?:[（(]环节名[）)])?\s*[—–―－\-一])")
    lines = [line.strip() for piece in re.split(r"[\n；;]", text) for line in begins.split(piece) if line.strip()]
    if not lines or not NUMBER.match(lines[0]):
        return lines
    whole: list[str] = []
    for line in lines:
        if NUMBER.match(line):
            whole.append(line)
        else:
            whole[-1] += line
    return whole


def judge_scanned(case: Case, n: int, field: Field, line: str) -> Iterator[Answer]:
    """On a scan a dash is often read as 一 and a sign of a name as another: what may be a misread name is not told."""
    dashed = re.sub(r"(?<=[\u4e00-\u9fff])一{1,2}(?=[\u4e00-\u9fff])", "—", line)
    answers = list(judge_line(case, n, field, dashed))
    if not any(isinstance(answer, Finding) for answer in answers) or is_clear(case.reference.guide, dashed):
        yield from answers
    else:
        yield Skipped(f"第{n}行实例“{line}”在扫描件上识别不清，未核对写法。", Cause.UNREADABLE)


def is_clear(guide: Guide, line: str) -> bool:
    """Whether link and scene of a scanned line are names of the guide, or like none of them and no misreading."""
    parts = instance_parts(line)
    if len(parts) < 3 or fold_link(parts[0]) not in guide.links:
        return False
    named = find_scenario(guide, parts[1])
    name = fold_scene(parts[1])
    if named is not None:
        return named.exact
    alike = max(fuzz.ratio(name, fold_text(scenario.name)) for scenario in guide.scenarios)
    return alike < MISREAD and CHINESE.fullmatch(name) is not None


def instance_parts(line: str) -> list[str]:
    bare = EXPLAINED.sub("", re.sub(r"^\s*(?:[①-⑳]|[（(]?\d+[）).、．]?|[一二三四五六七八九十]{1,2}、)\s*", "", line))
    return [part for part in DASH.split(bare) if part]


def judge_line(case: Case, n: int, field: Field, line: str) -> Iterator[Answer]:
    guide = case.reference.guide
    parts = instance_parts(line)
    if len(parts) < 3:
        yield say(case, n, field, line, f"只有{len(parts)}段", "环节名—场景名—实例名")
        return
    link, named = fold_link(parts[0]), find_scenario(guide, parts[1])
    if link not in guide.links:
        yield say(case, n, field, line, f"“{parts[0]}”不是8个环节之一", "、".join(guide.links))
    elif named is None or not named.exact:
        right = named.scenario.name if named else ""
        yield say(case, n, field, line, f"“{parts[1]}”不是{guide.edition}年版的场景名称", right or "所列场景")
    elif named.scenario.link != link:
        yield say(case, n, field, line, f"场景“{parts[1]}”属于{named.scenario.link}环节", named.scenario.link)
    elif fold_text(parts[2]) == fold_text(parts[1]):
        yield say(case, n, field, line, "实例名与场景名相同", "实例的名称")
    else:
        yield Agreed()


def say(case: Case, n: int, field: Field, line: str, why: str, expected: str) -> Answer:
    return case.finding(
        f"{f'第{n}行' if n else '书中'}实例“{line}”{why}，应写作“环节名—场景名—实例名”，请核实。",
        field.place.quoting(line),
        about=(field.key,),
        expected=expected,
        found=line,
    )
