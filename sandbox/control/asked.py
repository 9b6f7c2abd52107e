"""Reading what a test asks for."""

from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from sandbox.values import Json

Some = TypeVar("Some")


async def body_of(request: Request) -> Any:
    """Return the body's JSON; {} for an empty one. Raises ValueError."""
    return await request.json() if await request.body() else {}


def found(value: Some | None) -> Some:
    """Return what is there; anything else answers 404."""
    if value is None:
        raise HTTPException(404, "not found")
    return value


def done(**more: Any) -> JSONResponse:
    """Answer that it is done."""
    body: Json = {"ok": True, **more}
    return JSONResponse(body)
