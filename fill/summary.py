"""企业简介 and 申报项目简介 (templates A, B): at most 100 字, only words and numbers of the book, no number cut.

Source: recommendation_tables.md §2; limits LEN-13, LEN-14 (附件6「企业简介(100字以内)」).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fill.address import find_region
from fill.book import Book, Prose, doubts, printed_number, quoted, shown
from fill.money import differing_statement, disputes, revenue_field
from fill.products import find_business, find_capacities, find_product, find_title
from fill.table import FilledCell, Mode, missing
from fill.wording import clauses, leading, one_line, parts, sentences, shorten_list
from model.place import Place
from model.submission import Field
from model.text import count_words, half_width, squash

LIMIT = 100
_BUSINESS, _PRODUCT, _SCENE, _EFFECT = 20, 25, 30, 44
_ALL_PLANNED = re.compile(r"(?:以上|以下|上述|均).{0,8}(?:预计|预期|目标|计划|测算|估算)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a summary; `opener` is the sign before it."""

    text: str
    places: tuple[Place, ...]
    opener: str = "，"


def compose(pieces: Sequence[Piece], limit: int = LIMIT) -> tuple[str, tuple[Place, ...], int]:
    """(text, places, pieces used): the longest beginning of `pieces` of at most `limit` 字; "" when none fits."""
    for used in range(len(pieces), 0, -1):
        text = "".join(("" if i == 0 else p.opener) + p.text for i, p in enumerate(pieces[:used])) + "。"
        if count_words(text) <= limit:
            return text, tuple(place for piece in pieces[:used] for place in piece.places), used
    return "", (), 0


def fill_company_brief(book: Book) -> FilledCell:
    """Template A: name, founding, place, business, products; last year's revenue and assets; one title."""
    name = book.get("company_name", "applicant")
    if name is None:
        return missing("书中未填企业名称")
    pieces, remarks = [Piece(one_line(shown(name)), (quoted(name),))], ["按企业简介和表内数据摘编，请核实"]
    pieces += [piece for piece in (_founded(book), _located(book), *_business(book)) if piece]
    if len(pieces) > 1:
        first = pieces[1]
        pieces[1] = Piece(first.text, first.places, "")
    pieces += _figures(book, remarks)
    if title := find_title(book):
        pieces.append(Piece(title.text, (title.place,), "。"))
    return _brief(pieces, remarks, 2)


def fill_project_brief(book: Book) -> FilledCell:
    """Template B: link, investment, scene, period, up to two effects with numbers; effects are dropped first."""
    scene = book.get(*book.carrier.project)
    if scene is None:
        return missing("书中未填场景（项目）名称")
    remarks, pieces = ["按申报项目表和附表1摘编，请核实"], []
    disputed: list[Place] = []
    if link := book.get("link_name", "line_name"):
        word = one_line(shown(link)).removesuffix("环节")
        pieces.append(Piece(f"围绕{word}{'环节' if link.key == 'link_name' else ''}", (quoted(link),)))
    investment = book.get(book.carrier.investment)
    paid = f"投资{printed_number(investment, '万元')}" if investment else ""
    what, sources = _scene(book, scene)
    pieces.append(Piece(f"{paid}建设{what}", ((quoted(investment),) if investment else ()) + sources))
    period = book.get(book.carrier.period)
    if period and period.problem is None and "/" in period.value:
        done = book.declared is not None and "" < (end := period.value.split("/")[1]) <= book.declared.value[: len(end)]
        when = one_line(shown(period))
        pieces.append(Piece(f"{when}建成" if done else f"建设期{when}", (quoted(period),)))
    for field in (investment, period):
        remarks += doubts(field)[0] if field else []
    for remark, place in disputes(book, investment, "build_investment") if investment else ():
        remarks.append(remark)
        disputed.append(place)
    return _brief([*pieces, *_effects(book, pieces)], remarks, 1, disputed)


def _brief(pieces: Sequence[Piece], remarks: list[str], least: int, also: Sequence[Place] = ()) -> FilledCell:
    text, places, used = compose(pieces)
    if used < least:
        return missing("书中可摘的内容不足，或单项已超过100字")
    return FilledCell(text, Mode.ASK, tuple(dict.fromkeys([*places, *also])), "；".join(dict.fromkeys(remarks)))


