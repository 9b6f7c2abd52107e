"""usergroups.*, the events of a group that changes, and a group's handle in a command."""

from listening_app import ListeningApp
from refusals import error_of
from slack_sdk import WebClient
from workspace_client import Team

from sandbox.seed import USER_GROUPS
from sandbox.state import State
from sandbox.typed import as_command, as_message


def test_the_groups_and_their_members_are_told(client: WebClient, team: Team):
    (group,) = client.usergroups_list()["usergroups"]
    assert (group["id"], group["handle"], group["user_count"]) == ("S0OPENERS", "openers", 2)
    assert "users" not in group
    assert client.usergroups_users_list(usergroup="S0OPENERS")["users"] == ["U0OLE", "U0ZOE"]
    team.control.deactivate("U0OLE")
    assert client.usergroups_users_list(usergroup="S0OPENERS")["users"] == ["U0ZOE"]
    with_users = client.usergroups_list(include_users=True)["usergroups"]
    assert [one["users"] for one in with_users] == [["U0ZOE"]]


def test_a_group_that_is_disabled_is_left_out(client: WebClient, team: Team):
    team.control.change_group("S0OPENERS", disabled=True)
    assert client.usergroups_list()["usergroups"] == []
    assert len(client.usergroups_list(include_disabled=True)["usergroups"]) == 1
    read = client.usergroups_users_list
    assert error_of(read, usergroup="S0OPENERS") == "no_such_subteam"
    assert error_of(read, usergroup="S0NOBODY") == "no_such_subteam"


def test_the_app_hears_who_came_and_who_went(app: ListeningApp, team: Team):
    team.control.change_group("S0OPENERS", users=["U0ZOE", "U0MIA"])
    updated = app.event("subteam_updated")
    assert updated["subteam"]["users"] == ["U0ZOE", "U0MIA"]
    changed = app.event("subteam_members_changed")
    assert changed["subteam_id"] == "S0OPENERS"
    assert (changed["added_users"], changed["removed_users"]) == (["U0MIA"], ["U0OLE"])


def test_a_handle_becomes_the_group():
    state = State()
    state.put(USER_GROUPS[0])
    line = "new A owner @openers each run"
    escaped = as_command(line, state, should_escape=True)
    assert escaped == "new A owner <!subteam^S0OPENERS|@openers> each run"
    assert as_command(line, state, should_escape=False) == line
    assert as_message("hello @openers.", state) == "hello <!subteam^S0OPENERS>."
