"""Reviews any papers and proves every evidence: `python -m tests.pipeline.verify_evidence PATH… [--workspace DIR]`.

Prints each quote that does not stand at its path or page, findings over the batch included; exit 1 when there is one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from model.document import Document
from model.finding import Outcome
from pipeline import BatchResult, review_paths
from store import Store
from tests.pipeline.places import text_at


def count_places(batch: BatchResult) -> int:
    outcomes = [*batch.outcomes, *(o for review in batch.reviews for o in review.outcomes)]
    return sum(len(f.places) for o in outcomes for f in o.findings)


def find_unproven(batch: BatchResult, store: Store) -> Iterator[tuple[str, str, str, str]]:
    """(submission, rule, path, quote) of every evidence whose words or page are not so in the document."""
    every: dict[str, list[Document]] = {}
    for review in batch.reviews:
        own: dict[str, list[Document]] = {}
        for paper in review.submission.papers:
            document = store.document(paper.sha256, "ingest")
            if document:
                own[paper.file] = [document]
                every.setdefault(paper.file, []).append(document)
        yield from _unproven(review.submission.name, review.outcomes, own)
    yield from _unproven("（整批）", batch.outcomes, every)


def _unproven(
    name: str, outcomes: tuple[Outcome, ...], documents: dict[str, list[Document]]
) -> Iterator[tuple[str, str, str, str]]:
    for outcome in outcomes:
        for finding in outcome.findings:
            for place in finding.places:
                page = place.path.split("/")[0].removeprefix("p")
                right_page = not place.path.startswith("p") or not page.isdigit() or place.page in (None, int(page))
                papers = documents.get(place.file, [])
                if papers and not (right_page and any(text_at(paper, place) for paper in papers)):
                    yield name, outcome.rule, place.path, place.text[:60]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--workspace", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="mingjian-") as scratch:
        workspace = asked.workspace or Path(scratch)
        batch = review_paths(asked.paths, workspace, workers=2)
        with Store(workspace) as store:
            wrong = list(find_unproven(batch, store))
    for line in wrong:
        print("｜".join(line))
    print(f"{len(batch.reviews)} 件，{count_places(batch)} 处依据，{len(wrong)} 处不在所指之处。")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
