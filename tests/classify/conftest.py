from __future__ import annotations

import json
from typing import Any

import pytest

import corpora
from classify import SceneModel
from model.guide import Guide
from pipeline.scenes import SceneJudge

BATCHES = sorted((corpora.ROOT / "scenes").glob("*.jsonl"))


def read_batches() -> dict[str, list[dict[str, Any]]]:
    return {
        path.stem: [json.loads(line) | {"source": path.stem} for line in path.read_text("utf-8").splitlines()]
        for path in BATCHES
    }


@pytest.fixture(scope="session")
def guide() -> Guide:
    return corpora.load().guide


@pytest.fixture(scope="session")
def model(guide: Guide) -> SceneModel:
    """The model of all texts, from the cache when a test before (or another process) has trained it."""
    return SceneJudge(guide).model
