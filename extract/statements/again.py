"""A statement that a page break cut: a heading said again, and heads that the first page alone prints."""

from __future__ import annotations

from extract.statements.layout import Part
from extract.statements.titles import Title


def is_again(title: Title, before: Title, is_same_table: bool) -> bool:
    """Whether a heading repeats the one before: 合并资产负债表（续） on the next page."""
    return (title.kind, title.scope) == (before.kind, before.scope) and (title.again or is_same_table)


def inherit(part: Part, before: Part) -> None:
    """The heads of the part before, for a part cut off by a page without heads of its own: column by column, or in
    order where the grid is another but the number of columns the same."""
    if any(head.text for head in part.columns.values()):
        return
    columns, known = sorted(part.columns), sorted(before.columns)
    told = [col for col in known if before.columns[col].role != "skip"]
    if set(columns) <= set(known):
        part.columns = {col: before.columns[col] for col in columns}
    elif len(columns) in (len(known), len(told)):
        source = known if len(columns) == len(known) else told
        part.columns = {col: before.columns[old] for col, old in zip(columns, source, strict=True)}
