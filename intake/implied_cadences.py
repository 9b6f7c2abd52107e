"""What recurs by its nature: opening and closing, and what an event or a condition starts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NOUNS = (
    r"check\s?-?lists?|checks?|duties|list|procedures?|tasks?|routines?|shift|side\s?work|sop|steps|"
    r"protocol|manager|cash|register|bar|kitchen|store|cafe|restaurant|to-?dos?|report|"
    r"checkliste|liste|aufgaben|lista|tareas|rutina|caja|turno|procedimiento"
)
_MOMENTS = {
    "opening": r"pre-?opening|opening|open|öffnungs?\w*|ladenöffnung|apertura|abrir",
    "closing": r"closing|close|schlie(?:ß|ss)ungs?\w*|schlie(?:ß|ss)en|ladenschluss|tagesabschluss|"
    r"kassenabschluss|cierre|cerrar",
    "the start of the day": r"start[\s-]of[\s-](?:the[\s-])?day|tagesbeginn|inicio\sdel\sdía",
    "the end of the day": r"end[\s-]of[\s-](?:the[\s-])?day|eod|feierabend|tagesende|fin\sdel\sdía",
    "the start of the shift": r"start[\s-]of[\s-]shift|schichtbeginn",
    "the end of the shift": r"end[\s-]of[\s-]shift|schichtende",
}
_PARTS = r"mornings?|afternoons?|evenings?|nights?|nightly|morgens|abends|mañanas?|noches?"
_IMPLIED = {
    anchor: re.compile(
        rf"^\W*(?P<alone>{words})\W*$"
        rf"|\b(?P<before>{words})\b(?=(?:\W+\w+){{0,2}}?\W+(?:{_NOUNS})\b)"
        rf"|\b(?:{_NOUNS})\W+(?:de|del|la|el|for|of|zur|zum|beim|\W)*\s*\b(?P<behind>{words})\b"
        rf"|\b(?P<compound>(?:öffnungs|schließungs|schliessungs)(?:checkliste|liste))\b",
        re.IGNORECASE,
    )
    for anchor, words in _MOMENTS.items()
}
_PART_OF_DAY = re.compile(
    rf"^\W*(?P<alone>{_PARTS})\W*$|\b(?P<before>{_PARTS})\b(?=\W+(?:{_NOUNS})\b)", re.IGNORECASE
)
_EVENT = re.compile(
    r"\b(?:(?:each|every)\s+time\b[^.,;:()\n]{0,80}|whenever\b[^.,;:()\n]{3,80}"
    r"|(?:before|after|prior\s+to|between)\s+(?:each|every)\s+"
    r"(?:use|shift|service|visit|customer|guest|meeting|delivery|event|job|client|patient)\b"
    r"|(?:(?:at\s+the\s+)?(?:start|end|beginning)\s+of\s+)?(?:each|every)\s+shift\b"
    r"|(?:before|after|prior\s+to)\s+(?:use|usage|maintenance|repairs?)\b"
    r"|on\s+days\s+[^.;\n]{3,60}\bin\s+use\b|at\s+installation\b"
    r"|upon\s+(?:receipt|arrival|delivery|request|completion)\b[^.,;:()\n]{0,40}"
    r"|(?:at|on)\s+shift\s+change|shift\s+change|mid[\s-]shift"
    r"|(?:on\s+)?each\s+(?:new\s+)?(?:delivery|hire|order|booking|sale|incident)\b"
    r"|jedes\s+mal,?\s+wenn\b[^.,;:()\n]{0,80}"
    r"|(?:vor|nach|bei)\s+(?:(?:jeder|jedem)\s+)?(?:benutzung|gebrauch|schicht|einsatz|lieferung|gast|schichtwechsel)\b"
    r"|cada\s+vez\s+que\b[^.,;:()\n]{0,80}"
    r"|(?:antes|después)\s+de\s+cada\s+(?:uso|turno|servicio|cliente|entrega)\b"
    r"|cada\s+(?:uso|turno|entrega|inicio\s+de\s+turno|cambio\s+de\s+turno)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:when(?:ever)?\s+in\s+use|if\s+applicable|as\s+(?:needed|required|necessary)|"
    r"when\s+(?:needed|required|necessary)|if\s+(?:needed|required|necessary)|on\s+demand|"
    r"each\s+day\s+of\s+use|ad[\s-]hoc|bei\s+bedarf|falls\s+nötig|wenn\s+nötig|"
    r"si\s+(?:es\s+necesario|procede|aplica)|según\s+(?:sea\s+)?necesi\w+|cuando\s+sea\s+necesario)\b",
    re.IGNORECASE,
)


class Implied(NamedTuple):
    """Words that imply work of each day, and the moment of the day, where it has a name."""

    start: int
    end: int
    anchor: str | None


def implied(title: str) -> Implied | None:
    """Return what a title implies: an opening checklist is due every day."""
    for anchor, pattern in _IMPLIED.items():
        found = pattern.search(title)
        if found:
            return Implied(*_span(found), anchor)
    part = _PART_OF_DAY.search(title)
    return Implied(*_span(part), None) if part else None


def _span(found: re.Match[str]) -> tuple[int, int]:
    group = str(found.lastgroup)
    return found.start(group), found.end(group)


def events(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what starts the work instead of the calendar."""
    return (found.span() for found in _EVENT.finditer(text))


def conditions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what must be the case for the work to be due."""
    return (found.span() for found in _CONDITION.finditer(text))
