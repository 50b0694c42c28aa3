"""Verdict: whether a description speaks of the scenario that was declared. In doubt `unclear`, never `differs`."""

from __future__ import annotations

from collections.abc import Collection

from classify.evidence import find_marks, find_missing
from classify.features import count_letters
from classify.names import Resolution, resolve
from classify.scene_model import SceneModel, Weighing
from model.guide import Guide
from model.place import Place
from model.submission import Mark, Scene

ENOUGH_LETTERS = 30
"""Below this a description is a title: too little to contradict the applicant."""

CLEAR = 0.75
"""From here on one scenario stands out (bench/scenes.py prints the false alarms at this and other values)."""

CERTAIN = 0.95
"""From here on the text needs no word of the other scenario's cues, when it has none of the declared one's either."""

STRONG = 0.2
"""A declared scenario with this chance is a strong candidate, even when another comes first."""

FAR = 0.02
"""Below this the declared scenario is far behind, wherever it ranks; a wrong first candidate mostly leaves it more."""

SURELY_NONE = 0.5
"""From here on the description is none of the scenarios."""


def judge_scene(
    declared_link: str, declared_scene: str, text: str, place: Place, model: SceneModel, guide: Guide, row: int = 0
) -> Scene:
    """The declared scene with its three likeliest scenarios, what speaks for them, and the verdict (contract.md).

    agrees · renamed (a former or misspelt name, and the text fits) · differs (the text evidently speaks of another
    scenario) · unclear · none (neither the name nor the text is any of the scenarios).
    """
    weighing = model.weigh(text)
    name = resolve(declared_scene, guide)
    meant = tuple(scenario.no for scenario in name.candidates)
    marks = find_marks(model.weights.cues, text, {c.no for c in weighing.candidates[:3]} | set(meant))
    near = guide.numbered(weighing.candidates[0].no).link in {scenario.link for scenario in name.candidates}
    verdict = _judge(name, bool(declared_scene.strip()), near, weighing, count_letters(text), marks)
    missing = find_missing(guide, meant[0], marks) if len(meant) == 1 and text.strip() else ()
    return Scene(
        declared_link,
        declared_scene,
        verdict,
        weighing.candidates[:3],
        place,
        text,
        marks,
        missing,
        meant,
        weighing.none,
        row,
    )


def _judge(name: Resolution, named: bool, near: bool, weighing: Weighing, letters: int, marks: Collection[Mark]) -> str:
    """`near`: the likeliest scenario is of the declared one's link; neighbours are told apart less surely."""
    top = weighing.candidates[0]
    meant = {scenario.no for scenario in name.candidates}
    if meant and letters and _supports(meant, weighing):
        return "agrees" if name.how == "exact" else "renamed"
    if letters < ENOUGH_LETTERS:
        return "unclear"
    if not meant and weighing.none >= SURELY_NONE:
        return "none"
    chance = max((weighing.chance(no) for no in meant), default=0.0)
    mine = _elements(marks, meant)
    evident = _elements(marks, {top.no}) > mine or (top.score >= CERTAIN and not mine)
    clear = CERTAIN if near else CLEAR
    return "differs" if named and top.score >= clear and chance < FAR and evident else "unclear"


def _elements(marks: Collection[Mark], numbers: Collection[int]) -> int:
    """How many elements the text has words for, of any of these scenarios; a measured effect speaks for all."""
    return len({mark.element for mark in marks if mark.no in numbers})


def _supports(meant: set[int], weighing: Weighing) -> bool:
    """One of the scenarios meant is the likeliest and likelier than none, or at least a strong candidate."""
    top = weighing.candidates[0]
    if top.no in meant:
        return top.score > weighing.none
    return max(weighing.chance(no) for no in meant) >= STRONG
