"""The self-test on the terminal and as JSON: recall and false alarms of each rule, then the errors not found."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from pipeline.selftest import Rate, SelfTest, Trial
from ui.result_table import make_screen, make_table

CARRIERS = {"parsed": "解析结果", "word": "Word副本"}


def print_selftest(result: SelfTest) -> None:
    """Tables in Chinese; shares with their 95 % bounds."""
    table = make_table(
        "自测：各规则的召回与误报", "规则", "埋入", "发现", "其中本规则", "召回率（95%区间）", "他处新增误报"
    )
    for score in result.scores:
        table.add_row(
            score.rule, str(score.recall.trials), str(score.recall.hits), str(score.own.hits), _share(score.recall),
            f"{score.alarms.hits}/{score.alarms.trials}",
        )  # fmt: skip
    make_screen().print(table)
    missed = [trial for trial in result.trials if not trial.found]
    if missed:
        table = make_table("未发现的错误", "错误", "应由规则", "申报", "埋在")
        for trial in missed:
            row = (trial.plant.title, trial.plant.rule, trial.submission, CARRIERS[trial.carrier])
            table.add_row(*map(Text, row))
        make_screen().print(table)
    kinds = len({trial.plant.id for trial in result.trials})
    print(f"批次“{result.batch}”：{result.submissions} 件申报，{kinds} 种错误，共埋入 {len(result.trials)} 处。")
    for carrier, name in CARRIERS.items():
        some = [trial for trial in result.trials if trial.carrier == carrier]
        if some:
            print(f"{name}：发现 {sum(t.found for t in some)}/{len(some)}（{_share(result.recall(carrier))}）。")
    print(f"他处新增的硬伤、矛盾类误报：{sum(bool(t.alarms) for t in result.trials)} 处。")
    if result.unfit:
        print(f"本批没有可埋之处的错误：{'、'.join(result.unfit)}。")


def selftest_json(result: SelfTest) -> dict[str, Any]:
    """Everything that was tried, and the scores."""
    return {
        "batch": result.batch, "submissions": result.submissions, "unfit": list(result.unfit),
        "rules": [
            {"rule": s.rule, "recall": _rate(s.recall), "own": _rate(s.own), "alarms": _rate(s.alarms)}
            for s in result.scores
        ],
        "trials": [_trial(trial) for trial in result.trials],
    }  # fmt: skip


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "error": trial.plant.id, "title": trial.plant.title, "rule": trial.plant.rule, "carrier": trial.carrier,
        "submission": trial.submission, "found_by": list(trial.found_by), "alarms": list(trial.alarms),
    }  # fmt: skip


def _rate(rate: Rate) -> dict[str, float]:
    return {"hits": rate.hits, "trials": rate.trials, "low": round(rate.low, 4), "high": round(rate.high, 4)}


def _share(rate: Rate) -> str:
    if rate.trials == 0:
        return "—"
    return f"{rate.hits / rate.trials:.0%}（{rate.low:.0%}–{rate.high:.0%}）"
