"""细分行业 and 生产模式: what the industry cells of a book say, and what they let one propose."""

from __future__ import annotations

import re

from fill.book import Book, cell, quoted, shown
from fill.table import FilledCell, Mode, missing
from fill.wording import one_line, tidy
from model.submission import Field
from model.text import squash

_CODE = re.compile(r"^[A-Za-z]?(\d{2,4})(?!\d)[\s\-—–－.、:：]*")
_STATED = re.compile(r"(离散|流程)(?:型|制造)")


def fill_sub_industry(book: Book) -> FilledCell:
    """Name of the 中类 without its code; the list's name where the book prints only the code."""
    field = book.get("industry_mid")
    if field is None:
        if text := book.get("industry_text"):  # GS-03: 门类-大类-中类 by name
            name = re.split(r"[-—–－]+", tidy(shown(text)))[-1]
            return cell(name, Mode.ASK, [text], ["取自“所属行业”的第三段，请核实"])
        return missing("书中未填行业中类")
    code, name = split_code(field)
    known = book.reference.industries.get(code)
    if name and known and squash(known.name) != squash(name):
        return cell(name, Mode.ASK, [field], [f"代码{code}在GB/T 4754-2017中为“{known.name}”，与书中名称不同，请核实"])
    if name:
        return cell(name, Mode.AUTO, [field])
    if known:
        return cell(known.name, Mode.ASK, [field], [f"书中只有代码{code}，名称取自GB/T 4754-2017"])
    return missing(f"行业中类“{shown(field)}”没有名称，代码也不在GB/T 4754-2017中", (quoted(field),))


def fill_production_mode(book: Book) -> FilledCell:
    """The two boxes: as ticked in the book, else proposed from the 大类; both empty when nothing says so."""
    ticked = book.get("mode")
    if ticked and (
        modes := [m for m in book.layout.modes if any(t.startswith(m) for t in ticked.ticked or (ticked.value,))]
    ):
        return cell(tick(book.layout.modes, modes), Mode.AUTO, [ticked])
    field = book.get("industry_major", "industry_mid")
    major = _major(book, field) if field else ""
    mode = next((m for m, majors in book.layout.mode_of_major.items() if major in majors), "")
    if field is None or not mode:
        why = f"行业大类“{shown(field)}”推不出生产模式" if field else "书中未填行业大类"
        return FilledCell(tick(book.layout.modes, ()), Mode.CLERK, (quoted(field),) if field else (), f"待补：{why}")
    remarks = [f"推断：由行业大类{major}推定为{mode}，请核实"]
    places = []
    for prose in book.prose():
        if (match := _STATED.search(prose.text)) and match[1] not in mode:
            remarks.append(f"正文写“{match[0]}”，与推断不同")
            places.append(prose.quote(match[0]))
            break
    return cell(tick(book.layout.modes, [mode]), Mode.ASK, [field], remarks, places)


def tick(choices: tuple[str, ...], chosen: list[str] | tuple[str, ...]) -> str:
    """The printed choices, one a line, ☑ before those chosen."""
    return "\n".join(("☑" if choice in chosen else "□") + choice for choice in choices)


def split_code(field: Field) -> tuple[str, str]:
    """(code, name) of 351采矿、冶金、建筑专用设备制造; either may be empty."""
    text = one_line(shown(field))
    match = _CODE.match(text)
    return (match[1], text[match.end() :].strip("（）() ")) if match else ("", text)


def _major(book: Book, field: Field) -> str:
    code, name = split_code(field)
    if code:
        return code[:2]
    names = (i.code for i in book.reference.industries.values() if i.level == "大类" and squash(i.name) == squash(name))
    return next(names, "")
