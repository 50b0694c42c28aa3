"""The commitment cell (fixed sentence, signature, seal and date together) and the opinion cell of the city's office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extract.answer import Answer
from extract.labels import LabelBook
from model.document import Block, Node, Table
from model.form import FieldSpec
from model.place import Place
from model.text import half_width, squash

_HAN = "〇○零一二三四五六七八九十"
_DATE = re.compile(
    rf"[0-9{_HAN}]{{2,4}}\s*年\s*[0-9{_HAN}]{{1,2}}\s*月(?:\s*[0-9{_HAN}]{{1,3}}\s*日)?|20\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
)
EMPTY_DATE = re.compile(r"(?:20)?[\s_]*年[\s_]*月[\s_]*日")
#: Where the signature begins: what stands before it is the sentence.
_SIGNATURE = re.compile(
    r"(?:法定代表人|负责人)\s*[(（]?(?:签章|签字|签名|盖章)|(?:申报)?单位\s*[(（]|公\s*章|签\s*[章字]\s*[:：]"
)
#: A line of it, whatever it begins with; so many lines of so many signs.
_SIGNING = re.compile(rf"{_SIGNATURE.pattern}|{_DATE.pattern}|{EMPTY_DATE.pattern}|^\s*日\s*期")
_LINES, _LONGEST = 5, 40
#: A sentence of the applicant's own in place of the printed one: about papers, and who answers for them.
_PROMISE = re.compile(r"材料|申报|数据|内容|资料")
_VOUCHES = re.compile(r"真实|属实|责任|负责|承诺|保证|准确|参考|免责|为准|估算|第三方")
_FEWEST = 12
_SIGNED = re.compile(
    r"(?:法定代表人|负责人)\s*(?:签章|签字|签名)?\s*(?:\([^()]*\))?\s*:?\s*"
    r"(?P<name>[\u4e00-\u9fff·]{2,8}"
    r"|(?!公 *章|年 *月|单 *位|日 *期)[\u4e00-\u9fff](?: {1,4}[\u4e00-\u9fff]){1,2}(?![\u4e00-\u9fff:]))?"
)
#: What is printed before a seal: 推荐单位（公章）, and the office that somebody typed behind it.
_SEAL = re.compile(r"(?:推荐|初审|审核)?(?:单位|部门)\s*[(（]?\s*(?:公\s*章|盖\s*章|签\s*章)\s*[)）]?\s*[:：]?[^\n]*")


def find_date(text: str) -> str:
    """The first date as printed, or ""."""
    match = _DATE.search(half_width(text))
    return match[0] if match else ""


def read_commitment(nodes: Sequence[Node], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """Answers for truth_statement, truth_signature and truth_date; a seal is a picture and is not read here."""
    by_suffix = {spec.key.rsplit("_", 1)[-1]: spec for spec in specs}
    statement = by_suffix["statement"]
    sentence = statement.choices[0]
    for text, place, _ in _candidates(nodes, statement, "愿承担相应的责任"):
        said = _promise(text)
        if fuzz.partial_ratio(squash(sentence), squash(text)) < 80 and not said:
            continue
        flat = half_width(text)
        lines = [(flat, place, len(sentence) // 2)]
        if not _SIGNING.search(flat.partition(sentence[-4:])[2]):
            lines += [(half_width(below), its_place, 0) for below, its_place in _signed_below(nodes, place)]
        kept = said or text.splitlines()[0]
        yield Answer(
            statement, sentence if squash(half_width(kept)) == squash(half_width(sentence)) else kept, place, place
        )
        signed = next(((m["name"], at) for line, at, start in lines if (m := _SIGNED.search(line, start))), ("", place))
        name = squash(signed[0] or "")
        name = "" if name in ("公章", "单位公章", "申报单位") else name
        yield Answer(by_suffix["signature"], name, signed[1], signed[1])
        date, dated = next(((m[0], at) for line, at, _ in lines if (m := _DATE.search(line))), ("", place))
        yield Answer(by_suffix["date"], date, dated, dated)
        return


def _signed_below(nodes: Sequence[Node], place: Place) -> Iterator[tuple[str, Place]]:
    """Cells and paragraphs right behind the sentence that hold its signature, seal and date and nothing else."""
    texts = [
        (one.text, one.place)
        for node in nodes
        for one in (node.cells if isinstance(node, Table) else [node] if isinstance(node, Block) else [])
        if squash(one.text)
    ]
    at = next((n for n, (_, its_place) in enumerate(texts) if its_place.path == place.path), len(texts))
    for text, its_place in texts[at + 1 : at + 1 + _LINES]:
        if not _SIGNING.search(half_width(text)) or len(squash(text)) > _LONGEST:
            return
        yield text, its_place


def _promise(text: str) -> str:
    """What stands in place of the printed sentence, up to the signature, with its own line breaks closed; "" where that
    is no promise at all."""
    before = squash(_SIGNATURE.split(_DATE.split(text)[0])[0])
    before = re.sub(
        r"(?<=[。.!])[\u4e00-\u9fff·]{2,4}$", "", before
    )  # the signature that stands on the sentence's line
    return before if len(before) >= _FEWEST and _PROMISE.search(before) and _VOUCHES.search(before) else ""


def read_opinion(nodes: Sequence[Node], specs: Sequence[FieldSpec]) -> Iterator[Answer]:
    """Answers for city_opinion (the words before the seal) and city_date."""
    by_suffix = {spec.key.rsplit("_", 1)[-1]: spec for spec in specs}
    opinion = by_suffix["opinion"]
    for text, place, label in _candidates(nodes, opinion, None):
        flat = half_width(text)
        date = _DATE.search(flat)
        words = EMPTY_DATE.sub("", _SEAL.sub("", _DATE.sub("", flat))).strip(" \n:_()")
        yield Answer(opinion, words, place, label)
        yield Answer(by_suffix["date"], date[0] if date else "", place, label)
        return


def _candidates(nodes: Sequence[Node], lead: FieldSpec, words: str | None) -> Iterator[tuple[str, Place, Place]]:
    """The text beside the label (a page break may cut it), then cells and paragraphs that hold the words; where it
    stands, and where its label does."""
    book = LabelBook([lead])
    for node in nodes:
        if isinstance(node, Table):
            lines = list(node.lines())
            for index, line in enumerate(lines):
                rest = [cell for cell in line if not book.find(cell.text) and squash(cell.text)]
                label = next((cell for cell in line if book.find(cell.text)), None)
                if rest and label:
                    text = "\n".join(cell.text for cell in rest)
                    below = lines[index + 1] if index + 1 in node.seams and index + 1 < len(lines) else []
                    if below and not squash(below[0].text):
                        text += "\n" + "\n".join(cell.text for cell in below)
                    yield text, rest[0].place, label.place.quoting("".join(label.text.split()))
            for cell in node.cells:
                if words and squash(words) in squash(cell.text):
                    yield cell.text, cell.place, cell.place
    blocks = [node for node in nodes if isinstance(node, Block)]
    for index, block in enumerate(blocks):
        if words and squash(words) in squash(block.text):
            yield "\n".join(b.text for b in blocks[index : index + 5]), block.place, block.place
