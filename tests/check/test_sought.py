"""A sought pattern passes over no text that it would match."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import check
from check.sought import Index, Seen, Sought, find_any, keep_possible, search_first
from check.spelling import normalize


@cache
def all_sought() -> dict[str, Sought]:
    """Every sought pattern of the rules by its module and name."""
    modules = [import_module(module.name) for module in walk_packages(check.__path__, "check.")]
    known = [(module.__name__, name, one) for module in modules for name, one in vars(module).items()]
    return {f"{module}.{name}": one for module, name, one in known if isinstance(one, Sought)}


def bare(pattern: str) -> str:
    """The pattern without the conditions around a match, which no generator can meet."""
    start = re.search(r"(?<!\\)\(\?<?[=!]", pattern)
    if start is None:
        return pattern
    depth, at = 0, start.start()
    for token in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", pattern[at:]):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth == 0:
            return bare(pattern[:at] + pattern[at + token.end() :])
    raise AssertionError(pattern)


@pytest.mark.parametrize("name", sorted(all_sought()))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_pattern_matches_has_its_words(name: str, data: st.DataObject) -> None:
    """Texts made after the pattern itself are never passed over."""
    sought = all_sought()[name]
    alphabet = st.characters(codec="utf-8", exclude_categories=("Cs",))
    made = data.draw(st.from_regex(re.compile(bare(sought.pattern.pattern), sought.pattern.flags), alphabet=alphabet))
    assert sought.may_be_in(made)
    assert sought.may_be_in(Seen([made]))
    assert Index(["", made]).where(sought)[-1] == 1


@pytest.mark.parametrize(
    ("pattern", "flags", "words"),
    [
        ("法人[^。]{0,9}(?:变更|更换)", 0, (("法人",), ("变更", "更换"))),
        ("(?:变更|更换)?法人", 0, (("法人",),)),
        ("(?:变更|)的", 0, (("的",),)),
        (r"第\d+(?:条|款){1,2}", 0, (("第",), ("条", "款"))),
        ("非法人|法人单位", 0, (("法人单位", "非法人"),)),
        ("todo|待补充", re.IGNORECASE, (("todo", "待补充"),)),
        (r"\d{3}", 0, ()),
        ("(?=法人)..", 0, ()),
        ("(?i:mes)系", 0, (("系",),)),
        ("[^的]", 0, ()),
    ],
)
def test_words_of_a_pattern(pattern: str, flags: int, words: tuple[tuple[str, ...], ...]) -> None:
    assert set(Sought(pattern, flags).words) == set(words)


def test_case_is_folded_only_where_the_pattern_folds_it() -> None:
    assert Sought("todo", re.IGNORECASE).search("见TODO处") is not None
    assert Sought("todo").search("见TODO处") is None


def test_any_of_several_patterns_finds_what_one_choice_of_them_finds() -> None:
    patterns, text = ("甲.", "乙+", "[丙丁]戊"), "甲乙乙，丁戊甲甲"
    told = [hit.span() for hit in find_any(patterns, text)]
    assert told == [hit.span() for hit in re.finditer("|".join(patterns), text)]


@given(st.text(st.sampled_from("甲乙aZ09 　，；：！？（）％。、“”‘’—–…·①㎡²Ⅳ％～\n\tｱﾞ豈é")))
def test_plain_texts_are_normalized_as_all_others(text: str) -> None:
    assert normalize(text) == unicodedata.normalize("NFKC", text)


def test_the_first_of_several_patterns_is_what_one_choice_of_them_finds() -> None:
    patterns = ("戊乙", "乙+", "丁戊", "丁")
    for text in ("甲乙乙，丁戊甲甲", "丁戊乙", "无"):
        hit, wanted = search_first(map(Sought, patterns), text), re.search("|".join(patterns), text)
        assert (hit and hit.span()) == (wanted and wanted.span())


@given(st.lists(st.text("甲乙丙Mes")), st.text("甲乙丙Mes", min_size=1, max_size=4))
def test_no_word_of_a_book_is_missed(texts: list[str], word: str) -> None:
    assert word in Seen(texts) or not any(word in text for text in texts)


def test_a_pattern_whose_words_stand_nowhere_in_a_book_is_not_asked() -> None:
    seen = Seen(["公司部署了MES。", "法人未变"])
    assert keep_possible(["法人[^。]{0,9}(?:变更|更换)", "mes", "法人"], seen, re.IGNORECASE) == ["mes", "法人"]


def test_an_index_tells_the_texts_that_a_pattern_may_match() -> None:
    """Of each alternative the words must stand together; latin words in whatever case where the pattern says so."""
    index = Index(["法人未变更", "更换地址", "系统为MES", "法人更换", "地址未变"])
    assert index.where(Sought("法人[^。]{0,9}(?:变更|更换)|MES")) == [0, 2, 3]
    assert index.where(Sought("mes")) == []
    assert index.where(Sought("mes", re.IGNORECASE), Sought("更换地址")) == [1, 2]
    assert index.where(Sought("mes|" + "|".join(map(str, range(100, 200))), re.IGNORECASE)) == [2]
    assert index.where(Sought(r"\d")) == [0, 1, 2, 3, 4]
    assert index.where() == []
