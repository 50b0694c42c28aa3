"""What sentences of a free book say of its applicant: when it was founded, by whom it is represented, its code and its
industry. What a sentence says of another company, a branch or a board is not the applicant's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.wording import PERSON

_HAN_DAY = (
    r"[一二][〇零○O九][〇零○O一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)
#: 2012年3月9日, 2012-03-09, 2012.3, 2012/03, 二〇一二年三月.
DAY = (
    rf"(?:(?<!\d)(?:19|20)\d\d(?:年(?:1[0-2]|0?[1-9])月(?:\d{{1,2}}日)?"
    rf"|[./-](?:1[0-2]|0?[1-9])(?!\d)(?:[./-]\d{{1,2}}(?!\d))?)|{_HAN_DAY})"
)
COMPANY = r"[\u4e00-\u9fff][\u4e00-\u9fff()]{3,30}?(?:有限责任公司|有限公司|股份公司)"
#: What was founded is a part of the firm, or another one.
OF_ANOTHER = re.compile(
    r"子公司|分公司|集团(?!.*公司)|母公司|控股|前身|研究院|研究所|中心|委员会|小组|部门"
    r"|供应商|集成商|服务商|承建|总包|客户|股东|合作|联合|共同|伙伴|厂商"
)
_WE = r"(?:公司|企业|我司|我公司)"
_MADE = r"(?:成立|创立|创建|设立|组建|注册)"
_FOUNDED = re.compile(
    rf"{_WE}[^。;,\d]{{0,6}}?{_MADE}(?:成立)?(?:时间|日期)?(?:于|为|是)(?P<a>{DAY})"
    rf"|^{_MADE}(?:时间|日期)?(?:于|为|是)(?P<d>{DAY})(?=$|,)"
    rf"|{_WE}(?:\([^()]*\))?[^。;,\d]{{0,4}}?(?P<b>{DAY})[^。;,\d]{{0,10}}?{_MADE}(?:成立|登记|设立)?(?=$|[,、)]|以来|于|至今|的[^,]{{0,8}}(?:企业|公司))"
    rf"|{_WE}.*,(?:于)?(?P<e>{DAY})(?:正式)?(?:注册|登记|工商登记)?(?:成立|设立)(?=$|,)"
    rf"|^(?P<c>{DAY}),?[^。;,\d]{{0,30}}?{_WE}(?:正式|依法|在[\u4e00-\u9fff]{{2,8}}?)?(?:注册|登记)?(?:成立|设立|创立)(?=$|[,、])"
)
_NAME = rf"(?P<name>{PERSON})"
_POSTS = r"(?:、?(?:兼)?(?:董事长|总经理|执行董事|总裁|厂长|负责人)){0,2}"
_LEGAL = re.compile(
    rf"(?:法定代表人|法人代表)(?:姓名)?{_POSTS}(?:为|是|系|:)?{_NAME}(?=先生|女士|同志|[,()、]|担任|主持|兼|$)"
)
_APPOINTED = re.compile(
    rf"(?:由|,){_NAME}(?:先生|女士|同志)?(?:担任|出任|任)(?:公司|企业)?(?:的)?{_POSTS}、?(?:兼)?(?:法定代表人|法人代表)"
)
_NO_NAME = re.compile(r"任职|安全|石油|高度|方面|成立|金额|全面|时任|常任|单位|文件|明确|简介|和联|及|印章|盖章|签")
_CODE = re.compile(
    r"信用代码(?:证号|证|号码|号)?(?:为|是|:)?(?P<code>[0-9A-HJ-NPQRTUWXY]{18}|9[0-9A-Z]{15,18})(?![0-9A-Z])",
    re.IGNORECASE,
)
_X = (
    r"[“\"'「《]?(?P<x>(?:[A-T]\d{0,4}|\d{3,4})?[\u4e00-\u9fff][^。;“”\"」》]{2,60}?)"
    r"[”\"'」》]?(?=$|[。;,](?![^。;,]{0,20}(?:制造|加工|设备)业)|[”\"」》])"
)
_INDUSTRY = (
    re.compile(
        rf"(?:所属|所处|所在|归属|国民经济)(?:的)?(?:国民经济)?行业(?:类别|分类|小类|中类|大类|门类|名称|及代码)*(?:为|是|属于|系|:|归入|归为){_X}"
    ),
    re.compile(
        rf"国民经济行业分类(?:与代码|标准)?》?(?:\([^()]*\))?[,，]?(?:中|里)?(?:本)?(?:公司|企业|项目)?(?:归属于|隶属于|属于|归属|归入|归类为|归为|对应|列为|属|的|中的)+{_X}"
    ),
)
#: An industry of the national list ends so; words of praise and sort are none.
_SORT = re.compile(
    r"(?:制造|加工|冶炼|延加工|采选|开采|生产|供应|印染|修理|酿造|处理|业)(?:\((?:代码)?[A-T]?\d{2,4}\))?$"
)
_NO_SORT = re.compile(
    r"型行业|型产业|密集|战略|新兴|传统|支柱|朝阳|高耗能|重点|优势|竞争|龙头|本行业|该行业|新能源|首位"
)


def tell_profile(flat: str, own: str) -> Iterator[tuple[str, str, str]]:
    """(field, words, value) that a sentence (without blanks) says; `own` is the applicant's name where it is known."""
    if (hit := _FOUNDED.search(flat)) and _is_own(flat[: hit.end()], own) and not OF_ANOTHER.search(flat[: hit.end()]):
        day = hit["a"] or hit["b"] or hit["c"] or hit["d"] or hit["e"]
        yield "founded_date", day, day
    if "法" in flat and "代表" in flat:
        for pattern in (_LEGAL, _APPOINTED):
            if (hit := pattern.search(flat)) and not _NO_NAME.search(hit["name"]) and _is_own(flat[: hit.end()], own):
                if not OF_ANOTHER.search(_clause(flat, hit.start())):
                    yield "legal_rep_name", hit[0], hit["name"]
                break
    hit = _CODE.search(flat) if "信用代码" in flat else None
    if hit and _is_own(flat[: hit.start()], own) and not OF_ANOTHER.search(_clause(flat, hit.start())):
        yield "uscc", hit["code"], hit["code"].upper()
    if "行业" in flat:
        for pattern in _INDUSTRY:
            if (hit := pattern.search(flat)) and _SORT.search(hit["x"]) and not _NO_SORT.search(hit["x"]):
                yield "industry_text", hit["x"], hit["x"]
                break


def _clause(flat: str, end: int) -> str:
    """The two clauses before this place."""
    return ",".join(flat[:end].rsplit(",", 2)[-2:])


def _is_own(flat: str, own: str) -> bool:
    """Whether no company but the applicant is named in these words."""
    if not own:
        return True
    return all(own in name or name in own for name in re.findall(COMPANY, flat))
