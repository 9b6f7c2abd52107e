"""The notations of a configuration's values: each is read from what people write, and said back.

All raise ValueError, whose message is a sentence that says what to write.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import AnyUrl, BeforeValidator, PlainSerializer, PlainValidator

from scheduler import links, phrases, pictures, rota_text, windows, zones
from scheduler.cadence.public_holidays import read_place
from scheduler.phrases import NotUnderstood
from scheduler.plan import MOST_PHOTOS
from scheduler.step_lines import NOUNS, PLURAL, SINGULAR
from scheduler.typed_text import one_line, quoted, several_lines
from storage.states import ProofKind, RotaTurn

MINUTE = 60
MOST_SECONDS = 10**9
# An id in pointed brackets behind a name, or alone.
_NAMED = re.compile(r"@?(?P<name>[^<>]*?)\s*<@?(?P<id>[A-Z][A-Z0-9]{1,31})>")
_PERSON_ID = re.compile(r"[UW][A-Z0-9]{2,31}")
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,31}")
_PROOF = re.compile(r"(?:(\d{1,3})\s+)?([a-z ]+)")


@dataclass(frozen=True)
class Named:
    """A person or a user group: the id decides, the name is for readers; one may be empty."""

    name: str
    id: str = ""


@dataclass(frozen=True)
class Due:
    """When something falls due: an RRULE value, and a local time of day."""

    rule: str
    at: time


@dataclass(frozen=True)
class ProofRule:
    """What proves a step, and how many of it."""

    kind: ProofKind
    count: int


def _text(value: Any, say: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"This is no text; {say}, in quotes where need be.")  # noqa: TRY004 - pydantic's
    return value


def read_person(value: Any) -> Named:
    """Read “Ana <U0ANA>”, “U0ANA” or “@Ana”."""
    say = "write a person as “Ana <U012AB3CD>”, “U012AB3CD” or “@Ana”"
    text = one_line(_text(value, say))
    found = _NAMED.fullmatch(text)
    if found is not None and _PERSON_ID.fullmatch(found["id"]):
        return Named(found["name"].strip(), found["id"])
    if _PERSON_ID.fullmatch(text):
        return Named("", text)
    name = text.removeprefix("@").strip()
    if not name or set(name) & set("<>"):
        raise ValueError(f"“{quoted(text)}” is no person; {say}.")
    return Named(name)


def say_person(person: Named) -> str:
    """Say a person such that `read_person` gives them back."""
    if not person.id:
        return f"@{person.name}"
    return f"{person.name} <{person.id}>" if person.name else person.id


def plain_name(name: str) -> str:
    """Return a name as it can stand before an id."""
    return one_line(name.replace("<", "").replace(">", "")).removeprefix("@").strip()


def read_group(value: Any) -> Named:
    """Read “@openers <S012AB3CD>” or “@openers”."""
    say = "write a user group as “@openers <S012AB3CD>” or “@openers”"
    text = one_line(_text(value, say))
    found = _NAMED.fullmatch(text)
    if found is not None and found["id"].startswith("S"):
        return Named(found["name"].strip(), found["id"])
    handle = text.removeprefix("@")
    if not handle or set(handle) & set("<> "):
        raise ValueError(f"“{quoted(text)}” is no user group; {say}.")
    return Named(handle)


def say_group(group: Named) -> str:
    """Say a user group such that `read_group` gives it back."""
    return f"@{group.name} <{group.id}>" if group.id else f"@{group.name}"


def read_turn(value: Any) -> RotaTurn:
    """Read “weekly” or “each run”."""
    return rota_text.read_turn(_text(value, "write weekly or each run"))


def read_due(value: Any) -> Due:
    """Read a cadence with its time, such as “every weekday at 7:00”."""
    text = _text(value, "write a cadence such as “every weekday at 7:00”")
    try:
        reading = phrases.parse(text)
    except NotUnderstood as problem:
        raise ValueError(f"{problem.message} For example: {problem.suggestion}.") from None
    if reading.time is None:
        raise ValueError(f"“{quoted(text)}” has no time of day; add one, such as “at 7:00”.")
    if reading.deadline is not None:
        raise ValueError(
            f"“{quoted(text)}” says by when it is to be done. Say at what time it is asked, and in "
            "windows how long each has."
        )
    return Due(reading.rule, reading.time)


def say_due(due: Due) -> str:
    """Say a cadence such that `read_due` gives it back."""
    return phrases.describe(due.rule, due.at)


def read_window(value: Any) -> int:
    """Read a window, in whole minutes or as “1 hour 30 minutes”; return its seconds."""
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 < value < MOST_SECONDS:
            raise ValueError("A window is a positive number of minutes.")
        return value * MINUTE
    text = _text(value, "write a window in minutes, such as 60, or as “1 hour 30 minutes”")
    return int(windows.parse_window(text, timedelta(0)).total_seconds())


def say_window(seconds: int) -> int | str:
    """Say a window in minutes, or in words where it has seconds."""
    minutes, rest = divmod(seconds, MINUTE)
    return windows.spoken(timedelta(seconds=seconds)) if rest else minutes


def read_proof(value: Any) -> ProofRule:
    """Read “photo”, “2 photos”, “file” or “photo or file”."""
    say = "write photo, file, photo or file, or a number of them, such as 2 photos"
    text = one_line(_text(value, say)).casefold()
    found = _PROOF.fullmatch(text)
    if found is None or found[2].strip() not in NOUNS:
        raise ValueError(f"“{quoted(text)}” is no proof; {say}.")
    count = int(found[1] or 1)
    if not 1 <= count <= MOST_PHOTOS:
        raise ValueError(f"A step takes 1 to {MOST_PHOTOS} photos or files.")
    return ProofRule(NOUNS[found[2].strip()], count)


def say_proof(rule: ProofRule) -> str:
    """Say what proves a step such that `read_proof` gives it back."""
    return SINGULAR[rule.kind] if rule.count == 1 else f"{rule.count} {PLURAL[rule.kind]}"


def read_zone(value: Any) -> str:
    """Read an IANA zone, in whatever case."""
    text = _text(value, "write a time zone such as Europe/Berlin")
    zone = zones.known(text)
    if zone is None:
        raise ValueError(zones.unknown(text))
    return zone


def read_holidays(value: Any) -> str:
    """Read whose public holidays count, such as DE-BE."""
    return read_place(_text(value, "write whose holidays count, such as DE-BE"))


def read_channel(value: Any) -> str:
    """Read a channel's id."""
    text = _text(value, "write the channel's id, such as C012AB3CD")
    if not _CHANNEL_ID.fullmatch(text):
        raise ValueError(
            f"“{quoted(text)}” is no channel's id; it looks like C012AB3CD and stands at the end "
            "of what Slack copies as the channel's link."
        )
    return text


