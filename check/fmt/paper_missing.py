"""FMT-06, FMT-12, FMT-17, FMT-24, TRUE-01: annexes, the commitment, the city's opinion, and marks of secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.finance.columns import facts
from check.fmt.paper_promised import find_promised
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_text
from check.telling import tell_texts
from model.document import TraceKind
from model.finding import Cause, Severity
from model.place import Place
from model.submission import Blank, InnerPaper, Paper

#: 秘密★, 机密★5年, 绝密, 内部资料 注意保密: a mark stands alone, it is no word of a sentence.
MARK = Sought(
    r"(?:秘密|机密|绝密)\s*★|内部(?:资料|文件)\s*[,，]?\s*(?:注意保密|请勿外传|严禁外传)|密级\s*[:：]\s*(?:秘密|机密|绝密)"
)
NUMBERED = re.compile(r"附件[\d一二三四五六七八九十]")
#: In a running head, a foot or a watermark the word stands by itself beside the name of the company.
IN_MARGIN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:公司|企业|商业|内部|核心)(?:秘密|机密|绝密)|(?:秘密|机密|绝密))(?:级|文件|资料|件)?(?![\u4e00-\u9fff])"
)
ALONE = re.compile(r"^[【\[（(]?(?:(?:内部|商业|企业|公司)?(?:秘密|机密|绝密)(?:级|件)?)[】\])）]?$")


STATEMENTS = ("statements", "audit_report", "bs.", "is.")


@rule("FMT-06")
def find_annex_missing(case: Case) -> Iterator[Answer]:
    """E for an annex that the book leaves blank, or that is not among those bound in with it; W for a paper that its
    sentences call attached and that is not there; one that is merely not seen is not checked."""
    kinds = {kind for paper in case.submission.papers for kind in paper.kinds}
    unread = case.unread or say_unread_pictures(case)
    bound, beside = annexes_bound(case), annexes_beside(case)
    told = set[str]()
    for key, (name, seen_as, grade) in case.param("annexes").items():
        blank, field = case.submission.blank(key), case.field(key)
        lines = any(case.submission.like(prefix) for prefix in seen_as if prefix.endswith("."))
        if field is not None or kinds & set(seen_as) or lines:
            yield Agreed(name)
        elif blank is not None and blank.printed and not unread:
            told.update(seen_as)
            yield case.finding(
                f"附件“{name}”未附，应补交，请核实。", blank, severity=Severity(grade), expected="已附", found=""
            )
        elif bound and key in case.param("always_bound") and not unread:
            heads = "、".join(dict.fromkeys(one.title for one in bound))
            told.update(seen_as)
            yield case.finding(
                f"申报书后附有“{heads}”，其中未见“{name}”，应补交，请核实。",
                *(one.place for one in bound[:3]),
                about=(key,),
                severity=Severity(grade),
                expected="已附",
                found="",
            )
        elif key in case.param("always_bound") and not unread and beside and not may_be(case, seen_as):
            told.update(seen_as)
            names = "、".join(f"《{paper.file}》" for paper in beside[:4])
            yield case.finding(
                f"随申报书提交的附件有{names}等{len(beside)}份，其中未见“{name}”，应补交，请核实。",
                *(Place(paper.file, "properties", text=paper.file) for paper in beside[:3]),
                about=(key,),
                severity=Severity(grade) if case.spec(key) else Severity.W,
                expected="已附",
                found="",
            )
        elif grade != "I":
            yield Skipped(unread or f"没有认出附件“{name}”，请查看原件。", Cause.UNREADABLE if unread else Cause.UNSURE)
    if not unread and not told & set(STATEMENTS):
        yield from find_years_unshown(case)
    yield from find_promised(case, unread, frozenset(told))


def find_years_unshown(case: Case) -> Iterator[Answer]:
    """W where the statements handed in give no column at all, not even one of comparison, for a year of the table."""
    asked = {int(f.value[:4]): f for f in case.submission.like("year_") if f.value[:4].isdigit()}
    found = [one for paper in case.submission.papers for one in paper.statements]
    shown = {one.year for one in found}
    shown |= {int(f.value) for _, f in facts(case, "audit.year") if f.value.isdigit()}
    gone = sorted(set(asked) - {year for year in shown if year})
    if not found or None in shown or not gone or len(gone) == len(asked) or may_be(case, STATEMENTS):
        return
    told = "、".join(f"{year}年" for year in gone)
    yield case.finding(
        f"所附财务报表没有{told}的数据，近三年表内填有该年，应补交，请核实。",
        *(asked[year] for year in gone),
        found[0].place,
        severity=Severity.W,
        about=("att.finance",),
        expected="三个年度",
        found="、".join(f"{year}年" for year in sorted(year for year in shown if year)),
    )


def say_unread_pictures(case: Case) -> str | None:
    """A reason (Chinese) when pictures could not be read: a paper that is not seen may be one of them."""
    for paper in case.submission.papers:
        if paper.unread_pictures:
            return f"“{paper.file}”有 {len(paper.unread_pictures)} 张图片未能识别，其中可能有附件，请查看原件。"
    return None


def annexes_beside(case: Case) -> list[Paper]:
    """The annexes handed in as files of their own, where there are several and every page was read; else none."""
    files = {copy.file for copy in case.submission.copies}
    papers = [p for p in case.submission.papers if p.kind != case.submission.form and p.file not in files]
    if any(not p.status.readable or p.unread_pages for p in case.submission.papers):
        return []
    return papers if len(papers) >= int(case.param("several")) else []


def may_be(case: Case, seen_as: Iterable[str]) -> bool:
    """Whether a file that was not recognised may be this annex: its name says so, or says nothing at all."""
    known = [
        (re.compile("|".join((*k.files, *k.heads))), k.kind) for k in case.reference.paper_kinds if k.files or k.heads
    ]
    for paper in case.submission.papers:
        if paper.kind in ("other", "picture"):
            named = {kind for pattern, kind in known if pattern.search(fold_text(PurePosixPath(paper.file).stem))}
            if not named or named & set(seen_as):
                return True
    return False


def annexes_bound(case: Case) -> list[InnerPaper]:
    """The annexes within the book's file, where they are all that was handed in and every page was read; else none.

    Two or more headings of their own (附件1, 附件3) show that the annexes stand in the book; plain numbers
    (2.企业财务报表) may be the entries of their list.
    """
    papers = case.submission.papers
    books = [paper for paper in papers if paper.kind == case.submission.form]
    if len(books) != len(papers) or any(not p.status.readable or p.unread_pages for p in papers):
        return []
    inner = [one for paper in books for one in paper.inner if NUMBERED.match(one.title)]
    return inner if len(inner) > 1 else []


@rule("FMT-12")
def find_commitment_undone(case: Case) -> Iterator[Answer]:
    """E for a promise that takes back or leaves out what is printed, I for other words of its meaning; a blank date is
    what FMT-03 also speaks of, and folds there."""
    said, date = case.field("truth_statement"), case.field("truth_date")
    blank = case.submission.blank("truth_date")
    if said is None and date is None and blank is None:
        raise NotChecked(
            case.unread or "真实性承诺未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
        )
    if said is not None:
        spec = case.spec("truth_statement")
        printed = [fold_words(text) for text in (*(spec.choices if spec else ()), *case.param("statements"))]
        kept = any(text in fold_words(said.text or said.value) for text in printed)
        alike = max((fuzz.partial_ratio(text, fold_words(said.text or said.value)) for text in printed), default=0)
        why = "" if kept else find_weakened(said.text or said.value)
        if REFUSED.search(said.text or said.value) or (not kept and (why or alike < int(case.param("alike")))):
            yield case.finding(
                f"真实性承诺写作“{said.value[:60]}”，与表内所印文字不同{why}，请核实。",
                said,
                severity=None if why or REFUSED.search(said.text or said.value) else Severity.I,
                expected=case.param("statements")[0],
                found=said.value,
            )
        else:
            yield Agreed("承诺文字未改动", (said.place,))
    if date is None and blank is not None and (blank.printed or not case.unread):
        yield case.finding("真实性承诺的日期为空，应签字、盖章并填日期，请核实。", blank, expected="已填日期", found="")
    yield Skipped("签字和公章是图像，本系统不作辨认，请查看原件。", Cause.UNSURE)


#: Words that take the promise back, wherever they stand.
REFUSED = re.compile(
    r"(?:不|无需|无须|拒绝|免于|免除|概不)(?:予|再|愿)?(?:承担|负责)|与(?:本|我)(?:单位|公司|企业)无关|仅供参考"
)
WEAKENED = Sought(
    r"(?:基本|大体|大致|大部分|主要|尽量|力求|尽可能|尽力|原则上|部分)[^，。；,;]{0,4}?(?:真实|属实|完整|准确)"
    r"|(?:责任)?由(?!此)(?!本单位|我单位|本公司|我公司)[^，。；,;]{1,16}?(?:承担|负责|解释)"
)
#: Each of these the printed sentence promises: that the papers are true, are whole, and that the applicant answers.
PROMISED = (("真实", r"真实|属实"), ("完整", r"完整|齐全|全面"), ("承担责任", r"(?:承担|负)[^，。；]{0,12}责任|负责"))


def find_weakened(text: str) -> str:
    """What an altered promise takes back or leaves out, as a clause; "" where only its wording differs."""
    if hit := WEAKENED.search(text):
        return f"（“{hit[0]}”）"
    lacking = [name for name, pattern in PROMISED if not re.search(pattern, text)]
    return f"（未见“{'”“'.join(lacking)}”）" if lacking else ""


@rule("FMT-17")
def find_opinion_blank(case: Case) -> Iterator[Answer]:
    """I: empty at the city's own desk is as it should be."""
    blanks: list[Blank] = [b for key in case.param("fields") if (b := case.submission.blank(key))]
    filled = [f for key in case.param("fields") if (f := case.field(key))]
    if filled:
        yield case.agree("市（州）意见已填", *filled)
    elif blanks and not case.unread:
        yield case.finding(
            "市（州）工信部门初审及推荐意见为空，报省之前应填写并盖章，请核实。", *blanks, expected="已填写", found=""
        )
    else:
        raise NotChecked(
            case.unread or "市（州）意见栏未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
        )


