"""Rich text: paragraphs, lists, quotes and code, made of runs of styled text."""

from sandbox.block_kit.objects import FLAG, IDENTIFIER, KIND, SLACK_ID, URL
from sandbox.block_kit.schema import (
    NO_FIELDS,
    Array,
    Fields,
    Number,
    Object,
    Schema,
    String,
    Typed,
    one_of,
)

_SOME = String(shortest=1)
_STYLE_NAMES = (
    "bold",
    "italic",
    "strike",
    "code",
    "underline",
    "highlight",
    "client_highlight",
    "unlink",
)
_STYLE = {"style": Object(optional=dict.fromkeys(_STYLE_NAMES, FLAG))}
_BORDER = {"border": Number(least=0, most=1)}
_INDENT = Number(least=0, most=8)


def _run(optional: Fields = NO_FIELDS, **required: Schema) -> Object:
    return Object({"type": KIND, **required}, optional)


_TEXT = _run(_STYLE, text=_SOME)
_LINK = _run({"text": String(), "unsafe": FLAG, **_STYLE}, url=URL)
_RUNS = Typed(
    {
        "text": _TEXT,
        "link": _LINK,
        "user": _run(_STYLE, user_id=SLACK_ID),
        "channel": _run(_STYLE, channel_id=SLACK_ID),
        "usergroup": _run(_STYLE, usergroup_id=SLACK_ID),
        "emoji": _run({"unicode": _SOME, "skin_tone": Number(least=1, most=6)}, name=_SOME),
        "broadcast": _run(range=one_of("here", "channel", "everyone")),
        "color": _run(value=_SOME),
        "date": _run({"url": URL, "fallback": _SOME, **_STYLE}, timestamp=Number(), format=_SOME),
    }
)
_SECTION = _run(elements=Array(_RUNS))
_LIST = _run(
    {"indent": _INDENT, "offset": Number(least=0), **_BORDER},
    style=one_of("bullet", "ordered"),
    elements=Array(Typed({"rich_text_section": _SECTION})),
)

RICH_TEXT = Object(
    {
        "type": KIND,
        "elements": Array(
            Typed(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": _LIST,
                    "rich_text_quote": _run(_BORDER, elements=Array(_RUNS)),
                    "rich_text_preformatted": _run(
                        {"language": _SOME, **_BORDER},
                        elements=Array(Typed({"text": _TEXT, "link": _LINK})),
                    ),
                }
            ),
        ),
    },
    {"block_id": IDENTIFIER},
)
