"""Features: the character n-grams that the classifier sees of a text.

Chinese runs give their 1- to 3-grams, never across punctuation; Latin words stay whole; numbers say nothing of a
scenario and are left out. Clauses that only say what the scene is *not* (不属本项, 由另一模块负责) go first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from classify.jargon import explain_jargon

LONGEST = 3
"""Length of the longest Chinese n-gram; 4 measured no better and doubles the file."""

STEM = 5
"""Latin words are cut to these many letters: predict, predictive and prediction become one."""

_RUN = re.compile(r"[一-鿿]+|\d*[a-z]+")
_CLAUSE = re.compile(r"(?<=[，,。；;！!？?：:\n])")
_MARKS = "，,。；;！!？?：:\n 　"
_NOT_THIS = re.compile(
    r"^(?:但|而|也|这|它|并|本系统|本项目|本模块|本场景)*"
    r"(?:并非|不是(?!.*就是)|不涉及|不包括|不包含|不含|不做|不管|不负责|不参与)"
    r"|不属于?(?:本|此|这|该)|不在(?:本|此|这|该)|不归|另由|另属|另行|超出本"
    r"|由(?:另|其他|其它|别的|下层|上层|专门).*(?:负责|处理|完成|承担|管)"
    r"|与.*(?:不同|无关|有别|区别)$"
)
_ASIDE = re.compile(r"(?:并非|不是)[^，,。；;\n]*?而是|(?:而不是|而非|区别于|有别于|不同于)[^，,。；;\n]*")


def fold(text: str) -> str:
    """`text` with full-width signs made plain, in lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def drop_disclaimers(text: str) -> str:
    """Folded `text` without what it says it is not; unchanged where hardly anything would stay."""
    clauses = _CLAUSE.split(text)
    kept = "".join(_ASIDE.sub("", c) for c in clauses if not _NOT_THIS.search(c.strip(_MARKS)))
    return kept if sum(len(run) for run in _RUN.findall(kept)) >= 8 else text


def find_grams(text: str) -> Iterator[tuple[str, int, int]]:
    """(feature, start, end) of every n-gram of a folded text."""
    for match in _RUN.finditer(text):
        run, start = match.group(), match.start()
        if run[0] < "一":
            yield run[:STEM], start, match.end()
            continue
        for size in range(1, LONGEST + 1):
            for at in range(len(run) - size + 1):
                yield run[at : at + size], start + at, start + at + size


def count_features(text: str) -> Counter[str]:
    """How often each feature stands in a raw text, its jargon explained."""
    folded = drop_disclaimers(fold(text))
    whole = "。".join((folded, *explain_jargon(folded))) if _is_mixed(folded) else folded
    return Counter(gram for gram, _, _ in find_grams(whole))


def _is_mixed(folded: str) -> bool:
    """Engineers' mixed prose: a Latin word to ten Chinese characters. In plain Chinese (与PLM打通) an abbreviation
    only names a neighbouring system, and its meaning would outweigh what the text says."""
    runs = _RUN.findall(folded)
    chinese = sum(len(run) for run in runs if run[0] >= "一")
    return chinese <= 10 * sum(1 for run in runs if run[0] < "一")


def count_letters(text: str) -> int:
    """How many Chinese characters and Latin words the text holds: how much there is to judge by."""
    return sum(len(run) if run[0] >= "一" else 1 for run in _RUN.findall(fold(text)))
