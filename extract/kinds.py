"""Kinds: what role a paper plays in a submission: a known form, a statement, a licence … (contract.md)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from extract.free.outline import SCENE_CHAPTER, read_outline
from extract.licence import AttachmentReader
from extract.statements import StatementReader
from model.document import Block, Document, Table
from model.form import Form
from model.reference import PaperKind
from model.submission import Field
from model.text import half_width, squash

TITLE = re.compile(r"申报书|申请表|申请书|申报表")
#: Words that make a heading one about the form, not the form.
_ABOUT = re.compile(r"目录|清单|说明|通知|附件[^\d一二三]|承诺|模板|封皮|审查|评审|回执|填报指南|编写要点|具体要求")
#: A part of a book, or one of another year kept on file.
_EXCERPT = re.compile(
    r"节选|摘录|摘编|(?:[(（]|留|旧|归)存档(?:件|联|本)?|存档[页本份]|(?:存|留|归)档(?:的)?(?:摘页|复印件?)|摘页|往年申报|(?:上|去)年度?申报|留底|底稿|未(?:能)?(?:入选|通过|获批|获评)|落选"
    r"|(?:首|封面|信息|绩效|成效|指标|财务|概况)页(?:[)）]|[(（.]|$)"
)
#: The name of a book on its cover: 甘肃省数字化车间申报书.
_COVER = re.compile(r"^.{0,20}(?:智能工厂|数字化车间|优秀场景|智能制造).{0,12}(?:申报书|申请表|申请书|申报表)$")
#: A free book calls itself what it likes: 某公司领航级智能工厂培育项目申报方案.
_FREE = re.compile(
    r"(?:卓越级|领航级)[)）]?(?:智能工厂|智能制造工厂|标杆工厂|项目).{0,14}(?:申报|申请|创建|培育)(?:项目)?(?:书|材料|报告|方案|文本|文件|资料|册|文稿|稿|说明书|实施方案|建设方案)"
    r"|智能工厂.{0,14}(?:申报|申请|创建|培育)(?:项目)?(?:书|材料|报告|方案|文本|文件|资料|文稿|稿)[(（]?(?:卓越级|领航级)"
    r"|智能工厂[(（]?(?:卓越级|领航级)[)）]?.{0,8}(?:申报|申请|创建|培育)(?:项目)?(?:书|材料|报告|方案|文本|文件|资料|文稿|稿)"
)
#: The title of a form as a consultant types it anew: 基础级工厂申报材料, 先进级智能工厂项目申报文本.
_TYPED_ANEW = re.compile(
    r"(?:申报|申请)(?:项目)?(?:书|表|材料|报告|文本|资料|文件|册|文稿|稿)(?:正文|文本)?(?:[(][^()]{1,10}[)])?$"
)
#: So many of a form's decisive words stand in such a book.
_WORDS_KEPT = 2
#: A paper of one's own about the level, a free book where it has the chapters: 卓越级创建工作计划书.
_NAMED = re.compile(
    r"(?:卓越级|领航级)[\u4e00-\u9fff()]{0,20}(?:书|材料|报告|方案|文本|文件|资料|册|稿|汇编|说明|总结)$"
)
_OTHER_NAMED = re.compile(
    r"验收|评估|自评|测评|评价|诊断|咨询|可行性|检测|查新|审计|评审|专家|会议|批复|推荐|汇总|声明|委托|证明|合同|意见"
)
#: A book in spite of such a word: …申报自评与说明材料, …推荐材料; 推荐单位 is a label.
_BOOKISH = re.compile(
    r"(?:卓越级|领航级).{0,14}(?:申报|申请|推荐|自评).{0,8}材料$|(?:申报|申请).{0,6}(?:卓越级|领航级).{0,10}(?:材料|书|文件|文本|方案)$"
    r"|^推荐(?:单位|部门|渠道|时间|机构)"
)
#: 技术咨询服务合同, 委托协议书, 中标通知书: papers about a book or its machines.
_DEAL = re.compile(
    r"[^:,，。;；附见]{0,40}(?:合同|合同书|协议|协议书|委托书|订单|报价单|报价书|投标书|投标文件|中标通知书|发票)(?:\([^()]{1,12}\))?"
)
_SIDES = tuple(
    re.compile(rf"(?:{side})(?:名称|单位)?(?:\([^()]{{1,8}}\))?:")
    for side in ("甲方|委托方|委托人|买方|需方|发包方|采购方", "乙方|受托方|受托人|卖方|供方|承包方|服务方")
)
_LEVEL = re.compile(r"卓越级|领航级")
#: What every free book tells of its applicant and its project, and how much of it.
_APPLICANT = (
    ("信用代码", "机构代码"),
    ("成立", "设立", "创立", "注册"),
    ("法定代表人", "法人代表", "负责人"),
    ("投资",),
    ("行业",),
)
_SIGNS, _SCENES, _BRIEF = 3, 5, 24
#: So many of the chapters of a free book, that of the scenes among them, make one.
_CHAPTERS = 3
_TITLE_LENGTH = 60
#: Tables of a paper that is more than a certificate with an annex.
LONG = 20
_FIRST_NODES = 40
_FIRST_LINES = 12


def identify(
    document: Document,
    forms: Sequence[Form],
    statements: StatementReader,
    attachments: AttachmentReader,
    papers: Sequence[PaperKind],
    scenes: Collection[str] = (),
) -> tuple[str, str | None]:
    """(id of the form or kind of the paper, Chinese remark or None).

    A title decides; else enough decisive words; else what the attachment or statement reader knows; else what the text
    says of itself; last the name.
    """
    if document.format == "picture" and not document.nodes:
        return "picture", None  # a photograph on which nothing is written
    heads = _short_texts(document)
    if _is_deal(heads):  # what a contract is about may be a book: 卓越级智能工厂项目申报材料
        forms = ()
    for form in forms:
        if any(_is_title(head, squash(title)) for title in form.titles for head in heads):
            return form.id, None if form.parts else f"本版本能识别《{form.title}》，尚不能提取其字段"
    free = [form for form in forms if form.free]
    for head in heads[:_FIRST_LINES]:
        if _is_free_title(head):
            for form in free:
                if form.carrier in head:
                    return form.id, None
    fits = [(fit(document, form), form) for form in forms if form.decisive]
    count, best = max(fits, key=lambda pair: pair[0] / len(pair[1].decisive), default=(0, None))
    if best and count >= max(3, len(best.decisive) - 2):
        if best.free:
            best = _of_level(heads, free) or best
        return best.id, f"封面标题与《{best.title}》不同，按内容认定为该表"
    if anew := next((form for form in forms if form.decisive and _is_typed_anew(document, heads, form)), None):
        return anew.id, f"封面标题与《{anew.title}》不同，按标题和内容认定为该表"
    named = any(_NAMED.search(head) and not _OTHER_NAMED.search(head) for head in _first(heads))
    told = next((form for form in free if _tells_chapters(document, form, _CHAPTERS - named)), None)
    if told or _tells_scenes(document, heads, scenes):
        told = _of_level(heads, free) or told
    if told:
        return told.id, f"封面标题与《{told.title}》不同，按内容认定为该表"
    kind = None if any(TITLE.search(head) for head in heads) else attachments.kind(document)
    if kind != "audit_report" and _is_report(document, statements):
        return "statements", None
    if kind:
        return kind, None
    declared = next((head for head in heads[:_FIRST_LINES] if TITLE.search(head) and not _ABOUT.search(head)), None)
    if statements.count_lines(document) >= 3 and declared is None:  # the form of another year tells the same lines
        return "statements", None
    if paper := _by_content(document, heads, papers) or _by_name(document.file, papers):
        return paper.kind, f"内容看来是{paper.name}" if paper.kind == "other" else None
    for head in heads:
        if TITLE.search(head):
            return "other", f"“{head[:40]}”不是本批评审的表式（未知或已废止的表式）"
    return "other", None


def is_excerpt(document: Document) -> bool:
    """Whether a form calls itself a part or a filed copy of what was declared before: 2024年申报书（节选）."""
    return any(_EXCERPT.search(text) for text in (document.file, *_short_texts(document)[:_FIRST_LINES]))


def _is_deal(heads: Sequence[str]) -> bool:
    """Whether a paper calls itself a contract or a bid, or names two parties at its beginning."""
    first = [half_width(head) for head in heads[:_FIRST_LINES]]
    named = any(_DEAL.fullmatch(head) for head in first)
    return named or all(any(side.match(head) for head in first) for side in _SIDES)


def _is_report(document: Document, statements: StatementReader) -> bool:
    """Whether a long paper (an annual report) prints its statements, whatever words its other pages hold."""
    if len(document.tables) < LONG:
        return False
    return {"balance", "income"} <= {statement.kind for statement in statements.read(document)}


def kind_by_name(file: str, papers: Sequence[PaperKind]) -> PaperKind | None:
    """What the file's name says: all there is where the content could not be read."""
    return _by_name(file, papers)


