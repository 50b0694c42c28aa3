"""What a book tells in words: its texts and the words found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from check.case import Case
from check.lookup import index_of, written_in
from check.once import BOOKS, TEXTS, Same, kept, sentence_ahead, sentence_around, sentence_behind, split_sentences
from check.sought import Index, Seen, Sought, keep_possible, sought
from check.spelling import fold_text
from model.place import Place
from model.reference import Lexicons
from model.submission import Claim

#: A word behind these is denied: 尚未部署MES, 没有建设产品数据管理(PDM)平台.
DENIED = re.compile(
    r"(?:未(?![来知能])|没有|尚无|缺少|缺乏|暂无|不具备"
    r"|(?<!从)不(?:再|拟|准备|打算|计划)?(?:采用|部署|建设|设置|配置|配备|推行|引入|开展|安排|上线|实施|接待|接受|配合|参加|参与|对外))[^,。;!?]{0,14}$"
)
#: A word before these is denied, too: 人力资源、设备资产模块尚未启用.
DENIED_BEHIND = re.compile(
    r"^[^,。;!?]{0,24}?(?:尚未|暂未|仍未|还未|均未|都未|并未|还没有|尚没有)(?:能|有|全面|正式|实际)?"
    r"(?:启用|上线|建成|建设|部署|实施|配置|配备|使用|投用|应用|覆盖|采购|安装|开通|接入|实现|开展)"
    r"|^[^,。;!?]{0,24}?(?:未|没有|不)(?:再|能|被)?(?:纳入|列入|安排|涉及)(?:本期|本次|此次|一期|建设|实施|范围)"
)
#: Or yet to come: 仿真软件已列入采购计划, 绩效评估将在二期实现, 批次追溯尚在选型; not a further stage, a renewal.
PLANNED_BEHIND = re.compile(
    r"^(?![^,。;!?]{0,8}(?:[二三]期|升级|扩[容展建]|深化|新版|改版|推广|移动端|迁移|换代|已(?!列|纳|排)))[^,。;!?]{0,20}?(?:"
    r"(?:列入|纳入|排入|列为)(?:了)?[^,。;!?]{0,12}?(?:计划|预算|清单|目标|任务|安排|(?:20\d{2}年|明年|下一?年度?|[二三]期)[^,。;!?]{0,4}(?:建设|规划|实施|工作|项目))(?=[,。;!?]|$)"
    r"|(?<![模虚])(?:将|拟|计划|预计)(?:在|于|到|放在|放到|留待|待)[^,。;!?]{0,12}?(?:实现|完成|建设|上线|实施|启用|投用|部署|建成|开展|覆盖|开工|补上)"
    r"|(?:尚|正|还|仍|均|都|目前)*(?:在|处于|处在)[^,。;!?]{0,4}?(?:招标|选型|论证|预研|筹[划建备]|规划(?:阶段|中|$|(?=[,。;]))|谋划|调研|洽谈|立项|设计阶段|方案阶段|试验阶段|可研)"
    r"|(?:拟|计划|预计|将|准备|待)(?:于|在)?(?:20\d{2}年|明年|来年|年底|年内|下半年|下一?年度?|后续|下一步)[^,。;!?]{0,10}?(?:设立|成立|组建|上线|启用|建成|建设|部署|引入|引进|采购|投用|投运|实施|启动|配备|配置)"
    r"|有待[^,。;!?]{0,10}?(?:实施|建设|解决|突破|开展|部署|实现|打通|补齐|落实|启动)"
    r"|(?:均|都|也|还|仍|尚)?(?:是|为|属于?)(?:公司|企业|我们|工厂)?(?:的)?(?:下一步|下一?阶段|今后|未来|后续|远期|长远|中远期)[^,。;!?]{0,4}(?:工作|任务|目标|愿景|方向|内容|重点|计划|打算))"
)
#: A clause that tells what the plan of the clause ahead is to bring: 计划引入……，实现少人化.
_BRINGS = re.compile(
    r"\s*(?:届时|从而|进而|以|并|最终|用于|用以)?(?:可|将|能)?(?:实现|达到|形成|覆盖|打通|构建|建立|做到|完成|支撑)"
)
#: What other firms have: 国外同行多已采用…; 在国内企业中率先 is one's own praise.
_OF_OTHERS = re.compile(
    r"(?:国内外?|国外|海外|国际|业内|行业内?)(?:上)?的?(?:多数|一些|部分|少数|领先|先进|知名|头部|龙头|标杆|同类|大型)*"
    r"(?:同行(?!业)|企业|厂商|厂家|公司|[\u4e00-\u9fff]{1,2}企)(?:已|早已|早就|普遍|多已|多|大多|均|正)"
)
#: What stands before a plan of its own: who plans, and when.
_PLANNER = re.compile(r"[^,]{0,10}(?:公司|企业|工厂|我们|项目|系统|平台|车间|部门?|目前|现|下一步|\d年|明年)?$")
#: What the sentence itself puts outside the works declared, or says of others: 不并入本册, 属另一法人, 系其自身情况.
OUTSIDE = re.compile(
    r"不(?:在|纳入|属于?|并入|列入|计入|算入|归入|包含在|含在|作为?)(?:本(?!人)|此|代表|上述|该项目|后文|申报)|不(?:纳入|并入)|不计(?:$|[，,）)])"
    r"|另一(?:家)?(?:独立)?法人|(?:尚未|还未|没有)(?:开工|动工)|(?:仅|只)(?:作|供|为)[^，,。；;]{0,6}?(?:参照|参考|备查)"
    r"|与(?:我|本)?(?:公司|厂|企业|单位|项目|册|书|线)(?:并)?无(?:关|涉|干)|(?:系|属于?|是|为)(?:其|对方|他厂|供方|客户|同行)(?:自身|自己|自填|的?情况)"
)
#: The state before the works, and the state reached.
BEFORE_WORKS = re.compile(
    r"(?:改造|建设|实施|上线|投用|投产|项目|启动|开工|立项|建成)之?前|原先|原来|此前|过去|建设初期"
)
AFTER_WORKS = re.compile(
    r"(?:改造|建设|实施|上线|投用|投产|建成|完成)后|现(?:已|为|达)|目前|提高到|提升到|提升至|增至|升至"
)
#: A cell that only points elsewhere, or says that there is nothing.
SAID_NOTHING = re.compile(
    r"[（(]?(?:无|暂无|没有|略|同上|不适用|不涉及|待补充?|/|[-—]+|(?:详|参|另)?见(?!效|于)[^，,。；;]{0,16})[)）]?[。.]?"
)
STOPS = "。；;!?！？\n"
STOP = re.compile(f"[{STOPS}]")
LONG_KINDS, LONG_KEYS = ("longtext", "table"), ("t2[", "scenes[")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the applicant with the field it belongs to."""

    key: str
    text: str
    place: Place


