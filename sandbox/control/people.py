"""People who join, leave or change, and channels."""

from dataclasses import replace
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox import people_changes
from sandbox.control.asked import body_of, done, found
from sandbox.objects import person_object
from sandbox.served import workspace_of
from sandbox.state import new_id
from sandbox.values import Channel, Person


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("not an IANA zone")
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]


class NewPerson(BaseModel):
    """Somebody who joins."""

    handle: str = Field(pattern=r"^[a-z0-9._-]+$")
    real_name: str
    tz: Zone = "Europe/Berlin"
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False


class PersonChange(BaseModel):
    """What changes of a person; what is not given stays."""

    real_name: str | None = None
    tz: Zone | None = None
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


async def add_person(request: Request) -> Response:
    """Let somebody join."""
    workspace = workspace_of(request)
    given = NewPerson.model_validate(await body_of(request))
    taken = {person.handle for person in workspace.state.every(Person)}
    if given.handle in taken:
        raise HTTPException(400, "this handle is taken")
    person = Person(id=new_id("U"), color="999999", **given.model_dump())
    people_changes.join(workspace, person)
    return done(user=person_object(person))


async def change_person(request: Request) -> Response:
    """Change a person's profile."""
    workspace = workspace_of(request)
    person = found(workspace.person(request.path_params["id"]))
    given = PersonChange.model_validate(await body_of(request)).model_dump(exclude_none=True)
    person = replace(person, **given)
    people_changes.change(workspace, person)
    return done(user=person_object(person))


async def change_channel(request: Request) -> Response:
    """Archive a channel, invite the bot or remove it."""
    workspace = workspace_of(request)
    given = ChannelChange.model_validate(await body_of(request))
    channel = found(workspace.channel(request.path_params["id"]))
    if given.is_archived is not None:
        people_changes.archive(workspace, channel, archived=given.is_archived)
    channel = found(workspace.state.get(Channel, channel.id))
    if given.bot_is_member is not None:
        people_changes.bot_in_channel(workspace, channel, is_member=given.bot_is_member)
    return done()


ROUTES = [
    Route("/control/people", add_person, methods=["POST"]),
    Route("/control/people/{id}", change_person, methods=["POST"]),
    Route("/control/channels/{id}", change_channel, methods=["POST"]),
]