def read_pause(value: Any) -> bool | datetime:
    """Read true, or the instant at which a pause ends."""
    say = "write true, or when it ends, such as 2026-12-24T08:00+01:00"
    if isinstance(value, bool):
        return value
    try:
        until = value if isinstance(value, datetime) else datetime.fromisoformat(_text(value, say))
    except ValueError:
        raise ValueError(f"This is no pause; {say}.") from None
    if until.tzinfo is None:
        raise ValueError(f"The end of a pause needs its offset from UTC; {say}.")
    return until.astimezone(UTC)


def say_pause(pause: bool | datetime) -> bool | str:  # noqa: FBT001 - the value of a field
    """Say a pause such that `read_pause` gives it back; its end in UTC."""
    if isinstance(pause, bool):
        return pause
    exact = pause.second or pause.microsecond
    return pause.isoformat(timespec="auto" if exact else "minutes")


def read_line(value: Any) -> str:
    """Read a line of text."""
    return one_line(_text(value, "write a line of text"))


def read_lines(value: Any) -> str:
    """Read several lines of text."""
    return several_lines(_text(value, "write some text"))


def read_sop(value: Any) -> AnyUrl:
    """Read the address of a page."""
    return links.sop_link(_text(value, "write the address of a page"))


def read_picture(value: Any) -> AnyUrl:
    """Read the address of a picture."""
    return pictures.picture_link(_text(value, "write the address of a picture"))


Line = Annotated[str, BeforeValidator(read_line)]
Lines = Annotated[str, BeforeValidator(read_lines)]
Person = Annotated[Named, PlainValidator(read_person), PlainSerializer(say_person)]
Group = Annotated[Named, PlainValidator(read_group), PlainSerializer(say_group)]
Turn = Annotated[
    RotaTurn, PlainValidator(read_turn), PlainSerializer(lambda turn: rota_text.TURNS[turn])
]
Cadence = Annotated[Due, PlainValidator(read_due), PlainSerializer(say_due)]
Window = Annotated[int, PlainValidator(read_window), PlainSerializer(say_window)]
Proof = Annotated[ProofRule, PlainValidator(read_proof), PlainSerializer(say_proof)]
Zone = Annotated[str, PlainValidator(read_zone)]
HolidayPlace = Annotated[str, PlainValidator(read_holidays)]
Channel = Annotated[str, PlainValidator(read_channel)]
Pause = Annotated[bool | datetime, PlainValidator(read_pause), PlainSerializer(say_pause)]
Sop = Annotated[AnyUrl, PlainValidator(read_sop), PlainSerializer(str)]
Picture = Annotated[AnyUrl, PlainValidator(read_picture), PlainSerializer(str)]
