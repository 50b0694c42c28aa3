"""CPU seconds of all rules on one submission of 100 pages: `python -m bench.rules`; exit 1 over 0.5 s."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from decimal import Decimal

import corpora
from check import check_submission
from check.once import forget
from model.amount import Amount, Source
from model.document import Status
from model.place import Place
from model.submission import Blank, Change, Claim, ClaimPart, Field, Paper, Passage, Submission

LIMIT = 0.5
RUNS = 5
PAGES = 100
#: What a page of a book may say; names, numbers and systems so that every search has something to find.
PAGE = (
    "公司于第{n}期建设中部署MES、ERP、PLM和WMS系统，关键工序数控化率由{a}%提高到{b}%，设备联网率达到{b}%。"
    "系统依据缺陷等级自主决策放行、补焊或隔离，历史数据可按产品编号追溯，保存5年。"
    "成立由总经理牵头的智能制造领导小组，现有职工412人，通过网络安全等级保护二级测评。"
    "人员由{a}人减少到{n}人，生产效率提升{a}%，不良率降低{n}%，年节约费用{b}万元，近三年未发生较大安全事故。"
)


def build_long(form: str) -> Submission:
    """A submission of this form: 100 pages of prose, a few hundred fields, 1,500 claims and 600 changes."""
    book = corpora.load().form(form)
    file = "申报书.docx"
    passages, claims, fields, changes = [], [], [], []
    for n in range(1, PAGES * 3 + 1):
        text = PAGE.format(n=n % 40 + 2, a=n % 50 + 40, b=n % 9 + 90)
        place = Place(file, f"para{n}", text=text)
        passages.append(Passage("scheme_text" if form == "GS-02" else "c3", text, place))
        for value in (n % 50 + 40, n % 9 + 90, n % 40 + 2):
            amount = Amount(Decimal(value), "%", Decimal(1), Source.PROSE)
            claims.append(Claim(f"提升{value}%", "kpi.G03", amount, place.quoting(text[:20]), "company", "2024"))
        for thing, unit in (("振动传感器", "个"), (f"{n}号检测工位相机", "台")):
            told = f"布置{thing}{n % 50 + 40}{unit}"
            parts = (ClaimPart("number", 0, 0, str(n % 50 + 40)), ClaimPart("unit", 0, 0, unit))
            count = Amount(Decimal(n % 50 + 40), unit, Decimal(1), Source.PROSE, count=True)
            claims.append(Claim(told, "", count, place.quoting(text[:20]), parts=parts))
        for subject, unit, old, new in ((f"第{n}工序换产时间", "分钟", n % 50 + 40, 30), ("人员", "人", n + 40, n)):
            before, after = (Amount(Decimal(v), unit, Decimal(1), Source.PROSE) for v in (old, new))
            said = f"{subject}由{old}{unit}减少到{new}{unit}"
            changes.append(Change(said, subject, before, after, place.quoting(text[:20]), direction=-1))
    for spec in book.fields if book else ():
        key = spec.key.replace("t1.", "t1[1].").replace("t2.", "t2[1].")
        amount = Amount(Decimal(1000), "元", Decimal(1)) if spec.kind in ("money_wan", "percent") else None
        value = "1000" if amount else (spec.choices[0] if spec.choices else "甘肃甲有限公司")
        for year in ("[2022]", "[2023]", "[2024]") if spec.per_year else ("",):
            place = Place(file, f"t1/r{len(fields) + 1}c2", text=value)
            fields.append(Field(key + year, value, value, place, spec.kind, amount=amount))
    whole = "".join(p.text for p in passages)
    if form == "GS-02":  # its one cell holds the whole prose
        fields.append(Field("scheme_text", whole, whole, passages[0].place, "longtext"))
    paper = Paper(file, "0" * 64, form, Status.OK, PAGES)
    blanks = tuple(Blank(f"kpi.G{n:02}", "指标", passages[0].place) for n in range(3, 6))
    prose = {"passages": tuple(passages), "claims": tuple(claims), "changes": tuple(changes)}
    return Submission("长篇", "long", form, (paper,), tuple(fields), blanks, **prose)


def measure(form: str) -> float:
    """Median CPU seconds of all rules on one long submission, after one run that loads what is loaded once."""
    reference, submission = corpora.load(), build_long(form)
    seconds = []
    for run in range(RUNS + 1):
        fresh = replace(submission, id=f"long{run}")
        forget()  # each book is new to the house
        start = time.process_time()
        outcomes = check_submission(fresh, reference)
        seconds.append(time.process_time() - start)
        if broken := [o.rule for o in outcomes if o.state == "crashed"]:
            raise SystemExit(f"rules crashed: {broken}")
    return statistics.median(seconds[1:])


def main() -> int:
    worst = 0.0
    for form in ("GS-02", "GS-03", "GS-04", "GS-12"):
        took = measure(form)
        worst = max(worst, took)
        print(f"rules  {form}  {PAGES} pages  {len(corpora.load().rules)} rules  {took:.3f} s")
    return 0 if worst < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
