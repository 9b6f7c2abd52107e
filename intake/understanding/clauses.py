"""A sentence as the things that it asks for: “Ana opens the till, then counts it” is two steps."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from intake.understanding.performers import is_role
from intake.understanding.verbs import base_of, begins_with_verb, is_verb

_MOST_READ = 1500
_OPENING = re.compile(
    r"^(?:(?:please|also|then|first(?:ly)?|second(?:ly)?|third(?:ly)?|next|finally|lastly|"
    r"after that|"
    r"afterwards|and|but|so|now|in the end|remember to|be sure to|make sure to|"
    r"don['\u2019]t forget to|"
    r"i need (?:someone|somebody|you) to|remind (?:\w+ )?(?:\w+ )?to|(?:we|you) (?:need|have) to|"
    r"(?:someone|somebody|everyone) (?:needs|has) to|"
    r"bitte|zuerst|erst|dann|danach|anschließend|zum schluss|und|"
    r"primero|luego|después|finalmente|por último|y)\b[\s,:]*)+",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"(?P<joint>\s*;\s*|,?\s+(?:and\s+|und\s+|y\s+)?(?:then|dann|danach|anschließend|luego|"
    r"después)\s+"
    r"|[,.]?\s+(?:and\s+|und\s+|y\s+)?(?:finally|lastly|after that|afterwards|next|zum schluss|"
    r"por último|finalmente),?\s+|,\s*(?:and|und|y)\s+|,\s+|\s+(?:and|und|y)\s+)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"^(?:must|should|shall|will|can|has to|have to|needs? to|is to|are to|ought to)$",
    re.IGNORECASE,
)
_ALWAYS_APART = re.compile(
    r"^(?:tak(?:e|es)|snap|send|sends|post|posts|sign|signs|initial|initials|record|records|log|"
    r"logs|"
    r"note|notes|write|writes|upload|uploads|report|reports|lock|locks|file|files|email|emails|"
    r"photograph|photographs|unterschreib\w*|protokollier\w*|notier\w*|"
    r"firma|firmar|registra|registrar|anota|anotar|toma|tomar|envía|enviar)\b"
    r"|.*\b(?:unterschreiben|protokollieren|notieren|eintragen|machen|schicken|melden)$",
    re.IGNORECASE,
)
_IS = {"is", "are", "was", "were", "get", "gets", "have", "has", "must", "should"}
_MANY = re.compile(
    r"^(?:we|they|you|i|all|staff|everyone|people|both|wir|alle|\w+s)$", re.IGNORECASE
)
_GERMAN_DOES = re.compile(r"^(?P<verb>[a-zäöüß]{3,}t)\s+(?P<rest>\S.*)$")
_GERMAN_SUBJECT = re.compile(
    r"^(?P<who>(?:(?:der|die|das|jemand|unser|unsere)\b\s*(?:\w+\s+){0,4}?|[A-ZÄÖÜ][\w-]+\s+)"
    r"(?:[A-ZÄÖÜ][\w-]+\s+)?)(?P<verb>[a-zäöüß]{3,}t)\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_DEUTSCH = re.compile(
    r"\b(?:der|die|das|den|dem|und|im|am|ein|eine|einen|jemand|alle)\b", re.IGNORECASE
)


class Asked(NamedTuple):
    """What a clause asks for, and who does it by its words, if it names anybody."""

    title: str
    who: str | None = None


def asked(sentence: str) -> Iterator[Asked]:
    """Give what a sentence asks for, in its order."""
    who: str | None = None
    for piece in _pieces(sentence[:_MOST_READ]):
        if one := _asked(piece):
            who = one.who or who
            yield Asked(one.title, one.who)


def _pieces(sentence: str) -> list[str]:
    """Part a sentence where something else is asked for, not where things are listed."""
    parts = _JOINTS.split(sentence)
    pieces = [parts[0]]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        if _parts_steps(joint, pieces[-1], part):
            pieces.append(part)
        else:
            pieces[-1] += joint + part
    return pieces


def _parts_steps(joint: str, before: str, after: str) -> bool:
    """Tell whether a joint parts two steps.

    “Then” and a semicolon always do; a comma does before a verb, and “and” before a verb that
    leaves something behind. One word is no step: “wash, dry and stack the cups” is one.
    """
    if len(before.split()) < 2 or len(after.split()) < 2:
        return False
    if not re.fullmatch(r"\s*,?\s*(?:(?:and|und|y)\s+)?", joint, re.IGNORECASE):
        return True
    if not _does(after):
        return False
    return "," in joint or _ALWAYS_APART.match(after) is not None


def _does(text: str) -> bool:
    first = text.split(maxsplit=1)[0]
    return begins_with_verb(text) or base_of(first) is not None


def _asked(piece: str) -> Asked | None:
    text = _OPENING.sub("", piece.strip(" ,;.")).strip(" ,;.")
    if not text:
        return None
    if begins_with_verb(text):
        return Asked(_title(text))
    first, _, rest = text.partition(" ")
    if (base := base_of(first)) and rest and rest.split()[0] not in _IS:
        return Asked(_title(f"{base} {rest}"))
    return _with_subject(text) or _german(text)


def _with_subject(text: str) -> Asked | None:
    """Read “<who> <does> <what>”, “<who> must <do> <what>” and “<what> is <done>”."""
    words = text.split()
    for index in range(1, min(len(words) - 1, 9)):
        subject, word, rest = words[:index], words[index].strip(",").casefold(), words[index + 1 :]
        for length in (2, 1):
            modal, after = " ".join([word, *rest][:length]), [word, *rest][length:]
            if _MODAL.match(modal) and len(after) > 1:
                return _after_modal(subject, after)
        if word in _IS and (base := _base_of_done(rest[0])):
            return _turned(base, subject, rest[1:])
        base = base_of(word)
        if base is None and is_verb(word) and _MANY.match(subject[-1]):
            base = word
        if base is None and _is_spanish_verb(word):
            base = word
        if base and rest[0].casefold() not in {
            "is",
            "are",
            "was",
            "were",
            "have",
            "must",
            "should",
        }:
            return Asked(_title(" ".join([base, *rest])), _performer(subject))
    return None


def _after_modal(subject: list[str], after: list[str]) -> Asked | None:
    if after[0].casefold() == "be" and (base := _base_of_done(after[1])):
        return _turned(base, subject, after[2:])
    text = " ".join(after)
    return Asked(_title(text), _performer(subject)) if begins_with_verb(text) else None


def _turned(base: str, subject: list[str], rest: list[str]) -> Asked:
    """Return “check the backups” and Dana, of “the backups are checked by Dana”."""
    who = None
    if "by" in rest:
        by = rest.index("by")
        who = _performer(rest[by + 1 :]) if rest[by + 1 :] else None
        rest = rest[:by] if who else rest
    return Asked(_title(" ".join([base, *_lower(subject), *rest])), who)


def _lower(subject: list[str]) -> list[str]:
    """Return a subject as it stands within a sentence: “The tables” → “the tables”."""
    first = subject[0]
    within = first[:1].casefold() + first[1:] if first[1:].islower() else first
    return [within, *subject[1:]]


def _base_of_done(word: str) -> str | None:
    """Return the verb of “cleaned”, “wiped”, “emptied”, “mopped”."""
    done = word.strip(",.").casefold()
    for ending, instead in (("ied", "y"), ("ed", ""), ("d", ""), ("ed", "e")):
        base = done.removesuffix(ending) + instead
        if done.endswith(ending) and is_verb(base):
            return base
    base = done.removesuffix("ed")[:-1]
    return base if done.endswith("ed") and is_verb(base) else None


def _is_spanish_verb(word: str) -> bool:
    return is_verb(word) and word.endswith(("a", "e"))


def _performer(subject: list[str]) -> str | None:
    """Return a subject that is a name or a role, as written."""
    text = " ".join(subject).strip(" ,")
    bare = re.sub(r"^(?:the|our|der|die|unser|unsere|el|la)\s+", "", text, flags=re.IGNORECASE)
    first = bare.split()[0].casefold() if bare else ""
    if not bare or first in _NOBODY or re.search(r"\b(?:on|in|from|of|who|that)\b", bare):
        return None
    named = all(word[0].isupper() for word in bare.split())
    return bare if named or is_role(bare) else None


_NOT_NAMES = """
someone somebody everyone everybody anyone we they you i he she it this that one staff people
whoever team all jemand wir man alle sie er alguien todos nosotros se
"""
_NOBODY = frozenset(_NOT_NAMES.split())


def _german(text: str) -> Asked | None:
    """Read “Anna prüft den Kühlschrank” and, behind a time, “prüft Anna den Kühlschrank”."""
    if found := _GERMAN_DOES.match(text):
        who, _, rest = found["rest"].partition(" ")
        if who[:1].isupper() and rest:
            return Asked(_title(f"{rest} {_infinitive(found['verb'])}"), _performer([who]))
        if who.casefold() in _NOBODY and rest:
            return Asked(_title(f"{rest} {_infinitive(found['verb'])}"))
    if _DEUTSCH.search(text) and (found := _GERMAN_SUBJECT.match(text)):
        title = f"{found['rest']} {_infinitive(found['verb'])}"
        return Asked(_title(title), _performer(found["who"].split()))
    return None


def _infinitive(verb: str) -> str:
    """Return the infinitive of a German verb in the third person: “prüft” → “prüfen”."""
    stem = verb[:-2] if verb.endswith(("et", "nnt")) and len(verb) > 5 else verb[:-1]
    return f"{stem}n" if stem.endswith(("el", "er")) else f"{stem}en"


def _title(text: str) -> str:
    plain = " ".join(text.split()).strip(" ,;.")
    return plain[:1].upper() + plain[1:]
