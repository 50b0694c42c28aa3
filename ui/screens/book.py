"""审查详情: the findings of one book on the left, what they stand on and the decision on the right."""

from __future__ import annotations

import streamlit as st

from model.document import mostly_unread
from model.finding import Severity
from model.review import Review, risk
from ui import rulebook, session
from ui.cards import Card, build_cards, flatten, next_open
from ui.components import mount_findings
from ui.export_xlsx import findings_workbook
from ui.plain import md
from ui.screens import facts, open_book, open_queue, verdicts, viewer
from ui.screens.queue import XLSX
from ui.words import NO_BOOK, SCORE, SEVERITIES, STATUSES, name_verdict


def show() -> None:
    """Draws the page of the book that the address names (`id`, and `batch` when it is in several)."""
    st.session_state["here"] = "review"
    submission, batch = st.query_params.get("id", ""), st.query_params.get("batch")
    if not submission:  # by the menu: back to the book that was open
        submission, batch = st.session_state.get("open_book", ("", None))
    review = session.store().review(submission, batch) if submission else None
    if review is None:
        _tell_missing(submission, batch)
        return
    st.session_state["open_book"] = (submission, batch)
    name = batch or session.store().batch_of(submission)
    decisions = session.store().decisions(submission)
    cards = build_cards(review, decisions, session.store().batch_outcomes(name))
    current = _current(submission, cards)
    _header(review, name, cards)
    verdicts.show_lost(review, decisions, cards)
    left, right = st.columns([0.4, 0.6], gap="medium")
    with left:
        _findings(review, cards, current)
    with right:
        verdicts.show(review, name, cards, current)
        viewer.show(review, name, current)
    facts.show(review)


def _tell_missing(submission: str, batch: str | None) -> None:
    newer = session.store().newer_version(submission, batch) if submission else None
    if newer is None:
        st.info("没有选中申报书。请从待审队列里选一件。")
    else:
        st.info("这个地址上的一版已由新提交的一版替换。上一版的决定已保存，问题相同的在新的一版中沿用。")
        if st.button("打开新的一版", type="primary"):
            open_book(*newer)
    if st.button("返回待审队列"):
        open_queue()


def _current(submission: str, cards: list[Card]) -> Card | None:
    if st.session_state.get("book") != submission:
        st.session_state["book"] = submission
        st.session_state["selected"] = next_open(cards, None)
        st.session_state["panel"] = None
    flat = flatten(cards)
    found = next((card for card in flat if card.fingerprint == st.session_state.get("selected")), None)
    return found or (flat[0] if flat else None)


def _header(review: Review, batch: str, cards: list[Card]) -> None:
    book = review.submission
    company = book.field("company_name")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("队列", icon=":material/arrow_back:", help="返回待审队列"):
            open_queue()
        st.header(md(company.value if company else book.name, 60), width="content")
        st.markdown(_badges(review, cards), width="stretch", help=SCORE)
        facts.show_papers(review)
        st.download_button(
            "导出", lambda: _export(review, batch), f"问题清单_{book.name}.xlsx", XLSX, icon=":material/download:",
            on_click="ignore", help="把本件全部问题和决定导出为 Excel",
        )  # fmt: skip


def _badges(review: Review, cards: list[Card]) -> str:
    colours = {Severity.B: "red", Severity.E: "orange", Severity.W: "gray", Severity.I: "gray"}
    counts = {severity: sum(card.severity is severity for card in cards) for severity in SEVERITIES}
    decided = sum(card.decision is not None for card in cards)
    parts = [f":blue-badge[{md(rulebook.form_title(review.regime, review.submission.form), 40)}]"]
    parts.append(f"风险分 **{risk(review.outcomes)}**")
    parts += [f":{colours[s]}-badge[{name} {counts[s]}]" for s, name in SEVERITIES.items() if counts[s]]
    parts.append(f"已定 **{decided} / {len(cards)}**")
    unread = sum(not paper.status.readable for paper in review.submission.papers)
    if unread:
        parts.append(f":orange-badge[读不出 {unread} 份]")
    return "　".join(parts)


def _export(review: Review, batch: str) -> bytes:
    store = session.store()
    remark = session.note_export(review.submission.id, {"name": review.submission.name})
    return findings_workbook(
        [review],
        store.decisions,
        lambda rule: rulebook.rule_title(review.regime, rule),
        store.batch_outcomes(batch),
        remark,
    )


def _findings(review: Review, cards: list[Card], current: Card | None) -> None:
    def picked() -> None:
        choice = st.session_state["findings"].pick
        if choice:
            st.session_state["selected"], st.session_state["panel"] = str(choice), None

    mount_findings(
        {
            "items": [_item(review, card) for card in cards],
            "selected": current.fingerprint if current else None,
            "empty": _nothing_found(review),
        },
        key="findings",
        on_pick=picked,
    )


def _nothing_found(review: Review) -> str:
    """What an empty list means: a clean book, one that could not be read, or none at all."""
    if review.submission.form:
        return "没有发现问题。请看下面“未能检查”，确认哪些没有查。"
    unread = next((paper for paper in review.submission.papers if not paper.status.readable), None)
    if unread is None:
        lost = next((p for p in review.submission.papers if mostly_unread(p.pages, p.unread_pages)), None)
        return f"没有可审查的申报书：“{lost.file}”{'；'.join(lost.notes)}" if lost else NO_BOOK
    return (
        f"没有可审查的申报书：“{unread.file}”{STATUSES[unread.status][0]}，{unread.error or STATUSES[unread.status][1]}"
    )


def _item(review: Review, card: Card) -> dict[str, object]:
    decision = card.decision
    return {
        "fingerprint": card.fingerprint,
        "severity": card.severity.value,
        "severityName": SEVERITIES[card.severity],
        "rule": card.rule,
        "title": rulebook.rule_title(review.regime, card.rule),
        "message": card.finding.message,
        "batch": card.batch,
        "mark": decision.verdict.value if decision else "",
        "markName": name_verdict(decision) if decision else "",
        "reason": decision.reason if decision else "",
        "folded": [_item(review, inner) for inner in card.folded],
    }
