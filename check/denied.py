"""What the book itself says that it lacks: sentences that deny one of the things or acts that a rule asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from check.case import Answer, Case
from check.sought import Sought
from check.telling import Text, tell_texts
from model.finding import Severity
from model.wording import FORMERLY

_BUILT = (
    r"(?:启用|上线|建成|建设|建立|部署|实施|配置|配备|使用|投用|应用"
    r"|采购|购置|安装|开通|实现|开展|打通|引入|设置|形成|覆盖)"
)
#: 没有建设PDM, 未配备历史数据库, 不具备自主决策能力.
_LACKS = (
    r"(?:没有?|尚无|暂无|并无|仍无|缺少|缺乏|不具备|不采用|无法|不能|未(?![来知能])(?:能|曾)?|尚未|暂未|仍未|还未)"
    rf"(?:能|有|再|全面|正式)?{_BUILT}?"
)
#: PDM尚未上线, MES尚在选型, 人力资源模块没有启用.
_ABSENT = (
    rf"(?:(?:尚未|暂未|仍未|还未|均未|都未|并未|没有|还没有?|尚没有|未)(?:能|有|全面|正式|实际|真正)?{_BUILT}"
    r"|(?:尚|仍|还|正)(?:处于|在)[^,，。;；]{0,4}(?:选型|论证|规划|招标|立项|设计|筹备)|尚为空白|缺失|暂缺)"
)
_NOT = (
    r"(?:(?<![而无若])不(?:做|作|予|进行|能|可|具备|支持|再)?|未(?:做|能|予|作|进行)?|没有?|无法|难以|做不到)"
    r"(?:有效|完整|全部|按[^,，。;；]{1,8}?)?"
)
#: 仍靠纸质台账, 全部采用人工抽检.
_BY_HAND = (
    r"(?:仍|还|依旧|依然|主要|全部|都|均|仅|只)(?:然|旧|能)?(?:是|以|靠|用|采用|依靠|凭|由|为|存放在)"
    r"[^,，。;；]{0,10}?(?:纸质|人工|手工|电子表格|Excel|台账|共享文件夹|U盘)"
)
#: What was, what may be, others, parts, and what the works are to mend or have mended.
_ELSE = re.compile(
    r"原(?:来|先|有|采用|靠|由|以|工艺|系统|为)|此前|过去|以前|以往|从前|曾|长期|传统|早期|当时|当初|(?:改造|建设|实施|上线|投用|投产|项目|升级|应用)之?前"
    r"|行业|同行|竞争对手|对手|厂家|一些|不少|许多|很多|多家|多数企业|中小企业|大部分企业|客户|供应商|用户|子公司|分公司|国外|若|如果|一旦|避免|防止|杜绝|确保|保证|解决|消除|改变|摆脱|告别|痛点|难题|瓶颈|针对|为此|于是"
    r"|备用|个别|部分|少数|办公|食堂|后勤|视频|本地|纸质记录|离线备份|第[二三]|二期|三期|另一"
)
_OUTSIDE = Sought(r"不在本|不纳入|不属于本|不属本")
_MENDED = re.compile(
    r"^\s*(?:为此|于是|因此|针对|为解决|为了|项目(?:建成|实施|建设)|改造后|建成后|实施后|现在|如今|通过)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年(?!.*(?:计划|拟|将|预计|前完成))")
#: Headings and fields under which the state before the works is told.
_BEFORE_FIELDS = ("t1.pain", "c2.1", "improve_plan")
_BEFORE_HEAD = re.compile(
    rf"痛点|问题|现状|背景|必要|目的|意义|需求|困难|挑战|为什么|{FORMERLY}|(?<!资源)(?<!生产)计划(?!系统)|下一步|不足|差距|短板"
)
_HEADING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）、.．]|\s)|第[一二三四五六七八九十]+[章节部])[^。；;]{0,30}$"
)


@dataclass(frozen=True, slots=True)
class Denied:
    """A sentence of the book that denies something, with the words that do."""

    text: Text
    sentence: str
    words: str


def find_denied(case: Case, look_in: Sequence[str] = ()) -> Iterator[Answer]:
    """W for the first sentence that denies what `denied` of the rule names: `things` (nouns) and `acts` (verbs)."""
    asked = case.rule.params.get("denied")
    if not asked:
        return
    for one in denials(case, asked, look_in):
        yield case.finding(
            f"正文称“{one.sentence[:60]}”，{asked['wanted']}，请核实。",
            one.text.place.quoting(one.sentence[:60]),
            severity=Severity.W,
            tags=("told",),
            about=(f"{one.text.place.path}“{one.words}”",),
            expected=asked["wanted"],
            found=one.words,
        )
        return


def denials(case: Case, asked: Mapping[str, Sequence[str]], look_in: Sequence[str] = ()) -> Iterator[Denied]:
    """Of the state as declared: not of the time before the works, of others, or of parts of the plant."""
    pattern = _denial(
        tuple(asked.get("things", ())),
        tuple(asked.get("acts", ())),
        bool(asked.get("by_hand")),
        tuple(asked.get("says", ())),
    )
    heading = key = ""
    for text in tell_texts(case, look_in):
        bare = re.sub(r"\[\d+\]", "", text.key)
        heading = "" if text.key != key else heading
        key = text.key
        heading = text.text if _HEADING.match(text.text) else heading
        if bare.endswith(_BEFORE_FIELDS) or _BEFORE_HEAD.search(heading):
            continue
        sentences = re.split(r"[。；;！？\n]", text.text)
        for sentence, behind in zip(sentences, (*sentences[1:], ""), strict=True):
            hit = pattern.search(sentence)
            if hit is None or _OUTSIDE.search(sentence) or _MENDED.match(behind) or _YEAR.search(sentence):
                continue
            own = re.split("[，,]", sentence[hit.start() :])[0]
            around = [*re.split("[，,]", sentence[: hit.start()])[-2:], own]
            if _ELSE.search("，".join(around)):
                continue
            yield Denied(text, sentence.strip(), hit[0])


@lru_cache(maxsize=64)
def _denial(things: tuple[str, ...], acts: tuple[str, ...], by_hand: bool, says: tuple[str, ...]) -> Sought:
    thing, act = "|".join(things), "|".join(acts)
    parts = list(says)
    if things:
        parts += [
            rf"{_LACKS}[^,，。;；]{{0,14}}?(?:{thing})(?!不足|缺陷)",
            rf"(?:{thing})[^,，。;；]{{0,14}}?{_ABSENT}",
        ]
    if acts:
        parts.append(rf"{_NOT}(?:{act})(?!纸质|性要求|丢失)")
    if by_hand:
        parts.append(rf"(?:{thing})[^。;；]{{0,16}}?{_BY_HAND}")
    return Sought("|".join(parts), re.IGNORECASE)
