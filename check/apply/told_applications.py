"""FMT-01, APP-02 to APP-04: what the book itself tells of other applications, titles held and titles lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from check.apply.loss_reasons import without_reasons
from check.case import Answer, Case, NotApplicable
from check.letters import is_letter, say_source, tell_everywhere
from check.registry import rule
from check.sought import Sought
from check.telling import Text
from model.finding import Severity
from model.regime import CARRIERS

_LEVEL = r"(?P<level>优秀(?:应用)?场景|基础级|先进级|卓越级|领航级)"
_SECOND = r"(?P<second>(?:优秀)?(?:应用)?场景|基础级|先进级)"
#: Words without which a sentence speaks of none of these levels.
LEVELS = Sought("优秀|基础级|先进级|卓越级|领航级")
APPLY = Sought(
    rf"(?:申报|(?:报送|提交|递交)(?=[^，,。；;]{{0,24}}申[报请])|(?<!曾)(?:申请|报请|提请)(?:被)?(?:认定|评定|评为|列入)|(?:另(?:外|行)?|还|又|同时|同步|一并|并行|并列)(?:也|已)?申请)(?:了|的是|为|[:：])?(?:20\d{{2}}年(?:度)?)?[^，,。；;、]{{0,12}}?{_LEVEL}"
)
#: 另编制了《甘肃省基础级智能工厂申报书》，一并报送.
BOOK_TOO = Sought(
    rf"(?:另|同时|同步|一并|还|又|本批次?|同批次?|本次)[^。；;]{{0,50}}?(?:编制|编写|填报|填写|报送|提交|递交|上报|准备|送交|送审|报)(?:了)?"
    rf"[^。；;]{{0,16}}?{_LEVEL}[^。；;，,]{{0,8}}?申报(?:书|材料|表)"
    rf"|(?:另|还|又|同时|同步|一并)(?:也|已)?(?:申|上)?报(?:了|送了)?(?:一份|一个|[一二两三\d]个|一项)?[^。；;，,]{{0,8}}?"
    rf"{_LEVEL.replace('level', 'beside')}"
    rf"|(?:同批次?|同时|另|还)(?:还|外)?有[^。；;，,]{{0,16}}?"
    rf"{_LEVEL.replace('level', 'more')}[^。；;，,]{{0,8}}?申报(?:书|材料|表)"
    rf"|(?:另|单独|分册|同时|同批|一并|还)[^。；;，,]{{0,10}}?(?:按|以|作为)[^。；;，,]{{0,8}}?"
    rf"{_LEVEL.replace('level', 'apart')}[^。；;，,]{{0,10}}?(?:报送|申报|上报|提交|送审|报出|送出)"
    # 场景和先进级一起报; 同时递了基础级; 优秀场景那一份另行上报
    rf"|{_LEVEL.replace('level', 'one')}(?:智能工厂)?(?:和|与|、|连同|跟)[^，,。；;]{{0,6}}?{_SECOND}"
    rf"[^，,。；;]{{0,6}}?(?:一起|一并|同时|都|一道)(?:申?报|上报|递|送)"
    rf"|(?:同时|同日|一并)(?:还|也|又)?(?:递|报|送|交|填)(?:交|送|报)?了(?:一[份套册本])?[^，,。；;]{{0,6}}?"
    rf"{_LEVEL.replace('level', 'two')}"
    rf"|{_LEVEL.replace('level', 'three')}(?:智能工厂)?(?:的)?(?:那|这)?一?[份套册本件][^，,。；;]{{0,10}}?"
    rf"(?:另行|另外|单独|同批|同时|也已?)[^，,。；;]{{0,4}}?(?:上报|报送|报出|申报|送出|递交|提交)"
    # 本册之外，基础级的本子已随同一批次送到…; 除本书外另有优秀场景申报书亦于同日递交
    rf"|(?:另|还|亦|也|同日|同时|同一?批|一并|"
    rf"(?:本册|本书|本卷|本套|本份|这本|本申报书|本材料|本场景|该场景|本项目|本次)(?:之|以)?外)[^。；;]{{0,50}}?"
    rf"{_LEVEL.replace('level', 'handed')}(?:智能工厂)?(?:的)?[^。；;，,]{{0,6}}?"
    rf"(?:本子|册子|材料|申报(?:书|表)|一[套册本份]|那[套册本份])[^。；;，,]{{0,16}}?(?:[报送交递]到?(?:了|出|往|至|给|去)?|提交|受理|送审|装订|打印)"
    # 二车间整理的《基础级智能工厂申报书》一套，与本书同期报送
    rf"|{_LEVEL.replace('level', 'along')}(?:智能工厂)?[^。；;，,]{{0,8}}?"
    r"(?:申报(?:书|材料|表)|材料|本子|册子)[^。；;]{0,24}?"
    r"(?:同[期批日时步]|一[并同起道块]|随(?:本|此|同))[^。；;，,]{0,8}?(?:[报送呈递]|上交|提交)"
)
BESIDE = re.compile(
    r"同时|同步|同期|一并|一同|一起|一道|单独|并列|另(?:外|行)?|还|并行|分别|同一?批|同日|(?:之|以)外|和|及|与"
)
HELD = Sought(
    rf"(?:(?:获评|获得|获批|获(?=[^，,。；;]{{0,6}}(?:省|基础级|先进级))|入选|(?<!申请)(?<!请)认定为|评为|评定为|列入|荣获|取得|通过)(?:了)?[^。；;,，]{{0,20}}?"
    rf"|(?:20\d{{2}}年(?:起|以来)?|现|已|目前)(?:即|便|就|已经?)?(?:是|为|成为)(?:首批)?(?:甘肃|福建|山东|本)?省?(?:级|认定的)?)"
    rf"{_LEVEL}(?:智能工厂)?"
)
#: A withdrawal ends its clause or names the title (取消了纸质工单 is none), and a comma ahead of it needs a word of it.
_GONE = (
    r"(?=$|[，,。；;、）)”（(]|后|并|且|至今|以后|之后|以来|了(?:$|[，,。；;）)])"
    r"|[^，,。；;]{0,10}?(?:称号|资格|牌|名单|认定|级|场景|智能工厂))"
)
_UNTIL = r"(?:[^，,。；;]{0,24}?|[^。；;]{0,24}?(?:被|遭|称号|资格|牌|予以|复核|复审|未通过|未达)[^。；;]{0,12}?)"
LOST = Sought(
    rf"{_LEVEL}{_UNTIL}(?:撤销|取消|撤消|摘牌|摘掉|摘除|收回){_GONE}"
    rf"|(?:撤销|取消|撤消|收回)(?:了)?[^。；;，,]{{0,16}}?{_LEVEL.replace('level', 'behind')}"
    r"(?:智能工厂)?(?:的)?(?=$|[，,。；;、）)”]|称号|资格|认定|牌|名单|荣誉|等级|证书)"
)
#: 省级资格被取消, 牌匾已收回, 从名单中移出: the title is gone, its level stands in the sentence or ahead of it.
FALLEN = Sought(
    r"(?:(?:资格|称号|荣誉|牌匾|牌子|铜牌|证书|认定|等级|(?<!子公司)名单|公示)[^。；;，,]{0,14}?|(?:被|已|遭|予以|后)(?:省厅|省工信厅|省里|主管部门|认定机关|依规|依法)*)"
    r"(?:取消|撤销|撤消|摘(?:了|牌|掉|除|下|去|走)|收回|收走|注销|作废|除名|剔除|移[出除]|终止)"
    rf"{_GONE}"
    r"|(?:取消|撤销|撤消|收回|注销|终止)(?:了)?[^。；;，,]{0,12}?(?:资格|称号|荣誉|牌匾|牌子|铜牌|证书|认定)"
    r"|(?:资格|称号|荣誉|牌匾|牌子)[^。；;，,]{0,10}?(?:失去|丧失|丢了|丢掉|没了|(?:没|没有|未|未能|没能)(?:保住|保留))"
    r"|(?:失去|丧失|不再(?:具有|保有|拥有|享有|持有))(?:了)?[^。；;，,]{0,12}?(?:资格|称号|荣誉|牌匾|认定)"
)
#: What else can be withdrawn: 专精特新资格, 投标资格, 订单.
OTHER_TITLE = re.compile(
    r"高新|专精特新|小巨人|投标|供货|绿色工厂|职称|上岗|操作证|驾驶|特种|体系|认证证书|国家级|两化|瞪羚|单项冠军|许可|药品|产品(?:注册|批)"
    r"|失信|被执行人|黑名单|经营异常|信用|纳税|处罚"
)
#: The level won, told ahead of its loss.
WON = Sought(
    rf"(?:获评|获得|获批|入选|认定为|评为|评定为|列入|荣获|取得|通过|授予|拿到|评上|成为|曾(?:经)?(?:是|为))(?:了)?[^。；;,，]{{0,20}}?{_LEVEL}"
    rf"|{_LEVEL.replace('level', 'titled')}(?:智能工厂)?(?:的)?(?:称号|资格|牌匾|牌子)"
)
#: 荣誉：2021年省先进级智能工厂（备注：…): a row of titles.
TITLED = re.compile(rf"[^。；;，,]{{0,6}}?[:：]?\s*20\d{{2}}年(?:度|\d{{1,2}}月)?[^。；;，,]{{0,8}}?{_LEVEL}")
AHEAD = 3  # sentences ahead of the loss that may name its level
#: Plans, others, what is not so, and what was applied for and won before.
NOT_NOW = re.compile(
    r"下一步|未来|后续|今后|将来|逐步|基础上|打下|打好|准备|待|条件|标准|要求|力争|争取|目标|择机|适时|帮助|辅导|指导|带动|推动|支持|引导"
    r"|供应商|客户|集团|兄弟|分公司|子公司|分厂|基地|合资|参股|控股|关联|别家|邻厂|园区|行业|同行|其他|全省|全市|未|没有|不|曾|申报书|申报表|申报材料|申报指南|申报通知|申报工作"
)
OTHERS = re.compile(
    r"供应商|客户|用户|集团(?!公司)|兄弟|分公司|子公司|分厂|合资|参股|园区|行业|同行|其他|全省|全市|帮助|辅导"
    r"|未(?!能?(?:获(?:得)?|予)?(?:通过|过|整改|达|合格|完成|按|保))|没有(?!能?(?:通过|过|达|整改|合格|完成|按|保))|并非|标杆|先进单位|同城|某企业|尚"
)
#: 编制了申报书，已一并送…: done, whatever it strives for (为争取一次到位).
DONE = re.compile(
    r"(?:编制|编写|填报|填写|准备|提交|报送|递交|上报|送)了|已(?:经)?(?:一并|同时|另行|于)?[^，,。；;]{0,16}?[报送交递]"
)
#: Of a sentence so much is quoted whole.
SHOWN = 120
#: Chapters on what is to come: 计划2026年把造粒纳入排产；同步申报基础级.
PLANS = ("improve_plan", "promote_plan")
THIS_TIME = re.compile(r"本次|此次|今年|本年度|本批|同一?批|同[期日]|一并|已(?:经)?(?:提交|报[送了]?|申报|送|交|递|随)")
#: 2025年3月先进级被降为优秀场景.
LOWERED = Sought(
    rf"(?:(?:降格|降级|降|下调|调低|调[整降]|改列|退|贬)(?:为|至|到|成)|退回|(?:降|调|转|改)[^，,。；;]{{0,6}}?(?:为|至|到|成))(?:了)?[“”]?(?:省级?)?(?:智能制造)?{_LEVEL}(?!智能工厂(?:标准|条件|要求))"
)
RESTORED = Sought(
    r"重新(?=[^，,。；;]{0,6}(?:获|取得|评上|认定|评定|授|入选|通过))|再次(?!申报|申请|提出|上报|参评|按|以|从|填|报|递|提交)"
    r"|恢复(?!申报)|(?<!未)复[审核]通过|整改后[^，,。；;]{0,14}?(?<!自评)(?:恢复|获|通过(?!自评)|取得|认定|验收)"
)


@rule("APP-02")
def find_two_carriers_told(case: Case) -> Iterator[Answer]:
    """W where the book says that another carrier is applied for beside it; the batch decides by its books."""
    free = case.reference.law.term("first_choice", case.carrier, case.day)
    told = [one for one in other_applications(case) if BESIDE.search(one[1])] if free and free.value else []
    if not told:
        raise NotApplicable("本规则就整批材料核对，结果见批次核对。")
    for text, clause, level in told[:1]:
        yield case.finding(
            f"正文称“{clause}”，本书申报{case.carrier}，首次申报从{'、'.join(free.value) if free else ''}中任选一个，"
            f"是否又申报{level}，请核实。",
            text.place.quoting(clause),
            severity=Severity.W,
            about=(f"{text.place.path}“{clause}”",),
            expected=case.carrier,
            found=level,
        )


def find_other_carrier_told(case: Case) -> Iterator[Answer]:
    """FMT-01, W: the book says that it applies for another carrier than its form."""
    for text, clause, level in [one for one in other_applications(case) if not BESIDE.search(one[1])][:1]:
        yield case.finding(
            f"正文称“{clause}”，所用为{case.carrier}的申报书，请核实申报的载体。",
            text.place.quoting(clause),
            severity=Severity.W,
            about=(f"{text.place.path}“{clause}”",),
            expected=case.carrier,
            found=level,
        )


def tell_levels(case: Case) -> Iterator[tuple[Text, str]]:
    """The sentences of book and letters that name one of the levels."""
    return ((text, said) for text, said in tell_everywhere(case, LEVELS) if LEVELS.may_be_in(said))


def other_applications(case: Case) -> list[tuple[Text, str, str]]:
    """(text, clause, level) of this year's applications for another carrier."""
    found = []
    year = case.day[:4]
    for text, sentence in tell_levels(case):
        hit = BOOK_TOO.search(sentence) if not is_letter(text) else None
        named = ["优秀场景" if "场景" in one else one for one in hit.groupdict().values() if one] if hit else []
        level = next((one for one in named if one != case.carrier), case.carrier)
        if hit is None or level == case.carrier:
            continue
        if case.reference.lexicons.is_plan(sentence[: hit.end()]) and not DONE.search(sentence, hit.start()):
            continue
        dated = set(re.findall(r"20\d{2}", hit[0]))
        late = text.key in PLANS and year not in dated and not THIS_TIME.search(sentence)
        if late or NOT_NOW.search(re.sub("申报(?:书|材料|表)", "", hit[0])) or (dated and dated != {year}):
            continue
        found.append((text, sentence.strip() if len(sentence) <= SHOWN else hit[0].strip(), level))
    for text, sentence in tell_levels(case):
        for clause in re.split("[，,]", sentence if not is_letter(text) else ""):
            for hit in APPLY.finditer(clause):
                level = "优秀场景" if "场景" in hit["level"] else hit["level"]
                years = re.findall(r"20\d{2}", clause)
                won = HELD.search(clause)
                if text.key in PLANS and year not in years and not THIS_TIME.search(clause):
                    continue
                handed = hit[0].startswith(("报送", "提交", "递交"))
                rest = clause.replace("申报材料", "").replace("申报书", "") if handed else clause
                if level == case.carrier or won or NOT_NOW.search(rest) or (years and set(years) != {year}):
                    continue
                if not case.reference.lexicons.is_plan(clause.replace("拟申报", "申报")):
                    found.append((text, clause.strip(), level))
    return found


