"""IND-03, SIZE-03 within one applicant's papers: industry and size class of the self-assessment against the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.applicant_rows import own_name, told_rows
from check.case import Agreed, Answer, Case, NotApplicable
from check.elig.applicant_unfit import find_trade
from check.finance.columns import facts
from check.industry.code_wrong import same_name, split_industry
from check.letters import names_others, tell_letters
from check.once import sentence_ahead
from check.paper_name import name_paper
from check.papers.trade_printed import find_trade_printed
from check.registry import rule
from check.size.class_differs import CLASSES, told_class
from check.sought import Sought
from check.spelling import fold_company, fold_text
from check.telling import Text, sentences_of, texts_with
from model.finding import Severity
from model.place import Place
from model.submission import Field

IN_BATCH = "本规则就整批材料核对，结果见批次核对。"
CODE = re.compile(r"(?<!\d)([A-S]?)(\d{2,4})(?!\d)")
#: The trade that the prose claims for the applicant, and sentences about others.
TOLD = Sought(
    r"(?:(?:所属|所处|归属)(?:的)?(?:国民经济)?行业(?:类别|门类|大类|中类|分类)?(?:代码)?(?:为|是|属于|属|[:：])|(?:公司|企业|本企业|我公司)(?:属于|属|归类为|归入))"
    r"[“\"]?(?P<name>[^，,。；;、\n”\"]{2,36})"
)
ASIDE = re.compile(r"客户|供应商|下游|上游|子公司|集团|母公司|曾|原")
NAME = re.compile(r"[^\u4e00-\u9fff、，]")


#: The cells of a self-assessment that name a trade, the narrowest first.
_TRADES = ("cmmm.trade_small", "cmmm.trade_mid", "cmmm.industry", "cmmm.trade_major")


@rule("IND-03")
def find_industry_differs(case: Case) -> Iterator[Answer]:
    """W where the assessment names an industry that neither descends from the book's nor the other way round."""
    trade, looked, odd = find_trade(case), False, set[str]()
    for where, value, place in tell_elsewhere(case, _TRADES, "industry"):
        industries = case.reference.industries
        if trade is None or trade[1] not in industries:
            continue
        coded = [code for _, code in CODE.findall(fold_text(value)) if code in industries]
        sections = {one.name for one in industries.values() if one.level == "门类"}
        parts = [NAME.sub("", part) for part in re.split(r"[-—–－/>→|;；\s]", value)]
        names = [part for part in parts if len(part) >= 3 and part not in sections]
        codes = coded[-1:] or [c for c, one in industries.items() if c.isdigit() and any(one.name == n for n in names)]
        if not codes:
            continue  # one of the four sectors (IND-05), or a name of its own
        looked = True
        own = industries[trade[1]]
        alike = any(code.startswith(trade[1]) or trade[1].startswith(code) for code in codes)
        if alike or any(same_name(name, own.name) for name in names):
            yield Agreed()
            continue
        if where in odd:
            continue  # the 中类 of a paper whose 小类 was told
        odd.add(where)
        yield case.finding(
            f"申报书行业为“{trade[0].value}”，{where}为“{value}”，两处不一致，请核实。",
            trade[0],
            place,
            about=(trade[0].key, place.key if isinstance(place, Field) else place.path),
            expected=trade[0].value,
            found=value,
        )
    for answer in (
        *find_trade_assessed(case),
        *find_trade_listed(case),
        *find_trade_told(case),
        *find_trade_printed(case),
    ):
        looked = True
        yield answer
    if not looked:
        raise NotApplicable(IN_BATCH)


def tell_elsewhere(case: Case, keys: Sequence[str], kind: str) -> Iterator[tuple[str, str, Field | Place]]:
    """(paper, words, where they stand): the facts of this key, then rows of papers beside the book about this."""
    seen = set[str]()
    for paper, fact in (one for key in keys for one in facts(case, key)):
        seen.add(fact.place.path)
        yield name_paper(case, paper, fact), fact.value, fact
    for told in told_rows(case):
        if kind in told and told[kind].place.path not in seen:
            yield f"《{told[kind].file}》", told[kind].text, told[kind].place


