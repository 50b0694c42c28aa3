"""AI-01, AI-02: fewer scenes use artificial intelligence than the level asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from check.ai.ai_words import tally_scenes
from check.ai.scenes_told import USING
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.evidence import Evidence
from check.numerals import read_number
from check.registry import rule
from check.sought import Sought
from check.stated import OTHER_QUANTITY, PERCENT, find_stated
from check.telling import tell_sentences
from model.amount import Hedge
from model.finding import Finding, Severity
from model.place import Place
from model.submission import Field, Scene

#: What the book itself says the share is.
SAID = ("kpi.K04", "ai_ratio")


def level_of(case: Case) -> str:
    """The level that the book is for: by its title, else by what it says of itself; 卓越级 where it says neither."""
    applied = case.field("apply_level") or case.field("book_title") or case.field("title")
    if applied:
        return "领航级" if "领航级" in applied.value else "卓越级"
    return "领航级" if any("申报领航级" in passage.text for passage in case.prose()) else "卓越级"


def tell_low(case: Case, low: Field, level: str, least: Decimal, *beside: Evidence) -> Finding:
    """The share that the indicators tell is too small; `beside`: what else to look at."""
    return case.finding(
        f"{case.say(low)}，{level}要求不低于{least}%，请核实。",
        low,
        *beside,
        tags=("ai_share",),
        about=("scenes",),
        expected=f"不低于{least}%",
        found=f"{low.value}%",
    )


@rule("AI-01", "AI-02")
def find_share_short(case: Case) -> Iterator[Answer]:
    level, least = str(case.param("level")), Decimal(str(case.param("least")))
    if level != level_of(case):
        raise NotApplicable(f"本材料申报{level_of(case)}，不适用。")
    short = next((f for f in map(case.field, SAID) if f and f.amount and f.amount.value < least), None)
    try:
        tally = tally_scenes(case)
    except NotChecked:  # no scenes were read; the book may tell the share in its indicators or in words
        if short is not None:
            yield tell_low(case, short, level, least)
            return
        if told := [*find_told_short(case, least), *find_parted_short(case, least)]:
            yield from told[:1]
            return
        raise
    share = Decimal(100) * tally.using / tally.total
    if share >= least and short is not None and not tally.sure:  # the book counts fewer than its words tell
        yield tell_low(case, short, level, least, *tell_share(case))
        return
    if share >= least:
        yield from list(find_told_short(case, least)) or find_parted_short(case, least)
        yield Agreed()
        return
    claimed = next((f for f in map(case.field, SAID) if f and f.amount and f.amount.value >= least), None)
    counted = (
        f"{tally.total}个典型场景中填为应用人工智能的有{tally.using}个（{share:.1f}%）"
        if tally.sure
        else f"{tally.total}个典型场景中描述里写到人工智能技术的有{tally.using}个（{share:.1f}%，用词：{tally.words}）"
    )
    stated = claimed or short
    said = f"，{case.say(stated)}" if stated else ""
    yield case.finding(
        f"{counted}{said}，{level}要求不低于{least}%，请核实。",
        *tally.evidence,
        *([stated] if stated else []),
        *tell_share(case),
        # the words known here may not be the book's, and on a scan some may be misread
        severity=Severity.W
        if not tally.sure
        and (claimed or any(case.is_scanned(one.place) for one in tally.evidence if isinstance(one, Scene)))
        else None,
        tags=("ai_share",),
        about=("scenes",),
        expected=f"不低于{least}%",
        found=f"{share:.1f}%",
    )


#: 应用人工智能技术的有六个，占 …; the share is read behind these words.
TOLD = (r"人工智能(?:技术)?[^。；;%％]{0,20}?占(?:比|场景总数|全部场景|总数|全部)?",)


#: 用上人工智能的刚占半数, 一半应用了人工智能技术, 占四分之一.
PARTED = Sought(
    r"人工智能(?:技术)?[^。；;，,]{0,10}?(?:占|有|为|达)(?:到|了)?(?:近|约|将近|刚好?|仅|只|不足|不到)?(?P<a>半数|一半|[二三四五六七八九]分之[一二三四五六七八])"
    r"|(?P<b>半数|一半|[二三四五六七八九]分之[一二三四五六七八])(?:左右)?(?:的)?(?:典型)?(?:场景)?(?:应用|采用|使用|用上?|运用)了?(?:人工智能|AI)"
)


def tell_share(case: Case) -> Iterator[Place]:
    """Where the prose itself says how many scenes use artificial intelligence, or which share of them."""
    for text, sentence in tell_sentences(case):
        share = "人工智能" in sentence and PERCENT.search(sentence)
        if "场景" in sentence and (share or USING.search(sentence)) and not case.reference.lexicons.is_plan(sentence):
            yield text.place.quoting(sentence)
            return


def find_parted_short(case: Case, least: Decimal) -> Iterator[Answer]:
    """W as below, where the share is a fraction in words."""
    for text, sentence in tell_sentences(case, PARTED):
        hit = PARTED.search(sentence) if "场景" in sentence else None
        if hit is None or case.reference.lexicons.is_plan(sentence):
            continue
        said = hit["a"] or hit["b"]
        over, _, under = said.partition("分之")
        share = Decimal(100) * read_number(under) / read_number(over) if under else Decimal(50)
        if share < least:
            yield case.finding(
                f"正文称“{hit[0]}”，{case.param('level')}要求应用人工智能技术的场景不低于{least}%，请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=("scenes",),
                expected=f"不低于{least}%",
                found=said,
            )
            return


def find_told_short(case: Case, least: Decimal) -> Iterator[Answer]:
    """W where a sentence on the scenes puts the share in words under what the level asks for (占五成多, 不到两成)."""
    level = str(case.param("level"))
    for one in find_stated(case, TOLD):
        about = one.text.partition("人工智能")[0] + one.text
        sentence = next((s for _, s in tell_sentences(case) if one.text in s), about)
        upper = one.amount.value + (one.amount.step if one.amount.hedge is not Hedge.BELOW else 0)
        if "场景" not in sentence or upper > least or OTHER_QUANTITY.search(one.text.replace("占比", "")):
            continue
        yield case.finding(
            f"正文称“{one.text}”，{level}要求应用人工智能技术的场景不低于{least}%，请核实。",
            one.place,
            severity=Severity.W,
            about=("scenes",),
            expected=f"不低于{least}%",
            found=one.text,
        )
        return
