"""Numbers, quantities and times of one text → its claims: what each speaks of, since when, against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.claims.lists import Assigned
from extract.claims.marks import Mark, MarkFinder, last_mark
from extract.claims.owners import OwnerFinder
from extract.claims.prose import Prose
from extract.claims.relation import Relation, RelationReader
from extract.claims.scope import ScopeTeller
from extract.claims.shares import read_share
from extract.claims.subject import Named, SubjectFinder
from extract.numbers import NumberSpan
from extract.pairs import Pair
from model.amount import Amount
from model.reference import Lexicons
from model.submission import Claim, ClaimPart, Passage
from model.text import half_width

Spot = tuple[int, int]
#: 比行业平均高, 与行业平均水平相比，…: it says who is better, not what a change brought.
_BESIDE = re.compile(
    r"(?:高于|低于|优于|高出|比|较|与|和|同)(?:国内|国际|全国)?(?:同?行业|同行|业内|全国|同类)[^,，。;；\d]{0,12}(?:[,，]|相比|$|高|低)"
)
_OWN = re.compile(r"(?:改造|建设|实施|上线|投用)前|自身|同比|较上年|比上年")
_YEAR = re.compile(r"20\d{2}(?=年)")
#: 1.2万托盘: what follows at once is the thing that is counted.
_THING = re.compile(r"[\u4e00-\u9fff](?<![元美的和及与至到用以左余多建购投实改用,对于])")


#: What the works cost is no plan of a chapter on the future, what those of others will cost is.
_ELSEWHERE = re.compile(r"推广|复制|同类|每|单[厂家户条]|新建|新增|追加|二期|三期")


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

    def __init__(self, lexicons: Lexicons, own: str = "") -> None:
        self.finder = MarkFinder(lexicons)
        self._relations = RelationReader(lexicons)
        self._subjects = SubjectFinder(lexicons)
        self.owners = OwnerFinder(lexicons, own)
        self._scopes = ScopeTeller(lexicons, self._subjects, self.owners)

    def resolve(self, passage: Passage, prose: Prose, planned: bool) -> list[Claim]:
        """The claims of one passage, in reading order; `planned`: its chapter speaks of the future only."""
        said: list[Said] = []
        claims: list[Claim] = []
        printed = half_width(passage.text)
        for index in range(len(prose.numbers)):
            sentence = prose.borders.sentence(prose.numbers[index].start)
            item = self._name(prose, index, _recent(said, sentence[0]))
            if item is not None:
                claim = self._claim(passage, prose, item, said, planned, printed)
                claims.append(replace(claim, share=read_share(prose, index)))
                said.append(item)
        return claims

    def _claim(
        self, passage: Passage, prose: Prose, item: Said, said: Sequence[Said], planned: bool, printed: str
    ) -> Claim:
        number, text = item.number, prose.text
        beside = _is_beside(prose, number)
        code = _code(item, beside)
        period, since, base, spots = prose.times.tell(number, item.pair, item.role, item.relation, item.listed)
        mention = None if item.named.carried else item.named.mention
        scope, scope_mark = self._scopes.tell(prose, number, mention, code, item.relation, item.lead[0])
        plan, plan_mark = _planned(prose, number, planned)
        if plan and plan_mark is None and code == "build_investment" and scope == "scene":
            plan = _ELSEWHERE.search(text, *prose.borders.clause(number.start)) is not None
        start, end = prose.borders.clause(number.start)
        low, high = prose.flat.back(start, max(end, number.end))
        quote = printed[low:high].strip().rstrip("。；;，,、!?！？:：")
        return Claim(
            text=quote,
            concept=code,
            amount=_amount(number, item.named, text[number.end : number.end + 2]),
            place=passage.place.quoting(quote),
            scope=scope,
            period=period,
            planned=plan,
            relation=item.relation.kind,
            direction=item.relation.direction,
            base="industry" if beside else base,
            subject=item.named.words,
            since=since,
            operands=_operands(item, said),
            parts=_parts(prose, item, spots, scope_mark, plan_mark),
        )

    def _name(self, prose: Prose, index: int, here: list[Said]) -> Said | None:
        """Quantity and relation of one number; None for a bare number that states nothing."""
        numbers, text, borders = prose.numbers, prose.text, prose.borders
        number = numbers[index]
        start, end = borders.clause(number.start)
        previous = numbers[index - 1] if index else None
        begin = max(start, previous.end) if previous else start
        lead = text[begin : number.start]
        behind = text[number.end : min(end, number.end + 12)]
        pair, role = prose.afters.get(index), "after"
        if pair is None:
            pair, role = prose.befores.get(index), "before"
        if pair is not None and role == "after" and here and here[-1].number is numbers[pair.before]:
            relation = Relation()
            if pair.to == "了":
                relation = self._relations.read(lead, number, behind, -1)
            return Said(number, here[-1].named, relation, (begin, number.start), pair, role)
        listed = prose.lists.get(index)
        if listed is not None:
            named = self._subjects.listed(text, listed)
            verb_lead = text[listed.lead[0] : listed.lead[1]] + lead
            relation = self._relations.read(verb_lead, number, behind, -1)
            return Said(number, named, replace(relation, verb=None), listed.lead, None, "", listed)
        inside = prose.between(start, end)
        earlier = prose.between(borders.sentence(number.start)[0], start)
        stop = pair.start if pair and role == "before" and pair.opened else number.start
        spoken = next((m for m in reversed(inside) if begin <= m.start and m.end <= number.start), None)
        relation = (
            Relation() if pair and role == "before"
            else self._relations.read(
                lead, number, behind, spoken.start - begin if spoken else -1,
                text[spoken.start : spoken.end] if spoken else "",
            )
        )  # fmt: skip
        named = self._subjects.find(text, prose.mute, number, relation, (start, begin, stop, end), inside, earlier, [
            (s.number, s.named, s.relation.kind) for s in here
        ], pair is not None)  # fmt: skip
        if number.bare and not (named.mention and named.adjacent and not named.carried):
            return None
        if pair and role == "before":
            return Said(number, named, relation, (begin, stop), pair, role)
        return Said(number, named, relation, (begin, number.start))


def _code(item: Said, beside: bool) -> str:
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


def _is_beside(prose: Prose, number: NumberSpan) -> bool:
    """Whether the number says how much better than others one is (生产效率高出行业平均12%)."""
    part = prose.text[max(prose.borders.part(number.start)[0], number.start - 80) : number.start]
    compared = _BESIDE.search(part)
    return compared is not None and not _OWN.search(part, compared.end())


def _planned(prose: Prose, number: NumberSpan, chapter: bool) -> tuple[bool, Mark | None]:
    """A plan holds through its sentence until 已, 实际, 目前; its words may also stand behind the number."""
    mark = last_mark(prose.plans, prose.borders.sentence(number.start)[0], number.start)
    if mark is None:
        mark = last_mark(prose.plans, number.end, prose.borders.clause(number.start)[1])
        mark = mark if mark and mark.name == "plan" else None
    if mark is not None and mark.name == "plan" and not _is_earlier_aside(prose.text, mark, number):
        return True, mark
    return chapter, None


def _is_earlier_aside(text: str, mark: Mark, number: NumberSpan) -> bool:
    """预计到2027年产能要到2.6万面（2024年产能2.2万面，…）: the bracket tells of a year before the planned one."""
    opened = text.rfind("(", mark.end, number.start)
    if opened < 0 or ")" in text[opened : number.start]:
        return False
    planned, told = _YEAR.findall(text[mark.start : opened]), _YEAR.findall(text[opened : number.start])
    return bool(planned and told) and max(told) < min(planned)


def _parts(
    prose: Prose, item: Said, times: Sequence[tuple[str, Spot]], scope: Mark | None, plan: Mark | None
) -> tuple[ClaimPart, ...]:  # fmt: skip
    number, flat = item.number, prose.flat
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