def find_told_title(case: Case) -> Iterator[Answer]:
    """APP-03, W: a factory of this level or a higher one is told as won already."""
    target = CARRIERS.index(case.carrier) if case.carrier in CARRIERS else 0
    for text, sentence in tell_levels(case):
        for before, clause in pairwise(("", *re.split("[，,]", sentence))):
            hit = HELD.search(clause)
            if hit is None or target == 0 or "场景" in hit["level"] or OTHERS.search(before + clause):
                continue
            lost = LOST.search(sentence) is not None
            if CARRIERS.index(hit["level"]) < target or lost or case.reference.lexicons.is_plan(before + clause):
                continue
            yield case.finding(
                f"{say_source(text)}“{clause.strip()}”，本次又申报{case.carrier}，请核实是否复核或重复申报。",
                text.place.quoting(clause.strip()),
                severity=Severity.W,
                about=("history",),
                expected=f"{hit['level']}以上",
                found=case.carrier,
            )
            return


def find_told_loss(case: Case) -> Iterator[Answer]:
    """APP-04, E: a title told as cancelled, and an application above the level below it."""
    target = CARRIERS.index(case.carrier) if case.carrier in CARRIERS else -1
    for text, sentence, level, lowered in told_losses(case):
        top = CARRIERS.index(level) if lowered else max(0, CARRIERS.index(level) - 1)
        lost = next((hit for p in (LOWERED, LOST, FALLEN) if (hit := p.search(sentence))), None)
        if target <= top or case.reference.lexicons.is_plan(sentence[: lost.end()] if lost else sentence):
            continue
        yield case.finding(
            f"{say_source(text)}“{sentence.strip()}”，再次申报应从{CARRIERS[top]}起，本次申报{case.carrier}，请核实。",
            text.place.quoting(sentence.strip()),
            about=("history",),
            expected=CARRIERS[top],
            found=case.carrier,
        )
        return


