"""REG-01 and REG-02 in the book's own words: terms of rows and of re-reviews, re-reviews asked for too late."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.dates import Days, add_months, read_days
from check.letters import say_source, tell_everywhere, tell_rows
from check.numerals import read_number, whole_of
from check.sought import Sought
from check.telling import Text
from model.finding import Severity

_CARRIER = r"(?:优秀场景|基础级|先进级)"
#: 复核通过，有效期顺延五年: what a re-review adds is a term of its own.
ADDED = Sought(r"(?:顺延|延长|延续|延展|续延|续期|展期|续展)(?:为|至|了)?(?P<n>[一二两三四五六七八九十]|\d{1,2})年")
AGAIN = re.compile(r"复核|复审|复评")
OTHERS = re.compile(r"国家|工信部|工业和信息化部|四部门|市级|区级|集团内")
_NOT_YET = r"(?:未|没有?|尚未|从未)(?:曾|能|再|去|按期|及时)*"
#: 至今未办理复核, 此后未参加复审.
UNREVIEWED = re.compile(r"(?:未|没有?|尚无|从未)[^，,。；;]{0,8}(?:复核|复审|复评|延续|续期)")
REVIEWED = re.compile(r"复核|复审|复评|延续|续期|重新认定|再次认定|申请|拟|争取|计划")


#: 已于2023年10月到期，一直没有复核: over, by the book's own words.
LAPSED = Sought(
    rf"(?:已(?:经|于)?|早已?|早就)[^，,。；;]{{0,12}}?(?:到期|过期|期满|届满|失效)[^。；;]{{0,16}}?{_NOT_YET}[^，,。；;]{{0,6}}(?:复[审核评]|续期|延续)"
)


def find_lapsed(case: Case) -> Iterator[Answer]:
    """REG-01, W, once: the book says that a title has run out and was not renewed."""
    for text, sentence in tell_everywhere(case, LAPSED):
        hit = LAPSED.search(sentence)
        if hit and re.search(rf"{_CARRIER}|称号|智能工厂|数字化车间", sentence) and not OTHERS.search(sentence):
            yield case.finding(
                f"{say_source(text)}“{sentence.strip()[:80]}”，称号已过有效期，请核实是否复核。",
                text.place.quoting(hit[0]),
                severity=Severity.W,
                about=("history.valid",),
                expected="有效期内或已复核",
                found=hit[0],
            )
            return


#: 有效期与备注, 到期时间 over a column; 四年，至2028年12月17日 in it.
_TERM_HEAD = re.compile(r"有效|期限|到期|截止")
#: 有效期至2028年12月 under 备注 or 状态.
_TERM_SAID = re.compile(r"有效期|有效至|到期|期满")
_DAY = re.compile(r"(20\d{2})\s*[年.．/-]\s*(\d{1,2})\s*[月.．/-]?(?:\s*(\d{1,2})\s*日?)?")
_YEARS = re.compile(r"(?<![\d年月])(?P<n>[一二两三四五六七八九十]|\d)\s*年(?!\d|[底末初中度])")


def find_row_terms(case: Case, years: int) -> Iterator[Answer]:
    """W: the row of a title in a table with its day and a term or end other than the law's."""
    for grid in case.submission.grids:
        head = grid.rows[0] if grid.own and len(grid.rows) > 1 else ()
        headed = [n for n, cell in enumerate(head) if _TERM_HEAD.search(cell.text)]
        for row in grid.rows[1:] if len(set(head)) > 2 else ():
            text = " ".join(cell.text for cell in row)
            terms = headed or [n for n, cell in enumerate(row) if _TERM_SAID.search(cell.text)]
            if not terms or len(row) != len(head):
                continue
            if not re.search(_CARRIER, text) or OTHERS.search(text) or is_reviewed(text):
                continue
            day = next((hit for n, c in enumerate(row) if n not in terms and (hit := _DAY.search(c.text))), None)
            granted = _read_day(day)
            cell = row[terms[0]]
            told, ends = _YEARS.search(cell.text), _read_day(_DAY.search(cell.text))
            odd = told is not None and read_number(told["n"]) != years
            if granted and ends and not odd:
                odd = not fits(granted, ends, years)
            if granted and odd:
                yield case.finding(
                    f"表中“{row[0].text.strip()}”有效期“{cell.text.strip()[:40]}”，该称号有效期为{years}年，"
                    f"应至{end_of(granted, years)}，请核实。",
                    cell.place.quoting(cell.text),
                    severity=Severity.W,
                    about=("history.valid",),
                    expected=f"{years}年",
                    found=cell.text.strip(),
                )


