"""What opening modals needs of Slack."""

from typing import Any, Protocol


class ViewDesk(Protocol):
    """Opens modals, draws them anew, and puts one on top of another."""

    def open_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a modal; False when Slack does not."""
        ...

    def update_view(self, view_id: str, view_hash: str | None, view: dict[str, Any]) -> bool:
        """Draw an open modal anew; False when Slack does not."""
        ...

    def push_view(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Put a modal on top of the one that a click came from; False when Slack does not."""
        ...
