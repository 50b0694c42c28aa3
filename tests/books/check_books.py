"""Recomputes what a clean book states: nothing here is used to make the books. Returns complaints in words."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.books.book import Book
from tests.books.statements import WAN, read_years

CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LIMITS = {"application": 300, "pain": 300, "solution": 300, "guarantee": 200, "effect": 300, "other": 300}


def count_words(text: str) -> int:
    """字数 as Word counts: every Chinese character or mark is one, every run of Latin letters and digits is one."""
    return len(re.findall(r"[A-Za-z0-9]+(?:[.,%+-]*[A-Za-z0-9%]+)*|[^\sA-Za-z0-9]", text))


def uscc_is_valid(code: str) -> bool:
    """GB 32100-2015 check digit over 18 characters, and the GB 11714 check digit of characters 9–17."""
    if len(code) != 18 or any(mark not in CHARSET for mark in code):
        return False
    total = sum(CHARSET.index(mark) * pow(3, at, 31) for at, mark in enumerate(code[:17]))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    middle = sum(int(mark, 36) * weight for mark, weight in zip(code[8:16], weights, strict=True))
    return CHARSET[(31 - total) % 31] == code[17] and "0123456789X0"[11 - middle % 11] == code[16]


def fits(value: Decimal, printed: str, slack: Decimal = Decimal(0)) -> bool:
    """True when a computed value is the printed number, rounded to the decimals printed."""
    _, _, decimals = printed.partition(".")
    return abs(value - Decimal(printed)) <= Decimal(5) / Decimal(10) ** (len(decimals) + 1) + slack


def _changes(book: Book) -> Iterator[str]:
    """Every equation the source lists: does it hold, and does the book really print its numbers?"""
    for change in book.changes:
        found = re.fullmatch(r"t1\[(\d+)\]\.(\w+)", change["in"])
        text = book.t1[int(found[1]) - 1][found[2]] if found else book.fields[change["in"]]
        shown = [change["claim"], *change["before"].split("+"), change.get("after", "")]
        shown = shown[:1] if change["in"].startswith("kpi") else shown
        if missing := [number for number in shown if number and number not in text]:
            yield f"{change['what']}: {missing} not printed in {change['in']}"
        b, a = Decimal(change["before"].split("+")[0]), Decimal(change.get("after") or "1")
        computed = {
            "reduction": (b - a) / b * 100,
            "increase": (a - b) / b * 100,
            "points": a - b,
            "share": a / b * 100,
            "quotient": b / a,
            "sum": sum((Decimal(part) for part in change["before"].split("+")), Decimal(0)),
        }[change["kind"]]
        if not fits(computed, change["claim"]):
            yield f"{change['what']}: {computed:.3f} is not {change['claim']}"


def _series(book: Book) -> Iterator[str]:
    """The yearly figures of the form against the figures of the statements."""
    sheets, fields = read_years(book.statement), book.fields
    for year in book.years:
        now = sheets[int(year)]
        revenue = Decimal(fields[f"main_revenue[{year}]"]) * WAN
        if Decimal(fields[f"total_assets[{year}]"]) * WAN != now.assets:
            yield f"total_assets[{year}]"
        if revenue != now.main_revenue or revenue > now.revenue:
            yield f"main_revenue[{year}]"
        if not fits(now.liabilities / now.assets * 100, fields[f"debt_ratio[{year}]"]):
            yield f"debt_ratio[{year}]: {now.liabilities / now.assets * 100:.3f}"
        margins = [profit / revenue * 100 for profit in (now.total_profit, now.net_profit)]
        if not any(fits(margin, fields[f"profit_margin[{year}]"]) for margin in margins):
            yield f"profit_margin[{year}]: {margins}"
    last, before = (Decimal(fields[f"main_revenue[{year}]"]) for year in (book.years[2], book.years[1]))
    if "kpi.G10" in fields and not fits((last - before) / before * 100, fields["kpi.G10"]):
        yield f"kpi.G10: {(last - before) / before * 100:.3f}"


def _form(book: Book) -> Iterator[str]:
    fields = book.fields
    if not uscc_is_valid(fields["uscc"]):
        yield "uscc"
    pairs = ("applicant", "company_name"), ("cover_scene_name", "scene_name")
    yield from (f"{a} ≠ {b}" for a, b in pairs if fields[a] != fields[b])
    if count_words(fields["profile"]) > 500:
        yield f"profile: {count_words(fields['profile'])}字"
    for number, row in enumerate(book.t1, 1):
        counts = {key: count_words(row.get(key, "")) for key in LIMITS}
        yield from (f"t1[{number}].{key}: {count}字" for key, count in counts.items() if count > LIMITS[key])
        if row["link"] != fields["link_name"]:
            yield f"t1[{number}].link"
    if len(book.t1) != len(book.t2):
        yield "附表1/附表2"
    start, end = fields["build_period"].split("/")
    if not fields["founded_date"][:7] <= start < end < fields["declare_date"][:7]:
        yield "dates"


def complain(book: Book) -> list[str]:
    """Everything in a book that does not hold; an honest book gives an empty list."""
    return [*_form(book), *(_series(book) if book.statement else ()), *_changes(book)]
