"""What Slack refuses in a modal or a Home tab."""

import pytest
from block_kit_shapes import (
    CELL,
    DIVIDER,
    actions,
    at,
    button,
    element,
    field,
    home,
    modal,
    plain,
    section,
    table,
)

from sandbox.block_kit import view_problems, view_size_error

FOCUSED = element("plain_text_input", focus_on_load=True)
MODAL_ONLY = {
    "a link": element("url_text_input", initial_value="https://a.example"),
    "a number": element("number_input", is_decimal_allowed=True, min_value="-1", max_value="1.5"),
    "a file": element("file_input", filetypes=["png"], max_files=1),
}

LENGTHS = [
    ("title", lambda x: modal(title=plain(x)), 24, "title/text"),
    ("submit", lambda x: modal(submit=plain(x)), 24, "submit/text"),
    ("close", lambda x: modal(close=plain(x)), 24, "close/text"),
    ("private_metadata", lambda x: modal(private_metadata=x), 3000, "private_metadata"),
    ("callback_id", lambda x: modal(callback_id=x), 255, "callback_id"),
    ("external_id", lambda x: modal(external_id=x), 255, "external_id"),
    ("metadata of a tab", lambda x: home(private_metadata=x), 3000, "private_metadata"),
]


@pytest.mark.parametrize(
    ("make", "most", "where"), [row[1:] for row in LENGTHS], ids=[row[0] for row in LENGTHS]
)
def test_a_text_of_a_view_is_taken_up_to_its_limit(make, most, where):
    assert view_problems(make("x" * most)) == []
    too_long = at(f"must be less than {most + 1} characters", f"/view/{where}")
    assert view_problems(make("x" * (most + 1))) == too_long


@pytest.mark.parametrize("make", [modal, home])
def test_a_view_has_a_hundred_blocks_at_most(make):
    assert view_problems(make(*[DIVIDER] * 100)) == []
    too_many = at("no more than 100 items allowed", "/view/blocks")
    assert view_problems(make(*[DIVIDER] * 101)) == too_many


REFUSED = [
    ("null", None, "must provide an object", ""),
    ("no type", {"blocks": []}, "missing required field: type", ""),
    ("an unknown type", {"type": "sheet"}, "unsupported type: sheet", "/type"),
    ("no blocks", {"type": "home"}, "missing required field: blocks", ""),
    ("an empty title", modal(title=plain("")), "must be more than 0 characters", "/title/text"),
    ("a tab with a title", home(title=plain()), "invalid additional property: title", ""),
    ("a flag as text", modal(notify_on_close="no"), "must provide a boolean", "/notify_on_close"),
    ("a table", modal(table([[CELL]])), "unsupported type: table", "/blocks/0/type"),
    (
        "markdown",
        home({"type": "markdown", "text": "x"}),
        "unsupported type: markdown",
        "/blocks/0/type",
    ),
    (
        "one block_id twice",
        home(section(block_id="a"), section(block_id="a")),
        '`block_id` "a" already exists',
        "/blocks/1/block_id",
    ),
    (
        "an input and nothing to submit it",
        {"type": "modal", "title": plain(), "blocks": [DIVIDER, field()]},
        "must define `submit` to use `input` block",
        "/blocks/1/input",
    ),
    (
        "two places to begin",
        modal(field(FOCUSED), actions(button(), element("datepicker", focus_on_load=True))),
        "only one element can set `focus_on_load`",
        "/blocks/1/elements/1/focus_on_load",
    ),
    (
        "a file that is told of at once",
        modal(field(element("file_input"), dispatch_action=True)),
        "unsupported type: file_input",
        "/blocks/0/element/type",
    ),
    (
        "eleven files",
        modal(field(element("file_input", max_files=11))),
        "must be less than 11",
        "/blocks/0/element/max_files",
    ),
    (
        "no kind of file",
        modal(field(element("file_input", filetypes=[]))),
        "no fewer than 1 items allowed",
        "/blocks/0/element/filetypes",
    ),
    (
        "a number that says not whether it is whole",
        modal(field(element("number_input"))),
        "missing required field: is_decimal_allowed",
        "/blocks/0/element",
    ),
    (
        "a word for a number",
        modal(field(element("number_input", is_decimal_allowed=True, min_value="one"))),
        "must be in format of a decimal number",
        "/blocks/0/element/min_value",
    ),
    (
        "a number below the least",
        modal(
            field(
                element("number_input", is_decimal_allowed=False, min_value="10", initial_value="9")
            )
        ),
        "`min_value` must not be greater than `initial_value`",
        "/blocks/0/element/min_value",
    ),
]


@pytest.mark.parametrize(
    ("view", "text", "where"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_view_is_refused_for(view, text, where):
    assert view_problems(view) == at(text, f"/view{where}")


def test_a_tab_needs_nothing_to_submit_its_inputs():
    assert view_problems(home(field())) == []


@pytest.mark.parametrize("inner", MODAL_ONLY.values(), ids=MODAL_ONLY)
def test_some_inputs_are_for_modals_only(inner):
    assert view_problems(modal(field(inner))) == []
    unsupported = at(f"unsupported type: {inner['type']}", "/view/blocks/0/element/type")
    assert view_problems(home(field(inner))) == unsupported


def test_a_view_is_too_large_beyond_250_kilobytes_whatever_the_letters():
    frame = len('{"private_metadata": ""}')
    assert view_size_error({"private_metadata": "x" * (250_000 - frame)}) is False
    assert view_size_error({"private_metadata": "x" * (250_001 - frame)}) is True
    assert view_size_error({"private_metadata": "é" * 125_000}) is True
    assert view_size_error({"private_metadata": "\ud800" * 10}) is False
