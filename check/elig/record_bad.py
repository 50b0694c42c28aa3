"""ELIG-C-03, C-04: weak figures of three years, or an accident of the barred grade told in the book."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig.accident_rows import tell_accident_rows
from check.elig.debts_over import find_debts_over_assets, find_losses_drawn
from check.letters import say_source, tell_letters
from check.numerals import whole_of, worth_of
from check.registry import rule
from check.show import WAN
from check.sought import Sought
from check.telling import OUTSIDE, find_sentences, texts_with
from check.years_told import years_of
from model.finding import Cause, Severity

ACCIDENT = Sought(
    r"事故|(?:污染|环境|安全|泄漏|泄露|突发)事件|爆炸|火灾|爆燃|坍塌|倒塌|中毒|窒息|坠落|触电|遇难|死亡|身亡|丧生|罹难|伤亡|爆裂|决口|透水|冒顶|溃坝|直接(?:经济|财产)损失|重伤|牺牲|坠落|不治"
)
CLEARED = Sought(r"[^。；;\n，,]{0,20}(?:未发生|没有发生|无)[^。；;\n，,]{0,8}较大[^。；;\n，,]{0,20}事故")
_WORKERS = r"(?:[\u4e00-\u9fff]{0,6}?(?:员工|职工|工人|人员|工|员|者))?"
_PEOPLE = rf"(\d{{1,6}}|[一二两三四五六七八九十]{{1,3}})\s*(?:余|多)?(?:人|名){_WORKERS}"
_DIED = r"(?:死亡|遇难|身亡|丧生|罹难|去世|牺牲|殒命|遇害|不治)"
_HOW = r"(?:不幸|当场|先后|经?(?:送医|全力)?抢救无效|因公|因此|均|全部|中毒|窒息|坠落|溺水|触电|后)*"
DEATHS = re.compile(
    rf"(?:死亡|遇难|致死|丧生|身亡|(?<![伤死])亡)[^\d。；;，,]{{0,4}}?{_PEOPLE}|{_PEOPLE}{_HOW}{_DIED}"
    r"|([一二两三四五六七八九十]{1,3}|\d{1,6})死(?![亡角循库])"
)
HURT = re.compile(rf"(?:重伤)[^\d。；;，,]{{0,4}}?{_PEOPLE}|{_PEOPLE}(?:受|均|急性|中毒|[烧烫灼摔砸]伤|不同程度)*重伤")
LOSS = re.compile(r"(?:直接)?(?:经济|财产)?损失[^\d。；;，,]{0,6}?(\d[\d,]*(?:\.\d+)?)\s*(亿|万)元")
NAMED = Sought(
    r"(?:发生(?:过|了|一起|\d起)?|(?:认定|定性|定级|确定|列|构成|属于?|判定|被?定为)为?)[^。；;，,]{0,16}?(特别重大|重大|较大)[^。；;，,]{0,10}(?:事故|火灾|爆炸|坍塌|泄漏|(?:污染|环境|安全|泄漏|泄露)事件)"
)
#: 不属于较大及以上事故, 未达到较大事故等级, 不构成重大事故: the grade is denied.
NOT_SO_GRAVE = re.compile(
    r"(?:(?:不|未|没有|非)(?:属于?|构成|达到?|够(?:得)?上|列为|认定为|定性为|涉及)|并非|不是)[^。；;，,]{0,6}?(?:特别重大|重大|较大)[^。；;，,]{0,10}"
)
#: None happened, or the sentence speaks of measures, rules, other firms.
HARMLESS = re.compile(
    r"未发生|没有发生|无(?:较大|重大|一般|任何|安全|环保|生产|人员)|零事故|兄弟|外部|同类|其他(?:企业|单位)|从未|没发生|0起|0次|零(?:死亡|伤亡|发生|火灾)|行业内|同行|国内外|某[^，,。；;我本]{0,6}?(?:企业|公司|厂|矿|园区|地|市|县|省)|邻[省市县区近厂]|外[省地市]|隔壁|(?<![是为系])一家[^，,。；;]{0,10}(?:企业|公司|厂|矿)|若|如发生|一旦|可能"
)
#: What is done against accidents: harmless, but where a dated one of the applicant's own is told beside.
MEASURES = re.compile(r"杜绝|避免|防止|预防|防范|演练|预案|吸取|教训|警示|案例")
_OWN = r"公司|我司|我厂|本厂|厂区|车间|工段|产线|罐区|仓库|库房|锅炉房|施工"
#: 2023年7月灭菌车间爆燃事故（3人死亡）: dated, with people hurt or a grade, in a place of its own.
OWN_ACCIDENT = re.compile(
    rf"20\d{{2}}年[^。；;]{{0,30}}?(?:{_OWN})[^。；;]{{0,40}}?(?:死亡|遇难|身亡|丧生|罹难|重伤|较大|重大)"
    rf"|(?:{_OWN})[^。；;]{{0,12}}?20\d{{2}}年[^。；;]{{0,50}}?(?:死亡|遇难|身亡|丧生|罹难|重伤|较大|重大)"
)
#: 建有双重预防机制，2023年8月发生事故: the name of a system says nothing of what happened.
SYSTEM = re.compile(r"(?:双重|双控)?预防(?:控制)?(?:机制|体系)|应急预案(?:体系)?")
#: 无人员伤亡，直接经济损失1300万元: nobody hurt, and the loss is grave all the same.
UNHURT = re.compile(r"(?:无|未造成|没有造成|未发生|没有)(?:任何)?人员?(?:伤亡|死亡|受伤)")
#: 2022年0起，2023年较大1起: what did not happen in one year, and what did in another.
NONE_THEN = re.compile(r"[^，,、：:]{0,30}(?<!\d)[0零][起次][^，,、]*")
GRADED_COUNT = re.compile(r"20\d{2}年[^，,、。；;]{0,8}?(较大|重大)(?:及以上)?[^，,、。；;]{0,8}?[1-9一二三]\d*[起次]")
#: Words of a routine, which also stand in the telling of what really happened.
ROUTINE = Sought(
    r"降低|减少|下降|应急(?!管理(?:局|厅|部))|隐患|挽回|挽损|节约|发生[^。；;]{0,12}事故(?:时|后)|上报|响应|处置|处理(?:流程|办法|制度)|死亡率"
)
HAPPENED = re.compile(
    r"(?:20\d{2}年|曾|先后|此前)[^。；;]{0,40}?(?:发生|造成|引发|导致|致|认定|定性|爆裂|爆炸|坍塌|倒塌|泄漏|外泄|溢出|起火|失火|身亡|死亡|丧生|遇难|损失)"
)
TERRIBLE = ("较大", "重大", "特别重大")
#: The book itself tells of weak years: 连续两年亏损, 净资产为负, 贷款逾期.
WEAK = Sought(
    r"连续(?:[二两三2-3]个?年度?|多年|数年|几年)?(?:出现|发生|处于|均)?(?:经营性?)?(?:亏损|为负)|(?:连年|年年|常年|历年)(?:都|均)?亏损|现金流[^，,。；;]{0,6}?(?:持续|连续|长期)[^，,。；;]{0,4}?为负|资不抵债|(?:净资产|所有者权益)(?:已|均|现)?(?:为负|转负|是负)"
    r"|(?<![前\d])(?:[二两三23]|近几|最近几)个?(?:会计)?年(?:度|来|间|内)?[^，,。；;]{0,8}?(?:均|都|一直|始终)(?:处于|为|是|呈)?(?:经营性)?亏损|连续(?:1[2-9]|[2-9]\d)个月[^，,。；;]{0,4}亏损"
    r"|(?:净资产|所有者权益|股东权益)(?:合计|总额)?[^，,。；;\d]{0,8}?(?:为|是|至|到)\s*[-−－]\s*\d|负债(?:总额|合计)?[^，,。；;]{0,8}?(?<![不未])(?:超过|大于|高于|超出)(?:了)?(?:资产总额|总资产|资产合计|全部资产)"
    r"|(?<!产品)(?<!海外)(?<!出口)(?<![备配]件)(?:营业|销售|主营业务)(?:总)?收入(?:(?!占比|比重|费用|成本|损失|能耗)[^，,。；;]){0,16}?(?:腰斩|(?:下降|减少|下滑|缩水)(?:了)?(?:过半|一半以上|超过?一半|[六七八九]成|[5-9]\d(?:\.\d+)?[%％]))"
    r"|持续经营[^，,。；;]{0,8}(?:不确定性|存疑|风险)|(?:银行)?(?:贷款|借款|债务)(?:本息)?[^，,。；;]{0,12}?(?:逾期|违约)|破产(?:重整|清算)|(?:半停产|停产半停产)|严重亏损"
)
#: Not the applicant's, not so, or over.
OTHERS = re.compile(
    r"子公司|参股|客户|供应商|行业|同行|上游|下游|集团(?!公司)|板块|业务|未|没有|无|不存在|避免|防止|扭转|如果|若|一旦|曾|预警|逾期(?:账款|应收|交付|订单|未)|标准"
)


@rule("ELIG-C-03")
def find_finances_weak(case: Case) -> Iterator[Answer]:
    """W with the figures; no threshold is printed, the expert decides."""
    profits, source = list(case.series("profit_margin").values()), "利润率"
    if not profits:
        profits, source = list(years_of(case, "profit").values()), "利润"
    debts, revenues = list(years_of(case, "debt_ratio").values()), list(years_of(case, "main_revenue").values())
    if not debts and (at_end := case.field("debt_ratio_prev")):
        debts = [at_end]
    if not (profits or debts or revenues):
        if told := [*(list(find_weakness_told(case)) or find_losses_told(case)), *find_debts_over_assets(case)]:
            yield from told
            return
        raise NotChecked("近三年利润、负债、收入未填写或未读到，无法核对。")
    losses = [f for f in profits if f.amount and f.amount.claimed.high < 0]
    if len(losses) >= int(case.param("loss_years")):
        yield case.finding(
            f"{'，'.join(case.say(f) for f in losses)}，近三年中{len(losses)}年{source}为负，请核实经营状况。",
            *losses,
            tags=("losses",),
            expected=f"亏损少于{case.param('loss_years')}年",
            found=f"{len(losses)}年",
        )
    over = [f for f in debts if f.amount and f.amount.claimed.low > Decimal(case.param("debt"))]
    if over:
        yield case.finding(
            f"{'，'.join(case.say(f) for f in over)}，高于{case.param('debt')}%，请核实财务状况。",
            *over,
            tags=("debt",),
            expected=f"≤{case.param('debt')}%",
            found="、".join(f.value for f in over),
        )
    yield from find_debts_over_assets(case)
    for before, after in itertools.pairwise(revenues):
        if before.amount and after.amount and after.amount.claimed.high < before.amount.claimed.low / 2:
            yield case.finding(
                f"{case.say(before)}，{case.say(after)}，收入下降一半以上，请核实经营状况。",
                before,
                after,
                tags=("fall",),
                expected="降幅不超过一半",
                found=after.value,
            )
    yield from (weak := list(find_weakness_told(case)))
    if not losses and not weak:
        yield from [*find_losses_told(case), *find_losses_drawn(case)][:1]
    last = [series[-1] for series in (revenues, profits, debts) if series]
    yield case.agree("，".join(case.say(f) for f in last), *last)


def find_weakness_told(case: Case) -> Iterator[Answer]:
    """ELIG-C-03, W where the book itself tells of losses year after year, or of debts that it cannot pay."""
    for text, sentence in find_sentences(case, WEAK):
        for clause in re.split("[，,]", sentence):
            hit = WEAK.search(clause)
            if hit is None or OTHERS.search(sentence[: sentence.index(clause)] + clause) or is_old(case, sentence):
                continue
            said = clause.strip()[:60]
            yield case.finding(
                f"正文称“{said}”，近三年经营和财务状况应良好，请核实经营状况。",
                text.place.quoting(said),
                tags=("told",),
                about=(f"{text.place.path}“{said}”",),
                expected="近三年经营和财务状况良好",
                found=hit[0],
            )
            return


#: 净利润分别为-312万元、-468万元和-105万元, 资产负债率已达108%.
BAD_FIGURES = Sought(
    r"(?:净利润|利润总额|营业利润)[^。；;\d]{0,16}?(?:分别|依次|为)[^。；;\d]{0,6}?[-−－]\d[^。；;]{0,8}?元(?:、|，|,|和)[^。；;\d]{0,4}?[-−－]\d[\d.,]*[^。；;]{0,2}?元"
    r"|(?:亏损)(?:分别|依次)(?:为|达)?\d[^。；;]{0,10}?元|(?:分别|依次|各|均|都)[^。；;\d]{0,6}亏损\d[\d,.]*"
    r"|20\d\d年[^。；;，,\d]{0,8}亏损\d[\d,.]*[^。；;\d]{0,10}20\d\d年[^。；;，,\d]{0,8}亏损\d[\d,.]*"
    r"|20\d\d年?(?:度)?(?:、|和|及|与|，|至|—|-)20\d\d年(?:度)?[^。；;，,\d]{0,10}?(?:均|都|各|账面|皆|分别|连(?!续))[^。；;，,\d]{0,6}?(?:亏损|为负|出现赤字|亏)|资产负债率[^。；;，,\d]{0,10}?\d{3}(?:\.\d+)?%"
)


def find_losses_told(case: Case) -> Iterator[Answer]:
    """ELIG-C-03, W: losses of several years, or more debts than assets, as figures of the prose."""
    for text, said in find_sentences(case, BAD_FIGURES):
        hit = BAD_FIGURES.search(said)
        if (
            hit is None
            or OUTSIDE.search(said)
            or re.search("子公司|参股|供应商|客户|行业|同行|另一|兄弟|下属|并入集团", said)
            or is_old(case, said)
        ):
            continue
        yield case.finding(
            f"正文称“{hit[0]}”，近三年经营和财务状况应良好，请核实经营状况。",
            text.place.quoting(hit[0]),
            tags=("told",),
            about=(f"{text.place.path}“{hit[0]}”",),
            expected="近三年经营和财务状况良好",
            found=hit[0],
        )
        return


@rule("ELIG-C-04")
def find_accident(case: Case) -> Iterator[Answer]:
    """B for an accident of the barred grade ticked or told; 否 on the form does not speak of 较大 and stays open."""
    term = case.law("accident")
    barred = TERRIBLE[TERRIBLE.index(term.value["barred"]) :]
    ticked = case.field("accident_3y")
    if ticked is not None and ticked.value == "是":
        name = case.field("accident_name")
        yield case.finding(
            f"“{case.label('accident_3y')}”勾选“是”{f'（{name.value}）' if name else ''}，{term.source}要求"
            f"近三年无{term.value['barred']}及以上事故，请核实。",
            *((ticked, name) if name else (ticked,)),
            about=("accident_3y",),
            expected="否",
            found="是",
        )
    grades = case.law("accident_grades").value
    letters = (text for letter in tell_letters(case) for text in letter)
    for text in (*texts_with(case, ACCIDENT), *letters, *tell_accident_rows(case)):
        for said in (one.strip() for one in re.split(r"[。；;\n]", text.text) if ACCIDENT.search(one)):
            if OUTSIDE.search(said):
                continue
            quality = "质量" in said and "安全" not in said and not term.value["quality"]
            if is_harmless(said) or is_old(case, said) or quality:
                continue
            grade = grade_of(said, grades)
            if grade in barred:
                yield case.finding(
                    f"{say_source(text)}“{quote_grave(said)}”，属于{grade}事故，{term.source}要求近三年无{term.value['barred']}及以上事故，请核实。",
                    text.place.quoting(quote_grave(said)),
                    severity=None if re.search(r"20\d{2}年", said) else Severity.W,
                    about=(text.key, "accident_3y"),
                    expected=f"无{term.value['barred']}及以上事故",
                    found=grade,
                )
    for text in texts_with(case, CLEARED):
        if cleared := CLEARED.search(text.text):
            yield Agreed(f"“{cleared[0].strip()}”", (text.place.quoting(cleared[0].strip()),))
            return
    if ticked is None:
        yield Skipped(f"书中没有说明近三年有无{term.value['barred']}事故，请企业书面确认。", Cause.UNSURE)
    elif ticked.value != "是":
        form_asks = "申报书只问重大、特大事故，" if term.value["barred"] == "较大" else ""
        yield Skipped(
            f"{form_asks}勾选“否”，请企业另行书面确认近三年有无{term.value['barred']}及以上安全、环保事故。",
            Cause.UNSURE,
        )


def quote_grave(said: str) -> str:
    """Sixty characters of the sentence, from the clause in which the accident stands."""
    hit = OWN_ACCIDENT.search(said) if len(said) > 60 else None
    start = max(said.rfind("，", 0, hit.start()), said.rfind(",", 0, hit.start())) + 1 if hit else 0
    return said[start : start + 60]


def is_harmless(said: str) -> bool:
    """Whether the sentence tells of no accident of the applicant's own that happened."""
    said = SYSTEM.sub("", UNHURT.sub("", said) if LOSS.search(said) else said)
    said = NONE_THEN.sub("", said) if GRADED_COUNT.search(NONE_THEN.sub("", said)) else said
    if HARMLESS.search(said):
        return True
    if OWN_ACCIDENT.search(said):
        return False
    return MEASURES.search(said) is not None or (ROUTINE.search(said) is not None and not HAPPENED.search(said))


