"""AI-04: a scene claims artificial intelligence and names neither the model or algorithm nor the data behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.ai.ai_words import described_scenes, find_words, named_text
from check.case import Agreed, Answer, Case, NotApplicable
from check.registry import rule
from check.scn.scene_count import doubt_scenes
from check.scn.scene_words import about, name_scene
from model.submission import Scene

#: Words that hint at artificial intelligence without naming it.
LOOSELY = ("模型", "算法", "智能体", "AI", "预测", "学习", "识别", "视觉", "寻优", "自主")
#: Characters of a description that says something, and of the sentence that is quoted.
ENOUGH, QUOTED = 30, 48
#: Where the scenes were not surely all told apart, a shorter description may be but the beginning of one.
WHOLE = 60
#: A technique by its own name, and what it does at work: 机器学习预测三日出库量, 深度学习模型识别14种故障.
_AT_WORK = re.compile(
    r"(?:深度|机器)学习[^。；;，,]{0,12}(?:模型|算法|网络|识别|检测|判[定别断]|预[测报警]|诊断|分类|寻优|估[算计]|计算|软测量)"
    # what it makes of the readings: 利用机器学习建立健康基线, 经深度学习形成磨损曲线
    r"|(?:深度|机器)学习[^。；;，,]{0,8}(?:建立|构建|形成|生成|拟合|归纳|提取|学[出得]|求[出得]|修正|更新|优化|推荐|评估|评价)[^。；;，,]{0,12}(?:基线|曲线|阈值|特征|规律|关系|画像|指纹|区间|参数|配方|寿命|趋势|边界|评分)"
    # what it reads: 振动、电流数据用机器学习分析
    r"|(?:振动|温度|压力|电流|扭矩|声音|声纹|红外|油液|光谱|能耗|流量|转速|张力|功率)[^。；;]{0,16}?(?:传感器|数据|信号|波形|频谱|曲线|图谱|测点)[^。；;]{0,24}?(?:深度|机器)学习"
    # what it tells apart, by name: 人工智能识别烟火、未戴安全帽
    r"|(?:人工智能|(?<![A-Za-z])AI)(?:技术|算法|模型|视频|图像|摄像头|自动|实时|智能)*(?:识别|检测|判[定别断]|诊断|筛查)[^。；;，,]{2,16}(?:、|[和及与或][^。；;，,]{2})"
    # an agent or a model of the trade with the tasks it does: 智能体自动完成报价、合同比对
    r"|智能体[^。；;，,]{0,8}[，,]?(?:可|能)?(?:自动|自主|每[日天班周月]|实时|负责|汇总|承担|接管|跟踪)[^。；;，,]{2,24}、"
    # the systems it reads and what it makes of them: 智能体连接MES与财务，自动生成毛利、交期报告
    r"|智能体[^。；;，,]{0,8}[，,]?(?:对接|连接|接入|打通|汇聚|调用|读取)[^。；;]{0,24}?(?:ERP|MES|CRM|PLM|SRM|WMS|LIMS|DCS|财务|数据|台账|记录|平台|系统)"
    r"[^。；;]{0,24}?[，,]?(?:自动|自主|实时|每[日天班周月])[^。；;，,]{0,4}(?:生成|编制|输出|给出|汇总|推送|完成|出具)[^。；;，,]{4}"
    r"|大(?:语言)?模型[^。；;，,]{0,6}(?:检索|生成|归纳|抽取|提取|比对|解析|总结|汇总|撰写|编写|推荐|识别|判读|翻译)[^。；;，,]{4}"
    r"|生成式(?:设计|人工智能)?(?:模型|算法)?[^。；;，,]{0,6}(?:产生|生成|给出|输出|优选)[^。；;，,]{4}"
    r"|(?:行业|垂直|领域|专业|专用|工艺|设备)(?:垂直|专用|领域)?大模型[^。；;]{0,12}(?:仿真|分析|优化|预测|诊断|推理|问答|生成|检索)"
    # a named model over the data it is fed with: 以大语言模型为内核，对接回款、订单记录
    r"|(?:大语言模型|语言大模型|大模型|多模态模型|时序模型|基础模型)[^。；;]{0,30}?(?:接入|连接|汇聚|打通|读取|对接|融合|覆盖|基于|结合|调用|关联)[^。；;]{1,30}?(?:数据|记录|台账|文档|档案|单据|数据域|工单|报表)"
    # what it was trained with: 以五年订单训练, 用7.8万段视频建模
    r"|(?:以|用|利用|采用|基于|汇[集聚]|根据|通过)[^。；;]{2,40}?(?:数据|视频|图[片像]|照片|录像|曲线|记录|报告|订单|工单|样[本品]|工况|[万\d](?:段|张|帧|条|组|份|幅|小时|批|个月|年))"
    r"[^。；;，,]{0,10}(?:训练|建模|标定|学习)"
)
#: What it learns from, with how much of it: 结合8年订单、合同与成本数据, 用三万份检验记录训练, 12万条工况.
_ON_DATA = re.compile(
    r"(?:\d|[一二三四五六七八九十百千万几近]+)\s*(?:余|多)?(?:个?[年月]|[万千百亿]?[条份张组批篇页帧]|[TGP]B|万?小时|甑次|炉次|炉|批次)"
    r"[^。；;]{0,16}?(?:数据|记录|工单|文档|图像|图片|样本|曲线|实绩|档案|台账|案例|日志|报告)"
    r"|(?:数据|记录|样本|图像|图片|文档|实绩|曲线|日志)[^。；;，,]{0,8}(?:训练|微调|学习|建模|标定)"
)


@rule("AI-04")
def find_unevidenced(case: Case) -> Iterator[Answer]:
    """Each description is judged by itself: whether the scenes could be counted is of no matter."""
    least = WHOLE if doubt_scenes(case) else 0
    all_scenes = [one for one in described_scenes(case) if len(one[0].text) >= least]
    ticked = list(find_ticked_without(case, all_scenes))
    yield from ticked
    claiming = [(scene, words) for scene, words in all_scenes if words]
    if not claiming and not ticked:
        raise NotApplicable("各场景的描述没有写应用人工智能技术，不适用。")
    bare: list[tuple[Scene, list[str]]] = []
    for scene, words in claiming:
        concrete = find_words(scene.text, (*case.param("concrete"), *case.param("data")))
        at_work = _AT_WORK.search(scene.text) or _ON_DATA.search(scene.text)
        if concrete or any(word in case.param("telling") for word in words) or at_work:
            yield Agreed()
            continue
        bare.append((scene, list(words)))
    if bare:
        said = "；".join(
            f"{name_scene(scene)}“{scene.declared_scene}”写有“{'”“'.join(words)}”{said_with(scene, words)}"
            for scene, words in bare
        )
        yield case.finding(
            f"{said}，但没有说明所用的模型、算法或数据，请核实。",
            *(scene for scene, _ in bare),
            tags=("ai_words_only",),
            about=tuple(key for scene, _ in bare for key in about(case, scene)),
            expected="所用模型、算法或训练数据",
            found="；".join("、".join(words) for _, words in bare),
        )


def said_with(scene: Scene, words: Sequence[str]) -> str:
    """（“…”）: the sentence of the description that holds the first of the words."""
    told = (one.strip() for one in re.split(r"[。；;\n]", scene.text) if words[0].casefold() in one.casefold())
    said = max(told, key=len, default="")
    at = max(0, said.casefold().find(words[0].casefold()) - QUOTED // 2)
    return f"（“{said[at if len(said) > QUOTED else 0 :][:QUOTED]}”）" if len(said) > len(words[0]) else ""


def find_ticked_without(case: Case, scenes: Sequence[tuple[Scene, Sequence[str]]]) -> Iterator[Answer]:
    """W for a scene that the book's own column counts as one with artificial intelligence and whose text, which the
    book does give, has no word of it."""
    for scene, words in scenes:
        tick = case.field(f"scenes[{scene.row}].ai") if scene.row else None
        if tick is None or tick.value != "是" or words or len(scene.text) < ENOUGH:
            continue
        if find_words(named_text(case, scene), case.param("concrete")) or find_words(scene.text, LOOSELY):
            continue
        yield case.finding(
            f"{name_scene(scene)}“{scene.declared_scene}”在场景表中填应用人工智能，描述中没有写到所用的人工智能技术，请核实。",
            tick,
            scene,
            tags=("ai_ticked",),
            about=(tick.key,),
            expected="所用模型、算法或训练数据",
            found=tick.value,
        )
