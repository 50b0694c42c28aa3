"""A-05 in the prose: more automatic machines, robots or connected machines than there are, in one place and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.beside import Beside
from check.case import Agreed, Answer, Case
from check.exact import is_exact_count
from check.once import sentence_ahead
from check.show import show_plain
from check.sought import Sought
from model.finding import Severity

#: [the part, the whole, how grave]; what is connected may be counted over all machines.
PAIRS = (
    ("equip_auto", "equip_total", Severity.E),
    ("equip_net", "equip_total", Severity.W),
    ("robots", "equip_auto", Severity.W),
)


#: All machines, and some of them: 另外2台离线设备.
WHOLE = re.compile(r"共|总|合计|现有|拥有|全部(?!联|接入|入网|上[网线云]|实现|采用|完成|投|达)")
PART = re.compile(r"另|其余|其中|离线|备用|新增|淘汰|改造|更新|闲置|部分|主要|重点|关键|数控")


def find_machines_told(case: Case) -> Iterator[Answer]:
    beside = Beside.of(case.submission)
    told = set[tuple[object, object]]()
    for small_code, large_code, severity in PAIRS:
        for small in beside.claims_of([small_code]):
            here = [c for c in beside.claims.get(small.place.path, ()) if c.concept == large_code and is_exact_count(c)]
            here = here if large_code != "equip_total" else [c for c in here if WHOLE.search(c.text)]
            wholes = [c for c in here if not PART.search(c.text) and (c.scope, c.period) == (small.scope, small.period)]
            if (
                not is_exact_count(small)
                or PART.search(small.text.replace("其中", ""))
                or len({c.amount.value for c in wholes}) != 1
                or len(here) != len(wholes)
            ):
                continue
            large = wholes[0]
            key = (small.amount.value, large.amount.value)
            if small.amount.value <= large.amount.value or beside.changes_of(small) or key in told:
                yield Agreed()
                continue
            told.add(key)
            yield case.finding(
                f"正文“{small.text}”，大于“{large.text}”，前者应不大于后者，请核实。",
                small,
                large,
                severity=severity,
                expected=f"不大于{show_plain(large.amount.value)}台（套）",
                found=small.text,
            )


_UNIT = r"(?:台套|台[（(/]?套[）)]?|台|套)"
#: 自动化设备26台，已联网的有29台: some of the machines named right before.
SOME = Sought(
    r"(?P<what>(?:自动化|智能化)[^，,。；;\d]{0,6}?(?:设备|装备|机床))(?:总数|总计|共计|合计|共|总|现有|为|有)*(?P<whole>\d{1,4})"
    + _UNIT
    + r"[，,、；;](?:已|均|现|实现|完成)*(?P<trait>联网|接入|入网|上网|上云)"
    r"(?:的|设备|装备|数|网络|平台|系统|MES|共|有|达到?|为|了)*"
    r"(?P<part>\d{1,4})" + _UNIT
)


def find_some_over_all(case: Case) -> Iterator[Answer]:
    for passage in case.prose_with(SOME):
        for hit in SOME.finditer(passage.text):
            before = sentence_ahead(passage.text, hit.start())
            wider = any(int(n) >= int(hit["part"]) for n in re.findall(rf"(\d{{1,4}}){_UNIT}", before))
            if wider or PART.search(hit[0]) or case.reference.lexicons.is_plan(hit[0]):
                continue
            if int(hit["part"]) <= int(hit["whole"]):
                yield Agreed()
                continue
            yield case.finding(
                f"正文“{hit[0]}”，{hit['trait']}的多于{hit['what']}的台数，请核实。",
                passage.place.quoting(hit[0]),
                severity=Severity.W,
                expected=f"不大于{hit['whole']}台（套）",
                found=f"{hit['part']}台（套）",
            )
