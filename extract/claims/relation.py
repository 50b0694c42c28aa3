"""What a number says of its quantity: a level, an amount of change, a ratio to what was, a share (A-27, A-28)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.numbers import NumberSpan
from model.reference import Lexicons
from model.wording import FALL_NAMED, FALLING, FALLING_SHORT, FORMERLY, RISE_NAMED, RISING, RISING_SHORT

#: One-character verbs count only right before a number: 减3人, 增至, 提了5%; 提供, 升级 and 增值税 are other words.
_SHORT = r"(?=[\d约近至到了超幅一二两三四五六七八九十百千半]|$)"
#: 至少30台, 电压10kV, 涨缩: the same characters inside other words.
_INSIDE = {"少": "(?<![至最不多缺短很较偏稀])", "压": "(?<![电气液水油高低增常耐变稳冲承蒸挤施负])"}
_TARGET = re.compile(
    r"(?:至|到|为|达到?|成|是|在|有|只有|仅|只需|突破|超过|高达|达成|不足|不到)(?:了)?(?:现在的?|目前的?|如今的?)?\s*(?:每[\u4e00-\u9fff]{1,3})?$"
)
_RATE = re.compile(
    r"(?:幅度|幅|率|增速|增长|下降|提升|提高|降低|比例)(?:了|约?为|达到?|约|是|超过|超|近|高|多|竟|足足|足有|整整|接近|将近|可|已)*$"
    # 能耗下降比例在8%至10%之间, 降低的幅度介于…: of a level (良率在98%) 在 says nothing of a change
    r"|(?:下降|降低|减少|缩短|压缩|节约|提升|提高|增长|增加|改善)(?:(?:的)?(?:幅度|比例|率)(?:均|都|基本|大致|总体|一般|也)?"
    r"(?:处[于在]|介于|[稳固]定在|保持在|维持在|集中在|落在|位于|在)|介于)$"
)
_OF_OLD = re.compile(
    rf"(?:(?:19|20)\d{{2}}年(?:同期|(?:底|末)?(?=的))|(?:去年|上年)(?:同期)?|{FORMERLY}|传统[\u4e00-\u9fff]{{0,4}}|人工[\u4e00-\u9fff]{{0,4}})的?(?:约|近)?$"
)
_SHARE = re.compile(r"(?:占比|占(?!有率|地|用)|比重|比例)[^,，。;；\d]{0,22}$")
_BEHIND = re.compile(rf"^(?:以上|左右|以内)?的(?P<verb>{RISE_NAMED}|{FALL_NAMED}|节约|节省)(?!空间)")
_FALLS = re.compile(rf"{FALL_NAMED}|节约|节省|减")


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` as in Claim.relation; `verb` where the words stand, relative to the stretch that was read."""

    kind: str = ""
    direction: int = 0
    verb: tuple[int, int] | None = None
    saves: bool = False


class RelationReader:
    """Reads relations with the verbs of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        lists = lexicons.lists
        self._verbs = re.compile(
            f"(?P<rise>{_words((*RISING, *RISING_SHORT))})|(?P<fall>{_words((*FALLING, *FALLING_SHORT))})"
            f"|(?P<save>{_words(lists['save'])})|(?P<add>{_words(lists['add'])})|(?P<better>改善|优化)|(?P<half>减半|腰斩|打了?个?对折|对半砍)"
        )

    def read(self, lead: str, number: NumberSpan, behind: str, named_after: int, word: str = "") -> Relation:
        """`lead` is the clause before the number (behind the number before it), `behind` what follows the number;
        `named_after` is where in `lead` the quantity's words begin (-1 where they do not stand there)."""
        unit = number.amount.unit
        verbs = [m for m in self._verbs.finditer(lead) if not _is_noun(lead, m)]
        last = verbs[-1] if verbs else None
        direction = _direction(last)
        spot = last.span() if last else None
        if number.ratio:
            return Relation("ratio", direction or 1, spot)
        if (
            word.startswith(("节电", "节水", "节约", "节省", "节支", "减碳", "减少", "降本", "降低"))
            and not last
            and unit != "%"
        ):
            return Relation("change", -1, (named_after, named_after + 1), True)
        rate, target = bool(_RATE.search(lead)), bool(_TARGET.search(lead))
        follows = _BEHIND.match(behind)
        if unit in ("%", "倍") and _OF_OLD.search(lead) and not re.search(r"(?:较|比|由|从)[^,，]{0,8}$", lead):
            return Relation("ratio", direction, spot)
        if unit == "百分点":
            return Relation("change", direction or (_behind_direction(follows) if follows else 0), spot)
        if unit == "倍":
            to = target and not re.search(r"(?:幅度|幅|高达|速度|达)(?:为|到)?$", lead)
            return Relation("ratio" if to else "change", direction or 1, spot)
        if unit == "%" and _SHARE.search(lead) and not (last and rate):
            return Relation("share", 0, None)
        if last and rate and unit == "%":
            return Relation("change", direction, spot)
        if last and not target:
            if unit == "%":
                return Relation("change", direction, spot)
            near = (
                len(lead) - last.end() <= 3
                or named_after < 0
                or last.start() >= named_after
                or bool(last["save"] or last["add"])
            )
            near = near or 0 <= named_after - last.end() <= 3
            if near:
                return Relation("change", direction, spot, bool(last["save"] or last["add"]))
            return Relation()
        if unit == "%" and follows and not target and not verbs:
            return Relation("change", _behind_direction(follows), None)
        if not last and number.signed:
            return Relation("change", 1, None)
        return Relation()


def _direction(match: re.Match[str] | None) -> int:
    if match is None or match["better"]:
        return 0
    return 1 if match["rise"] or match["add"] else -1


def _behind_direction(match: re.Match[str]) -> int:
    return -1 if _FALLS.match(match["verb"]) else 1


def _is_noun(lead: str, match: re.Match[str]) -> bool:
    """提升机, 增长点, 节约型: the verb's characters inside a noun; 降本增效 as a slogan."""
    return (
        re.match(r"[机型点]|(?:率|空间)(?!为|达|约|是|超|近|在|[处介]于|[落稳]|\d|$)|计划(?!\d)", lead[match.end() :])
        is not None
    )


def _words(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_INSIDE.get(w, "") + re.escape(w) + (_SHORT if len(w) == 1 else "") for w in ordered)
