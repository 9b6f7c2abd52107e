"""The Web API's front door: reads a call, checks its token, lets faults act, answers."""

import json
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.calls import RecordedCall
from sandbox.fault_acts import break_off, refused_by
from sandbox.faults import Fault
from sandbox.seed import APP_TOKEN, BOT_TOKEN
from sandbox.served import workspace_of
from sandbox.transports import reset, transport_of
from sandbox.values import Json
from sandbox.web_api import chat, conversations, files, people, user_groups, views
from sandbox.web_api.call import Call, Method, RefusedError
from sandbox.workspace import Workspace

METHODS: dict[str, Method] = {
    **people.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **views.METHODS,
    **user_groups.METHODS,
}


@dataclass(frozen=True)
class Asked:
    """A call as it came, before anything is checked."""

    method: str
    arguments: Json
    token: str | None


async def endpoint(request: Request) -> Response:
    """Answer one call of the Web API."""
    workspace = workspace_of(request)
    asked = await _read(request)
    fault = workspace.faults.take(asked.method, asked.arguments)
    if fault is not None and fault.kind == "reset_before":
        _note(workspace, asked, 0, None, fault)
        reset(transport_of(request.scope))
        return Response()
    answer = refused_by(fault) if fault else None
    if answer is None:
        answer = _answer(workspace, asked)
    _note(workspace, asked, answer.status_code, _error_of(answer), fault)
    if fault is not None:
        await break_off(fault, request)
    return answer


async def _read(request: Request) -> Asked:
    arguments: Json = dict(request.query_params)
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        arguments |= _json_object(body)
    else:
        arguments |= dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        token = ""
    token = token or str(arguments.get("token") or "")
    arguments.pop("token", None)
    return Asked(request.path_params["method"], arguments, token or None)


def _json_object(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _answer(workspace: Workspace, asked: Asked) -> JSONResponse:
    try:
        body = {"ok": True, **_run(workspace, asked)}
    except RefusedError as refusal:
        body = refusal.body
    headers = {"X-OAuth-Scopes": ",".join(workspace.manifest.scopes)}
    return JSONResponse(body, headers=headers)


def _run(workspace: Workspace, asked: Asked) -> Json:
    method = METHODS.get(asked.method)
    if method is None:
        raise RefusedError("unknown_method", req_method=asked.method)
    _check_token(asked.token, method.token)
    call = Call(workspace, asked.arguments)
    if method.scopes:
        call.need(*method.scopes)
    return method.run(call)


def _check_token(token: str | None, right: str) -> None:
    if token is None:
        raise RefusedError("not_authed")
    if token not in {BOT_TOKEN, APP_TOKEN}:
        raise RefusedError("invalid_auth")
    if token != right:
        raise RefusedError("not_allowed_token_type")


def _error_of(answer: Response) -> str | None:
    if not isinstance(answer, JSONResponse):
        return None
    error: str | None = json.loads(bytes(answer.body)).get("error")
    return error


def _note(
    workspace: Workspace, asked: Asked, status: int, error: str | None, fault: Fault | None
) -> None:
    kind = fault.kind if fault else None
    call = RecordedCall(asked.method, asked.arguments, time.time(), status, error, kind)
    workspace.calls.note(call)
