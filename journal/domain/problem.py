"""What is said when a value cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence

from journal.domain.text import visible

GIVEN_LIMIT = 60
"""Characters of a refused value that are shown again."""


class FieldProblem(ValueError):
    """One field was given something it cannot hold.

    `field` is the field's name as in JSON, `given` what was given and `allowed` what would
    be taken, both in words that can be shown as they are.
    """

    def __init__(self, field: str, given: object, allowed: str) -> None:
        text = given if isinstance(given, str) else str(given)
        shown = visible(text[:GIVEN_LIMIT]).encode(errors="replace").decode()
        if len(text) > GIVEN_LIMIT:
            shown += f"... ({len(text)} characters)"
        self.field = field
        self.given = shown
        self.allowed = allowed
        super().__init__(f"{field}: {shown!r} is not possible here; allowed: {allowed}")


class FieldProblems(ValueError):
    """Everything that was wrong with one record, in the order of its fields; never empty."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in problems))
