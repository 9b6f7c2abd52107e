"""Composition objects: text, options, confirmation dialogs and the like."""

from sandbox.block_kit import rules
from sandbox.block_kit.schema import Array, Boolean, Object, String, Typed, one_of

KIND = String()
IDENTIFIER = String(255)
URL = String(3000, shortest=1)
FLAG = Boolean()
SLACK_ID = String(shortest=1)
STYLE = one_of("primary", "danger")


def _plain_kind(longest: int) -> Object:
    return Object({"type": KIND, "text": String(longest, shortest=1)}, {"emoji": FLAG})


def _mrkdwn_kind(longest: int) -> Object:
    return Object({"type": KIND, "text": String(longest, shortest=1)}, {"verbatim": FLAG})


def plain(longest: int) -> Typed:
    """Return text that is shown as it stands, of so many characters."""
    return Typed({"plain_text": _plain_kind(longest)})


def text(longest: int) -> Typed:
    """Return text, plain or with Slack's markup, of so many characters."""
    return Typed({"plain_text": _plain_kind(longest), "mrkdwn": _mrkdwn_kind(longest)})


def option(label: Typed, *, with_url: bool = False) -> Object:
    """Return one item to choose; only those of an overflow menu may open a URL."""
    extra = {"url": URL} if with_url else {}
    return Object(
        {"text": label, "value": String(150, shortest=1)}, {"description": label, **extra}
    )


PLAIN_OPTION = option(plain(75))
MARKED_OPTION = option(text(75))
LINK_OPTION = option(plain(75), with_url=True)
OPTION_GROUP = Object({"label": plain(75), "options": Array(PLAIN_OPTION, 100, fewest=1)})

CONFIRM = Object(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)
DISPATCH_ACTION_CONFIG = Object(
    optional={
        "trigger_actions_on": Array(one_of("on_enter_pressed", "on_character_entered"), fewest=1)
    }
)
CONVERSATION_FILTER = Object(
    optional={
        "include": Array(one_of("im", "mpim", "private", "public"), fewest=1),
        "exclude_external_shared_channels": FLAG,
        "exclude_bot_users": FLAG,
    },
    rules=(rules.at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
SLACK_FILE = Object(optional={"id": SLACK_ID, "url": URL}, rules=(rules.exactly_one("id", "url"),))
