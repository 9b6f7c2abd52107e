"""Rules become dates: which ones, from when on, and which rules are refused."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler import cadence
from scheduler.cadence import Cadence, CadenceError, next_occurrence, occurrences
from scheduler.cadence.rules import Frequency, on_days

NINE = datetime(2026, 1, 1, 9, 0)


def dates(rule, start=NINE, after=None, limit=6):
    after = after or start.replace(tzinfo=UTC) - timedelta(days=1)
    kept = Cadence(rule, start, "UTC")
    cadence.check(kept)
    return [f"{one.local:%y-%m-%d}" for one in occurrences(kept, after, limit)]


def monthly(*days):
    return str(on_days(set(days), Frequency.MONTHLY))


def test_every_weekday_leaves_the_weekend_out():
    assert dates("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", limit=4) == [
        "26-01-01",
        "26-01-02",
        "26-01-05",
        "26-01-06",
    ]


def test_a_day_that_a_month_lacks_is_its_last_day():
    assert dates(monthly(31)) == [
        "26-01-31",
        "26-02-28",
        "26-03-31",
        "26-04-30",
        "26-05-31",
        "26-06-30",
    ]
    assert dates(monthly(29), limit=3) == ["26-01-29", "26-02-28", "26-03-29"]
    assert dates(monthly(30), datetime(2028, 1, 1, 9), limit=2) == ["28-01-30", "28-02-29"]


def test_days_that_fall_together_in_a_short_month_are_due_once():
    assert dates(monthly(1, 30, 31), limit=7) == [
        "26-01-01",
        "26-01-30",
        "26-01-31",
        "26-02-01",
        "26-02-28",
        "26-03-01",
        "26-03-30",
    ]
    assert dates(monthly(29, 30), datetime(2027, 2, 1, 9), limit=3) == [
        "27-02-28",
        "27-03-29",
        "27-03-30",
    ]


def test_the_29th_of_february_is_the_28th_in_other_years():
    rule = str(on_days({29}, Frequency.YEARLY, months=(2,)))

    assert dates(rule, limit=4) == ["26-02-28", "27-02-28", "28-02-29", "29-02-28"]


def test_business_days_are_counted_from_both_ends_of_the_month():
    business = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS="

    assert dates(business + "-1", limit=3) == ["26-01-30", "26-02-27", "26-03-31"]
    assert dates(business + "3", limit=3) == ["26-01-05", "26-02-04", "26-03-04"]


def test_the_first_and_the_last_of_a_weekday():
    assert dates("FREQ=MONTHLY;BYDAY=1MO", limit=3) == ["26-01-05", "26-02-02", "26-03-02"]
    assert dates("FREQ=MONTHLY;BYDAY=-1FR", limit=3) == ["26-01-30", "26-02-27", "26-03-27"]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=DAILY;INTERVAL=3", ["26-01-01", "26-01-04", "26-01-07"]),
        # The week of the start counts, though its Monday was before it.
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", ["26-01-02", "26-01-12", "26-01-16"]),
        ("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=3", ["26-01-03", "26-06-03", "26-11-03"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=3", ["26-03-03", "28-03-03", "30-03-03"]),
    ],
)
def test_an_interval_counts_from_the_period_of_the_start(rule, found):
    assert dates(rule, limit=3) == found


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=3",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=3",
    ],
)
def test_an_interval_keeps_its_phase_over_the_years(rule):
    kept = Cadence(rule, NINE, "UTC")
    everything = occurrences(kept, NINE.replace(tzinfo=UTC), 4000)
    late = [one for one in everything if one.local.year >= 2034][:20]

    assert len(late) > 5 or kept.rule.startswith("FREQ=YEARLY")
    assert occurrences(kept, datetime(2033, 12, 31, 23, tzinfo=UTC), len(late)) == late


def test_nothing_falls_due_before_the_start():
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)

    assert dates("FREQ=MONTHLY;BYMONTHDAY=1,15", datetime(2026, 1, 2, 9), long_ago, 1) == [
        "26-01-15"
    ]


def test_the_instant_itself_is_past_and_the_second_before_is_not():
    kept = Cadence("FREQ=DAILY", NINE, "UTC")
    due = datetime(2026, 1, 5, 9, tzinfo=UTC)

    assert next_occurrence(kept, due).at == due + timedelta(days=1)
    assert next_occurrence(kept, due - timedelta(seconds=1)).at == due


def test_a_cadence_of_many_years_costs_no_more_than_a_new_one():
    """A daily rule that is walked from its start would visit 80,000 days for each question."""
    kept = Cadence("FREQ=DAILY", datetime(1980, 1, 1, 9), "Europe/Berlin")

    for day in range(300):
        after = datetime(2199, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
        assert next_occurrence(kept, after).local == datetime(2199, 1, 2, 9) + timedelta(days=day)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=HOURLY", "at most once a day"),
        ("FREQ=MINUTELY;INTERVAL=5", "at most once a day"),
        ("FREQ=SECONDLY", "at most once a day"),
        ("", "cannot read"),
        ("nonsense", "cannot read"),
        ("FREQ=WEEKLY;;BYDAY=MO", "cannot read"),
        ("FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "cannot read"),
        ("INTERVAL=2", "FREQ="),
        ("FREQ=FORTNIGHTLY", "FREQ="),
        ("FREQ=DAILY;BYHOUR=9,17", "BYHOUR"),
        ("FREQ=DAILY;BYMINUTE=0,30", "BYMINUTE"),
        ("FREQ=DAILY;COUNT=3", "COUNT"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "UNTIL"),
        ("FREQ=YEARLY;BYYEARDAY=100", "BYYEARDAY"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO"),
        ("FREQ=YEARLY;BYEASTER=0", "BYEASTER"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=²", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=367", "INTERVAL"),
        ("FREQ=WEEKLY;INTERVAL=105;BYDAY=MO", "too rarely"),
        ("FREQ=DAILY;BYDAY=MO", "takes no days"),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=2", "only weekdays"),
        ("FREQ=WEEKLY;BYDAY=1MO", "only weekdays"),
        ("FREQ=WEEKLY", "on which day"),
        ("FREQ=MONTHLY", "on which day"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "not both"),
        ("FREQ=MONTHLY;BYDAY=5MO", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=-3MO", "first to fourth"),
        ("FREQ=MONTHLY;BYDAY=MO", "first to fourth"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9", "first to fourth"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=21", "first to fourth"),
        ("FREQ=MONTHLY;BYDAY=XX", "BYDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "Not every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "Not every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=2", "Not every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;BYSETPOS=1", "Not every month"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "no INTERVAL"),
        ("FREQ=MONTHLY;INTERVAL=5;BYMONTH=1,2;BYMONTHDAY=1", "no INTERVAL"),
        ("FREQ=YEARLY;BYMONTHDAY=1", "one month"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,-1;BYSETPOS=1", "never falls due"),
        ("FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1", "BYMONTH"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12", "too many"),
        ("FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 1000), "too long"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_in_a_sentence(rule, reason):
    with pytest.raises(CadenceError) as caught:
        cadence.check(Cadence(rule, NINE, "UTC"))

    assert reason in str(caught.value)
    assert str(caught.value).endswith((".", "in words."))


@pytest.mark.parametrize("zone", ["Berlin", "europe/berlin", "", "../../etc/passwd", "Mars/Base"])
def test_a_zone_that_is_none_is_refused(zone):
    with pytest.raises(CadenceError, match="time zone"):
        cadence.check(Cadence("FREQ=DAILY", NINE, zone))


@pytest.mark.parametrize(
    "start",
    [
        NINE.replace(tzinfo=UTC),
        NINE.replace(second=1),
        NINE.replace(year=1),
        NINE.replace(year=9999),
    ],
)
def test_a_start_that_is_no_local_minute_of_our_time_is_refused(start):
    with pytest.raises(CadenceError, match="start"):
        cadence.check(Cadence("FREQ=DAILY", start, "UTC"))
