"""All that the workspace serves, as one ASGI application."""

from pathlib import Path

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from sandbox import control, file_serving, page_api
from sandbox.acts import ActError
from sandbox.asking import NoAnswerError
from sandbox.guard import Guard
from sandbox.responses import respond
from sandbox.served import workspace_of
from sandbox.web_api.call import RefusedError
from sandbox.web_api.endpoint import endpoint
from sandbox.workspace import Workspace

PAGE = Path(__file__).parent / "page"


async def page(_request: Request) -> Response:
    """Serve the page; it finds out itself where it is."""
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def socket_mode(socket: WebSocket) -> None:
    """Hold one of the app's connections."""
    await workspace_of(socket).sockets.serve(socket)


async def response_url(request: Request) -> Response:
    """Take an answer of the app to something that a person did."""
    workspace = workspace_of(request)
    to = workspace.take_response(request.path_params["secret"])
    if to is None:
        return PlainTextResponse("used_url", 404)
    try:
        body = await request.json()
    except ValueError:
        return PlainTextResponse("invalid_payload", 400)
    try:
        respond(workspace, to, body if isinstance(body, dict) else {})
    except RefusedError as refusal:
        return PlainTextResponse(str(refusal), 404)
    return PlainTextResponse("ok")


async def _refused(_request: Request, error: Exception) -> Response:
    return JSONResponse({"ok": False, "error": str(error)})


async def _invalid(_request: Request, error: Exception) -> Response:
    return JSONResponse({"ok": False, "error": str(error)}, 400)


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response()  # nobody waits for an answer


def application(workspace: Workspace) -> Starlette:
    """Put the application together."""
    app = Starlette(
        routes=[
            Route("/", page),
            Route("/archives/{path:path}", page),
            Route("/api/{method}", endpoint, methods=["GET", "POST"]),
            Route("/response/{secret}", response_url, methods=["POST"]),
            WebSocketRoute("/socket", socket_mode),
            *page_api.ROUTES,
            *file_serving.ROUTES,
            *control.ROUTES,
            Mount("/static", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={
            ActError: _refused,
            NoAnswerError: _refused,
            ValidationError: _invalid,
            ClientDisconnect: _gone,
        },
    )
    app.state.workspace = workspace
    return app
