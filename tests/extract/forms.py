"""A few nodes read as a book of a form, with the form's labels, the guide's scenes and the lexicons at hand."""

from __future__ import annotations

import corpora
from extract.book import Book
from extract.fields import read_book
from extract.free import HeadReader
from extract.numbers import NumberReader
from extract.values import ValueReader
from model.document import Table
from tests.extract.grids import document

REFERENCE = corpora.load()
HEADS = HeadReader([part for known in REFERENCE.forms for part in known.parts], REFERENCE.guide)


def read_as(form_id: str, *nodes: Table | str) -> Book:
    form = REFERENCE.form(form_id)
    assert form is not None
    reader = ValueReader(NumberReader(REFERENCE.lexicons), form.placeholders)
    return read_book(document(*nodes), form, reader, REFERENCE.confidence, HEADS)
