"""What Slack refuses in the blocks of a message, and what it says of it."""

import pytest
from block_kit_shapes import (
    CELL,
    DIVIDER,
    PICTURE,
    actions,
    at,
    button,
    context,
    element,
    field,
    marked,
    plain,
    rich,
    runs,
    section,
    table,
)

from sandbox.block_kit import message_problems

TYPED = element("plain_text_input")
LIST = {"kind": "rich_text_list", "style": "bullet"}
LONG_MARKDOWN = {"type": "markdown", "text": "x" * 6001}

WHOLE = [
    ("no list", {"blocks": []}, "must provide an array", ""),
    ("51 blocks", [DIVIDER] * 51, "no more than 50 items allowed", ""),
    ("no object", ["x"], "must provide an object", "/0"),
    ("an unknown block", [DIVIDER, {"type": "foo"}], "unsupported type: foo", "/1/type"),
    ("two tables", [table([[CELL]]), table([[CELL]])], "only_one_table_allowed", "/1"),
    (
        "one block_id twice",
        [section(block_id="a"), DIVIDER, section(block_id="a")],
        '`block_id` "a" already exists',
        "/2/block_id",
    ),
    (
        "long markdown in parts",
        [LONG_MARKDOWN] * 2,
        "markdown must be less than 12001 characters",
        "",
    ),
]

ONE_BLOCK = [
    ("no type", {}, "missing required field: type", ""),
    ("a type that is no text", {"type": 5}, "must provide a string", "/type"),
    ("a missing key", {"type": "header"}, "missing required field: text", ""),
    ("an unknown key", DIVIDER | {"text": "x"}, "invalid additional property: text", ""),
    ("null", section(text=None), "must provide an object", "/text"),
    ("a number for text", section(text=marked(5)), "must provide a string", "/text/text"),
    ("text for an object", section(text="x"), "must provide an object", "/text"),
    ("1 for true", section(expand=1), "must provide a boolean", "/expand"),
    ("an object for a list", context() | {"elements": {}}, "must provide an array", "/elements"),
    (
        "markup in a header",
        {"type": "header", "text": marked()},
        "unsupported type: mrkdwn",
        "/text/type",
    ),
    (
        "emoji in markup",
        section(text=marked() | {"emoji": True}),
        "invalid additional property: emoji",
        "/text",
    ),
    (
        "verbatim plain text",
        section(text=plain() | {"verbatim": True}),
        "invalid additional property: verbatim",
        "/text",
    ),
    ("an empty section", {"type": "section"}, "must define either `text` or `fields`", ""),
    (
        "an input among actions",
        actions(TYPED),
        "unsupported type: plain_text_input",
        "/elements/0/type",
    ),
    ("a picture among actions", actions(PICTURE), "unsupported type: image", "/elements/0/type"),
    ("a button in a context", context(button()), "unsupported type: button", "/elements/0/type"),
    (
        "an input beside a section",
        section(accessory=TYPED),
        "unsupported type: plain_text_input",
        "/accessory/type",
    ),
    ("a button as an input", field(button()), "unsupported type: button", "/element/type"),
    (
        "a file input in a message",
        field(element("file_input")),
        "unsupported type: file_input",
        "/element/type",
    ),
    (
        "one action_id twice",
        actions(button(action_id="a"), button(action_id="a")),
        '`action_id` "a" already exists',
        "/elements/1/action_id",
    ),
    (
        "a picture of nothing",
        {"type": "image", "alt_text": "x"},
        "must define either `image_url` or `slack_file`",
        "",
    ),
    *(
        (
            f"a picture at {url}",
            PICTURE | {"image_url": url},
            "downloading image failed",
            "/image_url",
        )
        for url in (
            "http://localhost:8484/a.png",
            "https://127.0.0.1/a.png",
            "https://[::1]/a.png",
            "https://10.0.0.7/a.png",
            "https://wiki/a.png",
            "https://wiki.local/a.png",
        )
    ),
    (
        "two pictures in one",
        PICTURE | {"slack_file": {"id": "F1"}},
        "must define only one of `image_url` or `slack_file`",
        "",
    ),
    (
        "a file without a name",
        {"type": "image", "alt_text": "x", "slack_file": {}},
        "must define either `id` or `url`",
        "/slack_file",
    ),
    (
        "a column askew",
        table([[CELL]], column_settings=[{"align": "top"}]),
        "must be a valid enum value",
        "/column_settings/0/align",
    ),
    (
        "a text right in a rich text",
        rich(element("text", text="x")),
        "unsupported type: text",
        "/elements/0/type",
    ),
    (
        "a list in a list",
        rich(runs(runs(**LIST), **LIST)),
        "unsupported type: rich_text_list",
        "/elements/0/elements/0/type",
    ),
    (
        "an empty run of text",
        rich(runs(element("text", text=""))),
        "must be more than 0 characters",
        "/elements/0/elements/0/text",
    ),
    (
        "a mention in code",
        rich(runs(element("user", user_id="U1"), kind="rich_text_preformatted")),
        "unsupported type: user",
        "/elements/0/elements/0/type",
    ),
]


@pytest.mark.parametrize(
    ("blocks", "text", "where"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE]
)
def test_a_message_is_refused_for(blocks, text, where):
    assert message_problems(blocks) == at(text, f"/blocks{where}")


@pytest.mark.parametrize(
    ("block", "text", "where"), [row[1:] for row in ONE_BLOCK], ids=[row[0] for row in ONE_BLOCK]
)
def test_a_block_is_refused_for(block, text, where):
    assert message_problems([DIVIDER, block]) == at(text, f"/blocks/1{where}")
