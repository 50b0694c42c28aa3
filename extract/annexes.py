"""Annexes: what a heading announces (附件2 企业财务报表, 1.营业执照) and where a book goes on behind them (附表1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.blocks import find_block_tables
from extract.labels import LabelBook
from extract.rows import find_row_tables
from extract.statements.heads import find_unit
from extract.text import core, without_numbering
from model.document import Block, Document, Node, Table
from model.form import Form
from model.reference import PaperKind
from model.text import half_width, squash

_ANNEX = re.compile(
    r"[\[【(《]?附件(?:材料)?[(]?(?P<number>[一二三四五六七八九十\d]{1,3}(?:[-.—–][\d一二三四五六七八九十]{1,2})*)?[)\]】》]?[:、.,]?(?P<name>.*)"
)
#: 附：三年财务报表, 附2 营业执照, 附录A 检测报告: shorter words for an annex, where the name is a paper's.
_SHORT_ANNEX = re.compile(
    r"[\[【(《]?附录?[(]?(?P<number>[一二三四五六七八九十\d]{1,2}|[A-Z](?!\w))?[)\]】》]?[:、.,]?(?P<name>.*)"
)
_ONLY = re.compile(r"(?:相关)?附件(?:材料|清单|目录|列表)?")
#: 附件 证明材料: a heading without a number over papers that nothing else announces.
_PROOFS = re.compile(r"附件?[:、]?(?:相关|有关|各类)?(?:证明|佐证|支撑|证明及支撑|相关)(?:文件|材料|资料)")
_SHEET = re.compile(r"附表[\d一二三四五]")
#: A heading is no sentence and no remark on an annex.
_SENTENCE = re.compile(r"[。;！？!?]|见|如下|所示|所列|为准|[,，].*[,，]")
#: What a line says of the table right below it.
_ABOVE = re.compile(r"([^:,;。]{2,45}?)(?:[:,][^:;。]*)?(?:清单|明细|一览表?|目录)?(?:情况)?(?:如下|见下表?)[:。]?")
_BOOKS = re.compile(r"申报书|申请表|申请书|申报表|汇总表|推荐表|备案表")
#: The one office's table that an applicant binds in, and the lines between its title and the table.
_LINES = 5
_SUMMARY = re.compile(r"(?:附件?\d{0,2}[:、.]?)?.{0,6}(?:成熟度|智能制造).{0,6}自(?:评估|诊断|评)(?:情况|结果)?汇总表")
_NUMBER = re.compile(r"[(]?(\d{1,2})[).、](?!\d)")
_HEADING, _SHORT, _LONGEST = 45, 24, 32
_CAPTION = re.compile(r"(?:图|照片|附图)\d{0,2}")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading that announces a paper: the contract's kind ("" where its words do not tell) and the words."""

    kind: str
    title: str


class HeadReader:
    """Reads headings of annexes by the words of one reference."""

    def __init__(self, papers: Sequence[PaperKind]) -> None:
        self._heads = [(re.compile("|".join(paper.heads)), paper.kind) for paper in papers if paper.heads]
        self._titles = [(re.compile(t), p.kind) for p in papers for t in p.titles if p.kind != "other"]

    def annex(self, nodes: Sequence[Node], index: int) -> Head | None:
        """附件N with its name, or with the name on the next line; 附件 alone."""
        flat = _heading(nodes[index])
        found = _ANNEX.fullmatch(flat)
        if not found and (brief := _SHORT_ANNEX.fullmatch(flat)) and not _BOOKS.search(flat):
            kind = self.named(brief["name"]) if brief["number"] or flat[1:2] in ":(录" else ""
            return Head(kind, flat) if kind else None
        if not found or _BOOKS.search(flat):
            return None
        name = found["name"].strip(":;.、,")
        if not found["number"]:
            return Head("", flat) if _ONLY.fullmatch(flat) or _PROOFS.fullmatch(flat) else None
        if not name:
            below = _heading(nodes[index + 1]) if index + 1 < len(nodes) else ""
            if _BOOKS.search(below) or _ANNEX.match(below):
                return Head("", flat) if not _BOOKS.search(below) else None
            name = below if len(below) <= _SHORT else ""
        return Head(self.named(name), f"{flat} {name}".strip() if name not in flat else flat)

    def summary(self, nodes: Sequence[Node], index: int) -> Head | None:
        """The title of an office's table of self-assessments over its table, bound in among other papers."""
        flat = _heading(nodes[index])
        over = any(isinstance(node, Table) for node in nodes[index + 1 : index + _LINES])
        return Head("other", flat) if over and _SUMMARY.fullmatch(flat) else None

    def item(self, nodes: Sequence[Node], index: int) -> Head | None:
        """A heading under 相关附件 that names a paper: （二）近三年财务报表; above a table 3.专利：清单如下。."""
        node = nodes[index]
        flat = _heading(node)
        if isinstance(node, Block) and index + 1 < len(nodes) and isinstance(nodes[index + 1], Table):
            flat = flat or (above[1] if (above := _ABOVE.fullmatch(squash(half_width(node.text)))) else "")
        name = core(without_numbering(flat)).strip(":;.、,")
        if not 2 <= len(name) <= _LONGEST or "," in name:
            return None
        plain = name != flat.strip(":;.、,") or (isinstance(node, Block) and node.level > 0) or _CAPTION.match(name)
        kind = self.named(name)
        return Head(kind, flat) if kind and (plain or any(p.fullmatch(name) for p, _ in self._heads)) else None

    def is_listed(self, line: str) -> bool:
        """Whether a line is an entry of a list of annexes: numbered, and names a paper."""
        flat = squash(half_width(line)).rstrip(";。")
        bare = without_numbering(flat)
        return len(flat) <= _HEADING and bare != flat and bool(self.named(core(bare)) or self.named(bare))

    def is_bare(self, head: Head) -> bool:
        """附件 证明材料 right above the heading of the first paper: no words of the chapter before it."""
        return _PROOFS.fullmatch(head.title) is not None

    def is_caption(self, head: Head) -> bool:
        """图1 企业法人营业执照扫描件: it stands below what it names."""
        return bool(_CAPTION.match(head.title))

    def leads(self, head: Head, node: Node) -> bool:
        """Whether a line above statements speaks for all of them: 五、财务报表（单位：万元）, 单位：元."""
        flat = _heading(node)
        return head.kind == "statements" and bool(find_unit(flat)) and (self.named(flat) == head.kind or len(flat) <= 8)

    def title(self, node: Node) -> Head | None:
        """The title that a paper prints on itself: 营业执照, 审计报告, 发明专利证书."""
        flat = _heading(node)
        kind = next((kind for pattern, kind in self._titles if flat and pattern.search(flat)), None)
        return Head(kind, flat) if kind else None

    def named(self, name: str) -> str:
        """The kind that a name tells, or ""."""
        return next((kind for pattern, kind in self._heads if pattern.search(name)), "")


