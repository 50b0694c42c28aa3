"""PFJ-01 in a city's list: a row that the list itself calls a central enterprise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case
from check.sought import Sought
from model.submission import Field

CENTRAL = Sought(
    r"(?<!非)(?:中央(?:直属|所属|驻闽|在闽)?(?:企业|单位)|央企|中央管理(?:的)?企业|国务院国资委(?:直接)?(?:监管|管理|所属|履行出资人职责)的?企业)"
)
#: No central enterprise among the rows, or one of the central enterprises' partners.
DENIED = re.compile(
    r"(?:无|没有|不含|不包括|不包含|未含|未包含|未列入|不列入|不涉及|不属于|不是|并非|均非|非|不存在|剔除|除)(?:[^,，。;；]{0,8})$"
)
PARTNER = re.compile(
    r"^(?:[的之、和及与]|总部|集团|一级|二级|三级)*(?:参股|供应商|供应链|配套|客户|合作|战略|采购|订单|背景|标准|退出|混改|持股|项目的?配套)"
)
#: The group itself recommends it, as it should.
ROUTED = Sought(
    r"(?:由|经|通过|报|请)(?:其|该|各自|所属|上级|中央企业|央企|[的])*(?:集团|总部|央企总部)[^,，。;；]{0,12}?(?:推荐|申报|报送|组织|上报)|另行(?:推荐|申报|报送)"
)
NUMBERED = re.compile(
    r"(?:序号|第|编号)\s*((?:\d{1,3}\s*[、,，和及]\s*)*\d{1,3})|(?<!\d)(\d{1,3})\s*号(?:企业|单位|项目)"
)
STOPS = re.compile(r"[。;；\n]")


def find_central_listed(case: Case) -> Iterator[Answer]:
    """Each row that a cell of its own or a remark of the list calls so; once for each."""
    rows, told = case.rows("rows"), set[int | str]()
    for n in rows:
        for key in ("ownership", "company_name", "project_name", "contact"):
            field = case.field(f"rows[{n}].{key}")
            if field is not None and calls_central(field.value) and n not in told:
                told.add(n)
                yield say(case, f"第{n}行", field, field.value)
    for field in case.submission.fields:
        if not field.key.startswith("remarks["):
            continue
        for sentence in filter(None, STOPS.split(field.text or field.value)):
            named = [n for n in rows if (name := case.field(f"rows[{n}].company_name")) and name.value in sentence]
            named = named or [n for n in rows if seq_of(case, n) in numbers_of(sentence)]
            if calls_central(sentence) and not (named and told.issuperset(named)):
                told.update(named or [sentence])
                where = "、".join(f"第{n}行" for n in named)
                yield say(case, f"{where}所列企业" if named else "表内企业", field, sentence.strip())
    if not told:
        yield Agreed()


def calls_central(text: str) -> bool:
    """Whether a text calls an applicant a central enterprise and leaves its recommendation to this list."""
    if ROUTED.search(text):
        return False
    return any(
        not DENIED.search(text[: hit.start()]) and not PARTNER.match(text[hit.end() :])
        for hit in CENTRAL.finditer(text)
    )


def numbers_of(sentence: str) -> set[str]:
    """序号3、6 → {"3", "6"}."""
    return {n for hit in NUMBERED.finditer(sentence) for n in re.findall(r"\d+", hit[0])}


def seq_of(case: Case, n: int) -> str:
    field = case.field(f"rows[{n}].seq")
    return field.value.strip() if field else str(n)


def say(case: Case, who: str, field: Field, found: str) -> Answer:
    return case.finding(
        f"{who}：“{found}”，在闽中央企业应由其所属集团总部组织推荐，不列入地市名单，请核实推荐渠道。",
        field.place.quoting(found),
        about=(field.key,),
        expected="由所属集团总部推荐",
        found=found,
    )
