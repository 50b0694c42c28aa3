"""Numbers, quantities and times of one text → its claims: which number speaks of what, since when, compared with what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.changes import Pair
from extract.flat import Flat
from extract.claims.lists import Assigned, read_lists
from extract.claims.marks import Borders, Mark, MarkFinder, last_mark
from extract.claims.mentions import Mention
from extract.claims.relation import Relation, RelationReader
from extract.claims.subject import Named, SubjectFinder
from extract.claims.times import TimeTeller
from extract.numbers import NumberSpan
from extract.periods import PeriodMark
from model.amount import Amount
from model.reference import Lexicons
from model.submission import Claim, ClaimPart, Passage
from model.text import half_width

Spot = tuple[int, int]
#: 比行业平均高, 与行业平均水平相比，…: it says who is better, not what a change brought.
_BESIDE = re.compile(r"(?:高于|低于|优于|高出|比|较|与|和|同)(?:国内|国际|全国)?(?:同?行业|同行|业内|全国|同类)[^,，。;；\d]{0,12}(?:[,，]|相比|$|高|低)")
_OWN = re.compile(r"(?:改造|建设|实施|上线|投用)前|自身|同比|较上年|比上年")
#: Figures of the whole company, unless the words before them name a part of it.
_OF_COMPANY = ("main_revenue", "revenue", "sales", "output", "profit_total", "net_profit", "op_profit")
#: 1.2万托盘: what follows at once is the thing that is counted.
_THING = re.compile(r"[\u4e00-\u9fff](?<![元美的和及与至到用以左余多建购投实改用,对于])")
_SCOPED = ("kpi.", "pass", "first_pass", "scrap", "rework", "defect", "efficiency", "oee")


@dataclass(slots=True)
class Said:
    """What was made out of one number on the way."""

    number: NumberSpan
    named: Named
    relation: Relation
    lead: Spot
    pair: Pair | None = None
    role: str = ""
    listed: Assigned | None = None


class Resolver:
    """Resolves texts with the word lists of one reference."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._lists = lexicons.lists
        self._marks = MarkFinder(lexicons)
        self._relations = RelationReader(lexicons)
        self._subjects = SubjectFinder(lexicons)

    def resolve(
        self, passage: Passage, flat: Flat, numbers: Sequence[NumberSpan], pairs: Sequence[Pair],
        mentions: Sequence[Mention], periods: Sequence[PeriodMark], planned: bool,
    ) -> list[Claim]:  # fmt: skip
        """The claims of one passage, in reading order; `planned`: its chapter speaks of the future only."""
        text = flat.text
        borders = Borders(text, numbers)
        times = TimeTeller(text, periods, borders)
        starts = [m.start for m in mentions]
        scopes = [mark for mark in self._marks.scopes(text, numbers) if not _inside(mark, mentions, starts)]
        plans = self._marks.plans(text)
        mute = _muted(text, periods, scopes)
        lists = read_lists(text, numbers, mentions, periods, borders)
        befores, afters = {p.before: p for p in pairs}, {p.after: p for p in pairs}
        said: list[Said] = []
        claims: list[Claim] = []
        printed = half_width(passage.text)
        for index, number in enumerate(numbers):
            sentence = borders.sentence(number.start)
            here = _recent(said, sentence[0])
            item = self._name(text, mute, index, numbers, befores, afters, lists, here, mentions, starts, borders)
            if item is None:
                continue
            part = text[max(borders.part(number.start)[0], number.start - 80) : number.start]
            compared = _BESIDE.search(part)
            beside = compared is not None and not _OWN.search(part, compared.end())
            code = self._code(item, beside)
            period, since, base, spots = times.tell(number, item.pair, item.role, item.relation, item.listed, here_times(claims, here))
            scope, scope_mark = self._scope(text, mute, scopes, sentence, item, code, borders)
            plan, plan_mark = self._planned(plans, sentence, borders.clause(number.start), number, planned)
            base = "industry" if beside else base
            parts = self._parts(flat, item, spots, scope_mark, plan_mark, number)
            start, end = borders.clause(number.start)
            low, high = flat.back(start, max(end, number.end))
            quote = printed[low:high].strip().rstrip("。；;，,、!?！？")
            claims.append(
                Claim(
                    quote, code, _amount(number, item.named, text[number.end : number.end + 2]), passage.place.quoting(quote), scope, period, plan,
                    item.relation.kind, item.relation.direction, base, item.named.words, since,
                    _operands(item, said), parts,
                )  # fmt: skip
            )
            said.append(item)
        return claims

    def _name(
        self, text: str, mute: str, index: int, numbers: Sequence[NumberSpan], befores: dict[int, Pair], afters: dict[int, Pair],
        lists: dict[int, Assigned], here: list[Said], mentions: Sequence[Mention], starts: list[int], borders: Borders,
    ) -> Said | None:  # fmt: skip
        """Quantity and relation of one number; None for a bare number that states nothing."""
        number = numbers[index]
        start, end = borders.clause(number.start)
        previous = numbers[index - 1] if index else None
        begin = max(start, previous.end) if previous else start
        lead = text[begin : number.start]
        behind = text[number.end : min(end, number.end + 12)]
        pair, role = afters.get(index), "after"
        if pair is None:
            pair, role = befores.get(index), "before"
        if pair is not None and role == "after" and here and here[-1].number is numbers[pair.before]:
            relation = Relation()
            if pair.to == "了":
                relation = self._relations.read(lead, number, behind, -1)
            return Said(number, here[-1].named, relation, (begin, number.start), pair, role)
        listed = lists.get(index)
        if listed is not None:
            named = self._subjects.listed(text, listed)
            verb_lead = text[listed.lead[0] : listed.lead[1]] + lead
            relation = self._relations.read(verb_lead, number, behind, -1)
            return Said(number, named, replace(relation, verb=None), listed.lead, None, "", listed)
        low = bisect_right(starts, start - 1)
        high = bisect_right(starts, end - 1)
        inside = mentions[low:high]
        sentence = borders.sentence(number.start)[0]
        earlier = mentions[bisect_right(starts, sentence - 1) : low]
        stop = pair.start if pair and role == "before" and pair.opened else number.start
        spoken = next((m for m in reversed(inside) if begin <= m.start and m.end <= number.start), None)
        relation = (
            Relation() if pair and role == "before"
            else self._relations.read(
                lead, number, behind, spoken.start - begin if spoken else -1,
                text[spoken.start : spoken.end] if spoken else "",
            )
        )  # fmt: skip
        named = self._subjects.find(text, mute, number, relation, (start, begin, stop, end), inside, earlier, [
            (s.number, s.named, s.relation.kind) for s in here
        ], pair is not None)  # fmt: skip
        if number.bare and not (named.mention and named.adjacent and not named.carried):
            return None
        if pair and role == "before":
            return Said(number, named, relation, (begin, stop), pair, role)
        return Said(number, named, relation, (begin, number.start))

    def _code(self, item: Said, beside: bool) -> str:
        """The concept's code: the form's field where the claim is of its kind, else the quantity's own."""
        mention = item.named.mention
        if mention is None:
            return ""
        concept, unit, kind = mention.concept, item.number.amount.unit, item.relation.kind
        if not concept.plain:
            return concept.code
        if concept.change:
            sign = -1 if concept.fall else 1
            fits = not beside and kind == "change" and unit == "%" and item.relation.direction in (sign, 0)
            return concept.code if fits else concept.plain
        return concept.code if not kind and unit == "%" else concept.plain

    def _scope(
        self, text: str, mute: str, scopes: Sequence[Mark], sentence: Spot, item: Said, code: str, borders: Borders
    ) -> tuple[str, Mark | None]:
        stop = item.number.start
        if item.relation.kind == "share" and (taken := text.rfind("占", sentence[0], stop)) > item.lead[0]:
            stop = taken  # 占公司营业收入的4%: the whole's words do not name the part
        mark = last_mark(scopes, sentence[0], stop)
        mention = item.named.mention
        if mention and mention.start < item.number.start and not item.named.carried:
            near = last_mark(scopes, sentence[0], max(sentence[0] + 1, mention.end))
            if near and near.start < mention.end and (mark is None or mark.start >= mention.end) and mark is not near:
                mark = near  # 车间操作工由公司统一… : the words before the quantity narrow it
        if mark is not None and mark.name not in ("company", "scene"):
            return mark.name, mark
        if mention and not item.named.carried and mention.concept.code in _OF_COMPANY and mention.start < item.number.start:
            low = max(borders.clause(mention.start)[0], mark.end if mark else 0)
            if len(self._subjects.residue(mute[low : mention.start])) >= 2:
                return "product", None  # 出口主营业务收入, 水泥辊压机主营业务收入
        if mention and code.startswith(_SCOPED) and not item.named.carried and mention.start < item.number.start:
            low = max(borders.clause(mention.start)[0], mark.end if mark else 0, mention.start - 6)
            head = text[low : mention.start].rstrip()
            if re.search(r"[\u4e00-\u9fff]$", head) and not any(head.endswith(w) for w in self._lists["open_modifiers"]):
                return ("line" if head.endswith("线") else "process"), None
        return (mark.name, mark) if mark else ("", None)

    def _planned(
        self, plans: Sequence[Mark], sentence: Spot, clause: Spot, number: NumberSpan, chapter: bool
    ) -> tuple[bool, Mark | None]:
        if chapter:
            return True, None
        mark = last_mark(plans, sentence[0], number.start)
        if mark is None or mark.name == "real":
            following = last_mark(plans, number.end, clause[1]) if mark is None else None
            return (True, following) if following and following.name == "plan" else (False, None)
        return True, mark

    def _parts(
        self, flat: Flat, item: Said, times: Sequence[tuple[str, Spot]], scope: Mark | None, plan: Mark | None,
        number: NumberSpan,
    ) -> tuple[ClaimPart, ...]:  # fmt: skip
        inner = number.inner
        spots: list[tuple[str, Spot]] = [("number", inner)]
        word = number.amount.hedge_word
        if word and (at := flat.text.find(word, number.start, number.end + 1)) >= 0:
            spots.append(("hedge", (at, at + len(word))))
        size = len(number.printed_unit)
        if size and flat.text[inner[1] - size : inner[1]] == number.printed_unit:
            spots[0] = ("number", (inner[0], max(inner[0] + 1, inner[1] - size)))
            spots.append(("unit", (inner[1] - size, inner[1])))
        if item.named.spot:
            spots.append(("concept", item.named.spot))
        if item.relation.verb:
            spots.append(("verb", (item.lead[0] + item.relation.verb[0], item.lead[0] + item.relation.verb[1])))
        spots += times
        spots += [(role, (mark.start, mark.end)) for role, mark in (("scope", scope), ("plan", plan)) if mark]
        parts = []
        for role, (start, end) in spots:
            low, high = flat.back(start, end)
            parts.append(ClaimPart(role, low, high, flat.text[start:end]))
        return tuple(parts)