@rule("FMT-24")
def find_secrecy_mark(case: Case) -> Iterator[Answer]:
    """W for each mark; 保密制度 and the like are words of a sentence, not marks."""
    texts = list(tell_texts(case))
    if not texts and not case.submission.fields:
        raise NotChecked("正文未读到，无法核对。")
    told = set[str]()
    for text in texts:
        hit = MARK.search(text.text) or next(
            (m for line in text.text.splitlines() if (m := ALONE.match(line.strip()))), None
        )
        if hit is not None:
            yield case.finding(
                f"材料中有“{hit[0]}”字样，申报材料不得涉及国家秘密、商业秘密，请核实。",
                text.place.quoting(hit[0]),
                about=(text.key,),
                expected="无密级标志",
                found=hit[0],
            )
            told.add(hit[0])
    yield from find_margin_marks(case, told)
    yield Agreed()


PLACES_OF_MARKS = {TraceKind.MARGIN: "页眉、页脚", TraceKind.WATERMARK: "水印", TraceKind.COVER: "封面"}


def find_margin_marks(case: Case, in_prose: Set[str]) -> Iterator[Answer]:
    """W for each mark in heads, feet, watermarks and on covers of the files; the same words of a file once, and of the
    book not where its prose says them."""
    for paper in case.submission.papers:
        told = set(in_prose) if paper.kind == case.submission.form else set[str]()
        for trace in paper.traces:
            if trace.kind not in PLACES_OF_MARKS:
                continue
            hit = MARK.search(trace.text) or IN_MARGIN.search(trace.text)
            if hit is None or hit[0] in told:
                continue
            told.add(hit[0])
            where = PLACES_OF_MARKS[trace.kind]
            yield case.finding(
                f"《{paper.file}》{where}有“{hit[0]}”字样，申报材料不得涉及国家秘密、商业秘密，请核实。",
                trace.place or Place(paper.file, "properties", text=trace.text),
                expected="无密级标志",
                found=trace.text,
            )


