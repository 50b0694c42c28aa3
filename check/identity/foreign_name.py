"""C-08: the full name of another applicant of the batch stands in the prose as if it were this one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import BatchCase, company_code
from check.case import Agreed, Answer, NotChecked
from check.registry import batch_rule
from check.spelling import fold_company, fold_text
from model.finding import Severity

SENTENCE = re.compile(r"[^。；;\n]+")


@batch_rule("C-08")
def find_foreign_name(batch: BatchCase) -> Iterator[Answer]:
    """E where the sentence tells of that company's own works; W elsewhere. Customers, suppliers, members of the group
    and comparisons are told beside such words (`relatives`), suppliers also in their cells."""
    cases = [case for case in batch.cases() if case.field("company_name")]
    names = {case.submission.id: fold_company(case.need("company_name").value) for case in cases}
    if len(set(names.values())) < 2:
        raise NotChecked("本批次没有两家以上企业，未查找残留的其他企业名称。")
    for case in cases:
        own, code = names[case.submission.id], company_code(case)
        strangers = {
            names[o.submission.id]
            for o in cases
            if len(names[o.submission.id]) >= batch.rule.params["shortest"]
            and not (code and company_code(o) == code)
            and names[o.submission.id] not in own
        }
        cells = "".join(fold_text(f.value) for f in case.submission.fields if "vendor" in f.key)
        found = False
        for passage in case.prose():
            for match in SENTENCE.finditer(passage.text):
                sentence, bare = match[0].strip(), fold_text(match[0])
                other = next((name for name in strangers - {own} if name in bare.replace(own, "")), None)
                if (
                    other is None
                    or other in cells
                    or re.search(batch.rule.params["relatives"], bare.replace(other, ""))
                ):
                    continue
                found = True
                acts = re.search(batch.rule.params["acts"], bare.partition(other)[2])
                yield case.finding(
                    f"“{case.submission.name}”正文称“{sentence[:80]}”，其中“{other}”是本批次另一家申报企业，"
                    "请核实（是否残留其他企业的内容）。",
                    passage.place.quoting(sentence),
                    severity=None if acts else Severity.W,
                    about=(passage.key,),
                    found=other,
                )
        if not found:
            yield Agreed()
