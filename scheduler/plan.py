"""A process as someone means it, before it is saved: one value for forms, commands and imports."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AnyUrl, BaseModel, ConfigDict, Field

from scheduler.cadence import Cadence
from scheduler.cadence.public_holidays import Holidays
from storage.rota import Rota
from storage.states import Nudges, Opening, ProofKind

LONGEST_NAME = 80
LONGEST_TITLE = 300
MOST_STEPS = 30
MOST_PHOTOS = 10
LONGEST_WINDOW = timedelta(days=7)


class StepPlan(BaseModel):
    """One thing to prove; `key` is what it is known by in every version, "" until it is saved."""

    model_config = ConfigDict(frozen=True)

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
    proof_kind: ProofKind = ProofKind.ANY
    proof_count: Annotated[int, Field(ge=1, le=MOST_PHOTOS)] = 1
    key: str = ""


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
    owner_seconds: int = 3600
    backup_seconds: int = 3600
    manager_seconds: int = 7200
    nudges: Nudges = Nudges.HALF_AND_END
    steps: Annotated[tuple[StepPlan, ...], Field(min_length=1, max_length=MOST_STEPS)]
    opening: Opening = Opening.ONE_BY_ONE
    digest_channel_id: str | None = None

    @property
    def owners(self) -> tuple[str, ...]:
        """The people who are named as owners; none where a user group takes turns."""
        return self.rota.members if self.rota else (self.owner_id,)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is named on the ladder, in its order."""
        return (*self.owners, self.backup_id, self.manager_id)

    @property
    def cadence(self) -> Cadence:
        """When it falls due."""
        return Cadence(self.rule, self.start, self.zone, self.holidays)
