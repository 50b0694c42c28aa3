"""What a free book tells in prose where it has no cell for it: maturity, money, dates, scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.free.lines import PLAIN, Line
from extract.free.maturity import tell_maturity
from extract.free.profile import COMPANY, tell_profile
from extract.free.works import read_list, tell_spent, tell_works
from extract.numerals import read_numeral
from model.form import FieldSpec
from model.text import half_width

_SCENES = re.compile(
    r"(?:[本此]次(?:共|合计)?申报|建成|建设|建有|打造|完成|实施|形成|涵盖|覆盖|包括|共|共计|总计|累计)[^。；;\n\d]{0,24}?(?:典型|智能制造|应用|重点|智能)*场景\s*(?:共|共计|合计|总数)?(?P<a>\d{1,2})\s*个"
    r"|(?:(?:共|合计|累计|总计)[^。；;，,\n\d]{0,6})?(?P<b>\d{1,2})\s*个(?:智能制造|智能|典型|重点|应用)*(?:典型)?场景(?!(?:应用|采用|使用|运用|融合|中))"
    r"|共(?:计|有|建|设|成|形成|打造|完成|实施|了){0,3}(?P<d>[二三四五六七八九]?十[一二三四五六七八九]?|[五六七八九])个(?:智能制造|智能|典型|重点|应用)*(?:典型)?场景(?!(?:应用|采用|使用|运用|融合|中))"
    r"|场景(?:总数|数量|个数)(?:为|共|:)?\s*(?P<c>\d{1,2})\s*个?"
)
_PART = re.compile(r"其中|人工智能|大模型|优秀场景|国家级|省级|计划|拟|新增|培育|目标|未来|预计|后续|[今后]年")
_SHARE = re.compile(
    r"(?:人工智能|AI)[^。；;\n]{0,16}?场景[^。；;\n%]{0,24}?(?:占比|比例|占|达)[^。；;\n%\d]{0,12}(?P<a>\d{1,3}(?:\.\d+)?)\s*%"
    r"|\d{1,2}\s*个场景(?:应用|采用|使用|运用|融合)了?(?:人工智能|AI)[^。；;\n%]{0,20}?(?:占比|比例|占|达)[^。；;\n%\d]{0,12}(?P<b>\d{1,3}(?:\.\d+)?)\s*%"
    r"|场景[^。；;\n]{0,16}?其中[^。；;\n%]{0,10}?(?:人工智能|AI)[^。；;\n%]{0,16}?(?:占比|比例|占)[^。；;\n%\d]{0,8}(?P<c>\d{1,3}(?:\.\d+)?)\s*%"
)
_PLANNED = re.compile(r"期末|届时|远期|计划|拟|目标|力争|将达|提升至|提高到|不低于|到20|预计|培育期|未来")
#: Headings of chapters on what is to come.
_COMING = re.compile(r"培育(?:方案|目标|计划|思路)|(?:实施|提升|推广|工作|建设|发展)计划|下一步|展望|未来|创建举措")
#: The applicant's name alone in a line of the cover, a day behind it, or the first of a sentence that tells of it.
_NAMED = re.compile(
    rf"(?:(?:项目|申报|牵头|承担|实施|建设|申请|被推荐)(?:单位|企业|主体|方):?)?(?P<name>{COMPANY})(?:20\d{{2}}[年./-]?\d{{0,2}}月?(?:\d{{1,2}}日)?)?"
    rf"|(?P<name2>{COMPANY})(?:\([^()]*简称[^()]*\))?,?(?:成立|创立|创建|始建|建于|位于|坐落|注册|是|系|为|长期|专注|专业|现有|拥有|主营|前身|由).*"
)


def tell_fields(lines: Sequence[Line], specs: Sequence[FieldSpec], own: str = "") -> Iterator[Answer]:
    """The first telling of each; plans, others' figures and parts of a total do not count. `own`: the applicant."""
    by_key = {spec.key: spec for spec in specs}
    found: set[str] = set()
    invested = by_key.get("project_investment")
    coming: float | None = None
    spent: Answer | None = None
    graded: list[Line] = []
    for line in lines:
        if line.short and line.rank < PLAIN and (coming is None or line.rank <= coming):
            coming = line.rank if _COMING.search(line.bare) else None
        if coming is None and re.search("级|成熟度|CMMM", line.text):
            graded.append(line)
        if line.cells or coming is not None:
            continue
        for sentence in re.split(r"[。；;\n]", half_width(line.text)):
            flat = re.sub(r"\s+", "", sentence)
            for key, said, value in _tell(flat, own):
                if key in by_key and key not in found:
                    found.add(key)
                    yield _answer(by_key[key], line, sentence, said, value)
            if spent is None and invested and "投" in flat and (told := tell_spent(flat)):
                spent = _answer(invested, line, sentence, *told)
    if level := by_key.get("cmmm_self_level"):
        yield from tell_maturity(graded, level)
    if invested and "project_investment" not in found:
        total = spent or next(read_list(lines, invested), None)
        yield from [total] if total else []


def _answer(spec: FieldSpec, line: Line, sentence: str, said: str, value: str) -> Answer:
    quote = said if said in line.text else sentence.strip()
    return Answer(spec, value, line.place.quoting(quote), line.place, 1.0, "", "split")


def _tell(flat: str, own: str) -> Iterator[tuple[str, str, str]]:
    """(field, words, value) of a sentence without blanks."""
    if (hit := _NAMED.fullmatch(flat)) and not re.search(r"子公司|分公司|咨询|事务所", flat[:40]):
        name = hit["name"] or hit["name2"]
        if not own or name == own:
            yield "company_name", name, name
    if (hit := _SCENES.search(flat)) and not _PART.search(flat[max(0, hit.start() - 8) : hit.end()]):
        yield "scene_total", hit[0], hit["a"] or hit["b"] or hit["c"] or f"{read_numeral(hit['d'])[0]}"
    yield from tell_works(flat)
    yield from tell_profile(flat, own)
    if (hit := _SHARE.search(flat)) and not _PLANNED.search(flat):
        yield "ai_ratio", hit[0], f"{hit['a'] or hit['b'] or hit['c']}%"
