"""GS-06 甘肃省智能工厂评价推荐表: one row a project, eighteen cells a row (recommendation_tables.md §2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from fill.address import fill_city_county
from fill.book import Book, cell, quoted, shown
from fill.equipment import fill_domestic, fill_machines, fill_network, fill_secure
from fill.industry import fill_production_mode, fill_sub_industry, tick
from fill.layout import Layout, layout_of
from fill.money import fill_invest, fill_main_revenue
from fill.products import fill_products
from fill.summary import fill_company_brief, fill_project_brief
from fill.table import MISSING, FilledCell, FilledRow, FilledTable, Mode, missing
from fill.wording import one_line
from model.place import Place
from model.reference import Reference
from model.review import Review
from model.submission import Field
from model.text import squash

_SCENE = "优秀应用场景"
_ORDER_REMARK = "暂按先进级、基础级、优秀应用场景和名称排列，请按推荐次序调整"


def fill_gs_06(reviews: Sequence[Review], reference: Reference) -> FilledTable:
    """The table over these reviews, sorted 先进级, 基础级, 优秀应用场景, then by company and project."""
    layout = layout_of(reference, "GS-06")
    books, notes = _books(reviews, reference, layout)
    rows: list[FilledRow] = []
    for number, book in enumerate(books, 1):
        first = FilledCell(str(number), Mode.ASK, remark=_ORDER_REMARK)
        cells = (first, *(_FILL[column.key](book) for column in layout.columns[1:]))
        rows.append(FilledRow(book.submission.id, tuple(_questioned(book, cell) for cell in cells)))
        notes += _losses(book, number)
    notes += _repeated(rows)
    labels = tuple(column.label for column in layout.columns)
    return FilledTable(layout.id, layout.title, layout.header, labels, tuple(rows), layout, tuple(notes), layout.footer)


def fill_name_project(book: Book) -> FilledCell:
    """企业名称 newline 项目名称; for a scene with the name of its instances in brackets."""
    company, project = book.get("company_name", "applicant"), book.get(*book.carrier.project)
    if company is None and project is None:
        return missing("书中未填企业名称和项目名称")
    named = [f for n in book.instances if (f := book.get(f"t2[{n}].instance_name"))] if project else []
    lines = [_line(company) if company else MISSING, _line(project) if project else MISSING]
    if named and project and [squash(shown(f)) for f in named] != [squash(shown(project))]:
        lines[1] += f"（{'、'.join(_line(f) for f in named)}）"
    remarks, places = [] if company else ["书中未填企业名称"], []
    if project is None:
        remarks.append("书中未填项目（场景）名称")
    if company and company.key == "applicant":
        remarks.append("企业名称未填，取封面申报单位")
    for field, key, where in ((company, "applicant", "封面申报单位"), (project, "cover_scene_name", "封面场景名称")):
        other = book.get(key) if field else None
        if field and other and _bare(shown(other)) != _bare(shown(field)):
            remarks.append(f"两处不一致：表内“{_line(field)}”，{where}“{_line(other)}”，请核实")
            places.append(quoted(other))
    if others := book.other_scenes:
        names = "、".join(dict.fromkeys(_line(f) for f in others))
        remarks.append(f"附表1另列场景“{names}”，如是另一申报项目，应另报一份、另列一行")
        places += [quoted(f) for f in others]
    mode = Mode.AUTO if company and project else Mode.CLERK
    return cell("\n".join(lines), mode, [company, project, *named], remarks, places)


def fill_apply_type(book: Book) -> FilledCell:
    """The box of what the book declares; its title says so."""
    sources = [f for key in ("applicant", "company_name") if (f := book.get(key))][:1]
    remark = f"由申报书种类（{book.carrier.form}）确定"
    return replace(cell(tick(book.layout.types, [book.carrier.type]), Mode.AUTO, sources), remark=remark)


def fill_self_level(book: Book) -> FilledCell:
    """The ticked level; several ticks are for a person."""
    field = book.get("cmmm_self_level")
    if field is None:
        return missing("书中未勾选CMMM自评估等级")
    if len(field.ticked) > 1:
        return missing(f"书中勾选了多项：{'、'.join(field.ticked)}", (quoted(field),))
    return cell(field.value, Mode.AUTO, [field])


def fill_certified(book: Book) -> FilledCell:
    """Empty for scenes (FMT-14: 申报场景企业此项勿填); else 是（n级） or 否 as ticked."""
    if book.carrier.type == _SCENE:
        return FilledCell("", Mode.AUTO, remark="申报场景企业此项勿填")
    field = book.get("cmmm_cert_level")
    if field is None or len(field.ticked) > 1:
        return missing("书中未（或重复）勾选CMMM等级认证", (quoted(field),) if field else ())
    return cell("否" if field.value == "无认证" else f"是（{field.value}）", Mode.AUTO, [field])


def fill_remark(book: Book) -> FilledCell:
    """Left empty: findings are internal and never printed here."""
    return FilledCell("", Mode.CLERK, remark="留空，由填表人填写")


_FILL: dict[str, Callable[[Book], FilledCell]] = {
    "name_project": fill_name_project,
    "sub_industry": fill_sub_industry,
    "city_county": fill_city_county,
    "apply_type": fill_apply_type,
    "production_mode": fill_production_mode,
    "company_brief": fill_company_brief,
    "project_brief": fill_project_brief,
    "products_capacity": fill_products,
    "network_systems": fill_network,
    "nc_robots": fill_machines,
    "invest_3y": fill_invest,
    "secure_equipment": fill_secure,
    "domestic_equipment": fill_domestic,
    "main_revenue_prev": fill_main_revenue,
    "cmmm_self_level": fill_self_level,
    "cmmm_certified": fill_certified,
    "remark": fill_remark,
}


def _books(reviews: Sequence[Review], reference: Reference, layout: Layout) -> tuple[list[Book], list[str]]:
    carriers = {carrier.form: carrier for carrier in layout.carriers}
    books: list[Book] = []
    notes, seen = [], set()
    for review in reviews:
        submission = review.submission
        if submission.id in seen:
            notes.append(f"“{submission.name}”与另一份材料完全相同，只列一行。")
        elif carrier := carriers.get(submission.form or ""):
            books.append(Book(review, reference, layout, carrier))
        else:
            what = f"是{submission.form}" if submission.form else "里没有认出申报书"
            notes.append(f"“{submission.name}”{what}，不属于本表的申报类型，未列入，请核对。")
        seen.add(submission.id)
    if not books:
        notes.append("没有可列入本表的申报项目。")
    return sorted(books, key=lambda book: _rank(book, layout)), notes


def _rank(book: Book, layout: Layout) -> tuple[int, str, str, str, str]:
    company, project = book.get("company_name", "applicant"), book.get(*book.carrier.project)
    names = (squash(shown(field)) if field else "" for field in (company, project))
    name, title = names
    return (
        layout.types.index(book.carrier.type),
        name or book.submission.name,
        title,
        book.submission.name,
        book.submission.id,
    )


def _losses(book: Book, number: int) -> Iterator[str]:
    """What of this submission was not read, so that no empty cell looks like the applicant's fault."""
    papers = book.submission.papers
    for paper in papers:
        if not paper.status.readable:
            yield f"第{number}行：文件“{paper.file}”未能读取（{paper.error or paper.status}），有关栏目可能缺数。"
        elif paper.unread_pages:
            pages = "、".join(map(str, paper.unread_pages))
            yield f"第{number}行：文件“{paper.file}”第{pages}页没有文字层，有关栏目可能缺数。"
    books = [paper.file for paper in papers if paper.kind == book.submission.form]
    if len(books) > 1:
        yield f"第{number}行：材料中有{len(books)}份同类申报书（{'、'.join(books)}），只取一份，请核对是否应分行填报。"


