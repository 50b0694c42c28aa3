"""Headings under which nothing is told: 信息安全保障 with the next heading below it is no evidence of any."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from check.elig.link_texts import HEAD_NUMBER, is_heading
from check.spelling import fold_text
from check.telling import Text

#: A heading names a matter (信息安全保障); what begins with an act (部署防火墙) tells that it was done.
_TITLE = re.compile(
    rf"(?:{HEAD_NUMBER})?\s*"
    r"(?!部署|采用|建立|建成|设立|设置|实施|配[置备]|安装|制定|开展|通过|完成|实现|使用|应用|引[入进]|成立|组建|加强|落实|已|有)"
    r"[^，,:：。；;]{2,24}?(?:安全|保障|防护|可控|建设|体系|机制|措施|方案|概述|现状|内容|情况|说明|介绍|工作)\s*$"
)
#: So many characters under a heading tell something.
_TOLD = 16


def drop_bare_heads(texts: Sequence[Text], captions: Collection[str], under: str = "") -> list[Text]:
    """The texts without headings that have nothing under them, or nothing that `under` finds.

    `captions`: those of the book's tables; the table below a heading is its text.
    """
    known = {fold_text(one) for one in captions if one.strip()}
    kept = list[Text]()
    for n, text in enumerate(texts):
        if not _is_title(text.text) or fold_text(text.text) in known:
            kept.append(text)
            continue
        body = list[str]()
        for below in texts[n + 1 :]:
            if below.key != text.key or _is_title(below.text):
                break
            body.append(below.text)
        told = "".join(body)
        if len(told) >= _TOLD and (not under or re.search(under, told)):
            kept.append(text)
    return kept


def _is_title(text: str) -> bool:
    return is_heading(text) and _TITLE.match(text) is not None
