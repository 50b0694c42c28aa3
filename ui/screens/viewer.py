"""The evidence of the selected finding: page picture, table or paragraphs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import streamlit as st

from model.document import Document
from model.errors import MingjianError
from model.place import Place
from model.review import Review
from ui import session
from ui.cards import Card
from ui.components import mount_evidence
from ui.evidence import label_places, show_node, show_page, show_picture, tell_doubts
from ui.page_image import page_image

PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")


def show(review: Review, batch: str, card: Card | None) -> None:
    """Draws the viewer; evidence and page are chosen by clicks inside it."""
    if card is None:
        mount_evidence({"chips": [], "note": "没有需要查看的证据。"}, "evidence", _picked, _turned)
        return
    if st.session_state.get("shown") != card.fingerprint:
        st.session_state.update(shown=card.fingerprint, evidence_number=0, page_number=None)
    places = card.finding.places
    number = min(int(st.session_state["evidence_number"]), len(places) - 1)
    view, note = _view(review, batch, places, number, st.session_state["page_number"])
    mount_evidence(
        {
            "chips": label_places(places),
            "selected": number,
            "tone": card.severity.value,
            "view": view,
            "note": note,
            "stamp": f"{card.fingerprint}/{number}/{st.session_state['page_number']}",
        },
        "evidence",
        _picked,
        _turned,
    )


def _picked() -> None:
    choice = st.session_state["evidence"].pick
    if choice is not None:
        st.session_state.update(evidence_number=int(choice), page_number=None)


def _turned() -> None:
    page = st.session_state["evidence"].turn
    if page is not None:
        st.session_state["page_number"] = max(1, int(page))


def _view(
    review: Review, batch: str, places: tuple[Place, ...], number: int, turned: int | None
) -> tuple[dict[str, Any], str]:
    """The view and a note for the reader ("" when there is nothing to say)."""
    place = places[number]
    sha256 = _sha256_of(review, batch, place.file)
    if sha256 is None:
        return {"kind": "none", "note": "找不到这份文件的原件。"}, ""
    document = session.document(sha256)
    if document is not None and (part := _part_of(place, document)):
        try:
            image = page_image(session.store().blob(sha256), sha256, 1, session.workspace(), part)
            return show_picture(image, places, number), "这是文件中的一张图片，框内文字由图像识别（OCR）读出，请核对。"
        except MingjianError as error:
            return show_node(document, places, number), f"{error.why}以下是读出的文字。"
    page = turned or _page_of(place, document)
    if page is not None:
        try:
            image = page_image(session.store().blob(sha256), sha256, page, session.workspace())
            return show_page(image, places, number, page, document), tell_doubts(document, page)
        except MingjianError as error:
            if document is None:
                return {"kind": "none", "note": error.why}, ""
            return show_node(document, places, number), f"{error.why}以下是读出的文字。"
    if document is None:
        return {"kind": "none", "note": "这份文件没有读出内容，无法显示。"}, ""
    return show_node(document, places, number), ""


def _part_of(place: Place, document: Document) -> str:
    """The part of a Word file that is the picture on which the place stands, or ""."""
    if not place.picture or place.page is not None:
        return ""
    spots = ((p.part, p.content[0].place.picture) for p in document.pictures if p.content)
    return next((part for part, picture in spots if picture == place.picture), "")


def _page_of(place: Place, document: Document | None) -> int | None:
    if document is not None and document.format not in ("pdf", "picture"):
        return None
    if place.page is not None:
        return place.page
    named = re.match(r"p(\d+)(/|$)", place.path)
    if named:
        return int(named[1])
    suffix = Path(place.file).suffix.lower()
    return 1 if suffix in PICTURES or suffix == ".pdf" else None


def _sha256_of(review: Review, batch: str, file: str) -> str | None:
    """By the papers of this book, else (a comparison with another applicant) by those of the batch."""
    own = next((paper.sha256 for paper in review.submission.papers if paper.file == file), None)
    if own is not None:
        return own
    rows = session.store().queue(batch)
    return next((paper.sha256 for row in rows for paper in row.papers if paper.file == file), None)
