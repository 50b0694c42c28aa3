"""Where a book says that something is not there: clauses of the state as declared with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from check.case import Case
from check.once import BOOKS, TEXTS, Same, kept
from check.sought import Sought, search_first
from check.telling import OUTSIDE, Part, Text, part_texts, seen

#: What the next clause or sentence mends: 没有条件做仿真，2023年改造中已补做.
_MENDED = re.compile(
    r"^\s*(?:为此|于是|因此|针对|为解决|为了|项目(?:建成|实施|建设)|改造后|建成后|实施后|现(?:在|已|由|全)|如今|通过"
    r"|(?:本|此次)(?:项目|场景|次)|(?:19|20)\d{2}年[^,，]{0,10}已|已(?:全部|于|经)|已(?:补|完成|解决|整改|改|建|实现|上线|投用|配)|[A-Z]{2,5}[^,，]{0,4}(?:投用|上线)后)"
)
#: Fields and headings under which the state before the works, or what is to come, is told.
_BEFORE_FIELDS = ("t1.pain", "improve_plan")
#: 建设代表产线目的和意义, where only these words speak of the works; in other forms this chapter tells of the project.
_PURPOSE = ("GS-03", "c2.1")
_WORKS = re.compile(
    r"(?:^|(?<=[，,]))[^，,]*?(?:本轮|这一?轮|本次|这次|此次|事前|动工前|开工前|施工前|换线后|改造后|投产后).*"
)
#: 系统集成与短板 tells of both, as they stand.
_BEFORE_HEAD = re.compile(
    r"痛点|问题|(?<!实施)(?<!建设)(?<!运行)(?<!运营)(?<!经营)(?<!运营管理)(?<!经营管理)(?<!生产管理)(?<!生产作业)(?<!产品设计)(?<!环节)(?<!环节的)(?<!建设的)(?<!运行的)(?<!应用)(?<!应用的)现状|背景|必要|(?<!项)目的|意义|需求|困难|挑战|为什么|改造前"
    r"|(?<!资源)(?<!生产)(?<!推广)(?<!应用)计划(?!系统)|下一步|(?<![与和及、])(?:不足|差距|短板)"
)
_HEADING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）、.．]|\s)|第[一二三四五六七八九十]+[章节部])[^。；;]{0,30}$"
)
_STOP = re.compile(r"[。；;！？\n]")
_COMMA = re.compile(r"[，,]|(?<=[\u4e00-\u9fff])[:：]")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the state as declared: its text, its clauses, the heading above, the sentences ahead and behind."""

    text: Text
    sentence: str
    clauses: tuple[str, ...]
    heading: str
    ahead: str
    behind: str
    first: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """Clause `index` of a sentence says that something is lacking, from `start` to `end`, in the way `kind`:
    bare (a negation, what it negates must follow), absent, half, by_hand, apart, part_time, lost, stopped
    or planned."""

    said: Said
    index: int
    kind: str
    start: int
    end: int

    @property
    def clause(self) -> str:
        return self.said.clauses[self.index]


def tell_state(case: Case, choice: Sequence[Sought]) -> Iterator[tuple[Said, re.Match[str]]]:
    """The sentences in which one of `choice` is found first; none under the time before the works or under plans."""
    for text, told in _state(*_book(case)):
        if may := [one for one in choice if one.may_be_in(text)]:
            yield from ((said, hit) for said in told if (hit := search_first(may, said.sentence)))


def find_lacks(case: Case) -> tuple[Lack, ...]:
    """Every clause of them that says that something is lacking: no praise (没有断点), no change (由手工改为自动)."""
    return _lacks(*_book(case), Same(seen(case), case.reference.lexicons))


def _book(case: Case) -> tuple[Part, Part, str | None]:
    """What the answer hangs on: the same for every change of a figure."""
    return *part_texts(case), case.submission.form


