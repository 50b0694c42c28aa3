"""P-11: one scene's instance, or the declared line, under another name where a list, a heading or a table names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from check.arithmetic.drawn import flat, head_over, heads_of
from check.case import Agreed, Answer, Case
from check.spelling import fold_text
from model.finding import Severity
from model.place import Place

_LISTED = re.compile(r"实例(?:名称)?")
_SCENE = re.compile(r"(?:典型|应用|智能制造|所属)?场景(?:名称)?|具体场景")
_NUMBER = re.compile(r"序号|编号|场景号")
_TOLD = re.compile(r"^\s*(?:实例|场景实例)(?:名称)?[:：]\s*(?P<name>[^\n。；;，,]{3,30})")
#: Words that many instances have.
_GENERAL = re.compile(
    r"智能化?|数字化?|自动化?|信息化|系统|平台|管理|建设|应用|项目|改造|升级|公司|工厂|车间|全流程|一体化|基于|的|与|和|及|场景|实例|在线|生产|制造|数据"
)
_ALIKE = 45


@dataclass(frozen=True, slots=True)
class Named:
    """An instance's name, with the scene's where one stands beside it."""

    no: str
    scene: str
    name: str
    place: Place


def find_other_instance(case: Case) -> Iterator[Answer]:
    """W: the list of scenes and the scene's own heading name instances that have no words in common."""
    listed, own = [*in_lists(case)], [*in_scenes(case)]
    for one in own:
        same = [
            row for row in listed if row.place.path != one.place.path and row.no == one.no and scenes_agree(row, one)
        ]
        others = {row.name for row in same}
        if len(others) != 1:
            continue
        row = same[0]
        if is_alike(row.name, one.name):
            yield Agreed()
            continue
        elsewhere = [r for r in listed if is_alike(r.name, one.name)]
        if elsewhere:
            continue  # the rows are numbered otherwise
        yield case.finding(
            f"场景{one.no}处写的实例名称为“{one.name}”，场景清单同一场景为“{row.name}”，两处应一致，请核实。",
            one.place.quoting(one.name),
            row.place.quoting(row.name),
            severity=Severity.W,
            about=(f"scenes[{one.no}].instance",),
            expected=row.name,
            found=one.name,
        )


def in_lists(case: Case) -> Iterator[Named]:
    """The rows of tables with one column of instances: 序号, 典型场景, 实例名称."""
    for grid in case.submission.grids:
        heads = heads_of(grid.rows) if grid.own and len(grid.rows) > 3 else []
        if not any(_LISTED.fullmatch(flat(h.text)) for h in heads):
            continue
        for at, row in enumerate(grid.rows[1:], 1):
            cells = [(flat(head_over(heads, cell)), cell) for cell in row]
            name = next((c for h, c in cells if _LISTED.fullmatch(h)), None)
            scene = next((flat(c.text) for h, c in cells if _SCENE.fullmatch(h)), "")
            no = next((flat(c.text) for h, c in cells if _NUMBER.fullmatch(h)), str(at))
            if name is not None and len(flat(name.text)) > 2:
                yield Named(no, scene, fold_text(name.text), name.place)


def in_scenes(case: Case) -> Iterator[Named]:
    """The scenes as they are described: under a heading, or behind 实例：."""
    for field in case.submission.like("scenes[", "].name"):
        no = field.key[7:].partition("]")[0]
        named, desc = case.field(f"scenes[{no}].instance"), case.field(f"scenes[{no}].desc")
        if named and len(named.value) > 2:
            yield Named(no, fold_text(field.value), fold_text(named.value), named.place)
        elif desc and (hit := _TOLD.match(desc.text or desc.value)):
            yield Named(no, fold_text(field.value), fold_text(hit["name"]), desc.place)


def scenes_agree(row: Named, one: Named) -> bool:
    return not row.scene or not one.scene or row.scene in one.scene or one.scene in row.scene


def is_alike(one: str, two: str) -> bool:
    """Whether two names share two letters in a row that are their own, or are spelled much alike."""
    parts = [part for part in _GENERAL.split(one) if len(part) > 1]
    bare = _GENERAL.sub("|", two)
    if not parts or len(bare.replace("|", "")) < 2:
        return True
    shared = any(part[i : i + 2] in bare for part in parts for i in range(len(part) - 1))
    # 粉料恒湿库, 托盘高架库: a shared last letter makes them one no more than a shared kind does
    return shared or fuzz.ratio(one, two) >= _ALIKE
