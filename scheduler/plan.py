"""A process as someone means it, before it is saved: one value for forms, commands and imports."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import (
    AnyUrl,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from scheduler.cadence import Cadence
from scheduler.cadence.public_holidays import Holidays
from storage.rota import Rota
from storage.states import Nudges, Opening, Overlap, ProofKind

LONGEST_NAME = 80
LONGEST_TITLE = 300
LONGEST_INSTRUCTION = 1500
MOST_STEPS = 30
MOST_PHOTOS = 10
OWNER_WINDOW = timedelta(hours=1)
LONGEST_WINDOW = timedelta(days=7)
# What a step may have of its own: its part of the ladder, and how it is done.
OWN_LADDER = (
    "owner_id",
    "backup_id",
    "manager_id",
    "owner_seconds",
    "backup_seconds",
    "manager_seconds",
)
OWN_HELP = ("instruction", "sop_url", "picture")
OWN = (*OWN_LADDER, *OWN_HELP)


class StepPlan(BaseModel):
    """One thing to prove; `key` is what it is known by in every version, "" until it is saved.

    Its people, windows and SOP are those of its process wherever its own are None.
    """

    model_config = ConfigDict(frozen=True)

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
    proof_kind: ProofKind = ProofKind.ANY
    proof_count: Annotated[int, Field(ge=1, le=MOST_PHOTOS)] = 1
    key: str = ""
    owner_id: str | None = None
    backup_id: str | None = None
    manager_id: str | None = None
    owner_seconds: int | None = None
    backup_seconds: int | None = None
    manager_seconds: int | None = None
    instruction: Annotated[str | None, Field(max_length=LONGEST_INSTRUCTION)] = None
    sop_url: AnyUrl | None = None
    picture: AnyUrl | None = None

    @model_serializer(mode="wrap")
    def _without_what_is_not_its_own(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in write(self).items() if value is not None}


class ProcessPlan(BaseModel):
    """Recurring work: what, when, who. `start` is naive local time in `zone` (IANA)."""

    model_config = ConfigDict(frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    sop_url: AnyUrl | None = None
    # With a rota: its first member, or its group; whose turn it is depends on when.
    owner_id: str
    rota: Rota | None = None
    backup_id: str
    manager_id: str
    rule: str
    start: datetime
    zone: str
    holidays: Holidays | None = None
    notes: tuple[str, ...] = ()
    owner_seconds: int = int(OWNER_WINDOW.total_seconds())
    backup_seconds: int = 3600
    manager_seconds: int = 7200
    nudges: Nudges = Nudges.HALF_AND_END
    steps: Annotated[tuple[StepPlan, ...], Field(min_length=1, max_length=MOST_STEPS)]
    opening: Opening = Opening.ONE_BY_ONE
    overlap: Overlap = Overlap.CLOSE
    digest_channel_id: str | None = None

    @property
    def cadence(self) -> Cadence:
        """When it falls due."""
        return Cadence(self.rule, self.start, self.zone, self.holidays)
