"""Labels that are nearly alike: what another thing asks for is another label."""

from __future__ import annotations

from extract.labels import LabelBook
from model.form import FieldSpec

RATE = FieldSpec("rate", ("关键设备联网率（%）",), "percent")
CONTACT = FieldSpec("contact_name", ("姓名",), "text", group=("联系人",))
VENDOR = FieldSpec("vendor", ("供应商名称",), "text")
VENDORS_MAN = FieldSpec("vendor_contact", ("联系人",), "text", group=("供应商名称",))


def test_a_misread_label_is_known_and_a_number_is_no_rate() -> None:
    book = LabelBook([RATE])
    assert (hit := book.find("关链设备联网率"))
    assert hit.specs == (RATE,)
    assert book.find("关键设备联网数") is None


def test_whose_man_a_label_asks_for_is_told_by_what_was_asked_above_it() -> None:
    book = LabelBook([CONTACT, VENDOR, VENDORS_MAN])
    assert book.heads_another("联系人", [VENDORS_MAN], above=[])
    assert not book.heads_another("联系人", [VENDORS_MAN], above=[VENDOR])
    assert not book.heads_another("联系人", [CONTACT], above=[])


def test_a_square_read_into_the_middle_of_a_label_is_no_part_of_it() -> None:
    book = LabelBook([FieldSpec("rate", ("关键设备联网率（%）",), "percent")])
    assert (hit := book.find("关键设□1备联网率"))
    assert hit.specs[0].key == "rate"
    assert book.find("关键设备□联网 □未联网") is None
