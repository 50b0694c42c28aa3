"""A case in YAML → the Submission that extraction would hand over. Every place is made up: 申报书.docx, one row a key."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpora import load
from extract.claims import ClaimReader
from extract.numbers import NumberReader
from model.amount import Amount, Hedge, Source
from model.archive import Archive, Award
from model.document import Cell, Status, Trace, TraceKind
from model.form import FieldSpec
from model.place import Place
from model.reference import Reference
from model.submission import (
    Blank,
    Candidate,
    Change,
    Claim,
    Copy,
    Field,
    Figure,
    Grid,
    InnerPaper,
    Mark,
    Paper,
    Passage,
    Rival,
    Scene,
    Statement,
    Submission,
    Trust,
)

BOOK = "申报书.docx"
CLEAN = Path(__file__).parent / "clean_book.yml"
#: Provinces of no map: one that follows Gansu, and one that knows nothing of it.
MADE_UP = Path(__file__).parent / "made_up_2027.yml"
APART = Path(__file__).parent / "made_up_2028.yml"
REGIMES = {"made-up": str(MADE_UP), "made-up-apart": str(APART)}
MONEY = {"元": 0, "千元": 3, "万元": 4, "亿元": 8}
PRINTED_UNIT = {"money_wan": "万元", "money_yuan": "元", "percent": "%", "int": ""}
COUNTED = ("人", "名", "位", "台", "套", "个", "家", "件次", "次", "条")


@cache
def reference(regime: str = "gansu-2025") -> Reference:
    """The law by name; `made-up` and `made-up-apart` are the provinces of no map beside this file."""
    return load(REGIMES.get(regime, regime))


@cache
def claim_reader() -> ClaimReader:
    lexicons = reference().lexicons
    return ClaimReader(lexicons, NumberReader(lexicons))


@cache
def clean_book() -> dict[str, Any]:
    """A whole GS-02 book without a fault but with innocent traps."""
    return dict(yaml.safe_load(CLEAN.read_text("utf-8")))


def build_submission(given: dict[str, Any]) -> Submission:
    """`from: clean` starts with the clean book; `drop` takes keys out of it; the rest is added or replaces.

    `annex_list` are the entries of its own list of annexes, `bound` the kinds and headings of annexes within the
    book's file, `figures` its pictures (caption, hash, likeness), `shown` what pictures in it show (caption, then
    lines). `told` are passages (a list: several of one chapter) whose claims and changes are read from their words,
    as extraction would.
    """
    base: dict[str, Any] = {}
    if given.get("from") == "clean":
        base = clean_book()
    fields = {**base.get("fields", {}), **given.get("fields", {})}
    for prefix in given.get("drop", []):
        fields = {key: value for key, value in fields.items() if not key.startswith(prefix)}
    form = given.get("form", "GS-02")
    written = {
        key: str(text)
        for key, text in fields.items()
        if key.startswith("rows[") and (spec := spec_of(form, key)) and spec.kind == "longtext"
    }
    told = tuple(
        Passage(key, one, place(key, one))
        for key, text in {**written, **given.get("told", {})}.items()
        for one in ([text] if isinstance(text, str) else text)
    )
    read_claims, read_changes = claim_reader().read(told) if told else ((), ())
    passages = {**base.get("passages", {}), **given.get("passages", {})}
    paper = Paper(
        given.get("file", BOOK),
        "0" * 64,
        form or "other",
        Status(given.get("status", "ok")),
        12,
        tuple(given.get("unread", ())),
        inner=tuple(
            InnerPaper(kind, title, Place(BOOK, "para99", text=title), (), *mute)
            for kind, title, *mute in given.get("bound", ())
        ),
        properties=given.get("properties", {}),
        passages=(
            *(
                Passage("shown" if n else "shown.caption", text, Place(BOOK, f"para{at}/pic1/para{n}", text=text))
                for at, lines in enumerate(given.get("shown", ()), 200)
                for n, text in enumerate(lines)
            ),
            *(
                Passage("annex_list", text, Place(BOOK, f"para{n}", text=text))
                for n, text in enumerate(given.get("annex_list", ()), 80)
            ),
        ),
        traces=build_traces(given.get("file", BOOK), given.get("traces", [])),
        figures=tuple(
            Figure(caption, sha, likeness, Place(BOOK, f"para{n}", text=caption))
            for n, (caption, sha, likeness) in enumerate(given.get("figures", ()), 100)
        ),
    )
    extra = [build_paper(form, p) for p in given.get("papers", [])]
    return Submission(
        name=given.get("name", "甘肃甲有限公司"),
        id=given.get("id", "test"),
        form=form,
        papers=(paper, *extra),
        fields=tuple(build_field(form, key, value) for key, value in fields.items()),
        blanks=tuple(build_blank(form, blank) for blank in [*base.get("blanks", []), *given.get("blanks", [])]),
        passages=(*(Passage(key, text, place(key, text)) for key, text in passages.items()), *told),
        claims=(*map(build_claim, [*base.get("claims", []), *given.get("claims", [])]), *read_claims),
        changes=(*map(build_change, [*base.get("changes", []), *given.get("changes", [])]), *read_changes),
        copies=tuple(build_copy(form, copy) for copy in given.get("copies", [])),
        scenes=tuple(build_scene(scene) for scene in given.get("scenes", [])),
        grids=tuple(build_grid(n, one) for n, one in enumerate(given.get("grids", []), 1)),
    )


def build_grid(number: int, given: dict[str, Any]) -> Grid:
    """`rows` of a table as drawn; `caption` above it; `file`: a paper beside the book."""
    file = given.get("file", BOOK)
    rows = tuple(
        tuple(Cell(r, c, str(text), Place(file, f"t9{number}/r{r}c{c}", text=str(text))) for c, text in enumerate(row))
        for r, row in enumerate(given["rows"])
    )
    return Grid(file, file == BOOK, given.get("caption", ""), rows, Place(file, f"t9{number}"))


def build_scene(given: dict[str, Any]) -> Scene:
    """`candidates: {24: 0.97}`; `marks: {24: {部署: [相机]}}` are phrases of the text; the rest as in Scene."""
    guide, text = reference().guide, given.get("text", "")
    marks = tuple(
        Mark(no, element, phrase, text.index(phrase), text.index(phrase) + len(phrase))
        for no, elements in given.get("marks", {}).items()
        for element, phrases in elements.items()
        for phrase in phrases
    )
    row = given.get("row", 0)
    return Scene(
        declared_link=given.get("link", ""),
        declared_scene=given.get("scene", ""),
        verdict=given.get("verdict", "unclear"),
        candidates=tuple(Candidate(no, guide.numbered(no).name, p) for no, p in given.get("candidates", {}).items()),
        place=place(f"t1[{row}].scene" if row else "scene_name", given.get("scene", "")),
        text=text,
        marks=marks,
        missing=tuple(given.get("missing", ())),
        meant=tuple(given.get("meant", ())),
        row=row,
    )


def build_copy(form: str | None, given: dict[str, Any]) -> Copy:
    fields = [build_field(form, key, value) for key, value in given["fields"].items()]
    return Copy(given["file"], tuple(replace(f, place=replace(f.place, file=given["file"])) for f in fields))


def build_paper(form: str | None, given: dict[str, Any]) -> Paper:
    """`facts: {key: value}` of an attachment; `statements`: columns with kind, year, scope, opening, unit, lines in 元;
    `screen`: the lines of a photographed screen, their numbers read from the words; `text` the lines of any paper, with
    tabs between the cells of a row, `at` the path of the picture it stands on; `annex` the lines of one bound in."""
    file = given["file"]
    lines = tuple(Passage("screen", text, Place(file, f"p1/para{n}", text=text)) for n, text in
                  enumerate(given.get("screen", ()), 1))  # fmt: skip
    text = tuple(
        Passage("paper.row" if "\t" in line else "paper", line, Place(file, f"{given.get('at', '')}para{n}", text=line))
        for n, line in enumerate(given.get("text", ()), 1)
    )
    letter = tuple(Passage("letter", t, Place(file, f"para{n}", text=t)) for n, t in enumerate(given.get("letter", [])))
    annex = tuple(
        Passage("annex[1]", t, Place(file, f"para7{n}", text=t)) for n, t in enumerate(given.get("annex", []))
    )
    shown = tuple(claim for claim in claim_reader().read(lines)[0] if claim.concept)
    facts = tuple(
        Field(
            key,
            str(value),
            str(value),
            Place(file, key, text=str(value)),
            amount=claim_reader().amount(str(value)) if str(value).endswith("元") else None,
        )
        for key, value in given.get("facts", {}).items()
    )
    return Paper(
        file, "1" * 64, given["kind"], Status(given.get("status", "ok")), facts=facts,
        statements=tuple(build_statement(form, file, column) for column in given.get("statements", [])),
        passages=(*lines, *letter, *annex, *text), claims=shown,
        properties=given.get("properties", {}), traces=build_traces(file, given.get("traces", [])),
    )  # fmt: skip


def build_traces(file: str, given: list[dict[str, Any]]) -> tuple[Trace, ...]:
    """`{kind, text}` at `path` (default para31) and `box` (on page 1), with author, date, shown."""
    boxes = [tuple(one["box"]) if "box" in one else None for one in given]
    return tuple(
        Trace(
            TraceKind(one["kind"]), one["text"],
            Place(file, one.get("path", "para31"), 1 if box else None, box, one["text"]),
            one.get("author", ""), one.get("date", ""), shown=one.get("shown", ""),
        )
        for one, box in zip(given, boxes, strict=True)
    )  # fmt: skip


def build_statement(form: str | None, file: str, given: dict[str, Any]) -> Statement:
    year = given.get("year", 2024)
    lines = tuple(build_field(form, f"{key}[{year}]", value) for key, value in given["lines"].items())
    return Statement(
        file, given["kind"], given.get("scope", ""), year, given.get("month", 12), given.get("opening", False),
        str(year), given.get("unit", "元"), lines, Place(file, "t1"), Trust(given.get("trust", "ok")), given.get("reason", ""),
        tuple(given.get("unnamed", ())), tuple(given.get("blank", ())),
    )  # fmt: skip


def place(key: str, text: str = "") -> Place:
    return Place(BOOK, f"t1/{key}", text=text)


#: Kinds of the fields of forms whose YAML is not there yet (forms.json), by the key's shape.
KINDS = (
    (
        "money_wan",
        r"(?:line_investment|line_output_prev|sales_\w+|tax_\w+|profit_(?:prev|before|after)|profit\[\d{4}\]|tax\[\d{4}\]|project_investment|(?:total_\w+|main_revenue)\[\d{4}\]|row\[\d+\]\.plan_\w+)",
    ),
    ("int", r"(?:equip_total|equip_auto|equip_net|robots|staff_\w+|reached|total)"),
    ("percent", r"(?:\w+_pct|kpi\.\w+|debt_ratio.*|pass_\w+)"),
    (
        "longtext",
        r"(?:c\d(?:\.\w)?|project_summary|line_overview|benefit_overview|scenes\[\d+\]\.desc|row\[\d+\]\.(?:company_brief|project_brief|instances))",
    ),
    ("choice", r"(?:cmmm_\w+|mode)"),
)


def kind_of(key: str) -> str:
    return next((kind for kind, shape in KINDS if re.fullmatch(shape, key)), "text")


def spec_of(form: str | None, key: str) -> FieldSpec | None:
    """The field of the form; forms that are not built yet borrow the words of GS-02."""
    found = reference().form(form) if form else None
    return (found or reference().forms[0]).field(key)


def build_field(form: str | None, key: str, given: Any) -> Field:
    """`key: printed value`, or a mapping with value, text, unit, confidence, residue, ticked, problem, hedge …"""
    more: dict[str, Any] = dict(given) if isinstance(given, dict) else {"value": str(given)}
    spec = spec_of(form, key)
    statement = key.startswith(("bs.", "is.", "cf."))
    kind = str(more.get("kind", "money_yuan" if statement else spec.kind if spec else kind_of(key)))
    if "repeat" in more:  # long texts: `{repeat: 字, times: 500, before: printed hint}`
        more["value"] = more["repeat"] * more["times"]
        more["text"] = more.get("before", "") + more["value"]
    value = str(more.get("value", ""))
    unit = more.get("unit", PRINTED_UNIT.get(kind))
    amount = None
    if kind in PRINTED_UNIT and not more.get("problem"):
        amount = cell_amount(value, unit or "", Hedge(more.get("hedge", "")), more.get("hedge_word", ""))
    choice = kind == "choice"
    return Field(
        key=key,
        value=value,
        text=str(more.get("text", value)),
        place=Place(BOOK, more["path"], text=str(more.get("text", value)))
        if "path" in more
        else place(key, str(more.get("text", value))),
        kind=kind,
        unit=unit or None,
        confidence=float(more.get("confidence", 1.0)),
        amount=amount,
        rivals=tuple(Rival(v, place(key, v)) for v in more.get("rivals", ())),
        ticked=tuple(more.get("ticked", (value,) if choice else ())),
        residue=tuple(more.get("residue", ())),
        problem=more.get("problem"),
    )


def build_archive(rows: list[dict[str, Any]] | None) -> Archive | None:
    """Rows of an archive; None where a case gives none at all."""
    if rows is None:
        return None
    awards = [
        Award(
            **{
                "company": "甘肃甲有限公司",
                "uscc": "",
                **row,
                "amount": Decimal(str(row["amount"])) if "amount" in row else None,
            },
            place=Place("档案.xlsx", f"t1/r{n}c1", text=str(row.get("project", row["carrier"]))),
        )
        for n, row in enumerate(rows, 2)
    ]
    return Archive("test", tuple(awards))


def build_blank(form: str | None, given: Any) -> Blank:
    more: dict[str, Any] = dict(given) if isinstance(given, dict) else {"key": given}
    key = more["key"]
    spec = spec_of(form, key)
    label = spec.label if spec else key
    seen = place(key, more["seen"]) if "seen" in more else None
    return Blank(
        key,
        label,
        place(key, more.get("text", "")),
        more.get("text", ""),
        more.get("printed", True),
        seen,
        more.get("lacking", False),
    )


def build_claim(given: dict[str, Any]) -> Claim:
    """`path`: the cell that it was read from, in place of the key `in`; `since`: the last day that its head gives."""
    key = given.get("in", "scheme_text")
    return Claim(
        text=given["text"],
        concept=given["concept"],
        amount=prose_amount(given["amount"]),
        place=Place(BOOK, given["path"], text=given["text"]) if "path" in given else place(key, given["text"]),
        scope=given.get("scope", ""),
        since=str(given.get("since", "")),
        period=str(given.get("period", "")),
        planned=given.get("planned", False),
    )


def build_change(given: dict[str, Any]) -> Change:
    text = given["text"]
    return Change(
        text=text,
        subject=given.get("subject", ""),
        before=prose_amount(given["before"]),
        after=prose_amount(given["after"]),
        place=Place(BOOK, given["path"], text=text)
        if "path" in given
        else place(given.get("in", "t1[1].effect"), text),
        claim=prose_amount(given["claim"]) if "claim" in given else None,
        direction=given.get("direction", 0),
        target=given.get("target", True),
        planned=given.get("planned", False),
    )


def cell_amount(value: str, unit: str, hedge: Hedge = Hedge.NONE, word: str = "") -> Amount | None:
    """A number of a table cell in the printed unit → base unit."""
    try:
        number = Decimal(value.replace(",", ""))
    except ArithmeticError:
        return None
    factor = Decimal(10) ** MONEY.get(unit, 0)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * factor
    base = "元" if unit in MONEY else unit
    return Amount(number * factor, base, step, Source.CELL, hedge, word, count=unit == "")


def prose_amount(given: Any) -> Amount:
    """`5人`, `860万元`, `30%`, or {of: 30%, hedge: at_least, word: 以上, top: 40}; counts of people and things are exact."""
    more: dict[str, Any] = dict(given) if isinstance(given, dict) else {"of": str(given)}
    match = re.fullmatch(r"(-?[\d.,]+)\s*(\D*)", str(more["of"]))
    if match is None:
        raise ValueError(f"no amount: {given}")
    number, unit = Decimal(match[1].replace(",", "")), match[2].replace("个百分点", "百分点")
    factor = Decimal(10) ** MONEY.get(unit, 0)
    return Amount(
        value=number * factor,
        unit="元" if unit in MONEY else unit,
        step=Decimal(1).scaleb(int(number.as_tuple().exponent)) * factor,
        source=Source.PROSE,
        hedge=Hedge(more.get("hedge", "")),
        hedge_word=more.get("word", ""),
        top=Decimal(str(more["top"])) * factor if "top" in more else None,
        count=unit in COUNTED,
    )
