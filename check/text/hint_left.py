"""TXT-01: words of the template stand beside or inside the applicant's own answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Answer, Case
from check.evidence import Evidence
from check.registry import rule
from check.spelling import fold_text
from model.finding import Severity
from model.place import Place
from model.text import squash

#: xx年xx月, 20**年, XX市, XXX, ***: blanks of the template that were never filled. Not 138****1234, not **bold**.
WILD = re.compile(
    r"20\s*\*\*\s*年|20[XxＸ]{2}\s*年"
    r"|(?<![A-Za-z0-9*])(?:[XxＸ×]{2,}|\*{2,})\s*年(?:\s*(?:[XxＸ×]{1,2}|\*{1,2})\s*月)"
    r"|(?<![A-Za-z0-9])[XxＸ×]{2,}(?=[年月市县省州]|地区|开发区|\s*(?:[%％万元家台人项]|个百分点))"
    r"|(?<![A-Za-z0-9])[XxＸ]{3,}(?![A-Za-z0-9])"
    r"|(?<![\w*])\*{2}(?=[省市县区镇乡州])"
    r"|(?<![\d*])\*{3,}(?![\d*])"
)
#: One of these is in each of them.
BLANK = "*XxＸ×"
#: Characters of a hint that are shown.
SHOWN = 40
#: Characters of a sentence of a hint.
LONG = 16
#: Characters of a clause that are shown on either side of a match, and what ends a clause.
BESIDE = 12
STOPS = re.compile(r"[，。；：！？、,;:!?（）()“”\n]")
#: A name that was made anonymous on purpose: ***公司, XXX厂.
ANONYMOUS = re.compile(
    r"^\s*(?:有限|股份|科技|集团|公司|厂|单位|企业|供应商|客户|大学|学院|研究院|型|系列|项目部"
    r"|(?![年月日万亿元台套个])[\u4e00-\u9fff]{1,6}?(?:公司|集团|研究院|研究所|学院|大学))"
)
#: What the key of a cell without a field begins with.
DRAWN = "grid:"
#: A table of two columns has no heads: label and value from its first row on.
PAIR = 2


@rule("TXT-01")
def find_hint_left(case: Case) -> Iterator[Answer]:
    yield from find_residues(case)
    yield from find_wild_cards(case)
    yield from find_strange_hints(case)


def find_residues(case: Case) -> Iterator[Answer]:
    """The printed hints of the same cells still stand beside the answers: one W for the whole book."""
    left = [field for field in case.submission.fields if field.residue]
    if not left:
        return
    said = {f.key: "、".join(f"“{shorten(hint.strip())}”" for hint in f.residue) for f in left}
    names = "、".join(f"“{case.label(key)}”（{hint}）" for key, hint in said.items())
    yield case.finding(
        f"{len(left)}处答复旁仍保留模板提示文字：{names}，应删去，请核实。"
        if len(left) > 1
        else f"“{case.label(left[0].key)}”的答复旁仍保留模板提示文字{said[left[0].key]}，应删去，请核实。",
        *left,
        severity=Severity.W,
        tags=("hint_beside",),
        found="、".join(said.values()),
    )


def shorten(hint: str) -> str:
    """A long hint by its first words."""
    return hint if len(hint) <= SHOWN else f"{hint[:SHOWN]}…"


def find_wild_cards(case: Case) -> Iterator[Answer]:
    """XX and *** inside an answer: E; before 公司, 厂 … perhaps on purpose: W. One finding for each text."""
    for key, text, evidence in (*own_texts(case), *drawn_texts(case)):
        if "rows_sample" in key:
            continue  # the sample row itself is FMT-27's
        hits = list(WILD.finditer(text)) if any(sign in text for sign in BLANK) else []
        if not hits:
            continue
        words = list(dict.fromkeys(around(text, hit) for hit in hits))
        model = key.startswith(DRAWN) and not any("年" in hit[0] for hit in hits)  # a column may hold XXX-120
        anonymous = all(ANONYMOUS.match(text[hit.end() :]) for hit in hits)
        yield case.finding(
            f"“{name_text(case, key)}”中有未替换的模板文字“{'”、“'.join(words[:3])}”，应换成实际内容，请核实。",
            *spots(case, key, hits, evidence),
            severity=Severity.W if anonymous or model or is_read_off(case, evidence) else Severity.E,
            tags=("anonymous",) if anonymous else (),
            about=() if key.startswith(DRAWN) else (key,),
            found="、".join(words),
        )


def is_read_off(case: Case, evidence: Evidence) -> bool:
    """Whether the words were recognised from a picture: print may be misread as XX, and a hint be put with the text
    that stands below it."""
    return case.is_scanned(evidence if isinstance(evidence, Place) else evidence.place)


def find_strange_hints(case: Case) -> Iterator[Answer]:
    """A long printed hint inside a text: W when it is the official hint of that chapter and opens the text, else E."""
    form = case.form
    printed = (*form.placeholders, *(hint for spec in form.fields for hint in spec.hints)) if form else ()
    hints = [hint for hint in dict.fromkeys(printed) if len(fold_text(hint)) >= 12]
    wanted = [(whole := fold_text(hint), (whole, *bare_of(whole), *sentences(whole))) for hint in hints]
    left = {f.key: f.residue for f in reversed(case.submission.fields)}
    for key, text, evidence in own_texts(case):
        said = fold_text(text)
        for whole, pieces in wanted:
            bare = next((words for words in pieces if words in said), None)
            if bare is None or any(bare in fold_text(hint) for hint in left.get(key, ())):
                continue
            spec = case.spec(key)
            opening = said.startswith(bare) and whole in map(fold_text, spec.hints if spec else ())
            yield case.finding(
                f"“{case.label(key)}”中仍有模板提示文字“{bare[:SHOWN]}”，应删去，请核实。",
                evidence,
                severity=Severity.W if opening or is_read_off(case, evidence) else Severity.E,
                tags=("hint_beside",) if opening else (),
                about=(key,),
                found=bare,
            )


def bare_of(hint: str) -> list[str]:
    """A long hint without its brackets, as it is left where somebody took them off."""
    bare = hint.strip("()（）[]【】")
    return [bare] if len(bare) >= LONG and bare != hint else []


def sentences(hint: str) -> list[str]:
    """The sentences of a hint that nobody writes by chance: a part of it may be all that was left."""
    return [one for one in re.split(r"(?<=[。；;])", hint) if len(one) >= LONG and "。" in hint[:-2]]


def own_texts(case: Case) -> Iterator[tuple[str, str, Evidence]]:
    """Each text of the applicant once: fields, then passages without a field; hints known to be beside are cut."""
    keys = set()
    for field in case.submission.fields:
        if field.key.startswith(("bs.", "is.")) or field.ticked:
            continue
        keys.add(field.key)
        if field.key.startswith("rows_sample["):
            continue  # FMT-27 tells of it
        text = field.text or field.value
        for hint in field.residue:
            text = text.replace(hint, "")
        yield field.key, text, field
    for passage in case.prose():
        if passage.key not in keys:
            yield passage.key, passage.text, passage.place


def around(text: str, hit: re.Match[str]) -> str:
    """The match within its clause; what of a long clause is left out is marked: …网络由XX公司布设."""
    head = re.split(STOPS, text[: hit.start()])[-1].lstrip()
    tail = re.split(STOPS, text[hit.end() :])[0].rstrip()
    head = head if len(head) <= BESIDE else f"…{head[-BESIDE:]}"
    tail = tail if len(tail) <= BESIDE else f"{tail[:BESIDE]}…"
    return f"{head}{hit[0]}{tail}".strip().replace("\n", "")


def spots(case: Case, key: str, hits: Sequence[re.Match[str]], whole: Evidence) -> list[Evidence]:
    """The paragraphs in which the matches stand, each quoting its own; the whole text's place where none is known."""
    found: list[Evidence] = []
    for hit in hits:
        said = hit[0].strip()
        here = [p for p in case.submission.passages if p.key == key and said in p.text and "\n" not in said]
        found += [passage.place.quoting(said) for passage in here[:1]]
    return list(dict.fromkeys(found)) or [whole]


def name_text(case: Case, key: str) -> str:
    """What the text is called: a field by its label, a cell by the caption of its table."""
    return (key.removeprefix(DRAWN) or "表格") if key.startswith(DRAWN) else case.label(key)


def drawn_texts(case: Case) -> Iterator[tuple[str, str, Evidence]]:
    """The cells of the book's own tables that are no field; heads and first columns may print hints of a form.

    A table of a form with a field in it is the form's own: the rest of it is labels.
    """
    free, known = case.form is not None and case.form.free, {field.place.path for field in case.submission.fields}
    for grid in case.submission.grids:
        cells = dict.fromkeys(cell for row in grid.rows for cell in row)
        read = {cell for cell in cells if cell.place.path in known}
        if not grid.own or case.is_scanned(grid.place) or (read and not free):
            continue
        for cell in cells:
            if cell.col and (cell.row or len(grid.rows[0]) == PAIR) and cell.text.strip() and cell not in read:
                yield f"{DRAWN}{squash(grid.caption)}", cell.text, cell.place
