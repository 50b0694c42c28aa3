"""What a company makes and how much, in the words of its own profile; and 主要产品及产能."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fill.book import Book, Prose, cell, shown
from fill.table import MISSING, FilledCell, Mode, missing
from fill.wording import clauses, one_line, sentences
from model.place import Place

_PRODUCTS = (
    re.compile(r"(?:主要产品|主导产品|主营产品|主要剂型)(?:为|有|包括|是|涵盖|：)?.{2,}"),
    re.compile(r"(?:主要|专业|专门)(?:从事)?(?:生产|制造|加工)(?!线|车间|企业|基地|厂).{2,}"),
    re.compile(r"^生产(?!线|车间|企业|能力|经营|作业|基地|部|和|的|过程|管理|效率).{2,}"),
)
_CAPACITY = re.compile(r"年产|产能|年加工|年处理|日处理|日加工|日产|年生产|生产能力|设计能力")
_BUSINESS = (
    re.compile(r"主营(?!业务收入|收入|产品)(?:业务)?(?:为|是|包括|涵盖|：)?(?P<what>.{2,})"),
    re.compile(r"(?:从事)(?P<what>.{2,}?)(?:的|$)"),
    re.compile(r"集(?P<what>.{2,}?)于一体"),
)
_HELD = re.compile(r"(?:建有|拥有|设有|获评|获得|荣获|入选|被认定为|被评为)$")
_MOST = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """Words taken from one place."""

    text: str
    place: Place


def find_product(book: Book) -> Taken | None:
    """The first clause of the profile that names the products: 主要产品为…, 专业生产…."""
    for pattern in _PRODUCTS:
        for prose, clause in _said(book, "profile"):
            if match := pattern.search(clause):
                return Taken(match[0], prose.quote(match[0]))
    return None


def find_capacities(book: Book) -> list[Taken]:
    """Clauses of the profile (else of the scheme) with a capacity or output and its number, at most two."""
    for key in ("profile", "scheme_text"):
        found = [Taken(clause, prose.quote(clause)) for prose, clause in _said(book, key)
                 if _CAPACITY.search(clause) and re.search(r"\d", clause)]  # fmt: skip
        if found:
            return found[:_MOST]
    return []


def find_business(book: Book) -> Taken | None:
    """What the profile says the company does: 主营X, 从事X的…, 集X于一体."""
    for pattern in _BUSINESS:
        for prose, clause in _said(book, "profile"):
            if match := pattern.search(clause):
                return Taken(match["what"], prose.quote(match[0]))
    return None


def find_title(book: Book) -> Taken | None:
    """The first title that the profile claims as held; the longest name where several begin alike."""
    names = sorted(book.layout.titles, key=len, reverse=True)
    for prose, clause in _said(book, "profile"):
        for name in names:
            at = clause.find(name)
            if at >= 0 and not any(word in clause[:at] for word in book.layout.not_yet):
                held = _HELD.search(clause, 0, at)
                return Taken(clause[held.start() if held else at : at + len(name)], prose.quote(clause))
    return None


def fill_products(book: Book) -> FilledCell:
    """产品；产能 as the profile words them: 产量 or 产能 is the book's own choice."""
    if stated := book.get("line_product"):  # GS-03 asks for it
        return cell(one_line(shown(stated)), Mode.AUTO, [stated])
    product, capacities = find_product(book), find_capacities(book)
    pieces = [taken for taken in (product, *capacities) if taken]
    if not pieces:
        return missing("企业简介中没有写明主要产品和产能")
    texts = list(dict.fromkeys(taken.text for taken in pieces))
    remark = "摘自企业简介原句，请核实"
    if not capacities:
        texts.append(f"产能：{MISSING}")
        remark = "书中未写产量或产能，请补；产品摘自企业简介原句"
    return FilledCell("；".join(texts), Mode.ASK, tuple(taken.place for taken in pieces), remark)


def _said(book: Book, key: str) -> Iterator[tuple[Prose, str]]:
    """Clauses of the sentences that do not speak of the future."""
    for prose in book.prose(key):
        for sentence in sentences(prose.text):
            if not book.planned(sentence):
                yield from ((prose, clause) for clause in clauses(sentence))
