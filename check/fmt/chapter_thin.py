"""FMT-07, FMT-16, FMT-19, FMT-22, FMT-28: chapters of the book that are missing, thin, without figures or data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from check.case import Agreed, Answer, Case, NotApplicable, NotChecked, Skipped
from check.due_place import find_anywhere, name_works
from check.explain import may_be_unread
from check.fmt.required_blank import is_seen, say_glimpsed
from check.fmt.section_hollow import find_hollow_sections
from check.fold import EXCUSE
from check.length.too_long import own_text
from check.registry import rule
from check.spelling import fold_text
from check.telling import Text, find_word, tell_texts
from model.finding import Cause, Severity
from model.form import FieldSpec
from model.submission import Blank, Field
from model.text import count_words, squash

FIGURE = re.compile(r"图\s*[\d一二三四五六七八九十]|如[上下]?图|[上下]图|见图|架构图|拓扑图|结构图|流程图|示意图|附图")
NUMBER = re.compile(r"\d+(?:\.\d+)?\s*(?:%|％|个百分点|[万亿]?元|[人台套件次个吨天小时分秒倍年])")
TABLE = re.compile(r"表\s*[\d一二三四五六七八九十]|下表|见表|对比表|附表|图\s*\d|如图|见图")
#: A cell that states a figure, whatever unit its line has.
FIGURED = re.compile(r"^\s*(?:[\u4e00-\u9fff]{0,4})[\d,.]+")

#: The numbers follow in a table.
BELOW = re.compile(r"如下|下表|见表|表\s*\d|附表|列表")


@rule("FMT-07")
def find_chapter_thin(case: Case) -> Iterator[Answer]:
    """Required chapters that are blank or under `shortest` 字, all in one finding, graded by the shortest."""
    if case.form is None:
        raise NotChecked("材料中未识别出申报书，无法核对章节。")
    chapters = [s for part in case.form.parts if part.layout == "chapters" for s in part.fields if s.required == "R"]
    if not chapters:
        raise NotChecked(f"《{case.form.title}》的章节尚未提取，无法核对。", Cause.PROGRAM)
    thin: list[tuple[Field | Blank, str]] = []
    least = int(case.param("shortest"))
    for spec in chapters:
        field, blank = case.field(spec.key), case.submission.blank(spec.key)
        if field is not None:
            count = count_words(own_text(case, field))
            if count < int(case.param("shortest")) and runs_on_unread(case, field):
                yield Skipped(case.unread or "", Cause.UNREADABLE)
            elif count < int(case.param("shortest")):
                thin.append((field, f"{spec.label}（{count}字）"))
                least = min(least, count)
            else:
                yield Agreed()
        elif blank is not None and blank.seen:
            yield Skipped(say_glimpsed(case, [blank]), Cause.UNSURE)
        elif blank is not None and not may_be_unread(case, blank):
            thin.append((blank, f"{spec.label}（空）"))
            least = 0
        else:
            yield Skipped(case.unread or f"“{spec.label}”未读到。", Cause.UNREADABLE if case.unread else Cause.MISSING)
    if thin:
        unsure = all(isinstance(one, Blank) and is_seen(case, [one]) for one, _ in thin)
        yield case.finding(
            f"{len(thin)}章缺少内容：{'、'.join(name for _, name in thin)}，"
            f"每章应有不少于{case.param('shortest')}字的本单位内容，请核实。",
            *(one for one, _ in thin),
            severity=Severity.W if unsure else grade_of(least, case.param("grades")),
            tags=("ocr", EXCUSE) if unsure else (),
            expected=f"≥{case.param('shortest')}字",
            found="、".join(name for _, name in thin),
        )
    yield from find_hollow_sections(case, [spec.key for spec in chapters])


def runs_on_unread(case: Case, field: Field) -> bool:
    """Whether a chapter stands on a page that could not be read whole, or may run on to it."""
    papers = (paper for paper in case.submission.papers if paper.file == field.place.file)
    page = field.place.page or 0
    return any({page, page + 1} & set(paper.unread_pages) for paper in papers)


def grade_of(count: int, grades: dict[str, int]) -> Severity:
    """The severity of a chapter of so many 字: `grades` gives for each severity the count it is under."""
    return next((Severity(letter) for letter in "EW" if count < grades[letter]), Severity.I)


@rule("FMT-16")
def find_mode_unwritten(case: Case) -> Iterator[Answer]:
    """The topics of 附件5 for each ticked mode that 三、项目实施现状 does not touch: all in one finding."""
    mode = case.need("mode")
    texts = list(tell_texts(case, case.param("look_in")))
    if not texts:
        raise NotChecked("“项目实施现状”未填写或未读到，无法核对。")
    texts += drawn_texts(case, texts)
    silent: dict[str, list[str]] = {}
    for ticked in mode.ticked or tuple(mode.value.split("；")):
        topics = next((t for name, t in case.param("modes").items() if name in ticked), None)
        if topics is None:
            yield Skipped(f"智能制造模式“{ticked}”不在五种之中，未核对。", Cause.AMBIGUOUS)
            continue
        missing = [t for t, words in topics.items() if find_word(texts, words, case.reference.lexicons) is None]
        if not missing:
            yield case.agree(f"{ticked}各项均写到", mode)
        elif case.unread:
            yield Skipped(case.unread, Cause.UNREADABLE)
        else:
            silent[ticked] = missing
    if silent:
        said = "；".join(f"所选“{ticked}”未见{'、'.join(missing)}" for ticked, missing in silent.items())
        yield case.finding(
            f"项目实施现状按附件5的内容要求，{said}，请核实。",
            mode,
            *find_anywhere(case, texts),
            tags=("not_evidenced",),
            about=(mode.key,),
            expected=f"写到{'、'.join(silent)}的各项内容",
            found=said,
        )


def drawn_texts(case: Case, texts: Sequence[Text]) -> list[Text]:
    """The cells of the tables that stand right below one of these texts: 表2 关键装备清单."""
    told = {fold_text(text.text): text.key for text in texts}
    grids = ((told.get(fold_text(g.caption)), g) for g in case.submission.grids if g.own and g.caption.strip())
    return [Text(key, cell.text, cell.place) for key, g in grids if key for row in g.rows for cell in row]


@rule("FMT-19")
def find_figure_missing(case: Case) -> Iterator[Answer]:
    """W where chapters that ask for a figure speak of none, all in one: pictures without a caption are not seen."""
    seen, bare = False, dict[str, tuple[Field, str]]()
    for key, asked in case.param("figures").items():
        field = case.field(key)
        if field is None:
            continue
        seen = True
        if hit := FIGURE.search(field.text or field.value):
            yield Agreed(f"{case.label(key)}“{hit[0]}”", (field.place.quoting(hit[0]),))
        else:
            bare[key] = (field, asked)
    if bare:
        said = "、".join(f"“{case.label(key)}”（{asked}）" for key, (_, asked) in bare.items())
        yield case.finding(
            f"{said}要求附图，文中没有图题或提到图，请核实是否附图。",
            *(field for field, _ in bare.values()),
            tags=("not_evidenced",),
            expected="、".join(asked for _, asked in bare.values()),
            found="",
        )
    if not seen:
        raise NotChecked("要求附图的各章未填写或未读到，无法核对。")


@rule("FMT-22")
def find_material_missing(case: Case) -> Iterator[Answer]:
    """The parts that the material list of the carrier names, by their headings or words; W for a part that books tell
    under headings of their own, E for the plan, which is a paper with a name."""
    parts = case.param("parts").get(case.carrier)
    if parts is None:
        raise NotApplicable(f"本规则适用于卓越级、领航级，本材料为{case.carrier}。")
    texts = [*tell_texts(case), *(Text(f.key, f.text or f.value, f.place) for f in case.submission.fields)]
    shown = {n for n, (keys, least) in case.param("shown_by").items() if count_filled(case, keys) >= least}
    shown |= {n for n in parts if any(n in paper.file for paper in case.submission.papers)}
    shown |= {
        n for n, words in parts.items() for b in case.submission.blanks if b.seen and any(w in b.label for w in words)
    }
    told = {spec.label: f for spec in chapters_of(case) if spec.key != "front" and (f := case.field(spec.key))}
    headed = {label for label, f in told.items() if count_words(f.text or f.value) >= int(case.param("shortest"))}
    missing = [
        n
        for n, words in parts.items()
        if n not in shown
        and not any(n in label for label in headed)
        and not any(find_word([t], words, case.reference.lexicons) for t in texts)
    ]
    if not texts:
        raise NotChecked("正文未读到，无法核对材料是否齐全。")
    if not missing:
        yield Agreed(f"{len(parts)}项材料均有")
    elif case.unread:
        raise NotChecked(case.unread, Cause.UNREADABLE)
    else:
        there = f"（书中有{'、'.join(told)}）" if told else ""
        yield case.finding(
            f"{case.carrier}应有{len(parts)}项材料，未见{'、'.join(missing)}{there}，请核实。",
            *find_anywhere(case, texts),
            *[f.place for f in told.values()],
            *name_works(case, "title"),
            about=(),
            severity=None if set(missing) & set(case.param("named")) else Severity.W,
            expected="、".join(parts),
            found="、".join(n for n in parts if n not in missing),
        )


def count_filled(case: Case, keys: Sequence[str]) -> int:
    """How many of these are filled; of repeated ones every row counts."""
    return sum(len(case.submission.like(key)) if key.endswith("[") else case.field(key) is not None for key in keys)


def chapters_of(case: Case) -> list[FieldSpec]:
    """The chapters that the form asks for."""
    parts = case.form.parts if case.form else ()
    return [spec for part in parts if part.layout == "chapters" for spec in part.fields]


def figures_in_tables(case: Case) -> int:
    """The numbers of the fullest table in the prose, which is no table of the form."""
    filled = {field.place.path.rpartition("/")[0] for field in case.submission.fields}
    tables = Counter(path for c in case.submission.claims if (path := c.place.path.rpartition("/")[0]) not in filled)
    return max((count for path, count in tables.items() if re.search(r"(?:^|/)t\d+$", path)), default=0)


def figures_drawn(case: Case, chapter: Field) -> int:
    """The figures of the book's tables that stand in the chapter: under its heading, or under a line of its text."""
    heads = {squash(case.label(chapter.key)), *map(squash, (chapter.text or chapter.value).split("\n"))}
    own = [grid for grid in case.submission.grids if grid.own and grid.file == chapter.place.file]
    under = [
        g for g in own if (said := squash(g.caption)) and any(len(h) > 5 and (h in said or said in h) for h in heads)
    ]
    return sum(bool(FIGURED.search(cell.text)) for grid in under for row in grid.rows[1:] for cell in row[1:])


@rule("FMT-28")
def find_benefit_bare(case: Case) -> Iterator[Answer]:
    field = case.need(case.param("chapter"))
    text = field.text or field.value
    numbers, least, named = len(NUMBER.findall(text)), int(case.param("numbers")), TABLE.search(text)
    if named and numbers < least and BELOW.search(text):
        numbers += figures_in_tables(case)
    drawn = figures_drawn(case, field)
    numbers, pictured = numbers + drawn, named is not None or drawn > 0
    if numbers >= least and pictured:
        shown = f"“{named[0]}”" if named else "章内有表"
        yield case.agree(f"{numbers}个数据，{shown}", field)
    else:
        short = "、".join(
            filter(None, ("" if numbers >= least else f"数据{numbers}个", "" if pictured else "没有提到图或表"))
        )
        yield case.finding(
            f"“{case.label(field.key)}”{short}，应列出不少于{least}个数据并附图或表，请核实。",
            field,
            severity=Severity.W if numbers < least else Severity.I,
            expected=f"≥{least}个数据，有图或表",
            found=f"{numbers}个",
        )
