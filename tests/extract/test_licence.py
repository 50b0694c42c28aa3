"""Attachments: labels and patterns of licences, audit reports and certificates, typed or scanned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from stdnum.cn import uscc

import corpora
from extract.licence import AttachmentReader
from extract.licence.values import read_uscc, read_value
from model.document import Block, Document, Page
from model.paper_spec import FactSpec
from model.place import Place
from tests.extract.grids import document, grid

READER = AttachmentReader(corpora.load().papers)
CASES = yaml.safe_load(Path(__file__).with_name("licence_cases.yml").read_text("utf-8"))


def paper(case: dict[str, Any]) -> Document:
    if "boxes" in case:
        blocks = [
            Block(t, Place("扫描.jpg", f"p1/para{i}", 1, tuple(map(float, box)), t))
            for i, (t, *box) in enumerate(case["boxes"], 1)
        ]
        return Document("扫描.jpg", "image", tuple(blocks), (Page(1, 842, 595),))
    return document(*case["lines"], *(grid(t) for t in case.get("tables", ())))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_attachments(case: dict[str, Any]) -> None:
    """The kind of the paper and every fact, none invented."""
    document = paper(case)
    facts = {f.key: f for f in READER.read(document)}
    want = {k: str(v) for k, v in case["facts"].items()}
    assert READER.kind(document) == case["kind"]
    assert {k: f.value for k, f in facts.items() if not case.get("some") or k in want} == want
    assert all(f.place.file for f in facts.values())
    for key, printed in case.get("rivals", {}).items():
        assert [r.value for r in facts[key].rivals] == [printed]
    assert [k for k, f in facts.items() if f.problem] == case.get("doubted", [])


def test_only_a_certain_repair_of_a_code_is_made() -> None:
    """For every single confusion of O, I, S, Z the true code comes back with what was printed; else it is doubted."""
    code = "91620100MA71AB1238"
    assert uscc.is_valid(code)
    for at, char in enumerate(code):
        for wrong in {"0": "O", "1": "I", "5": "S", "2": "Z"}.get(char, ""):
            printed = code[:at] + wrong + code[at + 1 :]
            got = read_uscc(printed)
            assert got is not None
            assert (got.value, got.rival, got.sure) == (code, printed, False)
    exact = read_uscc("9162 0100 MA71AB1238")
    assert exact is not None
    assert (exact.value, exact.rival, exact.sure) == (code, "", True)


def test_two_certificates_in_one_file_are_kept_apart() -> None:
    """Every page of a bundle is a paper of its own."""

    def page(number: int, name: str, code: str) -> list[Block]:
        lines = [
            "实用新型专利证书",
            f"实用新型名称：{name}",
            f"专利号：{code}",
            "专利权人：甘肃甲有限公司",
            "授权公告日：2022年1月1日",
        ]
        return [Block(t, Place("专利.pdf", f"p{number}/para{i}", number, None, t)) for i, t in enumerate(lines, 1)]

    blocks = [*page(1, "一种夹具", "ZL202120000001.1"), *page(2, "一种吊具", "ZL202120000002.2")]
    facts = {
        f.key: f.value
        for f in READER.read(Document("专利.pdf", "pdf", tuple(blocks), (Page(1, 595, 842), Page(2, 595, 842))))
    }
    assert (facts["patent.name"], facts["patent[2].name"], facts["patent[2].number"]) == (
        "一种夹具",
        "一种吊具",
        "ZL202120000002.2",
    )


@pytest.mark.parametrize(
    ("head", "kind", "found"),
    [
        ("附件1 营业执照（副本）", "licence", True),
        ("附件1 安全生产许可证", "licence", False),
        ("附件1 营业执照", "other", False),
    ],
)
def test_a_licence_typed_off_in_few_lines_is_known_by_its_heading(head: str, kind: str, found: bool) -> None:
    """Heading and kind together say what the lines are; another card under the same kind, or no kind, gives nothing."""
    lines = ("名称：陇西渭源药业有限公司", "法定代表人：郝连山", "成立日期：2011年7月6日", "注册资本：800万元整")
    facts = {f.key: f.value for f in READER.read(document(head, *lines), kind)}
    assert (facts.get("licence.legal_rep_name") == "郝连山", bool(facts)) == (found, found)


def test_a_level_is_quoted_with_its_label_where_one_line_has_both() -> None:
    lines = ["智能制造能力成熟度自评估报告", "对照各项要求，总分2.41分，自评等级为二级。"]
    found = READER.read(document(*lines), "self_assessment")
    assert [f.place.text for f in found if f.key == "cmmm.level"] == ["自评等级为二级"]


def test_a_head_beside_the_label_is_no_name() -> None:
    """企业名称 | 省 | 市 | 区 is the head of a table."""
    spec = FactSpec("cmmm.company_name", "企业名称", "name", ("企业名称",))
    assert read_value(spec, "省 市 区") is None
    assert read_value(spec, "兰州市甲区乙厂") is not None
