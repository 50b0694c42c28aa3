"""A-38 for things counted in the text and counted again in a caption, in the list of annexes or in an annex."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from check.arithmetic.counted_nouns import GENERIC, SUBSET, noun_of
from check.arithmetic.counted_twice import LEAST, PART, is_dated, is_plain_count
from check.case import Agreed, Answer, Case
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Claim

#: The words between a thing and its number, and the shortest name that is no chance.
BETWEEN, NAME = r"(?:数量|总数|合计|总计|共计|共有|现有|共|计|[:：(（])?", 4
GOT = re.compile("^.*(?:取得|获得|获批|持有|办理)了?")
#: 另备证书53个: put beside, no other ones.
ENCLOSED = re.compile("另[备附有见]")
CLAUSE = re.compile(r"[，,。；;、\t\n]")


def find_counted_beside(case: Case) -> Iterator[Answer]:
    """W: 软件著作权21项 in the text and 软件著作权24项 in the list of annexes: the same name, the same unit."""
    told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in case.submission.claims:
        noun = GOT.sub("", noun_of(claim)) if is_plain_count(claim) and not is_dated(claim) else ""
        if len(noun) >= NAME and claim.amount.value >= LEAST and not GENERIC.fullmatch(noun):
            told[fold_text(noun), claim.amount.unit].append(claim)
    lines = [
        one for paper in case.submission.papers if paper.kind == case.submission.form
        for one in paper.passages if one.key.startswith(("annex", "paper", "shown"))
    ] if told else []  # fmt: skip
    for (noun, unit), claims in told.items():
        if len({c.amount.value for c in claims}) != 1:
            continue
        known = {fold_text(c.text) for c in claims}
        pattern = re.compile(
            rf"{re.escape(noun)}{BETWEEN}(\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}}){unit}(?![\u4e00-\u9fff]*率)"
        )
        seen = set[str]()
        for line in lines:
            text = fold_text(line.text)
            for hit in pattern.finditer(text) if noun in text else ():
                clause = CLAUSE.split(text[: hit.start()])[-1] + hit[0]
                number = hit[1].replace(",", "")
                if (
                    number in seen
                    or PART.search(ENCLOSED.sub("", clause))
                    or SUBSET.search(clause)
                    or any(clause in one for one in known)
                ):
                    continue
                seen.add(number)
                if claims[0].amount.value == int(number):
                    yield Agreed()
                    continue
                yield case.finding(
                    f"“{claims[0].text}”与“{hit[0]}”所述{noun}的数量不一致，请核实。",
                    claims[0],
                    line.place.quoting(hit[0]),
                    severity=Severity.W,
                    expected=claims[0].text,
                    found=hit[0],
                )
