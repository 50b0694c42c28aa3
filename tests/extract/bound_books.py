"""Books with annexes bound in: licence, statements, certificates under headings of many kinds, or under none.

`bind(book, seed, held_out)` takes a book as read and puts papers behind it or before its 附表. Some headings and names
are drawn only for `held_out`, so that figures on that part speak of wordings nobody looked at while building.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from model.document import Block, Document, Node, Page, Picture, Table
from model.place import Place
from tests.extract.grids import table_of
from tests.extract.statement_sheets import Rows, make_sheets

HAN = "一二三四五六七八九十"
NAMES = {
    "licence": ("企业法人营业执照", "营业执照", "企业营业执照（副本）"),
    "statements": ("企业财务报表", "近三年财务报表", "2022-2024年度财务报表", "财务会计报表"),
    "self_assessment": ("智能制造能力成熟度自评估情况", "CMMM自评估结果", "成熟度自评估报告"),
    "certificate": ("专利、著作权证书", "知识产权证书", "标准情况", "高新技术企业证书"),
    "picture": ("影像资料", "现场照片"),
    "other": ("其他证明材料", "采购合同"),
}
UNSEEN = {
    "licence": ("企业法人营业执照副本扫描件", "营业执照复印件（加盖公章）", "统一社会信用代码营业执照"),
    "statements": ("近三年财务决算报表", "财务报告（2022—2024）", "企业近三年会计报表复印件", "资产负债表、利润表"),
    "self_assessment": ("两化及智能制造成熟度诊断情况", "智能制造成熟度自诊断截图"),
    "certificate": ("资质荣誉", "软著登记证书", "专利授权证书复印件", "企业获奖情况"),
    "picture": ("车间实景图片", "场景应用视频截图"),
    "other": ("佐证材料", "软件采购合同及协议"),
}
STYLES = ("附件{n} {name}", "附件{n}：{name}", "附件{han} {name}", "附件{n}\n{name}", "附件{n}、{name}")
UNSEEN_STYLES = (
    "附 件 {n}  {name}",
    "附件{n}-1 {name}",
    "附件（{n}）：{name}",
    "【附件{n}】{name}",
    "附件 {han}、{name}；",
)
LISTED = ("{n}.{name}", "（{han}）{name}", "{han}、{name}")
CERTIFICATE = (
    "发明专利证书",
    "发明名称：一种智能分选方法",
    "专利号：ZL 2021 1 0234567.8",
    "专利权人：{company}",
    "授权公告日：2023年05月09日",
)
ASSESSED = (
    "智能制造能力成熟度自评估结果",
    "企业名称：{company}",
    "自评得分：2.31",
    "成熟度等级：二级",
    "提交时间：2025年6月3日",
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The document, the kinds that are bound in (in order), and the statements' nodes as a file of their own."""

    document: Document
    kinds: tuple[str, ...]
    sheets: tuple[Node, ...]


class Binder:
    """Makes nodes with places behind those of a book."""

    def __init__(self, book: Document, rnd: random.Random) -> None:
        self.book, self.rnd = book, rnd
        self.page = max((n.place.page or 0 for n in book.nodes), default=0) or None
        self.count = 0

    def turn(self) -> None:
        """A new page, where the book has pages."""
        self.page = self.page + 1 if self.page else None

    def block(self, text: str) -> Block:
        return Block(text, self._place("para", text))

    def picture(self) -> Picture:
        return Picture(self._place("pic"), "f" * 64, 1240, 880)

    def table(self, rows: Rows) -> Table:
        made, place = table_of(rows), self._place("t")
        cells = tuple(
            replace(c, place=replace(place, path=f"{place.path}/r{c.row + 1}c{c.col + 1}", text=c.text))
            for c in made.cells
        )
        return replace(made, cells=cells, place=place)

    def _place(self, kind: str, text: str = "") -> Place:
        self.count += 1
        path = f"{kind}{900 + self.count}"
        return Place(self.book.file, f"p{self.page}/{path}" if self.page else path, self.page, None, text)


