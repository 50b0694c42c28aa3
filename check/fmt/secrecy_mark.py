"""FMT-24: marks of secrecy in the texts, the margins and on the covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.sought import Sought
from check.telling import tell_texts
from model.document import TraceKind
from model.place import Place

#: 秘密★, 机密★5年, 绝密, 内部资料 注意保密: a mark stands alone, it is no word of a sentence.
MARK = Sought(
    r"(?:秘密|机密|绝密)\s*★|内部(?:资料|文件)\s*[,，]?\s*(?:注意保密|请勿外传|严禁外传)|密级\s*[:：]\s*(?:秘密|机密|绝密)"
    r"|国家秘密\s*[（(](?:秘密|机密|绝密)级?[)）]|阅后(?:退回|收回|销毁)"
)
#: In a running head, a foot or a watermark the word stands by itself beside the name of the company.
IN_MARGIN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?:公司|企业|商业|内部|核心)(?:秘密|机密|绝密)|(?:秘密|机密|绝密))(?:级|文件|资料|件)?(?![\u4e00-\u9fff])"
)
ALONE = re.compile(r"^[【\[（(]?(?:(?:内部|商业|企业|公司)?(?:秘密|机密|绝密)(?:级|件)?)[】\])）]?$")


@rule("FMT-24")
def find_secrecy_mark(case: Case) -> Iterator[Answer]:
    """W for each mark; 保密制度 and the like are words of a sentence, not marks."""
    texts = list(tell_texts(case))
    if not texts and not case.submission.fields:
        raise NotChecked("正文未读到，无法核对。")
    told = set[str]()
    for text in texts:
        hit = MARK.search(text.text) or next(
            (m for line in text.text.splitlines() if (m := ALONE.match(line.strip()))), None
        )
        if hit is not None:
            yield case.finding(
                f"材料中有“{hit[0]}”字样，申报材料不得涉及国家秘密、商业秘密，请核实。",
                text.place.quoting(hit[0]),
                about=(text.key,),
                expected="无密级标志",
                found=hit[0],
            )
            told.add(hit[0])
    yield from find_margin_marks(case, told)
    yield Agreed()


PLACES_OF_MARKS = {TraceKind.MARGIN: "页眉、页脚", TraceKind.WATERMARK: "水印", TraceKind.COVER: "封面"}


def find_margin_marks(case: Case, in_prose: Set[str]) -> Iterator[Answer]:
    """W for each mark in heads, feet, watermarks and on covers of the files; the same words of a file once, and of the
    book not where its prose says them."""
    for paper in case.submission.papers:
        told = set(in_prose) if paper.kind == case.submission.form else set[str]()
        for trace in paper.traces:
            if trace.kind not in PLACES_OF_MARKS:
                continue
            hit = MARK.search(trace.text) or IN_MARGIN.search(trace.text)
            if hit is None or hit[0] in told:
                continue
            told.add(hit[0])
            where = PLACES_OF_MARKS[trace.kind]
            yield case.finding(
                f"《{paper.file}》{where}有“{hit[0]}”字样，申报材料不得涉及国家秘密、商业秘密，请核实。",
                trace.place or Place(paper.file, "properties", text=trace.text),
                expected="无密级标志",
                found=trace.text,
            )
