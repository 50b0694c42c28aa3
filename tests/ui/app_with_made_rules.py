"""The application as it is, with made-up rules instead of `corpora/` (run by Streamlit in the browser tests)."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from build_books import made_reference  # noqa: E402

from ui import rulebook  # noqa: E402

rulebook.reference = lambda regime: made_reference()
runpy.run_path(str(HERE.parents[1] / "ui" / "app.py"), run_name="__main__")
