"""Papers bound in with a book, or several in one file: found, read as if each were a file, and kept out of the book."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import corpora
from extract import extract_submission
from extract.statements import StatementReader
from ingest import read
from model.document import Block, Document, Page, Picture, Reading, Status
from model.place import Place
from model.submission import Submission
from tests.extract.bound_books import Bound, bind
from tests.extract.grids import document, grid

BATCH = Path(corpora.__file__).parent / "samples" / "batch"
BOOKS = {
    "GS-02": BATCH / "天水陇坻轴承股份有限公司" / "天水陇坻轴承-优秀场景申报书.docx",
    "GS-02 pdf": BATCH / "武威绿洲乳业有限公司" / "武威绿洲乳业优秀场景申报书.pdf",
    "GS-03": BATCH / "张掖丹霞种业装备有限公司" / "基础级智能工厂申报书.docx",
    "GS-04": BATCH / "白银黄河石新材料有限公司" / "黄河石先进级智能工厂申报书.docx",
}
REFERENCE = corpora.load()
LINES = ("bs.", "is.", "cf.")


@cache
def book_of(name: str) -> Document:
    reading = read(BOOKS[name], "申报书" + BOOKS[name].suffix)
    assert reading.document
    return reading.document


def extract(*documents: Document) -> Submission:
    readings = [Reading(d.file, f"{n:064x}", Status.OK, d) for n, d in enumerate(documents)]
    return extract_submission("件", readings, REFERENCE)


@cache
def alone(name: str) -> Submission:
    return extract(book_of(name))


def own_fields(found: Submission) -> dict[str, str]:
    return {f.key: f.value for f in found.fields if not f.key.startswith(LINES)}


def lines(found: Submission) -> dict[str, str]:
    return {f.key: f.value for f in found.fields if f.key.startswith(LINES)}


def faults(bound: Bound, name: str) -> list[str]:
    """What is wrong with the reading of a bound book: fields and prose of the book, statements, kinds, licence."""
    found, said = extract(bound.document), []
    if own_fields(found) != own_fields(alone(name)):
        said.append("fields")
    if [p.text for p in found.passages] != [p.text for p in alone(name).passages]:
        said.append("prose")
    sheets = Document("报表", "docx", bound.sheets)
    want = {s.kind: len(s.lines) for s in alone(name).papers[0].statements}  # on a picture within the book itself
    want |= {s.kind: len(s.lines) for s in StatementReader(REFERENCE.statements).read(sheets, named=False)}
    got = {s.kind: len(s.lines) for s in found.papers[0].statements}
    if got != want:
        said.append(f"statements {got} for {want}")
    kinds = {one.kind for one in found.papers[0].inner}
    if missing := set(bound.kinds) - kinds - {"other", "picture"}:
        said.append(f"kinds {missing}")
    return said


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("seed", range(12))
def test_annexes_bound_in_are_read_and_leave_the_book_alone(name: str, seed: int) -> None:
    """Fields, prose and length of the book are those without annexes; the statements those of a file of their own."""
    assert faults(bind(book_of(name), 1000 + seed), name) == []


def test_several_papers_in_one_file_are_read_one_by_one() -> None:
    """A file of annexes: licence, two sorts of certificates and statements of two years, each year under one title."""
    sheet = "项目 | 期末余额 | 年初余额\n流动资产合计 | 40 | 30\n非流动资产合计 | 60 | 50\n资产总计 | 100 | 80\n负债合计 | 30 | 20\n所有者权益合计 | 70 | 60\n负债和所有者权益总计 | 100 | 80"
    nodes = document(
        "附件", "附件1 营业执照", *LICENCE, "附件2 近三年财务报表",
        "资产负债表", "编制单位：甘肃甲有限公司 2023年12月31日 单位：元", grid(sheet, 1),
        "资产负债表", "编制单位：甘肃乙有限公司 2024年12月31日 单位：元", grid(sheet, 2),
        "附件3 专利证书", "发明专利证书", "发明名称：甲方法", "专利号：ZL 2021 1 0234567.8", "专利权人：甘肃甲有限公司", "授权公告日：2026年3月13日",
        "附件4 成熟度证书", "智能制造成熟度证书", "等级：二级", "自评估得分2.1，有效期至2025年3月1日",
    )  # fmt: skip
    (paper,) = extract(nodes).papers
    facts = {f.key: f.value for f in paper.facts}
    assert [one.kind for one in paper.inner] == ["licence", "statements", "certificate", "self_assessment"]
    assert facts["licence.legal_rep_name"] == "康向东"
    assert facts["patent.date"] == "2026-03-13"
    assert facts["cmmm.valid_until"] == "2025-03-01"
    assert facts["statements[2].company_name"] == "甘肃乙有限公司"
    assert {s.year for s in paper.statements} == {2022, 2023, 2024}


LICENCE = ("营业执照", "统一社会信用代码：91620100MA71AB1238", "名称：甘肃甲有限公司", "法定代表人：康向东", "注册资本：5000万元整", "成立日期：2012年07月18日", "经营范围：机械", "登记机关：兰州市市场监督管理局")  # fmt: skip


def test_a_summary_of_self_assessments_behind_statements_is_a_paper_of_its_own() -> None:
    """Its rows are no lines of the statements above it, and are given as a table drawn."""
    sheet = (
        "项目 | 期末余额\n流动资产合计 | 40\n非流动资产合计 | 60\n资产总计 | 100\n负债合计 | 30\n所有者权益合计 | 70"
    )
    row = "序号 | 评估企业名称 | 自评等级 | 所属行业 | 行业大类\n1 | 甘肃甲有限公司 | 二级 | 消费品 | 14-食品制造业"
    book = book_of("GS-03")
    said = (
        "附件",
        "附件1 营业执照",
        *LICENCE,
        "附件2 财务报表",
        "资产负债表",
        "2024年12月31日 单位：元",
        grid(sheet, 91),
        "智能制造能力成熟度自评估汇总表",
        "填写单位：甘肃甲有限公司",
        grid(row, 92),
    )
    nodes = [n if not isinstance(n, str) else Block(n, Place(book.file, f"para90{i}", text=n)) for i, n in enumerate(said)]  # fmt: skip
    found = extract(replace(book, nodes=(*book.nodes, *nodes)))
    assert [inner.title for inner in found.papers[0].inner][-1] == "智能制造能力成熟度自评估汇总表"
    assert ["1", "甘肃甲有限公司", "二级", "消费品", "14-食品制造业"] in [
        [c.text for c in r] for g in found.grids for r in g.rows
    ]


def test_a_file_of_one_paper_stays_whole() -> None:
    """A lone statement file or licence has no inner papers."""
    assert [p.inner for p in extract(document(*LICENCE)).papers] == [()]


def test_a_page_that_is_a_licence_is_found_without_a_heading() -> None:
    """Scans often print no heading: the page itself says what it is; a list of annexes is none of them."""
    book = book_of("GS-02 pdf")
    last = len(book.pages)
    blocks = tuple(Block(t, Place(book.file, f"p{last + 1}/para{i}", last + 1, None, t)) for i, t in enumerate(LICENCE))
    bound = replace(book, nodes=(*book.nodes, *blocks), pages=(*book.pages, Page(last + 1, 595, 842)))
    found = extract(bound)
    assert (found.papers[0].inner[-1].kind, found.papers[0].inner[-1].pages) == ("licence", (last + 1,))
    assert own_fields(found) == own_fields(alone("GS-02 pdf"))


def test_a_licence_in_a_frame_is_found_among_the_annexes() -> None:
    """A box drawn around the words is read as a table of one cell; its caption may stand below."""
    book = book_of("GS-03")
    frame = grid("\\n".join(LICENCE), 91)
    said = ("附件", "1.营业执照；2.审计报告（另附）", frame, "附件1 营业执照")
    nodes = [n if not isinstance(n, str) else Block(n, Place(book.file, f"para90{i}", text=n)) for i, n in enumerate(said)]  # fmt: skip
    found = extract(replace(book, nodes=(*book.nodes, *nodes)))
    assert [inner.kind for inner in found.papers[0].inner] == ["licence"]
    assert own_fields(found) == own_fields(alone("GS-03"))


def test_annexes_merely_listed_are_none() -> None:
    """附件1 …；附件2 … one below the other, or 无 under a heading, is no paper."""
    book = book_of("GS-03")
    listed = [Block(t, Place(book.file, f"para{900 + i}", text=t)) for i, t in enumerate(("附件", "附件1 营业执照", "附件2 财务报表", "附件3 专利证书", "无"))]  # fmt: skip
    found = extract(replace(book, nodes=(*book.nodes, *listed)))
    assert found.papers[0].inner == ()
    assert own_fields(found) == own_fields(alone("GS-03"))


@pytest.mark.parametrize("above", ["2.专利证书：全部清单如下。", "2.知识产权情况见下表：", "2.专利、软件著作权"])
def test_a_table_in_the_list_of_annexes_is_a_paper(above: str) -> None:
    """It stands right below an entry that names its kind; without that words in the list are no paper."""
    book, table = book_of("GS-03"), grid("序号 | 专利名称 | 专利号\n1 | 一种夹具 | ZL202120000001.1", 91)
    texts = ("四、相关附件", "1.营业执照：见附件1。", above)
    listed = [Block(t, Place(book.file, f"para{900 + i}", text=t)) for i, t in enumerate(texts)]
    found = extract(replace(book, nodes=(*book.nodes, *listed, table)))
    assert [inner.kind for inner in found.papers[0].inner] == ["certificate"]
    assert extract(replace(book, nodes=(*book.nodes, *listed))).papers[0].inner == ()


@pytest.mark.parametrize(
    "lines", [("附：三年财务报表（单位：万元）",), ("附录B 会计报表（金额单位：人民币万元）",), ("附 3 财务报表", "单位：万元"), ("六、会计报表（万元）",), ("附件2 财务报表", "编制单位：甘肃甲有限公司，金额单位：万元。以下各年均经会计师事务所审计并出具无保留意见，2022年末数取自上一年度审计报告的期末数，未作调整。")],
)  # fmt: skip
def test_a_heading_over_all_statements_gives_their_unit(lines: tuple[str, ...]) -> None:
    """The unit stands once, above the first statement's title; the sheets themselves print none."""
    book = book_of("GS-03")
    balance = "项目 | 2023年12月31日 | 2024年12月31日\n流动资产合计 | 40 | 30\n非流动资产合计 | 60 | 50\n资产总计 | 100 | 80\n负债合计 | 30 | 20\n所有者权益合计 | 70 | 60"
    income = "项目 | 2023年度 | 2024年度\n一、营业收入 | 90 | 95\n二、营业利润 | 9 | 8\n三、利润总额 | 9 | 8\n四、净利润 | 7 | 6"
    said = (*lines, "资产负债表", grid(balance, 91), "利润表", grid(income, 92))
    nodes = [
        n if not isinstance(n, str) else Block(n, Place(book.file, f"para90{i}", text=n)) for i, n in enumerate(said)
    ]
    found = extract(replace(book, nodes=(*book.nodes, *nodes)))
    assert {s.unit for s in found.papers[0].statements if s.place.path in ("t91", "t92")} == {"万元"}
    assert own_fields(found) == own_fields(alone("GS-03"))


