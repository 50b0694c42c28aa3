"""The version of program and reference data that judged a submission."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from model.reference import Reference

#: Packages whose new version may read a file differently.
READERS = ("pypdfium2", "pdfplumber", "lxml", "python-calamine", "spacy", "scikit-learn")
VERBS = ("model", "ingest", "extract", "classify", "check", "pipeline")


def engine_version(reference: Reference) -> str:
    """Changes whenever the code of a verb or a file of reference data changes."""
    return f"{_code_version()}-{reference.version}"


@lru_cache
def _code_version() -> str:
    root = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for verb in VERBS:
        for path in sorted((root / verb).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    for path in [*sorted((root / "corpora" / "scenes").glob("*.jsonl")), *sorted((root / "corpora").glob("*.py"))]:
        digest.update(path.read_bytes())
    for package in READERS:
        digest.update(f"{package} {version(package)}".encode())
    return digest.hexdigest()[:12]
