"""Y-08 beside the book: a register of titles that an office keeps lists another year or a lower rank than the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from check.case import Agreed, Answer, Case
from check.papers_told import papers_told
from check.sought import Sought
from check.spelling import fold_company, fold_text
from check.telling import tell_texts
from model.finding import Severity
from model.place import Place
from model.submission import Grid, Passage

REGISTER = re.compile(
    r"台账|名册|名录|登记[表簿册]|备案(?:表|清单)|(?:称号|荣誉|认定)(?:清单|一览|汇总)|培育库"
    r"|(?:资质|荣誉|获奖|认定)?证书[^，,。；;]{0,6}(?:摘录|摘要|一览|汇总|清单|明细|目录)|(?:资质|荣誉|获奖)(?:情况)?(?:摘录|摘要|明细|目录|一览)"
)
NAME, TITLE, WHEN = (
    re.compile(p)
    for p in (
        r"^(?!发|颁|授|认定|批准|主管|评定).*(?:单位|企业|公司)",
        r"^(?!.*(?:单位|时间|日期|编号)).*(?:称号|荣誉|等级|认定(?:名称|类型|项目)|资质|奖项|奖励)|^证书(?:名称)?$",
        r"时间|日期|年份|年度|年月",
    )
)
KINDS = (
    r"基础级|先进级|卓越级|领航级|数字化车间|智能车间|智能制造示范(?:工厂|车间)|优秀场景"
    r"|绿色工厂|专精特新|小巨人|单项冠军|企业技术中心|技术创新示范企业|工业设计中心|技术创新中心|工程(?:技术)?研究中心|重点实验室|质量标杆|瞪羚企业|服务型制造示范企业"
)
KIND = re.compile(KINDS)
#: 江西省, 省级.
_PROVINCE = r"(?:[\u4e00-\u9fff]{2,3}(?=省))?省级?"
RANKS = (("国家", re.compile(r"国家|工信部|工业和信息化部|部级")), ("省", re.compile(r"省|自治区")))
#: 2023年12月，甘肃省先进级智能工厂; 国家绿色工厂（2023年3月）.
CLAIM = Sought(
    rf"(?P<y>20\d\d)\s*年(?:度|\s*\d{{1,2}}月)?(?:\d{{1,2}}日)?[，,:：]?(?:公司|本公司|我公司)?(?:[^。；;，,、：:\d]{{0,14}}?(?:获评|获批|获得|荣获|入选|获(?=国家|{_PROVINCE})|被?认定为?|被?评为|被?列[为入]|通过|拿到|评上|取得))?"
    rf"(?:了)?(?P<rank>国家级?|工信部|{_PROVINCE}|全省)?(?:制造业)?(?P<kind>{KINDS})"
    rf"|(?P<rank2>国家级?|{_PROVINCE})?(?:制造业)?(?P<kind2>{KINDS})[^，,。；;()（）]{{0,8}}?[（(](?P<y2>20\d\d)(?:年|[)）])"
)
#: A title may be published so many months after it was granted.
LATER = 3
#: No title of the applicant's own, or none as yet.
OTHER = re.compile(r"计划|拟|力争|目标|申报|争创|创建|客户|供应商|集团|子公司|复核|复审|到期|有效|推荐")


@dataclass(frozen=True, slots=True)
class Entry:
    """A title with its year: `rank` 国家, 省 or "" where none is told."""

    kind: str
    rank: str
    year: str
    words: str
    place: Place


def find_register_differs(case: Case) -> Iterator[Answer]:
    """W, one for a kind of title: no year of the register is the book's, or the rank is higher than all of them."""
    listed = list(chain.from_iterable(entries(case, told) for _, told in papers_told(case) if is_register(told)))
    listed += chain.from_iterable(map(drawn, case.submission.grids))
    told = list(claims(case)) if listed else []
    seen = set[str]()
    for claim in told:
        same = [entry for entry in listed if entry.kind == claim.kind]
        if not same or claim.kind in seen:
            continue
        years = {entry.year for entry in same if entry.year}
        years |= {claim.year for entry in same if is_near(entry.words, claim.words)}
        lower = claim.rank == "国家" and all(entry.rank == "省" for entry in same)
        wrong = bool(claim.year and years) and claim.year not in years
        others = any(c.year in years and c.kind == claim.kind for c in told)
        if not lower and (not wrong or others):
            yield Agreed()
            continue
        seen.add(claim.kind)
        first = same[0]
        yield case.finding(
            f"书中称“{claim.words}”，《{first.place.file}》所列为“{first.words}”，两处不一致，请核实。",
            claim.place,
            first.place,
            severity=Severity.W,
            about=("history.claimed", claim.kind),
            expected=first.words,
            found=claim.words,
        )


