"""T-12 for things no list knows: a system told by its own name is at work in one sentence, first begun in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from check.case import Answer, Case
from check.spelling import fold_text
from check.time.dated_rows import tell_drawn
from check.time.told_at_work import LISTED_KEY, core_of, find_at_work
from model.finding import Severity
from model.place import Place

#: 窑炉热工大模型辅助调优系统, 数据采集平台, 碳足迹核算模型: words of its own before the word of its kind.
NAME = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9+\-]{2,24}?(?:系统|平台|(?:大模型|智能体|数据中心|数字孪生(?:体|工厂)?)(?![^与和及由在过对将已的把、，,。；;（(\s]{1,6}(?:系统|平台))|软件(?!著作|登记|开发|许可|的)|实验室|立体(?:仓)?库|智能仓库|自动化?(?:生产)?线|柔性线|机器人工作站|模块|子系统)"
)
#: Letters that two names must have in common at their end, and of them before the word of the kind.
COMMON, OWN = 5, 3
KIND = re.compile(
    r"(?:系统|平台|软件|大模型|智能体|数据中心|实验室|立体(?:仓)?库|智能仓库|自动化?(?:生产)?线|柔性线|机器人工作站|数字孪生(?:体|工厂)?|模块|子系统)$"
)
#: Names so common that many things of a book bear them.
COMMONPLACE = re.compile(
    r"^(?:信息化?|智能化?|管理|控制|生产|自动化?|业务|集成|运营|服务|软件|相关|上述|该|本|各|数字化?|监控|工业互联网|工业|设计|研发|办公)*(?:管理|控制|信息|应用)?(?:系统|平台|软件)$"
)
SENTENCE = re.compile(r"[^。；;\n]+")
#: The first beginning of a thing.
BEGIN = re.compile(
    r"新上|上马|启动[^，,。]{0,30}?(?:建设|选型|采购|招标|开发|研发|立项|部署|可研|论证)|(?:拟|将|计划|准备|预计|力争)[^，,。]{0,24}?(?:建设|新建|建成|上线|部署|引入|引进|搭建|购置|采购|开发|投用|投入使用|启用|选型|招标|立项|安装)"
    r"|(?:完成|开展|推进|组织|进行|着手|开始|实施)[^，,。]{0,30}?(?:选型|招标|采购|立项|可研|可行性研究|论证|首期建设|一期建设)|首期建设"
    r"|(?:选型|招标|采购|立项|可研|论证)[^，,。]{0,6}(?:放在|放到|安排|定在|排在|列入|拟于|将于|计划于)"
    r"|(?:列入|纳入|排入|编入|列为)[^，,。；;]{0,12}?(?:计划|预算|清单|规划|采购|立项|储备|投资)"
    r"|首次部署|(?:尚|还|仍)?处于(?:规划|论证|选型|招标|设计|方案)|正在(?:招标|选型|论证|规划)|启动建设|(?:建成|上线|投用|投运|启用)"
)
#: 目前尚处方案论证阶段, 尚未建成: not there at the time of writing, without any year. Of the past it says nothing.
NOT_BUILT = re.compile(
    r"(?:目前|现阶段|现|当前|仍|尚|还|正)+(?:处于?|在|停留在|属于?|进行|开展)[^，,。；;]{0,6}?(?:论证|可研|选型|招标|规划|设计|立项|筹备|筹划|策划|比选|前期|采购|概念|调研|洽谈|谈判|询价)"
    r"|正(?:由|在|处于)?[^，,。；;]{0,12}?(?:比选|选型|招标|论证|询价|洽谈|谈判|编制招标|招标文件|立项)"
    r"|(?:尚|还|仍|暂|目前|现)(?:未|没有?)[^，,。；;]{0,4}?(?:建成|建设|上线|立项|动工|开工|投用|投运|启用|部署|搭建|采购|招标|选型|到货|签约|签合同|定标|买)"
    r"|(?:已|拟|将)?(?:列入|纳入)[^，,。；;]{0,6}?(?:明年|下一?年|20\d{2}年)[^，,。；;]{0,10}?(?:计划|预算|采购|招标|投资)"
    r"|(?:招标|采购|选型|可研|立项)(?:文件|方案|报告|合同|工作|手续|申请)?[^，,。；;]{0,6}?(?:正在|尚在|还在|仍在|待)"
    r"|(?:须|需|有待|待|要等|等)[^，,。；;]{0,10}?(?:落实|到位|批复|批准|立项)后?[^，,。；;]{0,6}?(?:建设|采购|实施|上线|招标|启动)"
)
#: 现阶段没有该系统, 公司现无该平台: said of the thing named before.
ABSENT = re.compile(
    r"(?:目前|现阶段|现|当前|至今|本?公司|企业|我司|[（(，,])(?:尚|还|仍|暂|并)?(?:无|没有|未有|不具备|未建(?:有|成)?|未上)(?:此|该|这一?|此类|该类|这类|同类|相应的?|上述)[项个套种]?"
    r"(?:系统|平台|软件|模块|装置|设施|产线|能力)"
)
#: 立项建设…平台: begun from nothing, whatever is done behind it.
FIRST = re.compile(
    rf"(?:立项(?:建设|开发|实施|新建|研发)|从零(?:开始)?(?:建设|搭建|起步)|首次(?:建设|引入|引进|部署|上线|搭建)|新上|新建)(?:一[个套座])?(?:全新的?)?{NAME.pattern}$"
)
#: 待窑炉调优系统上线后, 诊断平台投用之前仍由人工: not there as long as this lasts.
UNTIL = re.compile(
    r"(?:正式|全面)?(?:上线|建成|投用|投运|到位|部署完成|启用)(?:之)?(?P<when>前|后)[，,]?(?P<now>[^，,。；;]{0,12}?(?:仍|暂|只能|还|依旧|继续|沿用))?"
)
#: 2026年6月前搭建…
BUILDS = re.compile(r"搭建|新建|建设|构建|建立|建成|开发|研发|引入|引进|上线|部署|购置|启动")
PART = re.compile(r"部分|个别|其余|[号条个#](?:产|生产)?线|车间|分厂|厂区的|工序|子公司|基地")
PAST = re.compile(r"此前|当时|以前|过去|建设前|改造前|实施前|原来|原先")
AT_WORK = re.compile(
    r"已(?:经)?(?:在|于|全面|全部|顺利|成功)?[^，,。]{0,10}?(?:建成|建立|上线|部署|投用|投入|实施|应用|搭建|完成|接入|运行|覆盖|实现)|建成了?|上线了|部署了|投入(?:使用|运行)|稳定运行"
    r"|^(?:公司|项目|本项目|场景|工厂)?(?:部署|搭建|构建|建有|设有|建立|应用|依托)|在网|在线(?:监测|检测|采集)|(?:采集|上传|识别|预测|监测)[^，,。]{0,10}(?:数据|状态|缺陷|能耗)|稳定|汇[集聚][^，,。]{1,20}(?:数据|信息)"
    r"|接入|[在于][^，,。；;]{1,10}(?:投用|投运|启用|使用中)(?!前|后|之)|自动(?:采集|生成|识别|推送|下达|调度|预警)|实时(?:采集|监控|显示|计算)|累计|(?<![将应需可])具[备有][^，,。]{2,30}(?:功能|能力)|[已共](?:响应|处置|处理|触发|下发|派发|生成|完成|服务|调度|推送|闭环)[^，,。]{0,14}\d|(?:为|由)[^，,。]{0,12}提供|(?:识别|预警|拦截|检出)[^，,。]{0,8}\d"
)
#: Not the first of its kind, or more of the same.
MORE = re.compile(
    r"升级|改造|优化|完善|扩展|拓展|扩容|扩建|[二三四]期|第[二三四五](?!季度)|再建|深化|推广|复制|延伸|集成|对接|打通|覆盖|其他|其余|另|新增|分厂|分公司|子公司|版|迭代|迁移|接口|基于|依托|基础上"
    r"|授权|许可|席位|(?:[2-9]|\d{2,4}|[两三四五六七八九十])套|更新|替换|更换|国产化|移动端|集团|供应商|上下游|客户|园区|继续|进一步|二次|验收|评估|接入|试点|并入"
)
#: Where a book describes the scenes that it declares: its cells, or the numbered heads of a free book.
SCENE_KEY = re.compile(r"^(?:scenes\[\d+\]\.desc|t1\[\d+\]\.(?:application|solution))$")
#: And where it describes the works themselves, which are finished when they are declared.
DECLARED_KEY = re.compile(rf"{SCENE_KEY.pattern}|^(?:project_summary|line_overview)$")
NOT_YET = re.compile(r"拟|将|计划|下一步|未来|尚未|没有|暂无|缺|规划|预留")
YEAR = re.compile(r"(20\d{2})\s*年(?!版)")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that names a thing."""

    name: str
    sentence: str
    place: Place


