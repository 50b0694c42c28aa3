"""Loose labels of a free book: 企业代码, 建厂地点, 主体性质与规模: an applicant's own words for a field, believed only
where the value is of the field's kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.answer import Answer
from extract.dates import read_date, read_period
from extract.free.heads import by_pattern, named
from extract.free.lines import Line, split_number
from extract.free.outline import Outline
from extract.free.pairs import pieces_of, split_apart, split_contact
from extract.free.profile import COMPANY
from extract.text import CREDIT_CODE, EMAIL, core
from extract.ticks import ticked_choices
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

_JOINTS = re.compile(r"[/、,|·]|及(?!其)|(?<!共)和|与|\s{1,}")
_PAIR = re.compile(r"^(?P<label>[^:：]{2,24})[:：]\s*(?P<value>\S.*)$", re.S)
#: A sign too few or too many: the whole value, so that I-01 can tell of it.
_ODD_CODE = re.compile(r"9[0-9A-Z]{15,18}")
_MONEY = re.compile(r"(?P<n>\d[\d, ]*(?:\.\d+)?)\s*(?P<unit>万|亿)?元?")
#: 约1.2亿元, 人民币9800万元, ¥9,800万元.
_LOOSELY = re.compile(r"^(?:约|大约|人民币|¥|共计|合计|计|\s)+")
_LONGEST_LABEL, _LONGEST_VALUE = 20, 80
#: Who stands on a cover, and the ends of the works under labels of their own.
_WHO = re.compile(
    r"(?:被推荐|推荐|申报|申请|填报|编制|汇报|项目|承担|实施|建设|牵头|报送|所属)*(?:企业|单位|公司|法人|主体|方)(?:名称|全称)?"
)
#: The whole name of a firm, or of a branch of one.
_FIRM = re.compile(rf"{COMPANY}(?:[\u4e00-\u9fff]{{1,12}}(?:公司|厂))?")
#: A label that leaves open whose name it asks for, and the row beside it that says whose table it is.
_BARE, _CODE = re.compile(r"名称|全称|名字|企业|单位|公司|主体"), re.compile(r"信用代码|机构代码|执照号")
#: A line of a cover that stands in brackets as a whole.
_BRACKETED = re.compile(r"\s*[（(](?P<line>[^（()）]+(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]\s*")
_BEGUN = re.compile(
    r"(?:项目|工厂|智能工厂|工程|建设)*(?:开工|启动|动工|立项|开始|破土|开建|开始建设)(?:建设)?(?:时间|日期|年月|日)"
)
_ENDED = re.compile(
    r"(?:项目|工厂|智能工厂|工程|建设)*(?:竣工|建成|完工|投产|投用|投运|结束|验收|竣工验收|建成投产|建成投用|完成)(?:时间|日期|年月|日)"
)
#: A row of a few pairs; a row of a table of figures has more cells or none of these labels.
_CELLS = (2, 4)
_KINDS = ("text", "code", "date", "date_range", "choice", "contact", "email", "money_wan")

Pair = tuple[str, str, Place, Place]


def read_loose(outline: Outline, specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers under labels that only a pattern (`heads`) of the form knows, alone or several in one cell."""
    known = [spec for spec in specs if spec.heads and spec.kind in _KINDS]
    exact = {name for spec in specs for label in spec.labels for name in (core(label), squash(label))}
    pairs = list(_pairs(outline.lines))
    yield from _applicant(outline, specs)
    yield from _named_beside_code(pairs, specs)
    yield from _ends(pairs, specs)
    for label, value, place, beside in pairs:
        name = core(split_number(label)[1])
        if not 2 <= len(name) <= _LONGEST_LABEL or len(squash(value)) > _LONGEST_VALUE or name in exact:
            continue
        if spec := named(label, known):
            yield from _answers(spec, label, value, place, beside)
        else:
            yield from _several(split_number(label)[1], value, known, specs, place, beside)


def _pairs(lines: Sequence[Line]) -> Iterator[Pair]:
    """(label, value, place of the value, place of the label) of rows and of paragraphs."""
    for line in lines:
        cells = [cell for cell in line.cells if squash(cell.text)]
        if line.cells:
            for at, (label, value) in enumerate(pairwise(cells) if len(cells) in _CELLS else ()):
                if at % 2 == 0:
                    yield label.text, value.text, value.place, label.place
        elif 0 < len(squash(line.text)) <= _LONGEST_LABEL + _LONGEST_VALUE:
            for piece in pieces_of(line.text):
                if pair := _PAIR.match(piece):
                    yield pair["label"], pair["value"].strip(), line.place.quoting(piece), line.place
            if apart := split_apart(line.text):
                yield *apart, line.place.quoting(apart[1]), line.place


