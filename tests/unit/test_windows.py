"""Windows as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan import LONGEST_WINDOW
from scheduler.windows import WindowError, parse_window, parse_windows, spoken

FIVE = timedelta(minutes=5)


def read(text):
    """Return the window, or why there is none."""
    try:
        return parse_window(text, FIVE), None
    except WindowError as refused:
        return None, str(refused)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60", 60), ("60 min", 60), ("60min.", 60), ("60 minutes", 60), ("90m", 90),
        ("1h", 60), ("1 H", 60), ("2 hrs", 120), ("1 hour 30 minutes", 90), ("1h30", 90),
        ("1h 30m", 90), ("1 hour and 30 minutes", 90), ("1.5h", 90), ("2 days", 2880),
        ("1 day 12 hours", 2160), ("1 week", 10080), ("7d", 10080), ("300 seconds", 5),
        ("  1\u00a0h ", 60), ("1 day 2 hours 3 minutes", 1563), ("1d 2h 3m 60s", 1564),
    ],
)  # fmt: skip
def test_a_length_of_time_in_words(text, minutes):
    assert parse_window(text, FIVE) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("4", "at least 5 minutes; 4 minutes is too short"),
        ("0", "0 minutes is too short"),
        ("8 days", "at most 7 days; 8 days is too long"),
        ("999999 weeks", "too long"),
        ("", "Say how long"),
        ("soon", "I do not understand “soon”"),
        ("-5", "I do not understand"),
        ("5 potatoes", "I do not understand “5 potatoes”"),
        ("1h 1h", "more than one length of time"),
        ("30 1h", "more than one length of time"),
        ("9" * 3000, "I do not understand"),
        ("1h " * 1000, "I do not understand"),
    ],
)
def test_a_refusal_says_what_to_write(text, says):
    with pytest.raises(WindowError, match=says):
        parse_window(text, FIVE)


def test_the_minimum_is_the_callers():
    assert parse_window("1", timedelta(minutes=1)) == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60 60 120", (60, 60, 120)),
        ("1h 1h 2h", (60, 60, 120)),
        ("1h,1h,2h", (60, 60, 120)),
        ("60/60/120", (60, 60, 120)),
        ("1h 30m 10m", (60, 30, 10)),
        ("1 hour 30 minutes, 1h, 2 days", (90, 60, 2880)),
        ("1 hour 30 minutes 1h 2h", (90, 60, 120)),
        ("1h, 1h and 2h", (60, 60, 120)),
        ("90 min 1h 1 day", (90, 60, 1440)),
    ],
)
def test_three_windows_at_once(text, minutes):
    assert parse_windows(text, FIVE) == tuple(timedelta(minutes=m) for m in minutes)


@pytest.mark.parametrize("text", ["60", "60 60", "1 2 3 4", "1h, 1h, 1h, 1h", "", ",,"])
def test_anything_but_three_windows_is_refused(text):
    with pytest.raises(WindowError):
        parse_windows(text, timedelta(0))


@given(st.integers(0, 7 * 86400))
def test_a_spoken_window_reads_back_the_same(seconds):
    window = timedelta(seconds=seconds)
    assert parse_window(spoken(window), timedelta(0)) == window


@given(st.text(max_size=200))
def test_any_text_is_a_window_or_one_sentence(text):
    window, refusal = read(text)
    assert refusal.endswith(".") if window is None else FIVE <= window <= LONGEST_WINDOW
