"""Steps are arranged by two at a time, too late, or by somebody who may no longer."""

import pytest
from cafe import MIA, OLE
from editor import Editor
from sqlalchemy import select
from step_arranging import (
    FRIDGE,
    KIM,
    TITLES,
    ZOE,
    details,
    opened,
    saved,
    shop_of,
    titles,
)

from handlers.views import step_ids as ids
from scheduler import processes
from storage.models import Draft, Process


@pytest.fixture
def shop(cafe):
    """The opening checks; Zoe and Kim are on no ladder yet."""
    return shop_of(cafe)


@pytest.fixture
def steps(shop):
    """The creator with the list of steps open."""
    return opened(shop, OLE)


# Two at a time.


def test_a_list_that_was_overtaken_is_drawn_anew_with_both_changes(steps, shop):
    other = opened(shop, MIA)
    details(other, FRIDGE, instruction="Open each door", owner_seconds="30 minutes")
    saved(other)
    steps.presses(ids.MOVE_UP, 3)
    details(steps, 3, owner_id=ZOE)
    said = steps.submits()
    assert "While you had the form open, the process was changed" in said
    assert f"<@{MIA}> changed" in said
    steps.submits()
    assert steps.view["title"]["text"] == "Steps"
    assert len(steps.stack) == 1
    assert "3. Fridge temperature" in steps.reads
    saved(steps)
    fridge = shop.first_process().steps[2]
    assert (fridge.title, fridge.owner_id) == ("Fridge temperature", ZOE)
    assert (fridge.instruction, fridge.owner_seconds) == ("Open each door", 1800)
    assert shop.first_process().version == 3


def test_what_no_longer_goes_together_after_both_changes_is_not_saved(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE)
    editor = Editor(shop, MIA)
    editor.asks("edit opening")
    editor.saves(backup_id=ZOE)
    steps.submits()
    steps.submits()
    assert "Step 2, “Fridge temperature”, backup: This is the owner already" in steps.submits()
    assert "You can change that under Details." in steps.reads
    steps.goes_back()
    details(steps, FRIDGE, owner_id=KIM)
    saved(steps)
    assert shop.first_process().steps[1].owner_id == KIM


def test_a_preview_that_was_overtaken_leads_back_to_the_list(steps, shop):
    steps.presses(ids.MOVE_UP, 2).submits()
    other = opened(shop, MIA)
    saved(details(other, 1, instruction="Mind the alarm"))
    assert "the process was changed" in steps.submits()
    steps.submits()
    assert "1. Fridge temperature" in steps.reads
    assert "Mind the alarm" in steps.reads
    saved(steps)
    assert titles(shop)[0] == "Fridge temperature"


# Too late.


def test_what_is_submitted_twice_is_saved_once(steps, shop):
    steps.presses(ids.MOVE_UP, 2).submits()
    assert steps.answer_to_submit() == {"response_action": "clear"}
    assert steps.answer_to_submit() == {"response_action": "clear"}
    assert shop.first_process().version == 2


def test_a_list_that_was_saved_says_so_to_a_stale_button(steps, shop):
    stale = opened(shop, OLE)
    stale.stack = [steps.stack[0]]
    saved(steps.presses(ids.MOVE_UP, 2))
    stale.presses(ids.MOVE_UP, 2)
    assert "This list is no longer open" in stale.reads
    assert titles(shop)[0] == "Fridge temperature"


def test_details_of_a_list_that_is_gone_say_so_and_are_not_lost(steps, shop):
    steps.presses(ids.OPEN_DETAILS, FRIDGE).types(instruction="Open each door")
    with shop.database.work() as session:
        for draft in session.scalars(select(Draft)):
            session.delete(draft)
        session.commit()
    assert "This list is no longer open" in steps.submits()


def test_a_process_archived_under_the_open_list_is_not_changed(steps, shop):
    steps.presses(ids.MOVE_UP, 2).submits()
    shop.change(processes.archive, shop.first_process())
    assert "has been archived meanwhile" in steps.submits()
    assert titles(shop) == TITLES


def test_who_left_meanwhile_is_not_given_a_step(steps, shop):
    details(steps, FRIDGE, owner_id=ZOE)
    shop.changes(ZOE, deleted=True)
    said = steps.submits()
    assert f"Step 2, “Fridge temperature”: {ZOE}'s account is deactivated" in said
    assert shop.first_process().version == 1


def test_who_lost_the_right_meanwhile_changes_nothing(shop):
    theirs = opened(shop, MIA)
    theirs.presses(ids.MOVE_UP, 2).submits()
    with shop.database.work() as session:
        session.scalars(select(Process)).one().manager_id = KIM
        session.commit()
    assert "To edit" in theirs.submits()
    assert titles(shop) == TITLES