def _founded(book: Book) -> Piece | None:
    field = book.get("founded_date")
    if field is None:
        return None
    printed, year = one_line(shown(field)), field.value[:4]
    when = f"{year}年" if re.match(rf"{year}(?!\d)", printed) else printed
    return Piece(f"成立于{when}", (quoted(field),))


def _located(book: Book) -> Piece | None:
    field = book.get(*book.carrier.address)
    spot = find_region(shown(field), book.reference.regions, book.layout.province) if field else None
    return Piece(f"位于{spot.name}", (quoted(field),)) if field and spot else None


def _business(book: Book) -> Iterator[Piece]:
    business, product, capacities = find_business(book), find_product(book), find_capacities(book)
    if business and count_words(business.text) <= _BUSINESS:
        yield Piece(f"主营{business.text}", (business.place,))
    if product and (text := shorten_list(product.text, _PRODUCT)):
        yield Piece(text, (product.place,))
        room = _PRODUCT - count_words(text)
    else:
        room = _PRODUCT
    if capacities and count_words(capacities[0].text) <= room:
        yield Piece(capacities[0].text, (capacities[0].place,))


def _figures(book: Book, remarks: list[str]) -> Iterator[Piece]:
    """Revenue and assets of last year from the table; a number that the papers dispute is not repeated."""
    revenue, year = revenue_field(book)
    head = next((f for f in book.submission.like("year_") if f.value == year), None)
    stamp, stamped = (f"{year}年", (quoted(head),)) if head and year in squash(shown(head)) else ("", ())
    opener = "。"
    for field, label in ((revenue, "主营业务收入"), (book.get(f"total_assets[{year}]"), "资产总额")):
        if field is None:
            continue
        concept = field.key.partition("[")[0].replace("total_", "")
        told = [remark for remark, _ in disputes(book, field, concept, year)]
        if field.rivals or field.problem or told or (field is revenue and differing_statement(book, field, year)):
            remarks.append(f"{label}书中数据有出入，简介中未写")
            continue
        yield Piece(f"{stamp}{label}{printed_number(field, '万元')}", (*stamped, quoted(field)), opener)
        stamp, stamped, opener = "", (), "，"


def _scene(book: Book, scene: Field) -> tuple[str, tuple[Place, ...]]:
    """The scene's name, with the name of its one instance where both stay within 30 字."""
    name = one_line(shown(scene))
    if scene.key == "scene_name" and not name.endswith("场景"):
        name += "场景"
    named = [f for n in book.instances if (f := book.get(f"t2[{n}].instance_name"))]
    if len(named) == 1 and squash(shown(named[0])) != squash(shown(scene)):
        full = f"{name}（{one_line(shown(named[0]))}）"
        if count_words(full) <= _SCENE:
            return full, (quoted(scene), quoted(named[0]))
    return name, (quoted(scene),)


def _effects(book: Book, before: Sequence[Piece]) -> Iterator[Piece]:
    """Up to two results with numbers that still fit; what is planned comes last and keeps its own words."""
    room = LIMIT - count_words("，".join(piece.text for piece in before) + "。")
    opener, given = "，", 0
    for prose, unit, whole in sorted(_results(book), key=lambda result: result[2]):
        most = min(room - 1, _EFFECT)
        choice = next((p for p in leading(unit, most) if re.search(r"\d", p) and (not whole or p == unit)), None)
        if choice:
            yield Piece(choice, (prose.quote(choice),), opener)
            room, opener, given = room - 1 - count_words(choice), "；", given + 1
            if given == 2:
                return


def _results(book: Book) -> Iterator[tuple[Prose, str, bool]]:
    """(place, words, whether they must stay whole): a sentence that speaks of plans is never taken apart."""
    keys = [f"t1[{n}].effect" for n in book.instances] or ["benefit_overview"]
    for prose in book.prose(*keys):
        if _ALL_PLANNED.search(prose.text):
            if len(kept := "。".join(sentences(prose.text))) >= len(prose.text.rstrip("。！？!?")):  # nothing left out
                yield prose, kept, True
            continue
        for sentence in sentences(prose.text):
            whole = book.planned(sentence)
            for unit in [sentence] if whole else parts(sentence):
                if re.search(r"\d", half_width(unit)) and clauses(unit):
                    yield prose, unit, whole
