"""Finds the time of day in a phrase."""

from dataclasses import dataclass
from datetime import time

from scheduler.phrases.tokenizing import PhraseError, clock
from scheduler.phrases.vocabulary import Daypart, Kind, Token, Unit

MIDNIGHT = "Midnight is read as 0:00, when the day begins."
# The hours, as said on a clock of twelve, that lie after noon in each part of the day.
_AFTER_NOON = {
    Daypart.MORNING: (),
    Daypart.AFTERNOON: range(1, 8),
    Daypart.EVENING: range(4, 12),
    Daypart.NIGHT: range(6, 12),
}
_HOURS = {
    Daypart.MORNING: range(12),
    Daypart.AFTERNOON: range(12, 20),
    Daypart.EVENING: range(16, 24),
    Daypart.NIGHT: (*range(18, 24), *range(6)),
}
_TAKES_A_BARE_HOUR = {Kind.WEEKDAYS, Kind.UNIT}


@dataclass(frozen=True)
class Timed:
    """A phrase without its time of day; None where no time was said."""

    rest: tuple[Token, ...]
    time: time | None
    notes: tuple[str, ...] = ()


def take_time(tokens: list[Token]) -> Timed:
    """Take the time of day out of the phrase. Raises PhraseError."""
    rest: list[Token] = []
    times: list[Token] = []
    part: Daypart | None = None
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        if _is_time(token, before, is_last=at == len(tokens) - 1):
            times.append(token)
            # "Mon-Fri, 16:30": the comma has joined nothing but the time.
            if rest and rest[-1].text == ",":
                rest.pop()
        elif token.kind == Kind.DAYPART:
            part = Daypart(str(token.value))
            # "Every morning" is every day; "Monday mornings" and "7 in the morning" are not.
            if before is not None and before.kind == Kind.EVERY:
                rest.append(Token(Kind.UNIT, Unit.DAY, token.text))
        elif token.kind != Kind.AT:
            rest.append(token)
    return _timed(rest, times, part)


def _is_time(token: Token, before: Token | None, *, is_last: bool) -> bool:
    if token.kind == Kind.CLOCK:
        return True
    if token.kind != Kind.NUMBER or before is None:
        return False
    is_bare = is_last and before.kind in _TAKES_A_BARE_HOUR and not _is_month_like(before)
    return before.kind == Kind.AT or is_bare


def _is_month_like(token: Token) -> bool:
    """Tell whether a number behind this would rather be a day: "monthly 5"."""
    return token.kind == Kind.UNIT and token.value != Unit.DAY


def _timed(rest: list[Token], times: list[Token], part: Daypart | None) -> Timed:
    if not times:
        return Timed(tuple(rest), None)
    if len(times) > 1:
        raise PhraseError("I see two times; a process runs at most once a day, so say one of them.")
    said = times[0]
    at = said.value if isinstance(said.value, time) else clock(str(said.value))
    at = at if part is None else within(at, part, said.text)
    notes = (MIDNIGHT,) if said.text == "midnight" else ()
    return Timed(tuple(rest), at, notes)


def within(at: time, part: Daypart, said: str) -> time:
    """Read "7" with "evening" as 19:00. Raises PhraseError where the two contradict each other."""
    if at.hour in _AFTER_NOON[part]:
        at = at.replace(hour=at.hour + 12)
    elif at.hour == 12 and part == Daypart.NIGHT:
        at = at.replace(hour=0)
    if at.hour not in _HOURS[part]:
        raise PhraseError(f"{said} is not in the {part}.")
    return at
