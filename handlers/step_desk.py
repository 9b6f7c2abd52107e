"""What arranging steps needs of Slack."""

from typing import Any, Protocol

from handlers.creating import ViewDesk


class StepDesk(ViewDesk, Protocol):
    """Opens modals, draws them anew, and puts one on top of another."""

    def push_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Put a modal on top of the one that a click came from; False when Slack does not."""
        ...