def _by_content(document: Document, heads: Sequence[str], papers: Sequence[PaperKind]) -> PaperKind | None:
    lines: list[str] | None = None
    for paper in papers:
        if any(re.search(pattern, head) for pattern in paper.titles for head in heads[:_FIRST_LINES]):
            return paper
        if paper.lines:
            lines = lines if lines is not None else _all_lines(document)
            if sum(any(re.search(pattern, line) for line in lines) for pattern in paper.lines) >= paper.least:
                return paper
    return None


def _by_name(file: str, papers: Sequence[PaperKind]) -> PaperKind | None:
    return next((paper for paper in papers if any(re.search(pattern, file) for pattern in paper.files)), None)


def _is_free_title(head: str) -> bool:
    """Whether a line is the title of a free book: …卓越级智能工厂…申报材料."""
    return _FREE.search(head) is not None and not _ABOUT.search(head)


def _is_typed_anew(document: Document, heads: Sequence[str], form: Form) -> bool:
    """Whether the first lines name the form's carrier as what is declared, and some of its words stand in the book."""
    level = form.carrier.removeprefix("优秀")
    told = any(level in head and _TYPED_ANEW.search(head) and not _ABOUT.search(head) for head in heads[:_FIRST_LINES])
    return bool(level) and not form.free and told and fit(document, form) >= _WORDS_KEPT


