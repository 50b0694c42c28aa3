"""A-24: what the scenes of a book cost together, told in its tables, is more than the whole project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from check.arithmetic.drawn import Entry, flat, heads_of, pairs_of, read_entry
from check.case import Agreed, Answer, Case
from check.numerals import worth_of
from check.prose.other_works import SCENE_COST
from check.show import WAN, show_plain
from check.sought import Sought
from check.telling import find_sentences
from model.amount import Amount, Hedge
from model.document import Cell
from model.finding import Severity
from model.place import Place
from model.submission import Claim, Field, Grid

COST = re.compile(r"(?:场景|实例|建设|应用|实施|完成|实际|已)*(?:投资|投入)(?:总?额|金额|资金)?(?:[(][^()]*元[)])?")
#: The column of a list of scenes that tells what each of them cost.
COST_COLUMN = re.compile(
    r"(?:场景|实例|建设|应用|实施|项目|改造|软硬件|固定资产|完成|实际|累计|已|总|投入)*"
    r"(?:投资|投入|造价|(?:建设|实施|投资|改造)(?:费用|成本))(?:总?额|总?金额|资金|规模|完成额?|情况)?"
    r"(?:[(][^()]*元[)]|[,，、/]?[亿万]元)?"
)
#: Rows of a table that tells of one scene.
MOST = 8
SCENES = re.compile(r"场景|实例")
ADDED = re.compile(r"合计|总计|小计|共计")
#: Shared with other budgets, or not of this project.
APART = re.compile(r"不含|集团|另行|计划|预计|拟|后续|二期|三年|累计")


def find_scenes_over_project(case: Case) -> Iterator[Answer]:
    """W: the scenes' investments, in one table or each in its own, else as a sentence sums them, over the project's."""
    whole = project_of(case)
    costs = drawn_costs(case) if whole else []
    if whole is None or whole.amount is None:
        return
    if len(costs) < 2:
        answers = [*tell_sum(case, whole, whole.amount)] or [*tell_each(case, whole, whole.amount)]
        yield from answers
        return
    total = sum((entry.value for entry in costs), Decimal(0))
    said = f"表中所列{len(costs)}个场景的投资合计{in_wan(total)}"
    yield weigh(case, whole, whole.amount, total, said, [entry.place for entry in costs[:6]])


def in_wan(worth: Decimal) -> str:
    return f"{show_plain(round(worth / WAN, 2))}万元"


def weigh(
    case: Case, whole: Field | Claim, amount: Amount, total: Decimal, said: str, places: Sequence[Place]
) -> Answer:
    """W where what the scenes cost together, `said` so at `places`, is more than the project."""
    if total <= amount.claimed.high * Decimal("1.005"):
        return Agreed()
    project = case.say(whole) if isinstance(whole, Field) else f"“{whole.text}”"
    return case.finding(
        f"{said}，大于{project}，请核实。",
        whole,
        *places,
        severity=Severity.W,
        about=(f"{places[0].path}场景投资",),
        expected=f"不大于{show_plain(amount.value / WAN)}万元",
        found=in_wan(total),
    )


#: 七个场景合计投资7,240万元.
SUM_TOLD = Sought(
    r"(?:场景|实例)[^，,。；;\d]{0,8}(?:合计|共计?|总计|总|累计)[^，,。；;\d]{0,8}(?:投资|投入)[^，,。；;\d]{0,6}(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>万|亿)元"
    r"|(?:场景|实例)[^，,。；;\d]{0,8}(?:投资|投入)(?:额|资金)?(?:合计|共计?|总计|之和|总额)[^，,。；;\d]{0,6}(?P<n2>\d[\d,]*(?:\.\d+)?)(?P<u2>万|亿)元"
)


def tell_sum(case: Case, whole: Field | Claim, amount: Amount) -> Iterator[Answer]:
    """The first sentence that tells what all scenes cost together."""
    for text, sentence in find_sentences(case, SUM_TOLD):
        hit = SUM_TOLD.search(sentence)
        if hit is None or APART.search(sentence.replace("累计", "") if "累计" in hit[0] else sentence):
            continue
        total = worth_of(hit["n"] or hit["n2"], hit["u"] or hit["u2"])
        yield weigh(case, whole, amount, total, f"“{hit[0]}”", [text.place.quoting(hit[0])])
        return


#: 能源管控场景投资860万元: one scene by its name, and what it cost.
NAMED = Sought(SCENE_COST + r"(?:额|资金)?(?:为|约|是|达)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>万|亿)元")
#: 各场景投资：能源管控860万元、智能排产520万元: the scenes behind the words that say what is told of them.
LISTED = Sought(
    r"场景(?:的)?(?:建设|实施)?(?:投资|投入)(?:额|资金|情况|金额)?(?:分别|依次)?(?:如下|为|是|有)?[:：,，]?"
    r"(?P<list>(?:[^，,。；;、:：\d]{2,14}?(?:场景)?(?:为|约)?\d[\d,]*(?:\.\d+)?[万亿]元[、，,；;和及]{0,2}){2,})"
)
_ITEM = re.compile(r"(?P<scene>[^，,。；;、:：\d]{2,14}?)(?:场景)?(?:为|约)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>万|亿)元")
#: What is told behind such words may be what one scene was spent on.
_SPENT = re.compile(
    r"设备(?:购置|采购|投资|费)*(?=[\d为约])|软件|硬件|土建|安装|集成|贷款|自筹|自有|补助|其他|其中|合计|共计|费"
    r"|国拨|财政|地方|配套|出资|资金|[一二三四]期|\d年|年度|(?:机床|机器人|信息系统|平台|设备|网络)(?=[\d为约])"
)
#: Words ahead of the scene's name.
_LEAD = re.compile(r"^(?:其中|包括|分别为|以及|此外|另外|同时|而|[和及与])+")


def tell_each(case: Case, whole: Field | Claim, amount: Amount) -> Iterator[Answer]:
    """W: scenes told by their names, each with its cost, cost more together than the project."""
    told: dict[str, set[Decimal]] = {}
    places = []
    for text, sentence in find_sentences(case, NAMED):
        for hit in () if APART.search(sentence) else NAMED.finditer(sentence):
            told.setdefault(_LEAD.sub("", hit["scene"]), set()).add(worth_of(hit["n"], hit["u"]))
            places.append(text.place.quoting(hit[0]))
    for text, sentence in () if told else find_sentences(case, LISTED):
        for head in () if APART.search(sentence) else LISTED.finditer(sentence):
            items = [] if _SPENT.search(head["list"]) else list(_ITEM.finditer(head["list"]))
            for hit in items:
                told.setdefault(_LEAD.sub("", hit["scene"].lstrip("和及")), set()).add(worth_of(hit["n"], hit["u"]))
            places += [text.place.quoting(head[0])] if items else []
    costs = [next(iter(one)) for one in told.values() if len(one) == 1]
    if len(costs) < 2:
        return
    total = sum(costs, Decimal(0))
    said = f"正文所列“{'”“'.join(told)}”{len(costs)}个场景的投资合计{in_wan(total)}"
    yield weigh(case, whole, amount, total, said, places)


def project_of(case: Case) -> Field | Claim | None:
    """The project's investment: of the form, else the only sum of the prose that is called so."""
    for key in ("project_investment", "line_investment"):
        if (cell := case.field(key)) and cell.amount:
            return cell
    told = [
        c
        for c in case.submission.claims
        if c.concept == "build_investment" and re.search(r"总投资|项目投资|投资总额", c.text) and not c.planned
        if c.amount.hedge is Hedge.NONE and not c.relation and c.scope in ("", "company") and c.amount.unit == "元"
    ]
    return told[0] if len({c.amount.value for c in told}) == 1 else None


