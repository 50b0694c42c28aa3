"""Made-up GS-03 and GS-04 books from a number: company, figures that fit together, prose, and a clerk's habits.

`invent_book(form, seed)` gives the same book for the same seed. Development seeds are below 1000, held-out ones above.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.books.factory import FactoryBook, Looks
from tests.books.factory_form import HINTS, MODES

_PLACES = (("兰州市", "永登县"), ("天水市", "麦积区"), ("酒泉市", "肃州区"), ("白银市", "平川区"), ("张掖市", "甘州区"), ("武威市", "凉州区"),
           ("金昌市", "永昌县"), ("平凉市", "崆峒区"), ("庆阳市", "西峰区"), ("定西市", "安定区"), ("陇南市", "武都区"))  # fmt: skip
_NAMES = (
    "昌源",
    "恒泽",
    "瑞陇",
    "众信",
    "北岭",
    "金河",
    "祥泰",
    "华陇",
    "西峪",
    "天沃",
    "丰裕",
    "云岭",
    "顺安",
    "宏远",
    "康盛",
)
_TRADES = (
    ("铝合金铸件", "制造业-金属制品业-铸造及其他金属制品制造", "压铸", "件"),
    ("高压阀门", "制造业-通用设备制造业-泵、阀门、压缩机及类似机械制造", "阀体加工", "台"),
    ("马铃薯全粉", "制造业-农副食品加工业-其他农副食品加工", "制粉", "吨"),
    ("矿用电缆", "制造业-电气机械和器材制造业-电线、电缆、光缆及电工器材制造", "挤塑", "千米"),
    ("中药饮片", "制造业-医药制造业-中药饮片加工", "炮制", "吨"),
    ("硅铁合金", "制造业-黑色金属冶炼和压延加工业-铁合金冶炼", "冶炼", "吨"),
    ("水泥熟料", "制造业-非金属矿物制品业-水泥、石灰和石膏制造", "烧成", "万吨"),
    ("电动工具", "制造业-通用设备制造业-风动和电动工具制造", "总装", "万台"),
)
_SURNAMES, _GIVEN = (
    "王李张刘陈杨赵马周吴",
    ("建军", "海燕", "文斌", "晓东", "志强", "雅琴", "国栋", "永红", "明", "丽华"),
)
_SCENE_NAMES = (
    "在线智能检测",
    "智能仓储",
    "车间智能排产",
    "设备预测性维护",
    "能源智能管控",
    "质量精准追溯",
    "人机协同作业",
    "精准配送",
    "智能配料",
)
_SENTENCES = (
    "该{step}工段原靠人工记录，数据滞后半天以上，现由{system}按秒采集，异常自动推送至班组长终端。",
    "公司自{start}年起分两期实施改造，先做{step}主机联网，再打通{system}与财务、仓库的单据。",
    "{system}每班自动生成{goods}的{step}计划，设备故障时十分钟内重排。",
    "我们没有更换全部老设备，而是加装网关和传感器，把{count}台关键设备接进了{system}。",
    "{goods}从投料到出厂使用同一批次码，{step}、检验、入库三处扫码，可在五分钟内查到原料批次。",
    "设备点检改为手持终端执行，维修工单由{system}派发，备件领用与{goods}成本自动归集。",
    "厂区铺设工业环网，{step}车间布置无线接入点，生产网与办公网之间设防火墙隔离。",
    "（1）{step}工位配视觉相机，自动判别外观缺陷；（2）不合格品由机械手移至返修位。",
    "与改造前相比，操作工从每班{many}人减至{few}人，{goods}交付周期明显缩短。",
    "AGV按{system}指令从立体库取料，送到{step}线边，空托盘原路返回。",
)
_SYSTEMS = ("MES系统", "制造执行系统（MES）", "SCADA平台", "生产运营平台", "DCS与MES一体化平台")


def invent_book(form: str, seed: int) -> FactoryBook:
    """A book with its own company, figures, prose and looks."""
    dice = Random(f"{form}-{seed}")
    city, county = dice.choice(_PLACES)
    goods, industry, step, unit = dice.choice(_TRADES)
    brand = dice.choice(_NAMES) + dice.choice(("", dice.choice(_NAMES)))
    company = f"{dice.choice((city[:-1], '甘肃'))}{brand}{goods[-2:]}{dice.choice(('有限公司', '有限责任公司', '股份有限公司'))}"
    say = _Writer(dice, goods, step)
    day = f"2025-{dice.choice(('08', '09'))}-{dice.randint(1, 28):02d}"
    fields = {
        "applicant": company, "company_name": company, "declare_date": dice.choice((day, day[:7])), "truth_date": day,
        "factory_name": f"{brand}{goods}{dice.choice(('智能工厂', '数字化工厂', '基于工业互联网的智能工厂'))}",
        "factory_address": f"甘肃省{city}{county}{dice.choice(('工业园区', '经济开发区纬三路', '城南产业园'))}{dice.randint(1, 99)}号",
        "org_code": dice.choice(("9162" + "".join(dice.choice("0123456789ABCDEFGH") for _ in range(14)), f"{dice.randint(10**7, 10**8 - 1)}-{dice.randint(0, 9)}")),
        "founded_date": dice.choice(("2009-03-18", "2012-06", "2003", "2015-11-02")),
        "address": f"甘肃省{city}{county}{dice.choice(('东环路', '火车站西侧', '兰新公路'))}{dice.randint(1, 300)}号",
        "contact_name": say.person(), "contact_phone": f"09{dice.randint(30, 43)}-{dice.randint(2000000, 8999999)}",
        "contact_title": dice.choice(("生产副总", "信息中心主任", "办公室主任", "总工程师", "项目负责人")),
        "contact_mobile": f"1{dice.choice('3589')}{dice.randint(10**8, 10**9 - 1)}",
        "contact_email": f"{dice.choice(('office', 'xxzx', 'liu.hai', 'zb'))}{dice.randint(1, 99)}@{dice.choice(('163.com', 'example.com.cn', 'qq.com'))}",
        "profile": say.text(dice.randint(90, 380)),
        "cmmm_self_level": dice.choice(("2级", "3级")), "cmmm_cert_level": dice.choice(("无认证", "无认证", "2级", "3级")),
    }  # fmt: skip
    if dice.random() < 0.5:
        fields["contact_fax"] = f"0931-{dice.randint(2000000, 8999999)}"
    if dice.random() < 0.3:
        fields |= {
            "city_opinion": dice.choice(("同意推荐。", "经初审，材料真实完整，同意推荐。")),
            "city_date": f"2025-10-{dice.randint(10, 28)}",
        }
    fields |= (
        _basic(dice, say, city, county, industry, unit)
        if form == "GS-03"
        else _advanced(dice, say, brand, goods, fields)
    )
    for key in (
        "contact_phone",
        "credit_rating_prev",
        "premium_before",
        "c2.3",
        "c2.2",
        "data_adjust",
        "robots",
        "tax_prev",
    ):
        if dice.random() < 0.12:
            fields.pop(key, None)
    names = dice.sample(_SCENE_NAMES, dice.randint(1, 4))
    scenes = tuple({"name": name, "desc": say.text(dice.randint(60, 260))} for name in names)
    return FactoryBook(form, company, "申报书.docx", "docx", fields, scenes, invent_looks(dice, form))


def invent_looks(dice: Random, form: str) -> Looks:
    """A clerk's habits: each on its own, some rare."""

    def rarely(share: float = 0.2) -> bool:
        return dice.random() < share

    longs = [key for key in HINTS[form] if key not in ("line_start", "line_end")]
    kept = tuple(dice.sample(longs, dice.randint(1, len(longs)))) if rarely(0.4) else ("all",) * rarely(0.15)
    joined = form == "GS-03" and rarely(0.12)
    mark = dice.choice(("年", "年", "年度", "", "left" if rarely(0.3) else "年"))
    order = (
        "up" if mark == "left" else dice.choice(("up", "down"))
    )  # nobody could tell heads left as 20**年 turned round
    return Looks(
        tick=dice.choice(("☑", "☒", "■", "√", "√after", "wingdings", "control", "deleted")),
        date=dice.choice("年-."), money=dice.choice(("plain", "plain", "comma", "unit")),
        years=order, year_mark=mark,
        percent_sign=rarely(0.3), full_width=rarely(0.1), cover=dice.choice(("lines", "table")),
        group=dice.choice(("merged", "merged", "repeated", "blank")), label_merge=dice.choice(("merged", "merged", "blank", "repeated")),
        label_blanks=rarely(0.6), vertical=rarely(0.7), colon=rarely(), numbered=rarely(0.1),
        staff=dice.choice(("as_printed", "as_printed", "corrected")), leader=dice.choice(("below", "below", "beside")),
        joint=rarely(), below=("profile",) * rarely() + ("project_summary",) * rarely(), hints=kept,
        joined=joined, scenes=dice.choice(("prefix", "plain", "numbered", "apart")), scenes_left=dice.choice((0, 0, 1, 2)),
        note_column=rarely(), chapter_hints=rarely(0.6), font=dice.choice(("仿宋", "宋体", "楷体")),
        size=dice.choice((21, 24, 18)), wide_label=dice.choice((2, 3)),
        cover_title=dice.choice(("", "", "基础级智能工厂申请书" if form == "GS-03" else "先进级智能工厂项目申报书")),
    )  # fmt: skip


