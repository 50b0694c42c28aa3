"""The web application: `streamlit run ui/app.py -- WORKSPACE`. Started by `ui.serve`."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).resolve().parent
ROOT = str(HERE.parent)
# Streamlit puts the script's folder first on the path, where our files would stand before libraries of the same name.
sys.path[:] = [folder for folder in sys.path if Path(folder or ".").resolve() != HERE]
if ROOT not in sys.path:  # run from a source tree that is not installed
    sys.path.append(ROOT)

from ui.components import mount_shell  # noqa: E402
from ui.screens import book, make_page, queue, rules  # noqa: E402
from ui.trouble import shielded  # noqa: E402

#: Drawn here: a `:material/…:` favicon would be fetched from fonts.gstatic.com.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4ed8"/>'
    '<path d="M8 17l6 6L25 10" fill="none" stroke="#fff" stroke-width="4"/></svg>'
)

BRAND = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"><rect y="2" width="28" height="28" rx="6" '
    'fill="#1d4ed8"/>'
    '<path d="M7 17l5 5L22 11" fill="none" stroke="#fff" stroke-width="3.5"/>'
    '<text x="37" y="24" font-size="23" font-weight="700" fill="#16233c" font-family="Noto Sans CJK SC,Microsoft YaHei,'
    'PingFang SC,sans-serif">明鉴</text></svg>'
)


def main() -> None:
    """Shows the page that the address names."""
    st.set_page_config(page_title="明鉴", page_icon=ICON, layout="wide")
    pages = [make_page("queue", queue.show), make_page("review", book.show), make_page("rules", rules.show)]
    page = st.navigation(pages, position="top")
    st.logo(BRAND, size="medium")
    mount_shell()
    shielded(page.run)()


if __name__ == "__main__":  # a worker process that imports this file must not run it
    main()
