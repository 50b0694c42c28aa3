"""近三年软硬件投资 and 上年度主营业务收入: numbers as printed, with unit, beside what else the papers say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fill.book import Book, cell, printed_number, quoted, shown
from fill.table import FilledCell, Mode, missing
from fill.wording import clauses, sentences, tidy
from model.amount import judge
from model.place import Place
from model.submission import Field

_INVESTED = re.compile(
    r"近三年.{0,24}?(?:投资|投入).{0,16}?(?P<sum>(?:约|近|超过|超|逾|不低于|累计)?\d[\d,.]*\d?余?(?:万元|亿元)(?:以上|左右)?)"
)
_ON_SYSTEMS = re.compile(r"软硬件|智能|数字化|信息化|自动化|装备|设备|技术改造|技改")
_WINDOW = 3


def fill_main_revenue(book: Book) -> FilledCell:
    """主营业务收入 of the year before the declaration; the statement's where it differs from the table (§0.1)."""
    field, year = revenue_field(book)
    if field is None:
        if sales := book.get("sales_prev"):
            return cell(printed_number(sales, "万元"), Mode.ASK, [sales], ["销售口径，不是主营业务收入，请核实"])
        latest = max(book.submission.like("main_revenue["), key=lambda f: f.key, default=None)
        also = f"；最近只填到{latest.key[13:17]}年：{printed_number(latest, '万元')}" if latest else ""
        return missing(f"书中未填{year or '上'}年主营业务收入{also}", (quoted(latest),) if latest else ())
    remarks, places = [], []
    if not book.last_year:
        remarks.append(f"申报日期未填，取最近的{year}年，请核实是否上年度")
    for remark, place in disputes(book, field, "main_revenue", year):
        remarks.append(remark)
        places.append(place)
    line = differing_statement(book, field, year)
    if line and line.amount:
        wan = f"{(line.amount.value / Decimal(10000)):f}"
        wan = wan.rstrip("0").rstrip(".") if "." in wan else wan
        remarks.insert(0, f"两处不一致：报表“{shown(line)}”（{line.amount.value:f}元＝{wan}万元），"
                          f"申报书表内{printed_number(field, '万元')}；按取数次序取报表，请核实")  # fmt: skip
        return cell(f"{wan}万元", Mode.ASK, [line, field], remarks, places)
    return cell(printed_number(field, "万元"), Mode.AUTO, [field], remarks, places)


def revenue_field(book: Book) -> tuple[Field | None, str]:
    """(main revenue of last year, that year); of the latest printed year when the book bears no date."""
    if year := book.last_year:
        return book.get(f"main_revenue[{year}]"), year
    latest = max(book.submission.like("main_revenue["), key=lambda f: f.key, default=None)
    return latest, latest.key[13:17] if latest else ""


def differing_statement(book: Book, field: Field, year: str) -> Field | None:
    """The statement's main revenue of this year when it cannot be the table's number."""
    line = book.get(f"is.main_revenue[{year}]")
    if line and line.amount and field.amount and judge(line.amount.interval, field.amount):
        return line
    return None


def disputes(book: Book, field: Field, concept: str, year: str = "") -> Iterator[tuple[str, Place]]:
    """What the prose says of the same quantity that cannot be the table's number: (remark, place)."""
    for claim in book.claims(concept, year):
        if field.amount and judge(field.amount.interval, claim.amount):
            yield f"两处不一致：表内{printed_number(field, '万元')}，正文“{tidy(claim.text)}”，请核实", claim.place


def fill_invest(book: Book) -> FilledCell:
    """What the prose says was invested in 近三年; else the scene's investment when its building ended in that time."""
    if stated := _stated(book):
        text, place = stated
        return cell(text, Mode.ASK, [], ["取自正文“近三年…投资”一句，请核实是否只含软硬件"], [place])
    field, period = book.get(book.carrier.investment), book.get(book.carrier.period)
    if field is None:
        return missing("书中未填建设投资，正文也没有近三年软硬件投资")
    seen = (quoted(field), *((quoted(period),) if period else ()))
    amount = printed_number(field, "万元")
    if period is None or "/" not in period.value or book.declared is None:
        return missing(f"建设起止日期或申报日期不全，不能确定建设投资{amount}是否在近三年内", seen)
    start, _, end = period.value.partition("/")
    day = book.declared.value
    if not end or end > day[: len(end)]:
        return missing(f"建设期“{tidy(shown(period))}”在申报日期之后才结束，建设投资{amount}尚未全部发生", seen)
    if end < _years_before(day)[: len(end)]:
        return missing(f"建设期“{tidy(shown(period))}”止于近三年之前，建设投资{amount}不计入", seen)
    remarks = [
        f"推算：书中没有这一栏，以申报日期前三年内建成项目的建设投资{amount}代替，请核实是否只含软硬件、有无其他项目"
    ]
    if start and start < _years_before(day)[: len(start)]:
        remarks.append("建设期起于近三年之前，金额为全期投资")
    places = []
    for remark, place in disputes(book, field, "build_investment"):
        remarks.append(remark)
        places.append(place)
    return cell(amount, Mode.ASK, [field, period, book.declared], remarks, places)


def _stated(book: Book) -> tuple[str, Place] | None:
    for prose in book.prose():
        for sentence in sentences(prose.text):
            for clause in clauses(sentence):
                match = _INVESTED.search(clause)
                if match and _ON_SYSTEMS.search(clause) and "研发" not in clause and not book.planned(sentence):
                    return match["sum"], prose.quote(clause)
    return None


def _years_before(day: str) -> str:
    return f"{int(day[:4]) - _WINDOW:04d}{day[4:]}"