class _Writer:
    """Sentences about one plant."""

    def __init__(self, dice: Random, goods: str, step: str) -> None:
        self.dice, self.goods, self.step = dice, goods, step

    def person(self) -> str:
        return self.dice.choice(_SURNAMES) + self.dice.choice(_GIVEN)

    def text(self, length: int) -> str:
        """Sentences up to about `length` characters, now and then a new paragraph."""
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            many = self.dice.randint(8, 20)
            sentence = self.dice.choice(_SENTENCES).format(
                step=self.step, goods=self.goods, system=self.dice.choice(_SYSTEMS), start=self.dice.randint(2019, 2022),
                count=self.dice.randint(12, 90), many=many, few=self.dice.randint(2, many - 3),
            )  # fmt: skip
            parts.append(sentence + "\n" * (self.dice.random() < 0.2))
        return "".join(parts).strip()


def _basic(dice: Random, say: _Writer, city: str, county: str, industry: str, unit: str) -> dict[str, str]:
    total, auto = dice.randint(60, 240), 0
    auto = int(total * dice.uniform(0.7, 0.95))
    net = int(auto * dice.uniform(0.6, 1.0))
    before = Decimal(dice.randint(300000, 3000000)) / 100
    after = (before * Decimal(str(round(dice.uniform(1.1, 1.5), 3)))).quantize(Decimal("0.01"))
    staff = dice.randint(60, 200)
    fields = {
        "industry_text": industry, "region": f"{city}{county}", "credit_rating_prev": dice.choice(("AAA", "AA", "A级纳税人")),
        "total_assets_prev": str(before * 3), "debt_ratio_prev": f"{dice.uniform(30, 70):.2f}", "sales_prev": str(after),
        "tax_prev": f"{after * Decimal('0.041'):.2f}", "profit_prev": f"{after * Decimal('0.082'):.2f}",
        "line_name": f"{say.goods}{say.step}生产线", "line_investment": f"{dice.randint(1000, 6000)}",
        "line_start": f"2022-{dice.randint(1, 12):02d}", "line_end": f"2024-{dice.randint(1, 12):02d}",
        "line_product": f"{say.goods}，年产{dice.randint(1, 90)}万{unit}".replace("万万", "万"), "line_output_prev": f"{after * Decimal('0.6'):.2f}",
        "equip_total": str(total), "robots": str(dice.randint(2, 30)), "equip_auto": str(auto), "equip_auto_pct": _share(auto, total),
        "equip_net": str(net), "equip_net_pct": _share(net, auto), "line_overview": say.text(dice.randint(150, 420)),
        "benefit_overview": say.text(dice.randint(90, 300)), "sales_before": str(before), "sales_after": str(after),
        "profit_before": f"{before * Decimal('0.06'):.2f}", "profit_after": f"{after * Decimal('0.082'):.2f}",
        "tax_before": f"{before * Decimal('0.035'):.2f}", "tax_after": f"{after * Decimal('0.041'):.2f}",
        "staff_before": str(staff), "staff_after": str(int(staff * 0.7)), "percap_before": str(dice.randint(900, 3000)),
        "percap_after": str(dice.randint(3100, 6000)), "pass_before": f"{dice.uniform(92, 96):.1f}", "pass_after": f"{dice.uniform(97, 99.8):.1f}",
        "premium_before": f"{dice.uniform(82, 90):.1f}", "premium_after": f"{dice.uniform(91, 97):.1f}",
    }  # fmt: skip
    for key in ("run_monitor", "run_selfrepair", "data_plan", "data_collect", "data_adjust", "mat_autoid", "mat_delivery",
                "trace_inspect", "trace_diagnose", "trace_record", "trace_batch"):  # fmt: skip
        fields[key] = say.text(dice.randint(20, 160))
    for key in ("c1.1", "c1.2", "c1.3", "c2.1", "c2.2", "c2.3", "c2.4", "c2.5", "c3.1", "c3.2", "c3.3", "c3.4", "c3.5"):
        fields[key] = say.text(dice.randint(60, 320))
    if dice.random() < 0.3:
        fields["c3.x"] = say.text(80)
    return fields


