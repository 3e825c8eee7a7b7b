"""The made-up history: the same bytes every time, believable, and with everything in it."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from journal.demo import FolderInUse, make_history, write_demo
from journal.domain.body import DEPTHS, Region
from journal.domain.day import DayView, days_of
from journal.domain.entry import ENTRY_FIELDS, Event, Load, PainEntry, Quality
from journal.domain.level import Level
from journal.domain.problem import FieldProblem
from journal.store.errors import SaveFailed
from journal.store.journal_store import JournalStore
from journal.store.migrations import SCHEMA

UNTIL = date(2026, 3, 1)
LAST = UNTIL - timedelta(days=1)


@pytest.fixture(scope="module")
def history() -> list[PainEntry]:
    return make_history(years=10, seed=1, until=UNTIL)


@pytest.fixture(scope="module")
def days(history: list[PainEntry]) -> list[DayView]:
    return list(days_of(sorted(history, key=lambda entry: (entry.day, entry.at))))


def write_elsewhere(folder: Path, **environ: str) -> bytes:
    """The journal that another process writes into `folder`."""
    code = (
        "import sys, pathlib, datetime; from journal.demo import write_demo;"
        "write_demo(pathlib.Path(sys.argv[1]), years=2, seed=7, until=datetime.date(2026, 3, 1))"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        check=True,
        env=os.environ | {"PYTHONPATH": paths} | environ,
    )
    return (folder / "journal.json").read_bytes()


class TestTheSameEveryTime:
    def test_two_processes_write_the_same_bytes(self, tmp_path: Path) -> None:
        one = write_elsewhere(tmp_path / "a", PYTHONHASHSEED="1", TZ="Asia/Tokyo")
        two = write_elsewhere(tmp_path / "b", PYTHONHASHSEED="2", TZ="America/St_Johns")
        assert sha256(one).hexdigest() == sha256(two).hexdigest()

    def test_another_seed_is_another_history(self) -> None:
        one, two = (make_history(years=1, seed=seed, until=UNTIL) for seed in (1, 2))
        assert [entry.pain for entry in one] != [entry.pain for entry in two]

    @pytest.mark.parametrize("until", [date(2024, 2, 29), date(2025, 10, 27), date(2026, 1, 1)])
    @pytest.mark.parametrize("years", [1, 3])
    def test_it_ends_on_the_evening_before(self, years: int, until: date) -> None:
        history = make_history(years=years, seed=3, until=until)
        for last in (history[-1], max(history, key=lambda entry: entry.at)):
            assert last.day == last.at.date() == until - timedelta(days=1)
            assert last.at.hour in (21, 22)
        latest = max(max(entry.created_at, entry.updated_at) for entry in history)
        assert latest == history[-1].created_at

    @pytest.mark.parametrize("years", [0, -1, 200])
    def test_an_impossible_number_of_years(self, years: int) -> None:
        with pytest.raises(FieldProblem, match=r"years: .*allowed: 1 to 126"):
            make_history(years=years, seed=1, until=UNTIL)


class TestTheDataFolder:
    def test_the_store_finds_nothing_wrong(self, tmp_path: Path) -> None:
        folder = tmp_path / "new" / "demo"
        count = write_demo(folder, years=2, seed=1, until=UNTIL)
        store = JournalStore(folder)
        snapshot = store.snapshot()
        log, checks, done = snapshot.entries, len(snapshot.screenings), len(snapshot.sessions)
        tables = {"entries": count, "screenings": checks, "sessions": done}
        tables |= {"profile": 1, "meta": 1}
        assert (len(log), store.schema(), store.tables()) == (count, SCHEMA, tables)
        assert not log.unreadable
        assert not [problem for index in range(count) if (problem := log.problem(index))]
        assert list(log) == sorted(
            make_history(years=2, seed=1, until=UNTIL), key=lambda entry: (entry.day, entry.at)
        )

    def test_it_holds_a_check_in_most_weeks(self, tmp_path: Path) -> None:
        write_demo(tmp_path, years=2, seed=3, until=UNTIL)
        checks = JournalStore(tmp_path).snapshot().screenings
        assert 60 <= len(checks) <= 104
        assert {check.outcome.level for check in checks} > {Level.KEEP_WATCHING}
        assert checks[0].day > UNTIL - timedelta(days=2 * 366)
        assert not checks.unreadable
        for index, check in enumerate(checks):
            assert checks.problem(index) is None
            assert check.day < UNTIL

    def test_it_is_private(self, tmp_path: Path) -> None:
        folder = tmp_path / "demo"
        folder.mkdir(mode=0o755)
        write_demo(folder, years=1, seed=1, until=UNTIL)
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "journal.json").stat().st_mode & 0o777 == 0o600

    def test_a_used_folder_is_refused(self, tmp_path: Path) -> None:
        journal = tmp_path / "journal.json"
        journal.write_bytes(b"anything at all")
        with pytest.raises(FolderInUse, match="holds a journal already"):
            write_demo(tmp_path, years=1, seed=1, until=UNTIL)
        assert journal.read_bytes() == b"anything at all"

    def test_a_folder_with_only_backups_is_refused(self, tmp_path: Path) -> None:
        write_demo(tmp_path, years=1, seed=1, until=UNTIL)
        assert JournalStore(tmp_path).backup()
        (tmp_path / "journal.json").unlink()
        with pytest.raises(FolderInUse):
            write_demo(tmp_path, years=1, seed=2, until=UNTIL)
        assert not (tmp_path / "journal.json").exists()

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(SaveFailed):
            write_demo(tmp_path / "file" / "demo", years=1, seed=1, until=UNTIL)


class TestWhatIsLogged:
    def test_about_three_a_day(self, history: list[PainEntry]) -> None:
        assert 10_500 <= len(history) <= 11_800

    def test_ids_are_its_own(self, history: list[PainEntry]) -> None:
        assert len({entry.id for entry in history}) == len(history)
        assert all(len(entry.id) == 10 and entry.id[0].isalpha() for entry in history)

    def test_every_field_is_used(self, history: list[PainEntry]) -> None:
        used = {
            name
            for entry in history
            for name in ENTRY_FIELDS
            if getattr(entry, name) not in (None, (), "")
        }
        assert used == set(ENTRY_FIELDS)

    def test_every_word_is_used(self, history: list[PainEntry]) -> None:
        assert {entry.event for entry in history} == {None, *Event}
        assert {entry.heavy_load for entry in history} == {None, *Load}
        assert {quality for entry in history for quality in entry.qualities} == set(Quality)
        assert {entry.pain for entry in history} == set(range(11))

    def test_nearly_every_place_is_used(self, history: list[PainEntry]) -> None:
        """A mark at the saddle asks for an urgent check, which nobody should see in a demo."""
        places = {site.region for entry in history for site in entry.sites}
        assert places == set(Region) - {Region.SADDLE}

    def test_places_and_medication_with_and_without_details(self, history: list[PainEntry]) -> None:
        assert {site.pain is None for e in history for site in e.sites} == {True, False}
        assert {taken.time is None for e in history for taken in e.medications} == {True, False}

    def test_back_dated_and_edited_entries(self, history: list[PainEntry]) -> None:
        assert count(e.created_at - e.at > timedelta(days=1) for e in history) > 50
        assert count(e.updated_at > e.created_at for e in history) > 200
        assert count(e.at.date() > e.day for e in history) > 20
        assert all(e.at <= e.created_at <= e.updated_at for e in history)

    def test_they_stand_in_the_order_they_were_written_in(self, history: list[PainEntry]) -> None:
        assert all(one.created_at <= two.created_at for one, two in pairwise(history))
        assert any(one.day > two.day for one, two in pairwise(history))

    def test_summer_winter_and_two_journeys(self, history: list[PainEntry]) -> None:
        offsets = {(entry.at.utcoffset() or timedelta()) / timedelta(hours=1) for entry in history}
        assert offsets == {1, 2, -3, 5.5}


class TestTheCourse:
    def test_gaps_of_a_day_a_fortnight_and_months(self, days: list[DayView]) -> None:
        gaps = [(two.day - one.day).days - 1 for one, two in pairwise(days)]
        assert count(gap == 1 for gap in gaps) > 50
        assert count(13 <= gap <= 25 for gap in gaps) >= 4
        assert count(gap > 60 for gap in gaps) == 1

    def test_flare_ups_fade_over_weeks(self, days: list[DayView]) -> None:
        level = {day.day: day.mean for day in days}
        peaks = [day for day in days if day.mean >= 7]
        later = [
            level[day.day + timedelta(days=28)]
            for day in peaks
            if day.day + timedelta(days=28) in level
        ]
        assert len(peaks) > 30
        assert mean(later) < 5

    def test_pain_spreads_down_the_leg_and_draws_back(self, days: list[DayView]) -> None:
        depths = [
            max((DEPTHS.get(site.region, 0) for site in day.sites), default=0) for day in days
        ]
        assert max(depths) == 5
        deep = [index for index, depth in enumerate(depths) if depth >= 4]
        assert 20 < len(deep) < len(days) / 5
        assert any(depths[index + 40] <= 1 for index in deep if index + 40 < len(depths))

    def test_more_pain_after_poor_nights(self, days: list[DayView]) -> None:
        nights = [(day.latest("sleep_quality"), day.mean) for day in days]
        poor = [level for sleep, level in nights if sleep is not None and sleep <= 3]
        good = [level for sleep, level in nights if sleep is not None and sleep >= 7]
        assert mean(poor) > mean(good) + 0.5

    def test_weekends_differ(self, days: list[DayView]) -> None:
        def sitting(weekend: bool) -> float:
            some = [day for day in days if (day.day.weekday() >= 5) == weekend]
            hours = [day.latest("sitting_hours") for day in some]
            return float(mean(number for number in hours if number is not None))

        assert sitting(weekend=False) > sitting(weekend=True) + 3


class TestNotes:
    def test_short_and_long(self, history: list[PainEntry]) -> None:
        words = [len(entry.note.split()) for entry in history if entry.note]
        assert 0.2 < len(words) / len(history) < 0.6
        assert count(number > 200 for number in words) >= 20
        assert count(number < 12 for number in words) > len(words) / 2
        assert count("\n" in entry.note for entry in history) >= 30

    def test_other_scripts_accents_and_emoji(self, history: list[PainEntry]) -> None:
        text = set("".join(entry.note for entry in history))
        scripts = {unicodedata.name(sign, "?").split()[0] for sign in text}
        assert scripts >= {"LATIN", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI", "HIRAGANA", "CJK"}
        assert text >= set("éàüßö🌧🚶")

    def test_what_was_started(self, history: list[PainEntry]) -> None:
        started = [entry.note for entry in history if entry.note.startswith("started ")]
        assert "started the evening walk" in started
        assert len(started) >= 10

    def test_every_gap_in_a_sentence_is_filled(self, history: list[PainEntry]) -> None:
        assert not [entry.note for entry in history if "{" in entry.note or "}" in entry.note]


def count(answers: Iterable[bool]) -> int:
    return sum(answers)
