"""CONT-E, CONT-L: whether the scenes that a book counts to one link are silent on all that is asked for there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Case
from check.elig.link_texts import HEAD, LINKS, is_heading
from check.once import split_sentences
from check.telling import Text

#: Fewer scenes, or fewer characters of them, say nothing by their silence.
SCENES, ENOUGH = 2, 180
#: A sentence that lists so many links speaks of none.
LISTED = 3


def own_texts(case: Case, links: str, texts: Sequence[Text]) -> list[Text] | None:
    """What the book tells of this link: its scenes, rows and sentences that name it, paragraphs under its heading.

    None where its scenes are too few or too short.
    """
    pattern = re.compile(links)
    own = [f.key.removesuffix("link") for f in case.submission.like("scenes[", ".link") if pattern.search(f.value)]
    told = [Text(f.key, f.text or f.value, f.place) for key in own for f in case.submission.like(key)]
    described = [one for one in told if one.key.endswith(".desc")]
    if len(described) < SCENES or sum(len(one.text) for one in described) < ENOUGH:
        return None
    scenes = {one.text for one in case.submission.like("scenes[", ".desc")}
    beside = [text for text in texts if not text.key.startswith("scenes[") and text.text not in scenes]
    return [*told, *named(pattern, beside), *rows(case, pattern)]


def named(pattern: re.Pattern[str], texts: Sequence[Text]) -> Iterator[Text]:
    """Sentences that name the link, not one of a list of links, and what stands under its heading."""
    under = False
    for text in texts:
        if is_heading(text.text):
            under = pattern.search(text.text) is not None
        elif under:
            yield text
        elif pattern.search(text.text):
            for said in split_sentences(text.text):
                if pattern.search(said) and len(set(LINKS.findall(said))) < LISTED:
                    yield Text(text.key, said, text.place)


def rows(case: Case, pattern: re.Pattern[str]) -> Iterator[Text]:
    """The rows of the book's tables that begin with the link, or with its first word (生产 for 生产作业)."""
    short = {one[:2] for one in pattern.pattern.split("|")}
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            heads = [cell.text.strip() for cell in row[:2]]
            if any(pattern.search(head) or head in short for head in heads if len(head) <= HEAD):
                yield from (Text("grid", cell.text, cell.place) for cell in row)
