"""Made-up nouns for the tests of the store: small, but with every kind of value in them."""

from __future__ import annotations

from decimal import Decimal

from model.amount import Amount, Hedge, Source
from model.document import Block, Cell, Document, Page, Picture, Status, Table
from model.finding import Finding, Outcome, Severity, State
from model.place import Place
from model.review import Decision, Review, Verdict, fingerprint
from model.submission import (
    Blank,
    Candidate,
    Change,
    Claim,
    Field,
    Paper,
    Passage,
    Rival,
    Scene,
    Submission,
)

SPOT = Place("甲公司/申报书.pdf", "p3/t1/r4c2", 3, (72.0, 100.5, 300.25, 120.0), "12345.67")
LATER = "2026-11-21T08:00:00+00:00"
TURNOVER = Amount(Decimal("1.20E+8"), "元", Decimal("1E+6"), Source.PROSE, Hedge.ABOUT, "约", Decimal("1.30E+8"))


def make_finding(severity: Severity = Severity.E, found: str = "150%", folded_under: str | None = None) -> Finding:
    return Finding(
        severity,
        f"第 3 页写 60%，第 5 页写 {found}，不一致，请核实。",
        (SPOT, SPOT.quoting("60%")),
        tags=("base_swap",),
        expected="60%",
        found=found,
        question="请说明哪个数字正确。",
        about=("debt_ratio",),
        folded_under=folded_under,
    )


def make_review(name: str = "甲公司", submission: str = "id-1", engine: str = "e1", *found: Finding) -> Review:
    """A review of one readable and one unreadable paper; by default with a B, an E and a folded W finding."""
    findings = found or (
        make_finding(Severity.B),
        make_finding(Severity.E, "151%"),
        make_finding(Severity.W, "152%", folded_under="A-15"),
    )
    return Review(
        Submission(
            name=name,
            id=submission,
            form="GS-02",
            papers=(
                Paper(f"{name}/申报书.pdf", "a" * 64, "GS-02", Status.OK, 12, (3,), None, ("有隐藏文字。",)),
                Paper(f"{name}/附件.doc", "b" * 64, "other", Status.NEEDS_LIBREOFFICE, error="需要 LibreOffice。"),
            ),
            fields=(
                Field("company_name", "甲有限公司", "甲 有限公司", SPOT),
                Field(
                    "revenue[2024]", "12000", "约12000", SPOT, "money_wan", "万元", 0.98, TURNOVER,
                    (Rival("12001", SPOT),), ("是",), ("（盖章）",), "写法不明",
                ),
            ),
            blanks=(Blank("tel", "电话", SPOT, "填写", False),),
            scenes=(Scene("生产作业", "人机协同", "renamed", (Candidate(23, "人机协同作业", 0.93),), SPOT, "…"),),
            passages=(Passage("profile", "公司成立于……", SPOT),),
            claims=(Claim("营收约1.2亿元", "revenue", TURNOVER, SPOT, "company", "2024"),),
            changes=(Change("由 10 降至 5", "不良率", TURNOVER, TURNOVER, SPOT, TURNOVER, -1, False),),
        ),
        (
            Outcome("A-15", State.FOUND, Severity.E, findings),
            Outcome("A-16", State.CLEAN, Severity.W),
            Outcome("A-17", State.NOT_CHECKED, Severity.W, reason="没有资产负债表"),
            Outcome("A-18", State.CRASHED, Severity.W, reason="KeyError"),
            Outcome("C-01", State.NOT_APPLICABLE, Severity.W, submissions=("甲公司", "乙公司")),
        ),
        "gansu-2025",
        "2025",
        engine,
    )  # fmt: skip


def make_document() -> Document:
    return Document(
        "申报书.docx",
        "docx",
        (
            Block("一、基本情况", SPOT, 1),
            Table((Cell(0, 0, "名称", SPOT), Cell(0, 1, "甲\n乙", SPOT, 2, 3)), 2, 4, SPOT, (1,)),
            Picture(SPOT, "c" * 64, 640, 480),
        ),
        (Page(1, 595.28, 841.89, False),),
        {"author": "某人"},
        ("有宏。",),
    )


def make_decision(finding: Finding, verdict: Verdict = Verdict.CONFIRMED, reason: str = "") -> Decision:
    return Decision(fingerprint("A-15", finding), verdict, reason, "审查员甲", LATER)