def find_trade_assessed(case: Case) -> Iterator[Answer]:
    """W: 附件1 beside the book gives it a 中类 or 小类 that neither descends from the book's nor holds it."""
    trade, industries = find_trade(case), case.reference.industries
    if trade is None or len(trade[1]) < 3 or trade[1] not in industries:
        return
    for key in ("small", "mid"):
        for listed in case.submission.like("gs_01.rows[", f"].industry_{key}"):
            code, _ = split_industry(listed)
            row = case.field(listed.key.replace(f"industry_{key}", "company_name"))
            name = case.field("company_name")
            if code not in industries or (row and name and fold_text(name.value) != fold_text(row.value)):
                continue
            if code.startswith(trade[1]) or trade[1].startswith(code):
                yield Agreed()
            elif code[:2] == trade[1][:2]:  # another 大类 is told by X-04
                yield case.finding(
                    f"申报书行业为“{trade[0].value}”，附件1汇总表为“{listed.value}”，两处不一致，请核实。",
                    trade[0],
                    listed,
                    about=(trade[0].key, listed.key),
                    expected=trade[0].value,
                    found=listed.value,
                )
                return


def find_trade_listed(case: Case) -> Iterator[Answer]:
    """W: the office's list beside the book names for it another trade of the standard (细分行业 of 附件6)."""
    trade, industries = find_trade(case), case.reference.industries
    name = case.field("company_name")
    if trade is None or trade[1] not in industries or name is None:
        return
    by_name = {fold_text(one.name).removesuffix("业"): code for code, one in industries.items() if code.isdigit()}
    for listed in case.submission.like("gs_06.rows[", "].sub_industry"):
        row = case.field(listed.key.replace("sub_industry", "name_project"))
        code = by_name.get(fold_text(listed.value).removesuffix("业"))
        if row is None or fold_text(name.value) not in fold_text(row.value) or code is None:
            continue
        if code.startswith(trade[1]) or trade[1].startswith(code) or same_name(listed.value, industries[trade[1]].name):
            yield Agreed()
            continue
        yield case.finding(
            f"申报书行业为“{trade[0].value}”，推荐表细分行业为“{listed.value}”，两处不一致，请核实。",
            trade[0],
            listed,
            about=(trade[0].key, listed.key),
            expected=trade[0].value,
            found=listed.value,
        )


def find_trade_told(case: Case) -> Iterator[Answer]:
    """W: 公司所属行业为有色金属冶炼和压延加工业 in the prose of a book whose cell says another 大类."""
    trade, industries = find_trade(case), case.reference.industries
    if trade is None or trade[1] not in industries:
        return
    by_name = {fold_text(one.name).removesuffix("业"): code for code, one in industries.items() if code.isdigit()}
    for text in texts_with(case, TOLD):
        for hit in TOLD.finditer(text.text):
            if ASIDE.search(sentence_ahead(text.text, hit.start())):
                continue
            said = [part for part in re.split(r"[-—–－/>→|\s（）()]|的", hit["name"]) if part]
            coded = [code for _, code in CODE.findall(fold_text(hit["name"])) if code in industries]
            codes = coded or [by_name[key] for one in said if (key := fold_text(one).removesuffix("业")) in by_name]
            if not codes:
                continue
            own = industries[trade[1]]
            same = any(code[:2] == trade[1][:2] for code in codes) or any(same_name(one, own.name) for one in said)
            if same:
                yield Agreed()
                continue
            yield case.finding(
                f"“{case.label(trade[0].key)}”填“{trade[0].value}”，正文称“{hit[0]}”，两处行业不一致，请核实。",
                trade[0],
                text.place.quoting(hit[0]),
                about=(trade[0].key,),
                expected=trade[0].value,
                found=hit["name"],
            )


#: 作为一家中型企业, 公司属于小型制造企业; 中小型企业 and 大型企业集团 are no class.
CLASS_TOLD = Sought(
    r"(?:(?:公司|企业|我厂|我司|本厂|我们|单位|本公司)(?:目前|现)?(?:仍|还)?(?:是|为|属于|属|系)|作为|身为|(?:^|[，,。；;])(?:属于?|系))(?:[^，,。；;的]{0,8}的)?"
    r"(?:一家|一个|典型的?|当地|本地|县里|市里|省内|国有|民营|地方|行业内?的?){0,3}(?P<size>大型|中型|小型|微型|小微)(?:[^，,。；;的]{0,6}?)(?:企业|药企|酒企|车企|国企|民企|工厂)(?!集团|家|为主|服务|提供|的|配套|孵化|园|基地|名录|创业)"
    # 企业划型：小型
    r"|企业(?:类型|规模|划型)(?:为|是|[:：])(?P<_size>大型|中型|小型|微型)(?:企业)?(?=[，,。；;）)]|$)"
)
NOT_OWN = re.compile(
    r"客户|用户|供应商|集团|母公司|子公司|同类|同行|面向|服务|对于|许多|多数|其他|当时|曾|目标|成为|成长|发展为|识别|匹配|判[定别断]"
)


