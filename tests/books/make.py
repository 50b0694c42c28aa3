"""`python -m tests.books.make`: corpora/samples/batch and truth.yml from the sources. Same bytes on every run.

PDFs come from headless LibreOffice and follow its version and fonts: they are committed, and `--no-pdf` keeps them.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from tests.books.book import SOURCES, Book, read_book, read_books
from tests.books.factory import FactoryBook, read_factories, second_copy
from tests.books.factory_book import factory_entry, write_factory_book
from tests.books.scene_book import write_scene_book
from tests.books.statements import write_statements
from tests.books.truth import read_truth
from tests.books.unreadable import scan_pdf, truncate, write_contract

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
BROKEN = ("陇南白龙江建材有限公司", "智能制造优秀场景申报书.docx")
FOREIGN = ("庆阳董志塬果汁有限公司", "设备采购合同.docx")
HEAD = """\
# Written by `python -m tests.books.make` from tests/books/sources/*.yml; never edit by hand.
# fields: contract keys and values as PRINTED in the book (a planted fault stands here as the wrong value).
#   Long texts keep their paragraphs (newline); compare without white space. Signatures, seals and att.* are pictures
#   and not listed. year_1…3 ascending, whatever the printed order. Statement lines in 元, printed years only.
# empty: keys of the form that hold nothing. faults[].also: rules that may rightly speak up about the same cause.
# files: expected kind and status (a list: any of these). scenes[].true_no: the scenario the text really describes.
"""


def docx_to_pdf(package: bytes, created: str) -> bytes:
    """.docx bytes → PDF bytes through LibreOffice, in a throw-away profile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.docx").write_bytes(package)
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
        command += ["pdf", "--outdir", str(folder), str(folder / "book.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return freeze_pdf((folder / "book.pdf").read_bytes(), created)


def freeze_pdf(data: bytes, created: str) -> bytes:
    """Date, file id and checksum of a LibreOffice PDF made constant, byte for byte as long as before."""
    date = created.translate({ord(mark): None for mark in "-:T"}).encode()
    data = re.sub(rb"(/CreationDate\(D:)\d{14}", rb"\g<1>" + date, data)
    mark = hashlib.sha256(data[: data.rindex(b"trailer")]).hexdigest().upper()[:32].encode()
    data = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", mark, data)
    return re.sub(rb"/ID \[ <[0-9A-F]{32}>(\s*)<[0-9A-F]{32}>", rb"/ID [ <" + mark + rb">\g<1><" + mark + b">", data)


def write_book(book: Book, folder: Path, *, pdf: bool) -> None:
    """One submission folder: the book in its format, and its statement where it has one."""
    folder.mkdir(parents=True, exist_ok=True)
    package = write_scene_book(book)
    if book.format == "docx":
        (folder / book.file).write_bytes(package)
    elif pdf:
        made = docx_to_pdf(package, book.created)
        if book.format == "scan":
            with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
                Path(file.name).write_bytes(made)
                made = scan_pdf(Path(file.name), 3)
        (folder / book.file).write_bytes(made)
    if "file" in book.statement:
        (folder / str(book.statement["file"])).write_bytes(write_statements(book))


def write_factory(book: FactoryBook, folder: Path, *, pdf: bool) -> None:
    """One submission folder of a factory book, with its second copy where it has one."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in [book, *([second_copy(book)] if book.copy else [])]:
        package = write_factory_book(one)
        if one.format == "docx":
            (folder / one.file).write_bytes(package)
        elif pdf:
            (folder / one.file).write_bytes(docx_to_pdf(package, one.created))


def truth_text(books: list[Book]) -> str:
    """The text of truth.yml: every folder of the batch, also the three nobody can use."""
    truth: dict[str, Any] = {book.folder: read_truth(book) for book in books}
    truth |= {book.folder: factory_entry(book) for book in read_factories()}
    for (folder, file), kind, status, why in (
        (BROKEN, None, "corrupt", "Word文件不完整（上传中断）"),
        (FOREIGN, "other", "ok", "采购合同，不是任何申报表"),
    ):
        truth[folder] = {"form": None, "files": {file: {"kind": kind, "status": status}}, "why": why}
    text: str = yaml.safe_dump(truth, allow_unicode=True, sort_keys=False, width=10000)
    return HEAD + text


def make(samples: Path, *, pdf: bool = True) -> None:
    """Writes the whole batch and its truth under `samples`."""
    batch = samples / "batch"
    scan = read_book(SOURCES / "scan_tongcheng.yml")
    books = [*read_books(), scan]
    if pdf:
        shutil.rmtree(batch, ignore_errors=True)
    for book in books:
        write_book(book, batch / book.folder, pdf=pdf)
    for factory in read_factories():
        write_factory(factory, batch / factory.folder, pdf=pdf)
    cut = replace(scan, fields={**scan.fields, "applicant": BROKEN[0], "company_name": BROKEN[0]})
    for (folder, file), data in ((BROKEN, truncate(write_scene_book(cut))), (FOREIGN, write_contract())):
        (batch / folder).mkdir(parents=True, exist_ok=True)
        (batch / folder / file).write_bytes(data)
    (samples / "truth.yml").write_text(truth_text(books), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="regenerate corpora/samples from tests/books/sources")
    parser.add_argument("--no-pdf", action="store_true", help="keep the committed PDFs, write everything else")
    make(SAMPLES, pdf=not parser.parse_args().no_pdf)
