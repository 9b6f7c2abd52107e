"""How a cadence is said back, and what is noted about it."""

import pytest

from scheduler import phrases


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("weekdays 7am", "every weekday at 7:00"),
        ("every second Tuesday 6.30pm", "every other Tuesday at 18:30"),
        ("every two weeks on Mon and Thu at 9", "every 2 weeks on Monday and Thursday at 9:00"),
        ("weekends at 10", "every Saturday and Sunday at 10:00"),
        ("every 2 days at midnight", "every other day at 0:00"),
        ("1st and 15th at noon", "on the 1st and 15th of each month at 12:00"),
        ("monthly on the 31st 9:05", "on the 31st of each month at 9:05"),
        ("end of month at 9", "on the last day of each month at 9:00"),
        (
            "last working day of the month 16:00",
            "on the last business day of each month at 16:00",
        ),
        ("first Mon of the month at 9", "on the first Monday of each month at 9:00"),
        (
            "2nd and 4th Mon of the month at 9",
            "on the second and fourth Monday of each month at 9:00",
        ),
        (
            "quarterly on the 1st at 9",
            "every 3 months (January, April, July, October) on the 1st at 9:00",
        ),
        (
            "last day of the quarter at 9",
            "every 3 months (March, June, September, December) on the last day at 9:00",
        ),
        ("every Jan and Feb on the 2nd at 9", "every January and February on the 2nd at 9:00"),
        ("every 5 months on the 3rd at 9", "every 5 months on the 3rd at 9:00"),
        ("annually on 3 Mar at 9", "every year on March 3 at 9:00"),
        ("last Fri of March every year at 9", "every year on the last Friday of March at 9:00"),
    ],
)
def test_a_rule_is_said_in_these_words(phrase, words):
    reading = phrases.parse(phrase)

    assert phrases.describe(reading.rule, reading.time) == words


@pytest.mark.parametrize(
    ("phrase", "note"),
    [
        ("biweekly on Monday at 9", "“Biweekly” is read as every 2 weeks."),
        ("monthly on the 31st", "Where a month has no 31st, it is due on the last day."),
        ("1st, 30th and 31st", "Where a month has no 30th or 31st, it is due on the last day."),
        ("every year on February 29", "Where a month has no 29th, it is due on the last day."),
        ("daily at midnight", "Midnight is read as 0:00, when the day begins."),
        ("every third Monday at 9", "Read as every 3 weeks, not as one of each month."),
        (
            "quarterly on the 1st",
            "That is in January, April, July and October; name other months to change it.",
        ),
    ],
)
def test_a_reading_that_may_surprise_says_so(phrase, note):
    assert phrases.parse(phrase).notes == (note,)


@pytest.mark.parametrize(
    "phrase",
    ["every weekday at 7", "monthly on the 28th", "every second Friday", "April 30 yearly"],
)
def test_a_plain_reading_has_no_notes(phrase):
    assert phrases.parse(phrase).notes == ()
