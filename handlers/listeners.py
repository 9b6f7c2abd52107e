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
from handlers.creating import Creating, Response
from handlers.inbox import Inbox
from handlers.pages import TURN, Pages
from handlers.slack_requests import SlackClick, SlackCommand, SlackSubmission
from handlers.slack_shapes import parse_or_none
from handlers.views import command_answers, form_ids
from storage.trouble import trouble_of

log = structlog.get_logger()

COMMAND = "/baton"
NEW_PROCESS = "new_process"
TAKEN = BoltResponse(status=200, body="")

Body = dict[str, Any]
Shape = TypeVar("Shape", bound=BaseModel)


class Listeners:
    """Answers Slack within its three seconds; `nudge` makes the engine look at what changed."""

    def __init__(
        self,
        inbox: Inbox,
        commands: Commands,
        creating: Creating,
        pages: Pages,
        clock: Callable[[], datetime],
        nudge: Callable[[], None],
    ) -> None:
        """Hand events, commands, forms and the buttons that turn pages to whom they are for."""
        self.inbox = inbox
        self.commands = commands
        self.creating = creating
        self.pages = pages
        self.clock = clock
        self.nudge = nudge

    def register(self, bolt: App) -> None:
        """Listen to everything that the manifest subscribes to."""
        bolt.middleware(self._event)
        bolt.command(COMMAND)(self._command)
        bolt.view(form_ids.FORM_CALLBACK)(self._form)
        bolt.view(form_ids.CREATE_CALLBACK)(self._preview)
        bolt.action(form_ids.CADENCE_KIND_ACTION)(self._cadence_kind)
        bolt.action(NEW_PROCESS)(self._new_process)
        bolt.action(form_ids.CREATE_DRAFT)(self._create_draft)
        bolt.action(form_ids.EDIT_DRAFT)(self._edit_draft)
        bolt.action(form_ids.DROP_DRAFT)(self._drop_draft)
        bolt.action(TURN)(self._turn_page)
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

    def _form(self, ack: Ack, body: Body) -> None:
        self._submission(ack, body, self.creating.submit_form)

    def _preview(self, ack: Ack, body: Body) -> None:
        self._submission(ack, body, self.creating.submit_preview)

    def _submission(
        self, ack: Ack, body: Body, submit: Callable[[SlackSubmission, datetime], Response]
    ) -> None:
        submission = _parsed(SlackSubmission, body)
        if submission is None:
            ack()
            return
        try:
            response = submit(submission, self.clock())
        except Exception:
            log.exception("submission failed", action="submission_failed")
            return  # Not acknowledged: Slack says so in the modal, which stays as it was typed.
        ack(**response)
        log.info("submitted", action="submission", person=submission.user.id)
        self.nudge()

    def _cadence_kind(self, ack: Ack, body: Body) -> None:
        ack()
        click = _parsed(SlackClick, body)
        if click is not None:
            self.creating.redraw_form(click)

    def _new_process(self, ack: Ack, body: Body) -> None:
        ack()
        click = _parsed(SlackClick, body)
        if click is not None:
            self.creating.open_form(click, self.clock())

    def _create_draft(self, ack: Ack, body: Body, respond: Respond) -> None:
        now = self.clock()
        self._draft(ack, body, respond, lambda click: self.creating.create_draft(click, now))

    def _edit_draft(self, ack: Ack, body: Body, respond: Respond) -> None:
        self._draft(ack, body, respond, self.creating.edit_draft)

    def _drop_draft(self, ack: Ack, body: Body, respond: Respond) -> None:
        self._draft(ack, body, respond, self.creating.drop_draft)

    def _turn_page(self, ack: Ack, body: Body, respond: Respond) -> None:
        now = self.clock()
        self._draft(ack, body, respond, lambda click: self.pages.turn(click, now))

    def _draft(
        self,
        ack: Ack,
        body: Body,
        respond: Respond,
        act: Callable[[SlackClick], ClickAnswer | None],
    ) -> None:
        ack()
        click = _parsed(SlackClick, body)
        if click is None:
            return
        try:
            answer = act(click)
        except Exception:
            log.exception("click failed", action="click_failed")
            answer = ClickAnswer(command_answers.failed(), replaces=False)
        if answer is not None:
            said = answer.message
            respond(text=said.text, blocks=said.blocks, replace_original=answer.replaces)
        self.nudge()


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
