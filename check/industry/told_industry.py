"""The industry that the prose names with its code (属34通用设备制造业—3451滚动轴承制造), where no field asks for it."""

from __future__ import annotations

import re

from check.case import Case
from check.once import split_sentences
from check.sought import Sought
from check.telling import OUTSIDE, texts_with
from model.submission import Field

#: The sentence speaks of the classification.
_ABOUT = Sought(
    r"国民经济行业|行业(?:分类|类别|代码|归类|门类|大类|中类|小类)|(?:所属|归属|所处|所在)行业"
    r"|GB/?T\s*4754|行业(?:为|属|是)"
)
#: 34通用设备制造业, C3451滚动轴承制造; 2024年, 12个行业, 50强企业 are counts.
_CODED = re.compile(
    r"(?<![\d.,A-Za-z〔（(])[A-T]?\d{2,4}\s*[-—–:：、（(]?\s*(?![年月日个家条项台种类位名万亿元人强%％号版多余])"
    r"[\u4e00-\u9fff、]{1,24}?(?:制造业?|加工业?|冶炼|压延加工|采选业?|开采业?|修理业?|供应业?|生产业?|铸造|工业|服务业|农业|畜牧业)"
)
#: Of others, or of the chain.
_OTHERS = re.compile(r"客户|供应商|上游|下游|子公司|集团(?!公司)|涉及|服务于|面向|覆盖|同行")


_NAME = r"[\u4e00-\u9fff、]{2,24}?(?:制造业?|加工业?|冶炼|采选业?|开采业?|修理业?|供应业?|服务业|批发业?|零售业?|铸造)"
#: 属水泥制造（行业代码3011）: the name before its code.
_BEHIND = re.compile(
    rf"(?:属于?|为|是|[:：])?(?P<name>{_NAME})[（(](?:国民经济)?(?:行业)?(?:分类)?(?:代码)?[:：为]?\s*[A-T]?(?P<code>\d{{2,4}})[)）]"
)
#: 26大类、262中类、2624小类: codes alone.
_LEVELS = re.compile(r"(?<![\d.])(\d{2,4})\s*(?:这一)?(?:大|中|小)类")
_LEAD = re.compile(r"^.*(?:属于?|为|是|从事|公司|企业)")


def otherwise_told(sentence: str) -> tuple[str, str] | None:
    """(value, words) of 属水泥制造（行业代码3011）: 3011水泥制造; of 26大类、262中类、2624小类: 26-262-2624."""
    if hit := _BEHIND.search(sentence):
        name = _LEAD.sub("", hit["name"])
        return f"{hit['code']}{name}", hit[0][hit[0].rindex(name) :]
    levels = _LEVELS.findall(sentence)
    return ("-".join(levels), "-".join(levels)) if len(levels) > 1 else None


def told_industry(case: Case) -> Field | None:
    """A field of its own for what the prose says, with the codes one behind the other; None where none is told."""
    for text in texts_with(case, _ABOUT):
        for sentence in split_sentences(text.text):
            if not _ABOUT.search(sentence) or _OTHERS.search(sentence) or OUTSIDE.search(sentence):
                continue
            hits = list(_CODED.finditer(sentence))
            if not hits and (pair := otherwise_told(sentence)):
                return Field("industry_text", pair[0], pair[1], text.place.quoting(sentence))
            if not hits:
                continue
            end = hits[-1].end()
            said = sentence[hits[0].start() : end + (sentence[end : end + 1] in tuple("）)"))]
            return Field("industry_text", said, said, text.place.quoting(said))
    return None
