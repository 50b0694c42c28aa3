"""Reference: the law and the lists of one regime, loaded from `corpora/` and handed down to the verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from model.archive import ArchiveHeads
from model.form import Form
from model.guide import Guide
from model.paper_spec import PaperSpec
from model.regime import NO_LAW, Regime
from model.rule import Rule
from model.statement import StatementGuide


@dataclass(frozen=True, slots=True)
class Kpi:
    """An indicator of the forms' 成效 block. `kind`: level | increase | reduction | count; hard limits are impossible
    to pass, soft limits are unusual (kpis_2025.json)."""

    code: str
    label: str
    unit: str
    kind: str
    hard_min: Decimal | None = None
    hard_max: Decimal | None = None
    soft_min: Decimal | None = None
    soft_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A row of the administrative division list; `level` is 省, 市 or 县; `code` has six digits."""

    code: str
    level: str
    province: str
    city: str
    county: str


@dataclass(frozen=True, slots=True)
class Industry:
    """A row of GB/T 4754-2017; `level` is 门类, 大类, 中类 or 小类."""

    code: str
    name: str
    parent: str
    level: str
    section: str


@dataclass(frozen=True, slots=True)
class Sector:
    """Which of 原材料, 电子信息, 装备制造, 消费品 a 大类 belongs to: our mapping; `sure` where beyond doubt."""

    major: str
    name: str
    sector: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A quantity that prose speaks of: its words, unit kind (money, percent, count, time, mass or any), equal fields.

    `change`: the field states a change (生产效率提升 30%), not a level; `fall`: the change is a reduction.
    `plain`: the code of the quantity where a claim is not what the field states (不良率 2.1% is `defect`, a fall of it
    `kpi.G08`). `accepts`: base units of its levels where the kind alone is too wide (占地面积: 平方米, 亩).
    """

    code: str
    words: tuple[str, ...]
    unit: str
    fields: tuple[str, ...] = ()
    change: bool = False
    fall: bool = False
    plain: str = ""
    accepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit with the words that print it and their factors (万元 → 10000 元). `count`: counted one by one."""

    base: str
    words: dict[str, Decimal]
    count: bool = False


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Word lists. `hedges` maps a hedge class to its words; `lists` are named word lists for rules."""

    hedges: dict[str, tuple[str, ...]]
    stop_hedges: tuple[str, ...]
    stop_numerals: tuple[str, ...]
    concepts: tuple[Concept, ...]
    units: tuple[Unit, ...]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def is_plan(self, clause: str) -> bool:
        """Whether the clause speaks of what is yet to come (patterns `planned`): such numbers are never results."""
        return self.any_of("planned").search(clause) is not None

    def any_of(self, name: str) -> re.Pattern[str]:
        """A pattern for any of the words or patterns of this list; KeyError where there is no such list."""
        return _any_of(self.lists[name])


@lru_cache(maxsize=32)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


@dataclass(frozen=True, slots=True)
class ConfidenceWeights:
    """Weights (0..1) of the evidence for a field; their product, at most `ceiling`, is its confidence.

    `position`: how the value was tied to its label; `value`: ok, unlikely or problem; `source`: text or ocr.
    """

    ceiling: float
    label_power: float
    position: dict[str, float]
    value: dict[str, float]
    source: dict[str, float]
    rival: float


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper beside the book, known by its content. `kind` is one of the contract's, `name` what people say.

    `titles` and `lines` are patterns: a short line near the top that is such a title, or at least `least` different
    lines anywhere, make a paper this kind; `files` are patterns of file names: they decide where the content is silent.
    `heads` are patterns of the headings above such a paper where several stand in one file.
    """

    kind: str
    name: str
    titles: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    least: int = 2
    files: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that is data. `version` is a hash of it all; `tables` how the official tables are printed, by form.

    `elsewhere`: the laws of the other provinces, for books that come from there.
    """

    regime: str
    version: str
    guide: Guide
    forms: tuple[Form, ...]
    rules: tuple[Rule, ...]
    kpis: tuple[Kpi, ...]
    regions: dict[str, Region]
    industries: dict[str, Industry]
    lexicons: Lexicons
    confidence: ConfidenceWeights
    statements: StatementGuide
    paper_kinds: tuple[PaperKind, ...] = ()
    papers: tuple[PaperSpec, ...] = ()
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    law: Regime = NO_LAW
    elsewhere: tuple[Regime, ...] = ()
    sectors: dict[str, Sector] = field(default_factory=dict)
    archive: ArchiveHeads = field(default_factory=ArchiveHeads)

    def form(self, form_id: str) -> Form | None:
        return next((f for f in self.forms if f.id == form_id), None)

    def rule(self, rule_id: str) -> Rule | None:
        return next((r for r in self.rules if r.id == rule_id), None)

    def has(self, rule: Rule) -> bool:
        """Whether the rule is part of the law: everybody's, of a regime of its lineage, or called for by its data."""
        lineage = self.law.lineage or (self.regime,)
        return not rule.regimes or bool(set(rule.regimes) & set(lineage)) or rule.id in self.law.rules


@dataclass(frozen=True, slots=True)
class Floor:
    """The oldest version of a package that may be used, and the hole below it."""

    package: str
    version: str
    why: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors of the packages, and of Python by series (`3.11` → `3.11.14`)."""

    python: dict[str, str]
    packages: tuple[Floor, ...]