def is_near(one: str, other: str) -> bool:
    """Whether both tell a month, and a title may have been granted in one and published in the other."""
    dates = [re.search(r"(20\d\d)\s*年\s*(\d{1,2})月", text) for text in (one, other)]
    months = [int(hit[1]) * 12 + int(hit[2]) for hit in dates if hit]
    return len(months) == 2 and abs(months[0] - months[1]) <= LATER


def is_register(told: Sequence[Passage]) -> bool:
    return any(REGISTER.search(one.text) for one in told[:2])


def entries(case: Case, told: Sequence[Passage]) -> Iterator[Entry]:
    """The applicant's rows under 单位, 称号 and 时间."""
    own, columns = case.field("company_name"), list[int]()
    for one in told:
        cells = one.text.split("\t")
        if one.key != "paper.row":
            continue
        heads = [next((n for n, cell in enumerate(cells) if p.search(cell)), -1) for p in (NAME, TITLE, WHEN)]
        if not columns:
            columns = heads if min(heads[1:]) >= 0 and len(set(heads)) == 3 else []
            continue
        if own is None or max(columns) >= len(cells):
            continue
        name, title, when = (cells[n] if n >= 0 else own.value for n in columns)  # a house's own book names nobody
        if fold_company(own.value) in fold_text(name):
            yield from entry(title, when, one.place.quoting(title))


def drawn(grid: Grid) -> Iterator[Entry]:
    """The same of a table bound in behind the book: 资质证书摘录, the certificates of the house with their dates."""
    if grid.own or not grid.rows or not REGISTER.search(grid.caption):
        return
    cells = [cell.text for cell in grid.rows[0]]
    heads = [next((n for n, cell in enumerate(cells) if p.search(cell)), -1) for p in (NAME, TITLE, WHEN)]
    if heads[0] >= 0 or min(heads[1:]) < 0:
        return
    for row in grid.rows[1:]:
        if len(row) == len(cells) and not AGAIN.search("".join(cell.text for cell in row)):
            title = row[heads[1]]
            yield from entry(title.text, row[heads[2]].text, title.place)


#: Given anew: the first time was another year.
AGAIN = re.compile(r"复核|复审|复评|换[发证]|重新|续[期展]|第二次|再次")


def entry(title: str, when: str, place: Place) -> Iterator[Entry]:
    kind, year = KIND.search(title), re.search(r"20\d\d", when)
    if kind:
        yield Entry(kind[0], rank_of(title), year[0] if year else "", f"{title.strip()}（{when.strip()}）", place)


def rank_of(text: str) -> str:
    return next((name for name, pattern in RANKS if pattern.search(text)), "")


def claims(case: Case) -> Iterator[Entry]:
    """What the book says of its titles: in sentences, and in rows of its tables that give a title and a date."""
    for one in tell_texts(case):
        for part in re.split(r"[。；;\n]", one.text):
            for hit in CLAIM.finditer(part):
                if not OTHER.search(hit[0]) and not case.reference.lexicons.is_plan(part):
                    kind, rank, year = hit["kind"] or hit["kind2"], hit["rank"] or hit["rank2"], hit["y"] or hit["y2"]
                    words = hit[0].strip()
                    yield Entry(kind, rank_of(rank or ""), year, words, one.place.quoting(words))
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            cells = [cell.text for cell in row if cell.text.strip()]
            title = next((cell for cell in cells if KIND.search(cell) and len(cell) <= LONGEST), "")
            date = next((cell for cell in cells if WHOLE_DATE.fullmatch(cell)), "")
            place = next((cell.place for cell in row if cell.text == title), None)
            if title and date and place and not OTHER.search(title):
                yield from entry(title, date, place)


#: 2022年12月, 2022年度, 2022.12, 2022-12-08.
WHOLE_DATE = re.compile(r"\s*20\d\d(?:年度?(?:\d{1,2}月)?(?:\d{1,2}日)?|[.．/-]\d{1,2}(?:[.．/-]\d{1,2})?)\s*")
#: So many letters at most are a title and no sentence.
LONGEST = 24
