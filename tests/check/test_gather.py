"""A thin book is told once; a single lack, and what a field lacks, stand for themselves."""

from __future__ import annotations

from build_submission import build_submission, reference

from check import check_rules, check_submission
from model.finding import Finding, Outcome, Severity

THIN = {"form": "GS-04", "passages": {"c3": "本公司依法经营，产品销往各地。"}, "fields": {"mode": "离散型智能制造模式"}}
TOLD = (
    "数字化研发设计工具普及率85%，关键工序数控化率72%，采用PLM平台管理产品数据，MES覆盖产品全生命周期的65%。"
    "成立数字化领导小组。装备和软件均为国产，网络安全等级保护二级。成本管控、订单交付、绩效考核、供应商协同均上系统。"
)


def lacks(outcomes: tuple[Outcome, ...]) -> dict[str, Finding]:
    return {o.rule: f for o in outcomes for f in o.findings if "not_evidenced" in f.tags}


def test_what_a_thin_book_lacks_is_one_finding_with_a_check_list() -> None:
    """The gravest rule names the others; each of them keeps its line, as I, under that root."""
    found = lacks(check_submission(build_submission(THIN), reference()))
    own = {rule for rule, f in found.items() if f.severity is Severity.W and not f.about}
    under = {rule: f for rule, f in found.items() if f.folded_under}
    assert own == {"ELIG-A-03"}
    assert len(under) >= 3
    assert {f.folded_under for f in under.values()} == own
    titles = {rule.id: rule.title for rule in reference().rules}
    assert all(titles[rule] in found["ELIG-A-03"].message for rule in under)
    assert all(f.severity is Severity.I for f in under.values())


def test_topics_of_a_ticked_mode_stand_for_themselves() -> None:
    """FMT-16 speaks of a field: it is never told away."""
    assert lacks(check_submission(build_submission(THIN), reference()))["FMT-16"].severity is Severity.W


def test_a_single_lack_is_a_finding_of_its_own() -> None:
    """A book that tells the rest and is silent on one requirement: W under that rule, nothing folded."""
    for silent, rule in (("成立数字化领导小组。", "ELIG-C-07"), ("关键工序数控化率72%，", "ELIG-A-05")):
        book = build_submission({**THIN, "passages": {"c3": TOLD.replace(silent, "")}})
        found = lacks(check_submission(book, reference()))
        assert found[rule].severity is Severity.W
        assert found[rule].folded_under is None


def test_nothing_is_lost_by_gathering() -> None:
    """The same rules find the same number of things, gathered or not."""
    book = build_submission(THIN)
    count = {o.rule: len(o.findings) for o in check_rules(book, reference())}
    assert {o.rule: len(o.findings) for o in check_submission(book, reference())} == count


def test_links_of_a_book_that_tells_enough_are_told_one_by_one() -> None:
    """Each link that a long book leaves out is a cause of its own, as grave as its rule."""
    long = "厂区依山而建，道路硬化，绿化完好，职工食堂与宿舍齐备，交通便利。" * 60
    book = build_submission({"form": "GS-12", "passages": {"b3": long}})
    found = lacks(check_submission(book, reference()))
    links = [found[f"CONT-E-{n}"] for n in range(1, 6)]
    assert [(one.severity, one.folded_under) for one in links] == [(Severity.W, None)] * 5
