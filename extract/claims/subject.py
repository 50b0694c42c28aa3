"""The quantity a number speaks of: named before it, right behind it (28台机器人), or in the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.claims.lists import Assigned
from extract.claims.mentions import Mention
from extract.claims.relation import Relation
from extract.numbers import NumberSpan
from model.reference import Concept, Lexicons
from model.wording import FALLING, FALLING_SHORT, RISING, RISING_SHORT

Spot = tuple[int, int]
Earlier = tuple[NumberSpan, "Named", str]
"""A number of the same sentence, what it speaks of, and its relation."""

_MONEY = ("元", "美元")
_TIME = ("天", "小时", "分钟", "秒", "毫秒", "月", "年", "周", "工时")
_MASS = ("吨", "千克", "克", "毫克", "吨标煤", "千克标煤", "吨二氧化碳")
_BRACKETED = re.compile(r"\([^()\d]*\)|[“”\"'《》]|\([^()]{0,12}$|^[^()]{0,12}\)")
_PUNCTUATION = re.compile(r"[\0\s,，、:：;；。()·—\-~+±<>≥≤=]+")
#: Words that make another quantity out of the one before them: 能耗成本, 员工满意度, 设备故障率.
_OTHER_HEAD = re.compile(
    r"(?:率|度|比|成本|费用|时间|周期|能力|强度|系数|速度|次数|价格|效率|精度|费|价|期|次|损耗|消耗|压力)$"
)
_RATE_WORDS = re.compile(r"(?:增长率|增速|降低率|下降率|提升率|缩短率|比率|占有率|概率)$")
_TAKES = re.compile(r"占(?!有率|地|用|比(?!例|重)|据)|相当于(?=[^,。;\d]{2,16}的)")
#: 2个研发中心: what is counted stands behind the number.
_THING = re.compile(r"[\u4e00-\u9fff](?<![以左的之内全均和及与为用至到降减在即由并])")
#: 11名职工受伤, 6名员工取得证书: people to whom something happened are some of the staff; 全部参加 is said of all.
_SOME = re.compile(
    r"(?:先后|已|不幸)?(?:受|重|轻|烧|灼)?(?:伤|死亡|遇难|中毒|参加|参与|取得|通过|考取|持证|转岗|调岗|获|当选|入选|晋升)"
)
#: 模型以15万段视频训练: what the number counts is not what acts on it.
_ACTS_ON = re.compile(r"(?:以|(?<![应使投启引])用|基于|通过|(?<![针相])对|经)[\u4e00-\u9fff]{0,4}$")
#: How many letters may stand between a quantity and its number: 年产高强螺栓3万吨.
_ROOM = {"capacity": 8, "volume": 8, "saving": 4}
_ELLIPSIS = 6
_AT_WORK = re.compile(
    r"^\s*(?:目前|现有|现|公司|全厂|企业|全公司)?(?:共有|共)?(?:在岗|在册|在职)(?:共计|共有|合计|总计|共|约|有|为|达)?\s*$"
)
#: 以428万元的总投资: the sum before its name.
_SUM_OF = re.compile(r"的(?:年|实际|全部|整个|项目|场景|工程|改造|建设)?")
#: 5万吨/年的板材产能: what can be made of it.
_MADE_OF = re.compile(r"(?:/年|每年)?的?(?:[\u4e00-\u9fff](?<![至到为用从在可于和及与后达使占将])){0,6}")
_WHOLE_LEAD = re.compile(
    r"(?:场景|项目|实例|工程|(?:智能|数字化)工厂|代表产线|(?:智能化)?改造)(?:的?(?:建设|实施|改造))?(?:共|总|合计|已|实际|累计|一共|全部)?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """`mention` None: a quantity outside the vocabulary, whose `words` are kept; `carried`: from an earlier clause."""

    mention: Mention | None = None
    words: str = ""
    spot: Spot | None = None
    carried: bool = False
    adjacent: bool = False


class SubjectFinder:
    """Finds quantities with the word lists of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        told = (w for name in ("quiet", "save", "add") for w in lexicons.lists[name])
        self._quiet = frozenset((*told, *RISING, *RISING_SHORT, *FALLING, *FALLING_SHORT))
        words = sorted((w for w in self._quiet if len(w) > 1), key=len, reverse=True)
        self._loud = re.compile("|".join(map(re.escape, words)))
        self._concepts = {c.code: c for c in lexicons.concepts}
        self._scopes = re.compile(
            "|".join(p for name, words in lexicons.lists.items() if name.startswith("scope_") for p in words)
        )
        self._times = re.compile(
            r"连续[一二三四五两几\d]+年|[近这][一二三四五两几\d]+年|(?:19|20)\d{2}年?(?:度|底|末|初)?|\d{1,2}月(?:\d{1,2}日)?(?:底|末)?|[上下]半年|第?[一二三四]季度|前[二三]季度|去年|上年|今年|上年度|本年度|当年|全年|同期|近[一二三两五]年|(?<![\d十])[二两三四五3](?:个年度|年)(?:来|间)?(?!期)|上一年度?"
            r"|(?:改造|建设|实施|上线|投用|投产|建成|应用|使用|达产|运行)[前后]|“?十[三四五]五”?(?:期间|末)?"
        )

    def listed(self, text: str, item: Assigned) -> Named:
        """The quantity that a list gives to a number."""
        words = text[item.subject[0] : item.subject[1]]
        spot = item.subject if item.subject[1] > item.subject[0] else None
        mention = self._ratio_of(item.mention) if item.mention and item.share else item.mention
        return Named(mention, words, spot, adjacent=True)

    def find(
        self, text: str, mute: str, number: NumberSpan, relation: Relation, bounds: tuple[int, int, int, int],
        inside: Sequence[Mention], earlier: Sequence[Mention], here: Sequence[Earlier], in_pair: bool = False,
    ) -> Named:  # fmt: skip
        """`bounds`: where the clause begins, and the stretch behind the number before; where stretch and clause end.

        `inside` are the mentions of the clause, `earlier` those before it in the sentence, `here` the numbers there.
        """
        start, begin, stop, end = bounds
        unit, kind = number.amount.unit, relation.kind
        behind = self._behind(text, number, kind, inside, end) or _named_behind(text, number, kind, inside, end)
        spoken = [m for m in inside if begin <= m.start and m.end <= stop]
        taken = _TAKES.search(text, begin, stop)
        if taken and unit in ("%", "百分点"):
            part = [m for m in spoken if m.end <= taken.start()]
            rest = self.residue(mute[part[-1].end if part else begin : taken.start()])
            if len(rest) > 1:
                at = text.find(rest[-2:], begin, taken.start())
                return Named(None, rest, (max(begin, at + 2 - len(rest)), at + 2) if at >= 0 else None)
            if part:
                return Named(
                    self._ratio_of(part[-1]), text[part[-1].start : taken.start()], (part[-1].start, part[-1].end)
                )
            carried = self._carried(text, mute, number, Relation("share"), (start, begin, taken.start()), earlier, here)
            return replace(carried, mention=self._ratio_of(carried.mention)) if carried.mention else carried
        if spoken and self._acts_on(text, spoken[-1], number, stop):
            return behind or Named(None, text[number.end : number.end + 4])
        if spoken:
            mention = spoken[-1]
            between = mute[mention.end : stop]
            rest = self.residue(between)
            head = _OTHER_HEAD.search(rest) is not None and not _RATE_WORDS.search(rest)
            room = 0 if mention.concept.unit == "count" and unit == "%" else _ROOM.get(mention.concept.code, 4)
            if len(rest) <= room and not head and self.fits(mention.concept, unit, kind, number):
                if behind and between.strip() != "" and rest:
                    return behind
                return self._whole(text, mention, number, start, end, adjacent=not rest)
            if behind:
                return behind
            if not rest and len(spoken) >= 2:
                second = spoken[-2]
                if self.fits(second.concept, unit, kind, number):
                    return self._whole(text, second, number, start, end, adjacent=False)
            if rest or kind == "":
                words = text[mention.start : mention.end] + rest
                return Named(None, words, (mention.start, mention.end))
        if behind:
            return behind
        rest = self.residue(mute[begin:stop])
        if at_work := self._at_work(mute, (begin, stop), unit, kind):
            return Named(at_work, rest)
        if unit == "人" and kind != "share" and "operators" in self._concepts and (in_pair or kind):
            at = text.find(rest[-1:], begin, stop) if rest else -1
            if rest or not here:
                return Named(
                    Mention(self._concepts["operators"], begin, stop), rest, (begin, at + 1) if at >= 0 else None
                )
        if rest and len(rest) > 1:
            at = text.find(rest[-2:], begin, stop)
            return Named(None, rest, (max(begin, at + 2 - len(rest)), at + 2) if at >= 0 else None)
        return self._carried(text, mute, number, relation, (start, begin, stop), earlier, here)

    def _behind(self, text: str, number: NumberSpan, kind: str, inside: Sequence[Mention], end: int) -> Named | None:
        """28台机器人, 12项发明专利, 5名操作工: the quantity right behind a count."""
        if kind in ("ratio", "share") or number.amount.unit in ("%", "百分点", "倍", "元", *_TIME):
            return None
        for mention in inside:
            if mention.concept.code == "staff" and _SOME.match(text, mention.end):
                continue
            if 0 <= mention.start - number.end <= 5 and mention.end <= end:
                gap = text[number.end : mention.start]
                modifier = re.fullmatch(r"(?:的)?[\u4e00-\u9fffA-Za-z]{0,5}", gap) and not re.search(
                    r"[至到为用从在可于和及与后]|降低|提高|提升|减少|增加", gap
                )
                if (
                    modifier
                    and mention.concept.unit == "count"
                    and self.fits(mention.concept, number.amount.unit, kind, number)
                ):
                    return Named(
                        mention, text[mention.start : mention.end], (mention.start, mention.end), adjacent=True
                    )
        return None

    def _at_work(self, mute: str, bounds: tuple[int, int], unit: str, kind: str) -> Mention | None:
        """在岗462人: those who work there, whatever they are called."""
        lead = re.split(r"[:：]", mute[slice(*bounds)])[-1]
        told = unit == "人" and not kind and _AT_WORK.search(lead)
        return Mention(self._concepts["staff"], *bounds) if told and "staff" in self._concepts else None

    def _acts_on(self, text: str, mention: Mention, number: NumberSpan, stop: int) -> bool:
        """Whether the things named before the number act on those that it counts: 模型以15万段视频训练."""
        counted = mention.concept.unit == "count" and number.amount.unit not in ("%", "百分点", "倍")
        return bool(counted and _ACTS_ON.search(text, mention.end, stop) and _THING.match(text, number.end))

    def _ratio_of(self, part: Mention) -> Mention:
        """研发投入占营业收入 is 研发投入占比."""
        if part.concept.code == "rd_spend" and "rd_ratio" in self._concepts:
            return Mention(self._concepts["rd_ratio"], part.start, part.end)
        return part

    def _carried(
        self, text: str, mute: str, number: NumberSpan, relation: Relation, bounds: tuple[int, int, int],
        earlier: Sequence[Mention], here: Sequence[Earlier],
    ) -> Named:  # fmt: skip
        """Ellipsis: the quantity of the number before, or of a clause without numbers between."""
        start, _, _ = bounds
        unit, kind = number.amount.unit, relation.kind
        if not kind and number.amount.count and _THING.match(text, number.end):
            return Named(None, text[number.end : number.end + 4])
        last = here[-1] if here else None
        if not kind and last and re.search(r"(?:合计|总计|共计|小计)[^\d,，]{0,3}$", text[start : number.start]):
            return Named()  # the sum of several quantities
        topic = earlier[-1] if earlier else None
        if topic and (last is None or topic.start > last[0].end):
            rest = self.residue(mute[topic.end : start])
            if self.fits(topic.concept, unit, kind, number) and len(rest) <= _ELLIPSIS:
                return Named(topic, text[topic.start : topic.end], (topic.start, topic.end), carried=True)
            return Named()
        if last and last[2] == "share" and not kind:  # 软件投入占比30%，约385万元 tells of the part
            part = last[1].mention
            return replace(last[1], carried=True) if part and self.fits(part.concept, unit, kind, number) else Named()
        for before, named, _ in reversed(here):
            mention = named.mention
            if mention is None and before is here[-1][0]:
                alike = kind in ("change", "ratio", "share") or before.amount.unit == unit
                return replace(named, carried=True, adjacent=False) if alike else Named()
            same = before.amount.unit in (unit, "%", "百分点", "倍") or (mention and mention.concept.unit != "any")
            if mention and (kind or same) and self.fits(mention.concept, unit, kind, number):
                return Named(mention, named.words, named.spot, carried=True)
            if kind in ("change", "ratio", "share"):
                break
        return Named()

    def _whole(self, text: str, mention: Mention, number: NumberSpan, start: int, end: int, adjacent: bool) -> Named:
        """投资540万元 as a clause of its own speaks of the whole; 投资300万元购置机床 of a part."""
        if mention.concept.code == "investment" and "build_investment" in self._concepts:
            lead, rest = text[start : mention.start].strip(), text[number.end : end].strip("。；;，,、 \n")
            if _WHOLE_LEAD.search(lead) or (not lead and len(rest) <= 2 and mention.end - mention.start == 2):
                mention = Mention(self._concepts["build_investment"], mention.start, mention.end)
        return Named(mention, text[mention.start : mention.end], (mention.start, mention.end), adjacent=adjacent)

    def residue(self, between: str) -> str:
        """What is left of the words between a quantity and its number when all that name nothing are gone."""
        between = _BRACKETED.sub("", between)
        between = self._times.sub("", between)
        between = self._scopes.sub("", between)
        return "".join(
            rest
            for piece in _PUNCTUATION.split(between)
            for rest in self._loud.split(piece)
            if rest and not all(letter in self._quiet for letter in rest)
        )

    def fits(self, concept: Concept, unit: str, kind: str, number: NumberSpan) -> bool:
        """Whether a number of this unit and relation can speak of the concept."""
        base, _, _ = unit.partition("/")
        if concept.code == "saving":
            return base in _MONEY
        if kind == "share":
            return unit == "%"
        if kind in ("change", "ratio") and unit in ("%", "倍", "百分点"):
            return True
        if number.printed_unit in ("万", "亿") and concept.unit != "money":
            return concept.unit in ("count", "any")
        if concept.accepts and not number.bare:
            return unit in concept.accepts or base in concept.accepts or (unit in ("%",) and concept.unit == "percent")
        match concept.unit:
            case "money":
                return base in _MONEY
            case "percent":
                return unit == "%" or unit == "百分点" or (number.bare and not kind)
            case "count":
                return base not in (*_MONEY, "%", "倍", "百分点", *_TIME, *_MASS)
            case "time":
                return base in _TIME or (unit == "%" and concept.change)
            case "mass":
                return base in _MASS
        return unit not in ("百分点",) and not (
            unit == "%" and not kind and concept.change is False and not number.bare
        )


def _named_behind(text: str, number: NumberSpan, kind: str, inside: Sequence[Mention], end: int) -> Named | None:
    """428万元的项目总投资, 3.2亿元的年销售收入, 5万吨/年的板材产能: a sum or a capacity right before what it is."""
    unit = number.amount.unit
    money = unit == "元"
    if kind or unit in ("%", "百分点", "倍", "人", *_TIME):
        return None
    for mention in inside:
        shared = not money and text[mention.start : number.end] == "年"  # 12万吨/年产能
        if not number.end <= mention.start + shared <= mention.end <= end:
            continue
        if mention.concept.unit != "money" if money else mention.concept.code != "capacity":
            continue
        gap, words = text[number.end : mention.start], text[mention.start : mention.end]
        known = (_SUM_OF.fullmatch(gap) or (not gap and words.startswith("总"))) if money else _MADE_OF.fullmatch(gap)
        if known and (money or "能" in words):
            return Named(mention, words, (mention.start, mention.end), adjacent=True)
        return None
    return None
