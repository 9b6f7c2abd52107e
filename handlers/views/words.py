"""Words that all views share. Whatever people typed goes through `clip`."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.views.blocks import Block, section
from scheduler.rotas import is_nobody
from scheduler.typed_text import one_line
from storage.states import Level, ProofKind

# What people call the places on a ladder.
ROLES = {level: level.role for level in Level}
LONGEST_LINK = 1000
LONGEST_LABEL = 400
# Slack advises to keep a message's text below 4,000 characters.
LONGEST_TEXT = 3600
# Escaping makes "&" five characters long: what a process may be called always fits in these.
NAME = 400
TITLE = 1500
SHORTEST_LINE = 20
SPOKEN_NAME = 50

# Characters that turn the direction of the words behind them, so a name could garble our sentence.
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_RIGHT_TO_LEFT = {"R", "AL"}
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_ZERO_WIDTH_JOINER = "\u200d"
_SECONDS = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}


@dataclass(frozen=True)
class Message:
    """What is said. `text` says all of it: notifications and screen readers have nothing else."""

    text: str
    blocks: list[Block]


def escape(text: str) -> str:
    """Return text that Slack shows as it stands, without mentions or links in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, limit: int) -> str:
    """Return what somebody typed on one line, escaped, in at most `limit` characters."""
    line = _readable(text)
    if not _turns(line):
        return _cut(line, limit)
    # Isolated, so that it does not reorder the numbers and names that stand beside it.
    return f"{_ISOLATE}{_cut(line, limit - 2)}{_END_ISOLATE}"


def prose(text: str, limit: int) -> list[str]:
    """Return what somebody typed on several lines, escaped, in at most `limit` characters.

    A line that does not fit any more is cut, and those behind it are left out.
    """
    lines: list[str] = []
    for line in text.splitlines():
        room = limit - sum(len(shown) + 1 for shown in lines)
        if room < SHORTEST_LINE:
            return [*lines[:-1], f"{lines[-1]}…"] if lines else []
        lines.append(clip(line, room))
    return lines


def label(text: str, limit: int) -> str:
    """Return what somebody typed as a button shows it, unescaped, in at most `limit` characters."""
    line = _readable(text)
    if not _turns(line):
        return _shortened(line, limit)
    return f"{_ISOLATE}{_shortened(line, limit - 2)}{_END_ISOLATE}"


def aloud(verb: str, name: str) -> str:
    """Return what a screen reader says of a button that stands once for each of several things."""
    return f"{verb} {label(name, SPOKEN_NAME)}"


def bold(clipped: str) -> str:
    """Return clipped text in bold; a star in it would end the bold too early, so then not."""
    return clipped if not clipped or "*" in clipped else f"*{clipped}*"


def command(verb: str, name: str) -> str:
    """Return a command about a process for people to copy."""
    line = f"/baton {verb} {_cut(_readable(name), NAME)}"
    return line if "`" in line else f"`{line}`"


def named(name: str) -> str:
    """Return what a process is called, in bold."""
    return bold(clip(name, NAME))


def mention(person_id: str) -> str:
    """Return a mention of a person; of a group that has nobody to ask, words."""
    return "its user group" if is_nobody(person_id) else f"<@{person_id}>"


def channel(channel_id: str) -> str:
    """Return a link to a channel."""
    return f"<#{channel_id}>"


def link(
    url: str, label: str, longest: int = LONGEST_LINK, longest_label: int = LONGEST_LABEL
) -> str:
    """Return a link; the label alone where the address is missing or longer than `longest`."""
    address = escape(url).replace("|", "%7C")
    shown = clip(label, longest_label)
    return f"<{address}|{shown}>" if 0 < len(address) <= longest else shown


def sop_link(url: object) -> str:
    """Return a link to an SOP, or that there is none."""
    address = str(url or "")
    return link(address, address) if address else "no link"


def digest_channel(channel_id: str | None) -> str:
    """Return where a weekly digest goes, or that it goes nowhere."""
    return channel(channel_id) if channel_id else "none"


def clock(at: datetime, zone: str) -> str:
    """Return an aware instant on the reader's clock; in `zone` where Slack cannot draw it."""
    return _date_token(at, "{time}", _clock(_local(at, zone)))


def day_and_clock(at: datetime, zone: str) -> str:
    """Return an aware instant with its day, on the reader's clock; else in `zone`."""
    local = _local(at, zone)
    fallback = f"{local.day} {local:%b} at {_clock(local)}"
    return _date_token(at, "{date_short_pretty} at {time}", fallback)


