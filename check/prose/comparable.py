"""Which sentence may be held against which cell: the comparability gate of crosschecks.md §1, for every P- rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from check.beside import Beside
from check.case import Case, previous_year
from check.dated import is_of_base_year, is_of_today
from check.lookup import FREE_BOOKS
from check.once import CLAIMS, Same, kept
from check.prose.made_here import is_made_here
from check.prose.other_works import NAMED_SCENE, SO_FAR, is_of_other_works, is_so_far
from check.show import WAN, show_plain
from model.amount import Amount, Hedge
from model.rule import Rule
from model.submission import Claim, Field

PART = re.compile(
    r"同类|老旧|包括|动辄|强度|每亩|自筹|贷款|投资中|前期|始建|建厂|铺底|其中|一期|二期|首期|分摊|每年|年均|人均|每人|占|单台|单套"
)
#: Several years in one number.
SUMMED = re.compile(r"累计|(?<!\d)[三两3]年[\u4e00-\u9fff]{0,8}(?:合计|共|总)")
#: 平均每人看护6台机床 counts no machines of the workshop.
EACH = re.compile(
    r"[人台]均|单[人台机]|每(?:一)?[名个位]?(?:人|员工|工人|操作工|台|条|班|工位|工序|车间|[天日月]|小时)"
)
AI_WORDS = re.compile(r"人工智能|AI|算法|机器学习|深度学习|大模型|智能模型")
#: 未联网的2台为备用离心机: those that the cell does not count.
NOT_THESE = re.compile(
    r"(?:未|尚未|没有|无法|不能|暂不)(?:能|有|全部)?(?:联网|接入|上线|投用|启用|使用|自动化|数控)|闲置|停用|报废|^另外?有?|^其余|^剩余|离线设备|备用|单机运行"
)
#: 已有61台自动化设备联网: the machines behind the number are counted as connected ones.
CONNECTED = re.compile(r"\d台?套?(?:[(]套[)])?[^，,。；;\d]{2,12}?(?:联网|入网|接入(?:网络|工业网|车间网|工厂网))")
#: 其余设备，11台: the words for it may stand a comma ahead of the number.
LEFT_OVER = re.compile(
    r"(?:其余|其他|其它|剩余|另有|未联网|备用)(?:的)?(?:设备|装备|机器人|[\u4e00-\u9fff]{0,4}设备)[，,:：]?(?:共|计|为|有)?$"
)
#: A year, or the last day of one.
YEAR = re.compile(r"(\d{4})(?:-12)?")
#: Halves, quarters, months and spans: no table of the forms states them.
PARTIAL = re.compile(r"[HQ/]|-(?!12$)\d{2}$|recent|this_year")
MONTH = re.compile(r"\d{4}-\d{2}")
#: Books of a factory with many scenes, each told with its own money.
FACTORY_BOOKS = ("GS-04", *FREE_BOOKS)
#: Words of a sum that is that of the works, and how many sums without one are those of its parts.
WHOLE_WORKS = re.compile(r"总|合计|共|累计|全部|决算|工厂|项目|工程")
MANY = 3
ONE_SCENE = re.compile(r"[该此]场景|这[一个]+场景")
CHINESE_DIGITS = re.compile(r"[〇零一二两三四五六七八九十百千半]")
#: Hedges that only say on which side of the number the truth lies.
HEDGED = frozenset({Hedge.ABOUT, Hedge.NEAR, Hedge.OVER, Hedge.AT_LEAST, Hedge.ODD, Hedge.BELOW, Hedge.AT_MOST})


def targets_of(case: Case, row: Rule, claim: Claim) -> list[Field]:
    """The cells and lines of the claim's quantity and year, of the same unit."""
    found: list[Field] = []
    for key in keys_of(row, claim):
        found += cells(case, key, claim)
    units = (claim.amount.unit, "") if claim.amount.count else (claim.amount.unit,)  # 台数 cells print no unit
    return [f for f in found if f.amount and f.amount.unit in units]


def keys_of(row: Rule, claim: Claim) -> list[str]:
    """Field keys (without year) that state the claim's quantity after the row's `concepts`; [] where it is not its
    business."""
    concepts: dict[str, str | list[str]] = row.params["concepts"]
    if "kpi." in concepts and claim.concept.startswith("kpi."):
        return [claim.concept]
    counted = "equip_net" if claim.concept == "equip_auto" and CONNECTED.search(claim.text) else claim.concept
    keys = concepts.get(counted, [])
    return [keys] if isinstance(keys, str) else keys


def claims_of(beside: Beside, row: Rule) -> list[Claim]:
    """The claims that are the row's business."""
    concepts = row.params["concepts"]
    return [c for c in beside.claims_of(concepts, "kpi." if "kpi." in concepts else "") if keys_of(row, c)]


