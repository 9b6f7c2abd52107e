"""What tests do to the workspace that no person could: faults, people, sockets, a record."""

import base64
import secrets
from dataclasses import asdict, replace
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import people_changes, posting
from sandbox.acts import Act, ActError, post_files
from sandbox.asking import NoAnswerError, ask
from sandbox.delivery import RETRY_SCHEDULE
from sandbox.faults import Fault
from sandbox.objects import person_object
from sandbox.odd_files import Oddity, odd_file, scan_until
from sandbox.page_api import act, upload
from sandbox.state import new_id
from sandbox.uploading import delete_file
from sandbox.values import Channel, File, Json, Person
from sandbox.workspace import Workspace

OK: Json = {"ok": True}


class EventChange(BaseModel):
    """How events are delivered from now on; what is not given stays. Seconds."""

    drop: int | None = None
    duplicate: int | None = None
    delay: float | None = None
    retry_schedule: tuple[float, ...] | None = None
    ack_timeout: float | None = None


class NewPerson(BaseModel):
    """Somebody who joins."""

    handle: str = Field(pattern=r"^[a-z0-9._-]+$")
    real_name: str
    tz: str = "Europe/Berlin"
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False


class PersonChange(BaseModel):
    """What changes of a person; what is not given stays."""

    real_name: str | None = None
    tz: str | None = None
    deleted: bool | None = None
    is_bot: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None
    status_text: str | None = None
    status_emoji: str | None = None
    status_expiration: int | None = None


class ChannelChange(BaseModel):
    """What changes of a channel; what is not given stays."""

    is_archived: bool | None = None
    bot_is_member: bool | None = None


class OddFile(BaseModel):
    """A file of an odd kind that a person shares; `data` is base64, `seconds` the scan's length."""

    person: str
    channel: str
    kind: Oddity
    thread_ts: str | None = None
    text: str = ""
    name: str = "file.png"
    data: str = ""
    seconds: float = 1.0


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


async def _body(request: Request) -> Any:
    raw = await request.body()
    return await request.json() if raw else {}


async def add_fault(request: Request) -> Response:
    """Add a fault."""
    _workspace(request).faults.rules.append(Fault.model_validate(await _body(request)))
    return JSONResponse(OK)


async def clear_faults(request: Request) -> Response:
    """Remove all faults."""
    _workspace(request).faults.rules.clear()
    return JSONResponse(OK)


async def change_events(request: Request) -> Response:
    """Change how events are delivered."""
    workspace = _workspace(request)
    given = EventChange.model_validate(await _body(request)).model_dump(exclude_none=True)
    workspace.sockets.ack_timeout = given.pop("ack_timeout", workspace.sockets.ack_timeout)
    workspace.deliveries.settings = replace(workspace.deliveries.settings, **given)
    return JSONResponse(OK | {"undelivered": workspace.deliveries.undelivered})


async def cut_sockets(request: Request) -> Response:
    """Break the app's connections as a network does."""
    return JSONResponse(OK | {"connections": _workspace(request).sockets.cut()})


async def disconnect_sockets(request: Request) -> Response:
    """End the app's connections as Slack does; {"close": false} only announces it."""
    body = await _body(request)
    reason, close = body.get("reason", "refresh_requested"), bool(body.get("close", True))
    count = await _workspace(request).sockets.disconnect(reason, close=close)
    return JSONResponse(OK | {"connections": count})


async def list_calls(request: Request) -> Response:
    """List the Web API calls of one method, or all."""
    method = request.query_params.get("method")
    return JSONResponse({"calls": list(_workspace(request).calls.listed(method))})


async def clear_calls(request: Request) -> Response:
    """Forget the Web API calls."""
    _workspace(request).calls.clear()
    return JSONResponse(OK)


async def raw_messages(request: Request) -> Response:
    """List a conversation's messages as they are kept, replies and ephemeral ones included."""
    workspace = _workspace(request)
    found = workspace.state.messages(request.query_params.get("channel", ""))
    return JSONResponse({"messages": [asdict(message) for message in found]})


async def add_person(request: Request) -> Response:
    """Let somebody join."""
    workspace = _workspace(request)
    given = NewPerson.model_validate(await _body(request))
    taken = {person.handle for person in workspace.state.every(Person)}
    if given.handle in taken:
        raise HTTPException(400, "this handle is taken")
    person = Person(id=new_id("U"), color="999999", **given.model_dump())
    people_changes.join(workspace, person)
    return JSONResponse(OK | {"user": person_object(person)})


async def change_person(request: Request) -> Response:
    """Change a person's profile."""
    workspace = _workspace(request)
    person = _found(workspace.person(request.path_params["id"]))
    given = PersonChange.model_validate(await _body(request)).model_dump(exclude_none=True)
    person = replace(person, **given)
    people_changes.change(workspace, person)
    return JSONResponse(OK | {"user": person_object(person)})


async def change_channel(request: Request) -> Response:
    """Archive a channel, invite the bot or remove it."""
    workspace = _workspace(request)
    given = ChannelChange.model_validate(await _body(request))
    channel = _found(workspace.channel(request.path_params["id"]))
    if given.is_archived is not None:
        people_changes.archive(workspace, channel, archived=given.is_archived)
    channel = _found(workspace.state.get(Channel, channel.id))
    if given.bot_is_member is not None:
        people_changes.bot_in_channel(workspace, channel, is_member=given.bot_is_member)
    return JSONResponse(OK)


async def share_odd_file(request: Request) -> Response:
    """Let a person share a file of an odd kind."""
    workspace = _workspace(request)
    given = OddFile.model_validate(await _body(request))
    person = _found(workspace.person(given.person))
    data = base64.b64decode(given.data) or b"nothing much"
    file = odd_file(workspace, person.id, given.name, data, given.kind)
    if given.kind == "scanning":
        file = scan_until(workspace, file, given.seconds)
    doing = Act(workspace, person, given.model_dump())
    return JSONResponse(post_files(doing, doing.channel(), (file.id,), upload=True))


async def remove_file(request: Request) -> Response:
    """Delete a file."""
    workspace = _workspace(request)
    delete_file(workspace, _found(workspace.state.get(File, request.path_params["id"])))
    return JSONResponse(OK)


async def send_payload(request: Request) -> Response:
    """Send the app an envelope as it stands here and return its acknowledgement."""
    body = await _body(request)
    workspace = _workspace(request)
    try:
        answer = await ask(workspace, body.get("type", "interactive"), body.get("payload"))
    except NoAnswerError as error:
        return JSONResponse({"ok": False, "error": str(error)})
    return JSONResponse(OK | {"ack": answer})


async def send_event(request: Request) -> Response:
    """Deliver an inner event of the test's own making."""
    workspace = _workspace(request)
    event = await _body(request)
    workspace.tell_app(event.pop("subscription", "message.im"), event)
    return JSONResponse(OK)


async def reset(request: Request) -> Response:
    """Make the workspace as it begins, and let it behave."""
    workspace = _workspace(request)
    workspace.deliveries.forget()
    workspace.deliveries.settings = replace(
        workspace.deliveries.settings,
        drop=0,
        duplicate=0,
        delay=0.0,
        retry_schedule=RETRY_SCHEDULE,
    )
    workspace.faults.rules.clear()
    workspace.calls.clear()
    workspace.state.clear()
    workspace.plant()
    workspace.live.tell({"type": "people"})
    return JSONResponse(OK)


def _found(value: Any) -> Any:
    if value is None:
        raise HTTPException(404, "not found")
    return value
