"""P-11: the prose tells of building another production line, or another scene, than the one that is applied for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case
from check.once import sentence_around
from check.sought import Sought, sought
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Field, Passage

#: fuzz.ratio from which two names of a scene are one.
_ALIKE = 60

_BUILT = Sought(
    r"(?:建设|改造|实施|新建|打造|建成|建造|投建)(?!以?之?[前后期])(?:完成)?(?:了|的)?(?:本项目的?)?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9·（）()]{2,22}?(?:生产线|产线|作业线|加工线|装配线|包装线))"
)
_LINE = r"(?P<name>[\u4e00-\u9fffA-Za-z0-9·（）()]{4,22}?(?:生产线|产线|作业线|加工线|装配线|包装线|灌装线))"
#: 代表产线为球阀装配线: what the book itself calls the line that it is of.
_CALLED = Sought(
    r"(?:代表(?:性)?产线|(?:本次)?(?:所)?申报(?:的)?(?:代表(?:性)?)?产线)(?:的?名称)?(?:为|是|即|系)[“\"]?"
    rf"{_LINE}(?=[”\"，,。；;、\n]|$)"
)
#: 托辊装配线设备42台, 制砖生产线总投资1,150万元: what the book tells of the one line that it applies for.
_TOLD = Sought(
    rf"(?:^|(?<=[。；;\n]))(?:本|该|代表)?{_LINE}"
    r"(?=(?:现有|共有|共|拥有|配有|配置|关键|主要|全部|各类)*(?:设备|装备)(?:总数|数量)?(?:为|共)?\d|(?:项目)?总投资|于20\d\d年[^，,。；;]{0,12}(?:建成|投产|开工|竣工)"
    r"|(?:设计)?(?:年)?产能(?:为|达)?\d|由[^，,。；;]{2,40}(?:组成|构成)|占地|建成于20|20\d\d年\d{1,2}月(?:建成|投产|开工|竣工))"
)
#: Words that any line may bear: they say nothing of which one it is.
_GENERAL = re.compile(
    r"以?之?[前后]|\d+年?|[一二两三四五六七八九十\d]+条|智能化?|自动化?|数字化?|柔性化?|信息化|生产|制造|代表|产线|作业|加工|装配|包装|线|本|该|此|新型?|全|整条|高端|先进|示范|基础级|的|项目|工程|和|与|及|高|级|主|现有|原有|条|公司|企业"
)
_OTHER_LINES = re.compile(r"另|其他|其它|同时|后续|二期|下一|拟|将|计划|同行|国内|国外|先后|相继|此前|以前|曾|推广")
_SCENE = (
    r"(?:(?:本(?:次|项目)?(?:申报)?的?|申报的?)场景(?:名称)?(?:为|是|即|系)|申报(?:的)?(?:名称)?(?:为|是)"
    r"|(?:通过|围绕|依托)?(?:建设|实施|打造)(?:的|了)?(?:本次)?)[“\"‘「《【]?(?P<name>{0})[”\"’」》】]?(?P<end>场景)?"
)


def find_other_line(case: Case) -> Iterator[Answer]:
    """W for 建设某某产线 of the chapters on the line, where no two letters in a row are the line's or its product's."""
    line = case.field("line_name")
    if line is None:
        return
    near = [line, *(f for key in ("line_product", "factory_name") if (f := case.field(key)))]
    known = "".join(fold_text(field.value) for field in near)
    for passage in case.prose("c1", "c2", "c3", "line_overview", "benefit_overview"):
        built = _BUILT.finditer(passage.text) if not passage.key.startswith(("c1", "c3")) else ()
        for hit in (*built, *_TOLD.finditer(passage.text), *_CALLED.finditer(passage.text)):
            start = max(passage.text.rfind(stop, 0, hit.start()) for stop in "。；;\n") + 1
            own = [part for part in _GENERAL.split(fold_text(hit["name"])) if len(part) > 1]
            if not own or _OTHER_LINES.search(passage.text[start : hit.end() + 4]):
                continue
            shared = any(part[i : i + 2] in known for part in own for i in range(len(part) - 1))
            if shared and not is_other_product(case, own[0], known):
                yield Agreed()
                continue
            yield case.finding(
                f"正文称“{hit[0]}”，表内“{case.label('line_name')}”为“{line.value}”，名称不同，请核实。",
                passage.place.quoting(hit[0]),
                line,
                severity=Severity.W,
                about=(passage.key, line.key),
                expected=line.value,
                found=hit["name"],
            )


def is_other_product(case: Case, part: str, known: str) -> bool:
    """Whether the profile lists this as one of several products, and the line's names do not have it."""
    if len(part) < 3 or part in known:
        return False
    item = re.compile(rf"[、，,和及产营]{re.escape(part)}(?=[、，,。；;和及等])")
    return any(item.search(passage.text) for passage in case.prose("profile"))


_PLACED = ("位于", "坐落", "部署在")


