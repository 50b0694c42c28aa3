"""待审队列: the batch at a glance, what could not be read on top, and the books by risk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from model.finding import Cause, Severity
from model.ledger import Gap, Turn, list_gaps
from pipeline.reference import DEFAULT_REGIME
from store import QueueRow
from ui import session
from ui.export_xlsx import findings_workbook
from ui.plain import md
from ui.rulebook import rule_title
from ui.screens import intake, open_book
from ui.words import CAUSES, KINDS, NO_BOOK, SCORE, SEVERITIES, STATUSES, TURNS

FILTERS = ("全部", "有待核", "有硬伤", "有读不出")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Draws the page."""
    batches = session.store().batches()
    if st.session_state.get("here") != "queue":  # a new visit starts without a selected row
        st.session_state["visit"] = st.session_state.get("visit", 0) + 1
    st.session_state["here"] = "queue"
    if not batches:
        _welcome()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        batch = st.selectbox("批次", batches, width=240, label_visibility="collapsed")
        search = st.text_input("查找", placeholder="查找单位、表格或文件名", width=260, label_visibility="collapsed")
        kept = st.segmented_control("只看", FILTERS, default=FILTERS[0], required=True, label_visibility="collapsed")
        st.space("stretch")
        _tools(batch)
    rows = session.store().queue(batch)
    _summary(rows)
    intake.show_running()
    _unreadable(rows)
    shown = [row for row in rows if _passes(row, kept or FILTERS[0], search)]
    session.set_order([(row.batch, row.submission) for row in shown])
    _table(shown)
    _batch(batch)
    _ledger(batch, rows)


def _batch(batch: str) -> None:
    """What the rules over the whole batch say: too many books, carriers, recommendations; tables against books."""
    outcomes = session.store().batch_outcomes(batch)
    found = [(outcome, finding) for outcome in outcomes for finding in outcome.findings]
    if not found:
        return
    with st.expander(f"批次核对：{len(found)} 条", expanded=True, icon=":material/groups:"):
        for outcome, finding in found:  # as text, not as cells: a message must be read whole
            rule = md(f"{outcome.rule} {rule_title(DEFAULT_REGIME, outcome.rule)}")
            st.markdown(f"**{SEVERITIES[finding.severity]}**　{rule}　{md(finding.message, 2000)}")
            st.caption("涉及：" + "、".join(md(name, 60) for name in outcome.submissions))


def _ledger(batch: str, rows: Sequence[QueueRow]) -> None:
    """What was not checked in this batch, by reason; counted anew when a review is saved."""
    stamp = max((row.saved_at for row in rows), default="")
    gaps = _gaps_of(str(session.workspace()), batch, stamp)
    if not gaps:
        return
    count = {turn: sum(gap.turn is turn for gap, _ in gaps) for turn in Turn}
    title = "未核对台账：" + " · ".join(f"{TURNS[turn]} {number} 种原因" for turn, number in count.items())
    with st.expander(title, icon=":material/rule:"):
        st.dataframe(
            {
                "怎么办": [TURNS[gap.turn] for gap, _ in gaps],
                "类别": [CAUSES[gap.cause] for gap, _ in gaps],
                "原因": [gap.reason for gap, _ in gaps],
                "件数": [books for _, books in gaps],
                "规则": ["、".join(gap.rules) for gap, _ in gaps],
            },
            hide_index=True,
            height=_height(len(gaps), 12),
            column_config={"原因": st.column_config.TextColumn(width=640)},
        )


@st.cache_data(show_spinner=False, max_entries=4)
def _gaps_of(workspace: str, batch: str, stamp: str) -> list[tuple[Gap, int]]:
    """Each reason with the number of books it stands for, by whose turn it is, the most frequent first."""
    books: dict[tuple[Cause, str, bool], int] = {}
    rules: dict[tuple[Cause, str, bool], dict[str, None]] = {}
    for review in session.store().reviews(batch):
        for key in {(gap.cause, gap.reason, gap.crashed) for gap in list_gaps(review.outcomes)}:
            books[key] = books.get(key, 0) + 1
        for gap in list_gaps(review.outcomes):
            rules.setdefault((gap.cause, gap.reason, gap.crashed), {}).update(dict.fromkeys(gap.rules))
    gaps = [
        (Gap(cause, reason, tuple(rules[cause, reason, crashed]), crashed=crashed), number)
        for (cause, reason, crashed), number in books.items()
    ]
    turns, causes = list(Turn), list(Cause)
    return sorted(gaps, key=lambda g: (turns.index(g[0].turn), causes.index(g[0].cause), -g[1], g[0].reason))


def _tools(batch: str) -> None:
    with st.popover(f"审查人 {md(session.reviewer(), 12)}", icon=":material/person:"):
        entered = st.text_input("审查人姓名（记入每一条决定）", value=session.reviewer(), key="reviewer_field")
        st.session_state["reviewer"] = entered
    number = st.session_state.get("upload_number", 0)  # a new key closes the box after an upload
    with st.popover("导入材料", icon=":material/upload_file:", key=f"intake_{number}"):
        intake.show_upload()
    st.download_button(
        "导出问题清单",
        lambda: _export(batch),
        f"问题清单_{batch}.xlsx",
        XLSX,
        icon=":material/download:",
        on_click="ignore",
    )


def _export(batch: str) -> bytes:
    store = session.store()
    reviews = store.reviews(batch)
    regime = reviews[0].regime if reviews else ""
    remark = session.note_export(batch, {"books": str(len(reviews))})
    return findings_workbook(
        reviews, store.decisions, lambda rule: rule_title(regime, rule), store.batch_outcomes(batch), remark
    )


