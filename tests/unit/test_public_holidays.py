"""Which days are public holidays, how a place is written, and where work moves."""

from datetime import UTC, date, datetime

import holidays
import pytest

from scheduler import cadence
from scheduler.cadence import Cadence, public_holidays
from scheduler.cadence.public_holidays import Holidays, PlaceError, read_place, said
from storage.holidays import LONGEST_PLACE
from storage.states import HolidayMove

DAILY = "FREQ=DAILY"
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
MONDAYS = "FREQ=WEEKLY;BYDAY=MO"
NEW_YEAR = "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"
MONTHLY_FIRST = "FREQ=MONTHLY;BYMONTHDAY=1"


def due(rule, move, after, count, place="DE-BY"):
    """The local dates on which a rule at 7:00 in Berlin is due, `after` not included."""
    holidays = Holidays(place, move) if move else None
    kept = Cadence(rule, datetime(2024, 1, 1, 7), "Europe/Berlin", holidays)
    found = cadence.occurrences(kept, datetime(*after, 12, tzinfo=UTC), count)
    assert all(one.local.hour == 7 for one in found)
    return [one.local.date().isoformat() for one in found]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("DE", "DE"),
        (" de ", "DE"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("DE-BY", "DE-BY"),
        ("de by", "DE-BY"),
        ("Bayern", "DE-BY"),
        ("Germany, Bayern", "DE-BY"),
        ("Bayern, Germany", "DE-BY"),
        ("US California", "US-CA"),
        ("california", "US-CA"),
        ("United States", "US"),
        ("UK", "GB"),
        ("England", "GB-ENG"),
        ("Georgia", "GE"),  # the country, not the part of the United States
    ],
)
def test_a_place_is_read_by_code_and_by_name(typed, place):
    assert read_place(typed) == place


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Gemany", "did you mean DE, Germany?"),
        ("Bavaria, Germany", "a part of it such as DE-BB"),
        ("xx", "for example DE, DE-BY or US-CA"),
        ("", "for example DE"),
        ("🎄" * 3000, "for example DE"),
    ],
)
def test_an_unknown_place_is_refused_with_what_to_write(typed, hint):
    with pytest.raises(PlaceError, match="I do not know the holidays of") as refused:
        read_place(typed)
    assert hint in str(refused.value)
    assert len(str(refused.value)) < 400


def test_every_place_can_be_said_and_read_back():
    places = set(public_holidays._places().values())
    assert len(places) > 700
    for place in places:
        assert said(place)
        assert read_place(place) == place


def test_a_place_is_said_as_people_call_it():
    assert said("DE-BY") == "Germany (Bayern)"
    assert said("GB") == "United Kingdom"


def test_a_part_of_a_country_has_holidays_of_its_own():
    epiphany = date(2026, 1, 6)
    assert public_holidays.name(epiphany, "DE-BY") == "Epiphany"
    assert public_holidays.name(epiphany, "DE") is None


def test_without_holidays_a_rule_stays_as_it_is():
    assert due(WEEKDAYS, None, (2026, 12, 30), 3) == ["2026-12-31", "2027-01-01", "2027-01-04"]


def test_work_is_left_out_on_a_holiday():
    skipped = due(WEEKDAYS, HolidayMove.SKIP, (2026, 12, 30), 4)
    assert skipped == ["2026-12-31", "2027-01-04", "2027-01-05", "2027-01-07"]


def test_work_moves_to_the_next_working_day_and_is_done_there_once():
    # Easter Monday 2026 is 6 April; the Tuesday behind it has work of its own.
    assert due(WEEKDAYS, HolidayMove.AFTER, (2026, 4, 1), 3) == [
        "2026-04-02",
        "2026-04-07",  # for Good Friday, Easter Monday and Tuesday
        "2026-04-08",
    ]
    assert due(MONDAYS, HolidayMove.AFTER, (2026, 4, 1), 2) == ["2026-04-07", "2026-04-13"]


def test_work_moves_to_the_working_day_before():
    assert due(MONDAYS, HolidayMove.BEFORE, (2026, 4, 1), 2) == ["2026-04-02", "2026-04-13"]
    # The first of January 2027 is a Friday.
    assert due(MONTHLY_FIRST, HolidayMove.BEFORE, (2026, 12, 2), 1) == ["2026-12-31"]


def test_what_is_moved_may_pass_by_what_is_not():
    # Good Friday moves behind the Saturday that is no holiday; the order by the clock stays.
    assert due(DAILY, HolidayMove.AFTER, (2026, 4, 2), 3) == [
        "2026-04-04",
        "2026-04-05",
        "2026-04-07",
    ]


def test_the_weekend_is_that_of_the_place():
    # In Saudi Arabia people rest on Friday and Saturday; 23 September 2027 is a Thursday.
    moved = due(
        "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=23", HolidayMove.AFTER, (2027, 1, 1), 1, place="SA"
    )
    assert moved == ["2027-09-26"]


@pytest.mark.parametrize("move", HolidayMove)
def test_going_on_from_an_occurrence_finds_each_day_once(move):
    kept = Cadence(WEEKDAYS, datetime(2024, 1, 1, 7), "Europe/Berlin", Holidays("DE-BY", move))
    at_once = cadence.occurrences(kept, datetime(2026, 1, 1, tzinfo=UTC), 400)
    after, one_by_one = datetime(2026, 1, 1, tzinfo=UTC), []
    for _ in at_once:
        following = cadence.next_occurrence(kept, after)
        one_by_one.append(following)
        after = following.at
    assert one_by_one == at_once
    assert sorted({one.local for one in at_once}) == [one.local for one in at_once]


def test_work_that_always_falls_on_a_left_out_holiday_is_never_due():
    assert due(NEW_YEAR, HolidayMove.SKIP, (2026, 1, 1), 1) == []
    assert due(NEW_YEAR, HolidayMove.AFTER, (2026, 1, 1), 1) == ["2026-01-02"]


def test_the_longest_place_has_room_in_its_column():
    known = holidays.list_supported_countries()
    places = (f"{country}-{part}" for country, parts in known.items() for part in parts)
    assert max(map(len, places)) <= LONGEST_PLACE
