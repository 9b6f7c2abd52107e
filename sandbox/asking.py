"""Ask the app something that a person waits for: one envelope, one answer, three seconds."""

import secrets
import time

from sandbox.seed import APP_ID, TEAM_DOMAIN, TEAM_ID, VERIFICATION_TOKEN
from sandbox.socket_mode import NobodyConnectedError, NotAcknowledgedError
from sandbox.values import Channel, Json, Person
from sandbox.workspace import Workspace


class NoAnswerError(Exception):
    """The app did not answer; the message is Slack's name for why."""


async def ask(workspace: Workspace, kind: str, payload: Json) -> Json:
    """Send the app something and return its answer, {} for a bare one. Raises NoAnswerError."""
    envelope = {
        "envelope_id": secrets.token_hex(16),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": True,
    }
    return await answer_to(workspace, envelope)


async def answer_to(workspace: Workspace, envelope: Json) -> Json:
    """Send the app an envelope and return its answer. Raises NoAnswerError."""
    try:
        return await workspace.sockets.send(envelope)
    except NobodyConnectedError:
        raise NoAnswerError("dispatch_failed") from None
    except NotAcknowledgedError:
        raise NoAnswerError("operation_timeout") from None


def interactive_payload(
    workspace: Workspace, kind: str, person: Person, view_id: str | None = None
) -> Json:
    """Return what every interactive payload says."""
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": TEAM_ID,
        },
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "trigger_id": workspace.triggers.issue(person.id, time.time(), view_id),
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_name(channel: Channel) -> str:
    """Return what a payload calls a conversation."""
    return "directmessage" if channel.is_im else channel.name