def drawn_costs(case: Case) -> list[Entry]:
    """The costs of a table that lists scenes with their investment, else of tables of which each is one scene's."""
    single: dict[str, Entry] = {}
    for grid in case.submission.grids:
        if not grid.own or APART.search(flat(grid.caption)):
            continue
        heads = heads_of(grid.rows)
        columns = [h for h in heads if COST_COLUMN.fullmatch(flat(h.text))]
        if len(columns) == 1 and lists_scenes(grid, heads) and len(grid.rows) > 2:
            rows = [row for row in grid.rows[1:] if not any(ADDED.search(flat(c.text)) for c in row)]
            found = [
                read_entry(c, columns[0].text, grid.caption) for row in rows for c in row if c.col == columns[0].col
            ]
            entries = [e for e in found if e and e.unit == "元"]
            if len(entries) == len(rows) and len({e.place.path for e in entries}) == len(rows):
                return entries
        if len(grid.rows) <= MOST and any(SCENES.search(flat(c.text)) for row in grid.rows for c in row[::2]):
            costs = [e for label, e in pairs_of(grid) if COST.fullmatch(flat(label)) and e.unit == "元"]
            if len(costs) == 1:
                single[grid.place.path] = costs[0]
    return list(single.values())


def lists_scenes(grid: Grid, heads: Sequence[Cell]) -> bool:
    """Whether its rows are scenes: a head or the caption says so, or half of the rows' first cells."""
    if any(SCENES.search(flat(one)) for one in (grid.caption, *(head.text for head in heads))):
        return True
    firsts = [flat(row[0].text) for row in grid.rows[1:] if row]
    return sum(SCENES.search(one) is not None for one in firsts) * 2 >= len(firsts)
