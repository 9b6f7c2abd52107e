"""A manager sees on the Home tab what is open past its owner, and gives it to somebody else."""

import pytest
from conversations import asked, create, current, start
from workspace_client import wait_for

pytestmark = pytest.mark.wire


def home_of(person, words):
    """Someone's Home tab once it says this; Baton draws it anew by itself."""
    return wait_for(lambda: shows(person.home(), words), seconds=60)


def shows(view, words):
    return view if view is not None and words in str(view["blocks"]) else None


def test_a_manager_gives_a_step_to_somebody_else_from_the_home_tab(baton, team):
    create(team.ole, windows="8s, 10m, 10m")
    team.mia.open_home()
    home_of(team.mia, "has not run yet")
    start(team.ole)
    owners = asked(team.ana)
    home = home_of(team.mia, "What could not be resolved (1)")
    team.mia.press(home, "handle_step")
    modal = wait_for(team.mia.modal)
    assert "with <@U0BEN>, after <@U0ANA>" in str(modal["blocks"])
    team.mia.press(modal, "ask_reassign")
    form = wait_for(lambda: shows(team.mia.modal(), "Who shall do it?"))
    team.mia.submit(form, {"successor": "U0ZOE", "reason": "Zoe is at the door"})
    assert "goes to <@U0ZOE>" in str(wait_for(team.mia.modal)["blocks"])
    card = wait_for(lambda: asked(team.zoe), seconds=60)
    assert "Given to you by <@U0MIA>" in card["text"]
    wait_for(lambda: "Now with <@U0ZOE>" in current(team.ana, owners)["text"], seconds=60)
    home_of(team.mia, "with <@U0ZOE>, after <@U0ANA>")
