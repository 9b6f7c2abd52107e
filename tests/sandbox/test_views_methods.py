"""Modals: opened by a trigger, stacked, submitted, answered, closed; and the Home tab."""

from typing import Any

import pytest
from forms import HOME, modal
from listening_app import ListeningApp
from refusals import error_of, refusal
from slack_sdk import WebClient
from workspace_client import RefusedError, Team, wait_for


@pytest.fixture
def trigger(app: ListeningApp, team: Team) -> str:
    team.ana.command("/baton new")
    return str(app.payload("slash_commands")["trigger_id"])


@pytest.fixture
def shown(client: WebClient, team: Team, trigger: str) -> dict[str, Any]:
    """A modal that Ana has open."""
    client.views_open(trigger_id=trigger, view=modal(private_metadata="secret"))
    return wait_for(team.ana.modal)


def test_a_trigger_opens_a_modal_for_the_person_who_acted(
    client: WebClient, team: Team, trigger: str
):
    view = client.views_open(trigger_id=trigger, view=modal())["view"]
    assert [each["id"] for each in team.ana.modals()] == [view["id"]]
    assert team.ben.modals() == []
    assert (view["root_view_id"], view["previous_view_id"]) == (view["id"], None)
    assert view["hash"]


def test_a_trigger_works_once(client: WebClient, trigger: str):
    client.views_open(trigger_id=trigger, view=modal())
    again = error_of(client.views_open, trigger_id=trigger, view=modal())
    assert again == "exchanged_trigger_id"
    assert error_of(client.views_open, trigger_id="1.2.x", view=modal()) == "invalid_trigger_id"


def test_a_view_that_slack_would_refuse_is_pointed_at(client: WebClient, trigger: str):
    answer = refusal(client.views_open, trigger_id=trigger, view=modal("A title that is too long!"))
    assert answer["error"] == "invalid_arguments"
    assert "/view/title" in answer["response_metadata"]["messages"][0]
    home = refusal(client.views_open, trigger_id=trigger, view=HOME)
    assert home["error"] == "invalid_arguments"
    assert client.views_open(trigger_id=trigger, view=modal())["ok"], "the trigger is unused"


def test_a_submission_carries_what_was_entered(
    app: ListeningApp, team: Team, shown: dict[str, Any]
):
    team.ana.submit(shown, {"owner": "U0BEN"})
    payload = app.payload("view_submission")
    assert payload["view"]["state"]["values"] == {
        "name": {"text": {"type": "plain_text_input", "value": "Till"}},
        "owner": {"user": {"type": "users_select", "selected_user": "U0BEN"}},
    }
    assert payload["view"]["private_metadata"] == "secret"
    assert payload["user"]["id"] == "U0ANA"
    assert team.ana.modals() == [], "a bare acknowledgement closes the modal"


def test_errors_belong_to_inputs_and_keep_the_modal_open(
    app: ListeningApp, team: Team, shown: dict[str, Any]
):
    app.answer = lambda _request: {"response_action": "errors", "errors": {"name": "Too short."}}
    with pytest.raises(RefusedError) as refused:
        team.ana.submit(shown, {"name": "T"})
    assert refused.value.errors == {"name": "Too short."}
    assert team.ana.modal() is not None
    app.answer = lambda _request: {"response_action": "errors", "errors": {"nowhere": "x"}}
    with pytest.raises(RefusedError, match="Errors belong to input blocks"):
        team.ana.submit(shown)


def test_an_answer_can_redraw_push_and_clear(app: ListeningApp, team: Team, shown: dict[str, Any]):
    app.answer = lambda _request: {"response_action": "update", "view": modal("Second")}
    team.ana.submit(shown)
    [second] = team.ana.modals()
    assert (second["id"], second["title"]["text"]) == (shown["id"], "Second")
    app.answer = lambda _request: {"response_action": "push", "view": modal("Third")}
    team.ana.submit(second)
    third = team.ana.modals()[-1]
    assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], second["id"])
    app.answer = lambda _request: {"response_action": "clear"}
    team.ana.submit(third)
    assert team.ana.modals() == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push"},
        {"response_action": "sing"},
        {"response_action": "errors", "errors": {}},
    ],
)
def test_a_wrong_answer_to_a_submission_is_reported(
    app: ListeningApp, team: Team, shown: dict[str, Any], answer: dict
):
    app.answer = lambda _request: answer
    with pytest.raises(RefusedError, match="not valid"):
        team.ana.submit(shown)
    assert team.ana.modal() is not None