def day(at: datetime, zone: str) -> str:
    """Return the day of an aware instant in the reader's calendar; else in `zone`."""
    local = _local(at, zone)
    return _date_token(at, "{date_short}", f"{local.day} {local:%b %Y}")


def moment(at: datetime, zone: str, now: datetime) -> str:
    """Return the time alone if it is today in `zone`, with the day otherwise: for "by …"."""
    today = _local(at, zone).date() == _local(now, zone).date()
    return clock(at, zone) if today else day_and_clock(at, zone)


def when(at: datetime, zone: str, now: datetime) -> str:
    """Return the same as an adverb, for "Missed …": at 7:00, or yesterday at 7:00."""
    today = _local(at, zone).date() == _local(now, zone).date()
    return f"at {clock(at, zone)}" if today else day_and_clock(at, zone)


def when_known(at: datetime | None, zone: str, now: datetime) -> str:
    """Return the same behind a space; empty where there is no such instant."""
    return f" {when(at, zone, now)}" if at else ""


def duration(length: timedelta | float) -> str:
    """Return a length of time (a number is seconds) in its two largest units."""
    seconds = int(length.total_seconds() if isinstance(length, timedelta) else length)
    if seconds == _SECONDS["hour"]:
        return "60 minutes"
    words = []
    for unit, size in _SECONDS.items():
        amount, seconds = divmod(seconds, size)
        if amount:
            words.append(plural(amount, unit))
    return " ".join(words[:2]) or "0 minutes"


def plural(amount: int, noun: str, nouns: str | None = None) -> str:
    """Return "1 step", "2 steps"; `nouns` where the plural is not made with an s."""
    return f"{amount} {noun if amount == 1 else nouns or f'{noun}s'}"


def proof_rule(kind: ProofKind, count: int, more: str = "") -> str:
    """Return what a step takes: "a photo", "2 photos"; with `more`="more ", "2 more photos"."""
    noun, aside = _PROOFS[kind]
    if count == 1:
        return f"{'one ' if more else 'a '}{more}{noun}{aside.format('a photo')}"
    nouns = " or ".join(f"{word}s" for word in noun.split(" or "))
    return f"{count} {more}{nouns}{aside.format('photos')}"


_PROOFS = {
    ProofKind.ANY: ("photo or file", ""),
    ProofKind.PHOTO: ("photo", ""),
    ProofKind.FILE: ("file", " (not {})"),
}


def first_of(lines: Sequence[str], most: int) -> list[str]:
    """Return at most so many lines, and how many more there are."""
    left = len(lines) - most
    return [*lines[:most], f"… and {left} more"] if left > 0 else list(lines)


def fitting(lines: Sequence[str], limit: int = LONGEST_TEXT) -> str:
    """Return the lines that one message's text holds, and how many more there are."""
    kept, used = 0, 0
    for line in lines:
        used += len(line) + 1
        if used > limit:
            break
        kept += 1
    return "\n".join(first_of(lines, kept))


def too_long(length: int, longest: int) -> str:
    """Say that a line has too many characters."""
    return f"This has {length} characters; please use at most {longest}."


def said(*sentences: str) -> Message:
    """Return a message of a few sentences."""
    text = " ".join(sentence for sentence in sentences if sentence)
    return Message(text, [section(text)])


def _readable(text: str) -> str:
    return one_line("".join(c for c in text if unicodedata.bidirectional(c) not in _TURNING))


def _turns(line: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line)


def _shortened(line: str, limit: int) -> str:
    return line if len(line) <= limit else line[: limit - 1].rstrip(f" {_ZERO_WIDTH_JOINER}") + "…"


def _cut(line: str, limit: int) -> str:
    """Escape a line; cut between characters, never within an entity."""
    if len(escape(line)) <= limit:
        return escape(line)
    kept, room = [], limit - 1
    for character in line:
        room -= len(escape(character))
        if room < 0:
            break
        kept.append(escape(character))
    return "".join(kept).rstrip(f" {_ZERO_WIDTH_JOINER}") + "…"


def _date_token(at: datetime, form: str, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{form}|{fallback}>"


def _local(at: datetime, zone: str) -> datetime:
    assert at.tzinfo is not None, "instants are aware"
    return at.astimezone(ZoneInfo(zone))


def _clock(local: datetime) -> str:
    return f"{local.hour}:{local:%M}"
