"""The words of a DOCX paragraph: what is seen of it, with its emphasis, boxes and links."""

from dataclasses import dataclass, field

from lxml import etree

from intake.documents.docx_names import child, is_on, name, value
from intake.documents.docx_styles import Styles
from intake.documents.words import Words
from intake.limits import DEEPEST

# Deleted or moved away, a picture's older form, what a field is made of, what stands elsewhere.
_UNSEEN = {
    *("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sdtPr", "sectPr"),
    *("footnoteReference", "endnoteReference", "commentReference", "annotationRef", "rt"),
}
_BOXES = {"F0A8": "☐", "F06F": "☐", "F071": "☐", "F0FE": "☑", "F0FC": "✓", "F052": "☑"}


@dataclass
class Paragraph:
    """A paragraph as it is read: its lines, and the text boxes that hang on it."""

    lines: list[Words] = field(default_factory=lambda: [Words()])
    boxes: list[etree._Element] = field(default_factory=list)


class Reader:
    """Reads paragraphs with the styles and links of their document."""

    def __init__(self, styles: Styles, links: dict[str, str]) -> None:
        self._styles = styles
        self._links = links

    def paragraph(self, element: etree._Element, *, strong: bool) -> Paragraph:
        """The words of a paragraph, whose style may be bold."""
        read = Paragraph()
        self._children(element, read, 0, strong=strong)
        return read

    def _children(
        self, element: etree._Element, read: Paragraph, depth: int, *, strong: bool
    ) -> None:
        if depth <= DEEPEST * 2:
            for one in element:
                self._take(one, name(one), read, depth + 1, strong=strong)

    def _take(
        self, element: etree._Element, tag: str, read: Paragraph, depth: int, *, strong: bool
    ) -> None:
        words = read.lines[-1]
        if tag in _UNSEEN:
            return
        if tag == "t":
            words.add(element.text or "", strong=strong)
        elif tag in {"tab", "noBreakHyphen"}:
            words.add(" " if tag == "tab" else "-", strong=strong)
        elif tag in {"br", "cr"}:
            read.lines.append(Words())
        elif tag == "sym":
            words.add(_BOXES.get(value(element, "char").upper(), "•"), strong=strong)
        elif tag == "txbxContent":
            read.boxes.append(element)
        elif tag == "r":
            self._run(element, read, depth, strong=strong)
        elif (box := _box(element, tag)) is not None:
            words.add("[x] " if box else "[ ] ")
        elif tag == "hyperlink":
            self._link(element, read, depth, strong=strong)
        else:
            self._children(element, read, depth, strong=strong)

    def _run(self, element: etree._Element, read: Paragraph, depth: int, *, strong: bool) -> None:
        properties = child(element, "rPr")
        style = self._styles.of(value(child(properties, "rStyle")))
        hidden = child(properties, "vanish")
        if is_on(hidden) or (style.hidden and hidden is None):
            return
        bold = child(properties, "b")
        emphasised = is_on(bold) if bold is not None else strong or style.strong
        marked = any(is_on(child(properties, one)) for one in ("i", "u"))
        self._children(element, read, depth, strong=emphasised or marked)

    def _link(self, element: etree._Element, read: Paragraph, depth: int, *, strong: bool) -> None:
        words = read.lines[-1]
        before = len(words.pieces)
        self._children(element, read, depth, strong=strong)
        text = "".join(piece for piece, _ in words.pieces[before:])
        words.point(text, self._links.get(value(element, "id"), ""))


def _box(element: etree._Element, tag: str) -> bool | None:
    """Tell a check box that can be clicked, and whether it is ticked; None for anything else."""
    if tag == "sdt":
        box = child(element, "sdtPr", "checkbox")
        return None if box is None else value(child(box, "checked")) in {"1", "true"}
    box = child(element, "ffData", "checkBox") if tag == "fldChar" else None
    if box is None:
        return None
    ticked = child(box, "checked")
    return is_on(ticked if ticked is not None else child(box, "default"))
