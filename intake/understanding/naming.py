"""What processes are called."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from intake import cadences
from intake.found import Said, Trust
from intake.outline import Block, Kind, Outline
from intake.understanding.labels import Label, of_properties
from intake.understanding.places import place
from intake.understanding.topics import Topic, topic_of, unnumbered

_LONGEST = 150
# What a document is stands in front of what it is about: “SOP 12: Closing the bar”.
_SORT = re.compile(
    r"^(?:(?:standard operating procedure|operating procedure|sop|work instruction|procedure|"
    r"process|"
    r"checklist|runbook|playbook|arbeitsanweisung|verfahrensanweisung|prozess|checkliste|"
    r"procedimiento(?: operativo(?: est[áa]ndar| normalizado)?)?|pno|proceso)"
    r"(?:[ -]?(?:no\.? ?)?\d[\w.-]*)?|[A-Z]{2,8}[- ]\d[\w.-]*)\s*[:·|\u2013\u2014]\s*(?=\S)"
    r"|^(?:sop|SOP)(?:[ -]?\d[\w.-]*)?\s+-\s+(?=\S)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]\s*")
_TIDY = " :·-\u2013\u2014|*_"


def title_of(outline: Outline, file: str) -> tuple[Said, Sequence[Block]]:
    """Return the name of a document, and its blocks without the one that says it.

    That is its only topmost heading, a field “title”, a short first paragraph, or the file's name.
    """
    blocks = outline.blocks
    index = _title_heading(blocks)
    if index is None:
        named = [one.value for one in of_properties(outline.properties) if one.label is Label.NAME]
        if named:
            return Said(named[0], "the field “title” of the document"), blocks
        index = _title_paragraph(blocks)
    if index is None:
        return Said(of_file(file), "the file's name"), blocks
    title = blocks[index]
    rest = (*blocks[:index], *blocks[index + 1 :])
    return Said(without_sort(title.text), place(title, outline)), rest


def in_brackets(heading: str) -> list[str]:
    """Return what stands in brackets in a heading; a cadence there is more exact than around it."""
    return [found[1] for found in _BRACKETS.finditer(heading)]


def of_file(file: str) -> str:
    """Return the words of a file's name."""
    stem = PurePath(file).stem.replace("_", " ").replace("-", " ")
    return " ".join(stem.split())


def without_sort(title: str) -> str:
    """Return a title without what sort of document it is, or its code, in front."""
    return _SORT.sub("", title.strip(), count=1).strip(_TIDY) or title


def name_under(heading: str, around: str) -> str:
    """Return the name of a process that a heading with a cadence begins.

    “4. Restore Testing (Quarterly)” is “Restore Testing”; a bare “Weekly” is named with what it is
    part of.
    """
    text = unnumbered(heading.strip()).strip(_TIDY)
    plain = _BRACKETS.sub(_without_cadence, text).strip(_TIDY)
    bare = rest = _BRACKETS.sub(" ", plain).strip(_TIDY)
    for found in reversed(cadences.find(rest, Trust.HEADING)):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    if re.search(r"[^\W\d_]{3,}", rest) and topic_of(rest.strip()) is Topic.OTHER:
        return plain
    return f"{around}: {bare or text}" if around else bare or text


def _without_cadence(found: re.Match[str]) -> str:
    return " " if cadences.find(found[1], Trust.HEADING) else found[0]


def _title_heading(blocks: Sequence[Block]) -> int | None:
    """Return the only topmost heading, if no step stands before it."""
    headings = [
        index
        for index, one in enumerate(blocks)
        if one.kind is Kind.HEADING and one.text.strip() and len(one.text) <= _LONGEST
    ]
    if not headings:
        return None
    top = min(blocks[index].level for index in headings)
    topmost = [index for index in headings if blocks[index].level == top]
    first = topmost[0]
    before = any(one.kind in {Kind.ITEM, Kind.ROW} for one in blocks[:first])
    named = top == 1 or topic_of(blocks[first].text) in {Topic.OTHER, Topic.STEPS}
    alone = len(topmost) == 1 and named
    return first if alone and first == headings[0] and not before else None


def _title_paragraph(blocks: Sequence[Block]) -> int | None:
    if not blocks or blocks[0].kind is not Kind.PARAGRAPH:
        return None
    text = blocks[0].text.strip()
    short = 0 < len(text) <= _LONGEST and not re.search(r"[.!?]$|[.!?]\s+[A-ZÄÖÜ]|:$", text)
    return 0 if short and len(blocks) > 1 and topic_of(text) is Topic.OTHER else None
