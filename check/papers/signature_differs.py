"""I-14: the name typed at the signature is not the legal representative's, of the form or else of the licence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.finance.columns import facts
from check.registry import rule
from model.finding import Cause

NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
NOT_A_NAME = re.compile(r"签字|签章|盖章|法定|代表|授权|日期|公司")


@rule("I-14")
def find_signature_differs(case: Case) -> Iterator[Answer]:
    signed = case.need("truth_signature")
    owner = case.field("legal_rep_name") or next((f for _, f in facts(case, "licence.legal_rep_name")), None)
    if owner is None:
        raise case.lack("legal_rep_name")
    name = re.sub(r"\s", "", signed.value)
    if not NAME.fullmatch(name) or NOT_A_NAME.search(name):
        raise NotChecked("签字处不是可读的姓名（手写或图片），须人工核对。", Cause.MANUAL)
    if name == re.sub(r"\s", "", owner.value):
        yield Agreed()
        return
    said = f"《{owner.place.file}》载法定代表人“{owner.value}”" if owner.key.startswith("licence") else case.say(owner)
    yield case.finding(f"{said}，签字处为“{name}”，请核实是否授权他人签字。", owner, signed, found=name)
