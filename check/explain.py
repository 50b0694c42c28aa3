"""Why a part of a rule could not be checked: the true cause behind what the rule itself only finds missing."""

from __future__ import annotations

import re
from dataclasses import replace

from check.case import NO_STATEMENTS, Case, Skipped
from check.lookup import STATEMENT_PREFIXES
from model.document import mostly_unread
from model.finding import Cause
from model.submission import Blank, Field, Submission

#: Causes that mean "it was not seen", which unread pages would explain.
UNSEEN = (Cause.MISSING, Cause.NOTHING)

#: Keys of the lines of statements.
LINES = ("bs.", "is.", "cf.")


def say_why_no_book(submission: Submission) -> str | None:
    """The one reason why rules on the book cannot be checked, or None when a book was read."""
    books = [paper for paper in submission.papers if paper.kind == submission.form]
    if submission.form is not None and any(paper.status.readable for paper in books):
        return None
    unread = [paper for paper in books or submission.papers if not paper.status.readable]
    if not unread:
        if lost := next((paper for paper in submission.papers if mostly_unread(paper.pages, paper.unread_pages)), None):
            pages = "、".join(map(str, lost.unread_pages))
            return f"材料“{lost.file}”第{pages}页未能读出，未能识别出是否申报书，无法核对。"
        return "材料中未识别出已知格式的申报书，无法核对。"
    why = (unread[0].error or str(unread[0].status)).rstrip("。")
    return f"材料“{unread[0].file}”未能读取：{why}；没有可核对的申报书。"


def may_be_unread(case: Case, blank: Blank) -> bool:
    """Whether the answer to an empty field may stand where nothing was read: its label was not seen, or stands on a
    page of which a part could not be read."""
    if not case.unread:
        return False
    torn = (paper.unread_pages for paper in case.submission.papers if paper.file == blank.place.file)
    return not blank.printed or any(blank.place.page in pages for pages in torn)


def explain_gap(case: Case, one: Skipped) -> Skipped:
    """What a rule did not see was perhaps read but in doubt, or stands on a page that could not be read.

    A field that the rule asked for and that carries a problem, or a text in place of a number, is the cause; else,
    where pages or files could not be read, they are. What a readable page shows to be empty stays missing.
    """
    if one.cause not in UNSEEN or one.sure:
        return one
    if one.cause is Cause.MISSING and (told := _no_column(case)):
        return replace(one, reason=told, cause=Cause.NOTHING)
    if one.cause is Cause.MISSING and (odd := _unusable(case)):
        if odd.problem:
            return replace(one, reason=odd.problem, cause=Cause.DOUBTED)
        said = f"“{case.label(odd.key)}”填“{odd.text or odd.value}”，不是一个确定的数，无法核对。"
        return replace(one, reason=said, cause=Cause.AMBIGUOUS)
    if unread := _unread(case):
        return replace(one, reason=unread, cause=Cause.UNREADABLE)
    if one.cause is Cause.MISSING and _no_statements(case):
        return replace(one, reason=NO_STATEMENTS)
    return one


def _no_column(case: Case) -> str | None:
    """Said where the form prints none of the columns that the rule asked for: nobody left anything out."""
    if case.row or case.form is None or case.form.free or not case.asked:
        return None
    if any(key.startswith(STATEMENT_PREFIXES) or case.spec(key) for key in case.asked):
        return None
    return f"《{case.form.title}》没有本规则所核对的栏目，无从核对。"


def _no_statements(case: Case) -> bool:
    """No statement was handed in, and statements' lines are all that the rule misses among what it asked for."""
    if any(paper.statements for paper in case.submission.papers):
        return False
    lines = {key for key in case.asked if key.startswith(LINES)}
    if not lines or any(field.key.startswith(LINES) for field in case.submission.fields):
        return False
    others = (key for key in case.asked if key not in lines and case.spec(key))
    return all(case.submission.field(key) or case.submission.like(f"{key}[") for key in others)


def _unusable(case: Case) -> Field | None:
    """A field of figures that the rule asked for and that has no number."""
    asked = {re.sub(r"\[\d+\]", "", key) for key in case.asked}
    for field in case.submission.fields:
        if field.amount is None and re.sub(r"\[\d+\]", "", field.key) in asked:
            spec = case.spec(field.key)
            figure = field.key.startswith(STATEMENT_PREFIXES) or (spec is not None and spec.kind in FIGURES)
            if figure and (field.problem or field.value.strip()):
                return field
    return None


#: Kinds of fields that hold a number.
FIGURES = ("money_wan", "money_yuan", "percent", "int")


def _unread(case: Case) -> str | None:
    """The pages of the book, else of another paper, or the file that could not be read."""
    if case.unread:
        return case.unread
    for paper in case.submission.papers:
        if paper.unread_pages:
            pages = "、".join(map(str, paper.unread_pages))
            return f"“{paper.file}”第{pages}页没有可读文字或未能全部读出，其中的内容未能核对。"
        if not paper.status.readable:
            return f"“{paper.file}”未能读取（{(paper.error or str(paper.status)).rstrip('。')}），其中的内容未能核对。"
    return None
