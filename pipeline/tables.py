"""Reviewed submissions of a batch → an official table on disk."""

from __future__ import annotations

from pathlib import Path

import corpora
from fill import FilledTable, fill_table, write
from model.errors import BadData
from store import Store

NOTHING = "工作区里还没有审查过的批次；请先运行 mingjian review"


def fill_official_table(form: str, out: Path, workspace: Path, batch: str | None = None) -> FilledTable:
    """Writes the table `form` for a batch (default: the newest); BadData for an unknown form, suffix or batch."""
    if not workspace.is_dir():  # asking for a table makes no workspace
        raise BadData(str(workspace), NOTHING)
    with Store(workspace) as store:
        batches = store.batches()
        if not batches:
            raise BadData(str(workspace), NOTHING)
        chosen = batch or batches[0]
        if chosen not in batches:
            raise BadData(chosen, f"没有这个批次；已有：{'、'.join(batches)}")
        reviews = [r for r in store.reviews(chosen) if r.submission.form]
        table = fill_table(form, reviews, corpora.load(reviews[0].regime if reviews else corpora.DEFAULT_REGIME))
    write(table, out)
    return table
