"""CMMM-02, CMMM-05: the score is not that of the level, or the assessment came after the declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.dates import read_days
from check.elig.maturity_low import read_level
from check.elig.score_told import OTHER_MODELS
from check.finance.columns import facts
from check.maturity.tabled import LABELS, tell_tabled
from check.numerals import read_number
from check.once import sentence_ahead
from check.paper_name import name_paper
from check.prose.level_differs import NAMES
from check.registry import rule
from check.sought import Sought
from check.telling import Text, tell_texts, texts_with
from model.amount import Interval
from model.finding import Cause, Severity
from model.submission import Field
from model.text import squash

_SCORE = (
    r"(?:(?:得分|打分|评分|分值|测评分|总分|分数)(?:为|是|达到?|[:：])?|(?:得|评|获|打|拿到?)(?:了|出|得)?(?=\s*[0-5零一二三四五][.点][^，,。；;]{1,4}分)|(?<=[评估断])(?=\s*[0-5]\.\d{1,3}\s*分))\s*"
    r"(?P<score>[0-5]\.\d{1,3}|[零〇一二三四五]点[零〇一二三四五六七八九]{1,3})"
)
_LEVEL = r"(?:(?P<level>[一二三四五1-5])\s*级|(?P<name>规划级|规范级|集成级|优化级|引领级)(?!别))"
SCORED = Sought(
    rf"(?:自评|评估|综合|成熟度|诊断|总|平台)[^。；;\n]{{0,6}}?{_SCORE}\s*分?[^。；;\n\d]{{0,16}}?(?<!第){_LEVEL}"
)
LEVELLED = Sought(rf"{_LEVEL}\s*[（(，,、：:][^。；;\n\d]{{0,12}}?{_SCORE}")
#: 平台测评：2.58分（三级）; 三级，2.61分 of the cell: the number says by its unit what it is.
_POINTS = r"(?P<score>[0-5]\.\d{1,3})\s*分(?!钟|贝|[之个米])"
BY_POINTS = (
    Sought(rf"(?:自评|评估|测评|成熟度|诊断|平台)[^。；;，,\n\d]{{0,8}}?{_POINTS}[^。；;\n\d]{{0,8}}?(?<!第){_LEVEL}"),
    Sought(rf"{_LEVEL}\s*[（(，,、：:]\s*{_POINTS}"),
)
#: 公司自评估综合得分2.35分: the level is that of the cell.
BARE = Sought(
    rf"(?:自评估?|自我评估|成熟度(?:自?评估?)?|CMMM(?:自?评估?)?)(?:综合|总|最终|结果|的)*{_SCORE}\s*分?(?![^。；;\n]{{0,30}}(?:级|满意))"
)
MATTER = re.compile(r"成熟度|CMMM|智能制造能力")
#: Another year's, another's, or another model's.
NOT_NOW = re.compile(rf"20\d{{2}}年|首次|上次|去年|此前|当时|原|子公司|分厂|集团|供应商|{OTHER_MODELS}", re.IGNORECASE)
#: Of a goal, of others, of one capability field among many.
ASIDE = re.compile(r"目标|要求|平均|行业|能力域|能力子域|人员|资源|制造要素|最高|最低|距|差")


@rule("CMMM-02")
def find_score_off(case: Case) -> Iterator[Answer]:
    """E only when no score that prints so lies in the band of the level: of 附件1, and of the result page attached."""
    bands = {int(level): [Decimal(str(x)) for x in band] for level, band in case.law("maturity_bands").value.items()}
    pairs = [("self_score", "self_level", "")] + [
        (f"rows[{n}].self_score", f"rows[{n}].self_level", f"第{n}行") for n in case.rows("rows")
    ]
    pairs += [
        (f.key, f"{f.key.removesuffix('.self_score')}.self_level", f"《{f.place.file}》")
        for f in case.submission.like("gs_01.rows[")
        if f.key.endswith(".self_score")
    ]
    told = [
        (case.field(score), case.field(level) or (case.field("cmmm_self_level") if not where else None), where)
        for score, level, where in pairs
    ]
    told += [
        (score, paper.fact("cmmm.level") or case.field("cmmm_self_level"), f"{name_paper(case, paper, score)}的")
        for paper in case.submission.papers
        if (score := paper.fact("cmmm.score"))
    ]
    seen = False
    for answer in (*find_told_off(case, bands), *find_bare_off(case, bands)):
        seen = True
        yield answer
    for score, level_field, where in told:
        if score is None or level_field is None:
            continue
        seen = True
        level, printed = read_level(level_field.value), read_score(score)
        if level is None or printed is None:
            yield Skipped(
                f"{where}自评得分“{score.value}”或自评等级“{level_field.value}”读不出，无法核对。", Cause.AMBIGUOUS
            )
        elif band_holds(bands, level, printed):
            yield Agreed(f"{where}{score.value}，{level_field.value}", (score.place, level_field.place))
        else:
            right = next((n for n in bands if band_holds(bands, n, printed)), None)
            yield case.finding(
                f"{where}自评得分{score.value}，自评等级为“{level_field.value}”，"
                f"该得分对应{f'{right}级' if right else '不到一级'}，请核实。",
                score,
                level_field,
                expected=f"{right}级" if right else "不到一级",
                found=level_field.value,
            )
    if not seen:
        if case.form and case.spec("rows.self_score") is None and case.spec("self_score") is None:
            raise NotChecked("申报书没有自评得分一栏（见附件1汇总表），须另行核对。", Cause.OUTSIDE)
        raise NotChecked("自评得分未填写或未读到，无法核对。")


def find_told_off(case: Case, bands: dict[int, list[Decimal]]) -> Iterator[Answer]:
    """A sentence or cell that tells score and level together: 综合得分2.41分，达到三级; 三级（自评估得分3.41）."""
    cells = [f for key in ("cmmm_self_level", "maturity") if (f := case.field(key))]
    spots = [(squash(f.text or f.value), f.place) for f in cells]  # the score stands in a line of its own
    spots += [(text.text, text.place) for text in tell_texts(case)]
    spots += [
        (f"{one.words('level')}（得分{one.words('score').removesuffix('分')}）", one.cells["score"][1])
        for one in tell_tabled(case, LABELS)
        if one.words("level") and one.words("score")
    ]
    for text, place in spots:
        named = [hit for way in (SCORED, LEVELLED) for hit in way.finditer(text)]
        bare = [hit for way in BY_POINTS for hit in way.finditer(text) if not named]
        for hit in (*named, *bare):
            level, score = read_level(f"{NAMES.get(hit['name'], hit['level'])}级"), read_number(hit["score"])
            half = Decimal(1).scaleb(int(score.as_tuple().exponent)) / 2
            if level is None or ASIDE.search(hit[0]) or case.reference.lexicons.is_plan(hit[0]):
                continue
            if band_holds(bands, level, Interval(score - half, score + half)):
                yield Agreed(f"“{hit[0]}”", (place.quoting(hit[0]),))
                continue
            right = next((n for n in bands if band_holds(bands, n, Interval(score - half, score + half))), None)
            yield case.finding(
                f"“{hit[0]}”，该得分对应{f'{right}级' if right else '不到一级'}，请核实。",
                place.quoting(hit[0]),
                about=("cmmm_self_level",),
                expected=f"{right}级" if right else "不到一级",
                found=hit[0],
            )


def find_bare_off(case: Case, bands: dict[int, list[Decimal]]) -> Iterator[Answer]:
    """W where a sentence tells the score alone and it is not in the band of the level that the cell gives."""
    own = case.field("cmmm_self_level")
    level = read_level(own.value) if own else None
    for text in texts_with(case, BARE) if own and level else ():
        for hit in BARE.finditer(text.text):
            said = sentence_ahead(text.text, hit.start()) + hit[0]
            year = case.day[:4]
            if NOT_NOW.search(said.replace(f"{year}年", "") if year else said) or ASIDE.search(said):
                continue
            score = read_number(hit["score"])
            half = Decimal(1).scaleb(int(score.as_tuple().exponent)) / 2
            if (
                not (hit[0].startswith(("自评估", "自我评估")) or MATTER.search(said))
                or case.reference.lexicons.is_plan(said)
                or level is None
                or own is None
            ):
                continue
            if band_holds(bands, level, Interval(score - half, score + half)):
                yield Agreed()
                continue
            right = next((n for n in bands if band_holds(bands, n, Interval(score - half, score + half))), None)
            yield case.finding(
                f"书中称“{hit[0]}”，{case.say(own)}，该得分对应{f'{right}级' if right else '不到一级'}，请核实。",
                text.place.quoting(hit[0]),
                own,
                severity=Severity.W,
                about=("cmmm_self_level",),
                expected=f"{right}级" if right else "不到一级",
                found=hit[0],
            )


@rule("CMMM-05")
def find_assessed_late(case: Case) -> Iterator[Answer]:
    """The submission time of each row against the day the table was filled in; of a book against its declaration; a
    self-assessment made elsewhere than on the platforms of the law."""
    elsewhere = [*find_other_platform(case), *find_told_late(case)]
    yield from elsewhere
    until = case.field("fill_date") or case.field("declare_date")
    day = read_days(until.value) if until else None
    times = [f for f in (case.field("submit_time"), *case.submission.like("rows[", "].submit_time")) if f]
    if until is None or day is None or not times:
        if elsewhere:
            return
        if case.form and case.spec("rows.submit_time") is None and case.spec("submit_time") is None:
            raise NotChecked("申报书没有自评估提交时间一栏（见附件1汇总表），须另行核对。", Cause.OUTSIDE)
        raise NotChecked("自评估提交时间或填表日期未填写或未读到，无法核对。")
    for field in times:
        days = read_days(field.value)
        if days is None:
            yield Skipped(f"自评估提交时间“{field.value}”无法解析。", Cause.AMBIGUOUS)
        elif days.surely_after(day):
            yield case.finding(
                f"自评估提交时间为{field.value}，晚于{until.value}，自评估应在申报之前，请核实。",
                field,
                until,
                about=(field.key,),
                expected=f"不晚于{until.value}",
                found=field.value,
            )
        else:
            yield Agreed()


#: 公司于2025年11月3日完成自评估并提交; 自评估提交时间：2025年12月1日.
_DAY = r"(?P<y{n}>20\d{{2}})\s*[年.．/-]\s*(?P<m{n}>\d{{1,2}})\s*[月.．/-]?\s*(?:(?P<d{n}>\d{{1,2}})日?)?"
ASSESSED = Sought(
    _DAY.format(n=1) + r"[，,]?(?:[^。；;，,\d]|3(?=mep)|3911[67](?:[-—–]2020)?){0,40}?"
    r"(?:完成|提交|开展|进行|填报|通过)[^。；;，,\d]{0,16}?自(?:评|我评估|诊断)"
    r"|自(?:评|我评估)估?(?:结果|报告|得分)?[^。；;，,\d]{0,4}?(?:提交|完成|填报|生成|导出|落款|出具|打印)(?:时间|日期|于|为)?[^。；;，,\d]{0,6}?"
    + _DAY.format(n=2)
    # 自评时间为2025年12月, 自评估报告日期：2025年11月3日
    + r"|自(?:评|我评估|诊断)(?:估)?(?:报告)?(?:时间|日期)(?:为|是|在|[:：])*\s*"
    + _DAY.format(n=5)
    # 本年的平台自评在11月6日补交: the year of the declaration
    + r"|(?:本年度?|今年|当年|此次|本次)[^。；;，,\d]{0,10}?自(?:评|我评估|诊断)[^。；;，,\d]{0,8}?"
    r"(?P<y3>)(?P<m3>\d{1,2})月(?:(?P<d3>\d{1,2})日)?"
    r"[^。；;，,\d]{0,4}?(?:补|才|方|完成|提交|交|填报|上传|做)"
    r"|自(?:评|我评估|诊断)估?[^。；;，,\d]{0,8}?"
    + _DAY.format(n=4)
    + r"[^。；;，,\d]{0,4}?(?:补|才|方|完成|提交|交|填报|上传|做)"
    # 自评得分3.12，提交于2025年12月6日; 自评三级（2025.12.6上传）: the day stands behind score and level
    + r"|自(?:评|我评估|诊断)[^。；;\n]{0,24}?[，,、(（]\s*[^。；;，,\d]{0,8}?"
    r"(?:提交|填报|上传|导出|报送)(?:完成)?(?:时间|日期|日|于|为|在|[:：])*\s*"
    + _DAY.format(n=6)
    + r"|自(?:评|我评估|诊断)[^。；;\n]{0,24}?[，,、(（]\s*(?:于|在)?"
    + _DAY.format(n=7)
    + r"(?:在?[^，,。；;\d]{0,8}平台)?(?:上)?(?:提交|填报|上传|导出|报送)"
)
#: The assessment of another thing.
OTHER_MATTER = re.compile(r"两化融合|数据管理|DCMM|安全(?:生产|标准化)|绩效|碳|能源|中小企业数字化|下一次|再次|下次")


def find_told_late(case: Case) -> Iterator[Answer]:
    """W, once: the prose says that the assessment was made after the declaration."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    cells = [f for key in ("cmmm_self_level", "maturity") if (f := case.field(key))]
    spots = [*(Text(f.key, f.text or f.value, f.place) for f in cells), *tell_texts(case)]
    for tabled in tell_tabled(case, LABELS) if declared and day else ():
        spots += (
            [Text("grid", f"自评估提交时间：{tabled.words('time')}", tabled.cells["time"][1])]
            if tabled.words("time")
            else []
        )
    for text in spots if declared and day else ():
        for hit in ASSESSED.finditer(text.text):
            said = sentence_ahead(text.text, hit.start()) + hit[0]
            if OTHER_MATTER.search(said) or case.reference.lexicons.is_plan(said):
                continue
            n = next(k for k in "1234567" if hit[f"m{k}"])
            parts = [hit[f"y{n}"] or case.day[:4], *(one.zfill(2) for k in "md" if (one := hit[f"{k}{n}"]))]
            when = read_days("-".join(parts))
            if declared and day and when and when.surely_after(day):
                yield case.finding(
                    f"书中称“{hit[0]}”，晚于申报日期{declared.value}，自评估应在申报之前，请核实。",
                    text.place.quoting(hit[0]),
                    declared,
                    about=(f"{text.place.path}“{hit[0]}”",),
                    expected=f"不晚于{declared.value}",
                    found="-".join(parts),
                )
                return
            yield Agreed()


def find_other_platform(case: Case) -> Iterator[Answer]:
    """W: 评估平台 某省工业互联网评测中心."""
    known = re.compile("|".join(case.param("platforms")), re.IGNORECASE)
    for paper, fact in facts(case, "cmmm.platform"):
        if known.search(fact.value):
            yield Agreed()
            continue
        yield case.finding(
            f"{name_paper(case, paper, fact)}的评估平台为“{fact.value}”，自评估应在国家智能制造公共服务平台开展，"
            "请核实。",
            fact,
            about=(fact.key,),
            expected="国家智能制造公共服务平台",
            found=fact.value,
        )


def read_score(field: Field) -> Interval | None:
    """The scores that print so: 3.38 is 3.375 … 3.385."""
    try:
        value = Decimal(field.value.replace("分", "").strip())
    except InvalidOperation:
        return None
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    return Interval(value - half, value + half)


def band_holds(bands: dict[int, list[Decimal]], level: int, score: Interval) -> bool:
    """Lower bound included, upper excluded but for the highest level."""
    if level not in bands:
        return False
    low, high = bands[level]
    return score.meets(Interval(low, high, high_open=level != max(bands)))
