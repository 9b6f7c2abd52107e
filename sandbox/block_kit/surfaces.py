"""Messages and views as wholes."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.block_kit import rules
from sandbox.block_kit.blocks import IN_HOME, IN_MESSAGE, IN_MODAL, LONGEST_MARKDOWN
from sandbox.block_kit.check import problems
from sandbox.block_kit.objects import FLAG, IDENTIFIER, KIND, plain
from sandbox.block_kit.schema import Array, Object, Pointer, Problem, String, Typed, Values

MOST_MESSAGE_BLOCKS, MOST_VIEW_BLOCKS = 50, 100
LARGEST_VIEW = 250_000  # bytes of JSON

_MESSAGE_BLOCKS = Array(IN_MESSAGE, MOST_MESSAGE_BLOCKS)


def message_problems(blocks: object) -> list[str]:
    """Return what Slack would refuse in the `blocks` of a message, in its words.

    Takes any JSON, never raises; an empty list of blocks is a message without blocks.
    """
    found = list(problems(_MESSAGE_BLOCKS, blocks, ("blocks",)))
    if not found and isinstance(blocks, list):
        found = [*rules.repeated("block_id", blocks, ("blocks",)), *_once_a_message(blocks)]
    return [str(problem) for problem in found]


def view_problems(view: object) -> list[str]:
    """Return what Slack would refuse in a modal or a Home tab, in its words.

    Takes any JSON, never raises.
    """
    return [str(problem) for problem in problems(_VIEW, view, ("view",))]


def view_size_error(view: object) -> bool:
    """Say whether a view is larger than the 250 kB of JSON that Slack takes."""
    try:
        return len(json.dumps(view, ensure_ascii=False).encode(errors="replace")) > LARGEST_VIEW
    except RecursionError:
        # Nested beyond anything that Block Kit knows: view_problems tells what is wrong.
        return False


def _once_a_message(blocks: list[Any]) -> Iterator[Problem]:
    tables = [index for index, block in enumerate(blocks) if block["type"] == "table"]
    for index in tables[1:]:
        yield Problem("only_one_table_allowed", ("blocks", index))
    texts = [block["text"] for block in blocks if block["type"] == "markdown"]
    if sum(map(len, texts)) > LONGEST_MARKDOWN:
        yield Problem(f"markdown must be less than {LONGEST_MARKDOWN + 1} characters", ("blocks",))


def _submit_for_inputs(view: Values, at: Pointer) -> Iterator[Problem]:
    if "submit" not in view:
        for index, block in enumerate(view["blocks"]):
            if block["type"] == "input":
                yield Problem(
                    "must define `submit` to use `input` block", (*at, "blocks", index, "input")
                )


def _one_focus(view: Values, at: Pointer) -> Iterator[Problem]:
    focused = [
        place
        for place, element in _elements(view["blocks"], (*at, "blocks"))
        if element.get("focus_on_load")
    ]
    for place in focused[1:]:
        yield Problem("only one element can set `focus_on_load`", (*place, "focus_on_load"))


def _elements(blocks: list[Any], at: Pointer) -> Iterator[tuple[Pointer, Values]]:
    for index, block in enumerate(blocks):
        for name in ("element", "accessory"):
            if name in block:
                yield (*at, index, name), block[name]
        if block["type"] == "actions":
            for place, element in enumerate(block["elements"]):
                yield (*at, index, "elements", place), element


_ANY_VIEW = {
    "private_metadata": String(3000),
    "callback_id": IDENTIFIER,
    "external_id": IDENTIFIER,
}
_WHOLE = (rules.unique("block_id", "blocks"), _one_focus)
_MODAL = Object(
    {"type": KIND, "title": plain(24), "blocks": Array(IN_MODAL, MOST_VIEW_BLOCKS)},
    {
        **_ANY_VIEW,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": FLAG,
        "notify_on_close": FLAG,
    },
    (*_WHOLE, _submit_for_inputs),
)
_HOME = Object({"type": KIND, "blocks": Array(IN_HOME, MOST_VIEW_BLOCKS)}, _ANY_VIEW, _WHOLE)
_VIEW = Typed({"modal": _MODAL, "home": _HOME})
