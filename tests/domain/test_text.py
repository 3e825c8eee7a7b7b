"""Text from people, made safe to show."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from strategies import NASTY

from journal.domain.text import visible, visible_lines

TURNING = [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]


def obeyed(sign: str) -> bool:
    """Whether a terminal would do something at `sign` instead of showing it."""
    return unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign in TURNING


def test_every_control_sign_of_unicode_is_shown_as_one_sign() -> None:
    everything = "".join(map(chr, range(0x110000)))
    shown = visible(everything)
    assert len(shown) == len(everything)
    assert not any(map(obeyed, shown))
    kept = [a == b for a, b in zip(everything, shown, strict=True) if not obeyed(a)]
    assert kept.count(False) < 10


@given(st.text() | st.sampled_from(NASTY))
def test_what_stands_at_an_index_stays_there(text: str) -> None:
    shown, lines = visible(text), visible_lines(text)
    assert len(shown) == len(lines) == len(text)
    assert [i for i, sign in enumerate(lines) if sign in "\t\n"] == [
        i for i, sign in enumerate(text) if sign in "\t\n"
    ]
    assert not any(obeyed(sign) for sign in lines if sign not in "\t\n")
    assert visible(shown) == shown


def test_what_it_looks_like() -> None:
    assert visible("\x1b[31m\0\r\n\t\x7f") == "␛[31m␀␍␊␉␡"
    assert visible_lines("a\tb\r\nc") == "a\tb␍\nc"
    assert visible("[b]plain[/]") == "[b]plain[/]"
