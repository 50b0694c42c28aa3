"""The promise that stands behind a list of annexes belongs to the book, the list does not."""

from __future__ import annotations

from extract.promise import from_promise
from model.document import Node
from tests.extract.grids import document, grid


def texts(*lines: str) -> list[str]:
    kept: list[Node] = list(from_promise(document(*lines).nodes))
    return [str(getattr(node, "text", "")) for node in kept]


def test_the_promise_and_its_heading_are_kept() -> None:
    lines = (
        "附件",
        "1.营业执照；2.审计报告",
        "真实性承诺",
        "我公司郑重承诺，所报内容属实。",
        "法定代表人（签字）：冯立祁",
    )
    assert texts(*lines) == list(lines[2:])


def test_a_signature_alone_and_a_promise_in_one_paragraph() -> None:
    assert (
        texts("附件", "营业执照；成熟度证书", "法定代表人签章：冯立祁", "2025年6月3日")[0] == "法定代表人签章：冯立祁"
    )
    one = "真实性承诺：我单位申报的所有材料，均真实、完整。"
    assert texts("附件", "营业执照", one) == [one]


def test_a_list_with_a_promise_as_its_entry_is_only_a_list() -> None:
    assert texts("附件", "1.营业执照", "2.真实性承诺书", "3.财务报表") == []
    assert from_promise((grid("营业执照 | 1\n承诺书 | 2"),)) == ()
