"""附表1 场景描述 (eleven columns across) and 附表2 (one grid per scene instance) as WordprocessingML."""

from tests.books.book import Block, Book
from tests.books.form import ANNEX_1, EXAMPLE
from tests.books.word import Cell, paragraph, run, section, table, text_paragraphs

WIDTHS_1 = [560, 800, 900, 1900, 1600, 1950, 1450, 1800, 1300, 1600, 600]
WIDTHS_2 = [1900, 1900, 1950, 2500, 1350]
KIND_HINT = "（可填写多个）"


def annex_1(book: Book) -> list[str]:
    """附表1 on a landscape page of its own; the 示例 row stands where the layout keeps it."""
    rows = [[Cell(text_paragraphs(words, size=18)) for _, words in ANNEX_1]]
    told = [{**row, "no": str(number)} for number, row in enumerate(book.t1, 1)]
    for row in [*([EXAMPLE] * book.layout.example), *told]:
        rows.append([Cell(text_paragraphs(row.get(key, ""), size=18)) for key, _ in ANNEX_1])
    across = book.layout.annex2 == "landscape"
    end = [] if across else [paragraph(section=section(landscape=True))]
    return [paragraph(run("附表1")), *text_paragraphs("场景描述", align="center", size=30), table(WIDTHS_1, rows), *end]


def annex_2(book: Book) -> list[str]:
    """附表2, stacked blocks in the order of 附表1, and the section that ends the book."""
    across = book.layout.annex2 == "landscape"
    title = text_paragraphs("场景采用的关键装备、软件、工艺、技术情况", align="center", size=30)
    grids = [part for block in book.t2 for part in (table(WIDTHS_2, _block(block)), paragraph())]
    return [paragraph(run("附表2"), page_break=across), *title, *grids, section(landscape=across)]


def _block(block: Block) -> list[list[Cell]]:
    def cells(spans: str, texts: tuple[str, ...]) -> list[Cell]:
        padded = (*texts, *[""] * (len(spans) - len(texts)))
        return [Cell(text_paragraphs(text), int(span)) for span, text in zip(spans, padded, strict=True)]

    rows = [cells("23", ("具体场景实例名称（与附表1表格对应）", block.instance_name))]
    for spans, head, lines in (
        ("11111", ("关键装备种类", "名称", "规格/型号", "供应商", "备注"), block.equipment),
        ("11111", ("关键软件种类", "名称", "规格/型号", "供应商", ""), block.software),
        ("14", ("工艺名称", "应用描述"), block.process),
        ("14", ("技术名称", "应用描述"), block.technology),
    ):
        rows.append(cells(spans, head))
        rows += [cells(spans, line) for line in lines or ((KIND_HINT,),)]
    return rows
