"""Which scenes use artificial intelligence, and by which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from check.case import Case, NotChecked
from check.scn.scene_count import doubt_scenes
from model.finding import Cause
from model.submission import Scene


def find_words(text: str, words: Iterable[str]) -> list[str]:
    """The words that stand in the text, upper and lower case alike; no Latin word inside a longer one, no word inside
    another found one."""
    found = [word for word in words if re.search(_pattern(word), text, re.IGNORECASE)]
    return [word for word in found if not any(word != other and word in other for other in found)]


def _pattern(word: str) -> str:
    exact = re.escape(word)
    return rf"(?<![A-Za-z]){exact}(?![A-Za-z])" if word.isascii() else exact


def need_all_scenes(case: Case) -> None:
    """NotChecked where the scenes that were told apart are not surely all of them, or lack their descriptions."""
    if why := doubt_scenes(case):
        raise NotChecked(f"{why}，未能统计应用人工智能技术的场景。", Cause.AMBIGUOUS)


def scenes_with_words(case: Case) -> list[tuple[Scene, list[str]]]:
    """Every described scene with its strong words of artificial intelligence; NotChecked when none is described."""
    scenes: Sequence[Scene] = [scene for scene in case.submission.scenes if scene.text.strip()]
    if not scenes:
        raise NotChecked("未读到典型场景的描述，未能统计应用人工智能技术的场景。")
    need_all_scenes(case)
    return [(scene, find_words(scene.text, case.param("strong"))) for scene in scenes]
