"""Blocks, and which surface takes which: a message, a modal or a Home tab."""

from sandbox.block_kit import pictures, rules
from sandbox.block_kit.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_INPUT_OF_A_MODAL, IN_SECTION
from sandbox.block_kit.objects import FLAG, IDENTIFIER, KIND, SLACK_FILE, URL, plain, text
from sandbox.block_kit.rich_text import RICH_TEXT
from sandbox.block_kit.schema import (
    NO_FIELDS,
    Array,
    Fields,
    Number,
    Object,
    Rule,
    String,
    Typed,
    one_of,
)

LONGEST_TEXT = 3000
LONGEST_MARKDOWN = 12_000


def _block(
    required: Fields = NO_FIELDS,
    optional: Fields = NO_FIELDS,
    *checks: Rule,
) -> Object:
    return Object({"type": KIND, **required}, {"block_id": IDENTIFIER, **optional}, checks)


def _input(elements: Typed) -> Object:
    return _block(
        {"label": plain(2000), "element": elements},
        {"hint": plain(2000), "optional": FLAG, "dispatch_action": FLAG},
        rules.no_dispatch_of_files,
    )


_CONTEXT_ITEM = Typed({**text(LONGEST_TEXT).kinds, "image": IMAGE})
_CELL = Typed(
    {
        "raw_text": Object({"type": KIND, "text": String(shortest=1)}),
        "raw_number": Object(
            {"type": KIND, "value": Number(whole=False), "text": String(shortest=1)}
        ),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = Object(optional={"align": one_of("left", "center", "right"), "is_wrapped": FLAG})

_ANYWHERE = {
    "header": _block({"text": plain(150)}),
    "section": _block(
        {},
        {
            "text": text(LONGEST_TEXT),
            "fields": Array(text(2000), 10, fewest=1),
            "accessory": IN_SECTION,
            "expand": FLAG,
        },
        rules.at_least_one("text", "fields"),
    ),
    "context": _block({"elements": Array(_CONTEXT_ITEM, 10, fewest=1)}),
    "actions": _block(
        {"elements": Array(IN_ACTIONS, 25, fewest=1)}, {}, rules.unique("action_id", "elements")
    ),
    "divider": _block(),
    "image": _block(
        {"alt_text": String(2000)},
        {"title": plain(2000), "image_url": URL, "slack_file": SLACK_FILE},
        rules.exactly_one("image_url", "slack_file"),
        pictures.fetchable,
    ),
    "rich_text": RICH_TEXT,
}
_TABLE = _block(
    {"rows": Array(Array(_CELL, 20), 100, fewest=1)}, {"column_settings": Array(_COLUMN, 20)}
)
_MARKDOWN = _block({"text": String(LONGEST_MARKDOWN, shortest=1)})

IN_MESSAGE = Typed({**_ANYWHERE, "input": _input(IN_INPUT), "table": _TABLE, "markdown": _MARKDOWN})
IN_MODAL = Typed({**_ANYWHERE, "input": _input(IN_INPUT_OF_A_MODAL)})
IN_HOME = Typed({**_ANYWHERE, "input": _input(IN_INPUT)})
