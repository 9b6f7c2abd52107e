"""A location in one line, and what a process is at a location."""

from datetime import datetime

import pytest

from handlers.location_line import LocationLineError, read_line
from scheduler.definition import PlaceError, definition_of, plan_at, refuse_wrong
from scheduler.location_plan import LocationPlan, People, following, name_problem, problems
from scheduler.plan import ProcessPlan, StepPlan
from storage.holidays import Holidays
from storage.states import HolidayMove

ANA, BEN, MIA, ZOE = "U0ANA", "U0BEN", "U0MIA", "U0ZOE"
US = People(ANA, BEN, MIA)
PLAN = ProcessPlan(
    name="Opening checks",
    rule="FREQ=DAILY",
    start=datetime(2026, 11, 23, 7),
    zone="Europe/Berlin",
    holidays=Holidays("DE", HolidayMove.AFTER),
    steps=(StepPlan(title="Unlock doors", key="k1"),),
    notes=("understood so",),
    owner_id=ANA,
    backup_id=BEN,
    manager_id=MIA,
)
NORD = LocationPlan(
    name="Nord",
    zone="America/New_York",
    holiday_place="US",
    owner_id=ZOE,
    backup_id=BEN,
    manager_id=MIA,
)


@pytest.mark.parametrize(
    ("line", "name", "fields"),
    [
        ("Mitte", "Mitte", {}),
        ("Store in Mitte in Europe/Berlin", "Store in Mitte", {"zone": "Europe/Berlin"}),
        ("Mitte in america/new_york", "Mitte", {"zone": "America/New_York"}),
        ("Mitte holidays DE-BE", "Mitte", {"holiday_place": "DE-BE"}),
        ("Mitte holidays none", "Mitte", {"holiday_place": None}),
        ("Mitte, owner <@U0ANA|ana>, backup @x", None, None),
        ("Owner <@U0ANA|ana>", "", {"owner_id": ANA}),
        ("Owner's shop owner: <@U0ANA>", "Owner's shop", {"owner_id": ANA}),
        ("Holiday Inn, holidays DE-BE", "Holiday Inn", {"holiday_place": "DE-BE"}),
        ("Mitte called Centre", "Mitte", {"name": "Centre"}),
        ("&lt;Mitte&gt;", "<Mitte>", {}),
    ],
)
def test_a_line_is_read_into_a_name_and_fields(line, name, fields):
    if name is None:
        with pytest.raises(LocationLineError, match="Backup: type @"):
            read_line(line)
        return
    assert read_line(line) == (name, fields)


def test_everything_that_is_wrong_in_a_line_is_said_at_once():
    with pytest.raises(LocationLineError) as wrong:
        read_line("Mitte in Europe/Berlim holidays Atlantis")
    assert len(str(wrong.value).splitlines()) == 2


@pytest.mark.parametrize("name", ["", "a, b", "a; b", "a: b", "x" * 31])
def test_a_name_that_a_line_could_not_tell_apart_is_refused(name):
    assert name_problem(name)


@pytest.mark.parametrize(
    ("field", "value"),
    [("zone", "Mars/Base"), ("holiday_place", "Atlantis"), ("backup_id", ZOE), ("name", "a,b")],
)
def test_what_a_button_carries_is_looked_at_like_what_was_typed(field, value):
    assert problems(NORD) == {}
    assert field in problems(NORD.model_copy(update={field: value}))


def test_a_place_has_its_locations_zone_people_and_holidays_and_all_else_of_the_definition():
    plan = plan_at(definition_of(PLAN), NORD, US)
    assert (plan.name, plan.zone) == ("Opening checks \u2013 Nord", "America/New_York")
    assert plan.holidays == Holidays("US", HolidayMove.AFTER)
    assert (plan.owner_id, plan.backup_id, plan.manager_id) == (ANA, BEN, MIA)
    assert (plan.rule, plan.start, plan.steps) == (PLAN.rule, PLAN.start, PLAN.steps)
    nowhere = NORD.model_copy(update={"holiday_place": None})
    assert plan_at(definition_of(PLAN), nowhere, US).holidays is None


def test_whatever_a_plan_has_besides_is_common_to_all_places():
    """A field that is added to plans must belong to one of the two."""
    of_the_place = {"name", "owner_id", "backup_id", "manager_id", "zone", "holidays", "notes"}
    at = plan_at(definition_of(PLAN), NORD, US)
    for name in ProcessPlan.model_fields:
        if name not in of_the_place:
            assert getattr(at, name) == getattr(PLAN, name), name


def test_a_name_too_long_and_a_person_asked_twice_are_refused():
    definition = definition_of(PLAN)
    with pytest.raises(PlaceError, match="at most 80"):
        plan_at(definition.model_copy(update={"name": "x" * 75}), NORD, US)
    with pytest.raises(PlaceError, match="already"):
        refuse_wrong(plan_at(definition, NORD, People(ANA, ANA, MIA)))


def test_who_was_the_locations_goes_with_it_and_who_was_set_for_the_place_stays():
    before, after = People(ANA, BEN, MIA), People(ZOE, BEN, "U0KIM")
    assert following(before, before, after) == after
    assert following(before, People("U0OWN", BEN, MIA), after) == People("U0OWN", BEN, "U0KIM")
