"""What the page uses over HTTP."""

from collections.abc import Callable
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sandbox import page_reads
from sandbox.acts import ACTS, Act, ActError, post_files
from sandbox.file_objects import file_object
from sandbox.served import workspace_of
from sandbox.uploading import LARGEST_UPLOAD, keep_file
from sandbox.values import Channel, Json, Person
from sandbox.workspace import Workspace

READS: dict[str, Callable[[Workspace, Person], Json]] = {
    "state": page_reads.state,
    "home": page_reads.home,
    "views": page_reads.views,
}


async def read(request: Request) -> Response:
    """Answer what a person sees apart from conversations."""
    found = READS.get(request.path_params["what"])
    if found is None:
        raise HTTPException(404)
    return JSONResponse(found(workspace_of(request), _reader(request)))


async def messages(request: Request) -> Response:
    """Answer a conversation's top level."""
    me = _reader(request)
    channel = _conversation(request, me)
    return JSONResponse(page_reads.messages(workspace_of(request), me, channel))


async def thread(request: Request) -> Response:
    """Answer a thread."""
    me = _reader(request)
    channel = _conversation(request, me)
    ts = request.query_params.get("ts", "")
    return JSONResponse(page_reads.thread(workspace_of(request), me, channel, ts))


def _reader(request: Request) -> Person:
    workspace = workspace_of(request)
    name = request.query_params.get("as")
    # The first visit names nobody: it starts as the first person.
    person = workspace.person(name) if name else workspace.people()[0]
    if person is None:
        raise HTTPException(404, "person_not_found")
    return person


def _conversation(request: Request, me: Person) -> Channel:
    channel = workspace_of(request).channel(request.query_params.get("channel", ""))
    if channel is None or me.id not in channel.members:
        raise HTTPException(404, "channel_not_found")
    return channel


async def act(request: Request) -> Response:
    """Do something as a person."""
    doing = ACTS.get(request.path_params["what"])
    if doing is None:
        return _failed("unknown_act", 404)
    try:
        body = await request.json()
    except ValueError:
        return _failed("invalid_json", 400)
    return JSONResponse(await doing(_act(request, body)))


def _act(request: Request, body: Any) -> Act:
    workspace = workspace_of(request)
    if not isinstance(body, dict):
        raise ActError("invalid_json")
    person = workspace.person(str(body.get("as")))
    if person is None or person.deleted or person.is_bot:
        raise ActError("account_inactive")
    return Act(workspace, person, body)


def _failed(error: str, status: int) -> JSONResponse:
    return JSONResponse({"ok": False, "error": error}, status)


async def upload(request: Request) -> Response:
    """Take files in, and post them where a conversation is named."""
    async with request.form(max_files=100) as form:
        doing = _act(request, {key: form.get(key) for key in form if key != "files"})
        return JSONResponse(await _upload(doing, form))


async def _upload(doing: Act, form: FormData) -> Json:
    arrived = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
    if not arrived:
        raise ActError("no_file_data")
    channel = doing.writable_channel() if doing.text("channel") else None
    if any((each.size or 0) > LARGEST_UPLOAD for each in arrived):
        raise ActError("file_too_large")
    files = [
        keep_file(doing.workspace, doing.person.id, each.filename or "file", await each.read())
        for each in arrived
    ]
    if channel is None:
        url = doing.workspace.url
        return {"ok": True, "files": [file_object(file, url) for file in files]}
    return post_files(doing, channel, tuple(file.id for file in files), upload=True)


async def live(socket: WebSocket) -> None:
    """Tell a page what changes."""
    await workspace_of(socket).live.serve(socket)


ROUTES = [
    Route("/page/messages", messages),
    Route("/page/thread", thread),
    Route("/page/act/upload", upload, methods=["POST"]),
    Route("/page/act/{what}", act, methods=["POST"]),
    Route("/page/{what}", read),
    WebSocketRoute("/page/live", live),
]
