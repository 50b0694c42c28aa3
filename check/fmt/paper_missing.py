"""FMT-06, FMT-17: annexes, and the city's opinion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.finance.columns import facts
from check.fmt.paper_promised import find_promised
from check.registry import rule
from check.spelling import fold_text
from model.finding import Cause, Severity
from model.place import Place
from model.submission import InnerPaper, Paper

NUMBERED = re.compile(r"附件[\d一二三四五六七八九十]")
#: 审计工作尚未安排，本次未附: an entry of the list that is not there. 其余 are there.
NOT_ATTACHED = re.compile(
    r"未附|未提供|未提交|未能(?:提供|附|取得)|暂缺|暂无|暂未|尚未|缺失|缺$|后补|待补|补交|补报|稍后|另行补|不附|从略|略$|未办|未出具|未安排|无法提供|[:：]无[。；;]?$"
)
#: Of rights and standards an applicant may have none.
#: 1．执照；2．报表；3．其他：无: several entries in one line.
ITEM = re.compile(r"[；;\n]\s*(?=[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）)．.、])")
HAS_NONE = re.compile(r"暂无|暂未|尚未|[:：]无[。；;]?$")
IN_PART = re.compile(r"其余|其中|部分|仅\d{4}年|20\d\d年(?:度)?[^，,。；;]{0,8}(?:未|暂|尚)")
#: Entries that a list has.
LISTED = 3
STATEMENTS = ("statements", "audit_report", "bs.", "is.")


@rule("FMT-06")
def find_annex_missing(case: Case) -> Iterator[Answer]:
    """E for an annex that the book leaves blank, or that is not among those bound in with it; W for a paper that its
    sentences call attached and that is not there; one that is merely not seen is not checked. I where a form without a
    list has other papers beside it: a part is there."""
    kinds = {kind for paper in case.submission.papers for kind in paper.kinds}
    unread = case.unread or say_unread_pictures(case)
    bound, beside = annexes_bound(case), annexes_beside(case)
    told = set[str]()
    for key, (name, seen_as, grade) in case.param("annexes").items():
        blank, field = case.submission.blank(key), case.field(key)
        lines = any(case.submission.like(prefix) for prefix in seen_as if prefix.endswith("."))
        if field is not None or kinds & set(seen_as) or lines:
            yield Agreed(name)
        elif headed := [one for paper in case.submission.papers for one in paper.headed if one.kind in seen_as]:
            told.update(seen_as)
            yield Skipped(f"“{headed[0].title}”下有内容，未能读作“{name}”，请查看原件。", Cause.UNSURE)
        elif not unread and (lack := find_unlisted(case, key)):
            told.update(seen_as)
            said, places = lack
            seen = any(case.is_scanned(place) for place in places)  # what a picture of a page lost may be there
            yield case.finding(
                f"{said}，应补交“{name}”，请核实。",
                *places,
                about=(key,),
                severity=Severity.W if seen else grade_of(case, grade),
                expected="已附",
                found="",
            )
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
                severity=grade_of(case, grade),
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
                severity=Severity.W if case.submission.form in case.param("printed_in") else Severity.I,
                expected="已附",
                found="",
            )
        elif grade != "I":
            yield Skipped(unread or f"没有认出附件“{name}”，请查看原件。", Cause.UNREADABLE if unread else Cause.UNSURE)
    if not unread and not told & set(STATEMENTS):
        yield from find_years_unshown(case)
    yield from find_promised(case, unread, frozenset(told))
    yield from find_mute_pictures(case)


def find_mute_pictures(case: Case) -> Iterator[Answer]:
    """W for an annex of several pictures without a word beside them, where the form prints 并附说明性文字."""
    if case.submission.form not in case.param("printed_in"):
        return
    for paper in case.submission.papers:
        for one in paper.inner:
            if one.kind == "picture" and one.mute > 1 and not paper.unread_pages:
                yield case.finding(
                    f"“{one.title}”中{one.mute}幅图片均没有说明文字，影像资料应附说明性文字，请核实。",
                    one.place,
                    severity=Severity.W,
                    expected="附说明性文字",
                    found="",
                )


def grade_of(case: Case, grade: str) -> Severity:
    """As the list of the form grades it; W for what a form without a list is read with."""
    return Severity(grade) if case.submission.form in case.param("printed_in") else Severity.W


def find_unlisted(case: Case, key: str) -> tuple[str, list[Place]] | None:
    """What the book's own list of annexes says of one: that it is not attached, or nothing although it names others."""
    words = {name: re.compile(pattern) for name, pattern in case.param("listed").items()}
    if key not in words:
        return None
    entries = [p for paper in case.submission.papers for p in paper.passages if p.key == "annex_list"]
    own = [one for one in entries if words[key].search(one.text)]
    optional = case.param("annexes")[key][-1] == "W"
    for place, item in ((one.place, item) for one in own for item in ITEM.split(one.text) if words[key].search(item)):
        denied = NOT_ATTACHED.search(item)
        if denied and not IN_PART.search(item) and not (optional and HAS_NONE.fullmatch(denied[0])):
            quote = re.split("[；;。]", item)[0]
            return f"“相关附件”清单称“{quote[:40]}”（{denied[0]}）", [place]
    named = sum(any(pattern.search(one.text) for pattern in words.values()) for one in entries)
    if own or len(entries) < LISTED or named < 2 or key not in case.param("always_bound"):
        return None
    return f"“相关附件”清单列有{len(entries)}项，其中没有这一项，所交材料中也未见", [one.place for one in entries[:3]]


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
        severity=Severity.W if case.submission.form in case.param("printed_in") else Severity.I,
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


@rule("FMT-17")
def find_opinion_blank(case: Case) -> Iterator[Answer]:
    """I: empty at the city's own desk is as it should be. An opinion without its date is not finished either."""
    keys = [str(key) for key in case.param("fields")]
    blanks = [b for key in keys if (b := case.submission.blank(key))]
    filled = [f for key in keys if (f := case.field(key))]
    if filled and not blanks:
        yield case.agree("市（州）意见已填", *filled)
    elif blanks:
        unsaid = case.submission.blank(keys[0]) is not None
        lack = "意见与日期均为空" if not filled else "意见为空" if unsaid else "已写意见，日期为空"
        yield case.finding(
            f"“{case.label(keys[0])}”栏{lack}，报省之前应由市（州）填写意见、盖章并注明日期，请核实。",
            *blanks,
            *filled,
            expected="已填写",
            found="",
        )
    else:
        raise NotChecked(
            case.unread or "市（州）意见栏未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
        )
