"""Block elements: what people press, pick and type into, and which block holds which."""

from sandbox.block_kit import formats, pictures, rules
from sandbox.block_kit.objects import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_ACTION_CONFIG,
    FLAG,
    IDENTIFIER,
    KIND,
    LINK_OPTION,
    MARKED_OPTION,
    OPTION_GROUP,
    PLAIN_OPTION,
    SLACK_FILE,
    SLACK_ID,
    STYLE,
    URL,
    plain,
)
from sandbox.block_kit.schema import (
    NO_FIELDS,
    Array,
    Fields,
    Number,
    Object,
    Rule,
    Schema,
    String,
    Typed,
)

LONGEST_INPUT = 3000

_MOST_SELECTED: Fields = {"max_selected_items": Number(least=1)}


def _element(
    required: Fields = NO_FIELDS,
    optional: Fields = NO_FIELDS,
    *checks: Rule,
) -> Object:
    return Object({"type": KIND, **required}, {"action_id": IDENTIFIER, **optional}, checks)


def _choice(
    required: Fields = NO_FIELDS,
    optional: Fields = NO_FIELDS,
    *checks: Rule,
) -> Object:
    shared: Fields = {"confirm": CONFIRM, "focus_on_load": FLAG}
    return _element(required, {**shared, **optional}, *checks)


def _menu(optional: Fields, *checks: Rule) -> Object:
    return _choice({}, {"placeholder": plain(150), **optional}, *checks)


def _field(optional: Fields, *checks: Rule, **required: Schema) -> Object:
    shared: Fields = {
        "placeholder": plain(150),
        "focus_on_load": FLAG,
        "dispatch_action_config": DISPATCH_ACTION_CONFIG,
    }
    return _element(required, {**shared, **optional}, *checks)


def _multi(initial: str, optional: Fields = NO_FIELDS) -> Object:
    selected: Fields = {initial: Array(SLACK_ID, fewest=1), **_MOST_SELECTED}
    return _menu({**selected, **optional}, rules.no_more_than_selectable(initial))


_ON_OFFER: Fields = {
    "options": Array(PLAIN_OPTION, 100, fewest=1),
    "option_groups": Array(OPTION_GROUP, 100, fewest=1),
}
_ONE_LIST = rules.exactly_one("options", "option_groups")
_CONVERSATIONS: Fields = {"default_to_current_conversation": FLAG, "filter": CONVERSATION_FILTER}

BUTTON = _element(
    {"text": plain(75)},
    {
        "url": URL,
        "value": String(2000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": String(75),
    },
)
OVERFLOW = _element({"options": Array(LINK_OPTION, 5, fewest=1)}, {"confirm": CONFIRM})
IMAGE = Object(
    {"type": KIND, "alt_text": String(2000)},
    {"image_url": URL, "slack_file": SLACK_FILE},
    (rules.exactly_one("image_url", "slack_file"), pictures.fetchable),
)

# Stand in a section, a row of actions and an input alike.
CHOICES = {
    "static_select": _menu(
        {**_ON_OFFER, "initial_option": PLAIN_OPTION}, _ONE_LIST, rules.initial_option_on_offer
    ),
    "multi_static_select": _menu(
        {**_ON_OFFER, **_MOST_SELECTED, "initial_options": Array(PLAIN_OPTION, 100, fewest=1)},
        _ONE_LIST,
        rules.initial_options_on_offer,
        rules.no_more_than_selectable("initial_options"),
    ),
    "users_select": _menu({"initial_user": SLACK_ID}),
    "multi_users_select": _multi("initial_users"),
    "conversations_select": _menu(
        {**_CONVERSATIONS, "initial_conversation": SLACK_ID, "response_url_enabled": FLAG}
    ),
    "multi_conversations_select": _multi("initial_conversations", _CONVERSATIONS),
    "channels_select": _menu({"initial_channel": SLACK_ID, "response_url_enabled": FLAG}),
    "multi_channels_select": _multi("initial_channels"),
    "timepicker": _menu({"initial_time": String(format=formats.TIME), "timezone": SLACK_ID}),
    "datepicker": _menu({"initial_date": String(format=formats.DATE)}),
    "checkboxes": _choice(
        {"options": Array(MARKED_OPTION, 10, fewest=1)},
        {"initial_options": Array(MARKED_OPTION, 10, fewest=1)},
        rules.initial_options_on_offer,
    ),
    "radio_buttons": _choice(
        {"options": Array(MARKED_OPTION, 10, fewest=1)},
        {"initial_option": MARKED_OPTION},
        rules.initial_option_on_offer,
    ),
}

# In a row of actions or an input, but in no section. Seconds since 1970, ten digits.
_DAY_AND_TIME = {
    "datetimepicker": _choice({}, {"initial_date_time": Number(least=10**9, most=10**10 - 1)})
}
_AMOUNT = String(format=formats.DECIMAL)
TEXT_INPUT = {
    "plain_text_input": _field(
        {
            "initial_value": String(LONGEST_INPUT),
            "multiline": FLAG,
            "min_length": Number(least=0, most=LONGEST_INPUT),
            "max_length": Number(least=1, most=LONGEST_INPUT),
        },
        rules.in_order("min_length", "max_length"),
        rules.initial_fits,
    )
}
# These three are for modals only.
MODAL_INPUTS = {
    "url_text_input": _field({"initial_value": String()}),
    "number_input": _field(
        {"initial_value": _AMOUNT, "min_value": _AMOUNT, "max_value": _AMOUNT},
        rules.in_order("min_value", "max_value"),
        rules.in_order("min_value", "initial_value"),
        rules.in_order("initial_value", "max_value"),
        is_decimal_allowed=FLAG,
    ),
    "file_input": _element(
        {},
        {"filetypes": Array(String(shortest=1), fewest=1), "max_files": Number(least=1, most=10)},
    ),
}

IN_ACTIONS = Typed({"button": BUTTON, "overflow": OVERFLOW, **CHOICES, **_DAY_AND_TIME})
IN_SECTION = Typed({"button": BUTTON, "overflow": OVERFLOW, "image": IMAGE, **CHOICES})
IN_INPUT = Typed({**CHOICES, **_DAY_AND_TIME, **TEXT_INPUT})
IN_INPUT_OF_A_MODAL = Typed({**CHOICES, **_DAY_AND_TIME, **TEXT_INPUT, **MODAL_INPUTS})
