"""Nouns as compressed JSON, and back to equal nouns (Decimal, tuples and enums included)."""

from __future__ import annotations

import dataclasses
import re
import zlib
from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError, to_json

Noun = TypeVar("Noun")

#: What UTF-8 cannot write, and NUL, which PostgreSQL cannot store.
UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


#: Building an adapter costs milliseconds, so each is built once.
_adapters: dict[Any, TypeAdapter[Any]] = {}


def pack(noun: object) -> bytes:
    """JSON of a noun (a dataclass or a tuple of them), compressed by zlib.

    Half characters (lone surrogates, from file names that are no UTF-8) become U+FFFD: no database stores them.
    """
    try:
        text = to_json(noun, inf_nan_mode="constants")
    except (PydanticSerializationError, UnicodeEncodeError):
        text = to_json(whole_noun(noun), inf_nan_mode="constants")
    return zlib.compress(text, 6)


def unpack(kind: type[Noun] | Any, packed: bytes) -> Noun:
    """The noun of this type that `pack` was given."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    noun: Noun = _adapters[kind].validate_json(zlib.decompress(packed))
    return noun


def whole(text: str) -> str:
    """The text without half characters and NUL, so that any database takes it."""
    return UNSTORABLE.sub("\ufffd", text)


def whole_noun(noun: Any) -> Any:
    """The noun with every text in it made `whole`, as it comes back from the database."""
    if isinstance(noun, str) and type(noun) is str:
        return whole(noun)
    if dataclasses.is_dataclass(noun) and not isinstance(noun, type):
        fields = {f.name: whole_noun(getattr(noun, f.name)) for f in dataclasses.fields(noun)}
        return dataclasses.replace(noun, **fields)
    if isinstance(noun, tuple):
        return tuple(whole_noun(part) for part in noun)
    if isinstance(noun, dict):
        return {whole_noun(key): whole_noun(value) for key, value in noun.items()}
    return noun
