"""Promise: where the book goes on behind a list of annexes, for the promise and its signature stand last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.document import Block, Node

#: A line that may be an entry of a list: a number and few words.
ENTRY = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s*[^。，,]{2,45}[;；。]?")
#: The promise and its signature, which follow the list of annexes where no annexes do.
_PROMISE = re.compile(
    r"(?:我|本)(?:单位|公司|企业|厂)[^。；;]{0,12}?(?:承诺|声明|保证|申报的|所报|所提[供交])"
    r"|^\s*(?:法定代表人|法人代表|企业负责人|单位负责人)[^。；;]{0,6}(?:签字|签章|签名)"
)


def from_promise(nodes: Sequence[Node]) -> Sequence[Node]:
    """What stands behind a list of annexes from the promise on, with the heading above it."""
    at = next((n for n, one in enumerate(nodes) if isinstance(one, Block) and _PROMISE.search(one.text)), len(nodes))
    over = nodes[at - 1] if 0 < at < len(nodes) else None
    headed = isinstance(over, Block) and "承诺" in over.text and not ENTRY.fullmatch(over.text.strip())
    return nodes[at - headed :]
