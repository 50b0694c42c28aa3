"""P-11: the prose calls the applicant by a name that is not the one of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case, NotChecked
from check.evidence import Evidence
from check.once import sentence_around, sentence_behind
from check.prose.file_owner import find_foreign_margin, find_foreign_owner
from check.prose.instance_named import find_other_instance
from check.prose.line_named import find_other_line, find_other_project, find_other_scene
from check.prose.stray_name import find_strays
from check.prose.stray_place import find_misplaced
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_company
from check.telling import LONG_KINDS
from model.finding import Cause, Severity
from model.submission import Passage

END = r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司)"
#: The profile's first words name the applicant: XX有限公司成立于…, XX公司是一家….
FIRST = re.compile(
    rf"^\s*((?!我|本|该)[\u4e00-\u9fff（）()]{{3,28}}?{END})(?:[（(][^）)]{{1,30}}[）)])?[，,]?\s*(?:成立|始建|创建|创立|注册|坐落|位于|是|为)"
)
COMPANY = re.compile(END)
#: Relatives and former names are told beside these words.
RELATED = re.compile(
    r"原|曾用|前身|更名|改制|子公司|母公司|控股|参股|集团|股东|关联|兄弟|分公司|销售公司|旗下|下属|隶属|全资|投资设立|合资"
)
#: Words on another company of the family anywhere in a sentence; others (控股, 集团, 股东) describe the applicant, too.
KIN = re.compile(r"曾用|更名|原名|改制|变更|子公司|母公司|分公司|销售公司|兄弟|旗下|下属|投资设立")


@rule("P-11")
def find_name_differs(case: Case) -> Iterator[Answer]:
    """E where the profile begins with another company; W for a name that misses the applicant's by a letter or two."""
    name = case.need("company_name")
    own = fold_company(name.value)
    if len(own) < 6:
        raise NotChecked(f"企业名称“{name.value}”不完整，未与正文对照。", Cause.AMBIGUOUS)
    yield from find_foreign_owner(case, name)
    yield from find_foreign_margin(case, name)
    yield from find_other_line(case)
    yield from find_other_scene(case)
    yield from find_other_project(case)
    yield from find_other_instance(case)
    for passage in case.prose():
        spots: list[Evidence] = [name]
        first = FIRST.match(passage.text) if passage.key == "profile" else None
        if (
            first
            and differs(own, fold_company(first[1]))
            and not RELATED.search(first[0] + passage.text[first.end() :][:20])
        ):
            yield case.finding(
                f"企业简介开头称“{first[1]}”，表内企业名称为“{name.value}”，两处应一致，请核实。",
                passage.place.quoting(first[1]),
                *spots,
                about=("profile", name.key),
                expected=name.value,
                found=first[1],
            )
            continue
        known = [one for one in strangers(passage.text, own) if not is_partner(case, one[0], passage)]
        stray = dict((*find_misplaced(case, passage), *find_strays(case, passage)))  # one for each name
        once = [one for one in stray.items() if differs(own, fold_company(one[0]))]
        near = [one for one in once if Levenshtein.distance(fold_company(one[0]), own) > 2]
        for told, said in known or near:
            yield case.finding(
                f"正文“{said}”以“{told}”为主语叙述，表内企业名称为“{name.value}”，疑残留其他企业名称，请核实。",
                passage.place.quoting(said),
                *spots,
                severity=Severity.W if (told, said) in once or not re.search("本|该", said) else None,
                tags=("other_company",),
                about=(passage.key, told, *((name.key,) if is_on_cover(case, told) else ())),
                expected=name.value,
                found=told,
            )
        wrong = near_names(passage.text, own)
        for told in wrong:
            yield case.finding(
                f"正文称“{told}”，表内企业名称为“{name.value}”，疑有错字，请核实。",
                passage.place.quoting(told),
                *spots,
                severity=Severity.W,
                tags=("typo",),
                about=(passage.key, name.key),
                expected=name.value,
                found=told,
            )
        if not wrong:
            yield Agreed()


