"""Verified copies of the journal's file, and which of them to keep."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from journal.store import records
from journal.store.safe_file import make_folder, make_private, write_durably

DAILY, WEEKLY, MONTHLY, OTHERS = 7, 4, 12, 10
"""How many daily copies are kept by day, week and month, and how many of any other kind."""
STAMP = "%Y-%m-%dT%H-%M-%S"


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    MIGRATION = "migration"
    IMPORT = "import"
    RESTORE = "restore"
    MANUAL = "manual"


class Backup(msgspec.Struct, frozen=True, order=True):
    """One backup: when it was made (local time of then), why, and its file."""

    made_at: datetime
    kind: BackupKind
    path: Path


def list_backups(folder: Path) -> list[Backup]:
    """The backups in `folder`, oldest first; files with other names are passed over."""
    found = []
    for path in folder.glob("journal-*.json"):
        stamp, _, kind = path.stem.removeprefix("journal-").rpartition("-")
        stamp = stamp[: len("2026-01-01T00-00-00")]
        try:
            made_at = datetime.fromisoformat(stamp[:10] + stamp[10:].replace("-", ":"))
            found.append(Backup(made_at, BackupKind(kind), path))
        except ValueError:
            continue
    return sorted(found)


def make_backup(folder: Path, content: bytes, kind: BackupKind, now: datetime) -> Backup:
    """Write `content`, read it back to verify it, drop what is past keeping.

    The caller holds the journal's lock. Raises WrongShape when `content` is no good journal,
    OSError when the copy cannot be made or differs from what was written.
    """
    records.split(content)
    make_folder(folder)
    make_private(folder, 0o700)
    with suppress(OSError):
        for leftover in folder.glob("journal-*.json.tmp"):
            leftover.unlink()
    name, end = f"journal-{now.strftime(STAMP)}", f"-{kind}.json"
    taken = [path.name[len(name) : -len(end)] for path in folder.glob(f"{name}*{end}")]
    turn = max((int(turn.strip("_") or 1) for turn in taken), default=0) + 1
    path = folder / (name + (f"_{turn:02}" if turn > 1 else "") + end)
    write_durably(path, content)
    try:
        if path.read_bytes() != content:
            raise OSError(f"the backup {path} does not read back as it was written")
    except OSError:
        # Left there, it would count as the day's.
        path.unlink()
        raise
    with suppress(OSError):  # a copy too many harms nobody
        for backup in expired(list_backups(folder)):
            backup.path.unlink(missing_ok=True)
    return Backup(now.replace(tzinfo=None, microsecond=0), kind, path)


def expired(backups: Iterable[Backup]) -> list[Backup]:
    """Those that need not be kept.

    Kept are the newest daily copy of each of the last 7 days, 4 weeks and 12 months that have
    one, and the last 10 of each other kind.
    """
    newest_first = sorted(backups, reverse=True)
    keep: set[Path] = set()
    daily = [backup for backup in newest_first if backup.kind is BackupKind.DAILY]
    for limit, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        latest: dict[str, Path] = {}
        for backup in daily:
            latest.setdefault(backup.made_at.strftime(period), backup.path)
        keep.update(list(latest.values())[:limit])
    for kind in BackupKind:
        if kind is not BackupKind.DAILY:
            keep.update([b.path for b in newest_first if b.kind is kind][:OTHERS])
    return [backup for backup in newest_first if backup.path not in keep]


def count_entries(path: Path) -> int:
    """How many entries the journal or backup at `path` holds. Raises WrongShape, OSError."""
    return len(records.split(path.read_bytes()).get("entries", {}))


def newest_good(folder: Path) -> tuple[Backup, int] | None:
    """The newest backup that can be read, with its number of entries."""
    for backup in reversed(list_backups(folder)):
        try:
            return backup, count_entries(backup.path)
        except (OSError, records.WrongShape):
            continue
    return None


def put_aside(path: Path, quarantine: Path, now: datetime) -> Path | None:
    """Copy a damaged journal into `quarantine`, once for each content.

    Returns the copy, or None when the file is empty or gone.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    if not content:
        return None
    make_folder(quarantine)
    import hashlib  # Only a damaged journal needs it.

    digest = hashlib.sha256(content).hexdigest()[:12]
    for earlier in quarantine.glob(f"journal-*-{digest}.json"):
        return earlier
    copy = quarantine / f"journal-{now.strftime(STAMP)}-{digest}.json"
    write_durably(copy, content)
    return copy
