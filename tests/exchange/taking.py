"""Rules for the tests of reading: taking everything, and refusing one kind of record."""

from __future__ import annotations

from journal.domain.problem import FieldProblem


class Anything:
    """The rules that take everything, but records of the table `never`."""

    def __init__(self, never: str = "") -> None:
        self._never = never

    def entry(self, record: object) -> None:
        self._check("entry")

    def screening(self, record: object) -> None:
        self._check("screening")

    def session(self, record: object) -> None:
        self._check("session")

    def profile(self, record: object) -> None:
        self._check("profile")

    def _check(self, kind: str) -> None:
        if kind == self._never:
            raise FieldProblem("at", "", "never")
