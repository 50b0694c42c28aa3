"""Coverage: which links and dimensions the scenes of a book cover, by their names and by their contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from model.guide import Guide
from model.submission import Scene


@dataclass(frozen=True, slots=True)
class Coverage:
    """Scenes per link (环节) and per dimension (维度) in the guide's order, zero where nothing is covered.

    `undecided`: scenes whose name and text decide for no scenario; they count nowhere.
    """

    links: tuple[tuple[str, int], ...]
    dimensions: tuple[tuple[str, int], ...]
    undecided: int


def cover(scenes: Sequence[Scene], guide: Guide) -> Coverage:
    """What the scenes cover: each counts for the scenario it is (see `decide`)."""
    decided = [decide(scene) for scene in scenes]
    links = Counter(guide.numbered(no).link for no in decided if no)
    dimensions = Counter(dict.fromkeys((d.name for d in guide.dimensions), 0))
    for link, count in links.items():
        dimensions[guide.dimension(link)] += count
    return Coverage(
        tuple((link, links[link]) for link in guide.links),
        tuple((d.name, dimensions[d.name]) for d in guide.dimensions),
        sum(no is None for no in decided),
    )


def decide(scene: Scene) -> int | None:
    """The scenario that a scene counts for: the described one where the text evidently differs from the name, else the
    one the name means; of several, the likeliest by the text. None when the name means none."""
    if scene.verdict == "differs" and scene.candidates:
        return scene.candidates[0].no
    if len(scene.meant) == 1:
        return scene.meant[0]
    return next((c.no for c in scene.candidates if c.no in scene.meant), None)
