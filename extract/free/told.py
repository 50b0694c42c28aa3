"""What a free book tells in prose where it has no cell for it: maturity, number of scenes, share of those with AI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.free.lines import Line
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
)
_PLANNED = re.compile(r"计划|拟|目标|力争|将达|提升至|提高到|不低于|到20|预计|培育期|未来")


def tell_fields(lines: Sequence[Line], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The first telling of each; plans, others' figures and parts of a total do not count."""
    by_key = {spec.key: spec for spec in specs}
    found: set[str] = set()
    for line in lines:
        if line.cells:
            continue
        for sentence in re.split(r"[。；;\n]", half_width(line.text)):
            for key, said, value in _tell(sentence):
                if key in by_key and key not in found:
                    found.add(key)
                    quote = said if said in line.text else sentence.strip()
                    yield Answer(by_key[key], value, line.place.quoting(quote), line.place, 1.0, "", "split")


def _tell(sentence: str) -> Iterator[tuple[str, str, str]]:
    """(field, words, value) of a sentence."""
    flat = re.sub(r"\s+", "", sentence)
    if (hit := _MATURITY.search(flat)) and not _NOT_OWN.search(flat[: hit.end() + 3]):
        yield "cmmm_self_level", hit[0], f"{hit['level']}级"
    if (hit := _SCENES.search(flat)) and not _PART.search(flat[max(0, hit.start() - 8) : hit.end()]):
        yield "scene_total", hit[0], hit["a"] or hit["b"] or hit["c"]
    if (hit := _SHARE.search(flat)) and not _PLANNED.search(flat):
        yield "ai_ratio", hit[0], f"{hit['a'] or hit['b']}%"