#: What an applicant says of itself, in place of 公司: 通过本场景的建设, 将以本项目为契机, 的全部工位已完成改造.
SELF = re.compile(
    r"(?:(?:始终|一直|长期|多年来)?(?:(?:通过|依托|借助|利用|围绕|基于)(?:实施|开展|建设)?|实施|开展|建设)了?(?:本|该)(?:场景|项目|产线|工程|智能工厂|智能制造)"
    r"|(?:将|拟|计划)?以(?:本|该)(?:场景|项目)为|作为(?:本|该)(?:场景|项目)的?(?:申报|建设|实施)(?:单位|主体|企业)"
    r"|(?:作为|[是为系])(?:本|该)(?:智能工厂|工厂|产线|生产线|车间|数字化车间|场景|项目)的?(?:唯一)?(?:申报|建设|投资|运营|责任)(?:单位|主体|企业)"
    r"|(?:自愿|现)?(?:申报|承诺)|的(?:全部|所有|各)(?:工位|产线|车间|工序|设备|岗位)(?:均|都|已)"
    r"|(?:现有|共有)(?:员工|职工)|(?:成立|始建|创建|创立|注册)于|(?:郑重|在此)?承诺"
    r"|(?:自|于|从)?20\d{2}年(?:\d{1,2}月|初|底|末|上半年|下半年)?(?:\d{1,2}日)?(?:起|以来|开始)?[，,]?(?:启动|实施|开工|动工|建成|投资|投入|营业收入|主营|实现|完成|着手|立项)"
    r"|(?:始终|一直|长期)?(?:坚持|秉承|秉持|本着|高度重视|致力于|专注于)|以(?:诚信|质量|创新|客户|科技)[^，,。；]{0,8}为"
    r"|是(?:一家|国内|全国|西北|省内|甘肃|集)|(?:坐落|位)于|(?:主要)?(?:从事|主营)|近三年|(?:现|已|共)?(?:建有|建成|拥有|设有|配备)"
    r"|(?:的)?(?:资产总额|主营业务收入|营业收入|总资产)"
    r"|(?:目前|当前|现)?(?:亟需|急需|亟待|迫切需要|深刻认识|充分认识|立足|紧跟|顺应|抢抓|聚焦|深耕|秉持|持续推进|大力推进|全面推进))"
)
#: 本智能工厂由XX有限公司投资建设, 建设主体为XX有限公司; who only builds it (承建) is a contractor.
BUILT_BY = Sought(
    rf"(?:(?:本|该)(?:智能工厂|工厂|产线|生产线|车间|场景|项目)(?:是|系)?由(?P<a>[\u4e00-\u9fff（）()]{{4,26}}?{END})(?:独立|自主|全额|自筹|单独)?(?:投资(?:建设|兴建)|出资建设|投建|申报|建设并运营|建设运营)"
    rf"|(?:建设|申报)(?:单位|主体)(?:为|是|系|[:：])(?P<b>[\u4e00-\u9fff（）()]{{4,26}}?{END}))"
)
#: A project of somebody else's that is told of.
THEIRS = re.compile(r"客户|用户|业主|推广|复制|输出|案例|承接|承揽|合同|标杆|参观|备案证|供应商")
NAME = Sought(
    r"(?:^|[，,。；;：:、（(“\s]|(?<=目前)|(?<=现在)|(?<=年来)|(?<=由于)|(?<=因此)|(?<=使))"
    rf"(?P<name>[\u4e00-\u9fff（）()]{{4,26}}?{END})"
)
LEAD = re.compile(
    r"^(?:用户|客户|业主|甲方|乙方|总包|施工|设计|监理)(?:单位|方)?|^(?:由|与|和|向|为|经|目前|现在|近年来|由于|因此|使得?|为此|同时|供应商|客户|合作单位|集成商|服务商|承建单位|实施单位)"
)
#: A sentence on somebody who deals with the applicant.
OURS = re.compile(r"[为向对给与]?(?:我|本)(?:公司|司|单位|厂)|为公司|向公司|采用公司|采购公司|使用公司")
#: Whom else a sentence may speak of.
PARTNER = re.compile(
    r"供应商|服务商|集成商|承建|实施方|客户|用户|合作|联合|委托|采购|提供|由|与|和|向|为|同行|标杆|例如|比如|对标|学习|借鉴"
    r"|参观|推广|复制|服务|输出|中标|供货|制造商|开发|施工|监理|咨询|检测|评估|其"
)


