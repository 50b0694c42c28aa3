"""IND-04, IND-06: the product speaks of another trade, or the code is of the edition of 2011."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.applicant_rows import told_rows
from check.case import Agreed, Answer, Case, NotChecked
from check.elig.applicant_unfit import find_trade
from check.finance.columns import facts
from check.fold import EXCUSE
from check.industry.code_wrong import same_name, split_industry
from check.industry.machine_maker import find_machines_odd
from check.industry.product_words import FOR_OTHERS, find_named_odd, find_told_odd, names
from check.industry.told_industry import told_industry
from check.industry.written import CODED, written_industry
from check.once import BOOKS, Same, kept
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_text
from check.telling import OUTSIDE, Text, find_sentences, tell_texts
from model.finding import Cause
from model.submission import Field

PRODUCTS = re.compile(r"(?:主要产品|主导产品|主营业务|主营产品|主营)(?:有|为|包括|是)?[^。；;\n]{2,60}")
NEXT = re.compile(r"[，,](?![^，,、。；;]{0,10}[、和及])")


@rule("IND-04")
def find_product_odd(case: Case) -> Iterator[Answer]:
    """W when the sentences on the main product name only words of other 大类; `words` gives 大类 → words."""
    words: dict[str, list[str]] = {str(major): list(these) for major, these in case.param("words").items()}
    trade = find_trade(case)
    if trade is None or not trade[1][:2].isdigit():
        raise NotChecked("行业未填写或读不出代码，无法与主要产品核对。")
    major = trade[1][:2]
    ways = (find_machines_odd, find_noun_odd, find_mid_odd, find_named_odd, find_told_odd)
    odd = (list(way(case, trade)) for way in ways)
    if found := next(filter(None, odd), None):
        yield from found
        return
    if major not in words:
        raise NotChecked(f"本系统没有行业大类{major}的产品用语，未核对。", Cause.UNSURE)
    own: list[str] = case.param("mids").get(trade[1][:3], [])
    for text in (*tell_texts(case, case.param("look_in")), *product_rows(case)):
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
        if major in told or any(word in text.text.replace(trade[0].text, "") for word in (*words[major], *own)):
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


#: The row of a table in which the book names its products.
ROW = re.compile(
    r"(?:企业|公司|工厂|单位)?(?:主要|主导|主营|核心)(?:产品|业务)(?:名称|及产能|及产量|范围)?[:：]?|主营[:：]?"
)


def product_rows(case: Case) -> Iterator[Text]:
    """主要产品 | 牦牛酸奶、乳粉: of the form's cell and the book's own tables, said as a sentence."""
    if made := case.field("line_product"):
        yield Text("line_product", f"主要产品：{made.value}", made.place)
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(row):
                if ROW.fullmatch(fold_text(label.text)):
                    yield Text("row", f"主要产品：{cell.text}", cell.place)


#: What the company makes: 主营…, 产品：…, 从事…的生产, 生产….
MAKES = re.compile(
    r"(?:主营(?:业务|产品)?|主要产品|主导产品|产品(?=[:：为有])|主要生产|(?:专业)?从事|生产(?=[^，,。；;线能过计车率设]{2}))(?:有|为|包括|是|[:：])?[^。；;\n]{2,60}"
)
#: Heads of trade names that say nothing of a product, and what stands around the noun in them.
VAGUE = re.compile(
    r"^(?:其他|未列明|及|和|与)|^(?:制品|产品|设备|材料|零件|配件|机械|金属|化学|专用设备|加工|制造|服务)$"
)
CUT = re.compile(r"[、，,（）()]|及其|及|和|与|的")
TAIL = re.compile(r"(?:制造|加工|生产|修理|冶炼|压延加工|铸造|锻造|开采|采选|业|制品)+$")


@kept(BOOKS)
def nouns_of(industries: Same) -> dict[str, list[str]]:
    """The products in the names of each 中类 and of its 小类: 143 → 方便面, 速冻食品 ….

    Short and general words are left out: they stand in texts of any trade."""
    found = dict[str, list[str]]()
    for code, one in industries.parts[0].items():
        if len(code) >= 3 and code.isdigit():
            nouns = (TAIL.sub("", piece) for piece in CUT.split(one.name))
            found.setdefault(code[:3], []).extend(noun for noun in nouns if len(noun) >= 3 and not VAGUE.search(noun))
    return found


def find_noun_odd(case: Case, trade: tuple[Field, str]) -> Iterator[Answer]:
    """W where what it makes is a product of another 中类 by the standard's own words, and of its own none is told."""
    mid, nouns = trade[1][:3], nouns_of(Same(case.reference.industries))
    own = nouns.get(mid, ())
    texts = list(tell_texts(case))
    told_texts = [text.text.replace(trade[0].text, "") for text in texts]
    if not own or any(noun in told for noun in own for told in told_texts):
        return
    others = {noun: code for code, these in nouns.items() if code != mid for noun in these}
    for text in (one for one in texts if one.key.startswith(tuple(case.param("look_in"))) or one.key.startswith("b")):
        for hit in MAKES.finditer(text.text):
            head = NEXT.split(hit[0])[0]
            told = [noun for noun in others if names(noun, head)]
            known: list[str] = case.param("words").get(mid[:2], [])
            if not told or any(word in hit[0] for word in known) or FOR_OTHERS.search(head.replace(told[0], "")):
                continue
            code = others[told[0]]
            yield case.finding(
                f"行业填“{trade[0].value}”，正文称“{hit[0]}”，“{told[0]}”在GB/T 4754-2017中属{code}"
                f"{case.reference.industries[code].name}，请核实。",
                trade[0],
                text.place.quoting(hit[0]),
                about=(trade[0].key,),
                expected=trade[0].value,
                found=told[0],
            )
            return


