"""What Slack refuses in buttons, menus and fields, and what it says of it."""

import pytest
from block_kit_shapes import (
    GROUPS,
    OPTIONS,
    actions,
    at,
    button,
    element,
    field,
    marked,
    option,
    plain,
)

from sandbox.block_kit import message_problems

ELSEWHERE = "must exactly match one of the provided options"
ENUM = "must be a valid enum value"


def select(**extra):
    return element("static_select", **extra)


def typed(**extra):
    return element("plain_text_input", **extra)


PRESSED_AND_PICKED = [
    ("an unknown style", button(style="blue"), ENUM, "/style"),
    (
        "a confirmation without deny",
        button(confirm={name: plain() for name in ("title", "text", "confirm")}),
        "missing required field: deny",
        "/confirm",
    ),
    ("no options", select(), "must define either `options` or `option_groups`", ""),
    (
        "options twice",
        select(options=OPTIONS, option_groups=GROUPS),
        "must define only one of `options` or `option_groups`",
        "",
    ),
    (
        "a selected option that is not on offer",
        select(options=OPTIONS, initial_option=option(value="9")),
        ELSEWHERE,
        "/initial_option",
    ),
    (
        "a selected option that is named otherwise",
        element("radio_buttons", options=OPTIONS, initial_option=option(text=plain("9"))),
        ELSEWHERE,
        "/initial_option",
    ),
    (
        "one selected option of two that is not on offer",
        element("checkboxes", options=OPTIONS, initial_options=[OPTIONS[0], option(value="9")]),
        ELSEWHERE,
        "/initial_options/1",
    ),
    (
        "one selected of several that is not on offer",
        element("multi_static_select", options=OPTIONS, initial_options=[option(value="9")]),
        ELSEWHERE,
        "/initial_options/0",
    ),
    (
        "an empty list of selected options",
        element("checkboxes", options=OPTIONS, initial_options=[]),
        "no fewer than 1 items allowed",
        "/initial_options",
    ),
    (
        "more people selected than may be",
        element("multi_users_select", initial_users=["U1", "U2"], max_selected_items=1),
        "no more than 1 items allowed",
        "/initial_users",
    ),
    (
        "an empty name of a person",
        element("users_select", initial_user=""),
        "must be more than 0 characters",
        "/initial_user",
    ),
    (
        "a link in a select menu",
        select(options=[option(url="https://a.example")]),
        "invalid additional property: url",
        "/options/0",
    ),
    (
        "markup in a select menu",
        select(options=[option(text=marked())]),
        "unsupported type: mrkdwn",
        "/options/0/text/type",
    ),
    (
        "a filter that filters nothing",
        element("conversations_select", filter={}),
        "must define either `include` or `exclude_external_shared_channels` or `exclude_bot_users`",
        "/filter",
    ),
    (
        "a filter for the unknown",
        element("conversations_select", filter={"include": ["dm"]}),
        ENUM,
        "/filter/include/0",
    ),
    (
        "24:00",
        element("timepicker", initial_time="24:00"),
        "must be in format HH:mm",
        "/initial_time",
    ),
    (
        "7:00",
        element("timepicker", initial_time="7:00"),
        "must be in format HH:mm",
        "/initial_time",
    ),
    (
        "30 February",
        element("datepicker", initial_date="2026-02-30"),
        "must be in format YYYY-MM-DD",
        "/initial_date",
    ),
    (
        "a moment in milliseconds",
        element("datetimepicker", initial_date_time=1628633820000),
        "must be less than 10000000000",
        "/initial_date_time",
    ),
    (
        "a moment as text",
        element("datetimepicker", initial_date_time="1628633820"),
        "must provide an integer",
        "/initial_date_time",
    ),
    (
        "a date without dashes",
        element("datepicker", initial_date="20260228"),
        "must be in format YYYY-MM-DD",
        "/initial_date",
    ),
]

TYPED_INTO = [
    ("too much room", typed(max_length=3001), "must be less than 3001", "/max_length"),
    ("no room", typed(max_length=0), "must be greater than 0", "/max_length"),
    ("less than nothing", typed(min_length=-1), "must be greater than -1", "/min_length"),
    ("true as a number", typed(max_length=True), "must provide an integer", "/max_length"),
    ("half a character", typed(max_length=2.5), "must provide an integer", "/max_length"),
    (
        "limits that cross",
        typed(min_length=3, max_length=2),
        "`min_length` must not be greater than `max_length`",
        "/min_length",
    ),
    (
        "more text than may be typed",
        typed(initial_value="abc", max_length=2),
        "must be less than 3 characters",
        "/initial_value",
    ),
    (
        "an unknown trigger",
        typed(dispatch_action_config={"trigger_actions_on": ["on_blur"]}),
        ENUM,
        "/dispatch_action_config/trigger_actions_on/0",
    ),
]


@pytest.mark.parametrize(
    ("inner", "text", "where"),
    [row[1:] for row in PRESSED_AND_PICKED],
    ids=[row[0] for row in PRESSED_AND_PICKED],
)
def test_a_row_of_actions_is_refused_for(inner, text, where):
    assert message_problems([actions(inner)]) == at(text, f"/blocks/0/elements/0{where}")


@pytest.mark.parametrize(
    ("inner", "text", "where"),
    [row[1:] for row in TYPED_INTO],
    ids=[row[0] for row in TYPED_INTO],
)
def test_a_field_is_refused_for(inner, text, where):
    assert message_problems([field(inner)]) == at(text, f"/blocks/0/element{where}")
