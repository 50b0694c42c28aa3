"""Facts of the applicant and its project in free books, as twenty hands write them: in sentences, under labels of their
own, in cards whose labels stand over their values. What is another's, planned or a part fills no field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.submission import Submission
from tests.extract.grids import grid
from tests.extract.test_free_books import submit

NAME = "甘肃甲阀门股份有限公司"
CODE = "916202027509026367"


def book(first: object = "公司生产阀门。", second: object = "工厂建有三条产线。") -> Submission:
    """A book of four chapters with these words in the first two."""
    return submit(
        "卓越级智能工厂申报书", f"申报单位：{NAME}", "一、申报单位基本信息", first, "二、智能工厂基本情况", second,
        "三、智能工厂场景建设情况", "1.在线智能检测", "用相机识别铸件表面的缺陷。", "四、智能工厂建设成效", "效率提高。",
    )  # fmt: skip


def value(found: Submission, key: str) -> str | None:
    field = found.field(key)
    return field.value if field else None


FOUNDED = [
    (f"{NAME}创建于1998-06-18，注册资金8600万元。", "1998-06-18"),
    ("企业自2010.5.6成立以来，始终专注特种阀门。", "2010-05-06"),
    (f"二〇〇九年八月，{NAME}注册成立。", "2009-08"),
    ("本公司系2016/11/2登记设立的民营企业。", "2016-11-02"),
    (f"{NAME}（简称甲阀门）2012年3月9日在白银市注册成立，占地两百亩。", "2012-03-09"),
    ("公司成立时间为2012年3月，注册资本五千万元。", "2012-03"),
    ("我司设立于2008.10，是一家铸造企业。", "2008-10"),
    ("公司2019年5月成立数字化研究院。", None),
    ("母公司成立于1999年3月。", None),
    ("子公司甲物流成立于2020年1月。", None),
    ("公司于2019年5月成立智能制造领导小组。", None),
    ("供应商乙软件有限公司成立于2011年4月。", None),
    ("公司与兰州大学于2018年6月共同成立联合实验室。", None),
]


@pytest.mark.parametrize(("said", "want"), FOUNDED)
def test_when_it_was_founded(said: str, want: str | None) -> None:
    assert value(book(said), "founded_date") == want


LEGAL = [
    ("公司法定代表人石白川，注册资本五千万元。", "石白川"),
    ("企业法人代表为陆川（同时任总工程师）。", "陆川"),
    (f"{NAME}现由白锦程担任法定代表人，下设六个部门。", "白锦程"),
    ("注册资本五千万元，法定代表人系汪远。", "汪远"),
    ("公司法定代表人、董事长温如海主持全面工作。", "温如海"),
    ("法定代表人变更登记已经完成。", None),
    ("法定代表人对材料真实性负责。", None),
    ("供应商乙软件有限公司法定代表人李山。", None),
    ("子公司法定代表人由李山担任。", None),
    ("法定代表人（签字）：", None),
]


@pytest.mark.parametrize(("said", "want"), LEGAL)
def test_who_represents_it(said: str, want: str | None) -> None:
    assert value(book(said), "legal_rep_name") == want


CODES = [
    (f"{NAME}（统一社会信用代码：{CODE}）位于白银市。", CODE),
    (f"公司统一社会信用代码为{CODE}，注册资本五千万元。", CODE),
    (f"企业社会信用代码是{CODE}。", CODE),
    (f"集成商兰州乙软件有限公司（统一社会信用代码{CODE}）承担实施。", None),
]


@pytest.mark.parametrize(("said", "want"), CODES)
def test_its_code_in_a_sentence(said: str, want: str | None) -> None:
    assert value(book(said), "uscc") == want


INDUSTRIES = [
    ("公司所属国民经济行业为阀门和旋塞制造（3443）。", "阀门和旋塞制造(3443)"),
    ("所处行业：C3443 阀门和旋塞制造", "C3443 阀门和旋塞制造"),
    ("按国民经济行业分类，企业归属于“通用设备制造业—阀门和旋塞制造”。", "通用设备制造业—阀门和旋塞制造"),
    ("公司属国民经济行业分类中的阀门和旋塞制造，产品出口多国。", "阀门和旋塞制造"),
    ("行业小类：阀门和旋塞制造", "阀门和旋塞制造"),
    ("行业归类：通用设备制造业", "通用设备制造业"),
    ("阀门行业属于资金密集型行业。", None),
    ("公司所属行业为朝阳行业。", None),
    ("公司所属行业竞争激烈。", None),
]


@pytest.mark.parametrize(("said", "want"), INDUSTRIES)
def test_its_industry(said: str, want: str | None) -> None:
    assert value(book(said), "industry_text") == want


PERIODS = [
    ("阀门智能工厂项目建设周期为2021/03至2024/06。", "2021-03/2024-06"),
    ("项目自2021.03启动，历时三年，于2024.06全面投运。", "2021-03/2024-06"),
    ("从2020年4月破土到2023年12月通过竣工验收，智能工厂历时44个月。", "2020-04/2023-12"),
    ("整个智能工厂的建设从2021年8月持续到2024年10月。", "2021-08/2024-10"),
    ("建设起止：二〇二一年五月至二〇二四年三月", "2021-05/2024-03"),
    ("项目于2022-01立项实施，2024-11整体通过验收。", "2022-01/2024-11"),
    ("实施期限：2021/6—2024/8", "2021-06/2024-08"),
    ("建设年限：2021.6—2024.8", "2021-06/2024-08"),
    ("开竣工日期：2021年6月1日至2024年8月30日", "2021-06-01/2024-08-30"),
    ("起止年月：2021年6月至2024年8月", "2021-06/2024-08"),
    ("本项目名称：阀门智能工厂。实施时间：2021.6—2024.8。项目以铸造车间为中心。", "2021-06/2024-08"),
    (grid("开工日期 | 2021年6月\n竣工日期 | 2024年8月\n建设地点 | 白银市"), "2021-06/2024-08"),
    (grid("建设起止 | 总投资 | 承建单位\n2021年6月—2024年8月 | 9,800万元 | 兰州乙软件有限公司"), "2021-06/2024-08"),
    (grid("立项时间 | 2021年2月\n竣工时间 | 2024年8月\n名称 | 甲"), "2021-02/2024-08"),
    ("一期工程2019年3月至2020年5月建成。", None),
    ("规划二期建设2025年1月至2026年12月。", None),
    ("质保期为2022年1月至2024年1月。", None),
    ("数据采集时间为2024年1月至2024年12月。", None),
    ("MES系统建设2021年3月至2021年9月。", None),
    (grid("阶段 | 开工日期 | 竣工日期\n一期 | 2021年6月 | 2022年3月\n二期 | 2022年5月 | 2024年8月"), None),
    (grid("系统 | 启动时间 | 建成时间\nMES | 2021年6月 | 2022年3月"), None),
]


@pytest.mark.parametrize(("said", "want"), PERIODS)
def test_when_it_was_built(said: object, want: str | None) -> None:
    assert value(book(second=said), "build_period") == want


SUMS = [
    ("智能工厂累计完成投资人民币9800万元。", 9800),
    ("项目已累计完成投资0.98亿元，资金来自企业自筹。", 9800),
    ("项目实际投入资金总额9,800万元。", 9800),
    ("本项目投资总额为9800万元，其中设备6200万元。", 9800),
    ("项目总投入约1.2亿元。", 12000),
    ("投资规模：约0.98亿元", 9800),
    ("完成投资：9800 万元", 9800),
    ("项目投入：人民币9800万元", 9800),
    ("总投资：¥9,800万元", 9800),
    (grid("建设周期 | 项目总投资 | 集成商\n2021年6月—2024年8月 | ¥9,800万元 | 兰州乙软件有限公司"), 9800),
    (grid("立项与竣工 | 2021年6月 — 2024年8月\n投资合计 | 9 800万元\n建设地点 | 白银市"), 9800),
    ("近三年累计完成投资9800万元。", None),
    ("其中设备总投入6200万元。", None),
    ("项目计划总投入9800万元。", None),
    ("一期累计完成投资3200万元。", None),
    ("集团累计完成投资32亿元。", None),
    ("研发投入总额3200万元。", None),
    ("环保设施累计完成投资320万元。", None),
    ("本场景总投入260万元。", None),
    ("国家能源局规划了8条输气干线，总投资约560亿元。", None),
]


@pytest.mark.parametrize(("said", "want"), SUMS)
def test_what_it_cost(said: object, want: int | None) -> None:
    found = value(book(second=said), "project_investment")
    assert (Decimal(found) if found else None) == (Decimal(want) if want else None)


LISTS = [
    ("表2 投资构成（单位：万元）", "合计 | | 9800", 9800),
    ("项目投资明细表 单位：亿元", "总计 | | 0.98", 9800),
    ("项目计划投资构成表（单位：万元）", "合计 | | 9800", None),
    ("研发投资明细表（单位：万元）", "合计 | | 9800", None),
    ("项目投资构成表（单位：万元）", "其他 | | 300", None),
]


@pytest.mark.parametrize(("caption", "last", "want"), LISTS)
def test_the_total_of_a_list_of_investments(caption: str, last: str, want: int | None) -> None:
    table = grid(f"序号 | 内容 | 金额\n1 | 装备 | 6200\n2 | 软件 | 3600\n{last}")
    found = submit(
        "卓越级智能工厂申报书", "一、申报单位基本信息", "公司生产阀门。", "二、智能工厂基本情况", caption, table,
        "三、智能工厂场景建设情况", "1.在线智能检测", "用相机识别铸件表面的缺陷。",
    )  # fmt: skip
    told = value(found, "project_investment")
    assert (Decimal(told) if told else None) == (Decimal(want) if want else None)


CARDS = [
    (f"信用代码 | 设立日期 | 法人代表\n{CODE} | 2010.10.20 | 汪远", {"uscc": CODE, "founded_date": "2010-10-20", "legal_rep_name": "汪远"}),
    ("行业分类 | 从业人数 | 注册资金\n阀门和旋塞制造 | 1342 | 20000万元", {"industry_text": "阀门和旋塞制造"}),
    ("单位全称 | 法定代表人\n甘肃甲阀门股份有限公司 | 汪远\n成立日期 | 职工人数\n2010年3月 | 612", {"legal_rep_name": "汪远", "founded_date": "2010-03"}),
    ("法人姓名 | 汪远 | 成立年月日 | 2010年3月2日", {"legal_rep_name": "汪远", "founded_date": "2010-03-02"}),
    ("负责人（法定代表人） | 汪远\n行业名称及代码 | 阀门和旋塞制造（3443）", {"legal_rep_name": "汪远", "industry_text": "阀门和旋塞制造(3443)"}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "want"), CARDS)
def test_labels_over_their_values(rows: str, want: dict[str, str]) -> None:
    found = book(grid(rows))
    assert {key: value(found, key) for key in want} == want


COVERS = [
    (("项目法人", "甘肃甲阀门股份有限公司"), "company_name", NAME),
    (("项目承担单位", NAME), "company_name", NAME),
    (("被推荐企业", NAME), "company_name", NAME),
    (("企业", NAME), "company_name", NAME),
    (("编报时间", "二〇二五年十月十八日"), "declare_date", "2025-10-18"),
    (("版本日期", "2025 年 10 月"), "declare_date", "2025-10"),
    (("推荐时间", "2025.10.9"), "declare_date", "2025-10-09"),
    (("汇报时间", "2025年10月"), "declare_date", "2025-10"),
    (("时间", "2025-10-20"), "declare_date", "2025-10-20"),
]
WAYS = ["{0}：{1}", "{0}\t{1}", "{0}　　{1}", "table", "below"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("pair", "key", "want"), COVERS)
def test_the_cover_in_any_layout(pair: tuple[str, str], key: str, want: str, way: str) -> None:
    if way == "table":
        lines: tuple[object, ...] = (grid(f"{pair[0]}： | {pair[1]}\n主管部门 | 甘肃省工业和信息化厅", 9),)
    else:
        lines = pair if way == "below" else (way.format(*pair),)
    found = submit(
        "阀门智能工厂", "卓越级智能工厂申报书", *lines, "一、申报单位基本信息", "公司生产阀门。",
        "二、智能工厂基本情况", "工厂建有三条产线。", "三、智能工厂场景建设情况", "1.在线智能检测", "用相机识别缺陷。",
    )  # fmt: skip
    got = value(found, key) or (value(found, "applicant") if key == "company_name" else None)
    assert got == want


@pytest.mark.parametrize(
    ("head", "want"), [("经营指标（万元）", "9800"), ("指标（亿元）", "98000000"), ("项目", "9800"), ("KPI", None)]
)
def test_years_below_what_else_a_table_asks_for(head: str, want: str | None) -> None:
    """A page sets 基本信息 and the figures of three years as one table."""
    years = "一季度 | 二季度 | 三季度" if want is None else "2022年 | 2023年 | 2024年"
    first = grid(
        f"单位名称 | {NAME} | < | <\n信用代码 | {CODE} | < | <\n单位性质 | 民营 | < | <\n{head} | {years}\n"
        "总资产 | 9000 | 9400 | 9800\n税金 | 210 | 220 | 236"
    )
    found = book(first)
    assert (value(found, "uscc"), value(found, "total_assets[2024]")) == (CODE, want)
