"""What is expected is written soundly, so that no grade rests on a slip of the pen."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from expectations import EXPECTED, load_expectations, load_phrases

from scheduler import cadence, phrases
from scheduler.cadence.rule_text import RuleError, parse_rule

EXPECTATIONS = load_expectations()
PHRASES = load_phrases()
REAL_FILES = Path(__file__).parents[2].parent / "shared/data/intake"
# Midnight in Berlin.
NOW = datetime(2026, 11, 21, 23, tzinfo=UTC)
LACKS_A_DAY = {"day", "month", "which-days", "meaning", "event", "opening"}
FULL = [phrase for phrase in PHRASES if phrase.occurrences]


def is_full(rrule):
    try:
        return str(parse_rule(rrule)) == rrule
    except RuleError:
        return False


def test_there_are_phrases_of_each_language():
    count = {
        language: sum(one.language == language for one in PHRASES) for language in ("de", "es")
    }

    assert len(PHRASES) >= 320
    assert min(count.values()) >= 60
    assert sum(one.ask == "none" for one in PHRASES) >= 40
    assert {one.trust for one in PHRASES} == {"field", "heading", "lead", "prose", "title"}


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda one: one.text)
def test_a_phrase_has_occurrences_exactly_where_its_rule_is_whole(phrase):
    assert is_full(phrase.rrule) == (len(phrase.occurrences) == 3)
    assert is_full(phrase.rrule) or phrase.ask in LACKS_A_DAY | {"none"}
    assert phrase.ask != "none" or phrase.rrule == ""
    assert phrase.otherwise != phrase.rrule


@pytest.mark.parametrize("phrase", FULL, ids=lambda one: one.text)
def test_the_expected_rule_falls_due_on_the_expected_days(phrase):
    at = time.fromisoformat(phrase.time or "09:00")
    reading = phrases.Reading(phrase.rrule, at, ())
    due = phrases.start_for(reading, at, "Europe/Berlin", NOW)

    now, days = NOW, []
    for _ in range(3):
        found = cadence.next_occurrence(due, now)
        now = found.at
        days.append(found.local.date())

    assert tuple(days) == phrase.occurrences


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda one: one.file)
def test_nothing_but_pointers_is_kept_of_a_file(expectation):
    pointers = [name for process in expectation.processes for name in process.names]
    pointers += [step.begins for process in expectation.processes for step in process.steps]
    pointers += [step.cadence or "" for process in expectation.processes for step in process.steps]

    assert all(len(pointer.split()) <= 3 for pointer in pointers)
    assert all(process.steps for process in expectation.processes)


def test_each_real_file_has_an_expectation():
    if not REAL_FILES.is_dir():
        pytest.skip("the real files are not on this machine")
    files = {str(path.relative_to(REAL_FILES)) for path in REAL_FILES.glob("*/*") if path.is_file()}

    assert files == {one.file for one in EXPECTATIONS}
    assert len(list((EXPECTED / "files").iterdir())) == len(EXPECTATIONS)