def _heading(node: Node) -> str:
    """The first line without blanks of a paragraph or of a frame (a table of one cell), where it may be a heading;
    else ""."""
    if isinstance(node, Table):
        text = node.cells[0].text if len(node.cells) == 1 else ""
    else:
        text = node.text if isinstance(node, Block) else ""
    first = squash(half_width(text).strip().partition("\n")[0])
    return "" if len(first) > _HEADING or _SENTENCE.search(first.rstrip(";。")) else first.rstrip(";。")


@dataclass(slots=True)
class BookSigns:
    """Where a document goes on with the book of its form: the form's tables, 附表N, a chapter not seen before."""

    document: Document
    form: Form
    tables: set[str] = field(init=False)
    _chapters: dict[str, str] = field(init=False)
    _annexes: set[str] = field(init=False)
    _seen: set[str] = field(init=False)

    def __post_init__(self) -> None:
        parts = self.form.parts
        tables = self.document.tables
        anchors = LabelBook(
            f for p in parts if p.layout == "grid" for f in p.fields if any(a in f.labels for a in p.anchors)
        )
        rows = [t for p in parts if p.layout == "rows" for t in find_row_tables(tables, p)]
        rows += [t for p in parts if p.layout == "blocks" for t in find_block_tables(tables, p)]
        grids = [t for t in tables if len({h.specs[0].key for c in t.cells if (h := anchors.find(c.text))}) >= 2]
        chapters = [f for p in parts if p.layout == "chapters" for f in p.fields]
        self.tables = {t.place.path for t in [*rows, *grids[:1]]}
        self._chapters = {core(label): f.key for f in chapters if f.kind != "attachments" for label in f.labels}
        self._annexes = {core(label) for f in chapters if f.kind == "attachments" for label in f.labels}
        self._seen = set()

    @property
    def begins(self) -> int:
        """Index of the first node behind which annexes may stand: a table of the form or a chapter's heading."""
        for index, node in enumerate(self.document.nodes):
            if (isinstance(node, Table) and node.place.path in self.tables) or self._chapter(node):
                return index
        return 0

    def goes_on(self, node: Node) -> bool:
        """Whether the book goes on here, behind annexes."""
        if isinstance(node, Table):
            return node.place.path in self.tables
        chapter = self._chapter(node)
        return bool(_SHEET.match(_heading(node))) or bool(chapter and chapter not in self._seen)

    def see(self, node: Node) -> None:
        """Notes a chapter of the book that has been read."""
        if chapter := self._chapter(node):
            self._seen.add(chapter)

    def is_chapter(self, node: Node) -> bool:
        """Whether a heading of one of the form's chapters stands here, seen before or not."""
        return self._chapter(node) is not None

    def opens_annexes(self, node: Node) -> bool:
        """四、相关附件: headings below it name papers."""
        flat = _heading(node)
        return core(without_numbering(flat)) in self._annexes or bool(_ONLY.fullmatch(flat))

    def _chapter(self, node: Node) -> str | None:
        flat = _heading(node)
        bare = without_numbering(flat)
        numbered = bare != flat or (isinstance(node, Block) and node.level > 0)
        return self._chapters.get(core(bare)) if flat and numbered else None


def without_next(head: str, lines: Sequence[str]) -> list[str]:
    """Lines below a numbered heading without those that bear the next numbers: 2.…, 3.… below 1.… are its list."""
    begun = _NUMBER.match(head)
    number = int(begun[1]) if begun else 0
    kept = []
    for line in lines:
        match = _NUMBER.match(line)
        if number and match and int(match[1]) == number + 1:
            number += 1
        else:
            kept.append(line)
    return kept
