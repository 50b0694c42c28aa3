"""Quantities named in the text: mentions of concepts' words, the longest of overlapping ones (spaCy component)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from model.reference import Concept

SPANS = "concepts"


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept's words in the text."""

    concept: Concept
    start: int
    end: int


@Language.factory("concepts")
class MarkConcepts:
    """Pipeline component: writes the mentions of every concept to `doc.spans["concepts"]`, labelled with codes."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp = nlp
        self._matcher = PhraseMatcher(nlp.vocab)

    def teach(self, concepts: Iterable[Concept]) -> None:
        for concept in concepts:
            self._matcher.add(concept.code, [self._nlp.make_doc(word) for word in concept.words])

    def __call__(self, doc: Doc) -> Doc:
        taken = bytearray(len(doc))
        kept = []
        for span in sorted(self._matcher(doc, as_spans=True), key=lambda s: (-(s.end - s.start), s.start)):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"1" * (span.end - span.start)
                kept.append(span)
        doc.spans[SPANS] = sorted(kept, key=lambda s: s.start)
        return doc


#: 包装工序 is no 包装工.
_GOES_ON = {"用人": "工类机脸", "工": "序位艺程作业件厂具", "软件": "著系平", "产线": "", "联网": "率比"}
#: Income of people is no revenue.
_INCOME = re.compile(r"(?:员工|职工|人均|农民|家庭|工资|农户|个人|村民)(?:的|年)?$")
#: 全年产 and 2024年产 tell of a year's output, 年产 of what can be made in one.
_OF_A_YEAR = re.compile(r"[\d全当本去今上同后两一二三四五六七八九〇]$")


def read_mentions(doc: Doc, concepts: dict[str, Concept]) -> list[Mention]:
    """The mentions of a marked text, without words that go on to another word."""
    found = []
    text = doc.text
    for span in doc.spans[SPANS]:
        concept, start, end = concepts[span.label_], span.start_char, span.end_char
        follows = text[end : end + 1]
        if follows and any(span.text.endswith(tail) and follows in heads for tail, heads in _GOES_ON.items()):
            continue
        if span.text in ("收入", "年收入") and _INCOME.search(text[max(0, start - 4) : start]):
            continue
        dated = span.text[0] == "年" and _OF_A_YEAR.search(text[max(0, start - 1) : start])
        if dated and concept.code == "capacity" and "能" not in span.text and "volume" in concepts:
            concept = concepts["volume"]
        found.append(Mention(concept, start, end))
    return found
