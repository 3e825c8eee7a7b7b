"""The journal's own themes: dark, light and high contrast.

Pain runs from blue over yellow to vermilion, which people with any kind of colour blindness
can tell apart; wherever it is used, the number or a word stands beside it.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="journal-dark",
    primary="#7fb4ca",
    secondary="#a3b7c9",
    accent="#e0b36a",
    foreground="#dcdfe4",
    background="#14171c",
    surface="#1b1f26",
    panel="#262c36",
    success="#8fb996",
    warning="#e0b36a",
    error="#e88f78",
    dark=True,
    variables={
        "border": "#3a4350",
        "border-blurred": "#3a4350",
        "text-quiet": "#9aa4b2",
        "body-even": "#8793a3",
        "body-odd": "#c3ccd8",
        "pain-none": "#8a94a3",
        "pain-mild": "#6ea8dc",
        "pain-moderate": "#e3c45c",
        "pain-severe": "#ef8257",
        "footer-background": "#1b1f26",
    },
)
LIGHT = Theme(
    name="journal-light",
    primary="#2c6a86",
    secondary="#4f6475",
    accent="#8a5a00",
    foreground="#23282f",
    background="#f6f4ef",
    surface="#fdfcf9",
    panel="#e9e5db",
    success="#3f6f4a",
    warning="#8a5a00",
    error="#a63c1c",
    dark=False,
    variables={
        "border": "#c3bcae",
        "border-blurred": "#c3bcae",
        "text-quiet": "#5f6770",
        "body-even": "#8d8675",
        "body-odd": "#5d584c",
        "pain-none": "#6b7480",
        "pain-mild": "#1f6fae",
        "pain-moderate": "#8f6a00",
        "pain-severe": "#b3431a",
        "footer-background": "#e9e5db",
    },
)
CONTRAST = Theme(
    name="journal-contrast",
    primary="#7fdfff",
    secondary="#ffffff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#a8ffb0",
    warning="#ffd75f",
    error="#ffab91",
    dark=True,
    variables={
        "border": "#a0a0a0",
        "border-blurred": "#a0a0a0",
        "text-quiet": "#e0e0e0",
        "body-even": "#9a9a9a",
        "body-odd": "#f0f0f0",
        "pain-none": "#d0d0d0",
        "pain-mild": "#87cfff",
        "pain-moderate": "#ffe95f",
        "pain-severe": "#ff9a5f",
        "footer-background": "#1c1c1c",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
"""Every theme that can be chosen, in the order in which they are offered."""
