"""Each length and each count of Block Kit holds at its limit and bites just beyond it."""

import pytest
from block_kit_shapes import (
    CELL,
    GROUPS,
    PICTURE,
    actions,
    at,
    button,
    choose,
    confirm,
    context,
    element,
    field,
    marked,
    option,
    plain,
    rich,
    runs,
    section,
    table,
)

from sandbox.block_kit import message_problems

FIRST = "/blocks/0"
LIST = {"kind": "rich_text_list", "style": "bullet"}

LENGTHS = [
    ("header", lambda x: {"type": "header", "text": plain(x)}, 1, 150, "text/text"),
    ("section", lambda x: section(text=marked(x)), 1, 3000, "text/text"),
    ("section field", lambda x: section(fields=[plain(x)]), 1, 2000, "fields/0/text"),
    ("context text", lambda x: context(marked(x)), 1, 3000, "elements/0/text"),
    ("block_id", lambda x: section(block_id=x), 0, 255, "block_id"),
    ("markdown", lambda x: {"type": "markdown", "text": x}, 1, 12000, "text"),
    ("image alt_text", lambda x: PICTURE | {"alt_text": x}, 0, 2000, "alt_text"),
    ("image title", lambda x: PICTURE | {"title": plain(x)}, 1, 2000, "title/text"),
    ("image_url", lambda x: PICTURE | {"image_url": x}, 1, 3000, "image_url"),
    ("table cell", lambda x: table([[CELL | {"text": x}]]), 1, None, "rows/0/0/text"),
    ("label", lambda x: field(label=plain(x)), 1, 2000, "label/text"),
    ("hint", lambda x: field(hint=plain(x)), 1, 2000, "hint/text"),
    (
        "placeholder",
        lambda x: field(element("plain_text_input", placeholder=plain(x))),
        1,
        150,
        "element/placeholder/text",
    ),
    (
        "initial_value",
        lambda x: field(element("plain_text_input", initial_value=x)),
        0,
        3000,
        "element/initial_value",
    ),
    ("action_id", lambda x: actions(button(action_id=x)), 0, 255, "elements/0/action_id"),
    ("button text", lambda x: actions(button(text=plain(x))), 1, 75, "elements/0/text/text"),
    ("button value", lambda x: actions(button(value=x)), 0, 2000, "elements/0/value"),
    ("button url", lambda x: actions(button(url=x)), 1, 3000, "elements/0/url"),
    (
        "accessibility_label",
        lambda x: actions(button(accessibility_label=x)),
        0,
        75,
        "elements/0/accessibility_label",
    ),
    (
        "option text",
        lambda x: choose(option(text=plain(x))),
        1,
        75,
        "elements/0/options/0/text/text",
    ),
    ("option value", lambda x: choose(option(value=x)), 1, 150, "elements/0/options/0/value"),
    (
        "option description",
        lambda x: choose(option(description=plain(x))),
        1,
        75,
        "elements/0/options/0/description/text",
    ),
    ("confirm title", lambda x: confirm(title=plain(x)), 1, 100, "elements/0/confirm/title/text"),
    ("confirm text", lambda x: confirm(text=marked(x)), 1, 300, "elements/0/confirm/text/text"),
    (
        "confirm button",
        lambda x: confirm(confirm=plain(x)),
        1,
        30,
        "elements/0/confirm/confirm/text",
    ),
    ("deny button", lambda x: confirm(deny=plain(x)), 1, 30, "elements/0/confirm/deny/text"),
    (
        "radio text",
        lambda x: choose(option(text=marked(x)), "radio_buttons"),
        1,
        75,
        "elements/0/options/0/text/text",
    ),
    (
        "overflow text",
        lambda x: choose(option(text=plain(x)), "overflow"),
        1,
        75,
        "elements/0/options/0/text/text",
    ),
    (
        "group label",
        lambda x: actions(
            element("static_select", option_groups=[GROUPS[0] | {"label": plain(x)}])
        ),
        1,
        75,
        "elements/0/option_groups/0/label/text",
    ),
    (
        "placeholder of a menu",
        lambda x: actions(element("datepicker", placeholder=plain(x))),
        1,
        150,
        "elements/0/placeholder/text",
    ),
    (
        "alt_text in a context",
        lambda x: context(PICTURE | {"alt_text": x}),
        0,
        2000,
        "elements/0/alt_text",
    ),
    (
        "number cell",
        lambda x: table([[{"type": "raw_number", "value": 1, "text": x}]]),
        1,
        None,
        "rows/0/0/text",
    ),
]


