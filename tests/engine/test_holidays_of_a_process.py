"""A process that goes by public holidays."""

import pytest
from cafe import OLE

from scheduler.cadence.public_holidays import Holidays
from scheduler.plan import StepPlan
from storage.states import HolidayMove

ONE = (StepPlan(title="Unlock doors"),)
# Days after Monday 23 November 2026; Christmas is the Friday and the Saturday between them.
THURSDAY, MONDAY_AFTER = 31, 35


@pytest.mark.parametrize(
    ("words", "move", "fires"),
    [
        ("every Friday at 7:00", HolidayMove.SKIP, []),
        ("every Friday at 7:00", HolidayMove.BEFORE, [THURSDAY]),
        ("every Friday at 7:00", HolidayMove.AFTER, [MONDAY_AFTER]),
        ("every weekday at 7:00", HolidayMove.SKIP, [THURSDAY, MONDAY_AFTER]),
        ("every weekday at 7:00", HolidayMove.AFTER, [THURSDAY, MONDAY_AFTER]),
    ],
)
def test_a_run_opens_where_the_holiday_moved_it_and_once(cafe, words, move, fires):
    cafe.at("12:00", day=THURSDAY - 1)
    cafe.process(words, steps=ONE, holidays=Holidays("DE-BY", move))
    fired = []
    for day in range(THURSDAY, MONDAY_AFTER + 1):
        before = len(cafe.runs())
        cafe.at("7:00", day=day)
        cafe.at("7:30", day=day)
        fired += [day] * (len(cafe.runs()) - before)
    assert fired == fires


def test_show_says_what_happens_on_holidays(cafe):
    cafe.process(steps=ONE, holidays=Holidays("DE-BY", HolidayMove.BEFORE))
    shown = cafe.asks(OLE, "show opening")
    assert "On public holidays in Germany (Bayern): on the working day before" in shown
