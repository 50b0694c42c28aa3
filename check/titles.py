"""Titles of the ladder as book, tables and letters tell of them: the days they were given, end, and are to be renewed.

A paragraph or a row (its cells behind their heads) is one telling; each date in it is an event by the word next to it,
and belongs to the title named in its clause or last before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from check.case import Case
from check.dates import Days, read_days
from check.letters import letters_to, say_source
from check.numerals import whole_of
from check.once import BOOKS, Same, kept
from check.sought import Sought
from check.telling import Part, Text, part_texts
from model.document import Cell
from model.place import Place
from model.submission import Grid, Passage
from model.text import HAN_DIGITS, squash

#: A title of the ladder, an old one, and words that stand for one named before.
NAMED = Sought(
    r"(?P<carrier>(?:优秀(?:应用)?|上述|该|此|这一|老|原|[上首]批)场景|基础级|先进级)|(?P<old>数字化车间|智能车间)"
    r"|(?P<other>卓越级|领航级|绿色工厂|专精特新|高新技术|体系|检定|质保|许可证|单项冠军|小巨人|保险|等级保护|等保|资质证)"
)
ELSEWHERE = re.compile(
    r"国家级?|工信部|工业和信息化部|部级|四部门|市级|区级|县级|集团内|母公司|子公司|客户|供应商|同行"
)
_N = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
DATE = re.compile(
    rf"(?<![\d.])(?P<y>20\d{{2}}|二[〇○零]二?[〇○零一二三四五六七八九]{{1,2}})(?:\s*年度?\s*(?:(?P<m>{_N})月(?:(?P<d>{_N})日)?)?"
    r"|\s*[.．/-]\s*(?P<m2>0?[1-9]|1[0-2])(?![\d%])(?:\s*[.．/-]\s*(?P<d2>\d{1,2})(?!\d))?)"
    rf"|(?P<rel>今年|本年|去年|上年|明年|次年|前年)(?:的)?(?P<m3>{_N})月(?:(?P<d3>{_N})日)?"
    r"|(?<![\d年—–~～至到-])(?P<m4>[1-9]|1[0-2])月(?!以?[内前后]|度)(?:(?P<d4>\d{1,2})日)?(?=[初底末份上中下，,、]|[\u4e00-\u9fff])"
)
_REL = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1, "次年": 1, "前年": -2}
REVIEW = r"(?:复审|复核|复评|续评|续期|续牌|续证|延续|延期|展期|重新认定)"
REVIEWED = Sought(REVIEW)
#: A title or its term, without its name.
HELD = Sought(r"称号|有效期")
#: Ends, by the words behind the date, by those ahead of it.
_ENDS_BEHIND = re.compile(
    r"^(?:前后|[底末初]|[上中下]旬)?(?:将|即|就|便|已|前)*(?:到期|到限|期满|满期|满[三3]年|届满|失效|截止|终止|为止|止|作废|(?:持续|一直|均|都)?有效)"
)
_ENDS_AHEAD = re.compile(
    r"(?:有效(?:期限?|时间|截止)?[^，,。；;\d]{0,8}?(?:至|到|截至|截止|止于|止)|(?:到期|到限|届满|期满|满期|失效|截止|终止|止)(?:日期?|时间|之日|年月)?"
    r"(?:就|便|即)?(?:为|是|在|于|[:：])?|有效期(?:限)?(?:截止|到期)?[:：]?|(?:用|管|延|展)(?:至|到))[^，,。；;\d]{0,4}$"
)
#: 有效期2023年5月8日至2026年5月7日: the first day of a term is not its last.
_UNTIL = re.compile(r"\s*(?:起)?\s*(?:至|到|[—–~～-]+)\s*")
#: 有效期三年，至2025年12月20日.
_TERM_AHEAD = re.compile(r"(?<![\d第])(?:\d|[一二两三四五六])年(?:有效)?[，,]\s*(?:有效)?(?:截?至|到)\s*$")
_SENT = (
    r"(?:[递提寄呈投](?:[出交送上请往了给向到]|材料)|才?[送报交](?:[出交送上请往了给到达]|材料)|发出|申[请办]"
    r"|[办补]理?(?=[^，,。；;]{0,6}复)|启动|受理|签收|收件|收到|登记|准备|安排|[再才][递提报送交办]|(?:上|呈)报|报送|报[至市县区州省]|写好|办好|备齐)"
)
ASKED = re.compile(
    rf"{_SENT}[^，,。；;]{{0,14}}?{REVIEW}|{REVIEW}[^，,。；;]{{0,30}}?{_SENT}|{REVIEW}(?:的)?(?:申请|请示|函)"
)
#: 计划12月上旬上报, of what the clause before names.
SENT_ON = re.compile(r"[递提寄呈]|报|送|申请")
#: What an office does or has said.
ANSWERED = re.compile(r"结果|意见|结论|通过|通知|决定|未达|未过|不合格|专家|组织|现场|抽查|书面答复")
_GIVEN = (
    r"(?:认定|授牌|授予|获评|公布|公示|公告|发文|发牌|发证|颁|评上|评定|评为|评的|评下|入选|列入|批准|取得|获得|获批|获(?=[^，,。；;]{0,6}(?:省|优秀|基础|先进|智能))|拿到|拿下|得的|挂牌"
    r"|下达|命名|起算|生效|批复|认的|发的|给的|取得)"
)
_GIVEN_BEHIND = re.compile(rf"^(?:就|已|即|便|由|经|被|曾|[^，,。；;（(\d]{{0,16}}?){_GIVEN}|^(?:起|以来)")
_GIVEN_AHEAD = re.compile(rf"{_GIVEN}[^，,。；;\d]{{0,8}}$|(?:自|从)$")
_CLAUSE, _STOP = re.compile(r"[，,。；;：:（）()\n]"), re.compile(r"[。；;\n]")
#: Of a month, no word of its own.
_PART = re.compile(r"^(?:前后|[初底末]|[上中下]旬|份|上?半年)")
#: So many sentences on, words still speak of the title named before.
FAR = 3


@dataclass(frozen=True, slots=True)
class Event:
    """What a date says of a title: `kind` given, ends, asked or "" where no word tells; `loose` without a year of its
    own."""

    kind: str
    days: Days
    words: str
    at: int
    title: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A paragraph or a row with its events; `cells` are those of a row."""

    text: Text
    words: str
    events: tuple[Event, ...]
    cells: tuple[Cell, ...] = ()

    @property
    def row(self) -> bool:
        return bool(self.cells)

    def quote(self, words: str) -> Place:
        """Where the words stand: of a row the cell that holds them."""
        return next((cell.place for cell in self.cells if words in cell.text), self.text.place).quoting(words)

    def sentence(self, at: int) -> str:
        """The sentence around a place; a row is one."""
        start = max((hit.end() for hit in _STOP.finditer(self.words, 0, at)), default=0)
        end = _STOP.search(self.words, at)
        return self.words if self.row else self.words[start : end.start() if end else len(self.words)]

    def say(self) -> str:
        return "表中" if self.row else say_source(self.text)


