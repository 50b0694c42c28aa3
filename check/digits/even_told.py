"""D-06 in the prose: four quarters, months or batches of a sentence that step by the same number or halve exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from check.arithmetic.sentences import sentences
from check.case import Answer, Case
from check.numerals import NUMBER
from check.once import split_sentences
from check.show import show_plain
from check.sought import Sought
from check.telling import texts_with
from model.amount import Hedge
from model.text import half_width

TIMES = re.compile(r"[一二三四]季度|(?<!\d)\d{1,2}月|(?:19|20)\d{2}年|第[一二三四五六]周|[上下]半年|Q[1-4]")
#: What is chosen, ordered or numbered.
CHOSEN = re.compile(r"计划|目标|预计|分期|首期|付款|支付|折旧|编号|标准|限值|档|级|步|起止|至20|年限")

#: 4,180、4,120、4,060、4,000: numbers in a row, of which only one at the end, or none, need bear its unit.
_NUMBER = rf"({NUMBER})"
_HAN = "一二三四五六七八九十"
_ITEM = (
    rf"(?:(?:20\d\d年)?(?:\d{{1,2}}月|[{_HAN}]{{1,2}}月|[一二三四]季度|Q[1-4]|20\d\d年|第?[{_HAN}\d]{{1,2}}[批周次炉期班]次?)份?(?:为|是|:)?)?"
    rf"{_NUMBER}(?:%|‰|℃|[A-Za-z][A-Za-z/·]{{0,8}}|[万亿千]?(?:[台件吨片米克秒天次个项起支根块套瓶箱袋盒只]|千瓦时|平方米|立方米|公斤)|[亿万千]元|小时|分钟|千克|毫米|微米)?"
)
_ROW = Sought(
    rf"(?<![\d.,/A-Za-z\-]){_ITEM}(?:(?:[、;→/]|,(?!\d{{3}}(?!\d))|到|降到|升到|再到){_ITEM}){{3,}}(?![\d年月])".replace(
        _NUMBER, _NUMBER.replace("(", "(?:", 1)
    )
)
#: What is told in its order: months, batches, readings.
_ORDERED = Sought(
    r"逐[月季年日周班批炉期次]|[各历][月季年批班周炉期]|每[月季周日批班]|月度|季度|周度|分月|分季|按[月季批周班](?:次|度)?"
    r"|\d{1,2}月(?:份)?(?:至|到|[-—–~～])(?:次年|20\d\d年)?\d{1,2}月|近?(?:[四五六七八九十]|\d{1,2})个?(?:月|季度|批次?|周)|(?:近|最近|过去|前)[四五六七八]年|[四五六七八]年(?:来|间)|20\d\d年?(?:至|到|[-—–~～])20\d\d年|连续|实测|读数|测得|抽[检测]|记录"
)
_SET = re.compile(
    r"计划|目标|预计|拟|分期|付款|支付|折旧|[编序型图]号|标准|限值|档|(?<![进越航础成])级(?!别)|台阶|设定|设置|规格|型号|口径|公称|直径|厚度|额定|量程|阈值"
    r"|系列|起止|年限|梯度|分别为第|步[骤距长]|培训|浓度点|校准点|标定|试验点"
)


def find_even_rows(case: Case, told: tuple[str, ...]) -> Iterator[Answer]:
    """The same of bare numbers behind one another: 逐月为…; `told`: what is said already."""
    least = case.param("least")
    for text in texts_with(case, _ORDERED):
        folded = half_width(text.text)
        for sentence in split_sentences(folded):
            for row in _ROW.finditer(sentence) if _ORDERED.search(sentence) else ():
                values = [Decimal(one.replace(",", "")) for one in re.findall(_ITEM, row[0])]
                if _SET.search(sentence) or not is_even(values, least):
                    continue
                said = "、".join(show_plain(value) for value in values)
                if not any(said in one for one in told):
                    yield case.finding(
                        f"正文依次为{said}，间隔完全相等，请核实是否为实测值。", text.place.quoting(row[0]), about=()
                    )


def is_even(values: list[Decimal], least: int) -> bool:
    """Whether they step by one number; one value more where the step is round; years and 1, 2, 3 are no readings."""
    steps = {new - old for old, new in pairwise(values)}
    step = abs(next(iter(steps)))
    return len(steps) == 1 and step not in (0, 1) and len(values) >= least + is_plain(step)


def is_plain(step: Decimal) -> bool:
    return len(str(abs(step).normalize()).replace(".", "").strip("0").partition("E")[0]) < 2


def find_even_told(case: Case) -> Iterator[Answer]:
    """I; one value more where the step is a round one."""
    least = case.param("least")
    for sentence in sentences(case, least):
        timed = len(TIMES.findall(sentence.text)) >= least
        if CHOSEN.search(sentence.text):
            continue
        units = {c.amount.unit for c in sentence.claims}
        for unit in units - {"", "年", "月", "日"}:
            told = [c for c in sentence.claims if c.amount.unit == unit and c.amount.hedge is Hedge.NONE]
            values = [c.amount.value for c in told]
            yearly = len(values) == len({c.period for c in told if c.period.isdigit()})  # 近五年依次为…
            if not (timed or yearly) or len(values) < least or len(set(values)) < len(values) or 0 in values:
                continue
            steps = {new - old for old, new in pairwise(values)}
            ratios = {new / old for old, new in pairwise(values)}
            step = next(iter(steps))
            if not ((len(steps) == 1 and len(values) >= least + is_plain(step)) or len(ratios) == 1):
                continue
            said = "、".join(show_plain(value) for value in values)
            how = "间隔完全相等" if len(steps) == 1 else "逐期之比完全相等"
            yield case.finding(
                f"正文依次为{said}{unit if unit != '元' else ''}，{how}，请核实是否为实测值。", *told, about=()
            )
