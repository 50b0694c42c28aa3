"""Properties of the rules that compare numbers, against the interval arithmetic of `model.amount`."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from build_submission import build_archive, build_submission, reference
from hypothesis import given, settings
from hypothesis import strategies as st

from check import check_batch, check_submission
from check.maturity.score_off import band_holds
from check.size.class_differs import rank
from check.subsidy.netting import most_award
from model.amount import Interval
from model.finding import Outcome, Severity, State

quick = settings(max_examples=60, deadline=None)
STEPS = st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.01")])
MODES = st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])
LAW = reference().law


def one(rule_id: str, given_: dict[str, object]) -> Outcome:
    rules = tuple(rule for rule in reference().rules if rule.id == rule_id)
    from dataclasses import replace

    return check_submission(build_submission(given_), replace(reference(), rules=rules))[0]


@quick
@given(st.decimals("70", "99.99", places=3), STEPS, MODES)
def test_a_ratio_that_is_enough_never_fails_however_it_is_printed(true: Decimal, step: Decimal, mode: str) -> None:
    """ELIG-B-03: rounded or cut off, a true ratio of 70 % or more passes."""
    printed = true.quantize(step, mode)
    assert (
        one("ELIG-B-03", {"form": "GS-03", "passages": {"c1.2": f"数字化研发设计工具普及率为{printed}%。"}}).state
        is State.CLEAN
    )


@quick
@given(st.decimals("1", "66", places=2), st.sampled_from(["", "约", "近"]))
def test_a_ratio_that_is_surely_too_low_blocks(stated: Decimal, hedge: str) -> None:
    """ELIG-B-03: under 70 % even with the slack of its hedge it is B, else W, and never clean."""
    outcome = one("ELIG-B-03", {"form": "GS-03", "passages": {"c1.2": f"数字化研发设计工具普及率{hedge}{stated}%。"}})
    slack = stated * Decimal("0.10" if hedge else 0) + 1
    assert outcome.findings
    assert outcome.severity is Severity.B or stated + slack >= 70


@quick
@given(st.decimals("1000", "90000", places=4), STEPS, MODES)
def test_an_investment_that_is_enough_never_fails(true: Decimal, step: Decimal, mode: str) -> None:
    """ELIG-B-04: 1000 万元 or more, however printed."""
    assert (
        one("ELIG-B-04", {"form": "GS-03", "fields": {"line_investment": str(true.quantize(step, mode))}}).state
        is State.CLEAN
    )


@quick
@given(st.decimals("2000", "90000", places=4), STEPS, MODES)
def test_a_revenue_above_scale_never_fails(true: Decimal, step: Decimal, mode: str) -> None:
    """ELIG-C-02: 2000 万元 or more, however printed."""
    assert one("ELIG-C-02", {"fields": {"main_revenue[2024]": str(true.quantize(step, mode))}}).state is State.CLEAN


@quick
@given(st.decimals("0.8", "5", places=3), STEPS)
def test_a_score_fits_the_level_it_was_rounded_from(true: Decimal, step: Decimal) -> None:
    """CMMM-02: the level of the true score always holds the printed one."""
    bands = {int(k): [Decimal(x) for x in v] for k, v in LAW.term("maturity_bands").value.items()}  # type: ignore[union-attr]
    level = max(n for n, (low, _) in bands.items() if true >= low)
    printed = true.quantize(step, ROUND_HALF_UP)
    assert band_holds(bands, level, Interval(printed - step / 2, printed + step / 2))


@quick
@given(st.integers(1, 3000), st.integers(1, 90000))
def test_the_class_never_rises_when_a_figure_falls(staff: int, revenue: int) -> None:
    """SIZE-01: 下划一档 is monotone in both figures."""
    bounds = LAW.term("size_bounds").value  # type: ignore[union-attr]
    size = min(rank(Decimal(staff), bounds["staff"]), rank(Decimal(revenue), bounds["revenue"]))
    fewer = min(rank(Decimal(staff // 2), bounds["staff"]), rank(Decimal(revenue), bounds["revenue"]))
    poorer = min(rank(Decimal(staff), bounds["staff"]), rank(Decimal(revenue // 2), bounds["revenue"]))
    assert size >= max(fewer, poorer)


CARRIERS = ("优秀场景", "基础级", "先进级", "卓越级", "领航级")
PAID = st.lists(st.tuples(st.sampled_from((*CARRIERS, "数字化车间")), st.integers(0, 300)), max_size=6)


@quick
@given(PAID, st.sampled_from(CARRIERS))
def test_awards_after_the_netting_never_exceed_any_cap(paid: list[tuple[str, int]], carrier: str) -> None:
    """SUB-01 … 08: never negative, never over the cap of the carrier, the scenes or the total."""
    archive = build_archive([{"carrier": c, "amount": a, "granted": "2022-12"} for c, a in paid])
    assert archive is not None
    netting = most_award(LAW, carrier, archive.awards)
    assert netting is not None
    caps = {"优秀场景": 30, "基础级": 100, "先进级": 300, "卓越级": 100, "领航级": 200}
    total = sum(a for c, a in paid if c not in ("卓越级", "领航级"))
    scenes = sum(a for c, a in paid if c == "优秀场景")
    basic = sum(a for c, a in paid if c == "基础级")
    assert 0 <= netting.most <= caps[carrier]
    expected = {
        "优秀场景": min(30, 100 - scenes, 300 - total),
        "基础级": min(100 - scenes, 300 - total),
        "先进级": min(300 - scenes - basic, 300 - total),
        "卓越级": 100,
        "领航级": 200,
    }[carrier]
    assert netting.most == max(0, expected)


@quick
@given(st.sampled_from(CARRIERS), st.sampled_from(["第二十四条", "第二十五条"]))
def test_nothing_is_paid_after_a_cancellation(carrier: str, article: str) -> None:
    archive = build_archive([{"carrier": "基础级", "state": "取消", "cause": article}])
    assert archive is not None
    netting = most_award(LAW, carrier, archive.awards)
    assert netting is not None
    assert netting.most == 0


@quick
@given(st.decimals("100", "900000", places=4), STEPS, STEPS, MODES)
def test_one_true_figure_printed_in_two_books_never_differs(true: Decimal, a: Decimal, b: Decimal, mode: str) -> None:
    """X-01: rounded or cut off to whatever digit in either book."""
    books = [
        build_submission({"id": str(n), "fields": {"company_name": "甲", "declare_date": "2025-09", key: value}})
        for n, (key, value) in enumerate(
            [("total_assets[2024]", str(true.quantize(a, mode))), ("total_assets[2024]", str(true.quantize(b)))]
        )
    ]
    outcome = next(o for o in check_batch(books, reference()) if o.rule == "X-01")
    assert all(finding.severity is Severity.I for finding in outcome.findings)


@quick
@given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.integers(1, 200))
def test_a_list_of_machines_is_faulty_exactly_where_it_is_longer(listed: list[int], stated: int) -> None:
    """P-22: the sum of the list against the number told."""
    fields = {f"t2[1].equipment[{n}].name": f"数控车床（{k}台）" for n, k in enumerate(listed, 1)}
    outcome = one("P-22", {"fields": fields, "told": {"scheme_text": f"产线有自动化设备{stated}台。"}})
    assert (outcome.state is State.FOUND) == (sum(listed) > stated)
