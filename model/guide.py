"""Guide: the official scenario guideline (links, scenarios, dimensions) of one edition."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Guide:
    """《智能制造典型场景参考指引》 of one edition, scenarios ordered by number."""

    edition: str
    title: str
    doc_no: str
    links: tuple[str, ...]
    scenarios: tuple[Scenario, ...]

    def scenario(self, name: str) -> Scenario | None:
        """The scenario of exactly this name, or None."""
        return next((s for s in self.scenarios if s.name == name), None)

    def numbered(self, no: int) -> Scenario:
        """The scenario with this official number; KeyError when there is none."""
        for scenario in self.scenarios:
            if scenario.no == no:
                return scenario
        raise KeyError(no)
