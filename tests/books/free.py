"""Made-up books of 卓越级 and 领航级 in every layout an applicant may choose: `invent_free(seed)`, `write_free(book)`.

Nothing is printed for these books but the list of chapters; a seed picks how each part is laid out.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field

import docx
from docx.document import Document as Word
from docx.shared import Pt

_TOWNS = [("福建省泉州市晋江市", "泉州"), ("甘肃省天水市秦州区", "天水"), ("福建省宁德市蕉城区", "宁德"),
          ("甘肃省白银市白银区", "白银"), ("福建省三明市三元区", "三明")]  # fmt: skip
_NAMES = ["岚石", "启沧", "远澄", "汇岭", "钧禾", "拓川", "铭屿", "晟湾", "朗溪", "凯汀", "诚垣", "宏岫"]
_TRADES = [("轴承", "套圈"), ("锂电池", "极片"), ("水泵", "叶轮"), ("瓷砖", "坯体"), ("铝箔", "箔材"), ("乳粉", "粉料")]
#: link, name of the guide, the applicant's own name, a text with AI or without.
_SCENES = [
    ("工厂建设", "数字基础设施建设", "厂区5G专网", False, "建设覆盖四个车间的5G专网和边缘计算平台，部署安全态势感知系统，网络可用率99.9%"),
    ("工厂建设", "数字孪生工厂构建", "{t}车间孪生", False, "搭建车间三维模型并接入MES和SCADA实时数据，产能推演由两天缩短到三小时"),
    ("产品研发", "产品数字化设计", "{t}参数化设计", False, "部署PLM和三维设计平台，沉淀设计模板三百余套，设计周期缩短四成"),
    ("产品研发", "产品虚拟验证", "{t}虚拟试验台", False, "建立多物理场仿真平台，样件试制由四轮减为两轮"),
    ("工艺设计", "工艺数字化设计", "{p}工艺知识库", True, "工艺大模型按图纸自动推荐工艺路线，编制时间由两天缩短为三小时"),
    ("生产管理", "车间智能排产", "多工序滚动排产", True, "APS系统应用强化学习模型，每日滚动排产，交期达成率明显提高"),
    ("生产管理", "仓储智能管理", "{p}立体库", False, "建设立体仓库和WMS系统，出入库全部自动完成，账实相符率99.8%"),
    ("生产管理", "能源智能管控", "空压站能效优化", True, "EMS系统采集两千个测点的历史数据，用机器学习模型预测负荷并优化启停"),
    ("生产作业", "在线智能检测", "{p}外观检测", True, "工业相机采集图像，深度学习检测模型识别划伤、缺口等缺陷，检出率99.4%"),
    ("生产作业", "设备故障诊断与预测", "主轴健康管理", True, "采集振动数据，用迁移学习模型提前七天预警轴承磨损，停机减少三成"),
    ("生产作业", "人机协同作业", "{p}协作上料", False, "协作机器人与工人共同完成上料，部署安全光栅系统，劳动强度下降"),
    ("运营管理", "智能经营决策", "经营驾驶舱", False, "经营数据平台汇集订单、成本、现金流，自动生成月度经营分析"),
    ("运营管理", "精准营销管理", "订单预测", True, "用神经网络预测区域需求，CRM系统据此安排备货"),
    ("供应链管理", "采购计划优化协同", "原料采购协同", False, "SRM系统按主计划自动生成采购建议并与供应商确认"),
    ("产品服务", "产品远程运维", "{t}远程诊断", False, "产品加装传感器，运维平台远程诊断并提前安排检修"),
]  # fmt: skip
_HAN = "一二三四五六七八九十"


@dataclass(slots=True)
class FreeBook:
    """One made-up book: the truth of its fields and scenes, and the looks of its parts."""

    seed: int
    level: str
    fields: dict[str, str]
    scenes: list[tuple[str, str, str, bool, str]]
    looks: dict[str, str]
    printed_link: bool = True
    chapters: list[str] = field(default_factory=list)


LOOKS = {
    "chapter": ["han", "part", "style", "digit", "bold", "bare_style"],
    "words": ["official", "short", "long"],
    "info": ["table2", "table4", "lines", "list", "dense"],
    "years": ["upright", "transposed", "yi", "captioned", "merged"],
    "maturity": ["cell", "prose", "score"],
    "kpi": ["three", "two", "six", "before_after", "lines"],
    "scenes": ["one_paragraph", "headings", "marked", "colon", "table", "labelled", "sheets", "grouped", "decimal", "list_and_text", "styled", "quoted"],
    "toc": ["no", "yes"],
}  # fmt: skip


def invent_free(seed: int) -> FreeBook:
    """The book of this seed: the same always."""
    pick = random.Random(seed * 7919 + 13)
    level = "领航级" if seed % 3 == 0 else "卓越级"
    place, town = pick.choice(_TOWNS)
    thing, part = pick.choice(_TRADES)
    company = f"{town}{pick.choice(_NAMES)}{thing}有限公司"
    count = pick.choice([8, 10, 12, 15])
    chosen = sorted(pick.sample(range(len(_SCENES)), count))
    scenes = [(link, name, own.format(t=thing, p=part), ai, text) for link, name, own, ai, text in
              (_SCENES[n] for n in chosen)]  # fmt: skip
    looks = {key: values[(seed * 5 + pick.randrange(len(values))) % len(values)] for key, values in LOOKS.items()}
    looks["scenes"] = LOOKS["scenes"][seed % len(LOOKS["scenes"])]
    looks["chapter"] = LOOKS["chapter"][(seed + seed // 6) % len(LOOKS["chapter"])]
    base = pick.randrange(60000, 200000)
    fields = {
        "company_name": company, "uscc": "9135010074" + str(pick.randrange(1000000, 9999999)) + "X",
        "address": f"{place}工业大道{pick.randrange(1, 200)}号", "ownership": "民营企业", "legal_rep_name": "林岱川",
        "contact_name": "郑湄", "contact_mobile": "1360693" + str(pick.randrange(1000, 9999)),
        "project_investment": str(pick.randrange(9000, 60000)), "build_period": "2021-03/2024-09",
        "cmmm_self_level": "4级" if level == "领航级" else "3级",
    }  # fmt: skip
    for n, year in enumerate((2022, 2023, 2024)):
        assets, revenue = base * (100 + 8 * n) / 100, base * (90 + 9 * n) / 100
        fields[f"total_assets[{year}]"] = f"{assets:.2f}"
        fields[f"main_revenue[{year}]"] = f"{revenue:.2f}"
        fields[f"profit[{year}]"] = f"{revenue * 0.09:.2f}"
        fields[f"debt_ratio[{year}]"] = f"{48.6 - n:.2f}"
    share = round(100 * sum(ai for *_, ai, _ in scenes) / count, 1)
    fields |= {"kpi.K01": "94.6", "kpi.K04": f"{share:.1f}", "kpi.K06": "27.5", "kpi.K08": "22.8", "kpi.K20": "71.3"}
    return FreeBook(seed, level, fields, scenes, looks)


_TITLES = {
    "official": ["申报单位基本信息", "智能工厂基本情况", "智能工厂场景建设情况", "领航级智能工厂培育方案", "智能工厂建设成效"],
    "short": ["企业概况", "项目概况", "场景建设情况", "培育方案", "建设成效"],
    "long": ["申报主体基本情况", "智能工厂建设总体情况", "智能制造典型场景建设情况", "智能工厂培育计划", "智能工厂建设成效与推广"],
}  # fmt: skip
_LABELS = {
    "company_name": "企业名称", "uscc": "统一社会信用代码", "address": "企业地址", "ownership": "企业性质",
    "legal_rep_name": "法定代表人",
}  # fmt: skip
_KPIS = {
    "kpi.K01": "关键设备数控化率", "kpi.K04": "应用人工智能技术场景比例", "kpi.K06": "研制周期缩短",
    "kpi.K08": "生产效率提升", "kpi.K20": "水资源重复利用率",
}  # fmt: skip
_LINES = {"total_assets": "资产总额", "main_revenue": "主营业务收入", "profit": "利润总额", "debt_ratio": "资产负债率"}


class FreeWriter:
    """Writes one book as .docx."""

    def __init__(self, book: FreeBook) -> None:
        self.book, self.word, self.count = book, docx.Document(), 0

    def write(self) -> bytes:
        book = self.book
        titles = list(_TITLES[book.looks["words"]])
        if book.level == "卓越级":
            del titles[3]
        book.chapters = titles
        self.line(f"{book.level}智能工厂项目申报书", bold=True)
        self.line(f"申报单位（盖章）：{book.fields['company_name']}")
        self.line("项目名称：智能工厂建设项目")
        self.line("申报日期：2025年7月10日")
        if book.looks["toc"] == "yes":
            self.line("目  录")
            for n, title in enumerate(titles):
                self.line(f"{_HAN[n]}、{title}\t{n + 3}")
        for n, title in enumerate(titles):
            self.heading(n, title)
            write = [self.info, self.factory, self.scenes, self.plan, self.results]
            if book.level == "卓越级":
                del write[3]
            write[n]()
        self.line("附件1 营业执照")
        self.table([["名称", book.fields["company_name"]], ["法定代表人", "陈某某"], ["成立日期", "2009年03月01日"]])
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def line(self, text: str, bold: bool = False) -> None:
        paragraph = self.word.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold
        run.font.size = Pt(12)

    def heading(self, n: int, title: str) -> None:
        match self.book.looks["chapter"]:
            case "han":
                self.line(f"{_HAN[n]}、{title}", bold=True)
            case "part":
                self.line(f"第{_HAN[n]}部分  {title}", bold=True)
            case "style":
                self.word.add_heading(f"{_HAN[n]}、{title}", 1)
            case "digit":
                self.line(f"{n + 1}. {title}", bold=True)
            case "bold":
                self.line(f"第{_HAN[n]}章 {title}", bold=True)
            case _:
                self.word.add_heading(title, 1)

    def sub(self, n: int, title: str) -> None:
        if self.book.looks["chapter"] in ("digit", "bold"):
            self.line(f"{self.count}.{n} {title}" if self.book.looks["chapter"] == "digit" else f"{n}.{title}")
        elif self.book.looks["chapter"] == "bare_style":
            self.word.add_heading(title, 2)
        else:
            self.line(f"（{_HAN[n - 1]}）{title}")

    def table(self, rows: list[list[str]], merges: list[tuple[int, int, int, int]] | None = None) -> None:
        table = self.word.add_table(len(rows), max(map(len, rows)))
        table.style = "Table Grid"
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for r1, c1, r2, c2 in merges or []:
            text = table.cell(r1, c1).text
            table.cell(r1, c1).merge(table.cell(r2, c2)).text = text

    def info(self) -> None:
        f, self.count = self.book.fields, 1
        pairs = [(label, f[key]) for key, label in _LABELS.items()]
        contact = f"{f['contact_name']} {f['contact_mobile']}"
        match self.book.looks["info"]:
            case "table2":
                self.table([[a, b] for a, b in pairs] + [["联系人", contact]])
            case "table4":
                flat = [*pairs, ("联系人", contact)]
                self.table([[*flat[i], *flat[i + 1]] for i in range(0, len(flat), 2)])
            case "lines":
                for a, b in [*pairs, ("联系人", contact)]:
                    self.line(f"{a}：{b}")
            case "list":
                for n, (a, b) in enumerate([*pairs, ("联系人", contact)], 1):
                    self.line(f"（{n}）{a}：{b}")
            case _:
                self.line(f"企业名称：{f['company_name']}；统一社会信用代码：{f['uscc']}")
                self.line(f"企业地址：{f['address']}")
                self.line(f"企业性质：{f['ownership']}    法定代表人：{f['legal_rep_name']}")
                self.line(f"联系人：{contact}")
        self.sub(1, "企业简介")
        self.line(f"公司成立于2009年，主营产品畅销全国，2024年获评{'卓越级' if self.book.level == '领航级' else '先进级'}"
                  "智能工厂，近三年经营和财务状况良好，无较大及以上安全、环保等事故。")  # fmt: skip
        self.sub(2, "近三年主要经济指标")
        self.years()

    def years(self) -> None:
        f, years = self.book.fields, ["2022", "2023", "2024"]
        look = self.book.looks["years"]
        unit = {"total_assets": "（万元）", "main_revenue": "（万元）", "profit": "（万元）", "debt_ratio": "（%）"}
        if look == "transposed":
            rows = [["年度", *(name + unit[key] for key, name in _LINES.items())]]
            rows += [[f"{y}年", *(f[f"{key}[{y}]"] for key in _LINES)] for y in years]
        elif look == "yi":

            def money(key: str, y: str) -> str:
                return f"{float(f[f'{key}[{y}]']) / 10000:.6f}" if key != "debt_ratio" else f[f"{key}[{y}]"]

            rows = [["指标", *(f"{y}年" for y in years)]]
            rows += [[name + ("（亿元）" if key != "debt_ratio" else "（%）"), *(money(key, y) for y in years)]
                     for key, name in _LINES.items()]  # fmt: skip
        elif look == "merged":
            rows = [["近三年主要经济指标", "项目", *(f"{y}年度" for y in years)]]
            rows += [["", name + unit[key], *(f[f"{key}[{y}]"] for y in years)] for key, name in _LINES.items()]
            self.table(rows, [(0, 0, len(rows) - 1, 0)])
            return
        elif look == "captioned":
            self.line("单位：万元、%")
            rows = [["项目", *years[::-1]]]
            rows += [[name, *(f[f"{key}[{y}]"] for y in years[::-1])] for key, name in _LINES.items()]
        else:
            rows = [["指标", *(f"{y}年" for y in years)]]
            rows += [[name + unit[key], *(f[f"{key}[{y}]"] for y in years)] for key, name in _LINES.items()]
        self.table(rows)

    def factory(self) -> None:
        f, self.count = self.book.fields, 2
        level = {"3级": "三级", "4级": "四级"}[f["cmmm_self_level"]]
        rows = [["建设起止时间", "2021年3月至2024年9月"], ["总投资（万元）", f["project_investment"]]]
        if self.book.looks["maturity"] == "cell":
            rows.append(["智能制造能力成熟度等级", level])
        elif self.book.looks["maturity"] == "score":
            rows.append(["智能制造能力成熟度", f"{level}（自评估得分{3.42 if level == '三级' else 4.15}）"])
        if self.book.looks["info"] in ("lines", "dense", "list"):
            for a, b in rows:
                self.line(f"{a}：{b}")
        else:
            self.table(rows)
        self.sub(1, "项目简介")
        self.line("项目建设四个数字化车间，集成PLM、ERP、MES、WMS等系统，关键装备和工业软件安全可控。")
        if self.book.looks["maturity"] == "prose":
            self.line(f"经自评估，本工厂智能制造能力成熟度达到{level}水平。")

    def scenes(self) -> None:
        self.count = 3
        scenes, look = self.book.scenes, self.book.looks["scenes"]
        using = sum(ai for *_, ai, _ in scenes)
        self.sub(1, "项目总体情况")
        self.line(
            f"共建成典型场景{len(scenes)}个，其中应用人工智能技术的场景{using}个，占比{self.book.fields['kpi.K04']}%。"
        )
        self.sub(2, "具体场景建设情况")
        getattr(self, f"as_{look}")(scenes)
        self.sub(3, "系统集成情况")
        self.line("以统一数据模型贯通PLM、ERP、MES，应用人工智能和工业互联网平台实现协同。")

    def as_one_paragraph(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for n, (link, name, own, _, text) in enumerate(scenes, 1):
            self.line(f"（{n}）{link}—{name}—{own}。{text}。")

    def as_headings(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        self.book.printed_link = False
        for n, (_, name, own, _, text) in enumerate(scenes, 1):
            self.line(f"{n}、{name}", bold=True)
            self.line(f"针对{own}，{text}。")
            self.line("1）建设背景：原有方式依靠人工，效率低。")
            self.line("2）建设效果：运行稳定，效率提升。")

    def as_marked(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for n, (link, name, own, _, text) in enumerate(scenes):
            self.line(f"场景{_HAN[n] if n < 10 else '十' + _HAN[n - 10]}：{link}环节—{name}", bold=True)
            self.line(f"实例：{own}。{text}。")

    def as_colon(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for n, (link, name, own, _, text) in enumerate(scenes):
            self.line(f"{n + 1}.{link}－{name}：{own}，{text}。")

    def as_table(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        rows = [["序号", "环节", "典型场景名称", "实例名称", "场景描述"]]
        rows += [[str(n), link, name, own, f"{text}。"] for n, (link, name, own, _, text) in enumerate(scenes, 1)]
        merges, start = [], 1
        for n in range(2, len(rows) + 1):
            if n == len(rows) or rows[n][1] != rows[start][1]:
                if n - 1 > start:
                    merges.append((start, 1, n - 1, 1))
                start = n
        self.table(rows, merges)

    def as_labelled(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for link, name, own, _, text in scenes:
            self.line(f"所属环节：{link}")
            self.line(f"场景名称：{name}")
            self.line(f"应用描述：{own}，{text}。")
            self.line("成效：效率明显提升。")

    def as_sheets(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for n, (link, name, own, _, text) in enumerate(scenes, 1):
            self.line(f"典型场景{n}")
            self.table([["场景名称", name, "所属环节", link], ["应用描述", f"{own}，{text}。", "成效", "效率提升"]])

    def as_grouped(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        before, n = "", 0
        for link, name, own, _, text in scenes:
            if link != before:
                before, n = link, 0
                self.line(
                    f"{[s[0] for s in dict.fromkeys((s[0], 0) for s in scenes)].index(link) + 1}. {link}环节", bold=True
                )
            n += 1
            self.line(f"（{n}）{name}（{own}）")
            self.line(f"{text}。")

    def as_decimal(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for n, (link, name, own, _, text) in enumerate(scenes, 1):
            self.line(f"3.2.{n} {link}-{name}-{own}")
            self.line(f"{text}。")

    def as_list_and_text(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        rows = [["序号", "环节", "场景名称", "是否应用人工智能"]]
        rows += [[str(n), s[0], s[1], "是" if s[3] else "否"] for n, s in enumerate(scenes, 1)]
        self.table(rows)
        for n, (_, name, own, _, text) in enumerate(scenes, 1):
            self.line(f"{n}.{name}：{own}。{text}。")

    def as_styled(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        self.book.printed_link = False
        for _, name, own, _, text in scenes:
            self.word.add_heading(f"{name}场景", 3)
            self.line(f"{own}：{text}。")

    def as_quoted(self, scenes: list[tuple[str, str, str, bool, str]]) -> None:
        for n, (link, name, own, _, text) in enumerate(scenes, 1):
            self.line(f"典型场景{n} 【{link}】{name}——{own}", bold=True)
            self.line(f"{text}。")

    def plan(self) -> None:
        self.count = 4
        self.sub(1, "培育目标")
        self.line("培育期自2026年1月至2027年12月，主要技术经济指标达到全球领先，形成母工厂，新增典型场景5个。")
        self.sub(2, "关键举措")
        self.line("联合高校攻关，推动形成国家标准，对外输出解决方案，培养领军人才。")

    def results(self) -> None:
        self.count = 5
        f = self.book.fields
        self.sub(1, "先进性与特色")
        self.line("主要指标处于国内同行业领先水平，带动供应链企业协同，输出解决方案，参与国家标准，培养复合型人才。")
        self.sub(2, "关键绩效指标")
        rows = [[name, f[key]] for key, name in _KPIS.items()]
        match self.book.looks["kpi"]:
            case "three":
                self.table([["序号", "指标", "数值"]] + [[str(n), f"{a}（%）", b] for n, (a, b) in enumerate(rows, 1)])
            case "two":
                self.table([["指标名称（%）", "指标值"]] + [[a, f"{b}%"] for a, b in rows])
            case "six":
                flat = [cell for row in rows for cell in row] + ["", ""]
                self.table([["指标", "数值", "指标", "数值"]] + [flat[i : i + 4] for i in range(0, len(flat), 4)])
            case "before_after":
                self.table([["指标", "单位", "建设前", "建设后"]] + [[a, "%", "50.1", b] for a, b in rows])
            case _:
                for n, (a, b) in enumerate(rows, 1):
                    self.line(f"{n}）{a}：{b}%；")
        self.sub(3, "后续计划")
        self.line("配合做好现场核查、技术推广和典型案例交流。")


def write_free(book: FreeBook) -> bytes:
    """The book as .docx bytes."""
    writer: Word | FreeWriter = FreeWriter(book)
    assert isinstance(writer, FreeWriter)
    return writer.write()
