"""The printed words of form GS-02 (seed 001 附件2) and the list of its field keys."""

PROFILE_HINT = "（发展历程、主营业务、市场份额等方面基本情况，不超过500字）"
VENDOR_HINT = "（每个场景实例可填写多个系统解决方案供应商，若为企业自建，填写“自建”即可）"
SCHEME_HINT = (
    "（此部分参考《智能制造典型场景参考指引》进行编写。申报主体根据实际情况归纳提炼形成场景名称、建设方案及情况说明，"
    "并按照附表1至附表2进行详细描述，填写的场景实例应建设成效突出、具有行业推广价值。）"
)
TRUTH = "我单位申报的所有材料，均真实、完整，如有不实，愿承担相应的责任。"
KPI = (
    ("kpi.G01", "关键设备数控化率（%）"),
    ("kpi.G02", "关键设备联网率（%）"),
    ("kpi.G03", "生产效率提升*（%）"),
    ("kpi.G04", "资源综合利用率提升*（%）"),
    ("kpi.G05", "研制周期缩短（%）"),
    ("kpi.G06", "运营成本下降*（%）"),
    ("kpi.G07", "单位产品成本下降（%）"),
    ("kpi.G08", "产品不良率下降（%）"),
    ("kpi.G09", "质量损失率下降*（%）"),
    ("kpi.G10", "销售增长率（%）"),
    ("kpi.G11", "设备综合利用率提升（%）"),
    ("kpi.G12", "库存周转率提升（%）"),
    ("kpi.G13", "供应商准时交付率提升（%）"),
    ("kpi.G14", "订单准时交付率提升（%）"),
    ("kpi.G15", "先进过程控制投用率**（%）"),
    ("kpi.G16", "单位产品综合能耗降低（%）"),
    ("kpi.G17", "单位产品二氧化碳（CO₂）排放量降低（%）"),
    ("kpi.G18", "先进制造模式/解决方案面向供应链上下游复制推广的企业数量（家）"),
)
ANNEX_1 = (
    ("no", "序号"),
    ("link", "环节名称"),
    ("scene", "场景名称"),
    ("application", "应用描述（结合要素条件进行描述，300字以内，可配图）"),
    ("pain", "解决的痛点问题描述（300字以内）"),
    ("solution", "采用的技术方案（包括供应商）（300字以内，可以配图）"),
    ("guarantee", "保障要素（如人、管理机制、组织标准、培训等，200字以内，选填）"),
    ("effect", "已实施成效（最好通过量化指标描述，300字以内）"),
    ("other", "其他（如对于其他车间、工厂的带动效应等，300字以内，选填）"),
    ("economy", "经济性和可推广性"),
    ("remark", "备注"),
)
EXAMPLE = {
    "no": "示例",
    "link": "生产作业",
    "scene": "人机协同制造",
    "application": "针对发动机壳体加工，搭建多台五轴机床+多台机器人组成柔性加工单元。",
    "pain": "解决复杂壳体加工效率低、质量不高等突出问题。",
    "solution": "在已有五轴数控机床的基础上，配置上下料机器人、三坐标测量仪等，"
    "通过机器人进行自动上下料、自动变换装夹位置，通过三坐标测量仪对关键加工部位的精度、粗糙度进行自动检测，在检测不合格的情况下自动预警。"
    "这一解决方案是由***公司进行改造实施。",
    "guarantee": "编制集团发动机壳体加工标准，并进行标准宣贯。",
    "effect": "建设完成后，目前操作人员已从5人减少至2人，加工效率提升了30%，产品不良品率降低了10%。",
    "other": "智能化改造后，整个工厂的产能提升了10%，经济效益明显。",
    "economy": "该应用实例总计花费了500万元，但每年为公司节省超过200万元，"
    "并且大幅提高产品质量，使得公司竞争力大幅提升。同时该场景实例采用的均是通用设备，定制化开发投入小，适合在行业进行推广应用。",
    "remark": "",
}
KEYS = (
    *("applicant", "cover_scene_name", "build_address", "declare_date", "company_name", "uscc", "founded_date"),
    *("ownership", "size_class", "industry_section", "industry_major", "industry_mid", "legal_rep_name"),
    *("legal_rep_phone", "contact_name", "contact_phone", "contact_title", "contact_mobile", "contact_fax"),
    *("contact_email", "credit_rating", "accident_3y", "accident_name", "profile", "cmmm_self_level", "link_name"),
    *("scene_name", "build_period", "build_investment", "vendors", "vendor_contact", "vendor_phone"),
    *(key for key, _ in KPI),
    *("kpi.G19", "truth_date", "scheme_text", "improve_plan", "promote_plan"),
)
"""Every single-valued GS-02 key a text can fill (signatures and attachments are pictures)."""
SERIES = ("total_assets", "debt_ratio", "main_revenue", "profit_margin")