def test_an_app_that_does_not_answer_keeps_the_modal_open(
    app: ListeningApp, team: Team, shown: dict[str, Any]
):
    team.control.events(ack_timeout=0.1)
    app.ignored = 1
    with pytest.raises(RefusedError, match="operation_timeout"):
        team.ana.submit(shown)
    assert team.ana.modal() is not None


def test_a_stack_holds_three_modals(
    app: ListeningApp, client: WebClient, team: Team, shown: dict[str, Any]
):
    for _ in range(2):
        team.ana.press(wait_for(team.ana.modal), "done")
        client.views_push(trigger_id=app.payload("block_actions")["trigger_id"], view=modal())
    assert len(team.ana.modals()) == 3
    team.ana.press(wait_for(team.ana.modal), "done")
    fourth = {"trigger_id": app.payload("block_actions")["trigger_id"], "view": modal()}
    assert error_of(client.views_push, **fourth) == "push_limit_reached"
    team.ana.close(team.ana.modals()[1])
    assert [view["id"] for view in team.ana.modals()] == [shown["id"]]


def test_a_modal_is_redrawn_unless_somebody_was_faster(
    client: WebClient, team: Team, shown: dict[str, Any]
):
    update = client.views_update
    new = update(view_id=shown["id"], hash=shown["hash"], view=modal("Second"))["view"]
    assert wait_for(team.ana.modal)["title"]["text"] == "Second"
    stale = {"view_id": shown["id"], "hash": shown["hash"], "view": modal("Third")}
    assert error_of(update, **stale) == "hash_conflict"
    assert new["hash"] != shown["hash"]
    assert error_of(update, view_id="V0NOTHING", view=modal()) == "not_found"


def test_a_modal_is_found_by_its_own_name(client: WebClient, team: Team, trigger: str):
    client.views_open(trigger_id=trigger, view=modal(external_id="mine"))
    client.views_update(external_id="mine", view=modal("Second", external_id="mine"))
    assert wait_for(team.ana.modal)["title"]["text"] == "Second"


def test_closing_is_told_where_the_app_asked_for_it(
    app: ListeningApp, client: WebClient, team: Team, trigger: str
):
    client.views_open(trigger_id=trigger, view=modal(notify_on_close=True))
    team.ana.close(wait_for(team.ana.modal))
    closed = app.payload("view_closed")
    assert (closed["is_cleared"], closed["user"]["id"]) == (False, "U0ANA")
    assert team.ana.modals() == []


def test_nobody_can_submit_another_persons_modal(team: Team, shown: dict[str, Any]):
    with pytest.raises(RefusedError, match="view_not_found"):
        team.ben.submit(shown)


def test_home_is_drawn_for_one_person_and_pressed_in(
    app: ListeningApp, client: WebClient, team: Team
):
    view = client.views_publish(user_id="U0ANA", view=HOME)["view"]
    assert team.ben.home() is None
    again = client.views_publish(user_id="U0ANA", view=HOME, hash=view["hash"])["view"]
    assert again["id"] == view["id"]
    stale = {"user_id": "U0ANA", "view": HOME, "hash": view["hash"]}
    assert error_of(client.views_publish, **stale) == "hash_conflict"
    assert error_of(client.views_publish, user_id="U0NOBODY", view=HOME) == "invalid_arguments"
    team.ana.press(wait_for(team.ana.home), "done")
    payload = app.payload("block_actions")
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["type"] == "home"
    team.ana.open_home()
    assert app.event("app_home_opened")["view"]["id"] == view["id"]
