"""Cover parts: lines of "label + blank" before the first form table: paragraphs, a borderless table, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.answer import Answer
from extract.text import core
from model.document import Block, Node, Table
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

#: Labels of whose name is asked, with 名称 or 全称 or without: 申报单位全称.
_WHO = ("单位", "企业", "主体", "公司")
#: A cell of a table holds the whole of its blank.
_CELL = re.compile(r"/r\d+c\d+$")
_EDITOR = re.compile(r"(?:厅|部|局|委|委员会|信息化)(?:编制|编印|印制|制)$")
#: A label this short (提交) is also the beginning of other words: it stands alone or before a blank or colon.
_BRIEF = 2


def read_cover(nodes: Sequence[Node], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """The answers of a cover. `nodes` are those before the first table of the form."""
    pieces = [piece for node in nodes for piece in _pieces(node)]
    labels = sorted(((squash(label), spec) for spec in specs for label in (*spec.labels, *map(core, spec.labels))),
                    key=lambda pair: -len(pair[0]))  # fmt: skip
    pending: tuple[FieldSpec, Place] | None = None
    above: tuple[str, Place] | None = (
        None  # a line between two labels: the upper half of a wrapped blank, on paged covers
    )
    seen_label = False
    for text, place in pieces:
        found = _split(text, labels)
        if not found:
            value = _strip_rule(text)
            if pending and not _can_answer(pending[0], value):
                continue  # the line of the editor under an empty blank
            if pending and value:
                upper = above[0] if above else ""
                yield Answer(pending[0], upper + value, above[1] if above else place, pending[1], 1.0, "", "cover_next")
                pending = above = None
            elif seen_label and value and place.page is not None and not _CELL.search(place.path):
                above = (value, place)
            continue
        if pending:
            yield Answer(
                pending[0],
                above[0] if above else "",
                above[1] if above else pending[1],
                pending[1],
                0.95,
                "",
                "cover_next",
            )
            pending = above = None
        seen_label = True
        for spec, value in found:
            if value:
                yield Answer(spec, value, place.quoting(text.strip()), place)
                above = None
            else:
                pending = (spec, place)
    if pending:
        yield Answer(pending[0], "", pending[1], pending[1])


#: A cell of a table, whose row is its own; the number before a label: 2.工厂名称.
_CELL = re.compile(r"/r\d+c\d+$")
_NUMBER = re.compile(r"\s*\(?\d{1,2}[.、)]\s*")


def _can_answer(spec: FieldSpec, value: str) -> bool:
    """Whether a line of its own may be the value: not who printed the form, and for a date something like one."""
    flat = squash(value)
    if _EDITOR.search(flat):
        return False
    return spec.kind != "date" or not flat or bool(re.search(r"\d|年", flat))


def _pieces(node: Node) -> Iterator[tuple[str, Place]]:
    """Lines of a paragraph; cells of a table."""
    if isinstance(node, Block):
        for line in node.text.splitlines():
            if squash(line):
                yield line, node.place
    elif isinstance(node, Table):
        for cell in sorted(node.cells, key=lambda c: (c.row, c.col)):
            if squash(cell.text):
                yield cell.text.replace("\n", ""), cell.place


def _split(text: str, labels: Sequence[tuple[str, FieldSpec]]) -> list[tuple[FieldSpec, str]]:
    """(field, value) for each label in the line; the first one must begin it."""
    flat = half_width(text)
    spots: list[tuple[int, int, FieldSpec]] = []
    for label, spec in labels:
        called = r"(?:\s*[名全]\s*称)?" if label.endswith(_WHO) else ""
        pattern = r"\s*".join(map(re.escape, label)) + called + r"(?:\s*\([^()]{1,6}\))?"
        for match in re.finditer(pattern, flat):
            dated = re.match(r"\s*:?\s*20\d{2}\s*[年.\-/]", flat[match.end() :]) is not None
            clear = not any(a < match.end() and match.start() < b for a, b, _ in spots)
            opens = (
                match.start() == 0
                or (spec.kind == "date" and dated)
                or flat[match.start() - 1] in " \t_:"
                or _NUMBER.fullmatch(flat[: match.start()])
                or flat[match.end() : match.end() + 1] in (":", " ")
            )
            opens = opens and (len(label) > _BRIEF or flat[match.end() : match.end() + 1] in ("", " ", "\t", "_", ":"))
            if clear and opens and spec not in [s for _, _, s in spots]:
                spots.append((match.start(), match.end(), spec))
                break
    spots.sort(key=lambda spot: spot[0])
    lead = flat[: spots[0][0]].strip(" \t_·.、") if spots else ""
    if spots and lead and not lead.isdigit():
        tail = _strip_rule(flat[spots[-1][1] :])
        # a label printed in the middle of its wrapped blank: the value begins before it
        return [(spots[0][2], lead)] if len(spots) == 1 and not tail and _can_answer(spots[0][2], lead) else []
    if not spots:
        return []
    ends = [start for start, _, _ in spots[1:]] + [len(flat)]
    return [(spec, _strip_rule(text[end:stop])) for (_, end, spec), stop in zip(spots, ends, strict=True)]


def _strip_rule(text: str) -> str:
    """Without the underlined blank and the colon."""
    return re.sub(r"[_＿﹍]+", " ", text).strip().lstrip(":：").strip()
