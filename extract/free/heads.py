"""Labels in an applicant's own words, known by the pattern (`heads`) of a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.free.lines import split_number
from extract.text import core
from model.form import FieldSpec
from model.text import half_width, squash

#: 负责人（法定代表人）, 组织机构（信用代码）: what the label means stands in brackets.
_MEANT = re.compile(r"[(（]([^()（）]{2,12})[)）]\s*$")


def named(label: str, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    """The field that a label names by its pattern, outside its brackets, else in them."""
    bare = split_number(label)[1]
    if spec := by_pattern(core(bare), specs):
        return spec
    meant = _MEANT.search(half_width(bare).strip().rstrip(":"))
    return by_pattern(squash(meant[1]), [s for s in specs if s.kind in ("text", "code")]) if meant else None


def by_pattern(name: str, specs: Sequence[FieldSpec]) -> FieldSpec | None:
    """The field whose pattern a bare label fits as a whole."""
    return next((spec for spec in specs if spec.heads and _pattern(spec.heads).fullmatch(name)), None)


@lru_cache(maxsize=64)
def _pattern(heads: str) -> re.Pattern[str]:
    return re.compile(heads, re.IGNORECASE)
