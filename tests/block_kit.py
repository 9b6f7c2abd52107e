"""What Slack would refuse in a message or a view, and what of it could act on people."""

import re

SECTION, HEADER, BUTTON_TEXT, BUTTON_VALUE, BUTTON_URL = 3000, 150, 75, 2000, 3000
IDENTIFIER, PLACEHOLDER, ALT_TEXT = 255, 150, 2000
ALOUD = "accessibility_label"
MOST_MESSAGE_BLOCKS, MOST_VIEW_BLOCKS = 50, 100
LONGEST_TEXT = 4000
MODAL_WORD, METADATA, LARGEST_VIEW = 24, 3000, 250_000
# Our own tokens; anything else between < and > was typed by somebody and not escaped.
TOKEN = re.compile(r"<([^>]*)>")
OURS = re.compile(
    r"@[UW][A-Z0-9]+"
    r"|#[CG][A-Z0-9]+"
    r"|!date\^\d+\^[^|<>]+\|[^|<>]+"
    r"|https?://[^|<>]+\|[^<>]+"
)
BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")

HOSTILE = (
    "x" * 3000,
    "&<>" * 1000,
    "<!channel> <!here> <!subteam^S1> <@U0ANA> & <https://evil.example|click>",
    "&amp;&lt;!channel&gt;",
    "*bold* _it_ ~s~ `code` ```block``` > quote",
    "\u202eمرحبا بالعالم\u202c שלום \u2067",
    "م" * 3000,
    "👩‍👩‍👧‍👦🧊🔥" * 300,
    "two\nlines\r\nand\u2028more\x00\x01\x7f",
    "{} {0} %s \\ | ^",
)


def problems_of(message):
    """Return what is wrong with a message; empty when Slack takes it and it harms nobody."""
    found = _blocks(message.blocks, MOST_MESSAGE_BLOCKS)
    if not message.text.strip() or len(message.text) > LONGEST_TEXT:
        found.append(f"{len(message.text)} characters of fallback text")
    return found + harm_in(message.text)


def problems_of_view(view):
    """Return what is wrong with a Home tab."""
    found = _blocks(view["blocks"], MOST_VIEW_BLOCKS)
    return found if view["type"] == "home" else [*found, "not a Home tab"]


def problems_of_modal(view):
    """Return what is wrong with a modal that has no inputs."""
    found = _blocks(view["blocks"], MOST_VIEW_BLOCKS)
    for name in ("title", "submit", "close"):
        found += _length(name, view.get(name, {"text": "none"})["text"], MODAL_WORD)
    if len(view.get("private_metadata", "")) > METADATA or len(str(view)) > LARGEST_VIEW:
        found.append("more than a modal holds")
    return found if view["type"] == "modal" else [*found, "not a modal"]


def harm_in(text):
    """Return mentions, links and direction marks that are not ours."""
    found = [
        f"a foreign token {token!r}" for token in TOKEN.findall(text) if not OURS.fullmatch(token)
    ]
    rest = TOKEN.sub("", text)
    found += ["a bare bracket"] if set(rest) & set("<>") else []
    found += ["a bare ampersand"] if BARE_AMPERSAND.search(text) else []
    found += ["a mark that turns the text around"] if TURNING.search(text) else []
    balanced = text.count("\u2068") == text.count("\u2069")
    return found if balanced else [*found, "an isolate that is never closed"]


def words_in(blocks):
    """Return everything that blocks show, a line for each text."""
    return "\n".join(text["text"] for block in blocks for text in _texts(block))


def buttons_in(blocks):
    """Return the buttons by their action_id."""
    elements = [e for block in blocks if block["type"] == "actions" for e in block["elements"]]
    return {element["action_id"]: element for element in elements}


def heard_in(blocks):
    """Return what a screen reader says of each button, in order."""
    elements = [
        element
        for block in blocks
        for element in (*block.get("elements", ()), block.get("accessory", {}))
        if element.get("type") == "button"
    ]
    return [element.get(ALOUD, element["text"]["text"]) for element in elements]


def _blocks(blocks, most):
    found = [] if 1 <= len(blocks) <= most else [f"{len(blocks)} blocks"]
    names = [block["block_id"] for block in blocks if "block_id" in block]
    found += [] if len(names) == len(set(names)) else ["two blocks share a block_id"]
    for block in blocks:
        found += _CHECKS.get(block["type"], _unknown)(block)
    return found


def _unknown(block):
    return [f"an unknown block {block['type']}"]


def _section(block):
    found = _keys(block, {"type", "text", "block_id", "accessory"})
    found += _length("block_id", block.get("block_id", "x"), IDENTIFIER)
    found += _accessory(block["accessory"]) if "accessory" in block else []
    return found + _text(block["text"], SECTION)


def _accessory(element):
    return _button(element) if element["type"] == "button" else _picker(element)


def _picker(element):
    found = _keys(element, {"type", "action_id", "placeholder"})
    found += [] if element["type"] == "users_select" else [f"unknown {element['type']}"]
    found += _length("action_id", element["action_id"], IDENTIFIER)
    plain = element["placeholder"]["type"] == "plain_text"
    found += [] if plain else ["a placeholder that is not plain text"]
    return found + _text(element["placeholder"], PLACEHOLDER)


def _header(block):
    plain = [] if block["text"]["type"] == "plain_text" else ["a header that is not plain text"]
    return _keys(block, {"type", "text"}) + plain + _text(block["text"], HEADER)


def _context(block):
    found = _keys(block, {"type", "elements"})
    found += [] if 1 <= len(block["elements"]) <= 10 else ["too many elements in a context"]
    return found + [p for element in block["elements"] for p in _text(element, SECTION)]


def _divider(block):
    return _keys(block, {"type"})


def _actions(block):
    found = _keys(block, {"type", "elements"})
    found += [] if 1 <= len(block["elements"]) <= 25 else ["too many elements in a row"]
    return found + [p for element in block["elements"] for p in _button(element)]


def _image(block):
    found = _keys(block, {"type", "image_url", "alt_text"})
    found += _length("image_url", block["image_url"], BUTTON_URL)
    return found + _length("alt_text", block["alt_text"], ALT_TEXT)


def _button(element):
    found = _keys(element, {"type", "action_id", "text", "url", "value", "style", ALOUD})
    found += _length(ALOUD, element.get(ALOUD, "x"), BUTTON_TEXT)
    found += [] if element["type"] == "button" else [f"an unknown element {element['type']}"]
    found += _length("action_id", element["action_id"], IDENTIFIER)
    found += _length("url", element.get("url", "x"), BUTTON_URL)
    found += _length("value", element.get("value", "x"), BUTTON_VALUE)
    known_style = element.get("style", "primary") in {"primary", "danger"}
    return found + ([] if known_style else ["unknown style"]) + _text(element["text"], BUTTON_TEXT)


def _text(text, most):
    found = _length("text", text["text"], most)
    if text["type"] == "mrkdwn":
        return found + _keys(text, {"type", "text", "verbatim"}) + harm_in(text["text"])
    return found + _keys(text, {"type", "text", "emoji"})


def _length(what, text, most):
    return [] if 1 <= len(text) <= most else [f"{what} of {len(text)} characters"]


def _keys(thing, known):
    return [f"an unknown key {key}" for key in thing if key not in known]


def _texts(block):
    if "text" in block:
        return [block["text"]]
    return [
        element.get("text", element) if block["type"] == "actions" else element
        for element in block.get("elements", [])
    ]


_CHECKS = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "image": _image,
}
