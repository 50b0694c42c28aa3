"""Columns on equipment and software: what 附表2 lists and what the prose says of networks, numbers and use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fill.book import Book, cell, printed_number, quoted, shown
from fill.products import Taken
from fill.table import MISSING, FilledCell, Mode, missing
from fill.wording import clauses, first_lists, one_line, sentences
from model.place import Place
from model.submission import Field
from model.text import count_words, squash

_MOST, _QUOTE = 12, 60
_ROW = re.compile(r"(?P<row>t2\[\d+\]\.(?P<family>equipment|software)\[\d+\])\.name")
_COUNTED = re.compile(r"\d\s*(?:余|多)?(?:台套|台（套）|台|套|条|个)")
_MACHINES = re.compile(r"数控|机器人|机械手|加工中心|设备|联网")
_QUANTITY = re.compile(r"^\d[\d.,]*\s*[台套只个块条件部组]{1,2}$")
_RATIO = re.compile(r"国产化率.{0,12}?\d[\d.]*\s*[%％]")
_NOT_USE = re.compile(r"元|上线[前后]|集成商|集成度")
_BEFORE = re.compile(r"(?:改造|建设|实施|项目)前|尚未|缺乏|缺少|没有|未能|未建|不具备")
_OWN = ("自建", "自制", "自研", "自主开发", "自主研发")


@dataclass(frozen=True, slots=True)
class Item:
    """A row of 附表2: equipment or software, its supplier, and its remark where that is a number of pieces."""

    kind: str
    named: Field
    supplied: Field | None
    counted: Field | None

    @property
    def name(self) -> str:
        return _line(self.named)

    @property
    def vendor(self) -> str:
        return _line(self.supplied)

    @property
    def with_vendor(self) -> str:
        return f"{self.name}（{self.vendor}）" if self.vendor else self.name

    @property
    def with_number(self) -> str:
        return f"{self.name}（{_line(self.counted)}）" if self.counted else self.name


def list_items(book: Book, family: str = "equipment|software") -> list[Item]:
    """The rows of 附表2 in order."""
    items = []
    for field in book.submission.fields:
        match = _ROW.fullmatch(field.key)
        if match and re.fullmatch(family, match["family"]):
            kind, vendor, remark = (book.get(f"{match['row']}.{part}") for part in ("type", "vendor", "remark"))
            counted = remark if remark and _QUANTITY.match(squash(shown(remark))) else None
            items.append(Item(_line(kind), field, vendor, counted))
    return items


def fill_network(book: Book) -> FilledCell:
    """Systems of 附表2 and of the prose, network words, and one sentence of the book on their use."""
    software = list_items(book, "software")
    listed = [item.name for item in software]
    named = [t for t in _words(book, book.layout.systems) if not any(t.text in name for name in listed)]
    networks = list(_words(book, book.layout.networks))
    systems, total = first_lists([*listed, *(t.text for t in named)], _MOST)
    lines = []
    if systems:
        lines.append(f"系统：{'、'.join(systems)}{'等' if total > _MOST else ''}")
    if networks:
        lines.append(f"网络：{'、'.join(taken.text for taken in networks)}")
    if not lines:
        return missing("附表2和正文中没有找到网络、系统名称")
    used = _use(book)
    lines.append(f"使用情况：{used.text if used else MISSING}")
    places = [quoted(item.named) for item in software] + [t.place for t in (*named, *networks)]
    remarks = ["按附表2软件行和正文词语摘编，请核实"]
    remarks += [] if used else ["正文没有写明上线、集成等使用情况"]
    remarks += [f"共{total}项，只列前{_MOST}项"] if total > _MOST else []
    return cell("\n".join(lines), Mode.ASK, [], remarks, [*places, *((used.place,) if used else ())])


def fill_machines(book: Book) -> FilledCell:
    """Numbers as printed: equipment counts (GS-03), 数控化率 and 联网率, one counted sentence, rows of 附表2."""
    fields, lines, places, remarks = [], [], [], []
    for key, words, unit in (
        ("equip_total", "设备", "台套"), ("equip_auto", "自动化、智能化设备", "台套"), ("equip_net", "联网", "台套"),
        ("robots", "工业机器人", "台"), ("kpi.G01", "关键设备数控化率", "%"), ("kpi.G02", "关键设备联网率", "%"),
    ):  # fmt: skip
        if field := book.get(key):
            fields.append(field)
            number = printed_number(field, unit)
            lines.append(f"{words}{number}")
            remarks += _odd(book, field, words, number)
    text = "，".join(lines)
    told = [text] if text else []
    if sentence := _counted(book):
        told.append(sentence.text)
        places.append(sentence.place)
    machines = [i for i in list_items(book, "equipment") if i.kind in book.layout.robot_types or "机器人" in i.name]
    if machines:
        names, total = first_lists([item.with_number for item in machines], _MOST)
        told.append(f"{'、'.join(names)}{'等' if total > _MOST else ''}")
        places += _places(machines, lambda item: (item.named, item.counted))
    if not told:
        return missing("书中没有数控设备、机器人的数量")
    if not sentence and not any(item.counted for item in machines) and not book.get("equip_total"):
        told.append(f"数量：{MISSING}")
        remarks.append("书中只有比率，没有台套数")
    return cell("；".join(told), Mode.ASK, fields, [*remarks, "比率和台套数照书中所写，请核实"], places)


def fill_secure(book: Book) -> FilledCell:
    """Equipment and software of 附表2 with suppliers; whether they are 安全可控 is for a person to say."""
    return _listed(book, list_items(book), "安全可控", "附表2未列装备和软件", [])


def fill_domestic(book: Book) -> FilledCell:
    """As `fill_secure`, only rows whose supplier bears a Chinese name and no foreign maker's; the ratio if printed."""
    items = list_items(book)
    kept = [item for item in items if _chinese(item.vendor, book.layout.foreign)]
    left = [item for item in items if item not in kept]
    remarks = (
        [f"未列入（供应商未写或疑为国外品牌）：{'、'.join(first_lists((i.with_vendor for i in left), 6)[0])}"]
        if left
        else []
    )
    return _listed(book, kept, "国产化", "附表2没有供应商为国内企业的装备和软件", remarks)


