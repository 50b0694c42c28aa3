"""The decision bar: 确认成立 (1) · 不成立 (2) · 需企业说明 (3) · 撤销 (U), and going on (↑ ↓ N)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from model.review import Decision, Review, Verdict
from ui import rulebook, session
from ui.cards import Card, flatten, next_open, step_from
from ui.plain import md
from ui.screens import open_book, open_queue
from ui.trouble import shielded
from ui.words import REASONS, VERDICTS, name_time


def show(review: Review, batch: str, cards: list[Card], current: Card | None) -> None:
    """Draws the bar and, under it, the panel for a reason or a question."""
    submission = review.submission.id
    off = current is None
    mark = current.fingerprint if current else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        st.button(
            "确认成立", type="primary", shortcut="1", disabled=off, key="confirm", on_click=shielded(_decide),
            args=(submission, cards, mark, Verdict.CONFIRMED, ""),
        )  # fmt: skip
        st.button("不成立", shortcut="2", disabled=off, key="dismiss", on_click=_open_panel, args=("dismiss",))
        st.button("需企业说明", shortcut="3", disabled=off, key="ask", on_click=_open_panel, args=("ask",))
        undoable = mark if current and current.decision else _last_decided(cards)
        st.button(
            "撤销", shortcut="U", type="tertiary", key="undo", on_click=shielded(_undo), args=(submission, undoable),
            disabled=not undoable, help="撤销这一条的决定；这一条未定时，撤销刚才的决定",
        )  # fmt: skip
        st.space("stretch")
        if current:
            _explain(review, current)
        st.button(
            "上一条", shortcut="Up", type="tertiary", key="up", on_click=_move, args=(cards, mark, -1), disabled=off
        )
        st.button(
            "下一条",
            shortcut="Down",
            type="tertiary",
            key="down",
            on_click=_move,
            args=(cards, mark, 1),
            disabled=off,
        )
        if st.button("下一件", shortcut="N", key="next"):
            _next_book(batch, submission)
    if current is None:
        return
    with st.empty().container():  # a closed panel goes at once, not at the end of the run: keys typed next are commands
        panel = st.session_state.get("panel")
        if panel == "dismiss":
            _dismiss_panel(submission, cards, current)
        elif panel == "ask":
            _ask_panel(submission, cards, current)
        elif current.decision:
            decision = current.decision
            said = f"：{md(decision.reason)}" if decision.reason else ""
            whence = "沿用上一版的决定：" if decision.carried else ""
            st.caption(f"{whence}{VERDICTS[decision.verdict]}{said}（{md(decision.by)}，{name_time(decision.at)}）")
        elif next_open(cards, None) is None:
            st.caption("本件全部问题都已决定。")


def show_lost(review: Review, decisions: Mapping[str, Decision], cards: Sequence[Card]) -> None:
    """Decisions of a former version that no finding of this one answers to: one line, and the list under it."""
    shown = {card.fingerprint for card in flatten(cards)}
    lost = [decision for mark, decision in decisions.items() if decision.carried and mark not in shown]
    foreign = session.store().left_behind(review.submission.id)
    for told, title in (
        (lost, "上一版有 {} 条决定不再对应：本版没有相同的问题"),
        (foreign, "上一版有 {} 条决定没有沿用：上一版的申报单位或表式与本版不同"),
    ):
        if told:
            with st.expander(title.format(len(told)), icon=":material/history:"):
                st.dataframe(
                    {
                        "上一版的问题": [decision.finding or "（未留存）" for decision in told],
                        "决定": [VERDICTS[decision.verdict] for decision in told],
                        "理由或说明": [decision.reason for decision in told],
                        "决定人": [decision.by for decision in told],
                        "决定时间": [name_time(decision.at) for decision in told],
                    },
                    hide_index=True,
                    column_config={"上一版的问题": st.column_config.TextColumn(width="large")},
                )


def _dismiss_panel(submission: str, cards: list[Card], current: Card) -> None:
    form = st.form(f"dismiss_{current.fingerprint}", border=True)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.selectbox("不成立的理由", REASONS, index=None, placeholder="请选择理由", width=190)
        more = st.text_input("补充说明", placeholder="选“其他”时必填", width="stretch")
        sent = st.form_submit_button("确定不成立", type="primary", shortcut="Ctrl+Enter")
        st.form_submit_button("取消", on_click=_open_panel, args=(None,))
    if not sent:
        return
    if reason is None:
        st.warning("请先选择不成立的理由。")
    elif reason == "其他" and not more.strip():
        st.warning("选“其他”时请写明理由。")
    else:
        words = f"{reason}：{more.strip()}" if more.strip() else reason
        _decide(submission, cards, current.fingerprint, Verdict.DISMISSED, words)
        st.rerun()


def _ask_panel(submission: str, cards: list[Card], current: Card) -> None:
    with st.form(f"ask_{current.fingerprint}", border=True):
        question = st.text_area("请企业说明", value=current.finding.question or current.finding.message, height=92)
        with st.container(horizontal=True):
            sent = st.form_submit_button("确定", type="primary", shortcut="Ctrl+Enter")
            st.form_submit_button("取消", on_click=_open_panel, args=(None,))
    if not sent:
        return
    if not question.strip():
        st.warning("请写明要企业说明什么。")
    else:
        _decide(submission, cards, current.fingerprint, Verdict.ASK, question.strip())
        st.rerun()


def _explain(review: Review, card: Card) -> None:
    with st.popover("规则", icon=":material/menu_book:", help="这条规则查什么、依据哪一条"):
        rule = rulebook.rule(review.regime, card.rule)
        if rule is None:
            st.text(f"{card.rule}：没有找到这条规则的说明。")
            return
        st.markdown(f"**{md(rule.id)}　{md(rule.title)}**")
        st.text(rule.checks)
        for citation in rule.citations:
            st.markdown(f"**依据**　{md(citation.document)} {md(citation.article)}")
            st.text(f"“{citation.quote}”")
        if rule.formula:
            st.markdown("**公式**")
            st.text(rule.formula)
        if rule.innocent:
            st.markdown("**可能的正常情形**")
            st.text("\n".join(f"· {line}" for line in rule.innocent))


def _decide(submission: str, cards: list[Card], mark: str, verdict: Verdict, reason: str) -> None:
    session.store().decide(submission, Decision(mark, verdict, reason, session.reviewer(), session.now()))
    st.toast(f"已记录：{VERDICTS[verdict]}")
    for card in cards:  # what was read before this decision: the decided card must not be found open
        if card.fingerprint == mark:
            card.decision = Decision(mark, verdict, reason, "", "")
    st.session_state["last_decided"] = mark
    st.session_state["selected"] = next_open(cards, mark) or mark
    st.session_state["panel"] = None


def _last_decided(cards: list[Card]) -> str:
    """The finding of this book that was decided last on this page, if it still is."""
    last = str(st.session_state.get("last_decided") or "")
    return next((card.fingerprint for card in cards if card.fingerprint == last and card.decision), "")


def _undo(submission: str, mark: str) -> None:
    if session.store().undo(submission, mark, session.reviewer(), session.now()):
        st.toast("已撤销，恢复为待核")
        st.session_state["selected"] = mark
        st.session_state["last_decided"] = None
    st.session_state["panel"] = None


def _open_panel(panel: str | None) -> None:
    st.session_state["panel"] = panel


def _move(cards: list[Card], mark: str, step: int) -> None:
    st.session_state["selected"] = step_from(cards, mark, step)
    st.session_state["panel"] = None


def _next_book(batch: str, submission: str) -> None:
    following = session.next_book(batch, submission)
    if following is None:
        st.toast("已经是队列里的最后一件")
        open_queue()
    else:
        open_book(*following)
