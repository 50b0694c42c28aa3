"""The free books of 卓越级 and 领航级: chapters, pairs, yearly figures, indicators and scenes wherever they stand."""

from extract.free.cover_date import find_cover_date
from extract.free.indicators import read_indicators
from extract.free.lines import PLAIN, TOC, Line, read_lines, split_number
from extract.free.loose import contacts_of, ends_works, read_loose
from extract.free.outline import Outline, read_outline
from extract.free.pairs import read_pairs
from extract.free.scene_heads import HeadReader, Told
from extract.free.scene_sheets import counted_name, is_numbered
from extract.free.scenes import find_scene_fields, read_told
from extract.free.told import tell_fields
from extract.free.upright import turn_cards
from extract.free.years import read_years

__all__ = [
    "PLAIN",
    "TOC",
    "HeadReader",
    "Line",
    "Outline",
    "Told",
    "contacts_of",
    "counted_name",
    "ends_works",
    "find_cover_date",
    "find_scene_fields",
    "is_numbered",
    "read_indicators",
    "read_lines",
    "read_loose",
    "read_outline",
    "read_pairs",
    "read_told",
    "read_years",
    "split_number",
    "tell_fields",
    "turn_cards",
]