@kept(BOOKS)
def _state(prose: Part, cells: Part, form: str | None) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """Each text with its sentences."""
    found = []
    heading = key = ""
    for text in (*prose.texts, *cells.texts):
        heading = "" if text.key != key else heading
        key = text.key
        heading = text.text if _HEADING.match(text.text) else heading
        before = re.sub(r"\[\d+\]", "", text.key).endswith(_BEFORE_FIELDS)
        purpose = (form, text.key) == _PURPOSE
        if not purpose and (before or _BEFORE_HEAD.search(heading)):
            continue
        told, sentences = list[Said](), _STOP.split(text.text)
        around = zip(("", *sentences), sentences, (*sentences[1:], ""), strict=False)
        for n, (ahead, sentence, behind) in enumerate(around):
            works = _WORKS.search(sentence) if purpose else None
            if purpose:
                sentence = works[0] if works else ""
            if sentence.strip():
                told.append(Said(text, sentence, tuple(_COMMA.split(sentence)), heading, ahead, behind, n == 0))
        found.append((text.text, tuple(told)))
    return tuple(found)


@kept(BOOKS)
def _lacks(prose: Part, cells: Part, form: str | None, words: Same) -> tuple[Lack, ...]:
    """`words`: those of the book, the lexicons."""
    seen_words, lexicons = words.parts
    known = Same(lexicons)
    patterns, _, changed = _patterns(known)
    possible = [kind for kind in _KINDS if patterns[kind].may_be_in(seen_words)]
    found = []
    for text, told in _state(prose, cells, form):
        kinds = tuple(kind for kind in possible if patterns[kind].may_be_in(text))
        for said in told if kinds else ():
            hits = [_hits(clause, kinds, known) for clause in said.clauses]
            if not any(hits) or OUTSIDE.search(said.sentence) or _MENDED.match(said.behind):
                continue
            for index, (clause, behind) in enumerate(zip(said.clauses, (*said.clauses[1:], ""), strict=True)):
                lost = any(kind == "lost" for kind, _, _ in hits[index])
                if hits[index] and (lost or not (changed.search(clause) or _MENDED.match(behind))):
                    found += [Lack(said, index, kind, start, end) for kind, start, end in hits[index]]
    return tuple(found)


@kept(TEXTS)
def _hits(clause: str, kinds: tuple[str, ...], lexicons: Same) -> tuple[tuple[str, int, int], ...]:
    """The ways, out of `kinds`, in which a clause says that something is lacking, each with its words; () where it is
    praise."""
    patterns, praised, _ = _patterns(lexicons)
    denies = patterns["bare"].search(clause) is not None
    asked = ((kind, patterns[_OPEN if kind == "absent" and not denies else kind]) for kind in kinds)
    hits = tuple((kind, *hit.span()) for kind, pattern in asked if (hit := pattern.search(clause)))
    return () if hits and praised.search(clause) else hits


_KINDS = ("bare", "absent", "half", "by_hand", "apart", "part_time", "lost", "stopped", "planned")
#: What is absent without a negation: all that need be asked of a clause that has none.
_OPEN = "open"


@lru_cache(maxsize=4)
def _patterns(key: Same) -> tuple[dict[str, Sought], re.Pattern[str], re.Pattern[str]]:
    lists = key.parts[0].lists
    words = ("lack_not", "lack_soft", "lack_done", "lack_nouns")
    negation, soft, done, nouns = (f"(?:{'|'.join(lists[name])})" for name in words)
    undone = rf"{negation}{soft}{{0,2}}{done}(?![的者\d])"
    still = "|".join(lists["lack_open"])
    kinds = {
        "bare": negation,
        "absent": rf"{undone}|{negation}[^,，。;；]{{0,10}}?{nouns}|{still}",
        _OPEN: still,
        **{kind: "|".join(lists[f"lack_{kind}"]) for kind in _KINDS[2:]},
    }
    asked = {kind: Sought(pattern, re.IGNORECASE) for kind, pattern in kinds.items()}
    return asked, re.compile("|".join(lists["lack_praised"])), re.compile("|".join(lists["lack_changed"]))
