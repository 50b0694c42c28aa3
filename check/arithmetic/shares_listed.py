"""A-31: shares told one behind the other without the word, and rows and columns of shares without a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from check.arithmetic.drawn import Entry, flat, head_over, heads_of, is_empty, read_entry
from check.case import Agreed, Answer, Case
from check.numerals import read_number
from check.once import split_sentences
from check.show import show_plain
from model.finding import Severity
from model.place import Place
from model.submission import Grid

_NAME = r"[\u4e00-\u9fffA-Za-z0-9（）()/—–-]{1,14}?"
_SHARE = r"(?:\d{1,2}(?:\.\d+)?%|百分之[一二三四五六七八九十]{1,3}|[一二三四五六七八九]成(?![本立果])半?)"
#: 出口占两成，电商14%，门店31%，工程46%: names with nothing but their share.
LISTED = re.compile(
    rf"(?:{_NAME}(?:各?占|为|是)?(?:比|到)?[约近]?{_SHARE}(?:(?:左右|以上)?[、，,；;和及与]+(?:而|其余|另)?|$)){{3,}}"
)
ITEM = re.compile(rf"(?P<name>{_NAME})(?:各?占|为|是)?(?:比|到)?[约近]?(?P<n>{_SHARE})")
#: The parts of one whole: by use, by buyer, by answer.
OF_ONE = re.compile(
    r"按[^，,。；;]{1,14}(?:看|分|划分|计|统计|口径|拆|算)|结构|构成|组成|分布|来源|去向|流向|占比|分类|分档|抽样|问卷|打分|评价|满意度(?:调查|抽|回访|统计)"
)
LAST = re.compile(r"其他|其它|其余|剩余|余下|不满意|未表态|弃权")
#: Rates of their own, changes, things that one may be together.
NO_SHARE = re.compile(
    r"率|效率|产能|成本|能耗|周期|提升|提高|增长|下降|降低|减少|缩短|增加|同比|环比|完成|达到|达成|覆盖|多选|可兼|重复计|较|比20|目标|联网|数控|自动化|毛利|折扣|误差|精度"
)
#: 能耗构成中: the whole that is shared out.
WHOLE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:构成|结构|组成|分布)[中为是里]?")
#: More than this is no slip of a share: the numbers are of other wholes.
MOST, LEAST = 140, 3


def find_shares_listed(case: Case, judged: Set[str]) -> Iterator[Answer]:
    """E over one hundred, where three and more names with a share of one whole follow one another.

    `judged`: the sentences that were looked at before.
    """
    for passage in case.prose():
        for sentence in split_sentences(passage.text) if "%" in passage.text else ():
            if sentence.count("%") < LEAST - 1 or sentence in judged:
                continue
            if not OF_ONE.search(sentence) and not LAST.search(sentence):
                continue  # not of one whole, whatever is listed
            text = re.sub(r"[（(][^（）()]*[)）]", "", sentence)
            hit = LISTED.search(text)
            if (
                hit is None
                or NO_SHARE.search(WHOLE.sub("", hit[0]))
                or not (OF_ONE.search(text[: hit.end()]) or LAST.search(hit[0]))
            ):
                continue
            if "其中" in hit[0] or any(word in text[: hit.start()][-6:] for word in ("提升", "下降", "分别")):
                continue
            shares = [value for item in ITEM.finditer(hit[0]) if (value := worth(item["n"])) is not None]
            yield from judge(case, shares, f"“{sentence[:50]}”", passage.place.quoting(sentence), passage.place.path)


#: Two parts that leave no third.
FACING = tuple(
    re.compile(
        rf"(?:{one})[^，,。；;%\d]{{0,6}}?(?:占比?|比例|份额)?(?:为|约|达到?)?(?P<a>\d{{1,2}}(?:\.\d+)?)%[，,、；;]?(?:而)?[^，,。；;%\d]{{0,4}}?(?:{other})[^，,。；;%\d]{{0,6}}?"
        r"(?:占比?|比例|份额)?(?:为|约|达到?)?(?P<b>\d{1,2}(?:\.\d+)?)%"
    )
    for one, other in (
        ("国内|内销", "国外|海外|境外|国际|外销|出口"), ("线上", "线下"), ("省内", "省外"), ("国产", "进口"),
        ("直销", "经销|分销"),
    )
)  # fmt: skip
#: 国内市场占有率, 国内同行: no share of the own sales.
_APART = re.compile(rf"占有|市占|同行|行业|企业|{NO_SHARE.pattern}")


def find_facing_shares(case: Case, judged: Set[str]) -> Iterator[Answer]:
    """W: 国内市场占72%，国外市场占38% are more than the whole."""
    for passage in case.prose():
        for sentence in split_sentences(passage.text) if "占" in passage.text and "%" in passage.text else ():
            for hit in (hit for pattern in FACING for hit in pattern.finditer(sentence) if sentence not in judged):
                total = Decimal(hit["a"]) + Decimal(hit["b"])
                if "占" not in hit[0] or _APART.search(hit[0]) or total > MOST:
                    continue
                if total <= 101:
                    yield Agreed()
                    continue
                yield case.finding(
                    f"“{hit[0]}”，两项占比之和为{show_plain(total)}%，大于100%，请核实。",
                    passage.place.quoting(hit[0]),
                    severity=Severity.W,
                    about=(f"{passage.place.path}“{hit[0]}”",),
                    expected="不大于100%",
                    found=f"{show_plain(total)}%",
                )


def worth(printed: str) -> Decimal | None:
    try:
        if printed.endswith("%"):
            return Decimal(printed[:-1])
        if printed.startswith("百分之"):
            return read_number(printed[3:])
        return read_number(printed[0]) * 10 + (5 if printed.endswith("半") else 0)
    except ValueError:
        return None


def judge(
    case: Case, shares: list[Decimal], said: str, place: Place, path: str, closed: bool = False
) -> Iterator[Answer]:
    total = sum(shares, Decimal(0))
    if len(shares) < LEAST or total > MOST:
        return
    slack = max(Decimal(1), Decimal(len(shares)) / 10)
    if total <= 100 + slack and not (closed and total < 100 - slack):
        yield Agreed()
        return
    parts = "＋".join(f"{show_plain(one)}%" for one in shares)
    yield case.finding(
        f"{said}所列占比{parts}＝{show_plain(total)}%，应为100%，请核实。",
        place,
        severity=Severity.W if total < 100 or closed else None,
        about=(f"{path}{said}",),
        expected="100%",
        found=f"{show_plain(total)}%",
    )


CAPTION = re.compile(r"构成|结构|占比|比重|组成|分布")
REST = re.compile(r"其他|其它|其余")
TOTALLED = re.compile(r"合计|总计|小计|共计")


def find_shares_drawn(case: Case) -> Iterator[Answer]:
    """W: one row of shares under its names, or one column beside them, of a table that says it is the whole."""
    for grid in case.submission.grids:
        words = flat(grid.caption)
        if not grid.own or any(TOTALLED.search(flat(c.text)) for row in grid.rows for c in row):
            continue
        heads = heads_of(grid.rows)
        names = " ".join(flat(row[0].text) for row in grid.rows) + " ".join(flat(h.text) for h in heads)
        if NO_SHARE.search(names):
            continue
        if not REST.search(names):
            yield from find_over_whole(case, grid)
            continue
        for entries in (*rows_of(grid, words), *columns_of(grid, words)):
            shares = [one.value for one in entries]
            told = grid.caption.strip() or flat(heads[0].text if heads else "")
            yield from judge(case, shares, f"表“{told}”", entries[0].place, grid.place.path, closed=True)


#: 收入占比, 人员占比: shares of one whole, which three rows may leave short and never pass; not 市场占比.
OF_WHOLE = re.compile(
    r"(?:年|总|主营业务|营业|销售|产品)*(?:收入|销售额?|营收|营业额|产值|产量|成本|能耗|用[电能水]量?|人员|人数|数量|金额|投资|资金|采购额?|出货量?|占总[\u4e00-\u9fff]{1,5})"
    r"的?(?:占比|比重|比例|份额|构成)?(?:[(]%[)])?"
)


#: Rows of years, of what is a part of another row, of people who are several of them at once, and of places of which
#: each has its own whole.
NO_PART = re.compile(
    r"其中|20\d\d|年份|年度|合计|以[上下]|岁|本科|硕士|研发人员|技术人员|党员|^(?:车间|工段|产线|部门|班组|分厂|工序)(?:名称)?$"
)


def find_over_whole(case: Case, grid: Grid) -> Iterator[Answer]:
    """W: a column of shares of one whole that come to more than it, with no row for the rest."""
    heads = heads_of(grid.rows)
    for head in heads[1:]:
        if CAPTION.search(flat(head.text)) and OF_WHOLE.fullmatch(flat(head.text)):
            names = [flat(row[0].text) for row in grid.rows if row]
            if any(NO_PART.search(name) for name in names):
                continue
            cells = [c for row in grid.rows[1:] for c in row if c.col == head.col]
            found = [entry for c in cells if (entry := read_entry(c, head.text)) and entry.unit == "%"]
            if len(found) == len(grid.rows) - 1 >= LEAST and sum(one.value for one in found) > 100:
                said = f"表“{grid.caption.strip() or flat(head.text)}”"
                yield from judge(case, [one.value for one in found], said, found[0].place, grid.place.path, closed=True)


def rows_of(grid: Grid, words: str) -> Iterator[list[Entry]]:
    if not CAPTION.search(words) or len(grid.rows) < 2 or not heads_of(grid.rows):
        return
    for row in grid.rows[1:]:
        cells = [c for c in row if not is_empty(c)]
        cells = cells if read_entry(cells[0], words) else cells[1:]
        found = [read_entry(c, head_over(grid.rows[0], c), words) for c in cells]
        if len(found) >= LEAST and all(e is not None and e.unit == "%" for e in found):
            yield [e for e in found if e]


def columns_of(grid: Grid, words: str) -> Iterator[list[Entry]]:
    for head in heads_of(grid.rows)[1:]:
        if not (CAPTION.search(flat(head.text)) or (CAPTION.search(words) and "%" in flat(head.text) + words)):
            continue
        cells = [c for row in grid.rows[1:] for c in row if c.col == head.col]
        found = [read_entry(c, head.text, words) for c in cells]
        if len(found) == len(grid.rows) - 1 >= LEAST and all(e is not None and e.unit == "%" for e in found):
            yield [e for e in found if e]
