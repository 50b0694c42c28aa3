"""P-20: fewer names in quotes than the words ahead of them count: 软件著作权3项，“甲”“乙”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.numerals import TENS, whole_of
from check.sought import Sought
from model.submission import Passage

#: 贯通MES、ERP、WMS共14个系统, 设计、打样、装配共16个岗位: so many more were never meant to be named.
MANY = 2
#: Names in quotes, one behind the other, up to the end of the sentence.
QUOTED = Sought(
    rf"(?:({TENS})|"
    r"(?<![\d.,])(\d{1,2}))\s*(?:项|个|套|件|部|篇|款)\s*[\u4e00-\u9fff]{0,8}?\s*[,，:：(（]\s*"
    r"(?:(?:分别|依次|具体)?(?:为|是)|即|包括)?[:：]?\s*((?:[“\"「《][^“”\"「」《》。；;\n]{2,40}[”\"」》](?:[(（][^()（）]{1,30}[)）])?[、,，和及与]?){2,})"
    r"[)）]?\s*(?=[。；;\n]|$)"
)
QUOTE = re.compile(r"[“\"「《][^“”\"「」《》]+[”\"」》]")


def find_quoted_miscounted(case: Case) -> Iterator[Answer]:
    """W in the prose and in the book's own list of annexes; where most are left out, the names are examples."""
    lists = (one for paper in case.submission.papers for one in paper.passages if one.key == "annex_list")
    for passage in (*case.prose(), *lists):
        for match in QUOTED.finditer(passage.text):
            told, named = whole_of(match[1] or match[2]), len(QUOTE.findall(match[3]))
            if named >= told or told > MANY * named:
                yield Agreed()
                continue
            yield tell_fewer(case, passage, match[0].strip(), told, named, match[0].strip())


def tell_fewer(case: Case, passage: Passage, quote: str, told: int, named: int, said: str) -> Answer:
    """Fewer names than `told` stand behind the number in the quote, of which the message shows `said`."""
    return case.finding(
        f"正文“{said}”，所称为{told}项，其后只列出{named}项，请核实。",
        passage.place.quoting(quote),
        about=(passage.key,),
        expected=f"{named}项",
        found=f"{told}项",
    )
