"""Every kind of rule that a cadence can have, for property tests."""

from hypothesis import strategies as st

from scheduler.cadence.rules import (
    BUSINESS_DAYS,
    LONGEST_MONTHS,
    MOST,
    NTHS,
    WEEKDAYS,
    Frequency,
    Rule,
    Weekday,
    in_month_order,
    on_days,
    weekday_order,
    weekly,
)

_ROUND = {2, 3, 4, 6, 12}
_DAYS = st.sets(st.sampled_from([*range(1, 32), -1]), min_size=1, max_size=10)
_NTHS = st.sets(
    st.builds(Weekday, st.sampled_from(NTHS), st.sampled_from(WEEKDAYS)), min_size=1, max_size=4
)
_POSITIONS = st.sets(st.sampled_from([*range(1, 21), -2, -1]), min_size=1, max_size=6)


@st.composite
def _periods(draw):
    """A frequency by months with its interval and months."""
    if draw(st.booleans()):
        interval = draw(st.integers(1, MOST[Frequency.YEARLY]))
        return Frequency.YEARLY, interval, (draw(st.integers(1, 12)),)
    months = draw(st.sets(st.integers(1, 12), max_size=12))
    if len(months) > 1:
        return Frequency.MONTHLY, 1, tuple(sorted(months))
    intervals = [n for n in range(1, MOST[Frequency.MONTHLY] + 1) if n not in _ROUND]
    return Frequency.MONTHLY, draw(st.sampled_from(intervals)), ()


@st.composite
def _monthly(draw):
    frequency, interval, months = draw(_periods())
    match draw(st.sampled_from(["days", "nths", "business days"])):
        case "days":
            days = draw(_DAYS)
            if frequency == Frequency.YEARLY:
                days = {min(day, LONGEST_MONTHS[months[0]]) for day in days}
            return on_days(days, frequency, interval, months)
        case "nths":
            nths = tuple(sorted(draw(_NTHS), key=weekday_order))
            return Rule(frequency, interval, months, weekdays=nths)
    weekdays = tuple(Weekday(0, day) for day in BUSINESS_DAYS)
    positions = in_month_order(draw(_POSITIONS))
    return Rule(frequency, interval, months, weekdays=weekdays, positions=positions)


rules = st.one_of(
    st.builds(Rule, st.just(Frequency.DAILY), st.integers(1, MOST[Frequency.DAILY])),
    st.builds(
        weekly,
        st.sets(st.sampled_from(WEEKDAYS), min_size=1),
        st.integers(1, MOST[Frequency.WEEKLY]),
    ),
    _monthly(),
)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "UTC",
)