@rule("TRUE-01")
def find_no_commitment(case: Case) -> Iterator[Answer]:
    """I where no commitment stands in the book: the duty holds all the same."""
    said, blank = case.field("truth_statement"), case.submission.blank("truth_statement")
    weak = None if said is not None else next(find_weak_commitment(case), None)
    if weak is not None:
        yield case.finding(
            f"真实性承诺写作“{weak.text}”，印定的承诺为“均真实、完整，如有不实，愿承担相应的责任”，请核实。",
            weak,
            severity=Severity.W,
            expected="均真实、完整，如有不实，愿承担相应的责任",
            found=weak.text,
        )
    elif said is not None:
        yield case.agree("有真实性承诺，核对中发现的不一致由申报单位说明", said)
    elif blank is not None and (blank.printed or not case.unread):
        yield case.finding("没有真实性承诺，申报单位须对材料真实性负责，请核实。", blank, expected="有承诺", found="")
    else:
        raise NotChecked(
            case.unread or "真实性承诺未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
        )


#: A commitment that holds back: 材料基本属实, 以现场核查为准.
WEAK = re.compile(
    r"(?:我单位|我公司|本单位|本公司|我司)?(?:申报|提交|提供|所报)[^。；;]{0,10}材料[^。；;]{0,12}(?:基本|大体|大致|总体|尽可能|原则上)[^。；;]{0,4}(?:属实|真实|准确)[^。；;]{0,30}"
)


def find_weak_commitment(case: Case) -> Iterator[Place]:
    """Sentences that promise less than the printed commitment."""
    for text in tell_texts(case):
        for hit in WEAK.finditer(text.text):
            yield text.place.quoting(hit[0])


def fold_words(text: str) -> str:
    """Without punctuation and the name that fills the blank."""
    return re.sub(r"[\W_]", "", fold_text(text))
