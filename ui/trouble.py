"""Errors of the disk and the workspace on screen: one Chinese sentence instead of Streamlit's error page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from model.errors import MingjianError, say_error
from ui.plain import md

ADVICE = (
    "这一步没有做成，此前保存的内容未被改动。请按上述原因处理（如腾出磁盘空间），"
    "可运行 mingjian doctor 检查，再刷新本页。"
)

P = ParamSpec("P")


def shielded(work: Callable[P, None]) -> Callable[P, None]:
    """The same work, a page or what a button calls; what stops it is shown where it would have drawn."""

    @wraps(work)
    def tried(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            work(*args, **kwargs)
        except (MingjianError, OSError) as error:
            st.error(f"{md(say_error(error), 400)}\n\n{ADVICE}")

    return tried
