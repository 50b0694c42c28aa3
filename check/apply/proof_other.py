"""Y-08 by the proof that the book itself points at: the certificate grants another title than the book claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from check.case import Agreed, Answer, Case
from check.letters import tell_letters
from check.spelling import fold_company
from model.finding import Severity
from model.place import Place
from model.text import squash

#: The sentence sends the reader to a proof: 证书见附件, 相关证明附后.
POINTS = re.compile(
    r"(?:证明|证书|文件|批复|通知|牌匾|公示|名单|材料)[^，,。；;]{0,8}?(?:见|附|列)|见附[件录]|附后|附有|随附|附[件录][一二三四五六七八九十\d]"
)
GRANTS = re.compile(r"特发此证|特此证明|认定为|评为|认定|授予|颁发|授牌|入选|荣获|公布")
LEVEL = r"基础级|先进级|卓越级|领航级"
TITLES = re.compile(
    rf"(?P<level>{LEVEL})?(?P<kind>数字化车间|智能工厂|智能车间|智能制造优秀场景|优秀场景|智能制造示范(?:工厂|车间|企业)?)"
)
PROVINCE = re.compile(r"省")


@dataclass(frozen=True, slots=True)
class Proof:
    """A title that a paper grants: its level ("" where none is told), its kind, where and in what words."""

    level: str
    kind: str
    words: str
    place: Place


def find_proof_other(case: Case, claims: Sequence[tuple[int, str, str, Place]]) -> Iterator[Answer]:
    """W where the book claims a title of the province, says that the proof is enclosed, and no paper grants it while
    one grants another: 数字化车间 is no 智能工厂. Silent where a paper might not have been read."""
    sentences = {place: sentence_of(case, place, words) for _, _, words, place in claims}
    pointing = [claim for claim in claims if POINTS.search(sentences[claim[3]])]
    proofs = list(proofs_of(case)) if pointing else []
    if not proofs or case.unread or any(paper.unread_pictures for paper in case.submission.papers):
        return
    for _, title, words, place in pointing:
        told = TITLES.search(title)
        if told is None:
            continue
        if any(is_same(proof, told) for proof in proofs):
            yield Agreed()
            continue
        proof = nearest_proof(proofs, told, others=[one for _, one, *_ in claims if one != title])
        yield case.finding(
            f"书中称“{words}”并称有证明，所附证明载“{proof.words}”，两处称号不一致，请核实。",
            place,
            proof.place,
            severity=Severity.W,
            about=("history.claimed", title),
            expected=proof.words,
            found=words,
        )


def nearest_proof(proofs: Sequence[Proof], told: re.Match[str], others: Sequence[str]) -> Proof:
    """The proof to hold the claim against: one that proves no other claim, of the same kind, else of the same sort."""
    else_told = [hit for one in others if (hit := TITLES.search(one))]

    def rank(proof: Proof) -> tuple[bool, bool, bool]:
        taken = any(is_same(proof, one) for one in else_told)
        other_sort = ("场景" in proof.kind) != ("场景" in told["kind"])
        return other_sort, taken, proof.kind[-4:] != told["kind"][-4:]

    return min(proofs, key=rank)


def sentence_of(case: Case, place: Place, words: str) -> str:
    """The claim with the sentence behind it, in which the proof is mentioned."""
    for passage in case.prose():
        if passage.place.path == place.path and (at := passage.text.find(words)) >= 0:
            return re.split(r"[。；;\n]", passage.text[at:])[0]
    return ""


def is_same(proof: Proof, told: re.Match[str]) -> bool:
    """场景 is 优秀场景; a level that one of the two leaves out is no other level."""
    kinds = [kind.replace("智能制造", "")[:4] for kind in (proof.kind, told["kind"])]
    return kinds[0] == kinds[1] and (not proof.level or not told["level"] or proof.level == told["level"])


def proofs_of(case: Case) -> Iterator[Proof]:
    """The titles of the province in letters and certificates that name the applicant."""
    name = case.field("company_name") or case.field("applicant")
    own = fold_company(name.value) if name else ""
    for texts in tell_letters(case):
        whole = squash("".join(text.text for text in texts))
        if not own or own not in whole or not GRANTS.search(whole) or not PROVINCE.search(whole.replace(own, "")):
            continue
        for text in texts:
            for hit in TITLES.finditer(text.text):
                said = text.text.strip()[:60]
                yield Proof(hit["level"] or "", hit["kind"], said, text.place.quoting(said))
