"""The office's archive of earlier titles and awards: a workbook or table → `Archive`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from extract.archive_head import Head, read_head
from extract.dates import read_date
from model.archive import CANCELLED, DEMOTED, PROPOSED, VALID, Archive, ArchiveHeads, Award
from model.document import Cell, Reading, Table
from model.errors import BadData
from model.regime import CARRIERS
from model.text import half_width, squash

DATES = ("granted", "state_date", "barred_from", "barred_until", "asked")
#: What is no carrier of today: titles of before 2025 keep their names and count against the total.
OLD = ("数字化车间", "智能工厂", "智能制造示范", "智能车间")

#: Words of a title that stands.
_VALID = ("有效", "正常", "认定", "获评", "通过", "保留", "存续", "在册", "兑现", "拨付", "奖励")
#: Numbers that Excel keeps of the days from 2000 to 2099.
_FIRST_DAY, _LAST_DAY = 36526, 73050


def extract_archive(reading: Reading, words: ArchiveHeads) -> Archive:
    """Every row with a company and a known title; rows and cells left out or in doubt are named in `problems`.

    Raises BadData when the file was not read, or has no table with the columns 企业名称 and 载体.
    """
    if reading.document is None:
        raise BadData(reading.file, f"档案没有读出：{reading.error or reading.status}")
    awards, problems, found = list[Award](), list[str](), False
    for table in reading.document.tables:
        head = read_head(table, words, read_carrier)
        if head is None:
            continue
        found = True
        problems += head.problems
        for line in _rows(table, head):
            award = _award(line, head, words, problems)
            if award is not None:
                awards.append(award)
    if not found:
        raise BadData(reading.file, "没有找到表头含“企业名称”和“载体”的工作表")
    return Archive(reading.sha256[:12], tuple(awards), tuple(problems))


def _rows(table: Table, head: Head) -> Iterator[dict[str, Cell]]:
    for cells in list(table.lines())[head.below :]:
        line = {
            key: cell for key, col in head.columns.items() for cell in cells if cell.col == col and cell.text.strip()
        }
        if line:
            yield line


def _award(line: dict[str, Cell], head: Head, words: ArchiveHeads, problems: list[str]) -> Award | None:
    first = next(iter(line.values()))
    where = f"档案第{first.row + 1}行"
    if "company" not in line or "carrier" not in line:
        problems.append(f"{where}没有企业名称或载体，未采用。")
        return None
    text = {key: half_width(cell.text).strip() for key, cell in line.items()}
    carrier = read_carrier(text["carrier"])
    if carrier is None:
        problems.append(f"{where}载体“{text['carrier']}”不认识，未采用。")
        return None
    dates = {key: _date(text[key], where, problems) for key in DATES if key in text}
    if (said := text.get("state", "")) and not is_state(said):
        problems.append(f"{where}状态“{said}”不认识，暂按“{VALID}”处理，请核实。")
    money = text.get("amount", "")
    amount = _amount(money, head.power, words, where, problems)
    return Award(
        company=squash(text["company"]),
        uscc=squash(text.get("uscc", "")).upper(),
        carrier=carrier,
        place=line["company"].place.quoting(line["company"].text),
        project=text.get("project", ""),
        line=text.get("line", ""),
        amount=amount,
        unread="amount" not in head.columns or (amount is None and not _nothing(money)),
        state=read_state(text.get("state", "")),
        cause=_article(text.get("cause", "")),
        lowered_to=read_carrier(text.get("lowered_to", "")) or "",
        **dates,
    )


def read_carrier(text: str) -> str | None:
    """先进级智能工厂 → 先进级, 智能制造优秀场景 → 优秀场景; old titles keep their name; None for anything else."""
    flat = squash(text)
    known = next((name for name in CARRIERS if name in flat), None)
    if known is None and "场景" in flat:
        return "优秀场景"
    return known or next((name for name in OLD if name in flat), None)


def read_state(text: str) -> str:
    """有效 where nothing else is written."""
    words = ((PROPOSED, ("拟", "建议")), (CANCELLED, ("取消", "撤销", "撤消")), (DEMOTED, ("降",)))
    return next((state for state, signs in words if any(sign in text for sign in signs)), VALID)


def is_state(text: str) -> bool:
    """Whether the words are those of a state, and not merely taken for 有效."""
    return read_state(text) != VALID or (
        any(sign in text for sign in _VALID) and not re.search("[无失]效|[未不]", text)
    )


def _date(text: str, where: str, problems: list[str]) -> str:
    """ISO as precise as printed; the number that Excel keeps of a day is read as that day, and told. "" is told too."""
    flat = squash(re.sub(r"\s\d{1,2}(?::\d{2}){1,2}$", "", text))  # the time of a day
    if re.fullmatch(r"\d{5}(?:\.\d+)?", flat) and _FIRST_DAY <= int(flat[:5]) <= _LAST_DAY:
        iso = (date(1899, 12, 30) + timedelta(days=int(flat[:5]))).isoformat()
        problems.append(f"{where}日期“{text}”是Excel日期序号，读作{iso}，请核实。")
        return iso
    iso = read_date(flat) or ""
    if not iso:
        problems.append(f"{where}日期“{text}”读不出。")
    elif not _is_whole(iso, flat):
        problems.append(f"{where}日期“{text}”不是有效日期，未采用。")
        return ""
    return iso


def _is_whole(iso: str, flat: str) -> bool:
    """Whether a day of the calendar was read, and no month or day behind it was left over: not 2099-99-99."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        try:
            date(*parts)
        except ValueError:
            return False
        return True
    return not re.search((r"\d{4}[-./年]\d", r"\d{4}[-./年]\d{1,2}[-./月]\d")[len(parts) - 1], flat)


def _article(text: str) -> str:
    match = re.search(r"第[一二三四五六七八九十]+条", text)
    return match[0] if match else text


def _nothing(text: str) -> bool:
    """Whether the cell says that nothing was paid."""
    return text in ("", "/", "-", "—", "——", "无")


def _amount(text: str, power: int, words: ArchiveHeads, where: str, problems: list[str]) -> Decimal | None:
    """In 万元; `power` of ten of 元 is what the head says, a unit in the cell itself goes before it."""
    if _nothing(text):
        return None
    flat = re.sub(r"[,，\s]", "", text)
    unit = next((unit for unit in sorted(words.units, key=len, reverse=True) if flat.endswith(unit)), "")
    try:
        amount = Decimal(flat.removesuffix(unit))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        why = "为负数" if amount.is_finite() else "不是数"
        problems.append(f"{where}奖励金额“{text}”{why}，未采用。")
        return None
    return amount.scaleb((words.units[unit] if unit else power) - 4)


__all__ = ["extract_archive", "read_carrier", "read_state"]
