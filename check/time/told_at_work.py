"""T-12: where the book shows a thing at work, by the words that are its own: 窑炉调优系统 in 窑炉调优每班下达参数."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Case
from check.once import BOOKS, Same, kept, split_sentences
from check.spelling import fold_text
from check.telling import BEFORE_WORKS, STOPS, is_denied
from model.place import Place
from model.submission import Field, Passage

#: The word of the kind at the end of a name.
_KIND = re.compile(
    r"(?:(?:管理|信息|软件|控制)?(?:系统|平台|子系统|模块|软件)|大模型|模型|智能体|数据中心|装置|工作站|系统平台|数字孪生体?)$"
)
#: Verbs and times before the words of a name: 2026年三季度建成磨机诊断平台.
_LEAD = re.compile(
    r"^.*(?:建成|建设|搭建|上线|部署|采购|购置|引入|引进|启动|新建|构建|开发|研发|启用|投用|实施|立项|招标|选型|论证|列入|安排|\d年度?|季度|半年|\d月|月?底|年[初中末内]|拟|计划)"
)
#: Words that name no single thing: what many systems do.
_DOING = re.compile(
    r"(?:管理|控制|监控|监测|采集|检测|分析|调度|生产|制造|仓储|物流|追溯|集成|服务|运营|运维|优化|智能|数据|信息|安全|设备|质量|能源|能耗|环保|工艺)$"
)
_MARKS = re.compile(r"[()（）“”\"'《》\s·、]")
#: What shows a thing at work, in the clause that names it or in the next.
_WORKS = re.compile(
    r"\d|[一二两三四五六七八九十百]+(?:套|个|次|条|类|路)|已|现有|在用|建有|投入|运行|每[天日班周月时]|实时|自动|由|通过|依托|基于|利用|生成|下达|推送|给出|服务于|贯通|采集|识别|预警|派工|覆盖|支撑|实现|完成"
)
_COMING = re.compile(
    r"拟|将(?!.{0,8}(?:数据|结果|信息|指令))|计划(?=20|于|在|建)|下一步|未来|规划|待|尚|届时|后续|力争|预计"
)
#: Where scenes and their means are listed: what stands there is declared as built.
LISTED_KEY = re.compile(r"^t2\[\d+\]\.(?:software|technology|equipment)\[\d+\]\.name$")
_DECLARED = re.compile(rf"^(?:scenes\[\d+\]\.(?:name|desc)|t1\[\d+\]\.\w+)$|{LISTED_KEY.pattern}")
_LEAST, _LONG = 4, 6


def core_of(name: str) -> str:
    """The words of its own: 窑炉调优 of 2026年上线窑炉调优系统; "" where it has too few."""
    core = _LEAD.sub("", _MARKS.sub("", name))
    while (bare := _KIND.sub("", core)) != core:
        core = bare
    own = re.sub(r"^(?:智能化?|数字化|信息化|自动化?|全厂|公司|企业级?|统一|新|该|本|各)+", "", core)
    return core if len(own) >= _LEAST else ""


def find_at_work(case: Case, name: str, plan: str) -> tuple[str, Place] | None:
    """(sentence, place) where the book has this thing at work, besides the sentence of the plan."""
    core, plan = core_of(name), _MARKS.sub("", fold_text(plan))
    if not core:
        return None
    for size in range(len(core), max(_LEAST, min(_LONG - 1, len(core))) - 1, -1):
        for sentence, place, declared in _naming(
            Same(case.submission.passages), Same(case.submission.fields), core[-size:]
        ):
            if (
                plan not in sentence
                and (declared or sentence not in plan)
                and is_at_work(case, sentence, core[-size:], declared)
            ):
                return sentence, place
    return None


def is_at_work(case: Case, sentence: str, core: str, declared: bool) -> bool:
    at = sentence.find(core)
    head = re.split("[，,：:]", sentence[:at])[-1]
    clauses = re.split("[，,]", sentence[at + len(core) :])
    around = head + core + "，".join(clauses[:2])
    if _DOING.search(core) and len(core) < _LONG and not re.match("系统|平台|模块|软件|模型|智能体", clauses[0]):
        return False
    if case.reference.lexicons.is_plan(around) or _COMING.search(around) or is_denied(head, "，".join(clauses)):
        return False
    return BEFORE_WORKS.search(sentence) is None and (declared or _WORKS.search(around) is not None)


@kept(BOOKS * 16)
def _naming(passages: Same, fields: Same, core: str) -> tuple[tuple[str, Place, bool], ...]:
    return tuple(_read_naming(passages.parts[0], fields.parts[0], core))


def _read_naming(
    passages: tuple[Passage, ...], fields: tuple[Field, ...], core: str
) -> Iterator[tuple[str, Place, bool]]:
    """(sentence, place, whether it declares a scene) of the texts that have these words."""
    cells = ((f.key, f.text or f.value, f.place) for f in fields if _DECLARED.match(f.key))
    for key, text, place in (*cells, *((p.key, p.text, p.place) for p in passages)):
        plain = _MARKS.sub("", text)
        if core not in plain:
            continue
        for said in split_sentences(text):
            for part in re.split(f"[{STOPS}]", said):
                bare = _MARKS.sub("", fold_text(part))
                if core in bare:
                    yield bare, place.quoting(part.strip()), _DECLARED.match(key) is not None
