"""The book is silent on topics that the law wants described. One row of topics and words for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from check.case import Answer, Case, NotApplicable, NotChecked
from check.due_place import find_anywhere, find_around, find_due, find_nearest, quote_beginning
from check.elig.bare_heads import drop_bare_heads
from check.elig.link_texts import Split, split_texts
from check.elig.own_scenes import own_texts
from check.once import BOOKS, TEXTS, Same, kept
from check.registry import rule
from check.sought import Sought, sought
from check.spelling import fold_text
from check.telling import SAID_NOTHING, Text, bodyless, find_told, find_word, sentences_of, tell_texts
from model.finding import Cause, Severity
from model.place import Place
from model.text import squash

CONTENT = tuple(f"CONT-{level}-{n}" for level in "BAEL" for n in range(1, 6))


#: Characters of a heading, and of a printed label that nobody writes by chance.
HEAD, OWN, UNIT = 48, 8, 6
#: （家） behind the name of an indicator.
SUFFIX = re.compile(r"[*＊]*(?:[（(][^（）()]*[)）])?$")
#: Characters of prose behind which silence says something.
ENOUGH = 1500
#: Of fewer topics a half says little.
SOME = 3
#: 产品合格率98.2%与建设前相同: no effect; of what moved while something else stayed the clause tells all the same.
UNMOVED = re.compile(
    r"未变|不变|没变|持平|没有变化|无变化|[与和同](?:建设|改造|实施)前[^，,。；;]{0,6}?(?:相同|一致|一样)"
)
MOVED = re.compile(r"提[高升]|下降|降低|降[到至低]|减少|缩短|增[加长]|节约|升[到至]|压缩")
#: So many characters of a scene are quoted.
SHOWN = 40


@rule(
    "ELIG-C-06",
    "ELIG-C-07",
    "ELIG-C-11",
    "ELIG-B-07",
    "ELIG-B-08",
    "ELIG-B-12",
    "ELIG-A-04",
    "ELIG-A-07",
    "ELIG-A-10",
    "ELIG-E-06",
    "ELIG-E-08",
    "ELIG-L-06",
    "APP-11",
    *CONTENT,
)
def find_topic_missing(case: Case) -> Iterator[Answer]:
    """Silent when at least `least` of the topics are evidenced (all where not given): not evidenced, never failed.

    Where only some of them are, the finding is as grave as `partly` says (I: a line of the check list), unless a book
    that tells enough has no word of what marks this level (`core`), of what none may leave out (`must`, however much
    else is told), or lacks half and more of what is asked for, or whose scenes of this link (`links`) have none of it.
    """
    topics: dict[str, list[str]] = case.param("topics")
    carriers = case.rule.params.get("carriers")
    if carriers and case.carrier not in carriers:
        raise NotApplicable(f"本规则适用于{'、'.join(carriers)}，本材料为{case.carrier}。")
    heads = heads_of(Same(case.form, case.reference))
    texts = [text for text in tell_texts(case, case.rule.params.get("look_in", ())) if not is_head(text.text, heads)]
    if not texts:
        raise NotChecked("相关正文未填写或未读到，无法核对。")
    captions = [grid.caption for grid in case.submission.grids]
    texts = drop_bare_heads(texts, captions, str(case.rule.params.get("under", "")))
    texts += drawn_texts(case)
    links = str(case.rule.params.get("links", ""))
    split = split_texts(case, links.partition("|")[0], texts) if links else None
    near = [*split.near, *(() if split.told else split.elsewhere)] if split else texts
    found = {topic: place for topic in topics if (place := evidence(case, topic, near))}
    least = int(case.rule.params.get("least", len(topics)))
    missing = [topic for topic in topics if topic not in found]
    enough = tells_enough(case, texts)
    bare = enough and any(topic not in found for topic in case.rule.params.get("must", ()))
    if len(found) >= least and not bare:
        yield case.agree(
            f"写到{'、'.join(f'{topic}（“{place.text}”）' for topic, place in found.items())}", *found.values()
        )
        return
    if case.unread:
        raise NotChecked(case.unread, Cause.UNREADABLE)
    said = f"正文已写到{'、'.join(found)}，未见" if found else "正文未见"
    core: list[str] = case.rule.params.get("core", [])
    most = len(missing) * 2 >= len(topics) >= (SOME if links else SOME + 1)
    if most and len(topics) == SOME and split and split.told:  # of three the one that its own scenes tell will do
        most = not any(evidence(case, topic, split.own, case.rule.params.get("faint", ())) for topic in found)
    silent = enough and (bare or any(topic in missing for topic in core) or most)
    own = own_texts(case, links, texts) if links and found and missing and not silent else None
    if own is not None and not any(evidence(case, topic, own) for topic in topics):
        silent, missing = True, list(topics)
        said = f"正文在其他处写到{'、'.join(found)}，{links.partition('|')[0]}环节的场景中未见"
    grade = Severity(case.rule.params["partly"]) if found and "partly" in case.rule.params and not silent else None
    half = next((hit for topic in missing if (hit := find_half(case, topic, texts))), None)
    if half is not None:
        said, grade = f"正文只写到{'、'.join((*found, f'“{half.text}”'))}，未见", Severity.I
    own_scenes = [text.place.quoting(text.text) for text in split.scenes] if split and grade is not Severity.I else []
    shown = f"（该环节场景写的是“{squash(own_scenes[0].text)[:SHOWN]}”）" if own_scenes else ""
    yield case.finding(
        f"{said}{'、'.join(missing)}的内容{shown}，{case.param('wanted')}，请核实。",
        *(
            places_to_look(case, [half] if half else [*own_scenes, *found.values()], split, texts)
            or find_anywhere(case, texts)
        ),
        severity=grade,
        tags=("not_evidenced", *(("enough",) if enough else ())),
        about=() if found else bodyless(case),
        expected="、".join(topics),
        found="、".join(found),
    )


def tells_enough(case: Case, texts: Sequence[Text]) -> bool:
    """Whether the book is long enough for its silence to say something; `brief`: a form whose short answers, each to
    another question, are enough when so many of them are told."""
    length, brief = sum(len(text.text) for text in texts), case.rule.params.get("brief", {}).get(case.submission.form)
    told = [text for text in texts if len(text.text) >= SHOWN]
    return length >= ENOUGH or bool(brief and len(told) >= brief["texts"] and length >= brief["characters"])


def places_to_look(case: Case, told: Sequence[Place], split: Split | None, texts: Sequence[Text]) -> tuple[Place, ...]:
    """The heading under which the topics belong (`where`) or what they bear out (`disputed`), what the book says of
    the link or of the subject, then what is told."""
    links = str(case.rule.params.get("links", ""))
    where = case.rule.params.get("where", links.split("|") if links else ())
    due = find_due(case, where, str(case.rule.params.get("disputed", "")))
    if split is not None:
        nearest = quote_beginning(split.first) if split.first else None
    else:
        cell = next((text for key in case.rule.params.get("cells_due", ()) for text in texts if text.key == key), None)
        near_by = case.rule.params.get("near_by", ())
        nearest = quote_beginning(cell) if cell else find_nearest((*where, *near_by), texts)
    return find_around(case, due, nearest, told)


def drawn_texts(case: Case) -> Iterator[Text]:
    """Each table of the book whose caption or head names the system asked for (`drawn`), as one list of its cells."""
    asked = case.rule.params.get("drawn")
    for grid in case.submission.grids if asked else ():
        heads = "、".join(cell.text for cell in grid.rows[0]) if grid.own and grid.rows else ""
        if re.search(str(asked), grid.caption + heads, re.IGNORECASE):
            cells = dict.fromkeys(squash(cell.text) for row in grid.rows for cell in row)
            yield Text("grid", f"{squash(grid.caption)}：{'、'.join(cells)}", grid.place)


def evidence(case: Case, topic: str, texts: Sequence[Text], without: Sequence[str] = ()) -> Place | None:
    """Where the texts tell of the topic: a word of its own, what is said of it (`told`), a cell for it (`cells`).
    `without`: words that only touch it (a line is flexible and still takes minutes to be changed)."""
    words, lexicons = [word for word in case.param("topics")[topic] if word not in without], case.reference.lexicons
    place = find_word(texts, words, lexicons) or find_nearby(case, topic, texts)
    told = case.rule.params.get("told", {}).get(topic, ())
    moved = texts
    if case.rule.params.get("moved"):
        moved = [Text(text.key, without_unmoved(text.text), text.place) for text in texts]
    place = place or next((hit for one in told if (hit := find_told(moved, sought(one), lexicons))), None)
    ends = tuple(case.rule.params.get("cells", {}).get(topic, ()))
    cells = (text for text in texts if ends and text.key.endswith(ends) and not SAID_NOTHING.fullmatch(text.text))
    return place or next((text.place.quoting(text.text) for text in cells), None)


def without_unmoved(text: str) -> str:
    """Without the clauses that tell a number only to say that it stayed as it was."""
    if not UNMOVED.search(text):
        return text
    return "".join(c for c in re.split(r"(?<=[，,。；;\n])", text) if not UNMOVED.search(c) or MOVED.search(c))


def find_half(case: Case, topic: str, texts: Sequence[Text]) -> Place | None:
    """Where the texts tell what only touches the topic (the company's departments): a line of the check list."""
    patterns = case.rule.params.get("half", {}).get(topic, ())
    return next((hit for one in patterns if (hit := find_told(texts, sought(one), case.reference.lexicons))), None)


def find_nearby(case: Case, topic: str, texts: Sequence[Text]) -> Place | None:
    """Where a word of many uses (`nearby`: 优化, 大模型) stands in one sentence with the link asked for (`near`)."""
    words = case.rule.params.get("nearby", {}).get(topic, ())
    if not words:
        return None
    near = _near(case.param("near"))
    told = sentences_of(texts, near)
    spoken = [Text(text.key, one, text.place) for text, one in told if near.search(one)]
    return find_word(spoken, words, case.reference.lexicons)


@lru_cache(maxsize=64)
def _near(pattern: str) -> Sought:
    return Sought(pattern)


@kept(BOOKS)
def heads_of(key: Same) -> Same:
    """Headings that the form itself prints (产品数据管理系统（PDM）建设情况), and the names of the law's indicators."""
    form, reference = key.parts
    labels = (label for spec in (form.fields if form and not form.free else ()) for label in spec.labels)
    printed = tuple(one for label in labels if len(one := fold_text(label)) >= OWN)
    return Same(printed, tuple(fold_text(SUFFIX.sub("", kpi.label)) for kpi in reference.kpis))


@kept(TEXTS)
def is_head(text: str, heads: Same) -> bool:
    """Whether a text is but such a heading or the name of an indicator (解决方案…复制推广的企业数量): they say nothing
    of this applicant."""
    if len(text) > HEAD:
        return False
    (printed, names), told = heads.parts, fold_text(text)
    return any(one in told for one in printed) or any(
        OWN <= len(one) <= len(told) <= len(one) + UNIT and one in told for one in names
    )
