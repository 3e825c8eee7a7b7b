"""Answers to the warning signs from a file: read strictly and judged; nothing is kept."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from journal.cli.check_known import peek
from journal.cli.wall import Desk, Refusal
from journal.domain.body import Side
from journal.domain.checklist import Checklist
from journal.domain.entry import EARLIEST_DAY
from journal.domain.pain_history import PainHistory, history_of_scores
from journal.domain.problem import FieldProblem
from journal.domain.redflags import assess
from journal.domain.screening import Answer, Given, Profile, Screening, Status, check_answers
from journal.domain.standing import jumped

FILE_LIMIT = 1 << 20
"""Bytes of a file of answers: hundreds of times what a whole one needs."""
LOWEST, HIGHEST = 0, 10
"""Scores of pain."""
MOOD_HIGHEST = 6
"""The highest sum of the questions on mood."""
LATEST_DAY = date(2199, 12, 31)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PARTS = ("answers", "profile", "context", "today")
_FLAGS = ("numbness_spreads", "reaching_further", "below_knee", "hip_or_groin", "broken_sleep")
"""Findings that are there or not, by their names in `PainHistory`."""


class Judged(NamedTuple):
    """What came of a file: the screening that it would be, and when to ask again."""

    screening: Screening
    jump: bool

    def as_json(self) -> dict[str, object]:
        """The result as it is printed; docs/data-format.md describes it."""
        outcome = self.screening.outcome
        return {
            "level": outcome.level,
            "within_days": outcome.within_days,
            "reasons": [{"rule": r.rule, "text": r.text} for r in outcome.reasons],
            "stood_down": [
                {"sign": s.sign, "status": s.status, "reason": s.reason, "on": s.on, "text": s.text}
                for s in outcome.stood_down
            ],
            "rule_version": outcome.rule_version,
            "ask_again": self._ask_again(),
        }

    def _ask_again(self) -> dict[str, object] | None:
        if self.jump:
            return {"scope": "short", "in_days": 0, "why": "pain well above your usual"}
        if days := self.screening.outcome.ask_again_in:
            return {"scope": "full", "in_days": days, "why": "you were not sure of an answer"}
        return None


def judge(desk: Desk, checklist: Checklist, source: str) -> Judged:
    """What the answers in the file `source` (`-`: standard input) ask for.

    Reads the journal where the file has no `context`, and changes nothing in any case. Raises
    FieldProblem for what cannot be so, Refusal for a file that is not one of answers.
    """
    given = _parsed(source)
    _check_keys("", given, _PARTS)
    if "answers" not in given:
        raise FieldProblem("answers", "nothing", "an object with the answers, by question id")
    now = desk.clock()
    today = _day("today", given["today"]) if "today" in given else now.date()
    asked = _object("answers", given["answers"])
    check_answers(dict.fromkeys(asked, Answer.NO), checklist, today)
    answers = {id: _answer(id, value) for id, value in asked.items()}
    profile = _profile(checklist, given["profile"]) if "profile" in given else None
    previous = None
    if "context" in given:
        history, jump = _context(given["context"], today)
    else:
        # Only after all else was found to be in order: it may be a journal of ten years.
        found = peek(desk, today)
        history, jump, previous = found.history, found.jump, found.previous
        profile = found.profile if profile is None else profile
    profile = profile or Profile()
    if "profile" not in given:
        # The journal's may have been reviewed after the day that counts as today here.
        profile = msgspec.structs.replace(profile, reviewed=None)
    at = datetime.combine(today, now.timetz())
    screening = Screening(
        id="answers",
        day=today,
        at=at,
        scope="full",
        answers=answers,
        profile=profile,
        history=history,
        outcome=assess(checklist, answers, profile, history, today, previous),
        created_at=at,
        updated_at=at,
    )
    return Judged(screening, jump)


# The file


def _parsed(source: str) -> dict[str, Any]:
    """The object in the file, each of its keys there only once. Raises Refusal."""
    name = "Standard input" if source == "-" else source
    content = _read(source)
    if len(content) > FILE_LIMIT:
        raise Refusal(f"{name} cannot be used: it holds more than {FILE_LIMIT} bytes.")
    try:
        text = content.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except FieldProblem:
        raise
    except UnicodeDecodeError:
        raise Refusal(f"{name} cannot be used: it is not text (UTF-8).") from None
    except RecursionError:
        raise Refusal(f"{name} cannot be used: it is nested too deeply.") from None
    except ValueError as error:
        raise Refusal(f"{name} cannot be used: it is not JSON ({error}).") from None
    if type(found) is not dict:
        raise Refusal(f"{name} cannot be used: it holds JSON, but not an object with answers.")
    return found


def _read(source: str) -> bytes:
    if source != "-":
        with Path(source).open("rb") as file:
            return file.read(FILE_LIMIT + 1)
    return sys.stdin.buffer.read(FILE_LIMIT + 1) if sys.stdin is not None else b""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; two answers to one question would leave open which of them counts."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FieldProblem("key given twice", key, "each key only once")
        found[key] = value
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


# The parts of it


def _problem(field: str, given: object, allowed: str) -> FieldProblem:
    return FieldProblem(field, given if type(given) is str else json.dumps(given), allowed)


def _object(field: str, value: object) -> dict[str, Any]:
    if type(value) is not dict:
        raise _problem(field, value, "an object")
    return value


def _check_keys(field: str, found: Iterable[str], allowed: Iterable[str]) -> None:
    names = tuple(allowed)
    for key in found:
        if key not in names:
            raise FieldProblem(field or "key", key, ", ".join(names))


def _day(field: str, value: object, latest: date = LATEST_DAY) -> date:
    """The day that is written, up to `latest`."""
    if type(value) is str and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise FieldProblem(field, value, "a day that exists, as YYYY-MM-DD") from None
        if EARLIEST_DAY <= day <= latest:
            return day
    raise _problem(field, value, f"a day from {EARLIEST_DAY} to {latest}, as YYYY-MM-DD")


def _answer(id: str, value: object) -> Answer | Given:
    if type(value) is not dict:
        return Answer(_word(id, value, Answer))
    _check_keys(id, value, Given.__struct_fields__)
    parts: dict[str, Any] = {"answer": Answer(_word(id, value.get("answer"), Answer))}
    if "status" in value:
        parts["status"] = Status(_word(f"{id}.status", value["status"], Status))
    if "reason" in value:
        parts["reason"] = _of_type(f"{id}.reason", value["reason"], str, "text")
    if "on" in value:
        parts["on"] = _day(f"{id}.on", value["on"])
    if "worse" in value:
        parts["worse"] = _flag(f"{id}.worse", value["worse"])
    return Given(**parts)


def _word(field: str, value: object, kind: type[Answer] | type[Status]) -> str:
    words = tuple(kind)
    if type(value) is not str or value not in words:
        raise _problem(field, value, ", ".join(words))
    return value


def _of_type(field: str, value: object, kind: type, allowed: str) -> Any:
    # By its exact type: to Python, true is a whole number.
    if type(value) is not kind:
        raise _problem(field, value, allowed)
    return value


def _flag(field: str, value: object) -> bool:
    flag: bool = _of_type(field, value, bool, "true or false")
    return flag


def _profile(checklist: Checklist, value: object) -> Profile:
    given = _object("profile", value)
    items = [item.id for item in checklist.profile]
    _check_keys("profile", given, [*items, "cancer-type", "reviewed"])
    parts: dict[str, Any] = {}
    for id, answer in given.items():
        name = id.replace("-", "_")
        if id == "age":
            parts[name] = _of_type(id, answer, int, "full years, a whole number")
        elif id == "cancer-type":
            parts[name] = _of_type(id, answer, str, "text")
        elif id == "reviewed":
            parts[name] = _day(id, answer)
        else:
            parts[name] = _profile_answer(id, answer)
    return Profile(**parts)


def _profile_answer(id: str, value: object) -> str:
    if type(value) is bool:
        return "yes" if value else "no"
    words = (*Answer, "not-applicable")
    if type(value) is not str or value not in words:
        raise _problem(id, value, ", ".join((*words, "true", "false")))
    return value


def _context(value: object, today: date) -> tuple[PainHistory, bool]:
    """What the file itself tells of the pain, and whether it jumped today."""
    given = _object("context", value)
    _check_keys("context", given, _CONTEXT)
    scores = _scores(given.get("pain", []), today)
    onset = _day("context.onset", given["onset"], today) if "onset" in given else None
    parts = {
        name: read(f"context.{name}", given[name], today)
        for name, read in _FINDINGS.items()
        if name in given
    }
    history = msgspec.structs.replace(history_of_scores(scores, today, onset), **parts)
    return history, _jumped(scores, today)


def _scores(value: object, today: date) -> list[tuple[date, float]]:
    field = "context.pain"
    found = []
    for pair in _of_type(field, value, list, 'a list of ["YYYY-MM-DD", score]'):
        if type(pair) is not list or len(pair) != 2:
            raise _problem(field, pair, '["YYYY-MM-DD", score]')
        day, score = _day(field, pair[0], today), pair[1]
        if type(score) not in (int, float) or not LOWEST <= score <= HIGHEST:
            raise _problem(f"{field} of {day}", score, f"a score of {LOWEST} to {HIGHEST}")
        found.append((day, float(score)))
    return found


def _jumped(scores: list[tuple[date, float]], today: date) -> bool:
    days: dict[date, list[float]] = {}
    for day, score in scores:
        days.setdefault(day, []).append(score)
    means = {day: sum(found) / len(found) for day, found in days.items()}
    return any(jumped(score, today, means) for score in days.get(today, []))


def _sides(field: str, value: object, today: date) -> tuple[Side, ...]:
    allowed = 'a list of "left" and "right"'
    sides = _of_type(field, value, list, allowed)
    if any(side not in (Side.LEFT, Side.RIGHT) for side in sides):
        raise _problem(field, value, allowed)
    return tuple(sorted({Side(side) for side in sides}))


def _moods(field: str, value: object, today: date) -> tuple[int, ...]:
    allowed = f"a list of whole numbers, 0 to {MOOD_HIGHEST}, oldest first"
    sums = _of_type(field, value, list, allowed)
    if any(type(number) is not int or not 0 <= number <= MOOD_HIGHEST for number in sums):
        raise _problem(field, value, allowed)
    return tuple(sums)


_FINDINGS: Mapping[str, Callable[[str, object, date], Any]] = {
    **{name: lambda field, value, today: _flag(field, value) for name in _FLAGS},
    "numb_legs": _sides,
    "strain_on": _day,
    "low_mood": _moods,
}
"""How each finding that a file may bring along is read."""
_CONTEXT = ("onset", "pain", *_FINDINGS)
