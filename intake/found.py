"""What a reader finds in its source, before any of it is judged: processes, steps, words, places.

Each reader makes these, whatever its format; `drafting` makes drafts of them.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from intake.draft import Sure


class Trust(IntEnum):
    """Where words about a cadence stand; the higher, the more they are believed."""

    FILE_NAME = 1
    PROSE = 2
    TITLE = 3
    LEAD = 4
    HEADING = 5
    FIELD = 6
    RULE = 7


@dataclass(frozen=True)
class Said:
    """Words of the source and where they stand, for people ("line 14", "row 3, column Due").

    `sure` is INFERRED where what they mean was concluded: “usually Maria does it” names an owner.
    """

    text: str
    where: str
    sure: Sure = Sure.STATED


@dataclass(frozen=True)
class Evidence:
    """Words that may tell the cadence.

    `rrule` is set where the source itself has an RFC 5545 rule; `time` is "HH:MM" and `zone` an
    IANA name where fields of their own carry them.
    """

    said: Said
    trust: Trust
    rrule: str | None = None
    time: str | None = None
    zone: str | None = None


@dataclass(frozen=True)
class FoundStep:
    """A step as its source has it: nothing is cut, and nothing is concluded from its words."""

    title: str
    where: str
    line: int | None = None
    detail: str = ""
    assignee: Said | None = None
    cadence: Said | None = None
    url: str | None = None
    picture: str | None = None
    # Words beside it that tell what proves it: a column “Evidence”, a required photo field.
    proof: Said | None = None


@dataclass(frozen=True)
class FoundProcess:
    """A process as its source has it."""

    name: Said
    steps: tuple[FoundStep, ...]
    key: str = ""
    url: str | None = None
    owner: Said | None = None
    backup: Said | None = None
    manager: Said | None = None
    cadence: tuple[Evidence, ...] = ()
    first_due: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """All that one source holds; `lacks` names what this kind of source never contains."""

    system: str
    processes: tuple[FoundProcess, ...]
    notes: tuple[str, ...] = ()
    lacks: tuple[str, ...] = field(default=("backup", "manager"))


@dataclass(frozen=True)
class Upload:
    """A file as it came: hostile until read. `name` is what its sender called it."""

    name: str
    data: bytes
