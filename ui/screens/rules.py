"""规则目录: every rule with its law, searched by words, severity and the way it is checked."""

from __future__ import annotations

import streamlit as st

from model.rule import Rule
from ui import rulebook
from ui.rules_page import write_rule
from ui.words import AUTOMATIONS, SEVERITIES

ALL = "全部"


def show() -> None:
    """Draws the page."""
    st.session_state["here"] = "rules"
    names = {name: rulebook.regime_title(name) for name in rulebook.regime_names()}
    with st.container(horizontal=True, vertical_alignment="center"):
        regime = st.selectbox(
            "评审口径", list(names), format_func=lambda name: names[name], width=360, label_visibility="collapsed"
        )
        search = st.text_input(
            "查找", placeholder="编号、名称、条文、例子", width=300, label_visibility="collapsed", key="rule_search"
        )
        severity = st.segmented_control(
            "级别", (ALL, *SEVERITIES.values()), default=ALL, required=True, label_visibility="collapsed"
        )
        how = st.segmented_control(
            "方式", (ALL, *AUTOMATIONS.values()), default=ALL, required=True, label_visibility="collapsed"
        )
    book = rulebook.reference(regime)
    rules = [rule for rule in (book.rules if book else ()) if _passes(rule, search, severity or ALL, how or ALL)]
    st.caption(f"{len(rules)} 条")
    if not rules:
        st.info("没有符合条件的规则。")
        return
    st.dataframe(
        {
            "编号": [rule.id for rule in rules],
            "名称": [rule.title for rule in rules],
            "级别": [SEVERITIES[rule.severity] for rule in rules],
            "方式": [AUTOMATIONS[rule.automation] for rule in rules],
            "本口径": ["适用" if book and book.has(rule) else "不适用" for rule in rules],
            "检查": [rule.checks for rule in rules],
            "依据": ["；".join(f"{c.document} {c.article}" for c in rule.citations) for rule in rules],
        },
        hide_index=True,
        height=420,
        key="rule_table",
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        column_config={"检查": st.column_config.TextColumn(width="large")},
    )
    chosen = st.session_state["rule_table"]["selection"]
    picked = [*chosen["rows"], *(row for row, _ in chosen.get("cells", []))]
    for number in [n for n in picked if n < len(rules)][:1] or ([0] if len(rules) == 1 else []):
        st.markdown("\n".join(write_rule(rules[number])))


def _passes(rule: Rule, search: str, severity: str, how: str) -> bool:
    if severity not in (ALL, SEVERITIES[rule.severity]) or how not in (ALL, AUTOMATIONS[rule.automation]):
        return False
    haystack = "\n".join(write_rule(rule)).casefold()
    return all(word in haystack for word in search.casefold().split())
