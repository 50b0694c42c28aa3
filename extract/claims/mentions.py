"""Quantities named in the text: mentions of concepts' words, the longest of overlapping ones (spaCy component)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extract.minus import find_losses, is_feared
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
#: 影响利润−85万元, 对利润的影响为: what a cause took from a sum of the company; 受行情影响利润总额为… is the sum.
_OF_FIRM = ("main_revenue", "revenue", "sales", "output", "profit_total", "net_profit", "op_profit", "profit_any")
_TAKEN = re.compile(
    r"(?<![受因])(?:影响|拖累|拉低|冲减|侵蚀|吞噬|吃掉)(?:了|到|当[期年]|全年|年度|本年|公司|企业|20\d\d年度?)*的?$"
)
_CAUSED = re.compile(r"(?:受|因|由于|在)[^,，。;；:：\n]*$")
_ON_IT = re.compile(r"的?(?:负面|不利|直接)?影响(?:额|数|金额)?(?:约|近|为|是|达|在|[-−\d])")
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
        if concept.code in _OF_FIRM and (_is_effect(text, start, end) or is_feared(text, end)):
            continue
        dated = span.text[0] == "年" and _OF_A_YEAR.search(text[max(0, start - 1) : start])
        if dated and concept.code == "capacity" and "能" not in span.text and "volume" in concepts:
            concept = concepts["volume"]
        found.append(Mention(concept, start, end))
    for loss in find_losses(text):
        code = "net_profit" if loss["word"].startswith("净") else "profit_any"
        if code in concepts:
            found.append(Mention(concepts[code], loss.start("word"), loss.start("firm") - 1))  # then stands the minus
    return sorted(found, key=lambda mention: mention.start)


def _is_effect(text: str, start: int, end: int) -> bool:
    """Whether the words name what something did to the sum, not the sum."""
    taken = _TAKEN.search(text, max(0, start - 16), start)
    caused = taken and _CAUSED.search(text, max(0, start - 40), taken.start())
    return (taken is not None and not caused) or _ON_IT.match(text, end) is not None
