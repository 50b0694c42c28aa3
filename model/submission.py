"""Submission: everything read from one applicant's papers, nothing judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum

from model.amount import Amount
from model.claim import Change as Change
from model.claim import Claim as Claim
from model.claim import ClaimPart as ClaimPart
from model.claim import Share as Share
from model.document import Cell, Status, Trace
from model.place import Place


@dataclass(frozen=True, slots=True)
class Rival:
    """Another value that the papers give for the same field."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Field:
    """One filled field of a form, or one line of a statement.

    `value` in the contract's normal form; `text` as printed; `amount` for numbers; `ticked` are all ticked choices;
    `residue` are printed hints that stayed beside the answer; `problem` says (Chinese) why the text does not parse.
    """

    key: str
    value: str
    text: str
    place: Place
    kind: str = "text"
    unit: str | None = None
    confidence: float = 1.0
    amount: Amount | None = None
    rivals: tuple[Rival, ...] = ()
    ticked: tuple[str, ...] = ()
    residue: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """A field of the form left empty. `text` is the placeholder that stands there, `printed` whether its label does;
    `seen`: where its label or title stands with something behind it that was not read as its answer; `lacking`: the
    applicant typed the form anew, without this label."""

    key: str
    label: str
    place: Place
    text: str = ""
    printed: bool = True
    seen: Place | None = None
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scenario with the model's probability (0..1)."""

    no: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` of a scene, the phrase, speaks for an element (面向 针对 部署 技术 效果) of scenario `no`."""

    no: int
    element: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One declared scene. `verdict`: agrees | renamed | differs | unclear | none (contract.md).

    `marks`: what the text says for its candidates and for the scenarios that the declared name may mean (`meant`, by
    number); `missing`: elements of the declared scenario for which the text has no word; `none`: the chance (0..1) that
    the text is none of the scenarios; `row`: its row of 附表1 or of the list of scenes, 0 for a book of one scene.
    """

    declared_link: str
    declared_scene: str
    verdict: str
    candidates: tuple[Candidate, ...]
    place: Place
    text: str = ""
    marks: tuple[Mark, ...] = ()
    missing: tuple[str, ...] = ()
    meant: tuple[int, ...] = ()
    none: float = 0.0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the applicant's own prose; `key` is the field it belongs to (`profile`, `t1[1].effect` …)."""

    key: str
    text: str
    place: Place


#: Kinds of statements; `key` is a table of a few figures of several of them.
STATEMENT_KINDS = {"balance": "资产负债表", "income": "利润表", "cash": "现金流量表", "key": "主要财务数据"}


class Trust(StrEnum):
    """Whether a column may be used: `shifted` (parts of it in another period's), `turned` (under the other's head),
    `slipped` (by a row) and `unsure` columns say why in `reason`, and rules leave them alone."""

    OK = "ok"
    SHIFTED = "shifted"
    SLIPPED = "slipped"
    TURNED = "turned"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Statement:
    """One column of a statement.

    `kind` is one of STATEMENT_KINDS; `scope`: consolidated | parent | "" (not said); `year` None where the papers do
    not say it; `month` the last month of the period (12: a whole year or the year's end); `opening`: the comparison
    column (年初, 上期). `unit` as printed, "" where none is (then 元, or the one that makes its figures the book's, is
    assumed). `lines` carry amounts in 元 and keys such as `bs.total_assets[2024]` (without a year: `bs.total_assets`).
    `reason` is a Chinese sentence where `trust` is not ok. `unnamed`: printed names of rows with a figure in this
    column that no known line has; `blank`: lines that it prints without a figure (none of a scan, which may lose one).
    """

    file: str
    kind: str
    scope: str
    year: int | None
    month: int
    opening: bool
    head: str
    unit: str
    lines: tuple[Field, ...]
    place: Place
    trust: Trust = Trust.OK
    reason: str = ""
    unnamed: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    _named: Mapping[str, Field] = default(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {line.key.partition("[")[0]: line for line in reversed(self.lines)}  # the first of a name
        object.__setattr__(self, "_named", named)

    def line(self, line_id: str) -> Field | None:
        """The line of this id (`bs.total_assets`), whatever the year."""
        return self._named.get(line_id)

    @property
    def title(self) -> str:
        """合并资产负债表（2024年）, for a sentence."""
        scope = {"consolidated": "合并", "parent": "母公司"}.get(self.scope, "")
        when = f"{self.year}年" if self.year else "年份不明"
        return f"{scope}{STATEMENT_KINDS[self.kind]}（{when if self.month == 12 else f'{when}{self.month}月'}）"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in a paper with its caption (without 图N), the hash of its bytes and its likeness (see Picture).

    `place` is the caption's.
    """

    caption: str
    sha256: str
    likeness: str
    place: Place


@dataclass(frozen=True, slots=True)
class InnerPaper:
    """A paper bound in with others in one file: the contract's kind, its heading, where it begins, its pages.

    `mute`: how many pictures it has, where nothing at all is written beside them.
    """

    kind: str
    title: str
    place: Place
    pages: tuple[int, ...] = ()
    mute: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the submission and the role it plays: `kind` is a form id or one of the contract's kinds.

    `facts` are what an attachment says of itself (`licence.uscc`, `audit.opinion` …); `statements` the columns of
    figures in it; `passages` and `claims` what a picture handed in by itself (a dashboard) shows, or a letter says;
    `inner` the papers in a file that holds several: annexes bound in with the book. `properties` and `traces` are those
    of its Document: who wrote the file and when, and what its printed page does not show. `unread_pictures`: where
    pictures stand that may be papers and were not read (the notes say why). `figures` are its pictures with captions,
    `headed` titles of papers over a table or a picture, whether or not that was read as such a paper."""

    file: str
    sha256: str
    kind: str
    status: Status
    pages: int = 0
    unread_pages: tuple[int, ...] = ()
    error: str | None = None
    notes: tuple[str, ...] = ()
    facts: tuple[Field, ...] = ()
    statements: tuple[Statement, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    properties: dict[str, str] = default(default_factory=dict, hash=False)
    traces: tuple[Trace, ...] = ()
    inner: tuple[InnerPaper, ...] = ()
    unread_pictures: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    headed: tuple[InnerPaper, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of all papers in the file."""
        return frozenset({self.kind, *(one.kind for one in self.inner)})

    def fact(self, key: str) -> Field | None:
        """The fact of this key, or None where the paper does not say it."""
        return next((f for f in self.facts if f.key == key), None)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn, in the book (`own`) or in a paper beside it, with the words above it; of a paper that is
    no table the lines that tell of money, each a row of one cell. `rows`: the cells that cover each row."""

    file: str
    own: bool
    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Copy:
    """A second copy of the book (a stamped PDF beside the Word file) with its own `fields`."""

    file: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """All that one applicant handed in. `id` is a hash of the files' bytes, `form` the form of the book or None.

    `fields` are those of the book and the statements; `copies` are further copies of the same book.
    """

    name: str
    id: str
    form: str | None
    papers: tuple[Paper, ...]
    fields: tuple[Field, ...] = ()
    blanks: tuple[Blank, ...] = ()
    scenes: tuple[Scene, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    copies: tuple[Copy, ...] = ()
    #: The tables of the book and of the papers beside it; statements have columns of their own.
    grids: tuple[Grid, ...] = ()
    #: Of a free book, what it applies for as its title or its chapters say: 卓越级, 领航级.
    carrier: str = ""

    def field(self, key: str) -> Field | None:
        """The field of exactly this key, or None where it was left empty."""
        return next((f for f in self.fields if f.key == key), None)

    def blank(self, key: str) -> Blank | None:
        return next((b for b in self.blanks if b.key == key), None)

    def like(self, prefix: str, suffix: str = "") -> tuple[Field, ...]:
        """Fields whose key starts and ends so: `like("main_revenue[")`, `like("t1[", "].effect")`."""
        return tuple(f for f in self.fields if f.key.startswith(prefix) and f.key.endswith(suffix))


def submission_id(shas: Iterable[str]) -> str:
    """The content hash of a submission: the same files give the same id, whatever they are called."""
    return hashlib.sha256("\n".join(sorted(shas)).encode()).hexdigest()[:16]
