"""APP-01 in the book's own words: so many scenes are applied for this year, in this book and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.apply.told_applications import NOT_NOW
from check.case import Answer, Case, NotApplicable
from check.numerals import whole_of
from check.registry import rule
from check.sought import Sought
from check.telling import tell_sentences
from model.finding import Severity

COUNT = Sought(
    r"(?:今年|本年度?|当年|此次|本次|本批次?|同批)[^，,。；;\d]{0,12}?(?:报|填|送|交|编|写)(?:了|送了?|出了?|制了?)?[^，,。；;\d]{0,8}?"
    r"(?P<k>[三四五六七八]|[3-9])\s*(?:个|项|册|份|本|套)(?:智能制造)?[^，,。；;]{0,6}?场景"
    r"|(?:今年|本年度?|当年|此次|本次|本批次?)[^，,。；;\d]{0,6}?场景[^，,。；;\d]{0,8}?(?:报|送|交|填)(?:了|送了?|出了?)?\s*(?P<l>[三四五六七八]|[3-9])\s*(?:个|项|册|份|本|套|件)"
    r"|(?:今年|本年度?|当年)[^，,。；;\d]{0,8}?第(?P<o>[三四五六]|[3-6])\s*(?:个|项|册|份|本|套|件)(?:优秀)?场景"
    r"|申报(?:了)?(?:[^，,。；;\d]{0,10}?|[^，,。；;\d]{2,20}、[^，,。；;\d]{2,50}?)(?P<n>[三四五六七八]|[3-9])\s*(?:个|项)(?:智能制造)?[^，,。；;]{0,6}?场景"
    r"|(?P<m>[三四五六七八]|[3-9])\s*(?:个|项)(?:智能制造)?[^，,。；;]{0,6}?场景[^，,。；;]{0,4}?(?:同时|一并|一起|分别)(?:申报|报省|上报|报送)"
)
#: 除本册外，另有“甲”“乙”两册优秀场景申报书同批报送, 又填了“甲”“乙”两册场景申报书: so many beside this one.
MORE = Sought(
    r"(?P<made>[两二三四五六七八2-8])\s*(?:个|项)(?:优秀|应用)*场景(?:也|亦|都另|均另|还|另)(?:都|均)?(?:已经?)?(?:编|写|填|整理|做|备)(?:制|写|报|成|好|出|了)*"
    r"(?:各自的?)?(?:场景)?申报(?:书|材料|表)"
    r"|"
    r"(?:与|和|同|跟|连同)[^，,。；;]{0,40}?(?P<with>[两二三四五六七八2-8])\s*(?:个|项)[^，,。；;]{0,4}?场景(?:一道|一起|一并|同时|同批)[^，,。；;]{0,2}?(?:申报|报|上报|报送|送)"
    r"|(?:另(?:外|行)?|还|又|也|同时|同批)(?:还|又|已|再)?(?:填|编|写|报|做|备|提交|申报|准备|整理)(?:报|制|写|送|了|好|有|出)*[^，,。；;]{0,60}?"
    r"(?P<more>[两二三四五六七八2-8])\s*(?:册|份|本|套|个|项)[^，,。；;]{0,8}?场景(?:的)?(?:申报)?(?:书|材料|表|本子|册子)"
    r"|(?:另(?:外|行)?(?:还)?|还|同时|同批次?)(?:还)?(?:有|编制了?|报送了?|提交了?)[^，,。；;]{0,60}?(?P<n>[两二三四五六七八2-8])\s*(?:册|份|本|套|个|项)"
    r"[^，,。；;]{0,6}?优秀(?:应用)?场景(?:的)?申报(?:书|材料|表)[^，,。；;]{0,4}?(?:同批|一并|同时|一起|分别|报送|上报|提交|送审)"
)
_N = r"[两二三四五六七八2-8]"
#: 三个优秀场景, “甲”“乙”两项场景: so many scenes.
SCENES = re.compile(
    rf"(?P<n>{_N})\s*(?:个|项|册|份|本|套|件)(?:智能制造|省级|甘肃省|同类)*(?:优秀|典型|应用)*场景(?!实例|要素|环节|描述|模块|模型)"
)
#: 场景申报书共三册, 场景材料一共递了四套.
BOOKS = re.compile(
    rf"场景(?:的)?(?:申报|申请)?(?:书|材料|表|册子|本子)?[^，,。；;\d]{{0,6}}?(?:共|总计|合计|凡|达|累?计|有)(?:有|计|是)?[^，,。；;\d]{{0,4}}?"
    rf"(?P<n>{_N})\s*(?:个|项|册|份|本|套|件)"
)
#: “甲”“乙”优秀场景, with no count.
NAMED = re.compile(
    r"(?:[“《][^”》]{2,20}[”》](?:[、和及与]|以及)?){2,8}(?:等)?(?:智能制造|省级)*(?:优秀|应用|典型)*场景"
)
HANDED = Sought("申报|报送|上报|提交|递交|送审|呈报|报出|送出|填报|交了|报了|送了|递了|报省")
NOW = re.compile(
    r"今年|本年|当年|此次|本次|这次|同一?(?:批|期|时|年)|(?:本|这)(?:一)?[批册本书份套][^，,。；;]{0,6}?外|一并|一道|一起|另|还|又"
)
#: This book is one more than those told.
ASIDE = re.compile(r"另|还|又|除[^，,。；;]{0,8}(?:外|之外)|(?:之|以)外|同批|同时")
WHOLE = re.compile(r"共|总计|合计|连同|包括本|含本|在内|三[册份本]材料")
#: What has so many scenes, and is no application of the year to the province.
OTHER = re.compile(
    r"累计|历年|近|子场景|市级|区级|县级|国家|部级|专利|软著|软件著作权|一式|环节|建成|覆盖|涉及|适用|复制|客户|供应商|典型应用|规划|储备|培育"
)


@rule("APP-01")
def find_scenes_told(case: Case) -> Iterator[Answer]:
    """W where the book tells of more scenes applied for this year than the law lets."""
    term = case.reference.law.term("scenes_a_year", case.carrier, case.day)
    for text, sentence in tell_sentences(case, COUNT, MORE, HANDED) if term and term.value is not None else ():
        ahead = ""
        for clause in re.split("[，,]", sentence):
            number = count_scenes(case, clause, ahead)
            ahead += clause
            if term and number > int(term.value):
                yield case.finding(
                    f"正文称“{clause.strip()}”，{term.source}规定每年不超过{term.value}个，请核实。",
                    text.place.quoting(clause.strip()),
                    severity=Severity.W,
                    about=(f"{text.place.path}“{clause.strip()}”",),
                    expected=f"≤{term.value}个",
                    found=f"{number}个",
                )
                return
    raise NotApplicable("本规则就整批材料核对，结果见批次核对。")


def count_scenes(case: Case, clause: str, ahead: str) -> int:
    """How many scenes a clause tells as applied for this year, this one with them; 0 where it tells nothing of it."""
    years = re.findall(r"20\d{2}", clause)
    rest = re.sub("申报(?:书|材料|表)|材料", "", clause)
    if NOT_NOW.search(rest) or (years and set(years) != {case.day[:4]}):
        return 0
    if hit := COUNT.search(clause) or MORE.search(clause):
        count = next(one for one in hit.groupdict().values() if one)
        late = re.search("累计|历年|(?<!今年已)(?<!今年)先后|近", clause)
        return 0 if late else whole_of(count) + (hit.re is MORE.pattern)
    if (
        "场景" not in clause
        or not HANDED.search(clause)
        or not NOW.search(ahead + clause)
        or OTHER.search(ahead + clause)
    ):
        return 0
    if case.reference.lexicons.is_plan(clause):
        return 0
    more = ASIDE.search(clause) or ASIDE.search(ahead[-16:])
    beside = int(more is not None and not WHOLE.search(clause))
    if hit := SCENES.search(clause) or BOOKS.search(clause):
        return whole_of(hit["n"]) + beside
    listed = NAMED.search(clause)
    return len(re.findall("[”》]", listed[0])) + 1 if listed and beside else 0
