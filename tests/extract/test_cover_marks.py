"""Marks of secrecy on the cover become traces; headings and what stands behind the first table do not."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from extract.secrecy import find_cover_marks
from ingest import read


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("机密★3年", ["机密★3年"]), ("内部资料　注意保密", ["内部资料　注意保密"]),
        ("申报单位：甘肃甲有限公司", []), ("本公司建立了商业秘密保护与信息安全管理制度，全员签订协议", []),
    ],
)  # fmt: skip
def test_lines_of_a_cover(tmp_path: Path, line: str, marks: list[str]) -> None:
    """FMT-24: short lines before the first table."""
    book = docx.Document()
    book.add_paragraph(line)
    book.add_paragraph("甘肃省智能制造优秀场景申报书")
    book.add_table(rows=1, cols=2)
    book.add_paragraph("秘密")
    book.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx", "a.docx").document
    assert document is not None
    assert [trace.text for trace in find_cover_marks(document)] == marks
