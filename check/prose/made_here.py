"""Whether a rate with a product or a process before its name is that of the very thing the scene's book is about."""

from __future__ import annotations

import re

from check.case import Case
from model.submission import Claim

#: 泵体产品不良率, 壳体成品率, 制糖生产效率: what is made, or done, ahead of the quantity's own name.
MADE = re.compile(
    r"^(?:全厂|全公司|全矿|[本该]厂)?(?P<head>[\u4e00-\u9fff]{2,6}?)(?:的)?"
    r"(?:(?:产品|成品|制品|产成品)(?:[\u4e00-\u9fff]{0,4})(?:率|成本|能耗|质量)|(?:综合)?生产效率)"
)


def is_made_here(case: Case, claim: Claim) -> bool:
    """Whether a scene's book tells a rate of the very product its one scene is of (泵体 in 泵体检测), or of what the
    plant at its address does (制糖 in 某某制糖厂)."""
    head = MADE.match(claim.text) if claim.scope == "process" and case.submission.form == "GS-02" else None
    if head is None or any(part.role == "scope" for part in claim.parts):
        return False
    named = [f.value for f in (*case.submission.like("t2[", "].instance_name"), *case.submission.like("line_name"))]
    built = case.field("build_address")
    plant = rf"{re.escape(head['head'])}(?:总|分)?(?:厂|车间|基地)[区内）)]*$"
    return (bool(named) and all(head["head"] in one for one in named)) or (
        built is not None and re.search(plant, built.value.strip()) is not None
    )
