"""Run as a process of its own: reviews an upload folder, reporting as JSON lines on standard output.

The web server cannot do it itself: the worker processes of the pipeline would import Streamlit's main module.

    python -P review_upload.py WORKSPACE BATCH FOLDER   → {"step": …, "done": 1, "total": 9} … or {"error": sentence}

Beside the folder may lie `<folder>.json` with {"regime": name, "archive": file name} (see `ui.uploads`).
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path


def main(workspace: Path, batch: str, folder: Path) -> int:
    """Reviews each direct child of the folder as a path of its own; marks the folder as done at the end."""
    from model.errors import MingjianError, say_error
    from pipeline import review_paths
    from pipeline.reference import DEFAULT_REGIME

    def report(step: str, done: int, total: int) -> None:
        _say({"step": step, "done": done, "total": total})

    options = read_options(folder)
    archive = folder.parent / options["archive"] if options.get("archive") else None
    try:
        review_paths(
            sorted(folder.iterdir()),
            workspace,
            regime=options.get("regime") or DEFAULT_REGIME,
            batch=batch,
            progress=report,
            archive=archive,
        )
    except (MingjianError, OSError) as error:
        _say({"error": say_error(error)})
        return 1
    folder.with_suffix(".done").touch()
    return 0


def read_options(folder: Path) -> dict[str, str]:
    """What the person at the screen chose for this upload; {} where nothing was."""
    file = folder.with_suffix(".json")
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _say(line: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # the web server may be gone; the review goes on
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
