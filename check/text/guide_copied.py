"""TXT-05 (X-09): a scene description made mostly of the guideline's own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause
from model.guide import Guide
from model.submission import Field, Passage

SIZE = 5
#: So many texts of the guide may stand in one paragraph, each of them in a part of it that is no chance.
TOGETHER, PART = 3, 0.2
#: Every text of the guide opens and goes on so.
COMMON = re.compile(r"等业务活动|等问题[，,]")


@rule("TXT-05")
def find_guide_copied(case: Case) -> Iterator[Answer]:
    """Containment of five-character pieces over `share` percent; a short text that quotes the guide once is no copy."""
    told: list[Field | Passage] = [
        field
        for field in case.submission.fields
        if field.key.endswith((".application", ".solution", ".desc", ".pain")) and len(fold_text(field.value)) >= 40
    ]
    told += find_copied_passages(case)
    if not told:
        raise NotChecked("没有四十字以上的场景描述，未核对。", Cause.NOTHING)
    texts = guide_texts(case.reference.guide)
    for field in told:
        said = field.text if isinstance(field, Passage) else field.value
        name, share = nearest(said, texts)
        if share * 100 <= case.param("share"):
            yield Agreed()
            continue
        yield case.finding(
            f"“{case.label(field.key)}”有{share:.0%}的文字与参考指引“{name}”的释义相同，应写本企业的实际做法，请核实。",
            field,
            found=f"{share:.0%}",
        )


#: The paragraph says itself that it quotes.
QUOTED = re.compile(r"指引|释义|要素条件|文件要求|《")


def find_copied_passages(case: Case) -> list[Passage]:
    """Paragraphs of the chapters that may be a copy: long, with words of the guide, not said to be a quotation."""
    return [
        passage
        for passage in case.prose(*case.param("chapters"))
        if len(fold_text(passage.text)) >= 60 and COMMON.search(passage.text) and not QUOTED.search(passage.text)
    ]


def guide_texts(guide: Guide) -> list[tuple[str, str]]:
    return [(scenario.name, scenario.text) for scenario in guide.scenarios]


def nearest(said: str, texts: list[tuple[str, str]]) -> tuple[str, float]:
    """The scenario whose text holds most of what is said, with its share; those that do together, where two or three
    were copied one after the other."""
    own = pieces(said)
    shares = sorted(((len(own & pieces(text)), name, text) for name, text in texts), reverse=True)[:TOGETHER]
    held, names = set[str](), list[str]()
    for count, name, text in shares:
        new = (own & pieces(text)) - held
        if names and len(new) < len(own) * PART:
            continue
        held |= new
        names.append(name)
        if count == len(own):
            break
    return "”、“".join(names), len(held) / len(own) if own else 0.0


def pieces(text: str) -> set[str]:
    folded = fold_text(text)
    return {folded[at : at + SIZE] for at in range(len(folded) - SIZE + 1)}