def test_annexes_in_words_are_kept_as_letters() -> None:
    """A decision and a certificate in one file with a licence: their sentences go on, those of the licence do not."""
    annexes = document(
        "附件", "附件1 营业执照", *LICENCE,
        "附件2 专利证书", "发明专利证书", "发明名称：甲方法", "专利号：ZL 2021 1 0234567.8", "专利权人：甘肃甲有限公司", "授权公告日：2026年3月13日",
        "附件3 其他证明材料", "自2024年9月10日起两年内不得申报。",
    )  # fmt: skip
    paper = extract(book_of("GS-03"), annexes).papers[1]
    told = [p.text for p in paper.passages if p.key.startswith("annex")]
    assert "专利权人：甘肃甲有限公司" in told
    assert any("两年内不得申报" in text for text in told)
    assert not any("康向东" in text for text in told)
    assert any("康向东" in p.text for p in paper.passages if p.key.startswith("paper"))  # not lost beside them


def test_pictures_without_a_word_are_counted() -> None:
    """Below their heading nothing but pictures; with a caption they are not mute."""

    def mute(*words: str) -> int:
        annexes = document("附件", "附件1 营业执照", *LICENCE, "附件2 现场照片")
        at = Place(annexes.file, "para900")
        nodes = (*annexes.nodes, *(Picture(at, f"{n:064x}", 800, 600) for n in range(3)))
        nodes = (*nodes, *(Block(word, Place(annexes.file, "para901", text=word)) for word in words))
        paper = extract(book_of("GS-03"), replace(annexes, nodes=nodes)).papers[1]
        return next(one.mute for one in paper.inner if one.kind == "picture")

    assert mute() == 3
    assert mute("照片1 装配线全景", "照片2 立体库") == 0


