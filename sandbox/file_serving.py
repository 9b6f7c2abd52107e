"""The bytes of files over HTTP: to the app with its token, to the page for a person."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.fault_acts import break_off, refused_by
from sandbox.filetypes import INLINE
from sandbox.seed import BOT_TOKEN
from sandbox.served import workspace_of
from sandbox.transports import reset, transport_of
from sandbox.values import File
from sandbox.workspace import Workspace

FILE_ID = re.compile(r"(?:^|[-/])(F[A-Z0-9]+)(?:/|$)")
LOGIN = "<!doctype html><title>Sign in</title><h1>Sign in to the workspace</h1>"
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


async def serve(request: Request) -> Response:
    """Serve a file's bytes, to the app through the faults of the method `files.download`."""
    workspace = workspace_of(request)
    by_app = "authorization" in request.headers
    fault = workspace.faults.take("files.download", {}) if by_app else None
    if fault is None:
        return _served(workspace, request)
    answer = refused_by(fault) or _served(workspace, request)
    await break_off(fault, request)
    return answer


def _served(workspace: Workspace, request: Request) -> Response:
    # Without the right to a file, Slack leads to a login page.
    path = request.path_params["path"]
    if not _is_allowed(workspace, request):
        return RedirectResponse(f"{workspace.url}/login?redir={quote(path)}", 302)
    found = FILE_ID.search(path)
    file = workspace.state.get(File, found[1]) if found else None
    data = workspace.blobs.get(file.id) if file else None
    if file is None or data is None or file.deleted or file.file_access != "visible":
        return PlainTextResponse("This file is not here.", 404)
    return Response(data, headers=_headers(file, path))


def _is_allowed(workspace: Workspace, request: Request) -> bool:
    if request.headers.get("authorization") == f"Bearer {BOT_TOKEN}":
        return "files:read" in workspace.manifest.scopes
    return workspace.person(request.query_params.get("as", "")) is not None


def _headers(file: File, path: str) -> dict[str, str]:
    # Only pictures are shown in the browser; anything else could be a page with scripts.
    inline = file.mimetype in INLINE and "/download/" not in path
    disposition = "inline" if inline else "attachment"
    return SAFE_HEADERS | {
        "Content-Type": file.mimetype or "application/octet-stream",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(file.name)}",
    }


async def take_upload(request: Request) -> Response:
    """Take the bytes of one of the app's files, through the faults of the method `files.upload`."""
    workspace = workspace_of(request)
    fault = workspace.faults.take("files.upload", {})
    if fault is None:
        return await _taken(workspace, request)
    if fault.kind == "reset_before":
        reset(transport_of(request.scope))
        return Response()
    answer = refused_by(fault) or await _taken(workspace, request)
    await break_off(fault, request)
    return answer


async def _taken(workspace: Workspace, request: Request) -> Response:
    upload = workspace.uploads.get(request.path_params["secret"])
    if upload is None:
        return PlainTextResponse("not_found", 404)
    data = await _bytes_of(request)
    if len(data) != upload.length:
        return PlainTextResponse("length_mismatch", 400)
    upload.data = data
    return PlainTextResponse(f"OK - {len(data)}")


async def _bytes_of(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return await request.body()
    async with request.form() as form:
        parts = [part for part in form.values() if not isinstance(part, str)]
        return await parts[0].read() if parts else b""


async def login(_request: Request) -> Response:
    """Show what somebody without the right to a file gets."""
    return HTMLResponse(LOGIN)


ROUTES = [
    Route("/files/{path:path}", serve),
    Route("/upload/{secret}", take_upload, methods=["POST"]),
    Route("/login", login),
]
