"""Look-ups that every rule makes: fields by key, titles, forms, labels; worked out once for the same papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from check.label import bare_key, name_key
from check.once import BOOKS, TEXTS, Same, kept
from check.sought import Index
from model.form import FieldSpec, Form
from model.reference import Reference
from model.submission import Field, Passage

#: The book of 卓越级 and 领航级, written without a printed form.
FREE_BOOKS = ("GS-12",)
#: Keys that no form prints: lines of statements, facts of attachments.
STATEMENT_PREFIXES = ("bs.", "is.", "cf.", "att.")
#: Look-ups of one form kept: its labels, its free books.
NAMES = 4096


@dataclass(frozen=True, slots=True)
class Shelf:
    """Fields by their key (the first of equals), and in their order by their key without year and row."""

    by_key: dict[str, Field]
    by_base: dict[str, list[Field]]


@kept(BOOKS)
def shelve(known: Same) -> Shelf:
    """The shelf of the fields, the tuple that is the one part of `known`."""
    shelf = Shelf({}, {})
    for one in known.parts[0]:
        shelf.by_key.setdefault(one.key, one)
        shelf.by_base.setdefault(one.key.partition("[")[0], []).append(one)
    return shelf


@kept(BOOKS)
def written_in(known: Same) -> tuple[Passage, ...]:
    """The passages (the tuple that is the one part of `known`) in which something is written."""
    return tuple(passage for passage in known.parts[0] if passage.text.strip())


@kept(BOOKS)
def index_of(known: Same) -> Index:
    """The words of the texts of `written_in`, in its order."""
    return Index(passage.text for passage in written_in(known))


@kept(NAMES)
def form_of(reference: Same, form_id: str | None, carrier: str) -> Form | None:
    """The form of this id in the reference, the one part of `reference`; of the free books that of the carrier."""
    known: Reference = reference.parts[0]
    if form_id in FREE_BOOKS:
        kinds = [form for form in known.forms if (form.kind or form.id) in FREE_BOOKS]
        return next((form for form in kinds if form.carrier == carrier), None)
    return known.form(form_id) if form_id else None


@kept(BOOKS)
def titles_of(known: Same) -> str:
    """What the titles among these fields say."""
    return "".join(one.value for one in known.parts[0] if one.key.startswith("title"))


def carrier_of(kind: str) -> str:
    """优秀应用场景 → 优秀场景, 先进级智能工厂 → 先进级."""
    return "优秀场景" if "场景" in kind else kind.removesuffix("智能工厂")


@kept(NAMES)
def label_of(known: Same, row: bool, key: str) -> str:
    """The printed name of a field, with its year or row, for a reader of the form; `known`: the reference, the form.

    `row`: the key is that of a cell of an office table's row.
    """
    reference: Reference = known.parts[0]
    form: Form | None = known.parts[1]
    if table := re.match(r"(gs|fj)_(\d+)\.", key):  # of an office table beside the book
        other, key = reference.form(f"{table[1].upper()}-{table[2]}"), key[table.end() :]
        spec = other.field(bare_key(key)) if other else None
        return name_key(spec.label if spec else None, key)
    bare = bare_key(key)
    elsewhere = (one.field(name) for name in (bare, f"rows.{bare}") for one in reference.forms)
    spec = spec_of(form, row, key) or next((spec for spec in elsewhere if spec), None)
    forms = (form, *reference.forms) if form else reference.forms
    if spec is None and bare.startswith(STATEMENT_PREFIXES):
        return name_key(line_of(Same(reference)).get(bare), key)
    return name_key(printed_label(Same(spec, *forms)) if spec else None, key)


def spec_of(form: Form | None, row: bool, key: str) -> FieldSpec | None:
    """The spec of a key in its form: a cell of the row in which the form is one, else a field."""
    if form is None:
        return None
    column = form.field(f"rows.{key}") if row else None
    return column or form.field("year" if re.fullmatch(r"year_\d", key) else key)


@kept(TEXTS)
def printed_label(printed: Same) -> str:
    """The label of a spec, which is the first part, in the forms that follow.

    Where its form prints it more than once, with its group: 联系人姓名.
    """
    spec, *forms = printed.parts
    home: tuple[FieldSpec, ...] = next((f.fields for f in forms if any(one is spec for one in f.fields)), ())
    twins = [one for one in home if one.label == spec.label]
    return f"{spec.group[0]}{spec.label}" if spec.group and len(twins) > 1 else str(spec.label)


@kept(BOOKS)
def line_of(known: Same) -> dict[str, str]:
    """The Chinese names of the lines of statements by their ids, of the reference that is the one part of `known`."""
    return {line.id: line.names[0] for line in known.parts[0].statements.lines}
