"""Nouns: what the number of a claim counts, by the words around it."""

from __future__ import annotations

import re

from model.submission import Claim

#: What may stand between a thing and its number.
FILLER = re.compile(
    r"(?:数量|现?已增至|已增加到|总数|总计|总共|合计|共计|共有|现有|已有|配有|共|有|为|是|已|达到?|约|近|超过?|逾|专职|在编|[:：])+$"
)
#: The thing behind the number ends where something else begins.
BEHIND = re.compile(
    r"^(?:[（(]?套[）)])?(?![与和及并的以为是即系属]|(?:转?运|输|配?送|搬运?)(?:[到至往]|物料|工件))(?P<noun>[\u4e00-\u9fffA-Za-z]{2,8}?)(?=[，,。；;、：:（(＋+和与及并的全均都已在进接实完由经按逐每把被参协]|中(?!心)|对(?!接)|分布|用于|覆盖|安装|建立|签订|提供|组成|加装|负责|数量|通过|专职|$)"
)
#: 收录故障规则: what is done to the thing is no part of its name.
VERB = re.compile(
    r"^.*(?:打通|开通|接通|贯通|开放|收录|布置|布设|部署|配置|配备|安装|建成|形成|采用|设有|设置|包含|包括|拥有|投入|使用|上线|建立|新建)了?"
)
BEFORE = re.compile(r"(?P<noun>[\u4e00-\u9fffA-Za-z]{2,12})$")
#: Owners, places and words of having before the name; all that stands before 等.
OWNER = re.compile(
    r"^.*(?:现有|在用|共有|拥有|设有|配有|建有|装有|应用|厂内|厂区|全厂|公司|企业|目前|现场|稳定|长期|合作|各类|全部|所有|授权|等|的|与|清单[:：]?)"
)
#: 共装机器人, 上表机器人: before a quantity that is known by name.
HAVING = re.compile(
    r"(?:[^共各]{0,6}[共各](?=配|装|购|有|设|用))?(?:[上下]表|表[中列内]|所列|本表|现场|[共各]?配[备置套齐了有]*|[共各]?加?装[有了]|购[置入进]|引[入进]|增[设配]|[共各]?投[用入]|启用)+"
    r"(?!料|送|电)"
)
#: 搬运2台机器人: the use right before the number makes a kind of its own, as in 搬运机器人2台.
USE = re.compile(
    r"(?:焊接|搬运|码垛|拆垛|喷涂|涂胶|装配|上下料|上料|下料|打磨|抛光|切割|检测|分拣|包装|装箱|贴标|转运|拧紧|浇注|取件|折弯|铆接)$"
)
ROBOT = re.compile(r"(?:工业|六轴|协作|关节)?(?:机器人|机械手|机械臂)$")
#: Of machines these words tell how many are so, not how many there are.
SUBSET = re.compile(r"接入|联网|加装|改造|覆盖|监测|采集|纳入|更换|升级|上线|点检|停机")
SUBSET_VERB = re.compile(r"^.*(?:接入|联网|加装|改造|覆盖|监测|采集|纳入|更换|升级|上线|点检)了?")
MACHINES = re.compile(r"(?:设备|装备|机床|仪表|机组|工位|工序)$")
#: 应用人工智能技术的场景4个: a clause of its own says which of them are counted.
THOSE_THAT = re.compile(
    r"(?:[采应使]用|用到|涉及|基于|属于|具备|含有|完成|通过|达到|符合|参与|取得|获得|来自|担任|从事)[^的]{2,}的[^的]{2,}$"
)
#: Words that name anything.
GENERIC = re.compile(
    r"数控|自动|智能|国产|进口|专用|通用|联网"
    r"|设备|系统|平台|人员|员工|项目|产品|装备|企业|公司|车间|机器|工位|产线|模块|数据|指标"
)
#: 由18人减少到11人: no thing, but what became of it.
MOVED = re.compile(r"(?:减|增|升|降|缩|扩|压)[\u4e00-\u9fff]{0,3}(?:到|至|为)?$|(?:到|至)$")
#: 34台关键设备中的32台, 24个回路中投用先进控制21个: a part.
OUT_OF = re.compile(r"中(?:的|有|已有)?$|\d[^，,。；;、\d]{0,12}中(?!心|试|间|央|国)[^，,。；;、\d]{0,16}$")
#: 数控设备37台全部联网: what becomes of all of them is no name.
ALL_OF_THEM = re.compile(r"(?:[（(]?套[）)]?)?(?:已)?(?:全部|全都|均|都)")
#: Names of places and points that may stand right behind a number, as a unit of their own: 4,300货位, 4,300个货位.
UNITS = {"货位": "个", "库位": "个", "点位": "个", "测点": "个", "席位": "个", "点": "个"}
#: Names of things that end in so many letters alike, for numbers of a thousand and more.
TAIL = 2


def noun_of(claim: Claim, subsets: bool = False) -> str:
    """What the number counts: the words behind it, else the words before it; "" where they name anything, and for a
    part of the machines (not with `subsets`)."""
    if claim.amount.unit in UNITS and claim.amount.unit != "点":
        return claim.amount.unit
    number = next((part for part in claim.parts if part.role == "number"), None)
    unit = next((part for part in claim.parts if part.role == "unit"), None)
    at = claim.text.find(number.text + unit.text) if number and unit else -1
    if number is None or unit is None or at < 0:
        return ""
    head, tail = claim.text[:at], claim.text[at + len(number.text) + len(unit.text) :]
    if OUT_OF.search(head):
        return ""
    behind = None if ALL_OF_THEM.match(tail) else BEHIND.match(tail)
    found = behind or BEFORE.search(VERB.sub("", FILLER.sub("", head.rstrip())))
    if found is None or MOVED.search(found["noun"]):
        return ""
    if not behind and THOSE_THAT.search(found["noun"]):
        return ""
    noun = OWNER.sub("", found["noun"])
    if behind and ROBOT.match(noun) and (use := USE.search(head)):
        noun = use[0] + noun
    if claim.subject and noun.endswith(claim.subject):
        had = HAVING.match(noun.removesuffix(claim.subject))
        noun = noun[had.end() :] if had else noun
    noun = SUBSET_VERB.sub("", noun) if subsets else noun
    subset = not subsets and MACHINES.search(noun) and SUBSET.search(claim.text)
    return "" if len(noun) < TAIL or subset or GENERIC.fullmatch(noun) else noun
