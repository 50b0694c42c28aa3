"""FMT-26: a project is called otherwise in the filing (备案) or the feasibility study (可研): of a row, of a book."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.registry import rule
from check.show import WAN
from check.sought import Sought
from check.spelling import fold_company, fold_text
from check.tables.row_faulty import need_rows
from check.tables.rows_alike import find_numbers_shared
from check.telling import find_sentences, tell_texts
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field

TABLE = "GS-07"
#: Alike by so much, two names are of one project; so near, two sums are one.
ALIKE, CLOSE = 0.6, Decimal("0.005")
#: （一期） at the end, and the company ahead of the name.
PHASE = re.compile(r"[（(][一二三123][期标]段?(?:工程)?[)）]")


@rule("FMT-26")
def find_project_renamed(case: Case) -> Iterator[Answer]:
    """Against the names that other papers of the same submission (可研报告, 备案文件) give for the field."""
    if case.submission.form != TABLE:
        yield from find_filed_otherwise(case)
        return
    shared = [*find_numbers_shared(case)]
    yield from shared
    compared = bool(shared)
    filings = read_filings(case)
    for n in need_rows(case):
        name = case.field(f"rows[{n}].project_name")
        if name is None:
            continue
        others: list[tuple[str, Field | Place]] = [(rival.value, rival.place) for rival in name.rivals]
        others += [(one["project_name"].value, one["project_name"]) for one in filings if is_of(case, one, n)]
        for told, where in others:
            compared = True
            if is_same(case, name, told, where):
                yield Agreed()
                continue
            yield case.finding(
                f"第{n}行项目名称为“{name.value}”，备案或可研文件为“{told}”，应当一致，请核实。",
                name,
                where,
                about=(name.key,),
                expected=told,
                found=name.value,
            )
    if not compared:
        raise NotChecked("没有读到备案文件或可研报告中的项目名称，请对照原件核对。", Cause.OUTSIDE)


def find_filed_otherwise(case: Case) -> Iterator[Answer]:
    """W: the book's own project, known by its sum, its number or a name much alike, has another name in its filing.

    A company files other projects, too: where one of the filings has the book's name, the rest are of those.
    """
    name = project_of(case)
    filings = [*read_filings(case), *filings_told(case)]
    own = fold_company(found.value) if (found := case.field("company_name") or case.field("applicant")) else ""
    filings = [
        one for one in filings if not own or "company_name" not in one or fold_company(one["company_name"].value) == own
    ]
    if not filings:
        raise NotChecked("没有读到备案文件或可研报告中的项目名称，请对照原件核对。", Cause.OUTSIDE)
    told = {
        id(one): PHASE.sub("", one["project_name"].value).removeprefix(found.value if found else "") for one in filings
    }
    mine = PHASE.sub("", name.value).removeprefix(found.value if found else "")
    same = [
        one
        for one in filings
        if Levenshtein.distance(bare(mine), bare(told[id(one)])) <= misread_of(case, name, one["project_name"])
    ]
    other = next((one for one in filings if is_told(one) or is_this(case, mine, told[id(one)], one)), None)
    if same or other is None:
        yield Agreed()
        return
    yield case.finding(
        f"申报书的项目名称为“{name.value}”，备案或可研文件为“{other['project_name'].value}”，请核实是否同一项目、名称应否一致。",
        name,
        other["project_name"],
        severity=Severity.W,
        about=(name.key,),
        expected=other["project_name"].value,
        found=name.value,
    )


def project_of(case: Case) -> Field:
    """The project that a book is of; a book that has only its factory's name may call it a project."""
    factory = case.field("factory_name")
    if (name := case.field("project_name")) or (factory and re.search("(?:项目|工程)$", factory.value.strip())):
        return name or case.need("factory_name")
    raise NotApplicable("本材料没有项目名称一栏。")


def is_told(filing: dict[str, Field]) -> bool:
    """Whether the book says the name of its own project, so that nothing must show whose it is."""
    return filing["project_name"].key.startswith("told.")


def is_this(case: Case, mine: str, told: str, filing: dict[str, Field]) -> bool:
    """Whether a filing with another name is of the book's project."""
    if "number" in filing and any(bare(filing["number"].value) in bare(text.text) for text in tell_texts(case)):
        return True
    own, other = case.field("project_investment"), filing.get("investment")
    if own and other and own.amount and other.amount:
        sums = (other.amount.value, other.amount.value * WAN)  # the head 总投资（万元） may hold the unit
        return any(abs(own.amount.value - one) <= own.amount.value * CLOSE for one in sums)
    short, long = sorted((bare(mine), bare(told)), key=len)
    return short in long or Levenshtein.normalized_similarity(short, long) >= ALIKE


#: 本项目已备案，备案项目名称为“…”; a sentence on another project of the company does not begin so.
FILED_AS = Sought(
    r"(?:备案|核准|立项)(?:时|证|文件)?(?:上|中|所载|载明)?的?(?:项目)?名称(?:为|是|[:：])\s*[“\"《「]?(?P<name>[^”\"》」，,。；;\s]{5,40})"
)
OWN_PROJECT = re.compile(r"(?:^|[，,。；;])(?:本|该|申报)?(?:智能工厂)?项目(?![二三四]期)")


def filings_told(case: Case) -> Iterator[dict[str, Field]]:
    """The name under which the book itself says that its project was filed."""
    for text, sentence in find_sentences(case, FILED_AS):
        hit = FILED_AS.search(sentence)
        if hit and OWN_PROJECT.search(sentence[: hit.start()]):
            yield {"project_name": Field("told.project_name", hit["name"], hit["name"], text.place.quoting(hit[0]))}


def read_filings(case: Case) -> list[dict[str, Field]]:
    """The facts of each filing or study that names its project: project_name, company_name, number."""
    found = list[dict[str, Field]]()
    for paper in case.submission.papers:
        facts = defaultdict[str, dict[str, Field]](dict)
        for fact in paper.facts:
            if match := re.fullmatch(r"(filing(?:\[\d+\])?)\.(.+)", fact.key):
                facts[match[1]][match[2]] = fact
        found += [one for one in facts.values() if "project_name" in one]
    return found


def is_of(case: Case, filing: dict[str, Field], n: int) -> bool:
    """Whether a filing is of the project of this row: by its number, else by the company where that has one row."""
    number, company = case.field(f"rows[{n}].filing_no"), case.field(f"rows[{n}].company_name")
    if "number" in filing and number is not None and bare(filing["number"].value) == bare(number.value):
        return True
    if "company_name" not in filing or company is None:
        return False
    own = fold_company(filing["company_name"].value)
    rows = [
        m for m in case.rows("rows") if (f := case.field(f"rows[{m}].company_name")) and fold_company(f.value) == own
    ]
    return rows == [n]


def is_same(case: Case, name: Field, told: str, where: Field | Place) -> bool:
    """Alike but for quotation marks and brackets; one character may be misread on a picture."""
    own, other = bare(name.value), bare(told)
    return Levenshtein.distance(own, other) <= misread_of(case, name, where)


def misread_of(case: Case, name: Field, where: Field | Place) -> int:
    """One character where either is read off a picture."""
    place = where.place if isinstance(where, Field) else where
    return 1 if case.is_scanned(place) or case.is_scanned(name.place) else 0


def bare(text: str) -> str:
    """Letters, digits and Chinese characters alone."""
    return re.sub(r"[\W_]", "", fold_text(text))
