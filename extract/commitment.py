"""The commitment cell: fixed sentence, signature, seal and date in one cell (or in the paragraphs around it)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extract.grid import Answer
from extract.labels import LabelBook
from model.document import Block, Node, Table
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

_HAN = "〇○零一二三四五六七八九十"
_DATE = re.compile(
    rf"[0-9{_HAN}]{{2,4}}\s*年\s*[0-9{_HAN}]{{1,2}}\s*月(?:\s*[0-9{_HAN}]{{1,3}}\s*日)?|20\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
)
_SIGNED = re.compile(
    r"(?:法定代表人|负责人)\s*(?:签章|签字|签名)?\s*(?:\([^()]*\))?\s*:?\s*(?P<name>[\u4e00-\u9fff·]{2,8})?"
)


def read_commitment(nodes: Sequence[Node], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """Answers for truth_statement, truth_signature and truth_date; a seal is a picture and is not read here."""
    by_suffix = {spec.key.rsplit("_", 1)[-1]: spec for spec in specs}
    statement = by_suffix["statement"]
    sentence = statement.choices[0]
    for text, place in _candidates(nodes, statement):
        if fuzz.partial_ratio(squash(sentence), squash(text)) < 80:
            continue
        flat = half_width(text)
        yield Answer(statement, sentence if squash(sentence) in squash(text) else text.splitlines()[0], place, place)
        signed = _SIGNED.search(flat, len(sentence) // 2)
        name = signed["name"] if signed and signed["name"] else ""
        yield Answer(by_suffix["signature"], "" if name in ("公章", "单位公章") else name, place, place)
        date = _DATE.search(flat)
        yield Answer(by_suffix["date"], date[0] if date else "", place, place)
        return


def _candidates(nodes: Sequence[Node], statement: FieldSpec) -> Iterator[tuple[str, Place]]:
    """The text beside the label, then paragraphs (joined with the few that follow)."""
    book = LabelBook([statement])
    for node in nodes:
        if isinstance(node, Table):
            for line in node.lines():
                rest = [cell for cell in line if not book.find(cell.text) and squash(cell.text)]
                if rest and len(rest) < len(line):
                    yield "\n".join(cell.text for cell in rest), rest[0].place
            for cell in node.cells:
                if squash("愿承担相应的责任") in squash(cell.text):
                    yield cell.text, cell.place
    blocks = [node for node in nodes if isinstance(node, Block)]
    for index, block in enumerate(blocks):
        if squash("愿承担相应的责任") in squash(block.text):
            yield "\n".join(b.text for b in blocks[index : index + 5]), block.place
