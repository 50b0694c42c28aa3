"""FMT-01 by a letter of the applicant's (a promise, a warrant): it speaks of another carrier than the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.apply.told_applications import BESIDE, LEVELS
from check.case import Answer, Case
from check.letters import is_letter, read_signed, say_source, tell_letters
from check.once import split_sentences
from check.telling import Text
from model.finding import Severity

_LEVEL = r"(?P<{}>优秀(?:应用)?场景|基础级|先进级|卓越级|领航级)"
#: 自愿申报先进级智能工厂, 参加卓越级智能工厂评定, 基础级智能工厂申报材料真实.
ASKS = re.compile(
    rf"(?:申报|申请|报送|提交|参评|参加|推荐|办理|参与)(?!认定通过|获)[^，,。；;、\d]{{0,14}}?(?:20\d\d年(?:度)?)?[^，,。；;、\d]{{0,10}}?{_LEVEL.format('a')}"
    rf"|{_LEVEL.format('b')}(?:智能工厂)?(?:项目)?(?:的)?(?:申报|评定|评审|认定申请|认定申报|遴选)"
)
#: Letters that the applicant signs for this declaration.
OURS = re.compile(r"承诺|保证|声明|委托|授权|请示|申请|推荐|说明|函")
#: Another year's, what was won, what is planned, whom else it is about.
NOT_THIS = re.compile(
    r"曾|往年|上年|去年|历年|下一步|计划|未来|今后|争取|力争|条件|标准|要求|其他|子公司|分公司|客户|供应商|获评|获得|入选|已(?:被)?认定|通过|复核|复审|称号|基础上|暂不|不再|放弃|未申报"
)


def find_letter_other(case: Case) -> Iterator[Answer]:
    """W, once: every word of the letter on what is applied for is of another carrier."""
    year = case.day[:4]
    for letter in tell_letters(case):
        signed = read_signed(letter)
        if not is_letter(letter[0]) or not OURS.search(" ".join(text.text for text in letter[:4])):
            continue
        if signed and year and str(signed[1].first.year) != year:
            continue
        told = list(asked_for(letter, year))
        if not told or any(level == case.carrier for _, _, level in told):
            continue
        text, clause, level = told[0]
        yield case.finding(
            f"{say_source(text)}“{clause}”，申报书为{case.carrier}，请核实申报的载体。",
            text.place.quoting(clause),
            severity=Severity.W,
            about=(f"{text.place.path}“{clause}”",),
            expected=case.carrier,
            found=level,
        )
        return


def asked_for(letter: tuple[Text, ...], year: str) -> Iterator[tuple[Text, str, str]]:
    """(text, clause, level) of what the letter applies for in this year."""
    for text in letter:
        for sentence in split_sentences(text.text) if LEVELS.may_be_in(text.text) else ():
            for clause in re.split("[，,；;]", sentence):
                hit = ASKS.search(clause)
                years = set(re.findall(r"20\d\d", clause))
                if hit is None or NOT_THIS.search(clause) or BESIDE.search(clause) or (years and year not in years):
                    continue
                level = hit["a"] or hit["b"]
                yield text, clause.strip(), "优秀场景" if "场景" in level else level
