"""Which time a number speaks of, and which it is measured from; the words that say so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.claims.lists import Assigned
from extract.claims.marks import Borders
from extract.claims.relation import Relation
from extract.numbers import NumberSpan
from extract.pairs import Pair
from extract.periods import PeriodMark, alone, dates_event, ends_event

_OPENS = re.compile(r"(?:由|从|自)(?:原来的?|原先的?|过去的?|平均)?$")
_TURNS = re.compile(r"[\u4e00-\u9fff]{0,3}(?:减|降|缩|压|变|改|提|升|增|扩)[\u4e00-\u9fff]?(?:至|到|为|成)")
Spot = tuple[int, int]
Told = tuple[str, str, str, list[tuple[str, Spot]]]
"""(period, since, base, the words of each)."""


class TimeTeller:
    """Answers for the numbers of one text."""

    def __init__(self, text: str, marks: Sequence[PeriodMark], borders: Borders) -> None:
        self._text = text
        self._marks = marks
        self._starts = [m.start for m in marks]
        self._borders = borders

    def tell(
        self, number: NumberSpan, pair: Pair | None, role: str, relation: Relation, listed: Assigned | None
    ) -> Told:
        """`role`: before or after, of the pair it belongs to; `listed`: what a list gives it."""
        if listed is not None and listed.year:
            mark = next((m for m in reversed(self._within(0, number.start)) if listed.year in m.years), None)
            return listed.year, "", "", [("period", (mark.start, mark.end))] if mark else []
        begin, _ = self._borders.sentence(number.start)
        stop = number.start
        if relation.kind == "share" and (taken := self._text.rfind("占", begin, stop)) >= self._borders.clause(stop)[0]:
            stop = taken
        before = self._within(begin, stop)
        clause = self._borders.clause(number.start)[0]
        base_mark = next((m for m in reversed(before) if m.kind == "base" and m.start >= clause), None)
        if base_mark is None and relation.kind == "change":
            base_mark = next((m for m in reversed(before) if m.kind == "base"), None)
        base = base_mark.period if base_mark and relation.kind in ("change", "ratio", "") else ""
        words = [("base", (base_mark.start, base_mark.end))] if base_mark and base else []
        if base_mark and 0 <= number.start - base_mark.end <= 1 and not relation.kind:
            return base_mark.period, "", "", [("period", (base_mark.start, base_mark.end))]
        if pair is not None:
            period, mark = self._of_pair(number, pair, role, before)
        else:
            period, mark = self._of_number(number, relation, before, clause)
        since = ""
        if period == "after" and mark is not None:
            period, since = self._dated_after(mark, before)
        if mark is not None:
            words.append(("period", (mark.start, mark.end)))
        return period, since, base, words

    def _within(self, start: int, stop: int) -> list[PeriodMark]:
        low, high = bisect_right(self._starts, start - 1), bisect_right(self._starts, stop - 1)
        return list(self._marks[max(low, high - 12) : high])

    def _of_pair(
        self, number: NumberSpan, pair: Pair, role: str, before: Sequence[PeriodMark]
    ) -> tuple[str, PeriodMark | None]:
        if behind := self._behind(number):
            return behind.period, behind
        span = next((m for m in reversed(before) if len(m.years) >= 2 and m.start < pair.start), None)
        if role == "before":
            own = next((m for m in reversed(before) if m.kind in ("date", "relative") and m.start >= pair.start), None)
            if own:
                return own.period, own
            # 2022年的1.6%降到…: without 由 the year stands right before the number
            near = next(
                (m for m in reversed(before) if m.kind in ("date", "relative") and number.start - m.end <= 2), None
            )
            if near:
                return near.period, near
            return (span.years[0], span) if span else ("before", None)
        own = next((m for m in reversed(before) if m.kind in ("date", "relative") and m.start > pair.start), None)
        if own and number.start - own.end <= 6 and not any(c.isdigit() for c in self._text[own.end : number.start]):
            return own.period, own
        if span:
            return span.years[-1], span
        ruling = next(
            (
                m
                for m in reversed(before)
                if m.start < pair.start and m.kind not in ("base", "none", "now", "cumulative")
            ),
            None,
        )
        if ruling and ruling.kind in ("date", "relative") and ruling.period.isdigit():
            clause = self._borders.clause(number.start)[0]
            if ruling.start >= clause or not self._tells_event(ruling, clause):
                return ruling.period, ruling  # 2023年故障由27次减少到19次
        return "after", None

    def _of_number(
        self, number: NumberSpan, relation: Relation, before: Sequence[PeriodMark], clause: int
    ) -> tuple[str, PeriodMark | None]:
        if _OPENS.search(self._text[max(0, number.start - 12) : number.start]) and _TURNS.match(
            self._text[number.end :][:12]
        ):
            return "before", None
        if behind := self._behind(number):
            return behind.period, behind
        for index in range(len(before) - 1, -1, -1):
            mark = before[index]
            near = mark.start >= clause
            if mark.kind in ("base", "none") or (
                relation.kind == "ratio" and (mark.period == "before" or number.start - mark.end <= 2)
            ):
                continue
            if mark.kind == "now":
                if near and any(m.kind == "date" and m.start >= clause for m in before[:index]):
                    continue  # 2026年本场景…
                was = any(m.period == "before" for m in before[:index])
                return ("after", mark) if was else ("", None)
            if mark.kind == "cumulative":
                led = self._text[clause : clause + 2] in ("其中", "包括", "含有", "软件", "发明")
                if near or led:
                    return "cumulative", mark
                continue
            if mark.kind == "date" and not near and (self._is_aside(mark, number) or self._tells_event(mark, clause)):
                continue
            if mark.period == "before" and not near and relation.kind == "change":
                return "", None
            return mark.period, mark
        return "", None

    def _behind(self, number: NumberSpan) -> PeriodMark | None:
        """The year in brackets behind a number: 由2.19亿元（2021年）增长到3.02亿元（2024年，已审）."""
        behind = self._within(number.end, number.end + 2)
        if not behind or behind[0].kind != "date" or self._text[number.end : behind[0].start] != "(":
            return None
        return behind[0] if self._text[behind[0].end : behind[0].end + 1] in (*"),;，；、", "") else None

    def _tells_event(self, mark: PeriodMark, clause: int) -> bool:
        """Whether the date is told of an event in a clause before the one that begins at `clause`."""
        start, stop = self._borders.clause(mark.end)
        if start < clause and ends_event(self._text, mark):
            return True
        if alone(self._text, mark):
            start, stop = self._borders.clause(stop)
        return start < clause and dates_event(self._text, mark, max(stop, mark.end))

    def _is_aside(self, mark: PeriodMark, number: NumberSpan) -> bool:
        """（2023年为1.69亿元）: a time inside brackets that are closed before the number."""
        closed = self._text.find(")", mark.end, min(number.start, mark.end + 30))
        return closed >= 0 and "(" not in self._text[mark.end : closed]

    def _dated_after(self, mark: PeriodMark, before: Sequence[PeriodMark]) -> tuple[str, str]:
        """2022年投用后 speaks of 2022; 2023年3月上线以来 of the time after, since 2023-03."""
        clause = self._borders.clause(mark.start)[0]
        dated = next((m for m in reversed(before) if m.kind in ("date", "relative") and m.end <= mark.start), None)
        if dated is None:
            return "after", ""
        same = dated.start >= clause and mark.start - dated.end <= 12
        if same and dated.period.isdigit():
            return dated.period, dated.period
        return "after", dated.period if same else ""
