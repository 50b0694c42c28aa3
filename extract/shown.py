"""What pictures within a file show that are no papers: the names and numbers of a dashboard.

A number belongs to the name above it, or left of it. On scanned pages recognition gives the tiles of a dashboard in
lines, the names of a row and then their numbers: where both have as many parts, each name is read with its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model.document import Block, Document, Node, Picture, Table
from model.place import Box, Place
from model.submission import Passage
from model.text import half_width, squash

Line = tuple[str, Place]
#: A picture that says so is a paper, and other rules read it.
_PAPER = re.compile(
    r"执照|证书|登记号|专利号?|(?<![机次备品单件位工点])编号|负债表|利润表|发票|报告|合同|协议|承诺|公章|认定|授予|荣誉|批准|通知|法定代表人"
)
_VALUE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:%|‰|[\u4e00-\u9fffA-Za-z/²³]{1,5})?")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z()/·]{2,16}")
_CAPTION = re.compile(r"^[(（【\s]*(?:附?图|照片|图片|附照|截图)\s*[\d一二三四五六七八九十]*")
#: The name of a gauge stands so many heights of its number below it at most.
_GAUGE = 5
#: A name of so many letters stands for itself.
_NAMED = 4
#: Characters of a paragraph that may be a caption.
_LONGEST = 80


def read_shown(document: Document) -> tuple[Passage, ...]:
    """Of each picture `shown.caption` (its caption, "" where it has none), then its lines as `shown`."""
    if document.format == "picture":
        return ()
    found = list[Passage]()
    for index, node in enumerate(document.nodes):
        if not isinstance(node, Picture) or not node.content:
            continue
        lines = list(_lines(node.content))
        if _PAPER.search("".join(text for text, _ in lines)):
            continue
        found.append(_caption(document.nodes, index, node))
        found += [Passage("shown", text, place) for text, place in _paired(_under(lines))]
    return tuple(found)


#: What a certificate of a title says, whatever recognition leaves of its heading.
_AWARD = re.compile(
    r"特发此证|特此证明|荣誉证书|授予|认定为|被?评为|特颁此证|授牌|认定(?:通知|名单|结果|年[度份]|证书)"
    r"|名单(?:予以|的?)(?:公布|公示|公告|印发)|入选名单|(?:关于)?(?:公布|认定|确定|命名|表彰)[^,，。]{0,30}的?(?:通知|通报|决定|公告)"
)
_NO_AWARD = re.compile(r"执照|专利|著作权|发票|合同|报告|负债表|利润表|认证(?:证书|范围|标准)|符合GB|符合ISO")


def is_award(text: str) -> bool:
    """Whether the words of a picture grant a title."""
    whole = squash(text)
    return _AWARD.search(whole) is not None and _NO_AWARD.search(whole) is None


def read_awards(document: Document) -> tuple[Passage, ...]:
    """The lines of pictures that are certificates of a title, each picture a letter of its own (`annex[picN]`)."""
    found = list[Passage]()
    if document.format == "picture":
        return ()
    for index, node in enumerate(document.nodes):
        if isinstance(node, Picture) and node.content:
            lines = list(_lines(node.content))
            if is_award("".join(text for text, _ in lines)):
                found += [Passage(f"annex[pic{index}]", text, place) for text, place in lines]
    return tuple(found)


def _lines(nodes: Sequence[Node]) -> Iterator[Line]:
    for node in nodes:
        if isinstance(node, Block) and node.text.strip():
            yield half_width(node.text.strip()), node.place
        elif isinstance(node, Table):
            for line in node.lines():
                cells = [" ".join(cell.text.split()) for cell in dict.fromkeys(line) if cell.text.strip()]
                if cells:
                    yield half_width(" ".join(cells)), line[0].place


def _under(lines: Sequence[Line]) -> list[Line]:
    """Numbers joined to the names they stand under or beside; those names are left out."""
    names = [(text, place.box) for text, place in lines if place.box and _NAME.fullmatch(text)]
    found, used = list[Line](), set[Box]()
    for text, place in lines:
        box = place.box
        own = _name_of(box, names) if box and _VALUE.fullmatch(text) else None
        if own is None and box and _VALUE.fullmatch(text) and (name := _first_above(box, lines)):
            found.append((f"{name}{text}", place.quoting(f"{name}{text}")))
            continue
        if own is None:
            found.append((text, place))
            continue
        used.add(own[1])
        found.append((f"{own[0]}{text}", place.quoting(f"{own[0]}{text}")))
    return _over([(text, place) for text, place in found if place.box not in used])


def _over(lines: Sequence[Line]) -> list[Line]:
    """A gauge has its number in the middle and its name below: numbers left over go to the name right under them."""
    numbers = [(text, place.box) for text, place in lines if place.box and _VALUE.fullmatch(text)]
    found, used = list[Line](), set[Box]()
    for text, place in lines:
        under = place.box and len(text) >= _NAMED and _NAME.fullmatch(text)
        own = _number_of(place.box, numbers) if under and place.box else None
        if own and own[1] not in used:
            used.add(own[1])
            found.append((f"{text}{own[0]}", place.quoting(f"{text}{own[0]}")))
        else:
            found.append((text, place))
    return [(text, place) for text, place in found if place.box not in used]


def _number_of(box: Box, numbers: Sequence[tuple[str, Box]]) -> tuple[str, Box] | None:
    """The number right above a name, the middles of both in one line."""
    above = [
        (box[1] - own[3], text, own)
        for text, own in numbers
        if abs((own[0] + own[2]) - (box[0] + box[2])) <= own[3] - own[1]
        if 0 <= box[1] - own[3] <= _GAUGE * (own[3] - own[1])
    ]
    nearest = min(above, default=None)
    return (nearest[1], nearest[2]) if nearest else None


def _name_of(box: Box, names: Sequence[tuple[str, Box]]) -> tuple[str, Box] | None:
    """The name right above a number, its middle over it, or else right before it in one line."""
    x0, top, x1, bottom = box
    high, middle = bottom - top, (x0 + x1) / 2
    above = [
        (top - own[3], name, own)
        for name, own in names
        if own[0] <= middle <= own[2] or x0 <= (own[0] + own[2]) / 2 <= x1
        if -0.5 * high <= top - own[3] <= 2 * high and own[1] < top
    ]
    beside = [
        (x0 - own[2], name, own)
        for name, own in names
        if abs((own[1] + own[3]) - (top + bottom)) <= high and 0 <= x0 - own[2] <= 3 * high
    ]
    nearest = min(above or beside, default=None)
    return (nearest[1], nearest[2]) if nearest else None


def _first_above(box: Box, lines: Sequence[Line]) -> str:
    """The first word of a line of several that begins where the number below it does, on a picture that leans."""
    x0, top, _, bottom = box
    high = bottom - top
    rows = [
        text.split()[0]
        for text, place in lines
        if place.box and len(text.split()) > 1 and abs(place.box[0] - x0) <= high / 2
        if 0 < top - place.box[1] <= 1.5 * high
    ]
    return rows[0] if len(rows) == 1 and len(rows[0]) >= _NAMED and _NAME.fullmatch(rows[0]) else ""


def _paired(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of names with the numbers right under them, one by one; other lines as they are."""
    at = 0
    while at < len(lines):
        text, place = lines[at]
        names = text.split()
        values = lines[at + 1][0].split() if at + 1 < len(lines) else []
        named = all(_NAME.fullmatch(name) for name in names)
        if named and len(names) == len(values) and all(_VALUE.fullmatch(value) for value in values):
            for name, value in zip(names, values, strict=True):
                yield f"{name}{value}", lines[at + 1][1].quoting(f"{name}{value}")
            at += 2
            continue
        yield text, place
        at += 1


def _caption(nodes: Sequence[Node], index: int, node: Picture) -> Passage:
    """The numbered line below the picture, or above it."""
    for at in (index + 1, index + 2, index - 1):
        near = nodes[at] if 0 <= at < len(nodes) else None
        if isinstance(near, Block) and _CAPTION.match(squash(near.text)) and len(squash(near.text)) <= _LONGEST:
            return Passage("shown.caption", half_width(near.text.strip()), near.place)
    return Passage("shown.caption", "", node.place)
