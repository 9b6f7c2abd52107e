"""What reStructuredText adds to a text: fields before it, directives within."""

import re
from collections.abc import Sequence

_FIELD = re.compile(r":([\w:-]{1,60}):(?:\s+(.*))?")
_DIRECTIVE = re.compile(r"(\s*)\.\.(?:\s+(?:([\w-]+)::)?.*)?")
# The bodies of these are words to people; those of others are for the program that builds the page.
_WORDED = {
    *("note", "warning", "tip", "hint", "important", "caution", "danger", "attention"),
    *("admonition", "seealso"),
}

Fields = tuple[tuple[str, str], ...]


def split_fields(lines: Sequence[str]) -> tuple[Fields, list[str]]:
    """The fields on top of a text (":Owner: Ann"), and its lines with blanks in their place."""
    left = list(lines)
    fields = []
    for index, line in enumerate(lines):
        found = _FIELD.fullmatch(line.rstrip())
        if line.strip() and found is None:
            break
        if found:
            fields.append((found[1], (found[2] or "").strip()))
            left[index] = ""
    return tuple(pair for pair in fields if pair[1]), left


def without_directives(lines: Sequence[str]) -> list[str]:
    """The lines without comments and directives; a note keeps its words, at the margin."""
    left: list[str] = []
    # How deep the directive lies in which a line stands, and whether its words are kept.
    margin, keeps = -1, True
    for line in lines:
        indent = len(line) - len(line.lstrip())
        found = _DIRECTIVE.fullmatch(line)
        if line.strip() and indent <= margin:
            margin = -1
        if found:
            margin, keeps = len(found[1]), found[2] in _WORDED
            left.append("")
        elif margin < 0:
            left.append(line)
        else:
            left.append(line.strip() if keeps and not _FIELD.match(line.strip()) else "")
    return left
