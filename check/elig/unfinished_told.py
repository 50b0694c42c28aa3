"""ELIG-B-10, ELIG-S-04: a letter beside the book, or the book by a month ahead, says that the line is not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, read_days
from check.letters import names_others, read_signed, say_source, tell_letters
from check.once import split_sentences
from check.sought import Sought
from check.telling import OUTSIDE
from model.finding import Severity
from model.submission import Field

#: What is not yet done.
_UNDONE = Sought(
    r"(?:仍|尚|还|目前|现|正)(?:正)?(?:处于|处在|在)(?:进行)?[^。；，,;]{0,6}(?:安装|调试|施工|土建|试车|试生产|建设|改造|就位|联调|砌筑|敷设|烘炉)"
    r"|(?:仍|尚|还|均|都)?(?:未|没有)(?:能)?(?:正式|全部|全面|完全|实际|按期|如期)*(?:完成)?(?:建成|投产|投用|投运|竣工|完工|验收|到货|安装|投入|转固|启用|贯通)"
    r"|正在(?:进行)?[^。；，,;]{0,4}(?:吊装|安装|装配就位|砌筑|浇筑|敷设|接线|烘炉|烤窑|打基础|封顶)"
    r"|(?:(?:累计|已|共|仅|总体)完成了?约?|(?:完成)?(?:了)?(?:总|全部)?(?:工程|安装|施工|建设|形象)(?:工作)?(?:总)?(?:量|进度)(?:的|为|达到?|约)*)"
    r"(?:[1-9]|[1-8]\d|9[0-5])(?:\.\d+)?%"
    r"|(?:尚|还|仍)有[^。；，,;]{0,10}(?:在途|未到|未装|未就位|未完)"
    r"|(?:尚|还|仍|暂|均|都)(?:未封顶|不具备[^。；，,;]{0,6}条件)"
    r"|(?:计划|预计|拟|定于|要到|争取|力争)[^。；，,;]{0,4}(?:明年|来年|下年度?|年底|年末|下季度)[^。；，,;]{0,8}(?:竣工|完工|投产|投用|建成|验收|试车|交付)"
    r"|(?:竣工|完工|投产|投用|建成|验收|试车|投运|交付|贯通|转固)[^。；]{0,12}?(?:推迟|顺延|延后|延至|延期|展期|后延|改到|改为|调整)"
)
#: …验收放在2026年8月: what is done at the end of the works, with its month.
_ENDS = re.compile(
    r"(?:竣工|完工|投产|投用|投运|建成|验收|试车|调试|联调|贯通|转固|交付)[^。；]{0,14}?(?P<a>20\d{2})年(?P<b>1[0-2]|0?[1-9])?月?"
    r"|(?P<c>20\d{2})年(?:(?P<d>1[0-2]|0?[1-9])月|(?P<end>[底末]))?[^。；，,]{0,12}?(?:竣工|完工|投产|投用|投运|建成|验收|试车|调试|联调|贯通|转固|交付)"
)
#: Another work than that which is declared.
_OTHER = re.compile(
    r"二期|三期|四期|后续|下一|另一|另外|新增|新建|扩建|备用|办公|宿舍|研发楼|光伏|原计划|原定|曾|此前|当时|供应商|另行申报"
)
#: What is declared, by its common names.
_DECLARED = re.compile(
    r"(?:代表|申报|本|该|整条|全|上述)(?:的)?(?:产线|生产线|条?线|场景|项目)|代表产线|智能化改造|申报(?:的)?(?:场景|项目|工厂)"
)
#: What of it is told: another line, or a program.
_ASIDE = re.compile(
    r"[二三四五六七八]号|第[二三四五]|平台|系统|软件|模块|实验室|仓库|环保|消防|安全设施|质保|尾款|保修|检修"
)
_WORKS = re.compile(r"产线|生产线|全线|整线|线体|工程|工期|项目|竣工|验收|投产日期")
#: So many characters of a sentence are told.
_SHOWN = 90


def find_letter_unfinished(case: Case, names: tuple[str, ...], wanted: str) -> Iterator[Answer]:
    """W: a letter about the line, written when it should have been finished or telling of a month after the
    declaration, says that it is not. `names`: the fields that name what is declared."""
    declared, end = case.field("declare_date"), case.field("line_end") or case.field("build_period")
    day = read_days(declared.value) if declared else None
    ended = read_days(end.value.split("/")[-1]) if end else None
    if declared is None or day is None:
        return
    own = [f.value.strip() for key in names if (f := case.field(key)) and len(f.value.strip()) > 3]
    for letter in tell_letters(case):
        whole = "".join(text.text for text in letter)
        if not (any(name in whole for name in own) or _DECLARED.search(whole)):
            continue
        signed = read_signed(letter)
        late = signed is not None and ended is not None and signed[1].first > ended.last
        for text in letter:
            for sentence in split_sentences(text.text) if _UNDONE.may_be_in(text.text) or "年" in text.text else ():
                hit = _UNDONE.search(sentence)
                ahead = is_ahead(sentence, day, own, hit is not None)
                if not ahead and not (hit and late):
                    continue
                if _OTHER.search(sentence) or OUTSIDE.search(sentence) or names_others(case, sentence):
                    continue
                said = shown(sentence, hit.start() if hit else 0)
                against = [f for f in (end, declared) if isinstance(f, Field)]
                yield case.finding(
                    f"{say_source(text)}“{said}”，而{'、'.join(case.say(f) for f in against)}，{wanted}，请核实。",
                    text.place.quoting(said),
                    *against,
                    severity=Severity.W,
                    tags=("told",),
                    about=(f"{text.place.path}“{said}”",),
                    expected=wanted,
                    found=said,
                )
                return


#: 2023年开工…, 计划…验收: works that began, and the line in whose bracket its end stands (二号线（2025年底投产）).
_BEGAN = re.compile(r"(20\d{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?[^。；，,]{0,4}?(?:立项|开工|启动|动工|开始|实施|建设)")
_OWN_WORKS = re.compile(r"(?<!新)(?:产线|生产线|条线|场景|项目|改造)")
_IN_BRACKET = re.compile(
    r"(?:产线|生产线|[一二三四五六七八九十\d]号?线|车间)[（(](?:计划|预计|拟|定于)?于?20\d{2}年[^（）()，,。；]{0,12}(?:投产|投用|建成|竣工|验收)[）)]"
)
_NEW = re.compile(r"新(?:厂|线|基地|车间)|升级|延伸|推广|复制|认证|证书|实际|提前|如期")


def tell_ahead(text: str, day: Days) -> str:
    """The words by which a book says that its own works, begun before, end after the day of the declaration; or ""."""
    for sentence in split_sentences(text):
        if _OTHER.search(sentence) or _NEW.search(sentence) or OUTSIDE.search(sentence):
            continue
        if (hit := _IN_BRACKET.search(sentence)) and is_ahead(re.split("[（(]", hit[0])[-1], day, [], undone=True):
            return hit[0]
        began = _BEGAN.search(sentence)
        for clause in re.split("[，,]", sentence[began.end() :])[1:] if began and _OWN_WORKS.search(sentence) else ():
            if is_ahead(clause, day, [], undone=True):
                return clause.strip()
    return ""


def is_ahead(sentence: str, day: Days, own: list[str], undone: bool) -> bool:
    """Whether the end of the works that were declared is told for a month that surely lies after the day."""
    for clause in re.split(r"[，,]", sentence):
        rest = clause
        for name in own:
            rest = rest.replace(name, "产线")
        if _ASIDE.search(rest) or not (undone or _WORKS.search(rest)):
            continue
        for hit in _ENDS.finditer(clause):
            month = hit["b"] or hit["d"] or ("12" if hit["end"] else None)
            told = read_days(f"{hit['a'] or hit['c']}-{month.zfill(2)}" if month else hit["a"] or hit["c"])
            if told is not None and told.first > day.last:
                return True
    return False


def shown(sentence: str, at: int) -> str:
    """The sentence, of a long one from the clause with the words on."""
    if len(sentence) <= _SHOWN:
        return sentence.strip()
    start = max(sentence.rfind("，", 0, at), sentence.rfind(",", 0, at), -1) + 1
    return sentence[start:][:_SHOWN].strip()
