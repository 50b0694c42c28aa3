"""What a perfect reader would report of a book: values in the conventions of the contract, blanks, faults, scenes."""

import re
from decimal import Decimal
from typing import Any

from tests.books.book import Book
from tests.books.form import ANNEX_1, KEYS, SERIES
from tests.books.statements import read_years

FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
LINES = (
    ("bs.total_assets", "assets"),
    ("bs.total_liabilities", "liabilities"),
    ("bs.equity", "equity"),
    ("is.revenue", "revenue"),
    ("is.main_revenue", "main_revenue"),
    ("is.total_profit", "total_profit"),
    ("is.net_profit", "net_profit"),
    ("is.tax", "surcharges"),
)
PARTS = {"equipment": "kind name model vendor remark", "software": "kind name model vendor"}


def fold(text: str) -> str:
    """Full-width ASCII to half width, no blanks between Chinese characters; paragraphs stay apart by a newline."""
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]+(?=[^\x00-\x7f])", "", text.translate(FOLD)).strip()


def read_truth(book: Book) -> dict[str, Any]:
    """`Book` → its entry in truth.yml."""
    fields = {key: fold(value) for key, value in book.fields.items()}
    if "vendors" in fields:
        fields["vendors"] = "；".join(fold(name) for name in book.fields["vendors"].split("；"))
    if "truth_date" in fields:
        fields["truth_date"] = fields["declare_date"]
    empty = [key for key in KEYS if key not in fields and key != "accident_name"]
    empty += [f"{key}[{year}]" for key in SERIES for year in book.years if f"{key}[{year}]" not in fields]
    for number, row in enumerate(book.t1, 1):
        for key, _ in ANNEX_1:
            value = str(number) if key == "no" else row.get(key, "")
            if value:
                fields[f"t1[{number}].{key}"] = fold(value)
            else:
                empty.append(f"t1[{number}].{key}")
    fields |= _annex_2(book) | _statement(book)
    files = {book.file: {"kind": "GS-02", "status": "ok" if book.format != "scan" else ["needs_ocr", "ok_ocr"]}}
    if "file" in book.statement:
        files[str(book.statement["file"])] = {"kind": "statements", "status": "ok"}
    scenes = [{"link": r["link"], "scene": r["scene"], "true_no": int(r["true_no"])} for r in book.t1]
    faults = [
        {"rule": f.rule, "what": f.what, "where": f.where} | ({"also": list(f.also)} if f.also else {})
        for f in book.faults
    ]
    if book.format == "scan":  # three pages of a book: neither clean nor faulty, only hard to read
        return {"form": "GS-02", "files": files, "why": "扫描件，无文字层，只有前三页", "fields": fields}
    entry: dict[str, Any] = {"form": "GS-02", "clean": book.clean, "files": files, "faults": faults, "scenes": scenes}
    return entry | ({"traps": list(book.traps)} if book.traps else {}) | {"fields": fields, "empty": empty}


def _annex_2(book: Book) -> dict[str, str]:
    found = {}
    for number, block in enumerate(book.t2, 1):
        found[f"t2[{number}].instance_name"] = fold(block.instance_name)
        for part in ("equipment", "software", "process", "technology"):
            names = PARTS.get(part, "name use").split()
            for at, line in enumerate(getattr(block, part), 1):
                told = zip(names, line, strict=False)
                found |= {f"t2[{number}].{part}[{at}].{name}": fold(text) for name, text in told if text}
    return found


def _statement(book: Book) -> dict[str, str]:
    """Statement lines in 元, only for papers a program can read (an attached file, not a drawn scan)."""
    if "file" not in book.statement:
        return {}
    years, found = read_years(book.statement), {}
    for year in sorted(years)[1:]:
        for key, name in LINES:
            if key != "is.main_revenue" or book.statement.get("show_main"):
                value: Decimal = getattr(years[year], name)
                found[f"{key}[{year}]"] = f"{value:.2f}" if book.statement["unit"] == "元" else f"{value:.0f}"
    return found
