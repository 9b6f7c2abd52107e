"""What a DOCX style means for its paragraphs: a heading, a list, bold, hidden, an index."""

import re
from dataclasses import dataclass

from lxml import etree

from intake.documents.docx_names import child, is_on, name, value

_HEADING = re.compile(r"heading ([1-9])")
_DEEPEST_BASE = 20


@dataclass(frozen=True)
class Style:
    """A style with what it inherits; `list_id` is "" and `list_level` None where it has none."""

    heading: int = 0
    list_id: str = ""
    list_level: int | None = None
    strong: bool = False
    hidden: bool = False
    skipped: bool = False


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        parts = [one for one in (root if root is not None else ()) if name(one) == "style"]
        self._elements = {value(one, "styleId"): one for one in parts}
        self._made: dict[str, Style] = {}

    def of(self, style_id: str) -> Style:
        """The style with this id; a plain one where there is none."""
        if style_id not in self._made:
            self._made[style_id] = self._style(style_id)
        return self._made[style_id]

    def _chain(self, style_id: str) -> list[etree._Element]:
        """Give a style and those that it is based on; a circle of them ends."""
        chain: list[etree._Element] = []
        while style_id in self._elements and len(chain) < _DEEPEST_BASE:
            chain.append(self._elements[style_id])
            style_id = value(child(chain[-1], "basedOn"))
        return chain

    def _style(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        names = [value(child(one, "name")).lower() for one in chain]
        numbers = [pr for one in chain if (pr := child(one, "pPr", "numPr")) is not None]
        listed = next((value(child(one, "numId")) for one in numbers if len(one)), "")
        level = next((value(child(one, "ilvl")) for one in numbers if len(one)), "")
        runs = [pr for one in chain if (pr := child(one, "rPr")) is not None]
        return Style(
            heading=_heading(chain, names),
            list_id=listed,
            list_level=int(level) if re.fullmatch("[0-8]", level) else None,
            strong=_first_switch(runs, "b"),
            hidden=_first_switch(runs, "vanish"),
            skipped=any(one.startswith(("toc ", "table of figures")) for one in names[:1]),
        )


def _heading(chain: list[etree._Element], names: list[str]) -> int:
    """Tell the level of a heading: what the style is called, else its level in the outline."""
    for one, called in zip(chain, names, strict=True):
        if called == "title":
            return 1
        if found := _HEADING.fullmatch(called):
            return min(int(found[1]), 6)
        level = value(child(one, "pPr", "outlineLvl"))
        if re.fullmatch("[0-8]", level):
            return min(int(level) + 1, 6)
    return 0


def _first_switch(runs: list[etree._Element], switch: str) -> bool:
    found = (one for run in runs if (one := child(run, switch)) is not None)
    return is_on(next(found, None))
