"""A moment as people say it: "Monday 9:00", "tomorrow noon", "3 January", "for two weeks"."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.moments import coming, lengths
from scheduler.moments.correcting import corrected
from scheduler.moments.here import TOO_FAR, Here, MomentError
from scheduler.moments.reading import read_words
from scheduler.phrases.refusing import PhraseError
from scheduler.phrases.tokenizing import folded
from scheduler.typed_text import quoted

__all__ = ["LATEST", "MomentError", "bounded", "read_moment"]

LATEST = timedelta(days=731)
SAY = "write for example “Monday 9:00”, “3 January” or “for 2 weeks”"
_LEADS = ("until ", "till ", "til ", "'til ", "up to ", "to ")
_MINUTE = timedelta(minutes=1)


def read_moment(text: str, zone: str, now: datetime) -> datetime:
    """Return the UTC instant that someone in `zone` (IANA) means at the aware instant `now`.

    It is a whole minute, later than `now` and at most two years away. A day without a time means
    its beginning; what has gone by this week or year means the next one. A wall time that the zone
    skips means the first instant after the gap, one that it shows twice the first of the two.

    Raises MomentError.
    """
    here = Here(now, ZoneInfo(zone))
    try:
        return _instant(folded(text), here)
    except MomentError:
        raise
    except PhraseError as unclear:
        raise MomentError(_explained(unclear, text, here)) from None


def bounded(at: datetime, now: datetime) -> datetime:
    """Return the aware instant `at` in UTC, as far as it may be meant. Raises MomentError."""
    if at <= now:
        raise MomentError("That is over already; say a later time.")
    if at - now > LATEST:
        raise MomentError(TOO_FAR)
    return at.astimezone(UTC)


def _instant(words: str, here: Here) -> datetime:
    bare = _without_lead(words)
    if not bare:
        raise MomentError(f"Say until when: {SAY}.")
    length = lengths.after(bare, here) or lengths.end_of(bare, here)
    at = length or coming.instant(read_words(bare), here)
    return _up_to_the_minute(bounded(at, here.now))


def _without_lead(words: str) -> str:
    # A full stop stays: with it, "3.12." is a day.
    bare = words.strip(" !?,;:")
    for lead in _LEADS:
        bare = bare.removeprefix(lead)
    return "" if f"{bare} " in _LEADS else bare


def _up_to_the_minute(at: datetime) -> datetime:
    rest = at - at.replace(second=0, microsecond=0)
    return at + (_MINUTE - rest) if rest else at


def _explained(unclear: PhraseError, text: str, here: Here) -> str:
    """Say what is not understood, with the nearest words that are."""
    reason = str(unclear).rstrip(".")
    meant = corrected(text)
    try:
        if meant:
            _instant(meant, here)
            return f"{reason}; did you mean “{quoted(meant, 60)}”?"
    except PhraseError:
        pass
    return f"{reason}; {SAY}."
