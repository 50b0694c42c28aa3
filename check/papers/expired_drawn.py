"""T-05 in papers and tables: a certificate whose printed term ends before the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from check.batch import company_name
from check.case import Agreed, Answer, Case
from check.dates import MONTH, Days, read_days
from check.spelling import fold_company, fold_text
from model.document import Cell
from model.submission import Field, Paper, Passage

_DAY = rf"{MONTH}(?:\s*月)?(?:\s*[.\-/]?\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*日?)?"
#: 有效期至2025年6月7日; 有效期:2022.6.8—2025.6.7; 有效截止日期2025-03-01: the last day behind the word.
TERM = re.compile(
    r"(?:有效(?:期限?|截止)|到期|截止)(?:日期?|时间)?[^。；;\n\d]{0,6}(?:"
    + _DAY
    + r"\s*(?:起)?\s*(?:至|到|[-—–~～]+)\s*)?"
    + _DAY
)
#: Over a column, or before a cell.
LABEL = re.compile(
    r"(?:证书)?有效(?:期限?|截止|日期|时间)(?:至|到|日期?|时间|截止)*|(?:证书)?(?:到期|失效)(?:日期?|时间)"
)
LAST = re.compile(_DAY + r"\D{0,4}$")
#: A certificate; and what has a term, too, but is none of the applicant's, or was renewed.
CERTIFICATE = re.compile(r"证书|认证|资质|许可|测评|备案|称号|检定|校准|体系")
OTHER = re.compile(
    r"续|换证|换发|重新|复评|复审|延期|更新|供应商|客户|原证|旧证|已失效|作废|注销|合同|租赁|借款|贷款|报价|身份证"
)


def expired_drawn(case: Case, declared: Field, day: Days) -> Iterator[Answer]:
    """Of papers that are certificates, by their sentences; of any table, by the column of the terms."""
    seen = set[tuple[str, str]]()
    for paper in case.submission.papers:
        for line in lines_certified(case, paper):
            for hit in TERM.finditer(fold_text(line.text)):
                days = days_of(hit.groups()[-3:])
                if days is None or (paper.file, hit[0]) in seen:
                    continue
                seen.add((paper.file, hit[0]))
                if not day.surely_after(days):
                    yield Agreed()
                    continue
                yield case.finding(
                    f"《{PurePath(paper.file).name}》载“{hit[0]}”，早于申报日期{declared.value}，请核实是否已续期。",
                    line.place.quoting(line.text),
                    declared,
                    about=(f"{paper.file}“{hit[0]}”",),
                    expected=f"不早于{declared.value}",
                    found=hit[0],
                )
    yield from expired_rows(case, declared, day)


#: p7/pic2/para6: a line of a picture.
PICTURE = re.compile(r"^(.*pic\d+)/")
CERTIFIES = re.compile(r"兹证明|证书编号|证书号|认证范围|注册号")


def lines_certified(case: Case, paper: Paper) -> Iterator[Passage]:
    """The lines of a paper of certificates; in a book, those of each picture of a certificate in its own name."""
    if is_certificate(paper):
        whole = fold_text("，".join(p.text for p in paper.passages))
        yield from paper.passages if CERTIFICATE.search(whole) and not OTHER.search(whole) else ()
    elif paper.kind == case.submission.form:
        pictures: dict[str, list[Passage]] = {}
        for one in paper.passages:
            if hit := PICTURE.match(one.place.path):
                pictures.setdefault(hit[1], []).append(one)
        known = [f.value for f in paper.facts if "valid" in f.key]
        own = fold_company(company_name(case))
        for lines in pictures.values() if own and not known else ():
            whole = fold_text("，".join(p.text for p in lines))
            if CERTIFIES.search(whole) and own in fold_company(whole) and not OTHER.search(whole):
                yield from lines


def is_certificate(paper: Paper) -> bool:
    """A paper of certificates whose terms extraction has not read already."""
    return paper.kind == "certificate" and not any("valid" in fact.key for fact in paper.facts)


def expired_rows(case: Case, declared: Field, day: Days) -> Iterator[Answer]:
    told = {passage.place.path for passage in case.prose()}
    known = {fact.value for paper in case.submission.papers for fact in paper.facts if "valid" in fact.key}
    for grid in case.submission.grids:
        head = grid.rows[0] if grid.rows else ()
        at = next(
            (n for n, c in enumerate(head) if LABEL.fullmatch(re.sub(r"[(（].*?[)）]", "", fold_text(c.text)))), None
        )
        said = fold_text(grid.caption + "，".join(cell.text for cell in head))
        if at is None or at == 0 or not CERTIFICATE.search(said) or OTHER.search(said):
            continue
        for row in (row for row in grid.rows[1:] if len(row) == len(head) and row[at].place.path not in told):
            hit = LAST.search(fold_text(row[at].text))
            days = days_of(hit.groups()) if hit else None
            if days is None or OTHER.search(fold_text("，".join(cell.text for cell in row))):
                continue
            name = next((c for c in row if re.search(r"[\u4e00-\u9fff]{3}", c.text)), row[0])
            if (
                not day.surely_after(days)
                or any(one.endswith(f"{days.last:%Y-%m-%d}") for one in known)
                or is_followed(grid.rows, row, row.index(name), at, days)
            ):
                yield Agreed()
                continue
            yield case.finding(
                f"《{PurePath(grid.file).name}》表内“{fold_text(name.text)}”的{fold_text(head[at].text)}为"
                f"{fold_text(row[at].text)}，早于申报日期{declared.value}，请核实是否已续期。",
                name.place.quoting(name.text),
                row[at].place.quoting(row[at].text),
                declared,
                about=(f"{row[at].place.path}“{row[at].text}”",),
                expected=f"不早于{declared.value}",
                found=row[at].text,
            )


def is_followed(rows: Sequence[tuple[Cell, ...]], row: tuple[Cell, ...], name: int, at: int, days: Days) -> bool:
    """Whether another row gives the same thing a later end: the certificate was renewed."""
    same = (one for one in rows if one is not row and len(one) == len(row) and one[name].text == row[name].text)
    ends = (days_of(hit.groups()) for one in same if (hit := LAST.search(fold_text(one[at].text))))
    return any(end is not None and end.surely_after(days) for end in ends)


def days_of(parts: Sequence[str | None]) -> Days | None:
    return read_days("-".join(part.zfill(2) for part in parts if part))
