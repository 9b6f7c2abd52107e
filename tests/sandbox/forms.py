"""Views and blocks that tests show."""

from typing import Any

BUTTON = {
    "type": "button",
    "action_id": "done",
    "text": {"type": "plain_text", "text": "Done"},
    "value": "run-1",
}
ACTIONS = {"type": "actions", "block_id": "buttons", "elements": [BUTTON]}
NAME = {
    "type": "input",
    "block_id": "name",
    "label": {"type": "plain_text", "text": "Name"},
    "element": {"type": "plain_text_input", "action_id": "text", "initial_value": "Till"},
}
OWNER = {
    "type": "input",
    "block_id": "owner",
    "optional": True,
    "label": {"type": "plain_text", "text": "Owner"},
    "element": {"type": "users_select", "action_id": "user"},
}
HOME = {"type": "home", "blocks": [ACTIONS]}


def modal(title: str = "New process", **more: Any) -> dict[str, Any]:
    """A modal with two inputs and a button."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [NAME, OWNER, ACTIONS],
        **more,
    }
