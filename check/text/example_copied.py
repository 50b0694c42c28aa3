"""TXT-02: the printed example of 附表1 was taken over as the applicant's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.registry import rule
from check.spelling import fold_text
from check.text.hint_left import own_texts
from model.finding import Severity

GRAM = 5


@rule("TXT-02")
def find_example_copied(case: Case) -> Iterator[Answer]:
    """E when over half of a text's five-character pieces, or a whole example sentence, is the example.

    W for a company of the example's own trade.
    """
    sentences = [grams(sentence) for sentence in case.param("example")]
    example = set().union(*sentences)
    runs = re.compile(f"[{re.escape(''.join(sorted(set().union(*example))))}]{{{GRAM},}}")  # of the example's signs
    texts = [t for t in own_texts(case) if len(fold_text(t[1])) >= int(case.param("shortest"))]
    if not texts:
        raise NotChecked("没有可对照的正文，未核对。")
    trade = any(
        word in (field.text or field.value)
        for key in ("profile", "company_name", "industry_mid")
        for field in case.submission.like(key)
        for word in case.param("own_trade")
    )
    for key, text, evidence in texts:
        if not any(map(example.intersection, map(grams, runs.findall(fold_text(text))))):
            continue
        said = grams(text)
        share = len(said & example) / len(said)
        whole = max((len(said & sentence) / len(sentence) for sentence in sentences), default=0.0)
        if share <= float(case.param("share")) and whole < float(case.param("whole")):
            continue
        alike = round(max(share, whole) * 100)
        yield case.finding(
            f"“{case.label(key)}”与附表1所印示例文字重合{alike}%，应填写本企业的实际内容，请核实。",
            evidence,
            severity=Severity.W if trade else Severity.E,
            about=(key,),
            expected="本企业实际内容",
            found=f"重合{alike}%",
        )


def grams(text: str) -> set[str]:
    """All pieces of five characters, folded."""
    said = fold_text(text)
    return {said[at : at + GRAM] for at in range(max(1, len(said) - GRAM + 1))}