def _listed(book: Book, items: Sequence[Item], word: str, none: str, remarks: list[str]) -> FilledCell:
    if not items:
        return missing(none + ("；" + "；".join(remarks) if remarks else ""))
    total, items = len(items), items[:_MOST]
    lines = [_by_vendor(items) + ("等" if total > _MOST else "")]
    places = _places(items, lambda item: (item.named, item.supplied))
    if word == "国产化" and (ratio := _first(book, _RATIO)):
        lines.append(ratio.text)
        places.append(ratio.place)
    lines.append(f"{word}：{MISSING}")
    notes = [f"只列附表2的名称和供应商，是否{word}由填表人核定", *remarks]
    notes += [f"共{total}项，只列前{_MOST}项"] if total > _MOST else []
    return cell("\n".join(lines), Mode.CLERK, [], notes, places)


def _by_vendor(items: Sequence[Item]) -> str:
    """堆垛机、穿梭车（青岛…公司）；温湿度记录仪（兰州…公司）: vendors in the order of their first row."""
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item.vendor, []).append(item.name)
    each = (("、".join(dict.fromkeys(names)), vendor) for vendor, names in groups.items())
    return "；".join(f"{names}（{vendor}）" if vendor else names for names, vendor in each)


def _words(book: Book, words: Iterable[str]) -> Iterator[Taken]:
    """Which of these words the prose uses of what is there; a word inside a longer one found does not count."""
    told: list[Taken] = []
    for word in words:
        pattern = re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word.isascii() else re.escape(word))
        for place, sentence in _present(book):
            if pattern.search(sentence) and not any(word in taken.text for taken in told):
                told.append(Taken(word, place.quoting(sentence)))
                break
    yield from told


def _use(book: Book) -> Taken | None:
    """The first clauses that say a system or network is in use (与制造执行系统打通); of named ones before unnamed."""
    named = (*book.layout.systems, *book.layout.networks)
    for words in (named, ("系统", "平台")):
        for place, sentence in _present(book):
            for clause in clauses(sentence):
                used = any(word in clause for word in book.layout.in_use) and not _NOT_USE.search(clause)
                if used and any(word in clause for word in words) and 6 <= count_words(clause) <= _QUOTE:
                    return Taken(clause, place.quoting(clause))
    return None


def _counted(book: Book) -> Taken | None:
    """The clauses of the first sentence that counts machines: 全线关键设备46台，其中数控设备41台."""
    for place, sentence in _present(book):
        if "数控" in sentence or "机器人" in sentence:
            text = "，".join(c for c in clauses(sentence) if _COUNTED.search(c) and _MACHINES.search(c))
            if text and count_words(text) <= _QUOTE:
                return Taken(text, place.quoting(sentence))
    return None


def _first(book: Book, pattern: re.Pattern[str]) -> Taken | None:
    for place, sentence in _present(book):
        if match := pattern.search(sentence):
            return Taken(match[0], place.quoting(match[0]))
    return None


def _present(book: Book) -> Iterator[tuple[Place, str]]:
    """Sentences on what is there now, neither planned nor missing; of 附表1 only the declared instances."""
    own = {f"t1[{n}]" for n in book.instances}
    for prose in book.prose():
        if prose.key.startswith("t1[") and prose.key.split(".")[0] not in own:
            continue
        for sentence in sentences(prose.text):
            if not book.planned(sentence) and not _BEFORE.search(sentence):
                yield prose.place, sentence


def _odd(book: Book, field: Field, words: str, number: str) -> list[str]:
    """A rate outside its usual limits (0.93 for 93 %) is copied, and said."""
    kpi = next((k for k in book.reference.kpis if f"kpi.{k.code}" == field.key), None)
    if kpi is None or field.amount is None:
        return []
    low = kpi.hard_min if kpi.soft_min is None else kpi.soft_min
    high = kpi.hard_max if kpi.soft_max is None else kpi.soft_max
    value = field.amount.value
    outside = (low is not None and value < low) or (high is not None and value > high)
    return [f"{words}{number}不在常见范围内，请核实"] if outside else []


def _places(items: Sequence[Item], used: Callable[[Item], tuple[Field | None, ...]]) -> list[Place]:
    return [quoted(field) for item in items for field in used(item) if field]


def _chinese(vendor: str, foreign: Iterable[str]) -> bool:
    if any(brand.upper() in vendor.upper() for brand in foreign):
        return False
    return vendor in _OWN or bool(re.search(r"[\u4e00-\u9fff]{2,}", vendor))


def _line(field: Field | None) -> str:
    return one_line(shown(field)) if field else ""