def _read_day(hit: re.Match[str] | None) -> Days | None:
    return read_days("-".join(part.zfill(2) for part in hit.groups() if part)) if hit else None


def is_reviewed(sentence: str) -> bool:
    return REVIEWED.search(UNREVIEWED.sub("", sentence)) is not None


def find_added_terms(case: Case, years: int) -> Iterator[Answer]:
    """W, once: 复核通过，有效期顺延五年, where the law adds three."""
    for text, sentence in tell_everywhere(case, ADDED):
        hit = ADDED.search(sentence)
        if hit is None or not AGAIN.search(sentence) or OTHERS.search(sentence) or read_number(hit["n"]) == years:
            continue
        yield case.finding(
            f"{say_source(text)}“{sentence.strip()[:60]}”，复核通过后有效期延长{years}年，请核实。",
            text.place.quoting(hit[0]),
            severity=Severity.W,
            about=("history.valid",),
            expected=f"{years}年",
            found=hit[0],
        )
        return


def fits(granted: Days, end: Days, years: int) -> bool:
    """A month more or less is the printing's."""
    return (
        end.first <= add_months(granted.last, 12 * years + 1) and add_months(granted.first, 12 * years - 1) <= end.last
    )


def end_of(granted: Days, years: int) -> str:
    return add_months(granted.last, 12 * years).isoformat()


#: 到期当月提交复审材料 · 到期前一个月申请复核.
_ASKS = r"(?:提出|提交|递交|发起|报送|申请|启动|去?办理?|去?递|送|交)[^。；;，,\d]{0,8}(?:复审|复核|复评|续评|重新认定)"
_REVIEW = r"(?:复审|复核|复评|续评|续期|重新认定)"
#: 打算到期以后再办复核, 满三年后再申请复核.
AFTER_END = Sought(
    rf"(?:到期|届满|期满|满三年)(?:之?后|以后)[^。；;，,]{{0,4}}?(?:再|才)?[^。；;，,]{{0,4}}?(?:办理?|申请|提出|提交|报送?|启动|着手|进行|开展|准备)[^。；;，,]{{0,8}}{_REVIEW}"
    rf"|(?:到期|届满|期满)[，,][^。；;，,]{{0,4}}?{_REVIEW}[^。；;，,]{{0,6}}?(?:打算|准备|计划|拟|放|拖|等)[^。；;，,]{{0,4}}?(?:元旦|春节|年后|过年|过完年|明年|来年)[^。；;，,]{{0,4}}?(?:后|再)"
    rf"|{_REVIEW}[^。；;，,]{{0,16}}?(?:到期|届满|期满|满三年)(?:之?后|以后)"
)
ASKED_LATE = Sought(
    rf"(?:到期|届满|期满)(?:的)?(?P<late>当月|当天|后|之后|以后|前(?:的)?(?P<n>[一二两三四五六七八九十半]{{1,3}}|\d{{1,3}})个?(?P<unit>月|周|天|日))[^。；;，,]{{0,8}}{_ASKS}"
)


TITLE = Sought(rf"{_CARRIER}|称号|智能工厂|优秀场景|数字化车间")


