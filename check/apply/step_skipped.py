"""ELIG-A-09, E-01, L-01, APP-03, APP-04, APP-07, APP-08, ELIG-C-10: the order of the ladder, bans, repeated scenes."""

from __future__ import annotations

from collections.abc import Iterator

from check.apply.history import held_level, need_day, need_history, say_award
from check.apply.listed_before import find_listed_before
from check.apply.told_again import find_told_again
from check.apply.told_applications import find_told_loss, find_told_title
from check.apply.told_history import find_told_ban, find_told_jump, find_told_low
from check.apply.told_level import awarded, find_notice_lower, tell_pending, told_lower
from check.apply.told_old import find_old_rows, find_told_old
from check.apply.told_punished import find_told_punished
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, Skipped
from check.dates import add_months, read_days
from check.due_place import name_works
from check.registry import rule
from check.spelling import fold_text
from check.telling import find_word, tell_texts
from model.archive import CANCELLED, DEMOTED
from model.finding import Cause, Severity
from model.regime import CARRIERS


@rule("ELIG-A-09", "ELIG-E-01", "ELIG-L-01")
def find_step_missing(case: Case) -> Iterator[Answer]:
    """The severity stands in the law; 自评 leaves no document, so a word in the book is enough there."""
    carriers = case.param("carriers")
    if case.carrier not in carriers:
        raise NotApplicable(f"本规则适用于{'、'.join(carriers)}，本材料为{case.carrier or '未识别的载体'}。")
    term = case.law("held_before")
    held, how, severity = term.value["held"], term.value["how"], Severity(term.value["severity"])
    told = find_word(
        list(tell_texts(case)),
        [f"{how}为{held}", f"{how}{held}", f"{held}智能工厂", f"{held}（"],
        case.reference.lexicons,
    )
    pending = tell_pending(case, held)
    if pending is not None and not awarded(case, held):
        told = None
    try:
        awards = need_history(case)
    except NotChecked as why:
        lower = None if told else pending or (None if awarded(case, held) else told_lower(case, held, how))
        if lower is not None and not case.unread:
            yield case.finding(
                f"书中写有“{lower.text}”，未见{how}{held}，{term.source}要求先{how}{held}，请核实。",
                lower,
                *name_works(case, "title"),
                severity=max(severity, Severity.E, key=lambda s: s.rank),
                tags=("not_evidenced",),
                about=("history",),
                expected=held,
                found=lower.text,
            )
            return
        if told is None:
            raise
        notices = list(find_notice_lower(case, held, told)) if how == "获评" else []
        yield from notices or [Skipped(f"书中提到“{told.text}”，{why}", Cause.OUTSIDE)]
        return
    if "ladder" in case.rule.params and not awards and case.written("first_choice") is not None:
        yield Agreed("首次申报，可直接申报先进级")
        return
    best = held_level(awards)
    if best is not None and best[0] >= CARRIERS.index(held):
        yield case.agree(say_award(best[1]), best[1].place)
        return
    if how == "自评" and told is not None:
        yield case.agree(f"“{told.text}”", told)
        return
    name = case.field("company_name") or case.need("applicant")
    yield case.finding(
        f"档案中“{name.value}”{f'最高为{CARRIERS[best[0]]}' if best else '没有获评记录'}，"
        f"{term.source}要求先{how}{held}，请核实。",
        *((name, best[1].place) if best else (name,)),
        severity=severity,
        about=("history",),
        expected=held,
        found=CARRIERS[best[0]] if best else "无",
    )


@rule("APP-03")
def find_ladder_skipped(case: Case) -> Iterator[Answer]:
    """E for a jump over a level; the same level again is W, but for scenes."""
    case.law("ladder")
    if case.carrier not in CARRIERS:
        raise NotApplicable("未识别申报载体。")
    if case.archive is None and (
        told := [
            *(list(find_told_jump(case)) or find_told_low(case)),
            *(() if list(find_told_loss(case)) else find_told_title(case)),
        ]
    ):
        yield from told
        return
    awards = need_history(case)
    if not awards:
        yield Agreed("首次申报")
        return
    best = held_level(awards)
    target = CARRIERS.index(case.carrier)
    held = best[0] if best else -1
    name = case.field("company_name") or case.need("applicant")
    if best is None:
        yield Skipped("档案中只有旧称号或已取消的称号，逐级情况见APP-04、APP-08。", Cause.OUTSIDE)
    elif target > held + 1:
        yield case.finding(
            f"档案中最高为{CARRIERS[held]}（{say_award(best[1])}），本次申报{case.carrier}，原则上应逐级申报，请核实。",
            name,
            best[1].place,
            about=("history",),
            expected=CARRIERS[held + 1],
            found=case.carrier,
        )
    elif target <= held and case.carrier != "优秀场景":
        yield case.finding(
            f"档案中已有{CARRIERS[held]}（{say_award(best[1])}），本次又申报{case.carrier}，请核实是否复核或重复申报。",
            name,
            best[1].place,
            severity=Severity.W,
            about=("history",),
            expected=f"{CARRIERS[held]}以上",
            found=case.carrier,
        )
    else:
        yield case.agree(say_award(best[1]), best[1].place)