def find_mid_odd(case: Case, trade: tuple[Field, str]) -> Iterator[Answer]:
    """W where the book is full of the products of another 中类 of its 大类 and has no word of those of its own."""
    mids: dict[str, list[str]] = {str(mid): list(these) for mid, these in case.param("mids").items()}
    own = trade[1][:3]
    if own not in mids:
        return
    texts = [(text, text.text.replace(trade[0].text, "").replace(trade[0].value, "")) for text in tell_texts(case)]
    if any(word in said for word in mids[own] for _, said in texts):
        return
    for mid, these in mids.items():
        if mid[:2] != own[:2] or mid == own:
            continue
        told = [(text, word) for text, said in texts for word in these for _ in range(said.count(word))]
        if len(told) >= FULL and mid in case.reference.industries:
            text, word = told[0]
            yield case.finding(
                f"行业填“{trade[0].value}”，正文{len(told)}处写到“{'、'.join(dict.fromkeys(w for _, w in told))}”，"
                f"多属{mid}{case.reference.industries[mid].name}，未见{own}的产品，请核实。",
                trade[0],
                text.place.quoting(word),
                about=(trade[0].key,),
                expected=trade[0].value,
                found=word,
            )
            return


#: So often a book names what it makes.
FULL = 4


#: 行业代码按GB/T 4754—2011查填.
OLD_EDITION = Sought(
    r"4754\s*[-—–－/]?\s*(?:20)?(?P<year>1984|1994|94|2002|02|2011|11)(?!\d)|(?P<said>2011|2002)年?版[^，,。；;]{0,8}?国民经济行业分类"
)
REPLACED = re.compile(r"不再|已废止|废止|代替|替代|改用|改为|更新为|更正|换为|旧版|原版|2017")


def tell_old_edition(case: Case) -> Iterator[Answer]:
    """W where the book says that it took the code from an edition before that of 2017."""
    for text, sentence in find_sentences(case, OLD_EDITION):
        hit = OLD_EDITION.search(sentence)
        if hit and not REPLACED.search(sentence) and not OUTSIDE.search(sentence):
            yield case.finding(
                f"正文称“{sentence[:60]}”，行业代码应按GB/T 4754-2017查填，请核实。",
                text.place.quoting(hit[0]),
                about=("industry_major", "industry_mid", "industry_small"),
                expected="GB/T 4754-2017",
                found=hit[0],
            )


def say_where(case: Case, field: Field) -> str:
    """“行业中类”填, or 《自评估报告.docx》载 for a paper beside the book."""
    beside = [paper.file for paper in case.submission.papers if paper.kind != case.submission.form]
    return f"《{field.place.file}》载" if field.place.file in beside else f"“{case.label(field.key)}”填"


#: 292塑料制品业（2928塑料零件制造）: a code with its name inside a cell.
PART = re.compile(r"(?<!\d)(?P<code>\d{4})(?!\d)\s*[-—–:：]?\s*(?P<name>[\u4e00-\u9fff、]{2,30})")


def coded_parts(fields: list[Field]) -> Iterator[tuple[Field, str, str]]:
    """(field, code, name) of every code that a cell holds."""
    for field in fields:
        code, name = split_industry(field)
        yield field, code, name
        for hit in PART.finditer(field.text or field.value):
            if hit["code"] != code:
                yield field, hit["code"], hit["name"]


def trade_rows(case: Case) -> Iterator[Field]:
    """行业小类 | 3011-水泥制造: of a summary bound in with the book, by its own label."""
    for grid in case.submission.grids:
        for row in grid.rows if grid.own else ():
            for label, cell in pairwise(row):
                if TRADE_ROW.fullmatch(fold_text(label.text)):
                    yield Field("industry_text", cell.text, cell.text, cell.place)


TRADE_ROW = re.compile(r"(?:所属)?(?:国民经济)?行业(?:大类|中类|小类|代码)[:：]?")


@rule("IND-06")
def find_old_code(case: Case) -> Iterator[Answer]:
    """W for a code of GB/T 4754-2011 that is gone or means something else since 2017 (`old`: code → name of 2011)."""
    old = {str(code): name for code, name in case.param("old").items()}
    fields = [f for key in case.param("fields") if (f := case.field(key))]
    own = written_industry(case)
    fields += [own] if own and not fields and CODED.search(fold_text(own.value)) else []
    fields += [
        f
        for f in case.submission.like("rows[")
        if f.key.endswith((".industry_small", ".industry_mid", ".industry_major"))
    ]
    if not fields and (told := told_industry(case)):
        fields = [told]
    fields += [fact for _, fact in facts(case, "cmmm.industry")]
    beside = [told["industry"] for told in told_rows(case) if "industry" in told]
    fields += [Field("industry_text", one.text, one.text, one.place) for one in beside]
    fields += trade_rows(case)
    if old_edition := next(tell_old_edition(case), None):
        yield old_edition
    elif not fields:
        if own:
            said = f"“{case.label(own.key)}”填“{own.value}”，没有行业代码，无法核对。"
            raise NotChecked(said, Cause.AMBIGUOUS)
        raise case.lack(*case.param("fields"), "industry_text", name="行业代码")
    for field, code, name in coded_parts(fields):
        now = case.reference.industries.get(code)
        if code in old and (now is None or (same_name(name, old[code]) and not same_name(name, now.name))):
            yield case.finding(
                f"{say_where(case, field)}“{field.value}”，{code}是GB/T 4754-2011的“{old[code]}”，"
                f"2017版{f'该代码为“{now.name}”' if now else '已无此代码'}，请核实。",
                field,
                tags=(EXCUSE,),
                expected="GB/T 4754-2017的代码",
                found=code,
            )
        else:
            yield Agreed()
