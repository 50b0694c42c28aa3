"""The score of a self-assessment whose level the book does not name: 综合得分2.31分 is a second level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Case
from check.numerals import read_number
from check.once import sentence_ahead
from check.sought import Sought
from check.telling import Text, tell_texts
from model.amount import Interval
from model.place import Place

#: A score by its word, in a sentence of this model; the platform's is of five points.
SCORE = Sought(
    r"(?:(?:成熟度|cmmm|3911[67])[^。；;\n]{0,40}?(?:得分|总分|评分|打分|分值)|自我?评估?[^。；;\n]{0,20}?(?:总得?分|综合得分))(?:为|是|达到?|仅|只有|约|[:：])*\s*"
    r"(?P<score>[0-5]\.\d{1,3})(?!\d)\s*分?(?![^。；;，,]{0,2}(?:提高|提升|升|增))",
    re.IGNORECASE,
)
#: What else is assessed by points.
OTHER_MODELS = r"两化|dcmm|数据管理|数字化(?:水平|转型)|满意|绩效|员工|安全|绿色|食品|环保|党建"
#: Of a part, a goal, another model or time, or of others.
ASIDE = Sought(
    r"能力子?域|子域|维度|平均|行业|最[高低]|目标|计划|力争|要求|距|应[达为]|"
    rf"{OTHER_MODELS}|供应商|子公司|分厂|同行|客户|改造前|建设前|首次|上次|原|由|从",
    re.IGNORECASE,
)


def find_level_by_score(case: Case) -> tuple[int, Decimal, Place] | None:
    """(level, score, place) of the best score that the book tells, where it has a band; None where none is told."""
    bands = {int(level): [Decimal(str(x)) for x in band] for level, band in case.law("maturity_bands").value.items()}
    best: tuple[int, Decimal, Place] | None = None
    for score, place in _scores(tell_texts(case)):
        half = Decimal(1).scaleb(int(score.as_tuple().exponent)) / 2
        near = Interval(score - half, score + half)
        level = max((n for n, (low, high) in bands.items() if near.meets(Interval(low, high))), default=0)
        if best is None or level > best[0]:
            best = level, score, place
    return best


def _scores(texts: Iterator[Text]) -> Iterator[tuple[Decimal, Place]]:
    for text in texts:
        for hit in SCORE.finditer(text.text):
            if not ASIDE.search(sentence_ahead(text.text, hit.start()) + hit[0]):
                yield read_number(hit["score"]), text.place.quoting(hit[0])
