"""Words of earlier declarations beside the book: titles, labels that the forms do not print, changes in a sentence."""

from __future__ import annotations

import re

#: What such a paper is called, in its title or by its file.
TITLE = re.compile(
    r"申报(?:书|表|材料|成效)|申请(?:书|表)|填报|自评估|自评价|自评报告|成效(?:指标|登记|统计|情况)?表|评价表|(?:建设|运行|执行)情况(?:表|报告)"
)
#: A paper about declarations, or one with figures of another making.
ABOUT = re.compile(
    r"审计|财务|(?<!申)报表|合同|协议|发票|通知|办法|指南|说明|检测|查新|承诺|声明|清单|目录|证书|名单|要求|回执|须知|汇总表|评审"
)
#: What says of a paper that it is an earlier declaration, or one of another scene.
KEPT = re.compile(
    r"申报[^.]{0,8}未入选|未入选|落选|(?:去年|往年|上年度?|另一(?:个)?|第二(?:个)?|其他|另外)(?:场景|产线|项目|工厂)?[^.]{0,6}(?:申报|附表)"
    r"|(?:另一(?:个|项)?|第[二三](?:个|项)?|其他|另外)(?:优秀)?场景[^.]{0,12}?(?:摘要|概要|概况|简表|情况|指标|介绍|简介|材料|一览|节选|摘录)"
)
#: 产线人数由96人减至58人, 产品合格率由97.2%提高到99.3%: both ends in a sentence.
MOVED = (
    (
        "staff",
        re.compile(
            r"(?:产线|生产线|整线|全线|线体)(?:的)?(?:直接|操作|生产)?(?:人数|定员|用工|人员|员工|操作工)(?:总数)?由?(?:(?:改造|建设|实施)前的?|原来的?|原有的?)?(\d+(?:人|名)?)"
            r"(?:减少?|降低?|下降|缩减|压缩|压减|精简)(?:至|到|为)(\d+(?:人|名))"
        ),
    ),
    (
        "pass",
        re.compile(
            r"(?<![一首初])(?:产品|成品|综合)合格率由?(?:(?:改造|建设|实施)前的?|原来的?)?(\d[\d.]*%)(?:提高|提升|上升|增加|升)?(?:至|到|为)(\d[\d.]*%)"
        ),
    ),
)
#: Labels that the forms do not print: 产线开工, 建设周期, 提交日期.
MORE = (
    (
        "line_start",
        re.compile(r"(?:产线|项目|工程|建设|线体)?(?:开工|动工|开始|启动|起始)(?:建设)?(?:时间|日期|年月)?"),
    ),
    ("line_end", re.compile(r"(?:产线|项目|工程|建设|线体)?(?:完工|竣工|建成|完成|结束)(?:建设)?(?:时间|日期|年月)?")),
    (
        "build_period",
        re.compile(r"(?:产线|项目|工程|场景)?(?:应用)?(?:建设|实施)?(?:起止|周期|工期|期限)(?:时间|日期|年月)?"),
    ),
    ("declare_date", re.compile(r"(?:填报|填表|编制|提交|申报|评估|完成|报送|自评)(?:日期|时间)")),
    ("line_name", re.compile(r"(?:所在|所属|申报|代表|评估)?(?:产线|生产线)(?:名称)?")),
    ("scene_name", re.compile(r"(?:申报|所属)?场景(?:名称)?")),
)
#: What stands for the crew and the pass rate of a line in a table of before and after.
ENDS = (
    ("staff", re.compile(r"(?:产线|车间|生产线)?(?:在岗|在册|定岗)?(?:人数|定员|用工|人员)")),
    ("pass", re.compile(r"(?:产线|生产线)?(?:产品)?合格率")),
    ("part_staff", re.compile(r"[\u4e00-\u9fff]{1,8}(?:人数|定员|用工|人员)")),
    ("part_pass", re.compile(r"[\u4e00-\u9fff]{1,10}(?:合格率|直通率)")),
)
