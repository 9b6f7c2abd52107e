"""What stands within a Markdown block: emphasis, links, pictures, breaks, tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from intake.documents.words import Words

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z0-9]+)(?P<rest>[^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_STRONG = {"b", "strong", "em", "i", "u"}


# For each bracket that is never closed, the parser looks at all that follows.
_LONGEST_BLOCK = 20_000
_MOST_WORK = 20_000_000


def parse_inline(state: StateCore) -> None:
    """Parse what stands within blocks; beyond a bound of work blocks stay as they are written."""
    left = _MOST_WORK
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        work = len(token.content) * token.content.count("[")
        if len(token.content) <= _LONGEST_BLOCK and work <= left:
            left -= work
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = list(_as_written(token.content))


def _as_written(content: str) -> Iterator[Token]:
    for number, line in enumerate(content.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        yield Token("text", "", 0, content=line)


@dataclass
class Line:
    """A line of a block: how many lines of the source it is below the first, how it was begun."""

    offset: int
    on_purpose: bool
    words: Words = field(default_factory=Words)


def lines_of(token: Token) -> list[Line]:
    """The lines of an inline token; a hard break or a <br> begins one on purpose."""
    walk = _Inline()
    for child in token.children or ():
        walk.take(child)
    return walk.lines


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters."""
    return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag)}


class _Inline:
    """The way through a block's inline tokens: how deep in emphasis, within which link."""

    def __init__(self) -> None:
        self.lines = [Line(0, on_purpose=False)]
        self._strong = 0
        self._url = ""
        self._linked: list[str] = []

    def take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special" | "code_inline":
                self._say(token.content)
            case "softbreak" | "hardbreak":
                self._break(1, on_purpose=token.type == "hardbreak")
            case "strong_open" | "em_open":
                self._strong += 1
            case "strong_close" | "em_close":
                self._strong -= 1
            case "link_open":
                self._open(str(token.attrs.get("href", "")))
            case "link_close":
                self._close()
            case "image":
                self.lines[-1].words.show(str(token.attrs.get("src", "")))
            case "html_inline":
                self._tag(token.content)

    def _say(self, text: str) -> None:
        self.lines[-1].words.add(text, strong=self._strong > 0)
        self._linked.append(text)

    def _break(self, lines: int, *, on_purpose: bool) -> None:
        self.lines.append(Line(self.lines[-1].offset + lines, on_purpose))
        self._linked.append(" ")

    def _open(self, url: str) -> None:
        self._url, self._linked = url, []

    def _close(self) -> None:
        self.lines[-1].words.point("".join(self._linked), self._url)
        self._url = ""

    def _tag(self, content: str) -> None:
        found = _TAG.match(content)
        if found is None:
            return
        name, closes = found["name"].lower(), bool(found["close"])
        given = attributes(found["rest"])
        if name in _STRONG:
            self._strong += -1 if closes else 1
        elif name == "br":
            self._break(0, on_purpose=True)
        elif name == "img":
            self.lines[-1].words.show(given.get("src", ""))
        elif name == "input" and given.get("type") == "checkbox":
            self._say("[x] " if "checked" in given else "[ ] ")
        elif name == "a":
            self._close() if closes else self._open(given.get("href", ""))
