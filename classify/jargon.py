"""Jargon: the Chinese words behind the English abbreviations and terms that engineers mix into scene texts.

Characters of Latin words tell scenarios apart badly (every `platform` resembles every other), so the words are read
whole and their usual Chinese meaning (ISA-95, APICS and everyday plant vocabulary) is added to the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TERMS = """
BIM=建筑信息模型；layout=布局；discrete event=离散事件仿真；digital delivery=数字化交付
edge=边缘；firewall=防火墙安全防护；zero trust=零信任身份验证；SDN=网络；TSN=工业网络；VLAN=网络；IDC=数据中心
private network=专网；data center=数据中心；latency=时延；bandwidth=带宽；OT=工控；SOC=安全态势感知
digital twin=数字孪生；digital thread=数字主线；data lake=数据湖；UNS=数据集成
CAD=产品设计；CAE=仿真分析；PLM=产品全生命周期管理；PDM=产品数据管理；MBD=基于模型的设计；MBSE=基于模型的设计
BOM=物料清单；EBOM=设计物料清单；PBOM=工艺物料清单；MBOM=制造物料清单；generative design=生成式设计
DFM=可制造性分析；topology=拓扑优化；TCAD=器件仿真
HIL=半实物试验；SIL=虚拟测试；virtual test=虚拟试验
virtual validation=虚拟验证；co-simulation=联合仿真；multiphysics=多物理场
reliability=可靠性；DVT=设计验证
CAPP=工艺设计；CAM=数控编程；process simulation=工艺仿真；routing=工艺路线；recipe=工艺配方；process planning=工艺规划
virtual commissioning=虚拟调试；line balance=产线平衡
line balancing=产线平衡；ramp-up=爬坡；takt=节拍；cycle time=节拍
UPH=产能；capacity=产能；NPI=新产品导入；pilot=中试
MPS=主计划；MRP=物料需求计划；S&OP=产销协同计划；demand forecast=需求预测；forecast=预测；master plan=主计划
APS=高级排产；scheduling=排产；sequencing=排序；dispatch list=派工单；job shop=作业排程；finite capacity=有限产能排产
WIP=在制品；tracking=跟踪；MES=制造执行；andon=安灯异常；dashboard=看板；scan=扫码
dispatch=调度派工；dispatching=动态调度；re-dispatch=动态调度
rescheduling=动态调度；reallocate=重新调配；hot lot=紧急插单
WMS=仓储管理；WCS=仓储控制；AS/RS=自动化立体仓库；inventory=库存
warehouse=仓库；cycle count=盘点；putaway=上架；picking=拣选
shuttle=穿梭车；miniload=料箱立库；stocker=仓储
AGV=自动导引车；AMR=自主移动机器人；OHT=天车搬运；AMHS=厂内物流搬运
SLAM=导航定位；kitting=配套配送；milk run=循环配送
hazardous=危险；EHS=安全环保；HSE=安全环保；confined space=密闭空间；HAZOP=安全风险；PPE=防护用品；interlock=联锁
EMS=能源管理；energy=能源；power=电力；peak shaving=削峰填谷；PUE=能效
LCA=碳足迹；carbon=碳排放；CCER=碳交易；CCUS=碳捕集；footprint=碳足迹；emission=排放；MRV=碳核查
CEMS=烟气在线监测；COD=废水；VOC=废气；VOCs=废气；wastewater=废水
SMED=快速换产；changeover=换产；FMS=柔性制造；flexible=柔性；quick change=快速换型
setpoint=设定值；R2R=批次工艺调优；run-to-run=批次工艺调优；RTO=实时优化；optimization=优化；bayesian=参数寻优
APC=先进过程控制；MPC=模型预测控制；DMC=模型预测控制
feedforward=前馈控制；PID=回路控制；closed loop=闭环控制；DCS=过程控制
cobot=协作机器人；operator=操作工；exoskeleton=外骨骼；HRC=人机协作；pick and place=抓取放置；wearable=智能穿戴
AOI=自动光学检测；SPI=锡膏检测；inspection=检测
machine vision=机器视觉；vision=视觉；inline=在线；metrology=量测；defect=缺陷
X-ray=射线检测；CCD=视觉检测；false call=误判
traceability=追溯；genealogy=谱系追溯；lot=批次；barcode=条码；RFID=标识；backward=反向追溯
SPC=统计过程控制；FMEA=失效模式；root cause=根因分析；RCA=根因分析
8D=质量改进；CAPA=纠正预防；yield=良率；Cpk=过程能力；QMS=质量管理
SCADA=数据采集监控；OPC=数据采集；Modbus=协议转换；IoT=物联；alarm=报警；OEE=设备综合效率；EAP=设备联网；SECS=设备通信
equipment status=设备状态；remote stop=远程停机
PHM=故障预测；FDC=故障检测；predictive maintenance=预测性维护
vibration=振动；anomaly=异常；RUL=剩余寿命；bearing=轴承故障
TPM=设备维护；CMMS=维修工单；EAM=设备资产维修；work order=工单
spare part=备件；PM=保养；MTTR=维修时间；lubrication=润滑
BI=经营分析；RPA=流程自动化；decision=决策；agent=智能体；what-if=沙盘推演；P&L=利润；scenario=情景模拟
lean=精益；six sigma=六西格玛；6S=精益现场；5S=精益现场；kaizen=持续改善；VSM=价值流；muda=浪费
configurator=选配；CPQ=选配报价；MTO=按单定制；customization=定制
mass customization=规模化定制；C2M=用户定制；modular=模块化
CRM=客户关系；SFA=销售管理；persona=用户画像；pricing=定价报价；campaign=营销；churn=客户流失
remote monitoring=远程监控；remote diagnosis=远程诊断；OTA=远程升级
field service=现场服务；installed base=已售设备；telematics=车联远程
subscription=订阅；pay per use=按使用付费；pay-per-use=按使用付费；SaaS=软件订阅；leasing=租赁；as a service=服务化
VOC feedback=客户之声；NPS=客户满意度；chatbot=智能客服；ticket=客服工单；call center=客服中心；helpdesk=信息技术支持
SRM=供应商关系管理；supplier=供应商；scorecard=供应商评分；onboarding=准入；sourcing=寻源；vendor=供应商；tiering=分级
procurement=采购；PO=采购订单；purchase=采购；VMI=供应商库存协同；ASN=送货通知；buyer=采购员；JIT=准时供货
supply chain=供应链；control tower=供应链控制塔；risk=风险；resilience=韧性；single source=单一来源；disruption=断供
TMS=运输管理；GPS=定位；ETA=到达时间；carrier=承运商
multi-stop=多点配送；truck=货车；cold chain=冷链；last mile=末端配送
GL=总账；payroll=薪酬；OA=办公；budget=预算；HR=人事；HRM=人事；expense=报销
"""


@lru_cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    meaning = {
        term.lower(): chinese
        for pair in _TERMS.replace("\n", "；").split("；")
        if pair
        for term, chinese in (pair.split("="),)
    }
    words = "|".join(re.escape(term) for term in sorted(meaning, key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])"), meaning


def explain_jargon(text: str) -> tuple[str, ...]:
    """The Chinese meanings of the English terms in `text` (folded to lower case), in order."""
    pattern, meaning = _table()
    return tuple(meaning[match.group()] for match in pattern.finditer(text))
