"""The screens: 待审队列 (queue) and 审查详情 (book). Addresses of the pages stand here, so that screens can link."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

PAGES = {"queue": ("待审队列", ":material/inbox:"), "review": ("审查详情", ":material/fact_check:")}


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