def _advanced(dice: Random, say: _Writer, brand: str, goods: str, known: dict[str, str]) -> dict[str, str]:
    fields = {
        "leader_name": say.person(), "leader_title": dice.choice(("董事长", "总经理、高级工程师", "董事长兼总经理")),
        "leader_phone": f"1{dice.choice('3589')}{dice.randint(10**8, 10**9 - 1)}",
        "mode": "；".join(sorted(dice.sample(MODES, dice.choice((1, 1, 2))), key=MODES.index)),
        "project_name": f"{brand}{goods}智能工厂建设项目", "project_address": known["factory_address"],
        "build_period": f"2022-{dice.randint(1, 12):02d}/2025-{dice.randint(1, 6):02d}", "project_investment": f"{dice.randint(3000, 30000)}",
        "project_summary": say.text(dice.randint(150, 400)),
        **{key: say.text(dice.randint(150, 700)) for key in ("c2.1", "c2.2", "c3", "c4")},
    }  # fmt: skip
    assets = Decimal(dice.randint(800000, 9000000)) / 100
    for year in ("2022", "2023", "2024"):
        fields[f"total_assets[{year}]"] = str(assets)
        fields[f"total_liabilities[{year}]"] = f"{assets * Decimal('0.47'):.2f}"
        fields[f"main_revenue[{year}]"] = f"{assets * Decimal('0.8'):.2f}"
        fields[f"profit[{year}]"] = f"{assets * Decimal('0.06') - (800 if year == '2022' else 0):.2f}"
        fields[f"tax[{year}]"] = f"{assets * Decimal('0.03'):.2f}"
        assets = (assets * Decimal("1.13")).quantize(Decimal("0.01"))
    if dice.random() < 0.1:
        del fields["tax[2023]"]
    return fields


def _share(part: int, whole: int) -> str:
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))
