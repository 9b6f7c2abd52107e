"""Inputs of a modal, each with its label; a field's block and element share its name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LONGEST_INPUT = 3000

Block = dict[str, Any]
Element = dict[str, Any]
Options = Mapping[str, str]


def field(label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    """Return an input block around an element that has an action_id."""
    block: Block = {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint)
    return block


def plain(text: str) -> dict[str, Any]:
    """Return text that Slack shows as it stands."""
    return {"type": "plain_text", "text": text, "emoji": True}


def text_line(name: str, initial: str, *, longest: int, placeholder: str = "") -> Element:
    """Return a field for one line of text."""
    return _text(name, initial, longest, placeholder)


def text_lines(
    name: str, initial: str, *, placeholder: str = "", longest: int = LONGEST_INPUT
) -> Element:
    """Return a field for several lines of text."""
    return _text(name, initial, longest, placeholder) | {"multiline": True}


def _text(name: str, initial: str, longest: int, placeholder: str) -> Element:
    initial = initial[:LONGEST_INPUT]
    element: Element = {
        "type": "plain_text_input",
        "action_id": name,
        # An initial value longer than this would make Slack refuse the whole form.
        "max_length": max(longest, len(initial)),
    }
    return _with(element, initial_value=initial, placeholder=placeholder and plain(placeholder))


def link_line(name: str, initial: str) -> Element:
    """Return a field for a web address."""
    element: Element = {"type": "url_text_input", "action_id": name}
    return _with(element, initial_value=initial[:LONGEST_INPUT])


def person(name: str, initial: str) -> Element:
    """Return a field for one person."""
    return _with({"type": "users_select", "action_id": name}, initial_user=initial)


def people(name: str, initial: Sequence[str], most: int) -> Element:
    """Return a field for several people, in the order in which they are chosen."""
    element: Element = {"type": "multi_users_select", "action_id": name, "max_selected_items": most}
    return _with(element, initial_users=list(initial[:most]))


def person_or_none(name: str, initial: str) -> Element:
    """Return a field for one person who can be taken out again: that of one person keeps them."""
    element: Element = {"type": "multi_users_select", "action_id": name, "max_selected_items": 1}
    return _with(element, initial_users=[initial] if initial else [])


def channel(name: str, initial: str) -> Element:
    """Return a field for one channel, public or private, without DMs."""
    element: Element = {
        "type": "conversations_select",
        "action_id": name,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return _with(element, initial_conversation=initial)


def time_of_day(name: str, initial: str) -> Element:
    """Return a field for a time; what is not HH:MM is left out."""
    usable = initial if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", initial) else ""
    return _with({"type": "timepicker", "action_id": name}, initial_time=usable)


def day_and_time(name: str) -> Element:
    """Return a field for a day and a time on the clock of whoever fills it in."""
    return {"type": "datetimepicker", "action_id": name}


def day(name: str, initial: str) -> Element:
    """Return a field for a date, YYYY-MM-DD."""
    return _with({"type": "datepicker", "action_id": name}, initial_date=initial)


def select(name: str, options: Options, initial: str) -> Element:
    """Return a drop-down list of value → text."""
    return _choice("static_select", name, options, initial)


def radio(name: str, options: Options, initial: str) -> Element:
    """Return radio buttons of value → text."""
    return _choice("radio_buttons", name, options, initial)


def ticks(name: str, options: Options, initial: Iterable[str]) -> Element:
    """Return checkboxes of value → text."""
    element: Element = {
        "type": "checkboxes",
        "action_id": name,
        "options": [_option(value, options) for value in options],
    }
    ticked = set(initial)
    chosen = [_option(value, options) for value in options if value in ticked]
    return _with(element, initial_options=chosen)


def several(name: str, options: Options, initial: Iterable[str]) -> Element:
    """Return a list of value → text, at most 100, from which several can be chosen."""
    return ticks(name, options, initial) | {"type": "multi_static_select"}


def _choice(kind: str, name: str, options: Options, initial: str) -> Element:
    element: Element = {
        "type": kind,
        "action_id": name,
        "options": [_option(value, options) for value in options],
    }
    chosen = _option(initial, options) if initial in options else None
    return _with(element, initial_option=chosen)


def _option(value: str, options: Options) -> dict[str, Any]:
    return {"text": plain(options[value]), "value": value}


def _with(element: Element, **extra: Any) -> Element:
    """Add what is there: Slack refuses empty initial values."""
    return element | {key: value for key, value in extra.items() if value}
