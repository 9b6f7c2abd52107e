"""What people type, as Slack passes it on: entities, mentions, channels and links."""

import re

from sandbox.state import State
from sandbox.values import Channel, Person, UserGroup

LINK = re.compile(r"(?<![<|])\bhttps?://[^\s<>|]+[^\s<>|.,;:!?)'\"]")
AT = re.compile(r"(?<![\w<])@([a-z0-9._-]+)", re.IGNORECASE)
HASH = re.compile(r"(?<![\w<&])#([a-z0-9_-]+)", re.IGNORECASE)


def _entities(text: str) -> str:
    """Write the three signs that Slack gives a meaning as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(text: str, state: State) -> str:
    """Return the text of a message that somebody has typed."""
    return _tokens(_entities(text), state, with_label=False)


def as_command(text: str, state: State, *, should_escape: bool) -> str:
    """Return the words after a slash command, with ids where the app wants them."""
    text = _entities(text)
    return _tokens(text, state, with_label=True) if should_escape else text


def _tokens(text: str, state: State, *, with_label: bool) -> str:
    people = {each.handle.lower(): each for each in state.every(Person)}
    groups = {each.handle.lower(): each for each in state.every(UserGroup) if not each.date_delete}
    channels = {each.name.lower(): each for each in state.every(Channel) if not each.is_im}

    def person(found: re.Match[str]) -> str:
        # A full stop may end the sentence instead of belonging to the handle.
        handle = found[1].rstrip(".")
        known = people.get(handle.lower())
        if known is None:
            return group(handle, found)
        label = f"|{known.handle}" if with_label else ""
        return f"<@{known.id}{label}>" + found[1][len(handle) :]

    def group(handle: str, found: re.Match[str]) -> str:
        known = groups.get(handle.lower())
        if known is None:
            return found[0]
        label = f"|@{known.handle}" if with_label else ""
        return f"<!subteam^{known.id}{label}>" + found[1][len(handle) :]

    def channel(found: re.Match[str]) -> str:
        known = channels.get(found[1].lower())
        return f"<#{known.id}|{known.name}>" if known else found[0]

    text = LINK.sub(lambda found: f"<{found[0]}>", text)
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(
        part if part.startswith("<") else HASH.sub(channel, AT.sub(person, part)) for part in parts
    )
