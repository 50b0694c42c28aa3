"""T-08: a photograph taken before the works began, or after the declaration, by the camera's own note."""

from __future__ import annotations

from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.dates import read_days
from check.registry import rule
from check.time.build_dates import read_build
from model.document import TraceKind
from model.finding import Cause


@rule("T-08")
def find_photo_time(case: Case) -> Iterator[Answer]:
    """I. Photographs of the finished line are taken after the works, so the declaration is the end."""
    photos = [
        (paper, trace, day)
        for paper in case.submission.papers
        for trace in paper.traces
        if trace.kind is TraceKind.TAKEN
        and (day := read_days(trace.date[:10]))
        and day.first.year >= case.param("believed_since")
    ]
    if not photos:
        raise NotChecked("图片中没有拍摄时间（截图、经聊天软件转发的照片不带此信息），未核对。", Cause.NOTHING)
    build = read_build(case)
    declared = case.field("declare_date")
    end = read_days(declared.value) if declared else None
    if build.start is None and end is None:
        raise NotChecked("建设起止日期、申报日期不可读，未与拍摄时间对照。", Cause.AMBIGUOUS)
    for paper, trace, day in photos:
        early = build.start is not None and build.start.surely_after(day)
        late = end is not None and day.surely_after(end)
        if not early and not late:
            yield Agreed()
            continue
        side = f"早于建设开始时间{build.first}" if early else f"晚于申报日期{declared.value if declared else ''}"
        cells = build.fields if early else ((declared,) if declared else ())
        yield case.finding(
            f"《{paper.file}》中的照片拍摄于{trace.date[:10]}，{side}，请核实（是否为改造前照片或相机时钟有误）。",
            *((trace.place,) if trace.place else ()),
            *cells,
            about=(),
            found=trace.date[:10],
        )
