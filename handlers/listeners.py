"""What Slack sends, to the handler that it is for. The only user of Bolt's listeners."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import structlog
from pydantic import BaseModel
from slack_bolt import Ack, App, BoltResponse, Respond
from sqlalchemy.exc import DBAPIError

from handlers.asking import Answer, ClickAnswer
from handlers.commands import Commands
from handlers.inbox import Inbox
from handlers.rooms import Act, Rooms, Submit
from handlers.slack_requests import SlackClick, SlackCommand, SlackSubmission
from handlers.slack_shapes import parse_or_none
from handlers.views import command_answers
from storage.trouble import trouble_of

log = structlog.get_logger()

COMMAND = "/baton"
TAKEN = BoltResponse(status=200, body="")

Body = dict[str, Any]
Shape = TypeVar("Shape", bound=BaseModel)


class Listeners:
    """Answers Slack within its three seconds; `nudge` makes the engine look at what changed."""

    def __init__(
        self,
        inbox: Inbox,
        commands: Commands,
        rooms: Rooms,
        clock: Callable[[], datetime],
        nudge: Callable[[], None],
    ) -> None:
        """Hand events to `inbox`, commands to `commands`, modals and clicks to `rooms`."""
        self.inbox = inbox
        self.commands = commands
        self.rooms = rooms
        self.clock = clock
        self.nudge = nudge

    def register(self, bolt: App) -> None:
        """Listen to everything that the manifest subscribes to."""
        bolt.middleware(self._event)
        bolt.command(COMMAND)(self._command)
        for callback_id, submit in self.rooms.forms.items():
            bolt.view(callback_id)(self._on_submission(submit))
        for action_id, act in self.rooms.clicks.items():
            bolt.action(_named(action_id))(self._on_click(act))
        for action_id, act in self.rooms.deeds.items():
            bolt.action(_named(action_id))(self._on_deed(act))
        # Buttons that are links, and fields that need no answer until the form is submitted.
        bolt.action(re.compile(".*"))(_only_acknowledged)

    def _event(self, body: Body, next: Callable[[], None]) -> BoltResponse | None:  # noqa: A002 - Bolt's name
        if body.get("type") != "event_callback":
            next()
            return None
        # On disk before it is acknowledged. What cannot be written now, Slack sends anew.
        try:
            self.inbox.record(body, self.clock())
        except DBAPIError as error:
            return _not_taken(error)
        self.nudge()
        return TAKEN

    def _command(self, ack: Ack, body: Body) -> None:
        typed = _parsed(SlackCommand, body)
        if typed is None:
            ack()
            return
        try:
            answer = self.commands.answer(typed, self.clock())
        except Exception:
            log.exception("command failed", action="command_failed")
            answer = Answer(command_answers.failed())
        _answer(ack, answer)
        log.info("answered", action="command", person=typed.user_id)
        self.nudge()

    def _on_submission(self, submit: Submit) -> Callable[[Ack, Body], None]:
        def listen(ack: Ack, body: Body) -> None:
            submission = _parsed(SlackSubmission, body)
            if submission is None:
                ack()
                return
            try:
                response = submit(submission, self.clock())
            except Exception:
                log.exception("submission failed", action="submission_failed")
                return  # Not acknowledged: Slack says so in the modal, which stays as typed.
            ack(**response)
            log.info("submitted", action="submission", person=submission.user.id)
            self.nudge()

        return listen

    def _on_click(self, act: Act) -> Callable[[Ack, Body, Respond], None]:
        def listen(ack: Ack, body: Body, respond: Respond) -> None:
            ack()
            self._answer_click(act, body, respond, lambda: None)

        return listen

    def _on_deed(self, act: Act) -> Callable[[Ack, Body, Respond], None]:
        def listen(ack: Ack, body: Body, respond: Respond) -> None:
            self._answer_click(act, body, respond, ack)

        return listen

    def _answer_click(
        self, act: Act, body: Body, respond: Respond, then: Callable[[], object]
    ) -> None:
        """Act on a click, call `then`, and say what came of it."""
        click = _parsed(SlackClick, body)
        answer = self._acted(act, click) if click else None
        then()
        if answer is not None:
            said = answer.message
            respond(text=said.text, blocks=said.blocks, replace_original=answer.replaces)
        self.nudge()

    def _acted(self, act: Act, click: SlackClick) -> ClickAnswer | None:
        try:
            return act(click, self.clock())
        except Exception:
            log.exception("click failed", action="click_failed")
            return ClickAnswer(command_answers.failed())


def _named(action_id: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(action_id)}(:.*)?$")


def _answer(ack: Ack, answer: Answer) -> None:
    if answer.message is None:
        ack()
        return
    audience = "in_channel" if answer.in_channel else "ephemeral"
    ack(text=answer.message.text, blocks=answer.message.blocks, response_type=audience)


def _parsed(shape: type[Shape], body: Body) -> Shape | None:
    parsed = parse_or_none(shape, body)
    if parsed is None:
        log.warning("malformed payload", action="payload_malformed", shape=shape.__name__)
    return parsed


def _not_taken(error: DBAPIError) -> BoltResponse:
    trouble = trouble_of(error)
    log.error(
        "an event could not be written down; Slack will send it again",
        action=trouble.action if trouble else "event_not_written",
        remedy=trouble.remedy if trouble else "see `baton check`",
        error=str(error.orig),
    )
    return BoltResponse(status=503, body="")


def _only_acknowledged(ack: Ack) -> None:
    ack()
