"""The rules and forms of a regime, for titles and explanations on screen. Without them the screens show bare ids."""

from __future__ import annotations

from model.reference import Reference
from model.rule import Rule
from pipeline.reference import DEFAULT_REGIME, load_reference, regimes


def reference(regime: str) -> Reference | None:
    """The reference data of a regime; None for a regime that this version does not know (an old review's)."""
    return load_reference(regime) if regime in regimes() else None


def regime_names() -> list[str]:
    """The regimes that can be chosen, the usual one first."""
    return sorted(regimes(), key=lambda name: (name != DEFAULT_REGIME, name))


def regime_title(regime: str) -> str:
    """甘肃省 2025 年（…）, or the bare name."""
    book = reference(regime)
    return book.law.title if book and book.law.title else regime


def rule(regime: str, rule_id: str) -> Rule | None:
    """One rule with its law, or None."""
    book = reference(regime)
    return book.rule(rule_id) if book else None


def rule_title(regime: str, rule_id: str) -> str:
    """The rule's Chinese title, "" when unknown."""
    found = rule(regime, rule_id)
    return found.title if found else ""


def form_title(regime: str, form_id: str | None) -> str:
    """`GS-02` with its title; 未识别表格 for None."""
    if form_id is None:
        return "未识别表格"
    book = reference(regime)
    form = book.form(form_id) if book else None
    return f"{form_id} {form.title}" if form else form_id


def field_label(regime: str, form_id: str | None, key: str) -> str:
    """The printed label of a field, "" when unknown."""
    book = reference(regime)
    form = book.form(form_id) if book and form_id else None
    spec = form.field(key) if form else None
    return spec.label if spec else ""
