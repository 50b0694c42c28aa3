"""Y-08 by the notice laid beside the book or bound in with it: it grants the title in another year than the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.apply.registers import KIND, Entry, claims, is_near, rank_of
from check.case import Answer, Case
from check.letters import is_letter, tell_letters
from check.sought import Sought
from check.spelling import fold_company
from check.telling import Text
from model.finding import Severity
from model.text import HAN_DIGITS, squash

#: 现将2023年度省级数字化车间名单予以公布; 关于认定…的通知; 授予：….
NOTICE = Sought(r"公布|公示|公告|认定|评定|确认|批复|授予|颁发|授牌|命名|特发此证|特此证明")
#: What was granted before and holds on, or is told of the year's work.
AGAIN = re.compile(r"复核|复审|复评|延续|续期|更名|变更|再次|重新|换发|动态|到期|撤销|取消|申报(?:工作|指南)|组织申报")
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?=年|[.．/-]\s*\d)|〔(20\d\d)〕")

#: 二〇二一年五月.
HAN_YEAR = re.compile(r"二[〇○零][〇○零一二三]\S年")


def find_notice_differs(case: Case) -> Iterator[Answer]:
    """W, one for a kind of title: no notice of the kind has the year that the book tells."""
    granted = [one for letter in tell_letters(case) for one in granted_by(case, letter)]
    seen = set[str]()
    told = [claim for claim in claims(case) if claim.year] if granted else []
    for claim in told:
        same = [(one, years) for one, years in granted if one.kind == claim.kind and fits(one, claim)]
        others = [one for one in told if one.kind == claim.kind and one.year != claim.year]
        if not same or claim.kind in seen or others:
            continue
        if any(claim.year in years or is_near(one.words, claim.words) for one, years in same):
            continue
        seen.add(claim.kind)
        one, _ = same[0]
        year = "" if YEAR.search(one.words) else f"（{one.year}年）"
        yield case.finding(
            f"书中称“{claim.words}”，《{one.place.file}》中的认定文件载“{one.words}”{year}，两处年份不一致，请核实。",
            claim.place,
            one.place,
            severity=Severity.W,
            about=("history.claimed", claim.kind),
            expected=one.words,
            found=claim.words,
        )


def fits(one: Entry, claim: Entry) -> bool:
    return not one.rank or not claim.rank or one.rank == claim.rank


def granted_by(case: Case, letter: tuple[Text, ...]) -> Iterator[tuple[Entry, frozenset[str]]]:
    """The titles of a notice that names the applicant, each with the years that the notice tells."""
    name = case.field("company_name") or case.field("applicant")
    whole = "\n".join(text.text for text in letter)
    if name is None or not is_letter(letter[0]) or not NOTICE.search(whole) or AGAIN.search(whole):
        return
    told = whole.translate(HAN_DIGITS) if HAN_YEAR.search(whole) else whole
    years = frozenset(one for hit in YEAR.findall(told) for one in hit if one)
    if not years or fold_company(name.value) not in squash(whole):
        return
    seen = set[str]()
    for text in sorted(letter, key=lambda text: YEAR.search(text.text) is None):
        for hit in KIND.finditer(text.text):
            if hit[0] not in seen:
                seen.add(hit[0])
                words = text.text.strip()[:60]
                yield Entry(hit[0], rank_of(whole), min(years), words, text.place.quoting(words)), years