def tell_titles(case: Case) -> tuple[Telling, ...]:
    """Every paragraph, letter and row that names a title, its review or its term, with its dates."""
    book, name = case.submission, case.field("company_name") or case.field("applicant")
    papers = Same(*(paper.passages for paper in book.papers))
    letters = letters_to(papers, name.value if name else "")
    return _titles(*part_texts(case), papers, Same(letters, book.grids, book.passages), case.day)


@kept(BOOKS)
def _titles(prose: Part, cells: Part, papers: Same, beside: Same, day: str) -> tuple[Telling, ...]:
    book, (letters, grids, passages) = (*prose.texts, *cells.texts), beside.parts
    lines = (Text(text.key, line, text.place) for text in book for line in text.text.split("\n"))
    tellings = [_hear(text, day) for text in lines]
    known = {squash(text.text) for text in book}
    file = next((one.place.file for one in passages), "")
    more = (text for paper in _papers(papers.parts, letters, file) for text in paper)
    tellings += (_hear(text, day) for text in more if squash(text.text) not in known)
    tellings += (_hear(text, day, cells) for text, cells in _rows(grids))
    return tuple(one for one in tellings if one)


def _papers(
    papers: Iterable[tuple[Passage, ...]], letters: Sequence[tuple[Text, ...]], book: str
) -> Iterator[Iterable[Text]]:
    """The paragraphs of letters, and of annexes bound in with the book (its file) that no chapter holds."""
    yield from letters
    known = {squash(text.text) for letter in letters for text in letter}
    for passages in papers:
        told = [one for one in passages if one.key in ("paper", "paper.row")]
        if told and told[0].place.file == book:
            yield (
                Text("annex", p.text, p.place)
                for p in told
                if p.key == "paper" and p.place.file == book and squash(p.text) not in known
            )


def _rows(grids: Iterable[Grid]) -> Iterator[tuple[Text, tuple[Cell, ...]]]:
    """The rows of the tables in the prose, each cell behind its head."""
    for grid in grids:
        head = [cell.text.strip() for cell in grid.rows[0]] if grid.own and len(grid.rows) > 1 else []
        for row in grid.rows[1:] if len(set(head)) > 2 else ():
            if len(row) == len(head) and max(len(cell.text) for cell in row) < LONGEST:
                pairs = ((top, _dated(top, cell.text.strip())) for top, cell in zip(head, row, strict=True))
                yield Text("row", "；".join(f"{top}：{told}" for top, told in pairs if told), row[0].place), tuple(row)


