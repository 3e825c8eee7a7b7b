"""The settings, for verbs that have to work with a settings file that cannot be used."""

from __future__ import annotations

from journal.cli.output import hint
from journal.cli.wall import Desk
from journal.settings import CheckSettings, Settings, SettingsError, load_settings


def settings_of(desk: Desk) -> Settings:
    """The settings of this desk, or the defaults with a word on standard error."""
    try:
        return load_settings(desk.places.settings)
    except SettingsError as error:
        hint(str(error))
        return Settings()


def whom_to_call(chosen: CheckSettings) -> str:
    """The emergency number, or what is said in place of one."""
    # The numbers stand beside the questions of the check, which nobody else has to wait for.
    from journal.checking import numbers_for
    from journal.content.red_flags import load_checklist

    return numbers_for(load_checklist(), chosen).call
