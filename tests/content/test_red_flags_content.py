"""The checklist as it is shipped: what it asks, how it says it, and what it never says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from statistics import fmean
from string import Formatter
from typing import Any

import msgspec
import pytest

from journal.content.red_flags import load_checklist
from journal.domain.checklist import Checklist, Clear, Question, Tier
from journal.domain.level import Level
from journal.domain.offer import LINE
from journal.domain.report import numbers_of
from journal.domain.screening import Profile, known_reason
from journal.domain.stops import if_still_so

CHECKLIST = load_checklist()
SIGNS = {sign.id: sign for sign in CHECKLIST.signs}

IDS = {
    Tier.EMERGENCY: [
        "saddle-numbness", "bladder-change", "bowel-control-loss", "sexual-function-change",
        "both-legs-nerve-signs", "leg-weakness-worsening", "unsteady-legs", "major-accident",
        "cannot-bear-weight", "hot-joint-fever", "sudden-tearing-pain", "chest-pain-breathless",
        "cold-pale-leg", "groin-testicle-emergency", "pregnancy-belly-pain",
    ],
    Tier.URGENT: [
        "fever-with-pain", "leg-weakness-new", "calf-swelling", "cancer-history-new-pain",
        "infection-risk-pain", "fragile-bone-injury", "impact-groin-pain", "bone-drug-thigh-pain",
        "hip-pop-bruise", "blood-thinner-pain",
    ],
    Tier.SOON: [
        "weight-loss", "night-sweats", "constant-night-pain", "inflammatory-stiffness",
        "both-hips-shoulders-stiff", "upper-back-pain", "groin-pain-blood-supply",
        "belly-pelvis-signs",
    ],
}  # fmt: skip
LIMITED = {
    "fever-with-pain", "inflammatory-stiffness", "both-hips-shoulders-stiff",
    "groin-pain-blood-supply", "belly-pelvis-signs",
}  # fmt: skip
EXPLAINABLE = {"weight-loss", "night-sweats", "constant-night-pain", "upper-back-pain"}
PROFILE = [
    "cancer-ever", "thin-bones", "steroids-long", "immunity-weak", "blood-thinners", "bone-drugs",
    "implant-or-surgery", "may-be-pregnant", "bone-blood-risk", "runner-or-load-jump",
]  # fmt: skip
COUNTRIES = {
    "gb", "ie", "us", "ca", "au", "nz", "ch", "no", "in", "jp", "kr", "cn", "br", "za", "il", "sg",
    "mx",
}  # fmt: skip


# What is asked


@pytest.mark.parametrize("tier", Tier)
def test_every_known_sign_is_asked_in_its_tier_and_order(tier: Tier) -> None:
    assert [sign.id for sign in CHECKLIST.signs if sign.tier is tier] == IDS[tier]


def test_there_are_33_signs_and_no_other() -> None:
    assert len(CHECKLIST.signs) == len(SIGNS) == 33


def test_no_id_stands_for_two_questions() -> None:
    ids = [question.id for question in CHECKLIST.questions()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id) for id in ids)


def test_the_profile_asks_what_a_profile_can_hold() -> None:
    age, *items = CHECKLIST.profile
    assert (age.id, age.kind) == ("age", "years")
    assert [item.id for item in items] == PROFILE
    assert all(item.kind == "yes-no" for item in items)
    assert all(Profile().item(item.id) is None for item in items)
    assert [item.id for item in items if item.not_applicable] == ["may-be-pregnant"]


def test_the_rule_finds_its_other_questions() -> None:
    assert [(f.id, f.after) for f in CHECKLIST.follow_ups] == [
        ("headache-jaw-vision", "both-hips-shoulders-stiff"),
        ("blood-thinner-faint", "blood-thinner-pain"),
        ("blood-thinner-head", "blood-thinner-pain"),
    ]
    limits = ["walking-limited", "strain-walking", "strain-stuck", "stops-life", "first-back-pain"]
    assert [question.id for question in CHECKLIST.background] == limits
    assert [question.id for question in CHECKLIST.mood] == ["mood-joy", "mood-down"]


def test_signs_are_asked_of_those_they_concern() -> None:
    asked_of = {
        sign.id: [msgspec.to_builtins(condition) for condition in sign.asked_of]
        for sign in CHECKLIST.signs
        if sign.asked_of
    }

    def item(id: str = "", age: int | None = None, onset: int | None = None) -> dict[str, Any]:
        return {"item": id, "age_from": age, "onset_age_below": onset}

    assert asked_of == {
        "pregnancy-belly-pain": [item("may-be-pregnant")],
        "cancer-history-new-pain": [item("cancer-ever")],
        "fragile-bone-injury": [item(age=65), item("thin-bones", 50), item("steroids-long")],
        "bone-drug-thigh-pain": [item("bone-drugs")],
        "blood-thinner-pain": [item("blood-thinners")],
        "inflammatory-stiffness": [item(onset=45)],
        "both-hips-shoulders-stiff": [item(age=50)],
        "groin-pain-blood-supply": [item("steroids-long"), item("bone-blood-risk")],
    }
    first = {sign.id: sign.first_for.item for sign in CHECKLIST.signs if sign.first_for}
    assert first == {"impact-groin-pain": "runner-or-load-jump"}
    reworded = {s.id: [r.when.age_from for r in s.rewordings] for s in CHECKLIST.signs}
    assert {id: ages for id, ages in reworded.items() if ages} == {"sudden-tearing-pain": [60]}


def test_every_question_comes_with_help_and_a_phrase() -> None:
    for question in CHECKLIST.questions():
        assert question.ask.endswith("?"), question.id
        assert question.help.endswith("."), question.id
        assert question.short, question.id


def test_every_sign_names_its_sources_and_regions() -> None:
    for sign in CHECKLIST.signs:
        assert sign.regions, sign.id
        assert sign.sources, sign.id
        assert all(re.fullmatch(r"[A-Z][A-Z0-9-]+", key) for key in sign.sources), sign.id


def test_signs_to_keep_weight_off_for_say_so() -> None:
    care = {sign.id: sign.care for sign in CHECKLIST.signs if sign.care}
    assert set(care) == {
        "cannot-bear-weight",
        "fragile-bone-injury",
        "impact-groin-pain",
        "bone-drug-thigh-pain",
    }
    assert all("keep your weight off" in text.casefold() for text in care.values())
    assert "Do not run or jump" in care["impact-groin-pain"]
    assert "Do not stop the medicine by yourself" in care["bone-drug-thigh-pain"]


# What may stand a sign down


def test_signs_that_always_stand_offer_no_way_out() -> None:
    never = [sign for sign in CHECKLIST.signs if sign.clear is Clear.NEVER]
    assert {sign.id for sign in never} == set(SIGNS) - LIMITED - EXPLAINABLE
    assert not [sign.id for sign in never if sign.reasons or sign.terms or sign.refused_with]


def test_no_emergency_sign_can_be_explained_away() -> None:
    emergency = [sign for sign in CHECKLIST.signs if sign.tier is Tier.EMERGENCY]
    assert {sign.clear for sign in emergency} == {Clear.NEVER}


def test_limited_signs_say_when_they_may_be_set_aside() -> None:
    limited = {sign.id: sign for sign in CHECKLIST.signs if sign.clear is Clear.LIMITED}
    assert set(limited) == LIMITED
    assert all(sign.terms.startswith("Only ") for sign in limited.values())
    kinds = {id: [reason.id for reason in sign.reasons] for id, sign in limited.items()}
    assert kinds == {
        "fever-with-pain": ["cold", "flu"],
        "inflammatory-stiffness": [],
        "both-hips-shoulders-stiff": ["unusual-exercise"],
        "groin-pain-blood-supply": [],
        "belly-pelvis-signs": ["known-condition"],
    }
    assert "rheumatologist" in limited["inflammatory-stiffness"].terms
    assert "clinician" in limited["groin-pain-blood-supply"].terms


def test_signs_that_may_be_explained_name_kinds_of_reason() -> None:
    explainable = {sign.id for sign in CHECKLIST.signs if sign.clear is Clear.YES}
    assert explainable == EXPLAINABLE
    assert all(SIGNS[id].reasons for id in explainable)


def test_a_fever_is_never_explained_where_an_infection_is_likely() -> None:
    refused = {sign.id: sign.refused_with for sign in CHECKLIST.signs if sign.refused_with}
    assert refused == {
        "fever-with-pain": (
            "infection-risk-pain",
            "immunity-weak",
            "cancer-ever",
            "cancer-history-new-pain",
        )
    }


def test_the_kinds_of_reason_of_a_sign_differ() -> None:
    for sign in CHECKLIST.signs:
        kinds = [reason.id for reason in sign.reasons]
        assert len(kinds) == len(set(kinds)), sign.id


def test_a_reason_is_known_by_its_id_and_by_its_text() -> None:
    for sign in CHECKLIST.signs:
        for reason in sign.reasons:
            assert known_reason(sign, reason.id)
            assert known_reason(sign, reason.text)


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        ("fever-with-pain", "cold sweats and shivers"),
        ("fever-with-pain", "I feel so cold"),
        ("fever-with-pain", "fluid in the hip"),
        ("fever-with-pain", "tooth infection"),
        ("fever-with-pain", "it comes and goes"),
        ("both-hips-shoulders-stiff", "old age"),
        ("both-hips-shoulders-stiff", "hurts when lifting the arms"),
        ("both-hips-shoulders-stiff", "skin rash"),
        ("belly-pelvis-signs", "unknown lump"),
        ("belly-pelvis-signs", "not yet seen by a doctor"),
        ("belly-pelvis-signs", "blood in pee"),
        ("inflammatory-stiffness", "seen by a rheumatologist"),
        ("groin-pain-blood-supply", "it is a strain"),
    ],
)
def test_a_worrying_or_unrelated_reason_is_not_known(sign: str, reason: str) -> None:
    assert not known_reason(SIGNS[sign], reason)


# What the file is checked for when it is loaded


def built(**changes: Any) -> Checklist:
    return msgspec.convert({**msgspec.to_builtins(CHECKLIST), **changes}, Checklist)


def test_an_id_used_twice_is_refused() -> None:
    signs = [msgspec.to_builtins(sign) for sign in CHECKLIST.signs]
    with pytest.raises(msgspec.ValidationError, match="occur twice: saddle-numbness"):
        built(signs=[*signs, signs[0]])


@pytest.mark.parametrize(
    "change",
    [
        {"asked_of": [{"item": "no-such-item"}]},
        {"first_for": {"item": "no-such-item"}},
        {"refused_with": ["no-such-item"]},
        {"rewordings": [{"when": {"item": "no-such-item"}, "help": "More."}]},
    ],
)
def test_a_reference_to_nothing_is_refused(change: dict[str, Any]) -> None:
    first, *others = (msgspec.to_builtins(sign) for sign in CHECKLIST.signs)
    with pytest.raises(msgspec.ValidationError, match="references to nothing: no-such-item"):
        built(signs=[{**first, **change}, *others])


def test_a_follow_up_of_nothing_is_refused() -> None:
    first, *others = (msgspec.to_builtins(follow_up) for follow_up in CHECKLIST.follow_ups)
    with pytest.raises(msgspec.ValidationError, match="references to nothing: no-such-sign"):
        built(follow_ups=[{**first, "after": "no-such-sign"}, *others])


def test_a_misspelt_key_is_refused() -> None:
    first, *others = (msgspec.to_builtins(sign) for sign in CHECKLIST.signs)
    with pytest.raises(msgspec.ValidationError, match="unknown field `teir`"):
        built(signs=[{**first, "teir": "urgent"}, *others])


def test_the_file_ships_beside_its_loader() -> None:
    assert files("journal.content").joinpath("red_flags.toml").is_file()


# The numbers to call


def test_no_place_is_without_an_emergency_number() -> None:
    ids = [place.id for place in CHECKLIST.places]
    assert ids[:2] == ["other", "eu"]
    assert len(ids) == len(set(ids))
    assert set(ids[2:]) == COUNTRIES
    for place in CHECKLIST.places[1:]:
        assert re.fullmatch(r"\d{3,5}( or \d{3})?", place.emergency), place.id
    assert all(place.name for place in CHECKLIST.places)


def test_an_unknown_country_gets_words_that_follow_call() -> None:
    number = CHECKLIST.place("nowhere").emergency
    assert number == "your local emergency number (112 works in many countries)"


def test_what_has_to_fit_into_a_line_is_short_in_every_country() -> None:
    for place in CHECKLIST.places:
        assert len(if_still_so(numbers_of(place).call)) <= LINE, place.id
    assert numbers_of(CHECKLIST.place("nowhere")).call == "your emergency number (often 112)"
    assert numbers_of(CHECKLIST.place("nowhere"), "144").call == "144"


def test_111_is_an_emergency_in_new_zealand_and_advice_in_britain() -> None:
    zealand, britain = CHECKLIST.place("nz"), CHECKLIST.place("gb")
    assert (zealand.emergency, zealand.advice) == ("111", "0800 611 116")
    assert (britain.emergency, britain.advice) == ("999", "111")


def test_988_is_a_crisis_line_and_nothing_else() -> None:
    assert [(p.id, p.crisis) for p in CHECKLIST.places if p.crisis] == [("us", "988")]
    assert not [p.id for p in CHECKLIST.places if "988" in p.emergency + p.advice]


# The texts


def shown(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a person may see, with where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from shown(part, f"{path}.{getattr(part, 'id', index)}")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from shown(part, f"{path}.{key}")
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            hidden = ("id", "words", "sources", "regions", "clear", "tier", "asked_of", "when",
                      "refused_with", "first_for", "after", "kind")  # fmt: skip
            if field not in hidden or isinstance(value, Checklist):
                yield from shown(getattr(value, field), f"{path}.{field}")


TEXTS = {path: text for path, text in shown(CHECKLIST) if text}

NEVER = (
    "damage", "wear and tear", "crumbl", "slipped", "out of place", "unstable", "weak core",
    "bad posture", "diagnos", "detect", "risk score", "symptom checker", "treats", "cures?",
    "prevents?", "red flags?", "push through", "no pain,? no gain", "failed", "missed", "must",
    "never bend", "safe", "all clear", "no serious problem", "nothing to worry", "normal",
    "low risk", r"discs?\b", "sciatica", "bursitis",
)  # fmt: skip
DISEASES = (
    "cauda", "equina", "compress", "abscess", "fractur", "dislocat", "arthritis", "septic",
    "psoas", "aneurysm", "aort", "heart attack", "embol", "clot", "isch", "torsion", "hernia",
    "strangulat", "ectopic", "discitis", "thrombo", "tumou?r", "cancer", "metasta", "stress frac",
    "atypical", "avuls", "bleeding into", "spondyl", "polymyalg", "avascular", "necros",
    "endometri", "shingles",
)  # fmt: skip
HISTORY = {
    "cancer": {".signs.cancer-history-new-pain.ask", ".signs.cancer-history-new-pain.short",
               ".profile.cancer-ever.ask", ".profile.cancer-ever.short"},
    "aneurysm": {".signs.sudden-tearing-pain.rewordings.0.help"},
    "clot": {".profile.blood-thinners.help"},
}  # fmt: skip
"""Where a history is asked for, which is not a word for what the answer may mean."""


@pytest.mark.parametrize("phrase", NEVER)
def test_no_text_holds_a_phrase_to_keep_out(phrase: str) -> None:
    assert not [p for p, text in TEXTS.items() if re.search(rf"\b{phrase}", text, re.IGNORECASE)]


@pytest.mark.parametrize("name", DISEASES)
def test_no_text_names_a_disease_that_an_answer_may_mean(name: str) -> None:
    found = {p for p, text in TEXTS.items() if re.search(rf"\b{name}", text, re.IGNORECASE)}
    assert found <= HISTORY.get(name, set())


def test_texts_are_plain_and_calm() -> None:
    assert len(TEXTS) > 200
    for path, text in TEXTS.items():
        assert "!" not in text, path
        assert text.replace("°", "").isascii(), path
        assert text == " ".join(text.split()), path
        assert not re.search(r"\b[A-Z]{4,}\b", text), path


def test_phrases_fit_into_a_sentence() -> None:
    phrases = [question.short for question in CHECKLIST.questions()]
    for phrase in (*phrases, *CHECKLIST.words.watch_for):
        assert phrase[0].islower(), phrase
        assert not set(".,;:?") & set(phrase), phrase
        assert not phrase.startswith(("you ", "your ", "is ", "are ", "has ")), phrase
    assert len(set(phrases)) == len(phrases)


def places(text: str) -> set[str]:
    """The names of the places to fill in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_advice_has_the_places_that_are_filled_in_and_no_other() -> None:
    assert {level: places(advice.text) for level, advice in CHECKLIST.advice.items()} == {
        Level.EMERGENCY: {"emergency_number"},
        Level.URGENT: {"emergency_number", "reasons"},
        Level.SEE_A_CLINICIAN: {"within_days", "reasons"},
        Level.KEEP_WATCHING: set(),
    }
    words = CHECKLIST.words
    assert places(words.before) == {"emergency_number"}
    assert places(words.unsure_emergency) == {"emergency_number"}
    assert places(words.low_mood) == {"emergency_number", "crisis_number"}
    with_places = {path for path, text in TEXTS.items() if places(text)}
    assert with_places == {
        ".advice.emergency.text",
        ".advice.urgent.text",
        ".advice.see-a-clinician.text",
        ".advice.see-a-clinician.title",
        ".words.before",
        ".words.unsure_emergency",
        ".words.low_mood",
    }


