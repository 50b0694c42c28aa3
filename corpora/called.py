"""What a regime's own data calls for: a term or a condition that it sets → the rules of the catalogue that ask for it.

The catalogue names for each rule the regimes whose law it is. A regime of another province or year need not be named
there: it has every rule whose term it sets (`terms.yml`) and every rule that a row of its eligibility table names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from corpora.reading import ROOT, build, read_yaml
from model.errors import BadData
from model.regime import CARRIERS, Regime, Term
from model.rule import Rule


@dataclass(frozen=True, slots=True)
class TermKind:
    """A key that a regime may set: see the head of `terms.yml`."""

    title: str
    kind: str
    rules: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def called_by(self, term: Term) -> Iterator[str]:
        """The rules that this value of the key calls for."""
        for rule in self.rules:
            if not term.carrier or term.carrier in self.only.get(rule, CARRIERS):
                yield rule


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What a value must be, and how that is said to the writer of the file.
_KINDS = {
    "number": "一个数",
    "text": "一段文字",
    "list": "一个列表",
    "map": "一组“名称: 值”",
    "day": "一个日期（如2027-05-31）",
    "deadline": "一个日期（如2027-05-31），或 {date, city}",
}


@lru_cache
def read_terms() -> dict[str, TermKind]:
    """Every key by name."""
    data = read_yaml(ROOT / "terms.yml")
    return {key: build(TermKind, row, f"terms.yml {key}") for key, row in data.items()}


def call_rules(law: Regime, rules: Sequence[Rule], forms: Collection[str]) -> Regime:
    """The law with the rules that its data calls for.

    Raises BadData for a term or a rule that nobody knows, with the nearest that is known, and for a value of another
    shape than its key's: what the program does not understand would otherwise never be asked.
    """
    kinds, known = read_terms(), {rule.id: rule for rule in rules}
    own = {rule.id for rule in rules if set(rule.regimes) & set(law.lineage)}
    called: set[str] = set()
    for term in law.terms:
        kind = kinds.get(term.key)
        if kind is None:
            raise BadData(law.name, f"条款“{term.key}”不认识{_nearest(term.key, kinds)}")
        if term.carrier and term.carrier not in CARRIERS:
            raise BadData(law.name, f"条款“{term.key}”的载体“{term.carrier}”不在{'、'.join(CARRIERS)}之中")
        if term.value is not None and not _fits(term.value, kind.kind):
            raise BadData(law.name, f"条款“{term.key}”的值“{term.value}”应为{_KINDS[kind.kind]}")
        if not own & set(kind.unless):
            called |= {one for one in kind.called_by(term) if _has_book(known[one], forms)}
    for condition in law.conditions:
        name = condition.rule
        if name not in known:
            raise BadData(law.name, f"条件“{condition.title}”的规则“{name}”不存在{_nearest(name, known)}")
        called.add(name)
    return replace(law, rules=frozenset(called))


def cite_own(rule: Rule, law: Regime) -> Rule:
    """A rule that the catalogue wrote for other regimes, told in the words and by the articles of the one that calls
    for it; any other rule as it is."""
    if not rule.regimes or set(rule.regimes) & set(law.lineage) or rule.id not in law.rules:
        return rule
    kinds = read_terms()
    rows = [row for row in law.conditions if row.rule == rule.id]
    terms = [term for term in law.terms if rule.id in kinds[term.key].called_by(term)]
    told = [f"{kinds[term.key].title}：{term.carrier}{_shown(term)}" for term in terms]
    title = rows[0].title if rows else rule.title
    if not rows and terms and re.search(r"\d", title):
        title = kinds[terms[0].key].title  # 稳定运行不少于3个月: the other law's number
    return replace(
        rule,
        title=title,
        checks=rows[0].required if rows else "；".join(dict.fromkeys(told)) or rule.checks,
        citations=tuple(dict.fromkeys([*(row.citation for row in rows), *(term.citation for term in terms)])),
        example_pass="",
        example_fail="",
    )


def _has_book(rule: Rule, forms: Collection[str]) -> bool:
    """A rule on a form that the regime does not use has nothing to ask."""
    return not rule.forms or bool(set(rule.forms) & set(forms))


def _shown(term: Term) -> str:
    value = term.value
    if value is None:
        return term.note or "尚未公布"
    if isinstance(value, dict):
        value = list(value.values())
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "text":
            return isinstance(value, str)
        case "list":
            return isinstance(value, list | tuple)
        case "map":
            return isinstance(value, dict)
        case "deadline" if isinstance(value, dict):
            return _fits(value.get("date"), "day")
    return isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value) is not None)


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"，是否应为“{near[0]}”" if near else ""