def _inside(mark: Mark, mentions: Sequence[Mention], starts: Sequence[int]) -> bool:
    """关键工序数控化率: 工序 is a part of the quantity's name."""
    index = bisect_right(starts, mark.start)
    mention = mentions[index - 1] if index else None
    return mention is not None and mark.end <= mention.end and mention.concept.code not in ("lines", "workshops", "suppliers", "customers")


def _muted(text: str, periods: Sequence[PeriodMark], scopes: Sequence[Mark]) -> str:
    """The text with times and scopes blanked out: they never name a quantity."""
    letters = list(text)
    for mark in (*periods, *scopes):
        letters[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    return "".join(letters)


def here_times(claims: Sequence[Claim], here: Sequence[Said]) -> str:
    """The period of the claim before in the same sentence, "" where there is none."""
    return claims[-1].period if claims and here else ""


def _recent(said: Sequence[Said], sentence: int) -> list[Said]:
    """What was said in this sentence, at most the last twelve numbers."""
    return [s for s in said[-12:] if s.number.start >= sentence]


def _amount(number: NumberSpan, named: Named, behind: str) -> Amount:
    """1.2万 of a quantity that is no money is a plain number."""
    amount = number.amount
    if number.printed_unit not in ("万", "亿"):
        return amount
    mention = named.mention
    if (mention and mention.concept.unit not in ("money", "any")) or (mention is None and _THING.match(behind)):
        return replace(amount, unit="")
    return amount


def _operands(item: Said, said: Sequence[Said]) -> tuple[Amount, ...]:
    """(part, whole) of a share whose two numbers stand before it; (before, after) of a change behind its pair."""
    kind = item.relation.kind
    if kind == "share" and len(said) >= 2:
        part, whole = said[-1].number.amount, said[-2].number.amount
        carried = item.named.carried and said[-1].named.mention is item.named.mention
        return (part, whole) if carried and part.unit == whole.unit and part.value <= whole.value else ()
    if kind in ("change", "ratio") and said and said[-1].role == "after" and item.named.carried and len(said) >= 2:
        return said[-2].number.amount, said[-1].number.amount
    return ()
