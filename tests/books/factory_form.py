"""The printed words of forms GS-03 and GS-04 (seed 001 附件3, 附件4)."""

from __future__ import annotations

TRUTH = "我单位申报的所有材料，均真实、完整，如有不实，愿承担相应的责任。"
TITLES = {"GS-03": "甘肃省基础级智能工厂申报书", "GS-04": "甘肃省先进级智能工厂申报书"}
LEVELS = ("5级", "4级", "3级", "2级", "1级")
MODES = ("离散型智能制造模式", "流程型智能制造模式", "网络协同制造模式", "大规模个性化定制模式", "远程运维服务模式")
SCENES = ("智能工厂包含的智能制造典型场景名称", "典型场景描述")
SCENE_HINT = "(不超过300字)"
CONTACT = (
    (("姓名", "contact_name"), ("电话", "contact_phone")),
    (("职务", "contact_title"), ("手机", "contact_mobile")),
    (("传真", "contact_fax"), ("邮箱", "contact_email")),
)
_OVERVIEW = (
    "（从智能装备应用及联网、生产过程实时调度、物料配送自动化、产品信息可追溯、环境与资源能源消耗智能监控、设计与生产联动协同、"
    "售后服务智能化等方面，对拟申报示范基础级智能工厂的智能化情况进行简要描述，不超过500字。）"
)
_BENEFIT = (
    "（从产出水平、生产效率、产品质量、绿色制造、安全生产、服务型制造等方面，对拟申报示范基础级智能工厂建设前后情况进行对比分析，"
    "并说明目前在行业内所处水平）"
)
HINTS = {
    "GS-03": {
        "industry_text": "（按国民经济行业分类具体到中类，如：制造业-化学纤维制造业-纤维素纤维原料及纤维制造）",
        "region": "填写格式：xx市xx县（市、区）",
        "profile": "（发展历程、主营业务、市场销售等方面基本情况，限400字）",
        "line_start": "xx年xx月",
        "line_end": "xx年xx月",
        "line_overview": _OVERVIEW,
        "run_monitor": "（请简要说明生产设备运行状态实时监控、故障自动报警和诊断分析的情况）",
        "run_selfrepair": "（请简要说明关键设备自动调试修复的情况）",
        "data_plan": "（请简要说明基础级智能工厂作业计划生成情况）",
        "data_collect": "（请简要说明生产制造过程中物料投放、产品产出数据采集、传送情况）",
        "data_adjust": "（请简要说明生产制造过程根据产品生产计划实时调整的情况）",
        "mat_autoid": "（请简要说明生产过程采用自动识别技术设施的情况）",
        "mat_delivery": "（请简要说明车间物流自动挑选、实时配送和自动输送情况）",
        "trace_inspect": "（请简要说明产品质量在线自动检测、报警情况）",
        "trace_diagnose": "（请简要说明产品质量自动诊断分析和处理情况）",
        "trace_record": "（请简要说明采用智能化技术设备实时记录产品信息的情况）",
        "trace_batch": "（请简要说明产品采用批号/批次/序列号管理的情况）",
        "benefit_overview": _BENEFIT,
    },
    "GS-04": {
        "profile": "（发展历程、主营业务、市场开拓等方面的特点，400字左右）",
        "project_summary": "（对项目的智能化特征进行简要描述，400字左右）",
    },
}
SHARED = (
    ("生产\n\n过程\n\n实现\n\n实时\n\n调度", (("生产设备运行状态监控情况", ("run_monitor", "run_selfrepair")),
                                 ("生产数据采集分析情况", ("data_plan", "data_collect", "data_adjust")))),
    ("物料\n\n配送\n\n实现\n\n自动化", (("自动识别技术设施、自动物流设备使用情况", ("mat_autoid", "mat_delivery")),)),
    ("产品\n\n信息\n\n实现\n\n可追溯", (("关键工序智能化质量检测设备使用情况", ("trace_inspect", "trace_diagnose")),
                                ("产品信息管理情况", ("trace_record", "trace_batch")))),
)  # fmt: skip
EFFECTS = (
    ("建设前后经济效益情况", (
        ("建设完成前的企业年销售（万元）", "sales_before", "建设完成后的企业年销售（万元）", "sales_after"),
        ("建设完成前的企业年利润（万元）", "profit_before", "建设完成后的企业年利润（万元）", "profit_after"),
        ("建设完成前的企业年税金（万元）", "tax_before", "建设完成后的企业年税金（万元）", "tax_after"))),
    ("人数情况变化", (("建设完成前产线/车间人数", "staff_before", "建设完成前产线/车间人数", "staff_after"),)),
    ("生产效率提升情况", (("建设完成前每人每天产出水平（元/人/天）", "percap_before",
                   "建设完成后每人每天产出水平（元/人/天）", "percap_after"),)),
    ("产品质量提升情况", (("建设完成前产品合格率（%）", "pass_before", "建设完成后产品合格率（%）", "pass_after"),
                  ("建设完成前优良品率（%）", "premium_before", "建设完成后优良品率（%）", "premium_after"))),
)  # fmt: skip
CHAPTERS = {
    "GS-03": (
        ("一、企业情况概述", "", ""),
        ("（一）申报单位概况", "c1.1", "：成立时间、发展历程、资本性质、组织结构、财务状况、经营情况等；"),
        ("（二）技术水平", "c1.2", "：研发队伍、科研成果、知识产权、提供技术支持和服务的能力和条件等情况；"),
        ("（三）行业优势", "c1.3", "：在相关行业、区域以及智能制造方面已具备的技术优势、服务优势，已有的智能制造基础和取得的经济、社会效益。"),
        ("二、代表产线情况概述", "", ""),
        ("（一）建设代表产线目的和意义", "c2.1", "。"),
        ("（二）建设代表产线目标和任务", "c2.2", "。"),
        ("（三）当前国内外同行业代表产线对比情况", "c2.3", "。"),
        ("（四）代表产线智能化改造实施前后效益对比情况", "c2.4",
         "。在提升智能制造水平、提高产品质量、促进安全生产、实现绿色发展等方面取得的经济和社会效益分析；（着重介绍，尽可能列出数据、图片或视频资料）"),
        ("（五）代表产线对引领行业转型升级的示范点", "c2.5", "。"),
        ("三、代表产线具体情况介绍", "", ""),
        ("（一）智能装备应用情况", "c3.1", "。"),
        ("（二）设备联网情况", "c3.2", "。"),
        ("（三）生产过程实时调度情况", "c3.3", "。"),
        ("（四）物料配送自动化情况", "c3.4", "。"),
        ("（五）产品信息可追溯情况", "c3.5",
         "。产品质量在线自动检测、报警和诊断分析情况；在原辅料供应、生产管理、仓储物流等环节采用智能化技术设备实时记录产品信息情况"),
        ("（六）环境与资源能源消耗智能监控情况", "c3.x", ""),
    ),
    "GS-04": (
        ("二、智能工厂基本情况", "", ""),
        ("（一）项目概述", "c2.1", ""),
        ("（二）项目实施的先进性", "c2.2", "（与项目实施前的效果比较，与国内外先进水平的比较，目标产品市场前景分析。）"),
        ("三、项目实施现状", "c3",
         "\n（此部分具体编写要点参考《先进级、基础级智能工厂项目内容具体要求》，如申报多个模式试点示范，需分别描述。）"),
        ("四、示范作用", "c4", "\n（突出对典型行业和区域内开展同类业务的可复制性和示范价值。）"),
    ),
}  # fmt: skip
MONEY = ("total_assets", "total_liabilities", "main_revenue", "profit[", "tax[", "total_assets_prev", "sales_", "tax_prev",
         "profit_", "tax_", "line_investment", "line_output_prev", "project_investment")  # fmt: skip
