"""Shared switches and the one reviewed sample batch of a test run."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import BatchResult, review_paths

SAMPLES = Path(__file__).parent.parent / "corpora" / "samples" / "batch"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden outlines anew instead of comparing")


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="session")
def sample_batch(sample_workspace: Path) -> BatchResult:
    """The shipped sample batch, reviewed once for the whole run."""
    return review_paths([SAMPLES], sample_workspace, workers=2)
