"""A-32 in plain words: 每只平均0.92元, 全年8600万只, 收入5480万元, wherever in the paragraph the sum stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.once import split_sentences
from check.show import WAN, show_field, show_plain
from check.sought import Sought
from check.spelling import fold_text
from model.finding import Severity
from model.submission import Field
from model.text import half_width

UNITS = (
    r"重量箱|重箱|标准?箱|标方|标准立方米|芯公里|千伏安|"
    r"标准?吨|吨|公斤|千克|克|台套|台|套|件|只|支|面|平方米|平米|㎡|立方米|延米|千米|公里|米|千升|升|箱|瓶|辆|块|"
    r"片|盒|袋|桶|罐|坛|篓|筒|卷|匹|张|根|双|株|头|羽|个|条|包|付|副|把|枚|盘|本|册|对|听|盏|令|床|樘|组|锭|粒|方|[千兆吉]?瓦时?"
)
_N = r"\d[\d,]*(?:\.\d+)?"
#: 每只平均0.92元, 每平方米均价1.62元; 均价3.2万元/台, 单价每台3.2万元.
PRICE = Sought(
    rf"每(?P<u>{UNITS})(?:产品|成品)?[^，,。；;\d成]{{0,6}}?(?P<n>{_N})(?P<m>万|亿)?元"
    rf"|(?:均价|单价|售价|价格|厂价|结算价|合同价|销售价)[^，,。；;\d]{{0,8}}?(?P<n2>{_N})(?P<m2>万|亿)?元(?:/|每|一)(?P<u2>{UNITS})"
)
#: 出厂价每重量箱64元: the word of a price right before what it is the price of.
AHEAD = 8
PRICED = re.compile(r"价|平均|均|售|卖")
VOLUME = rf"(?P<n>{_N})(?P<m>万|亿)?(?:个)?"
SUM = Sought(rf"(?:收入|产值|销售额|产出|货值|营收|货款|营业额)[^，,。；;\d]{{0,8}}?(?P<n>{_N})(?P<m>万|亿)元")
#: Costs, prices of others, several products or a part of the year.
OTHER = re.compile(
    r"成本|能耗|电价|气价|水价|运费|加工费|采购|进价|原料|行业|市场价|同行|国际|竞品|最高|最低|不等|节约|节省|降|减|增加|提高|涨|由.{1,10}[到至]|计划|预计|目标|达产|利润|补贴|奖|罚|其中|等产品|含税价与"
)
MADE = re.compile(r"销|产|售|出货|交付|发货|全年|年|按|供|下线|加工|出厂")
#: 正好落在产出水平上: the sum is the one that the form states.
AS_STATED = re.compile(
    r"(?:产出|产值|收入|销售额?)(?:水平|数|额|规模)?(?:相符|吻合|一致|上|对得上|相当|相合|$)|(?:对应|对上|等于|落在|符合|印证)[^，,。；;]{0,6}(?:产出|产值|收入|销售)"
)


#: A firm that makes or sells other goods as well: what it earns is more than one product brings.
OTHER_GOODS = re.compile(
    r"另有|另外|此外|其他(?:产品|业务|品种|收入)|等(?:多种|多个|系列|\S{0,2}产品)|还(?:生产|经营|销售|从事|有|开展)|兼营|除[^，,。；;]{1,12}外"
    r"|同时(?:生产|经营|销售)|(?:产品|主营|经营|生产|业务)(?:主要)?(?:有|为|包括|涵盖|含)?[^，,。；;、\d]{2,10}、[^，,。；;\d]{2,20}[和与及]"
)
#: The price of all that is sold, not of one kind.
MEAN = re.compile(r"平均|均价")


def sells_others(text: str, words: str) -> bool:
    """Whether the sentence of a paragraph with these words, or the one before it, tells of other goods."""
    text = half_width(text)
    at = max(text.find(half_width(words)), 0)
    ahead, behind = re.split("[。；;\n]", text[:at]), re.split("[。；;\n]", text[at:], maxsplit=1)
    return OTHER_GOODS.search("。".join((*ahead[-2:-1], ahead[-1] + behind[0]))) is not None


def volumes_of(sentence: str, unit: str, price: tuple[int, int] = (0, 0)) -> list[re.Match[str]]:
    """The quantities of a sentence that are told in this unit, outside the price."""
    pattern = VOLUME + rf"{unit}(?![\u4e00-\u9fff]{{0,2}}元)"
    return [hit for hit in re.finditer(pattern, sentence) if not price[0] <= hit.start() < price[1]]


#: 设计年产, 可产: what the line could make; and a price of one of several products.
COULD = re.compile(r"设计|产能|能力|可[年生达]|规划|[~～]|(?<=\d)[至到]|[、及和与](?!.*(?:综合|总平均))")
#: Characters of a cell that names a product, its quantity and its price.
LONGEST = 200
QUANTITY = re.compile(VOLUME + rf"(?P<u>{UNITS})")
#: 年产420台套，单价18.5万元: no unit of its own.
PLAIN_PRICE = re.compile(
    rf"(?:均价|单价|售价|销售价格?|出厂价)(?:为|约|是|[:：])*(?P<n>{_N})(?P<m>万)?元(?![/每一起至到~～-]|以上)"
)


def find_price_in_cell(case: Case) -> Iterator[Answer]:
    """W where the cell of the line's product tells quantity and price, and the two make another output of the line."""
    cell, output = case.field("line_product"), case.field("line_output_prev")
    if cell is None or output is None or output.amount is None or output.amount.value <= 0:
        return
    said = fold_text(cell.value)
    if len(said) > LONGEST:
        return  # no name of a product with its quantity
    prices = [hit for hit in PRICE.finditer(said) if PRICED.search(said[max(0, hit.start() - AHEAD) : hit.end()])]
    prices = prices or list(PLAIN_PRICE.finditer(said))
    if len(prices) != 1 or COULD.search(said) or OTHER.search(said):
        return
    price = prices[0]
    made = [hit for hit in QUANTITY.finditer(said) if not price.start() <= hit.start() < price.end()]
    plain = price.re is PLAIN_PRICE  # of what, the one quantity of the cell says
    if len(made) != 1 or not (plain or made[0]["u"] == (price["u"] or price["u2"])):
        return
    each = (price["n"], price["m"]) if plain else (price["n"] or price["n2"], price["m"] or price["m2"])
    due = worth_of(*each) * worth_of(made[0]["n"], made[0]["m"])
    slack = Decimal(str(case.param("slack")))
    if plain and output.amount.value > due and ("等" in said or "、" in said):
        return  # one of several goods
    if due * (1 - slack) <= output.amount.value <= due * (1 + slack):
        yield Agreed()
        return
    right = f"{show_plain(round(due / WAN, 2))}万元"
    yield case.finding(
        f"“{case.label(cell.key)}”填“{cell.value}”，数量与单价之积约{right}，而{case.say(output)}，请核实。",
        cell,
        output,
        severity=Severity.W,
        about=(output.key,),
        expected=right,
        found=show_field(output),
    )


