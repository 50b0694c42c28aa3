"""REG-04, ELIG-C-10: a title withdrawn, or an application thrown out, not long ago, as the book itself tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import MONTH_TOLD, Days, add_months, read_days
from check.letters import say_source, tell_everywhere
from check.sought import Sought
from model.finding import Severity

#: What brings the ban of 第二十三 to 第二十五条 with it, and whose doing it is.
CAUSE = Sought(
    r"弄虚作假|造假|作假|虚报|瞒报"
    r"|申报(?:材料|书|表|资料|的?数据|的?内容)[^。；;]{0,20}?(?:不实|虚假|失实|不符|不一致|出入|不真实)"
    r"|(?:工信|主管部门|专家组)[^。；;]{0,16}?(?:核查|抽查|复核)[^。；;]{0,24}?(?:不实|虚假|不符|不一致|出入)"
    r"|(?:材料|数据|内容)[^，,。；;]{0,6}(?:不实|虚假|失实|不符)|提供虚假|严重不符|严重失信|偷税|漏税|(?:较大|重大)[^，,。；;]{0,8}事故"
)
PUNISHED = Sought(
    rf"{MONTH_TOLD}[^。；;]{{0,40}}?(?:取消|撤销|撤消|不予受理|终止|限制|剔除)[^。；;]{{0,16}}?(?:申报|资格|称号|智能工厂|场景|基础级|先进级)"
    r"|(?P<y2>20\d{2})年(?:(?P<m2>\d{1,2})月)?[^。；;]{0,16}?(?:称号|申报资格|资格)[^。；;]{0,16}?(?:取消|撤销|撤消|收回)"
)
_TITLE = r"(?:智能工厂|数字化车间|优秀场景|基础级|先进级)"
_DATE = r"(?:(?:于|在|自)?20\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?[，,]?)?"
_UNDONE = r"(?:取消|撤销|撤消|收回|摘牌)"
#: 2023年获评的省级智能工厂称号因发生安全事故，于2025年3月被省工信厅取消; 2024年6月被取消先进级称号: whatever the cause.
LOST = Sought(
    rf"{_TITLE}(?:称号|资格|认定|荣誉)?(?:项目)?[，,]?{_DATE}(?:[，,]?(?:因|由于)[^。；;，,]{{2,30}})?[，,]?{_DATE}(?:被|遭|予以)[^。；;，,]{{0,14}}?{_UNDONE}"
    rf"|(?:工信|主管部门|省厅)[^。；;]{{0,24}}?{_UNDONE}(?:了|我|本|公司|司|厂|企业|其|的)*[^。；;，,]{{0,10}}?{_TITLE}(?:称号|资格|认定|荣誉)(?!的?[^。；;，,]{{0,4}}(?:费|材料|申报|流程|程序|环节|要求|限制))"
    rf"|{_TITLE}[^。；;]{{0,50}}?(?:被|遭|予以)[^。；;，,]{{0,14}}?{_UNDONE}(?:了|其|该|上述|已获评?的?)*(?:称号|资格|认定|荣誉)"
    rf"|(?:被|遭|予以)[^。；;，,]{{0,14}}?{_UNDONE}(?:了|其|该)?[^。；;，,]{{0,16}}?{_TITLE}(?:称号|资格|认定|荣誉)"
)
DATED = re.compile(r"(20\d{2})年(?:(\d{1,2})月)?")
#: A title that was not renewed, of one's own will, or of another programme brings no ban with it.
NO_CAUSE = re.compile(r"复核|复审|有效期|到期|自愿|主动|申请|更名|合并|重组|国家级|市级|区级|县级|未来工厂|灯塔|绿色")
#: Words that a message to people does not repeat.
NEUTRAL = re.compile(r"弄虚作假|造假|作假|虚假|伪造")
#: The ban is over, or it was another's.
SERVED = re.compile(
    r"期满|已满|解除|恢复|撤回|更正|供应商|客户|其他企业|同行|某企业|信用修复|未(?:发生|出现|被|曾)|没有|无"
)


def find_told_punished(case: Case, years: int) -> Iterator[Answer]:
    """W: a withdrawal told with its date, less than the law's years ago: for a cause that bars from applying, or of a
    title of this ladder for a cause that is another or untold."""
    declared = case.field("declare_date")
    day = read_days(declared.value) if declared else None
    if declared is None or day is None:
        return
    for text, sentence in tell_everywhere(case, CAUSE, LOST):
        since = None if SERVED.search(UNHEEDED.sub("", sentence)) else withdrawn(sentence)
        if since is None or day.first < since.first or day.first >= add_months(since.last, 12 * years):
            continue
        yield case.finding(
            f"{say_source(text)}“{NEUTRAL.sub('……', sentence.strip()[:60])}”，处理后至少{years}年内不得再次申报，"
            f"申报日期{declared.value}，请核实限制期是否已满。",
            declared,
            text.place.quoting(sentence.strip()),
            severity=Severity.W,
            about=("history.ban",),
            expected=f"{add_months(since.last, 12 * years).isoformat()}之后",
            found=declared.value,
        )
        return


#: What the firm left undone is why, not a denial: 因未按期提交总结被取消.
UNHEEDED = re.compile(r"(?:因|由于)[^。；;，,]{0,24}?(?:未|没有|无)[^。；;，,]{0,24}")


def withdrawn(sentence: str) -> Days | None:
    """The month or year of the withdrawal that a sentence tells: the last one told before its word."""
    lost = None if NO_CAUSE.search(sentence) else LOST.search(sentence)
    hit = PUNISHED.search(sentence) if CAUSE.search(sentence) else None
    if (end := (lost or hit)) is None:
        return None
    dates = list(DATED.finditer(sentence, 0, end.end()))
    if not dates:
        return None
    year, month = dates[-1].groups()
    return read_days(f"{year}-{int(month):02d}" if month else year)
