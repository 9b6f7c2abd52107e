"""The app's connections, and what goes over them."""

import secrets
from dataclasses import replace

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.asking import answer_to
from sandbox.control.asked import body_of, done
from sandbox.served import workspace_of


class EventChange(BaseModel):
    """How events are delivered from now on; what is not given stays. Seconds."""

    drop: int | None = None
    duplicate: int | None = None
    delay: float | None = None
    retry_schedule: tuple[float, ...] | None = None
    ack_timeout: float | None = None


async def change_events(request: Request) -> Response:
    """Change how events are delivered."""
    workspace = workspace_of(request)
    given = EventChange.model_validate(await body_of(request)).model_dump(exclude_none=True)
    workspace.sockets.ack_timeout = given.pop("ack_timeout", workspace.sockets.ack_timeout)
    workspace.deliveries.settings = replace(workspace.deliveries.settings, **given)
    return done(undelivered=workspace.deliveries.undelivered)


async def cut_sockets(request: Request) -> Response:
    """Break the app's connections as a network does."""
    return done(connections=workspace_of(request).sockets.cut())


async def disconnect_sockets(request: Request) -> Response:
    """End the app's connections as Slack does; {"close": false} only announces it."""
    body = await body_of(request)
    reason, close = body.get("reason", "refresh_requested"), bool(body.get("close", True))
    count = await workspace_of(request).sockets.disconnect(reason, close=close)
    return done(connections=count)


async def send_event(request: Request) -> Response:
    """Deliver an inner event of the test's own making."""
    workspace = workspace_of(request)
    event = await body_of(request)
    workspace.tell_app(event.pop("subscription", "message.im"), event)
    return done()


async def send_payload(request: Request) -> Response:
    """Send the app an envelope just as it stands here and return its acknowledgement."""
    envelope = {"envelope_id": secrets.token_hex(16)} | await body_of(request)
    return done(ack=await answer_to(workspace_of(request), envelope))


ROUTES = [
    Route("/control/events", change_events, methods=["POST"]),
    Route("/control/sockets/cut", cut_sockets, methods=["POST"]),
    Route("/control/sockets/disconnect", disconnect_sockets, methods=["POST"]),
    Route("/control/send_event", send_event, methods=["POST"]),
    Route("/control/send_payload", send_payload, methods=["POST"]),
]
