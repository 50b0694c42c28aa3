"""What was read and checked of a book: papers, rules not checked, rules passed, fields, scenes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from check.label import name_key
from model.finding import State
from model.guide import ELEMENTS
from model.ledger import Turn, count_turns, list_gaps
from model.review import Review
from model.submission import InnerPaper, Paper, Scene
from model.text import show_likely
from pipeline.coverage import cover
from ui.rulebook import field_label, reference, rule_title
from ui.words import CAUSES, ELIGIBILITY, KINDS, SCENE_VERDICTS, STATUSES, TURNS, name_place


def show(review: Review) -> None:
    """The expanders under the findings, as wide as the page: their tables must be read without scrolling."""
    _eligibility(review)
    _award(review)
    _ledger(review)
    _passed(review)
    _fields(review)
    _scenes(review)


def show_papers(review: Review) -> None:
    """The papers of the book with how reading them ended."""
    papers = review.submission.papers
    with st.popover(f"材料 {len(papers)} 份", icon=":material/folder_open:"):
        st.dataframe(
            {
                "文件": [paper.file for paper in papers],
                "类别": [_kinds(paper) for paper in papers],
                "页数": [str(paper.pages or "") for paper in papers],
                "状态": [STATUSES[paper.status][0] for paper in papers],
                "说明": ["；".join([paper.error or "", *paper.notes]).strip("；") for paper in papers],
                "怎么办": [STATUSES[paper.status][1] for paper in papers],
            },
            hide_index=True,
            width=900,
            column_config={name: st.column_config.TextColumn(width="medium") for name in ("文件", "说明", "怎么办")},
        )


def _kinds(paper: Paper) -> str:
    """What the file is, and the papers bound in with it with their pages."""
    kind = KINDS.get(paper.kind, paper.kind)
    if not paper.inner:
        return kind
    inner = "、".join(f"{KINDS.get(one.kind, one.kind)}{_pages(one)}" for one in paper.inner)
    return f"{kind}（内有：{inner}）"


def _pages(one: InnerPaper) -> str:
    return f"（第{one.pages[0]}页）" if one.pages else ""


def _eligibility(review: Review) -> None:
    rows = review.eligibility
    if not rows:
        return
    counts = {name: sum(row.verdict is verdict for row in rows) for verdict, name in ELIGIBILITY.items()}
    said = " · ".join(f"{name} {count}" for name, count in counts.items() if count)
    with st.expander(f"申报条件 {len(rows)} 项：{said}", expanded=bool(counts["不满足"])):
        st.dataframe(
            {
                "判断": [ELIGIBILITY[row.verdict] for row in rows],
                "条件": [row.title for row in rows],
                "要求": [row.required for row in rows],
                "书中所述": [row.stated for row in rows],
                "位置": ["；".join(name_place(place) for place in row.places[:4]) for row in rows],
                "依据": [f"{row.citation.document} {row.citation.article}「{row.citation.quote}」" for row in rows],
                "规则": [row.rule for row in rows],
            },
            hide_index=True,
            column_config={
                "判断": st.column_config.TextColumn(width=80),
                "条件": st.column_config.TextColumn(width=160),
                "要求": st.column_config.TextColumn(width=300),
                "书中所述": st.column_config.TextColumn(width=380),
            },
        )


def _award(review: Review) -> None:
    """The most that may be paid, where the archive let it be worked out (SUB-08)."""
    outcome = next((o for o in review.outcomes if o.rule == "SUB-08"), None)
    told = [f.message for f in outcome.findings] or [one.text for one in outcome.shown] if outcome else []
    if told:
        with st.expander("奖励测算"):
            st.text("\n".join(told))


def _ledger(review: Review) -> None:
    """What was not checked and why, by whose turn it is; what asks nothing of anybody comes last."""
    counts = count_turns(review.outcomes)
    if review.submission.form is None:
        title = "全部规则未能检查"
    else:
        title = f"未能检查 {counts[Turn.MEND]} 条 · 须另行核对 {counts[Turn.LOOK]} 条 · 无须处理 {counts[Turn.NONE]} 条"
    with st.expander(title):
        gaps = list_gaps(review.outcomes)
        if not gaps:
            st.caption("所有适用的规则都检查过了。")
            return
        turns = [turn for turn in Turn if any(gap.turn is turn for gap in gaps)]
        for turn, tab in zip(turns, st.tabs([TURNS[turn] for turn in turns]), strict=True):
            lines = [gap for gap in gaps if gap.turn is turn]
            with tab:
                st.dataframe(
                    {
                        "类别": [CAUSES[gap.cause] for gap in lines],
                        "原因": [gap.reason for gap in lines],
                        "范围": ["部分" if gap.partly else "全部" for gap in lines],
                        "规则": [_name_rules(review, gap.rules) for gap in lines],
                    },
                    hide_index=True,
                    column_config={
                        "类别": st.column_config.TextColumn(width=130),
                        "原因": st.column_config.TextColumn(width=640),
                        "范围": st.column_config.TextColumn(width=60),
                    },
                )


def _name_rules(review: Review, rules: Sequence[str]) -> str:
    return "、".join(f"{rule} {rule_title(review.regime, rule)}" for rule in rules)


def _passed(review: Review) -> None:
    clean = [o.rule for o in review.outcomes if o.state is State.CLEAN]
    idle = sum(o.state is State.NOT_APPLICABLE for o in review.outcomes)
    with st.expander(f"已通过 {len(clean)} 条 · 不适用 {idle} 条"):
        if not clean:
            st.caption("暂无。")
            return
        st.dataframe({"规则": clean, "名称": [rule_title(review.regime, rule) for rule in clean]}, hide_index=True)


def _fields(review: Review) -> None:
    book = review.submission
    with st.expander(f"读出的字段 {len(book.fields)} 项 · 空白 {len(book.blanks)} 项"):
        if not (book.fields or book.blanks):
            st.caption("没有读出字段。")
            return
        st.dataframe(
            {
                "名称": [name_key(field_label(review.regime, book.form, f.key) or None, f.key) for f in book.fields]
                + [name_key(b.label or None, b.key) for b in book.blanks],
                "值": [f.value for f in book.fields] + ["（未填）" for _ in book.blanks],
                "单位": [f.unit or "" for f in book.fields] + ["" for _ in book.blanks],
                "原文": [f.text for f in book.fields] + [b.text for b in book.blanks],
                "位置": [name_place(f.place) for f in book.fields] + [name_place(b.place) for b in book.blanks],
            },
            hide_index=True,
        )


def _scenes(review: Review) -> None:
    scenes = review.submission.scenes
    if not scenes:
        return
    with st.expander(f"场景判定 {len(scenes)} 个"):
        st.dataframe(
            {
                "申报环节": [s.declared_link for s in scenes],
                "申报场景": [s.declared_scene for s in scenes],
                "判定": [SCENE_VERDICTS.get(s.verdict, s.verdict) for s in scenes],
                "内容最像的场景": [
                    "；".join(f"{c.name} {show_likely(c.score)}" for c in s.candidates[:3]) for s in scenes
                ],
                "依据": [_grounds(s) for s in scenes],
                "申报场景未见的要素": ["、".join(s.missing) for s in scenes],
            },
            hide_index=True,
            column_config={"依据": st.column_config.TextColumn(width="large")},
        )
        if book := reference(review.regime):
            covered = cover(scenes, book.guide)
            st.caption("环节：" + _counts(covered.links) + "。维度：" + _counts(covered.dimensions) + "。")


def _grounds(scene: Scene) -> str:
    """The phrases of the text that speak for the likeliest scenario, element by element."""
    if not scene.candidates:
        return ""
    said: dict[str, dict[str, None]] = {}
    for mark in scene.marks:
        if mark.no == scene.candidates[0].no:
            said.setdefault(mark.element, {})[mark.phrase] = None
    return "；".join(f"{element}：{'、'.join(said[element])}" for element in ELEMENTS if element in said)


def _counts(pairs: Iterable[tuple[str, int]]) -> str:
    """生产作业 2、生产管理 1; what is not covered is named as such."""
    pairs = list(pairs)
    found = "、".join(f"{name} {count}" for name, count in pairs if count) or "无"
    absent = "、".join(name for name, count in pairs if not count)
    return f"{found}（未涉及：{absent}）" if absent else found
