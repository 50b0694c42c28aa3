"""COV-01 … 06 (and ELIG-B-02, A-02, E-03, L-03): the scenes leave out a 环节, or say too little to count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, Skipped
from check.coverage.links_told import find_links_told
from check.due_place import find_due, name_works
from check.elig_s.scene_name import find_scenario, fold_link
from check.registry import rule
from check.scn.scene_count import doubt_scenes
from check.spelling import fold_text
from check.telling import Text, find_word, is_denied, tell_sentences
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Field
from model.text import count_words, squash

#: 表2 典型场景一览: all of them, not what they brought.
_SCENE_TABLE = re.compile(r"场景(?:建设|实施|应用)?(?:清单|一览表?|汇总表?|列表|名录|目录|情况表|总表|明细表?)$")
#: The chapter in which a book goes through the links.
HEADS = ("重点环节|各环节|环节(?:建设|实施)", "场景(?:建设|实施|应用)")
#: 未安排, 暂无, 尚未建设, 不涉及 some link.
_NONE = re.compile(r"未(?!来|必)|没有|暂无|不含|不涉及|不包括|缺少|空缺|除外")
#: Of a sentence so much is quoted.
SHOWN = 80
#: 系统记录…, 由系统提示: no system is named.
_BARE = re.compile(r"(?:(?<![^，,。;；、])|(?<=[由经该本从用在和与]))系统")
#: 色选机, 折光仪, 回流阀: a machine by its own name, of any trade; what only machines and programs do, and with what.
_AT_WORK = re.compile(
    r"[\u4e00-\u9fff]{2}(?:仪|探头|阀门?|炉|窑|釜|泵)(?=[\u4e00-\u9fff\d，,。；;、（(]|$)"
    r"|[选检测包装灌码贴喷打标切割焊压轧拉磨铣车冲剪折弯注塑挤吹模浇铸锻抛喷涂印刷织纺缝绕卷绣裁洗烘干杀菌分级破碎粉混搅捏炒蒸榨提吊输送发抓搬叠铆拧锁插点胶固铺开收打]{2}机"
    r"(?![制会构理能动遇密组关械])"
    r"|自动|在线|联锁|联动|闭环|信号|远程|遥[控测]|探[伤测]|[测检][温厚重径漏]|红外|超声|射线|激光|X[射光-]|光谱|色谱|雷达|定位|采集|数采|推送|派发|弹窗"
    r"|行车|天车|辊道|输送[带线机]|手机|平板|触摸屏|大屏|App|工单|物联|无线|光纤|5G|仿真|三维|建模|CA[DEM]|BOM|编程|地磅|可视|轨迹|北斗|GPS|控制器|控制柜|电子|线上|云|大数据"
    r"|(?:监管|追溯|识别|赋|二维|条形?|扫|喷)码|标签"
    r"|[\u4e00-\u9fff](?:计|秤|表|柜|枪|镜|盒子|芯片|电机|风机|空压机)(?=[，,、。；;与和及由对把按实读测联]|$)",
    re.IGNORECASE,
)


@rule("COV-01", "COV-02", "COV-03", "COV-04", "ELIG-B-02", "ELIG-A-02", "ELIG-E-03", "ELIG-L-03")
def find_links_missing(case: Case) -> Iterator[Answer]:
    """B where the law is strict, else E; not checked while a scene's name is not understood that could fill the gap."""
    need_carrier(case)
    term = case.law("coverage")
    names = scene_names(case)
    if not names:
        if case.unread:
            raise NotChecked(case.unread, Cause.UNREADABLE)
        raise NotChecked("典型场景未填写或未读到，无法核对环节覆盖。")
    covered: dict[str, Field] = {}
    unknown, claimed = list[Field](), list[Field]()
    for field in names:
        named = find_scenario(case.reference.guide, field.value)
        dimension = case.reference.guide.dimension(named.scenario.link) if named else claimed_dimension(case, field)
        claimed += [] if named or not dimension else [field]
        if dimension:
            covered.setdefault(dimension, field)
        else:
            unknown.append(field)
    missing = [name for name in term.value["dimensions"] if name not in covered]
    if not missing:
        said = "、".join(f"{name}（{field.value}）" for name, field in covered.items())
        yield case.agree(f"覆盖{said}", *covered.values())
        return
    if unknown and len(unknown) >= len(missing):
        yield Skipped(
            f"典型场景“{'”、“'.join(f.value for f in unknown)}”不在参考指引之中，"
            f"未能判断是否覆盖{'、'.join(missing)}。",
            Cause.AMBIGUOUS,
        )
        return
    if why := doubt_scenes(case, told=False):
        yield Skipped(f"{why}，未能判断是否覆盖{'、'.join(missing)}。", Cause.AMBIGUOUS)
        return
    if case.unread:
        raise NotChecked(case.unread, Cause.UNREADABLE)
    how = "须" if term.value["strict"] else "原则上应"
    told = tell_spread(case, term.value["dimensions"]) or tell_gap(case, missing)
    said = f"（正文称“{told.text}”）" if told else ""
    yield case.finding(
        f"典型场景{len(names)}个，覆盖{'、'.join(covered) or '（无）'}{said}，缺{'、'.join(missing)}，"
        f"{term.source}要求{how}覆盖{'、'.join(term.value['dimensions'])}，请核实。",
        *names,
        *tell_number(case),
        *find_due(case, HEADS),
        *name_works(case, "title"),
        *((told,) if told else ()),
        severity=Severity.W if claimed else Severity.B if term.value["strict"] else Severity.E,
        about=("scenes",),
        expected="、".join(term.value["dimensions"]),
        found="、".join(covered),
    )


