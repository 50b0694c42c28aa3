"""Own components of the screens: small pieces of JavaScript without a frame, a build or any request.

They put every text into the page by `textContent`; nothing here takes HTML from data.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent


@cache
def _source(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _mount(name: str, isolate: bool = True, **arguments: Any) -> Any:
    css = _source(f"{name}.css")
    # Registered at each run: the registry lives as long as the server, this module may live longer (in tests).
    component = st.components.v2.component(
        f"mingjian_{name}", js=_source(f"{name}.js"), css=css, isolate_styles=isolate
    )
    return component(**arguments)


def mount_shell() -> None:
    """Compact spacing for the whole page, and Streamlit's own English words in Chinese."""
    _mount("shell", isolate=False, key="shell")


def mount_findings(data: dict[str, Any], key: str, on_pick: Callable[[], None]) -> None:
    """The list of findings. A click sets the trigger `pick` to a fingerprint, then calls `on_pick`."""
    _mount("findings", data=data, key=key, on_pick_change=on_pick)


def mount_evidence(data: dict[str, Any], key: str, on_pick: Callable[[], None], on_turn: Callable[[], None]) -> None:
    """The viewer. Triggers: `pick` (number of a piece of evidence) and `turn` (number of the page wanted)."""
    _mount("evidence", data=data, key=key, on_pick_change=on_pick, on_turn_change=on_turn)
