"""What the book itself tells of its history, for where no archive is at hand: titles lacked, bans, awards asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from check.case import Answer, Case
from check.dates import MONTH_TOLD, Days, add_months, read_days
from check.letters import bound_notices, names_others, read_signed, say_source, tell_everywhere, tell_letters, tell_rows
from check.numerals import whole_of
from check.once import split_sentences
from check.sought import Sought
from check.telling import Text, tell_sentences
from model.finding import Severity
from model.place import Place
from model.regime import CARRIERS

#: 尚未获评基础级, 未获得基础级称号, 没有做过基础级的自评.
LACKING = Sought(
    r"(?:尚|还|暂|仍)?(?:未|没有)(?:曾|经)?(?:向[^，,。；;]{1,6}?)?(?:做过|搞过|组织过|进行过|自评过|申报过?|申请过?|参评过?|开展过|参加过|获评|获得|取得|评为|被认定为|认定为|通过|入选)[^，,。；;]{0,10}?"
    r"(?P<held>优秀场景|基础级|先进级|卓越级)"
)
#: 参评卓越级落选, 申报基础级未获通过: applied for in vain.
IN_VAIN = Sought(
    r"(?:参评|申报|申请|争创|参加|角逐|冲击)[^。；;]{0,10}?(?P<held>先进级|卓越级)[^。；;]{0,10}?(?:落选|未(?:能)?(?:入选|入围|获评|获批|通过|获得|获)|没(?:有)?(?:入选|通过|评上))"
)
#: 跨过基础级直接申报先进级.
#: 基础级还没评上, 没有走基础级这一步.
UNWON = Sought(
    r"(?P<held>优秀场景|基础级|先进级)(?:智能工厂)?(?:称号|牌子)?(?:还|尚|仍|一直|从)?(?:没有?|未)(?:能|曾)?(?:评上|评过|拿到|拿过|获评|报过|申报过|取得|得过|自评过?|做过?自评|(?:开展|进行|做过?|完成)自评)(?!的)"
)
JUMP = Sought(
    r"(?:跨过|跳过|越过|绕过|略过|未经|不经|没有经过|未经过|没有走|没走|未走)(?:了)?[^，,。；;]{0,6}?(?P<held>基础级|先进级|卓越级)(?!智能工厂认定的企业)"
)
#: 自2024年9月10日起两年内不得申报: the day on which a ban begins.
SINCE = Sought(
    rf"(?:自|从){MONTH_TOLD}(?:\d{{1,2}}日)?起算?"
    r"|(?:起算日?|起始日?)(?:期)?(?:为|是|:|：)?(?P<y2>20\d{2})年(?:(?P<m2>\d{1,2})月)?"
)
FALL = Sought(
    rf"{MONTH_TOLD}[^。；;]{{0,90}}?"
    r"(?:取消|撤销|撤消|通报|列入|处理|处罚|决定|暂停|停止|中止|终止|禁止|限制|不再|不得|不予)"
)
DATED = re.compile(r"(20\d{2})年(?:(\d{1,2})月)?")
_FOR = r"(?<!\d)(?P<{0}>\d{{1,2}}|[一二两三四五六八十]{{1,3}})(?:周|整|个)?(?P<{0}u>年度?|(?<=个)月)(?!\d)"
_BARRED = r"(?:不(?:得|予|再|能|准|许|可|接受|受理|接收|收)|别|停止|暂停|中止|禁止|限制|取消|拒绝|谢绝|冻结)"
_OF = r"(?:申报|受理|推荐|认定|参评|申请|报送|评审|报)"
_SPAN = (
    r"20\d{{2}}[年.\-/]\d{{1,2}}(?:[月.\-/](?:\d{{1,2}}日?)?)?起?(?:至|到|[-—–~～]+)"
    r"(?P<y{0}>20\d{{2}})[年.\-/](?P<m{0}>\d{{1,2}})"
)
#: 两年内不得再次申报, 24个月内不受理, 暂停申报资格两年, 禁申期两年; 2026年8月底前不得申报, 限制期至2026年8月.
BAN = Sought(
    rf"{_FOR.format('a')}(?:(?:之|以)?[内里]|期间)?[，,]?[^，,。；;\d未没无曾]{{0,6}}?{_BARRED}[^，,。；;]{{0,24}}?(?:{_OF}|(?<=受理))"
    rf"|(?:禁申期|禁报期|限报期|限制申报期?|禁止申报期?|限制期|处理期)(?:限)?(?:为|是|共|:|：)?{_FOR.format('b')}"
    rf"|{_BARRED}[^，,。；;]{{0,12}}?{_OF}(?:资格|权利|名单)?[^，,。；;\d一二两三五]{{0,12}}(?:[，,](?:为期|期限?)?(?:为|是)?)?{_FOR.format('c')}"
    rf"|(?P<y>20\d{{2}})年(?P<m>\d{{1,2}})月(?:\d{{1,2}}日|[底末初])?(?:之|以)?前[，,]?(?:均|都|一律)?{_BARRED}[^，,。；;]{{0,14}}?{_OF}"
    rf"|(?:禁申期|禁报期|限制(?:申报)?期?限?|禁止申报|处理期|{_BARRED}(?:申报|参评)(?:资格)?)[^，,。；;\d]{{0,6}}(?:至|到)(?P<y2>20\d{{2}})年(?P<m2>\d{{1,2}})月"
    # 2024年6月至2026年6月期间不得申报, 限制申报期：2024年9月12日至2026年9月11日, 2026年8月之后方可再次申报
    rf"|{_SPAN.format(3)}"
    rf"[月日\d]{{0,4}}[^，,。；;\d未没无曾]{{0,4}}[，,]?[^，,。；;\d未没无曾]{{0,6}}?{_BARRED}[^，,。；;]{{0,14}}?{_OF}"
    rf"|(?:禁申期|禁报期|限报期|限制(?:申报)?期|{_BARRED}[^，,。；;\d]{{0,8}}?{_OF})(?:资格)?[^，,。；;\d]{{0,4}}"
    rf"{_SPAN.format(4)}"
    rf"|(?P<y5>20\d{{2}})年(?P<m5>\d{{1,2}})月(?:\d{{1,2}}日|[底末初])?(?:之|以)?后[，,]?(?:方|才|始)(?:可|能|得|允许)[^，,。；;]{{0,6}}?(?:再|重新|恢复|继续)[^，,。；;]{{0,6}}?{_OF}"
)
#: No such thing has happened, it happened to others, or it is over: 公司未发生被撤销称号、两年内不得申报的情形.
NO_BAN = re.compile(
    r"(?:从?未|没有|不存在|无|未曾)(?:曾|发生|出现|受到?|被|有|过)*[^，,。；;]{0,24}?(?:取消|撤销|撤消|通报|暂停|限制|不得|不予|禁止|列入)"
    r"[^，,。；;]{0,30}?(?:情形|情况|记录|问题|现象|$)"
    r"|(?:^|[，,])[^，,公我本]{0,14}(?:客户|供应商|同行|同类企业|其他企业|兄弟企业|某企业|子公司|合作方)[^，,。；;]{0,24}?(?:取消|撤销|撤消|通报|暂停|列入)"
    r"|(?:已|经)[^，,。；;]{0,12}?(?:提前)?(?:解除|恢复|撤回)[^，,。；;]{0,8}(?:限制|申报|资格|决定|处理)"
)
#: A ban of another kind: of suppliers, of the stores.
BARS_OTHERS = re.compile(r"供应商|供方|客户|分包|外协|承包商|经销商|员工|班组|仓库|投标|采购")
OF_OFFICE = re.compile(r"厅|局|主管部门|智能工厂|场景|称号|我公司|我司|本公司|省级")
ENDS = ("", "2", "3", "4", "5")
#: 拟申请省级场景奖励资金50万元.
ASKED = Sought(
    r"(?:申请|申领|争取|可获|获得|享受|兑现)[^，,。；;]{0,12}?(?:奖励|奖补|补助|补贴)(?:资金|金额)?[^，,。；;\d]{0,6}?"
    r"(?P<n>\d+(?:\.\d+)?)万元"
)
#: Awards of other programmes.
OTHER_AWARD = re.compile(
    r"高新技术|专精特新|研发费用|技改|技术改造|贷款|贴息|市级|区级|县级|国家|设备更新|首台|科技|就业|绿色|上云|两化"
)
OWN_AWARD = Sought(r"场景|基础级|先进级|智能工厂|省级|省工信|工信厅|本项目")


#: 2022年申报未通过，2023年再次申报获评.
WON_LATER = re.compile(r"(?:次年|后|再次|重新|20\d{2}年)[^。；;]{0,16}?(?:获评|获得|通过|入选|认定)")


def find_told_jump(case: Case) -> Iterator[Answer]:
    """E where the book says that the applicant lacks the level under the one applied for (the ladder), W for a jump."""
    target = CARRIERS.index(case.carrier) if case.carrier in CARRIERS else 0
    for text, sentence in tell_everywhere(case, LACKING, JUMP, IN_VAIN, UNWON):
        hit = next((one for p in (LACKING, JUMP, IN_VAIN, UNWON) if (one := p.search(sentence))), None)
        if hit is None or target == 0 or hit["held"] != CARRIERS[target - 1]:
            continue
        if re.search("首次|第一次|初次", sentence) and case.written("first_choice") is not None:
            continue
        if IN_VAIN.search(sentence) and WON_LATER.search(sentence[hit.end() :]):
            continue
        name = case.field("company_name") or case.need("applicant")
        yield case.finding(
            f"{say_source(text)}“{sentence.strip()}”，本次申报{case.carrier}，原则上应逐级申报，请核实。",
            name,
            text.place.quoting(sentence.strip()),
            severity=None if "获评" in sentence.replace(hit[0], "") else Severity.W,  # a first application may be free
            about=("history",),
            expected=CARRIERS[target - 1],
            found=case.carrier,
        )
        return


#: A title of the ministry, of the city or of another stands on no step of this ladder.
ELSEWHERE = re.compile(
    r"国家|工信部|工业和信息化部|部级|四部门|市级|区级|集团|母公司|子公司|客户|供应商|兄弟|同行|行业内"
)
GOT = (
    r"(?:获评|获得|获批|获(?=[^，,。；;]{0,6}(?:省|优秀|智能制造|基础级))|入选"
    r"|认定为|评为|评定为|列入|荣获|取得|被授予|拿过|拿到|拿下|拿了|评上)"
)
GOT_SCENE = Sought(
    rf"{GOT}(?:了)?[^。；;,，]{{0,20}}?(?:智能制造)?优秀(?:应用)?场景|优秀(?:应用)?场景[^。；;,，]{{0,10}}?{GOT[:-1]}|称号)"
)

GOT_BASE = Sought(
    rf"(?<!未)(?<!没有){GOT}(?:了)?[^。；;,，]{{0,24}}?基础级|(?:现|已|目前)(?:即|便|就|已经?)?(?:是|为|成为)[^。；;,，]{{0,8}}?基础级"
    rf"|基础级(?:智能工厂)?[^。；;,，]{{0,10}}?(?:{GOT[3:-1]}|称号|证书|自评)"
    r"|自评(?:估|价)?[^，,。；;]{0,6}?(?:达到?|为|符合)[^，,。；;]{0,4}?基础级"
)
#: 没有基础级的称号: no title of it.
NO_BASE = re.compile(r"(?:没有|尚无|并无|未有|还没有?|缺)(?:任何)?基础级")


#: 跳过这一级, 一步到位, 不再逐级走: the step between is left out.
SKIPPED = Sought(
    r"(?:越过|跳过|绕过|跨过|略过|一步到位|直接(?:申?报|冲|填|按)[^，,。；;]{0,8}先进级|(?:无意|不|没有?|未)[^，,。；;]{0,6}逐[级档步]|隔过"
    r"|(?:中间|当中)[^，,。；;]{0,6}(?:级|档)|(?:没有?|未|不)[^，,。；;]{0,4}基础级|基础级[^，,。；;]{0,10}(?:没有?|未|不)[^，,。；;]{0,2}(?:报|评|拿|获|申))"
)


def find_told_low(case: Case) -> Iterator[Answer]:
    """W: the highest title the book tells of is a scene, and it applies for a level two steps above."""
    if case.carrier not in CARRIERS or CARRIERS.index(case.carrier) != 2:  # above it ELIG-E-01, L-01 ask for the title
        return
    if any(GOT_BASE.search(NO_BASE.sub("", sentence)) for _, sentence in tell_everywhere(case, GOT_BASE)):
        return
    for text, sentence in tell_everywhere(case, GOT_SCENE):
        clauses = (c for c in re.split("[，,]", sentence) if GOT_SCENE.search(c) and not ELSEWHERE.search(c))
        if (clause := next(clauses, None)) is None or case.reference.lexicons.is_plan(clause):
            continue
        skip = next(((one, said) for one, said in tell_everywhere(case, SKIPPED) if SKIPPED.search(said)), None)
        told = f"，又称“{skip[1].strip()[-80:]}”" if skip and clause not in skip[1] else ""
        yield case.finding(
            f"{say_source(text)}“{clause.strip()[:60]}”{told}，未见获评基础级，本次申报{case.carrier}，"
            "原则上应逐级申报，请核实。",
            text.place.quoting(clause.strip()),
            *([skip[0].place.quoting(skip[1].strip())] if skip and told else ()),
            severity=Severity.W,
            about=("history",),
            expected=CARRIERS[1],
            found=case.carrier,
        )
        return


def find_told_ban(case: Case) -> Iterator[Answer]:
    """B where the book tells a withdrawal with its date and a ban that surely lasts to the declaration; else W."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    if declared is None or day is None:
        return
    letters = (
        (text, one, read_signed(letter))
        for letter in tell_letters(case)
        for text in letter
        for one in split_sentences(text.text)
    )
    bound = (
        (Text(text.key, text.text, line_of(lines, one)), one, (text, day_of))
        for lines, text, day_of in bound_notices(case)
        for one in split_sentences(text.text)
    )
    for text, sentence, signed in (
        *((text, one, None) for text, one in (*tell_sentences(case, BAN), *tell_rows(case, BAN))),
        *letters,
        *bound,
    ):
        ban = BAN.search(sentence)
        fall = (SINCE.search(sentence) or FALL.search(sentence)) if ban else None
        ends = ban is not None and any(ban[f"y{n}"] for n in ENDS)
        if ban is None or not (fall or signed or ends) or names_others(case, sentence):
            continue
        if BARS_OTHERS.search(sentence) and not OF_OFFICE.search(sentence):
            continue
        since = read_fall(fall) if fall else signed[1] if signed else None
        until = read_bar(ban, since)
        if until is None or day.first >= until.last or NO_BAN.search(sentence):
            continue
        yield case.finding(
            f"{say_source(text)}“{sentence.strip()}”，申报日期{declared.value}在限制期内，请核实。",
            declared,
            text.place.quoting(text.text if text.key == "grid" else sentence.strip()),
            severity=Severity.B if day.last < until.first else Severity.W,
            about=("history.ban",),
            expected=f"{until.last.isoformat()}之后",
            found=declared.value,
        )
        return


