"""What holds for every cadence, whatever its rule, zone and start."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from cadence_strategies import ZONES, rules, times
from hypothesis import given
from hypothesis import strategies as st

from scheduler import cadence
from scheduler.cadence import Cadence, next_occurrence, occurrences
from scheduler.cadence.rule_text import parse_rule
from scheduler.cadence.rules import LAST_DAY, WEEKDAYS, Frequency

DAY = timedelta(days=1)
starts = st.builds(datetime.combine, st.dates(date(2005, 1, 1), date(2030, 12, 31)), times)
cadences = st.builds(Cadence, rules.map(str), starts, st.sampled_from(ZONES))
instants = st.datetimes(datetime(2006, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def length_of(day: date) -> int:
    return ((day.replace(day=28) + 4 * DAY).replace(day=1) - DAY).day


def is_in_period(rule, day: date, start: date) -> bool:
    """Tell whether INTERVAL, counted from the period of the start, meets this day's period."""
    match rule.frequency:
        case Frequency.DAILY:
            passed = (day - start).days
        case Frequency.WEEKLY:
            passed = (day - (start - start.weekday() * DAY)).days // 7
        case Frequency.MONTHLY:
            passed = (day.year - start.year) * 12 + day.month - start.month
        case Frequency.YEARLY:
            passed = day.year - start.year
    return passed % rule.interval == 0


def is_due(rule, day: date) -> bool:
    """Judge one day by what the words of the rule mean, not by how it is written."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.frequency == Frequency.DAILY:
        return True
    name, length = WEEKDAYS[day.weekday()], length_of(day)
    if rule.frequency == Frequency.WEEKLY:
        return name in {one.day for one in rule.weekdays}
    if rule.month_days:
        wanted = (
            [d for d in rule.month_days if d != LAST_DAY] if rule.positions else rule.month_days
        )
        return day.day in {length if d == LAST_DAY else min(d, length) for d in wanted}
    if rule.positions:
        business = [d for d in range(1, length + 1) if day.replace(day=d).weekday() < 5]
        chosen = {business[n - 1] if n > 0 else business[n] for n in rule.positions}
        return day.day in chosen
    same = [d for d in range(1, length + 1) if day.replace(day=d).weekday() == day.weekday()]
    return any(
        day.day == (same[one.nth - 1] if one.nth > 0 else same[one.nth])
        for one in rule.weekdays
        if one.day == name
    )


@given(cadences, instants)
def test_occurrences_agree_with_judging_day_by_day(kept, after):
    rule, end = parse_rule(kept.rule), after + 500 * DAY
    first = max(kept.start.date(), (after - 2 * DAY).date())
    days = [first + n * DAY for n in range(504)]
    due = [d for d in days if is_due(rule, d) and is_in_period(rule, d, kept.start.date())]
    zone = ZoneInfo(kept.zone)

    found = [one for one in occurrences(kept, after, 520) if one.at <= end]

    for one in found:
        assert one.local.date() in due
        assert one.local.time() == kept.start.time()
    # A day that is due and not found is past, beyond the end, or one that the zone skipped.
    for missing in set(due) - {one.local.date() for one in found}:
        noon = datetime.combine(missing, time(12), zone).astimezone(UTC)
        is_skipped = noon.astimezone(zone).date() != missing
        assert noon <= after + DAY or noon >= end - DAY or is_skipped


@given(cadences, instants)
def test_occurrences_increase_strictly_and_each_key_comes_once(kept, after):
    found = occurrences(kept, after, 30)

    assert len({one.local for one in found}) == len(found) == 30
    assert all(earlier.at < later.at for earlier, later in pairwise(found))
    assert all(earlier.local < later.local for earlier, later in pairwise(found))
    assert found[0].at > after
    assert found[0].local >= kept.start


@given(cadences, instants)
def test_going_on_from_an_occurrence_finds_the_one_that_follows(kept, after):
    found = occurrences(kept, after, 6)

    for this, following in pairwise(found):
        assert next_occurrence(kept, this.at) == following


@given(cadences)
def test_every_rule_that_can_be_said_is_accepted(kept):
    cadence.check(kept)


@given(st.text(max_size=60) | st.text("FREQ=DAILYMONTHWKBSP;,-0123456789", max_size=60))
def test_any_text_as_a_rule_is_kept_or_refused(text):
    kept = Cadence(text, datetime(2026, 1, 1, 9), "UTC")

    try:
        cadence.check(kept)
    except cadence.CadenceError as refused:
        problem = str(refused)
    else:
        problem = None

    assert problem or next_occurrence(kept, datetime(2026, 1, 1, tzinfo=UTC)) is not None
