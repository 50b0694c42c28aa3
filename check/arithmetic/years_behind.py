"""A-35: a sum told first and its years behind it: 累计143人，三年依次为37人、48人、46人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.sentences import Sentence, sentences
from check.arithmetic.years_summed import LONGER, TOTAL, span_of
from check.case import Agreed, Answer, Case
from check.show import WAN, show_plain
from model.amount import Hedge
from model.finding import Severity
from model.submission import Claim

TURN = re.compile(r"分别|依次|逐年|各年|每年(?:为|是)|年度(?:为|是)")
YEAR = re.compile(r"(?:19|20)\d{2}")
#: 总额 is in the name of a quantity, which is told of one year.
OWN_YEAR = re.compile(
    r"^[^\d累合共计]{0,10}总额[^\d]{0,4}20\d{2}年度?末?[^\d至到—~～-]{0,4}\d"
    r"|^[^\d]{0,6}20\d{2}年度?末?[^\d累合共至到—~～-]{0,8}总额"
)
#: What is listed is not all of it.
SOME = re.compile(r"其余|其他|另|等|主要|新增|占|增长|同比")
#: The values of a list, without words of their own.
BARE = re.compile(r"[^\d]{0,12}\d[\d,.]*\s*(?:[\u4e00-\u9fff%]{0,3})")
LEAST = 2
#: Years that make less of the sum than this are some of them.
MOST_OF_IT = Decimal("0.8")


def find_years_behind(case: Case) -> Iterator[Answer]:
    """E where the years told behind a sum are more than it, or not it and as many as it says; W where they are less."""
    for sentence in sentences(case, 3):
        found = sum_and_years(sentence)
        if found is None:
            continue
        total, parts, whole = found
        made = sum((p.amount.value for p in parts), Decimal(0))
        slack = sum((p.amount.u for p in parts), total.amount.u)
        some = not whole and "其中" in parts[0].text + sentence.text.split(parts[0].text)[0][-4:]
        if abs(made - total.amount.value) <= slack or (some and made < total.amount.value * MOST_OF_IT):
            yield Agreed()  # 其中 need not list all of the years
            continue
        money = total.amount.unit == "元"
        factor, unit = (WAN, "万元") if money else (Decimal(1), total.amount.unit)
        said = "＋".join(show_plain(p.amount.value / factor) for p in parts)
        right = f"{show_plain(made / factor)}{unit}"
        yield case.finding(
            f"“{total.text}”，其后所列各年{said}＝{right}，不一致，请核实。",
            total,
            *parts,
            severity=Severity.W if made < total.amount.value and not whole else None,
            expected=right,
            found=f"{show_plain(total.amount.value / factor)}{unit}",
        )


def sum_and_years(sentence: Sentence) -> tuple[Claim, list[Claim], bool] | None:
    """(the sum, its years, whether they are surely all of them)."""
    for at, total in enumerate(sentence.claims[:-LEAST]):
        if not TOTAL.search(total.text) or total.relation or total.amount.hedge is not Hedge.NONE:
            continue
        if YEAR.fullmatch(total.period) and OWN_YEAR.search(total.text):
            continue  # 利润总额2022年1860万元、2023年2040万元: the first of the years
        parts = []
        for claim in sentence.claims[at + 1 :]:
            if claim.amount.unit != total.amount.unit or claim.relation or claim.amount.hedge is not Hedge.NONE:
                break
            parts.append(claim)
        behind = sentence.text[sentence.text.find(total.text) + len(total.text) :]
        head = behind.split(parts[0].text)[0] + parts[0].text if parts else ""
        if len(parts) < LEAST or LONGER.search(total.text) or SOME.search(head):
            continue
        years = [p.period for p in parts]
        dated = len(set(years)) == len(years) and all(YEAR.fullmatch(year) for year in years)
        if dated and follow(years) and all(re.search(r"20\d{2}年?|当年|次年", p.text) for p in parts):
            return total, parts, len(span_of(total.text, int(years[-1]))) == len(parts)
        count = len(span_of(sentence.text[: sentence.text.find(parts[0].text)], 2000))
        if (
            TURN.search(head)
            and count == len(parts)
            and all(BARE.fullmatch(p.text.strip("，,、；;")) for p in parts[1:])
        ):
            return total, parts, True
    return None


def follow(years: Sequence[str]) -> bool:
    numbers = [int(year) for year in years]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
