"""How to find one's way in a DOCX part: elements and attributes by their local names.

Word writes them in one namespace, in another for “strict” documents; the names are the same.
"""

from lxml import etree


def name(element: etree._Element) -> str:
    """The local name of an element, "" for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of names, None where there is none."""
    for step in path:
        if element is None:
            return None
        element = next((one for one in element if name(one) == step), None)
    return element


def value(element: etree._Element | None, attribute: str = "val") -> str:
    """An attribute by its local name, "" where it is missing."""
    if element is None:
        return ""
    found = (v for k, v in element.attrib.items() if str(k).rpartition("}")[2] == attribute)
    return str(next(found, ""))


def number(element: etree._Element | None, otherwise: int) -> int:
    """The number in an element's value."""
    text = value(element)
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as <w:b/> is there and not off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}
