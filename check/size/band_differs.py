"""SIZE-02, IND-05 (附件1): the class is above what the staff band allows; the sector is not that of the 大类."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from check.applicant_rows import Told, told_rows
from check.case import Agreed, Answer, Case, NotChecked, Skipped
from check.elig.applicant_unfit import find_trade
from check.finance.columns import facts
from check.industry.code_wrong import split_industry
from check.industry.written import written_sector
from check.registry import rule
from check.size.class_differs import CLASSES
from check.spelling import fold_text
from check.telling import tell_sentences
from model.finding import Cause
from model.place import Place
from model.reference import Sector
from model.submission import Field


@rule("SIZE-02")
def find_band_differs(case: Case) -> Iterator[Answer]:
    bands = {reach_of(band): name for band, name in case.law("staff_bands").value.items()}
    rows = case.rows("rows")
    if not rows:
        raise NotChecked("汇总表各行未读到，无法核对。")
    for n in rows:
        band, ticked = case.field(f"rows[{n}].staff_band"), case.field(f"rows[{n}].size_class")
        if band is None or ticked is None:
            continue
        top = bands.get(reach_of(band.value))
        if top is None or ticked.value not in CLASSES:
            yield Skipped(
                f"第{n}行企业规模“{band.value}”或企业类型“{ticked.value}”不在所列之中，未核对。", Cause.AMBIGUOUS
            )
        elif CLASSES.index(ticked.value) > CLASSES.index(top):
            yield case.finding(
                f"第{n}行企业规模为“{band.value}”，企业类型为“{ticked.value}”，该人数最多为{top}，请核实。",
                band,
                ticked,
                expected=f"不高于{top}",
                found=ticked.value,
            )
        else:
            yield Agreed()


def reach_of(band: str) -> tuple[int, int | None] | None:
    """The least and the most people of a band, however it is written: 20-299人, 20至299人, 20人以下, 1000人及以上."""
    flat = fold_text(band)
    ends = [int(one) for one in re.findall(r"\d+", flat)]
    if len(ends) == 2:
        return ends[0], ends[1]
    if len(ends) != 1:
        return None
    if re.search(r"以下|不足|不到|少于|小于|<", flat):
        return 1, ends[0] - (re.search(r"及以下|含", flat) is None)
    return (ends[0], None) if re.search(r"以上|不少于|≥|>", flat) else None


def find_sector_told(case: Case, sectors: Set[str]) -> tuple[Place, str] | None:
    """(place, sector) where the prose says to which of the four sectors the applicant itself belongs."""
    names = "|".join(re.escape(one) for one in sectors)
    pattern = re.compile(
        rf"(?:(?:公司|企业|我司|我厂|本厂|本单位|工厂)(?:[^。；;，,、]{{0,6}}?)(?:属于?|隶属于?|归属于?|是|为|系)(?:一家|省内|甘肃省?|典型的?|重点)*"
        rf"|所属(?:四大)?行业(?:分类|类别|大类)?\s*(?:为|是|[:：]))\s*(?P<sector>{names})(?:工业|制造)?(?:行业|领域|大类|类|企业)(?!提供|服务|配套|客户|供应|用户|生产|做|的)"
    )
    answered = re.compile(
        rf"所属(?:四大)?行业(?:分类|类别|大类)?\s*(?:为|是|[:：])\s*(?P<sector>{names})(?=[，,。；;、（(]|$)"
    )
    for text, sentence in tell_sentences(case):
        if (hit := pattern.search(sentence) or answered.search(sentence)) and not re.search(
            "供应商|客户|子公司|集团|服务于", sentence[: hit.end()]
        ):
            return text.place.quoting(hit[0]), fold_text(hit["sector"])
    return None


@rule("IND-05")
def find_sector_differs(case: Case) -> Iterator[Answer]:
    """W where the 大类 belongs beyond doubt to another of the four sectors."""
    own = written_sector(case)
    pairs = [(own, find_trade(case))]
    for n in case.rows("rows"):
        major = case.field(f"rows[{n}].industry_major")
        pairs.append((case.field(f"rows[{n}].sector4"), (major, split_industry(major)[0]) if major else None))
    for field in case.submission.like("gs_01.rows["):
        if field.key.endswith(".sector4") and (major := case.field(field.key.replace("sector4", "industry_major"))):
            pairs.append((field, (major, split_industry(major)[0])))
    sectors = {fold_text(one.sector) for one in case.reference.sectors.values()} - {""}
    pairs += [(f, find_trade(case)) for _, f in facts(case, "cmmm.industry") if fold_text(f.value) in sectors]
    pairs += [pair for told in told_rows(case) if (pair := pair_of(case, told, sectors))]
    seen = False
    for sector, trade in pairs:
        if sector is None or trade is None:
            continue
        seen = True
        if fold_text(sector.value) not in sectors:
            yield Skipped(f"所属行业“{sector.value}”不是四大行业之一，未对照行业大类（见FMT-21）。", Cause.AMBIGUOUS)
            continue
        known = sector_of(case, trade[1])
        if known is None or not known.sure:
            yield Skipped(f"行业“{trade[0].value}”与四大行业的对应没有把握，未核对。", Cause.AMBIGUOUS)
        elif fold_text(known.sector) == fold_text(sector.value):
            yield Agreed()
        else:
            where = f"《{sector.place.file}》" if sector.key.startswith(("cmmm", "told.")) else ""
            yield case.finding(
                f"{where}所属行业填“{sector.value}”，行业“{trade[0].value}”通常归入“{known.sector}”，请核实。",
                sector,
                trade[0],
                expected=known.sector,
                found=sector.value,
            )
    if own is None and (trade := find_trade(case)):
        known = sector_of(case, trade[1])
        told = find_sector_told(case, sectors) if known and known.sure else None
        if known and told and told[1] != fold_text(known.sector):
            yield case.finding(
                f"正文称“{told[0].text}”，行业“{trade[0].value}”通常归入“{known.sector}”，请核实。",
                told[0],
                trade[0],
                about=(trade[0].key,),
                expected=known.sector,
                found=told[1],
            )
            return
        seen = seen or told is not None
    if not seen:
        raise case.lack("sector4", "rows.sector4", name="所属行业（四大行业）")


def sector_of(case: Case, code: str) -> Sector | None:
    """That of the 小类 or 中类 where it is listed by itself (电线 within 38), else of the 大类."""
    sectors = case.reference.sectors
    return next((sectors[code[:n]] for n in (4, 3, 2) if code[:n] in sectors), None)


def pair_of(case: Case, told: Mapping[str, Told], sectors: Set[str]) -> tuple[Field, tuple[Field, str] | None] | None:
    """The sector and the industry of one row of a paper beside the book; the book's own where the row has none."""
    if "sector" not in told or fold_text(told["sector"].text) not in sectors:
        return None
    sector, trade = as_field("sector4", told["sector"]), None
    if "industry" in told:
        field = as_field("industry", told["industry"])
        trade = (field, code) if (code := split_industry(field)[0]) else None
    return sector, trade or find_trade(case)


def as_field(key: str, told: Told) -> Field:
    """A cell of a paper beside the book as a field of its own."""
    return Field(f"told.{key}", told.text, told.text, told.place)
