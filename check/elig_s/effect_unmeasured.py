"""ELIG-S-06: no effect is stated with a number, or no indicator is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from check.case import Agreed, Answer, Case, Skipped
from check.registry import rule
from model.finding import Severity
from model.submission import Blank

#: A number with a unit, or a Chinese fraction: 30%、5人、3个百分点、三成、百分之二十、翻一番.
MEASURED = re.compile(
    r"\d[\d,.]*\s*(?:%|％|‰|个?百分点|[万亿]?[元人台套个次小时天月年件吨倍家分秒]|分钟|毫米|微米|千瓦|度|kW|min|mm|s\b|h\b|PPM|ppm)"
    r"|百分之[一二三四五六七八九十百零点两]+|[一二三四五六七八九]成|翻[一两二三]番|[一二三四五六七八九十两百千万]+(?:倍|人|台|个|小时|万元|天)"
)
#: 2024年10月, 部署6套设备, 取得2项专利: numbers of days and of what was put in or won measure no effect.
INPUTS = re.compile(
    r"20\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起)?"
    r"|(?:布置|部署|安装|购置|购买|配置|配备|新增|建成|建设|搭建|投入|引进|采购|形成|取得|获得|获|制定|编制|修订|申请|授权|发表|登记|开展|组织)(?:了)?"
    r"[^，,。；;\d]{0,14}\d[\d,.]*\s*(?:余|多)?(?:[台套个项件块路条名人次篇册份]|万元)[^，,。；;、和及与\d]{0,10}"
    r"(?:[、和及与][^，,。；;、\d]{0,10}\d[\d,.]*\s*(?:余|多)?[台套个项件块路条名人次篇册份][^，,。；;、和及与\d]{0,10})*"
)


@rule("ELIG-S-06")
def find_effect_unmeasured(case: Case) -> Iterator[Answer]:
    effects = case.submission.like("t1[", "].effect")
    if not effects:
        yield Skipped("附表1“已实施成效”未填写或未读到，未能核对量化指标。")
    elif hits := [(e, m) for e in effects if (m := MEASURED.search(INPUTS.sub("，", e.text or e.value)))]:
        yield Agreed(f"已实施成效有量化数据（“{hits[0][1][0]}”）", (hits[0][0].place.quoting(hits[0][1][0]),))
    else:
        quoted = (effects[0].text or effects[0].value).strip()[:30]
        yield case.finding(
            f"附表1“已实施成效”（“{quoted}…”）没有带单位的量化数据，应至少有一项量化效果，请核实。",
            *effects,
            severity=Severity.W if any(MEASURED.search(e.text or e.value) for e in effects) else None,
            expected="至少一项带单位的数据",
            found=quoted,
        )
    indicators = [f for f in case.submission.like("kpi.") if f.key != "kpi.G19"]
    blanks: list[Blank] = [b for b in case.submission.blanks if b.key.startswith("kpi.")]
    if indicators:
        yield case.agree(f"整体建设成效填写{len(indicators)}项", *indicators[:3])
    elif not blanks or case.unread:
        yield Skipped(case.unread or "整体建设成效各指标未读到，未能核对。")
    else:
        yield case.finding(
            f"整体建设成效的{len(blanks)}项指标均为空，应至少填写一项，请核实。",
            *blanks,
            expected="至少一项",
            found="0项",
        )
