"""rules, rules-page, explain: the catalogue of rules and one rule with its law."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from model.errors import BadData
from model.rule import Rule
from pipeline.reference import DEFAULT_REGIME, load_reference
from ui.commands import JsonFile, Regime, app
from ui.output_file import writable, write_json, write_text
from ui.result_table import make_screen, make_table
from ui.words import SEVERITIES


@app.command()
def rules(json_file: JsonFile = None, regime: Regime = DEFAULT_REGIME) -> None:
    """列出全部审查规则。"""
    catalogue = load_reference(regime).rules
    if json_file:
        write_json(json_file, {"regime": regime, "rules": [_rule_json(rule) for rule in catalogue]})
    table = make_table("审查规则", "规则", "级别", "名称", "检查什么")
    for rule in catalogue:
        table.add_row(rule.id, SEVERITIES[rule.severity], rule.title, rule.checks)
    make_screen().print(table)


@app.command("rules-page", hidden=True)
def rules_page(
    out: Annotated[Path, typer.Option("-o", "--out", help="输出的 Markdown 文件。")] = Path("docs/rules.md"),
) -> None:
    """把全部规则写成一页文档（docs/rules.md）。"""
    from ui.rules_page import write_catalogue

    writable(out)
    write_text(out, write_catalogue(load_reference(DEFAULT_REGIME)))
    print(f"已写出 {out}")


@app.command()
def explain(
    rule_id: Annotated[str, typer.Argument(metavar="RULE", help="规则编号，如 A-15。")],
    regime: Regime = DEFAULT_REGIME,
) -> None:
    """讲清一条规则：依据、公式、例子、无害的解释。"""
    rule = load_reference(regime).rule(rule_id.upper())
    if rule is None:
        raise BadData(rule_id, "没有这条规则；用 mingjian rules 查看全部规则")
    print(f"{rule.id} {rule.title}（{SEVERITIES[rule.severity]}）")
    for label, body in (
        ("检查", rule.checks), ("公式", rule.formula), ("合格例", rule.example_pass), ("不合格例", rule.example_fail),
        ("无害解释", "；".join(rule.innocent)), ("人工核对", rule.look_at), ("向申报单位提问", rule.question),
    ):  # fmt: skip
        if body:
            print(f"{label}：{body}")
    for citation in rule.citations:
        print(f"依据：{citation.document} {citation.article}「{citation.quote}」")


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "title": rule.title, "checks": rule.checks, "severity": str(rule.severity),
        "formula": rule.formula, "question": rule.question, "innocent": list(rule.innocent),
        "example_pass": rule.example_pass, "example_fail": rule.example_fail, "forms": [*rule.forms, *rule.rows],
        "regimes": list(rule.regimes), "automation": rule.automation, "look_at": rule.look_at,
        "citations": [{"document": c.document, "article": c.article, "quote": c.quote} for c in rule.citations],
    }  # fmt: skip