def find_price_told(case: Case) -> Iterator[Answer]:
    """W where price times volume of one sentence is not the sum of it, of the paragraph's next, or of the form."""
    slack = Decimal(str(case.param("slack")))
    for passage in case.prose():
        if not PRICE.may_be_in(passage.text):
            continue
        told = split_sentences(passage.text)
        for at, sentence in enumerate(told):
            prices = [
                hit
                for hit in PRICE.finditer(sentence)
                if PRICED.search(sentence[max(0, hit.start() - AHEAD) : hit.end()])
            ]
            if len(prices) != 1 or OTHER.search(sentence):
                continue
            price = prices[0]
            unit = price["u"] or price["u2"]
            each = worth_of(price["n"] or price["n2"], price["m"] or price["m2"])
            volumes = volumes_of(sentence, unit, price.span())
            beside = [at] if volumes else [one for one in (at - 1, at + 1) if 0 <= one < len(told)]
            if not volumes:
                found = [(one, hit) for one in beside for hit in volumes_of(told[one], unit)]
                volumes, beside = [hit for _, hit in found], [one for one, _ in found]
            if len(volumes) != 1 or each <= 0 or OTHER.search(told[beside[0]]):
                continue
            if not MADE.search(told[beside[0]][: volumes[0].start()][-14:]):
                continue
            due = each * worth_of(volumes[0]["n"], volumes[0]["m"])
            sums = list(SUM.finditer(sentence))
            shown = {told[beside[0]]: None, sentence: None}
            for near in (told[beside[0]], *told[max(at, *beside) + 1 :][:1]):
                if not sums and near != sentence and not OTHER.search(near):
                    sums, shown[near] = list(SUM.finditer(near)), None
            stated: list[tuple[str, Decimal, Field | None]] = [
                (f"“{hit[0]}”", worth_of(hit["n"], hit["m"]), None) for hit in sums
            ]
            if not sums and AS_STATED.search(sentence):
                stated = [
                    (case.say(f), f.amount.value, f)
                    for f in (case.field("line_output_prev"), case.field("sales_prev"))
                    if f and f.amount
                ]
            if not stated or (sums and len(stated) != 1):
                continue
            if any(due * (1 - slack) <= value <= due * (1 + slack) for _, value, _ in stated):
                yield Agreed()
                continue
            said, worth, field = min(stated, key=lambda one: abs(one[1] - due))
            apart = beside != [at] and not MEAN.search(sentence)
            if worth > due and (apart or sells_others(passage.text, price[0])):
                continue  # a firm that sells other goods as well earns more
            right = f"{show_plain(round(due / WAN, 2))}万元"
            yield case.finding(
                f"“{price[0]}”“{volumes[0][0]}”，两者之积约{right}，而{said}，请核实。",
                *(passage.place.quoting(one) for one in shown),
                *((field,) if field else ()),
                severity=Severity.W,
                about=(f"{passage.place.path}“{price[0]}”",),
                expected=right,
                found=show_field(field) if field else said,
            )
