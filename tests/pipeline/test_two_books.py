"""Several books in one folder: each different one is reviewed; copies stay together; no paper is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from model.review import Review
from pipeline import review_paths
from tests.conftest import SAMPLES

BEARING = "天水陇坻轴承股份有限公司/天水陇坻轴承-优秀场景申报书.docx"
TRACTOR = "张掖黑河农业机械制造有限公司/申报书（黑河农机）.docx"
SHEETS = "张掖黑河农业机械制造有限公司/黑河农机财务报表.xlsx"


def review(folder: Path, *files: str) -> list[Review]:
    """One folder of these sample papers, reviewed."""
    there = folder / "材料"
    there.mkdir()
    for number, file in enumerate(files):
        shutil.copy(SAMPLES / file, there / f"{number}_{Path(file).name}")
    return list(review_paths([there], folder / "w", workers=1).reviews)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[Review]:
    return review(tmp_path_factory.mktemp("two"), BEARING, TRACTOR, SHEETS)


def test_each_book_is_a_submission_with_its_own_company(two: list[Review]) -> None:
    named = {field.value for one in two if (field := one.submission.field("company_name"))}
    assert named == {"天水陇坻轴承股份有限公司", "张掖黑河农业机械制造有限公司"}
    assert len({one.submission.id for one in two}) == len({one.submission.name for one in two}) == 2


def test_every_paper_is_somewhere_and_the_statements_are_with_their_company(two: list[Review]) -> None:
    files = {paper.file: one.submission for one in two for paper in one.submission.papers}
    assert len(files) == 3
    sheets = next(owner for file, owner in files.items() if file.endswith(".xlsx"))
    company = sheets.field("company_name")
    assert company is not None
    assert company.value.startswith("张掖黑河")


def test_every_book_says_that_it_is_not_alone(two: list[Review]) -> None:
    for one in two:
        book = next(paper for paper in one.submission.papers if paper.kind == "GS-02")
        assert any("2份不同的申报书" in note for note in book.notes)


def test_the_same_book_twice_is_one_submission(tmp_path: Path) -> None:
    """A second copy is compared (FMT-25), not reviewed again."""
    (only,) = review(tmp_path, BEARING, BEARING)
    assert only.submission.name == "材料"
    assert len(only.submission.copies) == 1


def test_an_excerpt_of_another_year_is_no_book_of_its_own(tmp_path: Path) -> None:
    """It stays a paper of the book that it lies beside, with what it says."""
    there = tmp_path / "材料"
    there.mkdir()
    shutil.copy(SAMPLES / BEARING, there / "2024年优秀场景申报书（节选）.docx")
    shutil.copy(SAMPLES / TRACTOR, there / "申报书.docx")
    (only,) = review_paths([there], tmp_path / "w", workers=1).reviews
    leaf = next(paper for paper in only.submission.papers if "节选" in paper.file)
    assert any(passage.key.startswith("paper") for passage in leaf.passages)
