"""What papers beside the book or bound in with it tell in words: notices of an office, requests, certificates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from check.case import Case
from check.dates import Days, read_days
from check.once import BOOKS, Same, kept
from check.sought import Sought
from check.spelling import fold_company
from check.telling import Text, sentences_of, tell_sentences
from model.submission import Passage
from model.text import squash

#: Contracts speak of what may be.
CONTRACT = re.compile(r"甲方|乙方|买方|卖方|供方|需方|采购合同|违约金")
#: 2024年12月6日 in a line of its own, 日期：2024.12.6（拟）.
DATED = re.compile(
    r"\s*(?:(?:日期|时间|落款|申请日期|提交日期)\s*[:：]?\s*)?(?P<y>20\d{2})\s*[年.．/-]\s*(?P<m>\d{1,2})\s*[月.．/-]\s*(?P<d>\d{1,2})\s*日?"
    r"\s*(?:[（(][^（）()]{1,8}[）)])?\s*"
)
#: 关于……的通报（节选，2023年5月9日）: of the first lines of an extract, which has no foot.
TITLED = re.compile(r"[（(][^（）()]{0,12}?(?P<y>20\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日[^（）()]{0,4}[)）]\s*$")
_TOP = 3
COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,30}?(?:有限责任公司|有限公司|股份公司)")


def tell_letters(case: Case) -> Iterator[tuple[Text, ...]]:
    """The paragraphs of each letter among the papers that names the applicant, and of each that is bound in with the
    book; contracts speak of what may be."""
    name = case.field("company_name") or case.field("applicant")
    return iter(letters_to(Same(*(paper.passages for paper in case.submission.papers)), name.value if name else ""))


@kept(BOOKS)
def letters_to(papers: Same, name: str) -> tuple[tuple[Text, ...], ...]:
    """The letters among the passages of papers, by the name of the applicant ("" where it is not known)."""
    return tuple(_letters(papers.parts, name))


def _letters(papers: Iterable[tuple[Passage, ...]], name: str) -> Iterator[tuple[Text, ...]]:
    for passages in papers:
        texts = [Text(p.key, p.text, p.place) for p in passages if p.key == "letter" or p.key.startswith("annex")]
        for key, letter in groupby(texts, lambda text: text.key):
            told = tuple(letter)
            if any(CONTRACT.search(text.text) for text in told):
                continue
            if key != "letter" or (name and (any(is_named(name, text.text) for text in told) or is_own(told))):
                yield told


#: 甘肃甲乙包装有限公司, 甲乙包装: a name without its place and its kind.
_KIND = re.compile(r"(?:股份|集团|有限|责任|公司)+$")
_PLACE, _LEAST = 2, 4
#: Minutes and notes of the house speak of it without its name.
_OWN = re.compile(r"咱们|我们|我公司|本公司|我司|我厂|本厂|我单位|本单位")


def is_named(name: str, text: str) -> bool:
    """Whether the words name the company, in full or as one says it for short."""
    told, full = squash(text), fold_company(name)
    core = _KIND.sub("", full)
    short = core[_PLACE:] if len(core) >= _PLACE + _LEAST else core
    return full in told or (len(short) >= _LEAST and short in told)


def is_own(letter: tuple[Text, ...]) -> bool:
    """Whether a paper that names no company speaks of its own house."""
    words = [squash(text.text) for text in letter]
    return any(_OWN.search(one) for one in words) and not any(COMPANY.search(one) for one in words)


#: 关于……的通报: a notice printed in a chapter of the book.
NOTICE = re.compile(r"\s*关于[^，,。；;]{2,40}?的(?:通知|通报|决定|批复|函|意见|公告)\s*")
#: So many lines has a notice at most; a line that ends so is whole.
_LINES = 24
_WHOLE = re.compile(r"[。；;：:！!？?]\s*$")


def bound_notices(case: Case) -> Iterator[tuple[tuple[Text, ...], Text, Days]]:
    """Notices to the applicant whose lines stand in a chapter: its lines, its words in one text, its day."""
    name = case.field("company_name") or case.field("applicant")
    prose = tuple(case.prose())
    for at, head in enumerate(prose):
        if name is None or not NOTICE.fullmatch(head.text):
            continue
        lines = tuple(Text(p.key, p.text, p.place) for p in prose[at : at + _LINES] if p.key == head.key)
        foot = next((n for n, line in enumerate(lines) if DATED.fullmatch(line.text)), None)
        signed = read_signed(lines[: foot + 1]) if foot is not None else None
        if signed and any(is_named(name.value, line.text) for line in lines[1:foot]):
            words = "".join(line.text + ("\n" if _WHOLE.search(line.text) else "") for line in lines[1:foot])
            yield lines[1:foot], Text(head.key, words, head.place), signed[1]


def tell_everywhere(case: Case, *sought: Sought) -> Iterator[tuple[Text, str]]:
    """Every sentence of the book, then of its letters; only of texts in which one of `sought` may be, where given."""
    yield from tell_sentences(case, *sought)
    for letter in tell_letters(case):
        yield from sentences_of(letter, *sought)


def tell_rows(case: Case, pattern: Sought) -> Iterator[tuple[Text, str]]:
    """Each row of the book's own tables that the pattern finds, read as one sentence of its cells with their heads; its
    text is the cell in which what was found ends."""
    for grid in case.submission.grids:
        heads = [squash(cell.text) for cell in grid.rows[0]] if grid.own and grid.rows else []
        for row in grid.rows[1:] if heads else ():
            cells = [(cell, squash(cell.text)) for cell in row]
            named = len(heads) == len(row) > 2
            parts = [f"{heads[n]}：{text}" if named and n else text for n, (_, text) in enumerate(cells) if text]
            if hit := pattern.search(told := "，".join(dict.fromkeys(parts))):
                cell = next((one for one, text in cells if text and hit[0].endswith(text[: len(hit[0])][-3:])), row[-1])
                yield Text("grid", cell.text, cell.place), told


def say_source(text: Text) -> str:
    """书中称, or 《名称》载 for a paper beside the book."""
    return f"《{text.place.file}》载" if text.key == "letter" else "附件载" if is_letter(text) else "书中称"


def is_letter(text: Text) -> bool:
    return text.key == "letter" or text.key.startswith("annex")


def read_signed(letter: tuple[Text, ...]) -> tuple[Text, Days] | None:
    """The date at the foot of a letter, else that in brackets behind its title."""
    dated = ((text, hit) for text in reversed(letter) if (hit := DATED.fullmatch(text.text)))
    titled = ((text, hit) for text in letter[:_TOP] if (hit := TITLED.search(text.text)))
    for text, hit in (*dated, *titled):
        day = read_days("-".join([hit["y"], hit["m"].zfill(2), hit["d"].zfill(2)]))
        return (text, day) if day else None
    return None


def names_others(case: Case, sentence: str) -> bool:
    """Whether the sentence names companies, and the applicant is none of them."""
    name = case.field("company_name") or case.field("applicant")
    told = squash(sentence)
    return COMPANY.search(told) is not None and (name is None or squash(name.value) not in told)
