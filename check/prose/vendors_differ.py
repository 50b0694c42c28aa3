"""P-21: the suppliers of the table, of 附表2 and of the prose are not the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Agreed, Answer, Case
from check.prose.item_vendors import COMPANY, find_apart, find_item_vendors, listed
from check.prose.own_told import find_own_told
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_company
from model.finding import Severity
from model.place import Place
from model.submission import Field

BY = re.compile(
    r"(?:由|委托|联合|选用|采用)([\u4e00-\u9fff（）()]{4,26}?(?:有限责任公司|有限公司|公司|研究院|研究所))"
    r"(?:负责|共同|统一|总体|整体|全程|全部|一并|独家|全面|牵头|组织|进行|具体|以?(?:EPC|交钥匙|总承包)(?:的)?(?:方式|模式|形式))*"
    r"(?P<does>(?:交钥匙)?(?:总承包|承包|总包|总集成|承建|交付|承接|承担)|提供|实施|建设|供货|改造|开发|集成|施工)"
)
#: 整套系统由…交付, 项目由…总包: whoever did all of it belongs in the cell.
WHOLE = re.compile(r"(?:整套|全套|整体|全部|整个|系统集成|软硬件)[^，,。；;]{0,10}$|(?:项目|场景|工程)$")
#: 检测设备、相机和软件由…供货: machines and software alike.
ALL_KINDS = re.compile(
    r"(?:设备|硬件|装置|装备)[^，,。；;]{0,8}?(?:和|与|及|、)[^，,。；;]{0,6}软件(?:均|都|全部)?$"
    r"|软件[^，,。；;]{0,6}?(?:和|与|及|、)[^，,。；;]{0,8}(?:设备|硬件|装置|装备)(?:均|都|全部)?$"
)
DOES_ALL = re.compile(r"总承包|承包|总包|总集成|承建|交付|承接|承担|实施|集成")
#: 总承包单位为…, 系统集成商：…: a line that names who put up the works of the scene.
NAMED = re.compile(
    r"(?<!与)(?<!和)(?:总承包|总包|总集成|系统集成|集成|承建|承包|实施)(?:服务)?(?:单位|商|方|企业)(?:名称)?(?:为|是|系|选定为|[:：])"
    r"(?P<firm>[\u4e00-\u9fff（）()]{4,26}?(?:有限责任公司|有限公司|研究院|研究所))"
)
#: 整套软硬件全部由公司自行研制: all of the works by oneself, though nobody else is denied.
ALL_OWN = Sought(
    r"(?:(?:整套|全套|所有|全部)(?:的)?(?:系统|软硬件|方案|解决方案)|(?:本|该)场景(?:的)?(?:系统|软硬件|方案|解决方案|建设)?|系统解决方案|软硬件)"
    r"(?:全部|完全|全程|均|都|皆)+(?:由|系|为|是)?(?:本公司|我公司|公司|企业|我司|本单位)?[^，,。；;与和及]{0,10}?"
    r"(?:自建|自研|(?:自主|自行|独立)(?:(?:研发|研制|开发|设计|建设|实施|集成|完成|编写|搭建)(?:和|与|、|并)?)+)(?=[，,。；;、\n]|$)"
)
_BY_ONESELF = (
    r"(?:全部|全|均|都|完全|均为|全部为|企业|公司|由公司|本公司|我公司)*(?:自建|自研|自主|自行|独立)"
    r"(?:(?:建设|研发|实施|开发|设计|集成|完成)(?:和|与|、)?)*"
)
_NO_ONE = (
    r"(?:无|没有|不涉及|未使用|未聘请)(?:任何)?(?:外部|第三方|外来|其他)?(?:的)?(?:系统)?(?:解决方案)?"
    r"(?:供应商|服务商|集成商)?"
)
OWN_WORK = re.compile(
    rf"^(?:{_BY_ONESELF}|{_NO_ONE}|{_NO_ONE}[，,、；;（(]{_BY_ONESELF}|{_BY_ONESELF}[，,、；;（(]{_NO_ONE}|本公司)[）)。；;]?$"
)
#: 自建，未使用任何外部供应商: said of the whole, not of a machine or a part.
NO_OTHERS = Sought(
    r"(?:未|没有|无|不)(?:再)?(?:使用|采用|引入|聘请|委托|依托|借助|依靠)?(?:任何|其他|其它|一家)(?:的)?(?:外部|第三方|外来|外单位)?[^，,。；;]{0,4}?(?:供应商|服务商|集成商|承建商|承建单位|公司|厂商)"
    r"|(?:未|没有|不)(?:使用|采用|引入|聘请|委托|依托|借助|依靠)(?:外部|第三方|外来)[^，,。；;]{0,4}?(?:供应商|服务商|集成商|承建商|承建单位|公司|厂商|力量)"
    r"|(?:未|没有|没|不)(?:曾)?(?:请|找|用|靠|委托|聘请|引入)(?:过)?(?:任何)?(?:外部|外面的?|外单位|第三方|外来)(?:的)?[^，,。；;]{0,4}?(?:单位|团队|厂家|人员|力量|公司|机构)?(?=[，,。；;]|$)"
    r"|无(?:外部|第三方)(?:解决方案|系统)?(?:供应商|服务商|集成商)"
    r"|(?:全部|完全|均)(?:由(?:本公司|我公司|公司|企业|我司)[^，,。；;]{0,8})?(?:自建|自研|自主(?:建设|研发|开发|实施))[^，,。；;]{0,2}[，,](?:未|没有|无)[^，,。；;]{0,6}(?:外部|第三方)"
)
#: What a row of 附表2 names that one buys as works.
CONTRACT = re.compile(r"系统集成|总集成|总承?包|承包|交钥匙|整体解决方案|实施服务|集成服务")
SELF = re.compile(r"我公司|本公司|我司|公司自|集团|本单位")

#: Names shorter than this differ by a letter and are others.
LEAST = 4


@rule("P-21")
def find_vendors_differ(case: Case) -> Iterator[Answer]:
    """自建 beside named suppliers: W. A supplier of the prose that the table leaves out: I. Books without such a cell:
    what the prose says of itself."""
    if case.submission.form != "GS-02":
        yield from find_own_told(case)
        return
    vendors = case.need("vendors")
    named = [f for f in case.submission.like("t2[", ".vendor") if len(f.value) >= 4]
    own = fold_company(company.value) if (company := case.field("company_name")) else ""
    told = [
        (match, passage)
        for passage in case.prose("t1[", "scheme_text")
        for match in BY.finditer(passage.text)
        if not SELF.search(match[1]) and fold_company(match[1]) not in own
    ]
    cell = fold_company(vendors.value)
    yield from find_none_told(case, vendors, own)
    by_item = list(find_item_vendors(case))
    yield from by_item
    if all(isinstance(one, Agreed) for one in by_item):
        yield from find_apart(case, vendors, own)
    if OWN_WORK.match(cell):
        others = [f for f in named if core(f.value) not in own and not OWN_WORK.match(fold_company(f.value))]
        outside = [(match[1], passage.place.quoting(match[1])) for match, passage in told]
        outside += [*find_named(case, own), *find_contracts(case, own)]
        if outside:
            names = list(dict.fromkeys(name for name, _ in outside))
            yield case.finding(
                f"{case.say(vendors)}，书中又写由“{'”“'.join(names)}”实施或提供，两处不一致，请核实。",
                vendors,
                *(place for _, place in outside),
                about=(vendors.key,),
                found="、".join(names),
            )
        if others and not outside:
            yield Agreed()  # machines are bought also where the scene is built by oneself
        return
    for match, passage in told:
        name, all_of_it = match[1], does_all(passage.text, match)
        known = [cell, *(fold_company(f.value) for f in named)]
        if any(core(name) in one or core(one) in core(name) for one in known if one):
            yield Agreed()
            continue
        near = next((one for one in near_of(core(name), [vendors, *named])), None)
        like = f"，与所列“{near.value}”仅有个别字不同" if near else ""
        yield case.finding(
            f"正文称由“{name}”实施或提供，“{case.label(vendors.key)}”及附表2中没有该单位{like}，请核实。",
            passage.place.quoting(name),
            near or vendors,
            severity=Severity.W if near or all_of_it else Severity.I,
            about=(vendors.key,),
            expected=vendors.value,
            found=name,
        )


def does_all(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence gives the whole of the works to this company, not a machine or a part."""
    clause = re.split(r"[。；;，,\n]", text[: match.start()])[-1]
    return bool(ALL_KINDS.search(clause) or (DOES_ALL.fullmatch(match["does"] or "") and WHOLE.search(clause)))