def find_named_twice(case: Case, year: int, is_plan: Callable[[Case, str, int], bool]) -> Iterator[Answer]:
    """For each such thing: planned for after the declaration (`year`), and told as at work."""
    planned, working = list[Told](), [*listed(case), *described(case)]
    known = re.compile("|".join(case.param("systems").values()))
    for passage in case.prose():
        for match in SENTENCE.finditer(passage.text):
            sentence = match[0].strip()
            place = passage.place.quoting(sentence)
            for hit in NAME.finditer(sentence):
                name = hit[0]
                if (known.search(name) and not has_more_words(known, name)) or COMMONPLACE.match(name):
                    continue
                told = Told(name, sentence, place)
                clause = clause_at(sentence, hit)
                if is_plan(case, sentence, year):
                    if is_begun(sentence, hit, clause) or is_not_built(sentence, hit, year):
                        planned.append(told)
                elif is_not_built(sentence, hit, year):
                    planned.append(told)
                elif not case.reference.lexicons.is_plan(clause) and (
                    AT_WORK.search(clause) or (DECLARED_KEY.search(passage.key) and not NOT_YET.search(clause))
                ):
                    working.append(told)
    for sentence, place in tell_drawn(case):
        for hit in NAME.finditer(sentence):
            bare = known.search(hit[0]) and not has_more_words(known, hit[0])
            if bare or COMMONPLACE.match(hit[0]) or not is_plan(case, sentence, year):
                continue
            if is_new(sentence, hit) or (BEGIN.search(sentence) and not MORE.search(sentence)):
                planned.append(Told(hit[0], sentence, place))
    seen = set[str]()
    for plan in planned:
        others = (one for one in working if fold_text(one.sentence) != fold_text(plan.sentence))
        done = next((one for one in others if alike(one.name, plan.name)), None)
        if done is None and (found := find_at_work(case, plan.name, plan.sentence)):
            done = Told(plan.name, *found)
        if done is None:
            continue
        shared = common(done.name, plan.name) if done.name != plan.name else core_of(plan.name) or plan.name
        if seen & {plan.sentence, shared}:
            continue
        seen |= {plan.sentence, shared}
        yield case.finding(
            f"正文称“{done.sentence[:60]}”，又称“{plan.sentence[:60]}”，{shared}是已建成还是计划建设前后不一，"
            "请核实（是否为升级）。",
            done.place,
            plan.place,
            severity=case.rule.severity if is_very_same(done.name, plan.name, plan.sentence) else Severity.W,
            found=shared,
        )


