"""All rules together: a clean book, unreadable books, crashes, folding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build_submission import build_submission, reference

import check
from check.case import Answer, Case, NotApplicable
from check.fold import fold_findings
from check.registry import find_logics, rule
from corpora import load
from model.finding import Finding, Outcome, Severity, State
from model.place import Place

CLEAN = {"from": "clean"}


def test_clean_book_has_no_finding() -> None:
    """A book without a fault, full of innocent traps, gives no finding at all."""
    found = [
        f.message for outcome in check.check_submission(build_submission(CLEAN), reference()) for f in outcome.findings
    ]
    assert found == []


def test_every_rule_answers() -> None:
    """One outcome for each rule of the reference, in its order."""
    outcomes = check.check_submission(build_submission(CLEAN), reference())
    assert [outcome.rule for outcome in outcomes] == [row.id for row in reference().rules]


def test_not_checked_has_a_reason() -> None:
    """What was not checked or does not apply says why."""
    for given in ({}, CLEAN, {"form": None}, {"form": "GS-03"}):
        for outcome in check.check_submission(build_submission(given), reference()):
            assert outcome.state is not State.CRASHED, outcome
            assert outcome.state in (State.FOUND, State.CLEAN) or outcome.reason


def test_no_book_gives_one_reason() -> None:
    """Without a readable book no rule on the book claims that something is missing."""
    for given in ({"form": None}, {"status": "needs_ocr"}):
        outcomes = check.check_submission(build_submission(given), reference())
        assert not [outcome for outcome in outcomes if outcome.findings]
        forms = {row.id for row in reference().rules if row.forms and "GS-02" in row.forms}
        reasons = {o.reason for o in outcomes if o.rule in forms and o.state is State.NOT_CHECKED}
        assert len(reasons) == 1


def test_other_form_does_not_apply() -> None:
    """A rule of the scene book does not apply to a 基础级 book."""
    outcomes = check.check_submission(build_submission({"form": "GS-03"}), reference())
    state = {outcome.rule: outcome.state for outcome in outcomes}
    assert state["LEN-01"] is State.NOT_APPLICABLE


def test_other_regime_does_not_apply() -> None:
    """A rule of Gansu does not apply under another regime; arithmetic and codes hold everywhere."""
    outcomes = check.check_submission(build_submission(CLEAN), load("fujian-2025"))
    state = {outcome.rule: outcome.state for outcome in outcomes}
    assert (state["ELIG-S-05"], state["I-02"]) == (State.NOT_APPLICABLE, State.CLEAN)


def test_crash_is_contained(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken rule answers `crashed` with class and message; the others go on."""

    def explode(case: Case) -> list[Answer]:
        raise KeyError("limit")

    logics = {**find_logics(), "LEN-01": explode}
    monkeypatch.setattr(check, "find_logics", lambda: logics)
    outcomes = {outcome.rule: outcome for outcome in check.check_submission(build_submission(CLEAN), reference())}
    assert outcomes["LEN-01"].state is State.CRASHED
    assert outcomes["LEN-01"].reason == "KeyError: 'limit'"
    assert outcomes["I-02"].state is State.CLEAN


