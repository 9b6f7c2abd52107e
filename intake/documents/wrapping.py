"""Which lines of a text belong together, and which stand for themselves.

People write lists without any marker, and programs wrap paragraphs in the middle of a sentence:
both look like lines below each other.
"""

import re
from collections.abc import Collection, Sequence

from intake.documents.markers import split_marker

# Nobody wraps narrower than the one, or wider than the other: longer lines are not wrapped.
_NARROWEST = 60
_WIDEST = 120
_FIELD = re.compile(r"\**[^\W\d_][^:*_\n]{0,40}:\**\s*\S")
_SENTENCE_END = re.compile(r"[.,;]$")


def groups(lines: Sequence[str], breaks: Collection[int] = ()) -> list[list[int]]:
    """The numbers of lines that are one sentence or item, in order; none of them is blank.

    `breaks` are the lines that were begun on purpose.
    """
    plain = [line.strip() for line in lines]
    apart = _each_for_itself(plain)
    width = max([_NARROWEST, *(len(line) for line in plain if len(line) <= _WIDEST)])
    found: list[list[int]] = []
    for index, line in enumerate(plain):
        begins = index in breaks or apart or not found or _begins(plain[index - 1], line, width)
        if begins:
            found.append([index])
        else:
            found[-1].append(index)
    return found


def _each_for_itself(lines: Sequence[str]) -> bool:
    """Tell a list without markers: three lines or more, capitals before and no stops behind."""
    return len(lines) > 2 and all(
        _starts_anew(line) and not _SENTENCE_END.search(line) for line in lines
    )


def _begins(before: str, line: str, width: int) -> bool:
    """Tell whether a line begins something: a marker, a field, or a break that was no need."""
    if split_marker(line)[0] or (_FIELD.match(line) and _FIELD.match(before)):
        return True
    needed = len(before) + 1 + len(line.partition(" ")[0])
    if _starts_anew(line):
        return needed < width or len(before) > _WIDEST
    listed = width > _NARROWEST or split_marker(before)[0]
    return not listed and needed < _NARROWEST / 2


def _starts_anew(line: str) -> bool:
    first = line.lstrip("[(*_`\"'“„«¿¡")[:1]
    return not first.isalpha() or first.isupper()