#: Of these a works may have several, and a second one is no first one.
SEVERAL = re.compile(r"(?:库|线|工作站|实验室|中心|仓库|软件)$")
SECOND = re.compile(r"第[二三四五](?!季度)|[二三四]期|新增|扩建|升级|另|再建")
#: Words of doing that are read into the front of a name: 立项建设碳足迹核算平台.
DOING = re.compile(rf"^.*(?:{BUILDS.pattern}|实施|完成|采购|招标|依托|基于|通过|由|的|和|与|及)")


def is_very_same(done: str, planned: str, sentence: str) -> bool:
    """Whether one name is told as at work and as not yet begun: the names are alike but for the word of the kind, the
    thing is none of which there are several, and nothing in the plan says that it is another."""
    names = [fold_text(KIND.sub("", DOING.sub("", name))) for name in (done, planned)]
    short, long = sorted(names, key=len)
    alike_names = bool(short) and (short == long or (len(short) >= COMMON - 1 and long.endswith(short)))
    return alike_names and not SEVERAL.search(planned) and not SECOND.search(sentence)


#: 在灌装线上马…: at one place of several.
AT_PLACE = re.compile(r"在[^，,。；;\d]{1,8}(?:线|工段|工序|工位|岗位|库区|厂房)")


def is_begun(sentence: str, hit: re.Match[str], clause: str) -> bool:
    """Whether the words around the name first begin it; a verb of building before it needs no word of planning."""
    if AT_PLACE.search(sentence[: hit.end()]):
        return False
    if is_new(sentence, hit):
        return True
    if BEGIN.search(clause):
        return MORE.search(clause.replace(hit[0], "")) is None
    head = re.split("[，,：:]", sentence[: hit.start()])[-1]
    return BUILDS.search(head[-4:] + hit[0]) is not None and is_first(sentence, hit)


def absent_now(sentence: str, hit: re.Match[str]) -> bool:
    """立项建设…平台，…（现无该系统）: the sentence itself says that the thing it names is not there."""
    told = ABSENT.search(sentence, hit.end())
    return told is not None and NAME.search(sentence, hit.end(), told.start()) is None


