"""Names in findings: equal labels are told apart, an annex bound in is not called by the book's file name."""

from __future__ import annotations

from build_submission import build_submission, reference

from check.case import Case
from check.paper_name import name_paper
from model.document import Status
from model.place import Place
from model.submission import Field, InnerPaper, Paper


def ask(given: dict[str, object]) -> Case:
    return Case(build_submission(given), reference().rules[0], reference())


def test_labels_that_the_form_prints_twice_are_told_apart() -> None:
    case = ask({"form": "GS-02"})
    assert case.label("legal_rep_name") == "法人代表/负责人姓名"
    assert case.label("contact_name") == "联系人姓名"
    assert case.label("contact_mobile") == "手机"
    assert case.label("profile") == "企业简介"


def test_an_annex_bound_in_is_named_by_its_page_and_a_file_by_its_name() -> None:
    case = ask({"form": "GS-02"})
    place = Place("批次/甲公司/申报书.pdf", "p9/para1", page=9, text="2025年3月1日")
    until = Field("certificate.valid", "2025-03-01", "2025年3月1日", place)
    inner = (InnerPaper("certificate", "附件3 管理体系认证证书", place, (9, 10)),)
    book = Paper(place.file, "0", "GS-02", Status.OK, inner=inner)
    assert name_paper(case, book, until) == "申报书第9页所附“附件3 管理体系认证证书”"
    licence = Field("licence.uscc", "1", "1", place)
    assert name_paper(case, book, licence) == "申报书第9页所附营业执照"
    apart = Paper("批次/甲公司/附件1 营业执照.pdf", "1", "licence", Status.OK)
    assert name_paper(case, apart, licence) == "《附件1 营业执照.pdf》"