def _of_level(heads: Sequence[str], free: Sequence[Form]) -> Form | None:
    """The one of the free books whose level the first lines name; of both the first, as titles won come later."""
    said = (form for head in heads[:_FIRST_LINES] for form in free if form.carrier in head)
    return next(said, None)


def _first(heads: Sequence[str]) -> list[str]:
    """The first lines that are not about papers: no list of annexes, no notes on filling in."""
    return [head for head in heads[:_FIRST_LINES] if not _ABOUT.search(head)]


def _tells_scenes(document: Document, heads: Sequence[str], scenes: Collection[str]) -> bool:
    """Whether a paper tells of many scenes and of an applicant, whatever it calls itself and its chapters; it is no
    assessment and no contract."""
    named = [head for head in heads[:_FIRST_LINES] if _LEVEL.search(head) or len(head) <= _BRIEF]
    named = [head for head in named if not any(name in head for name in scenes)]  # 在线智能检测 is no test report
    if any(_OTHER_NAMED.search(head) and not _BOOKISH.search(head) for head in named):
        return False
    body = _all_text(document)
    applicant = sum(any(word in body for word in words) for words in _APPLICANT)
    return applicant >= _SIGNS and sum(name in body for name in scenes) >= _SCENES


def _tells_chapters(document: Document, form: Form, least: int) -> bool:
    """Whether a paper without a known title has `least` chapters of a free book, that of the scenes among them."""
    specs = [spec for part in form.parts if part.layout == "chapters" for spec in part.fields if spec.heads]
    found = {part.spec.key for part in read_outline(document.nodes, specs).parts}
    return len(found) >= least and SCENE_CHAPTER in found