@pytest.mark.parametrize(
    ("make", "fewest", "most", "where"),
    [row[1:] for row in LENGTHS],
    ids=[row[0] for row in LENGTHS],
)
def test_a_text_is_taken_up_to_its_limits_and_not_beyond(make, fewest, most, where):
    assert message_problems([make("x" * fewest)]) == []
    if most is not None:
        assert message_problems([make("x" * most)]) == []
        too_long = at(f"must be less than {most + 1} characters", f"{FIRST}/{where}")
        assert message_problems([make("x" * (most + 1))]) == too_long
    if fewest:
        too_short = at("must be more than 0 characters", f"{FIRST}/{where}")
        assert message_problems([make("")]) == too_short


COUNTS = [
    ("fields", lambda n: section(fields=[marked()] * n), 1, 10, "fields"),
    ("context", lambda n: context(*[marked()] * n), 1, 10, "elements"),
    ("actions", lambda n: actions(*[button()] * n), 1, 25, "elements"),
    ("rows", lambda n: table([[CELL]] * n), 1, 100, "rows"),
    ("cells", lambda n: table([[CELL] * n]), 0, 20, "rows/0"),
    (
        "columns",
        lambda n: table([[CELL]], column_settings=[{}] * n),
        0,
        20,
        "column_settings",
    ),
    (
        "select options",
        lambda n: actions(element("static_select", options=[option()] * n)),
        1,
        100,
        "elements/0/options",
    ),
    (
        "option groups",
        lambda n: actions(element("static_select", option_groups=GROUPS * n)),
        1,
        100,
        "elements/0/option_groups",
    ),
    (
        "radio options",
        lambda n: actions(element("radio_buttons", options=[option()] * n)),
        1,
        10,
        "elements/0/options",
    ),
    (
        "checkbox options",
        lambda n: actions(element("checkboxes", options=[option()] * n)),
        1,
        10,
        "elements/0/options",
    ),
    (
        "overflow options",
        lambda n: actions(element("overflow", options=[option()] * n)),
        1,
        5,
        "elements/0/options",
    ),
    (
        "options of a group",
        lambda n: actions(
            element("static_select", option_groups=[GROUPS[0] | {"options": [option()] * n}])
        ),
        1,
        100,
        "elements/0/option_groups/0/options",
    ),
    (
        "selected options",
        lambda n: actions(
            element("multi_static_select", options=[option()], initial_options=[option()] * n)
        ),
        1,
        100,
        "elements/0/initial_options",
    ),
    (
        "ticked boxes",
        lambda n: actions(
            element("checkboxes", options=[option()], initial_options=[option()] * n)
        ),
        1,
        10,
        "elements/0/initial_options",
    ),
]


@pytest.mark.parametrize(
    ("make", "fewest", "most", "where"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS]
)
def test_a_list_is_taken_up_to_its_limits_and_not_beyond(make, fewest, most, where):
    pointer = f"{FIRST}/{where}"
    assert message_problems([make(fewest)]) == []
    assert message_problems([make(most)]) == []
    assert message_problems([make(most + 1)]) == at(f"no more than {most} items allowed", pointer)
    if fewest:
        assert message_problems([make(0)]) == at("no fewer than 1 items allowed", pointer)


NUMBERS = [
    ("indent", lambda n: rich(runs(**LIST, indent=n)), 0, 8, "elements/0/indent"),
    ("border", lambda n: rich(runs(**LIST, border=n)), 0, 1, "elements/0/border"),
    ("offset", lambda n: rich(runs(**LIST, offset=n)), 0, None, "elements/0/offset"),
    (
        "skin_tone",
        lambda n: rich(runs(element("emoji", name="wave", skin_tone=n))),
        1,
        6,
        "elements/0/elements/0/skin_tone",
    ),
]


@pytest.mark.parametrize(
    ("make", "least", "most", "where"),
    [row[1:] for row in NUMBERS],
    ids=[row[0] for row in NUMBERS],
)
def test_a_number_is_taken_within_its_limits_and_not_beyond(make, least, most, where):
    pointer = f"{FIRST}/{where}"
    assert message_problems([make(least)]) == []
    assert message_problems([make(least - 1)]) == at(f"must be greater than {least - 1}", pointer)
    if most is not None:
        assert message_problems([make(most)]) == []
        assert message_problems([make(most + 1)]) == at(f"must be less than {most + 1}", pointer)