def test_a_check_without_signs_rules_nothing_out() -> None:
    advice = CHECKLIST.advice[Level.KEEP_WATCHING]
    assert advice.title == "You reported no warning sign today"
    for text in (advice.text, advice.aside_text):
        assert "you reported no warning sign today" in text.casefold()
        assert "does not rule out a serious cause; no questionnaire can" in text
        assert ", or right away if one of the changes below comes up" in text
    watched = " ".join(CHECKLIST.words.watch_for)
    for change in ("between the legs", "pee or poo", "weak or numb leg", "fever", "fall", "jump"):
        assert change in watched


def test_answers_set_aside_are_not_passed_over_in_silence() -> None:
    aside = {level for level, advice in CHECKLIST.advice.items() if advice.aside_text}
    assert aside == {Level.KEEP_WATCHING}
    advice = CHECKLIST.advice[Level.KEEP_WATCHING]
    for text in (advice.aside_title, advice.aside_text):
        assert "set aside" in text
        assert "unsure" in text


def test_an_emergency_comes_before_the_questions() -> None:
    before = CHECKLIST.words.before
    assert before.index("call {emergency_number} now") < before.index("numbness between your legs")
    assert "leave the questions" in before
    assert "call {emergency_number}" in CHECKLIST.advice[Level.EMERGENCY].text