def is_new(sentence: str, hit: re.Match[str]) -> bool:
    """Whether the sentence begins the thing from nothing, whatever else it tells (试点, 推广) behind it."""
    head = re.split("[，,：:]", sentence[: hit.start()])[-1]
    begun = FIRST.search(sentence[: hit.end()]) and is_first(sentence, hit) and not PART.search(head + hit[0])
    return bool(begun) or absent_now(sentence, hit)


def is_first(sentence: str, hit: re.Match[str]) -> bool:
    """Whether nothing around the name says that it is a part, or more of the same."""
    head = re.split("[，,：:]", sentence[: hit.start()])[-1]
    return MORE.search(head + hit[0] + sentence[hit.end() : hit.end() + 5]) is None


#: What may stand between a name and what is said of it: …平台建设——该平台目前…
_LED_ON = re.compile(
    r"^[”》]?(?:平台|系统|软件|项目|模块)*(?:的)?(?:建设)?(?:项目|内容)?[（(，,：:—–-]*(?:(?:该|本|此)(?:系统|平台|项目|软件))?"
)


def is_not_built(sentence: str, hit: re.Match[str], year: int) -> bool:
    """目前尚处方案论证阶段: said of the name itself, now; of this year or an earlier one it tells the past."""
    tail = _LED_ON.sub("", sentence[hit.end() :])
    years = [int(found) for found in YEAR.findall(sentence)]
    head = re.split("[，,：:]", sentence[: hit.start()])[-1]
    if absent_now(sentence, hit) and PAST.search(sentence) is None and not (years and max(years) < year):
        return True
    return (
        (NOT_BUILT.match(tail) is not None or is_awaited(head, tail))
        and PAST.search(sentence) is None
        and not (years and max(years) <= year)
        and PART.search(head + hit[0]) is None
        and is_first(sentence, hit)
    )


def is_awaited(head: str, tail: str) -> bool:
    """待其上线后再…, 其上线之前仍…: the present goes on without it."""
    hit = UNTIL.match(tail)
    if hit is None:
        return False
    return bool(hit["now"]) if hit["when"] == "前" else re.search(r"待(?:新|该)?[^，,]{0,20}$", head) is not None


def has_more_words(known: re.Pattern[str], name: str) -> bool:
    """MES质量模块: words of its own behind the abbreviation that many systems of a book bear."""
    hit = known.match(name)
    return hit is not None and len(KIND.sub("", name[hit.end() :])) >= OWN - 1


def described(case: Case) -> Iterator[Told]:
    """The things that the scenes of a free book say they build: 建设覆盖三个厂区的孪生平台."""
    for field in case.submission.fields:
        if not SCENE_KEY.search(field.key):
            continue
        for match in SENTENCE.finditer(field.text or field.value):
            for hit in NAME.finditer(match[0]):
                if not NOT_YET.search(clause_at(match[0], hit)) and not COMMONPLACE.match(hit[0]):
                    yield Told(hit[0], match[0].strip(), field.place.quoting(match[0].strip()[:60]))


def listed(case: Case) -> Iterator[Told]:
    """The software and techniques that 附表2 lists: what the scene uses is there."""
    for field in case.submission.fields:
        if (
            LISTED_KEY.search(field.key)
            and len(KIND.sub("", field.value)) >= OWN + 1
            and not NOT_YET.search(field.value)
        ):
            yield Told(field.value, f"附表2列有“{field.value}”", field.place.quoting(field.value))


def clause_at(sentence: str, hit: re.Match[str]) -> str:
    """The clause of the name and the one behind it."""
    head = re.split("[，,]", sentence[: hit.start()])[-1]
    tail = re.split("[，,]", sentence[hit.end() :])
    return head + hit[0] + "，".join(tail[:2])


def common(one: str, two: str) -> str:
    """The longest end that both names share."""
    size = 0
    while size < min(len(one), len(two)) and one[-1 - size] == two[-1 - size]:
        size += 1
    return one[len(one) - size :]


def alike(one: str, two: str) -> bool:
    """Whether two names end alike, with enough of their own before the word of the kind, or have the same own words
    before words of different kinds (区块链存证, 区块链存证平台)."""
    first, second = (KIND.sub("", name) for name in (one, two))
    if len(first) > OWN and second.endswith(first):
        return True
    shared = common(one, two)
    return len(shared) >= COMMON and len(KIND.sub("", shared)) >= OWN and not COMMONPLACE.match(shared)
