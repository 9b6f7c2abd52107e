"""How a language's words are cut out of a text, and made a table to look up in."""

import re
from collections.abc import Iterable, Iterator

from scheduler.phrases.vocabulary import Clocks, Language, Words

LEXEMES = r"""
    {clock}
  | (?P<month>(?<=[0-9]\.)(?:0?[1-9]|1[0-2])(?:\.|$))
  | (?P<ordinal>{ordinal})
  | (?P<number>[0-9]{{1,3}}(?![0-9]))
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)\.?
  | (?P<sign>[-,&/+@():])
  | (?P<odd>\S)
"""


def _lexeme_pattern(clock: str, ordinal: str) -> re.Pattern[str]:
    """Return what cuts folded text, for a language's ways to write times and ordinals."""
    return re.compile(LEXEMES.format(clock=clock, ordinal=ordinal), re.VERBOSE)


def language(
    name: str,
    words: Words,
    clocks: Clocks,
    ordinal: str,
    never_first: Iterable[str],
    before_every: Iterable[str],
) -> Language:
    """Make a language of its words."""
    return Language(
        name=name,
        words=words,
        lexeme=_lexeme_pattern(clocks.pattern, ordinal),
        read_clock=clocks.read,
        never_first=frozenset(never_first),
        before_every=frozenset(before_every),
        beginnings=frozenset(_beginnings(words)),
        key_parts=frozenset(part for key in words for part in key.split()) | clocks.words,
    )


def _beginnings(words: Words) -> Iterator[str]:
    for key in words:
        parts = key.split()
        yield from (" ".join(parts[:end]) for end in range(1, len(parts) + 1))
