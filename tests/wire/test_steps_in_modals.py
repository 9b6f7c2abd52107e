"""Arranging steps in the real modals, one on top of the other."""

import pytest
from conversations import asked, create, start
from workspace_client import wait_for

from handlers.views import step_ids as ids

pytestmark = pytest.mark.wire

OWN = {
    "instruction": "Open each door.\nPhotograph the display.",
    "picture": "https://wiki.example/fridge.png",
    "owner_id": ["U0ZOE"],
    "owner_seconds": "20 minutes",
}


def test_a_step_is_moved_up_given_to_somebody_and_its_card_says_how_it_is_done(baton, team):
    create(team.ole, steps="Unlock doors; Fridge temperature [photo]")
    team.ole.command("/baton steps Opening")
    listed = wait_for(team.ole.modal)
    team.ole.press(listed, ids.MOVE_UP)
    moved = wait_for(lambda: [v for v in team.ole.modals() if "1. Fridge" in str(v["blocks"])])[0]
    team.ole.press(moved, ids.OPEN_DETAILS)
    team.ole.submit(wait_for(lambda: team.ole.modals()[1:])[0], OWN)
    given = wait_for(lambda: [v for v in team.ole.modals() if "U0ZOE" in str(v["blocks"])])[0]
    assert len(team.ole.modals()) == 1
    team.ole.submit(given)
    preview = wait_for(lambda: team.ole.modals()[1:])[0]
    assert "The steps' order: now Fridge temperature, then Unlock doors" in str(preview["blocks"])
    team.ole.submit(preview)
    assert team.ole.modals() == []
    start(team.ole)
    card = asked(team.zoe, "step 1 of 2: Fridge temperature")
    assert "Open each door.\nPhotograph the display." in card["blocks"][2]["text"]["text"]
    assert [b["image_url"] for b in card["blocks"] if b["type"] == "image"] == [OWN["picture"]]