@pytest.mark.parametrize("caption", ["主要财务指标（万元）", "利润表（单位：万元）", "表4 经营与资产情况"])
def test_a_chapter_goes_on_behind_the_key_figures_in_it(caption: str) -> None:
    """A sentence and a table of titles below statements amid a chapter are the book's; so are the statements' lines
    the company's."""
    book = book_of("GS-04")
    sums = "科目 | 2022年 | 2023年 | 2024年\n流动资产合计 | 41 | 43 | 45\n非流动资产合计 | 60 | 61 | 62\n资产总计 | 101 | 104 | 107\n负债合计 | 50 | 51 | 52\n所有者权益合计 | 51 | 53 | 55\n营业收入 | 90 | 92 | 95\n减：营业成本 | 70 | 71 | 73\n营业利润 | 9 | 9 | 10\n利润总额 | 9 | 9 | 10\n净利润 | 7 | 7 | 8"
    titles = "名称 | 取得时间 | 有效期 | 授予单位\n省级企业技术中心 | 2023年6月 | 至2026年6月 | 省发改委\nCMMM三级 | 2024年5月 | 至2027年5月 | 评估机构"
    said = "公司于2023年6月建成省级企业技术中心，2024年5月完成成熟度评估，此后各项工作按年度计划推进。"
    below = (caption, grid(sums, 91), said, "表5 资质情况", grid(titles, 92))
    nodes = [
        n if not isinstance(n, str) else Block(n, Place(book.file, f"para90{i}", text=n)) for i, n in enumerate(below)
    ]
    at = next(i for i, n in enumerate(book.nodes) if isinstance(n, Block) and n.text.startswith("三、"))
    found = extract(replace(book, nodes=(*book.nodes[:at], *nodes, *book.nodes[at:])))
    assert any(said[:20] in p.text for p in found.passages)
    assert [g.own for g in found.grids if g.place.path == "t92"] == [True]
    assert found.field("cmmm_self_level") == alone("GS-04").field("cmmm_self_level")
    assert {s.year for s in found.papers[0].statements} >= {2022, 2023, 2024}


