"""T-08: a photograph taken before the works began, or after the declaration, by the camera's note, the date printed
over it, its caption, or a line of the text that is the caption of one that was pasted elsewhere or got lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import Days, read_days
from check.registry import rule
from check.spelling import fold_text
from check.telling import tell_texts
from check.time.build_dates import read_build
from model.document import TraceKind
from model.finding import Cause
from model.place import Place
from model.submission import Paper

#: 钣金单元（2025年6月摄）, 产线实景，拍摄时间：2024-08.
TAKEN = re.compile(
    r"(?:拍摄|摄影|摄|(?<=[实航])拍|拍(?=于))(?:于|时间|日期)?[:：为是]*\s*(?P<y1>20\d{2})[年.\-/](?P<m1>\d{1,2})?"
    r"|(?P<y2>20\d{2})[年.\-/](?:(?P<m2>\d{1,2})[月.\-/]?)?(?:\d{1,2}日?)?(?:拍摄|摄影|[实航]拍|摄(?!像)|拍(?=[)）]|$))"
)
#: 产线实景（2022年3月）: a caption of a photograph that ends or begins with a month.
DATED = re.compile(r"(?P<y1>20\d{2})[年.\-/](?P<m1>\d{1,2})(?:月|[.\-/]\d{1,2}|$)")
#: 2024-07-15 10:22: a day with the time of day is what a camera prints.
STAMPED = re.compile(r"(?P<y1>20\d{2})[年.\-/](?P<m1>\d{1,2})[月.\-/]\d{1,2}日?\s*[0-2]?\d[:时][0-5]\d")
SHOWN = re.compile(r"20\d{2}[年.\-/\d月日]*")
#: 图3-2 …, 附图一：…, 照片2 …: how a line begins that is a caption; and the letters of the longest one.
CAPTION = re.compile(
    r"[（(]?(?:附?图片?|照片|影像(?:资料)?|实景图?|插图)\s*(?:[\d一二三四五六七八九十]{1,3}(?:[-—–.．]\d{1,2})?)(?![\d年月个张幅号])"
)
LONGEST = 60
SCENERY = re.compile(r"实景|现场|照片|实拍|外景|全景|全貌|航拍|场景图|内景|俯视|车间内|实物")
#: 改造前, 原生产线 are to be older than the works; 原料堆场, 前处理线, 老化房 are places of the finished line.
OLD_STATE = re.compile(
    r"(?<![目当向面正])前(?!处理|道|纺|段|[区端罩桥轴梁驱序工]|置|后)"
    r"|原(?!料|材|辅|液|油|煤|粮|奶|浆|酒|汁|样|矿|木|棉|纸|药|粉|水|丝|糖|盐|砂|片|石|麦|毛|子|理|位)"
    r"|旧(?!料|膜|砂|件|瓶)|老(?!化|炼|师)|历史(?!数据|曲线|趋势|记录|库)|立项|奠基|开工(?!率)"
)


@rule("T-08")
def find_photo_time(case: Case) -> Iterator[Answer]:
    """I. Photographs of the finished line are taken after the works, so the declaration is the end."""
    photos = [*by_camera(case), *by_caption(case)]
    if not photos:
        raise NotChecked("图片中没有拍摄时间（截图、经聊天软件转发的照片不带此信息），未核对。", Cause.NOTHING)
    build = read_build(case)
    declared = case.field("declare_date")
    end = read_days(declared.value) if declared else None
    if build.start is None and end is None:
        raise NotChecked("建设起止日期、申报日期不可读，未与拍摄时间对照。", Cause.AMBIGUOUS)
    for paper, told, place, day in photos:
        early = build.start is not None and build.start.surely_after(day)
        late = end is not None and day.surely_after(end)
        if not early and not late:
            yield Agreed()
            continue
        side = f"早于建设开始时间{build.first}" if early else f"晚于申报日期{declared.value if declared else ''}"
        cells = build.fields if early else ((declared,) if declared else ())
        yield case.finding(
            f"《{paper.file}》中的照片拍摄于{told}，{side}，请核实（是否为改造前照片或相机时钟有误）。",
            *((place,) if place else ()),
            *cells,
            about=(),
            found=told,
        )


def by_camera(case: Case) -> Iterator[tuple[Paper, str, Place | None, Days]]:
    """(paper, the time as told, where, its days) of each photograph with a camera's note that can be believed."""
    for paper in case.submission.papers:
        for trace in paper.traces:
            day = read_days(trace.date[:10]) if trace.kind is TraceKind.TAKEN else None
            old = OLD_STATE.search(trace.shown) is not None
            if day and not old and day.first.year >= case.param("believed_since"):
                yield paper, trace.date[:10], trace.place, day


def by_caption(case: Case) -> Iterator[tuple[Paper, str, Place | None, Days]]:
    """The same of each picture whose caption says when it was taken."""
    captions = list[str]()
    for paper in case.submission.papers:
        for figure in paper.figures:
            captions.append(fold_text(figure.caption))
            if taken := taken_on(figure.caption):
                yield paper, taken[0], figure.place, taken[1]
    papers = {paper.file: paper for paper in case.submission.papers}
    for line, place in caption_lines(case):
        seen = any(one and one in fold_text(line) for one in captions)
        if place.file in papers and not seen and (taken := taken_on(line)):
            yield papers[place.file], taken[0], place.quoting(line), taken[1]


def caption_lines(case: Case) -> Iterator[tuple[str, Place]]:
    """Lines of the book and of its annexes that begin as a caption, or are short and say when a scenery was taken."""
    texts = [(text.text, text.place) for text in tell_texts(case)]
    texts += [(one.text, one.place) for paper in case.submission.papers for one in paper.passages]
    for text, place in dict.fromkeys(texts):
        for line in text.split("\n"):
            said = fold_text(line.strip())
            short = len(said) <= LONGEST and "20" in said
            if short and (CAPTION.match(said) or (SCENERY.search(said) and TAKEN.search(said))):
                yield line.strip(), place


def taken_on(caption: str) -> tuple[str, Days] | None:
    """(the day as told, its days) of the picture below a caption; None for the state before the works."""
    said = fold_text(caption)
    hit = TAKEN.search(said) or STAMPED.search(said) or (DATED.search(said) if SCENERY.search(said) else None)
    if hit is None or OLD_STATE.search(said):
        return None
    told = {name[0]: text for name, text in hit.groupdict().items() if text}
    year, month = told["y"], told.get("m")
    day = read_days(f"{year}-{int(month):02d}" if month else year)
    shown = SHOWN.search(said, hit.start())
    return (shown[0], day) if day and shown else None