COUNTS = (
    "equip_total",
    "robots",
    "equip_auto",
    "equip_net",
    "staff_before",
    "staff_after",
    "percap_before",
    "percap_after",
)
PERCENTS = ("debt_ratio_prev", "equip_auto_pct", "equip_net_pct", "pass_", "premium_")
DATES = ("declare_date", "founded_date", "line_start", "line_end", "truth_date", "city_date")
KEYS = {
    "GS-03": (
        *["applicant", "factory_name", "factory_address", "declare_date", "company_name", "industry_text", "region", "org_code", "founded_date", "address", "contact_name", "contact_phone", "contact_title", "contact_mobile", "contact_fax", "contact_email", "total_assets_prev", "debt_ratio_prev", "credit_rating_prev", "sales_prev", "tax_prev", "profit_prev", "profile", "cmmm_self_level", "cmmm_cert_level", "line_name", "line_investment", "line_start", "line_end", "line_product", "line_output_prev", "equip_total", "robots", "line_overview", "equip_auto", "equip_auto_pct", "equip_net", "equip_net_pct", "run_monitor", "run_selfrepair", "data_plan", "data_collect", "data_adjust", "mat_autoid", "mat_delivery", "trace_inspect", "trace_diagnose", "trace_record", "trace_batch", "benefit_overview", "sales_before", "sales_after", "profit_before", "profit_after", "tax_before", "tax_after", "staff_before", "staff_after", "percap_before", "percap_after", "pass_before", "pass_after", "premium_before", "premium_after", "truth_date", "city_opinion", "city_date", "c1.1", "c1.2", "c1.3", "c2.1", "c2.2", "c2.3", "c2.4", "c2.5", "c3.1", "c3.2", "c3.3", "c3.4", "c3.5", "c3.x"],
    ),
    "GS-04": (
        *["applicant", "factory_name", "factory_address", "declare_date", "company_name", "org_code", "founded_date", "address", "contact_name", "contact_phone", "contact_title", "contact_mobile", "contact_fax", "contact_email", "leader_name", "leader_title", "leader_phone", "profile", "mode", "cmmm_self_level", "cmmm_cert_level", "project_name", "project_address", "build_period", "project_investment", "project_summary", "truth_date", "city_opinion", "city_date", "c2.1", "c2.2", "c3", "c4"],
    ),
}  # fmt: skip
"""Every single-valued key a text can fill."""
SERIES = {"GS-03": (), "GS-04": ("total_assets", "total_liabilities", "main_revenue", "profit", "tax")}
