"""Claims: the numbers that prose states, with what they speak of; and changes 由 a 变为 b (crosschecks.md §1).

A spaCy pipeline over `blank("zh")` (no model download): numbers → concepts → claims → changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract.changes import PLANS, find_changes
from extract.numbers import NumberReader, NumberSpan
from model.reference import Concept, Lexicons
from model.submission import Change, Claim, Passage

_CLAUSE = re.compile(r"[。！？!?;；\n]|[,，、](?!\d{3}(?!\d))|\((?=[一二三四五六七八九十\d]+\))")
_SENTENCE = re.compile(r"[。！？!?\n]|;")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_BEFORE = re.compile(r"(?:改造|建设|实施|上线|投用|投产)(?:之)?前|此前|原有|过去|以往")
_AFTER = re.compile(r"(?:改造|建设|实施|上线|投用|投产|建成)后|目前|现在|现已|如今")
_UNIT_KIND = {"元": "money", "%": "percent", "百分点": "percent"}
_TO = re.compile(r"(?:至|到|为|达|达到|突破|超过|在)\s*$")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A concept's words in the text."""

    concept: Concept
    start: int
    end: int


class ClaimReader:
    """Reads passages with the lexicons of one reference."""

    def __init__(self, lexicons: Lexicons, numbers: NumberReader) -> None:
        self._lexicons = lexicons
        self._numbers = numbers
        self._lists = lexicons.lists

    @cached_property
    def _nlp(self) -> Language:
        nlp = spacy.blank("zh")
        matcher = PhraseMatcher(nlp.vocab)
        for concept in self._lexicons.concepts:
            matcher.add(concept.code, [nlp.make_doc(word) for word in concept.words])
        self._matcher = matcher
        return nlp

    def read(self, passages: Sequence[Passage]) -> tuple[tuple[Claim, ...], tuple[Change, ...]]:
        """All claims and changes of the passages, in reading order."""
        claims: list[Claim] = []
        changes: list[Change] = []
        docs = self._nlp.pipe(passage.text for passage in passages)
        for passage, doc in zip(passages, docs, strict=True):
            spans = self._numbers.find(passage.text)
            mentions = self._mentions(doc)
            found = list(find_changes(passage, spans, self._lexicons))
            changes += found
            taken = {id(s) for s in spans if any(s.amount in (c.before, c.after) for c in found)}
            for number, span in enumerate(spans):
                mention = None if id(span) in taken else self._named(passage.text, span, mentions)
                if any(c.claim is span.amount for c in found) and number >= 2:
                    mention = _before(spans[number - 2], mentions)
                claims.append(self._claim(passage, span, mention))
        return tuple(claims), tuple(changes)

    def _mentions(self, doc: Doc) -> list[_Mention]:
        by_code = {c.code: c for c in self._lexicons.concepts}
        hits = [
            (doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), by_code[doc.vocab.strings[m]])
            for m, a, b in self._matcher(doc)
        ]
        mentions: list[_Mention] = []
        for start, end, concept in sorted(hits, key=lambda h: (h[0], -h[1])):
            last = mentions[-1] if mentions else None
            if last and start < last.end:  # overlapping words of one quantity are one mention; else the longer wins
                if concept is last.concept or (start == last.start and end > last.end):
                    mentions[-1] = _Mention(concept, last.start, max(end, last.end))
            else:
                mentions.append(_Mention(concept, start, end))
        return mentions

    def _named(self, text: str, span: NumberSpan, mentions: list[_Mention]) -> _Mention | None:
        return self._concept(text, span, mentions, *_around(_CLAUSE, text, span.start, span.end))

    def _claim(self, passage: Passage, span: NumberSpan, mention: _Mention | None) -> Claim:
        text = passage.text
        start, end = _around(_CLAUSE, text, span.start, span.end)
        from_, _ = _around(_SENTENCE, text, span.start, span.end)
        lead = text[start : span.start]
        years = _YEAR.findall(text[from_ : span.start])
        lately = _last(_AFTER, text[from_ : span.start])
        before = _last(_BEFORE, text[from_ : span.start])
        planned = passage.key.startswith(PLANS) or self._lexicons.is_plan(
            text[(start if "实际" in text[start:end] else from_) : end]
        )
        period = "cumulative" if "累计" in lead else (years[-1] if years else "")
        if before > lately:
            period = "before"
        quote = text[start:end].strip()
        return Claim(
            quote, mention.concept.code if mention else "", span.amount, passage.place.quoting(quote),
            self._scope(text[start:end], text, mention, start), period, planned,
        )  # fmt: skip

    def _concept(self, text: str, span: NumberSpan, mentions: list[_Mention], start: int, end: int) -> _Mention | None:
        """The last fitting quantity named before the number in its clause."""
        kind = _UNIT_KIND.get(span.amount.unit, "count")
        clause = text[start:end]
        if "分别" in clause or "依次" in clause:
            return None
        before = [m for m in mentions if start <= m.start and m.end <= span.start and m.concept.unit == kind]
        if not before:
            return None
        mention = before[-1]
        between = text[mention.end : span.start]
        if mention.concept.code == "investment" and not self._whole_investment(text, mention, span, start, end):
            return None
        if len(between) > 14 or re.search(r"\d", between):
            return None
        said = text[max(start, mention.start - 3) : mention.start] + between  # 降低运营成本15%
        return mention if kind != "percent" or self._fits(mention.concept, said, span) else None

    def _whole_investment(self, text: str, mention: _Mention, span: NumberSpan, start: int, end: int) -> bool:
        """投资540万元 as a clause of its own speaks of the whole; 投资300万元购置机床 of a part."""
        lead, rest = text[start : mention.start].strip(), text[span.end : end].strip()
        return len(rest) <= 2 and (not lead or re.search(r"(?:场景|项目|实例|工程)(?:共|总|合计)?$", lead) is not None)

    def _fits(self, concept: Concept, between: str, span: NumberSpan) -> bool:
        """A change is stated by a verb of change (提升 30%), a level by 为/达到 or by nothing."""
        rises = any(word in between for word in self._lists["rise"])
        falls = any(word in between for word in self._lists["fall"])
        target = bool(_TO.search(between)) and not re.search(r"(?:幅度|幅|率)(?:为|达|达到|超过)\s*$", between)
        if span.amount.unit == "百分点":
            return concept.change and (falls if concept.fall else rises)
        if concept.change:
            return (falls if concept.fall else rises) and not target
        return not (rises or falls) or target

    def _scope(self, clause: str, text: str, mention: _Mention | None, start: int) -> str:
        sentence, _ = _around(_SENTENCE, text, start, start)
        if any(word in text[sentence:start] + clause for word in self._lists["scope_group"]):
            return "group"
        for name in ("other", "process", "scene", "line", "company"):
            if any(word in clause for word in self._lists[f"scope_{name}"]):
                return name
        lead = text[start : mention.start].rstrip() if mention and mention.concept.unit == "percent" else ""
        if not re.search(r"[\u4e00-\u9fff]$", lead) or any(lead.endswith(w) for w in self._lists["open_modifiers"]):
            return ""
        return "line" if lead.endswith("线") else "process"  # 焊接生产效率 is not the whole's


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match starts, -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _before(span: NumberSpan, mentions: list[_Mention]) -> _Mention | None:
    """The quantity of change whose first value this is: 质量损失率由1.8%降至1.2%，降低33.3%."""
    return next((m for m in mentions if 0 <= span.start - m.end <= 4 and m.concept.change), None)


def _around(border: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two borders that holds [start, end)."""
    left = 0
    for match in border.finditer(text, 0, start):
        left = match.end()
    right = border.search(text, end)
    return left, right.start() if right else len(text)
