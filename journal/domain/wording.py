"""Numbers with their nouns, and text in so many cells of a terminal."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 entry", "3 entries"."""
    if number == 1:
        return f"1 {noun}"
    many = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number} {many}"


def width_of(text: str) -> int:
    """The cells that `text` takes in a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(sign) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(sign) in "WF")
        for sign in text
    )


def fit(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where it was cut."""
    if width_of(text) <= width:
        return text
    kept, used = "", 1
    for sign in text:
        used += width_of(sign)
        if used > width:
            break
        kept += sign
    return f"{kept}…" if width > 0 else ""


def capital(text: str) -> str:
    """The same, as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"
