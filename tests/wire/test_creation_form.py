"""The creation form, through the real modals."""

import pytest
from conversations import asked, start
from workspace_client import OPERATIONS, RefusedError, wait_for
from workspace_entries import elements

pytestmark = pytest.mark.wire

FILLED = {
    "name": "Opening checks",
    "sop_url": "https://wiki.example/opening",
    "steps": "Unlock doors\nFridge temperature [photo]",
    "owner_id": "U0ANA",
    "backup_id": "U0BEN",
    "manager_id": "U0MIA",
    "time": "07:00",
}


def form(person, channel=OPERATIONS):
    person.command("/baton new", channel=channel)
    return wait_for(person.modal)


def has_field(view, name):
    return any(element["action_id"] == name for _, element in elements(view))


def test_a_process_is_created_in_the_form(baton, team):
    team.ole.submit(form(team.ole), FILLED)
    preview = wait_for(lambda: team.ole.modals()[1:])[0]
    assert "7:00 <@U0ANA> → 8:00 <@U0BEN> → 9:00 <@U0MIA> → 11:00 missed" in str(preview["blocks"])
    team.ole.submit(preview)
    assert team.ole.modals() == []
    told = wait_for(team.ole.newest)
    assert "Opening checks is created" in told["text"]
    start(team.ole)
    assert "https://wiki.example/opening" in str(asked(team.ana)["blocks"])


def test_going_back_from_the_preview_keeps_everything(baton, team):
    team.ole.submit(form(team.ole), FILLED)
    team.ole.close(wait_for(lambda: team.ole.modals()[1:])[0])
    (kept,) = team.ole.modals()
    team.ole.submit(kept, FILLED | {"name": "Other checks"})
    assert "Other checks" in str(team.ole.modals()[-1]["blocks"])


def test_another_cadence_shows_its_fields_and_loses_nothing(baton, team):
    opened = form(team.ole)
    team.ole.choose(opened, "cadence_kind", "in_words")
    redrawn = wait_for(lambda: [v for v in team.ole.modals() if has_field(v, "words")])[0]
    values = {key: value for key, value in FILLED.items() if key != "time"}
    with pytest.raises(RefusedError) as refused:
        team.ole.submit(redrawn, values | {"words": "evry tuesdy at 9"})
    assert "words" in refused.value.errors
    team.ole.submit(redrawn, values | {"words": "every other Tuesday at 18:30"})
    assert "every other Tuesday at 18:30" in str(team.ole.modals()[-1]["blocks"]).lower() or (
        "Every other Tuesday at 18:30" in str(team.ole.modals()[-1]["blocks"])
    )


def test_the_home_tab_shows_what_is_open_and_begins_a_process(baton, team):
    team.ole.submit(form(team.ole), FILLED)
    team.ole.submit(wait_for(lambda: team.ole.modals()[1:])[0])
    start(team.ole)
    asked(team.ana)
    team.ana.open_home()
    home = wait_for(team.ana.home)
    assert "Unlock doors" in str(home["blocks"])
    team.ana.press(home, "new_process")
    assert wait_for(team.ana.modal)["callback_id"] == "new_process"


def test_two_people_confirming_the_same_name_create_it_once(baton, team):
    for person in (team.ole, team.zoe):
        person.submit(form(person), FILLED)
    previews = [wait_for(lambda p=person: p.modals()[1:])[0] for person in (team.ole, team.zoe)]
    team.ole.submit(previews[0])
    team.zoe.submit(previews[1])
    refused = wait_for(team.zoe.modal)
    assert "already" in str(team.zoe.modals()[-1]["blocks"])
    assert refused["title"]["text"] == "Not created"


def test_several_owners_take_turns_as_the_form_asks_once_there_are_several(baton, team):
    owners = ["U0ZOE", "U0ANA"]
    team.ole.choose(form(team.ole), "owner_id", owners)
    redrawn = wait_for(lambda: [v for v in team.ole.modals() if "owner_turn" in str(v["blocks"])])
    team.ole.submit(redrawn[0], FILLED | {"owner_id": owners, "owner_turn": "each_run"})
    preview = str(wait_for(lambda: team.ole.modals()[1:])[0]["blocks"])
    assert "<@U0ZOE>, <@U0ANA> take turns, a run each" in preview
    team.ole.submit(team.ole.modals()[-1])
    start(team.ole)
    asked(team.zoe)


def test_a_user_group_takes_turns_and_its_next_member_is_asked(baton, team):
    group = {"owner_id": [], "owner_group": "@openers each run"}
    with pytest.raises(RefusedError) as refused:
        team.mia.submit(form(team.mia), FILLED | group | {"owner_group": "@nobody"})
    assert "I know no user group @nobody" in refused.value.errors["owner_group"]
    team.mia.submit(team.mia.modals()[-1], FILLED | group)
    preview = str(wait_for(lambda: team.mia.modals()[1:])[0]["blocks"])
    assert "the members of @openers take turns" in preview
    team.mia.submit(team.mia.modals()[-1])
    start(team.mia)
    asked(team.ole)
