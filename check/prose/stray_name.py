"""P-11: a company told of nowhere else that does in one sentence of the prose what only the applicant can be doing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Case
from check.once import sentence_ahead, sentence_behind
from check.sought import Sought
from model.submission import Passage
from model.text import half_width, squash

NAME = Sought(
    r"(?:^|[，,。；;：:、\s]|(?<=目前)|(?<=现在)|(?<=由此)|(?<=因此)|(?<=为此)|(?<=至此)|(?<=使得)|(?<=同时)|(?<=此外))"
    r"(?P<name>[\u4e00-\u9fff（）()]{4,26}?(?:有限责任公司|股份有限公司|集团有限公司|有限公司))"
)
#: 建立起…数据链, 已形成…能力, 把…纳入: what applicants say of themselves.
DOES = re.compile(
    r"(?:现|也|便|就|即|已经?|逐步|全面|率先|先后|初步|基本|稳步|持续|不断|真正|同步|每年|全年|累计)*"
    r"(?:(?:建立|构建|形成|打通|搭建|实现|完成|达成|打造|走出|具备|推动|推进|落实|组建|培养|编制|制定|修订)(?:起|了|出|成)?"
    r"|(?:把|将|对|围绕|按照|依据|根据|针对)(?!我)|的(?:生产|质量|设备|能源|订单|一线|员工|管理|数据|产品|工艺|车间|工厂|厂区|现场|各)"
    r"|(?:生产|质量|设备|能源)(?:管理|运行|部门)"
    r"|的[^，,。；;的]{0,8}?(?:车间|产线|生产线|分厂|厂区|工段|基地)[^，,。；;]{0,14}?(?:投产|投用|建成|达产|投入(?:运行|生产|使用))"
    r"|的?(?:智能制造|数字化|智能化|信息化|生产|制造|运营|管理|质量)[\u4e00-\u9fff]{0,4}(?:水平|能力|面貌)[^，,。；;]{0,6}?(?:迈上|跃上|上了|得到|取得|显著|明显|大幅|全面|有了|提升|提高|焕然)"
    r"|(?:生产|质量|品质|质检|设备|工艺|计划|仓储|动力|能源|安环)(?:管理|保障|技术)?[部科处]|(?:当班|班组|操作工|一线)"
    r"|的(?:总体|建设|改造|升级|转型|智能化|数字化|本期|近期)+(?:目标|任务|思路|重点)(?:是|为|[:：]|主要|包括|在于|分为)"
    r"|在[^，,。；;]{1,12}?(?:投入|投资|新增|购置|自筹))"
    r"|的[^，,。；;的]{0,10}?(?:能耗|电耗|水耗|煤耗|物耗|损耗|合格率|直通率|良率|良品率|成材率|利用率|开动率|准时率|交付率|周转率|生产率|返工率|废品率|不良率|故障率"
    r"|效率|产能|产量|产值|成本|周期|库存|停机|节拍|排放|用工|人均|营业收入|销售收入|利润|税收|员工|职工|研发投入)[^，,。；;]{0,12}?"
    r"(?:提高|提升|上升|下降|降低|缩短|减少|增长|增加|压缩|压降|降[至到]|升[至到]|增[至到]|达到?|突破|超过|为|由|从|较|比)[^，,。；;]{0,10}?\d[\d,.]*[%吨万元台天人小时]*"
    r"|(?:(?:每年|全年|年均|累计|一年)(?:可|共|约|能)*)(?:节约|节省|减少|降低|增加|新增)[^，,。；;]{0,12}?\d[\d,.]*[%吨万元台天人小时]*"
)
#: 在三号线完成…部署后, 合格率由…: the works of the applicant's own line, and what came of them.
DEPLOYS = re.compile(
    r"(?:于20\d{2}年(?:\d{1,2}月)?)?(?:在|对|于)[^，,。；;]{0,10}?(?:线|车间|工段|工序|单元|产线|炉|站|机组|仓库|厂区)(?:上|内|率先|率先在)?"
    r"(?:完成|实现|上线|投用|部署|实施|开展|启用)[^，,。；;]{0,16}?(?:后|之后|以来)[，,][^。；;]{0,40}?"
    r"(?:由|从)[^，,。；;]{0,4}?\d[\d,.]*[%\u4e00-\u9fff]{0,3}[^，,。；;]{0,4}?(?:至|到|为)\d[\d,.]*%?"
)
#: Who puts such works into others' plants.
VENDOR = re.compile(
    r"科技|软件|信息|智能|自动化|系统|数据|网络|数控|机器人|装备|设备|技术|工程|集成|咨询|通信|云|电气|仪|机械|机电"
)
#: The short name of a company, its work behind it: 河岳公司质量部每日….
SHORT = re.compile(r"(?P<short>[\u4e00-\u9fff]{2,4}?)公司(?=(?P<rest>[^。；;\n]+))")
#: The prose on others up to the name: who copied it, who was visited, what the trade does.
ELSEWHERE = re.compile(r"推广|复制|输出|赋能|帮扶|案例|标杆|对标|借鉴|参观|考察|同行|竞争(?!力|优势)|友商|龙头")
#: Ahead of the name in its sentence, and behind it: somebody who deals with the applicant.
DEALS = re.compile(
    r"供应商|服务商|集成商|承建|客户|用户|业主|合作|联合|委托|采购|提供|[由与和向为经及如像]$|例如|国内|国外|行业|施工|监理|咨询|检测|评估|第三方|母公司|子公司|股东|控股|集团|原名|前身|更名"
)
SERVES = re.compile(
    r"[为向对给与同](?:我|本|公司)|提供|开发|实施|供货|中标|承建|承担|合作|联合|委托|签订|签约|母公司|子公司|分公司|控股|参股|前身|更名|合并|验收|交付(?:了|给)"
)

#: What a name is told again without.
ENDING = re.compile(r"(?:股份|集团)?有限公司$|有限责任公司$|(?:股份|集团)公司$")


def find_strays(case: Case, passage: Passage) -> Iterator[tuple[str, str]]:
    """(name, words): names of the passage that stand once in all that was handed in."""
    if not NAME.may_be_in(passage.text):
        return
    for hit in NAME.finditer(passage.text):
        behind = sentence_behind(passage.text, hit.end())
        if ELSEWHERE.search(passage.text, 0, hit.end() + len(behind)):
            return
        own_works = None if VENDOR.search(hit["name"]) else DEPLOYS.match(passage.text, hit.end())
        does = DOES.match(passage.text, hit.end()) or does_by_short_name(passage.text, hit) or own_works
        ahead = sentence_ahead(passage.text, hit.start("name"))
        name = re.sub(r"^(?:由此|为此|因此|至此|目前|现在|同时|此外|使得?)", "", hit["name"])
        if does is None or DEALS.search(ahead) or DEALS.search(hit["name"][:4]):
            continue
        if SERVES.search(behind) or told_again(case, name, passage):
            continue
        yield name, name + does[0]


def does_by_short_name(text: str, hit: re.Match[str]) -> re.Match[str] | None:
    """What the company does further on in the sentence, under a short name made of its full one."""
    behind = sentence_behind(text, hit.end())
    for short in SHORT.finditer(behind):
        if any(short["short"][k:] in hit["name"] and len(short["short"]) - k > 1 for k in range(3)):
            return DOES.match(short["rest"])
    return None


def told_again(case: Case, name: str, here: Passage) -> bool:
    """Whether the name stands in another place, of the book or of a paper: then it is somebody known to it."""
    others = (p.text for p in case.submission.passages if p.place.path != here.place.path)
    papers = (p.text for paper in case.submission.papers for p in paper.passages)
    cells = (f.text or f.value for f in case.submission.fields)
    rows = (cell.text for grid in case.submission.grids for row in grid.rows for cell in row)
    stem, own = squash(half_width(ENDING.sub("", name))), squash(half_width(here.text))
    told = (squash(half_width(one)) for part in (others, papers, cells, rows) for one in part if stem in one)
    return own.count(stem) > 1 or any(stem in one.replace(own, "") for one in told)
