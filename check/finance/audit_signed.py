"""F-12: an audit report on which one certified accountant alone is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.submission import Field, Paper

#: 中国注册会计师：韩启明（签名并盖章）
SIGNED = re.compile(
    r"注册会计师[^:：\n]{0,8}[:：]\s*[(（]?(?P<name>[\u4e00-\u9fff]\s{0,2}[\u4e00-\u9fff]{1,2}?)(?=$|[^\u4e00-\u9fff]|签|盖)"
)
#: What stands around the names: the words of signing, the firm, its place, the day.
AROUND = re.compile(
    r"(?:签名|签字|盖章|签章|并|及|和|项目合伙人|合伙人|主任会计师|执业证书编号)|[^\n]{0,20}会计师事务所[^\n]*|中国\s*[·•・.]?\s*[\u4e00-\u9fff]{2,3}(?=$|\n)"
    r"|(?:20\d{2}|二[〇○零ΟO0][一二三四五六七八九〇○零]{2})\s*年[^\n]*|中国|\d+"
)


def find_one_signature(paper: Paper) -> Iterator[tuple[Field, str]]:
    """(the signature, its name), where it is the only one told: nothing else around it may be a second name.

    Nothing of pages read from their picture, where a seal may cover it. Source: 财会〔2001〕1035号 (two sign)."""
    signed = paper.fact("audit.signed")
    if signed is None or paper.ocr_pages:
        return
    names = list(SIGNED.finditer(signed.text))
    if len(names) != 1 or signed.text.count("注册会计师") != 1:
        return
    rest = AROUND.sub("", signed.text[: names[0].start()] + signed.text[names[0].end() :])
    if not re.search(r"[\u4e00-\u9fff]", rest):
        yield signed, names[0]["name"]
