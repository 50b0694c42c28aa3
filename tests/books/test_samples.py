"""The sample batch: clean books are clean, faulty ones are not, and what is committed is what the sources say."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.books.book import SOURCES, Book, read_book, read_books
from tests.books.check_books import complain, count_words, uscc_is_valid
from tests.books.make import SAMPLES, truth_text
from tests.books.pictures import FONT
from tests.books.scene_book import write_scene_book
from tests.books.statements import statement_sheets, write_statements

BOOKS = read_books()
COSTS = ("减：营业成本", "税金及附加", "销售费用", "管理费用", "研发费用", "财务费用")
FAULTS = {fault.rule for book in BOOKS for fault in book.faults}


@pytest.mark.parametrize("book", [book for book in BOOKS if book.clean], ids=lambda book: book.folder)
def test_clean_book_holds(book: Book) -> None:
    """Every identity of a clean book, recomputed, holds."""
    assert complain(book) == []


@pytest.mark.parametrize("book", [book for book in BOOKS if not book.clean], ids=lambda book: book.folder)
def test_faulty_book_complains_where_planted_only(book: Book) -> None:
    """What the recomputation finds in a faulty book stands at a planted fault or follows from one."""
    planted = {fault.where for fault in book.faults}
    also = {rule for fault in book.faults for rule in (fault.rule, *fault.also)}
    excused = {"uscc": "uscc", "applicant ≠ company_name": "applicant", "附表1/附表2": "t2"}
    for complaint in complain(book):
        place = excused.get(complaint, complaint.split(":")[0])
        dates = complaint == "dates" and also & {"T-02", "ELIG-S-05"}
        follows = place.startswith("profit_margin") and "A-02" in also
        assert place in planted or dates or follows, complaint


def test_every_book_has_four_to_six_faults_or_none() -> None:
    """Four clean books, five with four to six faults each, no rule planted twice."""
    assert [len(book.faults) for book in BOOKS] == [0, 0, 0, 0, 6, 6, 6, 6, 6]
    assert len(FAULTS) == 30


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder)
def test_lengths_are_realistic(book: Book) -> None:
    """Profiles of 230–450字, chapter 二 of 780–1500字."""
    assert 230 <= count_words(book.fields["profile"]) <= 450
    assert 780 <= count_words(book.fields["scheme_text"]) <= 1500


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder)
def test_statements_add_up(book: Book) -> None:
    """Balance sheets balance, subtotals add up, opening figures are last year's closing figures."""
    closing: dict[str, object] = {}
    for title, period, lines in statement_sheets(book):
        this = {name: now for name, now, _ in lines}
        if title == "资产负债表":
            assert this["资产总计"] == this["负债合计"] + this["所有者权益合计"], period
            assert this["资产总计"] == this["流动资产合计"] + this["非流动资产合计"], period
            assert not closing or {name: before for name, _, before in lines} == closing, period
            closing = dict(this)
        else:
            assert this["三、利润总额"] - this["减：所得税费用"] == this["四、净利润"], period
            costs = sum(this[name] for name in COSTS)
            assert this["一、营业收入"] - costs + this["加：其他收益"] == this["二、营业利润"], period


def _parts(package: bytes) -> dict[str, bytes]:
    """The parts of an Office file but for its pictures, whose bytes follow the versions of Pillow and the font."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if "/media/" not in name}


@pytest.mark.skipif(not Path(FONT).exists(), reason="the pictures need fonts-noto-cjk")
def test_committed_word_and_excel_files_are_the_sources() -> None:
    """Regenerating gives the committed files, part by part (PDFs depend on LibreOffice and are not compared)."""
    for book in BOOKS:
        folder: Path = SAMPLES / "batch" / book.folder
        if book.format == "docx":
            assert _parts((folder / book.file).read_bytes()) == _parts(write_scene_book(book)), book.folder
        if "file" in book.statement:
            name = str(book.statement["file"])
            assert _parts((folder / name).read_bytes()) == _parts(write_statements(book)), book.folder


def test_committed_truth_is_the_sources() -> None:
    """truth.yml cannot drift from the sources."""
    scan = read_book(SOURCES / "scan_tongcheng.yml")
    assert (SAMPLES / "truth.yml").read_text("utf-8") == truth_text([*BOOKS, scan])


def test_uscc_check_digits() -> None:
    """GB 32100 on a real code and on its last digit changed."""
    assert uscc_is_valid("91350100M000100Y43") is True
    assert uscc_is_valid("91350100M000100Y44") is False
