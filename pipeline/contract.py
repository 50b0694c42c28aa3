"""The contract's JSON (`mingjian/1`) of reviews: what was read, judged and left open. Add, never rename."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from model.amount import Hedge
from model.eligibility import EligibilityRow
from model.finding import Finding, Outcome
from model.ledger import list_gaps
from model.review import Review, fingerprint, risk
from model.submission import Claim, Field, Paper, Scene, Statement
from pipeline import BatchResult
from pipeline.contract_papers import SCHEMA, place_json, trace_json


def batch_json(result: BatchResult) -> dict[str, Any]:
    """The whole of `review --json`."""
    return {
        "schema": SCHEMA,
        "guide": result.guide,
        "regime": result.regime,
        "batch_name": result.batch,
        "submissions": [review_json(review) for review in result.reviews],
        "batch": {
            "outcomes": [{**outcome_json(o), "submissions": list(o.submissions)} for o in result.outcomes],
            "ledger": ledger_json(result.outcomes),
            "remarks": list(result.remarks),
        },
    }


def review_json(review: Review) -> dict[str, Any]:
    """One submission with everything read and judged."""
    submission = review.submission
    return {
        "name": submission.name,
        "id": submission.id,
        "form": submission.form,
        "risk": risk(review.outcomes),
        "documents": [paper_json(paper) for paper in submission.papers],
        "fields": [field_json(field) for field in submission.fields],
        "scenes": [scene_json(scene) for scene in submission.scenes],
        "claims": [claim_json(claim) for claim in submission.claims],
        "outcomes": [outcome_json(outcome) for outcome in review.outcomes],
        "eligibility": [eligibility_json(row) for row in review.eligibility],
        "ledger": ledger_json(review.outcomes),
    }


def eligibility_json(row: EligibilityRow) -> dict[str, Any]:
    """A condition of the carrier: what is asked, what the book says and where, met | not_met | not_evidenced."""
    return {
        "rule": row.rule,
        "condition": row.title,
        "required": row.required,
        "stated": row.stated,
        "verdict": str(row.verdict),
        "evidence": [place_json(place) for place in row.places],
        "citation": {
            "document": row.citation.document,
            "article": row.citation.article,
            "quote": row.citation.quote,
        },
    }


def ledger_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """What was not checked, and why; equal reasons stand once with all their rules."""
    return [
        {
            "cause": str(gap.cause),
            "reason": gap.reason,
            "rules": list(gap.rules),
            "partly": gap.partly,
            "turn": str(gap.turn),
        }
        for gap in list_gaps(outcomes)
    ]


def paper_json(paper: Paper) -> dict[str, Any]:
    return {
        "file": paper.file,
        "sha256": paper.sha256 or hashlib.sha256().hexdigest(),
        "kind": paper.kind,
        "pages": paper.pages,
        "ocr_pages": list(paper.ocr_pages),
        "unread_pages": list(paper.unread_pages),
        "status": str(paper.status),
        "error": paper.error,
        "notes": list(paper.notes),
        "facts": [field_json(field) for field in paper.facts],
        "statements": [statement_json(statement) for statement in paper.statements],
        "papers": [
            {"kind": one.kind, "title": one.title, "place": place_json(one.place), "pages": list(one.pages)}
            for one in paper.inner
        ],
        "properties": dict(paper.properties),
        "traces": [trace_json(trace) for trace in paper.traces],
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    """One column of a statement; `trust` ok | shifted | turned | slipped | unsure."""
    return {
        "kind": statement.kind,
        "scope": statement.scope,
        "year": statement.year,
        "month": statement.month,
        "opening": statement.opening,
        "unit": statement.unit,
        "trust": str(statement.trust),
        "reason": statement.reason,
        "place": place_json(statement.place),
        "lines": [field_json(field) for field in statement.lines],
    }


def field_json(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "value": field.value,
        "unit": field.unit,
        "text": field.text,
        "confidence": field.confidence,
        "place": place_json(field.place),
        "rivals": [{"value": rival.value, "place": place_json(rival.place)} for rival in field.rivals],
        "problem": field.problem,
    }


def scene_json(scene: Scene) -> dict[str, Any]:
    return {
        "declared_link": scene.declared_link,
        "declared_scene": scene.declared_scene,
        "verdict": scene.verdict,
        "candidates": [{"no": c.no, "name": c.name, "score": round(c.score, 4)} for c in scene.candidates],
        "none": round(scene.none, 4),
        "meant": list(scene.meant),
        "missing": list(scene.missing),
        "marks": [
            {"no": m.no, "element": m.element, "phrase": m.phrase, "start": m.start, "end": m.end} for m in scene.marks
        ],
        "place": place_json(scene.place),
    }


def claim_json(claim: Claim) -> dict[str, Any]:
    amount = claim.amount
    return {
        "text": claim.text,
        "concept": claim.concept,
        "value": plain(amount.value),
        "unit": amount.unit,
        "hedge": amount.hedge_word or (str(amount.hedge) if amount.hedge is not Hedge.NONE else ""),
        "scope": claim.scope,
        "period": claim.period,
        "planned": claim.planned,
        "relation": claim.relation,
        "direction": claim.direction,
        "base": claim.base,
        "place": place_json(claim.place),
    }


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "state": str(outcome.state),
        "reason": outcome.reason,
        "cause": str(outcome.cause) if outcome.cause else None,
        "severity": str(outcome.severity),
        "shown": [{"text": one.text, "places": [place_json(p) for p in one.places]} for one in outcome.shown],
        "findings": [finding_json(outcome.rule, finding) for finding in outcome.findings],
    }


def finding_json(rule: str, finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint(rule, finding),
        "severity": str(finding.severity),
        "message": finding.message,
        "tags": list(finding.tags),
        "evidence": [place_json(place) for place in finding.places],
        "expected": finding.expected,
        "found": finding.found,
        "question": finding.question,
        "folded_under": finding.folded_under,
    }


def plain(value: Decimal) -> str:
    """Without exponent and trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
