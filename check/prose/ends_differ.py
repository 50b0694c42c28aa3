"""Both ends of a change told in the prose against the cells of 建设完成前 and 建设完成后, for P-01, P-02 and P-09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.beside import Beside
from check.case import Agreed, Answer, Case, Skipped, previous_year
from check.grade import grade, softest
from check.nearest import find_reading, other_end
from check.once import sentence_ahead
from check.show import show_field, show_plain, show_stated
from model.amount import Amount, Hedge, Miss
from model.finding import Cause, Severity
from model.submission import Change, Field
from model.text import half_width

#: Words of the works: what they brought may be told of any year.
WORKS = re.compile(r"改造|建[设成]|实施|上线|投[产用运入]|技改|项目|产线|智能|数字化|自动化|完工|达产|扩建|升级")
#: The year that governs a number, not the one it is held against: 较2021年.
YEAR = re.compile(r"(?<![\d较比与同于])(20\d{2})(?:年|至|到|[-—–~～/]20\d{2}年)")


def compare_ends(case: Case) -> Iterator[Answer]:
    """`ends` of the rule's row: [words of the quantity, words that make it another, cell before, cell after].

    Where one end is the table's the other is of the same quantity: a miss is as grave as the rule. Where neither is,
    another span of time may be meant: W.
    """
    for words, others, *keys in case.rule.params.get("ends", ()):
        before, after = (case.field(key) for key in keys)
        if not (before and after and before.amount and after.amount):
            continue
        for change in case.submission.changes:
            told = f"{change.subject}，{change.text}"
            named = re.search(words, told) and not re.search(others, told)
            if not named or change.planned or not change.target or change.before.unit != before.amount.unit:
                continue
            if not (change.before.comparable and change.after.comparable):
                yield Skipped(f"“{change.text}”为约数，未与表内对照。")
                continue
            if is_of_years_before(case, change):
                yield Skipped(f"“{change.text}”为往年的变动，未与表内对照。", Cause.INCOMPARABLE)
                continue
            yield compare(case, change, before, after)


#: 产品合格率达到98.7%: of all that the line makes, named by nothing narrower.
OF_ALL = re.compile(
    r"^(?:(?:目前|现在?|如今|改造后|建成后|投产后|建设后|实施后)[，,]?)?(?:(?:本|该|整条?|全)?(?:产线|生产线|线)(?:的)?)?(?:产品|成品|综合|总体|平均)*(?:的)?"
    r"(?:合格率|优良品率|优等品率|优品率)(?:已|现|稳定|保持|始终|一直|均|能|提高|提升|上升|达|达到|为|是|到|至|在)*$"
)
#: What is asked for, tested elsewhere, or of another time.
ASKED = re.compile(
    r"要求|标准|目标|客户|国家|行业|同行|抽检|监督|出厂|交付|抽查|试生产|试运行|初期|月|季度|上半年|下半年|最高|个别|部分|曾|原|不低于"
)


def find_levels_told(case: Case) -> Iterator[Answer]:
    """W: 产品合格率达到98.7% alone, where the cell of 建设完成后 says 97.5 and that of 建设完成前 is another, too."""
    moved = {(c.place.path, end) for c in case.submission.changes for end in (c.before, c.after)}
    last, texts = previous_year(case), Beside.of(case.submission).texts
    for words, others, *keys in case.rule.params.get("ends", ()):
        before, after = (case.field(key) for key in keys)
        if not (before and after and before.amount and after.amount):
            continue
        for claim in case.submission.claims:
            amount = claim.amount
            number = next((part.text for part in claim.parts if part.role == "number"), "")
            head = claim.text.partition(number)[0] if number else ""
            whole = OF_ALL.match(head) and re.search(words, head) and not re.search(others, head)
            level = amount.unit == "%" and amount.comparable and not (claim.relation or claim.planned)
            if not (whole and level) or (claim.place.path, amount) in moved or claim.period == "before":
                continue
            old = claim.period[:4].isdigit() and last is not None and int(claim.period[:4]) < last
            text = half_width(texts.get(claim.place.path, ""))
            ahead = sentence_ahead(text, max(text.find(claim.text), 0)) + claim.text
            if claim.scope not in ("", "line") or old or ASKED.search(ahead) or amount.hedge is Hedge.RANGE:
                continue
            behind = re.split("[。；;\\n]", text.partition(claim.text)[2])[0]
            if re.search(rf"后[^,\\d]*{re.escape(show_plain(after.amount.value))}", behind):
                continue  # 合格率稳定在95%，改造后达97.6%
            if not grade(after.amount.interval, amount) or not grade(before.amount.interval, amount):
                yield Agreed()
                continue
            yield case.finding(
                f"正文“{claim.text}”中的{show_stated(amount)}，与表内“{case.label(after.key)}”填{show_field(after)}不一致，"
                "请核实。",
                claim,
                after,
                severity=Severity.W,
                expected=show_field(after),
                found=show_stated(amount),
            )


def is_of_years_before(case: Case, change: Change) -> bool:
    """2022年市场低迷，营收由…降至…: the sentence dates the last end before the last full year and names no works."""
    last, texts = previous_year(case), (half_width(p.text) for p in case.prose() if p.place.path == change.place.path)
    text = next((one for one in texts if change.text in one), change.text)
    said = sentence_ahead(text, text.find(change.text)) + change.text
    years = YEAR.findall(said)
    return bool(years) and last is not None and int(years[-1]) < last and not WORKS.search(said)


def compare(case: Case, change: Change, before: Field, after: Field) -> Answer:
    ends = [(change.before, before, after), (change.after, after, before)]
    wrong = [(miss, *end) for end in ends if (miss := miss_of(end[0], end[1]))]
    if not wrong:
        return Agreed()
    miss, told, cell, other = wrong[0]
    severity = miss.severity if len(wrong) == 1 else softest(miss.severity, Severity.W)
    reading = find_reading(told, cell.amount, other_end(f"“{case.label(other.key)}”", other)) if cell.amount else None
    return case.finding(
        f"正文“{change.text}”中的{show_stated(told)}，与表内“{case.label(cell.key)}”填{show_field(cell)}不一致"
        f"{reading.said if reading else ''}，请核实。",
        change,
        cell,
        severity=severity,
        tags=dict.fromkeys((*miss.tags, *((reading.tag,) if reading else ()))),
        expected=show_field(cell),
        found=show_stated(told),
        cures=[case.cure_by(cell, told)],
    )


def miss_of(told: Amount, cell: Field) -> Miss | None:
    return grade(cell.amount.interval, told) if cell.amount else None