def find_told_reviews(case: Case, months: int) -> Iterator[Answer]:
    """REG-02, W, once: book or letter puts the request for re-review at the end or behind it, without its day."""
    last = ""
    for text, one in tell_everywhere(case, ASKED_LATE, AFTER_END):
        sentence = f"{last}；{one}" if last and last in text.text else one  # the title is named in the sentence before
        last = one
        of_row = text.place.path.rpartition("/")[2].startswith("r")  # the row's head names the title
        late = ASKED_LATE.search(sentence)
        said = late if late and not _in_time(late, months) else AFTER_END.search(sentence)
        if said and (of_row or TITLE.search(sentence)):
            whole = (one if said[0] in one else sentence).strip()
            yield tell_late(case, text, f"{say_source(text)}“{whole[:60]}”", said[0], months)
            return


def tell_late(case: Case, text: Text, words: str, said: str, months: int) -> Answer:
    return case.finding(
        f"{words}，复核申请应在有效期结束前{months}个月提出，请核实。",
        text.place.quoting(said),
        severity=Severity.W,
        about=("history.review",),
        expected=f"有效期结束前{months}个月",
        found=said,
    )


def _in_time(late: re.Match[str], months: int) -> bool:
    """Whether 到期前三个月 leaves the months the law asks for."""
    if late["n"] is None or "半" in late["n"]:
        return False
    days = {"月": 30, "周": 7}.get(late["unit"], 1)
    return whole_of(late["n"]) * days >= months * 30


#: 2024年复核未通过，降为基础级: a re-review that the title did not pass, in sentence or row.
FAILED = Sought(
    rf"{_REVIEW}[^。；;]{{0,8}}?(?:未(?:能|予|获)?通过|不(?:予)?通过|不合格|没有?通过|不达标)|(?:未(?:能|获)?|没有?)通过[^。；;，,]{{0,8}}?{_REVIEW}"
)
_OTHER_REVIEW = re.compile(
    r"高新|专精特新|体系|资质|质量|财务|环评|许可|标准化|企业技术中心|供应商|客户|产品|零件|工序|批次|图纸|数据|报警|"
    r"如|若|则|应当|规定|办法|从未|没有出现|未出现|子公司|同行"
)


def find_failed_told(case: Case) -> Iterator[Answer]:
    """REG-03, I, once: the book itself says that a title held did not pass its re-review."""
    for text, sentence in (*tell_everywhere(case, FAILED), *tell_rows(case, FAILED)):
        hit = FAILED.search(sentence)
        if hit and not _OTHER_REVIEW.search(sentence):
            yield case.finding(
                f"{say_source(text)}“{sentence.strip()[:80]}”，请核实处理后的级别和限制。",
                text.place.quoting(text.text if text.key == "grid" else hit[0]),
                about=("history.state",),
                expected="复核通过",
                found=hit[0],
            )
            return


#: 称号还有不到两个月到期, 有效期仅剩1个月.
_LEFT = r"(?:还有|仅剩|只剩|剩余|还剩|余)(?:下)?(?P<{0}u>不到|不足)?(?P<{0}>[一二两三半]|\d)个?多?月"
LEFT = Sought(
    rf"(?:有效期|期限|到期|届满|期满)[^，,。；;\d]{{0,6}}?{_LEFT.format('a')}|{_LEFT.format('b')}[^，,。；;]{{0,6}}?(?:到期|届满|期满|失效)"
)
DONE = re.compile(
    rf"{_REVIEW}[^，,。；;]{{0,8}}(?:通过|完成|合格|受理)|通过[^，,。；;]{{0,4}}{_REVIEW}|规定|办法|要求|不予|前[^，,。；;]{{0,4}}已"
)


def find_little_left(case: Case, months: int) -> Iterator[Answer]:
    """REG-02, W, once: the re-review of a title is being asked for, and less than the law's months are left of it."""
    for text, sentence in tell_everywhere(case, LEFT):
        hit = LEFT.search(sentence)
        if hit is None or not re.search(_REVIEW, sentence) or DONE.search(sentence) or not TITLE.search(sentence):
            continue
        left, under = hit["a"] or hit["b"], bool(hit["au"] or hit["bu"])
        if left == "半" or read_number(left) < months + under:
            yield tell_late(case, text, f"{say_source(text)}“{sentence.strip()[:60]}”", hit[0], months)
            return
