"""FMT-06, its other half: a paper that the book calls attached (检测报告见附件, 合同附后) and that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case, Skipped
from check.numerals import whole_of
from check.sought import Sought
from model.finding import Cause, Severity
from model.place import Place
from model.text import half_width

_NUMBER = r"\d{1,2}|[一二三四五六七八九十]"
_WHERE = (
    rf"(?:(?:详|具体|请)?(?:见|参见)(?:本|书后|文后|后附)?(?:附件|附录|后附|书后)(?:材料)?(?P<n1>{_NUMBER})?"
    r"|(?:扫描件|复印件|均|已)?附后|附于(?:书|文|表)?后)"
)
#: 《检测报告》（见附件3）, 采购合同附后, 见附件《检测报告》. A name without 《》 ends in a word for a paper.
_MENTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        r"《(?P<name>[^《》]{2,40})》(?:的?(?:复印件|扫描件|原件))?\s*[(,，]?\s*" + _WHERE,
        rf"(?:见|参见|附)(?:附件|附录|后附|书后)(?P<n1>{_NUMBER})?[:：,，]?\s*《(?P<name>[^《》]{{2,40}})》",
        r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{0,12}(?:执照|证书|报告|合同|协议|报表|证明|决定|批复|名单))(?:的?(?:复印件|扫描件|原件))?\s*[(,，]?\s*"
        + _WHERE,
    )
)
_NUMBERED = Sought(rf"(?:见|参见)(?:本书)?附件(?P<n1>{_NUMBER})(?![\d.])")
#: Laws and notices have annexes, too; what is yet to come is not attached.
_LAW = re.compile(r"细则|办法|通知|指南|文件要求|国发|工信|标准》|规范》|意见》|方案》|条例")
_NOT_YET = re.compile(r"未|无|待|将|拟|暂|尚|如有|若有|不[再需另]")
_ANNEX = re.compile(rf"附件\s*({_NUMBER})(?![\d.])")
#: A heading or file name that does not say what stands below it.
_VAGUE = re.compile(
    r"(?:附件|材料|其他|其它|相关|有关|证明|佐证|补充|资料|扫描件?|文件|图片|新建|文档|[\d一二三四五六七八九十()\s.、:：_-]|IMG|img|scan|[a-zA-Z])*"
)
#: Headings under which any paper may stand; a mention by number alone.
_BROAD, _BARE = re.compile(r"证明|佐证|其[他它]|材料|附件目录|清单"), re.compile(r"附件\d{1,2}")
_TAIL = 4
_ALIKE = 80


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper that the book says is attached: its name as printed, the number of the annex (0: none), the place."""

    name: str
    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in beside the book: kinds, names (headings and files), numbers of annexes, and why not sure."""

    kinds: frozenset[str]
    names: tuple[str, ...]
    numbers: frozenset[int]
    all_numbered: bool
    doubt: str

    def doubt_about(self, one: Mention, kinds: set[str]) -> str:
        """Why (Chinese) the paper may be there all the same; "" where it is not."""
        if self.doubt:
            return self.doubt
        if _BARE.fullmatch(one.name):
            return "" if self.all_numbered and len(self.numbers) > 1 else "但附件没有都编号"
        broad = [name for name in self.names if _BROAD.search(name) or one.name[-2:] in name]
        return f"但它可能在“{broad[0]}”之中" if broad and not kinds else ""


def find_promised(case: Case, unread: str | None, told: frozenset[str]) -> Iterator[Answer]:
    """W for a paper that the book says is attached and that is not among its annexes; `told` are kinds found missing.

    Nothing is said where the book came alone, or where a paper could not be read or does not say what it is.
    """
    mentions = list(find_mentions(case))
    if not mentions:
        return
    handed = hand_in(case)
    for one in mentions:
        kinds = next((set(kinds) for words, kinds in case.param("promised") if re.search(words, one.name)), set[str]())
        if kinds & told:
            continue
        if is_there(case, one, kinds, handed):
            yield Agreed(one.name, (one.place,))
        elif doubt := handed.doubt_about(one, kinds):
            yield Skipped(unread or f"正文称“{one.name}”已附，{doubt}，请查看原件。", Cause.UNSURE)
        elif unread:
            yield Skipped(unread, Cause.UNREADABLE)
        else:
            number = f"（附件{one.number}）" if one.number else ""
            yield case.finding(
                f"正文称“{one.name}”已作为附件{number}，所交材料中未见，请补交或核实。",
                one.place,
                severity=Severity.W,
                about=(f"promised.{one.name}",),
                expected="已附",
                found="",
            )


def is_there(case: Case, one: Mention, kinds: set[str], handed: Handed) -> bool:
    """Whether a paper of this kind, name or number was handed in, or its lines were read."""
    if kinds & handed.kinds or any(case.submission.like(kind) for kind in kinds if kind.endswith(".")):
        return True
    return one.number in handed.numbers or any(is_named(one.name, name) for name in handed.names)


def find_mentions(case: Case) -> Iterator[Mention]:
    """Each named paper once, and each number of an annex that stands without a name (见附件5)."""
    seen: set[str] = set()
    for passage in case.prose():
        text = half_width(passage.text)
        for pattern in _MENTIONS:
            for match in pattern.finditer(text):
                name = clean(match["name"])
                start = max(text.rfind(mark, 0, match.start()) for mark in "。;；\n") + 1
                ahead = text[start : match.start("name")]
                if len(name) < 3 or name in seen or _NOT_YET.search(ahead[-8:] + name) or _LAW.search(ahead + match[0]):
                    continue
                number = whole_of(match["n1"] or "0")
                seen.update((name, f"附件{number}"))
                quote = passage.text[match.start() : match.end()]
                yield Mention(name, number, passage.place.quoting(quote))
        for match in _NUMBERED.finditer(text):
            start = max(text.rfind(mark, 0, match.start()) for mark in "。;；\n") + 1
            number = whole_of(match["n1"])
            if f"附件{number}" in seen or _LAW.search(text[start : match.end() + 20]):
                continue
            seen.add(f"附件{number}")
            yield Mention(f"附件{number}", number, passage.place.quoting(passage.text[match.start() : match.end()]))


def clean(name: str) -> str:
    """Without the words that lead to the name: 经检测合格，公司的检测报告 → 检测报告."""
    name = re.sub(r"^.*(?:取得|获得|通过|签订|出具|编制|提供|具有|持有|办理|以及|[的了有及和与])(?=.{3,})", "", name)
    return name.strip()


def is_named(name: str, other: str) -> bool:
    """Whether a heading or file name names this paper: the kind of paper it ends in, and most of its words."""
    other = half_width(other)
    if name in other or name[-_TAIL:] in other:
        return True
    return name[-2:] in other and fuzz.partial_ratio(name, other) >= _ALIKE


def hand_in(case: Case) -> Handed:
    """What stands beside the book, and the reason (Chinese) why something may be there that is not seen."""
    papers = case.submission.papers
    beside = [paper for paper in papers if paper.kind != case.submission.form]
    inner = [one for paper in papers for one in paper.inner]
    files = [PurePosixPath(paper.file).stem for paper in beside]
    names = (*files, *(one.title for one in inner))
    numbers = [found for name in names if (found := _ANNEX.match(half_width(name).replace(" ", "")))]
    vague = [
        name
        for name, kind in (*zip(files, (p.kind for p in beside), strict=True), *((o.title, o.kind) for o in inner))
        if kind == "other" and _VAGUE.fullmatch(half_width(name))
    ]
    doubt = ""
    if not names:
        doubt = "但材料中只有申报书、没有附件"
    elif broken := next((p.file for p in papers if not p.status.readable or p.unread_pages), None):
        doubt = f"但“{broken}”未能全部读取"
    elif vague:
        doubt = f"但不能确定“{vague[0]}”是什么材料"
    return Handed(
        frozenset().union(*(p.kinds for p in papers)),
        names,
        frozenset(whole_of(number[1]) for number in numbers),
        len(numbers) == len(names),
        doubt,
    )