def _questioned(book: Book, filled: FilledCell) -> FilledCell:
    """The cell with the rules that found fault (B or E) with the very words it was taken from."""
    rules = []
    for outcome in book.review.outcomes:
        evidence = [e for f in outcome.findings if f.severity in "BE" and f.folded_under is None for e in f.places]
        if any(_same_words(place, spot) for place in filled.sources for spot in evidence):
            rules.append(outcome.rule)
    if not rules:
        return filled
    remark = f"审查规则{'、'.join(dict.fromkeys(rules))}对所取内容有意见，请先核对"
    mode = Mode.ASK if filled.mode is Mode.AUTO else filled.mode
    return replace(filled, mode=mode, remark="；".join(filter(None, (filled.remark, remark))))


def _same_words(one: Place, other: Place) -> bool:
    a, b = squash(one.text), squash(other.text)
    return (one.file, one.path) == (other.file, other.path) and bool(a) and bool(b) and (a in b or b in a)


def _repeated(rows: Sequence[FilledRow]) -> Iterator[str]:
    counts = Counter(row.cells[1].text for row in rows)
    for text, times in counts.items():
        if times > 1 and MISSING not in text:
            numbers = "、".join(str(n) for n, row in enumerate(rows, 1) if row.cells[1].text == text)
            yield f"第{numbers}行的企业和项目相同，疑为重复报送，请核对。"


def _line(field: Field) -> str:
    return one_line(shown(field))


def _bare(text: str) -> str:
    return squash(text).strip("。. ")