def find_other_scene(case: Case) -> Iterator[Answer]:
    """W where a book of one scene says that it applies for, or builds, another one of the guide's scenes."""
    scene = case.field("scene_name")
    if scene is None:
        return
    own, guide = fold_text(scene.value).removesuffix("场景"), case.reference.guide
    known = {s.name: {s.no} for s in guide.scenarios} | {f.name: set(f.nos) for f in guide.former}
    meant = next((nos for name, nos in known.items() if fold_text(name) == own), set())
    links = set(guide.links) & {f.name for f in guide.former}
    names = sorted({name for name, nos in known.items() if fold_text(name) != own and not nos & meant} - links, key=len)
    names.reverse()  # 智能仓储管理 before 智能仓储
    pattern = sought(_SCENE.format("|".join(map(re.escape, names))))
    named = sought(
        r"(?:本|申报的?|本次申报的?)场景(?:的?名称)(?:为|是|即|系)[“\"「]?(?P<name>[^，。；;,\n“”\"「」]{4,20})[”\"」]?(?P<end>场景)?(?=[，。；;,\n]|$)"
    )
    quoted = sought(
        rf"[“\"「](?P<name>{'|'.join(map(re.escape, names))})[”\"」](?P<end>(?:典型|优秀|智能制造)?场景)"
        r"(?=位于|坐落|部署在|自20|于20|从20|自启动|建设|实施|启动|建成|投用|已于|项目自|立项|总投资|投资|的(?:建设|实施|总?投资|应用))"
    )
    for passage in case.prose_with(quoted, named, pattern):
        for hit in quoted.finditer(passage.text):
            sentence = sentence_around(passage.text, hit.start(), hit.start())
            placed = passage.text.startswith(_PLACED, hit.end())  # so may any scene of the company
            applied = not placed or re.search(r"(?:申报|本次)的?$", passage.text[: hit.start()])
            if applied and own not in fold_text(sentence) and not _OTHER_LINES.search(sentence):
                yield tell_scene(case, passage, hit, scene)
        for hit in named.finditer(passage.text):
            told = fold_text(hit["name"]).removesuffix("场景")
            if (
                told not in own
                and own not in told
                and fuzz.ratio(told, own) < _ALIKE
                and told not in map(fold_text, names)
            ):
                yield tell_scene(case, passage, hit, scene)
        for hit in pattern.finditer(passage.text):
            sentence = sentence_around(passage.text, hit.start(), hit.start())
            builds = "场景" not in hit[0][: hit.start("name") - hit.start()]
            if (
                own in fold_text(sentence)
                or (builds and not hit["end"])
                or _OTHER_LINES.search(sentence)
                or case.reference.lexicons.is_plan(sentence)
                or (builds and passage.text[hit.end() :][:1] in ("、", "和", "与", "及"))
            ):
                continue
            yield tell_scene(case, passage, hit, scene)


#: “某某项目”总投资4318万元, 建设的“某某项目”自2021年11月: the project that the chapter is about.
_PROJECT = Sought(
    r"[“\"「《](?P<name>[\u4e00-\u9fffA-Za-z0-9（）()—-]{4,40}?(?:项目|工程))[”\"」》](?=的?(?:总投资|总造价|建设期|建设周期|实施周期|建设起止|起止|自20|于20|从20|概算|建成|投产|投用|投运|竣工|实施|立项|启动|通过(?:竣工|整体)?验收|先后|运行))"
)
#: A project of somebody else's that is told of.
_THEIRS = re.compile(
    r"客户|用户|业主|集团|承接|承揽|承担|中标|合同|标杆|参观|供应商|子公司|列入|国家|科技|专项|课题|研发"
)
#: Names of one kind: so many letters alike, or so much of the words, and they are one project.
_KIND, _LETTERS = re.compile(r"(?:智能|数字化)(?:工厂|车间|产线)(?:建设|改造)?(?:项目|工程)$"), 3
_PROJECT_WORDS = re.compile(
    r"智能化?|数字化|自动化|项目|工程|建设|改造|技改|升级|车间|工厂|生产线|产线|有限公司|公司|一期|二期|示范"
)


def find_other_project(case: Case) -> Iterator[Answer]:
    """W: the chapters give money or dates of a project whose name has no two letters of the form's."""
    own = case.field("project_name")
    if own is None:
        return
    near = [own, *(f for key in ("factory_name", "scene_name", "line_name") if (f := case.field(key)))]
    known = "".join(fold_text(field.value) for field in near)
    for passage in case.prose_with(_PROJECT):
        for hit in _PROJECT.finditer(passage.text):
            sentence = sentence_around(passage.text, hit.start(), hit.start())
            parts = [part for part in _PROJECT_WORDS.split(fold_text(hit["name"])) if len(part) > 1]
            alike = _KIND.search(fold_text(hit["name"])) and _KIND.search(fold_text(own.value))
            size = _LETTERS if alike else 2
            bare = _PROJECT_WORDS.sub("|", known)
            shared = any(part[i : i + size] in bare for part in parts for i in range(len(part) - size + 1))
            shared = shared or any(len(part) < size and part in bare for part in parts)
            before = sentence.partition(hit["name"])[0]
            if (
                not parts
                or shared
                or _OTHER_LINES.search(before)
                or _THEIRS.search(before)
                or case.reference.lexicons.is_plan(sentence)
            ):
                continue
            yield case.finding(
                f"正文称“{hit['name']}”，表内“{case.label(own.key)}”为“{own.value}”，名称不同，请核实。",
                passage.place.quoting(hit["name"]),
                own,
                severity=Severity.W,
                about=(passage.key, own.key),
                expected=own.value,
                found=hit["name"],
            )


def tell_scene(case: Case, passage: Passage, hit: re.Match[str], scene: Field) -> Answer:
    return case.finding(
        f"正文称“{hit[0]}”，表内场景名称为“{scene.value}”，两处应一致，请核实。",
        passage.place.quoting(hit[0]),
        scene,
        severity=Severity.W,
        about=(passage.key, scene.key),
        expected=scene.value,
        found=hit["name"],
    )
