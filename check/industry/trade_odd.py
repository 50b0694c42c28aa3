"""IND-04, IND-06: the product speaks of another trade, or the code is of the edition of 2011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.elig.applicant_unfit import find_trade
from check.fold import EXCUSE
from check.industry.code_wrong import same_name, split_industry
from check.registry import rule
from check.telling import tell_texts
from model.finding import Cause

PRODUCTS = re.compile(r"(?:主要产品|主导产品|主营业务|主营产品|主营)(?:有|为|包括|是)?[^。；;\n]{2,60}")
NEXT = re.compile(r"[，,](?![^，,、。；;]{0,10}[、和及])")
#: Makers of equipment, packaging and services name the trades they work for.
FOR_OTHERS = re.compile(
    r"装备|设备|机械|系统|仪器|仪表|模具|包装|配件|备件|服务|检测|工程|专用|供应|客户|企业|厂家|收入"
)


#: 电池级硫酸镍, 电池箔坯料, 汽车用板: the word tells what the product is for.
PURPOSE = r"(?!级|用|专用|箔|壳|外壳|包装|配套|行业|级别|领域)"


@rule("IND-04")
def find_product_odd(case: Case) -> Iterator[Answer]:
    """W when the sentences on the main product name only words of other 大类; `words` gives 大类 → words."""
    words: dict[str, list[str]] = {str(major): list(these) for major, these in case.param("words").items()}
    trade = find_trade(case)
    if trade is None or not trade[1][:2].isdigit():
        raise NotChecked("行业未填写或读不出代码，无法与主要产品核对。")
    major = trade[1][:2]
    if major not in words:
        raise NotChecked(f"本系统没有行业大类{major}的产品用语，未核对。", Cause.UNSURE)
    for text in tell_texts(case, case.param("look_in")):
        hits = [hit for hit in PRODUCTS.finditer(text.text) if not FOR_OTHERS.search(NEXT.split(hit[0])[0])]
        told = {
            other: word
            for hit in hits
            for other, these in words.items()
            for word in these
            if names(word, NEXT.split(hit[0])[0])
        }
        if not told:
            continue
        if major in told or any(word in text.text for word in words[major]):
            yield Agreed()
            return
        place = next(hit for hit in hits if any(names(word, NEXT.split(hit[0])[0]) for word in told.values()))
        yield case.finding(
            f"行业填“{trade[0].value}”，正文称“{place[0]}”，产品用语（{'、'.join(told.values())}）多见于其他行业，请核实。",
            trade[0],
            text.place.quoting(place[0]),
            about=(trade[0].key,),
            expected=trade[0].value,
            found="、".join(told.values()),
        )
        return
    raise NotChecked("正文中没有认出主要产品，无法与行业核对。", Cause.UNSURE)


def names(word: str, said: str) -> bool:
    """Whether a product of this name is told of, not one made for it."""
    return re.search(re.escape(word) + PURPOSE, said) is not None


@rule("IND-06")
def find_old_code(case: Case) -> Iterator[Answer]:
    """W for a code of GB/T 4754-2011 that is gone or means something else since 2017 (`old`: code → name of 2011)."""
    old = {str(code): name for code, name in case.param("old").items()}
    fields = [f for key in case.param("fields") if (f := case.field(key))]
    fields += [
        f
        for f in case.submission.like("rows[")
        if f.key.endswith((".industry_small", ".industry_mid", ".industry_major"))
    ]
    if not fields:
        raise NotChecked("行业代码未填写或未读到，无法核对。")
    for field in fields:
        code, name = split_industry(field)
        now = case.reference.industries.get(code)
        if code in old and (now is None or (same_name(name, old[code]) and not same_name(name, now.name))):
            yield case.finding(
                f"“{case.label(field.key)}”填“{field.value}”，{code}是GB/T 4754-2011的“{old[code]}”，"
                f"2017版{f'该代码为“{now.name}”' if now else '已无此代码'}，请核实。",
                field,
                tags=(EXCUSE,),
                expected="GB/T 4754-2017的代码",
                found=code,
            )
        else:
            yield Agreed()
