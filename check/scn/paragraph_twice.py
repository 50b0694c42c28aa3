"""SCN-02: one description, or one passage on the effect, serves two different scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.scn.scene_words import about, name_scene
from check.spelling import fold_text
from model.finding import Cause
from model.submission import Scene

#: Keys of what the book says of a scene.
SCENE = re.compile(r"(?:t1|scenes|rows)\[|scene|cover_scene")
GRAM = 5
"""Five characters: long enough that two texts on the same plant do not share them by chance."""


@rule("SCN-02")
def find_paragraph_twice(case: Case) -> Iterator[Answer]:
    """Two scenes of different names of which the shorter text lies mostly inside the other."""
    scenes = [s for s in case.submission.scenes if len(fold_text(s.text)) >= int(case.param("shortest"))]
    if len(scenes) < 2:
        raise NotChecked("可对照的场景描述不足两个，未核对。", Cause.NOTHING)
    whole = False
    for one, other in combinations(scenes, 2):
        first, second = _grams(one.text), _grams(other.text)
        share = len(first & second) / min(len(first), len(second))
        if fold_text(one.declared_scene) == fold_text(other.declared_scene):
            yield Agreed()
            continue
        if share < float(case.param("share")):
            yield from _same_effect(case, one, other)
            continue
        whole = True
        yield case.finding(
            f"{name_scene(one)}“{one.declared_scene}”与{name_scene(other)}“{other.declared_scene}”的描述"
            f"有{share:.0%}相同，同一段内容用于两个场景，请核实。",
            one,
            other,
            tags=("same_text",),
            about=(*about(case, one), *about(case, other)),
            expected="每个场景各自的描述",
            found=f"重合{share:.0%}",
        )
    if not whole:
        yield from _same_application(case)


def _same_effect(case: Case, one: Scene, other: Scene) -> Iterator[Answer]:
    """W for a passage that tells an effect in numbers and stands in both scenes; what another chapter says, too, is of
    the whole company."""
    passage = _longest_shared(fold_text(one.text), fold_text(other.text))
    told = len(passage) >= int(case.param("passage")) and re.search(case.param("effect"), passage)
    if not told or _is_common(case, passage, one, other):
        yield Agreed()
        return
    yield case.finding(
        f"{name_scene(one)}“{one.declared_scene}”与{name_scene(other)}“{other.declared_scene}”"
        f"都写有“{passage[:40]}…”，同一段成效用于两个场景，请核实。",
        one.place.quoting(_as_printed(passage, one.text)),
        other.place.quoting(_as_printed(passage, other.text)),
        tags=("same_text",),
        about=(*about(case, one), *about(case, other)),
        expected="每个场景各自的成效",
        found=f"有{len(passage)}字相同",
    )


def _is_common(case: Case, passage: str, *scenes: Scene) -> bool:
    """Whether the book tells the passage elsewhere, too: the scenes of a free book are paragraphs of its chapter."""
    paragraphs = [fold_text(p.text) for p in case.prose() if not SCENE.match(p.key)]
    told = [one for one in paragraphs if passage in one]
    if case.form is None or not case.form.free:
        return bool(told)
    described = [fold_text(scene.text) for scene in scenes]
    return len(told) > min(len(scenes), sum(any(one in text for text in described) for one in told))


def _same_application(case: Case) -> Iterator[Answer]:
    """W for two rows of 附表1 on different scenes that are described by the same words, whatever else they tell."""
    rows = [f for f in case.submission.like("t1[", ".application") if len(fold_text(f.value)) >= case.param("shortest")]
    for one, other in combinations(rows, 2):
        names = [case.submission.field(f.key.replace(".application", ".scene")) for f in (one, other)]
        first, second = (fold_text(name.value) if name else "" for name in names)
        own, others = _grams(one.value), _grams(other.value)
        share = len(own & others) / min(len(own), len(others))
        if not first or not second or first == second or share < float(case.param("share")):
            continue
        yield case.finding(
            f"“{case.label(one.key)}”与“{case.label(other.key)}”有{share:.0%}相同，场景却不同，"
            "同一段内容用于两个场景，请核实。",
            one,
            other,
            tags=("same_text",),
            about=(one.key, other.key),
            expected="每个场景各自的描述",
            found=f"重合{share:.0%}",
        )


def _longest_shared(one: str, other: str) -> str:
    """The longest run of characters that stands in both."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size].strip("。，,;；、:：")


def _as_printed(folded: str, text: str) -> str:
    """The beginning of a folded passage as the text prints it, for evidence; "" where folding changed its signs."""
    found = re.search(r"\s*".join(map(re.escape, folded[:30])), text)
    return found[0] if found else ""


def _grams(text: str) -> set[str]:
    said = fold_text(text)
    return {said[i : i + GRAM] for i in range(max(1, len(said) - GRAM + 1))}
