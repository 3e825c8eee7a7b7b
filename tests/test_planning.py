"""What a programme is on a day: its numbers, and why it is none."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from journal.content.library import load_library
from journal.demo import write_demo
from journal.domain.availability import STRAIN
from journal.domain.exercise import Equipment, Programme
from journal.domain.limits import Limits
from journal.domain.task import Task
from journal.domain.ways import ways_of_programme
from journal.exercising import Fit, fit_on, sessions_of
from journal.planning import EACH_HAS_ITS_REASON, REST, programme_today
from journal.store.journal_store import JournalStore
from journal.store.snapshot import Snapshot

LIBRARY = load_library()
DAY = date(2026, 3, 1)
USUAL = (Equipment.MAT, Equipment.CHAIR, Equipment.WALL)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    write_demo(folder, years=1, seed=1, until=DAY)
    return folder


def opened(folder: Path) -> Snapshot:
    return JournalStore(folder, lambda: datetime.combine(DAY, time(12), UTC)).snapshot()


def fit(snapshot: Snapshot, *owned: Equipment, ticked: tuple[str, ...] = ()) -> Fit:
    limits = Limits(ticked=dict.fromkeys(ticked, DAY))
    return fit_on(DAY, snapshot, LIBRARY, owned, False, limits)[0]


@pytest.mark.parametrize("programme", LIBRARY.programmes, ids=lambda p: p.id)
def test_it_is_the_way_that_the_page_before_the_session_proposes(
    demo: Path, programme: Programme
) -> None:
    snapshot = opened(demo)
    today, sessions = fit(snapshot, *USUAL), sessions_of(snapshot, programme.id)
    assert snapshot.sessions.past
    later = today.without(STRAIN).of
    [first, *_] = ways_of_programme(programme, LIBRARY, sessions, DAY, today.of, later)
    found = programme_today(programme, today, snapshot, DAY)
    assert found.way == first
    assert found.number == len(first.plan)
    assert found.total == found.number + len(first.left_out)


def test_only_the_sessions_that_a_plan_looks_at_are_read(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot, read = opened(demo), []
    log, today = snapshot.sessions, fit(snapshot, *Equipment)
    get = type(log).__getitem__
    monkeypatch.setattr(type(log), "__getitem__", lambda log, i: read.append(i) or get(log, i))
    programme_today(LIBRARY.programme("strength-base"), today, snapshot, DAY)
    done = [past for past in log.past if past.programme == "strength-base"]
    assert len(read) == len(set(read)) < len(done) / 2


def test_a_session_that_cannot_be_read_is_passed_over(demo: Path, tmp_path: Path) -> None:
    tables = json.loads((demo / "journal.json").read_bytes())
    mine = [s for s in tables["sessions"].values() if s["programme"] == "strength-base"]
    max(mine, key=lambda session: session["at"])["from_tomorrow"] = 1
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "journal.json").write_text(json.dumps(tables))
    snapshot, programme = opened(folder), LIBRARY.programme("strength-base")
    today = fit(snapshot, *USUAL)
    sessions = sessions_of(snapshot, programme.id)
    assert len(sessions) == len(mine) - 1
    [first, *_] = ways_of_programme(programme, LIBRARY, sessions, DAY, today.of)
    assert programme_today(programme, today, snapshot, DAY).way == first


def test_where_nothing_is_possible_the_shared_reason_is_named(demo: Path) -> None:
    snapshot, trio = opened(demo), LIBRARY.programme("core-trio")
    found = programme_today(trio, fit(snapshot), snapshot, DAY)
    assert (found.way, found.why_not) == (None, "It needs a mat.")
    sore = ("neck-pain", "wrist-shoulder-pain")
    found = programme_today(trio, fit(snapshot, *Equipment, ticked=sore), snapshot, DAY)
    assert (found.way, found.why_not) == (None, EACH_HAS_ITS_REASON)


@pytest.mark.parametrize("code", ["calf-swelling", "cannot-bear-weight", "bone-stress-suspected"])
def test_a_phase_of_which_nothing_can_be_done_is_not_for_today(demo: Path, code: str) -> None:
    """Nor is moving on from it, on a day on which even its walk is left out."""
    snapshot, ladder = opened(demo), LIBRARY.programme("hip-flexor-return")
    assert [item.exercise for item in ladder.phases[0].items] == ["walking"]
    found = programme_today(ladder, fit(snapshot, *Equipment, ticked=(code,)), snapshot, DAY)
    assert found.way is None
    against = fit(snapshot, *Equipment, ticked=(code,)).of(LIBRARY.exercise("walking")).why_not
    assert found.why_not == " ".join(against)


def test_more_pain_is_hinted_at_and_severe_pain_in_a_session_speaks_against_it(
    store: Any, clock: Any, entry: Any, session: Any
) -> None:
    def today(id: str) -> Any:
        snapshot, day = store.snapshot(), clock().date()
        fit, _ = fit_on(day, snapshot, LIBRARY, tuple(Equipment), True)
        return programme_today(LIBRARY.programme(id), fit, snapshot, day)

    store.add(entry(3))
    assert today("strength-base").hint == ""
    clock.move(minutes=5)
    store.add(entry(4, id="more"))
    plan = today("strength-base")
    assert (plan.why_not, plan.hint) == ("", "Only gentle ones: pain 4 today.")
    assert not any(today(id).hint for id in ("flare-day", "evening-stretch"))
    task = Task("bridge", "bridge", LIBRARY.exercise("bridge").dose, worst=8)
    store.save_session(session("desk-reset", tasks=(task,), after=2))
    plan = today("cable-day")
    assert (plan.way, plan.why_not) == (
        None,
        "Only gentle programmes: pain 8 in a session today.",
    )
    assert today("flare-day").way is not None
    assert today("flare-day").hint == ""
    clock.move(minutes=5)
    store.save_session(session("flare-day", id="second", tasks=(task,), after=2))
    assert (today("flare-day").why_not, today("flare-day").hint) == ("", REST)


def test_what_hurt_in_another_programme_and_a_new_strain_count_in_the_plan(
    store: Any, clock: Any, session: Any
) -> None:
    def today(id: str, *ticked: str) -> Any:
        snapshot, day = store.snapshot(), clock().date()
        limits = Limits(ticked=dict.fromkeys(ticked, day))
        fit, _ = fit_on(day, snapshot, LIBRARY, tuple(Equipment), False, limits)
        return programme_today(LIBRARY.programme(id), fit, snapshot, day).way

    sore = Task("bridge", "bridge", LIBRARY.exercise("bridge").dose, worst=8)
    usual = today("strength-base")
    at = clock() - timedelta(days=2)
    store.save_session(session("hip-cuff-bands", tasks=(sore,), before=1, at=at))
    way = today("strength-base")
    assert (usual.eased, way.eased) == (False, True)
    assert "Bridge" in way.label
    clock.move(days=28)
    assert not today("strength-base").eased
    walk = Task("band-hip-flexion", "band-hip-flexion", LIBRARY.exercise("band-hip-flexion").dose)
    at = clock() - timedelta(days=20)
    store.save_session(session("hip-flexor-return", phase="load", tasks=(walk,), at=at))
    assert today("hip-flexor-return").phase.id == "load"
    assert today("hip-flexor-return", STRAIN).phase.id == "protect"
    at = clock() - timedelta(days=2)
    later = session("hip-flexor-return", phase="load", id="later", tasks=(walk,), at=at)
    store.save_session(later)
    assert today("hip-flexor-return").phase.id == "load"
    assert today("hip-flexor-return", STRAIN).phase.id == "protect"
