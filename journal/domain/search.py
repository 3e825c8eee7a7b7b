"""Finding entries by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from journal.domain.entry import PainEntry


def haystack(entry: PainEntry) -> str:
    """Everything of an entry that a search looks at, in folded case: its day, words, places."""
    return "\n".join(
        (
            entry.day.isoformat(),
            entry.note,
            entry.eased,
            *(medication.text for medication in entry.medications),
            *(f"{site.words} {site.region}:{site.side}" for site in entry.sites),
            *(f"{quality} {quality.replace('-', ' ')}" for quality in entry.qualities),
            *((entry.event,) if entry.event else ()),
        )
    ).casefold()


def matches(texts: Sequence[str], words: str) -> list[int]:
    """Which of `texts` (from `haystack`) hold every one of the words, in their order."""
    needles = words.casefold().split()
    return [i for i, text in enumerate(texts) if all(needle in text for needle in needles)]
