"""The blocks that messages are made of; their texts are ready to be shown."""

from collections.abc import Iterable
from typing import Any

LONGEST_SECTION = 3000
LONGEST_BUTTON_URL = 3000

Block = dict[str, Any]


def section(text: str) -> Block:
    """Return a paragraph. Verbatim: Slack makes no channels or people of typed words."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> Block:
    """Return a small grey line."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}],
    }


def header(text: str) -> Block:
    """Return a headline of our own words."""
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": True}}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def picture(url: str, alt: str) -> Block:
    """Return a picture at a public address; `alt` is what it shows, for those who do not see it."""
    return {"type": "image", "image_url": url, "alt_text": alt}


def button(action_id: str, label: str, **extra: str) -> Block:
    """Return a row with one button; `extra` is its url, value or style."""
    return row(press(action_id, label, **extra))


def press(action_id: str, label: str, **extra: str) -> Block:
    """Return a button that stands in a row; `extra` is its url, value or style."""
    text = {"type": "plain_text", "text": label, "emoji": True}
    return {"type": "button", "action_id": action_id, "text": text, **extra}


def picker(action_id: str, placeholder: str) -> Block:
    """Return a field beside a message from which one person is picked."""
    text = {"type": "plain_text", "text": placeholder, "emoji": True}
    return {"type": "users_select", "action_id": action_id, "placeholder": text}


def row(*elements: Block) -> Block:
    """Return buttons beside each other, 25 at most."""
    return {"type": "actions", "elements": list(elements)}


def button_row(*buttons: tuple[str, str, str]) -> Block:
    """Return a row of buttons, each an action_id, a label and a value."""
    return row(*(press(action_id, label, value=value) for action_id, label, value in buttons))


def paragraphs(lines: Iterable[str]) -> list[Block]:
    """Return lines in as few sections as hold them."""
    sections: list[list[str]] = []
    room = 0
    for line in lines:
        if not sections or len(line) + 1 > room:
            sections.append([])
            room = LONGEST_SECTION + 1
        sections[-1].append(line)
        room -= len(line) + 1
    return [section("\n".join(section_lines)) for section_lines in sections]