def grade_of(said: str, grades: dict[str, dict[str, int]]) -> str:
    """较大, 重大, 特别重大 by name, deaths, severe injuries or 万元 lost (国务院令第493号第三条); "" for less."""
    said = NONE_THEN.sub("", NOT_SO_GRAVE.sub("", said))
    if named := NAMED.search(said) or GRADED_COUNT.search(said):
        return named[1]
    deaths = max((whole_of(next(filter(None, one))) for one in DEATHS.findall(said)), default=0)
    hurt = max((whole_of(a or b) for a, b in HURT.findall(said)), default=0)
    lost = max((worth_of(*one) / WAN for one in LOSS.findall(said)), default=0)
    found = [
        name
        for name in TERRIBLE
        if deaths >= grades[name]["deaths"] or hurt >= grades[name]["hurt"] or lost >= grades[name]["loss"]
    ]
    return found[-1] if found else ""


def is_old(case: Case, said: str) -> bool:
    """Whether the sentence names a year, or a month, more than three years before the declaration."""
    told = [
        (int(year), int(month or 12)) for year, month in re.findall(r"(20\d{2})年\s*(?:(1[0-2]|0?[1-9])\s*月)?", said)
    ]
    if not told or not case.day[:4].isdigit():
        return False
    since = int(case.day[:4]) - 3, int(case.day[5:7]) if case.day[5:7].isdigit() else 1
    return max(told) < since
