"""T-08: a photograph taken before the works began, or after the declaration, by the camera's note, the date printed
over it or its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import Days, read_days
from check.registry import rule
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
SHOWN = re.compile(r"20\d{2}[年.\-/\d月日]*")
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
    for paper in case.submission.papers:
        for figure in paper.figures:
            hit = TAKEN.search(figure.caption) or (
                DATED.search(figure.caption) if SCENERY.search(figure.caption) else None
            )
            if hit is None or OLD_STATE.search(figure.caption):
                continue
            said = {name[0]: text for name, text in hit.groupdict().items() if text}
            year, month = said["y"], said.get("m")
            day = read_days(f"{year}-{int(month):02d}" if month else year)
            if day:
                yield paper, SHOWN.search(figure.caption, hit.start())[0], figure.place, day  # type: ignore[index]
