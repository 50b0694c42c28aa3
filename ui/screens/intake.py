"""Bringing papers in through the browser, and the progress of reviews under way."""

from __future__ import annotations

from pathlib import PurePosixPath

import streamlit as st

from ui import rulebook, session, uploads
from ui.plain import md

APART, TOGETHER = "每个文件或压缩包是一家企业", "这些文件属于同一家企业"


def show_upload() -> None:
    """The upload box: files and archives, or a folder."""
    number = st.session_state.setdefault("upload_number", 0)
    files = st.file_uploader("文件或压缩包", accept_multiple_files=True, key=f"files_{number}")
    folder = st.file_uploader(
        "或整个文件夹（每家企业一个子文件夹）", accept_multiple_files="directory", key=f"folder_{number}"
    )
    how = st.radio("单个文件怎么分", (APART, TOGETHER), horizontal=True, key=f"how_{number}")
    chosen = [*(files or []), *(folder or [])]
    names = {name: rulebook.regime_title(name) for name in rulebook.regime_names()}
    regime = st.selectbox("评审口径", list(names), format_func=lambda name: names[name], key=f"regime_{number}")
    archive = st.file_uploader(
        "历年认定与奖励档案（可不传）", type=["xlsx", "xls"], key=f"archive_{number}",
        help="表头含企业名称、统一社会信用代码、载体、项目名称、认定日期、奖励金额（万元）、状态、处理日期、处理依据、限制申报至等",
    )  # fmt: skip
    st.caption("大批材料请在终端用 mingjian review 文件夹，更快。")
    if st.button("保存并开始审查", type="primary", disabled=not chosen):
        title = PurePosixPath(chosen[0].name).stem
        kept = uploads.keep_uploads(chosen, session.workspace(), how == APART, title)
        uploads.keep_options(kept, regime, archive)
        session.store().note("upload", kept.name, session.reviewer(), {"files": str(len(chosen))})
        uploads.start_review(kept, session.workspace())
        st.session_state["upload_number"] = number + 1
        st.rerun()


def show_running() -> None:
    """Reviews under way with their progress, and uploads whose review was cut off."""
    mine = [job for job in uploads.jobs.values() if job.folder.is_relative_to(session.workspace())]
    for folder in uploads.unfinished(session.workspace()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(f"上传 {md(folder.name)} 已保存，但审查没有做完。", icon=":material/history:")
            if st.button("重新审查", key=f"again_{folder.name}"):
                uploads.start_review(folder, session.workspace())
                st.rerun()
    if mine:
        _progress()


@st.fragment(run_every=1.0)
def _progress() -> None:
    for key, job in list(uploads.jobs.items()):
        if not job.folder.is_relative_to(session.workspace()):
            continue
        if not job.ended:
            share = job.done / job.total if job.total else 0.0
            st.progress(min(1.0, share), text=f"正在审查：{md(job.step, 80)}（{job.done}/{job.total}）")
        elif job.error:
            st.error(f"上传 {md(job.folder.name)}：{md(job.error)}")
            if st.button("重试", key=f"retry_{job.folder.name}"):
                uploads.start_review(job.folder, session.workspace())
        else:
            uploads.jobs.pop(key, None)
            st.rerun(scope="app")
