"""FMT-12, TRUE-01: the commitment to the truth of the material."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.explain import may_be_unread
from check.fmt.promise_undated import find_promise_undated
from check.registry import rule
from check.sought import Sought
from check.spelling import fold_text
from check.telling import texts_with
from model.finding import Cause, Finding, Severity
from model.place import Place


@rule("FMT-12")
def find_commitment_undone(case: Case) -> Iterator[Answer]:
    """E for a promise that takes back or leaves out what is printed, and for one without a date (W on a picture of the
    page, which may have lost it); I for other words of its meaning."""
    said, date = case.field("truth_statement"), case.field("truth_date")
    blank = case.submission.blank("truth_date")
    if case.form is not None and case.form.free and said is None and date is None and blank is None:
        yield from find_promise_undated(case)
        return
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
    handed_in_empty = all(case.submission.blank(key) for key in ("applicant", "company_name"))  # FMT-03 tells it
    if date is None and blank is not None and not may_be_unread(case, blank) and not handed_in_empty:
        sign = case.submission.blank("truth_signature")
        unsigned = sign is not None and sign.printed and case.field("truth_signature") is None
        yield case.finding(
            f"真实性承诺的日期为空{'，法定代表人签字处也未见文字' if unsigned else ''}，应签字、盖章并填日期，请核实。",
            blank,
            severity=Severity.W if case.is_scanned(blank.place) else None,
            expected="已填日期",
            found="",
        )
    elif date is None and case.unread:
        yield Skipped(case.unread, Cause.UNREADABLE)
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


@rule("TRUE-01")
def find_no_commitment(case: Case) -> Iterator[Answer]:
    """I where no commitment stands in the book: the duty holds all the same. A free book has no printed place for it;
    of one that is told at length all is searched."""
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
    elif blank is not None and not may_be_unread(case, blank):
        yield case.finding("没有真实性承诺，申报单位须对材料真实性负责，请核实。", blank, expected="有承诺", found="")
    elif blank is None and case.form is not None and case.spec("truth_statement") is None and not case.unread:
        yield promise_in(case)
    else:
        raise NotChecked(
            case.unread or "真实性承诺未读到，无法核对。", Cause.UNREADABLE if case.unread else Cause.MISSING
        )


#: Words of a promise however it is worded, and the least text that should hold one.
PROMISE = Sought(
    r"真实(?:性|、|和|与|有效|可靠|准确|完整|无误)|(?:材料|内容|资料|数据|信息|申报|所附)[^。；;]{0,16}(?:真实|属实|无虚假)"
    r"|如有(?:不实|虚假|失实|不符)|弄虚作假|(?:准确|完整)性[^。；;]{0,12}负责"
)
ENOUGH = 1500


def promise_in(case: Case) -> Agreed | Finding:
    """Where the book, its tables or a paper beside it promise that the material is true; I where none does."""
    submission = case.submission
    told = [*submission.passages, *(one for paper in submission.papers for one in paper.passages)]
    words = [(text.text, text.place) for text in told]
    words += [(field.text or field.value, field.place) for field in submission.fields]
    words += [(cell.text, grid.place) for grid in submission.grids for row in grid.rows for cell in row]
    for text, place in words:
        if hit := PROMISE.search(text):
            return Agreed(f"“{hit[0]}”", (place,))
    if sum(len(text) for text, _ in words) < ENOUGH:
        raise NotChecked("真实性承诺未读到，无法核对。")
    return case.finding(
        "全书未见真实性承诺，申报单位须对材料真实性负责，请核实。", words[0][1], expected="有真实性承诺", found=""
    )


#: A commitment that holds back: 材料基本属实, 以现场核查为准.
WEAK = Sought(
    r"(?:我单位|我公司|本单位|本公司|我司)?(?:申报|提交|提供|所报)[^。；;]{0,10}材料[^。；;]{0,12}(?:基本|大体|大致|总体|尽可能|原则上)[^。；;]{0,4}(?:属实|真实|准确)[^。；;]{0,30}"
    r"|(?:不|未)(?:对|就)(?:其|上述|所列|书中|本?材料|申报)?[^。；;，,]{0,12}?(?:真实性|准确性|完整性|数据)[^。；;，,]{0,8}?(?:负责|保证|承担|担保)"
    r"|(?:数据|材料|内容|数字)[^。；;]{0,16}?仅供[^。；;，,]{0,6}?参考"
)


def find_weak_commitment(case: Case) -> Iterator[Place]:
    """Sentences that promise less than the printed commitment."""
    for text in texts_with(case, WEAK):
        for hit in WEAK.finditer(text.text):
            yield text.place.quoting(hit[0])


def fold_words(text: str) -> str:
    """Without punctuation and the name that fills the blank."""
    return re.sub(r"[\W_]", "", fold_text(text))
