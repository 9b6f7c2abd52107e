"""Whoever has a step at one place alone, and who else is asked there."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from shops import KIM, LEA, buttons, family, places, two_shops
from sqlalchemy import select

from handlers.views.leaver import TAKE_OVER
from handlers.views.step_ids import MOVE_UP, OPEN_DETAILS
from scheduler import families, family_versions
from scheduler.plan import StepPlan
from storage.models import Family, Vacancy

UMA, VIC = "U0UMA", "U0VIC"
MITTE, NORD = "Opening checks \u2013 Mitte", "Opening checks \u2013 Nord"
STEPS = (StepPlan(title="Unlock doors"), StepPlan(title="Count the cash", owner_id=UMA))


@pytest.fixture
def cafe(cafe):
    """Two shops whose cash Uma counts."""
    two_shops(cafe)
    cafe.hires(UMA, VIC)
    family(cafe, "Mitte", "Nord", steps=STEPS)
    return cafe


def owners(cafe, name):
    return [step.owner_id for step in places(cafe)[name].steps]


def vic_takes_over_at_mitte(cafe):
    cafe.changes(UMA, deleted=True)
    cafe.taps(MIA, TAKE_OVER, block_id="vacancy:1", selected_user=VIC)
    assert owners(cafe, MITTE) == [None, VIC]


def change(cafe, **changes):
    """Change the family at all its places; `steps` says how of each step."""
    with cafe.database.work() as session:
        whole = session.scalars(select(Family)).one()
        definition = family_versions.defined(session, whole)
        how = changes.pop("steps", None)
        steps = tuple(map(how, definition.steps)) if how else definition.steps
        after = definition.model_copy(update={**changes, "steps": steps})
        assert families.change(session, whole, after, OLE, cafe.now)
        session.commit()


def test_who_took_a_leavers_step_over_at_a_place_keeps_it_when_the_location_changes(cafe):
    vic_takes_over_at_mitte(cafe)
    answer = cafe.answer(OLE, "location edit Mitte in Europe/Paris").message
    cafe.presses(OLE, *buttons(answer)["Save"])
    assert places(cafe)[MITTE].zone == "Europe/Paris"
    assert owners(cafe, MITTE) == [None, VIC]
    assert owners(cafe, NORD) == [None, UMA]


def test_they_keep_it_when_something_else_is_changed_at_all_places(cafe):
    vic_takes_over_at_mitte(cafe)
    change(cafe, owner_seconds=1800, steps=lambda s: s.model_copy(update={"instruction": "Twice"}))
    mitte = places(cafe)[MITTE]
    assert mitte.owner_seconds == 1800
    assert [step.instruction for step in mitte.steps] == ["Twice", "Twice"]
    assert owners(cafe, MITTE) == [None, VIC]
    assert owners(cafe, NORD) == [None, UMA]


def test_they_keep_it_when_the_steps_are_arranged(cafe):
    vic_takes_over_at_mitte(cafe)
    editor = Editor(cafe, OLE)
    assert editor.asks("steps opening") is None
    editor.presses(MOVE_UP, 2)
    assert "Count the cash" in editor.submits(), "nobody has it at Nord yet"
    assert "You can change that under Details" in editor.reads
    editor.goes_back()
    cafe.taps(LEA, TAKE_OVER, block_id="vacancy:2", selected_user=VIC)
    editor.presses(OPEN_DETAILS, 2).types(instruction="Twice").submits()
    editor.saves()
    for name in (MITTE, NORD):
        assert owners(cafe, name) == [VIC, None]
        assert [step.instruction for step in places(cafe)[name].steps] == [None, "Twice"]


def test_who_has_it_at_one_place_is_not_given_its_backup_there(cafe):
    cafe.changes(UMA, deleted=True)
    cafe.taps(MIA, TAKE_OVER, block_id="vacancy:1", selected_user=VIC)
    cafe.changes(UMA, deleted=False)
    editor = Editor(cafe, OLE)
    assert editor.asks("steps opening") is None
    editor.presses(OPEN_DETAILS, 2).types(backup_id=VIC)
    assert "At Mitte: " in editor.submits()
    assert f"owner <@{UMA}>" in editor.types(backup_id="").submits()


def test_who_is_chosen_for_all_places_has_it_there_as_well(cafe):
    vic_takes_over_at_mitte(cafe)
    change(cafe, steps=lambda s: s.model_copy(update={"owner_id": OLE if s.owner_id else None}))
    assert owners(cafe, MITTE) == owners(cafe, NORD) == [None, OLE]


def test_whoever_leaves_is_replaced_at_their_place_alone(cafe):
    cafe.changes(KIM, deleted=True)
    assert NORD in cafe.cards(LEA)[-1]
    with cafe.database.look() as session:
        assert session.scalars(select(Vacancy.process_id)).all() == [places(cafe)[NORD].id]


def test_who_has_taken_over_at_a_place_stays_when_the_location_changes_another_role(cafe):
    cafe.changes(KIM, deleted=True)
    taken = {"block_id": "vacancy:1", "selected_user": BEN}
    cafe.taps(LEA, TAKE_OVER, **taken)
    line = f"location edit Nord owner <@{ANA}|ana> backup <@{MIA}|mia>"
    cafe.presses(OLE, *buttons(cafe.answer(OLE, line).message)["Save"])
    nord = places(cafe)[NORD]
    assert (nord.owner_id, nord.backup_id, nord.manager_id) == (ANA, BEN, LEA)
