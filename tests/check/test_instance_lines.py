"""Lines of 涉及典型场景实例 read from a picture: what may be a misread name is left, what is no name is told."""

from __future__ import annotations

import pytest
from build_submission import reference

from check.tables.instance_format import is_clear, split_lines

LINES = [
    ("4.生产管理—质量精准追溯—变速箱关键件追溯", True),
    ("5.工厂建设—智慧食堂管理—园区刷脸就餐", True),
    ("（2）运营管理—党建宣传大屏—支部看板", True),
    ("3、产品服务—车队保险代办—货车投保", True),
    ("①生产作业—员工考勤打卡—人脸门禁", True),
    ("6.供应链管理—废品外卖回收—边角料竞价", True),
    # innocent: signs misread, cut off, or of a link that is not read
    ("5.工厂建设—数字李生工厂构建—开料车间孪生", False),
    ("2.生产管理—仓储智管理—立体库", False),
    ("1.生严作业—在线智能检测—焊缝检测", False),
    ("3.产品研发—产品数", False),
    ("4.生产作业—在线智□检·—焊缝检测", False),
    ("2.生产作业—质量清准追朔—批次追溯", False),
]


@pytest.mark.parametrize(("line", "clear"), LINES)
def test_a_scanned_line_is_clear_where_it_can_be_no_misreading(line: str, clear: bool) -> None:
    assert is_clear(reference().guide, line) is clear


def test_instances_that_run_on_are_split_at_the_number_of_the_next_link() -> None:
    links = reference().guide.links
    said = "1.生产作业一在线智能检测一焊缝2.工厂建设一数字孪生工厂构建一3.0版车间孪生\n和仓库；3.生产管理—车间智能排产—看板"
    assert split_lines(said, links) == [
        "1.生产作业一在线智能检测一焊缝", "2.工厂建设一数字孪生工厂构建一3.0版车间孪生和仓库", "3.生产管理—车间智能排产—看板",
    ]  # fmt: skip
