"""ELIG-S-07 … 10: the prose says nothing of what the rules ask to be described. One row of words for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from check.case import Answer, Case, NotChecked
from check.due_place import clauses_with, find_anywhere, find_around, find_due
from check.explain import may_be_unread
from check.once import split_sentences
from check.registry import rule
from check.sought import sought
from check.spelling import fold_text
from check.telling import SAID_NOTHING, bodyless, is_denied, quote
from model.finding import Cause
from model.place import Place
from model.submission import Field, Passage

#: So many clauses on what the book has instead are quoted, and so many characters of each.
LESSER, SHOWN = 3, 40
#: Of a sentence so much.
QUOTED = 80
#: So many characters of a clause behind what people do.
REST = 12
#: A cell that says that there is none, in each row: what other chapters tell is not what it was asked.
NONE = re.compile(r"[（(]?(?:无|暂无|没有|不适用|不涉及|/|[-—]+)[)）]?[。.]?")
#: What was done before the works.
FORMER = re.compile(r"以往|过去|原先|原来|此前|以前|改造前|建设前|实施前|上线前|痛点|长期以来|[靠需]人工")


@rule("ELIG-S-07", "ELIG-S-08", "ELIG-S-09", "ELIG-S-10")
def find_prose_silent(case: Case) -> Iterator[Answer]:
    """Required texts are empty, or none of the words stands in the texts named by `look_in` (all texts when empty)."""
    look_in = tuple(case.param("look_in"))
    for key in case.param("filled"):
        blanks = [blank for blank in case.submission.blanks if re.sub(r"\[\d+\]", "", blank.key) == key]
        if blanks and not any(may_be_unread(case, blank) for blank in blanks):
            yield case.finding(
                f"“{case.label(key)}”为空，{case.param('missing')}，请核实。", *blanks, expected="已填写", found=""
            )
        yield from find_said_nothing(case, key)
    texts: list[Passage | Field] = [p for p in case.prose() if not look_in or within(p.key, look_in)]
    texts += [
        f for f in case.submission.fields if f.kind in ("longtext", "table") and (not look_in or within(f.key, look_in))
    ]
    texts += list(case.submission.like("t2[")) if not look_in else []
    if not texts:
        raise NotChecked("相关正文未填写或未读到，无法核对。")
    words = [fold_text(word).lower() for word in case.param("words")]
    weak = {fold_text(word).lower() for word in case.rule.params.get("weak", ())}
    other = case.rule.params.get("other_words", "(?!)")
    by_hand = find_by_hand(case, texts)
    told = [sought(pattern) for pattern in case.rule.params.get("patterns", ())]
    for text in texts:
        folded = re.sub(other, "", without_plans(case, fold_text(text.text).lower()))
        word = next((word for word in words if says(folded, word) and not (by_hand and word in weak)), None)
        word = word or next((hit[0] for pattern in told if (hit := pattern.search(folded))), None)
        if word is not None:
            said = quote(text.text, word)
            yield case.agree(f"写到“{said}”", text.place.quoting(said))
            return
    if case.unread:
        raise NotChecked(case.unread, Cause.UNREADABLE)
    if by_hand is not None:
        yield case.finding(
            f"正文称“{by_hand.text[:60]}”，未见{case.param('sought')}，{case.param('missing')}，请核实。",
            by_hand,
            tags=("not_evidenced",),
            found=by_hand.text,
        )
        return
    lesser = find_lesser(case, texts)
    if lesser:
        said = "、".join(f"“{place.text}”" for place in lesser)
        yield case.finding(
            f"正文写到的是{said}，未见{case.param('sought')}，{case.param('missing')}，请核实。",
            *lesser,
            tags=("not_evidenced",),
            found=said,
        )
        return
    yield case.finding(
        f"正文中未见{case.param('sought')}，{case.param('missing')}，请核实。",
        *(find_around(case, find_due(case, case.rule.params.get("where", ())), None, ()) or find_anywhere(case, texts)),
        tags=("not_evidenced",),
        found="",
        about=bodyless(case),
    )


def find_said_nothing(case: Case, key: str) -> Iterator[Answer]:
    """Cells that say that there is none (`admits`), or point elsewhere where no text says it either (`told_by`)."""
    told_by = re.compile(case.rule.params.get("told_by", ""))
    cells = [f for f in case.submission.fields if re.sub(r"\[\d+\]", "", f.key) == key]
    admits = re.compile(case.rule.params.get("admits", "(?!)"))
    for cell in cells:
        if hit := next((one for one in split_sentences(cell.text or cell.value) if admits.search(one)), None):
            said = hit.strip()[:QUOTED]
            yield case.finding(
                f"“{case.label(key)}”填“{said}”，{case.param('missing')}，请核实。",
                cell.place.quoting(said),
                about=(cell.key,),
                found=said,
            )
    none = [f for f in cells if NONE.fullmatch((f.text or f.value).strip())]
    if none and len(none) == len(cells):
        yield case.finding(
            f"“{case.label(key)}”填“{(none[0].text or none[0].value).strip()}”，{case.param('missing')}，请核实。",
            *none,
            expected="已填写",
            found=none[0].value,
        )
        return
    cells = [f for f in cells if SAID_NOTHING.fullmatch((f.text or f.value).strip())]
    if cells and told_by.pattern and not case.unread and not any(told_by.search(p.text) for p in case.prose()):
        yield case.finding(
            f"“{case.label(key)}”填“{(cells[0].text or cells[0].value).strip()}”，正文中亦未见，"
            f"{case.param('missing')}，请核实。",
            *cells,
            expected="已填写",
            found=cells[0].value,
        )


#: What is done today stands beside plans: 已, 现, 目前.
DONE = re.compile(r"已|现(?:在|有|由)|目前")


def without_plans(case: Case, folded: str) -> str:
    """Without the clauses on what is yet to come, and what follows them in their sentence: 2026年拟…，实现自主决策."""
    kept = []
    for sentence in re.split(r"(?<=[。;!?\n])", folded):
        ahead = False
        for clause in re.split(r"(?<=,)", sentence):
            ahead = (ahead or PLAN.search(clause) is not None or case.reference.lexicons.is_plan(clause)) and not (
                DONE.search(clause)
            )
            kept += [] if ahead else [clause]
    return "".join(kept)


#: 计划将…, 拟增加…: plans by the first word of what follows; a plan of the shop (生产计划, 排产计划) is none.
PLAN = re.compile(
    r"(?:年|步|期|公司|拟|准备|打算)(?:内|将|还|再)*(?:计划|拟|将|准备)(?!员|表|单|系统|管理|模块|部|达成|完成率)"
)


def find_by_hand(case: Case, texts: Sequence[Passage | Field]) -> Place | None:
    """Where a sentence says that people read a screen or a message and act themselves; None where the rule asks not."""
    if "by_hand" not in case.rule.params:
        return None
    said = case.param("by_hand")
    for name in ("people", "shown", "acts"):
        said = said.replace(f"{{{name}}}", case.param(name))
    pattern = sought(said)
    for text in (one for one in texts if pattern.may_be_in(one.text)):
        for sentence in split_sentences(text.text):
            hit = pattern.search(sentence)
            if hit and not case.reference.lexicons.is_plan(sentence) and not FORMER.search(sentence):
                rest = re.split("[，,]", sentence[hit.end() :])[0]  # what they are told to do ends the clause
                return text.place.quoting(hit[0] + rest[:REST])
    return None


def find_lesser(case: Case, texts: Sequence[Passage | Field]) -> list[Place]:
    """The first clauses that name what the book has instead (`lesser`: a controller, a panel)."""
    if "lesser" not in case.rule.params:
        return []
    pattern = sought(case.param("lesser"), re.IGNORECASE)
    found = dict(told for told in clauses_with(pattern, texts) if not FORMER.search(told[0]))
    return [place.quoting(one[:SHOWN]) for one, place in list(found.items())[:LESSER]]


def says(folded: str, word: str) -> bool:
    """Whether the word stands somewhere where it is not denied (未配置历史数据库)."""
    if word not in folded:
        return False
    clauses = (clause for clause in re.split(r"[,，。；;!！?？]", folded) if word in clause)
    return any(not is_denied(*clause.split(word, 1)) for clause in clauses)


def within(key: str, prefixes: tuple[str, ...]) -> bool:
    return re.sub(r"\[\d+\]", "", key).startswith(prefixes)
