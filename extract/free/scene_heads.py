"""Heads of scenes: 3.生产作业—在线智能检测—极片检测：… → link, name, the applicant's own name, rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.free.lines import MARKS, PLAIN, Line, split_number
from extract.text import core
from model.document import Cell
from model.form import PartSpec
from model.guide import Guide
from model.place import Place
from model.text import half_width, squash

_DASH = r"\s*(?:[—–―－\-~/|│→>·]+|:(?=[^:]{2,20}[—–―－\-]))\s*"
_END = r"(?=\s*(?:$|[:。;；,(]))"
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Head:
    """What begins a scene. `rest` is the text behind it in the same paragraph; `labelled`: printed as 场景名称：…

    `ai` is 是 or 否 where the book ticks whether the scene uses artificial intelligence; `spent` the cell of its
    investment under a head in 万元 or 亿元 (`spent_in`).
    """

    name: str
    link: str = ""
    instance: str = ""
    rest: str = ""
    labelled: bool = False
    link_place: Place | None = None
    ai: str = ""
    ai_place: Place | None = None
    spent: Cell | None = None
    spent_in: str = ""


@dataclass(slots=True)
class Told:
    """A scene as the book tells it. `rank` is that of the line that begins it."""

    head: Head
    place: Place
    rank: float
    level: int = 0
    prose: list[tuple[str, Place]] = field(default_factory=list)


#: A column that gives link, scene and instance in one: 环节名—场景名—实例名.
_PATH = re.compile(
    r"环节(?:名称?)?[^\u4e00-\u9fff()]{1,3}(?:(?:典型)?场景(?:名称?)?|名称)"
    r"(?:[^\u4e00-\u9fff()]{1,3}(?:(?:场景)?实例(?:名称?)?|具体场景))?"
)
#: 场景（环节—名称—实例）: the same, told behind the label.
_PATH_TOLD = re.compile(rf"[^()]*场景(?:名称|清单|项目)?\((?:{_PATH.pattern})\)")
#: 归入的典型场景, 已建场景名称: the scenes of a row.
_LED = re.compile(r"^(?:归入|归属|对应|包含|包括|涉及|覆盖|涵盖|建成|已建|所建|建设|主要)(?:的|成的?)?(?=[^的]{2})")
#: 描述（不超过300字）: what the form asks for behind the label.
_LIMIT = re.compile(r"\([^()]{0,30}?\d{1,5}\s{0,3}字[^()]{0,30}\)\s{0,9}$")
#: 在线智能检测（生产作业）: the link behind the name.
_BRACKET = re.compile(r"(?P<name>[^()]{2,24})\((?P<said>[^()]+)\)\s*")
_YES = re.compile(r"^(?:是|√|✓|✔|☑|■|●|有|已应用|Y|YES|AI)$", re.IGNORECASE)
_NO = re.compile(r"^(?:否|×|✗|✘|╳|X|□|○|无|未应用|N|NO|[-—–/一]+)$", re.IGNORECASE)
_TICKED = re.compile(r"[☑■√✓✔]\s*(?P<yes>是|否)|(?P<named>是|否)\s*[(（]?[☑√✓✔]")


def _is_path(label: str) -> bool:
    return (_PATH.fullmatch(label) or _PATH_TOLD.fullmatch(label)) is not None


def read_tick(text: str) -> str:
    """是 or 否 where a cell says no more than that, else ""."""
    flat = squash(half_width(text))
    if ticked := _TICKED.search(flat):
        return ticked["yes"] or ticked["named"]
    return "是" if _YES.match(flat) else "否" if _NO.match(flat) else ""


#: 典型场景三, 场景 5: a scene by its number.
_SCENE_NO = r"(?:智能制造|智能|重点)?(?:典型)?场景\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})"


class HeadReader:
    """Knows the names of the guide and the labels of the forms' scene parts."""

    def __init__(self, parts: Sequence[PartSpec], guide: Guide) -> None:
        self._guide = guide
        self._roles = {
            squash(label): spec.key.split(".")[1]
            for part in parts
            if part.layout in ("scenes", "inset")
            for spec in part.fields
            for label in spec.labels
        }
        links = (*guide.links, *(d.name for d in guide.dimensions))
        self._links = sorted(set(links), key=len, reverse=True)
        self.known = guide.names
        called = self.known - {squash(link) for link in self._links}  # 供应链管理 heads a group of scenes
        names = "|".join(sorted(map(re.escape, called), key=len, reverse=True))
        either = "|".join(map(re.escape, self._links))
        self.names, self.links = re.compile(names), re.compile(either)
        mark = rf"(?:{_SCENE_NO}?\s*[:、.\s]?\s*)?"
        quote, close = r"[“《\"【\[(]?", rf"[”》\"】\])]?(?:\s*[(（]?{MARKS}+[)）]?)?"
        self._linked = re.compile(
            rf"{mark}(?:{quote}(?P<link>{either})(?:环节)?{close}(?:{_DASH}|:)"
            rf"|[【\[(](?P<within>{either})(?:环节)?[】\])]\s*(?:{_DASH})?){quote}"
            rf"(?P<name>[^—–―－\-:。;；,(（|→>“”《》\n]{{2,24}}?){close}(?:{_DASH}(?P<instance>[^:。;；,\n]{{2,40}}?))?{_END}"
        )
        self._named = re.compile(
            rf"{mark}{quote}(?P<name>{names}){close}(?:典型)?(?:场景)?(?:{_DASH}(?P<instance>[^:。;；,\n]{{2,40}}?))?"
            rf"(?:{_END}|(?<=[】\]])(?!系统|平台|模块|功能|方面|环节|[等的与和及、中上里]))"
        )
        self._behind = re.compile(rf"{mark}(?P<instance>[^:。;；,\n]{{2,30}}?){_DASH}(?P<name>{names})(?:场景)?{_END}")
        self._marked = re.compile(
            rf"{_SCENE_NO}\s*[:、.\s]\s*"
            rf"(?P<name>[^:。;；,\n(]{{2,30}}?)(?:{_DASH}(?P<instance>[^:。;；,\n]{{2,40}}?))?{_END}"
        )

        #: 场景5 成鞋外观检测（生产作业—在线智能检测）: the applicant's own name, in brackets what it is.
        of_link, of_scene = r"(?:(?:所属|对应)?环节\s*:?\s*)?", r"(?:(?:典型)?场景(?:名称)?\s*:?\s*)?"
        self._bracketed = re.compile(
            rf"{mark}{quote}(?P<instance>[^:。;；,\n(“”《》\"【】]{{2,30}}?){close}\s*[\[(【]\s*"
            rf"(?:{of_link}(?P<link>{either})(?:环节)?(?:{_DASH}|\s*[:,、;]\s*|\s+))?{of_scene}{quote}(?P<name>{names})(?:场景)?{close}[\])】]"
            r"(?=\s*(?:$|[:。]))"
        )

        #: 生产作业一在线智能检测一极片检测: dashes that recognition took for the numeral.
        apart = "|".join(r"\s?".join(map(re.escape, link)) for link in self._links)
        self._ones = re.compile(rf"(?<![\u4e00-\u9fff])(?P<link>{apart})\s?一\s?(?P<name>{names})(?:一(?=[^一]{{2}}))?")
        #: 在线智能检测一一极片检测: one long dash read as two numerals.
        self._twos = re.compile(rf"(?P<name>{names})\s?(?:一一|[—-]一|一[—-])(?!对应)")

    def _flat(self, text: str) -> str:
        """Half-width, with dashes that were read as 一 put back."""
        flat = half_width(text)
        if twos := self._twos.search(flat) if "一" in flat else None:
            flat = f"{flat[: twos.end('name')]}—{flat[twos.end() :]}"
        hit = self._ones.search(flat) if "一" in flat else None
        if hit is None:
            return flat
        behind = "—" if hit[0].endswith("一") else ""
        return f"{flat[: hit.start()]}{squash(hit['link'])}—{hit['name']}{behind}{flat[hit.end() :]}"

    def role(self, label: str) -> str:
        """link, name, instance or desc where the text is such a label, else ""."""
        flat = squash(split_number(_LIMIT.sub("", half_width(label)))[1])
        bare = _LED.sub("", flat)
        if self._roles.get(bare) == "name":
            return "name"
        if known := self._roles.get(flat) or ("name" if _is_path(half_width(flat)) else ""):
            return known
        if re.fullmatch(r"(?:所?[属在]|对应|归属|涉及)(?:的)?(?:重点)?环节", flat):
            return "link"
        parts = {self._roles.get(part, "") for part in re.split("[与及和、/]", flat)}  # 建设内容及描述
        return "desc" if "desc" in parts and not parts & {"name", "link"} else ""

    def link_of(self, text: str) -> str:
        """The link or dimension that a text names, or ""."""
        flat = squash(split_number(text)[1]).removesuffix("环节").removesuffix("场景")
        return flat if flat in self._links else ""

    def belongs(self, name: str, link: str) -> bool:
        """Whether the guide puts the scene of this name into that link or dimension."""
        scenario = self._guide.scenario(name)
        return scenario is not None and link in (scenario.link, self._guide.dimension(scenario.link))

    def knows(self, name: str) -> bool:
        """Whether a scene of the guide, or a former one, is called so."""
        return squash(half_width(name)) in self.known or self._guide.scenario(name) is not None

    def knows_whole(self, typed: str) -> bool:
        """The same of what is typed for a name, its number and link with it: 2.精准配送（生产作业）."""
        return self.knows(self.clean(squash(typed)))

    def cut_into(self, parts: Sequence[str]) -> int:
        """How many of these texts, which stand one below the other, are one name that was cut; 1 where none was.

        Names that are whole stay apart, even where two of them would make a third.
        """
        for count in range(len(parts), 1, -1):
            some = [squash(split_number(part)[1]) for part in parts[:count]]
            if all(some) and not any(self.knows(part) for part in some) and self.knows("".join(some)):
                return count
        return 1

    def clean(self, name: str) -> str:
        """A typed name without number and quotes; of 生产作业—在线智能检测 the scene."""
        bare = split_number(name)[1].strip('“”"《》【】 。')
        if match := self._linked.match(self._flat(bare)):
            return match["name"].strip()
        return self._within(bare)[0]

    def _within(self, name: str) -> tuple[str, str]:
        """(name, link) of 在线智能检测（生产作业环节）; the link is "" where the bracket is about something else."""
        bracket = _BRACKET.fullmatch(half_width(name))
        link = self.link_of(bracket["said"]) if bracket else ""
        return (bracket["name"], link) if bracket and link else (name, "")

    def path(self, typed: str, place: Place) -> Head:
        """The head that a cell of names gives, with link and instance where it names them (生产作业—在线智能检测)."""
        match = self._linked.match(self._flat(split_number(typed.replace("\n", ""))[1].strip('“”"《》【】 。')))
        if match is None or not match["link"]:
            bare = split_number(typed.replace("\n", ""))[1].strip('“”"《》【】 。')
            name, link = (self.clean(bare), "") if match else self._within(bare)
            return Head(name, link, labelled=True, link_place=place if link else None)
        instance = (match["instance"] or "").strip('“”" ')
        return Head(match["name"].strip(), match["link"], instance, labelled=True, link_place=place)

    def read(self, line: Line) -> Head | None:
        """The head that a paragraph begins with, or None."""
        text = self._flat(line.bare)
        opened = line.rank < PLAIN or bool(line.level) or len(squash(text)) <= _LONGEST or text[:1] in ("【", "[")
        for pattern in (self._linked, self._named, self._bracketed, self._marked, self._behind):
            match = pattern.match(text)
            if pattern is self._bracketed and not opened:
                continue
            if not match or (pattern is self._behind and len(squash(text)) > 60):
                continue
            rest = text[match.end() :].strip()
            if rest[:1] == "," or (rest[:1] == "(" and len(squash(text)) > 60 and not opened):
                continue
            if not opened and pattern is self._named and rest[:1] not in (":", "。") and not match["instance"]:
                continue
            return self._head(match, rest)
        return None

    def unknown(self, line: Line) -> Head | None:
        """A scene that is not of the guide, among numbered ones: its words up to the first stop."""
        text = self._flat(line.bare)
        match = re.match(r"(?P<name>[^:。;；,\n]{2,40})(?P<rest>.*)$", text, re.S)
        if not match or (not line.short and match["rest"][:1] not in (":", "。")):
            return None
        parts = re.split(_DASH, match["name"], maxsplit=2)
        link = self.link_of(parts[0]) if len(parts) > 1 else ""
        name = re.sub(r"\([^()]*\)$", "", parts[1] if link else parts[0])
        instance = parts[2] if link and len(parts) > 2 else ""
        return Head(
            name.strip().removesuffix("场景") or name.strip(),
            link,
            instance.strip(),
            match["rest"].lstrip(":。 ").strip(),
        )

    def section(self, line: Line) -> str:
        """The link of a heading that groups scenes: （一）工厂建设环节."""
        return self.link_of(re.sub(r"(?:典型)?(?:场景)?(?:建设)?(?:应用)?(?:情况)?$", "", core(line.bare)))

    def _head(self, match: re.Match[str], rest: str) -> Head:
        found = match.groupdict()
        name = re.sub(r"(?:典型)?场景$", "", found["name"].strip('“”" '))
        told = re.match(r"\([^()]{1,30}\)", rest)
        if told:
            rest = rest[told.end() :]
        return Head(
            name,
            found.get("link") or found.get("within") or "",
            (found.get("instance") or "").strip('“”" '),
            rest.lstrip(":。;； ").strip(),
        )
