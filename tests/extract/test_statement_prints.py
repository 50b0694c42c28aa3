"""Statements printed without upright rules are read from the page: nearly all lines, none invented, none wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import corpora
import ingest
from bench.statements import score
from extract.statements import StatementReader
from tests.extract.statement_prints import make_papers, print_pages

READER = StatementReader(corpora.load().statements)


@pytest.mark.parametrize("held_out", [False, True])
def test_lines_of_statements_without_upright_rules(tmp_path: Path, held_out: bool) -> None:
    count: Counter[str] = Counter()
    for seed in range(600, 612):
        sheets = make_papers(seed, held_out)
        path = tmp_path / f"{seed}.pdf"
        print_pages(sheets, path, seed, held_out)
        reading = ingest.read(path, path.name)
        assert reading.document is not None
        count += score(sheets, READER.read(reading.document))
    total = count["right"] + count["wrong"] + count["missing"]
    assert count["right"] >= 0.95 * total
    assert count["wrong"] + count["invented"] <= 0.01 * total
