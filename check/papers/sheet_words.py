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
_WAS = r"(?:由|从)?(?:(?:改造|建设|实施|投用)前的?|原来的?|原有的?|原先的?|原)?"
MOVED = (
    (
        "staff",
        re.compile(
            r"(?:产线|生产线|整线|全线|线体|[本该]线|线上|[\u4e00-\u9fff]{2,10}线)(?:的)?(?:直接|操作|生产|在岗|当班|现场)?(?:人数|定员|用工|人员|员工|操作工|工人)?(?:总数)?"
            rf"{_WAS}(\d+(?:人|名)?)(?:减少?|降低?|下降|缩减|压缩|压减|精简|优化|调整)(?:至|到|为)(\d+(?:人|名))"
        ),
    ),
    (
        "pass",
        re.compile(
            rf"(?<![一首初])(?:产品|成品|综合|整线|产线)合格率{_WAS}(\d[\d.]*%)(?:提高|提升|上升|增加|升)?(?:至|到|为)(\d[\d.]*%)"
        ),
    ),
)
#: 72人→45人, and 72/45 under 改造前/后: both ends in a cell.
ARROW = re.compile(
    r"(\d[\d.]*\s*(?:人|名|%)?)\s*(→|➔|➜|⇒|[-—=]+>|/|降至|减至|升至|提高到|变为)\s*(\d[\d.]*\s*(?:人|名|%)?)"
)
BOTH_ENDS = re.compile(r"前[、/／]\s*(?:改造|建设|实施|完成)?后|前后")
#: 改造前产线人数, 产线人数（建设后）.
END_OF = re.compile(r"(?:改造|建设|实施|升级|投用|项目)(?:完成)?之?(前|后)的?")
#: 2023年末资产总额12500万元, 资产总额（2023年）: 12500万元; what follows in the sentence has the same year.
YEARLY = re.compile(
    r"(?P<year>20\d{2})年(?:度|末|底)?|(?P<label>资产总额|总资产|资产总计|负债总额|总负债|资产负债率|主营业务收入|主营收入)(?:[(（](?P<of>20\d{2})年(?:度|末|底)?[)）])?"
    r"(?:合计|总额)?(?:[为达是至:：]|达到)?\s*(?P<n>\d[\d,]*(?:\.\d+)?\s*(?:万元|亿元|元|%))"
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
    (
        "staff",
        re.compile(
            r"(?:产线|车间|生产线|本线|全线|整线)?(?:在岗|在册|定岗|直接|操作|生产|现场)?(?:人数|定员|用工|人员)(?:数量)?"
        ),
    ),
    ("pass", re.compile(r"(?:产线|生产线|整线)?(?:产品|成品)?合格率")),
    ("part_staff", re.compile(r"[\u4e00-\u9fff]{1,8}(?:人数|定员|用工|人员)")),
    ("part_pass", re.compile(r"[\u4e00-\u9fff]{1,10}(?:合格率|直通率)")),
)
