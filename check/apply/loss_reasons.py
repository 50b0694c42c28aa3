"""What a sentence on a lost title says beside the loss: why the review failed is no denial of it."""

from __future__ import annotations

import re

_LOSS = re.compile(r"取消|撤|摘|收[回走]|降|调[低整]|退|除名|剔|移[出除]|注销|作废|终止|失去|丧失|资格|称号|牌")
_LACK = re.compile(r"未|没有|尚")


def without_reasons(sentence: str) -> str:
    """The sentence without the clauses that tell what was lacking: 部分设备未联网，…称号被撤销."""
    return "，".join(one for one in re.split("[，,]", sentence) if _LOSS.search(one) or not _LACK.search(one))