def is_partner(case: Case, told: str, here: Passage) -> bool:
    """Whether the book names this company elsewhere, too (its supplier, its customer): then it is no leftover."""
    cells = (f for f in case.submission.fields if f.kind not in LONG_KINDS and f.place.path != here.place.path)
    return any(told in f.value for f in cells) or any(
        told in p.text for p in case.prose() if p.key != here.key and not SELF.search(p.text.partition(told)[2][:24])
    )


def is_on_cover(case: Case, told: str) -> bool:
    """Whether the cover names the same stranger: then FMT-02 tells it."""
    cover = case.field("applicant")
    return cover is not None and fold_company(told) == fold_company(cover.value)


def strangers(text: str, own: str) -> list[tuple[str, str]]:
    """(name, sentence part) of full company names that speak of themselves as the applicant would and are not it."""
    found = []
    for match in NAME.finditer(text):
        name = LEAD.sub("", match["name"])
        told = fold_company(name)
        head = re.split(r"[。；;，,\n]", text[: match.start("name")])[-1]
        tail = text[match.end() : match.end() + 24]
        says = SELF.match(tail)
        if (
            says is None
            or "的" in name
            or not differs(own, told)
            or PARTNER.search(head[-16:] + match["name"][: -len(name)])
        ):
            continue
        rest = sentence_behind(text, match.end())
        near = head + name + re.split(r"[，,]", rest)[0]
        family = KIN.search(head + name + rest) or RELATED.search(near) or OURS.search(tail)
        if family or Levenshtein.distance(told, own) <= 2:
            continue
        found.append((name, name + says[0]))
    for match in BUILT_BY.finditer(text):
        name = match["a"] or match["b"]
        sentence = sentence_around(text, match.start(), match.end())
        kin = KIN.search(sentence) or RELATED.search(match[0]) or THEIRS.search(sentence)
        if not kin and differs(own, fold_company(name)) and Levenshtein.distance(fold_company(name), own) > 2:
            found.append((name, match[0]))
    return list(dict.fromkeys(found))


def differs(own: str, told: str) -> bool:
    """Whether two full names are not the same company: 甘肃祁连装备 and 甘肃祁连装备有限公司 are."""
    short, other = COMPANY.sub("", own), COMPANY.sub("", told)
    return own != told and short not in told and other not in own


def near_names(text: str, own: str) -> list[str]:
    """Company names of the text that miss the own name by one or two letters."""
    found = []
    for match in COMPANY.finditer(text):
        head = text[: match.end()]
        start, end = text.rfind("。", 0, match.start()) + 1, text.find("。", match.end())
        sentence = text[start : end if end > 0 else None].replace("前身", "")  # it tells of another name than this one
        clause = (
            re.split(r"[，,；;]", sentence[: match.end() - start])[-1]
            + re.split(r"[，,；;。]", text[match.end() :].replace("前身", ""))[0]
        )
        if head.endswith(own) or KIN.search(sentence) or set(RELATED.findall(clause)) - set(RELATED.findall(own)):
            continue
        windows = [head[-size:] for size in range(max(6, len(own) - 2), len(own) + 3) if len(head) >= size]
        best = min(windows, key=lambda w: Levenshtein.distance(w, own), default="")
        distance = Levenshtein.distance(best, own) if best else len(own)
        if 0 < distance <= (2 if len(own) >= 10 else 1) and best[:2] == own[:2] and own not in head[-len(own) - 4 :]:
            found.append(best)
    return list(dict.fromkeys(found))