def _dated(top: str, told: str) -> str:
    """2023年 of a bare 2023 under 年份."""
    return f"{told}年" if re.fullmatch(r"20\d{2}", told) and re.search(r"年|时间|日期", top) else told


#: A cell with more is a text, and is told as one.
LONGEST = 120


def _hear(text: Text, day: str, cells: tuple[Cell, ...] = ()) -> Telling | None:
    words = text.text
    if not any(one.search(words) for one in (NAMED, REVIEWED, HELD)) or not DATE.search(words):
        return None
    events, year = [], day[:4]
    for hit in DATE.finditer(words):
        if hit["y"]:
            year = hit["y"].translate(HAN_DIGITS)
        days = _days(hit, year if not hit["rel"] else day[:4])
        if days is not None:
            title = _title(words, hit, row=bool(cells))
            events.append(Event(_kind(words, hit), days, hit[0], hit.start(), title, hit["m4"] is not None))
    return Telling(text, words, tuple(events), cells)


def _days(hit: re.Match[str], year: str) -> Days | None:
    month = hit["m"] or hit["m2"] or hit["m3"] or hit["m4"]
    day = hit["d"] or hit["d2"] or hit["d3"] or hit["d4"]
    if hit["rel"]:
        year = str(int(year) + _REL[hit["rel"]]) if year.isdigit() else ""
    return read_days("-".join([year, *(str(whole_of(one)).zfill(2) for one in (month, day) if one)]))


def _kind(words: str, hit: re.Match[str]) -> str:
    """The word next to the date, that behind it first: 2025年12月满期, 有效期至2025年12月, 2025年12月，公司获评…."""
    ahead = _CLAUSE.split(words[: hit.start()])
    behind = _CLAUSE.split(words[hit.end() :])
    label = (
        words[: hit.start()].rstrip("：: ")[-16:]
        if not ahead[-1].strip() and words[: hit.start()].rstrip()[-1:] in "：:"
        else ""
    )
    before = ahead[-1] or _CLAUSE.split(label)[-1]
    after = behind[0]
    span = _UNTIL.match(after)
    if span and DATE.match(after[span.end() :]) and _ENDS_AHEAD.search(before):
        return "" if DATE.search(words[: hit.start()]) else "given"
    if re.search(r"有效期限?[^，,。；;\d]{0,4}[自从]\s*$", before):
        return "given"
    if _ENDS_BEHIND.search(after) or _ENDS_AHEAD.search(before):
        return "ends"
    if re.search(r"(?:至|到|[—–~～-])\s*$", before) and DATE.search(before):
        return "ends"
    if _TERM_AHEAD.search(words[: hit.start()]):
        return "ends"
    bare = not _PART.sub("", after).strip()
    follows = behind[1] if len(behind) > 1 and bare and not DATE.search(behind[1]) else ""
    own = f"{before}{hit[0]}{follows if bare else after}"
    if ASKED.search(own) and not ANSWERED.search(own):
        return "asked"
    if len(ahead) > 1 and SENT_ON.search(own) and REVIEWED.search(ahead[-2]) and not ANSWERED.search(own + ahead[-2]):
        return "" if DATE.search(ahead[-2]) else "asked"  # 正在准备复核资料，计划12月上旬上报
    if _GIVEN_BEHIND.search(after) or _GIVEN_AHEAD.search(before):
        return "given"
    return "given" if _GIVEN_BEHIND.search(follows) else ""


def _title(words: str, hit: re.Match[str], *, row: bool) -> str:
    """The title the date speaks of: in its clause, else the last one named not too far before; of a row its own."""
    if row:
        return _name(next(iter(NAMED.finditer(words)), None), words)
    start = max((one.end() for one in _CLAUSE.finditer(words, 0, hit.start())), default=0)
    stop = _CLAUSE.search(words, hit.end())
    end = stop.start() if stop else len(words)
    if stop and not _PART.sub("", words[hit.end() : end]).strip() and (after := _CLAUSE.search(words, stop.end())):
        end = after.start()
    here = list(NAMED.finditer(words[start:end]))
    if here:
        return _name(here[0], words[start:end])
    before = list(NAMED.finditer(words[:start]))
    if before and len(_STOP.findall(words[before[-1].end() : start])) <= FAR:
        last = before[-1]
        clause = words[max((one.end() for one in _CLAUSE.finditer(words, 0, last.start())), default=0) : last.end()]
        return _name(last, clause)
    return ""


def _name(hit: re.Match[str] | None, clause: str) -> str:
    if hit is None or hit["other"] or ELSEWHERE.search(clause):
        return "其他" if hit else ""
    return "优秀场景" if hit["carrier"] and "场景" in hit["carrier"] else hit["carrier"] or "旧称号"
