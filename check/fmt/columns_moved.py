"""FMT-21: columns of 附表1 or 附表2 hold what belongs to their neighbours: a row was pasted one column off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from check.case import Answer, Case
from check.elig_s.scene_name import fold_link
from check.fold import EXCUSE
from check.once import split_sentences
from check.spelling import fold_text
from model.submission import Field
from model.text import half_width, squash

#: A cell, and what its content is.
Told = tuple[Field, str]
#: Characters of a cell that are quoted, and cells of a table that are named.
SHOWN, MOST = 16, 4
#: The columns of a row of 附表2 in their order.
PARTS = ("kind", "name", "model", "vendor", "remark")
GROUPS = ("equipment", "software")
_FIRM = re.compile(r"(?:公司|集团|研究院|研究所)(?:[（(][^（）()]*[)）])?$")
#: 附表1: what the text of a column tells wherever it is told as asked. No word of one column may be usual in the next.
TOLD = {
    "application": re.compile(r"^(?:本(?:场景|项目)|该场景)?(?:主要)?(?:针对|面向|围绕|聚焦|应用于|覆盖)"),
    "pain": re.compile(
        r"痛点|难以|无法|难于|不及时|滞后|不稳定|效率低|偏低|[依靠凭][^，,。；;]{0,6}经验|依赖(?:人工|手工|老师傅)|靠人|缺乏|漏[检判报]|波动大|追溯难|不足"
    ),
    "solution": re.compile(
        r"由[^，,。；;]{2,24}(?:公司|研究院|研究所|大学)[^，,。；;]{0,4}(?:提供|供货|承担|实施|开发|负责)|供应商|技术路线|算法|[软硬]件|采用[^。；;]{2,30}(?:技术|系统|架构|平台)|通过[^。；;]{2,20}(?:接口|协议)"
    ),
    "guarantee": re.compile(
        r"领导小组|工作组|专班|管理员|培训|制度|《[^》]{2,24}(?:规范|规程|办法|标准|制度|规定)》|考核|责任制|牵头"
    ),
    "effect": re.compile(
        r"[由从][^，,。；;\d]{0,4}\d[^，,。；;]{0,12}?(?:提高|提升|升|降|下降|缩短|减少|增加|压缩)[到至为]|(?:提高|提升|下降|降低|缩短|减少|节约|增长)(?:了|约|近)*\d"
    ),
    "economy": re.compile(r"投资[^。；;\d]{0,8}\d|回收期|推广|复制|万元"),
}
COLUMNS = tuple(TOLD)
#: So many texts of a row must be their neighbour's.
LEAST = 3


def find_columns_moved(case: Case) -> Iterator[Answer]:
    """E, one finding for a table. What other rules make of the moved cells folds under it."""
    if first := [*find_names_moved(case), *find_texts_moved(case)]:
        yield tell(case, "附表1", first)
    second = [*find_parts_moved(case)]
    if len(second) > 1 or is_instance(second):
        yield tell(case, "附表2", second)


def find_names_moved(case: Case) -> Iterator[Told]:
    """环节名称 holds a scene, 场景名称 a link."""
    guide = case.reference.guide
    for n in case.rows("t1"):
        link, scene = case.field(f"t1[{n}].link"), case.field(f"t1[{n}].scene")
        if scene and fold_link(scene.value) in guide.links and squash(scene.value) not in guide.names:
            yield scene, "是环节的名称"
        if link and squash(link.value) in guide.names and fold_link(link.value) not in guide.links:
            yield link, "是场景的名称"


def find_texts_moved(case: Case) -> Iterator[Told]:
    """Texts that tell what the column beside them asks for and nothing of what their own does."""
    for n in case.rows("t1"):
        texts = {name: field for name in COLUMNS if (field := case.field(f"t1[{n}].{name}"))}
        for step in (-1, 1):
            moved, own = list[Told](), 0
            for name, beside in pairwise(COLUMNS[::step]):  # a column and the one beside it
                if (field := texts.get(name)) is None:
                    continue
                if TOLD[name].search(half_width(field.value)):
                    own += 1
                elif TOLD[beside].search(half_width(field.value)):
                    moved.append((field, f"似为“{short(case, f't1.{beside}')}”"))
            if len(moved) >= LEAST and own <= len(moved) - LEAST + 1:
                yield from moved
                break


def find_parts_moved(case: Case) -> Iterator[Told]:
    """The kind of a machine or the name of its supplier under another head, and something else under their own."""
    for n in case.rows("t2"):
        if (named := case.field(f"t2[{n}].instance_name")) and _FIRM.search(named.value):
            yield named, "是供应商"
    for row in sorted({key for f in case.submission.like("t2[") if (key := row_of(f.key))}):
        parts = {part: field for part in PARTS if (field := case.field(f"{row}.{part}"))}
        spec = case.spec(f"{row}.kind")
        kinds = {fold_text(one) for one in spec.choices} if spec else set[str]()
        kind, vendor = parts.get("kind"), parts.get("vendor")
        if kind is None or not any(one in fold_text(kind.value) for one in kinds):
            yield from ((f, "是种类") for part, f in parts.items() if part != "kind" and fold_text(f.value) in kinds)
        if vendor is None or not _FIRM.search(vendor.value):
            firms = (f for part, f in parts.items() if part in ("kind", "name", "model"))
            yield from ((f, "是供应商") for f in firms if _FIRM.search(f.value))


def is_instance(told: Sequence[Told]) -> bool:
    return any(field.key.endswith(".instance_name") for field, _ in told)


def row_of(key: str) -> str:
    hit = re.match(rf"t2\[\d+\]\.(?:{'|'.join(GROUPS)})\[\d+\]", key)
    return hit[0] if hit else ""


def tell(case: Case, table: str, told: Sequence[Told]) -> Answer:
    """What stands where, the four first of it; `about` are all cells of these rows."""
    said = [f"“{short(case, field.key)}”栏的“{squash(field.value)[:SHOWN]}”{what}" for field, what in told]
    shown = list(dict.fromkeys(said))
    rows = {field.key.rpartition(".")[0] for field, _ in told}
    keys = (*(one.key for one in case.submission.fields), *(one.key for one in case.submission.blanks))
    of_rows = (key for key in keys if key.rpartition(".")[0] in rows)
    texts = {field.key for field, _ in told}
    spoken = (f"{p.place.path}“{one}”" for p in case.prose("t1") if p.key in texts for one in split_sentences(p.text))
    return case.finding(
        f"{table}所填内容与栏目不符，疑{'整体错位一栏' if len(told) > 2 else '错栏'}："
        f"{'，'.join(shown[:MOST])}{'等' if len(shown) > MOST else ''}，请对照原件核实。",
        *(field for field, _ in told),
        tags=("shifted", EXCUSE),
        about=tuple(dict.fromkeys((*(field.key for field, _ in told), *of_rows, *spoken))),
        expected="各栏填写本栏内容",
        found=shown[0],
    )


def short(case: Case, key: str) -> str:
    """The label of a column without what the form explains in brackets."""
    spec = case.spec(key)
    return re.sub(r"[（(].*", "", spec.label if spec else key)
