"""Tick boxes: which of the printed choices are ticked (forms.md P12).

Ingest has turned symbol fonts and content controls into ☑ and □ already; here typed marks are read, before or after
the word, and lines where only the chosen option was left standing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.text import half_width, squash

_TICKED = "☑☒■●√✓✔✅🗹◼⬛◉⊙▣þýüR×✗✘"
_EMPTY = "□○☐◻〇▢⬜◯❏❑"
_BOXED_TICK = re.compile(r"[(\[【] ?([√✓✔xX×■●vV]) ?[)\]】]")
_BOXED_BLANK = re.compile(r"[(\[【] ?[)\]】]")
_BOX_THEN_TICK = re.compile(rf"[{_EMPTY}] ?([√✓✔×])(?=\S)")
#: What an answer only aims at.
_GOAL = re.compile(r"计划|目标|争取|力争|(?<![模虚])拟|准备|正在|创建|冲刺|筹备")


def ticked_choices(
    text: str, choices: Sequence[str], synonyms: Sequence[tuple[str, str]] = (), several: bool = False
) -> tuple[str, ...]:
    """The ticked ones of `choices`, in printed order; () when none is.

    A single choice standing alone without any box counts as chosen (the others were deleted); where `several` may be
    chosen, all that were left standing.
    """
    flat = _marks(text)
    flat = flat if has_marks(text) else _without_goals(flat)
    spots = _with_misread(flat, choices, _spots(flat, choices))
    if not spots and has_marks(text):
        words = {word: choice for word, choice in synonyms if choice in choices}
        if len(_spots(flat, tuple(words))) > 1:  # □大型 ☑中型: boxes before other words for the choices
            return tuple(dict.fromkeys(words[word] for word in ticked_choices(flat, tuple(words), (), several)))
    if not spots:
        found = _spoken(flat, choices, synonyms)
        return (found,) if found else ()
    gaps = [
        flat[a:b]
        for a, b in zip([0] + [end for _, end, _ in spots], [s for s, _, _ in spots] + [len(flat)], strict=True)
    ]
    ticked = [choice for index, (_, _, choice) in enumerate(spots) if _before(gaps, index) or _after(gaps, index)]
    left = len(choices) > 1 and len(spots) <= (len(choices) - 1 if several else 1)
    if not ticked and left and not any(mark in flat for mark in _EMPTY):
        return tuple(choice for _, _, choice in spots)
    return tuple(ticked)


def ticked_words(text: str, choices: Sequence[str]) -> str:
    """The words of an option of the applicant's own that he ticked beside the printed ones left empty: □民营企业
    ☑混合所有制企业; "" where there is none."""
    flat = _marks(text)
    own = re.compile(rf"[{_TICKED}] ?([\u4e00-\u9fff]{{2,12}})(?=[ {_EMPTY}]|$)")
    words = [hit[1] for hit in own.finditer(flat)]
    boxes = all(re.search(rf"[{_EMPTY}] ?{re.escape(squash(choice))}", flat) for choice in choices)
    return words[0] if boxes and len(words) == 1 else ""


def offers(text: str, choices: Sequence[str]) -> bool:
    """Whether one of the choices is printed in the text, ticked or not."""
    return bool(_spots(_marks(text), choices))


def has_marks(text: str) -> bool:
    """Whether any box or tick stands in the text."""
    return any(mark in _TICKED + _EMPTY for mark in _marks(text) if mark not in "þýüR")


def _marks(text: str) -> str:
    """Half-width text in which (√), [x], □√ read ☑ and ( ), [] read □; one blank at most in a row."""
    flat = re.sub(r"\s+", " ", half_width(text))
    flat = _BOXED_TICK.sub("☑", flat)
    flat = _BOXED_BLANK.sub("□", flat)
    return _BOX_THEN_TICK.sub("☑", flat)


def _before(gaps: list[str], index: int) -> bool:
    """Whether the mark right before choice `index` ticks it."""
    gap = gaps[index].rstrip(" ")
    if not gap or gap[-1] not in _TICKED:
        return False
    return index == 0 or _leading(gaps) or (not _trailing(gaps) and not _glued_back(gaps[index]))


def _after(gaps: list[str], index: int) -> bool:
    """Whether the mark right after choice `index` ticks it: 大型企业√ □中型企业, 大型企业☑ 中型企业□."""
    gap = gaps[index + 1].lstrip(" ")
    if not gap or gap[0] not in _TICKED:
        return False
    if index + 2 == len(gaps):
        return not (_leading(gaps) and re.match(r".\s*[\u4e00-\u9fff]", gap))  # □民营 □三资 √集体企业: of another word
    if (own := gap[1:].replace(" ", "")) and not own.strip(_TICKED + _EMPTY):
        return True  # the next choice has a box of its own behind this tick
    if _leading(gaps):
        return False
    return _trailing(gaps) or _glued_back(gaps[index + 1])


def _leading(gaps: list[str]) -> bool:
    """Boxes stand before the words."""
    return bool(gaps[0].strip(" ")) and gaps[0].strip(" ")[-1] in _TICKED + _EMPTY


def _trailing(gaps: list[str]) -> bool:
    """Boxes stand behind the words."""
    return not _leading(gaps) and bool(gaps[-1].strip(" ")) and gaps[-1].strip(" ")[0] in _TICKED + _EMPTY


def _glued_back(gap: str) -> bool:
    """Whether the mark in the gap touches the word before it rather than the one behind."""
    return not gap.startswith(" ") and gap[0] in _TICKED and gap.endswith(" ")


def _spots(flat: str, choices: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where each choice is printed; a longer choice hides a shorter one inside it (是否 is not 否)."""
    spots: list[tuple[int, int, str]] = []
    for choice in sorted(choices, key=len, reverse=True):
        word = r" ?".join(map(re.escape, squash(choice)))
        for match in re.finditer(word, flat):
            hidden = any(a < match.end() and match.start() < b for a, b, _ in spots)
            if not hidden and not _inside_word(flat, match) and not _goes_before(flat, match.start()):
                spots.append((match.start(), match.end(), choice))
                break
    return sorted(spots)


