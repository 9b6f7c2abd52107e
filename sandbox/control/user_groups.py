"""User groups that are made and changed."""

import time
from dataclasses import replace

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox import user_groups
from sandbox.control.asked import body_of, done, found
from sandbox.served import workspace_of
from sandbox.state import new_id
from sandbox.values import UserGroup


class NewGroup(BaseModel):
    """A group that is made."""

    handle: str = Field(pattern=r"^[a-z0-9._-]+$")
    name: str = "A group"
    users: tuple[str, ...] = ()


class GroupChange(BaseModel):
    """What changes of a group; what is not given stays."""

    handle: str | None = Field(default=None, pattern=r"^[a-z0-9._-]+$")
    users: tuple[str, ...] | None = None
    disabled: bool | None = None


async def add_group(request: Request) -> Response:
    """Make a group."""
    given = NewGroup.model_validate(await body_of(request))
    group = UserGroup(id=new_id("S"), **given.model_dump())
    made = user_groups.change(workspace_of(request), group)
    return done(usergroup=user_groups.group_object(made))


async def change_group(request: Request) -> Response:
    """Change a group: its handle, who is in it, whether it is disabled."""
    workspace = workspace_of(request)
    group = found(workspace.state.get(UserGroup, request.path_params["id"]))
    given = GroupChange.model_validate(await body_of(request)).model_dump(exclude_none=True)
    if (disabled := given.pop("disabled", None)) is not None:
        given["date_delete"] = int(time.time()) if disabled else 0
    changed = user_groups.change(workspace, replace(group, **given))
    return done(usergroup=user_groups.group_object(changed))


ROUTES = [
    Route("/control/user_groups", add_group, methods=["POST"]),
    Route("/control/user_groups/{id}", change_group, methods=["POST"]),
]
