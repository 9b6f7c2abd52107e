"""Where clocks change: skipped times, doubled times, a skipped day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.cadence import Cadence, Occurrence, next_occurrence, occurrences


def daily(at, zone):
    return Cadence("FREQ=DAILY", datetime(2010, 1, 1, *map(int, at.split(":"))), zone)


def on(day, at, zone):
    """The occurrence of one day, as its instant in UTC."""
    midnight = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone))
    found = occurrences(daily(at, zone), midnight.astimezone(UTC) - timedelta(hours=1), 3)
    return next(f"{one.at:%Y-%m-%d %H:%M}" for one in found if f"{one.local:%Y-%m-%d}" == day)


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        # From 2:00 to 3:00 the clock shows nothing.
        ("2026-03-29", "1:59", "Europe/Berlin", "2026-03-29 00:59"),
        ("2026-03-29", "2:00", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29", "2:30", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29", "2:59", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-29", "3:00", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-03-08", "2:30", "America/New_York", "2026-03-08 07:00"),
        # Half an hour, from 2:00 to 2:30.
        ("2026-10-04", "2:15", "Australia/Lord_Howe", "2026-10-03 15:30"),
        ("2026-10-04", "2:30", "Australia/Lord_Howe", "2026-10-03 15:30"),
        # At midnight, so that the day begins at 1:00.
        ("2017-10-15", "0:30", "America/Sao_Paulo", "2017-10-15 03:00"),
    ],
)
def test_a_skipped_time_means_the_first_instant_after_the_gap(day, at, zone, utc):
    assert on(day, at, zone) == utc


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        ("2026-10-25", "1:59", "Europe/Berlin", "2026-10-24 23:59"),
        ("2026-10-25", "2:30", "Europe/Berlin", "2026-10-25 00:30"),
        ("2026-10-25", "3:00", "Europe/Berlin", "2026-10-25 02:00"),
        ("2026-11-01", "1:30", "America/New_York", "2026-11-01 05:30"),
        ("2026-04-05", "1:45", "Australia/Lord_Howe", "2026-04-04 14:45"),
    ],
)
def test_a_doubled_time_means_the_first_of_the_two(day, at, zone, utc):
    assert on(day, at, zone) == utc


def test_the_run_keeps_the_time_of_the_rule_as_its_key():
    found = next_occurrence(daily("2:30", "Europe/Berlin"), datetime(2026, 3, 28, 12, tzinfo=UTC))

    assert found == Occurrence(
        datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    )


def test_the_second_of_two_doubled_times_is_not_due_again():
    kept = daily("2:30", "Europe/Berlin")
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)

    assert next_occurrence(kept, between).local == datetime(2026, 10, 26, 2, 30)


def test_work_on_a_day_that_a_zone_skips_is_due_when_the_next_day_begins():
    found = occurrences(daily("7:00", "Pacific/Apia"), datetime(2011, 12, 28, 18, tzinfo=UTC), 3)

    assert [(f"{one.local:%d %H:%M}", f"{one.at:%d %H:%M}") for one in found] == [
        ("29 07:00", "29 17:00"),
        ("30 07:00", "30 10:00"),
        ("31 07:00", "30 17:00"),
    ]


def test_two_days_that_begin_at_one_instant_are_due_once_by_the_day_that_exists():
    kept = daily("0:00", "Pacific/Apia")

    found = occurrences(kept, datetime(2011, 12, 28, 12, tzinfo=UTC), 3)

    assert [f"{one.local:%d}" for one in found] == ["29", "31", "01"]
    assert next_occurrence(kept, found[0].at) == found[1]
