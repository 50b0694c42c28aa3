"""SUB-01 … 08: an award in the archive above its cap or without the netting; the most that may be paid now."""

from __future__ import annotations

from collections.abc import Iterator

from check.apply.history import need_history, say_award
from check.apply.told_history import find_told_award
from check.batch import company_code, company_name
from check.case import Agreed, Answer, Case, NotApplicable, NotChecked
from check.registry import rule
from check.show import show_plain
from check.subsidy.netting import ZERO, most_award
from model.archive import Award
from model.finding import Cause
from model.regime import CARRIERS


@rule("SUB-01", "SUB-02", "SUB-03", "SUB-04", "SUB-05", "SUB-06", "SUB-07")
def find_award_too_high(case: Case) -> Iterator[Answer]:
    """Each award of the applicant since the rules hold against what had been paid before it; proposals included."""
    law = case.reference.law
    if not any(law.term("subsidy", carrier) for carrier in CARRIERS):
        raise NotApplicable("本评审口径没有奖励标准。")
    if case.archive is None and case.rule.id == "SUB-01" and (told := list(find_told_award(case))):
        yield from told
        return
    awards = all_awards(case)
    since = law.term("measure")
    first = str(since.value["from"])[:7] if since else ""
    judged, unread = False, [award for award in awards if award.unread]
    for n, award in enumerate(awards):
        if award.amount is None or (award.granted and award.granted[:7] < first):
            continue
        if any(one in unread for one in awards[:n]):
            continue  # what had been paid before it is not known
        netting = most_award(law, award.carrier, awards[:n])
        if netting is None:
            continue
        judged = True
        own = next(((text, limit) for rule_id, text, limit in netting.steps if rule_id == case.rule.id), None)
        if own is None or award.amount <= max(own[1], ZERO):
            yield Agreed()
            continue
        most = show_plain(max(own[1], ZERO))
        name = case.field("company_name") or case.need("applicant")
        yield case.finding(
            f"档案中“{name.value}”{award.granted}{award.carrier}奖励{show_plain(award.amount)}万元，{own[0]}{most}万元，请核实。",
            award.place,
            *(a.place for a in awards[:n]),
            about=(f"award[{n}]",),
            expected=f"≤{most}万元",
            found=f"{show_plain(award.amount)}万元",
        )
    if not judged and unread:
        raise NotChecked(say_unread(unread), Cause.OUTSIDE)
    if not judged:
        raise NotChecked("档案中没有该单位本办法施行以来的奖励，无从核对。", Cause.OUTSIDE)


@rule("SUB-08")
def find_award_reduced(case: Case) -> Iterator[Answer]:
    """I where earlier awards reduce the most that may be paid now; the calculation is shown in any case."""
    awards = need_history(case)
    netting = most_award(case.reference.law, case.carrier, awards)
    if netting is None:
        raise NotApplicable(f"本评审口径没有{case.carrier or '本材料'}的奖励标准。")
    if unread := [award for award in awards if award.unread]:
        raise NotChecked(say_unread(unread), Cause.OUTSIDE)
    cap = case.law("subsidy")
    if netting.most >= cap.value:
        yield Agreed(f"最高{show_plain(netting.most)}万元（{netting.formula}）", tuple(a.place for a in awards))
        return
    name = case.field("company_name") or case.need("applicant")
    yield case.finding(
        f"本次{case.carrier}奖励最高{show_plain(netting.most)}万元（{netting.formula}），请核实往年奖励。",
        name,
        *(a.place for a in awards),
        about=("subsidy",),
        expected=f"≤{show_plain(netting.most)}万元",
        found=f"上限{cap.value}万元",
    )


def say_unread(awards: list[Award]) -> str:
    return f"档案中{'；'.join(map(say_award, awards))}，奖励金额没有读出，不能测算，请核对档案表头和金额。"


def all_awards(case: Case) -> tuple[Award, ...]:
    """The applicant's rows with the proposed ones, oldest first."""
    need_history(case)
    archive = case.archive
    return archive.of(company_name(case), company_code(case)) if archive else ()