def tell_number(case: Case) -> Iterator[Place]:
    """Where the book says how many scenes it has, and what it calls the table of them."""
    if told := case.field("scene_total"):
        yield told.place
    for grid in case.submission.grids:
        if grid.own and _SCENE_TABLE.search(grid.caption):
            yield grid.place.quoting(grid.caption)


def claimed_dimension(case: Case, scene: Field) -> str | None:
    """The 环节 that the book itself puts a scene of its own naming under: it fills no gap in another."""
    link = case.field(scene.key.rpartition(".")[0] + ".link") if "." in scene.key else None
    told, guide = fold_link(link.value) if link else "", case.reference.guide
    return next((one.name for one in guide.dimensions if one.name == told), guide.dimension(told) or None)


def tell_spread(case: Case, dimensions: Sequence[str]) -> Place | None:
    """Where the prose itself says on which links its scenes stand: 12个场景分布在工厂建设、生产作业、生产管理."""
    for text, sentence in tell_sentences(case):
        if "场景" in sentence and 1 < sum(one in sentence for one in dimensions) < len(dimensions):
            return text.place.quoting(sentence.strip()[:SHOWN])
    return None


def tell_gap(case: Case, missing: Sequence[str]) -> Place | None:
    """Where the prose itself says that it has no scene on a link: 本次未安排工厂建设环节的场景."""
    for text, sentence in tell_sentences(case):
        if "场景" in sentence and _NONE.search(sentence) and any(one in sentence for one in missing):
            return text.place.quoting(sentence.strip()[:SHOWN])
    return None


@rule("COV-05")
def map_links(case: Case) -> Iterator[Answer]:
    """Stands for the promise that links of the guide count for the five 环节 as the notes say; see its cases."""
    if not case.reference.guide.dimensions:
        raise NotChecked("参考指引没有给出八个环节与五个环节的对应。", Cause.OUTSIDE)
    yield from find_links_told(case)
    counted = []
    for field in scene_names(case):
        named = find_scenario(case.reference.guide, field.value)
        if named:
            counted.append(f"{named.scenario.name}→{case.reference.guide.dimension(named.scenario.link)}")
    if counted:
        yield Agreed("；".join(counted))
    else:
        yield Agreed()


@rule("COV-06")
def find_scene_thin(case: Case) -> Iterator[Answer]:
    """Scenes that are none of the guide's, descriptions under `shortest` 字 or without any system: all in one finding.

    I where each has half of the limit (which is ours) or more and names a system; in a free book a quarter.
    Of a short one 系统 alone is no name.
    """
    rows = case.rows("scenes")
    if not rows:
        raise NotChecked("典型场景未填写或未读到，无法核对。")
    least, thin, grave = int(case.param("shortest")), dict[str, Field](), False
    free = case.form is not None and case.form.free  # no form prints a limit
    for n in rows:
        name, told = case.field(f"scenes[{n}].name"), case.field(f"scenes[{n}].desc")
        if told is None:
            if name is not None:
                yield Skipped(f"第{n}个典型场景“{name.value}”没有读到描述。")
            continue
        if name is not None and find_scenario(case.reference.guide, name.value) is None:
            thin[f"第{n}个典型场景“{name.value}”不在参考指引所列的典型场景之中"] = name
            grave = grave or not free  # a free book gives its scenes names of its own
            continue
        count = max(count_words(told.value), len(squash(told.value)))  # many count every digit
        words, prose = words_of(case), told.text or told.value
        prose = prose if count >= least else _BARE.sub("", prose)
        system = find_word([Text(told.key, prose, told.place)], words, case.reference.lexicons)
        told_so = system is not None or (count * 4 >= least * 3 and names_machine(prose, case))
        if count >= least and told_so:
            yield Agreed()
            continue
        why = f"共{count}字" if count < least else "没有写到系统或设备"
        thin[f"第{n}个典型场景{f'“{name.value}”' if name else ''}的描述{why}"] = told
        grave = grave or count * 4 < least or (not free and (not told_so or count * 2 < least))
    if thin:
        yield case.finding(
            f"{'，'.join(thin)}，不足以作为覆盖的实据（应为所列场景，描述不少于{least}字并写明系统或设备），请核实。",
            *thin.values(),
            severity=None if grave else Severity.I,
            expected=f"≥{least}字，写明系统或设备",
            found="；".join(thin),
        )


def names_machine(prose: str, case: Case) -> bool:
    """Whether a clause that neither denies nor plans names a machine or an instrument, or tells of one at work."""
    for clause in re.split(r"[，,。；;]", prose):
        hit = _AT_WORK.search(clause)
        if (
            hit
            and not is_denied(clause[: hit.start()], clause[hit.end() :])
            and not case.reference.lexicons.is_plan(clause)
        ):
            return True
    return False


def words_of(case: Case) -> tuple[str, ...]:
    """Names of systems and equipment: those of the guide, and the general ones of the rule."""
    named = {word for scenario in case.reference.guide.scenarios for word in scenario.systems}
    return tuple(sorted(named | set(case.param("systems"))))


def need_carrier(case: Case) -> None:
    carriers = case.param("carriers")
    if case.carrier not in carriers:
        raise NotApplicable(f"本规则适用于{'、'.join(carriers)}，本材料为{case.carrier or '未识别的载体'}。")


def scene_names(case: Case) -> list[Field]:
    """The declared scenes: the list of the book, else the rows of 附表1; each name once."""
    fields = list(case.submission.like("scenes[", "].name")) or list(case.submission.like("t1[", "].scene"))
    return list({fold_text(field.value): field for field in reversed(fields)}.values())[::-1]
