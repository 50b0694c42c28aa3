"""A printed answer → the value of a fact by its kind; a misread code is repaired where its check digit then holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import cn2an
from stdnum.cn import uscc

from extract.dates import read_date, read_period
from extract.text import fold
from model.amount import Amount
from model.paper_spec import FactSpec
from model.text import squash

#: Letters that no credit code has (GB 32100-2015), and what a scanner or typist meant.
_NEVER = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5"})
_LEVELS = {**dict(zip("一二三四五", "12345", strict=True)), **{d: d for d in "12345"},
           **dict(zip(("规划", "规范", "集成", "优化", "引领"), "12345", strict=True))}  # fmt: skip
_UPPER = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿一二三四五六七八九十百千"
_MONEY = re.compile(
    rf"(?:人民币)?(?:(?P<digits>[\d,]+(?:\.\d+)?)|(?P<han>[{_UPPER}]+))(?P<scale>亿|千万|百万|万)?(?P<unit>元|圆|美元)?"
)
#: The next label on the line, behind a name: 甘肃甲有限公司平台:….
_NEXT = re.compile(r"(?<=[司团院所厂])[^:;,。司团院所厂]{1,12}:.*$")
#: Words before a company's name in a sentence, and what stands for a name told elsewhere: 后附的贵公司.
_LED = re.compile(r"^(?:(?:后附|所附|附后|附送|贵方)的?)+")
#: The head beside the label, no name: 企业名称 | 项目名称.
_HEAD = re.compile(r"[^()]{0,8}(?:名称|姓名|代码|编号|地址|日期|时间|电话|方式|职务|性质|类型|类别|等级|级别|规模)")
_PRONOUN = re.compile(r"(?:[贵本我该你]|上述|被审计|委托|申报)(?:单位|公司|企业|集团|厂)")
_SCALE = {
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "万": Decimal(10**4),
    None: Decimal(1),
    "": Decimal(1),
}


@dataclass(frozen=True, slots=True)
class FactValue:
    """`rival` is the printed code where the value is a repair of it; `problem` says why a value is doubtful."""

    value: str
    rival: str = ""
    problem: str | None = None
    amount: Amount | None = None
    sure: bool = True


def read_value(spec: FactSpec, printed: str) -> FactValue | None:
    """The value of a fact, or None where the text holds nothing of its kind."""
    flat = squash(printed).strip(":;,。、_—-|")
    if not flat or re.fullmatch(r"[/*xX×]+|无|年月日|省?市?[区县]?", flat):  # 企业名称 | 省 | 市 | 区: heads beside it
        return None
    match spec.kind:
        case "uscc":
            return read_uscc(flat)
        case "date":
            iso = read_date(flat)
            return FactValue(iso) if iso else None
        case "period":
            period = read_period(flat)
            return FactValue(period) if period else FactValue(fold(printed))
        case "money":
            return _money(flat)
        case "number":
            match = re.search(r"\d+(?:\.\d+)?", flat)
            return FactValue(match[0]) if match else None
        case "level":
            match = re.search(r"([一二三四五1-5])级|(规划|规范|集成|优化|引领)级?", flat)
            return FactValue(f"{_LEVELS[match[1] or match[2]]}级") if match else None
        case "person":
            match = re.match(r"[\u4e00-\u9fff·]{2,15}", flat)
            return FactValue(match[0]) if match else None
        case "name":
            flat = _LED.sub("", _NEXT.sub("", flat))
            named = (
                re.search(r"[\u4e00-\u9fff]{2}", flat) and not _PRONOUN.fullmatch(flat) and not _HEAD.fullmatch(flat)
            )
            return FactValue(flat) if named else None
        case "code":
            match = re.match(r"[A-Za-z0-9.\-/()（）第字号\u4e00-\u9fff]{4,40}", flat)
            return FactValue(match[0].upper()) if match and re.search(r"\d{3}", flat) else None
    return FactValue(fold(printed))


def read_uscc(flat: str) -> FactValue | None:
    """A credit code of 18 characters. Only letters that cannot stand in one (O, I, Z, S) are replaced, and only where
    the check digit then holds; what was printed stays as the rival. (Trying other look-alikes would hit a valid code by
    chance: one in 31 does.)"""
    match = re.search(r"[0-9A-Z]{18}(?![0-9A-Z])", re.sub(r"[\s.\-·]", "", flat.upper()))
    if not match:
        return None
    printed = match[0]
    if uscc.is_valid(printed):
        return FactValue(printed)
    plain = printed.translate(_NEVER)
    if plain != printed and uscc.is_valid(plain):
        return FactValue(plain, rival=printed, sure=False)
    return FactValue(printed, problem="统一社会信用代码校验码不符，可能识别有误", sure=False)


def _money(flat: str) -> FactValue | None:
    """Registered capital in 元: 壹仟万元整, 1000.00万元人民币, (人民币)伍佰万元."""
    match = _MONEY.search(re.sub(r"[()]", "", flat))
    if not match or match["unit"] == "美元" or "美元" in flat:
        return FactValue(flat) if match else None
    try:
        if match["digits"]:
            number = Decimal(match["digits"].replace(",", ""))
        else:
            number = Decimal(str(cn2an.cn2an(match["han"], "smart")))
    except (ValueError, InvalidOperation):
        return FactValue(flat, problem="金额未能读成数字", sure=False)
    factor = _SCALE[match["scale"] or ""]
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * factor
    value = number * factor
    return FactValue(format(value.normalize(), "f"), amount=Amount(value, "元", step))