def test_not_applicable_by_the_rule_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule may say that it does not speak of such a book."""

    def decline(case: Case) -> list[Answer]:
        raise NotApplicable("本材料不涉及。")

    logics = {**find_logics(), "LEN-01": decline}
    monkeypatch.setattr(check, "find_logics", lambda: logics)
    outcomes = {outcome.rule: outcome for outcome in check.check_submission(build_submission(CLEAN), reference())}
    assert (outcomes["LEN-01"].state, outcomes["LEN-01"].reason) == (State.NOT_APPLICABLE, "本材料不涉及。")


def test_rule_without_function_is_not_checked() -> None:
    """A row of data without a function is never silently clean."""
    row = replace(reference().rules[0], id="X-99", logic="")
    outcomes = check.check_submission(build_submission(CLEAN), replace(reference(), rules=(row,)))
    assert [outcome.state for outcome in outcomes] == [State.NOT_CHECKED]


def test_two_functions_for_one_rule() -> None:
    """An id is served by one function."""
    find_logics()
    with pytest.raises(ValueError, match="LEN-01"):
        rule("LEN-01")(lambda case: [])


def test_same_input_same_output() -> None:
    """Two runs over one submission agree to the last word."""
    submission = build_submission({"from": "clean", "fields": {"debt_ratio[2024]": "62.00"}})
    assert check.check_submission(submission, reference()) == check.check_submission(submission, reference())


def make_outcome(rule_id: str, about: str, severity: Severity = Severity.E) -> Outcome:
    place = Place("a.docx", "t1/r1c1")
    return Outcome(rule_id, State.FOUND, severity, (Finding(severity, "不一致，请核实。", (place,), about=(about,)),))


def test_folding_names_the_last_root() -> None:
    """C follows from B, B from A: both are folded under A and weigh nothing."""
    base = reference().rules[0]
    rules = [replace(base, id=i, outranked_by=u) for i, u in (("A", ()), ("B", ("A",)), ("C", ("B",)))]
    folded = fold_findings([make_outcome(i, "x") for i in "ABC"], rules)
    assert [o.findings[0].folded_under for o in folded] == [None, "A", "A"]
    assert [o.severity for o in folded] == [Severity.E, Severity.I, Severity.I]
    assert "folded" in folded[1].findings[0].tags
    assert {o.state for o in folded} == {State.FOUND}


@pytest.mark.parametrize(("a", "b", "root"), [("E", "W", "A"), ("W", "E", "B"), ("W", "W", "A")])
def test_of_two_that_outrank_one_another_the_graver_is_the_root(a: str, b: str, root: str) -> None:
    """A sentence against a sentence and against a cell: the graver stays, of equals that of the first rule."""
    base = reference().rules[0]
    rules = [replace(base, id="A", outranked_by=("B",)), replace(base, id="B", outranked_by=("A",))]
    outcomes = [make_outcome("A", "x", Severity(a)), make_outcome("B", "x", Severity(b))]
    folded = fold_findings(outcomes, rules)
    assert {o.rule: o.findings[0].folded_under for o in folded} == {"A": None, "B": "A"} if root == "A" else {
        "A": "B", "B": None,
    }  # fmt: skip


def test_other_field_is_not_folded() -> None:
    """A finding on another field stands for itself."""
    base = reference().rules[0]
    rules = [replace(base, id="A", outranked_by=()), replace(base, id="B", outranked_by=("A",))]
    folded = fold_findings([make_outcome("A", "x"), make_outcome("B", "y")], rules)
    assert folded[1].findings[0].folded_under is None


def test_digits_from_a_picture_of_the_page_are_at_most_doubtful() -> None:
    """crosschecks.md §1: a number that was recognised never gives E until a person confirms it; a printed one does."""
    printed = build_submission({"fields": {"total_assets[2024]": "36348.17", "bs.total_assets[2024]": "263481700"}})
    pages = replace(printed.papers[0], ocr_pages=(3,))
    fields = tuple(replace(f, place=replace(f.place, page=3)) for f in printed.fields)
    scanned = replace(printed, papers=(pages, *printed.papers[1:]), fields=fields)
    for submission, severity in ((printed, Severity.E), (scanned, Severity.W)):
        (finding,) = next(o for o in check.check_submission(submission, reference()) if o.rule == "F-04").findings
        assert finding.severity is severity
        assert ("ocr" in finding.tags) == (severity is Severity.W)


def test_a_link_misread_by_one_character_is_no_finding() -> None:
    """生产作亚 on a scanned page is not to be told from 生产作业; 研发设计 is another link however it is read; two rows
    in one tell of neither."""
    for said, scene, state in (
        ("生产作亚", "质量精准追溯", State.NOT_CHECKED),
        ("研发设计", "质量精准追溯", State.FOUND),
        ("生产管理", "质量精准追溯|能源智能管控", State.NOT_CHECKED),
    ):
        printed = build_submission({"fields": {"link_name": said, "scene_name": scene}})
        pages = replace(printed.papers[0], ocr_pages=(3,))
        fields = tuple(replace(f, place=replace(f.place, page=3)) for f in printed.fields)
        scanned = replace(printed, papers=(pages, *printed.papers[1:]), fields=fields)
        outcomes = {o.rule: o.state for o in check.check_submission(scanned, reference())}
        assert outcomes["ELIG-S-02"] is state
        assert outcomes["ELIG-S-03"] is not State.FOUND, "one link alone, or one that cannot be read"


def test_a_tick_on_a_scan_with_every_box_beside_it_is_a_doubt() -> None:
    """With boxes lost in recognition it is a hint only."""
    own = {"company_name": "甘肃乙铸管有限公司", "gs_01.rows[1].company_name": "甘肃乙铸管有限公司"}
    for text, severity in (
        ("□中央企业□地方国企√民营企业□三资企业", Severity.W),
        ("中央企业□地方国企√民营企业三资企业", Severity.I),
    ):
        tick = {"value": "民营企业", "text": text, "ticked": ["民营企业"]}
        printed = build_submission({"fields": {**own, "ownership": tick, "gs_01.rows[1].ownership": "地方国企"}})
        pages = replace(printed.papers[0], ocr_pages=(3,))
        fields = tuple(
            f if f.key.startswith("gs_01") else replace(f, place=replace(f.place, page=3)) for f in printed.fields
        )
        scanned = replace(printed, papers=(pages, *printed.papers[1:]), fields=fields)
        (finding,) = next(o for o in check.check_submission(scanned, reference()) if o.rule == "X-04").findings
        assert finding.severity is severity


def test_few_words_of_artificial_intelligence_on_a_scan_are_a_doubt() -> None:
    """A scene counted by its words may have lost them where it was read from a picture."""
    scenes = [{"scene": "在线智能检测", "row": n, "text": "建成立体仓库一座，配置堆垛机三台"} for n in (1, 2)]
    printed = build_submission({"form": "GS-12", "passages": {"profile": "本公司申报领航级智能工厂"}, "scenes": scenes})
    pages = replace(printed.papers[0], ocr_pages=(3,))
    placed = tuple(replace(one, place=replace(one.place, page=3)) for one in printed.scenes)
    scanned = replace(printed, papers=(pages, *printed.papers[1:]), scenes=placed)
    for submission, severity in ((printed, Severity.B), (scanned, Severity.W)):
        (finding,) = next(o for o in check.check_submission(submission, reference()) if o.rule == "AI-02").findings
        assert finding.severity is severity


def test_an_impossible_fall_between_two_numbers_is_the_wrong_percentage_of_these() -> None:
    """由60分钟压缩到24分钟，缩短150%: one cause, so A-10 stands under A-15."""
    told = {"scheme_text": "单台换产时间由60分钟压缩到24分钟，缩短150%。"}
    outcomes = check.check_submission(build_submission({"told": told}), reference())
    found = {o.rule: f for o in outcomes for f in o.findings if o.rule in ("A-10", "A-14", "A-15")}
    assert {found[rule].folded_under for rule in found} == {None, "A-15"}
    assert found["A-15"].severity is Severity.E
    assert found["A-10"].folded_under == "A-15"


def test_no_form_stands_twice_in_a_rule() -> None:
    assert [r.id for r in reference().rules if len(r.forms) != len(set(r.forms))] == []
