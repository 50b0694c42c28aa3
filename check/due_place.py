"""Where something that a book does not tell should have stood: the heading, the statement or the names to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from check.case import Case
from check.elig.link_texts import HEAD_NUMBER, NUMBERED, TO_COME, is_heading
from check.sought import Sought, sought
from check.spelling import fold_text
from check.telling import Text, part_texts
from model.place import Place
from model.submission import Field, Passage

#: （五）运营管理。公司运营由总部…: a heading that runs on into its paragraph.
_RUN_IN = re.compile(rf"{HEAD_NUMBER}[^，,。；;：:\n]{{2,20}}(?=[。:：])")
#: A caption above a table; a figure's tells of a picture.
_CAPTION = re.compile(r"\s*(?:附?表)\s*[\d一二三四五六七八九十]")
#: Where nothing names the thing itself: the chapters that tell of the works, then those on the applicant.
CHAPTERS = ("场景建设", "建设(?:情况|内容)", "实施(?:情况|现状|内容|方案)", "建设成效|实施成效", "基本情况|概况|简介")
#: A line of the cover (申报单位：…) has no sentence.
_SENTENCE, _ENDED, _CLAUSES = re.compile("[。；;]"), re.compile("(?<=[。；;\n])"), re.compile("[，,。；;！？\n]")
#: Characters of a text that says something; names of scenes, statements, and characters that are quoted.
LEAST, NAMES, STATEMENTS, SHOWN = 20, 6, 2, 60
#: So many places show an absence; what is applied for is named in these lines.
PLACES = 3
NAMING = ("factory_name", "project_name", "scene_name", "title")


def find_due(case: Case, where: Sequence[str], disputed: str = "") -> tuple[Place, ...]:
    """The sentences that `disputed` finds (a level that no measure bears out); else the heading of the first of `where`
    that any heading of the book has; () where there is none."""
    prose = part_texts(case)[0].texts
    if disputed and (said := _statements(prose, disputed)):
        return said
    heads = [place for text in prose if (place := _head_of(text))]
    for pattern in where:
        named = [place for place in heads if sought(pattern).search(fold_text(place.text))]
        if named:
            return (named[0],)
        if chapter := _chapter(case, pattern):
            return (chapter,)
    return ()


def find_anywhere(case: Case, texts: Sequence[Text | Passage | Field]) -> tuple[Place, ...]:
    """Where nothing in the book names the thing: the chapter of the works, else the names of the scenes, else the first
    text; and the line that names the works."""
    if due := find_due(case, CHAPTERS):
        return (*due, *name_works(case))
    names = [field.place for field in case.submission.like("scenes[", "].name")]
    if names:
        return (*names[:NAMES], *name_works(case))
    telling = (text for text in texts if _SENTENCE.search(text.text) and len(text.text) >= LEAST)
    first = next(telling, texts[0])
    return (quote_beginning(first), *name_works(case))


def find_around(case: Case, due: Sequence[Place], nearest: Place | None, told: Sequence[Place]) -> tuple[Place, ...]:
    """What shows an absence: the heading, what the book says nearest to it, what it does tell; where these are fewer
    than three places, the chapter of the works and the line that names them too. () where none of them is there."""
    shown = [*due, *((nearest,) if nearest else ()), *told]
    if not shown or len(shown) >= PLACES:
        return tuple(shown)
    return (*shown, *(find_due(case, CHAPTERS[:-1]) if not due else ()), *name_works(case))[:PLACES]


def find_nearest(where: Sequence[str], texts: Iterable[Text]) -> Place | None:
    """The first sentence on the subject of one of `where`, in their order: what comes nearest to telling it."""
    told = [text for text in texts if not is_heading(text.text)]
    for pattern in map(sought, where):
        for text in told:
            for sentence in _ENDED.split(text.text) if pattern.may_be_in(text.text) else ():
                if pattern.search(sentence):
                    return text.place.quoting(sentence.strip()[: SHOWN * 2])
    return None


def name_works(case: Case, *keys: str) -> tuple[Place, ...]:
    """The line that names what is applied for (智能工厂名称, 项目名称), else the book's title; the first of `keys`."""
    named = (field.place for key in keys or NAMING for field in case.submission.like(key))
    return tuple(islice(named, 1))


def quote_beginning(text: Text | Passage | Field) -> Place:
    return text.place.quoting(_beginning(text.text))


def _head_of(text: Text) -> Place | None:
    """The words of a text that are a heading: the whole of it, or the name that its paragraph begins with."""
    if text.key == "front" or TO_COME.search(text.text[:SHOWN]):
        return None
    if is_heading(text.text):
        headed = NUMBERED.match(text.text) or _CAPTION.match(text.text)
        return text.place.quoting(text.text.strip()) if headed else None
    hit = _RUN_IN.match(text.text)
    return text.place.quoting(hit[0].strip()) if hit else None


def _chapter(case: Case, pattern: str) -> Place | None:
    """The beginning of a chapter that the form itself names so: its heading is no text of the applicant's."""
    for part in case.form.parts if case.form else ():
        for spec in part.fields if part.layout == "chapters" else ():
            if sought(pattern).search(spec.label) and (field := case.field(spec.key)):
                return field.place.quoting(_beginning(field.text or field.value))
    return None


def _beginning(text: str) -> str:
    """The first sentence, or so much of it as is quoted."""
    return _ENDED.split(text.strip())[0].strip()[:SHOWN]


def _statements(prose: Sequence[Text], disputed: str) -> tuple[Place, ...]:
    """The first clauses that say what is to be borne out."""
    told = (place.quoting(clause[:SHOWN]) for clause, place in clauses_with(sought(disputed), prose))
    return tuple(islice(told, STATEMENTS))


def clauses_with(pattern: Sought, texts: Iterable[Text | Passage | Field]) -> Iterator[tuple[str, Place]]:
    """The clauses in which the pattern is found, each with the place of its text."""
    for text in texts:
        for clause in _CLAUSES.split(text.text) if pattern.may_be_in(text.text) else ():
            if pattern.search(clause):
                yield clause.strip(), text.place
