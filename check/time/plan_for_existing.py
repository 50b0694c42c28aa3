"""T-12: a system that the book counts as existing is yet to be built by its own plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import read_days
from check.registry import rule
from check.time.dated_rows import tell_drawn
from check.time.planned_by_name import (
    BEGIN,
    DECLARED_KEY,
    NOT_YET,
    find_named_twice,
    is_not_built,
    is_very_same,
    listed,
)
from check.time.rows_at_work import rows_at_work
from check.time.scenes_planned import find_scenes_planned
from model.finding import Cause, Severity
from model.place import Place

YEAR = re.compile(r"(20\d{2})\s*年(?!版)")
#: What only a system that runs does: EMS按机组核算能耗, MES采集设备数据.
IN_USE = re.compile(
    r"按[^，,]{1,10}(?:核算|统计|归集|分析|配套|配送|排产|派工|拣选)|(?:采集|识别|监测|监控)[^，,]{1,12}(?:数据|状态|能耗|参数)|自动(?:生成|下达|预警|推送|分配|配套|配送|拣选|排产|派工|重排|报警|识别|补货)"
    r"|(?:^|由|通过|在|与|和|、)[^，,]{0,12}(?:贯通|统一管理|集成|打通|互通)|^(?:公司|企业|项目|本项目|场景|工厂|全厂|厂区|(?:各|生产)?车间)?(?:已)?(?:先后|相继|陆续)?(?:部署|搭建|构建|建有|设有|应用|建成(?!后|以后|时|之后)|拥有)"
    r"|每[天日班周月时小](?:小时|时)?[^，,]{0,6}(?:生成|下达|计算|更新|推送|滚动|排|给出|出)"
    r"|(?:上线|投用|运行|启用|使用)(?:至今|以来|已?近?[一二两三四五六七八九十\d]+多?(?:年|个(?:多)?月)(?!底|内|初|前|后))"
    r"|(?:货位|[^\d.]\d[\d,]*(?:台|套|座|个|条|块|路))"
    r"|(?:在用|现行|现用|既有|使用中|运行中)的?[^，,]{0,10}?(?:系统|平台|软件)|20\d{2}年(?:\d{1,2}月)?(?:[初底末])?(?:正式|全面)?(?:上线|投用|投运|启用|建成|部署)(?!前|之前|后)"
    r"|(?:接入|进入|写入|录入|存入|汇入|上传(?:至|到)?|依托|借助)[^，,]{0,6}(?:系统|平台|[A-Z]{3})|(?:系统|平台|(?<![A-Za-z])[A-Z]{3,5})(?:包括|包含|含有?|设有|分为)[^，,]{2,}"
    r"|每[^，,]{1,6}(?:分钟|秒|小时|班|日|天)[^，,]{0,4}(?:交换|同步|上传|采集|更新)|(?<!将)(?<!拟)汇[集聚][^，,]{1,20}(?:数据|信息)"
    r"|(?<!将)(?<!拟)覆盖[^，,]{2,24}(?:子系统|模块|业务|车间|产线|工序|环节)"
)
#: 拟于2026年3月投入使用: what is intended is not done; nor is the new thing 现有 that is to take its place.
INTENDED = re.compile(
    r"(?:拟|将|计划|预计|力争)(?:于|在)?20\d{2}年[^，,。；;]*|(?:替代|替换|取代|代替|接替|淘汰)(?:掉|了)?(?:现有|已有)[^，,。；;]*"
)
#: 四个车间的排产仍用电子表格, 由调度员手工维护: how it is done as long as the system is not there.
BY_HAND = re.compile(
    r"[^，,。；;]*(?:电子表格|手工|人工(?!智能)|手动|纸质|纸面|Excel|EXCEL|凭经验|靠经验|文件夹|U盘|微信群|电话|邮件)(?!替代)[^，,。；;]*[，,]?"
)
#: 公司目前没有QMS，拟2026年建设: the clause behind begins what the first one lacks.
LACKS = re.compile(
    r"(?:没有|尚无|暂无|未建|未上|缺少)[^，,。；;]{2,14}[，,](?:拟|将|计划|预计|准备)?[^，,。；;]{0,4}20\d{2}年[^，,。；;]{0,8}(?:建设|上线|采购|实施|引入|引进|部署)"
)
#: …四套系统组成，均已上线运行.
ALL = re.compile(
    r"[，,](?:现|目前)?(?:均|都|全部|皆)(?:已|在)(?:经)?(?:全面|正式)?(?:上线|投用|运行|建成|使用|部署|用)"
)
CLAUSE = re.compile(r"[^。；;\n]+")
PIECE = re.compile(r"[^，,。；;、\n]+(?:、[^，,。；;\n]+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """A clause that names a system, and where."""

    system: str
    text: str
    place: Place


@rule("T-12")
def find_plan_for_existing(case: Case) -> Iterator[Answer]:
    """One clause has built it, another will first build it in the year of the declaration or later: E under the very
    same name, else W. Upgrades, further stages, other workshops and links between systems are no first building."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    if day is None:
        raise NotChecked("申报日期未填写或不可读，未核对。")
    yield from find_named_twice(case, day.first.year, is_plan)
    yield from find_scenes_planned(case, day.first.year, is_plan)
    built, planned = dict[str, Said](), dict[str, Said]()
    for passage in case.prose():
        for match in CLAUSE.finditer(passage.text):
            sentence = match[0].strip()
            place = passage.place.quoting(sentence)
            plan = is_plan(case, sentence, day.first.year)
            coming = set(systems_not_built(case, sentence, day.first.year))
            for system in coming:
                planned.setdefault(system, Said(system, sentence, place))
            for system, piece in systems_of(case, sentence):
                told = sentence[: sentence.find(piece) + len(piece)]  # what follows does not say what is begun
                more = re.search(case.param("more"), BY_HAND.sub("", told.removesuffix(piece)) + piece)
                begun = re.search(case.param("begin"), piece) or BEGIN.search(piece) or LACKS.search(sentence)
                if plan and begun and not more:
                    planned.setdefault(system, Said(system, sentence, place))
                elif (
                    not plan
                    and system not in coming
                    and not case.reference.lexicons.is_plan(sentence)
                    and (
                        re.search(case.param("done"), piece)
                        or IN_USE.search(piece)
                        or ALL.match(sentence[len(told) :])
                        or (DECLARED_KEY.search(passage.key) and not NOT_YET.search(sentence))
                    )
                ):
                    built.setdefault(system, Said(system, sentence, place))
    for line, place in planned_lists(case):
        if not re.search(case.param("more"), line):
            for system, _ in systems_of(case, line):
                planned.setdefault(system, Said(system, f"（计划建设）{line}", place))
    for sentence, place in tell_drawn(case):
        if is_plan(case, sentence, day.first.year) and not re.search(case.param("more"), sentence):
            for system, piece in systems_of(case, sentence):
                if re.search(case.param("begin"), piece):
                    planned.setdefault(system, Said(system, sentence, place))
    for row in [*listed(case), *rows_at_work(case, day)]:
        for system, _ in systems_of(case, row.name):
            built.setdefault(system, Said(system, row.sentence, row.place))
    if not built and not planned:
        raise NotChecked("正文没有写明某系统已建成或计划建设，未核对。", Cause.NOTHING)
    for system, plan_said in planned.items():
        if system not in built:
            yield Agreed()
            continue
        done = built[system]
        yield case.finding(
            f"正文称“{done.text[:60]}”，又称“{plan_said.text[:60]}”，{system}是已建成还是计划建设前后不一，请核实（是否为升级）。",
            done.place,
            plan_said.place,
            severity=case.rule.severity if is_named_alike(system, plan_said) else Severity.W,
            found=system,
        )
    if not planned:
        yield Agreed()


