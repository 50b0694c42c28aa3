"""A-20 in one paragraph, table or paper: machines, what became fixed assets, and the whole, each told once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.arithmetic.drawn import as_read
from check.arithmetic.projects_told import NUMBER, OTHER, SAY, Sum, read_sum
from check.case import Agreed, Answer, Case
from check.papers_told import papers_told
from check.show import WAN, show_plain
from check.sought import Sought
from model.finding import Severity
from model.place import Place
from model.text import half_width

_GAP = r"[:：|]?(?:的)?(?:账面)?(?:原值|价值|净值)?"
_SUMS = {
    "total": Sought(rf"(?:总投资|投资[总合][额计]|总概算)(?:额)?{_GAP}{SAY}{NUMBER}"),
    "fixed": Sought(
        rf"(?:固定资产投资(?:额)?|固投|(?:转入?|结转|形成|转增|新增|计入|交付)(?:为|至|了)?固定资产(?:科目|账)?|转固)(?:金额|总额|部分|数)?{_GAP}{SAY}{NUMBER}"
    ),
    "equipment": Sought(
        rf"(?:智能|生产|工艺|主要|软硬件|关键)?(?:设备|装备)(?:及?软件|及安装)?(?:投资|购置|采购|投入){{0,2}}(?:费用?|款|额)?(?:一项|部分)?{_GAP}{SAY}{NUMBER}"
    ),
}
_WORDS = re.compile("固定资产|转固|固投")
#: Years and phases of their own, and the whole firm's assets.
_APART = re.compile(r"期末|年末|资产负债|折旧|报废|处置|一期|首期|二期|三期|集团|租赁|租入|单台|每台|每条")
_NAMES = {"total": "总投资", "fixed": "固定资产", "equipment": "设备"}


def find_order_in_block(case: Case) -> Iterator[Answer]:
    """W: equipment ≤ what became fixed assets ≤ the whole, wherever in one paragraph, table or paper they stand."""
    for text, place in blocks_of(case):
        if not _WORDS.search(text):
            continue
        kept = [
            one for one in re.split("[。；;\\n]", half_width(text)) if not (_APART.search(one) or OTHER.search(one))
        ]
        found = {kind: sums_in(kept, kind, place) for kind in _SUMS}
        for small, large in (("equipment", "fixed"), ("fixed", "total")):
            if any(len({s.value for s in found[kind]}) != 1 for kind in (small, large)):
                continue
            few, most = found[small][0], found[large][0]
            if few.value <= most.value + max(few.step, most.step):
                yield Agreed()
                continue
            yield case.finding(
                f"“{few.text}”大于“{most.text}”，{_NAMES[small]}应不大于{_NAMES[large]}，请核实（口径是否相同）。",
                few.place,
                most.place,
                severity=as_read(case, Severity.W, place),
                about=(f"{place.path}“{few.text}”",),
                expected=f"不大于{show_plain(most.value / WAN)}万元",
                found=f"{show_plain(few.value / WAN)}万元",
            )


def sums_in(sentences: list[str], kind: str, place: Place) -> list[Sum]:
    return [read_sum(hit, place) for sentence in sentences for hit in _SUMS[kind].finditer(sentence)]


def blocks_of(case: Case) -> Iterator[tuple[str, Place]]:
    """Paragraphs; tables of two columns whole, others row by row; papers whole where they are short."""
    for passage in case.prose():
        yield passage.text, passage.place
    for grid in case.submission.grids:
        rows = ["".join(dict.fromkeys(c.text for c in row)) for row in grid.rows]
        whole = all(len(row) <= 2 for row in grid.rows)
        yield from (
            [("\n".join(rows), grid.place)] if whole else zip(rows, (row[0].place for row in grid.rows), strict=True)
        )
    for _, told in papers_told(case):
        if len(told) < 40:
            yield "\n".join(one.text for one in told), told[0].place
