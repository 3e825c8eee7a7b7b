"""`journal exercises`: the list, a programme, one exercise, and what is left out today."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from journal.cli.exercises import NEAR, _by_any_name
from journal.content.figures import load_figures
from journal.content.library import load_library
from journal.domain.availability import STRAIN, STRAIN_IS_OVER
from journal.domain.entry import PainEntry
from journal.domain.exercise import Equipment, Exercise, Group, Phase, Programme
from journal.domain.exercise_words import rounds
from journal.domain.level import Level
from journal.domain.limits import Limits
from journal.domain.picture import stills_of
from journal.domain.screening import Answer, Profile
from journal.exercising import ASK_THE_HIP
from journal.store.journal_store import JournalStore

Run = Callable[..., Any]
Make = Callable[..., Any]

LIBRARY = load_library()
FIGURES = load_figures()
IDS = [exercise.id for exercise in LIBRARY.exercises]
GENTLE = {item.exercise for item in LIBRARY.programme("flare-day").items}
ALL = [word for name in Equipment for word in ("--equipment", name)]


def listed(here: Run, *words: object) -> dict[str, dict[str, Any]]:
    """What the list says of each exercise, by its id."""
    done = here("exercises", "--json", *words)
    assert (done.code, done.err) == (0, "")
    return {record["id"]: record for record in json.loads(done.out)}


@pytest.fixture
def checked(store: JournalStore, screening: Make) -> Callable[..., None]:
    """Saves a check with this result: `checked(Level.URGENT)`."""

    def save(level: Level, **fields: Any) -> None:
        store.save_screening(screening(level, **fields))

    return save


# The list


def test_the_list_has_every_exercise_by_group_and_says_why_some_are_left_out(
    here: Run, folder: Path
) -> None:
    done = here("exercises")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    programmes, rest = lines[: lines.index("Mobility")], lines[lines.index("Mobility") :]
    rows = [line.split()[0] for line in rest if line.startswith("  ") and line[2] not in " -"]
    not_today = " ".join(done.out.partition("Not today: 15 exercises")[2].split())
    folded = re.findall(r"(?<=[:,] )[a-z]+-[a-z-]+", not_today.partition(" What a programme")[0])
    assert sorted(rows + folded) == sorted(IDS)
    titles = [line for line in lines if line in [group.capitalize() for group in Group]]
    assert titles == [group.capitalize() for group in Group]
    assert "  knee-to-chest             Single knee to chest. Level 1, 2 min, mat." in lines
    words = " ".join(done.out.split())
    assert "Not today: 15 exercises" in words
    # What can be done comes first; a reason is said once, over all that it speaks against.
    assert rows == [name for name in rows if listed(here)[name]["available"]]
    assert "- Needs a mini-band: lateral-band-walk, monster-walk" in words
    assert words.count("mini-band:") == 1
    assert [line.split()[0] for line in programmes if line[:2] == "  " != line[2:4]] == [
        programme.id for programme in LIBRARY.programmes
    ]
    assert "What a programme is made of: journal exercises --programme NAME" in words
    assert not folder.exists()


def test_what_a_programme_is_today_is_the_same_in_the_list_its_lines_and_its_json(
    here: Run,
) -> None:
    words = " ".join(here("exercises").out.split())
    assert "strength-base Strength base. 29 min, 8 exercises." in words
    assert "cable-day Cable day. 25 min, 6 of 8 exercises." in words
    out = " ".join(here("exercises", "--programme", "strength-base").out.split())
    assert "Today: 8 exercises, about 29 minutes." in out
    today = json.loads(here("exercises", "--programme", "strength-base", "--json").out)["today"]
    assert (len(today["plan"]), today["minutes"], today["left_out"]) == (8, 29, [])
    [other] = [each for each in today["plan"] if each["instead"]]
    assert (other["item"], other["exercise"]) == ("lateral-band-walk", "clamshell")
    today = json.loads(here("exercises", "--programme", "cable-day", "--json").out)["today"]
    assert (len(today["plan"]), today["minutes"]) == (6, 25)
    assert today["left_out"][0]["why"] == ["It needs a cable column."]


def test_a_programme_of_which_nothing_can_be_done_says_so(here: Run) -> None:
    only = ("--equipment", "chair")
    words = " ".join(here("exercises", *only).out.split())
    assert "core-trio Core trio. Not today: It needs a mat." in words
    record = json.loads(here("exercises", "--programme", "core-trio", "--json", *only).out)
    assert (record["available"], record["why_not"]) == (False, ["It needs a mat."])
    assert record["today"] is None
    out = here("exercises", "--programme", "core-trio", *only).out
    # Before what it is made of, which nobody is to begin with.
    assert out.index("\nNot today: It needs a mat.\n") < out.index("curl-up")


@pytest.mark.parametrize("width", [36, 40, 60, 80, 200])
@pytest.mark.parametrize(
    "words",
    [
        *([], ["show", "band-hip-rotation"], ["--programme", "strength-base"]),
        ["--programme", "hip-flexor-return"],
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(
    here: Run, width: int, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = here("exercises", *words).out
    monkeypatch.setenv("COLUMNS", str(width))
    out = here("exercises", *words).out
    assert not [line for line in out.splitlines() if len(line) > width]
    assert sorted(out.split()) == sorted(real.split())


def test_every_content_field_is_in_the_json(here: Run) -> None:
    found = listed(here, *ALL)
    assert list(found) == IDS
    more = {"minutes", "available", "why_not", "adjust", "instead"}
    for exercise in LIBRARY.exercises:
        record = found[exercise.id]
        assert set(record) == {*exercise.__struct_fields__, *more}
        content = {n: v for n, v in record.items() if n not in more}
        assert msgspec.convert(content, Exercise) == exercise
        assert (record["available"], record["why_not"]) == (True, [])
        assert abs(record["minutes"] * 60 - exercise.dose.seconds) <= 60


def test_filters_narrow_the_list(here: Run) -> None:
    found = listed(here, "--group", "core", "--level", 2)
    assert set(found) == {"dead-bug", "bird-dog", "curl-up", "front-plank", "pallof-press"}
    assert {r["group"] for r in listed(here, "--group", "STRETCH").values()} == {"stretch"}
    assert {r["level"] for r in listed(here, "--level", 3).values()} == {3}
    assert listed(here, "--group", "neural", "--level", 3) == {}
    done = here("exercises", "--group", "neural", "--level", 3)
    assert "No exercise is both" in done.out
    assert here("exercises", "--level", 4).code == 2


# Equipment


def test_equipment_is_what_is_named_else_the_usual(here: Run) -> None:
    def possible(*words: str) -> set[str]:
        return {name for name, record in listed(here, *words).items() if record["available"]}

    def with_(*owned: Equipment) -> set[str]:
        return {e.id for e in LIBRARY.exercises if e.possible_with(owned)}

    assert possible() == with_(Equipment.MAT, Equipment.CHAIR, Equipment.WALL)
    assert possible("--equipment", "mini-band") == with_(Equipment.MINI_BAND)
    assert possible("--equipment", "none") == with_() != set()
    assert possible(*ALL) == set(IDS)


def test_the_settings_own_equipment_counts(here: Run, folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.toml").write_text('[exercises]\nequipment = ["cable"]\n')
    done = here("--data-dir", folder, "exercises", "--json")
    found = {record["id"]: record for record in json.loads(done.out)}
    assert found["cable-hip-flexion"]["available"]
    assert not found["wall-sit"]["available"]
    (folder / "settings.toml").write_text('[exercises]\nequipment = ["rope"]\n')
    done = here("--data-dir", folder, "exercises", "--json")
    assert "rope is not known" in done.told
    assert {r["id"]: r for r in json.loads(done.out)}["wall-sit"]["available"]


def test_what_is_missing_is_said_with_what_needs_none_of_it(here: Run) -> None:
    found = listed(here)["band-hip-flexion"]
    assert found["available"] is False
    assert found["why_not"] == ["It needs a long band and a chair."]
    assert listed(here)[found["instead"]]["available"]


# What the checks and the log say


def test_an_urgent_result_locks_everything_once_said(
    here: Run, checked: Callable[..., None]
) -> None:
    checked(Level.URGENT)
    found = listed(here, *ALL)
    assert not [record for record in found.values() if record["available"]]
    [why] = {why for record in found.values() for why in record["why_not"]}
    assert "said to talk to a doctor" in why
    out = here("exercises", *ALL).out
    assert out.startswith("Your check of 14 Mar said to talk to a doctor.")
    assert " ".join(out.split()).count("talk to a doctor") == 1
    assert "Not today: 44 exercises" in out
    shown = here("exercises", "show", "bridge").out
    assert "Not today: Your check of 14 Mar" in shown
    assert "talk to a doctor" in here("exercises", "--programme", "flare-day").out


def test_a_result_to_have_looked_at_leaves_the_gentle_ones(
    here: Run, checked: Callable[..., None]
) -> None:
    checked(Level.SEE_A_CLINICIAN)
    found = listed(here, *ALL)
    assert {name for name, record in found.items() if record["available"]} == GENTLE
    [why] = {why for record in found.values() for why in record["why_not"]}
    assert "only gentle" in why


def test_after_an_emergency_in_a_session_it_is_said_whom_to_call(
    here: Run, store: JournalStore, session: Make, clock: Any, folder: Path
) -> None:
    store.save_session(session("core-trio", at=clock(), stopped="chest"))
    assert "call for help now" not in " ".join(here("exercises").out.split())
    (folder / "settings.toml").write_text('[check]\ncountry = "gb"\n', "utf-8")
    for words in ((), ("show", "bridge"), ("--programme", "flare-day"), ("--json",)):
        out = " ".join(here("--data-dir", folder, "exercises", *words).out.split())
        assert "If it is still so, call 999 now." in out


def test_without_advice_nothing_is_locked(
    here: Run, checked: Callable[..., None], folder: Path
) -> None:
    checked(Level.EMERGENCY)
    (folder / "settings.toml").write_text("[check]\nadvice = false\n")
    done = here("--data-dir", folder, "exercises", "--json", *ALL)
    assert all(record["available"] for record in json.loads(done.out))


def test_no_check_yet_is_said_and_locks_nothing(here: Run) -> None:
    assert here("exercises").out.startswith("You have not done the check of warning signs yet.")
    assert "not done the check" in here("exercises", "show", "bridge").out


def test_the_profile_and_the_log_leave_out_what_is_not_for_them(
    here: Run,
    checked: Callable[..., None],
    store: JournalStore,
    entry: Callable[..., PainEntry],
    clock: Any,
) -> None:
    from journal.domain.body import Region, Side
    from journal.domain.entry import Site

    assert listed(here)["sciatic-slider"]["available"]
    checked(Level.KEEP_WATCHING, profile=Profile(age=70, thin_bones="yes"))
    store.add(entry(7, sites=(Site(Region.CALF, Side.LEFT),), at=clock() - timedelta(days=1)))
    found = listed(here)
    assert any("Thin bones" in why for why in found["knee-to-chest"]["why_not"])
    assert any("Leg pain of 6" in why for why in found["sciatic-slider"]["why_not"])
    assert found["glute-squeeze"]["available"]


def test_a_sign_of_the_last_check_leaves_out_what_it_forbids(
    here: Run, checked: Callable[..., None], folder: Path
) -> None:
    checked(Level.KEEP_WATCHING, answers={"impact-groin-pain": Answer.YES})
    assert any("no weight on the leg" in why for why in listed(here)["walking"]["why_not"])
    assert listed(here)["pelvic-tilt"]["available"]
    # Without advice the signs say nothing of what to do.
    (folder / "settings.toml").write_text("[check]\nadvice = false\n")
    done = here("--data-dir", folder, "exercises", "show", "walking", "--json")
    assert json.loads(done.out)["available"]


def test_a_check_that_cannot_be_read_still_locks(
    here: Run, checked: Callable[..., None], folder: Path
) -> None:
    checked(Level.URGENT)
    path = folder / "journal.json"
    tables = json.loads(path.read_bytes())
    tables["screenings"]["1"]["from_tomorrow"] = 1
    path.write_text(json.dumps(tables))
    done = here("exercises", "--json")
    assert "cannot read" in done.told
    assert not [record for record in json.loads(done.out) if record["available"]]


# A programme


@pytest.mark.parametrize("programme", LIBRARY.programmes, ids=lambda p: p.id)
def test_a_programme_lists_its_items_in_their_order(here: Run, programme: Programme) -> None:
    done = here("exercises", "--programme", programme.id)
    assert (done.code, done.err) == (0, "")
    words = " ".join(done.out.split())
    everything = [programme.items, *(phase.items for phase in programme.phases)]
    place = 0
    for item in (item for items in everything for item in items):
        place = words.index(f" {item.exercise} ", place) + 1
        for text in (item.note, item.if_well, *item.then):
            assert text in words[place:]
    for text in (programme.about, programme.frequency, programme.progress, programme.note):
        assert text in words


def test_doses_are_said_in_sets_repetitions_and_seconds(here: Run) -> None:
    out = here("exercises", "--programme", "strength-base").out
    assert "  walking                   5 minutes; warm-up." in out
    words = " ".join(out.split())
    assert "knee-side-plank 2 sets of 3 on each side, 8 seconds hold; then side-plank." in words
    assert (
        "lateral-band-walk 2 sets of 10 on each side. Today clamshell, 2 sets of 12 on each side,"
        " 1 second hold; in place of Lateral band walk: It needs a mini-band."
    ) in words
    words = " ".join(here("exercises", "--programme", "cable-day").out.split())
    assert "Not today. It needs a cable column." in words
    words = " ".join(here("exercises", "--programme", "hip-cuff-bands", *ALL).out.split())
    assert "band-hip-rotation 12 times on each side in each direction, 1 second hold." in words


def test_the_ladder_shows_its_phases_with_what_leads_on(here: Run) -> None:
    words = " ".join(here("exercises", "--programme", "hip-flexor-return").out.split())
    place = 0
    for number, phase in enumerate(LIBRARY.programme("hip-flexor-return").phases):
        place = words.index(f"{number} {phase.name} ({phase.id})", place)
        for text in (
            f"Begins: {phase.start}.",
            f"How often: {phase.frequency}, about",
            f"Pain: up to {phase.pain_limit} of 10.",
            f"Move on when: {phase.move_on}.",
            f"Not yet: {phase.not_yet}.",
        ):
            place = words.index(text, place)


def test_a_programme_as_json_has_every_field_and_each_item_its_dose(here: Run) -> None:
    for programme in LIBRARY.programmes:
        record = json.loads(here("exercises", "--json", "--programme", programme.id).out)
        more = {"minutes", "available", "why_not", "today"}
        assert set(record) == {*programme.__struct_fields__, *more}
        assert (record["minutes"] is None) == bool(programme.phases)
        assert [item["exercise"] for item in record["items"]] == [
            item.exercise for item in programme.items
        ]
        assert len(record["phases"]) == len(programme.phases)
        for phase in record["phases"]:
            assert set(phase) == {*Phase.__struct_fields__, "minutes"}
        phased = [item for phase in record["phases"] for item in phase["items"]]
        for item in record["items"] + phased:
            assert item["dose"]["sets"] == (item["sets"] or item["dose"]["sets"])
            assert item["minutes"] >= 1
            assert item["available"] is not bool(item["why_not"])


def test_a_strain_speaks_against_nothing_of_the_later_phases_as_in_the_app(
    here: Run, store: JournalStore
) -> None:
    day = date(2026, 3, 10)
    store.save_limits(Limits(ticked={STRAIN: day, "pregnant": day}))
    wanted = ("exercises", "--programme", "hip-flexor-return", *ALL)
    strain = LIBRARY.skip_codes[STRAIN]
    record = json.loads(here(*wanted, "--json").out)
    for number, phase in enumerate(record["phases"]):
        states = [item["in_phase"] for item in phase["items"]]
        said = [text for state in states for text in state["why_not"] + state["adjust"]]
        assert not any(strain in text.lower() for text in said) or number < STRAIN_IS_OVER
    items = {item["exercise"]: item for phase in record["phases"] for item in phase["items"]}
    assert items["band-hip-flexion"]["in_phase"]["available"]
    # Today it is left out all the same, as it is by itself.
    assert not items["band-hip-flexion"]["available"]
    # What else holds counts on.
    [why] = items["supine-march"]["in_phase"]["why_not"]
    assert why.startswith("Pregnancy")
    text = " ".join(here(*wanted).out.split())
    late = text.partition("2 Move and share the load")[2]
    assert late
    assert strain not in late.lower()
    # By itself it stays left out.
    assert not listed(here, *ALL)["band-hip-flexion"]["available"]


# One exercise


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_show_has_everything_that_is_written_of_it(here: Run, exercise: Exercise) -> None:
    done = here("exercises", "show", exercise.id)
    assert (done.code, done.err) == (0, "")
    words = " ".join(done.out.split())
    texts = [exercise.name, exercise.also, exercise.muscles, exercise.source, exercise.note]
    texts += [*exercise.steps, *exercise.mistakes]
    texts += [id for id in (exercise.easier, exercise.harder) if id]
    for skip in exercise.skip:
        texts += [LIBRARY.skip_codes[skip.code], skip.adjust, skip.why]
    for text in texts:
        assert " ".join(text.split()) in words
    assert f"level {exercise.level}" in words
    assert f"How much: {rounds(exercise.dose)}" in words


def pictures(out: str) -> list[str]:
    """The lines between the steps and what to take care of."""
    after = out.partition("\nHow\n")[2].partition("\n\n")[2]
    return after.partition("\n\nAvoid\n")[0].split("\n")


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.id)
def test_show_has_two_pictures_in_text(here: Run, exercise: Exercise) -> None:
    figure = FIGURES[exercise.id]
    *lines, words = pictures(here("exercises", "show", exercise.id).out)
    assert words.split() == [part for still in stills_of(figure) for part in still.word.split()]
    start, end = (
        "".join(line[at : at + 28] for line in lines).replace(figure.label, "") for at in (0, 32)
    )
    assert sum(line.count(figure.label) for line in lines) == 1
    for picture in (start, end):
        dots = [sign for sign in picture if sign != " "]
        assert all("\u2800" < sign <= "\u28ff" for sign in dots)
        assert len(dots) > 25
    assert start.split() != end.split()
    assert len(lines) <= 10
    # Nothing stands above or below the figures but the line of the label.
    assert all(line.strip() for line in (lines[0], lines[1], lines[-1]))
    assert [line.rstrip() for line in lines] == lines


def test_pictures_stand_one_below_the_other_where_there_is_no_room_beside(
    here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = pictures(here("exercises", "show", "bridge").out)
    for width, is_beside in ((60, True), (59, False), (28, False)):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = pictures(here("exercises", "show", "bridge").out)
        assert (lines == beside) == is_beside
        if not is_beside:
            first, second = lines[: lines.index("")], lines[lines.index("") + 1 :]
            assert (first[-1].strip(), second[-1].strip()) == ("start", "end")
            # The label stands once, above the first; else both are as they are beside.
            label, *first = first
            assert label == beside[0]
            pairs = [f"{a:32}{b}" for a, b in zip(first, second[-len(first) :], strict=True)]
            assert pairs == beside[-len(first) :]
    monkeypatch.setenv("COLUMNS", "27")
    assert pictures(here("exercises", "show", "bridge").out)[0].startswith("Avoid")


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", True), ("latin-1", False)])
def test_pictures_are_left_out_where_they_cannot_be_read(
    run: Run, encoding: str, shown: bool
) -> None:
    done = run("exercises", "show", "bridge", PYTHONIOENCODING=encoding)
    assert (done.code, done.err) == (0, "")
    assert any("\u2800" < sign <= "\u28ff" for sign in done.out) is shown
    assert ("from the side" in done.out) is shown
    assert "Avoid" in done.out


def test_show_as_json_is_the_record_of_the_list(here: Run) -> None:
    done = here("exercises", "show", "bridge", "--json")
    assert json.loads(done.out) == listed(here)["bridge"]


def test_where_nothing_is_for_today_no_line_is_left_empty_at_the_top(
    here: Run, checked: Callable[..., None]
) -> None:
    checked(Level.KEEP_WATCHING)
    out = here("exercises", "--equipment", "chair", "--group", "core", "--level", "1").out
    assert out.startswith("Not today: ")


# Refusals


@pytest.mark.parametrize(
    ("words", "first", "allowed"),
    [
        (["--group", "strenght"], "strength", list(Group)),
        (["--equipment", "band"], "mini-band, long-band", list(Equipment)),
        (["--equipment", "mat", "--equipment", "rope"], "", list(Equipment)),
    ],
)
def test_an_unknown_name_is_one_line_that_names_the_others_the_near_ones_first(
    here: Run, words: list[str], first: str, allowed: list[str]
) -> None:
    done = here("exercises", *words)
    assert (done.code, done.out) == (2, "")
    found = done.told.partition("There is: ")[2].removesuffix(".")
    assert found.startswith(first)
    assert set(found.split(", ")) - {"none"} == set(allowed)
    assert "\x1b" not in done.told


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["show", "bidge"], "bridge"),
        (["show", "plank"], "knee-side-plank, side-plank, front-plank"),
        (["show", "hip"], "band-hip-abduction, "),
        (["show", "glute"], "glute-squeeze, knee-to-chest, seated-figure-four"),
        (["show", "quads"], ""),
        (["show", "\x1b[31m"], ""),
        (["show", ""], ""),
        (["--programme", "desk"], "desk-reset"),
        (["--programme", "strenght-base"], "strength-base"),
        (["--programme", "ladder"], "hip-flexor-return"),
        (["--programme", "xyz"], ""),
    ],
)
def test_of_many_only_the_nearest_are_named_and_where_all_of_them_are(
    here: Run, words: list[str], near: str
) -> None:
    done = here("exercises", *words)
    assert (done.code, done.out) == (1, "")
    named, _, where = done.told.partition(" To list them all: ")
    assert where.endswith("exercises")
    found = named.partition("Near it: ")[2].removesuffix(".")
    assert near in f"{found}, "
    assert bool(found) == bool(near)
    assert len(found.split(", ")) <= NEAR
    assert "\x1b" not in done.told


@pytest.mark.parametrize(
    ("words", "code", "way"),
    [
        (["show", "strength-base"], 1, "exercises --programme strength-base"),
        (["show", "Strength base"], 1, "exercises --programme strength-base"),
        (
            *(["show", "Hip-flexor return ladder"], 1),
            "exercises --programme hip-flexor-return",
        ),
        (["--programme", "bridge"], 1, "exercises show bridge"),
        (["shwo", "bridge"], 2, "exercises show bridge"),
        (["shwo", "brigde"], 2, "exercises show ID"),
        (["bridge"], 2, "exercises show bridge"),
        (["desk-reset"], 2, "exercises --programme desk-reset"),
        (["sh\x1b[31mwo", "bridge"], 2, "exercises show bridge"),
    ],
)
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_what_was_probably_meant_is_named_on_standard_error_alone(
    here: Run, words: list[str], code: int, way: str, as_json: tuple[str, ...]
) -> None:
    done = here("exercises", *words, *as_json)
    assert (done.code, done.out) == (code, "")
    assert done.told.rstrip().endswith(f"journal {way}")
    assert len(done.told.splitlines()) == 1
    assert "\x1b" not in done.told


def test_a_name_may_be_written_with_spaces(here: Run) -> None:
    assert here("exercises", "show", "Cat cow") == here("exercises", "show", "cat-cow")


def test_an_exercise_is_found_by_each_of_its_names(here: Run) -> None:
    assert here("exercises", "show", "Glute bridge") == here("exercises", "show", "bridge")
    assert here("exercises", "glute bridge").told.rstrip().endswith("exercises show bridge")
    for exercise in LIBRARY.exercises:
        for name in (exercise.id, exercise.name, *exercise.also.split(", ")):
            assert _by_any_name(name, LIBRARY) == exercise.id, name


@pytest.mark.parametrize("kind", ["urgent", "emergency", "stopped", "ask-first", "none"])
def test_no_key_of_the_app_is_named_where_it_cannot_be_pressed(
    here: Run, store: JournalStore, screening: Make, session: Make, clock: Make, kind: str
) -> None:
    way = "journal check"
    if kind in ("urgent", "emergency"):
        store.save_screening(screening(Level(kind)))
        way = "then note it in the app, under Check"
    elif kind == "stopped":
        store.save_session(session(stopped="pop"))
    elif kind == "ask-first":
        store.save_limits(Limits(asked_on=clock().date(), ask_first=("heart",)))
        way = "(in the app: m in the list of exercises)"
    for words in ([], ["show", "bridge"], ["--programme", "hip-flexor-return"], ["--json"]):
        said = " ".join(here("exercises", *words).out.split())
        assert "(c)" not in said
        assert "note it (m" not in said
        if words == ["--programme", "hip-flexor-return"]:
            assert way in said


@pytest.mark.parametrize(
    "words",
    [
        *(["bridge"], ["show"], ["show", "bridge", "clamshell"], ["show", "bridge", "--level", 1]),
        *(["--programme", "desk-reset", "--group", "core"], ["--programme", "x", "show", "bridge"]),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(here: Run, words: list[object]) -> None:
    done = here("exercises", *words)
    assert (done.code, done.out) == (2, "")
    assert done.told.startswith("journal exercises")


def test_a_damaged_journal_is_not_passed_over(here: Run, folder: Path) -> None:
    # What it said of today's exercises cannot be known.
    folder.mkdir()
    (folder / "journal.json").write_text("{")
    done = here("exercises", "--json")
    assert (done.code, done.out) == (1, "")
    assert "cannot be read" in done.told


def test_the_ladder_says_that_it_waits_for_the_question_about_the_hip(here: Run) -> None:
    plain = " ".join(here("exercises", "--programme", "hip-flexor-return").out.split())
    why = ASK_THE_HIP.replace("(c)", "(journal check)")
    assert f" Not today: {why} " in plain
    record = json.loads(here("exercises", "--programme", "hip-flexor-return", "--json").out)
    assert (record["available"], record["why_not"]) == (False, [why])
    record = json.loads(here("exercises", "--programme", "cable-day", "--json").out)
    assert (record["available"], record["why_not"]) == (True, [])
