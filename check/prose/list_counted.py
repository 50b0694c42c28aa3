"""P-20: “MES、ERP、WMS四个系统” names three; “发明专利6项，分别为：” is followed by five."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.numerals import TENS, whole_of
from check.once import find_within
from check.prose.codes_counted import CODE, find_codes_miscounted
from check.prose.patents_counted import count_patents
from check.prose.quoted_counted import MANY, QUOTED, find_quoted_miscounted, tell_fewer
from check.prose.standards_told import find_standards_differ
from check.prose.table_counted import find_tables_miscounted
from check.registry import rule
from model.finding import Cause

ITEM = r"[A-Za-z0-9\u4e00-\u9fff+/（）()·-]{2,16}?"
NAMED = re.compile(
    rf"((?:{ITEM}、)+{ITEM}(?:(?:和|及|与|以及){ITEM})?)\s*(等)?\s*(?:共)?(?:计)?({TENS}|(?<!\d)\d{{1,2}})\s*"
    r"(?:个|套|大|项|类|款|种|道|条)\s*(?:核心|关键|业务|信息化|主要|功能|智能|信息|应用|数字化|子)*(系统|平台|模块|软件|子系统|车间|分厂|基地|部门|中心|单元|环节|工序|板块|阶段|场景|子项|工段|科室|制度|机制|系列|机器人|体系|产线|生产线|渠道|措施|工艺|岗位|班组)"
)
LISTED = re.compile("、")
COUNTED = re.compile(r"[二两三四五六七八九十\d]\s*(?:个|套|大|项|类|款|种|道|条)")
#: The number first: 拥有发明专利6项，分别为：甲、乙. What follows runs to the end of the sentence.
TOLD = re.compile(
    rf"(?:({TENS})|"
    r"(?<![\d.,])(\d{1,2}))\s*(?:项|个(?!亿|百|千|万)|套|条|件|类|种|款|篇|部|大(?=平台|系统|中心|模块|板块|体系|单元|车间|场景|环节))\s*[\u4e00-\u9fffA-Za-z]{0,8}?"
    r"(?:[(（][^()（）]{0,16}[)）])?\s*(?:[,，]?\s*[(（]?(?:分别|依次|具体)(?:为|是)\s*[:：]?|[:：])\s*([^。\n]{4,600})"
)
#: Amounts in turn are no names, and names with a number of their own (数控车床8台) are more than one each.
AMOUNT = re.compile(
    r"^[约达]?[\d.,]+\s*(?:%|[\u4e00-\u9fff]{0,4})$|(?:\d|[二两三四五六七八九十])\s*(?:台|套|个|项|件|条)|\d\s*(?:种|类|款)"
)
#: 温度高了出油多、但酸价跟着上来: clauses, no names.
CLAUSE = re.compile(r"^(?:但|而|就|则|却|又|也|还|若|如果|因)|[高低大小多少]了|跟着")
#: 甲、乙、丙，共取得证书三件: what is said of all of them.
SUMMED_UP = re.compile(
    r"[,，;；](?=(?:以上|上述|前述)?(?:均|都|全部|合计|[总一]?共)(?:已|有|取得|获|在|为|是|授权|处于|计|\d|[二三四五六七八九十]))"
)
INNER = re.compile(r"(?:[二两三四五六七八九十]|\d)\s*(?:个|套|大|项|类|款|种)[^、]{0,8}(?:和|及|与|以及)")
#: 泵、阀等产品的设计、加工、检验三个环节: the names begin behind what they belong to.
OF_SUCH = re.compile(r"^.*等[^、]{0,8}的")
OWN_COUNT = re.compile(
    r"^(?:[^、]{0,8}(?:包括|含|有|为|建成|形成))?(?:[一二两三四五六七八九十]|\d{1,3})(?:个|张|套|条|项|台|座|类|组|支|种|大|级|层|处|朵)"
)
#: 以高精度、多尺度建模覆盖四个车间: what is done to the counted things, not their names.
DONE_TO = re.compile(r"(?:覆盖|用于|服务于?|支撑|贯穿|贯通|打通|带动|辐射|惠及|推广[到至]|(?:部署|应用)[于到])了?$")
#: 下料、焊接和后续四道工序: the number is that of what is not named.
NOT_NAMED = re.compile(r"(?:后续|其他|其它|其余|余下|剩余|另外?|各)的?$")
#: 铸造、机加、装配5条产线: of a kind there may be several, of 灌装线、包装线 one each.
OF_KINDS = re.compile(r"条\s*[^条]*(?:产线|生产线)$")
KIND_ITSELF = re.compile(r"[线号]$")
#: 诸如MES、ERP共14个系统, 打浆、抄造等环节共14个场景: some of them, as examples.
EXAMPLES = re.compile(
    r"^[^、]*(?:(?<!假)[例诸比譬]?如(?![意何期下实])|以(?=[^、]*、.*为代表))|、[^、]*(?:等|为代表)[^、]*$"
)
AND = re.compile(r"以及|和|及|与")
#: 等8套, CRM等主要系统, 能源等方面; 等离子 and 等级 are names.
OPEN = re.compile(
    r"等(?:$|[\d一二三四五六七八九十、,，;；)）多]|主要|核心|重点|关键|方面|内容|领域|系统|平台|模块|环节|制度)"
)


@rule("P-20")
def find_list_miscounted(case: Case) -> Iterator[Answer]:
    """A closed list must have as many names as it says; an open one (等) no more. 和 may stand inside a name."""
    looked = False
    tables = find_tables_miscounted(case)
    named = (*find_codes_miscounted(case), *find_quoted_miscounted(case))
    for answer in (*count_patents(case), *find_standards_differ(case), *named, *tables):
        looked |= not isinstance(answer, Skipped)
        yield answer
    for passage in case.prose():
        for match in find_within(NAMED, passage.text, LISTED, COUNTED):
            if INNER.search(match[1]) or begins_within(passage.text, match.start()):
                continue  # 生产、财务六个部和三个车间: the names are those of the number before
            looked = True
            parts = OF_SUCH.sub("", match[1]).split("、")
            if len(parts) < 2:
                continue
            if sum(OWN_COUNT.match(part) is not None for part in parts) > 1:
                continue  # 两个单元、一张网络和三套系统: each name has its own number
            least, most = len(parts), len(parts) + len(AND.findall("、".join(parts)))
            told = whole_of(match[3])
            if DONE_TO.search(match[1]) or NOT_NAMED.search(match[1]) or (told and told > MANY * most):
                continue
            last = len(AND.split(match[1])[-2].split("、")) + 1 if most > least else least
            some = match[2] or EXAMPLES.search(match[1])
            if not told or least <= told <= most or told == last or (some and told > most):
                yield Agreed()
                continue
            if OF_KINDS.search(match[0]) and told > most and not KIND_ITSELF.search(match[1]):
                yield Agreed()
                continue
            count = str(least) if least == most else f"{least}至{most}"
            yield case.finding(
                f"正文“{match[0]}”，列出{count}个名称，所称为{told}个，请核实。",
                passage.place.quoting(match[0]),
                about=(passage.key,),
                expected=f"{count}个",
                found=f"{told}个",
            )
        for match in TOLD.finditer(passage.text):
            if QUOTED.pattern.match(passage.text, match.start()):
                continue
            told = whole_of(match[1] or match[2])
            most, open_list = count_names(match[3])
            if most < 2 or CODE.search(match[3]):
                continue
            looked = True
            if open_list or most >= told:
                yield Agreed()
                continue
            yield tell_fewer(case, passage, match[0].strip(), told, most, f"{match[0][:40]}…")
    if not looked:
        raise NotChecked("正文没有列举名称并写明个数的句子，未核对。", Cause.NOTHING)


def begins_within(text: str, at: int) -> bool:
    """钢、铜、铝材、型材四大系列: names of one sign, very long or quoted ones stand before those that were found."""
    return "、" in re.split(r"[,，。；;:：!！?？\n]", text[:at])[-1]


def count_names(text: str) -> tuple[int, bool]:
    """The most names that a list may hold (和 may join two), and whether it is left open (等). Amounts count nothing.

    A comma or semicolon behind names separated by 、 may begin the next thought: it counts as one more name.
    """
    text = SUMMED_UP.split(text)[0]
    names = [name.strip() for name in re.split(r"[、;；,，]", text) if name.strip()]
    if any(AMOUNT.search(name) or CLAUSE.search(name) for name in names):
        return 0, True
    return len(names) + len(AND.findall(text)), OPEN.search(text) is not None
