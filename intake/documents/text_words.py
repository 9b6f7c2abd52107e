"""The words of a plain line: links, what chat programs embolden, reStructuredText's roles."""

import re

from intake.documents.words import Words

_PIECE = re.compile(
    r"""
      (?::(?P<role>[a-z:]{1,30}):)?`(?P<named>[^`<>]{1,300}?)\s*<(?P<target>[^<>`]{1,500})>`_{0,2}
    | :[a-z:]{1,30}:`(?P<single>[^`]{1,300})`
    | ``(?P<literal>[^`]{1,300})``
    | <(?P<slack>https?://[^|<>\s]{1,500})\|(?P<label>[^<>|]{1,300})>
    | <?(?P<url>https?://[^\s<>"'|]{1,500}[^\s<>"'|.,;:!?)\]])>?
    """,
    re.VERBOSE,
)
_LEAD = re.compile(r"(?P<star>\*{1,2})(?P<lead>[^*\s][^*]{0,80})(?P=star)(?=[\s:]|$)")


def words_of(text: str) -> Words:
    """The words of a line or of several that are one."""
    words = Words()
    if lead := _LEAD.match(text):
        words.add(lead["lead"], strong=True)
        text = text[lead.end() :]
    start = 0
    for found in _PIECE.finditer(text):
        words.add(text[start : found.start()])
        _take(found, words)
        start = found.end()
    words.add(text[start:])
    return words


def _take(found: re.Match[str], words: Words) -> None:
    label = found["named"] or found["single"] or found["literal"] or found["label"] or found["url"]
    words.add(label)
    url = found["target"] or found["slack"] or found["url"]
    # What a role points at is a place in its own project; only an address leads anywhere.
    if url and not (found["role"] and "://" not in url):
        words.point(label, url)
