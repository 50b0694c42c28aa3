"""Of which link (环节) a text of the book speaks: its scene's, or that of the heading above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from check.case import Case
from check.elig_s.scene_name import find_scenario
from check.lacking import find_lacks
from check.once import BOOKS, Same, kept
from check.telling import Part, Text, part_texts
from model.guide import Guide
from model.submission import Field

#: Characters of a heading, and of a paragraph that is found again in a scene's description.
HEAD, AGAIN = 44, 20
#: So many characters of a link's own say something by their silence.
TOLD = 80
#: Fewer where a book takes so many links one by one (研发设计：…；生产作业：…): there each paragraph tells its own.
LABELLED, SEVERAL = 40, 3
#: The guide's links, and what else they are called.
EIGHT = "工厂建设|产品研发|工艺设计|生产管理|生产作业|运营管理|产品服务|供应链管理"
LINKS = re.compile(f"{EIGHT}|研发设计|产品设计|生产制造|经营管理")
#: Other words for the links of the guide.
ALIAS = {"产品设计": "产品研发", "生产制造": "生产作业", "经营管理": "运营管理"}
_COUNT = r"[（(]?[一二三四五六七八九十壹贰叁肆伍陆柒捌玖\d]{1,3}(?:[.-]\d+)*"
#: The number of a heading, with what sets it apart: （一）, 3.2, 第二章.
HEAD_NUMBER = rf"\s*(?:{_COUNT}[)）、.．\s]+|第[一二三四五六七八九十\d]+[章节部分]+\s*)"
#: A heading begins with a number, a mark or the word for a scene; 图 and 表 stand over no text.
NUMBERED = re.compile(rf"\s*(?:{_COUNT}[)）、.．\s]|\d+(?:\.\d+)+|[A-Z]\d{{1,2}}|场景|实例|第|[①-⑳★●·—])")
_AT_START = (
    rf"\s*(?:{_COUNT}[)）、.．\s]*)?"
    r"(?:场景\s*[\d一二三四五六七八九十]{1,3}\s*[:：.、]?\s*)?[“【\[]?"
)
#: The name of a link or a scene that a paragraph begins with; where it begins several sentences with others, none.
LABEL = re.compile(
    rf"{_AT_START}(?P<name>[\u4e00-\u9fff]{{4,14}}?)(?:环节|方面|维度|领域|侧)?(?:[】\]”]|\s*[:：，,。—-])"
)
_AGAIN = re.compile(rf"(?:^|[。；;\n])\s*(?:在|从|是)?({LINKS.pattern})(?:环节|方面|维度|领域|侧|上)?[:：，,—-]")
#: Headings over what is still to come: of no link today.
TO_COME = re.compile(
    r"后续|下一步|下阶段|未来|今后|展望|远期|(?:改进|提升|工作|推进|完善)(?:的)?(?:计划|打算|设想|方向)"
)
COMING = "计划"
#: What is done by hand is told, and is no work of a system.
BY_HAND = re.compile(
    r"手工|纸质|单机版|电子表格|(?<![A-Za-z])excel|台账上|会议材料|手写|手抄|口头|微信群?|电话(?:通知|协调|沟通|联系|调度)|(?:召?开|组织)[^，,]{0,8}(?:例会|分析会|碰头会|早会)"
    r"|凭(?:个人|多年|老|自身)?经验|(?:由|靠)[^，,]{1,8}(?:自行|人工)(?:登记|记录|掌握|汇总|编制|填写)|人工(?:汇总|编制|登记|填报|记录|抄|排产)"
    r"|由(?:外方|对方|客户|设计院|外部|外协|总部)[^，,]{0,4}(?:完成|提供|承担)",
    re.IGNORECASE,
)
#: Save where it is what the works put an end to.
ENDED = re.compile(
    r"替代|取代|代替|改为|变为|告别|取消|不再|减少|无需|免去|杜绝|避免|消除|转为|转变|原|过去|以往|以前|此前|传统|之?前|降|省|从|由[^，,]{1,12}到|智能体|自动|系统"
)
_CLAUSE = re.compile(r"[^，,。；;！？\n]+")
#: （3）生产作业—在线智能检测—: link and name ahead of what the paragraph tells, set off by dashes.
_HEADED = re.compile(
    rf"{_AT_START}(?:{LINKS.pattern})(?:环节)?\s*[—–－-]+\s*[\u4e00-\u9fff]{{4,14}}\s*(?=[—–－:：。-])"
)
_KINDS = ("absent", "by_hand", "stopped", "planned")


@dataclass(frozen=True, slots=True)
class Split:
    """Texts of one link, those of no link in particular, those of other links; `scenes`: what its scenes describe.
    `first`: the paragraph on the link as printed; `labelled`: the book takes several links so, one after the other."""

    own: tuple[Text, ...]
    beside: tuple[Text, ...]
    elsewhere: tuple[Text, ...]
    scenes: tuple[Text, ...]
    first: Text | None = None
    labelled: bool = False

    @property
    def near(self) -> tuple[Text, ...]:
        return (*self.own, *self.beside)

    @property
    def told(self) -> bool:
        """Whether the book tells enough of the link for its silence to say something."""
        if self.labelled and self.first is not None and len(self.first.text) >= LABELLED:
            return True
        return sum(len(text.text) for text in self.own if not text.key.startswith("scenes[")) >= TOLD


def split_texts(case: Case, dimension: str, texts: Sequence[Text]) -> Split:
    """What is told of a dimension; names of scenes and links tell nothing, nor does what is lacking or done by hand."""
    known = Same(case.submission.fields, case.reference.guide)
    heard = _heard(*part_texts(case), known, Same(find_lacks(case)))
    own, beside, elsewhere, scenes = list[Text](), list[Text](), list[Text](), list[Text]()
    guide = case.reference.guide
    heads = [(one, text) for text in texts if not is_heading(text.text) and (one := _labelled(text.text, guide))]
    first = next((text for one, text in heads if one == dimension), None)
    labelled = first is not None and len({one for one, _ in heads}) >= SEVERAL
    for text in texts:
        if text.key.startswith("scenes[") and text.key.endswith((".name", ".link")):
            continue
        link, said = heard[text]
        (own if link == dimension else elsewhere if link else beside).append(said)
        if link == dimension and text.key.endswith(".desc"):
            scenes.append(text)
        if first is None and link == dimension and not text.key.startswith("scenes[") and len(text.text) >= AGAIN:
            first = None if is_heading(text.text) else text
    return Split(tuple(own), tuple(beside), tuple(elsewhere), tuple(scenes), first, labelled)


@kept(BOOKS)
def _heard(prose: Part, cells: Part, known: Same, lacks: Same) -> Mapping[Text, tuple[str, Text]]:
    """Every text with its dimension ("" where it is of none) and with what of it tells."""
    placed, names, lacking = _placed(prose, cells, known), _names(Same(known.parts[1])), dict[Text, list[str]]()
    for lack in lacks.parts[0]:
        if lack.kind in _KINDS:
            lacking.setdefault(lack.said.text, []).append(lack.clause)
    heard = dict[Text, tuple[str, Text]]()
    for text in (*prose.texts, *cells.texts):
        said = _telling(text.text, lacking.get(text, ()), names)
        heard[text] = placed.get(text, ""), text if said == text.text else Text(text.key, said, text.place)
    return heard


def _telling(text: str, lacking: Sequence[str], names: re.Pattern[str]) -> str:
    """The text without clauses that say that something is lacking; a heading without the names of scenes."""
    if is_heading(text):
        return names.sub("", text)
    if label := _HEADED.match(text):
        text = names.sub("", label[0]) + text[label.end() :]
    for clause in lacking:
        text = text.replace(clause, "")
    if not BY_HAND.search(text):
        return text
    return _CLAUSE.sub(lambda hit: "" if BY_HAND.search(hit[0]) and not ENDED.search(hit[0]) else hit[0], text)


def is_heading(text: str) -> bool:
    return len(text) <= HEAD and not re.search("[。；;]", text)


@kept(BOOKS)
def _placed(prose: Part, cells: Part, known: Same) -> Mapping[Text, str]:
    """The dimension of each text of which it is known."""
    fields, guide = known.parts
    by_key = {field.key: field for field in fields if field.key.startswith("scenes[")}
    links = {key.removesuffix(".name"): _link(guide, key, by_key) for key in by_key if key.endswith(".name")}
    described = [
        (f.text or f.value, f.place.path, links.get(k[:-5], "")) for k, f in by_key.items() if k.endswith(".desc")
    ]
    starts = {path: link for _, path, link in described if link}
    placed, link, key = dict[Text, str](), "", ""
    for text in prose.texts:
        link = "" if text.key != key else link
        key = text.key
        if is_heading(text.text):
            heading = _named(text.text, guide)
            coming = COMING if NUMBERED.match(text.text) and TO_COME.search(text.text) else ""
            link = heading or coming or ("" if NUMBERED.match(text.text) else link)
        elif text.place.path in starts:
            link = starts[text.place.path]
        long = len(text.text) > AGAIN
        label = "" if is_heading(text.text) else _labelled(text.text, guide)
        again = next((one for desc, _, one in described if one and text.text in desc), "") if long else ""
        if label or again or link:
            placed[text] = label or again or link
    for text in cells.texts:
        if (own := re.match(r"scenes\[\d+\]", text.key)) and links.get(own[0]):
            placed[text] = links[own[0]]
    return placed


def _link(guide: Guide, key: str, by_key: Mapping[str, Field]) -> str:
    printed = by_key.get(key.removesuffix("name") + "link")
    said = _named(printed.value, guide) if printed else ""
    named = find_scenario(guide, by_key[key].value)
    return said or (guide.dimension(named.scenario.link) if named else "")


def _labelled(text: str, guide: Guide) -> str:
    """The dimension of a paragraph that begins with its name: 生产管理环节：…; "" where others follow in it."""
    label = LABEL.match(text)
    if label is None or len({ALIAS.get(one, one) for one in _AGAIN.findall(text)}) > 1:
        return ""
    return _named(label["name"], guide)


def _named(heading: str, guide: Guide) -> str:
    """The dimension that a heading names, by a link or by a scene; "" where it names several."""
    by_link = {guide.dimension(ALIAS.get(one, one)) or one for one in LINKS.findall(heading)}
    if len(by_link) == 1:
        return by_link.pop()
    by_scene = {guide.dimension(one.link) for one in guide.scenarios if one.name in heading}
    return by_scene.pop() if len(by_scene) == 1 and not by_link else ""


@lru_cache(maxsize=4)
def _names(key: Same) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one.name) for one in key.parts[0].scenarios))
