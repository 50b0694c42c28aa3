"""The level of the ladder that the book itself, its tables and the notices beside it tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.case import Answer, Case
from check.sought import sought
from check.telling import texts_with
from model.finding import Severity
from model.place import Place
from model.regime import CARRIERS
from model.text import squash

#: 称号, 已获梯度称号, 既有称号, 获评级别.
TITLES = re.compile(
    r"^(?:已|现|既|曾|前序|前期|先前|前一级|上一级|此前)?(?:获|有|获得|获评|取得|具有)?(?:的)?(?:智能制造|智能工厂|梯度|梯度培育|省级)*(?:称号|荣誉|荣誉称号|获评级别|获评等级|现有级别)(?:情况|名称)?$"
)
#: What is applied for or assessed by oneself is no title.
NO_TITLE = re.compile(r"申报|自评|拟|计划|创建|目标|无")


#: The same of others, or of many: 全市只有基础级智能工厂3家.
_OF_OTHERS = re.compile(r"供应商|客户|子公司|分公司|同行|行业|园区|全[省市县国区]|(?:本|我)[省市县区]|\d家")


def told_lower(case: Case, held: str, how: str) -> Place | None:
    """Where the book says that it holds a level under the one it must hold (2024年获评先进级智能工厂), the highest."""
    below = "|".join(CARRIERS[1 : CARRIERS.index(held)]) if how == "获评" else ""
    if not below:
        return None
    pattern = sought(
        rf"(?:(?:获评|获得|获批|入选|认定为|评为|评定为|列入|荣获|取得|通过|持有|拥有|拿到|拿过|评上|成为|晋升为|最高(?:级别|称号|等级)?(?:为|是))[^。；;,，]{{0,24}}?(?:{below})(?:智能工厂)?)"
        # 目前仅有基础级称号, 现为基础级智能工厂, 称号只到基础级, 完成基础级智能工厂认定
        rf"|(?P<only>(?:[仅只]有|现有|现为|[仅只仍]为|仍是|[仅只]是|只到|停留在|止步于|所持称号为)(?:[^。；;,，]{{0,8}}?的)?(?:省级?)?(?:{below})(?:智能工厂)?"
        rf"(?:的)?(?:称号|资格|荣誉|牌匾|认定|级别|等级|企业|一项|这一级|(?<=工厂))(?=[，,。；;（(一]|$)|完成(?:了)?[^。；;,，]{{0,8}}?(?:{below})(?:智能工厂)?(?:的)?(?:认定|评定|评审))"
        # 企业荣誉：基础级智能工厂、绿色工厂: a list of honours
        rf"|(?P<listed>(?:荣誉|称号|资质)(?:称号|情况|有|包括|主要有)*[:：][^。；;]{{0,40}}?(?:{below})(?:智能工厂)?)"
    )
    held_so_far = list[Place]()
    for text in texts_with(case, pattern):
        for hit in pattern.finditer(text.text):
            clause = re.split(r"[。；;]", text.text[: hit.start()])[-1]
            if hit["listed"] and names_honour(case, held):
                continue
            if hit["only"] and _OF_OTHERS.search(clause + hit[0] + text.text[hit.end() : hit.end() + 4]):
                continue
            if not case.reference.lexicons.is_plan(clause + hit[0]) and held not in hit[0]:
                held_so_far.append(text.place.quoting(hit[0]))
    if held_so_far:
        return max(held_so_far, key=lambda one: max(n for n, level in enumerate(CARRIERS) if level in one.text))
    cells = list(tell_title_cells(case))
    if any(held in one.text for one in cells):
        return None
    named = re.compile(below)
    return next((one for one in cells if named.search(one.text) and not NO_TITLE.search(one.text)), None)


def names_honour(case: Case, held: str) -> bool:
    """Whether the level stands anywhere as a thing that one has, in this line of honours or in another."""
    noun = sought(rf"{held}(?:智能工厂)?(?:称号|荣誉|牌匾|[（(]|\s*20\d\d|[，,、。；;\n]|$)")
    return any(noun.search(text.text) for text in texts_with(case, noun))


def tell_title_cells(case: Case) -> Iterator[Place]:
    """The cells of the book's tables that stand beside or under a heading of titles held: 称号 | 2023年省先进级."""
    for grid in case.submission.grids:
        if not grid.own:
            continue
        tops = [TITLES.search(squash(cell.text)) is not None for cell in grid.rows[0]] if grid.rows else []
        for n, row in enumerate(grid.rows):
            for before, cell in pairwise(row):
                if TITLES.search(squash(before.text)) and cell.text.strip() != before.text.strip():
                    yield cell.place.quoting(cell.text)
            if n and len(row) == len(tops):
                yield from (cell.place.quoting(cell.text) for top, cell in zip(tops, row, strict=True) if top)