@rule("APP-04")
def find_restart_wrong(case: Case) -> Iterator[Answer]:
    """After a demotion from the carrier lowered to, after a cancellation from the one below the cancelled."""
    if case.archive is None and (told := list(find_told_loss(case))):
        yield from told
        return
    awards = need_history(case)
    fallen = [a for a in awards if a.state in (DEMOTED, CANCELLED) and a.carrier in CARRIERS]
    if not fallen:
        yield Agreed("档案中没有降格或取消")
        return
    last = max(fallen, key=lambda award: award.state_date or award.granted)
    since = [a for a in awards if a.state not in (DEMOTED, CANCELLED) and a.granted > last.state_date]
    top = CARRIERS.index(last.carrier) - 1
    if last.state == DEMOTED and last.lowered_to in CARRIERS:
        top = CARRIERS.index(last.lowered_to)
    again = held_level(tuple(since))
    top = max(0, top, again[0] + 1 if again else 0)
    if case.carrier in CARRIERS and CARRIERS.index(case.carrier) > top:
        name = case.field("company_name") or case.need("applicant")
        yield case.finding(
            f"档案中{say_award(last)}，再次申报应从{CARRIERS[top]}起，本次申报{case.carrier}，请核实。",
            name,
            last.place,
            about=("history",),
            expected=CARRIERS[top],
            found=case.carrier,
        )
    else:
        yield case.agree(say_award(last), last.place)


@rule("APP-07")
def find_scene_again(case: Case) -> Iterator[Answer]:
    """W when the archive holds the same scene of the same applicant (and, where both are known, of the same line)."""
    scene = case.need("scene_name")
    own = fold_text(scene.value).removesuffix("场景")
    line = {fold_text(f.value) for f in case.submission.like("t2[", "].instance_name")}
    if case.archive is None and (told := [*find_told_again(case), *find_listed_before(case)][:1]):
        yield from told
        return
    for award in need_history(case):
        names = fold_text(award.project)
        if (
            award.carrier == "优秀场景"
            and own
            and own in names
            and not (award.line and line and fold_text(award.line) not in line)
        ):
            yield case.finding(
                f"本次申报场景“{scene.value}”，档案中{say_award(award)}，名称相同，请核实是否同一产线的同一场景。",
                scene,
                award.place,
                expected="不同的场景或产线",
                found=award.project,
            )
    yield Agreed()


@rule("APP-08")
def find_old_title(case: Case) -> Iterator[Answer]:
    """I: titles of before the new rules are re-reviewed, not built upon."""
    until = str(case.law("old_titles_until").value)
    if case.archive is None and (told := list(find_told_old(case, until)) or list(find_old_rows(case, until))):
        yield from told
        return
    old = [a for a in need_history(case) if a.granted and a.granted < until[: len(a.granted)] and a.state == "有效"]
    if not old:
        yield Agreed()
        return
    name = case.field("company_name") or case.need("applicant")
    yield case.finding(
        f"档案中{'；'.join(say_award(a) for a in old)}，为{until[:7]}之前获评，按新细则复审，请核实复审情况。",
        name,
        *(a.place for a in old),
        about=("history.old",),
        expected="先复审",
        found="、".join(a.carrier for a in old),
    )


@rule("ELIG-C-10", "REG-04")
def find_banned(case: Case) -> Iterator[Answer]:
    """B when the declaration lies surely within a ban; without a printed end it lasts the law's years."""
    term, named = case.law("ban_years"), case.written("ban_articles")
    years, articles = int(term.value), tuple(named.value if named and named.value else (term.article,))
    if case.archive is None:
        told = list(find_told_ban(case))
        told = told or list(find_told_punished(case, years))
        yield from told
        if told:
            return
    awards = need_history(case)
    day, declared = need_day(case), case.need("declare_date")
    for award in awards:
        start = read_days(award.barred_from or (award.state_date if award.cause in articles else ""))
        end = read_days(award.barred_until)
        if start is None and end is None:
            continue
        last = end.last if end else add_months(start.last, 12 * years) if start else day.last
        first_free = end.first if end else add_months(start.first, 12 * years) if start else day.first
        if day.last < first_free:
            severity = Severity.B
        elif day.first < last:
            severity = Severity.W
        else:
            continue
        yield case.finding(
            f"档案中{say_award(award)}（{award.cause or '限制申报'}），"
            f"限制申报至{award.barred_until or last.isoformat()}，"
            f"申报日期{declared.value}在限制期内，请核实。",
            declared,
            award.place,
            severity=severity,
            about=("history.ban",),
            expected=f"{award.barred_until or last.isoformat()}之后",
            found=declared.value,
        )
    yield Agreed("档案中没有在限制期内的处理")
