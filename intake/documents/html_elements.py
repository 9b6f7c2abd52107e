"""What an HTML element means: a block, emphasis, a check box, something that nobody sees."""

import re

from lxml.html import HtmlElement

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
STRONG = {"b", "strong", "em", "i", "u", "mark"}
BLOCKS = _HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
    *("hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_UNSEEN = {
    *("audio", "button", "canvas", "colgroup", "embed", "frame", "iframe", "link", "map", "meta"),
    *("nav", "noscript", "object", "option", "script", "select", "style", "svg", "template"),
    *("textarea", "video"),
}
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_STRONG_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")


def tag_of(element: HtmlElement) -> str:
    """The name of an element's tag, "" for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_hidden(element: HtmlElement, tag: str) -> bool:
    """Whether a browser would not show it, or only as something to navigate or press."""
    if not tag or tag in _UNSEEN or "hidden" in element.attrib:
        return True
    return bool(_UNSEEN_STYLE.search(element.get("style") or ""))


def is_strong(element: HtmlElement) -> bool:
    """Whether a style makes its words bold, as word processors write it."""
    return bool(_STRONG_STYLE.search(element.get("style") or ""))


def checked(element: HtmlElement, tag: str) -> bool | None:
    """Whether a check box is ticked; None for anything else."""
    classes = (element.get("class") or "").split()
    if tag == "input":
        return "checked" in element.attrib if element.get("type") == "checkbox" else None
    if element.get("role") == "checkbox":
        return str(element.get("aria-checked")) == "true"
    if "checkbox" in classes and not len(element):
        return "checkbox-on" in classes or "checked" in classes
    return None


def number_of(element: HtmlElement, attribute: str, otherwise: int) -> int:
    """The number in an attribute, of at most six digits."""
    value = element.get(attribute) or ""
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else otherwise


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places things on a page: one column, or headings and tables in it."""
    if any(True for _ in table.iterdescendants("table", *_HEADINGS)):
        return True
    return all(len(row.findall("td")) + len(row.findall("th")) < 2 for row in table.iter("tr"))
