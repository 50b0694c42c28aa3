"""Former names of the applicant: what its papers say it was called before."""

from __future__ import annotations

from check.case import Case
from check.finance.columns import facts
from check.sought import Sought
from check.spelling import fold_company
from model.place import Place

NAME = r"[\u4e00-\u9fff（）()]{4,40}?(?:有限责任公司|有限公司|股份公司|公司|厂|集团)"
TOLD = Sought(
    rf"(?:原名|曾用名|原名称|更名前名称|变更前名称|前身)(?:称)?(?:为|是|系|[:：])?[“\"]?(?P<a>{NAME})"
    rf"|由[“\"]?(?P<b>{NAME})[”\"]?(?:整体)?(?:更名|改名|变更|改制)"
    rf"|[（(]原(?:名|称)?[“\"]?(?P<c>{NAME})[”\"]?[)）]"
)


def former_names(case: Case) -> dict[str, Place]:
    """Folded names by the place that tells them: a notice of renaming, or the book's own words."""
    found = {fold_company(fact.value): fact.place for _, fact in facts(case, "renaming.former_name")}
    for passage in case.prose_with(TOLD):
        for hit in TOLD.finditer(passage.text):
            name = hit["a"] or hit["b"] or hit["c"]
            found.setdefault(fold_company(name), passage.place.quoting(hit[0]))
    return found
