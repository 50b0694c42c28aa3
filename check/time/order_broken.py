"""T-02, DATE-05, T-03: the company is younger than its project or its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case, NotChecked
from check.dates import Days, read_days
from check.registry import rule
from check.time.before_founding import find_figures_before, find_works_before, tells_predecessor
from check.time.build_dates import read_build
from check.years_told import years_of
from model.finding import Cause, Severity
from model.submission import Field


@rule("T-02", "DATE-05")
def find_founded_late(case: Case) -> Iterator[Answer]:
    founded, day = need_founded(case)
    if case.rule.id == "T-02":
        yield from find_works_before(case, founded, day)
    dates = read_build(case)
    if dates.start is None:
        raise NotChecked(f"建设起止日期“{dates.first}～{dates.last}”没有可读的开始日期，无法核对。", Cause.AMBIGUOUS)
    if day.surely_after(dates.start):
        yield case.finding(
            f"成立时间为{founded.value}，建设开始于{dates.first}，早于成立时间，请核实。",
            founded,
            *dates.fields[:1],
            expected=f"不晚于{dates.first}",
            found=founded.value,
        )


@rule("T-03")
def find_series_before_founding(case: Case) -> Iterator[Answer]:
    """E; W where the profile tells of a predecessor (`predecessor`): its history may be carried on."""
    founded, day = need_founded(case)
    yield from find_events_before(case, founded, day)
    told = any(tells_predecessor(case, passage.text) for passage in case.prose())
    told = told or any(tells_predecessor(case, f.text) for f in case.submission.like("profile"))
    yield from find_figures_before(case, founded, day, told)
    figures = [(year, f) for base in ("total_assets", "main_revenue") for year, f in years_of(case, base).items()]
    if not figures:
        raise case.lack("total_assets", "main_revenue", name="近三年数据")
    early = [f for year, f in figures if year < day.first.year and f.amount and f.amount.value != 0]
    if early:
        yield case.finding(
            f"{'，'.join(case.say(f) for f in early)}，成立时间为{founded.value}，成立之前不应有经营数据，"
            "请核实是否承继原企业。",
            *early,
            founded,
            severity=Severity.W if told else Severity.E,
            about=[f.key for f in early],
            expected=f"{founded.value[:4]}年及以后",
            found="、".join(case.label(f.key) for f in early),
        )


#: What only a company that is there already can do, with its year.
EVENT = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})年(?:\d{1,2}月)?[，,]?(?:公司|企业)?(?P<what>整体变更|股份制改造|股改|完成股改"
    r"|(?:被)?(?:认定|评|获评|评定)为|获批|获评|荣获|获得|通过|建成(?:国家|省|市|企业)|设立(?:国家|省|市|企业)|上市|挂牌)"
)
#: Of a company that goes on with another's history, only its own change of kind must come after its founding.
OWN_CHANGE = re.compile(r"整体变更|股")


def find_events_before(case: Case, founded: Field, day: Days) -> Iterator[Answer]:
    """W: a year before the founding in which the company is said to have been rated or changed its kind."""
    for passage in case.prose():
        older = tells_predecessor(case, passage.text)
        for hit in EVENT.finditer(passage.text):
            if int(hit["year"]) >= day.first.year or (older and not OWN_CHANGE.match(hit["what"])):
                continue
            clause = re.split(r"[。；;，,\n]", passage.text[: hit.start()])[-1]
            if re.search(r"集团|股东|母公司|前身|原|法定代表人|董事长|总经理|先生|女士", clause):
                continue
            said = re.match(r"[^，,。；;\n]*", passage.text[hit.start() :])
            words = said[0] if said else hit[0]
            yield case.finding(
                f"正文“{words}”，成立时间为{founded.value}，早于成立时间，请核实。",
                passage.place.quoting(words),
                founded,
                severity=Severity.W,
                about=(f"{passage.place.path}“{words[:20]}”",),
                expected=f"{founded.value[:4]}年及以后",
                found=hit["year"],
            )


def need_founded(case: Case) -> tuple[Field, Days]:
    founded = case.need("founded_date")
    day = read_days(founded.value)
    if day is None:
        raise NotChecked(f"成立时间“{founded.value}”无法解析，无法核对。", Cause.AMBIGUOUS)
    return founded, day