def find_class_told(case: Case, own: Field) -> Iterator[Answer]:
    """W where the prose calls the applicant by another class than the box, or than it does elsewhere."""
    filled = f"企业类型填“{own.value}”" if own is case.field("size_class") else f"书中又称“{own.text}”"
    for passage in case.prose_with(CLASS_TOLD):
        for hit in CLASS_TOLD.finditer(passage.text):
            clause = sentence_ahead(passage.text, hit.start())[-20:] + hit[0]
            if NOT_OWN.search(clause) or case.reference.lexicons.is_plan(clause):
                continue
            size = hit["size"] or hit["_size"]
            if own.value.startswith(("小型", "微型") if size == "小微" else size):
                yield Agreed()
                continue
            said = hit[0].lstrip("，,。；;")
            yield case.finding(
                f"正文称“{said}”，{filled}，两处不一致，请核实。",
                passage.place.quoting(said),
                own,
                severity=Severity.W,
                about=(own.key, f"{passage.place.path}“{said}”"),
                expected=own.value,
                found=said,
            )


@rule("SIZE-03")
def find_class_differs(case: Case) -> Iterator[Answer]:
    cell = case.field("size_class")
    own, looked = cell or told_class(case), False
    for answer in find_class_told(case, own) if own and own.value in CLASSES and len(own.ticked) <= 1 else ():
        looked = True
        yield answer
    if own is not None and (own.value not in CLASSES or len(own.ticked) > 1):
        own = None
    said = tell_elsewhere(case, ("cmmm.class", "cmmm.size"), "size")
    classes = [(where, name, value, place) for where, value, place in said if (name := class_of(value))]
    first: tuple[str, str, Field | Place] | None
    first = (f"申报书企业类型为“{own.value}”" if cell else f"正文称“{own.text}”", own.value, own) if own else None
    for listed in case.submission.like("gs_01.rows[", "].size_class") if own and not cell else ():  # else the batch's
        row = case.field(listed.key.replace("size_class", "company_name"))
        if row is not None and fold_company(row.value) == own_name(case) and (told := class_of(listed.value)):
            classes.append(("附件1汇总表", told, listed.value, listed))
    for text, hit in tell_declared(case) if own else ():
        looked = True
        classes.append((f"《{text.place.file}》", f"{hit['size']}企业", hit[0], text.place.quoting(hit[0])))
    for where, told, value, place in classes:
        if first is None:
            first = (f"{where}企业类型为“{value}”", told, place)
            continue
        looked = True
        if told == first[1]:
            yield Agreed()
            continue
        yield case.finding(
            f"{first[0]}，{where}为“{value}”，两处不一致，请核实。",
            first[2],
            place,
            severity=None if cell or own is None else Severity.W,
            about=("size_class", place.key if isinstance(place, Field) else place.path),
            expected=first[1],
            found=value,
        )
    if not looked:
        raise NotApplicable(IN_BATCH)


#: 属于小型企业 of a declaration (中小企业声明函) beside the book.
DECLARED = Sought(r"(?:属于?|划型为|划分为|系)(?P<size>大型|中型|小型|微型)(?:工业)?企业(?=[，,。；;（(]|$)")


def tell_declared(case: Case) -> Iterator[tuple[Text, re.Match[str]]]:
    """What papers that name the applicant declare of its class."""
    for letter in tell_letters(case):
        for text, sentence in sentences_of(letter, DECLARED):
            if (hit := DECLARED.search(sentence)) and not names_others(case, sentence):
                yield text, hit


def class_of(value: str) -> str | None:
    """中型, 中型企业 → 中型企业; None for staff bands and what is no class."""
    return next((name for name in CLASSES if value.strip().startswith(name[:2])), None)
