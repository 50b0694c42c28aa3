"""FMT-04: a cell holds nothing but the text that the template printed there."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Answer, Case
from check.fmt.required_blank import NOTHING, UNCOUNTED_KINDS, is_before_founding
from check.registry import rule
from check.spelling import fold_text
from model.finding import Severity


@rule("FMT-04")
def find_placeholder_left(case: Case) -> Iterator[Answer]:
    left = []
    for blank in case.submission.blanks:
        spec = case.spec(blank.key)
        if spec is None or spec.required == "O" or spec.kind in UNCOUNTED_KINDS or spec.choices:
            continue
        if (
            blank.text.strip()
            and not NOTHING.fullmatch(fold_text(blank.text))
            and not is_before_founding(case, blank.key)
        ):
            left.append((blank, blank.text.strip(), spec.required))
    if left:
        names = "、".join(f"{case.label(blank.key)}（“{text}”）" for blank, text, _ in left)
        yield case.finding(
            f"{len(left)}处仍是模板提示文字：{names}，应换成实际内容，请核实。",
            *(blank for blank, _, _ in left),
            severity=Severity.E if any(required == "R" for _, _, required in left) else Severity.W,
            found="；".join(text for _, text, _ in left),
        )
    printed = {fold_text(text) for text in case.form.placeholders} if case.form else set()
    for field in case.submission.fields:
        spec = case.spec(field.key)
        own = printed | {fold_text(hint) for hint in spec.hints} if spec else set()
        said = fold_text(field.text)
        if spec and not spec.choices and said in own - {""} and not NOTHING.fullmatch(said):
            yield case.finding(
                f"“{case.label(field.key)}”只有模板提示文字“{field.text.strip()}”，应换成实际内容，请核实。",
                field,
                found=field.text.strip(),
            )
