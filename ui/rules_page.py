"""The catalogue of rules as one Markdown page (docs/rules.md), from the same data that the rules run on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.reference import Reference
from model.rule import Rule
from ui.words import AUTOMATIONS, SEVERITIES

#: Families in reading order: (prefix of the id, heading).
FAMILIES = (
    ("FMT", "完整性与格式"),
    ("LEN", "字数"),
    ("TXT", "模板痕迹"),
    ("ELIG-C", "共同申报条件"),
    ("ELIG-S", "优秀场景申报条件"),
    ("ELIG-B", "基础级申报条件"),
    ("ELIG-A", "先进级申报条件"),
    ("ELIG-E", "卓越级申报条件"),
    ("ELIG-L", "领航级申报条件"),
    ("CMMM", "成熟度"),
    ("COV", "环节覆盖"),
    ("AI", "人工智能场景"),
    ("SCN", "场景"),
    ("CONT", "建设内容"),
    ("APP", "申报规则"),
    ("SUB", "奖励"),
    ("QUOTA", "推荐数量"),
    ("DL", "截止日期"),
    ("REG", "监督管理"),
    ("TRUE", "真实性责任"),
    ("PSD", "山东口径"),
    ("PFJ", "福建口径"),
    ("DATE", "日期"),
    ("T", "时间顺序"),
    ("SIZE", "企业规模"),
    ("IND", "行业"),
    ("I", "代码与名称"),
    ("A", "算术"),
    ("P", "正文与表格"),
    ("F", "财务报表"),
    ("Y", "跨年"),
    ("L", "合理性"),
    ("X", "材料之间"),
    ("C", "企业之间"),
    ("D", "文件"),
)


def write_catalogue(reference: Reference) -> str:
    """The whole page; equal data, equal page."""
    lines = [
        "# 规则目录",
        "",
        "本页由 `mingjian rules-page` 从 `corpora/rules/*.yml` 生成，请勿手改。",
        "",
        f"共 {len(reference.rules)} 条。级别：硬伤（条件明确不满足）、矛盾、疑点、提示。"
        "方式：自动核对（能判定）、查找证据（按文字查找，可能漏认）、人工核对（列入核对清单）。",
        "",
    ]
    for heading, rules in group_rules(reference.rules):
        lines += [f"## {heading}", ""]
        for rule in rules:
            lines += write_rule(rule)
    return "\n".join(lines).rstrip() + "\n"


def group_rules(rules: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    """(heading, rules) by family; families that the list does not name come last under their own prefix."""
    everything = list(rules)
    taken: set[str] = set()
    for prefix, heading in FAMILIES:
        group = [rule for rule in everything if rule.id not in taken and rule.id.startswith(f"{prefix}-")]
        taken |= {rule.id for rule in group}
        if group:
            yield heading, group
    rest = [rule for rule in everything if rule.id not in taken]
    if rest:
        yield "其他", rest


def write_rule(rule: Rule) -> list[str]:
    """One rule as a heading and a short list."""
    head = f"### {rule.id} {rule.title}"
    facts = [f"级别：{SEVERITIES[rule.severity]}", f"方式：{AUTOMATIONS[rule.automation]}"]
    if rule.forms:
        facts.append(f"适用：{'、'.join(rule.forms)}")
    if rule.rows:
        facts.append(f"逐行核对：{'、'.join(rule.rows)}")
    if rule.regimes:
        facts.append(f"口径：{'、'.join(rule.regimes)}")
    body = [f"- {'　'.join(facts)}", f"- 检查：{rule.checks}"]
    for label, text in (
        ("公式", rule.formula), ("合格例", rule.example_pass), ("不合格例", rule.example_fail),
        ("可能的正常情形", "；".join(rule.innocent)), ("人工核对", rule.look_at), ("与规则目录的差别", rule.departs),
        ("向申报单位提问", rule.question),
    ):  # fmt: skip
        if text:
            body.append(f"- {label}：{text}")
    body += [f"- 依据：{c.document} {c.article}" + (f"「{c.quote}」" if c.quote else "") for c in rule.citations]
    return [head, "", *(escape(line) for line in body), ""]


def escape(line: str) -> str:
    """Markdown's own signs as plain text."""
    return line.replace("*", "\\*").replace("<", "&lt;").replace("_", "\\_")
