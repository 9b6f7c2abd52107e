"""What is done by hand, through the real modals and buttons."""

import time

import pytest
from conversations import asked, create, current, start
from workspace_client import OPERATIONS, RefusedError, wait_for

pytestmark = pytest.mark.wire


def page(person):
    """The process's page, as only this person sees it."""
    return person.command("/baton show Opening", channel=OPERATIONS)


def test_a_manager_skips_one_in_the_modal_and_the_creator_lets_it_run_after_all(baton, team):
    create(team.ole)
    team.mia.press(page(team.mia), "open_skip", channel=OPERATIONS)
    modal = wait_for(team.mia.modal)
    with pytest.raises(RefusedError) as refused:
        team.mia.submit(modal, {"reason": "   "})
    assert "Say why" in refused.value.errors["reason"]
    team.mia.submit(modal, {"reason": "Public <holiday> & *rest*"})
    assert "is skipped" in str(wait_for(team.mia.modal)["blocks"])
    for person in (team.ana, team.ben):
        told = wait_for(person.newest)
        assert "“Public &lt;holiday&gt; &amp; *rest*”" in told["text"]
    answer = team.ole.command("/baton unskip Opening", channel=OPERATIONS)
    assert "runs after all" in answer["text"]
    wait_for(lambda: "runs after all" in team.ana.newest()["text"])


def test_the_button_in_a_managers_message_takes_the_skip_back_in_its_place(baton, team):
    create(team.ole)
    team.ole.command("/baton skip Opening because stocktaking", channel=OPERATIONS)
    note = wait_for(team.mia.newest)
    team.mia.press(note, "unskip")
    wait_for(lambda: "runs after all" in current(team.mia, note)["text"])
    assert "unskip" not in str(current(team.mia, note)["blocks"]), "there is no second press"


def test_a_process_is_paused_with_the_picker(baton, team):
    create(team.ole)
    team.ole.press(page(team.ole), "open_pause", channel=OPERATIONS)
    modal = wait_for(team.ole.modal)
    with pytest.raises(RefusedError) as refused:
        team.ole.submit(modal, {"until": int(time.time()) - 86400})
    assert "over already" in refused.value.errors["until"]
    team.ole.submit(modal, {"until": int(time.time()) + 86400})
    assert "is paused until" in str(wait_for(team.ole.modal)["blocks"])
    assert "paused until" in team.ole.command("/baton list", channel=OPERATIONS)["text"]


def test_a_run_is_cancelled_and_its_card_says_by_whom_and_why(baton, team):
    create(team.ole)
    start(team.ole)
    card = asked(team.ana)
    team.ole.command("/baton cancel Opening", channel=OPERATIONS)
    team.ole.submit(wait_for(team.ole.modal), {"reason": "The delivery did not come"})
    wait_for(lambda: "The delivery did not come" in current(team.ana, card)["text"])
    assert "<@U0OLE>" in current(team.ana, card)["text"]


def test_a_template_becomes_a_process_once_people_are_chosen(baton, team):
    listed = team.ole.command("/baton templates", channel=OPERATIONS)
    team.ole.press(listed, "use_template", channel=OPERATIONS, value=f"fridge_log@{OPERATIONS}")
    people = {"owner_id": "U0ANA", "backup_id": "U0BEN", "manager_id": "U0MIA"}
    team.ole.submit(wait_for(team.ole.modal), people)
    team.ole.submit(wait_for(lambda: team.ole.modals()[1:])[0])
    assert "Fridge log is created" in wait_for(team.ole.newest)["text"]


def test_a_process_is_handed_over(baton, team):
    create(team.ole)
    answer = team.ole.command("/baton handover Opening checks to @zoe", channel=OPERATIONS)
    assert "in the hands of <@U0ZOE>" in answer["text"]
    assert "over to you" in wait_for(team.zoe.newest)["text"]
