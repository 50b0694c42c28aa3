"""Hearing a rule out: its answers, one by one, → its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from check.case import Agreed, Answer, NotApplicable, NotChecked, Skipped
from model.finding import Cause, Finding, Outcome, Severity, Shown, State
from model.rule import Rule

Explain = Callable[[Skipped], Skipped]


def hear(rule: Rule, speak: Callable[[], Iterable[Answer]], explain: Explain | None = None) -> Outcome:
    """Collects what the rule says until it ends, gives up or breaks; a broken rule answers `crashed`.

    `explain` may know a truer cause of what was skipped than the rule does.
    """
    findings, shown, skipped = list[Finding](), list[Shown](), list[Skipped]()
    agreed, state = False, State.CLEAN
    try:
        for said in speak():
            match said:
                case Finding():
                    findings.append(said)
                case Skipped():
                    skipped.append(said)
                case Agreed(text, places):
                    agreed = True
                    if text:
                        shown.append(Shown(text, places))
    except NotChecked as why:
        skipped.append(Skipped(str(why), why.cause, why.sure))
    except NotApplicable as why:
        if not (findings or skipped or agreed):  # what was looked at before is told
            skipped.append(Skipped(str(why)))
            state = State.NOT_APPLICABLE
    except Exception as error:  # noqa: BLE001  one broken rule must not take the others down
        skipped.append(Skipped(f"{type(error).__name__}: {error}", Cause.PROGRAM))
        state = State.CRASHED
    if explain is not None and state is not State.NOT_APPLICABLE:
        skipped = [explain(one) for one in skipped]
    if state is State.CLEAN:
        if findings:
            state = State.FOUND
        elif skipped and not agreed:
            state = State.NOT_CHECKED
    return Outcome(
        rule.id,
        state,
        min((f.severity for f in findings), key=lambda s: s.rank, default=rule.severity),
        tuple(findings),
        "".join(dict.fromkeys(one.reason for one in skipped)) or None,
        cause=skipped[0].cause if skipped and state is not State.NOT_APPLICABLE else None,
        shown=tuple(shown),
    )


def soften(outcome: Outcome) -> Outcome:
    """Under a draft nothing weighs: every finding is a remark, marked 参考 and with the severity it would have had."""
    findings = tuple(
        replace(f, severity=Severity.I, tags=(*f.tags, "参考", f"原级{f.severity}")) for f in outcome.findings
    )
    return replace(outcome, findings=findings, severity=Severity.I)