def test_nothing_claims_a_review_that_did_not_happen() -> None:
    assert "not been reviewed by a clinician" in CHECKLIST.words.not_reviewed
    assert [path for path, text in TEXTS.items() if "reviewed" in text] == [".words.not_reviewed"]


# How hard the texts are to read

NAMES = re.compile(
    r"\b(alendronate|zoledronate|denosumab|romosozumab|prednisolone|osteoporosis|rheumatologist)\b",
    re.IGNORECASE,
)
"""Names that a person knows or does not need; they count as words of two syllables."""
ODD = {"area": 3, "diabetes": 4, "diet": 2, "people": 2, "someone": 2, "something": 2,
       "soreness": 2}  # fmt: skip
"""Syllables of words that the rule of thumb gets wrong."""


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e, es or ed at the end."""
    word = re.sub(r"[^a-z]", "", word.casefold())
    if word in ODD:
        return ODD[word]
    count = len(re.findall(r"[aeiouy]+", word))
    count -= bool(re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$|[^aeiouyscxzgh]es$", word))
    count += len(re.findall(r"i[ao]|eo|uou|[eoy]ing$", re.sub(r"[ctsxg]i[ao]", "", word)))
    return max(count, 1)


def grade(*texts: str) -> float:
    """The Flesch-Kincaid grade of the texts taken together."""
    sentences = words = spoken = 0
    for text in texts:
        plain = NAMES.sub("number", re.sub(r"\{\w+\}", "number", text))
        for sentence in re.split(r"[.?;:]+(?:\s|$)", plain):
            found = re.findall(r"[A-Za-z][A-Za-z']*|\d+", sentence.replace("-", " "))
            sentences += bool(found)
            words += len(found)
            spoken += sum(1 if word.isdigit() else syllables(word) for word in found)
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [("numb", 1), ("legs", 1), ("change", 1), ("changes", 2), ("noticed", 2), ("started", 2),
     ("help", 1), ("able", 2), ("muscle", 2), ("while", 1), ("bones", 1), ("passages", 3),
     ("little", 2), ("unable", 3), ("peeing", 2), ("trying", 2), ("reviewed", 2),
     ("different", 3), ("emergency", 4), ("clinician", 3),
     ("area", 3), ("examine", 3), ("injury", 3)],
)  # fmt: skip
def test_syllables_are_counted_well_enough(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_tells_easy_from_hard() -> None:
    assert grade("The cat sat on the mat.") < 1
    hard = "Progressive neurological deterioration necessitates immediate specialist evaluation."
    assert grade(hard) > 15


@pytest.mark.parametrize("question", CHECKLIST.questions(), ids=lambda question: question.id)
def test_every_question_and_its_help_are_easy_to_read(question: Question) -> None:
    assert grade(question.ask) <= 6.5
    assert grade(question.help) <= 8


def test_questions_and_help_are_of_grade_six_or_less_on_the_whole() -> None:
    questions = list(CHECKLIST.questions())
    assert fmean(grade(question.ask) for question in questions) <= 6
    assert fmean(grade(question.help) for question in questions) <= 6


@pytest.mark.parametrize("level", Level)
def test_advice_is_easy_to_read(level: Level) -> None:
    advice = CHECKLIST.advice[level]
    assert grade(advice.text) <= 6.5
    assert not advice.aside_text or grade(advice.aside_text) <= 6.5


def test_all_other_sentences_are_easy_to_read() -> None:
    sentences = {path: text for path, text in TEXTS.items() if text.endswith(".")}
    assert len(sentences) > 70
    assert {path: grade(text) for path, text in sentences.items() if grade(text) > 8} == {}
    words = [text for path, text in sentences.items() if path.startswith(".words.")]
    assert fmean(map(grade, words)) <= 6
