"""Text as Slack delivers it from a command: entities for & < >, tokens for mentions and links."""

import html
import re
from dataclasses import dataclass

PERSON = re.compile(r"<@([UW][A-Za-z0-9]+)(?:\|([^<>]*))?>")
GROUP = re.compile(r"<!subteam\^(S[A-Za-z0-9]{1,31})(?:\|([^<>]*))?>")
CHANNEL = re.compile(r"<#([CG][A-Za-z0-9]+)(?:\|([^<>]*))?>")
LINK = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>", re.IGNORECASE)
_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")


@dataclass(frozen=True)
class Mention:
    """A person whom Slack has recognised; `shown` is what the writer saw, such as "@ana"."""

    id: str
    shown: str


def plain(text: str) -> str:
    """Return what the writer saw: tokens become their words, entities their characters."""
    return unescape(_TOKEN.sub(lambda token: _words(*token.groups()), text))


def unescape(text: str) -> str:
    """Return `&amp;`, `&lt;` and `&gt;` as characters; nothing else is an entity in Slack."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def mention_at(text: str, position: int = 0) -> tuple[Mention, int] | None:
    """Return the mention that begins at `position` and where it ends; None if there is none."""
    found = PERSON.match(text, position)
    if found is None:
        return None
    return Mention(found[1], f"@{unescape(found[2] or found[1])}"), found.end()


def _words(sigil: str, target: str, label: str | None) -> str:
    if sigil in {"@", "#"}:
        return sigil + (label or target)
    if sigil == "!":
        return label or "@" + target.partition("^")[0]
    # A link: with a label of its own both matter; Slack's own label is the address again.
    if label and label not in target:
        return f"{label} ({target})"
    return target
