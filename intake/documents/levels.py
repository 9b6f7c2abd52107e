"""How deep a list item lies, by its indent and its marker."""

from intake.documents.markers import style_of


class Levels:
    """The lists that are open, outermost first, as they are met line by line."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def of(self, indent: int, marker: str) -> int:
        """The level of the next item, from 0; "a)" below "1." lies deeper at the same indent."""
        style = style_of(marker) if marker else ""
        while self._open and self._open[-1][0] > indent:
            self._open.pop()
        if (indent, style) in self._open:
            del self._open[self._open.index((indent, style)) + 1 :]
        elif self._open and self._open[-1] == (indent, "number") and style in {"letter", "bullet"}:
            self._open.append((indent, style))
        else:
            self._open = [entry for entry in self._open if entry[0] < indent]
            self._open.append((indent, style))
        return len(self._open) - 1

    def holds(self, indent: int) -> bool:
        """Whether words at this indent belong to the last item that has a marker."""
        return bool(self._open) and bool(self._open[-1][1]) and indent > self._open[-1][0]

    def clear(self) -> None:
        """Close all lists."""
        self._open.clear()
