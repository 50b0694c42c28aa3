"""FMT-25: rows of the platform's print of the application, in a file or as an annex of the book, against the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case
from check.elig.maturity_low import read_levels
from check.spelling import fold_text
from model.document import Cell
from model.finding import Severity
from model.submission import Field, Grid

#: 线上填报打印件, 在线申报导出, 网上申报系统: what the print, its file or the words above its table are called.
PRINT = re.compile(
    r"(?:线上|在线|网上|网络|网报|平台|系统)[^，。；\n]{0,8}(?:填报|申报|填写|录入|打印|导出)|网报|填报(?:平台|系统)"
)
#: A plan, a list of other firms or the office's own table is no print of this book.
OTHER = re.compile(r"汇总|推荐表|承诺|通知|指南|须知|流程|截图说明")
#: What a row is about → the fields of the book.
ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "(?:项目|建设|应用建设|累计|工厂建设)?(?:总投资|投资总额|投资额|投资)(?:额|总额)?",
        ("project_investment", "build_investment"),
    ),
    ("(?:统一社会)?信用代码", ("uscc",)),
    ("(?:典型)?场景(?:总)?(?:数量|数|个数)", ("scene_total",)),
    ("(?:建设)?起止(?:时间|日期|年月)?|建设(?:周期|起止)(?:时间|日期)?", ("build_period",)),
    ("企业名称|申报单位|申报企业|申报主体|单位名称", ("company_name", "applicant")),
    (
        "(?:企业|单位|公司)?(?:法定代表人|法人代表|法人|企业负责人|单位负责人|负责人)(?:姓名|/负责人)?",
        ("legal_rep_name", "leader_name"),
    ),
    ("(?:申报)?项目名称", ("project_name",)),
    ("智能工厂名称|工厂名称", ("factory_name",)),
    ("(?:成立|注册)(?:时间|日期)|注册成立日期", ("founded_date",)),
    ("(?:智能制造)?(?:能力)?(?:成熟度)?(?:CMMM)?自评(?:估)?(?:等级|级别|结果)", ("cmmm_self_level",)),
    ("(?:联系人)?(?:手机|移动电话)(?:号码?)?", ("contact_mobile",)),
    ("(?:电子)?邮箱|邮件|E-?mail", ("contact_email",)),
)
YEARLY: tuple[tuple[str, str], ...] = (
    ("主营业务收入|营业(?:总)?收入", "main_revenue"),
    ("资产总额|总资产|资产总计", "total_assets"),
    ("负债总额|总负债", "total_liabilities"),
    ("利润总额", "profit"),
    ("资产负债率", "debt_ratio"),
)
#: A number and nothing else.
NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(万元|亿元|元|%|个|家|人)?")
UNITS = {"亿元": Decimal(10000), "万元": Decimal(1), "元": Decimal("0.0001")}


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity of the print: what it is called, its value and where it stands."""

    label: str
    value: str
    cell: Cell


def find_rows_differ(case: Case) -> Iterator[Answer]:
    """E for a quantity that the print tells otherwise than the book; W where either was read from a picture."""
    for grid in case.submission.grids:
        if not is_print(case, grid):
            continue
        pairs = [(row, field) for row in rows_of(grid) if (field := field_of(case, row.label)) is not None]
        agreed = {field.key.partition("[")[0] for row, field in pairs if is_same(row, field)}
        yield from (Agreed() for row, field in pairs if is_same(row, field))
        for row, field in pairs:
            loose = field.key.startswith("main_revenue[") and "主营" not in row.label
            if is_same(row, field) or not agreed or (loose and "main_revenue" not in agreed):
                continue  # nothing alike: the print of something else, or another quantity of nearly the same name
            place = row.cell.place.quoting(row.cell.text)
            seen = case.is_scanned(place) or case.is_scanned(field.place)
            yield case.finding(
                f"{case.say(field)}，《{grid.file}》线上填报信息载“{row.label}”为“{row.value}”，"
                "书面材料须与线上填报一致，请核实。",
                field,
                place,
                severity=Severity.W if seen else None,
                about=(field.key,),
                expected=row.value,
                found=field.value,
            )


