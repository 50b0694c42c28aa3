"""COV-05: a table or a sentence of the book puts a scene under a link that is not the guide's for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from check.case import Case
from check.elig.link_texts import EIGHT
from check.elig_s.scene_name import find_former, find_scenario, fold_link, fold_scene, scene_pairs
from check.sought import Sought
from check.telling import tell_sentences
from model.finding import Finding, Severity
from model.place import Place
from model.submission import Grid
from model.text import squash

#: Between the names of one cell or sentence; 与 stands within names.
BETWEEN = re.compile(r"[、，,;；/\n\s]+|以及|及|和")
_LINK = f"(?P<link>{EIGHT}|研发设计)"
#: 安全一体化管控、车间智能排产归入工艺设计环节.
PUT_UNDER = Sought(
    rf"(?P<names>(?:(?!环节|维度)[^。；;:：]){{4,80}}?)(?:场景)?(?:均|都|则|分别|被|同)?(?<![不非])(?:归入|归为|归到|归在|划入|划归|列入|列在|并入|计入|属于?|对应|隶属)(?:了|于|到)?{_LINK}(?:环节|维度|(?=[，,。；;、]|$))"
)
#: 工艺设计环节（车间智能排产、安全一体化管控）, 工艺设计环节：车间智能排产、安全一体化管控; a verb needs no mark.
HOLDS = Sought(
    rf"{_LINK}(?:环节|维度)?(?:(?:包括|包含|含有?|有|为|是|下设|涵盖)?[:：(（]|(?:包括|包含|含有?|下设|涵盖|建有|建成|设有)(?:了)?)"
    r"(?P<names>(?:(?!环节|维度)[^。；;:：()（）]){4,80})"
)
#: 车间智能排产、安全一体化管控（工艺设计环节）.
IN_BRACKETS = Sought(rf"(?P<names>[^。；;:：，,（()）]{{4,80}})[（(]{_LINK}(?:环节|维度)[)）]")
#: A name stands alone in its list, but for quotation marks and these words.
WORDS_BESIDE = re.compile(r"^[“《\"]|[”》\"]$|^(?:将|把|其中|以及|和|及|与)|(?:等|场景|典型场景|\d个?)$")
#: No name is longer; so many links at the heads of columns make a table by links.
NAME_LENGTH, COLUMNS = 16, 3
#: A column of a link that the scene itself belongs to, by the guide's eight or by the five: not 协同环节, 上游环节.
OF_SCENE = re.compile(
    r"^(?!.*(?:关联|协同|协作|配合|延伸|联动|[上下]游|衔接|支撑|涉及|拓展|影响|覆盖)).*(?:环节|维度|归属|归类|归入)"
)
Told = tuple[str, str, Place]


def find_links_told(case: Case) -> Iterator[Finding]:
    """W, all in one; what the book declares in a form's cells is ELIG-S-02's."""
    guide = case.reference.guide
    declared = {(fold_link(link.value), fold_scene(scene.value)) for link, scene in scene_pairs(case) if link}
    wrong = dict[tuple[str, str], tuple[Place, str]]()
    for link, name, place in chain(*(drawn(case, grid) for grid in case.submission.grids), told(case)):
        named = find_scenario(guide, name) if len(name) <= NAME_LENGTH else None
        if named is None or not (named.exact or find_former(guide, name)) or (link, fold_scene(name)) in declared:
            continue
        scenario = named.scenario
        known = {one.link for one in guide.scenarios} | {guide.dimension(one.link) for one in guide.scenarios}
        if link in known and link not in (scenario.link, guide.dimension(scenario.link)):
            right = dict.fromkeys((scenario.link, guide.dimension(scenario.link)))
            wrong.setdefault((link, scenario.name), (place, "、".join(right)))
    if wrong:
        listed = "；".join(f"“{name}”列入{link}（应为{right}）" for (link, name), (_, right) in wrong.items())
        yield case.finding(
            f"书中把场景{listed}，与参考指引的环节不符，请核实。",
            *(place for place, _ in wrong.values()),
            severity=Severity.W,
            about=("scenes.link",),
            expected="、".join(right for _, right in wrong.values()),
            found="、".join(link for link, _ in wrong),
        )


def drawn(case: Case, grid: Grid) -> Iterator[Told]:
    """(link, name, where) of a table of the book: the link in the row, or at the head of the column.

    On a picture two rows may be read as one.
    """
    if not grid.own:
        return
    heads = {cell.col: fold_link(cell.text) for cell in grid.rows[0]} if grid.rows else {}
    links = [link for link in heads.values() if is_link(link)]
    own_columns = {cell.col for cell in grid.rows[0] if OF_SCENE.search(squash(cell.text))} if grid.rows else set()
    for n, row in enumerate(grid.rows):
        own = {link: cell.col for cell in row if is_link(link := fold_link(cell.text))}
        if (len(own) > 1 and not own_columns.issuperset(own.values())) or (
            not own and (n == 0 or len(links) < COLUMNS)
        ):
            continue
        for cell in row:
            names = BETWEEN.split(cell.text.strip())
            for link in own or filter(is_link, [heads.get(cell.col, "")]):
                for name in names if len(names) == 1 or not case.is_scanned(cell.place) else ():
                    yield link, strip(name), cell.place.quoting(name)


def told(case: Case) -> Iterator[Told]:
    """The same of sentences."""
    for text, sentence in tell_sentences(case, PUT_UNDER, HOLDS, IN_BRACKETS):
        held = list(HOLDS.finditer(sentence))
        for hit in (*PUT_UNDER.finditer(sentence), *held, *IN_BRACKETS.finditer(sentence)):
            names = hit["names"]
            if hit not in held and any(one.start("names") < hit.end("names") <= one.end() for one in held):
                names = re.split("[，,]", names)[-1]  # what stands before the comma is held by the link ahead
            for name in BETWEEN.split(names):
                yield hit["link"], strip(name), text.place.quoting(hit[0])


def is_link(text: str) -> bool:
    return re.fullmatch(_LINK, text) is not None


def strip(name: str) -> str:
    before = ""
    while before != name:
        before, name = name, WORDS_BESIDE.sub("", name.strip())
    return name