def cells(case: Case, key: str, claim: Claim) -> list[Field]:
    """The cell of this key; of a series the year of the claim, or all years when it names none.

    A cell of 上年 (`…_prev`) is left out where the claim names another year.
    """
    year = YEAR.fullmatch(claim.period)
    field = case.field(key) or case.field(twin_of(case, key))
    if field is not None:
        last = previous_year(case)
        return [] if key.endswith("_prev") and year and last and int(year[1]) != last else [field]
    series = case.series(key)
    if year:
        return [series[int(year[1])]] if int(year[1]) in series else []
    return list(series.values())


def twin_of(case: Case, key: str) -> str:
    """The indicator of the national list with the name of this one of the scene book's: kpi.G05 and kpi.K06."""
    names = {f"kpi.{kpi.code}": kpi.label.replace("*", "") for kpi in case.reference.kpis}
    own = names.get(key)
    return next((other for other, name in names.items() if name == own and other != key), key)


#: 大模型读了6万份图纸: what is counted is what the model learns from.
LEARNT = re.compile(r"[万亿千百]*[余多]?(?:[篇份张幅帧页字本例词]|[条段](?!线)|小时|批次|组数据)")


def counts_learnt(claim: Claim) -> bool:
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    told = re.finditer(re.escape(number), claim.text) if number else ()
    return any(LEARNT.match(claim.text, hit.end()) for hit in told)


def say_why_not(case: Case, row: Rule, claim: Claim) -> str | None:
    """Why a claim may not be compared (Chinese), or None.

    The row's params: `same_scopes` and `near_scopes`, of which its quantity is; `of_company`, indicators that only a
    whole company has (库存周转率); `whole_period`, it is that of all the time of the works; `whole_works`, of all the
    works, not of those with a name of their own; `other_words`, of another quantity; `signed`, it may be negative;
    `year_said`, it is one year's.
    """
    free = case.submission.form in FREE_BOOKS  # its indicators are the whole factory's
    text, year = Beside.of(case.submission).texts.get(claim.place.path, ""), previous_year(case)
    return _by_itself(Same(claim, row), free, is_made_here(case, claim), text, year) or _by_the_rest(
        case, row, claim, text, year
    )


@kept(CLAIMS)
def _by_itself(told: Same, free: bool, here: bool, text: str, year: int | None) -> str | None:
    """What the words of a claim say against it, whatever the cells say. `told`: the claim, the row; `here`: it is of
    what the works make; `text`: what it stands in; `year`: the last one."""
    claim, row = told.parts
    claim = replace(claim, scope="line") if here else claim
    claim = replace(claim, period="") if is_of_today(claim, text, year) else claim
    params = row.params
    if claim.planned:
        return "为计划或预期"
    if not claim.amount.comparable:
        return "为约数"
    if claim.concept == "profit_margin" and "净利" in claim.text:
        return "为净利率"
    if claim.relation and not claim.concept.startswith("kpi."):
        return "为增减量或占比"
    if claim.base == "industry":
        return "系与行业比较"
    if PARTIAL.search(claim.period) and not (params["whole_period"] and is_month_elsewhere(claim)):
        return "所指期间不同"
    wide = free or claim.concept in params.get("of_company", ())
    if claim.scope and claim.scope not in (*params["same_scopes"], *params["near_scopes"], *(("company",) * wide)):
        return "口径不同"
    if claim.period == "before" or (params["whole_period"] and claim.period.isdigit()):
        return "所指期间不同"
    if NOT_THESE.search(claim.text):
        return "所数为未联网、未启用的"
    if claim.concept == "models" and counts_learnt(claim):
        return "所数为模型所学的资料"
    if claim.concept == "models" and not AI_WORDS.search(claim.text):
        return "所指未必是人工智能模型"
    if claim.concept.startswith("profit") and "利润表" in claim.text:
        return "说的是利润表"
    lead = lead_in(claim)
    if EACH.search(lead):
        return "为平均每人、每台的数"
    so_far = SO_FAR.search(lead) and not YEAR.fullmatch(claim.period)
    if any_of(tuple(params["other_words"])).search(claim.text) or PART.search(lead) or so_far:
        return "所指范围不同"
    return None


def _by_the_rest(case: Case, row: Rule, claim: Claim, text: str, year: int | None) -> str | None:
    params = row.params
    if claim.concept == "net_profit" and is_after_tax(case, row, claim):
        return "为净利润，表内为利润总额"
    if (
        SUMMED.search(claim.text)
        and not params["whole_period"]
        and any("[" in f.key for f in targets_of(case, row, claim))
    ):
        return "所指期间不同"
    exact = claim.amount.hedge is Hedge.NONE and YEAR.fullmatch(claim.period) is not None
    if claim.amount.value < 0 and not (params.get("signed") and exact):
        return "为负数"
    indicator = not claim.relation and any(key.startswith("kpi.") for key in keys_of(row, claim))
    if indicator and is_of_base_year(claim, text, year):
        return "所指期间不同"
    head = text[: text.find(claim.text)] if claim.amount.count and claim.text in text else ""
    if LEFT_OVER.search(head):
        return "所数为其余设备"
    if params["whole_period"] and (is_one_of_several(case, claim) or is_one_of_many(case, claim)):
        return "所指为其中一个场景实例"
    if params.get("whole_works") and is_of_other_works(case, claim):
        return "所指为其中一项工程"
    if params.get("whole_works") and is_so_far(case, claim, targets_of(case, row, claim)):
        return "为截至某日已完成的部分"
    if params.get("year_said") and not YEAR.fullmatch(claim.period):
        return "未写明年份"
    return None


