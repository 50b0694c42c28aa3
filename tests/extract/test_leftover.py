"""What stands between and under the form's tables is prose of the book, whatever the heading above it."""

from __future__ import annotations

from tests.extract.grids import grid
from tests.extract.test_book import HEAD, read

SAID = "表中用工人数不含劳务派遣的38人，派遣人员由外包公司统一管理。"


def remarks(*nodes: object) -> list[str]:
    return [passage.text for passage in read(*nodes).passages if passage.key == "remark"]


def test_a_remark_between_a_heading_and_the_table() -> None:
    assert remarks("甘肃省智能制造优秀场景申报书", "一、申报主体基本信息", SAID, grid(HEAD)) == [
        SAID.replace("，", ",")
    ]


def test_a_remark_under_the_table() -> None:
    assert len(remarks("甘肃省智能制造优秀场景申报书", grid(HEAD), "附表1 智能制造场景清单", SAID)) == 1


def test_what_forms_print_is_no_remark() -> None:
    """Instructions, headings, captions, labels with their answers, promises."""
    assert (
        remarks(
            "甘肃省智能制造优秀场景申报书",
            "填报说明：本表各栏应如实填写，没有的填“无”，可另附页。",
            "建设地址：兰州市七里河区西津西路机械工业园十八号",
            "一、申报主体基本信息，场景建设情况",
            grid(HEAD),
            "图1 磨球线在线检测工位，摄于二号车间",
            "我单位承诺所填内容属实，如有不实，愿承担相应的责任。",
            "2.企业财务报表（近三年，另附电子表格）；",
            "（与实施前的效果比较，与国内外水平的比较。）",
            "3 重大、特大安全生产事故认定标准见《生产安全事故报告和调查处理条例》（国务院令第493号）。",
        )
        == []
    )


def test_an_indicator_of_its_own_in_a_cell_of_the_form() -> None:
    """Words with a number in a row that the form does not print are told; boxes and printed hints are not."""
    told = "釉面一级品率由86.2%提高到91.5%（提高5.3个百分点）"
    table = grid(f"{HEAD}整体建设成效 | {told} | < | <\n类型 | □年营业收入2000万元以上的规模企业 □其他 | < | <\n")
    assert remarks("甘肃省智能制造优秀场景申报书", "一、申报主体基本信息", table) == [
        told.replace("（", "(").replace("）", ")")
    ]


def test_a_hint_of_the_form_ahead_of_an_answer_is_no_remark() -> None:
    """The printed hint stands in the cell of the answer, as the blank has it: what was read there is told once."""
    hint = "（发展历程、主营业务、市场份额等方面基本情况，不超过500字）"
    said = "公司2009年建厂，主营高压陶瓷套管，年产26万支，国内份额约一成，员工412人，产品销往十九个省份。"
    table = grid(f"{HEAD}企业简介 | {hint}{said} | < | <\n")
    book = read("甘肃省智能制造优秀场景申报书", "一、申报主体基本信息", table)
    assert [p.text for p in book.passages if p.key == "remark"] == []
    assert book.fields["profile"].residue == (hint,)
