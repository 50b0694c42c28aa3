"""X-06, X-07: what a paper beside the book told of another scene of the applicant: one saving, the same machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath

from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.papers.books_alike import savings
from check.papers.sheet_cells import Sheet, read_sheet
from check.papers.sheets import is_own, labels_of, papers_declared
from check.show import show_stated
from check.spelling import fold_text
from check.years.claim_copied import is_same, vector
from model.place import Place
from model.submission import Change, Field

#: 场景名称：仓储智能管理, 申报（未入选）场景：能源智能管控.
SCENE = re.compile(r"场景(?:名称)?(?:[(（][^()（）]{0,10}[)）])?[:：\t]\s*(?P<name>[\u4e00-\u9fffA-Za-z]{3,16})")
#: So many lines at its beginning say which scene it is of.
HEAD = 4
OTHER = re.compile(r"另一(?:个|项)?场景|第[二三](?:个|项)?场景|其他场景|[(（]第[二三]项")
#: 年节约人工与返工费用168.9万元.
SAVED = re.compile(
    r"(?:节约|节省|减少|降低|节支|增效|创效)[^，,。；;\d]{0,16}?(?:约|近|超)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>万元|亿元)"
)
HEADS = re.compile(
    r"(?P<a>\d+)(?:人|名)?(?:减少?|降低?|缩减?|压缩|压减|精简|优化)[^，,。；;\d]{0,3}(?:至|到|为)(?P<b>\d+)(?:人|名)"
)
NAME, MODEL, VENDOR = (
    re.compile(p) for p in ("(?:关键|主要)?(?:装备|设备|产品)?名称", "规格|型号", "供应商|厂家|制造商|生产商|品牌")
)
LEAST_DIGITS, STEM = 3, 4
#: So many indicators alike are no chance.
ALIKE = 6


def other_scenes(case: Case) -> Iterator[Sheet]:
    """The applicant's papers that tell of a scene by another name than the book's."""
    own = case.field("scene_name")
    for sheet in papers_declared(case) if own else ():
        told = next((hit["name"] for one in sheet.lines[:HEAD] if (hit := SCENE.search(one.text))), "")
        name, mine = fold_text(told), fold_text(own.value) if own else ""
        apart = bool(name) and name not in mine and mine not in name
        if is_own(case, sheet) and (apart or (not told and OTHER.search(sheet.file))):
            yield sheet


def find_effect_told_elsewhere(case: Case) -> Iterator[Answer]:
    """W: one yearly saving, or one crew with both its ends, is told of two scenes. A sheet gives one finding."""
    yield from find_indicators_told_elsewhere(case)
    own = [c for c in savings(case) if len(digits(c.amount.value)) >= LEAST_DIGITS]
    crews = [c for c in case.submission.changes if c.before.unit == "人" and c.target and not c.planned]
    for sheet in other_scenes(case):
        same: list[tuple[str, Place, Field | Change | Place]] = []
        for line in sheet.lines:
            for hit in SAVED.finditer(line.text):
                value = worth_of(hit["n"], hit["u"])
                claim = next((c for c in own if c.amount.value == value), None)
                if claim:
                    same.append((f"节约{show_stated(claim.amount)}", line.place.quoting(hit[0]), claim.place))
            for hit in HEADS.finditer(line.text):
                ends = Decimal(hit["a"]), Decimal(hit["b"])
                crew = next((c for c in crews if (c.before.value, c.after.value) == ends), None)
                if crew:
                    same.append((hit[0], line.place.quoting(hit[0]), crew))
        if not same:
            continue
        said = "、".join(dict.fromkeys(words for words, *_ in same))
        yield case.finding(
            f"《{sheet.title}》所述为另一场景，与本书都写明{said}，请核实是否同一成效重复填报。",
            *(spot for _, there, here in same[:2] for spot in (there, here)),
            about=(sheet.file,),
            found=said,
        )


def copies_of_others(case: Case) -> Iterator[tuple[str, str, dict[str, Field]]]:
    """(title, file, fields) of pages in the form of the book that say that they are of another scene."""
    own = case.field("scene_name")
    for copy in case.submission.copies if own else ():
        fields = {field.key: field for field in copy.fields}
        named, title = fields.get("scene_name"), fields.get("title")
        words = PurePath(copy.file).stem + (title.value if title else "")
        mine = fold_text(own.value) if own else ""
        apart = named is not None and fold_text(named.value) not in mine and mine not in fold_text(named.value)
        if apart or (named is None and OTHER.search(words)):
            yield title.value if title else PurePath(copy.file).stem, copy.file, fields


def find_indicators_told_elsewhere(case: Case) -> Iterator[Answer]:
    """W: indicator for indicator a paper on another scene tells the numbers of this book."""
    beside = list(copies_of_others(case))
    for sheet in other_scenes(case):
        read_sheet(sheet, labels_of(case))
        beside.append((sheet.title, sheet.file, sheet.fields))
    for title, file, fields in beside:
        yield from compare_indicators(case, title, file, fields)


def compare_indicators(case: Case, title: str, file: str, fields: dict[str, Field]) -> Iterator[Answer]:
    own = vector(case)
    both = [key for key in own if (told := fields.get(key)) and told.amount]
    if len(both) < ALIKE:
        return
    if not all(is_same(own[key], fields[key]) for key in both):
        yield Agreed()
        return
    said = "、".join(case.say(own[key]) for key in both[:3])
    yield case.finding(
        f"《{title}》所述为另一场景，其{len(both)}项成效指标与本书逐项相同（{said}等），请核实是否同一成效重复填报。",
        *(spot for key in both[:4] for spot in (fields[key], own[key])),
        about=(file, "kpi", *both),
        found=said,
    )


def digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def find_machines_listed_elsewhere(case: Case) -> Iterator[Answer]:
    """I: name, model and supplier of 附表2 stand in the list of another scene, too."""
    own = list(machines(case))
    for sheet in other_scenes(case) if own else ():
        columns: list[int] = []
        for line in sheet.lines:
            cells = [fold_text(cell) for cell in line.text.split("\t")]
            heads = [next((n for n, cell in enumerate(cells) if p.search(cell)), -1) for p in (NAME, MODEL, VENDOR)]
            if line.key != "paper.row" or min(heads) >= 0:
                columns = heads if line.key == "paper.row" else []
                continue
            if not columns or max(columns) >= len(cells):
                continue
            name, model, vendor = (cells[n] for n in columns)
            field = next((f for f, (a, b, c) in own if b == model and meets(a, name) and meets(c, vendor)), None)
            if field and model:
                yield case.finding(
                    f"附表2的“{field.value}”（{model}，{vendor}）也列在《{sheet.title}》的另一场景中，请核实是否同一设备重复填报。",
                    field,
                    line.place.quoting(model),
                    about=(field.key, sheet.file),
                    found=model,
                )


def machines(case: Case) -> Iterator[tuple[Field, tuple[str, str, str]]]:
    """Rows of 附表2 with name, model and supplier."""
    for field in case.submission.like("t2[", ".name"):
        row = field.key.removesuffix(".name")
        model, vendor = case.field(f"{row}.model"), case.field(f"{row}.vendor")
        if ".equipment[" in field.key and model and vendor:
            yield field, (fold_text(field.value), fold_text(model.value), fold_text(vendor.value))


def meets(one: str, other: str) -> bool:
    """Whether one name is the other, in short: 杭州某某 for 杭州某某科技有限公司."""
    short, long = sorted((one, other), key=len)
    return len(short) >= STEM and short in long
