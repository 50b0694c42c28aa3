"""FMT-15: a line of 涉及典型场景实例 is not 环节名—场景名—实例名, or the scene is not of that link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.elig_s.scene_name import find_scenario, fold_link
from check.registry import rule
from check.spelling import fold_text
from check.tables.row_faulty import need_rows
from model.submission import Field

DASH = re.compile(r"\s*[—–―－\-]{1,2}\s*")
#: 生产作业（环节名）: the explanation of the printed example, left in.
EXPLAINED = re.compile(r"[（(](?:环节名|场景名|实例名)[）)]")


@rule("FMT-15")
def find_instance_malformed(case: Case) -> Iterator[Answer]:
    for n in need_rows(case):
        field = case.field(f"rows[{n}].instances")
        if field is None:
            continue
        for line in (part for part in re.split(r"[\n；;]", field.text or field.value) if part.strip()):
            yield from judge_line(case, n, field, line.strip())


def judge_line(case: Case, n: int, field: Field, line: str) -> Iterator[Answer]:
    guide = case.reference.guide
    bare = EXPLAINED.sub("", re.sub(r"^\s*[（(]?\d+[）).、]?\s*", "", line))
    parts = [part for part in DASH.split(bare) if part]
    if len(parts) < 3:
        yield say(case, n, field, line, f"只有{len(parts)}段", "环节名—场景名—实例名")
        return
    link, named = fold_link(parts[0]), find_scenario(guide, parts[1])
    if link not in guide.links:
        yield say(case, n, field, line, f"“{parts[0]}”不是8个环节之一", "、".join(guide.links))
    elif named is None or not named.exact:
        right = named.scenario.name if named else ""
        yield say(case, n, field, line, f"“{parts[1]}”不是{guide.edition}年版的场景名称", right or "所列场景")
    elif named.scenario.link != link:
        yield say(case, n, field, line, f"场景“{parts[1]}”属于{named.scenario.link}环节", named.scenario.link)
    elif fold_text(parts[2]) == fold_text(parts[1]):
        yield say(case, n, field, line, "实例名与场景名相同", "实例的名称")
    else:
        yield Agreed()


def say(case: Case, n: int, field: Field, line: str, why: str, expected: str) -> Answer:
    return case.finding(
        f"第{n}行实例“{line}”{why}，应写作“环节名—场景名—实例名”，请核实。",
        field.place.quoting(line),
        about=(field.key,),
        expected=expected,
        found=line,
    )
