"""The law and the lists as data, and the one strict loader that turns them into nouns.

`load(regime)` gives a `Reference`; an unknown key or a wrong type in any file raises `BadData` naming the file.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from corpora.called import call_rules, cite_own
from corpora.reading import ROOT, build, read_yaml
from corpora.regime import build_regime, read_sheets, regimes
from model.archive import ArchiveHeads
from model.errors import BadData
from model.form import Form
from model.guide import Guide
from model.paper_spec import PaperSpec
from model.plant import Plant
from model.reference import (
    Concept,
    ConfidenceWeights,
    Floors,
    Industry,
    Kpi,
    Lexicons,
    PaperKind,
    Reference,
    Region,
    Sector,
    Unit,
)
from model.regime import Regime
from model.rule import Rule
from model.statement import StatementGuide

__all__ = ["DEFAULT_REGIME", "ROOT", "build", "load", "plants", "read_yaml", "regimes", "scene_texts"]

DEFAULT_REGIME = "gansu-2025"

T = TypeVar("T")


@lru_cache
def load(regime: str = DEFAULT_REGIME) -> Reference:
    """Everything that is data for one regime: the name of one in `corpora/regimes`, or the path of a YAML like those.

    Raises BadData for an unknown regime or a file that breaks the shape of its noun.
    """
    sheets = read_sheets(regime)
    chosen = choose(sheets)
    rules = tuple(rule for file in sorted((ROOT / "rules").glob("*.yml")) for rule in _many(Rule, file))
    law = build_law(sheets, rules)
    return Reference(
        regime=sheets[0]["name"],
        version=_version() + hashlib.sha256(repr(sheets).encode()).hexdigest()[:6],
        guide=read_guide(str(chosen["guide"])),
        forms=tuple(_one(Form, ROOT / "forms" / f"{name}.yml") for name in chosen["forms"]),
        rules=tuple(cite_own(rule, law) for rule in rules),
        kpis=tuple(kpi for name in chosen["kpis"] for kpi in _many(Kpi, ROOT / "kpis" / f"{name}.yml")),
        regions={row["code"]: Region(**row) for row in _rows("regions_2023.csv")},
        industries={row["code"]: Industry(**row) for row in _rows("industry_gbt4754_2017.csv")},
        tables={table["id"]: table for path in sorted((ROOT / "tables").glob("*.yml")) for table in [read_yaml(path)]},
        confidence=_one(ConfidenceWeights, ROOT / "lexicons" / "confidence.yml"),
        paper_kinds=_many(PaperKind, ROOT / "lexicons" / "paper_kinds.yml"),
        lexicons=Lexicons(
            **read_yaml(ROOT / "lexicons" / "hedges.yml", _tuples),
            units=_many(Unit, ROOT / "lexicons" / "units.yml"),
            concepts=_many(Concept, ROOT / "lexicons" / "concepts.yml"),
            lists=read_yaml(ROOT / "lexicons" / "words.yml", _tuples)
            | read_yaml(ROOT / "lexicons" / "lacks.yml", _tuples),
        ),
        statements=_statements(),
        archive=_one(ArchiveHeads, ROOT / "lexicons" / "archive.yml"),
        papers=(
            _one(PaperSpec, ROOT / "papers" / "licence.yml"),
            _one(PaperSpec, ROOT / "papers" / "audit_report.yml"),
            *_many(PaperSpec, ROOT / "papers" / "certificates.yml"),
            *_many(PaperSpec, ROOT / "papers" / "contracts.yml"),
            *_many(PaperSpec, ROOT / "papers" / "projects.yml"),
        ),
        law=law,
        elsewhere=tuple(
            other
            for name in regimes()
            for other in [build_law(read_sheets(name), rules)]
            if other.province and not other.informative
        ),
        sectors={
            row["major"]: Sector(row["major"], row["name"], row["sector4"], row["confidence"] == "high")
            for row in _rows("sector4_map.csv")
        },
    )


def choose(sheets: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the nearest sheet says of each key."""
    return {key: value for sheet in reversed(sheets) for key, value in sheet.items() if value not in (None, "")}


def build_law(sheets: Sequence[dict[str, Any]], rules: Sequence[Rule]) -> Regime:
    """The regime of these sheets with the rules that its data calls for."""
    forms = {str(name).upper().replace("_", "-") for name in choose(sheets).get("forms", ())}
    return call_rules(build_regime(sheets), rules, forms)


def read_guide(edition: str) -> Guide:
    """The guide of one edition with the names that are not its own and the words of practice of each scenario.

    Raises BadData for a name or word that speaks of no scenario.
    """
    folder = ROOT / "guides"
    data = read_yaml(folder / f"{edition}.yml")
    cues = read_yaml(folder / f"cues_{edition}.yml")["cues"]
    former = read_yaml(folder / f"names_{edition}.yml")
    numbers = {scenario["no"] for scenario in data["scenarios"]}
    if stray := ({no for row in former for no in row["nos"]} | set(cues)) - numbers:
        raise BadData(f"names_{edition}.yml", f"没有编号为{'、'.join(map(str, sorted(stray)))}的场景")
    for scenario in data["scenarios"]:
        words = cues.get(scenario["no"], {})
        scenario["cues"] = [{"element": element, "words": said} for element, said in words.items()]
        scenario["aliases"] = [row["name"] for row in former if row["nos"] == [scenario["no"]]]
    return build(Guide, data | {"former": former}, f"guides/{edition}.yml")


def floors() -> Floors:
    """The oldest versions of Python and of packages that may meet a foreign file (floors.yml)."""
    return _one(Floors, ROOT / "floors.yml")


def scene_texts() -> Iterator[dict[str, Any]]:
    """The training texts of the classifier: {"text", "no" (0 = none of the 40), "industry", "register", "source"}."""
    for path in sorted((ROOT / "scenes").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            if not {"text", "no"} <= row.keys():
                raise BadData(f"{path.name}:{number}", "缺少 text 或 no")
            yield row | {"source": path.stem}


@lru_cache
def plants() -> tuple[Plant, ...]:
    """The kinds of known errors that the self-test plants."""
    return tuple(plant for path in sorted((ROOT / "plants").glob("*.yml")) for plant in _many(Plant, path))


def _statements() -> StatementGuide:
    """The lines of all statements, their identities and the words around them."""
    folder = ROOT / "statements"
    rows = [row for name in ("balance", "income", "cash") for row in read_yaml(folder / f"{name}.yml")]
    parts = {
        "lines": rows,
        "footings": read_yaml(folder / "footings.yml"),
        "words": read_yaml(folder / "words.yml", _tuples),
    }
    return build(StatementGuide, parts, "statements")


def _one(noun: type[T], path: Path) -> T:
    return build(noun, read_yaml(path), path.name)


def _many(noun: type[T], path: Path) -> tuple[T, ...]:
    return tuple(
        build(noun, row, f"{path.name} {row.get('id') or row.get('code') or row.get('base') or row.get('name')}")
        for row in read_yaml(path)
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    """Lists become tuples, one level down too."""
    return {
        key: {k: tuple(v) for k, v in value.items()} if isinstance(value, dict) else tuple(value)
        for key, value in data.items()
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (ROOT / "lists" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache
def _version() -> str:
    """A hash of every data file except the samples and training texts."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts[0]
        if path.is_file() and path.suffix in (".yml", ".csv") and inside not in ("samples", "scenes"):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
