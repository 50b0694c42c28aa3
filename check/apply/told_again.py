"""APP-07 in the book's own words: this very scene, or one of its name, was applied for or won in another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.apply.told_history import GOT
from check.case import Answer, Case
from check.letters import say_source, tell_everywhere
from check.sought import Sought
from model.finding import Severity

_YEAR = r"(?:20\d{2}年(?:度)?|去年|前年|上一?年度?)"
#: 本场景2024年已入选省优秀场景.
AGAIN = Sought(
    r"(?:本|该|此)(?:个)?(?:场景|项目|内容|产线)[^。；;]{0,8}?(?:20\d{2}年度?|去年|前年|上年度?)[^。；;]{0,14}?(?:场景|省级)[^。；;]{0,8}?(?:公布|入选|获评|认定|评上|评定|授牌)过?"
    r"|(?:本|该|此)(?:个)?场景(?:与|同|跟|和|就是|即)[^。；;]{0,6}?(?:20\d{2}年度?|去年|前年|上年度?)[^。；;]{0,14}?(?:入选|获评|公布|报过|申报|评上)[^。；;]{0,14}?(?:同一|相同|一样|一致|一回事|一个场景)"
    rf"|(?:本|该|此|同一)(?:个)?场景(?!外|以外|之外)[^。；;]{{0,24}}?(?:{GOT}|已(?:经)?申报|曾(?:经)?申报|申报过)[^。；;]{{0,20}}?优秀(?:应用)?场景"
    r"|(?:本|该|此|同一)(?:个)?场景[^。；;]{0,6}?(?:曾|已|20\d{2}年|去年|前年|上一?年)[^。；;]{0,12}?(?:参加|参评|申报|报送|报过)[^。；;]{0,12}?优秀(?:应用)?场景"
    rf"|(?:本|该|此|同一)(?:个)?场景(?:系|为|是|即)[^，,。；;]{{0,6}}?{_YEAR}[^，,。；;]{{0,10}}?优秀(?:应用)?场景"
)
#: What both of these have in them.
SCENE = Sought("优秀(?:应用)?场景")
#: 去年即以该线检测报过并获得省级优秀场景，此次仍是这几条线.
SAME_AGAIN = Sought(
    r"(?:20\d{2}年度?|去年|前年|上一?年度?|上[一届次批]+)[^。；;]{0,40}?(?:报过|申报过?|参评过?|获得|获评|获批|入选|评上|认定|列入|拿[到了下过]|取得)"
    r"[^。；;]{0,24}?场景[^。；;]{0,30}?(?:此次|本次|这次|今年|今次|本册|本书)[^。；;]{0,8}?"
    r"(?:[^，,。；;]{0,6}(?:接着|后再)(?:申?报|次申报)|仍|还是|依旧|依然|照旧|照样|沿用|继续|再[以报用]|又[以报用]|原样|同一|同样)"
)
#: 前年凭该线的检测场景递交过材料并列入名单，本年系在原场景上再次提交，内容照旧.
SAME_LINE = Sought(
    r"(?:此次|本次|这次|今年|本年)[^，,。；;]{0,16}?(?:再(?:次)?(?:申)?报|再报(?:送|一次)|又(?:申)?报|重新申?报|二次申报|再次(?:提交|上报|报送|参评|参加))|同一(?:个|条)?(?:车间|产线|生产线|场景|项目|内容)|原(?:有|来的?)?(?:场景|产线)|(?:内容|产线|范围|设备|建设内容)[^，,。；;]{0,6}?(?:未(?:作|做|有|曾)?|没有?(?:作|做)?)[^，,。；;]{0,3}?(?:调整|变化|变动|改动|更改|变)"
    r"|(?:内容|产线|范围|设备)[^，,。；;]{0,4}?(?:照旧|不变|相同|一致|一样)"
)
WENT = re.compile(
    rf"场景[^，,。；;]{{0,6}}?{_YEAR}[^，,。；;]{{0,8}}?(?:(?:提交|递交|报送|上报|申报|参评|报)过|入选|列入|评上|获评)|(?:20\d{{2}}年度?|去年|前年|上一?年度?)[^。；;]{{0,60}}?(?:参加|参评|参与|参选)过?[^。；;]{{0,16}}?场景[^。；;]{{0,6}}?(?:遴选|评选|申报|评审|征集)|{_YEAR}[^。；;]{{0,40}}?(?:(?:提交|递交|报送|上报|申报|参评|参加)过?[^。；;]{{0,24}}?场景|场景[^。；;]{{0,24}}?(?:提交|递交|报送|上报|申报|参评|列入|入选|公示))"
)
NEW_LINE = re.compile(
    r"不同|另一|其[他它]|别的|新(?:建|上|增)?(?:的)?产线|未(?:曾|获|入选|能|被|通过)|没有(?!变|作|做|调|改)|落选|(?<!场景)申报书|国家|同行|客户|供应商|兄弟|集团(?!公司)|省内其他"
)


def find_told_again(case: Case) -> Iterator[Answer]:
    """APP-07, W: the book says that this very scene, or one of its name, was applied for or won in another year."""
    scene = case.field("scene_name")
    name = re.escape(scene.value.strip().removesuffix("场景")) if scene else "(?!)"
    named = re.compile(
        rf"{_YEAR}[^。；;]{{0,30}}?“?{name}”?[^。；;]{{0,16}}?{GOT}[^。；;]{{0,16}}?优秀(?:应用)?场景"
        rf"|{_YEAR}[^。；;]{{0,20}}?{GOT}[^。；;]{{0,16}}?优秀(?:应用)?场景[^。；;，,]{{0,10}}?“?{name}”?"
        rf"|{name}(?:场景|项目)?”?[^。；;，,]{{0,6}}?{_YEAR}[^。；;，,]{{0,10}}?(?:{GOT}|申报过)[^。；;，,]{{0,16}}?优秀(?:应用)?场景"
        rf"|{name}(?:场景|项目)?”?(?:系|为|是|即)[^，,。；;]{{0,6}}?{_YEAR}[^，,。；;]{{0,10}}?优秀(?:应用)?场景"
    )
    for text, sentence in tell_everywhere(case, SCENE, SAME_AGAIN, SAME_LINE):
        hit = AGAIN.search(sentence) or named.search(sentence) or SAME_AGAIN.search(sentence)
        hit = hit or (WENT.search(sentence) if SAME_LINE.search(sentence) else None)
        if hit is None or NEW_LINE.search(sentence) or case.reference.lexicons.is_plan(sentence):
            continue
        yield case.finding(
            f"{say_source(text)}“{sentence.strip()[:60]}”，本次又申报同名场景，请核实是否同一产线的同一场景。",
            text.place.quoting(sentence.strip()),
            severity=Severity.W,
            about=(f"{text.place.path}“{sentence.strip()}”",),
            expected="不同的场景或产线",
            found=hit[0],
        )
        return
