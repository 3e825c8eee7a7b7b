"""When the journal's file cannot be read: what was found, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, Static

from journal.domain.text import visible
from journal.paths import styles_folder
from journal.store import backups, recovery
from journal.store.errors import DamagedJournal, StoreError
from journal.ui.themes import DARK


class RecoveryApp(App[bool]):
    """Offers the newest good backup; nothing is overwritten without a key for it.

    Ends with True when there is a journal again.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("r", "restore", "Put the backup back"),
        Binding("n", "start_over", "Start an empty journal"),
        Binding("ctrl+q,q,escape", "leave", "Quit", key_display="^q"),
    ]

    def __init__(self, damage: DamagedJournal, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(css_path=styles_folder() / "recovery.tcss")
        self._damage = damage
        self._folder = folder
        self._clock = clock
        self._backup = backups.newest_good(folder / "backups")
        self._sure = False
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        panel = Static(self._words(), id="recovery")
        panel.border_title = "The journal's file cannot be read"
        yield panel
        yield Footer(show_command_palette=False)

    def _words(self) -> Content:
        lines = [
            Content(visible(str(self._damage.path))),
            Content(f"What is wrong: {self._damage.reason}."),
        ]
        if self._damage.copy:
            lines.append(Content(visible(f"A copy was put aside: {self._damage.copy}")))
        lines.append(Content("Nothing was changed or overwritten."))
        lines.append(Content(""))
        if self._backup:
            backup, count = self._backup
            lines.append(
                Content.assemble(
                    ("r", "bold $accent"),
                    f" puts back the newest good backup: {count} entries,"
                    f" made {backup.made_at:%Y-%m-%d %H:%M}.",
                )
            )
        else:
            lines.append(Content("There is no backup that can be read."))
        words = " again starts an empty journal." if self._sure else " starts an empty journal."
        lines.append(Content.assemble(("n", "bold $accent"), words))
        lines.append(Content.assemble(("q", "bold $accent"), " leaves everything as it is."))
        return Content("\n").join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "restore" or self._backup is not None

    def action_restore(self) -> None:
        if self._backup is not None:
            backup = self._backup[0].path
            self._try(lambda: recovery.restore(self._folder, backup, self._clock()))

    def action_start_over(self) -> None:
        if self._sure:
            self._try(lambda: recovery.start_over(self._folder, self._clock()))
            return
        self._sure = True
        self.query_one("#recovery", Static).update(self._words())

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except StoreError as error:
            self.notify(visible(str(error)), severity="error", timeout=15, markup=False)
            return
        self.exit(True)

    def action_leave(self) -> None:
        self.exit(False)