def bind(book: Document, seed: int, held_out: bool = False) -> Bound:
    """The book with three to five papers bound in; statements are always among them."""
    rnd = random.Random(seed)
    made = Binder(book, rnd)
    names, styles = (UNSEEN, UNSEEN_STYLES) if held_out else (NAMES, STYLES)
    kinds = [
        "licence",
        "statements",
        *rnd.sample(["self_assessment", "certificate", "picture", "other"], rnd.randint(1, 3)),
    ]
    rnd.shuffle(kinds)
    listed = rnd.random() < 0.25
    style = rnd.choice(LISTED if listed else styles)
    unheaded = not listed and rnd.random() < 0.15
    if unheaded:  # nothing tells such a sentence from the book's own
        kinds = [kind for kind in kinds if kind not in ("other", "picture")]
    nodes: list[Node] = []
    sheets: list[Node] = []
    if listed or rnd.random() < 0.4:
        nodes.append(made.block(rnd.choice(("附件", "附件材料", "相关附件"))))
    if rnd.random() < 0.4 and not unheaded:
        nodes += [made.block(f"{n}.{names[kind][0]}；") for n, kind in enumerate(kinds, 1)]
    for n, kind in enumerate(kinds, 1):
        if rnd.random() < 0.7:
            made.turn()
        heading = style.format(n=n, han=HAN[n - 1], name=rnd.choice(names[kind]))
        if not unheaded:
            nodes += [made.block(line) for line in heading.splitlines()]
        content = _content(made, kind, seed, held_out, unheaded)
        nodes += content
        if kind == "statements":
            sheets = content
    end = _end(book) if rnd.random() < 0.3 else len(book.nodes)
    pages = tuple(Page(n, 595, 842) for n in range(len(book.pages) + 1, (made.page or 0) + 1))
    whole = (*book.nodes[:end], *nodes, *book.nodes[end:])
    return Bound(replace(book, nodes=whole, pages=(*book.pages, *pages)), tuple(kinds), tuple(sheets))


def _content(made: Binder, kind: str, seed: int, held_out: bool, unheaded: bool) -> list[Node]:
    company = "甘肃甲装备有限公司"
    match kind:
        case "licence":
            return _licence(made, company, unheaded)
        case "statements":
            sheets = make_sheets(seed, held_out).nodes
            return [made.block(n) if isinstance(n, str) else made.table(n) for n in sheets]
        case "certificate":
            if made.rnd.random() < 0.3 and not unheaded:
                return [made.picture()]
            return [made.block(line.format(company=company)) for line in CERTIFICATE]
        case "self_assessment":
            return [made.block(line.format(company=company)) for line in ASSESSED]
        case "picture":
            return [made.picture(), made.block("智能化改造后的车间"), made.picture()]
    return [made.block("甲方与乙方约定的设备供货和安装调试服务由双方另行确认。")]


def _licence(made: Binder, company: str, unheaded: bool) -> list[Node]:
    rows = [["统一社会信用代码", "91620100MA71AB1238"], ["名称", company], ["类型", "有限责任公司"], ["法定代表人", "康向东"],
            ["注册资本", "5000万元整"], ["成立日期", "2012年07月18日"], ["住所", "甘肃省兰州市城关区"], ["经营范围", "机械设备制造"], ["登记机关", "兰州市市场监督管理局"]]  # fmt: skip
    style = made.rnd.random()
    if style < 0.4 and not unheaded:
        return [made.table(rows)]
    if style < 0.8 or unheaded:
        return [made.block("营业执照"), *(made.block(f"{label}：{value}") for label, value in rows)]
    return [made.picture(), made.block("图 企业法人营业执照（副本）扫描件")]


def _end(book: Document) -> int:
    """Before 附表1, else the end."""
    sheet = next((i for i, n in enumerate(book.nodes) if isinstance(n, Block) and n.text.strip() == "附表1"), None)
    return len(book.nodes) if sheet is None else sheet


def texts(nodes: Sequence[Node]) -> list[str]:
    return [n.text for n in nodes if isinstance(n, Block)]
