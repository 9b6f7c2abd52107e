"""HTML → outline: what a browser would show of it, in the order of the page."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from intake.decoding import text_of
from intake.documents.finishing import outline
from intake.documents.html_walk import Walk
from intake.documents.words import without_data_addresses
from intake.draft import UnreadableError
from intake.limits import MOST_CHARACTERS
from intake.outline import Block, Outline

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096
# What lxml keeps of a text's own claim on its encoding would be believed a second time.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes) -> Outline:
    """The outline of an HTML page; lines count from 1 in its source.

    Raises UnreadableError where the page is too long or no text.
    """
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    text = without_data_addresses(text_of(data, declared[1].decode() if declared else None))
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            "This page is too long to be instructions; save the part that matters as a page of its"
            " own and send that."
        )
    walk = Walk()
    blocks = list(walk.blocks(_tree(text)))
    return outline(blocks, properties=walk.properties)


def blocks_of(text: str, first_line: int) -> Iterator[Block]:
    """The blocks of a piece of HTML that begins at this line."""
    for block in Walk().blocks(_tree(text)):
        yield replace(block, line=block.line + first_line - 1)


def _tree(text: str) -> HtmlElement:
    try:
        return _parsed(_DECLARATION.sub("", text))
    except etree.ParserError:
        return _parsed("<p></p>")


def _parsed(source: str) -> HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return lxml_html.document_fromstring(source.encode(), parser=parser, ensure_head_body=True)
