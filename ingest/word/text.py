"""TextReader: the text of a paragraph as a reader of the printed page would see it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.symbols import TICKED, UNTICKED, fold_boxes, is_symbol_font, read_symbols, symbol_of
from ingest.word.names import (
    ALTERNATE,
    DELETED,
    INSERTED,
    TRANSPARENT,
    W14,
    A,
    Element,
    M,
    O,
    R,
    V,
    W,
    chosen,
    is_placeholder,
    number,
    on,
    value,
)
from ingest.word.shown import Shown, size_of
from ingest.word.styles import Styles
from ingest.word.traces import Mark, is_drowned, is_pale, is_shaded, is_tiny, revision_of
from model.document import TraceKind

HIDDEN_NOTE = "含隐藏文字，未计入正文。"
REVISION_NOTE = "含修订痕迹：保留插入内容，略去删除内容。"
_OVERLAY = re.compile(r"\\o(?:\\a[clrd])*\s*\(([^,，;()]*)[,，;]([^()]*)\)", re.IGNORECASE)
_GLYPHS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}


@dataclass(slots=True)
class _Complex:
    """A complex field being read: its instruction comes first, then (after “separate”) its result."""

    instruction: str = ""
    in_code: bool = True
    mute: bool = False


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: text, text boxes anchored in it, its pictures, relationship ids of embedded objects,
    (part, id) of its notes, and marks of what is not printed."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


class TextReader:
    """Reads paragraphs in order; keeps the state of fields, which may run over several paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Complex] = []
        self._out: list[str] = []
        self._inline = Inline()
        self._shaded = False
        self._properties: Element | None = None
        self.notes: dict[str, None] = {}

    def read(self, paragraph: Element, shaded: bool = False) -> Inline:
        """Text, text boxes, pictures and marks of one w:p; `shaded`: it stands on a coloured ground.

        Of text boxes the ground cannot be told: a filled shape or a picture may lie behind a box without a fill.
        """
        self._out, self._inline = [], Inline()
        self._properties = properties = paragraph.find(W + "pPr")
        boxed = next(paragraph.iterancestors(W + "txbxContent"), None) is not None
        self._shaded = shaded or boxed or is_shaded(properties) or self._styles.shaded(value(properties, "pStyle"))
        self._walk(paragraph)
        # An instruction never outlives its paragraph in practice; a damaged field must not swallow the rest.
        self._fields = [item for item in self._fields if not item.in_code]
        self._inline.text = fold_boxes("".join(self._out))
        return self._inline

    def _say(self, text: str) -> None:
        if not any(item.in_code or item.mute for item in self._fields):
            self._out.append(text)

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag in TRANSPARENT:
                if tag in INSERTED:
                    self._revised(child)
                self._walk(child)
            elif tag == W + "sdt":
                self._control(child)
            elif tag in DELETED:
                self._revised(child)
            elif tag == ALTERNATE:
                if (branch := chosen(child)) is not None:
                    self._walk(branch)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._say("".join(part.text or "" for part in child.iter(M + "t")))

    def _revised(self, element: Element) -> None:
        if (mark := revision_of(element)) is not None:
            self.notes[REVISION_NOTE] = None
            self._inline.marks.append(mark)

    def _control(self, sdt: Element) -> None:
        """A content control inside a line: tick boxes by their state, unfilled prompts as nothing."""
        box = sdt.find(f"{W}sdtPr/{W14}checkbox")
        if box is not None:
            state = box.find(W14 + "checked")
            ticked = state is not None and (state.get(W14 + "val") or "1") in ("1", "true", "on")
            self._say(TICKED if ticked else UNTICKED)
            return
        content = sdt.find(W + "sdtContent")
        if content is not None and not is_placeholder(sdt):
            self._walk(content)

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        if self._is_hidden(properties):
            if text := "".join(part.text or "" for part in run.iter(W + "t")):
                self.notes[HIDDEN_NOTE] = None
                self._inline.marks.append(Mark(TraceKind.HIDDEN, text))
            return
        if self._is_unseen(properties):
            text = "".join(part.text or "" for part in run.iter(W + "t"))
            if text.strip():
                self._inline.marks.append(Mark(TraceKind.PALE, text))
        font = _font(properties)
        for child in run:
            self._piece(child, font)

    def _is_hidden(self, properties: Element | None) -> bool:
        if properties is not None and properties.find(W + "vanish") is not None:
            return on(properties, "vanish")
        return any(self._styles.hidden(key) for key in self._styles_of(properties))

    def _is_unseen(self, properties: Element | None) -> bool:
        """White letters on no ground, letters in the colour of their ground, letters too small to be read."""
        styles = self._styles_of(properties)
        shaded = self._shaded or any(self._styles.shaded(key) for key in styles)
        pale = not shaded and is_pale(properties, self._styles.pale(styles))
        return pale or is_tiny(properties) or is_drowned(properties, self._properties)

    def _styles_of(self, properties: Element | None) -> tuple[str, ...]:
        """The style of a run and that of its paragraph."""
        named = (value(properties, "rStyle"), value(self._properties, "pStyle"))
        return tuple(key for key in named if key)

    def _piece(self, child: Element, font: str) -> None:
        tag = child.tag
        if tag == W + "t":
            self._say(read_symbols(child.text or "", font))
        elif tag in _GLYPHS:
            self._say(_GLYPHS[tag])
        elif tag == W + "br":
            self._say("" if child.get(W + "type") in ("page", "column") else "\n")
        elif tag == W + "sym":
            self._say(_symbol(child))
        elif tag == W + "fldChar":
            self._field(child)
        elif tag == W + "instrText":
            if self._fields:
                self._fields[-1].instruction += child.text or ""
        elif tag == W + "ruby":
            base = child.find(W + "rubyBase")
            if base is not None:
                self._walk(base)
        elif tag == ALTERNATE:
            if (branch := chosen(child)) is not None:
                for piece in branch:
                    self._piece(piece, font)
        elif tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(child)
        elif tag == W + "commentReference":
            self._inline.marks.append(Mark(TraceKind.COMMENT, child.get(W + "id") or ""))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            part = "footnotes" if tag.endswith("footnoteReference") else "endnotes"
            self._inline.footnotes.append((part, child.get(W + "id") or ""))

    def _field(self, mark: Element) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            glyph = _form_field(mark.find(W + "ffData"))
            if glyph is not None:
                self._say(glyph)
            self._fields.append(_Complex(mute=glyph is not None))
        elif self._fields and kind == "separate":
            self._fields[-1].in_code = False
        elif self._fields and kind == "end":
            done = self._fields.pop()
            if done.in_code and done.instruction.strip().upper().startswith("EQ"):
                self._say(_equation(done.instruction))

    def _drawing(self, parent: Element) -> None:
        """Collects text boxes and pictures; grouped shapes are walked, of alternates one is taken."""
        for child in parent:
            tag = child.tag
            if tag == ALTERNATE:
                if (branch := chosen(child)) is not None:
                    self._drawing(branch)
            elif tag == W + "txbxContent":
                self._inline.boxes.append(child)
            else:
                key = child.get(R + "embed") if tag == A + "blip" else None
                key = child.get(R + "id") if tag == V + "imagedata" else key
                if key:
                    self._inline.pictures.append(Shown(key, size_of(child)))
                if tag == O + "OLEObject" and (key := child.get(R + "id")):
                    self._inline.objects.append(key)
                self._drawing(child)


