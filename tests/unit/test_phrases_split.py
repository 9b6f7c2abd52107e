"""A name and its cadence in one line are told apart."""

import pytest

from scheduler import phrases
from scheduler.phrases import NotUnderstood


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Opening checks", "every weekday at 7:00"),
        ("Opening checks:", "every weekday at 7:00"),
        ("Payroll", "on the last business day of the month at 9"),
        ("Weekly report", "every Monday at 9"),
        ("Weekly report", "weekly on Monday at 9"),
        ("Daily", "every weekday at 7:00"),
        ("Sunday", "every Sunday at 9"),
        ("Monday Monday", "Monday at 9"),
        ("Second Friday drinks", "on Fridays at 17:00"),
        ("Step 1", "every day at 7"),
        ("Floor 2", "daily 7:00"),
        ("Area 51", "Mondays at 9"),
        ("Plan for March", "every Monday 9:00"),
        ("Turn the lights on", "every weekday at 7"),
        ("Manager steps in", "every weekday at 7"),
        ("Report,", "monthly on the 1st at 9"),
        ("Stocktake", "at 18:00 on the last day of each month"),
        ("Kasse zählen", "every day at 22:00"),
        ("", "every weekday at 7"),
        (
            "Filters",
            "every 3 months (January, April, July, October) on the 1st at 9:00",
        ),
    ],
)
def test_the_longest_trailing_part_that_can_be_read_is_the_cadence(name, phrase):
    found = phrases.split_trailing(f"{name}  {phrase}")

    assert found == (name, phrase, phrases.parse(phrase))


@pytest.mark.parametrize(
    ("line", "message", "suggestion"),
    [
        ("Opening checks every blursday at 7:00", "“blursday”", "every Thursday at 7:00"),
        ("Opening checks weekly at 9:30", "which day of the week", "every Monday at 9:30"),
        ("Opening checks every hour", "at most once a day", "every day at 7:00"),
        ("Opening checks", "how often", "every weekday at 7:00"),
        ("", "how often", "every weekday at 7:00"),
        ("word " * 80 + "every wensday at 9", "“wensday”", "every Wednesday at 9:00"),
        ("every weekday at 7:00 Opening checks", "“opening”", "every weekday at 7:00"),
    ],
)
def test_a_line_without_a_cadence_is_refused_by_its_likely_part(line, message, suggestion):
    with pytest.raises(NotUnderstood) as caught:
        phrases.split_trailing(line)

    assert message in caught.value.message
    assert caught.value.suggestion == suggestion
