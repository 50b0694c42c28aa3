"""How well statements are read, line by line. `python -m bench.statements [--files N] [--real FOLDER]`.

Made-up sheets with the truth (tests/extract/statement_sheets.py): a development part and a held-out part with wordings
and layouts of its own, as bare tables and printed by two writers as .xlsx, .docx and PDF (all borders, horizontal rules
only, a long annual report). `--real` reads files of real companies: no truth there, so it counts what footings confirm.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl import Workbook

import corpora
import ingest
from extract.statements import StatementReader, publish_lines
from model.document import Block, Document, Table
from model.place import Place
from model.submission import Statement, Trust
from tests.extract.grids import table_of
from tests.extract.statement_prints import make_papers, print_pages
from tests.extract.statement_sheets import Rows, Sheets, make_sheets

Printer = Callable[[Sheets, Path], Path]
SEEDS = 60


def score(sheets: Sheets, statements: Sequence[Statement]) -> Counter[str]:
    """right, wrong, missing and invented lines; `listed` ones apart; columns doubted although all adds up."""
    kinds = {kind for kind, _, _ in sheets.truth}
    got = {
        (s.kind, s.scope, s.year, f.key.partition("[")[0]): Decimal(f.value)
        for s in statements
        if s.kind in kinds
        for f in s.lines
        if f.amount or s.trust is not Trust.OK
    }
    want = {(*column, line): value for column, lines in sheets.truth.items() for line, value in lines.items()}
    listed = {line.id for line in corpora.load().statements.lines if line.listed}
    count: Counter[str] = Counter(doubted=sum(s.trust is not Trust.OK for s in statements))
    for key, value in want.items():
        end = "right" if got.get(key) == value else "wrong" if key in got else "missing"
        count[end] += 1
        count[f"listed {end}"] += key[3] in listed
    count["invented"] = len(got.keys() - want.keys())
    return count


def as_document(sheets: Sheets) -> Document:
    """The sheets as a document without any file."""
    nodes: list[Block | Table] = []
    for number, node in enumerate(sheets.nodes, 1):
        place = Place(sheets.file, f"para{number}", text=node if isinstance(node, str) else "")
        nodes.append(Block(node, place) if isinstance(node, str) else table_of(node, number))
    return Document(sheets.file, "docx", tuple(nodes))


def print_xlsx(sheets: Sheets, folder: Path) -> Path:
    """One sheet a statement, numbers as numbers where they are plain."""
    book, path = Workbook(), folder / "报表.xlsx"
    book.remove(book.worksheets[0])
    sheet, last = None, False
    for node in sheets.nodes:
        if sheet is None or (isinstance(node, str) and last and not node.startswith("单位")):
            sheet = book.create_sheet(f"Sheet{len(book.worksheets) + 1}")
        last = not isinstance(node, str)
        for row in [[node]] if isinstance(node, str) else node:
            sheet.append([float(c.replace(",", "")) if _plain_number(c) else c for c in row])
    book.save(path)
    return path


def _plain_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).isdigit() and ("," in text or "." in text)


def print_docx(sheets: Sheets, folder: Path, rules: str = "all") -> Path:
    """Word tables with all borders or with horizontal rules alone, as annual reports print them: small type, wide
    columns for the names, figures at the right edge, sheets of two halves across the page."""
    document, path = docx.Document(), folder / f"报表-{rules}.docx"
    document.styles["Normal"].font.size = Pt(8)
    section = document.sections[0]
    if any(isinstance(node, list) and max(map(len, node)) > 5 for node in sheets.nodes):
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(1.5)
    room = section.page_width - Cm(3)
    for node in sheets.nodes:
        if isinstance(node, str):
            document.add_paragraph(node)
            continue
        count = max(map(len, node))
        grid = document.add_table(rows=len(node), cols=count)
        grid.autofit = False
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH", *(("left", "right", "insideV") if rules == "all" else ())):
            line = OxmlElement(f"w:{side}")
            line.set(qn("w:val"), "single")
            line.set(qn("w:sz"), "4")
            borders.append(line)
        grid._tbl.tblPr.append(borders)
        wide = [1 + max(len(row[c]) for row in node if c < len(row) and not _is_caption(row)) for c in range(count)]
        weights = [min(14, w) * 1.6 if _names(node, c) else max(7, w) for c, w in enumerate(wide)]
        for c, column in enumerate(grid.columns):
            column.width = int(room * weights[c] / sum(weights))
        for cells, texts in zip(grid.rows, node, strict=True):
            for c, (cell, text) in enumerate(zip(cells.cells, texts, strict=False)):
                cell.text, cell.width = text, grid.columns[c].width
                if not _names(node, c):
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.save(str(path))
    return path


def _is_caption(row: Sequence[str]) -> bool:
    return any("单位" in text for text in row) or sum(bool(text) for text in row) == 1


def _names(rows: Rows, column: int) -> bool:
    """Whether a column holds names of lines."""
    texts = [row[column] for row in rows if column < len(row)]
    return sum(len(text) > 3 and not any(c.isdigit() for c in text) for text in texts) > len(texts) / 3


def to_pdf(path: Path) -> Path:
    """The PDF that LibreOffice prints."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile", "--convert-to", "pdf"]
    command += ["--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return path.with_suffix(".pdf")


def in_report(sheets: Sheets, seed: int) -> Sheets:
    """The sheets in the midst of a long report: prose, an index, notes and tables that use the same words."""
    rnd = random.Random(seed)
    words = ["公司", "报告期", "生产", "装备", "订单", "质量", "市场", "研发", "供应", "能源", "设备", "车间", "客户"]

    def prose(count: int) -> list[str | Rows]:
        return ["".join(rnd.choice(words) for _ in range(rnd.randint(60, 160))) + "。" for _ in range(count)]

    def amount() -> str:
        return f"{rnd.randint(10**6, 10**9) / 100:,.2f}"

    def note(title: str, heads: list[str], lines: list[str]) -> list[str | Rows]:
        return [title, "单位：元", [heads, *([line, *(amount() for _ in heads[1:])] for line in lines)]]

    before: list[str | Rows] = ["目录", "合并资产负债表 ................ 45", *prose(90)]
    before += note("2、收入和成本分析", ["分行业", "营业收入", "营业成本", "毛利率（%）"], ["装备制造", "其他"])
    before += note(
        "（四）主要控股参股公司分析", ["公司名称", "总资产", "净资产", "营业收入", "净利润"], ["甲子公司", "乙子公司"]
    )
    after: list[str | Rows] = [*prose(60)]
    after += note("1、货币资金", ["项目", "期末余额", "期初余额"], ["库存现金", "银行存款", "合计"])
    after += note("22、固定资产", ["项目", "期末余额", "期初余额"], ["固定资产", "固定资产清理", "合计"])
    after += note(
        "61、营业收入和营业成本", ["项目", "本期发生额", "上期发生额"], ["主营业务收入", "其他业务收入", "合计"]
    )
    after += note("76、所得税费用", ["项目", "本期发生额", "上期发生额"], ["利润总额", "所得税费用"])
    after += note(
        "79、现金流量表补充资料",
        ["补充资料", "本期金额", "上期金额"],
        ["净利润", "加：资产减值准备", "经营活动产生的现金流量净额"],
    )
    after += note(
        "（2）重要非全资子公司的主要财务信息",
        ["子公司名称", "流动资产", "资产合计", "负债合计"],
        ["甲子公司", "乙子公司"],
    )
    after += note(
        "（2）报告分部的财务信息", ["项目", "机床分部", "轴承分部"], ["营业收入", "营业成本", "资产总额", "负债总额"]
    )
    after += [
        "十七、母公司财务报表主要项目注释",
        *note("4、营业收入和营业成本", ["项目", "本期收入", "上期收入"], ["主营业务收入", "合计"]),
    ]
    return replace(sheets, nodes=[*before, *sheets.nodes, *after, *prose(60)])


def say(name: str, count: Counter[str], seconds: float) -> None:
    """One line of figures."""
    total = count["right"] + count["wrong"] + count["missing"]
    listed = count["listed right"] + count["listed wrong"] + count["listed missing"]
    share = count["listed right"] / listed if listed else 0
    print(
        f"{name:<34} lines {total:>6}  right {count['right'] / max(total, 1):.4f}  contract lines {share:.4f}"
        f"  wrong {count['wrong']}  missing {count['missing']}  invented {count['invented']}"
        f"  doubted {count['doubted']}  {seconds:.1f}s"
    )


def run_files(reader: StatementReader, seeds: Iterator[int], files: int, held_out: bool) -> None:
    """The same sheets through real files and their readers."""
    printers: dict[str, Printer] = {
        "xlsx": print_xlsx,
        "docx": print_docx,
        "pdf, all borders": lambda s, f: to_pdf(print_docx(s, f)),
        "pdf, horizontal rules": lambda s, f: to_pdf(print_docx(s, f, "across")),
    }
    chosen = list(seeds)[:files]
    for name, printer in printers.items():
        count, start = Counter[str](), time.monotonic()
        for seed in chosen:
            count += _read_back(reader, make_sheets(seed, held_out), printer)
        say(f"  {name}", count, time.monotonic() - start)
    count, start = Counter[str](), time.monotonic()
    for seed in chosen[: max(1, files // 4)]:
        sheets = make_sheets(seed, held_out)
        count += _read_back(reader, in_report(sheets, seed), lambda s, f: to_pdf(print_docx(s, f)))
    say("  pdf, long report", count, time.monotonic() - start)


def run_bare(reader: StatementReader, held_out: bool) -> None:
    """Papers without upright rules, as tests/extract/statement_prints.py prints them."""
    count, start = Counter[str](), time.monotonic()
    for seed in range(400, 400 + SEEDS):
        sheets = make_papers(seed, held_out)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "报表.pdf"
            print_pages(sheets, path, seed, held_out)
            reading = ingest.read(path, path.name)
        count += score(sheets, reader.read(reading.document) if reading.document else ())
    say(f"  {SEEDS} pdf, no upright rules", count, time.monotonic() - start)


def _read_back(reader: StatementReader, sheets: Sheets, printer: Printer) -> Counter[str]:
    with TemporaryDirectory() as folder:
        path = printer(sheets, Path(folder))
        reading = ingest.read(path, path.name)
    return score(sheets, reader.read(reading.document) if reading.document else ())


def run_real(reader: StatementReader, folder: Path) -> None:
    """Files of real companies: listed lines found and how many of them a footing confirms."""
    guide = corpora.load().statements
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in (".pdf", ".xlsx", ".xls", ".docx")):
        start = time.monotonic()
        reading = ingest.read(path, path.name)
        if reading.document is None:
            print(f"{path.name}: {reading.status} {reading.error}")
            continue
        statements = reader.read(reading.document)
        lines = publish_lines(statements, guide)
        sure, doubted = sum(f.confidence >= 0.99 for f in lines), sum(s.trust is not Trust.OK for s in statements)
        print(
            f"{path.name}: {len(reading.document.pages)} pages, {len(statements)} columns, {len(lines)} contract "
            f"lines, {sure} confirmed, {doubted} columns doubted, {time.monotonic() - start:.1f}s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=6, help="sheets a format to print and read back (0: none)")
    parser.add_argument("--real", type=Path, help="a folder of real statements or annual reports")
    options = parser.parse_args()
    reader = StatementReader(corpora.load().statements)
    if options.real:
        run_real(reader, options.real)
        return
    for name, held_out in (("development", False), ("held out", True)):
        count, start = Counter[str](), time.monotonic()
        for seed in range(SEEDS):
            sheets = make_sheets(seed, held_out)
            count += score(sheets, reader.read(as_document(sheets)))
        say(f"{name}: {SEEDS} papers as tables", count, time.monotonic() - start)
        run_bare(reader, held_out)
        if options.files:
            run_files(reader, iter(range(200, 200 + options.files)), options.files, held_out)


if __name__ == "__main__":
    main()
