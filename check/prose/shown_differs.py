"""P-18 in the pictures of the book: a dashboard shows another number than the sentences and cells on the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from check.case import Agreed, Answer, Case, Skipped
from check.spelling import fold_text
from check.telling import tell_texts
from model.finding import Severity
from model.place import Place
from model.submission import Field, Paper, Passage

#: A name with its number and unit as a dashboard shows them.
TILE = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{3,14})[:：]?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff/]{1,4})"
)
NUMBER = re.compile(r"(?<![\d.])(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|％|个?百分点|[\u4e00-\u9fff/]{1,4})?")
#: 设备综合效率OEE: the name has its letters behind it, in brackets or not at all in sentences.
LETTERED = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,})(?P<letters>[A-Za-z]{2,6})")
#: 提升21% is a change; the number of a tile is a level.
CHANGE = re.compile(r"(?:提[高升]|[增上][长加升]|[下减][降少]|降低|缩短)(?:了|约|近|超过|超)?$")
#: Pictures of the state before, and of nothing that is; 前驱体, 前处理 and 原料 are of today.
ELSEWHERE = re.compile(
    r"(?:改造|技改|整改|建设|实施|升级|更新|更换|优化|智能化|数字化|投[用产运]|[启应使]用|上线|引入|以|之|此|从)前|旧|原(?![料材辅药煤油奶酒纸棉])"
    r"|演示|示例|样例|示意|测试|模拟|仿真|设计图|效果图"
)
#: 出口温度标准差0.4: how far a quantity strays is no level of it.
SPREAD = re.compile(r"标准差|偏差|波动|误差|极差|正负|±")
#: 炉压平稳，成材率由91.2%提高到94.7%: a further clause with its own quantity.
OWN = re.compile(r"[\u4e00-\u9fff]{2,12}?[率度量耗](?:由|从|为|达|提|降|升)")
BEFORE = re.compile(r"(?:由|从|原|自|前[为的]?|年)$")
PLANNED = re.compile(r"目标|计划|预计|预期|力争|规划|拟")
DAY = re.compile(r"(?<!\d)(20\d{2})\s*[年./-]\s*(1[0-2]|0?[1-9])\s*[月./-]\s*(3[01]|[12]\d|0?[1-9])(?!\d)日?")
SCREEN = re.compile(r"看板|大屏|界面|截图|截屏|平台|系统|监控|驾驶舱|画面")


#: 图3-1 of a caption; 如图3-1所示 speaks of that picture.
NUMBERED = re.compile(r"图\s*(?P<no>\d{1,2}(?:[-.—－]\d{1,2})?)")
#: 16台变送器: what the number behind the name counts is something else; 16台已联网 is not.
OF_OTHERS = re.compile(
    r"(?!接入|联网|投[用产运]|运行|在线|在用|全部|均|已|都|用于|参与|为|的|及|和|左右|以上|套)[\u4e00-\u9fff]{2}"
)
#: 自动化设备中有89台联网: the number is that of some of them.
AMONG = re.compile(r"(?:数量|总数)?(?:中|里|之中|当中|内)(?:有|的|已|，|,|约)|[,，(（]?其中")
#: 统计期2024年度, 2024年达到: a year, no month of it.
WHOLE_YEAR = re.compile(r"(20\d{2})年(?!\s*\d{1,2}月|[初中末底])")
#: How near a number comes to that of its own caption.
CAPTIONED = Decimal("0.99")


@dataclass(slots=True)
class Shown:
    """One picture: its caption, the paper it stands in, and its lines."""

    paper: Paper
    caption: Passage
    lines: list[Passage] = field(default_factory=list)

    @property
    def title(self) -> str:
        told = self.caption.text or next((one.text for one in self.lines if not re.search(r"\d", one.text)), "插图")
        return re.split(r"[。；;]", told)[0][:30]

    @property
    def years(self) -> set[str]:
        """The years of which the picture shows the whole."""
        return set(WHOLE_YEAR.findall("\n".join((self.caption.text, *(one.text for one in self.lines)))))

    @property
    def is_screen(self) -> bool:
        words = self.caption.text + "".join(one.text for one in self.lines)
        return SCREEN.search(words) is not None and not ELSEWHERE.search(self.caption.text)


def shown_of(case: Case) -> Iterator[Shown]:
    for paper in case.submission.papers:
        current: Shown | None = None
        for passage in paper.passages:
            if passage.key == "shown.caption":
                if current:
                    yield current
                current = Shown(paper, passage)
            elif passage.key == "shown" and current:
                current.lines.append(passage)
        if current:
            yield current


def find_shown_differs(case: Case) -> Iterator[Answer]:
    """W, one for a name: none of the numbers that the book tells beside it is within the slack."""
    told = set[str]()
    for picture in shown_of(case):
        if ELSEWHERE.search(picture.caption.text):
            continue
        for line in picture.lines:
            for hit in TILE.finditer(fold_text(line.text)):
                if hit["name"] in told:
                    continue
                others = list(beside_name(case, hit["name"], hit["unit"], picture))
                own = [one for one in others if one[3]]
                if not own and any(word in hit[0] for word in case.param("momentary")):
                    yield Skipped(f"插图“{picture.title}”中“{hit[0]}”为即时或当日数，未对照。")
                    continue
                value = Decimal(hit["n"].replace(",", ""))
                if not others or (hit["unit"] == "%" and value > 100):
                    continue
                told.add(hit["name"])
                slack = 1 - Decimal(case.param("slack")) / 100
                if own:
                    others, slack = own, CAPTIONED  # what is told of this very picture
                if any(near(value, other, slack) for other, *_ in others):
                    yield Agreed()
                    continue
                closest, said, place, _ = min(others, key=lambda one: abs(one[0] - value))
                if is_misread(value, closest):
                    continue
                yield case.finding(
                    f"插图“{picture.title}”显示“{hit[0]}”，申报书称“{said}”，两者不一致，请核实"
                    "（是否为其他时段或演示数据）。",
                    line.place.quoting(hit[0]),
                    place,
                    severity=Severity.W,
                    tags=("ocr",),
                    about=(f"{line.place.path}“{hit[0]}”",),
                    expected=said,
                    found=hit[0],
                )


def beside_name(case: Case, name: str, unit: str, picture: Shown) -> Iterator[tuple[Decimal, str, Place, bool]]:
    """Numbers of the unit that the book's sentences tell behind this name, up to the end of the clause on it, and
    whether its caption, or a sentence that names the picture, tells them."""
    numbered = NUMBERED.match(picture.caption.place.text.strip())
    named = re.compile(rf"图\s*{re.escape(numbered['no'])}(?![\d.-])") if numbered else None
    texts = [(one.text, one.place) for one in tell_texts(case)]
    texts += [(cell_said(case, f), f.place) for f in case.submission.fields if f.amount]
    texts += [(picture.caption.text, picture.caption.place)]
    called = re.compile(re.escape(name))
    if lettered := LETTERED.fullmatch(name):
        called = re.compile(rf"{lettered['name']}(?:[(（]?{lettered['letters']}[)）]?)?")
    for text, place in texts:
        folded = fold_text(text)
        for at in called.finditer(folded):
            rest = re.split(r"[。；;]", folded[at.end() :])[0][:60]
            if AMONG.match(rest):
                continue
            ahead = re.split(r"[。；;]", folded[: at.start()])[-1]
            start = re.split(r"[，,]", ahead)[-1]
            if PLANNED.search(start + rest[:20]):
                continue
            for further, clause in enumerate(re.split(r"[，、]|,(?!\d{3})", rest)[:3]):
                if further and OWN.match(clause):
                    break
                numbers = [
                    n
                    for n in NUMBER.finditer(clause)
                    if (n["unit"] or "").startswith(unit)
                    and not BEFORE.search(clause[: n.start()])
                    and not CHANGE.search(clause[: n.start()])
                    and not SPREAD.search(clause[: n.start()])
                    and (unit == "%" or not OF_OTHERS.match(clause[n.start("unit") + len(unit) :]))
                ]
                for number in numbers:
                    said = folded[at.start() : at.end()] + rest[: rest.find(clause) + number.end()]
                    pointed = named is not None and (named.search(ahead) or named.search(clause, number.end()))
                    own = place.path == picture.caption.place.path or bool(pointed)
                    own = own or bool(picture.years & set(WHOLE_YEAR.findall(said)))
                    yield Decimal(number["n"].replace(",", "")), said, place.quoting(said), own
                if numbers and not re.match(r"[\u4e00-\u9fff]{0,8}(?:提高|提升|达|降|增|升|至|到)", clause):
                    break


def cell_said(case: Case, cell: Field) -> str:
    """Name and number of a cell; the sign that the form prints in the name, 提升（%）, stands behind the number."""
    sign = "%" if cell.amount and cell.amount.unit == "%" and not re.search(r"[%％]", cell.text) else ""
    return f"{case.label(cell.key)}{cell.text.strip()}{sign}"


def near(one: Decimal, other: Decimal, slack: Decimal) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return large == 0 or small >= large * slack


def is_misread(one: Decimal, other: Decimal) -> bool:
    """A point lost in recognition: 964 for 96.4."""
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and any(large == small * Decimal(10) ** power for power in (1, 2))


def days_of(lines: Sequence[Passage]) -> Iterator[tuple[date, Place]]:
    """The days that stand on a picture."""
    for line in lines:
        for hit in DAY.finditer(line.text):
            try:
                yield date(int(hit[1]), int(hit[2]), int(hit[3])), line.place.quoting(hit[0])
            except ValueError:
                continue
