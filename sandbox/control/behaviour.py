"""Faults of the Web API, the record of its calls, and a fresh start."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.control.asked import body_of, done
from sandbox.faults import Fault
from sandbox.served import workspace_of


async def add_fault(request: Request) -> Response:
    """Add a fault."""
    workspace_of(request).faults.rules.append(Fault.model_validate(await body_of(request)))
    return done()


async def clear_faults(request: Request) -> Response:
    """Remove all faults."""
    workspace_of(request).faults.rules.clear()
    return done()


async def list_calls(request: Request) -> Response:
    """List the Web API calls of one method, or all."""
    method = request.query_params.get("method")
    return JSONResponse({"calls": list(workspace_of(request).calls.listed(method))})


async def clear_calls(request: Request) -> Response:
    """Forget the Web API calls."""
    workspace_of(request).calls.clear()
    return done()


async def raw_messages(request: Request) -> Response:
    """List a conversation's messages as they are kept, replies and ephemeral ones included."""
    workspace = workspace_of(request)
    found = workspace.state.messages(request.query_params.get("channel", ""))
    return JSONResponse({"messages": [asdict(message) for message in found]})


async def reset(request: Request) -> Response:
    """Make the workspace as it begins, and let it behave."""
    workspace = workspace_of(request)
    workspace.begin_anew()
    workspace.live.tell({"type": "people"})
    return done()


ROUTES = [
    Route("/control/faults", add_fault, methods=["POST"]),
    Route("/control/faults", clear_faults, methods=["DELETE"]),
    Route("/control/calls", list_calls),
    Route("/control/calls", clear_calls, methods=["DELETE"]),
    Route("/control/messages", raw_messages),
    Route("/control/reset", reset, methods=["POST"]),
]
