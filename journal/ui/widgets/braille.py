"""Lines of a canvas of braille dots in the colours of the screen, shared by figure and chart."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from journal.domain.canvas import Line


def styles_of(widget: Widget, looks: Sequence[str]) -> list[Style]:
    """What the looks of the layers are on this widget, with the theme of now."""
    base = widget.visual_style
    (blank,) = Content(" ").render_segments(base)
    styles = [Content.styled(" ", look).render_segments(base)[0].style for look in looks]
    return [style or blank.style or Style.null() for style in styles]


def strip_of(line: Line, styles: Sequence[Style]) -> Strip:
    """A line of a canvas, layer n in `styles[n]`.

    Blank cells show nothing but the background, which all layers share, so they go with their
    neighbours: each change of style is written to the terminal in full.
    """
    text, runs = line.text, list(line.runs()) or [(0, 0, 0)]
    cuts = [0, *[start for start, _, _ in runs[1:]], len(text)]
    return Strip(
        [
            Segment(text[start:end], styles[layer])
            for start, end, (_, _, layer) in zip(cuts, cuts[1:], runs, strict=False)
        ],
        len(text),
    )
