"""What can go wrong with the journal's file, in words for the person whose journal it is."""

from __future__ import annotations

from pathlib import Path


class StoreError(Exception):
    """The journal could not be read or written; the message is one plain line."""


class StoreBusy(StoreError):
    """Another process held the journal's lock for longer than we wait."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"Another program has been writing to {path} for {seconds:g} seconds."
            " Nothing was saved; please try again."
        )


class StoreReadOnly(StoreError):
    """The journal can be read but must not be written, or its folder does not allow it."""


class CannotRead(StoreError):
    """The operating system did not let us read the journal or a backup of it."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"Could not read {path}: {error.strerror or error}.")


class SaveFailed(StoreError):
    """The operating system refused the write; the last good journal is untouched."""

    def __init__(self, path: Path, error: OSError) -> None:
        why = error.strerror or str(error)
        super().__init__(
            f"Could not save to {path}: {why}. Nothing was changed; what was saved before is safe."
        )


class NotFound(StoreError):
    """No record has the id or prefix that was asked for, or more than one has it."""


class ChangedElsewhere(StoreError):
    """The record, or the file, is no longer the one that the change began with."""


class NothingToUndo(StoreError):
    """There is no change that could be taken back."""


class UnreadableRecord(StoreError):
    """A stored record holds a value that this version cannot read; it is kept as it is."""


class DamagedJournal(StoreError):
    """The journal's file cannot be parsed; it was copied aside and nothing was overwritten.

    `reason` says what is wrong, `copy` is the file in `quarantine/` (None when there was
    nothing to copy).
    """

    def __init__(self, path: Path, reason: str, copy: Path | None) -> None:
        self.path = path
        self.reason = reason
        self.copy = copy
        kept = f" A copy was put aside as {copy}." if copy else ""
        super().__init__(f"{path} cannot be read: {reason}.{kept}")