def line_of(lines: tuple[Text, ...], sentence: str) -> Place:
    """The line of a notice that holds most of the words that bar."""
    ban = BAN.search(sentence)
    return next((one.place for one in lines if ban and ban[0][:6] in one.text), lines[0].place)


def read_bar(ban: re.Match[str], since: Days | None) -> Days | None:
    """The days on which a ban may end: told, or so long after it began."""
    if (told := next((n for n in ENDS if ban[f"y{n}"]), None)) is not None:
        return read_days(f"{ban[f'y{told}']}-{int(ban[f'm{told}']):02d}")
    said, unit = next((ban[one], ban[f"{one}u"]) for one in "abc" if ban[one])
    months = whole_of(said) * (1 if unit == "月" else 12)
    return Days(add_months(since.first, months), add_months(since.last, months)) if since else None


def read_fall(fall: re.Match[str]) -> Days | None:
    """The month or year of a withdrawal: the latest told before its word (2021年获评，2024年9月取消)."""
    year, month = max((hit[1], (hit[2] or "").zfill(2)) for hit in DATED.finditer(fall[0]))
    return read_days(f"{year}-{month}" if int(month) else year)


def find_told_award(case: Case) -> Iterator[Answer]:
    """W where the award that the book asks for is above the cap of its carrier."""
    cap = case.reference.law.term("subsidy", case.carrier, case.day)
    if cap is None or cap.value is None:
        return
    most = Decimal(str(cap.value))
    for text, sentence in tell_sentences(case, ASKED):
        for hit in ASKED.finditer(sentence):
            if OTHER_AWARD.search(sentence) or not OWN_AWARD.search(sentence) or Decimal(hit["n"]) <= most:
                continue
            yield case.finding(
                f"书中称“{hit[0]}”，{case.carrier}的奖励最高{most}万元，请核实。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{text.place.path}“{hit[0]}”",),
                expected=f"≤{most}万元",
                found=f"{hit['n']}万元",
            )
