"""Whether the scenes that were told apart in a free book are surely all the scenes it has."""

from __future__ import annotations

from check.case import Case

#: A free book with fewer scenes than this was hardly split rightly.
FEWEST = 2


def doubt_scenes(case: Case, told: bool = True) -> str | None:
    """Why counts of scenes cannot be trusted (a clause without a full stop), or None; forms with a table: None.

    `told`: their descriptions are needed as well as their names.
    """
    form = case.form
    if form is None or not form.free:
        return None
    rows = case.rows("scenes")
    stated = case.field("scene_total")
    if stated is not None and stated.amount is not None and stated.amount.value != len(rows):
        return f"书中称典型场景{stated.value}个，从正文中分出{len(rows)}个"
    bare = [n for n in rows if case.field(f"scenes[{n}].desc") is None]
    if told and len(bare) * 3 > len(rows):
        return f"分出的{len(rows)}个典型场景中有{len(bare)}个没有读到描述"
    if rows and stated is None and len(rows) < FEWEST:
        return f"正文中只分出{len(rows)}个典型场景，可能没有分全"
    return None
