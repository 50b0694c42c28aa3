"""X-05 where a paper tells the licence in a line of its own: 营业执照（摘录）：名称 …；法定代表人 …."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.batch import company_name
from check.case import Agreed, Answer, Case
from check.finance.columns import facts
from check.papers.signature_differs import told_signature
from check.papers_told import papers_told
from check.spelling import fold_company, fold_text
from model.finding import Severity
from model.submission import Field
from model.wording import SURNAMES

HEAD = (
    r"(?:法定代表人|法人代表)(?:姓名|\(负责人\)|（负责人）)?(?:为|是|系|[:：\s])+"
    r"(?P<name>[%s][\u4e00-\u9fff]{1,3})(?=[，,。；;、\s)）]|$)"
)
#: Who it was before, or signs for him.
FORMER = re.compile(r"原|变更|前任|曾|委托|授权")


def find_licence_line_differs(case: Case) -> Iterator[Answer]:
    """W: the legal representative of a line with the applicant's name is none of those whom the book and the licence
    name."""
    name = fold_company(company_name(case))
    known = known_names(case)
    told = re.compile(HEAD % (SURNAMES + "".join(one[0] for one in known)))  # who writes a name wrong keeps its first
    seen = {fold_text(field.place.path) for _, field in facts(case, "licence.legal_rep_name")}
    for paper, passages in papers_told(case) if name and known else ():
        for passage in passages:
            if "法" not in passage.text or fold_text(passage.place.path) in seen or FORMER.search(passage.text):
                continue
            if name not in fold_company(passage.text):
                continue
            for hit in told.finditer(passage.text):
                if fold_text(hit["name"]) in known:
                    yield Agreed()
                    continue
                first = next(iter(known))
                yield case.finding(
                    f"《{paper.file}》载“{hit[0]}”，申报材料中的法定代表人为“{first}”，两处不一致，请核实。",
                    passage.place.quoting(hit[0]),
                    severity=Severity.W,
                    about=(passage.place.path, hit["name"]),
                    expected=first,
                    found=hit["name"],
                )
                return


def known_names(case: Case) -> dict[str, None]:
    """The names of the form's cell, of the licence and of the signature, in this order."""
    cell, signed = case.field("legal_rep_name"), case.field("truth_signature") or told_signature(case)
    told = [f.value for f in (cell, *(fact for _, fact in facts(case, "licence.legal_rep_name"))) if f]
    told += [signed.value if isinstance(signed, Field) else signed.text] if signed else []
    return dict.fromkeys(name for one in told if re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", name := fold_text(one)))
