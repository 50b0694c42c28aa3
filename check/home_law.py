"""The law that a book of another province is judged by: that of the batch with what its own province adds."""

from __future__ import annotations

from dataclasses import replace

from check.case import Case
from check.identity.region_differs import seats
from model.reference import Reference
from model.submission import Submission

#: Titles of the state: a book goes to it by way of its own province, whoever reads it. The others each province gives
#: by rules of its own, and an applicant from elsewhere is told so (ELIG-C-09).
OF_THE_STATE = ("卓越级", "领航级")
ADDRESSES = ("address", "factory_address", "build_address", "region")


def add_home_law(submission: Submission, reference: Reference) -> Reference:
    """The reference as it is unless address and credit code all lie in one other province whose law is known."""
    if not reference.elsewhere or not reference.rules:
        return reference
    case = Case(submission, reference.rules[0], reference)
    if case.carrier not in OF_THE_STATE:
        return reference
    told = [provinces for _, provinces in seats(case, ADDRESSES)]
    home = next((law for law in reference.elsewhere if told and all(one == {law.province} for one in told)), None)
    if home is None or home.province == reference.law.province or home.name in reference.law.lineage:
        return reference
    return replace(reference, law=reference.law.with_home(home))
