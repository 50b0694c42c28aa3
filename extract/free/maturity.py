"""Which level of 成熟度 a free book tells in prose as its own of today: 2022年自评为二级, 2025年复评达到三级."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.answer import Answer
from extract.free.lines import Line
from model.form import FieldSpec
from model.former import FORMER
from model.text import half_width, squash

_LEVEL = r"[^。；;\n,\d一二三四五]{0,6}(?P<level>[一二三四五1-5])\s*级"
#: 第二级, Ⅱ级, L2, 规范级: the level by its number, and by its own name.
_NAMES = {"规划": "一", "规范": "二", "集成": "三", "优化": "四", "引领": "五"} | dict(
    zip("ⅠⅡⅢⅣⅤ", "一二三四五", strict=True)
)
_ANY = (
    r"[^。；;\n,\d一二三四五]{0,6}?第?(?P<%s>[一二三四五1-5ⅠⅡⅢⅣⅤ](?=\s*级)|(?:规划|规范|集成|优化|引领)(?=级(?!别))|(?<=L)[1-5](?![\d.]))"
    r"(?:\s*级|(?<=L[1-5])(?!\s*级))(?!指标|要素|子?域|能力[子域]|的)"
)
#: 由2022年的一级升到二级: the level that it rose from stands first.
_IS = (
    r"(?:(?<!分)为|是|达到|达|评定为|评估为|获评|获|通过|水平|等级|结[果论]为?|处[于在]|属于?|:"
    r"|[由从](?:20\d\d年[度底初末]?的?)?(?=[^。；;\n,]{1,8}级[^。；;\n,]{0,4}(?:提|升|晋|跃|迈|进阶)))"
)
_SELF = r"(?:自评|自我评估|自诊断)"
#: 成熟度 alone, and the standard's number, speak of this model where the sentence speaks of its assessment.
_TOLD = re.compile(
    rf"(?:智能制造(?:能力)?成熟度|CMMM)(?!模型)[^。；;\n]{{0,24}}?{_IS}{_ANY % 'level'}"
    rf"|(?:{_SELF}|3911[67])[^。；;\n]{{0,24}}?成熟度[^。；;\n]{{0,12}}?{_IS}{_ANY % 'told'}"
    rf"|(?:成熟度|3911[67])[^。；;\n]{{0,12}}?{_SELF}[^。；;\n]{{0,16}}?{_IS}{_ANY % 'said'}"
    # 按GB/T 39116打分，总分2.5，属规范级: no other model has levels of these names
    rf"|(?:成熟度|3911[67])[^。；;\n]{{0,40}}?(?:(?<!分)为|达到?|处[于在]|属于?|相当于|对应)(?P<name>规划|规范|集成|优化|引领)级(?!别)"
)
#: 持有三级成熟度证书: what was certified once gives way to whatever the book tells of its state.
_MODEL = r"(?:智能制造(?:能力)?成熟度|CMMM)"
_CERTIFIED = re.compile(
    rf"(?:取得|获得?|通过|持有?|拿到)了?[^。；;\n,\d一二三四五]{{0,6}}?(?:(?P<lead>[一二三四五1-5])\s*级[^。；;\n,]{{0,4}}?{_MODEL}"
    rf"|{_MODEL}(?:模型)?[^。；;\n,\d一二三四五]{{0,6}}?(?P<rear>[一二三四五1-5])\s*级)[^。；;\n,]{{0,8}}?(?:证书|认证|认定|评估|符合性)"
)
#: The level of a field of the model, of several assessments: none of the works.
_PARTS = re.compile(r"能力[子域]|(?<![领区地])域|维度|要素|平均|各|部分|其中")
#: Told again behind a level of the model: 2025年3月复评为四级, 今年再次评估达四级, 现已升至三级.
_AGAIN = re.compile(
    r"(?:复[评审核]|再评|(?:再次|重新|第[二三]次|[二三]次|新一?轮|最新|最近|年度|今年|本年|目前|现[已在为]?|20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)[^。；;\n,\d一二三四五]{0,8}?(?:评|测|诊断|达|为|升|提高|晋)|(?:升|提高|晋[升级]|跃升|迈[入进])[^。；;\n,\d一二三四五]{0,4}?[至到为入])"
    r"[^。；;\n\d一二三四五]{0,12}?(?P<level>[一二三四五1-5])\s*级(?!(?!水平)[\u4e00-\u9fff]*(?:企业|资质|标准化|工厂|供应商|等保))"
)
_RISE = re.compile(
    rf"^[^。；;\n,\d一二三四五]{{0,6}}(?:提升|提高|晋升|晋级|跃升|升级|上升|升|进阶|迈进|迈入)[^。；;\n,\d一二三四五]{{0,4}}{_LEVEL}"
)
_NOT_OWN = re.compile(
    r"目标|距离?达|距[一二三四五]级|计划|争取|力争|拟|将(?:达|提)|要求|应达到|不低于|及以上|培育|行业|预期"
)
#: Another model, another thing's grade, another plant's.
_OTHER = re.compile(
    r"DCMM|数据管理|两化|等级保护|等保|标准化|信用|资质|AAA|绿色|中小企业|服务能力|CMMI|ITSS|风险|"
    r"[子分]公司|分厂|[一二三东西南北兄老新]厂|集团|股东|园区|供应商|客户|同行|[合联]作|帮助|辅导|\d[余多]?家"
)
_NOW = re.compile(r"复[评审核]|再评|再次|重新|最新|最近|今年|本年|目前|现[已在为]|如今|当前")
_PAST = re.compile(rf"{FORMER.pattern}|首次|首轮|初次|初评|第一次|上次|去年|上年|前年")
_TIME = re.compile(r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?")


@dataclass(frozen=True, slots=True)
class Telling:
    """A level, the words that tell it, and how late: dated or not, of an earlier time, told as today's."""

    level: str
    said: str
    sentence: str
    line: Line
    when: int | None
    past: bool
    now: bool

    def follows(self, other: Telling) -> bool:
        """Whether this one is the later of both."""
        if self.past != other.past:
            return other.past
        if self.when is not None and other.when is not None and self.when // 12 != other.when // 12:
            return self.when > other.when
        return self.now and not other.now


