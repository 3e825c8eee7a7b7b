"""All finished screenings by their moment, each decoded when it is looked at."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journal.store.errors import UnreadableRecord
from journal.store.record_log import RecordLog

if TYPE_CHECKING:
    from journal.domain.screening import Screening
    from journal.domain.standing import Past


class ScreeningLog(RecordLog["Screening", "Past"]):
    """The finished screenings of a journal; the light part is what counts afterwards."""

    # Today starts with this module; what knows the questions is loaded when one is shown.

    table = "screenings"
    noun = "check"

    def _kind(self) -> type[Screening]:
        from journal.domain.screening import Screening

        return Screening

    def _light_kind(self) -> type[Past]:
        from journal.domain.standing import Past

        return Past

    def latest(self, until: date | None = None) -> tuple[Screening | None, str]:
        """The last check up to a day that can be read, and what could not be on the way to it."""
        trouble = ""
        for index in reversed(self.between(None, until)):
            try:
                return self[index], trouble
            except UnreadableRecord as error:
                trouble = trouble or str(error)
        return None, trouble
