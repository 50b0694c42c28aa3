"""What the book itself says that it lacks: sentences that deny one of the things or acts that a rule asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from check.case import Answer, Case
from check.lacking import Lack, Said, find_lacks, tell_state
from check.letters import tell_letters
from check.once import split_sentences
from check.sought import search_first
from check.spared import KEPT, runs_on, uses_another
from check.telling import AFTER_WORKS, OUTSIDE, Text, find_possible, find_word, is_base_compared, tell_texts
from model.finding import Severity

#: Ways of lacking that count where a rule does not name its own (`kinds`).
KINDS = ("bare", "absent", "half", "by_hand", "apart", "stopped", "planned")
#: So many sentences of one rule are quoted.
MOST = 3
#: So many characters of each.
SHOWN = 60
#: A negation counts for what follows it within so many characters; a lack of which the clause names no thing is of the
#: clause before where it stands near its own beginning.
_REACH, _ACT, _NEAR, _SUBJECT = 14, 9, 9, 3
#: What was, what may be, others, parts, and what the works are to mend or have mended; 在原有厂房就位 tells where.
_ELSE = re.compile(
    r"原(?:来|先|采用|靠|由|以|工艺|系统|为)|(?<!在)原有|(?<![用靠是照按套])老(?:办法|做法|套路|路子|方式|模式)|(?<![用靠是照按套新])旧(?=系统|监控|平台|线|办法|做法|模式|方式|$)|此前|过去|以前|以往|从前|曾(?!获)|长期|早期|当时|当初|建厂时"
    r"|(?:改造|建设|实施|上线|投用|投产|项目|升级|应用)之?前|(?<!采用)(?<!沿用)(?<!仍用)(?<!以)传统"
    r"|行业内|同行|国内同|(?:企业|工厂|厂)多(?:数|半)|竞争对手|对手|(?<![由各])厂家|一些|不少|许多|很多|多家|多数企业|中小企业|大部分企业|某企业|同城|省内尚|集团内其他"
    r"|另有|[二三四]分厂|(?<![由给按])(?:客户|供应商|用户)|子公司|分公司|(?:国外|海外)(?!品牌)|若|如果|(?<![\u4e00-\u9fff])如(?=公司|企业|不能|未能|无法|出现|发生|遇)|一旦|避免|防止|杜绝|确保|保证|解决|消除|改变|摆脱|告别|痛点|难题|瓶颈|针对|为此|于是|(?:面临|存在)的?(?:主要|突出|共性)?(?:问题|困难|矛盾)"
    r"|办公(?!网|会|室)|食堂|后勤|厂外|视频|本地|纸质记录|离线备份|第[二三](?!次)|(?<!留待)[二三]期|二车间|另一|下一步"
)
#: 与国内同行比: the applicant is held against them.
_COMPARED = re.compile(
    r"(?:与|同|和|跟|比|较|对比|对照)[^，,]{0,8}?(?:同行业?|同类(?:企业|型)?|对手|厂家)[^，,]{0,6}?(?:相?比(?:较)?|对比|对照|而言|来看)"
)
#: 另有3台老式行车没有接入: no key machines.
_LESSER = (
    r"\d\s*[台套部辆](?:[（(]套[)）])?(?:(?!数控|主要|关键)[^，,\d]){0,5}?"
    r"(?:吊车|行车|天车|叉车|葫芦|起重机|台秤|地磅|手动|手持|检修)[^，,\d]{0,18}?(?:未|没有?|不)[^，,\d]{0,4}?(?:联|接入|入网|上网)"
)
_NOT_KEY = re.compile(_LESSER)
#: A part of what is asked for: counts from the clause on in which the thing stands.
_SHARE = re.compile(
    r"备用|\d\s*[台套](?:均|都)?(?:为|是|系|属)|个别|(?<!大)部分|少数|非数控|普通(?:设备|机床)|辅助(?:设备|机床)"
    rf"|{_LESSER}"
)
#: An old system out of use, a further stage that is planned: the thing itself is there.
_OLD = re.compile(r"旧|老|淘汰|原")
_FURTHER = re.compile(
    r"升级|扩[展容建]|[二三]期|移动端|模块|功能|新版|接口|延伸|推广|再(?!次)|新增|增加|完善|优化|深化|集成|对接|第[二三]|其他|分厂|另"
)
#: 追溯系统升级已列入明年: what is put off is the renewal of a thing that is there; 工艺升级 is itself asked for.
_RENEWED = re.compile(
    r"(?:(?<!工艺)升级|扩[展容建]|新版|改版|移动端|深化|换代|迁移|延伸|推广)(?:工作|项目|改造|开发)?(?:均|都|已|也)*$"
)
_STILL = re.compile(r"尚|还|仍|目前|至今")
#: 因供应商退出，服务器停运: why it is lacking.
_REASON = re.compile(r"\s*(?:因|由于|受|鉴于|涉及|考虑到)")
#: 该平台现已停用: the thing stands in the sentence ahead.
_THAT = re.compile(r"^\s*(?:但|且|目前)?(?:该|此|上述|这套|这一)(?:套|个)?(?P<what>系统|平台|软件|模块|装置)")
#: What is said of a part behind the lack: 未联网2台为手动打标机.
_PART = re.compile(
    r"^(?:联网|入网|接入)?(?:的|者)?(?:设备|装备|机台|机器)?(?:均|都|全部)?(?:为|是|系|属于?)(?!.*(?:数控|主要|关键))[^，,]{0,8}?(?:手动|手工|手持|检修|辅助|吊车|行车|叉车|葫芦|非数控)"
    r"|备用|\d\s*[台套](?:均|都)?(?:为|是|系|属)|办公(?!网|会|室)|食堂|后勤|纸质记录|视频|本地"
)
#: 没有放行单时设备自动停住: the case that the works guard against, no lack of theirs.
_GUARDED = re.compile(
    r"[^，,]{1,14}?(?:(?:时|的|者|则|即|前)[，,]?|[，,])[^，,]{0,8}?(?:(?:自动|立即|直接)(?:锁|拦|报警|停|冻|闭|禁|提示|预警|拒)"
    r"|锁定|锁死|拦截|闭锁|联锁|互锁|不得|不予|不准|禁止|冻结|拒绝|[不无]法?[能得许]?(?:放行|流转|流入|转序|出库|入库|开工|报工|投料))"
)
#: Of these, what speaks of another time holds for the whole sentence.
_PAST = re.compile(
    r"原(?:来|先|有|采用|靠)|(?<![用靠是照按套])老(?:办法|做法|套路|路子|方式|模式)|此前|过去|以前|以往|从前|早期|当时|当初|建厂时|(?:改造|建设|实施|上线|投用|投产|项目)之?前"
)
#: 未联网的3台, 未联网者; 没有专门的机构 lacks the thing itself.
_ATTRIBUTE = re.compile(r"(?!专门|专职|统一|独立|完整|相应|成熟|系统)[\u4e00-\u9fff]{1,4}(?:的|者)")
_SOFT = ("", "做", "作", "予", "能", "有", "进行", "有效", "完整", "全部")
_YEAR = re.compile(
    r"(?:19|20)\d{2}年(?!(?:\d{1,2}月)?(?:[初中末底]|份)?(?:以来|起|至今))(?!.*(?:计划|拟|将|预计|前完成))"
)
#: 研发设计环节本次未列入: the clause names by itself what is lacking.
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2}(?:环节|方面|领域|业务|工序|车间)(?:本次|目前|暂时?|尚|还|均|都|仍|也|则|此次)*$"
)
#: 沿用当初的定额, 仍按原来的办法: what was done then is done today.
_KEPT_ON = re.compile(
    r"(?:沿用|延用|沿袭|照搬|照用|仍用|还用|仍按|还按|依旧按|仍靠|还靠|继续用|继续按|一直用|一直按)(?:着|了|的是|的还是)?"
    r"(?:(?:19|20)\d{2}年)?[^，,。；;\d]{0,4}?(?:原(?:来|先|有|工艺)|此前|过去|以前|以往|从前|早期|当时|当初|建厂时|传统)(?:的)?"
)
#: 专职5人，兼职8人: what is done beside other work is not all there is.
_FULL_TIME = re.compile(r"专职[^，,]{0,8}?[1-9]\d*\s*余?[人名]|[1-9]\d*\s*余?[人名][^，,]{0,2}专职")
#: A clause that affirms: what the next one lacks is something else.
_AFFIRMED = re.compile(r"已(?!过)|实现|建成|上线|投用|完成|达到|配备|采用|拥有|覆盖(?!四)|部署|应用了|稳定|成熟")


@dataclass(frozen=True, slots=True)
class Denied:
    """A sentence of the book that denies something, with the words that do."""

    text: Text
    sentence: str
    words: str

    @property
    def shown(self) -> str:
        """What is quoted: the sentence, of a long one from the clause before the words on."""
        at = self.sentence.find(self.words)
        end = at + len(self.words)
        if end <= SHOWN:
            return self.sentence[:SHOWN]
        commas = [hit.end() for hit in re.finditer("[，,]", self.sentence[:at])]
        start = next((one for one in commas[-2:] if at - one < SHOWN), at)
        if end - start > SHOWN:  # the words of the lack end what is quoted
            start = next((hit.end() for hit in re.finditer("[，,]", self.sentence) if end - hit.end() <= SHOWN), start)
        return self.sentence[start:][:SHOWN]


def find_denied(case: Case) -> Iterator[Answer]:
    """W, with the first sentences that deny what `denied` of the rule names: `things`, `acts`, or words that `says`."""
    asked = case.rule.params.get("denied")
    carriers = (asked or {}).get("carriers") or case.rule.params.get("carriers")
    if not asked or (carriers and case.carrier not in carriers):
        return
    told = dict[str, list[Denied]]()
    for one in denials(case, asked):
        told.setdefault(one.sentence, []).append(one)
    if not told:
        return
    first, *others = [one[0] for one in told.values()][:MOST]
    yield case.finding(
        f"正文称“{first.shown}”，{asked['wanted']}，请核实。",
        *(one.text.place.quoting(one.shown) for one in (first, *others)),
        severity=Severity.W,
        tags=("told",),
        about=tuple(f"{one.text.place.path}“{one.sentence}”" for one in (first, *others)),
        expected=asked["wanted"],
        found="、".join(dict.fromkeys(_named(asked, first.sentence) or [one.words for one in told[first.sentence]])),
    )


def _named(asked: Mapping[str, Sequence[str]], sentence: str) -> list[str]:
    """The things asked for that the sentence names: of two rules it is told by the one with more of them."""
    things = _any(tuple(asked.get("things", ())))
    return [hit[0] for hit in things.finditer(sentence)] if things else []


def denials(case: Case, asked: Mapping[str, Sequence[str]]) -> Iterator[Denied]:
    """Of the state as declared: not of the time before the works, of others, or of parts of the plant."""
    things, acts = _any(tuple(asked.get("things", ()))), _any(tuple(asked.get("acts", ())))
    kinds, label = asked.get("kinds", KINDS), _label(str(asked.get("label", "")))
    subject = _any(tuple(asked.get("subject", ())))  # what the sentence must speak of besides
    this_year = int(case.day[:4]) if case.day[:4].isdigit() else 0
    excused = _any(tuple(asked.get("excused", ())))  # 未计入人工智能场景: of the sentence, no lack of the works
    beyond = _any(tuple(asked.get("not_under", ())))  # of what the plant has in all no heading of one link speaks
    for lack in find_lacks(case):
        if (excused and excused.search(lack.said.sentence)) or (beyond and beyond.search(lack.said.heading)):
            continue
        if lack.kind not in kinds or (lack.kind == "part_time" and _FULL_TIME.search(lack.said.sentence)):
            continue
        at = _denies(lack, things, acts) if things or acts else None
        if at is None and label and lack.kind != "bare" and _is_under(lack.said, label):
            at = lack.index
        if at is None or (subject and not subject.search(lack.said.sentence)):
            continue
        if lack.kind == "planned" and "kinds" not in asked and is_there(case, lack, things):
            continue
        if things and uses_another(case, lack, at, things, asked.get("any_of", ())):
            continue
        if _is_own(lack, at, things, this_year) and not runs_on(lack, case.day):
            yield Denied(lack.said.text, lack.said.sentence.strip(), lack.clause[lack.start : lack.end])
    says = find_possible(case, asked.get("says", ()), re.IGNORECASE)
    beside = _beside(case) if says and asked.get("annexes") else ()
    more = ((said, hit) for said in beside if (hit := search_first(says, said.sentence)))
    for said, hit in (*tell_state(case, says), *more) if says else ():
        if is_base_compared(said.sentence, hit.start(), hit.end()):
            continue
        ahead = re.split("[，,]", said.sentence[: hit.start()])
        around = "，".join(one for one in ahead[-2:] if one is ahead[-1] or not _REASON.match(one))
        old = _is_past(around, this_year - (3 if asked.get("lately") else 0))
        still = _STILL.search(hit[0]) is not None
        after = AFTER_WORKS.match(hit[0]) or hit[0].startswith("新")  # 新购设备: of the works
        around = _KEPT_ON.sub("", _COMPARED.sub("", around))
        lesser = _NOT_KEY.search(ahead[-1] + hit[0] + said.sentence[hit.end() :])
        own = not lesser and not _ELSE.search(around) and not _SHARE.search(around) and (still or not old)
        if (after or own) and not OUTSIDE.search(said.sentence):
            yield Denied(said.text, said.sentence.strip(), hit[0])


def is_there(case: Case, lack: Lack, things: re.Pattern[str] | None) -> bool:
    """Whether the book tells elsewhere that it has what the clause plans: more of the same is no lack."""
    said, own = lack.said, lack.said.text
    named = [hit[0] for hit in things.finditer(said.sentence)] if things else []
    others = [text for text in tell_texts(case) if text.text != own.text]
    others.append(Text(own.key, own.text.replace(said.sentence, ""), own.place))
    return not named or find_word(others, named, case.reference.lexicons) is not None


def _beside(case: Case) -> Iterator[Said]:
    """What annexes, letters and remarks under the plans say; asked where a rule is about titles and ways of papers."""
    for text in tell_texts(case, ("improve_plan",)):
        for one in split_sentences(text.text):
            if not case.reference.lexicons.is_plan(one):
                yield Said(text, one, tuple(re.split("[，,]", one)), "", "", "", first=False)
    for letter in tell_letters(case):
        for text in letter:
            for one in split_sentences(text.text):
                yield Said(text, one, tuple(re.split("[，,]", one)), "", "", "", first=False)


def _denies(lack: Lack, things: re.Pattern[str] | None, acts: re.Pattern[str] | None) -> int | None:
    """The clause in which the thing stands that is lacking, or None."""
    clause, clauses = lack.clause, lack.said.clauses
    if lack.kind == "bare":
        if _ATTRIBUTE.match(clause, lack.end):
            return None
        act = acts.search(clause, lack.end, lack.end + _ACT) if acts else None
        if act and clause[lack.end : act.start()] not in _SOFT:
            act = None
        hit = things.search(clause, lack.end) if things else None
        return lack.index if act or (hit and hit.start() - lack.end <= _REACH) else None
    if things is None:
        return None
    if things.search(clause):
        return lack.index
    that = _THAT.match(clauses[0]) if lack.kind != "by_hand" else None
    if that and any(
        that["what"] in lack.said.ahead[hit.start() : hit.end() + 5] for hit in things.finditer(lack.said.ahead)
    ):
        return lack.index
    if lack.start > (_SUBJECT if lack.kind in ("half", "by_hand", "part_time") else _NEAR) or lack.index == 0:
        return None
    if _NAMED.search(clause[: lack.start]):
        return None
    before = lack.index - 1
    skipped = before and len(clauses[before]) <= 12 and not KEPT.search(clauses[before])
    if skipped and not things.search(clauses[before]):
        before -= 1
    return before if things.search(clauses[before]) and not _AFFIRMED.search(clauses[before]) else None


def _is_own(lack: Lack, at: int, things: re.Pattern[str] | None, this_year: int) -> bool:
    """Whether the clauses around speak of the applicant's works today; what is asked for and the lack do not count."""
    if _PAST.search(_KEPT_ON.sub("", "，".join(lack.said.clauses[: lack.index]))):
        return False
    clauses = list(lack.said.clauses[max(0, min(at, lack.index - 1)) : lack.index + 1])
    behind = lack.clause[lack.end :]
    clauses[-1] = lack.clause[: lack.start]
    around = _KEPT_ON.sub("", "，".join(clauses))
    around = things.sub("", around) if things else around
    part = _SHARE.search("，".join(clauses[at - lack.index - 1 :]))
    if len(clauses) > 1 and at == lack.index and _REASON.match(clauses[0]):
        around = "，".join(clauses[1:])
    after = "，".join((behind, *lack.said.clauses[lack.index + 1 : lack.index + 2]))
    if part or _ELSE.search(around) or _PART.search(behind) or (lack.kind == "bare" and _GUARDED.match(after)):
        return False
    if lack.kind in ("absent", "planned") and _RENEWED.search(lack.clause, 0, lack.start):
        return False
    if lack.kind == "stopped":
        return not _OLD.search(lack.said.sentence)
    if lack.kind == "planned":
        return not _FURTHER.search(re.sub("(?:在|于|到)[二三]期", "", lack.clause))
    of_now = lack.kind == "bare" and re.search("至今|迄今|如今|申报时", lack.clause[: lack.end])  # …年评为…，至今没有
    return lack.kind == "lost" or not _is_past(clauses[-1] if of_now else around, this_year)


def _is_past(around: str, since: int) -> bool:
    """Whether the words tell of a year before `since`: what was lacking then."""
    return any(int(hit[0][:4]) < since for hit in _YEAR.finditer(around)) if since else bool(_YEAR.search(around))


_OTHER_LINK = re.compile(r"\s*[\u4e00-\u9fff]{2,6}(?:环节|方面|侧|维度|领域)[，,:：]")


def _is_under(said: Said, label: re.Pattern[str]) -> bool:
    """Whether the sentence, its paragraph or its heading begins with the name of the link."""
    if label.match(said.sentence):
        return True
    if _OTHER_LINK.match(said.sentence):
        return False  # one paragraph runs through several links: 工厂建设方面，…。生产作业方面，…
    return bool(label.match(said.text.text) or label.match(said.heading))


@lru_cache(maxsize=256)
def _any(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE) if words else None


@lru_cache(maxsize=32)
def _label(names: str) -> re.Pattern[str] | None:
    if not names:
        return None
    head = r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．]|[一二三四五]是|在)?\s*"
    return re.compile(rf"{head}(?:{names})(?:环节|方面|侧|维度|领域|上)?(?:[。:：,，]|$)")
