"""Lines that say a value by its name: “Owner: Ana”, “Verantwortlich: Küche”, “Frequency: daily”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from intake.outline import Block, Kind


class Label(StrEnum):
    """What a labelled line says of the whole process."""

    OWNER = "owner"
    BACKUP = "backup"
    MANAGER = "manager"
    CADENCE = "cadence"
    NAME = "name"


_LABELS = {
    Label.OWNER: (
        r"(?:process |task |primary |sop |form )?owners?|responsible(?: person| party| role|"
        r" for this)?|"
        r"person responsible|responsibility|assignees?|assigned to|"
        r"who(?: completes this(?: form)?)?|"
        r"who does (?:it|this)|completed by|performed by|done by|carried out by|lead|"
        r"verantwortlich(?:e|er|keit|e person)?|zuständig(?:e|er|keit)?|durchgeführt von|wer|"
        r"responsables?|encargad[oa]|asignado a|quién|realizado por"
    ),
    Label.BACKUP: (
        r"back-?up(?: owner| person| contact)?|deputy|alternate|secondary(?: owner)?|"
        r"cover(?:ed by)?|"
        r"stand-?in|if absent|vertretung|vertreten durch|stellvertret(?:er|ung)(?:in)?|ersatz|"
        r"suplente|respaldo|sustitut[oa]|en su ausencia"
    ),
    Label.MANAGER: (
        r"managers?|supervisors?|escalat(?:e|ion)(?: to| contact)?|approver|reports? to|"
        r"vorgesetzter?|eskalation(?: an)?|leitung|supervisora?|jef[ea]|gerente|escalar a"
    ),
    Label.CADENCE: (
        r"frequenc(?:y|ies)|cadence|how often|recurrence|repeats?|schedule|interval|timing|"
        r"when(?: to (?:complete|do it|do this|use))?|due|deadline|due by|time|"
        r"häufigkeit|frequenz|intervall|turnus|rhythmus|wann|fällig|zeitpunkt|termin|uhrzeit|"
        r"frecuencia|periodicidad|cuándo|plazo|hora(?:rio)?|fecha límite"
    ),
    Label.NAME: (
        r"title|(?:sop|process|procedure|form|checklist|task|document) (?:title|name)|process|sop|"
        r"titel|prozess|bezeichnung|título|proceso|procedimiento"
    ),
}
_FORMS = tuple((label, re.compile(words, re.IGNORECASE)) for label, words in _LABELS.items())
_LINE = re.compile(r"^\W*(?P<label>[^\W\d_][^:\n]{1,40}?)\s*:\s*(?P<value>[^\n]*)$")
_BLANK = re.compile(r"^[\W_]*$|^(?:tbd|n/?a|none|unknown|name|date)\b[\W_]*$|_{4,}", re.IGNORECASE)
_LONGEST_VALUE = 120


class Labelled(NamedTuple):
    """A value that a line says by its name."""

    label: Label
    value: str
    block: Block | None = None


def label_of(words: str) -> Label | None:
    """Tell what a label names; None for any other."""
    plain = words.strip(" *_#").casefold()
    return next((label for label, form in _FORMS if form.fullmatch(plain)), None)


def labelled(block: Block) -> Labelled | None:
    """Return what a line says by its name, or the two cells of a row; None for any other block."""
    label, value = _parts(block)
    found = label_of(label) if label else None
    if not found or _BLANK.search(value) or len(value) > _LONGEST_VALUE:
        return None
    return Labelled(found, value, block)


def labels_of(block: Block) -> Iterator[Labelled]:
    """Give what a block says by its name; of a table without a head, its first row is the head."""
    if block.kind is Kind.ROW and len(block.header) == 2:
        head = replace(block, cells=block.header, header=(), text=" | ".join(block.header))
        if first := labelled(head):
            yield first
    if own := labelled(block):
        yield own


def _parts(block: Block) -> tuple[str, str]:
    if block.kind is Kind.ROW:
        return block.cells if len(block.cells) == 2 else ("", "")
    if block.kind not in {Kind.PARAGRAPH, Kind.ITEM}:
        return "", ""
    found = _LINE.match(block.text[: _LONGEST_VALUE * 2])
    return (found["label"], found["value"].strip()) if found else ("", "")


def of_properties(properties: Iterable[tuple[str, str]]) -> Iterator[Labelled]:
    """Return what the fields before a document say of its process."""
    for key, value in properties:
        label = label_of(key.replace("_", " ").replace("-", " "))
        text = " ".join(value.split())
        if label and text and not _BLANK.search(text) and len(text) <= _LONGEST_VALUE:
            yield Labelled(label, text)