def find_notice_lower(case: Case, held: str, told: Place) -> Iterator[Answer]:
    """E: the notice laid beside the book publishes a list of a lower level than the title that the book tells of."""
    below = "|".join(CARRIERS[1 : CARRIERS.index(held)])
    lower = re.compile(
        rf"(?:公布|公告|公示|认定|评定|授予|确认)[^。；;，,]{{0,16}}?(?:{below})(?:智能工厂)?[^。；;，,]{{0,8}}?(?:名单|称号|通知|决定|企业)"
    )
    texts = [(paper, one) for paper in case.submission.papers for one in paper.passages if one.key == "letter"]
    for paper, one in texts:
        hit = lower.search(one.text)
        if hit is None or any(held in other.text for whose, other in texts if whose is paper):
            continue
        yield case.finding(
            f"书中写有“{told.text}”，而《{one.place.file}》载“{hit[0]}”，未见{held}的认定文件，请核实。",
            one.place.quoting(hit[0]),
            told,
            severity=Severity.E,
            about=("history",),
            expected=held,
            found=hit[0],
        )
        return


def tell_pending(case: Case, held: str) -> Place | None:
    """Where the book says that the level asked for is only applied for: 正在申报先进级, 先进级尚在公示."""
    pattern = sought(
        rf"(?:正在|已|现|拟|待|正)(?:申报|申请|创建|争创|冲刺|公示|评审)[^，,。；;]{{0,14}}?{held}(?:智能工厂)?"
        rf"|(?:筹备|准备|谋划|着手|启动|开展|组织|推进|筹划|计划)[^，,。；;]{{0,8}}?{held}(?:智能工厂)?(?:的)?(?:项目)?(?:申报|申请|创建|争创|评审|认定|材料)"
        rf"|(?:提交|递交|报送)(?:了)?[^，,。；;]{{0,14}}?{held}(?:智能工厂)?[^，,。；;]{{0,6}}?(?:申请|申报|材料)"
        rf"|{held}(?:智能工厂)?[^，,。；;]{{0,8}}?(?:尚在|正在|仍在|还在|待|处于|等待)(?:公示|评审|认定|申报|申请|争创|创建|审核|批复|公布|复核|答辩)"
        # 卓越级申报书已报送: handed in, and nothing said of an award
        rf"|{held}(?:智能工厂)?(?:的)?(?:认定|申报|申请|评审)(?:材料|书|文件)?(?:已|刚|均已)(?:经|于)?[^，,。；;]{{0,8}}?(?:提交|递交|上报|报送|报出|受理)"
        r"(?![^。；;]{0,40}(?:获评|获批|入选|公布|评为|批准|通过|发文|授牌|授予))"
        # 2024年申报先进级智能工厂，目前尚在公示; 先进级的认定材料已提交，等待批复: what is applied for stands ahead
        rf"|{held}(?:智能工厂)?(?:的)?(?:认定|申报|申请|评审|推荐|项目|工作|材料|文件|手续|书)*[^，,。；;获通名]{{0,10}}?[，,]?(?:目前|现|至今|截至目前)?"
        r"(?:(?:尚|仍|还|正|正处)?(?:在|于)(?:公示|评审|审核|复核|答辩)|(?:已通过[^，,。；;]{0,8}[，,])?(?:尚|仍|还)?(?:等待|待|未)[^，,。；;]{0,4}(?:公示|公布|批复|发文|认定|批准|结果|揭晓))"
        rf"|(?:申报|申请)(?:了)?[^，,。；;]{{0,8}}?{held}(?:智能工厂)?[，,](?:已通过[^，,。；;]{{0,8}}[，,])?(?:目前|现|结果)?(?:尚|仍|还|正)?(?:在|待|未|等待)[^，,。；;]{{0,4}}?(?:公示|评审|审核|公布|批复|结果|认定)"
    )
    for text in texts_with(case, pattern):
        if hit := pattern.search(text.text):
            return text.place.quoting(hit[0])
    return None


def awarded(case: Case, held: str) -> bool:
    """Whether a sentence tells of the title itself: 2024年获评先进级智能工厂."""
    got = sought(rf"(?:获评|获得|获批|认定为|评为|评定为|入选|荣获|取得)[^，,。；;]{{0,20}}?{held}")
    return any(got.search(text.text) for text in texts_with(case, got))