def tell_maturity(lines: Sequence[Line], spec: FieldSpec) -> Iterator[Answer]:
    """The level told first, unless another is told as the later one."""
    latest: Telling | None = None
    for line in lines:
        for one in _of_row(line) if line.cells else _tellings(line):
            if latest is None or one.follows(latest):
                latest = one
    if latest is not None:
        quote = latest.said if latest.said in latest.line.text else latest.sentence.strip()
        place = latest.line.place
        yield Answer(spec, f"{latest.level}级", place.quoting(quote), place, 1.0, "", "split")


#: The row of the whole in a table of what each field of the model was given: 总体 | 2.37 | 2级.
_WHOLE = re.compile(r"(?:总体|综合|整体|总评|合计|总计|总分)(?:评估|评价)?(?:结果|结论|等级|级别|水平|得分)?")
_GRADES = re.compile(r"等级|级别|成熟度")
_FIELDS = re.compile(r"能力(?:子?域|要素)|成熟度|CMMM")
_ONE = re.compile(rf"\s*(?:CMMM|成熟度)?{_ANY % 'level'}(?:[（(][^（）()]*[)）])?\s*", re.IGNORECASE)


def _of_row(line: Line) -> Iterator[Telling]:
    """The level in the row of the whole, where the table's heads name levels and what is graded."""
    first, *rest = [squash(cell.text) for cell in line.cells]
    heads = next(iter(line.table.lines()), ()) if line.table else ()
    if not _WHOLE.fullmatch(first) or len(heads) != len(line.cells):
        return
    texts = [squash(half_width(cell.text)) for cell in heads]
    if not any(_FIELDS.search(text) for text in texts) or any(_OTHER.search(text) for text in texts):
        return
    for text, told, cell in zip(texts[1:], rest, line.cells[1:], strict=True):
        if _GRADES.search(text) and not _NOT_OWN.search(text) and (hit := _ONE.fullmatch(half_width(told))):
            row = replace(line, text=cell.text, place=cell.place)
            yield Telling(_NAMES.get(hit["level"], hit["level"]), told, told, row, None, False, False)


def _tellings(line: Line) -> Iterator[Telling]:
    named = False
    for sentence in re.split(r"[。；;\n]", half_width(line.text)):
        told = re.sub(r"\s+", "", sentence)
        flat = told.replace("第三方", "第叁方")
        at = 0
        while hit := (
            _TOLD.search(flat, at) or (_AGAIN.search(flat, at) if named else None) or _CERTIFIED.search(flat, at)
        ):
            before, start, at = flat[at : hit.end()], hit.start(), hit.end()
            named_so = hit.re is _TOLD and hit["level"] is not None
            own = named_so or not (_OTHER.search(flat[:at]) or _PARTS.search(before))
            if not own or _NOT_OWN.search(flat[:at] + re.split("[,(]", flat[at : at + 3])[0]):
                continue
            named = named or hit.re is not _CERTIFIED
            rise = _RISE.search(flat[at:])
            if rise and not _NOT_OWN.search(flat[at : at + rise.end()]):
                hit, at = rise, at + rise.end()
                before = flat[:at]
            level = next(one for key, one in hit.groupdict().items() if one)
            one = _telling(_NAMES.get(level, level), told[start:at], sentence, before, line)
            yield replace(one, past=True) if hit.re is _CERTIFIED else one


def _telling(level: str, said: str, sentence: str, before: str, line: Line) -> Telling:
    times = [*_TIME.finditer(before)]
    when = int(times[-1]["year"]) * 12 + int(times[-1]["month"] or 0) if times else None
    now = max((one.start() for one in _NOW.finditer(before)), default=-1)
    past = max((one.start() for one in _PAST.finditer(before)), default=-1)
    return Telling(level, said, sentence, line, when, past > now, now > past)
