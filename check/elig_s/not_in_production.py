"""ELIG-S-04, ELIG-S-05: the line was not in production, or not for three months, when the scene was declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.dates import Days, add_months, read_days, read_period
from check.elig.unfinished_told import find_letter_unfinished, tell_ahead
from check.numerals import HAN, whole_of
from check.once import sentence_ahead, sentence_behind
from check.registry import rule
from check.telling import find_possible, is_base_compared
from model.finding import Cause, Severity
from model.submission import Field, Passage

#: 法兰线正在安装调试，不在本次申报范围内.
OUTSIDE = re.compile(r"不在本|不属于?本|不属于(?:代表|申报)|不纳入|不计入|不含在|另行申报|非本(?:场景|项目|次)")


@rule("ELIG-S-04")
def find_not_in_production(case: Case) -> Iterator[Answer]:
    """E when the work surely ended after the day of declaration; W when a sentence says that it is unfinished."""
    for passage in case.prose(*case.param("look_in")):
        word = tell_unfinished(case, passage.text)
        if word is not None:
            yield case.finding(
                f"正文称“{word}”，优秀场景应位于已投产的生产线，请核实是否已建成投产。",
                passage.place.quoting(word),
                severity=Severity.W,
                about=(passage.key,),
                expected="已投产",
                found=word,
            )
    yield from find_letter_unfinished(case, ("scene_name", "line_name"), "场景所在生产线应已投产")
    period, end, declared, day = need_end(case)
    if not end.surely_after(day):
        yield case.agree(f"应用建设结束于{period.value.partition('/')[2]}，申报日期{declared.value}", period, declared)
    else:
        yield case.finding(
            f"应用建设结束于{period.value.partition('/')[2]}，晚于申报日期{declared.value}，申报时应已建成投产，请核实。",
            period,
            declared,
            expected=f"不晚于{declared.value}",
            found=period.value.partition("/")[2],
        )


@rule("ELIG-S-05", "DATE-01")
def find_running_too_short(case: Case) -> Iterator[Answer]:
    """B when even the best reading of the dates gives less than three months, W when only the worst does."""
    months = int(case.law("running_months").value)
    told = list(find_short_run_told(case, months)) if case.rule.id == "ELIG-S-05" else []
    try:
        period, end, declared, day = need_end(case)
    except NotChecked:
        yield from told
        raise
    best, worst = add_months(end.first, months), add_months(end.last, months)
    ended = period.value.partition("/")[2]
    if day.last < best:
        severity, how = Severity.B, f"不足{months}个月"
    elif day.first < worst:
        severity, how = Severity.W, f"是否满{months}个月取决于具体日期"
    else:
        yield from told
        yield case.agree(f"应用建设结束于{ended}，申报日期{declared.value}", period, declared)
        return
    yield case.finding(
        f"应用建设结束于{ended}，申报日期为{declared.value}，稳定运行{how}，应稳定运行{months}个月以上，请核实。",
        period,
        declared,
        severity=severity,
        expected=f"≥{months}个月",
        found=f"{ended}至{declared.value}",
    )


#: 稳定运行还不足两个月, 至今才跑了1个月: shorter than the law asks, whatever the dates say.
_NUMBER = rf"(?P<n>\d{{1,3}}|[{HAN}]{{1,4}}|数|几)\s*(?:多|余|来)?\s*(?P<half>个半月|个?多?月|个月|周|天|日|星期)"
SHORT_RUN = re.compile(
    r"(?:(?:真正|实际|稳定|正式|连续|正常|实际|平稳|投产|投入|上线|投用|投运|试|申报时|申报日|至今|目前|截至[^,，。;；\d]{0,8})[^，,。；;\d]{0,10}?)(?:运行|运转|跑|使用|应用|投用|生产)[^，,。；;\d]{0,10}?"
    rf"(?P<near>仅有?|才|只有|尚?不足|尚?不到|不满|未满|刚满|刚刚|刚)[^，,。；;\d]{{0,3}}?{_NUMBER}"
)
#: 系统至今仅连续运行六周, 转入稳定运行至申报时不过二十来天.
SO_FAR = re.compile(
    r"(?:至今|迄今|目前|到现在|累计|总共|一共|申报时|申报日|截至申报)[^，,。；;\d]{0,4}(?P<near>仅|才|只有?|刚|不过|不到|不足)[^，,。；;\d]{0,4}?(?:稳定|连续|正式|正常|平稳)?"
    rf"(?:运行|运转|跑|使用|投用|投运|生产)?(?:了|满|过)*{_NUMBER}"
)
#: 到申报时正式运行2个月, 截至申报日连续运行50天: no word says that it is short.
BY_NOW = re.compile(
    r"(?:(?:到|至|截至|截止到?)(?:本次)?(?:申报|今|目前|填报|提交)(?:时|日|之日|前|材料)?|(?:上线|投用|投产|投运|验收|启用|投入(?:使用|运行))(?:以来|至今))[^，,。；;\d]{0,8}?(?:稳定|正式|连续|正常|平稳|已)*"
    r"(?:运行|生产|使用|投用)(?:了|满|达|共)*(?P<near>约|近|仅|才|不足|不到)?(?P<n>\d{1,2}|[一二两三四五六七八九十])\s*(?P<half>个半月|个多?月|周|天|星期)"
)
#: 场景稳定运行时间为2个月: the whole of it, by its name.
RUN_TIME = re.compile(
    r"(?:场景|项目|产线|生产线)[^，,。；;\d]{0,4}?(?:稳定|正式|平稳)运行(?:时间|时长|期)(?:已|为|是|达到?|共|[:：])*(?P<near>约|近|仅|才|不足|不到)?"
    r"(?P<n>\d{1,2}|[一二两三四五六七八九十])\s*(?P<half>个半月|个多?月|周|天|星期)"
)
#: 2025年8月20日才转入正式运行.
_DAY = r"(?P<day{n}>(?:20\d{{2}}年)?\d{{1,2}}月(?:\d{{1,2}}日)?)(?:[初中末底]|[上中下]旬)?"
SINCE = re.compile(
    r"(?P<day1>20\d{2}年\d{1,2}月(?:\d{1,2}日)?)[^，,。；;\d]{0,6}?(?:转入|投入|进入|开始|实现)(?:了)?(?:正式|稳定|连续)(?:稳定)?(?:运行|投产|生产|投运)"
    # 7月底才交付使用, 8月起才算跑顺: a late start by its own words, the year may be left out
    rf"|{_DAY.format(n=2)}(?:起|以后|开始)?[^，,。；;\d]{{0,4}}?(?:才|方才)(?:算|能|真正|正式|全部|开始)*"
    r"(?:交付|启用|上线|投用|投运|投产|跑顺|跑起来|转起来|用起来|(?:转|投|进)入|使用|运行|开机|验收合格)"
    # 正式启用时间为…, 运行记录自…始
    rf"|(?:运行(?:记录|日志|台账)(?:始|起)?|(?:正式|实际)(?:启用|投用|投运|投产|上线|运行)(?:时间|日期|日)?)(?:为|是|自|从|始于|起于|[:：])+\s*{_DAY.format(n=3)}"
    # 8月中旬完成终验，随即转入运行
    rf"|{_DAY.format(n=4)}[^，,。；;\d]{{0,4}}?(?:完成|通过|办完)[^，,。；;\d]{{0,6}}?(?:终验|竣工验收|最终验收|总体验收)[，,]?[^，,。；;\d]{{0,4}}?(?:转|投|进)入[^，,。；;\d]{{0,4}}?(?:运行|使用|生产)"
    # 2025年7月通过验收并正式投用
    rf"|{_DAY.format(n=5)}[^，,。；;\d]{{0,4}}?(?:完成|通过)[^，,。；;\d]{{0,6}}?验收[，,]?(?:并|后|随即|即)?(?:正式|全面)?(?:投用|投运|投产|投入(?:正式|实际)?(?:使用|运行|生产)|上线(?:运行)?|启用)"
    # 场景2025年7月投入试运行: what was on trial then has not run steadily since long before
    rf"|场景[^，,。；;\d]{{0,6}}?{_DAY.format(n=6)}起?[^，,。；;\d]{{0,4}}?(?:转入|投入|进入|开始|启动)?(?:了)?(?:试运[行转]|试生产|联动试车)"
    # 场景自今年8月初切换上线: said of the scene itself, its year told
    rf"|(?:场景|项目|产线|生产线|本线|该线)(?:是|已)?(?:于|自|在|从)?(?:(?:今年|本年)|(?=20)){_DAY.format(n=7)}[^，,。；;\d]{{0,4}}?"
    r"(?:正式|全面|切换|整体|全线)*(?:上线|投用|投运|投产|启用|投入(?:使用|运行)|(?:稳定|连续|正式|平稳)运行)"
)
RUNS = re.compile(r"运行|运转|投运|投用|投产|上线|使用")
LESS = ("不足", "不到", "不满", "未满")
DAYS_OF = {"个月": 30, "个多月": 30, "月": 30, "个半月": 45, "周": 7, "星期": 7, "天": 1, "日": 1}


def find_short_run_told(case: Case, months: int) -> Iterator[Answer]:
    """W where a sentence itself tells of a run shorter than the law asks."""
    for passage in case.prose():
        yield from find_late_start_told(case, passage, months)
        yield from find_restart_told(case, passage, months)
        hits = [hit for way in (SHORT_RUN, SO_FAR, BY_NOW, RUN_TIME) for hit in way.finditer(passage.text)]
        for hit in {one.end(): one for one in reversed(hits)}.values():
            if hit.re is SO_FAR and not RUNS.search(sentence_ahead(passage.text, hit.start()) + hit[0]):
                continue
            number = 3 if hit["n"] in ("数", "几") else whole_of(hit["n"])
            days = number * DAYS_OF.get(hit["half"], 30) + (15 if hit["half"] == "个半月" and number > 1 else 0)
            days -= 1 if (hit["near"] or "").endswith(LESS) else 0
            clause = sentence_ahead(passage.text, hit.start())
            besides = re.search(case.param("besides"), clause[-24:] + hit[0]) if "besides" in case.rule.params else None
            aside = OUTSIDE.search(clause) or EARLIER.search(clause + hit[0]) or re.search(PART_OF, clause + hit[0])
            if days >= months * 30 or besides or aside:
                continue
            yield case.finding(
                f"正文称“{hit[0]}”，应稳定运行{months}个月以上，请核实。",
                passage.place.quoting(hit[0]),
                severity=Severity.W,
                about=(f"{passage.place.path}“{hit[0]}”",),
                expected=f"≥{months}个月",
                found=hit[0],
            )


def find_late_start_told(case: Case, passage: Passage, months: int) -> Iterator[Answer]:
    """W where a sentence dates the start of the regular run surely less than so many months before the declaration."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    for hit in SINCE.finditer(passage.text) if declared and day else ():
        said = next(one for one in hit.groups() if one)
        numbers = [int(part) for part in re.findall(r"\d+", said)]
        numbers[:0] = [] if "年" in said or not case.day[:4].isdigit() else [int(case.day[:4])]
        start = read_days("-".join(f"{part:02d}" for part in numbers))
        sentence = sentence_ahead(passage.text, hit.start()) + hit[0]
        if start is None or day is None or declared is None or day.last >= add_months(start.first, months):
            continue
        if "年" not in said and (start.first > day.last or re.search("20\\d{2}年|去年|前年|每年|次年|当年", sentence)):
            continue  # the year is another one
        if OUTSIDE.search(sentence) or EARLIER.search(sentence) or re.search(PART_OF, sentence):
            continue
        yield tell_late(case, passage, hit[0], f"{said}至{declared.value}", months)


