"""All that the screens of the exercises show, read when it is first looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from journal.content.library import load_library
from journal.domain.exercise import Library

if TYPE_CHECKING:
    from journal.domain.figure import Figure
    from journal.domain.guidance import Guidance


class ExerciseContent:
    """The exercises and programmes, what is said around them, and their figures.

    Reading may take some 20 ms each for the library and for the figures, so it belongs off the
    event loop: `ready` and `drawn` see to that.
    """

    @cached_property
    def library(self) -> Library:
        """All exercises and programmes."""
        return load_library()

    @cached_property
    def guidance(self) -> Guidance:
        """What is asked and said around a session."""
        from journal.content.guidance import load_guidance

        return load_guidance()

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figure for each exercise's id."""
        from journal.content.figures import load_figures

        return load_figures()

    async def ready(self) -> None:
        """Read what the library is listed with."""
        await asyncio.to_thread(lambda: self.library)

    async def drawn(self) -> None:
        """Read all of it."""
        await asyncio.to_thread(lambda: (self.library, self.guidance, self.figures))