def _is_title(head: str, title: str) -> bool:
    """The title itself, a province before it or an edition behind it; 附件目录 or 填写说明 of a form is no form."""
    return title in head and len(head) <= len(title) + 14 and not _ABOUT.search(head.replace(title, ""))


def fit(document: Document, form: Form) -> int:
    """How many of the form's decisive words stand in the document: which of several candidates is the book."""
    body = _all_text(document)
    return sum(squash(word) in body for word in form.decisive)


def title_block(document: Document, titles: Sequence[str] = ()) -> Block | None:
    """The block that carries one of the titles, or a cover before it that bears another one; else one that reads like
    a title, else the first with text."""
    blocks = [b for b in document.blocks[:_FIRST_NODES] if squash(b.text)]
    titled = [b for b in blocks if any(squash(t) in squash(b.text) for t in titles)]
    covers = blocks[: blocks.index(titled[0])] if titled else []
    titled = [b for b in covers if _COVER.search(said := squash(b.text)) and not _ABOUT.search(said)] + titled
    titled += [
        b for b in blocks[:_FIRST_LINES] if len(said := squash(b.text)) <= _TITLE_LENGTH and _is_free_title(said)
    ]
    titled += [b for b in blocks if _reads_like_title(b)]
    return next(iter(titled), blocks[0] if blocks else None)


def _short_texts(document: Document) -> list[str]:
    texts: list[str] = []
    for node in document.nodes[:_FIRST_NODES]:
        if isinstance(node, Block):
            texts += [squash(line) for line in node.text.splitlines()]
        elif isinstance(node, Table):
            cells = [cell.text for cell in node.cells if cell.text.strip()][:12]
            texts += [squash(part) for text in cells for part in (text, *_several_lines(text))]
    joined = ["".join(texts[i : i + 2]) for i in range(min(8, len(texts)))]  # a title broken over two lines
    return [t for t in texts + joined if t and len(t) <= _TITLE_LENGTH]


def _several_lines(text: str) -> list[str]:
    """The lines of a cell that is a whole cover."""
    lines = [line for line in text.splitlines() if squash(line)]
    return lines if len(squash(text)) > _TITLE_LENGTH else []


def _all_lines(document: Document) -> list[str]:
    cells = [cell.text for table in document.tables for cell in table.cells]
    return [squash(line) for text in (*(b.text for b in document.blocks), *cells) for line in text.splitlines()]


def _all_text(document: Document) -> str:
    parts = [b.text for b in document.blocks] + [c.text for t in document.tables for c in t.cells]
    return squash("".join(parts))


def title_field(document: Document, titles: Sequence[str] = ()) -> Field | None:
    """The printed title of a book (`title`), whatever form it names; None where nothing reads like one."""
    block = title_block(document, titles)
    if block is None:
        return None
    said = squash(block.text)
    known = any(squash(title) in said for title in titles) or _is_free_title(said)  # …项目申报材料 is a title, too
    return _as_title("title", block) if known or _reads_like_title(block) else None


def title_fields(document: Document, titles: Sequence[str] = ()) -> list[Field]:
    """The title, and as `title[2]` … other titles before the first table that are none of the form's own."""
    first = title_field(document, titles)
    if first is None:
        return []
    own = [squash(title) for title in titles]
    cover = takewhile(lambda node: not isinstance(node, Table), document.nodes[:_FIRST_NODES])
    blocks = [b for b in cover if isinstance(b, Block) and _reads_like_title(b) and b.place != first.place]
    blocks = [b for b in blocks if not _ABOUT.search(squash(b.text)) and not any(t in squash(b.text) for t in own)]
    return [first, *(_as_title(f"title[{n}]", block) for n, block in enumerate(blocks, 2))]


def _reads_like_title(block: Block) -> bool:
    return bool(TITLE.search(squash(block.text))) and len(squash(block.text)) <= _TITLE_LENGTH


def _as_title(key: str, block: Block) -> Field:
    return Field(key, squash(block.text), block.text.strip(), block.place, confidence=0.97)
