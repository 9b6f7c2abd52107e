"""Files of odd kinds, and files that vanish."""

import base64

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.acts import Act, post_files
from sandbox.control.asked import body_of, done, found
from sandbox.odd_files import Oddity, odd_file, scan_until
from sandbox.served import workspace_of
from sandbox.uploading import delete_file
from sandbox.values import File


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


async def share_odd_file(request: Request) -> Response:
    """Let a person share a file of an odd kind."""
    workspace = workspace_of(request)
    given = OddFile.model_validate(await body_of(request))
    person = found(workspace.person(given.person))
    data = base64.b64decode(given.data) or b"nothing much"
    file = odd_file(workspace, person.id, given.name, data, given.kind)
    if given.kind == "scanning":
        file = scan_until(workspace, file, given.seconds)
    doing = Act(workspace, person, given.model_dump())
    return JSONResponse(post_files(doing, doing.channel(), (file.id,), upload=True))


async def remove_file(request: Request) -> Response:
    """Delete a file."""
    workspace = workspace_of(request)
    delete_file(workspace, found(workspace.state.get(File, request.path_params["id"])))
    return done()


ROUTES = [
    Route("/control/files", share_odd_file, methods=["POST"]),
    Route("/control/files/{id}/delete", remove_file, methods=["POST"]),
]
