"""T-12: the systems that a table of the book lists as running: by a column of their state, by the day on which they
went to work, or by the words above the table (在用系统一览)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Case
from check.dates import Days
from check.spelling import fold_text
from check.time.dated_rows import COMING, MEANT, dated_rows, is_done, name_column
from check.time.planned_by_name import Told

STATE = re.compile(
    r"(?:运行|使用|应用|建设|部署|上线|投用|当前|目前|系统)*(?:状态|情况|现状)|是否(?:已)?(?:上线|投用|建成|在用|使用|应用|部署)|备注"
)
RUNNING = re.compile(
    r"(?:(?:系统|正常|稳定|良好|全面|正式|连续|持续)*(?:在用|在线|运行|使用|投用|投运|上线|应用)(?:中|正常|良好|稳定)?"
    r"|(?:均|都)?已(?:经)?(?:正式|全面|全部)?(?:建成|上线|投用|投运|运行|使用|应用|部署|验收|实施|启用)[^未拟将待计划\d]{0,8}|是|√|✓|建成(?:投用)?|正常)"
)
#: Above a table: 在用系统一览, 已建成信息系统.
ABOVE = re.compile(
    r"(?:在用|现有|现行|已建(?:成)?|已上线|已投用|已部署|投用|运行)[^，,。；;]{0,10}?(?:系统|平台|软件)"
    r"|(?:系统|平台|软件)[^，,。；;]{0,6}?(?:在用|投用|上线|运行)"
)
SYSTEM = re.compile(r"系统|平台|软件|名称")


def rows_at_work(case: Case, declared: Days) -> Iterator[Told]:
    """Each row once that is told so; none of a table of plans and none that says that it is yet to come."""
    dated = {
        row.name_place.path: row
        for row in dated_rows(case)
        if row.grid.own and row.is_built and not row.days.surely_after(declared)
    }
    for grid in case.submission.grids:
        caption = fold_text(grid.caption)
        if not grid.own or len(grid.rows) < 2 or COMING.search(caption) or len(set(grid.rows[0])) < 2:
            continue
        head, body = grid.rows[0], grid.rows[1:]
        said = [fold_text(cell.text) for cell in head]
        named = name_column(head)
        if named is None or SYSTEM.search(said[named]) is None or any(COMING.search(one) for one in said):
            continue
        states = [n for n, one in enumerate(said) if STATE.fullmatch(one)]
        for row in body:
            if len(row) != len(head) or not row[named].text.strip():
                continue
            text = " ".join(dict.fromkeys(cell.text.strip() for cell in row if cell.text.strip()))
            told = [fold_text(row[n].text) for n in states if row[n].text.strip()]
            runs = any(RUNNING.fullmatch(one) for one in told)
            day = dated.get(row[named].place.path)
            listed = ABOVE.search(caption) is not None and not told
            done = day is not None and not told and is_done(day, case.reference.lexicons)
            if (runs or listed or done) and not MEANT.search(text) and not case.reference.lexicons.is_plan(text):
                name = fold_text(row[named].text)
                sentence = re.sub(r"\s+", " ", f"{caption}：{text}" if caption else text)
                yield Told(name, f"表内列有{sentence}"[:70], row[named].place.quoting(row[named].text))
