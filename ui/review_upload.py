"""Run as a process of its own: reviews an upload folder, reporting as JSON lines on standard output.

The web server cannot do it itself: the worker processes of the pipeline would import Streamlit's main module.

    python -P review_upload.py WORKSPACE BATCH FOLDER   → {"step": …, "done": 1, "total": 9} … or {"error": sentence}
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path


def main(workspace: Path, batch: str, folder: Path) -> int:
    """Reviews each direct child of the folder as a path of its own; marks the folder as done at the end."""
    from model.errors import MingjianError
    from pipeline import review_paths

    def report(step: str, done: int, total: int) -> None:
        _say({"step": step, "done": done, "total": total})

    try:
        review_paths(sorted(folder.iterdir()), workspace, batch=batch, progress=report)
    except MingjianError as error:
        _say({"error": str(error)})
        return 1
    folder.with_suffix(".done").touch()
    return 0


def _say(line: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # the web server may be gone; the review goes on
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
