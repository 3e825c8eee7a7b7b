"""Picking from a few things without the repeats that give a made-up text away."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Deck(Generic[Item]):
    """Items dealt in random order; each comes once before any comes again."""

    def __init__(self, rng: Random, items: Sequence[Item]) -> None:
        self._rng = rng
        self._items = list(items)
        self._left: list[Item] = []

    def deal(self) -> Item:
        """The next item."""
        if not self._left:
            self._left = self._rng.sample(self._items, len(self._items))
        return self._left.pop()