def _with_misread(flat: str, choices: Sequence[str], spots: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """One choice whose word was misread (☑也方国企) is the words behind the mark in its place, when all the others
    are read and stand in the order of the form."""
    missing = [choice for choice in choices if choice not in {name for _, _, name in spots}]
    if len(missing) != 1 or len(spots) < 2 or len(spots) + 1 != len(choices):
        return spots
    at = list(choices).index(missing[0])
    for order, place in ((list(choices), at), (list(choices)[::-1], len(choices) - 1 - at)):
        if [name for _, _, name in spots] != [name for name in order if name != missing[0]]:
            continue
        start = spots[place - 1][1] if place else 0
        end = spots[place][0] if place < len(spots) else len(flat)
        words = re.fullmatch(
            rf"[^{_TICKED}{_EMPTY}]*?([{_TICKED}{_EMPTY}] ?)([^{_TICKED}{_EMPTY}]*?) ?[{_EMPTY}]?", flat[start:end]
        )
        if words and abs(len(squash(words[2])) - len(squash(missing[0]))) <= 1:
            spot = (start + words.start(2), start + words.end(2), missing[0])
            return sorted([*spots, spot])
    return spots


def _inside_word(flat: str, match: re.Match[str]) -> bool:
    """A one-character choice (是, 否) counts only beside a mark, a bracket or the end of the text."""
    if match.end() - match.start() > 1:
        return False
    edges = _TICKED + _EMPTY + " ()[]:;,。、"
    before = flat[match.start() - 1] if match.start() else "("
    after = flat[match.end()] if match.end() < len(flat) else ")"
    return before not in edges or after not in edges


def _goes_before(flat: str, start: int) -> bool:
    """Whether the word or number begins before `start`: 中小型企业 is none of the four sizes, 3.5级 no level."""
    return re.fullmatch(r"[大中小微]{2}|[\d.]\d", flat[max(start - 1, 0) : start + 1]) is not None


def _without_goals(flat: str) -> str:
    """三级;四级计划2027年达到: without the clauses that tell a goal, where others are left."""
    kept = [clause for clause in re.split(r"(?<=[,;。；])", flat) if not _GOAL.search(clause)]
    return "".join(kept) or flat


def _spoken(flat: str, choices: Sequence[str], synonyms: Sequence[tuple[str, str]]) -> str | None:
    """A choice written in other words: 三级 for 3级, 央企 for 中央企业."""
    flat = squash(flat).lower()
    for word, choice in synonyms:
        at = flat.find(squash(word).lower())
        if at >= 0 and choice in choices and not _goes_before(flat, at):
            return choice
    return None
