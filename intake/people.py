"""Names as documents write them, matched to people of the workspace; only ever a suggestion.

Whoever uses it asks when nobody is matched, when several are, or when one is not sure enough.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.nicknames import called_alike
from intake.understanding.performers import is_role

_LONGEST = 200
_MOST_NAMES = 5
_SEVERAL = re.compile(r"\s*(?:[,;/&+]|\b(?:and|or|und|oder|y|o)\b)\s*", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BESIDE = re.compile(
    r"[(\[<].*?[)\]>]|^@|^(?:mr|mrs|ms|miss|dr|herr|frau|sra?|señora?)\.?\s+", re.IGNORECASE
)
_SINGLE = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe"}


@dataclass(frozen=True)
class Person:
    """A full member of the workspace, as Slack knows them; `display_name` and `email` may be ""."""

    id: str
    name: str
    display_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Match:
    """Who may be meant: the person's id, how likely from 0 to 1, and why, in a few words."""

    id: str
    confidence: float
    why: str


def match(name: str, members: Sequence[Person]) -> tuple[Match, ...]:
    """Return who may be meant by a name as written, the likeliest first; nobody for a role.

    What fits several people equally well gives all of them, each as much less likely. Of several
    names in one (“Ana / Luis”) each is matched, and none is sure.
    """
    written = name.strip()[:_LONGEST]
    if found := _one(written, members):
        return found
    names = [part for part in _SEVERAL.split(written) if part][:_MOST_NAMES]
    if len(names) < 2:
        return ()
    several = [found for part in names for found in _one(part, members)]
    first = {found.id: found for found in reversed(several)}
    weaker = [Match(one.id, round(one.confidence * 0.7, 2), one.why) for one in first.values()]
    return tuple(sorted(weaker, key=lambda one: -one.confidence))


def _one(written: str, members: Sequence[Person]) -> tuple[Match, ...]:
    """Match one name by the first rule that fits anybody."""
    for confidence, why, ids in _rules(written, members):
        if ids:
            shared = round(confidence / len(ids), 2)
            because = why if len(ids) == 1 else f"{why}, as {len(ids)} people have"
            return tuple(Match(one, shared, because) for one in ids)
    return ()


def _rules(written: str, members: Sequence[Person]) -> Iterator[tuple[float, str, list[str]]]:
    """Give each rule's confidence and whom it fits, the surest first."""
    addresses = {address.casefold() for address in _EMAIL.findall(written)}
    yield 1.0, "the e-mail address", [p.id for p in members if p.email.casefold() in addresses]
    words = _words(_BESIDE.sub(" ", _EMAIL.sub(" ", written)))
    if not words:
        return
    if len(words) > 1:
        yield 0.95, "the full name", [p.id for p in members if sorted(words) == _sorted(p.name)]
    if is_role(" ".join(words)) or is_role(written):
        return
    shown = [p.id for p in members if sorted(words) in (_sorted(p.display_name), _sorted(p.name))]
    first = [p.id for p in members if _words(p.name)[:1] == words]
    # Where others have that first name, a display name is no more than one of them.
    others = set(first) - set(shown)
    yield 0.9, "the display name", [] if others else shown
    yield 0.7, "the first name", list(dict.fromkeys([*shown, *first])) if first else []
    yield from _parts(words, members)


def _parts(words: list[str], members: Sequence[Person]) -> Iterator[tuple[float, str, list[str]]]:
    """Give the rules that compare parts of names."""
    names = [(p.id, _words(p.name)) for p in members]
    local = [p.id for p in members if words == _words(p.email.partition("@")[0])]
    yield 0.85, "the name before the @ of the e-mail address", local
    if len(words) > 1:
        first, last = words[0], words[-1]
        alike = [who for who, has in names if has[1:] and has[-1] == last and _alike(first, has[0])]
        yield 0.85, "the short form of the first name", alike
        initials = [
            who
            for who, has in names
            if has[1:] and _alike(first, has[0]) and len(last) == 1 and has[-1].startswith(last)
        ]
        yield 0.8, "the first name and an initial", initials
        initials = [
            who
            for who, has in names
            if has[1:] and len(first) == 1 and has[0].startswith(first) and has[-1] == last
        ]
        yield 0.75, "an initial and the last name", initials
        return
    only = words[0]
    yield (
        0.6,
        "a short form of the first name",
        [who for who, has in names if has and _alike(only, has[0])],
    )
    yield 0.6, "the last name", [who for who, has in names if has[1:] and has[-1] == only]


def _alike(one: str, other: str) -> bool:
    return one == other or called_alike(one, other)


def _sorted(name: str) -> list[str]:
    return sorted(_words(name))


def _words(name: str) -> list[str]:
    """Return the words of a name without accents, in lower case; “Müller” and “Mueller” differ."""
    plain = "".join(_SINGLE.get(letter, letter) for letter in name.casefold())
    bare = unicodedata.normalize("NFKD", plain)
    return re.findall(r"[^\W\d_]+", "".join(c for c in bare if not unicodedata.combining(c)))
