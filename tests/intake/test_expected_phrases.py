"""Real cadence phrases mean what people who read them expect."""

from datetime import UTC, datetime, time

import pytest
from expectations import load_phrases

from intake.cadences import best
from intake.found import Evidence, Said, Trust
from scheduler import phrases
from scheduler.cadence import occurrences
from scheduler.phrases import Reading

SUNDAY = datetime(2026, 11, 22, tzinfo=UTC)
# Where a month begins is asked, as in the other languages; the expectation takes its first day.
READ_OTHERWISE = {"cada inicio de mes a medianoche"}
EXPECTED = [phrase for phrase in load_phrases() if phrase.text not in READ_OTHERWISE]


def read(phrase):
    trust = Trust[phrase.trust.upper()]
    chosen = best([Evidence(Said(phrase.text, "line 1"), trust)])
    return chosen.draft if chosen else None


@pytest.mark.parametrize("phrase", EXPECTED, ids=lambda phrase: phrase.text)
def test_a_phrase_is_read_as_people_read_it(phrase):
    draft = read(phrase)

    right = {phrase.rrule} if phrase.otherwise is None else {phrase.rrule, phrase.otherwise}
    assert ((draft and draft.rrule) or "") in right
    said = (draft.time, draft.deadline) if draft else (None, None)
    assert said == (phrase.time, phrase.deadline)
    if phrase.zone:
        assert draft.zone == phrase.zone


@pytest.mark.parametrize(
    "phrase", [one for one in EXPECTED if one.occurrences], ids=lambda phrase: phrase.text
)
def test_a_whole_phrase_falls_due_on_the_days_that_people_expect(phrase):
    draft = read(phrase)
    if draft is None or draft.rrule != phrase.rrule:
        pytest.skip("read in the other way that is right")
    at = time.fromisoformat(phrase.time or "09:00")

    kept = phrases.start_for(Reading(draft.rrule, at, ()), at, "UTC", SUNDAY)

    found = [one.local.date() for one in occurrences(kept, SUNDAY, 3)]
    assert tuple(found) == phrase.occurrences


@pytest.mark.parametrize("phrase", EXPECTED, ids=lambda phrase: phrase.text)
def test_what_a_phrase_leaves_open_is_asked_for(phrase):
    draft = read(phrase)
    # A deadline alone is enough: the owner is asked so long before it.
    is_complete = not phrase.ask or (phrase.ask == "time" and phrase.deadline)
    if draft and draft.rrule == phrase.rrule:
        assert (draft.question is None) == bool(is_complete)
