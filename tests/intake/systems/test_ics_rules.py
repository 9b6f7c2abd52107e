from contextlib import suppress
from datetime import date, datetime
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.systems.ics_rules import end_of, kept_rule
from scheduler.cadence.rule_text import RuleError

# A Wednesday.
START = date(2025, 1, 15)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;INTERVAL=3"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=WE"),
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO;WKST=MO", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        ("FREQ=WEEKLY;UNTIL=20301231T225959Z;BYDAY=SU", "FREQ=WEEKLY;BYDAY=SU"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYDAY=+1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (
            "FREQ=MONTHLY;BYDAY=FR,TH,WE,TU,MO;BYSETPOS=-1",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        ("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;INTERVAL=12;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=1;BYDAY=-1FR"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"),
        ("FREQ=YEARLY;BYMONTH=3", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1", "FREQ=MONTHLY;BYMONTH=3,9;BYMONTHDAY=1"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=MO;BYSETPOS=1", "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO"),
    ],
)
def test_a_rule_is_kept_with_what_its_start_says(written: str, kept: str) -> None:
    assert kept_rule(written, START) == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("FREQ=HOURLY", "at most once a day"),
        ("FREQ=MINUTELY;INTERVAL=30", "at most once a day"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=8", "8 times only"),
        ("FREQ=DAILY;BYHOUR=9,17", "BYHOUR"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("FREQ=YEARLY;BYYEARDAY=100", "BYYEARDAY"),
        ("FREQ=YEARLY;BYDAY=1MO", "one month"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYDAY=TU;BYSETPOS=2", "one month"),
        ("FREQ=MONTHLY;BYDAY=5MO", "cannot be 5"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "last day"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE;WKST=SU", "begin on SU"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU;RSCALE=HEBREW", "RSCALE"),
        ("FREQ=WEEKLY;BYMONTH=6", "takes only weekdays"),
        ("FREQ=MONTHLY;INTERVAL=0", "cannot be 0"),
        ("FREQ=FORTNIGHTLY", "as a calendar's rules are"),
        ("", "as a calendar's"),
        ("every monday", "as a calendar's"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_with_a_sentence(written: str, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        kept_rule(written, START)


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("FREQ=DAILY;UNTIL=20250301", date(2025, 3, 1)),
        ("FREQ=DAILY;UNTIL=20250301T120000Z", date(2025, 3, 1)),
        ("FREQ=DAILY", None),
        ("FREQ=DAILY;UNTIL=soon", None),
        ("FREQ=DAILY;UNTIL=P1D", None),
    ],
)
def test_the_end_of_a_rule_is_its_last_day(written: str, end: date | None) -> None:
    assert end_of(written) == end


DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1)
NTHS = st.sampled_from(["", "1", "2", "-1", "+3", "5"])
PARTS = {
    "INTERVAL": st.integers(1, 24).map(str),
    "WKST": st.sampled_from(["MO", "SU", "SA"]),
    "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(
        lambda months: ",".join(map(str, months))
    ),
    "BYMONTHDAY": st.sampled_from(["1", "15", "28", "31", "-1", "1,15", "-2"]),
    "BYDAY": st.tuples(NTHS, DAYS).map(lambda one: ",".join(one[0] + day for day in set(one[1]))),
    "BYSETPOS": st.sampled_from(["1", "2", "-1", "1,-1"]),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    chosen = draw(st.sets(st.sampled_from(sorted(PARTS)), max_size=4))
    return ";".join([f"FREQ={frequency}", *(f"{n}={draw(PARTS[n])}" for n in sorted(chosen))])


@settings(max_examples=400)
@given(rules(), st.dates(date(2020, 1, 1), date(2028, 12, 31)))
def test_a_kept_rule_falls_on_the_days_of_the_calendar_s(written: str, start: date) -> None:
    try:
        kept = kept_rule(written, start)
    except RuleError:
        return
    begins = datetime(start.year, start.month, start.day, 9)
    theirs, ours = (rrulestr(text, dtstart=begins) for text in (written, kept))
    assert list(islice(ours, 12)) == list(islice(theirs, 12))


@settings(max_examples=300)
@given(st.text(max_size=60), st.dates())
def test_any_text_is_a_rule_or_refused(written: str, start: date) -> None:
    end_of(written)
    with suppress(RuleError):
        kept_rule(written, start)
