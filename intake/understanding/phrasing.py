"""A step's words taken apart: when it is due, who does it, and what remains to be its title."""

import re
from dataclasses import dataclass

from intake import cadences
from intake.draft import Sure
from intake.found import Said, Trust
from intake.understanding.performers import performer_of

_LONGEST_PREFIX = 80
_MOST_READ = 400
# “Due by Tuesday 5pm - Mike …”, “Weekly: …”, “SUN/THUR - …”.
_PREFIX = re.compile(
    rf"^(?P<prefix>[^\n]{{1,{_LONGEST_PREFIX}}}?)(?:\s+[-\u2013\u2014]+\s+|\s*:\s+|"
    rf"\s*\u2014\s*)(?P<rest>\S.*)$",
    re.DOTALL,
)
_BRACKETS = re.compile(r"[(\[](?P<inner>[^()\[\]]{2,80})[)\]]")
_BOX = re.compile(r"^\s*[☐☑☒✓✔□▢]\s*")
_BOXES = re.compile(r"[☐☑☒□▢]")


@dataclass(frozen=True)
class Phrased:
    """A step's title, and what was said along with it."""

    title: str
    cadence: Said | None = None
    assignee: Said | None = None


def phrased(text: str, lead: str, where: str) -> Phrased:
    """Return a step's words without the cadence that runs in front of them.

    A cadence in brackets or within the sentence stays part of the title.
    """
    text = _BOX.sub("", text.strip())
    prefix, rest = _parted(text, lead)
    if prefix and cadences.find(prefix, Trust.LEAD):
        return Phrased(rest, Said(prefix, where), _performed(rest, where))
    assignee = _performed(text, where) or (_performed(rest, where) if prefix else None)
    return Phrased(text, _within(text, where), assignee)


def leading_cadence(text: str, lead: str) -> tuple[str, str] | None:
    """Return the cadence that runs in front of a paragraph, and what follows it."""
    if not lead.strip():
        return None
    said, rest = lead.strip(" :-\u2013\u2014,"), text[len(lead) :].strip(" :-\u2013\u2014,")
    if not text.startswith(lead) or not said or not rest or len(said) > _LONGEST_PREFIX:
        return None
    return (said, rest) if cadences.find(said, Trust.LEAD) else None


def offers_choices(text: str) -> bool:
    """Tell answers to tick (“☐ Yes ☐ No”) from a box before one thing to do."""
    return len(_BOXES.findall(text[:_MOST_READ])) > 1


def _parted(text: str, lead: str) -> tuple[str, str]:
    if lead and text.startswith(lead) and (rest := text[len(lead) :].strip(" :-\u2013\u2014")):
        return lead.strip(" :-\u2013\u2014"), rest
    found = _PREFIX.match(text[:_MOST_READ])
    if not found:
        return "", text
    return found["prefix"].strip(), text[found.start("rest") :].strip()


def _within(text: str, where: str) -> Said | None:
    """Return a cadence in brackets, or within the sentence."""
    read = text[:_MOST_READ]
    for found in _BRACKETS.finditer(read):
        if cadences.find(found["inner"], Trust.LEAD):
            return Said(found["inner"], where)
    inside = cadences.find(read, Trust.PROSE)
    return Said(inside[0].text, where, inside[0].sure) if inside else None


def _performed(text: str, where: str) -> Said | None:
    name = performer_of(text)
    return Said(name, where, Sure.INFERRED) if name else None