def find_named(case: Case, own: str) -> Iterator[tuple[str, Place]]:
    """The firms that a line of the descriptions names as contractor of the works."""
    for passage in case.prose("t1[", "scheme_text"):
        for hit in NAMED.finditer(passage.text):
            if not SELF.search(hit["firm"]) and core(hit["firm"]) not in own:
                yield hit["firm"], passage.place.quoting(hit["firm"])


def find_contracts(case: Case, own: str) -> Iterator[tuple[str, Place]]:
    """The firms of rows of 附表2 that are works, not wares: 系统集成, 总包."""
    for name, vendor in listed(case):
        remark = case.field(name.key.removesuffix("name") + "remark")
        works = CONTRACT.search(name.value) or (remark and CONTRACT.search(remark.value))
        if works and COMPANY.search(vendor.value) and core(vendor.value) not in own:
            yield vendor.value, vendor.place


def find_none_told(case: Case, vendors: Field, own: str) -> Iterator[Answer]:
    """W where a description says that no one else supplied anything and the table names a supplier."""
    if OWN_WORK.match(fold_company(vendors.value)) or core(vendors.value) in own:
        return
    for passage in case.prose("t1[", "scheme_text"):
        named = core(vendors.value) in fold_company(passage.text)  # 建设全部自主实施，设备由甲公司供货
        hit = NO_OTHERS.search(passage.text) or (None if named else ALL_OWN.search(passage.text))
        if hit is None:
            continue
        yield case.finding(
            f"正文称“{hit[0]}”，{case.say(vendors)}，两处不一致，请核实。",
            passage.place.quoting(hit[0]),
            vendors,
            about=(vendors.key,),
            expected=vendors.value,
            found=hit[0],
        )
        return


def near_of(name: str, cells: list[Field]) -> Iterator[Field]:
    """The cells that name a company which misses this one by a letter."""
    for cell in cells:
        for one in re.split(r"[、；;，,\n/]", cell.value):
            if len(name) >= LEAST and 0 < Levenshtein.distance(name, core(one)) <= 1:
                yield cell


def core(name: str) -> str:
    """A company's name without place brackets and legal form, as prose shortens it."""
    return re.sub(r"[（(][^）)]*[）)]|(?:股份|集团)?有限(?:责任)?公司$|公司$", "", fold_company(name))
