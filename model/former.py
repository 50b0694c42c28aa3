"""Words that tell a thing of an earlier time, for all rooms that ask which of several tellings is today's."""

from __future__ import annotations

import re

#: A state of an earlier time, told as such: 原为二级, 旧版自评估时为二级.
FORMER = re.compile(
    r"旧版|旧标准|老版|历史(?=结果|成绩|水平|等级|评估|自评|记录|版本)|此前|以前|先前|早前|当时|彼时|那时|往年|早期|"
    r"原(?=先|来|为|自?评|处于|等级|级别|CMMM|智能制造|成熟度)|曾(?=经|于|被|获|自?评|达|为|是)|过去(?=自?评|为|仅|只|处)|"
    r"(?:改造|建设|实施|转型|升级)前|起步(?:时|阶段)|[建创]设?(?:初期|之初)|最初|起初"
)
