"""X-03 in the columns that a clerk fills with lists: systems, investment, capacity and certificate of no book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.numerals import worth_of
from check.spelling import fold_text
from check.telling import tell_texts
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Field

SYSTEMS = ("network_systems", "secure_equipment", "domestic_equipment")
INVESTMENTS = ("build_investment", "project_investment", "line_investment")
#: What is not there yet may stand in the table alone.
COMING = re.compile(r"拟|将|计划|规划|未|无|预留|正在")
#: 620台套/年, 年产3.5万吨.
MADE = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[千万亿]?(?:台[（(/]?套[）)]?|[台套件吨只块米支条辆片箱瓶]|平方米|立方米))"
)
YES = re.compile(r"[☑■☒√✓●]\s*是|是\s*[（(]?\s*[1-5一二三四五]\s*级|^\s*是\s*$")
NO = re.compile(r"[☑■☒√✓●]\s*否|^\s*否\s*$")
LEVEL = re.compile(r"([1-5一二三四五])\s*级")
_DIGITS = str.maketrans("一二三四五", "12345")


def find_table_listed(case: Case, row: str) -> Iterator[Answer]:
    """What the table lists and the book, all of it looked through, does not have: W; another certificate: E."""
    told = [text.text for text in tell_texts(case) if not text.key.startswith(("gs_", "fj_"))]
    told += [f.text or f.value for f in case.submission.fields if not f.key.startswith(("gs_", "fj_"))]
    told += [one.text for paper in case.submission.papers for one in paper.passages]
    book = fold_text("\n".join(told))
    for column in SYSTEMS:
        if cell := case.field(f"{row}.{column}"):
            yield from systems_listed(case, cell, book)
    if cell := case.field(f"{row}.invest_3y"):
        yield from investment_listed(case, cell)
    if cell := case.field(f"{row}.products_capacity"):
        yield from capacity_listed(case, cell, book)
    if cell := case.field(f"{row}.cmmm_certified"):
        yield from certificate_listed(case, cell)


def systems_listed(case: Case, cell: Field, book: str) -> Iterator[Answer]:
    """A system by its abbreviation or its name; `also` are the words by which a book may speak of it."""
    known = case.reference.rule("T-12")
    patterns = known.params["systems"] if known else {}
    strange = list[str]()
    for clause in re.split(r"[。；;\n]", cell.value):
        for name, pattern in patterns.items() if not COMING.search(clause) else ():
            also = case.rule.params["also"].get(name, name)
            if re.search(pattern, clause) and not re.search(f"{pattern}|{also}", book):
                strange.append(name)
    if strange:
        said = "、".join(dict.fromkeys(strange))
        yield case.finding(
            f"汇总表列有{said}，申报书通篇没有提到，请核实。",
            cell,
            severity=Severity.W,
            about=(cell.key, "systems"),
            found=said,
        )


def investment_listed(case: Case, cell: Field) -> Iterator[Answer]:
    """A sum of money that is neither the investment of the book nor any other that it tells."""
    own = next((f for key in INVESTMENTS if (f := case.field(key)) and f.amount), None)
    if own is None or cell.amount is None:
        return
    known = [own.amount, *(c.amount for c in case.submission.claims if c.amount.unit == "元")]
    if any(one and one.interval.meets(cell.amount.interval) for one in known):
        return
    yield case.finding(
        f"汇总表近三年软硬件投资填“{cell.text or cell.value}”，申报书{case.say(own)}，正文也没有这个数，请核实。",
        cell,
        own,
        severity=Severity.W,
        about=(cell.key,),
        expected=own.value,
        found=cell.value,
    )


def capacity_listed(case: Case, cell: Field, book: str) -> Iterator[Answer]:
    """Another number than that of the book, of the unit in which the book tells what is made in a year."""
    for hit in MADE.finditer(fold_text(cell.value)):
        value, unit = worth(hit), hit["unit"][-1]
        if any(worth(one) == value and one["unit"][-1] == unit for one in MADE.finditer(book)):
            continue
        for text, spot in yearly(case):
            other = next((one for one in MADE.finditer(text) if one["unit"][-1] == unit), None)
            if other is None:
                continue
            yield case.finding(
                f"汇总表主要产品及产能填“{hit[0]}”，申报书为“{text[:40]}”，两处不一致，请核实。",
                cell,
                spot,
                severity=Severity.W,
                about=(cell.key,),
                expected=other[0],
                found=hit[0],
            )
            return


def worth(hit: re.Match[str]) -> str:
    """The number in single pieces, so that 3.5万吨 and 35000吨 are one."""
    scale = hit["unit"][0] if hit["unit"][0] in "千万亿" else ""
    return str(worth_of(hit["n"], scale).normalize())


def yearly(case: Case) -> Iterator[tuple[str, Field | Claim | Place]]:
    """What the line makes in a year, and what the prose says that the company does."""
    if product := case.field("line_product"):
        yield fold_text(product.value), product
    for claim in case.submission.claims:
        if claim.concept in ("capacity", "volume") and not claim.planned and not claim.relation and "年" in claim.text:
            yield fold_text(claim.text), claim


def certificate_listed(case: Case, cell: Field) -> Iterator[Answer]:
    """是（3级） beside a book that ticks 2级, or has no certificate."""
    own = case.field("cmmm_cert_level")
    if own is None or not own.value:
        return
    text = cell.text or cell.value
    level, right = LEVEL.search(text), LEVEL.search(own.value)
    if NO.search(text):
        said, same = "否", right is None
    elif YES.search(text):
        said = f"是（{level[0]}）" if level else "是"
        same = right is not None and (level is None or level[1].translate(_DIGITS) == right[1].translate(_DIGITS))
    else:
        return
    if not same:
        yield case.finding(
            f"汇总表是否完成CMMM认证填“{said}”，申报书{case.say(own)}，两处不一致，请核实。",
            cell,
            own,
            about=(cell.key,),
            expected=own.value,
            found=said,
        )