def is_print(case: Case, grid: Grid) -> bool:
    """Whether the table stands in a print of the platform: by its caption, or by its paper's name and first words."""
    if any(OTHER.search(fold_text(words)) for words in (grid.caption, grid.file)):
        return False
    if PRINT.search(fold_text(grid.caption)):
        return True
    paper = next((one for one in case.submission.papers if one.file == grid.file), None)
    if grid.own or paper is None or paper.kind == case.submission.form or paper.kind != "other":
        return False
    opening = [passage.text for passage in paper.passages[:4]]
    return any(PRINT.search(fold_text(words)) for words in (grid.file, *opening))


def rows_of(grid: Grid) -> Iterator[Row]:
    """Labels with the value beside them; 场景数量/其中人工智能 with 9/5 are two."""
    for line in grid.rows:
        cells = list(dict.fromkeys(line))
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            names, said = ([fold_text(one) for one in re.split("[/／]", cell.text)] for cell in (label, value))
            if len(names) == len(said) > 1 and not re.search(r"\d{4}-\d", value.text):
                yield from (Row(name, one, value) for name, one in zip(names, said, strict=True) if name and one)
            elif fold_text(label.text) and fold_text(value.text):
                yield Row(fold_text(label.text), fold_text(value.text), value)


def field_of(case: Case, label: str) -> Field | None:
    """The filled field of the book that a row of the print is about."""
    bare = re.sub(r"\([^()]*\)|[:*]", "", label)
    for words, keys in ROWS:
        if re.fullmatch(words, bare):
            return next((field for key in keys if (field := case.field(key))), None)
    year = re.search(r"20\d\d", label)
    flat = re.sub(r"20\d\d年?度?末?", "", bare).strip()
    key = next((key for words, key in YEARLY if re.fullmatch(words, flat)), None)
    return case.field(f"{key}[{year[0]}]") if key and year else None


def is_same(row: Row, field: Field) -> bool:
    """Whether both say one value: numbers in one unit and to the fewer decimals, words without marks."""
    if field.key == "leader_name" and "负责人" not in row.label:
        return (
            Levenshtein.distance(row.value, fold_text(field.value)) != 1
        )  # he who leads may be another; one letter off
    if field.key == "cmmm_self_level":
        levels = read_levels(row.value)
        return len(levels) != 1 or levels[0] in read_levels(field.value)  # choices printed side by side tell nothing
    if field.key == "founded_date":
        first_day, other_day = ([int(n) for n in re.findall(r"\d+", words)] for words in (row.value, field.value))
        return not first_day or first_day[: len(other_day)] == other_day[: len(first_day)]
    one, other = NUMBER.fullmatch(row.value), NUMBER.fullmatch(fold_text(field.value))
    if one is None or other is None or field.key in ("uscc", "contact_mobile"):
        said, told = (re.sub(r"\W", "", words).upper() for words in (row.value, fold_text(field.value)))
        dates = [re.findall(r"\d+", words) for words in (row.value, field.value)]
        return said == told or (field.key == "build_period" and same_days(*dates))
    unit = one[2] or next((unit for unit in UNITS if f"({unit})" in row.label), "万元")
    first, second = (Decimal(hit[1].replace(",", "")) for hit in (one, other))
    if field.kind == "money_wan":
        first *= UNITS.get(unit, Decimal(1))
    places = min(max(0, -int(value.as_tuple().exponent)) for value in (first, second))
    return abs(first - second) <= Decimal(1).scaleb(-places) / 2


def same_days(one: list[str], other: list[str]) -> bool:
    """Whether both give the same years and months, the days aside."""
    spans = [[int(part) for part in parts] for parts in (one, other)]
    pairs = [[*span[:2], *span[len(span) // 2 :][:2]] for span in spans if len(span) in (4, 6)]
    return len(pairs) == 2 and pairs[0] == pairs[1]
