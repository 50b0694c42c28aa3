"""Regimes: a YAML of `corpora/regimes` with those it is based on → the law as one `Regime`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpora.reading import ROOT, build, read_yaml
from model.errors import BadData
from model.regime import CARRIERS, Condition, Regime, Term

#: What a regime file may say; `documents` gives the full titles behind the short codes its rows cite.
KEYS = {
    "name",
    "title",
    "province",
    "based_on",
    "informative",
    "guide",
    "forms",
    "kpis",
    "documents",
    "terms",
    "conditions",
}


def regimes() -> tuple[str, ...]:
    """Names of the regimes that come with the product."""
    return tuple(sorted(path.stem for path in (ROOT / "regimes").glob("*.yml")))


def read_sheets(regime: str, seen: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The regime's own sheet, then those it is based on, nearest first.

    Raises BadData for an unknown name, an unknown key, or regimes that are based on one another.
    """
    path = Path(regime) if regime.endswith((".yml", ".yaml")) else ROOT / "regimes" / f"{regime}.yml"
    if not path.is_file():
        raise BadData(regime, f"没有这个评审口径；可选：{'、'.join(regimes())}，或给出一个口径YAML文件的路径")
    sheet = read_yaml(path)
    if not isinstance(sheet, dict) or (stray := sorted(sheet.keys() - KEYS)):
        raise BadData(path.name, f"有未定义的键：{'、'.join(stray) if isinstance(sheet, dict) else '整个文件'}")
    sheet.setdefault("name", path.stem)
    if sheet["name"] in seen:
        raise BadData(path.name, "评审口径互为依据，成了环")
    parents = [row for name in sheet.get("based_on", ()) for row in read_sheets(name, (*seen, sheet["name"]))]
    return [sheet, *parents]


def build_regime(sheets: Sequence[dict[str, Any]]) -> Regime:
    """One Regime out of the sheets, nearest first; rows of the nearest come first."""
    titles = {code: title for sheet in reversed(sheets) for code, title in (sheet.get("documents") or {}).items()}
    own = sheets[0]
    return build(
        Regime,
        {
            "name": own["name"],
            "title": own.get("title", own["name"]),
            "province": next((sheet["province"] for sheet in sheets if sheet.get("province")), ""),
            "lineage": tuple(dict.fromkeys(sheet["name"] for sheet in sheets)),
            "informative": bool(own.get("informative", False)),
            "terms": tuple(
                build(Term, _cited(row, titles), f"{sheet['name']} {row.get('key')}")
                for sheet in sheets
                for row in sorted(sheet.get("terms") or (), key=lambda row: _nearest(row, sheet["name"]))
            ),
            "conditions": tuple(
                build(Condition, _cited(row, titles) | {"carrier": carrier}, f"{sheet['name']} {row.get('rule')}")
                for sheet in sheets
                for row in sheet.get("conditions") or ()
                for carrier in _carriers(row, sheet["name"])
            ),
        },
        own["name"],
    )


def _cited(row: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    """The row with the full title of the document it cites."""
    plain = {key: value for key, value in row.items() if key != "carriers"}
    return plain | {"document": titles.get(str(plain.get("document", "")), str(plain.get("document", "")))}


def _nearest(row: dict[str, Any], source: str) -> tuple[bool, str]:
    """Within one sheet a row for one carrier precedes the row for all, and the latest `since` the earlier ones."""
    if "carriers" in row:
        raise BadData(source, f"条款“{row.get('key')}”应写 carrier（一个载体），不写 carriers")
    since = str(row.get("since", ""))
    return not row.get("carrier"), "".join(chr(0x10FFFF - ord(char)) for char in since.ljust(10, "0"))


def _carriers(row: dict[str, Any], source: str) -> list[str]:
    named = list(row.get("carriers", CARRIERS))
    if unknown := [name for name in named if name not in CARRIERS]:
        raise BadData(source, f"条件“{row.get('rule')}”的载体“{'、'.join(unknown)}”不在{'、'.join(CARRIERS)}之中")
    return named
