"""Chapters 二, 三 and 四 of a GS-02 book as WordprocessingML: own prose, plans, attachments with their pictures."""

from tests.books.book import Book
from tests.books.form import SCHEME_HINT
from tests.books.word import paragraph, run, section, text_paragraphs


def chapters(book: Book) -> list[str]:
    """Everything between the big table and 附表1. `⟦…⟧` marks where a picture goes; ends the upright section."""
    hint = text_paragraphs(SCHEME_HINT) if "scheme_text" in book.layout.hints else []
    return [
        _head("二、场景建设方案及情况"),
        *hint,
        *_prose(book, "scheme_text"),
        _head("三、下一步提升和推广计划"),
        paragraph(run("（一）提升计划", bold=True)),
        *_prose(book, "improve_plan"),
        paragraph(run("（二）推广应用计划", bold=True)),
        *_prose(book, "promote_plan"),
        _head("四、相关附件"),
        *_attachments(book),
        paragraph(section=section()),
    ]


def _head(text: str) -> str:
    return paragraph(run(text, bold=True, size=28))


def _prose(book: Book, key: str) -> list[str]:
    return text_paragraphs(book.fields[key], indent=True) if key in book.fields else []


def _attachments(book: Book) -> list[str]:
    file, years = book.statement.get("file"), f"{book.years[0]}—{book.years[-1]}年"
    finance = f"2.企业财务报表（{years}，见随附文件“{file}”）；" if file else f"2.企业财务报表（{years}，扫描件附后）；"
    lines = [
        "1.企业法人营业执照（副本，附后）；",
        finance,
        "3.企业智能制造方面取得的专利、著作权证书等：" + "；".join(book.patents) + "；",
        f"4.主持或参与制定与申报项目相关的标准情况：{book.standards}；",
        "5.能够突出反映企业智能制造场景的影像资料并附说明性文字（附后）；",
        "6.其他证明材料：无。",
    ]
    if not book.figure:
        return text_paragraphs("\n".join(lines))
    shown = [("licence", "附件1 营业执照副本"), *([] if file else [("sheet", f"附件2 财务报表主要数据（{years}）")])]
    shown.append(("figure", f"附件5 {book.figure['caption']}"))
    pictures = [
        part
        for name, caption in shown
        for part in (paragraph(run(f"⟦{name}⟧"), align="center"), *text_paragraphs(caption, align="center"))
    ]
    return [*text_paragraphs("\n".join(lines)), *pictures]
