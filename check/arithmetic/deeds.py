"""What the things that a sentence counts do, and that all of them are counted: for numbers told twice (A-38)."""

from __future__ import annotations

import re

from model.submission import Claim

#: All of them, right before the number or the verb that leads up to it.
EVERY = re.compile(r"(?:共|总共|合计|总计)[^\d，,。；;]{0,8}\d")
#: 18家供应商实现箱码贯通: so many do so; how many there are is told elsewhere.
DEED = re.compile(
    r"^[^\d，,。；;]{2,10}?(?P<deed>(?:已|均|都|可)*(?:实现|完成|开通|启用|采用|使用|参与|通过|应用|签订|获得|取得|达到|实施|开展|纳入|打通|贯通|共享|推送|上传|响应))"
)


def has_deed_of_its_own(one: Claim, other: Claim) -> bool:
    """Whether the smaller number counts those that do something, and the bigger one does not say so of its own."""
    small, big = sorted((one, other), key=lambda claim: claim.amount.value)
    deeds = [deed_of(claim) for claim in (small, big)]
    return bool(deeds[0]) and deeds[0] != deeds[1] and not EVERY.search(small.text)


def deed_of(claim: Claim) -> str:
    """What the things counted do, by the verb right behind their name; "" where none follows."""
    number = next((part.text for part in claim.parts if part.role == "number"), None)
    hit = DEED.match(claim.text.partition(number)[2]) if number else None
    return hit["deed"] if hit else ""
