"""Golden outlines: what the whole pipeline says of each sample, in a form that a person can read in a diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.review import Review
from pipeline import BatchResult
from tests.conftest import SAMPLES

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())


def outline(review: Review) -> Iterator[str]:
    """One line a paper, field, scene and finding."""
    submission = review.submission
    yield f"# {submission.name} {submission.form or '—'}"
    for paper in submission.papers:
        yield f"paper {paper.file} {paper.kind} {paper.status} pages={paper.pages} {paper.error or ''}".rstrip()
    for field in sorted(submission.fields, key=lambda f: f.key):
        text = field.value.replace("\n", "⏎")
        yield f"field {field.key} = {text[:60]}{'…' if len(text) > 60 else ''} @ {field.place.path}"
    for blank in sorted(submission.blanks, key=lambda b: b.key):
        yield f"blank {blank.key} @ {blank.place.path}"
    for scene in submission.scenes:
        yield f"scene {scene.declared_link}/{scene.declared_scene} {scene.verdict} → {scene.candidates[0].name if scene.candidates else ''}"
    for outcome in review.outcomes:
        for finding in outcome.findings:
            spots = " ".join(place.path for place in finding.places)
            folded = f" (folded under {finding.folded_under})" if finding.folded_under else ""
            yield f"finding {outcome.rule} {finding.severity}{folded} {finding.message} @ {spots}"


@pytest.mark.parametrize("name", NAMES)
def test_outline(sample_batch: BatchResult, name: str, request: pytest.FixtureRequest) -> None:
    """Equal to the file; `make golden` writes it anew."""
    review = next(r for r in sample_batch.reviews if r.submission.name == name)
    text = "\n".join(outline(review)) + "\n"
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--regenerate"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
