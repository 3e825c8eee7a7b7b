"""The part of the app that lets the store do what screens ask for."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec
from textual import on
from textual.reactive import var

from journal.domain.after_session import morning_answer
from journal.domain.entry import PainEntry
from journal.domain.problem import FieldProblem
from journal.store.errors import NothingToUndo, StoreError
from journal.store.journal_store import JournalStore
from journal.store.records import Change, Draft
from journal.store.snapshot import Snapshot
from journal.ui import messages
from journal.ui.core import CoreApp
from journal.ui.screens.base import JournalScreen

if TYPE_CHECKING:
    from journal.domain.limits import Limits
    from journal.domain.screening import Clearance

NOT_ON_DISK = "Not kept on disk"
_DEEDS = {"edit": "the change of ", "delete": "the deleting of "}
"""What was done to the records of a change, where it was not adding them."""


class Held(msgspec.Struct, frozen=True):
    """A form that could not be written before its screen went; `over` is the one on disk."""

    draft: Draft
    over: Draft | None


class WritingApp(CoreApp):
    """Takes requests as messages, has the store carry them out, and answers the screen.

    Each request is a task of its own, so that keys go on being taken in; they wait for each
    other, so that what was asked first is written first.
    """

    held: var[Mapping[str, Held]] = var[Mapping[str, "Held"]](dict)
    """Forms that are nowhere but here, by id; each is tried again with the next change."""

    def __init__(
        self,
        store: JournalStore,
        settings_path: Path,
        clock: Callable[[], datetime],
        make_id: Callable[[], str],
        css_path: list[str | PurePath],
    ) -> None:
        super().__init__(store.snapshot(), settings_path, clock, make_id, css_path)
        self._store = store
        self._turn = asyncio.Lock()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._asked = 0
        self._changed = False
        self._draft_trouble = ""
        self._refused = ""
        self._warned = False
        self._unkept: tuple[Callable[[Limits], Limits], ...] = ()
        """Edits of what limits exercise that could not be written; they count all the same."""

    def validate_snapshot(self, snapshot: Snapshot) -> Snapshot:
        """The journal with what could not be written yet: a lock counts on a full disk too."""
        if not self._unkept:
            return snapshot
        limited = snapshot.profiles.limited(_all_of(self._unkept)(snapshot.limits))
        return msgspec.structs.replace(snapshot, profiles=limited)

    def _ask(self, work: Coroutine[None, None, None]) -> None:
        self._asked += 1
        self._quiet.clear()
        self.run_worker(self._one_by_one(work), exit_on_error=True)

    async def _one_by_one(self, work: Coroutine[None, None, None]) -> None:
        try:
            async with self._turn:
                self._changed = False
                await work
                if self._changed and self.held:
                    await self._put_held()
                if self._changed and self._unkept:
                    await self._put_limits(())
        finally:
            self._asked -= 1
            if not self._asked:
                self._quiet.set()

    def back_up_daily(self) -> None:
        """Have the day's backup made while nobody waits for it."""
        self._ask(self._back_up())

    async def _back_up(self) -> None:
        # The first change of the day tries again, and tells of what keeps it from trying; a
        # copy that failed is told of with what is seen then.
        with suppress(StoreError):
            await asyncio.to_thread(self._store.back_up_daily)
        await self._look()

    def look(self) -> None:
        """See what other programs wrote."""
        self._ask(self._look())

    async def _look(self) -> None:
        # Whether the store reads something new now says nothing: it may have read it before,
        # for a backup or for a change that it then refused.
        try:
            self.snapshot = await asyncio.to_thread(self._store.snapshot)
        except StoreError as error:
            self._warn(str(error))
        if self._unkept:
            await self._put_limits(())

    async def _change(self, work: Callable[[], Snapshot], asked: bool = True) -> str:
        """Let the store do its work off the event loop; why it refused, empty when it did not.

        What nobody `asked` for, a form that is kept as it grows, makes up for nothing refused.
        """
        try:
            self.snapshot = await asyncio.to_thread(work)
        except (StoreError, FieldProblem, ValueError) as error:
            with suppress(StoreError):
                self.snapshot = await asyncio.to_thread(self._store.snapshot)
            return str(error)
        self._changed = True
        self._draft_trouble = ""
        if asked:
            self._refused, self._warned = "", False
        return ""

    def _refuse(self, reason: str, title: str) -> None:
        """Tell why what was asked for is not on disk; whoever leaves then is told once more."""
        self._refused, self._warned = f"{title}: {reason}", False
        self._warn(reason, title)

    # Forms that could not be written when their screen went away

    def _gone(self, screen: JournalScreen) -> bool:
        return all(screen is not other for other in self._all_screens())

    def _over(self, kept: Draft | None) -> Draft | None:
        """What is on disk of the draft that a screen takes for kept."""
        held = None if kept is None else self.held.get(kept.id)
        return held.over if held is not None and held.draft == kept else kept

    def _let_go(self, kept: Draft | None) -> None:
        """This draft is on disk in a newer form, or nobody needs it any more."""
        if kept is not None and (held := self.held.get(kept.id)) and held.draft == kept:
            self.held = {id: each for id, each in self.held.items() if id != kept.id}

    def _hold(self, screen: JournalScreen, draft: Draft, reason: str) -> None:
        over = self._over(screen.kept)
        self._let_go(screen.kept)
        if draft.id in self.held:
            draft = msgspec.structs.replace(draft, id=f"{draft.id}-{self.make_id()}")
        self.held = {**self.held, draft.id: Held(draft, over)}
        screen.draft_kept(draft)
        self._warn(
            f"Not kept on disk: {reason} It is still here as long as the journal is open.",
            "Draft not kept",
        )

    def keep_held(self, id: str) -> None:
        """Write a form that is held to disk. Raises StoreError."""
        held = self.held[id]
        kept = self._store.save_draft(held.draft, held.over)[1]
        self._held_kept(held, kept)

    def _held_kept(self, held: Held, kept: Draft) -> None:
        self._let_go(held.draft)
        for screen in self._all_screens():
            if screen.kept == held.draft:
                screen.draft_kept(kept)

    async def _put_held(self) -> None:
        for held in list(self.held.values()):
            try:
                self.snapshot, kept = await asyncio.to_thread(
                    self._store.save_draft, held.draft, held.over
                )
            except StoreError:
                return  # The person was told; another change is another try.
            self._held_kept(held, kept)

    @on(messages.SaveEntry)
    def _save_entry(self, message: messages.SaveEntry) -> None:
        self._ask(self._save(message))

    async def _save(self, message: messages.SaveEntry) -> None:
        entry, base, screen = message.entry, message.base, message.screen

        def work() -> Snapshot:
            if base is None:
                return self._store.add(entry, screen.kept)
            return self._store.replace(entry, base, screen.kept)

        if reason := await self._change(work):
            self._refuse(reason, "Not saved")
            screen.entry_not_saved()
            return
        screen.entry_saved(entry)
        self._tell(f"Saved: {_summary(entry)}. u takes it back.")

    @on(messages.DeleteEntry)
    def _delete_entry(self, message: messages.DeleteEntry) -> None:
        self._ask(self._delete(message.entry))

    async def _delete(self, entry: PainEntry) -> None:
        if reason := await self._change(lambda: self._store.delete(entry.id)):
            self._refuse(reason, "Not deleted")
            return
        self._tell(f"Deleted: {_summary(entry)}. u brings it back.")

    def save_screening(self, message: messages.SaveScreening) -> None:
        """Keep a finished check, and tell its screen how it went."""
        self._ask(self._save_screening(message))

    async def _save_screening(self, message: messages.SaveScreening) -> None:
        screening, screen, stopped = message.screening, message.screen, message.stopped
        reason = await self._change(
            lambda: self._store.save_screening(screening, None if stopped else screen.kept)
        )
        if reason:
            self._refuse(
                f"{reason} Your answers are still here: go back and finish again.", "Not saved"
            )
        screen.screening_saved(not reason)

    @on(messages.DeleteScreening)
    def _delete_screening(self, message: messages.DeleteScreening) -> None:
        self._ask(self._remove_screening(message.id))

    async def _remove_screening(self, id: str) -> None:
        if reason := await self._change(lambda: self._store.delete_screening(id)):
            self._refuse(reason, "Not deleted")
            return
        self._tell("Check deleted. u brings it back.")

    @on(messages.NoteSeen)
    def _note_seen(self, message: messages.NoteSeen) -> None:
        self._ask(self._clear_screening(message.id, message.clearance))

    async def _clear_screening(self, id: str, clearance: Clearance) -> None:
        reason = await self._change(lambda: self._store.clear_screening(id, clearance))
        if reason:
            self._refuse(reason, "Not noted")
            return
        self._tell("Noted. u takes it back.")

    @on(messages.SaveSession)
    def _finish_session(self, message: messages.SaveSession) -> None:
        self._ask(self._save_session(message))

    async def _save_session(self, message: messages.SaveSession) -> None:
        session, screen = message.session, message.screen
        kept = screen.kept
        over = self._over(kept)
        if reason := await self._change(lambda: self._store.save_session(session, over)):
            if self._gone(screen):
                self._warn(f"{reason} It waits in the list of exercises.", "Not saved")
                await self._keep_as(screen, message.draft)
            else:
                self._refuse(f"{reason} What you did is still here.", "Not saved")
            screen.session_saved(False)
            return
        self._let_go(kept)
        screen.session_saved(True)

    @on(messages.DeleteSession)
    def _delete_session(self, message: messages.DeleteSession) -> None:
        self._ask(self._remove_session(message.id))

    async def _remove_session(self, id: str) -> None:
        if reason := await self._change(lambda: self._store.delete_session(id)):
            self._refuse(reason, "Not deleted")
            return
        self._tell("Session deleted. u brings it back.")

    @on(messages.NoteMorning)
    def _note_morning(self, message: messages.NoteMorning) -> None:
        self._ask(self._keep_morning(message))

    async def _keep_morning(self, message: messages.NoteMorning) -> None:
        id, score, day = message.id, message.score, self.today
        if reason := await self._change(lambda: self._store.note_morning(id, score, day)):
            self._refuse(reason, "Not noted")
            return
        log = self.snapshot.sessions
        days = {log.past[index].day for index in log.find(id)}
        before = [p.before for p in log.past if p.day in days and p.morning == score]
        means = morning_answer(before, score)
        self._tell(" ".join(filter(None, [f"Noted: {score} of 10.", means, "u takes it back."])))

    @on(messages.ChangeLimits)
    def _change_limits(self, message: messages.ChangeLimits) -> None:
        self._ask(self._keep_limits(message.edit))

    async def _keep_limits(self, edit: Callable[[Limits], Limits]) -> None:
        if reason := await self._put_limits((edit,)):
            counts = "It counts as long as the journal is open, and is tried again."
            self._refuse(f"{reason} {counts}", NOT_ON_DISK)

    async def _put_limits(self, edits: tuple[Callable[[Limits], Limits], ...]) -> str:
        """Write these edits behind those that wait; why they wait now, empty when on disk.

        One that makes no limits is told of and let go.
        """
        edits, waited = (*self._unkept, *edits), bool(self._unkept)
        for number, edit in enumerate(edits, 1):
            try:
                kept = await asyncio.to_thread(self._store.change_limits, edit)
            except StoreError as error:
                self._unkept = edits[number - 1 :]
                self.snapshot = await self._latest()
                return str(error)
            except (FieldProblem, ValueError) as problem:
                self._unkept = edits[number:]
                self.snapshot = await self._latest()
                self._refuse(str(problem), "Not kept")
                continue
            # Those behind it count until they are written too.
            self._unkept = edits[number:]
            self.snapshot = kept
            self._changed = True
            if not waited or self._refused.startswith(NOT_ON_DISK):
                self._refused, self._warned = "", False
        return ""

    async def _latest(self) -> Snapshot:
        """The journal as it is on disk, or as it was when that could still be read."""
        try:
            return await asyncio.to_thread(self._store.snapshot)
        except StoreError:
            return self.snapshot

    def keep_limits(self) -> None:
        """Write the limits that wait, now. Raises StoreError."""
        while self._unkept:
            # One that makes no limits cannot be kept, and nobody is there to be told.
            with suppress(FieldProblem, ValueError):
                self._store.change_limits(self._unkept[0])
            self._unkept = self._unkept[1:]

    @on(messages.DropDraft)
    def _drop_draft(self, message: messages.DropDraft) -> None:
        self._ask(self._drop(message.screen))

    async def _drop(self, screen: JournalScreen) -> None:
        kept = screen.kept
        if kept is None:
            return
        # A form with nothing in it leaves no draft.
        empty, over = msgspec.structs.replace(kept, fields={}), self._over(kept)

        def work() -> Snapshot:
            return self._store.save_draft(empty, over)[0]

        if reason := await self._change(work, asked=False):
            self._warn(reason)
            return
        self._let_go(kept)

    @on(messages.KeepDraft)
    def _keep_draft(self, message: messages.KeepDraft) -> None:
        self._ask(self._keep(message.screen))

    async def _keep(self, screen: JournalScreen) -> None:
        draft = screen.unsaved()
        if draft is not None:
            await self._keep_as(screen, draft)

    async def _keep_as(self, screen: JournalScreen, draft: Draft) -> None:
        """Keep this form of the screen, in memory where it has no other place."""
        before, kept = screen.kept, draft
        over = self._over(before)

        def work() -> Snapshot:
            nonlocal kept
            snapshot, kept = self._store.save_draft(draft, over)
            return snapshot

        if reason := await self._change(work, asked=False):
            if self._gone(screen):
                self._hold(screen, draft, reason)
            elif reason != self._draft_trouble:
                # A form is kept again and again; one telling of the same trouble is enough.
                self._draft_trouble = reason
                self._warn(f"{reason} What you typed stays on the screen.", "Draft not kept")
            return
        self._let_go(before)
        screen.draft_kept(kept)

    @on(messages.SetAside)
    def _set_aside(self, message: messages.SetAside) -> None:
        self._ask(self._put_aside(message))

    async def _put_aside(self, message: messages.SetAside) -> None:
        draft, screen = message.draft, message.screen
        if reason := await self._change(lambda: self._store.set_aside(draft, screen.kept)):
            self._warn(f"{reason} The form was not cleared.")
            return
        screen.set_aside()

    def action_undo(self) -> None:
        self._ask(self._undo())

    async def _undo(self) -> None:
        """Take back the last change that was seen here; one that came up since is shown first."""
        seen = self.snapshot.undoable
        await self._look()
        last = self.snapshot.undoable
        if last is not None and (seen is None or seen.id != last.id):
            self._warn(
                f"Nothing was taken back: another program changed the journal ({last.words})."
                " It is shown now; u takes it back."
            )
            return
        await self._take_back(self._store.undo, "Taken back", "U brings it again.")

    def action_redo(self) -> None:
        self._ask(self._take_back(self._store.redo, "Back again", "u takes it back."))

    async def _take_back(
        self, act: Callable[[], tuple[Change, Snapshot]], done: str, then: str
    ) -> None:
        try:
            change, self.snapshot = await asyncio.to_thread(act)
        except StoreError as error:
            if isinstance(error, NothingToUndo):
                self._warn(str(error))
            else:
                self._refuse(str(error), "Not done")
            await self._look()
            return
        if change.verb == "undo" and all(item.before is None for item in change.items):
            # What undo had brought back from a deletion is gone once more.
            done = "Deleted again"
        self._tell(f"{done}: {_DEEDS.get(change.verb, '')}{change.words}. {then}")


def _summary(entry: PainEntry) -> str:
    return f"{entry.pain} of 10, {entry.day:%a} {entry.day.day} {entry.day:%b %Y} {entry.at:%H:%M}"


def write_report(folder: Path, text: str, day: date) -> Path:
    """Write a text into a new private file named after a day. Raises OSError."""
    for number in range(1, 100):
        path = folder / f"journal-check-{day}{'' if number == 1 else f'-{number}'}.txt"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        return path
    raise FileExistsError(errno.EEXIST, f"{folder} holds too many of these files")


def _all_of(edits: Sequence[Callable[[Limits], Limits]]) -> Callable[[Limits], Limits]:
    """One edit that is all of these, in their order."""

    def edit(limits: Limits) -> Limits:
        for each in edits:
            limits = each(limits)
        return limits

    return edit
