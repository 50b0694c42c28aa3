"""FMT-08: 附表1 rows and 附表2 blocks do not correspond."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from check.case import Answer, Case, NotChecked, Skipped
from check.registry import rule
from model.finding import Cause, Severity
from model.submission import Field

#: The first words of a description: 熔炼炉群协同控温：三台炉按……
HEAD = re.compile(r"[:：，,。；;\n]")
#: So many characters of it name an instance.
MOST = 24


@rule("FMT-08")
def find_annexes_unpaired(case: Case) -> Iterator[Answer]:
    rows, blocks = case.rows("t1"), case.rows("t2")
    if not rows and not blocks:
        raise NotChecked("附表1、附表2均未填写或未读到，无法核对对应关系。")
    if len(rows) != len(blocks) and case.unread:
        raise NotChecked(case.unread, Cause.UNREADABLE)
    if len(rows) != len(blocks):
        scenes, instances = name_rows(case, rows), name_all(case, blocks, "t2", "instance_name")
        yield case.finding(
            f"附表1填写{len(rows)}个场景{scenes}，附表2填写{len(blocks)}个场景实例{instances}，两表应一一对应，请核实。",
            *(first(case, f"t1[{n}].") for n in rows),
            *(first(case, f"t2[{n}].") for n in blocks),
            severity=Severity.E if len(blocks) < len(rows) else Severity.W,
            about=("t1", "t2"),
            expected=str(len(rows)),
            found=str(len(blocks)),
        )
    for n in blocks:
        named = any(is_named(case, f"t2[{n}].{kind}[") for kind in ("equipment", "software"))
        if not named and case.unread:
            yield Skipped(f"附表2第{n}个实例没有读到装备和软件。{case.unread}", Cause.UNREADABLE)
        elif not named:
            yield case.finding(
                f"附表2第{n}个实例未填关键装备，也未填关键软件，应至少填写一项，请核实。",
                first(case, f"t2[{n}]."),
                about=(f"t2[{n}].equipment", f"t2[{n}].software"),
            )


def is_named(case: Case, prefix: str) -> bool:
    """Whether a machine or a programme of the block has a name or a type; a supplier alone is none."""
    return any(f.key.endswith((".name", ".model")) and f.value.strip("/—-－无 ") for f in case.submission.like(prefix))


def name_rows(case: Case, rows: Iterable[int]) -> str:
    """The scenes of 附表1; where two bear one name, each with the instance that its description begins with."""
    scenes = [field.value for n in rows if (field := case.field(f"t1[{n}].scene"))]
    if len(set(scenes)) == len(scenes):
        return name_all(case, rows, "t1", "scene")
    told = [field for n in rows if (field := case.field(f"t1[{n}].application") or case.field(f"t1[{n}].scene"))]
    return f"（{'；'.join(HEAD.split(field.value.strip(), maxsplit=1)[0][:MOST] for field in told)}）"


def name_all(case: Case, rows: Iterable[int], table: str, column: str) -> str:
    """（在线智能检测、设备运行监控）, as far as the rows are named."""
    names = [field.value for n in rows if (field := case.field(f"{table}[{n}].{column}"))]
    return f"（{'、'.join(names)}）" if names else ""


def first(case: Case, prefix: str) -> Field:
    """The first filled field of a row."""
    return case.submission.like(prefix)[0]