#: …整体退出；8月20日复装并重新投入闭环: after a stop told ahead, the day of the new start; its year may be left out.
STOPPED = re.compile(r"退出|停用|停运|停摆|停机|拆除|拆移|拆走|拆下|中断|下线|瘫痪|失效|报废|烧毁|停了")
RESTART = re.compile(
    r"(?P<day>(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日)?)[^，,。；;\d]{0,6}?(?:才|方|又|再|重新|恢复|复|重)[^，,。；;\d]{0,8}?"
    r"(?:投入|上线|投用|投运|运行|启用|使用|闭环|开机|启动|投产|恢复|装|接通)[^，,。；;]{0,10}"
)
SERVICED = re.compile(r"检修|大修|小修|停电|保养|维护|节假|春节|放假|校准|标定|换型|清洗|演练")


def find_restart_told(case: Case, passage: Passage, months: int) -> Iterator[Answer]:
    """W where the scene stood still and a sentence dates its new start too shortly before the declaration."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    if declared is None or day is None or not STOPPED.search(passage.text):
        return
    for hit in RESTART.finditer(passage.text):
        ahead = re.split(r"[。\n]", passage.text[: hit.start()])[-1]
        numbers = [int(part) for part in re.findall(r"\d+", hit["day"])]
        if "年" not in hit["day"]:
            years = re.findall(r"(20\d{2})年", ahead)
            numbers.insert(0, int(years[-1]) if years else 0)
        start = read_days("-".join(f"{part:02d}" for part in numbers)) if numbers[0] else None
        if start is None or not STOPPED.search(ahead) or not start.first <= day.last < add_months(start.first, months):
            continue
        said = ahead + hit[0]
        if SERVICED.search(said) or OUTSIDE.search(said) or EARLIER.search(said) or re.search(PART_OF, hit[0]):
            continue
        yield tell_late(case, passage, hit[0], f"{hit['day']}至{declared.value}", months)
        return


def tell_late(case: Case, passage: Passage, words: str, span: str, months: int) -> Answer:
    """W: the start told in `words` lies too shortly before the declaration."""
    declared = case.field("declare_date")
    return case.finding(
        f"正文称“{words}”，申报日期为{declared.value if declared else '未读到'}，应稳定运行{months}个月以上，请核实。",
        passage.place.quoting(words),
        *([declared] if declared else ()),
        severity=Severity.W,
        about=(f"{passage.place.path}“{words}”",),
        expected=f"≥{months}个月",
        found=span,
    )


#: A part of the scene, or a later stage of it.
PART_OF = r"模块|升级|扩容|新增|二期|三期|其余|个别|部分|另一|第[二三四]"
#: What ran so short was another thing, or at another time.
EARLIER = re.compile(r"当时|那时|最初|第一版|起初|首版|原先|原来|以前|改造前|上线前|无故障|备用|原系统|旧|竞品|同行")


#: Days that count from the year told ahead of them.
RELATIVE = re.compile(r"年底|年末|明年|来年|下半年|季度|开春|年内")


#: A later stage of which a sentence speaks ahead: 二期正在建设，计划2026年投产.
LATER_STAGE = re.compile(r"[二三四]期|扩建|新(?:厂|线|基地|车间)|另[一有外]")


def tell_unfinished(case: Case, text: str) -> str | None:
    """The words by which a sentence says that the scene is not at work yet, from the first clause that does to the
    last; none for a part of it or what was."""
    told = ""
    patterns = find_possible(case, case.reference.lexicons.lists["line_unfinished"])
    hits = sorted((hit for pattern in patterns for hit in pattern.finditer(text)), key=lambda one: one.start())
    own = [hit for hit in hits if is_own_state(case, text, hit)]
    for hit in own:
        start = max(text.rfind(stop, 0, own[0].start()) for stop in "。；;，,\n") + 1
        upto = text[start : hit.end()] + re.split(r"[。；;，,\n]", text[hit.end() :])[0]
        if re.search(r"[。；;\n]", upto) or (told and len(upto) > LONGEST):
            break
        told = upto
    day = read_days(case.day) if not told else None
    return told.strip() or (tell_ahead(text, day) if day else "") or None


#: So many characters of a sentence are told at most, but for the first clause.
LONGEST = 60


#: 明年的目标是……，尚在实施中: what is not yet done is the goal.
GOAL = re.compile(r"目标(?:是|为|产量|值|[:：])")


#: 停用待修的压滤机3台, 闲置待处置的旧炉未接入: counted or given up machines beside the line, no state of its own.
ASIDE = re.compile(r"[^，,。；;\d]{0,5}的[^，,。；;\d]{0,12}(?:\d+|[一二两三四五六七八九十几])\s*[台套部辆]")
GIVEN_UP = re.compile(r"[^，,。；;]{0,3}(?:报废|处置|拍卖|变卖|拆解|清理|核销|退役)[^，,。；;]{0,2}的(?!.{0,6}线)")
OF_LINE = re.compile(r"场景|产线|生产线|本线|该线|整线|全线|线体")


def is_own_state(case: Case, text: str, hit: re.Match[str]) -> bool:
    """Whether the words say it of the scene or the line itself, and of today."""
    clause = re.split(r"[。；;，,\n]", text[: hit.start()])[-1]
    if OUTSIDE.search(sentence_behind(text, hit.end())) or is_base_compared(text, hit.start(), hit.end()):
        return False
    told = sentence_ahead(text, hit.end()) if RELATIVE.search(hit[0]) else clause + hit[0]
    years = re.findall(r"(20\d{2})年", told)
    if years and case.day and max(years) < case.day[:4] and not re.search("仍|还|尚|至今|目前", hit[0]):
        return False
    if not OF_LINE.search(clause) and (ASIDE.match(text, hit.end()) or GIVEN_UP.match(text, hit.end())):
        return False
    planned = re.match("计划|预计|拟|定于|将于|力争|争取", hit[0])
    if planned and not clause.strip() and LATER_STAGE.search(sentence_ahead(text, hit.start())):
        return False
    if len(clause.strip()) < 2 and GOAL.search(re.split(r"[。；;\n]", text[: hit.start()])[-1]):
        return False
    return re.search(case.param("besides"), clause + hit[0]) is None


def need_end(case: Case) -> tuple[Field, Days, Field, Days]:
    """Build period and its end, declaration and its day; raises NotChecked where one is missing."""
    period, declared = case.need("build_period"), case.need("declare_date")
    end, day = read_period(period.value)[1], read_days(declared.value)
    if end is None:
        raise NotChecked(f"应用建设起止日期“{period.value}”没有可读的结束日期，无法核对。", Cause.AMBIGUOUS)
    if day is None:
        raise NotChecked(f"申报日期“{declared.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return period, end, declared, day
