"""Look-ups that every rule makes: fields by key, titles, labels; worked out once for the same papers."""

from __future__ import annotations

from check.once import BOOKS, TEXTS, Same, kept
from model.form import FieldSpec
from model.submission import Field


@kept(BOOKS)
def fields_by_base(known: Same) -> dict[str, list[Field]]:
    """The fields (the tuple that is the one part of `known`) by their key without year and row, in their order."""
    found: dict[str, list[Field]] = {}
    for one in known.parts[0]:
        found.setdefault(one.key.partition("[")[0], []).append(one)
    return found


@kept(BOOKS)
def titles_of(known: Same) -> str:
    """What the titles among these fields say."""
    return "".join(one.value for one in known.parts[0] if one.key.startswith("title"))


@kept(TEXTS)
def label_of(printed: Same) -> str:
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
