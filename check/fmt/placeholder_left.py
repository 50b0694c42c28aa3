"""FMT-04: a cell holds nothing but the text that the template printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.fmt.required_blank import NOTHING, UNCOUNTED_KINDS, is_before_founding
from check.registry import rule
from check.spelling import fold_text
from model.finding import Severity
from model.form import FieldSpec

#: A hint this long in an optional cell is no sign for "nothing".
LONG = 12
#: More hints than this, and than answers, are an empty form.
MANY = 10
#: Signs of a part of a label's bracket that nobody writes as an answer of his own.
PART = 8
#: What a printed label asks for, in brackets: 保障要素（如人、管理机制、组织标准、培训等，200字以内，选填）.
ASKED = re.compile(r"[（(]([^（()）]{6,})[)）]")
#: What only a form says: 工艺的应用情况描述（不超过100字）, （请填写…）, 在此处填写….
INSTRUCTION = re.compile(
    r"[(]?[^。;；]{0,60}(?:不超过|限|控制在)\d+字(?:以内)?[)]?|[(]?[^。;；]{0,60}\d+字(?:以内|左右)[^。;；]{0,6}[)]?"
    r"|[(](?:请|可|在系统中|如有|如无|根据实际)?(?:选择|填写|说明|描述|列出|列明|简述|可填写多个|多选|单选)[^。]{0,90}[)]"
    r"|(?:请|请在此|此处|在此处?)(?:填写|输入|描述|说明|简述|插入|补充)[^。;；]{0,40}[。]?"
)


@rule("FMT-04")
def find_placeholder_left(case: Case) -> Iterator[Answer]:
    left = []
    for blank in case.submission.blanks:
        spec = case.spec(blank.key)
        if spec is None or spec.kind in UNCOUNTED_KINDS or (spec.choices and not is_row_used(case, blank.key)):
            continue
        if spec.required == "O" and len(blank.text.strip()) < LONG and not is_row_used(case, blank.key):
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
            severity=grade(case, [required for _, _, required in left]),
            found="；".join(text for _, text, _ in left),
        )
    printed = {fold_text(text) for text in case.form.placeholders} if case.form else set()
    for field in case.submission.fields:
        spec = case.spec(field.key)
        own = printed | {fold_text(hint) for hint in spec.hints} if spec else set()
        said = fold_text(field.text)
        brackets = (inner for label in (spec.labels if spec else ()) for inner in ASKED.findall(label))
        asked = {one for inner in brackets for one in asked_by(inner)}
        hint = said in own - {""} or bare(said) in asked or INSTRUCTION.fullmatch(said) or same_above(spec, said)
        if spec and not spec.choices and hint and not NOTHING.fullmatch(said):
            yield case.finding(
                f"“{case.label(field.key)}”只有模板提示文字“{field.text.strip()}”，应换成实际内容，请核实。",
                field,
                severity=Severity.W if spec.required == "O" else None,
                found=field.text.strip(),
            )


def grade(case: Case, required: list[str]) -> Severity:
    """As grave as the cells; I for a form that nobody filled in: the list of blanks tells of it (FMT-03)."""
    if len(required) > max(MANY, len(case.submission.fields)):
        return Severity.I
    return Severity.E if "R" in required else Severity.W


def asked_by(inner: str) -> Iterator[str]:
    """The bracket of a label as a whole, and each part of it that says enough: 如对于其他车间、工厂的带动效应等."""
    yield from {bare(inner)} - {""}
    yield from (one for part in re.split("[，,；;]", inner) if len(one := bare(part)) >= PART)


def bare(text: str) -> str:
    """Words and digits alone, to find a hint whose marks were changed."""
    return re.sub(r"[^\w]", "", fold_text(text))


def same_above(spec: FieldSpec | None, said: str) -> bool:
    """Whether a description that the form asks for says only 同上."""
    return bool(
        spec
        and spec.kind == "longtext"
        and spec.required == "R"
        and re.fullmatch(r"(?:同上|同前|见上|见前文)。?", said)
    )


def is_row_used(case: Case, key: str) -> bool:
    """Whether other cells of this row, or other rows of its list within any instance, are filled: then a hint was left,
    not the whole row. A list filled for one scene is not one that the applicant leaves out."""
    filled = [f.key for f in case.submission.fields if len(f.value.strip()) > 1]
    if of_list := re.match(r"(\w+)\[\d+\]\.(\w+)\[\d+\]\.", key):
        return any(re.match(rf"{of_list[1]}\[\d+\]\.{of_list[2]}\[", one) for one in filled)
    row = re.match(r".*\[\d+\]\.", key)
    return row is not None and any(one.startswith(row[0]) for one in filled)
