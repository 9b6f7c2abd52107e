"""What Slack takes, and JSON that is nothing Slack knows."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from block_kit_shapes import (
    CELL,
    DIVIDER,
    GROUPS,
    OPTIONS,
    PICTURE,
    actions,
    button,
    confirm,
    context,
    element,
    field,
    home,
    marked,
    modal,
    option,
    plain,
    rich,
    runs,
    section,
    table,
)
from hypothesis import given
from hypothesis import strategies as st

from sandbox.block_kit import message_problems, view_problems, view_size_error

SAMPLES = Path(__file__).parents[3] / "shared/data/slack"
STYLED = {"style": {"bold": True, "code": False}}
TAKEN = {
    "no blocks": [],
    "fifty blocks": [DIVIDER] * 50,
    "a section with fields only": [{"type": "section", "fields": [plain(), marked()]}],
    "a section beside a button": [section(accessory=button(style="danger"), expand=True)],
    "a section beside a picture": [
        section(accessory={"type": "image", "slack_file": {"id": "F1"}, "alt_text": ""})
    ],
    "a context of texts and a picture": [context(plain(), marked(), PICTURE)],
    "one action_id in two rows": [actions(button(action_id="a"))] * 2,
    "a confirmation": [confirm(style="primary")],
    "an overflow menu with a link": [
        actions(element("overflow", options=[option(url="https://a.example")]))
    ],
    "an initial option out of a group": [
        actions(element("static_select", option_groups=GROUPS, initial_option=OPTIONS[2]))
    ],
    "ticked boxes with markup": [
        actions(
            element(
                "checkboxes",
                options=[option(text=marked(), description=marked())],
                initial_options=[option(text=marked(), description=marked())],
            )
        )
    ],
    "several selected": [
        actions(
            element(
                "multi_static_select",
                options=OPTIONS,
                initial_options=OPTIONS[:2],
                max_selected_items=2,
            )
        )
    ],
    "pickers of people, places and times": [
        actions(
            element("users_select", initial_user="U1", placeholder=plain()),
            element("multi_users_select", initial_users=["U1"]),
            element("conversations_select", filter={"include": ["private"]}),
            element("multi_conversations_select", default_to_current_conversation=True),
            element("channels_select", initial_channel="C1"),
            element("multi_channels_select", initial_channels=["C1"]),
            element("timepicker", initial_time="23:59", timezone="Europe/Berlin"),
            element("datepicker", initial_date="2028-02-29"),
            element("datetimepicker", initial_date_time=1628633820),
        )
    ],
    "an input in a message": [field(element("plain_text_input", multiline=True), optional=True)],
    "pictures": [PICTURE, PICTURE | {"title": plain()}],
    "rich text": [
        rich(
            runs(
                element("text", text="x", **STYLED),
                element("link", url="https://a.example"),
                element("user", user_id="U1"),
                element("channel", channel_id="C1"),
                element("usergroup", usergroup_id="S1"),
                element("emoji", name="wave"),
                element("broadcast", range="here"),
                element("date", timestamp=1, format="{date}"),
            ),
            runs(runs(), kind="rich_text_list", style="ordered", indent=1, border=0),
            runs(element("text", text="x"), kind="rich_text_quote"),
            runs(element("text", text="x"), kind="rich_text_preformatted", border=1),
        )
    ],
    "a table": [
        table(
            [
                [CELL, rich(runs(element("text", text="x")))],
                [CELL, {"type": "raw_number", "value": 1.5, "text": "1.5"}],
            ],
            column_settings=[{"align": "right", "is_wrapped": True}],
        )
    ],
    "markdown": [{"type": "markdown", "text": "x" * 6000}] * 2,
}
FULL_VIEWS = [
    modal(*TAKEN["pictures"], *TAKEN["pickers of people, places and times"], field(block_id="n")),
    home(*TAKEN["ticked boxes with markup"], *TAKEN["rich text"], field()),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "text", "blocks", "elements", "x"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("blocks", TAKEN.values(), ids=TAKEN)
def test_a_message_is_taken_with(blocks):
    assert message_problems(blocks) == []


@pytest.mark.parametrize("view", FULL_VIEWS, ids=["modal", "home"])
def test_a_view_is_taken(view):
    assert view_problems(view) == []


def test_a_payload_with_several_faults_is_told_of_each():
    blocks = [section(text=marked("x" * 3001)), {"type": "foo"}, section(colour="red")]
    assert [problem.split("pointer:")[1] for problem in message_problems(blocks)] == [
        "/blocks/0/text/text]",
        "/blocks/1/type]",
        "/blocks/2]",
    ]


def nested(levels, shape):
    value = "x"
    for _ in range(levels):
        value = [value] if shape is list else {"type": "section", "text": value, "elements": value}
    return value


@pytest.mark.parametrize("shape", [list, dict])
def test_five_thousand_levels_of_nesting_are_refused_and_not_fallen_into(shape):
    deep = nested(5000, shape)
    for where in places(FULL_VIEWS[0]):
        spoilt = replaced(FULL_VIEWS[0], where, deep)
        assert view_problems(spoilt) != []
        assert view_size_error(spoilt) is False
    for where in places(TAKEN["a table"]):
        assert message_problems(replaced(TAKEN["a table"], where, deep)) != []


def places(value, where=()):
    """Return the way to each value within JSON."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    return [where, *(way for key in keys for way in places(value[key], (*where, key)))]


def replaced(value, where, by):
    """Return a copy of JSON with one value exchanged."""
    if not where:
        return by
    copy = deepcopy(value)
    inner = copy
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = by
    return copy


@given(JSON)
def test_any_json_is_judged(value):
    for problems in (message_problems(value), view_problems(value)):
        assert all(problem.startswith("[ERROR] ") for problem in problems)
    assert view_size_error(value) is False


@given(st.data())
def test_any_json_in_any_place_of_a_view_is_judged(data):
    view = data.draw(st.sampled_from(FULL_VIEWS))
    spoilt = replaced(view, data.draw(st.sampled_from(places(view))), data.draw(JSON))
    assert all("[json-pointer:/view" in problem for problem in view_problems(spoilt))
    json.dumps(view_problems(spoilt))


def test_the_elements_slack_records_have_no_key_that_is_unknown_here():
    recorded = SAMPLES / "app-backend/BlockAction.json"
    if not recorded.exists():
        pytest.skip("Slack's recorded payloads are not here")
    row = json.loads(recorded.read_text())["message"]["blocks"][0]
    known = {"button", "conversations_select", "datepicker", "static_select", "users_select"}
    elements = [element for element in row["elements"] if element["type"] in known]
    assert {element["type"] for element in elements} == known
    problems = message_problems([actions(*elements)])
    # The samples are blank, and hold options with the `url` of an overflow menu.
    unknown = [text for text in problems if "additional property" in text and ": url" not in text]
    assert problems != []
    assert unknown == []
