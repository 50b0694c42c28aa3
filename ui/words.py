"""The Chinese words that the screens and the exports use for severities, states, verdicts, papers and places."""

from __future__ import annotations

import re
from datetime import datetime

from model.document import Status
from model.eligibility import Verdict as Eligibility
from model.finding import Cause, Severity
from model.ledger import Turn
from model.place import Place
from model.review import Decision, Verdict

SEVERITIES = {Severity.B: "硬伤", Severity.E: "矛盾", Severity.W: "疑点", Severity.I: "提示"}

#: Why a rule was not, or not wholly, checked.
CAUSES = {
    Cause.MISSING: "资料未填或未见",
    Cause.NOTHING: "书中无此类内容",
    Cause.UNREADABLE: "材料读不出",
    Cause.AMBIGUOUS: "写法不明确",
    Cause.DOUBTED: "读数存疑",
    Cause.INCOMPARABLE: "口径不可比",
    Cause.UNSURE: "文字证据不足",
    Cause.OUTSIDE: "需外部资料",
    Cause.DEPENDS: "受其他问题影响",
    Cause.MANUAL: "人工核对",
    Cause.PROGRAM: "程序未能核对",
}

#: How the score of a book comes about (`model.review.risk`).
SCORE = "风险分：每条硬伤10分、矛盾5分、疑点2分，提示不计；同一类规则至多10分，由其他问题引起的不重复计分。"

#: Whose turn a gap of the ledger is, as a heading over its lines.
TURNS = {
    Turn.MEND: "须看原件或请企业补充",
    Turn.LOOK: "须另行核对",
    Turn.NONE: "无须处理",
}

ELIGIBILITY = {
    Eligibility.MET: "满足",
    Eligibility.NOT_MET: "不满足",
    Eligibility.NOT_EVIDENCED: "未见证据",
}

AUTOMATIONS = {"full": "自动核对", "partial": "查找证据", "manual": "人工核对", "pending": "尚未自动核对"}

VERDICTS = {Verdict.CONFIRMED: "确认成立", Verdict.DISMISSED: "不成立", Verdict.ASK: "需企业说明"}

#: Why a finding may be dismissed.
REASONS = ("识别错误", "规则不适用", "已另附材料", "在允许误差内", "其他")

SCENE_VERDICTS = {
    "agrees": "与指引一致",
    "renamed": "名称不规范",
    "differs": "内容像别的场景",
    "unclear": "难以判断",
    "none": "不属于 40 个场景",
}

KINDS = {
    "statements": "财务报表",
    "licence": "营业执照",
    "audit_report": "审计报告",
    "certificate": "证书",
    "self_assessment": "自评估报告",
    "picture": "图片",
    "other": "其他材料",
}

#: How reading ended, and what a person can do about it.
STATUSES: dict[Status, tuple[str, str]] = {
    Status.OK: ("已读", ""),
    Status.OK_PARTIAL: ("部分读出", "核对未读出的部分。"),
    Status.OK_OCR: ("已识别（扫描件）", "扫描识别可能有误，请对照原图。"),
    Status.NEEDS_PASSWORD: ("有密码", "请企业提供无密码的文件。"),
    Status.UNSUPPORTED_TYPE: ("类型不支持", "请企业改交 Word、PDF 或 Excel 文件。"),
    Status.TYPE_MISMATCH: ("类型与扩展名不符", "核对文件真实类型后改名，或请企业重新导出。"),
    Status.EMPTY: ("空文件", "请企业重新提交。"),
    Status.CORRUPT: ("文件损坏", "请企业重新导出后提交。"),
    Status.LIMIT_EXCEEDED: ("超出安全上限", "请企业拆分或压缩后重新提交，或人工审阅。"),
    Status.TIMEOUT: ("读取超时", "稍后重试；仍超时请人工审阅。"),
    Status.CRASH: ("读取中断", "稍后重试；仍中断请人工审阅。"),
    Status.OOM: ("内存不足", "减少并发后重试，或人工审阅。"),
    Status.NEEDS_OCR: ("扫描件，无文字", "请企业提交可复制文字的版本，或人工审阅。"),
    Status.NEEDS_LIBREOFFICE: ("旧版格式", "安装 LibreOffice 后重试，或请企业另存为 .docx/.xlsx。"),
    Status.INTERNAL_ERROR: ("程序内部错误", "请人工审阅，并把文件名告知维护人员。"),
}


def name_place(place: Place) -> str:
    """`p3/t1/r4c2` → 第 3 页 · 表 1 第 4 行第 2 列; unknown paths stay as they are."""
    words: list[str] = []
    for part in place.path.split("/"):
        if found := re.fullmatch(r"p(\d+)", part):
            words.append(f"第 {found[1]} 页")
        elif found := re.fullmatch(r"t(\d+)", part):
            words.append(f"表 {found[1]}")
        elif found := re.fullmatch(r"r(\d+)c(\d+)", part):
            words.append(f"第 {found[1]} 行第 {found[2]} 列")
        elif found := re.fullmatch(r"r(\d+)", part):
            words.append(f"第 {found[1]} 行")
        elif found := re.fullmatch(r"pic(\d+)", part):
            words.append(f"图 {found[1]}")
        elif found := re.fullmatch(r"para(\d+)", part):
            words.append(f"第 {found[1]} 段")
        elif part == "right":
            words.append("右半页")
        elif part:
            words.append(part)
    if place.page is not None and not place.path.startswith("p"):
        words.insert(0, f"第 {place.page} 页")
    return " · ".join(words) or "位置不明"


def name_verdict(decision: Decision) -> str:
    """The verdict as it stands in lists; one carried over from a former version says so."""
    return VERDICTS[decision.verdict] + ("（沿用上一版）" if decision.carried else "")


def name_time(at: str) -> str:
    """An ISO time as local `2026-11-21 16:00`; anything else as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


NO_BOOK = "材料中没有找到已知表式的申报书，申报书各项未作检查；请核对是否漏交。"
