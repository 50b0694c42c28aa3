"""A plant and a submission → the edits (old text → new text at a place) that put the known error in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from random import Random

from model.place import Place
from model.plant import Plant
from model.submission import Field, Submission

NUMBER = re.compile(r"-?\d[\d,，]*(?:\.\d+)?")
MARKS = re.compile("[☑√✓✔■●◉☒]")
#: {key}, {key*1.4} in a planted sentence; [last] and [first] stand for the last and the first of the three years.
SLOT = re.compile(r"\{([^{}*]+)(?:\*([\d.]+))?\}")


@dataclass(frozen=True, slots=True)
class Edit:
    """`old` becomes `new` in the text at `place`; `key` is the field or chapter that is changed."""

    key: str
    place: Place
    old: str
    new: str


class Unfit(Exception):
    """The submission has no spot for this plant."""


def make_edits(plant: Plant, submission: Submission, seed: str) -> tuple[Edit, ...]:
    """The edits of one plant; the same seed gives the same spot. Raises Unfit where there is no spot for it."""
    rng = Random(f"{plant.id}|{seed}")  # noqa: S311  choosing a spot, not a secret
    if plant.op in SENTENCES:
        spots = [p for p in submission.passages if _aimed(p.key, plant) and p.text.strip()]
        rng.shuffle(spots)
        for passage in spots:
            for old, new in SENTENCES[plant.op](plant, passage.text, submission):
                return (Edit(passage.key, passage.place, old, new),)
        raise Unfit
    fields = [f for f in submission.fields if _aimed(f.key, plant) and f.text.strip() and not f.problem]
    rng.shuffle(fields)
    for field in fields:
        text = CHANGES[plant.op](plant, field, submission)
        if text is not None and text != field.text:
            return (Edit(field.key, field.place, field.text, text),)
    raise Unfit


def _aimed(key: str, plant: Plant) -> bool:
    return any(fnmatchcase(_flat(key), _flat(pattern)) for pattern in plant.keys)


def _flat(key: str) -> str:
    """Square brackets are a character class to fnmatch."""
    return key.replace("[", "<").replace("]", ">")


def _number(text: str) -> re.Match[str] | None:
    return NUMBER.search(text)


def _shift(text: str, make: Callable[[Decimal], Decimal]) -> str | None:
    """The first number of the text changed, printed with as many decimals as before."""
    match = _number(text)
    if match is None:
        return None
    old = Decimal(match[0].replace(",", "").replace("，", ""))
    new = make(old)
    return text[: match.start()] + _print(new, old) + text[match.end() :]


def _print(new: Decimal, like: Decimal) -> str:
    """With the decimals of `like`; a number that shrank to less than ten keeps three more."""
    places = max(0, -int(like.as_tuple().exponent)) + (3 if abs(new) < 10 <= abs(like) else 0)
    return f"{new:.{places}f}"


def _multiply(plant: Plant, field: Field, _: Submission) -> str | None:
    return _shift(field.text, lambda value: value * Decimal(plant.by))


def _add(plant: Plant, field: Field, _: Submission) -> str | None:
    return _shift(field.text, lambda value: value + Decimal(plant.by))


def _negate(_plant: Plant, field: Field, _: Submission) -> str | None:
    return _shift(field.text, lambda value: -abs(value))


def _swap_digits(_plant: Plant, field: Field, _: Submission) -> str | None:
    """The first two neighbouring digits that differ change places: 1893 → 8193."""
    match = _number(field.text)
    if match is None:
        return None
    digits = match[0]
    for at in range(len(digits) - 1):
        first, second = digits[at], digits[at + 1]
        if first.isdigit() and second.isdigit() and first != second and not (at == 0 and second == "0"):
            swapped = digits[:at] + second + first + digits[at + 2 :]
            return field.text[: match.start()] + swapped + field.text[match.end() :]
    return None


def _retype(plant: Plant, field: Field, _: Submission) -> str | None:
    """The character at position `by` (from 0) becomes another digit, or `text`."""
    at = int(plant.by)
    if len(field.text) <= at:
        return None
    other = plant.text or str((int(field.text[at]) + 3) % 10 if field.text[at].isdigit() else 7)
    return field.text[:at] + other + field.text[at + 1 :]


def _drop(plant: Plant, field: Field, _: Submission) -> str | None:
    at = int(plant.by)
    return field.text[:at] + field.text[at + 1 :] if len(field.text) > at else None


def _blank(_plant: Plant, _field: Field, _: Submission) -> str | None:
    return ""


def _write(plant: Plant, _field: Field, submission: Submission) -> str | None:
    return fill_slots(plant.text, submission)


def _append(plant: Plant, field: Field, submission: Submission) -> str | None:
    more = fill_slots(plant.text, submission)
    return None if more is None else field.text + more


def _lengthen(plant: Plant, field: Field, _: Submission) -> str | None:
    """Sentences of the text are said again until it has `by` characters."""
    text = field.text
    if len(text) < 20:
        return None
    while len(text) < int(plant.by):
        text += field.text
    return text


def _take(plant: Plant, field: Field, submission: Submission) -> str | None:
    """The text of another field stands here."""
    other = submission.field(_key(plant.text, submission))
    return other.text if other and other.value != field.value else None


def _turn(_plant: Plant, field: Field, _: Submission) -> str | None:
    """2023年5月—2024年6月 → 2024年6月—2023年5月."""
    parts = re.split(r"(\s*(?:——|—|－|–|~|～|至|到|-(?=\s*\d{4}))\s*)", field.text)
    return parts[2] + parts[1] + parts[0] if len(parts) == 3 and parts[0].strip() and parts[2].strip() else None


def _tick_all(_plant: Plant, field: Field, _: Submission) -> str | None:
    mark = MARKS.search(field.text)
    return field.text.replace("□", mark[0]) if mark and "□" in field.text else None


def _tick_none(_plant: Plant, field: Field, _: Submission) -> str | None:
    return MARKS.sub("□", field.text) if MARKS.search(field.text) and "□" in field.text else None


def _tick_other(_plant: Plant, field: Field, _: Submission) -> str | None:
    """The mark moves to the first box that was empty."""
    mark = MARKS.search(field.text)
    if mark is None or "□" not in field.text:
        return None
    return MARKS.sub("\0", field.text).replace("□", mark[0], 1).replace("\0", "□")


Change = Callable[[Plant, Field, Submission], str | None]
CHANGES: dict[str, Change] = {
    "multiply": _multiply, "add": _add, "negate": _negate, "swap_digits": _swap_digits, "retype": _retype,
    "drop": _drop, "blank": _blank, "write": _write, "append": _append, "lengthen": _lengthen, "take": _take,
    "turn": _turn, "tick_all": _tick_all, "tick_none": _tick_none, "tick_other": _tick_other,
}  # fmt: skip


def _insert(plant: Plant, text: str, submission: Submission) -> Iterator[tuple[str, str]]:
    """A sentence is said at the end of the passage."""
    sentence = fill_slots(plant.text, submission)
    if sentence is not None:
        end = text.rstrip()[-12:].splitlines()[-1]
        yield end, end + ("" if end.endswith(("。", "；")) else "。") + sentence


def _reword(plant: Plant, text: str, submission: Submission) -> Iterator[tuple[str, str]]:
    """What `find` matches becomes `text`; with `by`, its first group is a number and is multiplied."""
    for match in re.finditer(plant.find, text):
        if not plant.by:
            yield match[0], match.expand(plant.text)
            continue
        new = _shift(match[1], lambda value: value * Decimal(plant.by))
        if new is not None and new != match[1]:
            start, end = match.start(1) - match.start(), match.end(1) - match.start()
            yield match[0], match[0][:start] + new + match[0][end:]


SENTENCES: dict[str, Callable[[Plant, str, Submission], Iterator[tuple[str, str]]]] = {
    "insert": _insert, "reword": _reword,
}  # fmt: skip


def fill_slots(text: str, submission: Submission) -> str | None:
    """{key} and {key*factor} become the values of the submission; None when one of them is missing."""
    out, at = [], 0
    for slot in SLOT.finditer(text):
        field = submission.field(_key(slot[1], submission))
        if field is None:
            return None
        value = field.value
        if slot[2]:
            number = _number(value)
            if number is None:
                return None
            old = Decimal(number[0])
            value = _print(old * Decimal(slot[2]), old)
        out += [text[at : slot.start()], value]
        at = slot.end()
    return "".join((*out, text[at:]))


def _key(key: str, submission: Submission) -> str:
    """`main_revenue[last]` → `main_revenue[2024]`."""
    for word, year in (("[last]", "year_3"), ("[first]", "year_1")):
        if word in key:
            found = submission.field(year)
            return key.replace(word, f"[{found.value}]" if found else "[]")
    return key
