"""The free books of 卓越级 and 领航级: chapters, pairs, yearly figures, indicators and scenes wherever they stand."""

from extract.free.cover_date import find_cover_date
from extract.free.indicators import read_indicators
from extract.free.lines import Line
from extract.free.loose import contacts_of, ends_works, read_loose
from extract.free.outline import Outline, read_outline
from extract.free.pairs import read_pairs
from extract.free.scenes import find_scene_fields
from extract.free.told import tell_fields
from extract.free.upright import turn_cards
from extract.free.years import read_years

__all__ = [
    "Line",
    "Outline",
    "contacts_of",
    "ends_works",
    "find_cover_date",
    "find_scene_fields",
    "read_indicators",
    "read_loose",
    "read_outline",
    "read_pairs",
    "read_years",
    "tell_fields",
    "turn_cards",
]
