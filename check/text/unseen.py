"""TXT-07, TXT-08: words that a file holds and its page does not show; text that says other digits than are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, NotChecked
from check.registry import rule
from check.spelling import fold_text
from model.document import Status, Trace, TraceKind
from model.finding import Cause
from model.place import Box, Place
from model.submission import Paper

#: How each kind of unseen text is told.
WORDS = {
    TraceKind.HIDDEN: "隐藏（不可见）文字",
    TraceKind.PALE: "白色或极小、不可见的文字",
    TraceKind.COVERED: "被遮盖、不可见的文字",
}
_MOST, _LONG = 20, 80


@rule("TXT-07")
def find_unseen(case: Case) -> Iterator[Answer]:
    """One finding for each spot of the book with words that mean something."""
    for paper in books_of(case, read_as_text=True):
        told = 0
        for place, kind, text, shown in gather(paper):
            if is_noise(case, text, at_spot=kind is TraceKind.COVERED and place.box is not None):
                continue
            told += 1
            if told > _MOST:
                break
            instead = f"，该处显示的是“{shorten(shown)}”" if shown else ""
            yield case.finding(
                f"《{paper.file}》{WORDS[kind]}：“{shorten(text)}”，页面上看不到{instead}，请核实是否应当删去。",
                place.quoting(text),
                found=text,
            )
        if not told:
            yield Agreed()


@rule("TXT-08")
def find_disguised(case: Case) -> Iterator[Answer]:
    """What is read (copied, searched, checked) and what is seen (printed) are not the same number."""
    looked = False
    for paper in case.submission.papers:
        if not paper.status.readable or paper.status is Status.OK_OCR:
            continue
        looked = True
        disguised = [t for t in paper.traces if t.kind is TraceKind.DISGUISED]
        for trace in disguised[:_MOST]:
            yield case.finding(
                f"《{paper.file}》此处文字层（复制、检索所得）为“{trace.text}”，页面所绘为“{trace.shown}”，两者不一致，"
                "请对照原件核实。",
                trace.place or whole(paper, trace.text),
                expected=trace.shown,
                found=trace.text,
            )
        if not disguised:
            yield Agreed()
    if not looked:
        raise NotChecked("材料均由图片识别而来，没有文字层可以对照。", Cause.NOTHING)


def books_of(case: Case, read_as_text: bool = False) -> list[Paper]:
    """The papers that are the book or copies of it; NotChecked where they are but pictures of pages."""
    files = {copy.file for copy in case.submission.copies}
    books = [p for p in case.submission.papers if p.kind == case.submission.form or p.file in files]
    if not books:
        raise NotChecked("未识别出申报书，未核对。")
    if not read_as_text:
        return books
    typed = [p for p in books if p.status.readable and p.status is not Status.OK_OCR]
    if not typed:
        raise NotChecked("申报书为扫描件，没有可供核对的文字层。", Cause.NOTHING)
    return typed


def gather(paper: Paper) -> Iterator[tuple[Place, TraceKind, str, str]]:
    """Unseen text by spot, and what is seen in its place: the runs of one paragraph or cell together, covers apart."""
    spots: dict[tuple[str, TraceKind, Box | None], list[Trace]] = {}
    for trace in paper.traces:
        if trace.kind in WORDS and trace.text.strip():
            path, box = (trace.place.path, trace.place.box) if trace.place else ("", None)
            spots.setdefault((path, trace.kind, box if trace.kind is TraceKind.COVERED else None), []).append(trace)
    for (_, kind, _), traces in spots.items():
        text = "".join(trace.text for trace in traces).strip()
        yield traces[0].place or whole(paper, text), kind, text, traces[0].shown.strip()


def is_noise(case: Case, text: str, at_spot: bool = False) -> bool:
    """Numbering, field codes and bookmarks, single letters, and what the form itself prints as an instruction.

    `at_spot`: something was drawn over just this text; then its figures are no numbering.
    """
    bare = fold_text(text)
    if at_spot and re.search(r"\d", bare):
        return False
    if any(re.fullmatch(pattern, bare) for pattern in case.param("noise")):
        return True
    bare = re.sub(r"[^\w\u4e00-\u9fff]", "", bare)
    if len(bare) < case.param("fewest"):
        return True
    return any(bare in printed for printed in printed_by(case))


def printed_by(case: Case) -> Iterator[str]:
    """All that the form prints, without marks."""
    if form := case.form:
        for spec in form.fields:
            for said in (spec.label, *spec.hints):
                yield re.sub(r"[^\w\u4e00-\u9fff]", "", fold_text(said))


def whole(paper: Paper, text: str) -> Place:
    """The place of what belongs to a whole file."""
    return Place(paper.file, "properties", text=text)


def shorten(text: str) -> str:
    flat = re.sub(r"\s+", " ", text)
    return flat if len(flat) <= _LONG else f"{flat[:_LONG]}……"
