"""P-11: a company told of nowhere else that stands where only the applicant can: on the title, as the one that signs,
as 公司 of the text, as the owner of the plant that is declared. What it does there may be put in any words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Case
from check.once import sentence_ahead, sentence_behind
from check.papers_told import names_in
from check.prose.stray_name import DEALS, ELSEWHERE, SERVES, VENDOR, told_again
from check.sought import Sought
from model.submission import Passage

_END = r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|集团公司)"
_NAME = rf"(?P<name>[\u4e00-\u9fff（）()]{{4,26}}?{_END})"
_START = (
    r"(?:^|[，,。；;：:、\s]|(?<=目前)|(?<=现在)|(?<=由此)|(?<=因此)"
    r"|(?<=为此)|(?<=至此)|(?<=使得)|(?<=同时)|(?<=此外)|(?<=随着))"
)
_PLANT = (
    r"(?:智能工厂|智慧工厂|数字化?工厂|未来工厂|工厂|数字化?车间|智能车间|生产车间|车间|厂区|厂房|生产基地|生产线|产线)"
    r"(?:的?(?:建设|改造|升级|技改|示范))*(?:项目|工程)?"
)
NAMED = Sought(_END)
#: 甲公司智能工厂的建成使本公司…: the plant of the one is the gain of the other, so the two are one.
GAINS = re.compile(
    rf"{_START}{_NAME}(?:的)?[^，,。；;的]{{0,12}}?{_PLANT}(?=[^。；;\n]*?(?:使得?|让|令|[，,])[^。；;，,\n]{{0,6}}?(?:我|本)(?:公司|企业|厂|司|单位))"
)
#: 甲公司的厂区占地…, 甲公司生产车间现有…: what a book describes of no other house.
PLANT = re.compile(
    rf"{_START}{_NAME}(?:的)?[^，,。；;的]{{0,8}}?{_PLANT}(?:现|目前|均|已|共|全部|总|均已|现已)*"
    r"(?:位于|坐落|占地|建筑面积|面积|有|设有|设置|分为|布置|配备|配置|按|实行|采取|由[^，,。；;]{1,16}组成|建成|投产|投用|达产|完成)"
)
#: 甲公司全体员工, 甲公司注册资本: facts that a book tells of its own house.
FACTS = re.compile(
    rf"{_START}{_NAME}(?:的)?(?:(?:全体|广大|全部|现有|在册|在岗)(?:员工|职工|干部)|(?:员工|职工)(?:总数|人数|\d)|注册资[本金]|占地|总占地|厂区|下设|现设|年产(?!业)|主导产品|主要产品|经营范围"
    r"|现有[^，,。；;]{0,10}?(?:车间|产线|生产线|机床|炉|窑|设备\d))"
)
#: 甲公司（以下简称“公司”）: whom the text then means by 公司. 以下简称“渭水公司” is the short name of another.
ALIAS = re.compile(
    rf"(?:{_START}|(?<=[由为是系])){_NAME}[（(](?:以下|下文|后文|以下均|下)?(?:统一)?(?:简)?称(?:为)?[:：]?[“\"「『‘']?(?:本|我)?(?:公司|企业|司|厂|单位)[”\"」』’']?[）)]"
)
#: 本项目由甲公司实施: nobody who builds or sells such works; 由甲公司建设光伏电站 tells of a part.
BUILT = re.compile(
    rf"(?:本|该)(?:智能工厂|工厂|产线|生产线|车间|场景|项目)(?:全部|均|主要|现|已)*由{_NAME}(?:自主|独立|自行|负责|牵头|组织|全面|具体)*(?:建设|实施|运营|管理|推进|运行)"
    r"(?=[，,。；;：:、（(\s]|完成|并|的|$)"
)
BUILDER = re.compile(
    r"建设|建筑|建工|安装|施工|路桥|电建|中铁|中建|设计|规划|监理|电力|能源|物业|物流|供应链|电信|节能|环保|物联|控制|仪器|视觉|传感|光电"
)
#: Whose promise, whose application it is.
SIGNED = re.compile(
    rf"(?:申报|承诺|填报|报送|填写|编报)(?:单位|主体|企业|公司|人)(?:名称|全称)?(?:[（(][^）)]{{1,8}}[)）])?\s*[:：]?\s*{_NAME}"
)
#: 甲公司智能工厂申报书, alone in its line.
TITLE = re.compile(
    rf"\s*[《“]?{_NAME}[^，,。；;：:\n《》]{{0,40}}?(?:申报书|申报材料|申请报告|实施方案|建设方案|总体方案|建设情况报告)[》”]?\s*"
)
#: 成立以甲公司总经理为组长的…: who leads the works.
LEADS = re.compile(
    rf"(?:以|由){_NAME}(?:的)?(?:党委书记|董事长|总经理|法定代表人|厂长|总工程师)[^，,。；;]{{0,8}}?(?:为(?!顾问|专家)|任(?!顾问|专家)|牵头|挂帅)"
)
#: Others' plants come into a book by trade with them.
TRADE = re.compile(
    r"订单|订货|合同|供货|提供|采用|选用|采购|购[置买进]|客户|用户|配套|输出|承建|交付|参观|学习|考察|借鉴|合作|协同|上下游|上游|下游|销售|市场|业务|业绩|承担|服务|签"
    r"|股东|控股|持股|出资|子公司|母公司|分公司|旗下|下属|关联|兄弟|原名|前身|更名|曾用|改制|收购|并购|租[用赁]|毗邻|相邻|东侧|西侧|南侧|北侧|隔壁|接壤|以[东西南北]|所在(?:的)?园区"
    r"|推广|复制|赋能|经验(?:使|让|给|做法)|启发|启示|报道|搬迁|案例|标杆|对标|同行(?!业)|竞争|友商|龙头|中标|验收|培训|鉴定|检测|评估|审计|贷款|银行|认证|例如|如：|比如|以及"
)


def find_misplaced(case: Case, passage: Passage) -> Iterator[tuple[str, str]]:
    """(name, words): names that stand once in all that was handed in, and there in the applicant's place."""
    text = passage.text
    if not NAMED.may_be_in(text):
        return
    for pattern in (ALIAS, SIGNED, BUILT, LEADS, GAINS, PLANT, FACTS, TITLE):
        for hit in pattern.finditer(text) if pattern is not TITLE else title_of(text):
            name, at = (names_in(hit["name"]) or [hit["name"]])[-1], hit.start("name")
            if pattern in (GAINS, PLANT, FACTS) and name != hit["name"]:
                continue  # 东邻为甲公司厂区: it is no subject
            ahead, behind = sentence_ahead(text, at), sentence_behind(text, hit.end("name"))
            if pattern is BUILT and (VENDOR.search(name) or BUILDER.search(name)):
                continue
            if pattern not in (SIGNED, BUILT, LEADS, TITLE) and (DEALS.search(ahead) or DEALS.search(name[:4])):
                continue
            if TRADE.search(ahead + behind) or (pattern not in (ALIAS, TITLE, BUILT) and SERVES.search(behind)):
                continue
            if pattern in (PLANT, FACTS) and ELSEWHERE.search(one_before(text, at)):
                continue
            if not told_again(case, name, passage):
                yield name, re.sub(r"^[\s，,。；;：:、]+", "", hit[0])


def title_of(text: str) -> Iterator[re.Match[str]]:
    """The lines of the text that are titles."""
    return (hit for line in text.split("\n") if (hit := TITLE.fullmatch(line)))


def one_before(text: str, at: int) -> str:
    """The sentence before the one that holds `at`."""
    start = at - len(sentence_ahead(text, at))
    return sentence_ahead(text, start - 1) if start > 1 else ""
