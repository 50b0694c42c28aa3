"""Tick boxes and symbol fonts: code points of Wingdings & Co. as readable characters, every tick box as ☑ or □.

Code charts: Microsoft Wingdings, Wingdings 2, Webdings and Symbol (also in Unicode's Public/MAPPINGS/VENDORS).
"""

from __future__ import annotations

TICKED, UNTICKED = "☑", "□"

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x76: "◆", 0x78: "☑", 0xA1: "○", 0xA7: "■",
    0xA8: "□", 0xFB: "×", 0xFC: "✓", 0xFD: "☑", 0xFE: "☑", 0xE0: "→", 0xDF: "←", 0xD8: "➢", 0x9F: "•", 0xB2: "◇",
    0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨",
    0x8A: "⑩",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "×", 0x50: "✓", 0x51: "☑", 0x52: "☑", 0x53: "☑", 0x54: "☑", 0x30: "□", 0xA2: "■", 0xA3: "□", 0x2A: "□",
    0x97: "●", 0x98: "●", 0x99: "○", 0x2E: "□",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "×", 0x6E: "●", 0x34: "▶"}
_SYMBOL = {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0x62: "β", 0x61: "α", 0x6D: "μ", 0xD7: "·"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS, "symbol": _SYMBOL}
#: Private-use code points whose font is unknown: Wingdings first, then what only Wingdings 2 has.
_ANY = {0x52: "☑", 0x53: "☑", 0x54: "☑", 0x50: "✓", 0xA3: "□", 0xB7: "•"} | _WINGDINGS

#: Typed tick boxes of Unicode. Bare ticks (√ ✓) and filled boxes (■) stay: only a form can say what they mean.
_TYPED = dict.fromkeys("☒🗹🗵🗷✅☑❎", TICKED) | dict.fromkeys("☐□▢◻❏❐❑❒⬜🗆🞎", UNTICKED)
_TYPED_TABLE = str.maketrans(_TYPED)
#: What `fold_boxes` changes.
BOX_SHAPES = frozenset(_TYPED)


def fold_boxes(text: str) -> str:
    """Typed tick boxes of every shape as ☑ or □."""
    return text.translate(_TYPED_TABLE)


def is_symbol_font(font: str) -> bool:
    return font.strip().lower() in _FONTS


def symbol_of(code: int, font: str = "") -> str:
    """The readable character of a symbol-font code point (0x20..0xFF or U+F020..U+F0FF); "" when it has none."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return _FONTS.get(font.strip().lower(), _ANY).get(low, "")


def read_symbols(text: str, font: str = "") -> str:
    """Text with private-use symbols replaced; in a symbol font also its plain letters (Wingdings “þ” is ☑)."""
    plain = not is_symbol_font(font)
    if plain and text.isascii():
        return text
    return fold_boxes("".join(_read(char, font, plain) for char in text))


def _read(char: str, font: str, plain: bool) -> str:
    code = ord(char)
    if 0xF020 <= code <= 0xF0FF:
        return symbol_of(code, font) or char
    if plain or not 0x21 <= code <= 0xFF:
        return char
    return symbol_of(code, font) or char