#: Net profit as a share of the total: the income tax is a quarter of it, more where costs are not allowed.
TAXED = (Decimal("0.7"), Decimal(1))


def is_after_tax(case: Case, row: Rule, claim: Claim) -> bool:
    """净利润 beside a cell that only says 利润 or 利润总额: less by what the income tax takes."""
    cells = targets_of(case, row, claim)
    if not cells or any(f.key.startswith("is.net_profit") for f in cells):
        return False
    totals = [f.amount.value for f in cells if f.amount and f.amount.value * claim.amount.value > 0]
    most = TAXED[1] if claim.amount.value > 0 else 1 / TAXED[0]  # a loss grows by a tax that is due all the same
    return any(TAXED[0] <= claim.amount.value / total <= most for total in totals)


def is_month_elsewhere(claim: Claim) -> bool:
    """2023年9月完工，实际完成投资428.6万元: the month before ends the works, it is no span of the money."""
    return MONTH.fullmatch(claim.period) is not None and "月" not in claim.text


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of these; nothing where there are none."""
    return re.compile("|".join(f"(?:{word})" for word in words) or r"(?!)")


def lead_in(claim: Claim) -> str:
    """The words of the clause before the number: only they narrow it (总投资860万元，其中软件… does not)."""
    digits = show_plain(claim.amount.value / WAN if claim.amount.unit == "元" else claim.amount.value)
    head = re.sub(r"(?<=\d),(?=\d{3})", "", claim.text).partition(digits)[0]
    return re.split(r"[，。；,;]", head)[-1]


def is_one_of_several(case: Case, claim: Claim) -> bool:
    """Whether the claim stands with one scene of a factory's, or in one of several rows of 附表1: it is its share."""
    return is_row_of_several(case, claim.place.path)


def is_one_of_many(case: Case, claim: Claim) -> bool:
    """Whether a factory's book tells here what one of its scenes cost, or what one of many things did.

    该场景投入960万元 in the chapter of one scene; 投入960万元, 投入780万元, 投入640万元 with no word of the whole.
    """
    if case.submission.form not in FACTORY_BOOKS:
        return False
    if NAMED_SCENE.search(claim.text) or WHOLE_WORKS.search(claim.text):
        return NAMED_SCENE.search(claim.text) is not None
    text = Beside.of(case.submission).texts.get(claim.place.path, "")
    ahead = re.split(r"[。；;\n]", text[: text.find(claim.text)])[-1] if claim.text in text else ""
    if claim.scope == "scene" or ONE_SCENE.search(ahead):
        return True
    told = (c for c in Beside.of(case.submission).claims_of((claim.concept,)) if c.scope in ("", "scene"))
    bare_ones = {c.amount.value for c in told if not (WHOLE_WORKS.search(c.text) or c.relation or c.planned)}
    return not claim.scope and len(bare_ones) >= MANY


def is_row_of_several(case: Case, path: str) -> bool:
    """Whether this place of the prose belongs to one scene out of several."""
    rows = case.rows("t1")
    here = Beside.of(case.submission).keys.get(path, ())
    if any(key.startswith("scenes[") for key in here):
        return True
    return len(rows) > 1 and any(key.startswith("t1[") for key in here)


def manner_of(claim: Claim) -> str:
    """How the number is written decides which rule speaks of it: range (P-16), numerals (P-15), hedge (P-14), plain."""
    if claim.amount.hedge is Hedge.RANGE:
        return "range"
    number = next((part.text for part in claim.parts if part.role == "number"), "")
    if CHINESE_DIGITS.search(number) and not re.search(r"\d", number):
        return "numerals"
    return "hedge" if claim.amount.hedge in HEDGED else "plain"


def bare(amount: Amount) -> Amount:
    """The number without its hedge word."""
    return replace(amount, hedge=Hedge.NONE, hedge_word="", top=None)


def rows_of(case: Case) -> Iterator[Rule]:
    """The rows whose quantities this rule looks at: its own, or those of the rules it names (`as`)."""
    named = case.rule.params.get("as")
    if named is None:
        yield case.rule
        return
    for rule_id in named:
        row = case.reference.rule(rule_id)
        applies = row is not None and (not row.forms or case.submission.form in row.forms)
        if row is not None and applies:
            yield row
