"""Text from people, made safe to show: control characters are seen, not obeyed."""

from __future__ import annotations

_HIDDEN = [
    *range(0x80, 0xA0),
    0x061C,
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
]
"""C1 controls, line separators and marks that turn the direction of text."""

_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_SHOWN = _CONTROLS | dict.fromkeys(_HIDDEN, 0xFFFD)
_SHOWN_LINES = {code: glyph for code, glyph in _SHOWN.items() if code not in (0x09, 0x0A)}


def visible(text: str) -> str:
    """`text` on one line, each control character as one visible sign (␛ for escape).

    As long as `text`: what stands at an index stays there.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


def visible_lines(text: str) -> str:
    """As `visible`, but line feeds and tabs do what they say."""
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN_LINES)