def test_statements_behind_the_last_chapter_stay_papers() -> None:
    """Without a heading of an annex, too: the note below them is theirs."""
    book = book_of("GS-04")
    sums = "科目 | 2023年 | 2024年\n流动资产合计 | 43 | 45\n非流动资产合计 | 61 | 62\n资产总计 | 104 | 107\n负债合计 | 51 | 52\n所有者权益合计 | 53 | 55\n营业收入 | 92 | 95\n减：营业成本 | 71 | 73\n营业利润 | 9 | 10\n利润总额 | 9 | 10\n净利润 | 7 | 8"
    note = "本报表由财务部门根据账簿编制，未经注册会计师审计，数据以年终决算为准，请使用人注意。"
    nodes = (grid(sums, 91), Block(note, Place(book.file, "para901", text=note)))
    found = extract(replace(book, nodes=(*book.nodes, *nodes)))
    assert not any(note[:20] in p.text for p in found.passages)


def test_proofs_without_a_number_end_the_last_chapter() -> None:
    """附件 证明材料 above a list of patents: neither heading nor list is the chapter's; a sentence on them is."""
    book = book_of("GS-04")
    register = grid("名称 | 授权日期\n一种送料机构 | 2024年6月3日", 91)

    def told(*lines: str) -> str:
        end = next(i for i, n in enumerate(book.nodes) if isinstance(n, Block) and n.text.startswith("四、示范作用"))
        head = (*book.nodes[: end + 1], Block("具体内容见前文。", Place(book.file, "para900", text="具体内容见前文。")))
        below = (Block(one, Place(book.file, f"para90{n}", text=one)) for n, one in enumerate(lines, 1))
        found = extract(replace(book, nodes=(*head, *below, register)))
        return next(f.text for f in found.fields if f.key == "c4")

    assert told("附件 证明材料", "专利证书清单") == "具体内容见前文。"
    assert "证明材料" in told("我们另行准备了附件与证明材料，供现场核查时使用。")
