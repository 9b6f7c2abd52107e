"""A moment in words, seen from a Wednesday at 10:12 in Berlin."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.moments import LATEST, MomentError, bounded, read_moment

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 9, 12, 33, tzinfo=UTC)
UNDERSTOOD = {
    # A day.
    "until Monday": "Mon 2026-11-30 00:00",
    "UNTIL MONDAY!": "Mon 2026-11-30 00:00",
    "till mon.": "Mon 2026-11-30 00:00",
    "Wednesday": "Wed 2026-12-02 00:00",
    "this Friday": "Fri 2026-11-27 00:00",
    "tomorrow": "Thu 2026-11-26 00:00",
    "the day after tomorrow": "Fri 2026-11-27 00:00",
    "until 3 January": "Sun 2027-01-03 00:00",
    "the 3rd of January": "Sun 2027-01-03 00:00",
    "January 3rd, 2027": "Sun 2027-01-03 00:00",
    "Sunday, 3 January": "Sun 2027-01-03 00:00",
    "the 3rd": "Thu 2026-12-03 00:00",
    "until January": "Fri 2027-01-01 00:00",
    "29 February": "Tue 2028-02-29 00:00",
    "2026-12-24": "Thu 2026-12-24 00:00",
    "24.12.": "Thu 2026-12-24 00:00",
    "3.12.2026": "Thu 2026-12-03 00:00",
    "24/12": "Thu 2026-12-24 00:00",
    "12/12/2026": "Sat 2026-12-12 00:00",
    "next week": "Mon 2026-11-30 00:00",
    "next Monday": "Mon 2026-11-30 00:00",
    "Tuesday next week": "Tue 2026-12-01 00:00",
    "next month": "Tue 2026-12-01 00:00",
    "next year": "Fri 2027-01-01 00:00",
    # A day and a time.
    "until Monday 9:00": "Mon 2026-11-30 09:00",
    "Monday at 9": "Mon 2026-11-30 09:00",
    "Monday 9am": "Mon 2026-11-30 09:00",
    "9:00 on Monday": "Mon 2026-11-30 09:00",
    "until 2026-12-24 8:00": "Thu 2026-12-24 08:00",
    "2026-12-24T08:00": "Thu 2026-12-24 08:00",
    "24.12. 8:00": "Thu 2026-12-24 08:00",
    "24 Dec 2026, 17h": "Thu 2026-12-24 17:00",
    "tomorrow noon": "Thu 2026-11-26 12:00",
    "tomorrow morning": "Thu 2026-11-26 09:00",
    "tomorrow at 7 in the evening": "Thu 2026-11-26 19:00",
    "tonight": "Wed 2026-11-25 22:00",
    "tonight at 8": "Wed 2026-11-25 20:00",
    "today 17:00": "Wed 2026-11-25 17:00",
    # What has gone by means the next one.
    "Wednesday 9:00": "Wed 2026-12-02 09:00",
    "Wednesday 11:00": "Wed 2026-11-25 11:00",
    "9:00": "Thu 2026-11-26 09:00",
    "at 11": "Wed 2026-11-25 11:00",
    "noon": "Wed 2026-11-25 12:00",
    "midnight": "Thu 2026-11-26 00:00",
    "1 November": "Mon 2027-11-01 00:00",
    "25 November 9:00": "Thu 2027-11-25 09:00",
    # A length.
    "for two weeks": "Wed 2026-12-09 10:13",
    "for 3 days": "Sat 2026-11-28 10:13",
    "3 days": "Sat 2026-11-28 10:13",
    "in a fortnight": "Wed 2026-12-09 10:13",
    "for the next 3 days": "Sat 2026-11-28 10:13",
    "for 1 week and 2 days": "Fri 2026-12-04 10:13",
    "for a month": "Fri 2026-12-25 10:13",
    "for 30 minutes": "Wed 2026-11-25 10:43",
    "half an hour": "Wed 2026-11-25 10:43",
    "1h30m": "Wed 2026-11-25 11:43",
    "2 hours from now": "Wed 2026-11-25 12:13",
    "for today": "Thu 2026-11-26 00:00",
    "for the rest of the week": "Mon 2026-11-30 00:00",
    "until the end of the month": "Tue 2026-12-01 00:00",
}
REFUSED = {
    "": "Say until when",
    "until": "Say until when",
    "whenever": "do not understand “whenever”; write for example “Monday 9:00”",
    "until mondy 9:00": "did you mean “until monday 9:00”?",
    "tomorow": "did you mean “tomorrow”?",
    "today": "That is today; say the time",
    "25 November": "That is today; say the time",
    "today 9:00": "over already",
    "2025-01-01": "over already",
    "for 0 days": "over already",
    "for 3 years": "more than two years away",
    "3 January 2030": "more than two years away",
    "3 January 9999": "do not know the year 9999",
    "next Friday": "can mean 27 November or 4 December; write the date",
    "next Wednesday": "Today is a Wednesday; for the one in a week write “2 December”",
    "3/1": "can be two days",
    "9": "can be a day or an hour",
    "tomorrow midnight": "its beginning or its end",
    "31 June": "June has no day 31",
    "29 February 2027": "February 2027 has no day 29",
    "24.13.": "There is no month 13",
    "the 32nd": "No month has a day 32",
    "Monday 3 January": "3 January is a Sunday",
    "Monday 25:00": "not a time of day",
    "Monday Tuesday": "two days",
    "Monday 9:00 10:00": "two times",
    "tomorrow 3 January": "two days",
    "Monday next month": "two days",
    "next": "needs a weekday",
    "x" * 3000: "too long",
    "for " + "999 years " * 8: "more than two years away",
}


def read(text, now=NOW, zone=BERLIN):
    return f"{read_moment(text, zone, now).astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


@pytest.mark.parametrize(("text", "moment"), UNDERSTOOD.items())
def test_what_people_say_is_the_moment_that_they_mean(text, moment):
    assert read(text) == moment


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_is_no_moment_is_refused_in_one_sentence(text, why):
    with pytest.raises(MomentError) as refused:
        read_moment(text, BERLIN, NOW)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_words_are_meant_in_the_zone_of_whoever_says_them():
    assert read_moment("tomorrow 9:00", "Asia/Tokyo", NOW) == datetime(2026, 11, 26, 0, tzinfo=UTC)
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert read("tomorrow", late) == "Fri 2026-11-27 00:00"
    assert read("tomorrow", late, "America/New_York") == "Thu 2026-11-26 00:00"


def test_a_wall_time_that_does_not_exist_means_the_first_instant_after_the_gap():
    now = datetime(2027, 3, 27, 9, tzinfo=UTC)
    assert read("tomorrow 2:30", now) == "Sun 2027-03-28 03:00"
    assert read("for 16 hours and 30 minutes", now) == "Sun 2027-03-28 03:30"
    half_past_two = datetime(2027, 3, 27, 1, 30, tzinfo=UTC)
    assert read("for 1 day", half_past_two) == "Sun 2027-03-28 03:00"


def test_a_wall_time_that_comes_twice_means_the_first():
    now = datetime(2026, 10, 24, 9, tzinfo=UTC)
    assert read_moment("tomorrow 2:30", BERLIN, now) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_days_keep_the_time_on_the_wall_and_hours_are_hours():
    now = datetime(2026, 10, 24, 10, tzinfo=UTC)
    assert read("for 1 day", now) == "Sun 2026-10-25 12:00"
    assert read("for 24 hours", now) == "Sun 2026-10-25 11:00"


def test_a_month_from_the_31st_ends_on_the_last_day():
    assert read("for a month", datetime(2027, 1, 31, 9, tzinfo=UTC)) == "Sun 2027-02-28 10:00"


def test_an_instant_that_was_picked_has_the_same_bounds():
    assert bounded(NOW + LATEST, NOW) == NOW + LATEST
    for at in (NOW, NOW - timedelta(days=1), NOW + LATEST + timedelta(seconds=1)):
        with pytest.raises(MomentError):
            bounded(at, NOW)


SOME = (
    "until for next monday 9:00 3 january 2027 24.12. 3rd noon tomorrow the week at 29 february "
    "two days and end of rest tonight midnight 2026-12-24 1/2 mon. , ."
)
WORDS = st.sampled_from(SOME.split())
ANYTHING = st.one_of(st.text(max_size=250), st.lists(WORDS, max_size=6).map(" ".join))
ZONES = st.sampled_from([BERLIN, "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "UTC"])
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)


def outcome(text, zone, now):
    try:
        return read_moment(text, zone, now), None
    except MomentError as refused:
        return None, str(refused)


@given(ANYTHING, ZONES, INSTANTS)
def test_whatever_is_typed_is_a_whole_minute_to_come_or_one_sentence(text, zone, now):
    at, refusal = outcome(text, zone, now)
    if at is None:
        assert refusal.endswith((".", "?"))
        assert len(refusal) < 300
    else:
        assert at.tzinfo is UTC
        assert (at.second, at.microsecond) == (0, 0)
        assert now < at <= now + LATEST + timedelta(minutes=1)