def is_named_alike(system: str, planned: Said) -> bool:
    """Whether it is one system, by whichever of its names (MES, 制造执行系统), and no second one."""
    return is_very_same(system, system, planned.text)


#: 下一步拟建系统：, 2027年计划新上的软件如下：; each line below it names one.
AHEAD = re.compile(
    r"(?:拟|计划|规划|下一步|后续|今后|未来)[^。；;：:]{0,16}(?:新?建设?|新上|上线|部署|引[入进]|采购|购置|实施|搭建)"
    r"[^。；;：:]{0,14}(?:系统|平台|软件|项目|内容)[^。；;：:]{0,8}[：:]$"
)
LINE = re.compile(
    r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、．，]|[①-⑳•●■◆·\-—])?\s*"
    r"(?P<said>[^。]{2,40})[。；;]?$"
)


def planned_lists(case: Case) -> Iterator[tuple[str, Place]]:
    """The short lines below a head that says what is yet to be built, up to the first long one."""
    within = False
    for passage in case.prose():
        for text in passage.text.split("\n"):
            said = text.strip()
            if AHEAD.search(said):
                within = True
            elif within and (hit := LINE.match(said)) and not said.endswith(("：", ":")):
                yield hit["said"], passage.place.quoting(said)
            elif said:
                within = False


def is_plan(case: Case, sentence: str, year: int) -> bool:
    """A year after that of the declaration, or that year itself with a word of planning."""
    years = [int(found) for found in YEAR.findall(sentence)]
    if re.search(case.param("done"), INTENDED.sub("", BY_HAND.sub("", sentence))) or not years:
        return False
    return min(years) > year or (min(years) == year and case.reference.lexicons.is_plan(sentence))


def systems_not_built(case: Case, sentence: str, year: int) -> Iterator[str]:
    """The systems that the sentence tells as still being chosen or bought, with or without a year."""
    for system, pattern in case.param("systems").items():
        if any(is_not_built(sentence, hit, year) for hit in re.finditer(pattern, sentence)):
            yield system


def systems_of(case: Case, sentence: str) -> Iterator[tuple[str, str]]:
    """(system, the piece of the sentence that names it)."""
    for piece in PIECE.findall(sentence):
        for system, pattern in case.param("systems").items():
            if re.search(pattern, piece):
                yield system, piece
