"""The numbers and bullets that Word draws before paragraphs: they stand nowhere in the text."""

import re
from dataclasses import dataclass, field

from lxml import etree

from intake.documents.docx_names import child, name, number, value

_ROMANS = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv")),
    (1, "i"),
)
_HIGHEST_LETTER = 26 * 20
_HIGHEST_ROMAN = 1000
# What Wingdings draws as a box, empty or ticked.
_BOXES = {
    **dict.fromkeys("\uf06f\uf071\uf072\uf0a8☐□❑❏▢oqr", "[ ]"),
    **dict.fromkeys("\uf0fe\uf0fc\uf052☑☒✓✔", "[x]"),
}
_PLAIN_BULLETS = {"o", "q", "r"}


@dataclass(frozen=True)
class _Level:
    """How a level of a list counts: from where, in which form, as which text ("%1.%2.")."""

    start: int
    form: str
    text: str
    style: str


@dataclass(frozen=True)
class _List:
    """A list of the document: its definition, whose counts others share, and where it restarts."""

    definition: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass
class Numbering:
    """All lists of a document, and how far each has counted."""

    lists: dict[str, _List]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def knows(self, list_id: str) -> bool:
        """Whether there is such a list; the id "0" takes a paragraph out of its style's list."""
        return list_id in self.lists

    def level_of(self, list_id: str, style: str) -> int:
        """The level of a list that a paragraph style stands for."""
        levels = self.lists[list_id].levels
        return next((level for level, one in levels.items() if one.style == style), 0)

    def marker(self, list_id: str, level: int) -> str:
        """Count a list on, and give what stands before its next item."""
        this = self.lists[list_id]
        counts = self._counts.setdefault(this.definition, {})
        if level in this.restarts and (list_id, level) not in self._begun:
            counts[level] = this.restarts[level] - 1
        self._begun.add((list_id, level))
        counts[level] = counts.get(level, _start(this, level) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _drawn(this, counts, level)


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that a document's numbering part defines."""
    parts = list(root) if root is not None else []
    definitions = {value(one, "abstractNumId"): one for one in parts if name(one) == "abstractNum"}
    named = {
        value(link): one
        for one in definitions.values()
        if (link := child(one, "styleLink")) is not None
    }
    lists = {}
    for one in parts:
        if name(one) == "num":
            definition = value(child(one, "abstractNumId"))
            defined = definitions.get(definition)
            linked = named.get(value(child(defined, "numStyleLink")), defined)
            lists[value(one, "numId")] = _list(one, definition, linked)
    return Numbering(lists)


def _list(one: etree._Element, definition: str, defined: etree._Element | None) -> _List:
    overrides = [part for part in one if name(part) == "lvlOverride"]
    restarts = {
        _index(part): number(child(part, "startOverride"), 1)
        for part in overrides
        if child(part, "startOverride") is not None
    }
    replaced = [level for part in overrides if (level := child(part, "lvl")) is not None]
    own = [part for part in (defined if defined is not None else ()) if name(part) == "lvl"]
    levels = {_index(part): _level(part) for part in (*own, *replaced)}
    return _List(definition, levels, restarts)


def _index(element: etree._Element) -> int:
    index = value(element, "ilvl")
    return int(index) if re.fullmatch("[0-8]", index) else 0


def _level(element: etree._Element) -> _Level:
    return _Level(
        number(child(element, "start"), 1),
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")),
        value(child(element, "pStyle")),
    )


def _start(this: _List, level: int) -> int:
    return this.levels[level].start if level in this.levels else 1


def _drawn(this: _List, counts: dict[int, int], level: int) -> str:
    at = this.levels.get(level)
    if at is None:
        return f"{counts[level]}."
    if at.form == "bullet":
        return "•" if at.text in _PLAIN_BULLETS else _BOXES.get(at.text, "•")
    if at.form == "none":
        return ""
    return re.sub(r"%([1-9])", lambda found: _counted(this, counts, int(found[1]) - 1), at.text)


def _counted(this: _List, counts: dict[int, int], level: int) -> str:
    count = counts.get(level, _start(this, level))
    return _in_form(count, this.levels[level].form if level in this.levels else "decimal")


def _in_form(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= _HIGHEST_LETTER:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < count <= _HIGHEST_ROMAN:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMANS:
        while count >= worth:
            written += letters
            count -= worth
    return written
