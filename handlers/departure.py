"""The day on which the workspace lets us go: Slack tells us once, then our token is dead."""

from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from handlers.inbox import Apply

log = structlog.get_logger()


def removed(event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
    """Work off app_uninstalled and tokens_revoked: nothing is deleted, the operator is told."""
    log.error(
        "Slack has removed this app or revoked its tokens; install it again and set the new ones",
        action="removed_from_workspace",
        kind=event.get("type"),
        at=now.isoformat(),
    )
    return _nothing


def _nothing(_session: Session) -> None:
    """Change nothing: runs wait for the app to come back."""
