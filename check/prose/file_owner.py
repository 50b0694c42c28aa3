"""P-11: the properties of the book's file (title, company, author) or its running head name another company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from check.case import Answer, Case
from check.spelling import fold_company
from model.document import TraceKind
from model.finding import Severity
from model.place import Place
from model.submission import Field, Paper

_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{4,30}?(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司)")
#: Who writes books for others, or sells the word processor: their name says nothing of whose book it is.
_WRITERS = re.compile(
    r"咨询|顾问|管理服务|知识产权|会计|审计|策划|文化传媒|广告|印务|图文|打印|工程设计|设计院|软件|信息|网络|计算机|科技服务|系统集成|金山|微软|微星|联想|惠普|戴尔|华硕"
)
_KEYS = {
    "title": "标题",
    "subject": "主题",
    "company": "单位",
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "manager": "经理",
    "keywords": "关键词",
    "author": "作者",
}
#: Who wrote, printed or checked the book may sign its foot.
_AIDS = re.compile(rf"{_WRITERS.pattern}|编制|承印|印制|制作|技术支持|扫描|评估|评价|检测|认证|鉴证")
#: So many letters off a name is misprinted.
_SLIP = 2
#: A title says whose book it is, whoever typed it.
_TITLES = ("title", "subject", "keywords")


def find_foreign_owner(case: Case, name: Field) -> Iterator[Answer]:
    """One finding for each other company: W, but I for those that write books for others or that the book tells of."""
    own = fold_company(name.value)
    files = {copy.file for copy in case.submission.copies}
    for paper in case.submission.papers:
        if paper.kind != case.submission.form and paper.file not in files:
            continue
        for told, keys in companies(paper).items():
            bare = fold_company(told)
            if is_alike(own, bare):
                continue
            known = is_told(case, told) or (_WRITERS.search(told) and not any(key in _TITLES for key in keys))
            said = "、".join(dict.fromkeys(_KEYS[key] for key in keys))
            yield case.finding(
                f"《{paper.file}》的文件属性（{said}）写有“{told}”，申报单位为“{name.value}”，"
                "请核实文件来历（是否由其他企业的申报书改写）。",
                Place(paper.file, "properties", text=paper.properties[keys[0]]),
                name,
                severity=Severity.I if known else Severity.W,
                tags=("other_company",),
                about=(name.key, "properties"),
                expected=name.value,
                found=told,
            )


def find_foreign_margin(case: Case, name: Field) -> Iterator[Answer]:
    """W where the running head or foot of the book names another company: nobody's name runs there but the applicant's.
    Pages of papers that are bound in have heads of their own."""
    own, seen = fold_company(name.value), set[str]()
    for paper in case.submission.papers:
        bound = {page for one in paper.inner for page in one.pages}
        for trace in paper.traces if paper.kind == case.submission.form else ():
            hit = _COMPANY.search(trace.text) if trace.kind is TraceKind.MARGIN else None
            if hit is None or (trace.place and trace.place.page in bound) or _AIDS.search(trace.text):
                continue
            told, bare = hit[0], fold_company(hit[0])
            if is_alike(own, bare) or Levenshtein.distance(bare, own) <= _SLIP or told in seen or is_told(case, told):
                continue
            seen.add(told)
            yield case.finding(
                f"《{paper.file}》页眉或页脚写有“{told}”，申报单位为“{name.value}”，疑残留其他企业名称，请核实。",
                trace.place or Place(paper.file, "properties", text=trace.text),
                name,
                severity=Severity.W,
                tags=("other_company",),
                about=(name.key, "margin"),
                expected=name.value,
                found=told,
            )


def companies(paper: Paper) -> dict[str, list[str]]:
    """Full company names in the properties → the properties that hold them."""
    found: dict[str, list[str]] = {}
    for key in _KEYS:
        for hit in _COMPANY.finditer(paper.properties.get(key, "")):
            found.setdefault(hit[0], []).append(key)
    return found


def is_alike(own: str, other: str) -> bool:
    """Whether one of two folded names is the other, whole or short."""
    return own in other or other in own or short(own) in other or short(other) in own


def is_told(case: Case, told: str) -> bool:
    """Whether the book names that company itself: a supplier, a parent, a former name."""
    return any(told in f.value for f in case.submission.fields) or any(told in p.text for p in case.prose())


def short(name: str) -> str:
    """Without place and ending: 兰州天擎线缆集团有限公司 → 天擎线缆; the whole where little would be left."""
    bare = re.sub(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|集团公司|集团)$", "", name)
    return bare if len(bare) >= 4 else name
