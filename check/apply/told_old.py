"""APP-08 in the book's own words: a title won before the new rules, and an application for the same works anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import read_days
from check.letters import say_source, tell_everywhere
from check.sought import Sought
from check.titles import tell_titles
from model.regime import CARRIERS

_GOT = (
    r"(?:即为|已是|获(?=[^，,。；;]{0,4}(?:省|数字化车间|智能工厂|基础级|先进级))|评上|获评|获得|获批|入选|被?认定为|评为|评定为"
    r"|列入|荣获|取得|被?授予|拿[到下]|得到|评得)"
)
#: 2024年3月获评甘肃省智能工厂, 2022年被认定为省级数字化车间.
OLD = re.compile(
    rf"(?P<y>20\d{{2}})年(?:(?P<m>\d{{1,2}})月)?(?:\d{{1,2}}日)?[^。；;]{{0,24}}?{_GOT}[^。；;，,]{{0,14}}?(?:智能工厂|数字化车间)"
)
#: The same works are applied for as if new.
ANEW = Sought(
    r"(?:重新|再次|另行|再|直接|又)(?:一次)?(?:申?报|申请|参评|填报)|(?:又|再|重新)(?:按|以|就|用)[^，,。；;]{0,14}?(?:申?报|申请|参评)|(?:按|以|作为)[^，,。；;]{0,8}?(?:新报|另报|重报|新(?:项目|产线|车间|对象)[^，,。；;]{0,4}?申报)|用(?:它|其|此)[^，,。；;]{0,4}?换|(?:同一|原|该)(?:座|个|条)?(?:智能工厂|工厂|车间|产线|项目)[^。；;]{0,24}?(?:申报|申请)|换(?:用|取|领)?新?的?(?:称号|牌匾|名称)"
    r"|(?:换发|更换|调换|转换|转[为成]|置换|折算|平移|变更|顺延|换成|改[发成]|直接(?:认定|转|换))[^，,。；;]{0,8}?(?:优秀(?:应用)?场景|基础级|先进级|称号|证书|牌)"
)
#: 以本次申报代替复审: the re-review is passed by.
INSTEAD = Sought(
    r"(?:替代|代替|取代|免于|不走|不经|未经|绕过|跳过|不再(?:参加|申请|进行|办理)?|无需|免去|省去|顶替|抵)[^，,。；;]{0,12}?(?:复审|复核|复评)"
    r"|(?:复审|复核|复评)[^，,。；;]{0,10}?(?:不再|免|代替|替代)"
)
#: 没有提出复核, 而非复审: with an application anew in the same breath it is passed by as well.
NOT_GONE = Sought(
    r"(?:没有?|未|不)(?:再|曾|打算|准备)?(?:申请|去|参加|提出|提交|办理|走|进行|安排|组织|报|做|按|等)[^，,。；;]{0,8}?(?:复审|复核|复评)"
    r"|(?:不是|不属于?|而非|并非|而不是)[^，,。；;]{0,4}?(?:复审|复核|复评)"
    r"|(?:本应|理应|应当?|应该|按规定)[^，,。；;]{0,10}?(?:复审|复核|复评)"
)
#: The title still runs.
VALID = re.compile(
    r"有效期(?:内|未[满到]|尚未|还[有剩]|还没|至20\d{2}|到20\d{2})|仍(?:然|旧)?有效|(?:未|没)(?:有)?(?:到期|过期|期满)|有效期[^，,。；;]{0,6}(?:内|未满)"
)
LEVEL = re.compile(r"基础级|先进级|卓越级")
#: 本次再次申报先进级, 现拟重新申报: now, and the level itself once more.
AGAIN = Sought(
    r"(?:本次|此次|这次|今年|本年度?|本轮|现|拟|决定|打算|计划|2025年)[^。；;]{0,16}?(?:重新|再次|另行|再度|再|又)(?:一次)?(?:申?报|申请|参评|填报)(?P<what>[^，,。；;]{0,16})"
)
#: The title is no more.
ENDED = re.compile(r"到期|过期|期满|失效|撤销|取消|降级|终止")
OTHER_WORKS = re.compile(r"不同|另一|另外|其他|新(?:建|厂|区|车间|产线)")
ELSEWHERE = re.compile(r"国家|工信部|部级|市级|区级|县级|集团|母公司|子公司|客户|供应商|同行")
REVIEWED = re.compile(r"复审|复核|复评")


def find_old_rows(case: Case, until: str) -> Iterator[Answer]:
    """The row of an old title whose remark lets the application take its place."""
    for telling in tell_titles(case):
        anew = (INSTEAD.search(telling.words) or ANEW.search(telling.words)) if telling.row else None
        old = next((one for one in telling.events if one.kind in ("given", "") and one.title == "旧称号"), None)
        if anew is None or old is None or old.days.last.isoformat() >= until:
            continue
        yield case.finding(
            f"表中“{telling.words.strip()[:80]}”，其中称“{anew[0]}”，{until[:7]}之前获评的按新细则复审，请核实复审情况。",
            telling.text.place,
            about=("history.old",),
            expected="先复审",
            found=old.words,
        )
        return


def find_told_old(case: Case, until: str) -> Iterator[Answer]:
    """As grave as the rule: such a title goes to re-review, it is not applied for again."""
    before = ""
    for text, sentence in tell_everywhere(case) if any(tell_everywhere(case, ANEW, INSTEAD)) else ():
        ahead, before = before if before and before in text.text else "", sentence
        told = ANEW.search(sentence)
        instead = INSTEAD.search(sentence) or (told and NOT_GONE.search(sentence))
        anew = instead or told
        hit = OLD.search(sentence) or OLD.search(ahead) if anew else None
        if hit is None or anew is None or ELSEWHERE.search(hit[0]) or (REVIEWED.search(sentence) and not instead):
            continue
        level = LEVEL.search(hit[0])
        if level and (
            case.carrier not in CARRIERS
            or CARRIERS.index(level[0]) < CARRIERS.index(case.carrier)
            or not (instead or VALID.search(ahead + sentence) or is_same_again(level[0], sentence, case.carrier))
            or OTHER_WORKS.search(sentence)
        ):
            continue
        day = read_days(f"{hit['y']}-{int(hit['m']):02d}" if hit["m"] else hit["y"])
        if day is None or day.last.isoformat() >= until:
            continue
        yield case.finding(
            f"{say_source(text)}“{hit[0]}”，又称“{anew[0]}”，{until[:7]}之前获评的按新细则复审，请核实复审情况。",
            text.place.quoting(anew[0]),
            about=("history.old",),
            expected="先复审",
            found=hit[0],
        )
        return


def is_same_again(level: str, sentence: str, carrier: str) -> bool:
    """Whether the level that is held is now applied for once more, and the title is not said to have ended."""
    again = AGAIN.search(sentence)
    if again is None or level != carrier or ENDED.search(sentence):
        return False
    named = LEVEL.search(again["what"])
    return named is None or named[0] == level
