"""Where a cadence that somebody typed begins to count."""

from datetime import UTC, datetime, time

from scheduler import phrases
from scheduler.cadence import next_occurrence, occurrences
from scheduler.phrases import Reading

ZONE = "Europe/Berlin"
WEDNESDAY = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def coming(phrase, now=WEDNESDAY, limit=4):
    reading = phrases.parse(phrase)
    kept = phrases.start_for(reading, reading.time, ZONE, now)
    return [f"{one.local:%a %d %b}" for one in occurrences(kept, now, limit)]


def test_counting_weeks_begins_with_the_first_day_that_is_still_to_come():
    assert coming("every other Tuesday at 9") == [
        "Tue 24 Nov",
        "Tue 08 Dec",
        "Tue 22 Dec",
        "Tue 05 Jan",
    ]
    assert coming("every 3 weeks on Monday and Thursday at 9") == [
        "Thu 19 Nov",
        "Mon 07 Dec",
        "Thu 10 Dec",
        "Mon 28 Dec",
    ]


def test_today_counts_as_long_as_its_time_has_not_passed():
    assert coming("every other Wednesday at 14:00", limit=2) == ["Wed 18 Nov", "Wed 02 Dec"]
    assert coming("every other Wednesday at 9:00", limit=2) == ["Wed 25 Nov", "Wed 09 Dec"]
    assert coming("every other day at 9:00", limit=2) == ["Thu 19 Nov", "Sat 21 Nov"]


def test_counting_months_and_years_begins_with_the_first_one_to_come():
    assert coming("every 5 months on the 3rd at 9", limit=3) == [
        "Thu 03 Dec",
        "Mon 03 May",
        "Sun 03 Oct",
    ]
    assert coming("every 2 years on March 3 at 9", limit=2) == ["Wed 03 Mar", "Sat 03 Mar"]


def test_quarters_do_not_depend_on_when_they_were_typed():
    later = datetime(2026, 12, 24, tzinfo=UTC)

    assert coming("quarterly on the 1st at 9", limit=2) == ["Fri 01 Jan", "Thu 01 Apr"]
    assert coming("quarterly on the 1st at 9", later, limit=2) == ["Fri 01 Jan", "Thu 01 Apr"]


def test_a_cadence_starts_today_by_the_date_of_its_zone():
    now = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    reading = Reading("FREQ=DAILY", None, ())

    kept = phrases.start_for(reading, time(7, 0), ZONE, now)

    assert (kept.rule, kept.start, kept.zone) == ("FREQ=DAILY", datetime(2026, 11, 19, 7), ZONE)
    assert next_occurrence(kept, now).local == datetime(2026, 11, 19, 7)
