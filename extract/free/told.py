"""What a free book tells in prose where it has no cell for it: maturity, money, dates, scenes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.free.lines import PLAIN, Line
from model.form import FieldSpec
from model.text import half_width

_MATURITY = re.compile(
    r"(?:智能制造(?:能力)?成熟度|CMMM)(?!模型)[^。；;\n]{0,24}?(?:为|达到|达|评定为|评估为|获评|获|通过|水平|等级|结果为)"
    r"[^。；;,\n\d一二三四五]{0,6}(?P<level>[一二三四五1-5])\s*级"
)
_NOT_OWN = re.compile(r"目标|计划|争取|力争|拟|将(?:达|提)|要求|应达到|不低于|及以上|培育|行业|预期")
_SCENES = re.compile(
    r"(?:建成|建设|建有|打造|完成|实施|形成|涵盖|覆盖|包括|共|共计|总计|累计)[^。；;\n\d]{0,24}?(?:典型|智能制造|应用|重点|智能)*场景\s*(?:共|共计|合计|总数)?(?P<a>\d{1,2})\s*个"
    r"|(?P<b>\d{1,2})\s*个(?:智能制造|智能|典型|重点|应用)*(?:典型)?场景(?!(?:应用|采用|使用|运用|融合|中))"
    r"|场景(?:总数|数量|个数)(?:为|共|:)?\s*(?P<c>\d{1,2})\s*个?"
)
_PART = re.compile(r"其中|人工智能|大模型|优秀场景|国家级|省级|计划|拟|新增|培育|目标|未来|预计|后续|[今后]年")
_SHARE = re.compile(
    r"(?:人工智能|AI)[^。；;\n]{0,16}?场景[^。；;\n%]{0,24}?(?:占比|比例|占|达)[^。；;\n%\d]{0,12}(?P<a>\d{1,3}(?:\.\d+)?)\s*%"
    r"|\d{1,2}\s*个场景(?:应用|采用|使用|运用|融合)了?(?:人工智能|AI)[^。；;\n%]{0,20}?(?:占比|比例|占|达)[^。；;\n%\d]{0,12}(?P<b>\d{1,3}(?:\.\d+)?)\s*%"
    r"|场景[^。；;\n]{0,16}?其中[^。；;\n%]{0,10}?(?:人工智能|AI)[^。；;\n%]{0,16}?(?:占比|比例|占)[^。；;\n%\d]{0,8}(?P<c>\d{1,3}(?:\.\d+)?)\s*%"
)
_PLANNED = re.compile(r"期末|届时|远期|计划|拟|目标|力争|将达|提升至|提高到|不低于|到20|预计|培育期|未来")
#: What was founded is a part of the firm, or another one.
_OF_ANOTHER = re.compile(r"子公司|分公司|集团|母公司|控股|前身|研究院|研究所|中心|委员会|小组|部门")

#: Headings of chapters on what is to come.
_COMING = re.compile(r"培育(?:方案|目标|计划|思路)|(?:实施|提升|推广|工作|建设|发展)计划|下一步|展望|未来|创建举措")
_AMOUNT = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>亿|万)元"
_INVESTED = re.compile(rf"(?<!计划)(?<!拟)总投资(?:额)?(?:约|为|达到?|共|共计|合计|是|:)*{_AMOUNT}")
#: 累计软硬件投资2031万元, where no sentence tells of 总投资.
_SPENT = re.compile(
    rf"累计(?:已|共|实际|完成|投入)*(?:智能化)?软硬件(?:总)?(?:投资|投入)(?:额)?(?:约|为|达到?|共|共计|合计|是|:)*{_AMOUNT}"
)
_YEARS = re.compile(r"近\S{0,2}年|[二两三]年|每年|当年|上年|年度|研发")
_NOT_WHOLE = re.compile(r"估算|概算|批复|立项|可研|计划|拟|其中|子项目|[一二首][期批]|(?<!分)三期|集团|土建|预计|规划")
_MONTH = r"(?:20\d{2})年\d{1,2}月(?:\d{1,2}日)?"
_BUILT = re.compile(
    rf"(?:项目|智能工厂|工厂|工程)[^。;\d]{{0,12}}?(?P<start>{_MONTH})(?:正式)?(?:启动|开工|动工|开始建设|开建|立项)"
    rf"[^。;\d]{{0,16}}?(?P<end>{_MONTH})(?:全部|全面|正式|整体|完成)*(?:建成|竣工|投用|投产|完成|验收|完工|通过验收)"
)
_SPAN = re.compile(
    rf"(?:项目|智能工厂|工厂|工程|智能化|数字化)[^。;\d]{{0,10}}?(?:建设|改造|实施)(?:期|周期|时间)?[^。;\d]{{0,4}}?(?:起于|始于|自|从|为|[:：])"
    rf"(?P<start>{_MONTH})[^。;\d]{{0,6}}?(?:止于|终于|结束于|完成于|至|到|—|-|~)(?P<end>{_MONTH})"
)
#: 工厂2020年5月奠基，2024年10月全面建成; 建设时间2021年6月至2024年6月; 自2018年6月起分三期建设，2024年4月建成.
_WORKS = re.compile(
    rf"(?:^|,)[-—–·•●◆■▪*]*(?P<head>[^。;,\d]{{0,14}}?)(?:自|从|于|为|是|:)*(?P<start>{_MONTH})(?P<mid>[^。;\d]{{0,24}}?)(?P<end>{_MONTH})(?P<tail>[^。;\d]{{0,8}})"
)
_WORK = re.compile(
    r"^(?:其中)?(?:公司|企业)?(?:的)?(?:本|该|整个|申报)?(?:项目|智能工厂|工厂|工程|全厂)?(?:的)?(?:总体|整体)?(?:建设|改造|实施|施工)?(?:起止|周期|工期|时间|期)*$"
)
_LINK = re.compile(r"(?:起|开始|,)*(?:至|到|—+|–|-|~|-+)(?:到)?")
_BEGUN = re.compile(r"^(?:正式|全面)?(?:启动|开工|奠基|动工|破土|立项|开始|开建|起步|起)")
_ENDED = re.compile(
    r"^(?:全部|全面|正式|整体|基本|顺利|如期|陆续|完成)*(?:建成|竣工|投用|投运|投产|完成|完工|通过|验收|收官|交付|达产|止|结束|收尾)"
)
_FOUNDED = re.compile(
    rf"(?:公司|企业)[^。;,\d]{{0,6}}?(?:(?:成立|创立|创建|设立|组建|注册)于(?P<day>{_MONTH})|于?(?P<day2>{_MONTH})(?:注册|正式|登记)?(?:成立|创立|创建|设立))"
)

_COMPANY = r"[\u4e00-\u9fff][\u4e00-\u9fff()]{3,30}?(?:有限责任公司|有限公司|股份公司)"
#: The applicant's name alone in a line of the cover, a day behind it, or the first of a sentence that tells of it.
_NAMED = re.compile(
    rf"(?:(?:项目|申报|牵头|承担|实施|建设|申请|被推荐)(?:单位|企业|主体|方):?)?(?P<name>{_COMPANY})(?:20\d{{2}}[年./-]?\d{{0,2}}月?(?:\d{{1,2}}日)?)?"
    rf"|(?P<name2>{_COMPANY})(?:\([^()]*简称[^()]*\))?,?(?:成立|创立|创建|始建|建于|位于|坐落|注册|是|系|为|长期|专注|专业|现有|拥有|主营|前身|由).*"
)


def tell_fields(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The first telling of each; plans, others' figures and parts of a total do not count."""
    by_key = {spec.key: spec for spec in specs}
    found: set[str] = set()
    coming: float | None = None
    spent: Answer | None = None
    for line in lines:
        if line.short and line.rank < PLAIN and (coming is None or line.rank <= coming):
            coming = line.rank if _COMING.search(line.bare) else None
        if line.cells or coming is not None:
            continue
        for sentence in re.split(r"[。；;\n]", half_width(line.text)):
            for key, said, value in _tell(sentence):
                if key in by_key and key not in found:
                    found.add(key)
                    quote = said if said in line.text else sentence.strip()
                    yield Answer(by_key[key], value, line.place.quoting(quote), line.place, 1.0, "", "split")
            flat = re.sub(r"\s+", "", sentence)
            if spent is None and "project_investment" in by_key and (hit := _SPENT.search(flat)):
                ahead = flat[max(0, hit.start() - 12) : hit.end()]
                if not _NOT_WHOLE.search(ahead) and not _YEARS.search(ahead):
                    at = line.place.quoting(hit[0] if hit[0] in line.text else sentence.strip())
                    spent = Answer(
                        by_key["project_investment"], f"{hit['n']}{hit['unit']}元", at, line.place, 1.0, "", "split"
                    )
    if spent is not None and "project_investment" not in found:
        yield spent


