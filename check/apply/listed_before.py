"""APP-07 beside the book: a certificate or list of an earlier year names this scene, and the line that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Answer, Case
from check.letters import is_named, tell_letters
from check.sought import Sought
from check.spelling import fold_text
from check.telling import Text, tell_texts
from model.finding import Severity
from model.submission import Field
from model.text import squash

TITLE = Sought("优秀(?:应用)?场景|场景(?:认定)?(?:名单|证书|公示)")
#: A paper that gives titles; one that turns an application down gives none, and those of the ministry are another's.
GIVEN = re.compile(r"公布|公示|公告|认定|名单|证书|证 书|授予|入选|列入|评定为|评为")
NOT_GIVEN = re.compile(r"未(?:获|能|予)?(?:入选|通过|列入|认定|推荐)|落选|不予|退回|国家级|工业和信息化部")
YEAR = re.compile(r"(?<!\d)(20\d{2})(?=年|[-./]\d)")
#: 2024年度甘肃省智能制造优秀场景名单: the year that the title is of.
OF_YEAR = re.compile(r"(20\d{2})年度?[^。；;\d]{0,30}?场景")
#: 实施位置：一车间二号线, 应用产线 三号线.
LINE = re.compile(
    r"(?:实施|应用|建设|依托|所属|所在|部署|落地|涉及)?(?:位置|地点|产线|生产线|车间|部位|范围|区域)(?:名称)?\s*[:：|]?\s*"
    r"(?P<line>[^:：，,。；;|\s]{3,30})"
)
#: So many signs of one name within another's are the same place.
SAME = 4
NEAR = 160
#: So many lines ahead say what a name is: the title of a list, a label.
HEAD, BEFORE = 3, 12


def find_listed_before(case: Case) -> Iterator[Answer]:
    """W, once: the same name on the same line, or with no line told."""
    scene, name = case.field("scene_name"), case.field("company_name")
    own = fold_text(scene.value).removesuffix("场景") if scene else ""
    for letter in tell_letters(case) if own and case.day[:4] else ():
        hit = next((text for n, text in enumerate(letter) if own in fold_text(text.text) and is_scene(letter, n)), None)
        told = "\n".join(text.text for text in letter)
        if hit is None or not TITLE.search(told) or not GIVEN.search(told) or NOT_GIVEN.search(told):
            continue
        year = year_of(told)
        around = near(letter, own, name)
        if not around or not year or year >= case.day[:4] or is_elsewhere(case, around):
            continue
        paper = f"《{hit.place.file}》" if hit.key == "letter" else "书后所附材料"
        yield case.finding(
            f"{paper}载“{scene.value if scene else ''}”已列入{year}年的场景，本次又申报同名场景，"
            "请核实是否同一产线的同一场景。",
            *([scene] if scene else ()),
            hit.place.quoting(hit.text),
            severity=Severity.W,
            about=(f"{hit.place.file}{hit.place.path}",),
            expected="不同的场景或产线",
            found=f"{year}年",
        )
        return


def is_scene(letter: tuple[Text, ...], n: int) -> bool:
    """Whether the words are told as those of a scene: 场景 in the line or in those ahead of it."""
    return any("场景" in text.text for text in (*letter[:HEAD], *letter[max(0, n - BEFORE) : n + 1]))


def year_of(told: str) -> str:
    """The year in the title's name, else the earliest that the paper prints."""
    named = OF_YEAR.search(told)
    return named[1] if named else min(YEAR.findall(told), default="")


def near(letter: tuple[Text, ...], own: str, name: Field | None) -> str:
    """The words about the applicant's scene: of a list its row, of a certificate all; "" where it is another's."""
    words = "\n".join(text.text for text in letter)
    companies = {squash(one) for one in re.findall(r"[\u4e00-\u9fff（）()]{2,30}?公司", words)}
    if name is None or len(companies) <= 1:
        return words
    for n, text in enumerate(letter):
        if is_named(name.value, text.text):
            row = " ".join(one.text for one in letter[n : n + 5])[:NEAR]
            if own in fold_text(row):
                return row
    return ""


def is_elsewhere(case: Case, around: str) -> bool:
    """Whether the paper names a line, and the book none of it."""
    lines = [fold_text(hit["line"]) for hit in LINE.finditer(around)]
    if not lines:
        return False
    book = fold_text("".join(text.text for text in tell_texts(case)))
    book += fold_text("".join(f.value for f in case.submission.like("t2[", "].instance_name")))
    return not any(line[n : n + SAME] in book for line in lines for n in range(max(1, len(line) - SAME + 1)))
