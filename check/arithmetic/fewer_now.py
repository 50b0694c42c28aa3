"""A-38 for machines of the whole works: fewer are there today than there were at the end of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.counted_nouns import ALL_OF_THEM, MACHINES, ROBOT, SUBSET, noun_of
from check.arithmetic.counted_twice import SPOT, day_of, is_dated, is_plain_count, tell
from check.arithmetic.sentences import OWN
from check.beside import Beside
from check.case import Agreed, Answer, Case, previous_year
from check.dated import is_year_printed
from model.submission import Claim

#: All of the works, in the clause itself.
WORKS = re.compile(r"全厂|公司|工厂|厂区|企业|本厂|我厂")
#: What went elsewhere, or a kind of them beside others.
GONE = re.compile(r"淘汰|报废|调出|调往|退役|拆除|封存|原|曾|进口|国产|自研|以上|其余")


def find_fewer_now(case: Case) -> Iterator[Answer]:
    """W: 工厂配置机器人41台 without a day, 截至上年底全厂机器人67台; more today may have been bought since."""
    beside, last = Beside.of(case.submission), str(previous_year(case))
    told: dict[tuple[str, str], tuple[list[Claim], list[Claim]]] = {}
    for claim in case.submission.claims:
        if not is_plain_count(claim) or beside.changes_of(claim) or not is_of_works(claim):
            continue
        noun = noun_of(claim)
        if not ROBOT.search(noun) and not MACHINES.search(noun):
            continue
        now, then = told.setdefault((noun, claim.amount.unit), ([], []))
        if not is_dated(claim) and not day_of(claim):
            now.append(claim)
        elif day_of(claim).startswith(last) and is_year_printed(claim, beside.texts.get(claim.place.path, "")):
            then.append(claim)
    for (noun, _), (now, then) in told.items():
        if not now or len({c.amount.value for c in then}) != 1 or len({c.amount.value for c in now}) != 1:
            continue
        if now[0].amount.value < then[0].amount.value:
            yield tell(case, noun, now[0], then[0])
        else:
            yield Agreed()


def is_of_works(claim: Claim) -> bool:
    """Told of all that the works have, no shop and no part named."""
    text = claim.text
    whole = claim.scope in OWN and WORKS.search(text) is not None and SPOT.search(text) is None
    return whole and not SUBSET.search(text) and not GONE.search(text) and not ALL_OF_THEM.search(text)
