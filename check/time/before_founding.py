"""T-02, T-03 in words: the company at work, or its figures, in a year in which it was not there yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, read_days
from check.once import sentence_around
from check.sought import Sought
from check.spelling import fold_text
from check.telling import claim_sentence, tell_texts, texts_with
from check.time.dated_rows import tell_drawn
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Field

OWN = r"本?公司|本?企业|[我本]厂|我司|我们|我公司|我单位"
WORK = (
    r"(?:开工|动工|启动|着手|引[进入]|购[入置进]|建成|建起|建设|新建|扩建|投产|投用|投运|上线|改造|技改|实施|部署|立项"
    r"|研制|研发|量产|试制|安装)"
)
_WHEN = (
    r"(?<![\d.—–~～至-])(?P<y{0}>(?:19|20)\d{{2}})年(?:(?P<m{0}>1[0-2]|0?[1-9])月)?(?:\d{{1,2}}日)?[初中末底春夏秋冬]?"
    r"(?:前后|以来|起)?"
)
#: 2009年6月公司即开工改造…; 公司早在2009年就引进了…; 2009年6月开工改造…
WORKS = Sought(
    rf"{_WHEN.format(1)}[，,]?(?:{OWN})[\u4e00-\u9fff]{{0,8}}?{WORK}"
    rf"|(?:{OWN})(?:[便就早最自从在于]|开始|即|已)*{_WHEN.format(2)}[，,]?[\u4e00-\u9fff]{{0,8}}?{WORK}"
    rf"|(?:^|[。；;：:，,\n])(?:早?[在于从自])?{_WHEN.format(3)}[，,]?[便就即已正式率先]{{0,3}}{WORK}"
    rf"|(?:[本该](?:期|次)?(?:项目|产线|生产线|系统|场景|平台|工程|工厂|车间))(?:早?[在于从自])?{_WHEN.format(4)}[，,]?[便就即已正式率先]{{0,3}}{WORK}"
)
#: 公司成立于2021年5月: its own day, which the sentence tells beside what it did before.
_FOUNDED = r"(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
FOUNDED = re.compile(
    rf"(?:注册|登记)?(?:成立|设立)(?:于|在)?{_FOUNDED}|{_FOUNDED}(?:正式)?(?:注册|登记)?(?:成立|设立)(?!的|前)"
)
#: 第一步（2012.3—2012.11）, 一期：2009-03起.
STEP = Sought(
    r"(?:第[一1]步|[一首]期|第一阶段|首批|启动)[^。；;，,\d]{0,8}[（(:：]\s*(?P<y>(?:19|20)\d{2})[年.\-/](?P<m>1[0-2]|0?[1-9])(?!\d)"
)
#: 合并报表, 工序合并 are none of the company's own story; 两厂合并组建, 吸收合并 are.
MERGED = re.compile(r"(?<!吸收)(?<!公司)(?<!企业)(?<!厂)合并(?!组建|成立|重组|而|设立|新设|后(?:成立|组建|的公司))")
#: A row of a table: 一期 | 2010年4月—2011年5月 | 本公司首期工程.
ROW = re.compile(r"(?P<y>(?:19|20)\d{2})年(?:(?P<m>1[0-2]|0?[1-9])月)?")
ROW_WORK = re.compile(rf"{WORK}|工程|项目|[一首]期|产线|生产线")
#: Another's doing, or what was there before the company.
OTHER = re.compile(
    r"集团|股东|母公司|总公司|子公司|分公司|前身|原[^料材子理始油煤矿]|老厂|法定代表人|董事长|总经理|创始人|先生|女士|供应商|客户|合作|协作|外协|代工|[甲乙对双]方|设备厂|同行|行业|国内|全国"
    r"|全省|国家|政府|园区|世界|该公司|对方|院|大学|收购|接手|受让|承接|租赁|二手|厂房|专利|标准|成立|筹[建备]|注册"
)


def find_figures_before(case: Case, founded: Field, day: Days, told: bool) -> Iterator[Answer]:
    """E (W where a predecessor is told of): a figure of the company itself for a year before its founding."""
    early = dict[str, list[Claim]]()
    for claim in case.submission.claims:
        if not re.match(r"(?:19|20)\d{2}(?!.*/)", claim.period) or int(claim.period[:4]) >= day.first.year:
            continue
        if claim.concept not in case.param("figures") or claim.planned or claim.scope not in ("", "company"):
            continue
        if claim.relation in ("change", "ratio") or not claim.amount.value:
            continue
        sentence = claim_sentence(case, claim)
        if OTHER.search(sentence) or tells_predecessor(case, sentence):
            continue
        early.setdefault(claim.place.path.rpartition("/r")[0] or claim.place.path, []).append(claim)
    for claims in early.values():
        yield case.finding(
            f"“{'”“'.join(claim.text for claim in claims[:2])}”，成立时间为{founded.value}，成立之前不应有经营数据，"
            "请核实是否承继原企业。",
            *claims[:3],
            founded,
            severity=Severity.W if told else Severity.E,
            expected=f"{founded.value[:4]}年及以后",
            found=claims[0].period[:4],
        )


def find_works_before(case: Case, founded: Field, day: Days) -> Iterator[Answer]:
    """W: works of the company itself that began or ended before it was founded; nothing with a predecessor."""
    if any(tells_predecessor(case, text.text) for text in tell_texts(case)):
        return
    said = set[str]()
    for text in texts_with(case, WORKS, STEP):
        for hit in WORKS.finditer(text.text):
            sentence = sentence_around(text.text, hit.start(), hit.start())
            year, month = (next((one for n in "1234" if (one := hit[f"{part}{n}"])), None) for part in "ym")
            own = FOUNDED.sub(lambda told: "" if founded.value[:4] in told[0] else told[0], sentence)
            if sentence in said or not year or not is_before(year, month, day) or OTHER.search(own):
                continue
            said.add(sentence)
            yield tell(case, hit[0], text.place, founded, year)
        for hit in STEP.finditer(text.text):
            sentence = sentence_around(text.text, hit.start(), hit.start())
            if sentence not in said and is_before(hit["y"], hit["m"], day) and not OTHER.search(sentence):
                said.add(sentence)
                yield tell(case, hit[0], text.place, founded, hit["y"])
    for row, place in tell_drawn(case):
        drawn = ROW.search(row)
        if drawn is None or not is_before(drawn["y"], drawn["m"], day) or not re.search(OWN, row):
            continue
        if ROW_WORK.search(row) and not OTHER.search(row):
            yield tell(case, row, place, founded, drawn["y"])


def tells_predecessor(case: Case, text: str) -> bool:
    """Whether words tell of a company that this one goes on from."""
    own = MERGED.sub("", text)
    return any(word in own for word in case.param("predecessor"))


def is_before(year: str, month: str | None, founding: Days) -> bool:
    day = read_days(f"{year}-{int(month):02d}" if month else year)
    return day is not None and founding.surely_after(day)


def tell(case: Case, words: str, place: Place, founded: Field, year: str) -> Answer:
    words = words.lstrip("，,、：: ")
    return case.finding(
        f"书中称“{fold_text(words)[:40]}”，成立时间为{founded.value}，其时企业尚未成立，请核实（前身、原企业的建设除外）。",
        place.quoting(words),
        founded,
        severity=Severity.W,
        about=(f"{place.path}“{words[:20]}”",),
        expected=f"不早于{founded.value}",
        found=f"{year}年",
    )