def _font(properties: Element | None) -> str:
    """The symbol font of a run when it has one, else ""."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return ""
    names = (fonts.get(W + slot) or "" for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return next((name for name in names if is_symbol_font(name)), "")


def _symbol(sym: Element) -> str:
    try:
        code = int(sym.get(W + "char") or "", 16)
    except ValueError:
        return ""
    return symbol_of(code, sym.get(W + "font") or "") or (chr(code) if 0x20 <= code < 0xD800 else "")


def _form_field(data: Element | None) -> str | None:
    """Legacy form fields (w:ffData): tick box as ☑/□, drop-down as its chosen entry, None for other kinds."""
    if data is None:
        return None
    box = data.find(W + "checkBox")
    if box is not None:
        return TICKED if on(box, "checked" if box.find(W + "checked") is not None else "default") else UNTICKED
    choices = data.find(W + "ddList")
    if choices is None:
        return None
    entries = [entry.get(W + "val") or "" for entry in choices.iterfind(W + "listEntry")]
    index = number(value(choices, "result") or value(choices, "default"))
    return entries[index] if 0 <= index < len(entries) else ""


def _equation(instruction: str) -> str:
    r"""带圈字符 (EQ \o\ac(□,√)): a tick laid over a box reads ☑; of other overlays the characters stay."""
    match = _OVERLAY.search(instruction)
    if match is None:
        return ""
    under, over = (fold_boxes(part.strip()) for part in match.groups())
    if UNTICKED in (under, over):
        return TICKED if {under, over} & set("√✓✔×") else under + over
    return over or under