def _summary(rows: Sequence[QueueRow]) -> None:
    unread = sum(bool(row.unreadable) for row in rows)
    totals = {severity: sum(row.counts[severity.value] for row in rows) for severity in SEVERITIES}
    colours = {Severity.B: "red", Severity.E: "orange", Severity.W: "gray", Severity.I: "gray"}
    undecided = sum(row.open for row in rows)
    decided = sum(row.decided for row in rows)
    parts = [f"**{len(rows)}** 件", f"读不出 **{unread}** 件"]
    parts += [f":{colours[severity]}-badge[{name} {totals[severity]}]" for severity, name in SEVERITIES.items()]
    parts += [f"待核 **{undecided}** 条", f"已定 **{decided}** 条"]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("　".join(parts), width="stretch")
        first = next((row for row in rows if row.open), None)
        if (
            st.button("取下一件", type="primary", shortcut="N", icon=":material/play_arrow:", disabled=first is None)
            and first
        ):
            open_book(first.batch, first.submission)


def _unreadable(rows: Sequence[QueueRow]) -> None:
    lines = [
        (
            row,
            p.file,
            KINDS.get(p.kind, p.kind),
            STATUSES[p.status][0],
            p.error or STATUSES[p.status][0],
            STATUSES[p.status][1],
        )
        for row in rows
        for p in row.unreadable
    ]
    lost = [row for row in rows if row.form is None and not row.unreadable]
    if not lines and not lost:
        return
    lines += [(row, "—", "—", "没有申报书", NO_BOOK, "请企业补交申报书，或核对文件是否放错。") for row in lost]
    unread = len(lines) - len(lost)
    title = f"读不出的材料 {unread} 份" + (f"、没有申报书的 {len(lost)} 件" if lost else "")
    with st.expander(f"{title}：未参与任何检查，请先处理", expanded=True, icon=":material/report:"):
        st.dataframe(
            {
                "申报单位": [line[0].company or line[0].name for line in lines],
                "文件": [line[1].removeprefix(f"{line[0].name}/") for line in lines],
                "类别": [line[2] for line in lines],
                "状态": [line[3] for line in lines],
                "原因": [line[4] for line in lines],
                "怎么办": [line[5] for line in lines],
            },
            hide_index=True,
            height=_height(len(lines), 4),
            column_config={
                "申报单位": st.column_config.TextColumn(width="medium"),
                "文件": st.column_config.TextColumn(width="medium"),
                "原因": st.column_config.TextColumn(width="large"),
                "怎么办": st.column_config.TextColumn(width="large"),
            },
        )


def _passes(row: QueueRow, kept: str, search: str) -> bool:
    if kept == "有待核" and not row.open:
        return False
    if kept == "有硬伤" and not row.counts["B"]:
        return False
    if kept == "有读不出" and not row.unreadable:
        return False
    haystack = " ".join([row.company, row.name, row.form or "", *(paper.file for paper in row.papers)]).casefold()
    return all(word in haystack for word in search.casefold().split())


def _table(rows: Sequence[QueueRow]) -> None:
    if not rows:
        st.info("没有符合条件的申报书。")
        return
    number = st.column_config.NumberColumn
    config = {
        "申报单位": st.column_config.TextColumn(width="large"),
        "风险分": st.column_config.ProgressColumn(
            min_value=0, max_value=max(30, *(row.risk for row in rows)), format="%d", width="small", help=SCORE
        ),
        **{name: number(width="small") for name in (*SEVERITIES.values(), "待核", "已定")},
        "未能检查": number(width="small", help="缺材料、读不出或写法不明而没有结论、要看原件或请企业补充的规则数"),
        "材料": st.column_config.TextColumn(width="medium"),
        "提交名称": st.column_config.TextColumn(width="medium"),
    }
    st.dataframe(
        {
            "申报单位": [row.company or row.name for row in rows],
            "表格": [row.form or "未识别" for row in rows],
            "风险分": [row.risk for row in rows],
            **{name: [row.counts[severity.value] for row in rows] for severity, name in SEVERITIES.items()},
            "待核": [row.open for row in rows],
            "已定": [row.decided for row in rows],
            "未能检查": [row.not_checked if row.form else None for row in rows],
            "材料": [_papers(row) for row in rows],
            "提交名称": [row.name for row in rows],
        },
        hide_index=True,
        column_config=config,
        height=_height(len(rows), 18),
        key=f"queue_{st.session_state['visit']}",
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
    )
    chosen = st.session_state[f"queue_{st.session_state['visit']}"]["selection"]
    picked = [*chosen["rows"], *(row for row, _ in chosen.get("cells", []))]
    if picked and picked[0] < len(rows):
        open_book(rows[picked[0]].batch, rows[picked[0]].submission)


def _height(rows: int, most: int) -> int | Literal["content"]:
    return "content" if rows <= most else 31 * (most + 1)


def _papers(row: QueueRow) -> str:
    unread = f" · {len(row.unreadable)} 份读不出" if row.unreadable else ""
    return f"{len(row.papers)} 份{unread}"


def _welcome() -> None:
    st.header("还没有审查过的材料")
    st.markdown("把一批申报材料放进一个文件夹（每家企业一个子文件夹或一个压缩包），在终端运行：")
    st.code(f"mingjian review 文件夹 --workspace {session.workspace()}", language=None)
    st.markdown("或者在这里上传，文件先存入工作区，再开始审查：")
    with st.container(border=True, width=760):
        intake.show_upload()
    intake.show_running()
