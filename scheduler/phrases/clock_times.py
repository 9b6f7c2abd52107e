"""Finds in a phrase the time of day at which it is due, and the one by which it is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from scheduler.phrases.clocks import of_twelve
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.vocabulary import EVERY, Daypart, Kind, Token, Unit, unit

MIDNIGHT = "Midnight is read as 0:00, when the day begins."
BY_MIDNIGHT = "“By midnight” is read as the end of that day."
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
_TAKES_A_BARE_HOUR = {Kind.WEEKDAYS, Kind.UNIT, Kind.DAYPART}
_ENDS_A_TIME = {None, Kind.BEFORE, Kind.DAYPART, Kind.ZONE}
_HOURS_OF = {Kind.CLOCK, Kind.NUMBER}
_DATES = {Kind.WEEKDAYS, Kind.MONTH, Kind.ORDINAL, Kind.NUMBER}
_TELLING = {Kind.UNIT, Kind.WEEKDAYS, Kind.MONTH, Kind.ORDINAL, Kind.EVERY, Kind.TWICE_OR_HALF}
_Time = time | None


@dataclass(frozen=True)
class Timed:
    """A phrase without its time of day; None where none was said.

    `anchor` is a moment that only the people there know, such as opening, in place of a time or a
    deadline.
    """

    rest: tuple[Token, ...]
    time: _Time = None
    deadline: _Time = None
    anchor: str | None = None
    zone: str | None = None
    notes: tuple[str, ...] = ()


@dataclass
class _Heard:
    """What has been taken out so far; a range has two times."""

    rest: list[Token] = field(default_factory=list)
    times: list[tuple[Token, ...]] = field(default_factory=list)
    deadlines: list[Token] = field(default_factory=list)
    anchor: str | None = None
    zone: str | None = None
    part: Daypart | None = None
    is_by_date: bool = False
    is_by_anchor: bool = False
    is_each_day: bool = False


def take_time(tokens: Sequence[Token]) -> Timed:
    """Take the times of day out of the phrase. Raises PhraseError."""
    heard, at = _Heard(), 0
    while at < len(tokens):
        at += _take(tokens, at, heard)
    if heard.is_each_day and not any(token.kind in _TELLING for token in heard.rest):
        heard.rest += [EVERY, unit(Unit.DAY)]
    return _timed(heard)


def _take(tokens: Sequence[Token], at: int, heard: _Heard) -> int:
    """Take what stands at one place; returns how many words that were."""
    token = tokens[at]
    if token.kind == Kind.BEFORE or _is_until(tokens, at):
        return _take_deadline(tokens, at, heard)
    if _is_time(tokens, at):
        return _take_times(tokens, at, heard)
    match token.kind:
        case Kind.DAYPART:
            _take_part(tokens, at, heard)
        case Kind.EACH_DAY:
            heard.is_each_day = True
        case Kind.ANCHOR:
            heard.anchor = str(token.value)
            heard.is_by_anchor = _kind(tokens, at - 1) == Kind.BEFORE
            _drop_comma(heard)
        case Kind.ZONE if heard.times or heard.deadlines:
            heard.zone = str(token.value)
        case Kind.AT:
            pass
        case Kind.AND if not heard.rest and (heard.anchor or heard.times or heard.deadlines):
            pass
        case _:
            heard.rest.append(token)
    return 1


def _is_until(tokens: Sequence[Token], at: int) -> bool:
    """Tell “täglich bis 12 Uhr” from “Montag bis Freitag”."""
    token, before, behind = tokens[at], _kind(tokens, at - 1), _kind(tokens, at + 1)
    is_range = before in {Kind.CLOCK, Kind.NUMBER}
    return token.kind == Kind.TO and token.value == "by" and behind == Kind.CLOCK and not is_range


def _take_deadline(tokens: Sequence[Token], at: int, heard: _Heard) -> int:
    place = at + 1 + (_kind(tokens, at + 1) == Kind.AT)
    kind = _kind(tokens, place)
    if kind == Kind.CLOCK or (kind == Kind.NUMBER and _is_hour(tokens, place)):
        heard.deadlines.append(tokens[place])
        _drop_comma(heard)
        return place + 1 - at
    if kind in _DATES:
        heard.is_by_date = True
    elif kind is None and heard.times and len(heard.times[-1]) == 1:
        # “At 17:00 at the latest” has named the deadline before.
        heard.deadlines += heard.times.pop()
    elif kind not in {Kind.ANCHOR, Kind.DAYPART} and not (kind is None and heard.deadlines):
        heard.rest.append(tokens[at])
    return 1


def _is_hour(tokens: Sequence[Token], at: int) -> bool:
    """Tell “before 9” from “by 5 March”."""
    return _kind(tokens, at + 1) not in {Kind.MONTH, Kind.UNIT, Kind.OF, Kind.TIMES}


def _take_times(tokens: Sequence[Token], at: int, heard: _Heard) -> int:
    _drop_comma(heard)
    joints = {Kind.TO, Kind.AND} if at and tokens[at - 1].value == "between" else {Kind.TO}
    is_range = _kind(tokens, at + 1) in joints and _kind(tokens, at + 2) in _HOURS_OF
    if is_range and _is_hour(tokens, at + 2):
        heard.times.append((tokens[at], tokens[at + 2]))
        return 3
    if (heard.is_by_date or heard.is_by_anchor) and not heard.deadlines:
        heard.deadlines.append(tokens[at])
    else:
        heard.times.append((tokens[at],))
    return 1


def _is_time(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind == Kind.CLOCK:
        return True
    if token.kind != Kind.NUMBER or not at:
        return False
    before = tokens[at - 1]
    is_to = _kind(tokens, at + 1) == Kind.TO
    if before.kind == Kind.AT or (is_to and _kind(tokens, at + 2) == Kind.CLOCK):
        return _is_hour(tokens, at)
    is_range = is_to and _kind(tokens, at + 2) in _HOURS_OF and _is_hour(tokens, at + 2)
    behind = at + 1 + (_kind(tokens, at + 1) == Kind.AND and at + 2 < len(tokens))
    is_last = _kind(tokens, behind) in _ENDS_A_TIME or is_range
    return is_last and before.kind in _TAKES_A_BARE_HOUR and not _is_month_like(before)


def _is_month_like(token: Token) -> bool:
    """Tell whether a number behind this would rather be a day: "monthly 5"."""
    return token.kind == Kind.UNIT and token.value != Unit.DAY


def _take_part(tokens: Sequence[Token], at: int, heard: _Heard) -> None:
    heard.part = Daypart(str(tokens[at].value))
    # "Every morning" is every day; "Monday mornings" and "7 in the morning" are not.
    if _kind(tokens, at - 1) == Kind.EVERY:
        heard.rest.append(Token(Kind.UNIT, Unit.DAY, tokens[at].text))


def _drop_comma(heard: _Heard) -> None:
    """Forget what has joined nothing but the time: "Mon-Fri, 16:30"."""
    if heard.rest and heard.rest[-1].kind == Kind.AND:
        heard.rest.pop()


def _kind(tokens: Sequence[Token], at: int) -> Kind | None:
    return tokens[at].kind if 0 <= at < len(tokens) else None


def _timed(heard: _Heard) -> Timed:
    if len(heard.times) > 1:
        raise PhraseError("I see two times; a process runs at most once a day, so say one of them.")
    if len(heard.deadlines) + any(len(times) > 1 for times in heard.times) > 1:
        raise PhraseError("I see two times by which it is to be done; say one of them.")
    times = [time for times in heard.times for time in _span(times, heard.part)]
    deadlines = times[1:] + [_by(token, heard.part) for token in heard.deadlines]
    return Timed(
        tuple(heard.rest),
        times[0] if times else None,
        deadlines[0] if deadlines else None,
        None if times or deadlines else heard.anchor,
        heard.zone,
        tuple(_notes(heard)),
    )


def _notes(heard: _Heard) -> list[str]:
    notes = [MIDNIGHT for times in heard.times if times[0].text == "midnight"]
    return notes + [BY_MIDNIGHT for token in heard.deadlines if token.text == "midnight"]


def _span(times: tuple[Token, ...], part: Daypart | None) -> list[time]:
    """Read a time, or the two of a range: the half of the day of “4:30-5 pm” holds for both."""
    read = [_at(token) for token in times]
    if len(read) == 2 and _has_half(times[1]) and not _has_half(times[0]):
        later = read[0].replace(hour=read[0].hour + 12) if read[0].hour < 12 else read[0]
        if later <= read[1]:
            read[0] = later
    if part is None:
        return read
    return [within(read[0], part, times[0].text), *(_shifted(one, part) for one in read[1:])]


def _by(token: Token, part: Daypart | None) -> time:
    return _at(token) if part is None else _shifted(_at(token), part)


def _has_half(token: Token) -> bool:
    return token.text.replace(".", "").replace(" ", "").endswith(("am", "pm"))


def _at(token: Token) -> time:
    return token.value if isinstance(token.value, time) else of_twelve(str(token.value))


def _shifted(at: time, part: Daypart) -> time:
    """Read "7" with "evening" as 19:00; what is done by then may end a little later."""
    if at.hour in _AFTER_NOON[part]:
        return at.replace(hour=at.hour + 12)
    return at.replace(hour=0) if at.hour == 12 and part == Daypart.NIGHT else at


def within(at: time, part: Daypart, said: str) -> time:
    """Read "7" with "evening" as 19:00. Raises PhraseError where the two contradict each other."""
    at = _shifted(at, part)
    if at.hour not in _HOURS[part]:
        raise PhraseError(f"{said} is not in the {part}.")
    return at
