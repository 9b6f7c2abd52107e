"""What Slack is answered when a modal is submitted."""

from typing import Any

from handlers.rooms import Response
from handlers.views import titles
from handlers.views.notice import notice_modal
from handlers.views.words import Message


def errors(by_field: dict[str, str]) -> Response:
    """Keep the form as it was typed, each error at its field."""
    return {"response_action": "errors", "errors": by_field}


def pushed(view: dict[str, Any]) -> Response:
    """Put a modal on top of the one submitted."""
    return {"response_action": "push", "view": view}


def replaced(view: dict[str, Any]) -> Response:
    """Put a modal in the place of the one submitted."""
    return {"response_action": "update", "view": view}


def told(title: str, message: Message, *, close: str = titles.CLOSE) -> Response:
    """Say something in the place of the modal submitted; `title` has at most 24 characters."""
    return replaced(notice_modal(title, message, close=close))


def closed() -> Response:
    """Close all modals."""
    return {"response_action": "clear"}