def bodyless(case: Case) -> tuple[str, ...]:
    """The chapters that were left empty, where they are half or more of the form's: then the book says nothing at all
    and what is not evidenced follows from that."""
    parts = case.form.parts if case.form else ()
    chapters = [s.key for part in parts if part.layout == "chapters" for s in part.fields if s.required == "R"]
    empty = [key for key in chapters if case.submission.blank(key) is not None]
    return tuple(empty) if empty and len(empty) * 2 >= len(chapters) else ()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Texts with the words in them; one object as long as they are the same, to keep answers by."""

    texts: tuple[Text, ...]
    index: Index

    def having(self, *choice: Sought) -> Iterator[Text]:
        """Those of the texts in which one of the patterns may be found."""
        return (self.texts[n] for n in self.index.where(*choice))


def part_texts(case: Case) -> tuple[Part, Part]:
    """Every passage and every long cell and 附表2 cell once: those of the passages, and those of cells."""
    passages = Same(case.submission.passages)
    return _prose(passages), _cells(Same(case.submission.fields), passages)


@kept(BOOKS)
def _prose(passages: Same) -> Part:
    return Part(tuple(Text(one.key, one.text, one.place) for one in written_in(passages)), index_of(passages))


@kept(BOOKS * 8)
def _cells(fields: Same, passages: Same) -> Part:
    keys = {passage.key for passage in passages.parts[0]}
    long = (one for one in fields.parts[0] if one.kind in LONG_KINDS or one.key.startswith(LONG_KEYS))
    told = ((one.key, one.text or one.value, one.place) for one in long if one.key not in keys)
    return _long_cells(Same(*chain.from_iterable(told)))


@kept(BOOKS)
def _long_cells(told: Same) -> Part:
    """Key, words and place of each: a guess about a figure changes none of these."""
    texts = tuple(map(Text, told.parts[::3], told.parts[1::3], told.parts[2::3]))
    return Part(texts, Index(text.text for text in texts))


def tell_texts(case: Case, look_in: Sequence[str] = ()) -> Iterator[Text]:
    """All these texts; only keys that start with one of `look_in`, where given."""
    return (text for part in part_texts(case) for text in part.texts if within(text.key, look_in))


def texts_with(case: Case, *choice: Sought) -> Iterator[Text]:
    """Those of the same texts in which one of the patterns may be found."""
    return (text for part in part_texts(case) for text in part.having(*choice))


def seen(case: Case) -> Seen:
    """The words of the book's texts and of the papers'."""
    return _seen(*part_texts(case), Same(*(paper.passages for paper in case.submission.papers)))


@kept(BOOKS)
def _seen(prose: Part, cells: Part, beside: Same) -> Seen:
    papers = (passage.text for part in beside.parts for passage in part)
    return Seen(papers, prose.index.seen, cells.index.seen)


def find_possible(case: Case, patterns: Sequence[str], flags: int = 0) -> tuple[Sought, ...]:
    """Those of the patterns whose words stand in the book or its papers."""
    return _possible(Same(seen(case), patterns), flags)


@kept(BOOKS * 32)
def _possible(asked: Same, flags: int) -> tuple[Sought, ...]:
    told, patterns = asked.parts
    return tuple(sought(one, flags) for one in keep_possible(patterns, told, flags))


def find_sentences(case: Case, words: Sought) -> Iterator[tuple[Text, str]]:
    """The sentences of all texts in which the words are found."""
    return iter(_sentences_with(*part_texts(case), words) if words.may_be_in(seen(case)) else ())


@kept(BOOKS * 8)
def _sentences_with(prose: Part, cells: Part, words: Sought) -> tuple[tuple[Text, str], ...]:
    may = (text for part in (prose, cells) for text in part.having(words))
    return tuple((text, one) for text in may for one in split_sentences(text.text) if words.search(one))


def tell_sentences(case: Case, *choice: Sought) -> Iterator[tuple[Text, str]]:
    """Every sentence of the same texts; only of those in which one of `choice` may be, where given."""
    return sentences_of(texts_with(case, *choice) if choice else tell_texts(case))


def sentences_of(texts: Iterable[Text], *choice: Sought) -> Iterator[tuple[Text, str]]:
    """Every sentence of these texts; only of those in which one of `choice` may be, where given."""
    for text in texts:
        if not choice or any(one.may_be_in(text.text) for one in choice):
            for sentence in split_sentences(text.text):
                yield text, sentence


def claim_sentence(case: Case, claim: Claim) -> str:
    """The whole sentence that a claim is told in; its own words where the passage is not known."""
    text = next((p.text for p in case.prose() if p.place.path == claim.place.path and claim.text in p.text), "")
    at = text.find(claim.text)
    return sentence_around(text, at, at + len(claim.text)) if text else claim.text


def within(key: str, prefixes: Sequence[str]) -> bool:
    """Whether a key belongs to one of the named fields or chapters; True where none is named."""
    if not prefixes:
        return True
    bare = re.sub(r"\[\d+\]", "", key)
    return any(bare == one or bare.startswith((f"{one}.", one)) for one in prefixes)


def find_word(texts: Sequence[Text], words: Sequence[str], lexicons: Lexicons) -> Place | None:
    """Where the first of the words is affirmed: not denied before, not in a clause that speaks of plans."""
    return find_told(texts, _any_of(tuple(words)), lexicons) if words else None


def find_told(texts: Iterable[Text], pattern: Sought, lexicons: Lexicons) -> Place | None:
    """As `find_word` of a pattern, which reads folded small letters."""
    for text in texts:
        folded = _fold_lower(text.text)
        for hit in pattern.finditer(folded):
            start = max(folded.rfind(stop, 0, hit.start()) for stop in (",", *STOPS)) + 1
            head = folded[start : hit.start()]
            if is_denied(head, folded[hit.end() :]) or _OF_OTHERS.search(head):
                continue
            ahead = folded[max(folded.rfind(stop, 0, hit.start()) for stop in STOPS) + 1 : start - 1]
            if not lexicons.is_plan(head[-24:]) and not is_brought(head + hit[0], ahead, lexicons):
                return text.place.quoting(quote(text.text, hit[0]))
    return None


def is_denied(head: str, tail: str) -> bool:
    """Whether the words around say that the thing is not there, or not yet."""
    return bool(DENIED.search(head) or DENIED_BEHIND.match(tail) or PLANNED_BEHIND.match(tail))


def is_brought(told: str, ahead: str, lexicons: Lexicons) -> bool:
    """Whether words of more than one clause hold a plan, or tell what that of the clause ahead is to bring."""
    plan = lexicons.any_of("planned")
    if "," in told and plan.search(told):
        return True
    clause = ahead.rpartition(",")[2]
    hit = plan.search(clause) if _BRINGS.match(told) else None
    return hit is not None and _PLANNER.match(clause, 0, hit.start()) is not None


def quote(text: str, folded: str) -> str:
    """The piece of the printed text that folds to this; the folded words themselves where it is broken up."""
    pattern = r"\s*".join(re.escape(char) for char in folded)
    hit = re.search(pattern, text, re.IGNORECASE)
    return hit[0] if hit else folded


@kept(TEXTS)
def _fold_lower(text: str) -> str:
    return fold_text(text).lower()


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> Sought:
    """Latin words stand alone (MES, not TIMES); Chinese ones anywhere."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        folded = re.escape(fold_text(word).lower())
        parts.append(rf"(?<![a-z]){folded}(?![a-z])" if re.fullmatch(r"[a-z0-9+/.-]+", word.lower()) else folded)
    return Sought("|".join(parts))


#: The season that a comparison starts from, in brackets behind its name: 2022酿季（系统尚未投用）与2023酿季相比.
_SPAN = r"[（(][^（）()。；;]*$"
COMPARED = re.compile(r"^[^（）()。；;]*[)）][^。；;]{0,6}(?:与|和|同|跟|比|相比|对比|到|至|对照)")
BASE = re.compile(r"比较|相比|对比|对照|基期|基准|同比|比")


def is_base_compared(text: str, start: int, end: int) -> bool:
    """Whether the words stand in the bracket of the earlier of two times that a sentence compares."""
    ahead = sentence_ahead(text, start)
    behind = sentence_behind(text, end)
    told = re.search(_SPAN, ahead) and COMPARED.search(behind) and BASE.search(ahead + behind)
    return bool(told and re.search(r"20\d{2}|去年|上年|上季|改造前|前一", ahead))
