"""P-21: who supplied a machine or a software after the prose is not who did after 附表2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.sought import Sought
from check.spelling import fold_company
from model.finding import Severity
from model.submission import Field

_FIRM = r"[\u4e00-\u9fff（）()]{4,26}?(?:有限责任公司|有限公司|研究院|研究所)"
#: 甲公司负责MES, 由乙公司提供的QMS: a firm and what it gave.
GAVE = Sought(
    rf"(?:^|[，,。；;：:\n]|由|委托)(?P<firm>{_FIRM})(?:共同|统一|独家|全程)?(?:负责|提供|供货|承担|开发|研发|建设|实施|供应|交付)(?:的)?"
    r"(?P<what>[^，,。；;\n]{2,40})"
)
#: QMS由乙公司提供: the thing first.
GIVEN = Sought(
    rf"(?:^|[，,。；;：:\n、和])(?P<what>[^，,。；;、\n]{{2,24}}?)(?:均|都|全部)?(?:由|系|采用|选用)(?P<firm>{_FIRM})(?:的|负责|提供|供货|承担|开发|研发|建设|实施|供应|交付)"
)
LATIN = re.compile(r"[A-Za-z]{3,}")
OWN = re.compile(r"自(?:建|研|制|主|行)|本公司|我公司|公司自")
COMPANY = re.compile(r"公司|研究院|研究所|厂$")
SPLIT = re.compile(r"[、；;，,\n/]|\s*\d[.．、)）]")
#: So many rows of 附表2 tell who supplied a scene.
ROWS = 2
#: So many letters name one machine.
LONG = 4


def find_item_vendors(case: Case) -> Iterator[Answer]:
    """W: the row of 附表2 that the sentence names has another supplier."""
    items = list(listed(case))
    for passage in case.prose("t1[", "scheme_text", "c3", "c2"):
        for hit in (*GAVE.finditer(passage.text), *GIVEN.finditer(passage.text)):
            firm = core(hit["firm"])
            same = [(name, vendor) for name, vendor in items if names(name.value, hit["what"])]
            if not same or any(is_one(firm, vendor.value) for _, vendor in same):
                if same:
                    yield Agreed()
                continue
            name, vendor = same[0]
            yield case.finding(
                f"正文称“{name.value}”由“{hit['firm']}”提供或实施，附表2该项供应商为“{vendor.value}”，两处不一致，请核实。",
                passage.place.quoting(hit["firm"]),
                name,
                vendor,
                severity=Severity.W,
                about=(vendor.key,),
                expected=vendor.value,
                found=hit["firm"],
            )


def find_apart(case: Case, vendors: Field, own: str) -> Iterator[Answer]:
    """W: none of the suppliers of the cell is in 附表2, where firms that the cell leaves out gave software and more."""
    told = [core(one) for one in SPLIT.split(vendors.value) if COMPANY.search(one)]
    rows = [row for _, row in listed(case) if COMPANY.search(row.value) and core(row.value) not in own]
    if not told or not rows or OWN.search(vendors.value):
        return
    given = " ".join(core(row.value) for row in case.submission.like("t2[", ".vendor"))
    if any(one in given for one in told) or any(is_one(one, row.value) for one in told for row in rows):
        return
    others = [row for row in rows if core(row.value) not in core(vendors.value)]
    firms = list(dict.fromkeys(row.value for row in others))
    if len(others) < ROWS or len(others) < len(rows) or not any(".software[" in row.key for row in others):
        return
    yield case.finding(
        f"{case.say(vendors)}，附表2各项供应商为“{'”“'.join(firms[:3])}”，其中没有该单位，两处不一致，请核实。",
        vendors,
        *others[:3],
        severity=Severity.W,
        about=(vendors.key,),
        expected=vendors.value,
        found="、".join(firms),
    )


def listed(case: Case) -> Iterator[tuple[Field, Field]]:
    """(name, supplier) of each row of 附表2 that has both."""
    for name in case.submission.like("t2[", ".name"):
        vendor = case.field(name.key.removesuffix("name") + "vendor")
        if vendor and len(vendor.value) >= LONG:
            yield name, vendor


def names(item: str, text: str) -> bool:
    """Whether the words name the row: its abbreviation, or the whole of its name."""
    short = set(LATIN.findall(item))
    plain = re.sub(r"[（(].*?[）)]|[A-Za-z0-9\s]", "", item)
    return bool(short & set(LATIN.findall(text))) or (len(plain) >= LONG and plain in text)


def is_one(firm: str, vendor: str) -> bool:
    """Whether the cell names the firm, or the applicant itself."""
    told = core(vendor)
    return firm in told or told in firm or OWN.search(vendor) is not None or "/" in vendor or "、" in vendor


def core(name: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]|(?:股份|集团)?有限(?:责任)?公司|公司", "", fold_company(name))
