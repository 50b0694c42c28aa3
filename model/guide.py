"""Guide: the official scenario guideline (links, scenarios, dimensions) of one edition."""

from __future__ import annotations

from dataclasses import dataclass

from model.text import squash

ELEMENTS = ("面向", "针对", "部署", "技术", "效果")
"""What a definition is made of: activities, pains, systems, techniques, effects."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of practice that speak for one element of a scenario; 甲~乙: 乙 soon after 甲."""

    element: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that is not the guide's: which scenarios it may mean (several: the description decides), and its source.

    `edition`: "2022", "2021-2023" (unverified) or "" when no edition is known; `source`: who uses it, in Chinese.
    """

    name: str
    nos: tuple[int, ...]
    edition: str
    source: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the five dimensions (维度) of the forms and the links (环节) of the guide that it covers."""

    name: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One of the 40 典型场景; `text` is the official definition, `aliases` are names of other editions or slips."""

    no: int
    name: str
    link: str
    text: str
    activities: tuple[str, ...] = ()
    pain_points: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cues: tuple[Cues, ...] = ()

    def phrases(self, element: str) -> tuple[str, ...]:
        """The official words of one element (ELEMENTS)."""
        return {
            "面向": self.activities,
            "针对": self.pain_points,
            "部署": self.systems,
            "技术": self.technologies,
            "效果": self.goal,
        }[element]


@dataclass(frozen=True, slots=True)
class Guide:
    """《智能制造典型场景参考指引》 of one edition, scenarios ordered by number.

    `dimensions`: the five 环节 of 《智能工厂梯度培育要素条件》 with the links they take in (its notes [1]–[5]).
    """

    edition: str
    title: str
    doc_no: str
    links: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    former: tuple[FormerName, ...] = ()
    dimensions: tuple[Dimension, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All names that a scenario bears or bore, in the form in which texts are compared."""
        known = (name for one in self.scenarios for name in (one.name, *one.aliases))
        return frozenset(map(squash, (*known, *(former.name for former in self.former))))

    def scenario(self, name: str) -> Scenario | None:
        """The scenario of exactly this name, or None."""
        return next((s for s in self.scenarios if s.name == name), None)

    def numbered(self, no: int) -> Scenario:
        """The scenario with this official number; KeyError when there is none."""
        for scenario in self.scenarios:
            if scenario.no == no:
                return scenario
        raise KeyError(no)

    def dimension(self, link: str) -> str:
        """The dimension that a link belongs to; "" for an unknown link."""
        return next((d.name for d in self.dimensions if link in d.links), "")

    def former_name(self, name: str) -> FormerName | None:
        """The entry of a former or usual name, or None."""
        return next((f for f in self.former if f.name == name), None)
