"""DATE-04: what the prose tells as done in a month after the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, read_days
from check.telling import Text, tell_texts
from model.finding import Severity
from model.submission import Field

#: A deed done in a month: 2025年12月获得“…”发明专利授权; 2025年12月，公司被省科技厅授予…; 2025年12月经学会鉴定.
DEED = re.compile(
    r"(?P<year>20\d{2})年(?P<month>\d{1,2})月(?:\d{1,2}日)?(?:[，,]\s*)?(?:[^，。；,;\n）)]{0,10}?|[^，。；,;\n）)]{0,12}?[被由经获]\s*[^，。；,;\n）)]{2,26}?(?=(?:认定|评定|评|列|升)为|授予|授牌|表彰|鉴定|批准|核发|颁发|颁布|登记))"
    r"(?:已(?!有|知|签未)|颁发|获?颁|核发|签发|出具|授予|授牌|表彰|揭牌|发证|评定为|评为|列为|认定为|升为|获得?(?!益|利|客)|拿到|拿下|通过(?!.{0,4}(?:后|将))|颁布|发布|出版|授权|登记|批准|建成|启用|上线|投用|投产|落成|完工|取得|获评|荣获|获批|摘得|斩获|捧得|捧回|夺得|揽获|喜获|赢得|获颁|评上|上榜|领到|领取|收到|办结|结题|被评为|被认定为|入选|通过(?:验收|评估|认证|鉴定)|(?<=[会院所心协司])鉴定|建成投产|正式投产|竣工|完成验收)"
)
#: Behind a comma stands a clause of its own: only what is granted is told of so (2025年12月，公司获评…), no condition.
APART = re.compile(r"月(?:\d{1,2}日)?[，,]")
GRANTED = re.compile(
    r"(?:授予|授牌|表彰|评为|评定为|列为|认定为|荣获|获评|获颁|获批|入选|颁发|斩获|摘得|喜获|登记|批准|鉴定|获得?)$"
)
#: 公司将被授予….
MEANT = re.compile(r"将[被获由经接]|拟|有望|争取")
#: 国家高新技术企业（2025年12月认定）; 省科技进步奖（2025.12）.
TITLE = re.compile(
    r"(?:称号|企业|车间|工厂|奖|先锋号|基地|中心|平台|认证|示范|标杆|单位|品牌|专利|证书|[一二三]等|产品|试点|项目)[”\"》]?[（(]"
    r"(?P<year>20\d{2})[年.\-/](?P<month>1[0-2]|0?[1-9])月?(?:\d{1,2}日)?(?:获[得评批奖颁]?|认定|授[予牌权]|颁发|颁布|发证|入选|评定|取得|通过)?[）)]"
)
#: 授权公告日2025年12月9日; 获奖时间：2025年12月; 2025.12 省科技进步三等奖.
DAY_OF = re.compile(
    r"(?:授权公告日|授权日|发证日|颁证日|签发日|出具日|(?:发证|颁证|颁发|签发|出具|认定|授予|授牌|获[奖评得批]|取得|批准|登记|注册|验收|入选)(?:日期|时间|年月))(?:期)?(?:为|是|[:：])?\s*"
    r"(?P<year>20\d{2})[年.\-/](?P<month>1[0-2]|0?[1-9])(?!\d)月?(?:[.\-/]?\d{1,2}日?)?"
)
#: What the sentence of a bracket must say: titles that were given.
HONOURS = re.compile(r"获|荣誉|称号|授予|认定|评为|列为|入选|资质|取得|通过|评上")

#: Chapters and headings of what is to come.
PLANS = ("improve_plan", "promote_plan")
COMING = re.compile(r"计划|目标|展望|规划|未来|培育|下一步|举措")
HEAD = 30


def find_deeds_in_future(case: Case, declared: Field, day: Days) -> Iterator[Answer]:
    """What the prose tells as done (获得 … 授权, 建成) in a month after the declaration: W, plans left aside."""
    coming = False
    listed = (
        Text(p.key, p.text, p.place)
        for paper in case.submission.papers
        for p in paper.passages
        if p.key == "annex_list"
    )
    for text in (*tell_texts(case), *listed):
        if len(text.text) <= HEAD and not re.search("[。；;，,]", text.text):
            coming = COMING.search(text.text) is not None
        if coming or re.sub(r"\[\d+\]", "", text.key).endswith(PLANS):
            continue
        for hit in deeds_of(text.text):
            head = re.split(r"[。；;！？\n]", text.text[: hit.start()])[-1]
            days = read_days(f"{hit['year']}-{int(hit['month']):02d}") if 1 <= int(hit["month"]) <= 12 else None
            if days is None or not days.surely_after(day) or case.reference.lexicons.is_plan(head + hit[0]):
                continue
            said = re.match(
                r"(?:20\d{2}年\d{1,2}月(?:\d{1,2}日)?[，,])?[^，。；,;、\n（()）]{0,24}", text.text[hit.start() :]
            )
            shown = said[0] if said and len(said[0]) >= len(hit[0]) else hit[0]
            yield case.finding(
                f"正文称“{shown}”，晚于申报日期{declared.value}，请核实。",
                text.place.quoting(shown),
                declared,
                severity=Severity.W,
                about=(f"{text.place.path}“{shown}”",),
                expected=f"不晚于{declared.value}",
                found=f"{hit['year']}年{hit['month']}月",
            )


def deeds_of(text: str) -> Iterator[re.Match[str]]:
    """What was done in a month, in words, in brackets behind a title, or behind the name of the day."""
    for hit in DEED.finditer(text):
        if MEANT.search(hit[0]) is None and (not APART.search(hit[0]) or GRANTED.search(hit[0])):
            yield hit
    if re.search(r"[（(]20\d\d", text):
        for hit in TITLE.finditer(text):
            if HONOURS.search(re.split(r"[。；;！？\n]", text[: hit.start()])[-1] + hit[0]):
                yield hit
    if "日" in text or "时间" in text or "年月" in text:
        yield from DAY_OF.finditer(text)
