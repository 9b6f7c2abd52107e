"""A small Bolt app lives in the workspace as it would in Slack."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from forms import ACTIONS, HOME, modal
from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from workspace_client import Team, photo, wait_for

from sandbox.server import LocalWorkspace


@pytest.fixture(scope="module")
def bolt(narrow: LocalWorkspace) -> Iterator[App]:
    client = WebClient(narrow.bot_token, base_url=narrow.api_url)
    listeners = ThreadPoolExecutor(5)
    app = App(client=client, listener_executor=listeners)
    _listen(app)
    handler = SocketModeHandler(app, narrow.app_token)
    handler.connect()
    yield app
    handler.close()
    listeners.shutdown()


def _listen(app: App) -> None:
    @app.event("message")
    def message(event: dict[str, Any], say: Say) -> None:
        said = "proof" if event.get("files") else "words"
        say(f"I got {said}", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=HOME)

    @app.command("/baton")
    def command(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack(blocks=[ACTIONS], text="Press")
        client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.action("done")
    def done(ack: Ack, respond: Respond) -> None:
        ack()
        respond("Pressed", replace_original=True)

    @app.view("form")
    def form(ack: Ack, view: dict[str, Any]) -> None:
        if len(view["state"]["values"]["name"]["text"]["value"]) < 3:
            ack(response_action="errors", errors={"name": "Too short."})
        else:
            ack(response_action="update", view=modal("Saved"))


@pytest.fixture
def ana(bolt: App, narrow: LocalWorkspace) -> Iterator[Any]:
    team = Team(narrow.url)
    team.control.reset()
    wait_for(lambda: team.ana.state()["connected"])
    yield team.ana
    team.close()


def test_bolt_replies_in_the_thread_of_words_and_photos(ana: Any):
    ts = ana.message("hello")
    assert wait_for(lambda: ana.thread(ts)[1:])[0]["text"] == "I got words"
    ana.upload(photo(), thread=ts)
    assert wait_for(lambda: ana.thread(ts)[3:])[0]["text"] == "I got proof"


def test_bolt_draws_home_when_it_is_opened(ana: Any):
    ana.open_home()
    assert wait_for(ana.home)["blocks"][0]["block_id"] == "buttons"


def test_bolt_answers_a_command_opens_a_form_and_judges_it(ana: Any):
    answer = ana.command("/baton new")
    assert answer["text"] == "Press"
    shown = wait_for(ana.modal)
    with pytest.raises(AssertionError, match="Too short"):
        ana.submit(shown, {"name": "T"})
    ana.submit(shown, {"name": "Till"})
    assert ana.modal()["title"]["text"] == "Saved"
    ana.press(answer, "done")
    wait_for(lambda: ana.newest()["text"] == "Pressed")
