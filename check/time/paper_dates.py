"""T-06: a contract or an invoice of the works lies outside the time of the works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import add_months, read_days
from check.finance.columns import facts
from check.once import sentence_ahead
from check.paper_name import name_paper
from check.registry import rule
from check.spelling import fold_company, fold_text
from check.time.build_dates import read_build
from check.time.dated_rows import COMING, labelled_days
from model.document import Cell
from model.finding import Cause, Severity
from model.submission import Field, Grid, Paper, Passage

SORTS = {"contract": "合同签订日期", "invoice": "发票开票日期"}


@rule("T-06")
def find_paper_date(case: Case) -> Iterator[Answer]:
    """Inside [start − `before` months, end + `after` months]; W. Framework contracts begin earlier, later invoices are
    often the last payments: I up to twice `after`. A paper in which the applicant is not the buyer is no purchase for
    the works."""
    found = [(sort, paper, fact) for sort in SORTS for paper, fact in facts(case, f"{sort}.date")]
    told = [*find_contract_told(case), *find_days_drawn(case)]
    yield from told
    if not found and told:
        return
    if not found:
        raise NotChecked("没有读到合同、发票的日期，未核对。", Cause.NOTHING)
    build = read_build(case)
    own = case.field("company_name")
    for sort, paper, fact in found:
        day, buyer = read_days(fact.value), beside(paper, fact, "buyer")
        called = name_paper(case, paper, fact)
        if day is None:
            yield Skipped(f"{called}的日期“{fact.value}”不可读，未核对。", Cause.AMBIGUOUS)
            continue
        if buyer and own and fold_company(own.value) not in fold_company(buyer.value) and is_name(buyer.value):
            yield Skipped(
                f"{called}的买方为“{buyer.value}”，不是本企业的采购，未核对。",
                Cause.INCOMPARABLE,
            )
            continue
        early = build.start is not None and day.last < add_months(build.start.first, -case.param("before"))
        late = build.end is not None and day.first > add_months(build.end.last, case.param("after"))
        if not early and not late:
            yield Agreed()
            continue
        name = beside(paper, fact, "name")
        frame = re.search(case.param("frame"), paper.file + (name.value if name else "")) is not None
        far = build.end is not None and day.first > add_months(build.end.last, 2 * case.param("after"))
        mild = (early and frame) or (late and sort == "invoice" and not far)
        why = "（是否为框架合同）" if early else "（是否为后期付款）"
        yield case.finding(
            f"{called}的{SORTS[sort]}为{fact.value}，建设时间为{build.first}至{build.last}，"
            f"{'早' if early else '晚'}得较多，请核实{why}。",
            fact,
            *build.fields,
            severity=Severity.I if mild else None,
            found=fact.value,
        )


#: 2018年5月与某公司签订排产系统采购合同; 实施合同签订于2018年5月.
TOLD = (
    re.compile(
        r"(?P<y>20\d{2})年(?:(?P<m>\d{1,2})月)?(?:\d{1,2}日)?[^。；;，,\n\d]{0,40}签(?:订|署|定|约)[^。；;，,\n]{0,30}?(?:合同|协议)"
    ),
    re.compile(
        r"(?:合同|协议)[^。；;，,\n\d]{0,10}(?:签订|签署|签定|订立|签约)?(?:于|时间为|日期为|在|[:：])?(?P<y>20\d{2})年(?:(?P<m>\d{1,2})月)?(?:\d{1,2}日)?(?:签订|签署|签定|订立|签约)?"
    ),
    # 设备采购合同（编号HT-012，签订日期：2018年6月12日）: the day by its label
    re.compile(
        r"(?:合同|协议)[^。；;\n]{0,30}?(?:签[订定署约]|订立)(?:日期|时间|日)(?:为|是|[:：])?\s*(?P<y>20\d{2})[年.\-/](?P<m>1[0-2]|0?[1-9])?"
    ),
    re.compile(
        r"发票[^。；;\n\d]{0,8}?(?:开票|开具|开出)(?:日期|时间|日)?(?:为|是|于|在|[:：])?\s*(?P<y>20\d{2})[年.\-/](?P<m>1[0-2]|0?[1-9])?"
    ),
)
#: A contract for the works, and none of another sort.
FOR_WORKS = re.compile(r"采购|设备|系统|软件|平台|集成|施工|总包|实施|供货|安装|购置|改造|建设|开发")
NOT_FOR_WORKS = re.compile(
    r"客户|销售|供应协议|框架|战略|租赁|劳动|借款|贷款|合作协议|意向|产学研|研发|专利|原有|老|旧|将|拟|计划|预计|保密|运维"
)


def find_contract_told(case: Case) -> Iterator[Answer]:
    """W: the prose dates a contract for the works outside the same span."""
    listed = (one for paper in case.submission.papers for one in paper.passages if one.key == "annex_list")
    hits = [
        (passage, hit)
        for passage in chain(case.prose(), listed)
        if any(word in passage.text for word in ("合同", "协议", "发票"))
        for saying in TOLD
        for hit in saying.finditer(passage.text)
        if any(word in hit[0] for word in ("签", "订立", "发票"))
    ]
    hits = [one for n, one in enumerate(hits) if not any(overlap(one, other) for other in hits[:n])]
    if not hits:
        return
    build = read_build(case)
    for passage, hit in hits:
        head = sentence_ahead(passage.text, hit.start())
        said = re.split(r"[，,(（]", head)[-1] + hit[0] + re.split(r"[。；;，,)）\n]", passage.text[hit.end() :])[0]
        day = read_days(f"{hit['y']}-{int(hit['m']):02d}" if hit["m"] else hit["y"])
        if day is None or not FOR_WORKS.search(said) or NOT_FOR_WORKS.search(said):
            continue
        early = build.start is not None and day.last < add_months(build.start.first, -case.param("before"))
        paid = 2 if hit[0].startswith("发票") else 1  # later ones are often the last payments
        late = build.end is not None and day.first > add_months(build.end.last, paid * case.param("after"))
        if not early and not late:
            yield Agreed()
            continue
        yield case.finding(
            f"正文称“{hit[0]}”，建设时间为{build.first}至{build.last}，{'早' if early else '晚'}得较多，请核实。",
            passage.place.quoting(hit[0]),
            *build.fields,
            about=(f"{passage.place.path}“{hit[0]}”",),
            found=hit[0],
        )


def overlap(one: tuple[Passage, re.Match[str]], other: tuple[Passage, re.Match[str]]) -> bool:
    """Whether two ways of telling have read the same day of one text."""
    return one[0] is other[0] and one[1].start() < other[1].end() and other[1].start() < one[1].end()


#: Labels of the days of papers of the works.
LABEL = re.compile(
    r"(?:合同|协议)?(?:签[订定署约]|订立)(?:日期|时间)|(?:合同|协议|发票)(?:日期|时间)|(?:开票|(?:发票)?开具)(?:日期|时间)|(?:设备|项目|竣工|终|到货)?验收(?:日期|时间)|到货(?:日期|时间)"
)


#: 销售方 heads the sellers of what was bought.
SELLER = re.compile(r"销(?:售|货)?(?:方|单位|公司|商)|供(?:应|货)(?:方|商|单位)|卖方|乙方|厂[商家]|开票(?:单位|方)")


def find_days_drawn(case: Case) -> Iterator[Answer]:
    """W: a table of contracts, invoices or acceptances gives a day long before the works, one of a purchase long after
    them, or an acceptance after the declaration. Registers of sales and of what the works do not buy stay out."""
    days = list(labelled_days(case, LABEL))
    if not days:
        return
    build, declared = read_build(case), case.field("declare_date")
    handed_in = read_days(declared.value) if declared else None
    for grid, label, said, day, place in days:
        line = next((row for row in grid.rows if any(cell.place.path == place.path for cell in row)), ())
        if NOT_FOR_WORKS.search(words_of(grid, line)) or COMING.search(fold_text(grid.caption)):
            continue
        early = build.start is not None and day.last < add_months(build.start.first, -case.param("before"))
        accepted = handed_in is not None and "验收" in label and day.surely_after(handed_in)
        after = case.param("after")
        late = "验收" not in label and build.end is not None and day.first > add_months(build.end.last, after)
        if not early and not late and not accepted:
            yield Agreed()
            continue
        limit = f"早于建设开始时间{build.first}" if early else f"晚于申报日期{declared.value if declared else ''}"
        if late:
            limit = f"晚于建设结束时间{build.last}达{after}个月以上"
        far = late and build.end is not None and day.first > add_months(build.end.last, 2 * after)
        mild = late and "票" in label + grid.caption and not far and not is_only_one(grid, line)
        yield case.finding(
            f"《{grid.file}》表内“{label}”为{said}，{limit}，请核实{'（是否为后期付款）' if late else ''}。",
            place,
            *(build.fields if early or late or declared is None else (declared,)),
            severity=Severity.I if mild else None,
            about=(f"{place.path}“{said}”",),
            found=said,
        )


def words_of(grid: Grid, line: Sequence[Cell]) -> str:
    """The words above the table, its heads and the row; all of one that has a label and a value in each row."""
    pairs = all(len(dict.fromkeys(row)) <= 2 for row in grid.rows)
    cells = [cell for row in (grid.rows if pairs else (grid.rows[0], line)) for cell in dict.fromkeys(row)]
    return SELLER.sub("", fold_text(grid.caption + "，".join(cell.text for cell in cells)))


def is_only_one(grid: Grid, line: Sequence[Cell]) -> bool:
    """Whether the seller has one row in the list: then it is no last instalment of what he sold before."""
    at = next((n for n, cell in enumerate(grid.rows[0]) if SELLER.search(fold_text(cell.text))), None)
    if at is None or len(line) <= at or len(grid.rows) < 4:
        return False
    sellers = [fold_text(row[at].text) for row in grid.rows[1:] if len(row) > at]
    return len(sellers[0]) > 1 and sellers.count(fold_text(line[at].text)) == 1


def is_name(buyer: str) -> bool:
    """Whether words read as the buyer's name are a firm's: 乙方(卖方) is a label."""
    return re.search(r"公司|厂|集团|院|中心|大学|局", buyer) is not None


def beside(paper: Paper, fact: Field, name: str) -> Field | None:
    """Another fact of the same contract or invoice: `invoice[2].date` → `invoice[2].buyer`."""
    return paper.fact(f"{fact.key.rpartition('.')[0]}.{name}")
