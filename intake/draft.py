"""A process as a document or an export lets it be read: what is known, why, and what is not.

Nothing here is a decision: people correct a draft before it becomes a process. What a source does
not say is None, never a default.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST_TITLE = 200
LONGEST_INSTRUCTION = 1500
LONGEST_QUOTE = 160
MOST_STEPS = 500
MOST_PROCESSES = 500
WALL_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"

WallTime = Annotated[str, Field(pattern=WALL_TIME)]


class Value(BaseModel):
    """A part of a draft; it never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sure(StrEnum):
    """How far a field can be trusted: the source says so, or it was concluded from its words."""

    STATED = "stated"
    INFERRED = "inferred"


class Reason(Value):
    """Why a field is as it is.

    `field` is a path such as "cadence" or "steps.3.proof" (steps count from 0), `where` is for
    people ("line 14", "row 3, column Assignee", "page 2, line 5", "card “Closing”"), `quote` are
    the source's own words, cut at LONGEST_QUOTE.
    """

    field: str
    where: str
    quote: Annotated[str, Field(max_length=LONGEST_QUOTE)]
    sure: Sure


class Reading(Value):
    """A figure that a proof shows: what is measured, its unit, and the range that is right."""

    what: str
    unit: str | None = None
    low: float | None = None
    high: float | None = None


class ProofDraft(Value):
    """What would count as proof; there is no step without one."""

    kind: Literal["any", "photo", "file"] = "any"
    min_files: Annotated[int, Field(ge=1, le=10)] = 1
    reading: Reading | None = None


class StepDraft(Value):
    """One thing to prove.

    `source_line` counts from 1: the line of a text, the paragraph of a DOCX, the row of a table;
    None where a source has no lines. `cadence` is what the step says of its own recurrence, as
    written, where that is not the process's.
    """

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
    instruction: Annotated[str | None, Field(max_length=LONGEST_INSTRUCTION)] = None
    proof: ProofDraft = ProofDraft()
    assignee: str | None = None
    cadence: str | None = None
    sop_url: str | None = None
    picture: str | None = None
    source_line: int | None = None


class CadenceDraft(Value):
    """When it falls due, as far as the source says.

    `text` is the phrase as written, `rrule` an RFC 5545 value that may lack its day ("FREQ=WEEKLY"
    of “weekly”), `time` and `deadline` are local wall times in `zone` (IANA), `question` is what
    has to be answered before it can run.
    """

    text: str | None = None
    rrule: str | None = None
    time: WallTime | None = None
    zone: str | None = None
    deadline: WallTime | None = None
    question: str | None = None


class Source(Value):
    """Where a draft comes from: the system, the file's name, and a link to what it was made of."""

    system: str
    file: str
    url: str | None = None


class ProcessDraft(Value):
    """Recurring work as its source lets it be read; people are names as written.

    `notes` are sentences for whoever reviews it: what the source does not contain, what was left
    out, what could not be understood. `confidence` goes from 0 to 1. `first_due` is the earliest
    due date that the source names, and `key` what the source knows the process by, the same in a
    later export.
    """

    name: str
    source: Source
    owner: str | None = None
    backup: str | None = None
    manager: str | None = None
    cadence: CadenceDraft = CadenceDraft()
    steps: Annotated[tuple[StepDraft, ...], Field(max_length=MOST_STEPS)] = ()
    notes: tuple[str, ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    reasons: tuple[Reason, ...] = ()
    first_due: date | None = None
    key: str = ""


class Intake(Value):
    """All that one source gave: its processes in their order, and what is to be said of all."""

    processes: Annotated[tuple[ProcessDraft, ...], Field(max_length=MOST_PROCESSES)]
    notes: tuple[str, ...] = ()


class UnreadableError(ValueError):
    """A source that cannot be read; the message is one sentence that says why and what to do."""
