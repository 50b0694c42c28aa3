"""Names: which scenario of the guide a declared name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from model.guide import FormerName, Guide, Scenario

ALIKE = 75.0
"""fuzz.ratio (0..100) from which a name is taken for another: 设备故障的预测诊断 ~ 设备故障诊断 80."""

_NUMBER = re.compile(r"^(?:场景)?[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[.、:：\-](?=\D)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NOISE = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a declared name means. `how`: exact | alias | near | unknown.

    `scenario` is None when unknown or when several fit; `candidates` are all that fit, in the guide's order; `former`
    is the entry of the name table that it was recognised by, with its edition and source.
    """

    scenario: Scenario | None
    candidates: tuple[Scenario, ...]
    how: str
    former: FormerName | None = None


def resolve(name: str, guide: Guide) -> Resolution:
    """The scenario meant by `name`, whatever its blanks, width, quotes, numbering or bracketed asides.

    near: a slip of up to two characters (one in short names), a whole official name or alias inside a longer one,
    or a part of four characters or more of official names (几个都含有时不猜: scenario None, several candidates).
    """
    forms = _spellings(name, guide.links)
    exact = [s for s in guide.scenarios if _bare(s.name) in forms]
    if exact:
        return _resolution(exact, "exact")
    former = next((f for f in guide.former if _bare(f.name) in forms), None)
    if former is not None:
        return _resolution([s for s in guide.scenarios if s.no in former.nos], "alias", former)
    return _resolution(_nearest(forms, guide), "near")


def _spellings(name: str, links: Iterable[str]) -> set[str]:
    """The name bare of noise: with and without asides, numbering, and its 环节 in front (环节—场景)."""
    plain = _NUMBER.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", name)))
    forms = {_bare(plain), _bare(_ASIDE.sub("", plain))}
    for link in links:
        for form in tuple(forms):
            if form.startswith(link) and len(form) > len(link) + 3 and re.match(rf"{link}[^\w]", plain):
                forms.add(form.removeprefix(link))
    forms |= {form.removesuffix("场景") for form in forms}
    return {form for form in forms if form}


def _bare(name: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


def _nearest(forms: set[str], guide: Guide) -> list[Scenario]:
    """The scenarios of the smallest slip; else those whose name lies inside the declared one; else the other way;
    else those of the most alike name when it is alike enough (智能化设备故障预测诊断 ~ 设备故障诊断与预测)."""
    slips: dict[int, list[Scenario]] = {}
    inside, around = [], []
    alike: dict[float, list[Scenario]] = {}
    for scenario in guide.scenarios:
        names = [_bare(n) for n in (scenario.name, *scenario.aliases)]
        pairs = [(form, known) for form in forms for known in names]
        slip = min(
            (d for form, known in pairs if (d := Levenshtein.distance(form, known)) <= _allowed(form, known)),
            default=None,
        )
        if slip is not None:
            slips.setdefault(slip, []).append(scenario)
        closest = max((fuzz.ratio(form, known, score_cutoff=ALIKE) for form, known in pairs), default=0.0)
        if closest:
            alike.setdefault(closest, []).append(scenario)
        if any(len(known) >= 5 and known in form for form, known in pairs):
            inside.append(scenario)
        if any(len(form) >= 4 and form in known for form, known in pairs):
            around.append(scenario)
    return slips[min(slips)] if slips else inside or around or (alike[max(alike)] if alike else [])


def _allowed(form: str, known: str) -> int:
    """Two slips in six characters or more, one in four or five, else none."""
    shorter = min(len(form), len(known))
    return 2 if shorter >= 6 else int(shorter >= 4)


def _resolution(found: list[Scenario], how: str, former: FormerName | None = None) -> Resolution:
    if not found:
        return Resolution(None, (), "unknown")
    return Resolution(found[0] if len(found) == 1 else None, tuple(found), how, former)
