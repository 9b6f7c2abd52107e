"""auth.test, users.info: who is who; and what every call checks first."""

from refusals import error_of, refusal
from slack_sdk import WebClient
from workspace_client import Team

from sandbox.server import LocalWorkspace


def test_the_token_says_whose_it_is(client: WebClient, local: LocalWorkspace):
    answer = client.auth_test()
    assert (answer["user_id"], answer["team_id"]) == ("U0BATON", "T0LOCAL")
    assert answer["url"] == f"{local.url}/"
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_a_person_is_described(client: WebClient, team: Team):
    team.control.change_person(team.ole, status_text="Vacationing", status_emoji=":palm_tree:")
    ole = client.users_info(user="U0OLE")["user"]
    assert (ole["real_name"], ole["tz"]) == ("Ole Jansen", "Europe/London")
    assert ole["profile"]["status_text"] == "Vacationing"
    assert not ole["deleted"]
    assert error_of(client.users_info, user="U0NOBODY") == "user_not_found"


def test_everybody_is_listed_the_bot_and_who_has_left_as_well(client: WebClient, team: Team):
    team.control.change_person(team.zoe, deleted=True)
    members = {one["id"]: one["deleted"] for one in client.users_list(limit=200)["members"]}
    assert members["U0ZOE"]
    assert not members["U0BATON"]
    assert members["U0OLE"] is False


def test_tokens_are_checked(local: LocalWorkspace):
    def speak(token: str | None) -> WebClient:
        return WebClient(token, base_url=local.api_url, retry_handlers=[])

    assert error_of(speak(None).auth_test) == "not_authed"
    assert error_of(speak("xoxb-wrong").auth_test) == "invalid_auth"
    assert error_of(speak(local.app_token).auth_test) == "not_allowed_token_type"
    opening = speak(None).apps_connections_open
    assert error_of(opening, app_token=local.bot_token) == "not_allowed_token_type"
    assert error_of(opening, app_token="xapp-wrong") == "invalid_auth"


def test_an_unknown_method_is_named(client: WebClient):
    answer = refusal(client.api_call, api_method="chat.sing")
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.sing")


def test_scopes_are_the_manifests(narrow: LocalWorkspace):
    client = WebClient(narrow.bot_token, base_url=narrow.api_url, retry_handlers=[])
    answer = refusal(client.conversations_history, channel="C0OPS")
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")
    assert "chat:write" in answer["provided"]
    assert error_of(client.conversations_replies, channel="C0OPS", ts="1.1") == "missing_scope"
    assert client.files_getUploadURLExternal(filename="x", length=1)["ok"]
