"""Fixtures for the screens: a filled workspace and made-up rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from build_books import fill_store, made_reference

from ui import rulebook, uploads


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty workspace that the screens use."""
    folder = tmp_path / "ws"
    monkeypatch.setenv("MINGJIAN_WORKSPACE", str(folder))
    monkeypatch.setenv("LOGNAME", "审查员甲")
    monkeypatch.setattr(rulebook, "reference", lambda regime: made_reference())
    monkeypatch.setattr(uploads, "jobs", {})
    yield folder
    st.cache_resource.clear()


@pytest.fixture
def filled(workspace: Path) -> Path:
    """A workspace with the three made-up books."""
    fill_store(workspace)
    return workspace