def told_losses(case: Case) -> Iterator[tuple[Text, str, str, bool]]:
    """(text, sentence, level, whether lowered to it) of every title told as lost; the level may stand ahead."""
    ahead: list[str] = []
    key = None
    if not any(tell_everywhere(case, LOWERED, LOST, FALLEN)):
        return
    for text, sentence in tell_everywhere(case):
        ahead = ahead[-AHEAD:] if key == text.key else []
        key = text.key
        lowered = LOWERED.search(sentence)
        hit = lowered or LOST.search(sentence)
        level = next((one for one in hit.groupdict().values() if one), "") if hit else ""
        if not level and FALLEN.search(sentence) and not OTHER_TITLE.search(sentence):
            own = TITLED.match(sentence)
            level = (
                own["level"]
                if own
                else next((one for said in (sentence, *reversed(ahead)) if (one := last_won(said))), "")
            )
        ahead.append(sentence)
        level = "优秀场景" if "场景" in level else level
        told = without_reasons(around_loss(sentence, hit or FALLEN.search(sentence)))
        if level in CARRIERS and not OTHERS.search(told) and not RESTORED.search(sentence):
            yield text, sentence, level, lowered is not None


def around_loss(sentence: str, loss: re.Match[str] | None) -> str:
    """The clause of whom the sentence speaks, and those of the loss with the one ahead: no 居行业前五位."""
    if loss is None:
        return sentence
    ends = [0, *(hit.end() for hit in re.finditer("[，,]", sentence)), len(sentence)]
    clauses = [(sentence[a:b], a < loss.end() and b > loss.start()) for a, b in pairwise(ends)]
    first = next((n for n, (_, own) in enumerate(clauses) if own), 0)
    return "".join(one for n, (one, own) in enumerate(clauses) if own or n in (0, first - 1))


def last_won(said: str) -> str:
    """The level that a sentence tells as won by the applicant, "" where it tells none."""
    clauses = [one for one in re.split("[，,：:]", said) if not OTHERS.search(one)]
    hits = [hit for clause in clauses for hit in WON.finditer(clause)]
    return next((one for one in hits[-1].groupdict().values() if one), "") if hits else ""
