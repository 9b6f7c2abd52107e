"""Slash commands: what somebody types after a slash, and the app's answer."""

import time

from sandbox import posting
from sandbox.asking import NoAnswerError, ask, channel_name
from sandbox.manifest import Command
from sandbox.posting import Draft
from sandbox.responses import respond, response_to, response_url
from sandbox.seed import APP_ID, SLACKBOT_ID, TEAM_DOMAIN, TEAM_ID, VERIFICATION_TOKEN
from sandbox.triggers import ResponseTo
from sandbox.typed import as_command
from sandbox.values import Channel, Json, Person
from sandbox.web_api.call import RefusedError
from sandbox.workspace import Workspace


async def run_command(workspace: Workspace, person: Person, channel: Channel, line: str) -> Json:
    """Run a slash command: its answer appears as a message."""
    name, _, words = line.strip().partition(" ")
    command = workspace.manifest.command(name)
    if command is None:
        return {"ok": False, "error": f"{name} is not a command of this workspace."}
    to = response_to(person, channel.id)
    payload = _payload(workspace, person, channel, command) | {
        "text": as_command(words.strip(), workspace.state, should_escape=command.should_escape),
        "response_url": response_url(workspace, to),
    }
    try:
        answer = await ask(workspace, "slash_commands", payload)
    except NoAnswerError as error:
        return _failed(workspace, to, name, str(error))
    return _answered(workspace, to, name, answer)


def _payload(workspace: Workspace, person: Person, channel: Channel, command: Command) -> Json:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.handle,
        "command": command.name,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "trigger_id": workspace.triggers.issue(person.id, time.time()),
    }


def _answered(workspace: Workspace, to: ResponseTo, name: str, answer: Json) -> Json:
    if answer:
        try:
            respond(workspace, to, answer)
        except RefusedError:
            return _failed(workspace, to, name, "invalid_command_response")
    return {"ok": True}


def _failed(workspace: Workspace, to: ResponseTo, name: str, error: str) -> Json:
    channel = workspace.channel(to.channel)
    assert channel, "the command was given there"
    words = f'{name} failed with the error "{error}"'
    posting.post(workspace, channel, Draft(SLACKBOT_ID, words, only_for=to.person))
    return {"ok": False, "error": error}