def _applicant(outline: Outline, specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """企业 | 甘肃甲有限公司, 项目法人：…: on the cover any word for a company stands before the applicant's name."""
    spec = next((spec for spec in specs if spec.key == "applicant"), None)
    cover = [line for line in outline.lines if line.node < outline.start]
    bare = [
        replace(one, text=hit["line"]) for one in cover if not one.cells and (hit := _BRACKETED.fullmatch(one.text))
    ]
    for label, value, place, beside in _pairs([*cover, *bare]):
        if spec and _WHO.fullmatch(core(split_number(label)[1])) and _FIRM.fullmatch(squash(half_width(value))):
            yield Answer(spec, value, place, beside, 0.97, "", "split")


def _named_beside_code(pairs: Sequence[Pair], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """名称 | 甘肃甲有限公司 in one table with 统一社会信用代码: the applicant's; a table has one such name."""
    spec = next((spec for spec in specs if spec.key == "company_name"), None)
    homes = {_home(pair) for pair in pairs if _CODE.search(pair[0])}
    named = [
        pair
        for pair in pairs
        if _BARE.fullmatch(core(split_number(pair[0])[1])) and _FIRM.fullmatch(squash(half_width(pair[1])))
    ]
    if spec and len(named) == 1 and _home(named[0]) in homes:
        _, value, place, beside = named[0]
        yield Answer(spec, value, place, beside, 0.97, "", "split")


def _ends(pairs: Sequence[Pair], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """开工时间 | 2021年6月 and 竣工时间 | 2024年8月, each once: the two ends of the works."""
    spec = next((spec for spec in specs if spec.key == "build_period"), None)
    begun, ended = (
        [pair for pair in pairs if words.fullmatch(core(split_number(pair[0])[1])) and read_date(pair[1])]
        for words in (_BEGUN, _ENDED)
    )
    if spec is None or len(begun) != 1 or len(ended) != 1 or _home(begun[0]) != _home(ended[0]):
        return
    first, last = (half_width(pair[1]).strip() for pair in (begun[0], ended[0]))
    if (period := read_period(f"{first}至{last}")) and period.split("/")[0] < period.split("/")[1]:
        yield Answer(spec, f"{first}至{last}", begun[0][2], begun[0][3], 0.97, "", "split")


def ends_works(label: str) -> bool:
    """Whether a label asks for one end of the works: 建成时间 is near to 建厂时间 and 建设时间, and neither."""
    name = core(split_number(label)[1])
    return _BEGUN.fullmatch(name) is not None or _ENDED.fullmatch(name) is not None


def _home(pair: Pair) -> str:
    """The table of a pair; paragraphs stand in none."""
    return pair[2].path.rpartition("/")[0]


def _several(
    label: str, value: str, known: Sequence[FieldSpec], specs: Sequence[FieldSpec], place: Place, beside: Place
) -> Iterator[Answer]:
    """主体性质与规模 | 民营企业 / 大型企业（在册1,246人）: each part of the label takes its part of the value."""
    names = [core(part) for part in _JOINTS.split(half_width(label).strip()) if core(part)]
    if not 2 <= len(names) <= 3:
        return
    found = [by_pattern(name, known) or _labelled(name, specs) for name in names]
    if not all(found) or len({spec.key for spec in found if spec}) < len(names):
        return
    shares = [part.strip() for part in re.split(r"[/、,，;；|]|\s{2,}", half_width(value)) if part.strip()]
    for n, spec in enumerate(found):
        if spec is None:
            continue
        said = value if spec.kind in ("choice", "email", "code") else shares[n] if n < len(shares) else ""
        if spec.kind == "contact":
            said = " ".join(shares[n:])
        elif spec.kind == "text" and len(shares) != len(names):
            continue
        yield from _answers(spec, label, said, place, beside)


def _answers(spec: FieldSpec, label: str, value: str, place: Place, beside: Place) -> Iterator[Answer]:
    if spec.kind == "contact":
        yield Answer(spec, value, place, beside, 0.97, "", "split")
    elif said := _fitting(spec, label, value):
        yield Answer(spec, said, place, beside, 0.97, "", "split")


def _fitting(spec: FieldSpec, label: str, value: str) -> str:
    """What of the value is of the field's kind, else ""."""
    flat = half_width(value).strip().rstrip("。;,")
    match spec.kind:
        case "code":
            code = squash(flat).upper()
            hit = CREDIT_CODE.search(code) or _ODD_CODE.fullmatch(code)
            return hit[0] if hit else ""
        case "date":
            return flat if read_date(flat) else ""
        case "date_range":
            return flat if read_period(flat) else ""
        case "choice":
            return flat if ticked_choices(flat, spec.choices, spec.synonyms) else ""
        case "email":
            hit = EMAIL.search(flat)
            return hit[0] if hit else ""
        case "money_wan":
            hit = _MONEY.match(_LOOSELY.sub("", flat))
            unit = re.search("[万亿](?=元)", f"{hit['unit'] or ''}元{half_width(label)}") if hit else None
            return f"{hit['n']}{unit[0]}元" if hit and unit else ""
        case _:
            return flat if re.search(r"[\u4e00-\u9fff]{2}", flat) else ""


def contacts_of(answers: Sequence[Answer], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers with those on a contact told apart into name, numbers and address."""
    inside = [spec for spec in specs if "联系人" in spec.group]
    for answer in answers:
        if answer.spec.kind == "contact":
            yield from split_contact(answer.printed, inside, answer.place, answer.label_place)
        else:
            yield answer


def _labelled(name: str, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    single = [spec for spec in specs if not spec.group and spec.kind in _KINDS]
    return next((spec for spec in single if any(core(label) == name for label in spec.labels)), None)
