"""The screens: 待审队列 (queue), 审查详情 (book) and 规则目录 (rules). Addresses of the pages stand here."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

PAGES = {"queue": ("待审队列", ":material/inbox:"), "review": ("审查详情", ":material/fact_check:"),
         "rules": ("规则目录", ":material/menu_book:")}  # fmt: skip


def make_page(name: str, show: Callable[[], None]) -> st.Page:
    """The page of this name; pages made for the same name are the same page to Streamlit."""
    title, icon = PAGES[name]
    return st.Page(show, title=title, icon=icon, url_path=name, default=name == "queue")


def open_book(batch: str, submission: str) -> None:
    """Leaves for 审查详情 of this book."""
    st.switch_page(make_page("review", _nothing), query_params={"batch": batch, "id": submission})


def open_queue() -> None:
    """Leaves for 待审队列."""
    st.switch_page(make_page("queue", _nothing))


def _nothing() -> None:
    """Stands for a screen where only its address matters."""
