"""Blocks of every kind, as an app sends them, and small pictures."""

import struct
import zlib
from typing import Any

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str) -> Block:
    return {"text": plain(text), "value": value}


def section(text: str, **extra: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **extra}


def field(label: str, kind: str, **element: Any) -> Block:
    """An input block; its block and action are named after the label."""
    name = label.lower().replace(" ", "_")
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {"type": kind, "action_id": name, **element},
    }


SIZES = [option("s", "Small"), option("l", "Large")]


def inputs() -> list[Block]:
    """Every kind of input."""
    return [
        field("Name", "plain_text_input", initial_value="Open the shop"),
        field("Steps", "plain_text_input", multiline=True, placeholder=plain("One a line")),
        field("Link", "url_text_input"),
        field("Count", "number_input", is_decimal_allowed=False, min_value="1"),
        field("Size", "static_select", options=SIZES, initial_option=SIZES[1]),
        field("Sizes", "multi_static_select", options=SIZES, initial_options=SIZES[:1]),
        field("Owner", "users_select", initial_user="U0BEN"),
        field("Helpers", "multi_users_select"),
        field("Room", "conversations_select"),
        field("Channel", "channels_select", initial_channel="C0OPS"),
        field("Time", "timepicker", initial_time="09:00"),
        field("Day", "datepicker", initial_date="2026-12-01"),
        field("Until", "datetimepicker", initial_date_time=1796119200),
        field("Extras", "checkboxes", options=SIZES),
        field("Cup", "radio_buttons", options=SIZES, initial_option=SIZES[0]),
        field("Proof", "file_input", max_files=2),
    ]


def modal(blocks: list[Block], title: str = "New process", **extra: Any) -> Block:
    return {
        "type": "modal",
        "title": plain(title),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": blocks,
        **extra,
    }


def _words(text: str, **style: bool) -> Block:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


RICH_TEXT: Block = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                _words("Rich "),
                _words("and bold", bold=True),
                _words(" for "),
                {"type": "user", "user_id": "U0ANA"},
                {"type": "emoji", "name": "tada"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [_words("First")]},
                {"type": "rich_text_section", "elements": [_words("Second")]},
            ],
        },
        {"type": "rich_text_quote", "elements": [_words("Quoted")]},
        {"type": "rich_text_preformatted", "elements": [_words("make run")]},
    ],
}

TABLE: Block = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Step"}, {"type": "raw_text", "text": "Missed"}],
        [{"type": "raw_text", "text": "Wipe the counter"}, {"type": "raw_text", "text": "3"}],
    ],
}


def shown(picture_id: str) -> list[Block]:
    """Every kind of block that a message can hold; the picture is a file of the workspace."""
    menu = {"type": "overflow", "action_id": "menu", "options": SIZES}
    return [
        {"type": "header", "text": plain("Opening :sunrise: :coffee:")},
        section("*Bold* _italic_ ~gone~ `code` for <@U0ANA>", accessory=menu),
        {"type": "section", "fields": [mrkdwn("*Owner*\nAna"), mrkdwn("*Due*\n9:00")]},
        {"type": "context", "elements": [mrkdwn("Small and grey :camera:")]},
        {"type": "divider"},
        {
            "type": "image",
            "slack_file": {"id": picture_id},
            "alt_text": "A clean counter",
            "title": plain("The counter"),
        },
        {
            "type": "actions",
            "block_id": "row",
            "elements": [
                _button("Do it", "go", style="primary", value="go-1"),
                _button("Drop it", "drop", style="danger", confirm=CONFIRM),
                _button("Read on", "read", url="https://example.com/sop"),
                {
                    "type": "static_select",
                    "action_id": "pick",
                    "placeholder": plain("Pick a size"),
                    "options": SIZES,
                },
            ],
        },
        RICH_TEXT,
        TABLE,
        {"type": "markdown", "text": "# Plan\n- **one**\n- [two](https://example.com)"},
    ]


CONFIRM = {
    "title": plain("Really?"),
    "text": plain("It is gone then."),
    "confirm": plain("Yes, drop it"),
    "deny": plain("Keep it"),
}


def _button(label: str, action: str, **extra: Any) -> Block:
    return {"type": "button", "action_id": action, "text": plain(label), **extra}


def png(width: int = 160, height: int = 90, colour: tuple[int, int, int] = (214, 105, 60)) -> bytes:
    """A picture of one colour."""
    row = b"\0" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in chunks)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
