"""Days behind us, in words."""

from datetime import date

import pytest

from scheduler.past_days import NotADayError, read_day

# A Monday.
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("1.10.2026", date(2026, 10, 1)),
        ("1. 10.", date(2026, 10, 1)),
        ("24.12.", date(2025, 12, 24)),
        ("1 Oct", date(2026, 10, 1)),
        ("1st of October", date(2026, 10, 1)),
        ("Oct 1st, 2024", date(2024, 10, 1)),
        ("december 24", date(2025, 12, 24)),
        ("Sept 3", date(2026, 9, 3)),
        ("29 Feb", date(2024, 2, 29)),
        ("October", date(2026, 10, 1)),
        ("december", date(2025, 12, 1)),
        ("may 2025", date(2025, 5, 1)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        ("monday", date(2026, 11, 16)),
        ("last  Friday", date(2026, 11, 20)),
        ("sun", date(2026, 11, 22)),
        ("this week", TODAY),
        ("last week", date(2026, 11, 16)),
        ("this month", date(2026, 11, 1)),
        ("last month", date(2026, 10, 1)),
        ("this year", date(2026, 1, 1)),
        ("last year", date(2025, 1, 1)),
        ("1 day ago", date(2026, 11, 22)),
        ("3 weeks ago", date(2026, 11, 2)),
        ("9 months ago", date(2026, 2, 23)),
        ("2 years ago", date(2024, 11, 23)),
    ],
)
def test_a_day_in_words_is_the_last_one_of_that_name(text, day):
    assert read_day(text, TODAY) == day


def test_months_ago_end_with_their_months():
    assert read_day("1 month ago", date(2026, 3, 31)) == date(2026, 2, 28)
    assert read_day("12 months ago", date(2024, 2, 29)) == date(2023, 2, 28)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "30 Feb", "2026-02-30", "10/01/2026", "9999 years ago", "0000-01-01", "=1+1", "²"],
)
def test_what_is_no_day_is_refused_with_examples(text):
    with pytest.raises(NotADayError, match=r"do not understand .* 2026-10-01"):
        read_day(text, TODAY)


def test_a_day_that_is_ahead_is_refused():
    with pytest.raises(NotADayError, match="2026-11-24 is still ahead"):
        read_day("2026-11-24", TODAY)