def _tell(sentence: str) -> Iterator[tuple[str, str, str]]:
    """(field, words, value) of a sentence."""
    flat = re.sub(r"\s+", "", sentence)
    if (hit := _NAMED.fullmatch(flat)) and not re.search(r"子公司|分公司|咨询|事务所", flat[:40]):
        yield "company_name", hit["name"] or hit["name2"], hit["name"] or hit["name2"]
    if (hit := _MATURITY.search(flat)) and not _NOT_OWN.search(flat[: hit.end() + 3]):
        yield "cmmm_self_level", hit[0], f"{hit['level']}级"
    if (hit := _SCENES.search(flat)) and not _PART.search(flat[max(0, hit.start() - 8) : hit.end()]):
        yield "scene_total", hit[0], hit["a"] or hit["b"] or hit["c"]
    if (hit := _INVESTED.search(flat)) and not _NOT_WHOLE.search(flat[max(0, hit.start() - 12) : hit.end()]):
        yield "project_investment", hit[0], f"{hit['n']}{hit['unit']}元"
    if (hit := _BUILT.search(flat)) and not _NOT_WHOLE.search(flat[max(0, hit.start() - 8) : hit.start("start")]):
        yield "build_period", hit[0], f"{hit['start']}至{hit['end']}"
    if (hit := _SPAN.search(flat)) and not _NOT_WHOLE.search(flat[max(0, hit.start() - 8) : hit.end()]):
        yield "build_period", hit[0], f"{hit['start']}至{hit['end']}"
    yield from _tell_works(flat)
    if (hit := _FOUNDED.search(flat)) and not _OF_ANOTHER.search(flat[: hit.end()]):
        yield "founded_date", hit[0], hit["day"] or hit["day2"]
    if (hit := _SHARE.search(flat)) and not _PLANNED.search(flat):
        yield "ai_ratio", hit[0], f"{hit['a'] or hit['b'] or hit['c']}%"


def _tell_works(flat: str) -> Iterator[tuple[str, str, str]]:
    """The two ends of the whole works, told with words of building or between the words for its ends."""
    for hit in _WORKS.finditer(flat):
        head, mid, tail = hit["head"], hit["mid"], hit["tail"]
        if _WORK.match(head) is None or _NOT_WHOLE.search(head + mid) or _NOT_WHOLE.search(flat[hit.end("end") :][:6]):
            continue
        span = _LINK.fullmatch(mid) and (re.search(r"建设|改造|实施|工期", head) or _ENDED.search(tail))
        if span or (head and _BEGUN.search(mid) and _ENDED.search(tail)):
            yield "build_period", f"{hit['start']}{mid}{hit['end']}", f"{hit['start']}至{hit['end']}"
