"""What Slack is answered when a modal is submitted."""

from typing import Any

from handlers.rooms import Response


def errors(by_field: dict[str, str]) -> Response:
    """Keep the form as it was typed, each error at its field."""
    return {"response_action": "errors", "errors": by_field}


def pushed(view: dict[str, Any]) -> Response:
    """Put a modal on top of the one submitted."""
    return {"response_action": "push", "view": view}


def replaced(view: dict[str, Any]) -> Response:
    """Put a modal in the place of the one submitted."""
    return {"response_action": "update", "view": view}


def closed() -> Response:
    """Close all modals."""
    return {"response_action": "clear"}
