"""Names on scanned covers: which differences a seal or a poor print may have made."""

from __future__ import annotations

import pytest

from check.fmt.cover_differs import is_misread


@pytest.mark.parametrize(
    ("cover", "table", "misread"),
    [
        ("武威昱岭化工材有限公司", "武威昱岭化工材料有限公司", True),
        ("武威昱岭化料限公", "武威昱岭化工材料有限公司", True),
        ("武威昱岭化工科技有限公司", "武威昱岭化工材料有限公司", False),
        ("ó陇南嘉源蜂业有限公司", "陇南嘉源蜂业有限公司", True),
        ("l陇南嘉源蜂业有限公司", "陇南嘉源蜂业有限公司", True),
        ("陇南嘉）蜂业有限公司", "陇南嘉源蜂业有限公司", True),
        ("陇南（嘉源蜂业有限公司", "陇南嘉源蜂业有限公司", True),
        ("陇南嘉泉蜂业有限公司", "陇南嘉源蜂业有限公司", False),
        ("武威昱岭集团", "武威昱岭化工材料有限公司", False),
    ],
)
def test_what_a_scan_may_have_lost(cover: str, table: str, misread: bool) -> None:
    assert is_misread(cover, table) == misread
