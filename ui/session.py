"""What a session knows: the workspace and its store, who reviews, and the order of the queue on screen."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from model.document import Document
from model.errors import MingjianError, say_error
from store import Store


def workspace() -> Path:
    """From MINGJIAN_WORKSPACE, else the argument after `--`, else `workspace` in the current folder."""
    named = os.environ.get("MINGJIAN_WORKSPACE") or next(iter(sys.argv[1:]), "") or "workspace"
    return Path(named).absolute()


def store() -> Store:
    """The store of the workspace, one for all sessions of the server."""
    return _open(str(workspace()))


@st.cache_resource(show_spinner=False)
def _open(folder: str) -> Store:
    return Store(Path(folder))


def document(sha256: str) -> Document | None:
    """The document as read; kept for a few minutes, because every key press asks for it."""
    return _document(str(workspace()), sha256)


@st.cache_resource(show_spinner=False, max_entries=12, ttl=300)
def _document(folder: str, sha256: str) -> Document | None:
    return _open(folder).document(sha256)


def reviewer() -> str:
    """Who decides: the name entered on screen, else the account of this computer."""
    name = str(st.session_state.get("reviewer") or "").strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "审查员"


def note_export(subject: str, detail: Mapping[str, str]) -> str:
    """Writes an export into the audit trail; where the workspace takes nothing (full disk, read-only) the sentence that
    says so, for the exported file to carry: what is only read can be exported all the same."""
    try:
        store().note("export", subject, reviewer(), detail)
    except (MingjianError, OSError) as error:
        return f"本次导出未能记入审计记录：{say_error(error)}"
    return ""


def now() -> str:
    """The time of a decision: ISO, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def set_order(books: list[tuple[str, str]]) -> None:
    """Remembers the filtered queue as (batch, submission id), so that 下一件 follows what is on screen."""
    st.session_state["order"] = books


def next_book(batch: str, submission: str) -> tuple[str, str] | None:
    """The book after this one in the remembered order, or in the whole batch; None at the end."""
    order: list[tuple[str, str]] = st.session_state.get("order") or []
    if (batch, submission) not in order:
        order = [(row.batch, row.submission) for row in store().queue(batch)]
    here = order.index((batch, submission)) if (batch, submission) in order else -1
    return order[here + 1] if here + 1 < len(order) else None
